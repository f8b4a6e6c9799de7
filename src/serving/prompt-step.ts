// What a step of prompt chunks costs on a replica, by its tables, and what it counts for in the tally.
import { causalPairs, tiledPairs } from "../perf/causal-pairs.ts";
import { emptyLoad, promptSeconds } from "../perf/step-model.ts";
import type { ChunkLoad } from "./chunk-load.ts";
import type { ReplicaTally } from "./replica-tally.ts";
import type { RequestSlots } from "./request-slots.ts";
import type { StepTables } from "./step-tables.ts";

/** The replica, as far as its next step of prompt chunks goes. */
interface Composed {
  readonly tables: StepTables;
  readonly slots: RequestSlots;
  readonly tally: ReplicaTally;
  readonly tokensPerDecode: number;
  readonly chunkSlots: Int32Array;
  readonly chunkTokens: Int32Array;
  readonly chunkCount: number;
}

/** Written anew for every step. */
const load = emptyLoad();

/** Seconds of the chunks composed, beside `members` decoding requests and without their attention. Adds the chunks to the tally. */
export function chunkSeconds(replica: Composed, chunks: ChunkLoad, members: number): number {
  const { tables, slots, tally, chunkCount, chunkTokens, chunkSlots } = replica;
  const { model } = tables;
  let prompt = 0;
  let pairs = 0;
  let tiled = 0;
  let windowed = 0;
  for (let i = 0; i < chunkCount; i++) {
    const tokens = chunkTokens[i]!;
    const cached = slots.computed[chunkSlots[i]!]!;
    prompt += tokens;
    const all = causalPairs(tokens, cached);
    pairs += all;
    tiled += tables.queryTile > 1 ? tiledPairs(tokens, cached, tables.queryTile) : all;
    if (tables.hasWindow) windowed += causalPairs(tokens, cached, model.windowTokens);
  }
  if (!tables.hasWindow) windowed = pairs;
  tally.prefillTokens += prompt;
  tally.prefillPairs += pairs;
  const decodeTokens = members * replica.tokensPerDecode;
  // The usual case by itself, for speed: one lane, whose load is the work.
  if (tables.lanes === 1) {
    load.tokens = prompt;
    load.groupTokens = prompt;
    load.chunks = chunkCount;
    load.pairs = pairs;
    load.tiledPairs = tiled;
    load.windowPairs = windowed;
    return tables.tokenSeconds(prompt + decodeTokens) + promptSeconds(model, load, members);
  }
  chunks.begin();
  for (let i = 0; i < chunkCount; i++) chunks.add(tables, chunkTokens[i]!, slots.computed[chunkSlots[i]!]!);
  const uneven = chunks.end(tables);
  return tables.loadSeconds(uneven, decodeTokens) + promptSeconds(model, uneven, members);
}
