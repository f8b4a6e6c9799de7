// Chips side by side: figures, what follows from them, and each as a ratio to the first chip.
import type { Chip, ChipFigure } from "../catalog/chip.ts";
import { chipExport } from "../catalog/chip-export.ts";
import { type FigureKey, figureTable } from "../catalog/figure.ts";
import { chosenPrice } from "../catalog/prices.ts";
import { formatCount } from "../units.ts";
import { baseUnit } from "./chip-json.ts";
import { quantityText, siText } from "./quantity-text.ts";
import { formatTable } from "./text-table.ts";

export interface ComparisonCell {
  /** Base unit of the row; undefined where unknown or not a number. */
  readonly value?: number;
  readonly text: string;
  /** Rests on an estimate of Silico's. */
  readonly isEstimate: boolean;
}

export interface ComparisonRow {
  readonly key: string;
  readonly label: string;
  readonly unit?: string;
  readonly cells: readonly ComparisonCell[];
  /** Value over the first chip's; undefined where either is unknown. */
  readonly ratios: readonly (number | undefined)[];
}

const comparedFigures = [
  "peakFp32",
  "peakTf32",
  "peakBf16",
  "peakFp16",
  "peakFp8",
  "peakInt8",
  "peakFp6",
  "peakFp4",
  "peakInt4",
  "memory",
  "memoryBandwidth",
  "memoryType",
  "sram",
  "l2",
  "scaleUp",
  "scaleUpDomain",
  "scaleOut",
  "pcieGeneration",
  "chipsPerServer",
  "boardPower",
  "cores",
  "dieArea",
  "process",
  "launch",
  "programmingModel",
] as const satisfies readonly FigureKey[];

const unknown: ComparisonCell = { text: "—", isEstimate: false };

/** Rows that at least one chip fills, each with its ratios to the first chip. */
export function compareChips(chips: readonly Chip[]): readonly ComparisonRow[] {
  const rows: ComparisonRow[] = [];
  const add = (key: string, label: string, unit: string | undefined, cells: readonly ComparisonCell[]): void => {
    if (cells.every((cell) => cell === unknown)) return;
    const first = cells[0]?.value;
    rows.push({
      key,
      label,
      ...(unit === undefined ? {} : { unit }),
      cells,
      ratios: cells.map(({ value }) => (value === undefined || first === undefined ? undefined : value / first)),
    });
  };
  for (const key of comparedFigures) add(key, figureTable[key].label, baseUnit(key), chips.map(figureCell(key)));
  const derived = (
    key: string,
    label: string,
    unit: string,
    over: readonly [FigureKey, FigureKey],
    show: (value: number) => string,
  ): void =>
    add(
      key,
      label,
      unit,
      chips.map((chip) => quotientCell(chip, over, show)),
    );
  derived("bf16FlopPerByte", "BF16 FLOP per byte of bandwidth", "FLOP/B", ["peakBf16", "memoryBandwidth"], formatCount);
  derived("fp8FlopPerByte", "FP8 FLOP per byte of bandwidth", "FLOP/B", ["peakFp8", "memoryBandwidth"], formatCount);
  derived("bf16FlopPerJoule", "BF16 FLOP per joule of board power", "FLOP/J", ["peakBf16", "boardPower"], (value) =>
    siText(value, "FLOP/J"),
  );
  derived("bytesPerJoule", "memory bytes per joule of board power", "B/J", ["memoryBandwidth", "boardPower"], (value) =>
    siText(value, "B/J"),
  );
  addPrices(chips, add);
  addExport(chips, add);
  return rows;
}

const figureCell =
  (key: FigureKey) =>
  (chip: Chip): ComparisonCell => {
    const figure = chip.figures[key];
    if (figure === undefined) return unknown;
    const isEstimate = figure.confidence === "estimate";
    return {
      ...(figure.value === undefined ? {} : { value: figure.value }),
      text: `${isEstimate ? "~" : ""}${plainText(figure)}`,
      isEstimate,
    };
  };

function plainText(figure: ChipFigure): string {
  if (figure.value === undefined) return figure.text;
  if (figure.key === "memory" && figure.estimate === undefined) return figure.text;
  return quantityText(figure.key, figure.value);
}

