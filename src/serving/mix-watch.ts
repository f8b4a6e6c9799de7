// The mean prompt and output of late requests, as a gateway sees them: from what has finished, older looks counting less.
import type { TokenMix } from "./instance-rates.ts";

/** Running totals of the requests that have finished. */
export interface FinishedTotals {
  readonly finished: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly prefixHitTokens: number;
}

/** With every look what was seen before counts half as much. */
const memory = 0.5;

export class MixWatch {
  #last: FinishedTotals = { finished: 0, promptTokens: 0, outputTokens: 0, prefixHitTokens: 0 };
  #requests = 0;
  #promptTokens = 0;
  #outputTokens = 0;
  #hitTokens = 0;

  /** The mix as of this look; undefined before anything has finished. */
  look(totals: FinishedTotals): TokenMix | undefined {
    const last = this.#last;
    this.#last = { ...totals };
    if (totals.finished > last.finished) {
      this.#requests = memory * this.#requests + totals.finished - last.finished;
      this.#promptTokens = memory * this.#promptTokens + totals.promptTokens - last.promptTokens;
      this.#outputTokens = memory * this.#outputTokens + totals.outputTokens - last.outputTokens;
      this.#hitTokens = memory * this.#hitTokens + totals.prefixHitTokens - last.prefixHitTokens;
    }
    if (this.#requests === 0) return undefined;
    const contextTokens = this.#promptTokens / this.#requests;
    return {
      // Hits are counted at admission, so they may run ahead of what has finished.
      promptTokens: Math.max(1, contextTokens - this.#hitTokens / this.#requests),
      contextTokens,
      outputTokens: this.#outputTokens / this.#requests,
    };
  }
}
