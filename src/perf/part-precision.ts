// Which number format each part of a model is served in: a serving precision names the format of the bulk of the weights,
// and published checkpoints keep some parts wider.
import type { ModelSpec } from "../catalog/models/model-spec.ts";
import type { ServingPrecision } from "../catalog/precision.ts";

export interface PartPrecision {
  readonly attention: ServingPrecision;
  readonly dense: ServingPrecision;
  readonly experts: ServingPrecision;
  readonly shared: ServingPrecision;
  /** Embeddings, head, router: 16-bit in every published checkpoint. */
  readonly rest: ServingPrecision;
}

export const hasExperts = (model: ModelSpec): boolean => model.layers.some((group) => group.feedForward.kind === "moe");

/**
 * Format of each part. Mixture-of-experts checkpoints in 4 bits quantise the experts and keep attention wider: gpt-oss (MXFP4
 * experts, BF16 rest), Kimi-K2 INT4 (routed experts only), DeepSeek NVFP4 (feed-forward only). W4A8 keeps attention in INT8.
 */
export function partPrecision(model: ModelSpec, precision: ServingPrecision): PartPrecision {
  const uniform = (part: ServingPrecision) => ({
    attention: part,
    dense: part,
    experts: part,
    shared: part,
    rest: "bf16" as const,
  });
  if (precision === "mxfp4-a16") return { ...uniform("bf16"), dense: precision, experts: precision };
  if (!hasExperts(model)) return uniform(precision);
  switch (precision) {
    case "fp4":
      return { ...uniform("fp4"), attention: "bf16" };
    case "w4a16":
      return { ...uniform("bf16"), experts: precision };
    case "w4a8":
      return { ...uniform("int8"), experts: precision };
    default:
      return uniform(precision);
  }
}
