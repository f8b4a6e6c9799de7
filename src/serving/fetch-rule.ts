// Whether KV that is somewhere else is worth its way: Mooncake's Conductor compares the transfer with computing it again.
// Pure arithmetic on the step model.

import { causalPairs } from "../perf/causal-pairs.ts";
import { type CompiledStepModel, stepSeconds } from "../perf/step-model.ts";

/** Seconds of one step that computes a prompt from `cachedTokens` to its end with nothing else in the batch. */
function promptSeconds(model: CompiledStepModel, promptTokens: number, cachedTokens: number): number {
  const tokens = promptTokens - cachedTokens;
  return stepSeconds(model, {
    prefillTokens: tokens,
    prefillSequences: 1,
    prefillPairs: causalPairs(tokens, cachedTokens),
    prefillWindowPairs: causalPairs(tokens, cachedTokens, model.windowTokens),
    decodeSequences: 0,
    decodeContextTokens: 0,
    decodeWindowTokens: 0,
  });
}

/** Seconds of prefill that `moreTokens` beyond the `cachedTokens` save a prompt. */
export function savedSeconds(
  model: CompiledStepModel,
  promptTokens: number,
  cachedTokens: number,
  moreTokens: number,
): number {
  return (
    promptSeconds(model, promptTokens, cachedTokens) - promptSeconds(model, promptTokens, cachedTokens + moreTokens)
  );
}
