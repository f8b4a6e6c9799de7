// The fitted numbers of one engine class, in the order and with the priors that a fit uses.
import { exp, log } from "../../elementary.ts";
import type { EngineHabit } from "../closed-loop.ts";
import { type CallClass, type Composition, callClasses } from "../composition.ts";

export interface EngineCoefficients extends Composition {
  readonly frontEndSeconds: number;
  readonly frontEndSerialSeconds: number;
}

/** A coefficient, its prior median and the spread of the prior in log space. */
export interface Coefficient {
  readonly key: string;
  readonly prior: number;
  readonly logSpread: number;
}

/** Everything that is fitted. Kernel factors stay near 1; host times may move by an order of magnitude. */
export const coefficients: readonly Coefficient[] = [
  ...callClasses.map((name) =>
    name === "idleExperts"
      ? { key: name, prior: 0.02, logSpread: 1.5 }
      : // Prompts under latent attention run very different kernels from engine to engine.
        { key: name, prior: 1, logSpread: name === "latentPrefill" ? 1 : 0.2 },
  ),
  { key: "hostSecondsPerStep", prior: 8e-4, logSpread: 0.5 },
  { key: "hostSecondsPerSequence", prior: 1e-5, logSpread: 0.5 },
  { key: "gapSecondsPerLayer", prior: 1e-5, logSpread: 0.5 },
  { key: "hostSecondsPerPrompt", prior: 3e-3, logSpread: 0.5 },
  { key: "frontEndSeconds", prior: 0.035, logSpread: 0.5 },
  { key: "frontEndSerialSeconds", prior: 1.5e-3, logSpread: 0.5 },
];

export const priorVector = (): Float64Array => Float64Array.from(coefficients, ({ prior }) => log(prior));

export function coefficientsOf(logs: ArrayLike<number>): EngineCoefficients {
  const value = Object.fromEntries(coefficients.map(({ key }, i) => [key, exp(logs[i]!)]));
  return {
    factors: Object.fromEntries(callClasses.map((name) => [name, value[name]!])) as Record<CallClass, number>,
    hostSecondsPerStep: value["hostSecondsPerStep"]!,
    hostSecondsPerSequence: value["hostSecondsPerSequence"]!,
    gapSecondsPerLayer: value["gapSecondsPerLayer"]!,
    hostSecondsPerPrompt: value["hostSecondsPerPrompt"]!,
    frontEndSeconds: value["frontEndSeconds"]!,
    frontEndSerialSeconds: value["frontEndSerialSeconds"]!,
    spread: { p10: 0.75, p90: 1.35 },
  };
}

export const schedulingOf = (family: string): EngineHabit["scheduling"] =>
  family === "sglang" ? "prefill-first" : "mixed";

/**
 * Output for which KV counts as taken when a request is admitted: TensorRT-LLM reserves all of it (guaranteed no eviction);
 * vLLM and SGLang reserve little and evict rarely, so that what counts is the mean over a request's life, a half.
 */
export const reservedOutputShare = (family: string): number => (family === "trtllm" ? 1 : 0.5);
