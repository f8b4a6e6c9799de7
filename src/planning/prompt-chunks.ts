// Prompt chunks of one iteration as the analytic model has them: a mean chunk, and the largest where lanes wait for it.
import { log2, pow } from "../elementary.ts";
import { causalPairs } from "../perf/causal-pairs.ts";
import {
  type CompiledStepModel,
  emptyLoad,
  emptyWork,
  lanesOf,
  type PromptChunk,
  type PromptLoad,
  promptLoad,
} from "../perf/step-model.ts";
import type { TrafficProfile } from "./traffic-profile.ts";

// A search asks millions of times: these are written anew for each question and read before the next.
const alikeWork = emptyWork();
const largest: PromptChunk = { tokens: 0, pairs: 0, windowPairs: 0 };
const unlikeWork = emptyWork();
unlikeWork.largestChunk = largest;
const load = emptyLoad();

/**
 * Load of so many chunks: mean tokens and pairs of each, and the largest of them where they are not alike.
 * Valid until the next call.
 */
export function chunkLoad(
  steps: CompiledStepModel,
  chunks: number,
  tokens: number,
  pairs: number,
  pairsInWindow: number,
  largestChunk?: PromptChunk,
): PromptLoad {
  const work = largestChunk === undefined ? alikeWork : unlikeWork;
  work.prefillTokens = chunks * tokens;
  work.prefillSequences = chunks;
  work.prefillPairs = chunks * pairs;
  work.prefillWindowPairs = chunks * pairsInWindow;
  return promptLoad(steps, work, load);
}

/** Chunks drawn at a time, up to which the mean of the largest is worked out: 2^0 to 2^10. */
const largestDraws = 11;

/** Mean of the largest of n values drawn from the given ones, by their order statistics. */
function meanLargest(values: readonly number[], n: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.reduce(
    (sum, value, i) => sum + value * (pow((i + 1) / sorted.length, n) - pow(i / sorted.length, n)),
    0,
  );
}

/**
 * Mean of the largest of 1, 2, 4, ... chunks drawn at random from the traffic, in iterations of `budget` tokens. Undefined where
 * nothing waits for the largest: an instance of one lane.
 */
export function largestChunksOf(
  steps: CompiledStepModel,
  budget: number,
  { strata }: TrafficProfile,
): readonly PromptChunk[] | undefined {
  if (lanesOf(steps) === 1) return undefined;
  const perStratum = strata.map(({ fresh, cached }): PromptChunk => {
    const parts = Math.max(1, Math.ceil(fresh / budget));
    return {
      tokens: fresh / parts,
      pairs: causalPairs(fresh, cached) / parts,
      windowPairs: causalPairs(fresh, cached, steps.windowTokens) / parts,
    };
  });
  const meanOf = (key: "tokens" | "pairs" | "windowPairs", n: number): number =>
    meanLargest(
      perStratum.map((chunk) => chunk[key]),
      n,
    );
  return Array.from(
    { length: largestDraws },
    (_, power): PromptChunk => ({
      tokens: meanOf("tokens", 2 ** power),
      pairs: meanOf("pairs", 2 ** power),
      windowPairs: meanOf("windowPairs", 2 ** power),
    }),
  );
}

/** The largest of `chunks` (a real number) of an iteration, on average. Valid until the next call. */
export function largestOf(largestChunks: readonly PromptChunk[] | undefined, chunks: number): PromptChunk | undefined {
  if (largestChunks === undefined) return undefined;
  const at = Math.min(largestDraws - 1, Math.max(0, log2(chunks)));
  const low = Math.min(largestDraws - 2, Math.floor(at));
  const from = largestChunks[low]!;
  const to = largestChunks[low + 1]!;
  largest.tokens = from.tokens + (at - low) * (to.tokens - from.tokens);
  largest.pairs = from.pairs + (at - low) * (to.pairs - from.pairs);
  largest.windowPairs = from.windowPairs + (at - low) * (to.windowPairs - from.windowPairs);
  return largest;
}
