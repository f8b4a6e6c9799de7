// Fitted efficiencies of one chip as data: what `silico calibrate kernels` writes and operatorTime reads.
import { deflateSync, inflateSync } from "fflate";
import type { ArchitectureClass } from "../../catalog/chip-spec.ts";
import type { Coefficients, FamilyName } from "./family.ts";

export interface VariantFit {
  /** Rows the fit saw. */
  readonly rows: number;
  readonly coefficients: Coefficients;
  /** Correction at the family's knots, row-major: signed bytes in 1/25 of a natural-log unit, deflated, base64. */
  readonly surface: string;
  /** Variant of the same family whose correction `surface` is to be added to: one with more rows and like kernels. */
  readonly over?: string;
  /**
   * Present where the host, not the device, bounded the measurement at small shapes: then the fit above is of the isolated
   * time as measured, and this one of the device time behind it, which is what a replayed graph costs.
   */
  readonly device?: { readonly coefficients: Coefficients; readonly surface: string };
  /** Median absolute error on rows kept out of the fit, percent. */
  readonly medianErrorPercent: number;
  /** 10th and 90th percentile of measured over predicted, on the same rows. */
  readonly spread: readonly [p10: number, p90: number];
}

export interface FamilyFit {
  /** Engine or library and its version, as the table states it. */
  readonly engine: string;
  readonly variants: Readonly<Record<string, VariantFit>>;
}

export interface ChipPeaks {
  readonly memoryBytesPerSecond: number;
  /** Vector (CUDA-core) FP32, FLOP/s: stands for cores times clock. */
  readonly vectorFlopsPerSecond: number;
}

export interface ChipCalibration {
  readonly version: 1;
  /** Id in the catalogue. */
  readonly chip: string;
  readonly architecture: ArchitectureClass;
  /** Data-sheet figures that the fractions refer to, base units. */
  readonly peaks: ChipPeaks;
  /** Where the measurements come from. */
  readonly source: string;
  readonly families: Readonly<Partial<Record<FamilyName, FamilyFit>>>;
}

/** Correction values as they are stored, natural-log units. */
export function decodeSurface(surface: string): Float64Array {
  const packed = Uint8Array.from(atob(surface), (character) => character.charCodeAt(0));
  return Float64Array.from(inflateSync(packed), (byte) => ((byte << 24) >> 24) / surfaceSteps);
}

/** Correction values of a fit, natural-log units: its own on top of those of the variant it names. */
export function surfaceValues(fit: VariantFit, variants: Readonly<Record<string, VariantFit>>): Float64Array {
  const values = decodeSurface(fit.surface);
  const under = fit.over === undefined ? undefined : variants[fit.over];
  if (under === undefined) return values;
  return surfaceValues(under, variants).map((value, i) => value + values[i]!);
}

/** Steps per natural-log unit: rounding errs by 1% on average, and the range is a factor of 160 either way. */
const surfaceSteps = 25;

export function encodeSurface(values: Float64Array): string {
  const bytes = Uint8Array.from(
    values,
    (value) => Math.max(-128, Math.min(127, Math.round(value * surfaceSteps))) & 255,
  );
  return btoa(String.fromCharCode(...deflateSync(bytes, { level: 9 })));
}
