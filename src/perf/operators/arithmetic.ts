// Which number format multiplies and which is stored, for a serving precision on a given chip.
// A chip without the format computes in the next wider one it has, as engines do (weight-only kernels such as Marlin).
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import type { NumberFormat, ServingPrecision } from "../../catalog/precision.ts";
import { fail } from "../../errors.ts";

export interface Arithmetic {
  /** Stored bytes of one weight, block scales included. */
  readonly weightBytes: number;
  /** Bytes of one activation entering the product; results leave in 16 bits. */
  readonly activationBytes: number;
  /** Format the product is computed in on this chip. */
  readonly format: NumberFormat;
  readonly peakFlopsPerSecond: number;
  /** True where the chip lacks the precision's own format and weights are widened on the fly. */
  readonly isEmulated: boolean;
}

interface Recipe {
  readonly weightBytes: number;
  readonly activationBytes: number;
  /** Formats to compute in, best first. */
  readonly formats: readonly NumberFormat[];
}

/** fp8-block: one fp32 scale a 128x128 tile; NVFP4: one fp8 scale per 16; MXFP4: one byte per 32; AWQ/GPTQ: fp16 scale + zero per 128. */
const recipes: Readonly<Record<ServingPrecision, Recipe>> = {
  bf16: { weightBytes: 2, activationBytes: 2, formats: ["bf16", "fp16", "tf32", "fp32"] },
  fp16: { weightBytes: 2, activationBytes: 2, formats: ["fp16", "bf16", "tf32", "fp32"] },
  fp8: { weightBytes: 1, activationBytes: 1, formats: ["fp8", "bf16", "fp16"] },
  "fp8-block": { weightBytes: 1 + 4 / 16384, activationBytes: 1, formats: ["fp8", "bf16", "fp16"] },
  int8: { weightBytes: 1, activationBytes: 1, formats: ["int8", "fp8", "bf16", "fp16"] },
  w4a16: { weightBytes: 0.5 + 2.5 / 128, activationBytes: 2, formats: ["bf16", "fp16"] },
  w4a8: { weightBytes: 0.5 + 2.5 / 128, activationBytes: 1, formats: ["int8", "fp8", "bf16", "fp16"] },
  fp4: { weightBytes: 0.5 + 1 / 16, activationBytes: 0.5 + 1 / 16, formats: ["fp4", "bf16", "fp16"] },
  "mxfp4-a16": { weightBytes: 0.5 + 1 / 32, activationBytes: 2, formats: ["bf16", "fp16"] },
};

/** @throws {SilicoError} code "unsupported" where the chip has no peak for any format the precision can be computed in. */
export function arithmeticOf(precision: ServingPrecision, chip: ChipSpec): Arithmetic {
  const recipe = recipes[precision];
  for (const format of recipe.formats) {
    const peakFlopsPerSecond = chip.peakFlopsPerSecond[format];
    if (peakFlopsPerSecond === undefined || !(peakFlopsPerSecond > 0)) continue;
    const isEmulated = format !== recipe.formats[0] && !(isSixteenBit(format) && isSixteenBit(recipe.formats[0]!));
    return {
      weightBytes: recipe.weightBytes,
      activationBytes: isEmulated ? Math.max(recipe.activationBytes, 2) : recipe.activationBytes,
      format,
      peakFlopsPerSecond,
      isEmulated,
    };
  }
  fail(
    "unsupported",
    ["precision"],
    `${chip.id} has no peak for ${precision} (nor for ${recipe.formats.join(", ")})`,
    `Choose a precision among: ${Object.keys(chip.peakFlopsPerSecond).join(", ")}.`,
  );
}

const isSixteenBit = (format: NumberFormat): boolean => format === "bf16" || format === "fp16";

/** Peak of 16-bit tensor arithmetic: what attention is computed in. */
export function sixteenBitPeak(chip: ChipSpec): number {
  return arithmeticOf("bf16", chip).peakFlopsPerSecond;
}

/** 16-bit tensor FLOP/s over vector FP32 where a data sheet does not state the latter: between A100 (16) and H100 (15). */
const tensorOverVector = 15;

/** Vector FP32 throughput, FLOP/s: what soft-max, conversions and other work outside the tensor cores run on. */
export function vectorFlopsPerSecond(chip: ChipSpec): number {
  return chip.peakFlopsPerSecond.fp32 ?? sixteenBitPeak(chip) / tensorOverVector;
}

/**
 * Tensor FLOP that take as long as `exponentials` on the special-function units: one every 8 vector lanes (16 FLOP a cycle
 * of those lanes), as on NVIDIA chips since Volta.
 */
export function exponentialsAsFlops(exponentials: number, chip: ChipSpec): number {
  return exponentials * 16 * (sixteenBitPeak(chip) / vectorFlopsPerSecond(chip));
}
