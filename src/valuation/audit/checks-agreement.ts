// One figure, one value: the same line of the same issuer and period, printed in several tables or documents, must agree
// within what each printing can stand for.
import type { Book, Cell, Row } from "./book.ts";
import { conceptOf } from "./concept.ts";
import type { Findings } from "./finding.ts";
import { describeInterval } from "./format.ts";
import { gap, type Interval, meets, midpoint, negate } from "./interval.ts";
import { periodKeyOf } from "./ledger.ts";
import { rateOf } from "./rate-label.ts";

const vague = /^(others?|total|sub-?total|其他|合计|总计|rank|valuation|weight|ps|dcf|yoy|%)$/;

/** What a row is about, independent of its table; `undefined` for rows too vague to compare. */
export function subjectOf(row: Row): string | undefined {
  const kind = row.unit.kind;
  if (kind === "text" || kind === "ticker" || kind === "date" || kind === "rank") return undefined;
  if (kind === "percent") {
    const rate = rateOf(row);
    if (rate.kind === "growth" || rate.kind === "cagr") {
      if (row.kind === "segment" && rate.base === "total") return undefined;
      const name = conceptOf(rate.base, "other")?.id ?? rate.base;
      return name === "" || vague.test(rate.base) ? undefined : `${rate.kind}:${name}`;
    }
    if (rate.kind === "plain") {
      const name = row.concept?.id ?? conceptOf(rate.key, "ratio")?.id ?? rate.key;
      return vague.test(rate.key) ? undefined : `rate:${name}`;
    }
    if (rate.kind === "share")
      return rate.part === "" || rate.whole === "" ? undefined : `share:${rate.part}/${rate.whole}`;
    return undefined;
  }
  if (row.kind === "segment" && vague.test(row.key)) return undefined;
  if (row.concept !== undefined) {
    // A cash flow's "profit before tax" is the income statement's.
    const id =
      row.concept.id === "cash-profit"
        ? conceptOf(row.label, "income")?.id
        : row.concept.id === "balance-minority"
          ? undefined
          : row.concept.id;
    return id === undefined ? undefined : `${id}:${kindGroup(row)}`;
  }
  if (vague.test(row.key) || row.key === "") return undefined;
  const value = /^(.+?)\s*(?:route )?(?:equity value|valuation|value)$/.exec(row.key)?.[1];
  if (kind === "money" && value !== undefined) return `value:${value.replace(/[^\p{L}\p{N}]/gu, "")}:${kindGroup(row)}`;
  // A segment's row in a revenue table, and "X revenue" in the text, are one figure.
  const segment =
    row.kind === "segment" && /revenue|收入/i.test(row.statement) ? row.key : /^(.+) revenue$/.exec(row.key)?.[1];
  if (kind === "money" && segment !== undefined) return `segment-revenue:${stem(segment)}:${kindGroup(row)}`;
  return `label:${stem(row.key)}:${kindGroup(row)}`;
}

const kindGroup = (row: Row): string =>
  row.unit.kind === "money" || row.unit.kind === "per-share" || row.unit.kind === "fx"
    ? `${row.unit.kind}:${row.unit.currency ?? ""}`
    : row.unit.kind;
const stem = (key: string): string =>
  key
    .replace(/\bserved\b/g, "")
    .replace(/\s+/g, " ")
    .trim();

export function checkAgreement(book: Book, findings: Findings): void {
  const groups = new Map<string, Cell[]>();
  for (const cell of book.cells) {
    if (!cell.isNumber || (cell.period.kind === "none" && !cell.isEstimate)) continue;
    const subject = subjectOf(cell.row);
    if (subject === undefined) continue;
    // Forecasts belong to the house that made them; only what has happened can be compared across documents.
    const scope = cell.isEstimate ? cell.row.source : "";
    const key = [cell.row.issuer, subject, dateKeyOf(cell), scope].join("\u0000");
    const list = groups.get(key) ?? [];
    list.push(cell);
    groups.set(key, list);
  }
  for (const cells of groups.values()) {
    const places = new Set(
      cells.map(
        (cell) => `${cell.row.source}\u0000${cell.row.statement}\u0000${cell.row.figure}\u0000${cell.row.index}`,
      ),
    );
    if (places.size < 2) continue;
    compareAll(cells, findings);
  }
}

