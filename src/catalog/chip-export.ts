// The export-control rules applied to a chip of the catalogue: picks the figures, carries the bounds of estimates.
import type { Chip } from "./chip.ts";
import { assessExport, type ExportAssessment, type ExportInput } from "./export-control.ts";
import type { FigureKey } from "./figure.ts";
import type { NumberFormat } from "./precision.ts";
import { peakKeys } from "./resolve-chip.ts";

export interface ChipExport extends ExportAssessment {
  /** Bounds of TPP where a peak is an estimate. */
  readonly tppBounds?: { readonly low: number; readonly high: number };
  /** What the assessment rests on or lacks, in words. */
  readonly remarks: readonly string[];
}

/** Export-control class of a catalogue chip, from its chosen figures. */
export function chipExport(chip: Chip): ChipExport {
  const assessment = assessExport(inputOf(chip, "value"));
  const low = assessExport(inputOf(chip, "low"));
  const high = assessExport(inputOf(chip, "high"));
  const isEstimated = low.tpp !== high.tpp;
  const remarks: string[] = [];
  if (assessment.tpp === undefined) remarks.push("no peak is known");
  if (chip.figures.dieArea === undefined) remarks.push("die area unknown: no performance density");
  if (isEstimated) {
    remarks.push("TPP rests on estimated peaks");
    if (low.class !== high.class)
      remarks.push(`class: ${low.class} at the low estimate, ${high.class} at the high one`);
    if (low.tier2026 !== high.tier2026) {
      remarks.push(`2026 tier: ${low.tier2026} at the low estimate, ${high.tier2026} at the high one`);
    }
  }
  return {
    ...assessment,
    ...(isEstimated && low.tpp !== undefined && high.tpp !== undefined
      ? { tppBounds: { low: low.tpp, high: high.tpp } }
      : {}),
    remarks,
  };
}

type Bound = "value" | "low" | "high";

function inputOf(chip: Chip, bound: Bound): ExportInput {
  const at = (key: FigureKey): number | undefined => {
    const figure = chip.figures[key];
    if (figure === undefined) return undefined;
    return bound === "value" ? figure.value : (figure.estimate?.[bound] ?? figure.value);
  };
  const peaks: Partial<Record<NumberFormat, number>> = {};
  for (const [format, key] of Object.entries(peakKeys) as [NumberFormat, FigureKey][]) {
    const value = at(key);
    if (value !== undefined) peaks[format] = value;
  }
  const isSram = chip.figures.memoryType?.text === "SRAM";
  const link = at("scaleUp");
  return {
    peakFlopsPerSecond: peaks,
    dieAreaMm2: chip.figures.dieArea?.value,
    dramBytesPerSecond: isSram ? 0 : at("memoryBandwidth"),
    interconnectBytesPerSecond: link === undefined ? undefined : 2 * link,
  };
}
