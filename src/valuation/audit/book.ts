// The table understood: entries become rows of cells, each cell a range in base units, each row with issuer, unit,
// statement and concept. Checks read this and nothing else.
import { type Concept, conceptById, conceptOf, labelKey, type StatementKind, statementKindOf } from "./concept.ts";
import { type Interval, point } from "./interval.ts";
import { resolveIssuers } from "./issuer.ts";
import { type Period, parsePeriod } from "./period.ts";
import { normalise, type Printed, parsePrinted, type Qualifier, qualifierIn, rangeOf } from "./printed-number.ts";
import type { AuditTable, Entry } from "./table.ts";
import { parseUnit, type Unit } from "./unit.ts";

export interface Cell {
  readonly row: Row;
  readonly period: Period;
  readonly isEstimate: boolean;
  readonly raw: string;
  readonly printed: Printed;
  readonly qualifier: Qualifier;
  /** What was printed, in base units: money in currency units, percentages as fractions. Unbounded where not a number. */
  readonly range: Interval;
  readonly isNumber: boolean;
  readonly printedValue: number | string | null;
  readonly entry: Entry;
  readonly line: number;
}

export interface Row {
  readonly index: number;
  readonly issuer: string;
  readonly company: string;
  readonly source: string;
  readonly statement: string;
  readonly kind: StatementKind;
  readonly figure: string;
  readonly label: string;
  readonly original: string;
  readonly key: string;
  /** Text after "section:" in the note, lower case. */
  readonly section: string;
  readonly unit: Unit;
  /** Settled once all rows of the table are known. */
  concept: Concept | undefined;
  readonly cells: Map<string, Cell>;
}

/** Rows printed together: one issuer, statement and figure of one document. */
export interface Block {
  readonly issuer: string;
  readonly company: string;
  readonly source: string;
  readonly statement: string;
  readonly kind: StatementKind;
  readonly figure: string;
  readonly rows: readonly Row[];
}

export interface Book {
  readonly rows: readonly Row[];
  readonly cells: readonly Cell[];
  readonly blocks: readonly Block[];
  /** Cells whose key was printed twice with different numbers. */
  readonly duplicates: readonly (readonly [Cell, Cell])[];
  /** Last day a document knows as past: its own date, as far as its numbers tell. ISO, by source. */
  readonly documentDate: ReadonlyMap<string, string>;
}

const numeric = new Set([
  "money",
  "percent",
  "multiple",
  "per-share",
  "shares",
  "count",
  "fx",
  "rank",
  "days",
  "none",
  "other",
]);
const unbounded: Interval = { lo: Number.NEGATIVE_INFINITY, hi: Number.POSITIVE_INFINITY };

export function openBook(table: AuditTable): Book {
  const issuers = resolveIssuers(table.entries.map((entry) => entry.company));
  const rows = new Map<string, Row>();
  const cells: Cell[] = [];
  const duplicates: (readonly [Cell, Cell])[] = [];
  for (const entry of table.entries) {
    const statementKey = JSON.stringify([entry.company, entry.source, entry.statement, entry.figure]);
    const rowKey = JSON.stringify([
      statementKey,
      entry.lineItem,
      entry.original.length > 40 ? "" : entry.original,
      entry.unit,
      entry.note.startsWith("section:") ? entry.note : "",
    ]);
    let row = rows.get(rowKey);
    if (row === undefined) {
      row = makeRow(rows.size, entry, issuers.get(entry.company) ?? entry.company);
      rows.set(rowKey, row);
    }
    const cell = makeCell(row, entry);
    const before = row.cells.get(cell.period.key);
    if (before !== undefined) {
      if (before.raw !== cell.raw) duplicates.push([before, cell]);
      continue;
    }
    row.cells.set(cell.period.key, cell);
    cells.push(cell);
  }
  const list = [...rows.values()];
  separateProfits(list);
  return { rows: list, cells, blocks: blocksOf(list), duplicates, documentDate: documentDates(cells) };
}

