// What one replica has done so far: time by kind of work, tokens, what attention read, KV in use. Only ever added to.
// Takes sums from the replica's steps; gives FLOP, bytes and busy time for MFU, MBU and energy. Must not decide anything.

import { doubleZero } from "../perf/double-zero.ts";
import { type CompiledStepModel, weightBytesRead } from "../perf/step-model.ts";

/** What the first of a queue waits for: nothing, a seat, KV blocks, or its turn in the token budget of a step. */
export const heldBy = { nothing: 0, seats: 1, kv: 2, tokens: 3 } as const;

export class ReplicaTally {
  readonly model: CompiledStepModel;
  decodeSeconds = doubleZero;
  prefillSeconds = doubleZero;
  /** Time in steps that a crash cut short. */
  lostSeconds = doubleZero;
  /** Time during which somebody waited at the head of the queue (or of the line for received KV), by what for. */
  readonly heldSeconds = new Float64Array(4);
  kvBlockSeconds = doubleZero;
  peakBlocks = 0;
  stepCount = 0;
  /** Of them, those with prompt work. */
  promptSteps = 0;
  /** Contexts of all decode steps and query-key pairs of all prompt chunks: what attention worked on. */
  contextTokensRead = doubleZero;
  prefillPairs = doubleZero;
  finishedRequests = 0;
  decodeTokens = doubleZero;
  prefillTokens = doubleZero;
  /** Tokens that came from accepted drafts. */
  acceptedTokens = doubleZero;

  constructor(model: CompiledStepModel) {
    this.model = model;
  }

  get busySeconds(): number {
    return this.decodeSeconds + this.prefillSeconds + this.lostSeconds;
  }

  /** FLOP done so far. */
  get flops(): number {
    const { flopsPerToken, flopsPerPair } = this.model;
    const pairs = this.contextTokensRead + this.decodeTokens + this.prefillPairs;
    return (this.decodeTokens + this.prefillTokens) * flopsPerToken + pairs * flopsPerPair;
  }

  /**
   * Bytes moved so far: weights once a step (of experts those that the tokens of a mean step read), KV read by decodes and written
   * by all.
   */
  get bytes(): number {
    const worked = this.decodeTokens + this.prefillTokens;
    const perStep = this.stepCount > 0 ? weightBytesRead(this.model, worked / this.stepCount) : 0;
    return this.stepCount * perStep + (this.contextTokensRead + worked) * this.model.kvBytesPerToken;
  }
}
