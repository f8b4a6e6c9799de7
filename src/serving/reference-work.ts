// What a step of the reference engine computes, token by token, for the step formula.
import { tiledPairs } from "../perf/causal-pairs.ts";
import { type CompiledStepModel, emptyWork, type StepWork } from "../perf/step-model.ts";

/** A request in a step: tokens whose KV exists, and whether its prompt is done. */
interface Planned {
  readonly computed: number;
  readonly hasPrompt: boolean;
}

export function referenceWork(
  model: CompiledStepModel,
  replica: { readonly plan: ReadonlyMap<Planned, number> },
): StepWork {
  const window = model.windowTokens;
  const largestChunk = { tokens: 0, pairs: 0, tiledPairs: 0, windowPairs: 0 };
  const work = { ...emptyWork(), prefillTiledPairs: 0, largestChunk };
  for (const [request, tokens] of replica.plan) {
    if (request.hasPrompt) {
      work.decodeSequences += 1;
      work.decodeContextTokens += request.computed;
      work.decodeWindowTokens += Math.min(request.computed, window);
    } else {
      work.prefillSequences += 1;
      work.prefillTokens += tokens;
      let pairs = 0;
      let windowPairs = 0;
      for (let i = 1; i <= tokens; i++) {
        pairs += request.computed + i;
        windowPairs += Math.min(request.computed + i, window);
      }
      const tiled = tiledPairs(tokens, request.computed, model.queryTileTokens ?? 1);
      work.prefillPairs += pairs;
      work.prefillTiledPairs += tiled;
      largestChunk.tiledPairs = Math.max(largestChunk.tiledPairs, tiled);
      work.prefillWindowPairs += windowPairs;
      largestChunk.tokens = Math.max(largestChunk.tokens, tokens);
      largestChunk.pairs = Math.max(largestChunk.pairs, pairs);
      largestChunk.windowPairs = Math.max(largestChunk.windowPairs, windowPairs);
    }
  }
  return work;
}
