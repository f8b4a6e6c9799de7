// A chip of the catalogue as JSON and CSV: every figure with source, confidence and rivals, and what follows from them.
import { type Chip, type ChipFigure, variantsOf } from "../catalog/chip.ts";
import { chipExport } from "../catalog/chip-export.ts";
import type { ChipSpec } from "../catalog/chip-spec.ts";
import { type Claim, type FigureKey, figureKeys, figureTable } from "../catalog/figure.ts";
import { pricesOf } from "../catalog/prices.ts";
import { chipSpec, missingFigures } from "../catalog/resolve-chip.ts";
import { supportOfChip } from "../catalog/software-support.ts";
import { citationsOf } from "../catalog/sources.ts";
import { systemsOf } from "../catalog/systems.ts";
import { csvText } from "./csv.ts";

/** Base unit of a figure, as JSON and CSV give it. Links count one direction. */
export function baseUnit(key: FigureKey): string | undefined {
  switch (figureTable[key].dimension) {
    case "flops":
      return key === "peakInt8" || key === "peakInt4" ? "OP/s" : "FLOP/s";
    case "bytes":
      return "B";
    case "bandwidth":
      return "B/s";
    case "power":
      return "W";
    case "area":
      return "mm2";
    default:
      return undefined;
  }
}

function claimJson(claim: Claim) {
  return {
    value: claim.value,
    printed: claim.text,
    printedDirection: claim.direction,
    confidence: claim.confidence,
    source: claim.source,
    citations: citationsOf(claim.source),
    note: claim.note,
  };
}

function figureJson(figure: ChipFigure) {
  return {
    key: figure.key,
    label: figureTable[figure.key].label,
    unit: baseUnit(figure.key),
    ...claimJson(figure),
    isEstimate: figure.estimate !== undefined,
    estimate: figure.estimate,
    takenOverFrom: figure.from,
    why: figure.why,
    rivals: figure.rivals.map(claimJson),
  };
}

/** The chip as the physics uses it, or `null` where a figure it needs is missing. */
export function specOrNull(chip: Chip): ChipSpec | null {
  return missingFigures(chip).length > 0 ? null : chipSpec(chip);
}

/** Figures of a chip in catalogue order. */
export function figuresOf(chip: Chip): readonly ChipFigure[] {
  return figureKeys.flatMap((key) => chip.figures[key] ?? []);
}

/** Everything the catalogue knows of a chip. */
export function chipJson(chip: Chip) {
  return {
    id: chip.id,
    name: chip.name,
    nameZh: chip.nameZh,
    vendor: chip.vendor,
    aliases: chip.aliases,
    kind: chip.kind,
    variantOf: chip.variantOf,
    variants: variantsOf(chip.id),
    architecture: chip.architecture,
    roles: chip.roles,
    status: chip.status,
    file: chip.file,
    figures: figuresOf(chip).map(figureJson),
    remarks: chip.remarks,
    missing: missingFigures(chip),
    spec: specOrNull(chip),
    exportControl: chipExport(chip),
    prices: pricesOf(chip.id),
    software: supportOfChip(chip.id),
    systems: systemsOf(chip.id),
  };
}

const columns = [
  "chip",
  "name",
  "name_zh",
  "vendor",
  "architecture",
  "roles",
  "status",
  "field",
  "choice",
  "value",
  "unit",
  "printed",
  "printed_direction",
  "confidence",
  "source",
  "note",
  "taken_over_from",
] as const;

/**
 * Every field of every chip, one claim a line: `choice` is chosen, rival, or estimate (chosen) with its low and high.
 * Values in base units, links in one direction; `printed` is what the source printed.
 */
export function chipsCsv(chips: readonly Chip[]): string {
  const rows: unknown[][] = [];
  for (const chip of chips) {
    const identity = [
      chip.id,
      chip.name,
      chip.nameZh,
      chip.vendor,
      chip.architecture,
      chip.roles.join(" "),
      chip.status,
    ];
    const claim = (figure: ChipFigure, choice: string, part: Claim): unknown[] => [
      ...identity,
      figure.key,
      choice,
      part.value,
      part.value === undefined ? undefined : baseUnit(figure.key),
      part.text,
      part.direction,
      part.confidence,
      part.source,
      part.note,
      figure.from,
    ];
    rows.push([...identity, "aliases", "chosen", undefined, undefined, chip.aliases.join("; ")]);
    for (const figure of figuresOf(chip)) {
      rows.push(
        claim(figure, figure.estimate === undefined ? "chosen" : "estimate", { ...figure, ...whyAsNote(figure) }),
      );
      const { estimate } = figure;
      if (estimate !== undefined)
        for (const bound of ["low", "high"] as const)
          rows.push(
            claim(figure, bound, { text: "", value: estimate[bound], source: figure.source, confidence: "estimate" }),
          );
      for (const rival of figure.rivals) rows.push(claim(figure, "rival", rival));
    }
  }
  return csvText(
    columns,
    rows.map((row) => columns.map((_, i) => row[i])),
  );
}

function whyAsNote({ why, note }: ChipFigure): { readonly note?: string } {
  const text = [note, why].filter((part) => part !== undefined).join("; ");
  return text === "" ? {} : { note: text };
}
