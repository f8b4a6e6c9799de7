// What a whole engine adds to the sum of its kernels: a few coefficients per engine family and version class, fitted on
// serving runs by `silico calibrate serving` and shipped as data.
import type { OperatorCall } from "./operators/operator-call.ts";

/**
 * Operators that share one efficiency inside a running engine. Products of 16-bit weights run other kernels than quantised ones
 * (`gemm`). Experts are told apart by how their weights are multiplied:
 * in the format they are stored in, widened on the fly (weight-only kernels), or in native 4 bits. `idleExperts` is the time to
 * read the experts that no token chose: 0 in a good kernel, 1 where a kernel walks all of them.
 */
export const callClasses = [
  "gemm",
  "gemm16",
  "experts",
  "expertsWeightOnly",
  "expertsFp4",
  "idleExperts",
  "decodeAttention",
  "prefillAttention",
  "latentPrefill",
  "communication",
  "glue",
] as const;
export type CallClass = (typeof callClasses)[number];

const weightOnly: ReadonlySet<string> = new Set(["w4a16", "mxfp4-a16", "w4a8"]);

export function classOf(call: OperatorCall): CallClass {
  switch (call.kind) {
    case "gemm":
    case "batched-gemm":
      return call.precision === "bf16" ? "gemm16" : "gemm";
    case "moe":
      return weightOnly.has(call.precision) ? "expertsWeightOnly" : call.precision === "fp4" ? "expertsFp4" : "experts";
    case "decode-attention":
    case "mla-decode":
      return "decodeAttention";
    case "prefill-attention":
      return "prefillAttention";
    case "mla-prefill":
      // Sparse attention runs kernels of its own: what slows dense latent prompts in an engine says nothing about them.
      return call.isSparse === true ? "prefillAttention" : "latentPrefill";
    case "mla-block":
    case "gated-delta":
      return call.phase === "decode" ? "decodeAttention" : "prefillAttention";
    case "collective":
    case "p2p":
      return "communication";
    case "elementwise":
    case "sampling":
      return "glue";
  }
}

export interface Composition {
  /** Time in the engine over the time of the isolated kernel, per class; 1 = the kernel tables hold. */
  readonly factors: Readonly<Record<CallClass, number>>;
  /** Scheduling, input preparation and sampling that the device waits for, per step, seconds. */
  readonly hostSecondsPerStep: number;
  /** The same per decoding sequence of one scheduler (each data-parallel attention group has its own), seconds. */
  readonly hostSecondsPerSequence: number;
  /** Gaps between kernels of one layer, seconds per layer and step. */
  readonly gapSecondsPerLayer: number;
  /** Work around each prompt chunk: eager launches where no graph covers a mixed step, sampling of a first token; of one scheduler, seconds. */
  readonly hostSecondsPerPrompt: number;
  /** 10th and 90th percentile of the true step time over the predicted one. */
  readonly spread: { readonly p10: number; readonly p90: number };
}

export const idealComposition: Composition = {
  spread: { p10: 0.75, p90: 1.35 },
  factors: {
    gemm: 1,
    gemm16: 1,
    experts: 1,
    expertsWeightOnly: 1,
    expertsFp4: 1,
    idleExperts: 0,
    decodeAttention: 1,
    prefillAttention: 1,
    latentPrefill: 1,
    communication: 1,
    glue: 1,
  },
  hostSecondsPerStep: 0,
  hostSecondsPerSequence: 0,
  gapSecondsPerLayer: 0,
  hostSecondsPerPrompt: 0,
};
