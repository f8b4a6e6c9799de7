// Export-control class of a chip under the US rules: total processing performance (TPP), performance density, ECCN
// 3A090.a and .b, the first rule of October 2022 and the review tier of January 2026. Arithmetic on published figures,
// no legal advice. Pure.
import type { NumberFormat } from "./precision.ts";

/**
 * Bits of the matrix formats as the rule multiplies them. TF32 is left out (19 or 32 bits is disputed), so are FP32 and
 * FP64: they run at a fraction of the 16-bit rate, and their product exceeds it nowhere but by rounding.
 */
const ruleBits: Readonly<Partial<Record<NumberFormat, number>>> = {
  bf16: 16,
  fp16: 16,
  fp8: 8,
  int8: 8,
  fp6: 6,
  fp4: 4,
  int4: 4,
};

export const exportRules = {
  october2022: {
    name: "October 2022",
    text: "TPP >= 4,800 and interconnect >= 600 GB/s, both directions summed",
    source: "87 FR 62186 (13 Oct 2022); CMBI, Iluvatar CoreX initiation, Apr 2026, Figure 16",
  },
  a: {
    name: "3A090.a",
    text: "TPP >= 4,800, or TPP >= 1,600 and performance density >= 5.92",
    source: "88 FR 73458 (25 Oct 2023), ECCN 3A090.a; CMBI, Iluvatar CoreX initiation, Apr 2026, Figure 17",
  },
  b: {
    name: "3A090.b",
    text: "2,400 <= TPP < 4,800 and 1.6 <= performance density < 5.92, or TPP >= 1,600 and 3.2 <= performance density < 5.92",
    source: "88 FR 73458 (25 Oct 2023), ECCN 3A090.b (Figure 17 of the CMBI report prints one rule for .a and .b)",
  },
  january2026: {
    name: "January 2026 review tier",
    text: "TPP < 21,000 and DRAM bandwidth < 6,500 GB/s: case-by-case review for mainland China and Macau, with certifications",
    source: "BIS rule effective 15 Jan 2026; CMBI, Iluvatar CoreX initiation, Apr 2026, Figure 17",
  },
} as const;

export interface ExportInput {
  /** Dense peaks, FLOP/s or OP/s. */
  readonly peakFlopsPerSecond: Readonly<Partial<Record<NumberFormat, number>>>;
  /** Area of all dies in non-planar processes, mm²; undefined where unknown. */
  readonly dieAreaMm2?: number | undefined;
  /** Total DRAM bandwidth, bytes/s; 0 for a chip without DRAM; undefined where unknown. */
  readonly dramBytesPerSecond?: number | undefined;
  /** Chip to chip, both directions summed, bytes/s. */
  readonly interconnectBytesPerSecond?: number | undefined;
}

export type ExportClass = "3A090.a" | "3A090.b" | "below 3A090" | "depends on die area" | "unknown";

export interface ExportAssessment {
  /** Total processing performance: dense TOPS x bits, the largest over formats; undefined where no peak is known. */
  readonly tpp?: number;
  readonly tppFormat?: NumberFormat;
  /** TPP per mm²; undefined where the die area is unknown. */
  readonly performanceDensity?: number;
  readonly class: ExportClass;
  /** Was it restricted by the rule of October 2022? */
  readonly restricted2022?: boolean;
  /** `within`: may take the narrower review of 2026; `outside`: above either limit. */
  readonly tier2026: "within" | "outside" | "unknown";
}

/**
 * Total processing performance: the largest of dense TOPS x bit length over the formats (TF32 left out).
 * Source: Note 2 to ECCN 3A090 (88 FR 73458): 2 x MacTOPS x bit length, without sparsity.
 */
export function totalProcessingPerformance(
  peaks: ExportInput["peakFlopsPerSecond"],
): { readonly tpp: number; readonly format: NumberFormat } | undefined {
  let best: { tpp: number; format: NumberFormat } | undefined;
  for (const [format, bits] of Object.entries(ruleBits) as [NumberFormat, number][]) {
    const peak = peaks[format];
    if (peak === undefined) continue;
    const tpp = (peak / 1e12) * bits;
    if (best === undefined || tpp > best.tpp) best = { tpp, format };
  }
  return best;
}

/** ECCN 3A090 class from TPP and performance density; a density nobody knows leaves chips of 1,600 to 4,800 TPP open. */
export function eccnClass(tpp: number, performanceDensity: number | undefined): ExportClass {
  if (tpp >= 4800) return "3A090.a";
  if (tpp < 1600) return "below 3A090";
  if (performanceDensity === undefined) return "depends on die area";
  if (performanceDensity >= 5.92) return "3A090.a";
  if (performanceDensity >= 3.2) return "3A090.b";
  if (tpp >= 2400 && performanceDensity >= 1.6) return "3A090.b";
  return "below 3A090";
}

/** The rules above applied to one chip. What cannot be decided from the figures given is `unknown`, never a guess. */
export function assessExport(input: ExportInput): ExportAssessment {
  const best = totalProcessingPerformance(input.peakFlopsPerSecond);
  if (best === undefined) return { class: "unknown", tier2026: "unknown" };
  const { tpp, format } = best;
  const performanceDensity = input.dieAreaMm2 === undefined ? undefined : tpp / input.dieAreaMm2;
  const link = input.interconnectBytesPerSecond;
  const restricted2022 = tpp < 4800 ? false : link === undefined ? undefined : link >= 600e9;
  return {
    tpp,
    tppFormat: format,
    ...(performanceDensity === undefined ? {} : { performanceDensity }),
    class: eccnClass(tpp, performanceDensity),
    ...(restricted2022 === undefined ? {} : { restricted2022 }),
    tier2026: tierOf2026(tpp, input.dramBytesPerSecond),
  };
}

/** `undefined` bandwidth still decides where TPP alone is above the limit. */
export function tierOf2026(tpp: number, dramBytesPerSecond: number | undefined): ExportAssessment["tier2026"] {
  if (tpp >= 21_000) return "outside";
  if (dramBytesPerSecond === undefined) return "unknown";
  return dramBytesPerSecond < 6500e9 ? "within" : "outside";
}