/** Counts are struck at a date: "2025", "end-2025" and "Dec 2025" are one. Other rows keep their period, days and months by their end. */
function dateKeyOf(cell: Cell): string {
  const { kind, end } = cell.period;
  const isDate =
    kind === "day" || kind === "month" || kind === "instant" || (cell.row.unit.kind === "count" && kind === "year");
  return isDate && end !== undefined ? end : periodKeyOf(cell.row, cell.period);
}

/** Compares each printing with the best supported one: the value that most others meet, the more precise on a tie. */
function compareAll(cells: readonly Cell[], findings: Findings): void {
  const isLoss = (cell: Cell): boolean =>
    /\bloss\b|亏损/i.test(cell.row.label) && !/profit|溢利|利润/i.test(cell.row.label);
  const rangeOf = (cell: Cell, other: Cell): Interval =>
    isLoss(cell) !== isLoss(other) && Math.sign(midpoint(cell.range)) !== Math.sign(midpoint(other.range))
      ? negate(cell.range)
      : cell.range;
  const support = (cell: Cell): number =>
    cells.filter((other) => !isSameTable(other.row, cell.row) && meets(rangeOf(other, cell), cell.range)).length;
  const width = (cell: Cell): number => cell.range.hi - cell.range.lo;
  const reference = [...cells].sort(
    (a, b) => support(b) - support(a) || rank(a) - rank(b) || width(a) - width(b),
  )[0] as Cell;
  for (const cell of cells) {
    if (cell === reference || isSameTable(cell.row, reference.row)) continue;
    const own = rangeOf(cell, reference);
    if (meets(own, reference.range) || meets(magnitudeIfCost(cell, own), magnitudeIfCost(reference, reference.range))) {
      findings.pass("agreement", [cell, reference]);
      continue;
    }
    const sameDocument = cell.row.source === reference.row.source;
    const isDcf = cell.row.kind === "dcf" || reference.row.kind === "dcf";
    const test = isDcf ? "dcf-inputs" : sameDocument ? "agreement" : "cross-source";
    const unit = cell.row.unit;
    const inUnit = { lo: reference.range.lo / unit.factor, hi: reference.range.hi / unit.factor };
    const where = [sameDocument ? "" : reference.row.source, reference.row.statement, reference.row.figure]
      .filter((x) => x !== "")
      .join(", ");
    const sizes = Math.max(Math.abs(midpoint(own)), Math.abs(midpoint(reference.range)));
    const share = sizes === 0 ? 0 : gap(own, reference.range) / sizes;
    findings.fail(
      test,
      !sameDocument && (share < 0.005 || isLooselyDated(cell, reference)) ? "note" : sameDocument ? "error" : "warning",
      cell,
      `${cell.row.label} ${cell.period.text} is printed as ${withUnit(cell)} here and as ${withUnit(reference)} in ${where} ("${reference.row.label}").`,
      Number(midpoint(inUnit).toPrecision(12)),
      {
        arithmetic: `${reference.raw} ${reference.row.unit.text} = ${describeInterval(inUnit, unit)} ${unit.text}`,
        cells: [reference],
      },
    );
  }
}

/** Two rows of one table are two lines, however alike their names. */
const isSameTable = (a: Row, b: Row): boolean =>
  a.source === b.source && a.statement === b.statement && a.figure === b.figure;

/** The print, with its unit where it does not carry one itself. */
const withUnit = (cell: Cell): string =>
  /[%\p{L}$]/u.test(cell.raw) ? cell.raw : `${cell.raw} ${cell.row.unit.text}`.trim();

/** "Dec 2025" and "end-2025" may be some weeks apart. */
const isLooselyDated = (a: Cell, b: Cell): boolean =>
  a.period.kind !== b.period.kind && [a, b].some((cell) => cell.period.kind === "month");

/** Full statements outrank summaries, summaries outrank running text. */
function rank(cell: Cell): number {
  if (["income", "balance", "cash", "segment"].includes(cell.row.kind) && cell.row.cells.size >= 3) return 0;
  return cell.row.cells.size >= 3 ? 1 : 2;
}

/** Costs and outflows are printed with either sign by different tables: compared by size. */
const magnitudeIfCost = (cell: Cell, range: Interval): Interval =>
  cell.row.concept?.sign === "-" && range.hi <= 0 ? negate(range) : range;
