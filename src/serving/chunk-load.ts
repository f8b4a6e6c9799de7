// Prompt chunks of one step on a replica of several lanes (pipeline stages x attention groups): the busiest sets the pace.

import { causalPairs, tiledPairs } from "../perf/causal-pairs.ts";
import { doubleZero } from "../perf/double-zero.ts";
import { emptyLoad, emptyWork, type PromptLoad, promptLoad } from "../perf/step-model.ts";
import type { StepTables } from "./step-tables.ts";

export class ChunkLoad {
  readonly #largest = { tokens: 0, pairs: 0, tiledPairs: 0, windowPairs: 0 };
  readonly #work = emptyWork();
  #tiledPairs = doubleZero;
  readonly #load = emptyLoad();

  constructor() {
    this.#work.largestChunk = this.#largest;
  }

  begin(): void {
    const largest = this.#largest;
    const work = this.#work;
    largest.tokens = 0;
    largest.pairs = 0;
    largest.tiledPairs = 0;
    largest.windowPairs = 0;
    work.prefillTokens = 0;
    work.prefillSequences = 0;
    work.prefillPairs = 0;
    this.#tiledPairs = 0;
    work.prefillWindowPairs = 0;
  }

  /** One chunk of `tokens` after `cached` ones. */
  add(tables: StepTables, tokens: number, cached: number): void {
    const largest = this.#largest;
    const work = this.#work;
    const pairs = causalPairs(tokens, cached);
    const tiled = tables.queryTile > 1 ? tiledPairs(tokens, cached, tables.queryTile) : pairs;
    const near = tables.hasWindow ? causalPairs(tokens, cached, tables.model.windowTokens) : pairs;
    work.prefillTokens += tokens;
    work.prefillSequences += 1;
    work.prefillPairs += pairs;
    this.#tiledPairs += tiled;
    work.prefillWindowPairs += near;
    if (tokens > largest.tokens) largest.tokens = tokens;
    if (pairs > largest.pairs) largest.pairs = pairs;
    if (tiled > largest.tiledPairs) largest.tiledPairs = tiled;
    if (near > largest.windowPairs) largest.windowPairs = near;
  }

  /** The load so far; valid until the next `begin`. */
  end(tables: StepTables): PromptLoad {
    this.#work.prefillTiledPairs = this.#tiledPairs;
    return promptLoad(tables.model, this.#work, this.#load);
  }
}
