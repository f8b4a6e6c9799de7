// A step model made by hand, for tests that bend one.
import { Knots } from "../src/perf/knots.ts";
import type { CompiledStepModel } from "../src/perf/step-model.ts";

/** An 8B model on one H100, roughly: 16 GB of weights at 3 TB/s, 16 GFLOP a token at 600 TFLOP/s. */
export const handMadeSteps: CompiledStepModel = {
  tokenKnots: Knots.of(0, 1, 64, 256, 1024, 8192),
  tokenSeconds: Float64Array.of(0, 5.5e-3, 5.8e-3, 7e-3, 27e-3, 220e-3),
  sequenceKnots: Knots.of(0, 1, 256),
  decodeSeconds: Float64Array.of(0, 1e-4, 2e-4),
  decodeSecondsPerContextToken: Float64Array.of(0, 4.4e-8, 4.4e-8),
  decodeSecondsPerWindowToken: Float64Array.of(0, 0, 0),
  prefillSecondsPerSequence: 0,
  headSeconds: 0,
  prefillSecondsPerPair: 9e-10,
  windowTokens: Number.POSITIVE_INFINITY,
  kvBytesPerToken: 131_072,
  kvCapacityTokens: 400_000,
  contextLimit: 131_072,
  flopsPerToken: 16e9,
  flopsPerPair: 5e5,
  weightBytesPerStep: 16e9,
  peakFlopsPerSecond: 989e12,
  peakBytesPerSecond: 3.35e12,
  spread: { p10: 0.9, p90: 1.1 },
};
