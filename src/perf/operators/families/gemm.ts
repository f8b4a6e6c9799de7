// Dense and batched matrix products. Coordinates: tokens m (padded to 64 beyond 128, as tiles are), features n and k.
import type { ChipSpec } from "../../../catalog/chip-spec.ts";
import type { ServingPrecision } from "../../../catalog/precision.ts";
import { arithmeticOf } from "../arithmetic.ts";
import { classPrior } from "../class-prior.ts";
import { type BaseForm, baseForm, type Family, wordDistance } from "../family.ts";
import type { BatchedGemmCall, GemmCall } from "../operator-call.ts";

const featureKnots = [32, 128, 512, 1024, 2048, 4096, 8192, 16384, 65536];

/** Rows a tensor-core tile really computes: small products run in narrow tiles, larger ones in steps of 64. */
export const paddedRows = (rows: number): number => (rows <= 128 ? rows : 64 * Math.ceil(rows / 64));

export function rooflineBase(
  chip: ChipSpec,
  peakFlopsPerSecond: number,
  launches: number,
  flopsAt: (point: Float64Array) => number,
  bytesAt: (point: Float64Array) => number,
): BaseForm {
  const launchSeconds = classPrior(chip.architecture).launchSeconds * launches;
  return baseForm({
    launchAt: () => launchSeconds,
    flopsAt,
    flopsPerSecond: peakFlopsPerSecond,
    bytesAt,
    bytesPerSecond: chip.memoryBytesPerSecond,
  });
}

/** Precisions that share kernels are near; a wider stored format stands in for a narrower one only as a last resort. */
const precisionOrder: readonly ServingPrecision[] = [
  "fp16",
  "bf16",
  "int8",
  "fp8",
  "fp8-block",
  "w4a8",
  "w4a16",
  "mxfp4-a16",
  "fp4",
];
export const precisionDistance = (a: string, b: string): number =>
  Math.abs(precisionOrder.indexOf(a as ServingPrecision) - precisionOrder.indexOf(b as ServingPrecision));

export const gemm: Family<GemmCall> = {
  name: "gemm",
  axes: [
    {
      name: "m",
      knots: [4, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 32768],
      beyond: [1 << 21],
      isRising: true,
    },
    { name: "n", knots: featureKnots, beyond: [1 << 20], isRising: true },
    { name: "k", knots: featureKnots, beyond: [1 << 20], isRising: true },
  ],
  variantOf: (call) => call.precision,
  locate: (call, out) => {
    out[0] = paddedRows(call.m);
    out[1] = call.n;
    out[2] = call.k;
  },
  prepare: (variant, chip) => {
    const { weightBytes, activationBytes, peakFlopsPerSecond } = arithmeticOf(variant as ServingPrecision, chip);
    return rooflineBase(
      chip,
      peakFlopsPerSecond,
      1,
      (at) => 2 * at[0]! * at[1]! * at[2]!,
      (at) => at[0]! * at[2]! * activationBytes + at[1]! * at[2]! * weightBytes + 2 * at[0]! * at[1]!,
    );
  },
  distance: precisionDistance,
};

/** Coordinates: tokens and batch; the two shapes of the absorbed MLA projections are variants by (n, k). */
export const batchedGemm: Family<BatchedGemmCall> = {
  name: "batched-gemm",
  axes: [
    { name: "m", knots: [4, 16, 64, 128, 256, 512, 1024, 2048, 4096, 20480], beyond: [1 << 21], isRising: true },
    { name: "batch", knots: [1, 2, 4, 8, 16, 32, 64, 128], beyond: [1024], isRising: true },
  ],
  variantOf: (call) => `${call.precision} n${call.n} k${call.k}`,
  locate: (call, out) => {
    out[0] = paddedRows(call.m);
    out[1] = call.batch;
  },
  prepare: (variant, chip) => {
    const [precision, nWord, kWord] = variant.split(" ");
    const n = Number(nWord!.slice(1));
    const k = Number(kWord!.slice(1));
    const { weightBytes, activationBytes, peakFlopsPerSecond } = arithmeticOf(precision as ServingPrecision, chip);
    return rooflineBase(
      chip,
      peakFlopsPerSecond,
      1,
      (at) => 2 * at[1]! * at[0]! * n * k,
      (at) => at[1]! * (at[0]! * k * activationBytes + n * k * weightBytes + 2 * at[0]! * n),
    );
  },
  distance: wordDistance,
};
