// What one instance of each role can do for a given mix of prompts and outputs: seconds per token, requests decoded at once.
// Takes compiled step models; the arithmetic of a controller that sees averages, not of the simulation itself.
import { type CompiledStepModel, decodeWork, emptyWork, stepSeconds } from "../perf/step-model.ts";

/** Means over requests. */
export interface TokenMix {
  /** Prompt tokens that are computed: what a prefix cache holds is not in it. */
  readonly promptTokens: number;
  /** Context that a prompt takes up in KV, cached tokens included. */
  readonly contextTokens: number;
  readonly outputTokens: number;
}

export interface RatedPool {
  readonly stepModel: CompiledStepModel;
  /** Most tokens of one step. */
  readonly stepTokens: number;
  readonly maxSequences: number;
}

export interface InstanceRates {
  /** Of a prefill instance whose every step is full of prompts, seconds. */
  readonly promptTokenSeconds: number;
  /** Requests that a decode instance holds at once within its seats, its KV and the bound on TPOT; at least 1. */
  readonly decodeBatch: number;
  /** Of a decode instance at that batch, seconds. */
  readonly outputTokenSeconds: number;
}

/** Seconds per token of a step full of prompts of the mean length. */
function promptTokenSeconds({ stepModel, stepTokens: tokens }: RatedPool, mix: TokenMix): number {
  // A token of a prompt attends to half of it on average, whether the prompt comes whole or in chunks.
  const reach = mix.contextTokens / 2;
  const seconds = stepSeconds(stepModel, {
    ...emptyWork(),
    prefillTokens: tokens,
    prefillSequences: Math.max(1, Math.round(tokens / mix.promptTokens)),
    prefillPairs: tokens * reach,
    prefillWindowPairs: tokens * Math.min(reach, stepModel.windowTokens),
  });
  return seconds / tokens;
}

/** Seconds of a decode step of `batch` requests half way through their outputs. */
function decodeStepSeconds({ stepModel }: RatedPool, mix: TokenMix, batch: number): number {
  const context = mix.contextTokens + mix.outputTokens / 2;
  return stepSeconds(stepModel, decodeWork(batch, context, stepModel.windowTokens));
}

/**
 * Rates of a prefill and a decode instance for a mix.
 * @param tpotSeconds bound on TPOT: the batch is the largest whose step keeps it (1 where none does); absent = no bound.
 * Error: queueing, preemption and transfers are left out; a controller needs the ratio of the two, not their level.
 */
export function instanceRates(
  prefill: RatedPool,
  decode: RatedPool,
  mix: TokenMix,
  tpotSeconds = Number.POSITIVE_INFINITY,
): InstanceRates {
  const inKv = Math.floor(decode.stepModel.kvCapacityTokens / (mix.contextTokens + mix.outputTokens));
  let low = 1;
  let high = Math.max(1, Math.min(decode.maxSequences, inKv));
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decodeStepSeconds(decode, mix, middle) <= tpotSeconds) low = middle;
    else high = middle - 1;
  }
  return {
    promptTokenSeconds: promptTokenSeconds(prefill, mix),
    decodeBatch: low,
    outputTokenSeconds: decodeStepSeconds(decode, mix, low) / low,
  };
}
