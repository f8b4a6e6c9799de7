// Fitted efficiencies of one chip as data: what `silico calibrate kernels` writes and operatorTime reads.
import { deflateSync, inflateSync } from "fflate";
import type { ArchitectureClass } from "../../catalog/chip-spec.ts";
import type { Coefficients, FamilyName } from "./family.ts";

export interface VariantFit {
  /** Rows the fit saw. */
  readonly rows: number;
  readonly coefficients: Coefficients;
  /**
   * Correction at the family's knots, row-major: signed bytes in 1/25 of a natural-log unit, each less the one `stride` before
   * it, deflated, in 85 printable characters; `stride` and a colon come first.
   */
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
  const colon = surface.indexOf(":");
  const stride = Number(surface.slice(0, colon));
  const bytes = inflateSync(fromText(surface.slice(colon + 1)));
  const values = new Float64Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    if (i >= stride) bytes[i]! += bytes[i - stride]!;
    values[i] = ((bytes[i]! << 24) >> 24) / surfaceSteps;
  }
  return values;
}

/** Correction values of a fit, natural-log units: its own on top of those of the variant it names. */
export function surfaceValues(fit: VariantFit, variants: Readonly<Record<string, VariantFit>>): Float64Array {
  const values = decodeSurface(fit.surface);
  const under = fit.over === undefined ? undefined : variants[fit.over];
  if (under === undefined) return values;
  return surfaceValues(under, variants).map((value, i) => value + values[i]!);
}

/** Coefficients and the decoded correction at the family's knots. */
export interface FittedPart {
  readonly coefficients: Coefficients;
  readonly correction: Float64Array;
}

/** The fit of the time as measured. */
export const partOf = (fit: VariantFit, variants: Readonly<Record<string, VariantFit>>): FittedPart => ({
  coefficients: fit.coefficients,
  correction: surfaceValues(fit, variants),
});

/** The fit of the device behind the host. */
export const devicePart = (device: { coefficients: Coefficients; surface: string }): FittedPart => ({
  coefficients: device.coefficients,
  correction: decodeSurface(device.surface),
});

/** Steps per natural-log unit: rounding errs by 1% on average, and the range is a factor of 160 either way. */
const surfaceSteps = 25;

export function encodeSurface(values: Float64Array): string {
  const bytes = Uint8Array.from(
    values,
    (value) => Math.max(-128, Math.min(127, Math.round(value * surfaceSteps))) & 255,
  );
  let best: { stride: number; packed: Uint8Array } | undefined;
  // Neighbours along one of the axes are alike: which one shows in the size.
  for (let stride = 1; stride <= bytes.length; stride++) {
    if (bytes.length % stride !== 0) continue;
    const steps = bytes.map((byte, i) => byte - (i < stride ? 0 : bytes[i - stride]!));
    const packed = deflateSync(steps, { level: 9 });
    if (best === undefined || packed.length < best.packed.length) best = { stride, packed };
  }
  return `${best!.stride}:${toText(best!.packed)}`;
}

/** Printable characters that YAML and JSON take unescaped between double quotes (ZeroMQ's Z85). */
const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

/** Four bytes to five digits, the first the highest; a last group of n bytes to n + 1 digits. */
function toText(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4) {
    let number = 0;
    for (let i = 0; i < 4; i++) number = number * 256 + (bytes[at + i] ?? 0);
    let group = "";
    for (let i = 0; i < 5; i++) {
      group = digits[number % 85]! + group;
      number = Math.floor(number / 85);
    }
    text += group.slice(0, Math.min(4, bytes.length - at) + 1);
  }
  return text;
}

/** By character code, the value of each digit. */
const digitValues = new Uint8Array(128);
for (let i = 0; i < digits.length; i++) digitValues[digits.charCodeAt(i)] = i;

function fromText(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 4) / 5));
  for (let at = 0, out = 0; at < text.length; at += 5) {
    let number = 0;
    // Missing digits count as the highest: rounding up keeps the bytes that are there.
    for (let i = 0; i < 5; i++)
      number = number * 85 + (at + i < text.length ? digitValues[text.charCodeAt(at + i)]! : 84);
    for (let shift = 24; shift >= 0; shift -= 8, out++) if (out < bytes.length) bytes[out] = number >>> shift;
  }
  return bytes;
}
