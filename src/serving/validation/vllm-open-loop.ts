// How long a step of vLLM 0.15.1 takes in the published open-loop runs: kernel factors and host times fitted on those runs,
// which carried request tracing. Used where a scenario names that version.
import fitted from "../../../data/serving/vllm-0.15.1.yaml";
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import type { ServingPrecision } from "../../catalog/precision.ts";
import { type Composition, idealComposition } from "../../perf/composition.ts";

/** Positive numbers, each with the value it takes where nothing was measured. */
export const openLoopPriors = {
  gemm: 1,
  experts: 1,
  decodeAttention: 1,
  communication: 1,
  glue: 1,
  hostSecondsPerStep: 8e-4,
  hostSecondsPerSequence: 1e-5,
  gapSecondsPerLayer: 1e-5,
  /** On top of `experts`, on Ampere. */
  expertsOnAmpere: 1,
  /** On top of `gemm`, on Ampere. */
  gemmOnAmpere: 1,
  /** On top of `gemm` and `experts`, for 8-bit weights. */
  eightBit: 1,
} as const;
export type OpenLoopCoefficients = Readonly<Record<keyof typeof openLoopPriors, number>>;

export const openLoopCoefficients = (fitted as unknown as { readonly coefficients: OpenLoopCoefficients }).coefficients;

export function openLoopComposition(
  chip: ChipSpec,
  precision: ServingPrecision,
  c: OpenLoopCoefficients = openLoopCoefficients,
): Composition {
  const isAmpere = chip.architecture === "nvidia-ampere";
  const isEightBit = precision === "fp8" || precision === "fp8-block" || precision === "int8";
  const dense = c.gemm * (isAmpere ? c.gemmOnAmpere : 1) * (isEightBit ? c.eightBit : 1);
  const experts = c.experts * (isAmpere ? c.expertsOnAmpere : 1) * (isEightBit ? c.eightBit : 1);
  return {
    ...idealComposition,
    factors: {
      ...idealComposition.factors,
      gemm: dense,
      experts,
      decodeAttention: c.decodeAttention,
      communication: c.communication,
      glue: c.glue,
    },
    hostSecondsPerStep: c.hostSecondsPerStep,
    hostSecondsPerSequence: c.hostSecondsPerSequence,
    gapSecondsPerLayer: c.gapSecondsPerLayer,
    spread: { p10: 0.9, p90: 1.1 },
  };
}