function makeRow(index: number, entry: Entry, issuer: string): Row {
  const kind = statementKindOf(entry.statement === "" ? entry.figure : entry.statement);
  const concept = conceptOf(entry.lineItem, kind) ?? conceptOf(entry.original, kind);
  const unit = perShareIfSo(unitOf(entry), concept);
  return {
    index,
    issuer,
    company: entry.company,
    source: entry.source,
    statement: entry.statement,
    kind:
      kind === "other" &&
      concept !== undefined &&
      unit.kind === "money" &&
      (concept.group === "income" || concept.group === "balance" || concept.group === "cash") &&
      entry.statement === ""
        ? concept.group
        : kind,
    figure: entry.figure,
    label: entry.lineItem,
    original: entry.original,
    key: labelKey(entry.lineItem),
    section: /section:\s*(.*)/i.exec(entry.note)?.[1]?.toLowerCase().trim() ?? "",
    unit,
    concept,
    cells: new Map(),
  };
}

const perShareConcepts = [
  "eps",
  "eps-diluted",
  "eps-adjusted",
  "dps",
  "bvps",
  "share-price",
  "target-price",
  "offer-price",
];

/** "EPS (US$)": an amount of one share. */
const perShareIfSo = (unit: Unit, concept: Concept | undefined): Unit =>
  unit.kind === "money" && unit.factor === 1 && perShareConcepts.includes(concept?.id ?? "")
    ? { ...unit, kind: "per-share" }
    : unit;

/** The unit column; where it is empty, the brackets of the label ("Revenue (RMB mn)") and the percent sign of the number. */
function unitOf(entry: Entry): Unit {
  if (entry.unit !== "") return parseUnit(entry.unit);
  const bracket = [...normalise(entry.lineItem).matchAll(/\(([^()]*)\)/g)]
    .map((m) => parseUnit(m[1] ?? ""))
    .find((u) => u.kind !== "count" && u.kind !== "none" && u.kind !== "other");
  if (bracket !== undefined) return bracket;
  const inTitle = /\(([^()]*)\)/.exec(normalise(entry.statement))?.[1] ?? "";
  const title = parseUnit(inTitle.replace(/,?\s*except.*$/i, ""));
  if (/%\)?$/.test(normalise(entry.raw))) return parseUnit("%");
  if (title.kind === "money") return title;
  return parseUnit("");
}

function makeCell(row: Row, entry: Entry): Cell {
  const printed = numeric.has(row.unit.kind) ? parsePrinted(entry.raw) : ({ kind: "text" } as const);
  const period = asFiscalYear(parsePeriod(entry.period), row);
  const qualifier = printed.kind === "number" ? qualifierIn(`${entry.original} ${entry.raw}`, entry.raw) : "exact";
  let range = unbounded;
  let isNumber = false;
  if (printed.kind === "number") {
    isNumber = true;
    const factor = factorOf(row.unit, printed);
    const inProse = isProse(row, entry);
    const plain = isCounted(row.unit, printed, qualifier, inProse)
      ? point(printed.value)
      : rangeOf(printed, qualifier, inProse);
    range = { lo: plain.lo * factor, hi: plain.hi * factor };
  } else if (printed.kind === "dash" && row.unit.kind === "money") {
    isNumber = true;
    range = point(0);
  }
  return {
    row,
    period,
    isEstimate: period.actual === undefined ? entry.kind === "E" : !period.actual,
    raw: entry.raw,
    printed,
    qualifier,
    range,
    isNumber,
    printedValue: printed.kind === "number" ? printed.value : entry.raw === "" ? null : entry.raw,
    entry,
    line: entry.line,
  };
}

/** In a statement, a column headed 31 December is the year that ends there. */
function asFiscalYear(period: Period, row: Row): Period {
  const isStatement = ["income", "balance", "cash", "segment", "ratio", "dcf"].includes(row.kind);
  if (!isStatement || period.kind !== "day" || !period.key.endsWith("-12-31") || period.year === undefined)
    return period;
  return { ...period, kind: "year", key: String(period.year) };
}

