// All tables of one chip to one calibration.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import {
  type ChipCalibration,
  decodeSurface,
  encodeSurface,
  type FamilyFit,
  surfaceValues,
  type VariantFit,
} from "../operators/chip-calibration.ts";
import { type AnyFamily, families, familyOf } from "../operators/families/table.ts";
import { type FamilyName, familyNames } from "../operators/family.ts";
import { peaksOf } from "../operators/similarity.ts";
import { fitVariant } from "./fit-variant.ts";
import type { KernelRow } from "./kernel-row.ts";
import type { KernelTable } from "./kernel-table.ts";

/** Fewer rows than this say too little about a variant of its own. */
const leastRows = 8;

export function groupRows(tables: readonly KernelTable[]): Map<FamilyName, Map<string, KernelRow[]>> {
  const groups = new Map<FamilyName, Map<string, KernelRow[]>>();
  for (const table of tables)
    for (const row of table.rows) {
      const name = familyOf(row.call);
      if (name === undefined) continue;
      const variant = families[name].variantOf(row.call as never);
      const variants = groups.get(name) ?? new Map<string, KernelRow[]>();
      groups.set(name, variants);
      const rows = variants.get(variant);
      if (rows === undefined) variants.set(variant, [row]);
      else rows.push(row);
    }
  return groups;
}

/** The same fit as a difference to its sibling where that takes less room: where rows are few it is mostly zeros. */
function asDifference(fit: VariantFit, over: string, correction: Float64Array): VariantFit {
  const difference = encodeSurface(decodeSurface(fit.surface).map((value, i) => value - correction[i]!));
  return difference.length < fit.surface.length - 24 ? { ...fit, surface: difference, over } : fit;
}

const sorted = (variants: Record<string, VariantFit>): Record<string, VariantFit> =>
  Object.fromEntries(Object.entries(variants).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The fitted variant most like this one, if it saw at least three times the rows, or is `fp8` to an `fp8-block`. */
function siblingOf(
  family: AnyFamily,
  variant: string,
  rows: number,
  fitted: Readonly<Record<string, VariantFit>>,
): string | undefined {
  if (variant.includes("fp8-block") && fitted[variant.replace("fp8-block", "fp8")] !== undefined)
    return variant.replace("fp8-block", "fp8");
  const near = Object.entries(fitted)
    .filter(([, fit]) => fit.rows >= 3 * rows)
    .sort(([a], [b]) => family.distance(variant, a) - family.distance(variant, b));
  return near[0]?.[0];
}

/** Coefficients of every family and variant the tables cover. `source` names where the measurements come from. */
export function fitChip(chip: ChipSpec, tables: readonly KernelTable[], source: string): ChipCalibration {
  const fits: Partial<Record<FamilyName, FamilyFit>> = {};
  const groups = groupRows(tables);
  for (const name of familyNames) {
    const group = groups.get(name);
    if (group === undefined) continue;
    const variants: Record<string, VariantFit> = {};
    // Variants with many rows first: they lend their shape to like ones with few, and `fp8` to `fp8-block`.
    const order = [...group.keys()].sort((x, y) => group.get(y)!.length - group.get(x)!.length || (x < y ? -1 : 1));
    for (const variant of order) {
      const rows = group.get(variant)!;
      if (rows.length < leastRows) continue;
      const over = siblingOf(families[name], variant, rows.length, variants);
      const under = over === undefined ? undefined : variants[over]!;
      const correction = under && surfaceValues(under, variants);
      const sibling = under && correction && { rows: under.rows, coefficients: under.coefficients, correction };
      const fit = fitVariant(families[name], variant, chip, rows, sibling);
      variants[variant] = over === undefined || correction === undefined ? fit : asDifference(fit, over, correction);
    }
    const engines = new Set(
      tables
        .filter((table) => table.engine !== "" && table.rows.some((row) => familyOf(row.call) === name))
        .map((table) => table.engine),
    );
    if (Object.keys(variants).length > 0)
      fits[name] = { engine: [...engines].sort().join(" + ") || "unknown engine", variants: sorted(variants) };
  }
  return { version: 1, chip: chip.id, architecture: chip.architecture, peaks: peaksOf(chip), source, families: fits };
}
