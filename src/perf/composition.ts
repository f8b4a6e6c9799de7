// What a whole engine adds to the sum of its kernels: a few coefficients per engine family and version class, fitted on
// serving runs by `silico calibrate serving` and shipped as data.
import type { OperatorCall } from "./operators/operator-call.ts";

/** Operators that share one efficiency inside a running engine. */
export const callClasses = ["gemm", "experts", "decodeAttention", "prefillAttention", "communication", "glue"] as const;
export type CallClass = (typeof callClasses)[number];

export function classOf(call: OperatorCall): CallClass {
  switch (call.kind) {
    case "gemm":
    case "batched-gemm":
      return "gemm";
    case "moe":
      return "experts";
    case "decode-attention":
    case "mla-decode":
      return "decodeAttention";
    case "prefill-attention":
    case "mla-prefill":
      return "prefillAttention";
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
  /** The same per decoding sequence of the step, seconds. */
  readonly hostSecondsPerSequence: number;
  /** Gaps between kernels of one layer, seconds per layer and step. */
  readonly gapSecondsPerLayer: number;
  /** 10th and 90th percentile of the true step time over the predicted one. */
  readonly spread: { readonly p10: number; readonly p90: number };
}

export const idealComposition: Composition = {
  spread: { p10: 0.75, p90: 1.35 },
  factors: { gemm: 1, experts: 1, decodeAttention: 1, prefillAttention: 1, communication: 1, glue: 1 },
  hostSecondsPerStep: 0,
  hostSecondsPerSequence: 0,
  gapSecondsPerLayer: 0,
};
