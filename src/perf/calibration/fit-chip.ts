// All tables of one chip to one calibration.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import type { ChipCalibration, FamilyFit, VariantFit } from "../operators/chip-calibration.ts";
import { families, familyOf } from "../operators/families/table.ts";
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

/** Coefficients of every family and variant the tables cover. `source` names where the measurements come from. */
export function fitChip(chip: ChipSpec, tables: readonly KernelTable[], source: string): ChipCalibration {
  const fits: Partial<Record<FamilyName, FamilyFit>> = {};
  const groups = groupRows(tables);
  for (const name of familyNames) {
    const group = groups.get(name);
    if (group === undefined) continue;
    const variants: Record<string, VariantFit> = {};
    // Alphabetical order puts `fp8` before `fp8-block`, whose small shapes it explains.
    for (const variant of [...group.keys()].sort()) {
      const rows = group.get(variant)!;
      const sibling = variants[variant.replace("fp8-block", "fp8")];
      if (rows.length >= leastRows) variants[variant] = fitVariant(families[name], variant, chip, rows, sibling);
    }
    const engines = new Set(
      tables
        .filter((table) => table.engine !== "" && table.rows.some((row) => familyOf(row.call) === name))
        .map((table) => table.engine),
    );
    if (Object.keys(variants).length > 0)
      fits[name] = { engine: [...engines].sort().join(" + ") || "unknown engine", variants };
  }
  return { version: 1, chip: chip.id, architecture: chip.architecture, peaks: peaksOf(chip), source, families: fits };
}
