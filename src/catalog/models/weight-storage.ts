// How many bytes a stored weight costs, part by part: what is quantised, what stays 16-bit, and what the scales add.
import type { ServingPrecision } from "../precision.ts";

/** Storage of one part of a checkpoint. */
export interface PartStorage {
  /** Name of the format as the field writes it, e.g. `fp8 128x128`, `int4 g32`. */
  readonly format: string;
  /** Bytes per weight, block scales included. */
  readonly bytesPerWeight: number;
}

/** The parts that formats tell apart. Embeddings, head, router, norms and biases are 16-bit in all of them. */
export interface WeightStorage {
  readonly attention: PartStorage;
  readonly denseFeedForward: PartStorage;
  readonly routedExperts: PartStorage;
  readonly sharedExperts: PartStorage;
  /** Embeddings, head, router, norms. */
  readonly rest: PartStorage;
}

export type QuantisedPart = Exclude<keyof WeightStorage, "rest">;
export const quantisedParts: readonly QuantisedPart[] = [
  "attention",
  "denseFeedForward",
  "routedExperts",
  "sharedExperts",
];

/**
 * Storage formats, bytes per weight with their scales. Sources: FP8 128x128 blocks with one fp32 scale each (DeepSeek-V3
 * technical report, 2024, section 3.3); AWQ and GPTQ groups of 128 with one 16-bit scale; NVFP4 blocks of 16 with one FP8
 * scale (NVIDIA, 2025); MXFP4 blocks of 32 with one 8-bit exponent (OCP Microscaling specification v1.0, 2023).
 * Per-tensor and per-channel scales (one number per output row) are under 0.1% and not counted.
 */
export const storageFormats = {
  bf16: { format: "bf16", bytesPerWeight: 2 },
  fp16: { format: "fp16", bytesPerWeight: 2 },
  fp8: { format: "fp8", bytesPerWeight: 1 },
  fp8Block: { format: "fp8 128x128", bytesPerWeight: 1 + 4 / (128 * 128) },
  int8: { format: "int8", bytesPerWeight: 1 },
  int4Group128: { format: "int4 g128", bytesPerWeight: 0.5 + 2 / 128 },
  nvfp4: { format: "nvfp4", bytesPerWeight: 0.5 + 1 / 16 },
  mxfp4: { format: "mxfp4", bytesPerWeight: 0.5 + 1 / 32 },
} as const satisfies Record<string, PartStorage>;

/** INT4 with one 16-bit scale per `groupSize` weights; a zero point adds four bits a group. */
export function int4Storage(groupSize: number, isSymmetric: boolean): PartStorage {
  return { format: `int4 g${groupSize}`, bytesPerWeight: 0.5 + (2 + (isSymmetric ? 0 : 0.5)) / groupSize };
}

const uniform = (storage: PartStorage, rest: PartStorage = storageFormats.bf16): WeightStorage => ({
  attention: storage,
  denseFeedForward: storage,
  routedExperts: storage,
  sharedExperts: storage,
  rest,
});

/**
 * Where each precision is usually applied: every linear layer of every block; `mxfp4-a16` only to routed experts (as gpt-oss
 * is published) or, in a dense model, to the feed-forward layers. A checkpoint's own split is `ModelSpec.nativeStorage`.
 */
export const usualStorage: Readonly<Record<ServingPrecision, WeightStorage>> = {
  bf16: uniform(storageFormats.bf16),
  fp16: uniform(storageFormats.fp16, storageFormats.fp16),
  fp8: uniform(storageFormats.fp8),
  "fp8-block": uniform(storageFormats.fp8Block),
  int8: uniform(storageFormats.int8),
  w4a16: uniform(storageFormats.int4Group128),
  w4a8: uniform(storageFormats.int4Group128),
  fp4: uniform(storageFormats.nvfp4),
  "mxfp4-a16": {
    ...uniform(storageFormats.bf16),
    denseFeedForward: storageFormats.mxfp4,
    routedExperts: storageFormats.mxfp4,
  },
};