/** People, customers and the like are counted, not measured: 9 is nine, where no zeros or hedge say "about". */
function isCounted(
  unit: Unit,
  printed: Extract<Printed, { kind: "number" }>,
  qualifier: Qualifier,
  inProse: boolean,
): boolean {
  if (unit.kind !== "count" || unit.factor !== 1 || printed.ulp !== 1 || qualifier !== "exact") return false;
  if (inProse && printed.trailingZeros > 0) return false;
  return /customer|client|people|person|employee|staff|listing|investor|patent|contract|transaction|project|deployment|store|人|家|名|户|项/i.test(
    unit.text,
  );
}

function factorOf(unit: Unit, printed: Extract<Printed, { kind: "number" }>): number {
  if (unit.kind === "none") return printed.percent ? 0.01 : (printed.scale ?? unit.factor);
  if (unit.factor === 1 && printed.scale !== undefined && (unit.kind === "money" || unit.kind === "shares"))
    return printed.scale;
  return unit.factor;
}

/**
 * Is this number taken from running text? There, round integers ("6,200 萬元") may be rounded, so trailing zeros are not
 * read as precision; in a table every digit counts.
 */
function isProse(row: Row, entry: Entry): boolean {
  if (/\btext\b|正文|文中/i.test(`${row.figure} ${row.label} ${row.statement}`)) return true;
  const digits = /\d[\d,.]*/.exec(normalise(entry.raw))?.[0];
  return digits !== undefined && entry.original !== entry.lineItem && normalise(entry.original).includes(digits);
}

/**
 * Where one table prints "net profit" and "net profit attributable to shareholders", the first is profit after tax,
 * before minorities.
 */
function separateProfits(rows: readonly Row[]): void {
  for (const block of blocksOf(rows)) {
    if (block.kind !== "income") continue;
    const profits = block.rows.filter((row) => row.concept?.id === "net-profit" && row.unit.kind === "money");
    const isOwn = (row: Row): boolean => /attributable|shareholders|parent|归母|归属|应占/.test(row.key);
    if (profits.length < 2 || !profits.some(isOwn) || block.rows.some((row) => row.concept?.id === "profit-after-tax"))
      continue;
    for (const row of profits) if (!isOwn(row)) row.concept = conceptById.get("profit-after-tax");
  }
}

function blocksOf(rows: readonly Row[]): Block[] {
  const blocks = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.issuer, row.source, row.statement, row.figure]);
    blocks.set(key, [...(blocks.get(key) ?? []), row]);
  }
  return [...blocks.values()].map((list) => {
    const { issuer, company, source, statement, kind, figure } = list[0] as Row;
    return { issuer, company, source, statement, kind, figure, rows: list };
  });
}

/** The latest day or month that a document reports as actual. */
function documentDates(cells: readonly Cell[]): Map<string, string> {
  const dates = new Map<string, string>();
  for (const cell of cells) {
    if (
      cell.isEstimate ||
      (cell.period.kind !== "day" && cell.period.kind !== "month") ||
      cell.period.end === undefined
    )
      continue;
    if (cell.row.concept?.id === "listing-date") continue;
    const day = cell.period.kind === "month" ? `${cell.period.key}-01` : cell.period.end;
    if (day > (dates.get(cell.row.source) ?? "")) dates.set(cell.row.source, day);
  }
  return dates;
}

/** Cells of a row in time order. */
export const inOrder = (row: Row): Cell[] =>
  [...row.cells.values()].sort((a, b) => (a.period.key < b.period.key ? -1 : a.period.key > b.period.key ? 1 : 0));

/** The cell of the year before, for a row by fiscal years. */
export function previousYear(row: Row, period: Period): Cell | undefined {
  if (period.year === undefined) return undefined;
  const key = period.key.replace(/^\d{4}/, String(period.year - 1));
  const cell = row.cells.get(key);
  return cell?.isNumber ? cell : undefined;
}