function quotientCell(
  chip: Chip,
  [top, bottom]: readonly [FigureKey, FigureKey],
  show: (value: number) => string,
): ComparisonCell {
  const numerator = chip.figures[top];
  const denominator = chip.figures[bottom];
  if (numerator?.value === undefined || denominator?.value === undefined) return unknown;
  const value = numerator.value / denominator.value;
  const isEstimate = numerator.confidence === "estimate" || denominator.confidence === "estimate";
  return { value, text: `${isEstimate ? "~" : ""}${show(value)}`, isEstimate };
}

type Add = (key: string, label: string, unit: string | undefined, cells: readonly ComparisonCell[]) => void;

/** One row a currency: prices in two currencies are never divided by each other. */
function addPrices(chips: readonly Chip[], add: Add): void {
  for (const [per, label] of [
    ["chip", "price"],
    ["chip-hour", "rent an hour"],
  ] as const) {
    const quotes = chips.map((chip) => chosenPrice(chip.id, per));
    for (const currency of [...new Set(quotes.flatMap((quote) => quote?.currency ?? []))].sort()) {
      add(
        `${per === "chip" ? "price" : "rent"}${currency}`,
        `${label}, ${currency}`,
        currency,
        quotes.map((quote) =>
          quote?.currency !== currency
            ? unknown
            : {
                value: quote.amount,
                text: `${quote.amount.toLocaleString("en-US", { maximumFractionDigits: per === "chip" ? 0 : 2 })}${quote.scope === undefined || quote.scope === "chip" ? "" : ` (${quote.scope})`}, ${quote.date}`,
                isEstimate: quote.confidence === "estimate",
              },
        ),
      );
    }
  }
}

function addExport(chips: readonly Chip[], add: Add): void {
  const results = chips.map(chipExport);
  const word = (text: string): ComparisonCell => ({ text, isEstimate: false });
  add(
    "tpp",
    "total processing performance (TPP)",
    undefined,
    results.map(({ tpp, tppBounds }) =>
      tpp === undefined
        ? unknown
        : {
            value: tpp,
            text: `${tppBounds === undefined ? "" : "~"}${formatCount(tpp)}`,
            isEstimate: tppBounds !== undefined,
          },
    ),
  );
  add(
    "performanceDensity",
    "performance density, TPP per mm²",
    undefined,
    results.map(({ performanceDensity }) =>
      performanceDensity === undefined
        ? unknown
        : { value: performanceDensity, text: performanceDensity.toFixed(2), isEstimate: false },
    ),
  );
  add(
    "exportClass",
    "export class",
    undefined,
    results.map((result) => word(result.class)),
  );
  add(
    "tier2026",
    "2026 review tier",
    undefined,
    results.map((result) => word(result.tier2026)),
  );
}

const ratioText = (ratio: number | undefined): string => (ratio === undefined ? "" : `${ratio.toFixed(2)}x`);

/** The comparison as a table; the ratio of each further chip stands behind its value. */
export function comparisonText(chips: readonly Chip[], rows: readonly ComparisonRow[]): string {
  const head = ["", ...chips.flatMap((chip, i) => (i === 0 ? [chip.id] : [chip.id, `/ ${chips[0]?.id}`]))];
  const body = rows.map((row) => [
    row.label,
    ...row.cells.flatMap((cell, i) => (i === 0 ? [cell.text] : [cell.text, ratioText(row.ratios[i])])),
  ]);
  return formatTable(head, body, ["left", ...head.slice(1).map(() => "right" as const)]);
}

/** The comparison as plain data. */
export function comparisonJson(chips: readonly Chip[], rows: readonly ComparisonRow[]) {
  return {
    schema: "silico/compare/1",
    kind: "chips",
    names: chips.map((chip) => chip.id),
    rows: rows.map((row) => ({
      key: row.key,
      label: row.label,
      unit: row.unit,
      values: row.cells.map((cell, i) => ({
        name: chips[i]?.id,
        value: cell.value ?? null,
        text: cell.text,
        isEstimate: cell.isEstimate,
        ratio: row.ratios[i] ?? null,
      })),
    })),
  };
}
