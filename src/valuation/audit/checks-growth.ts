// Growth rows against the levels they grow from; compound growth against its end points.
import { pow } from "../../elementary.ts";
import { type Book, type Cell, inOrder, previousYear, type Row } from "./book.ts";
import { conceptOf } from "./concept.ts";
import type { Findings } from "./finding.ts";
import { div, type Interval, monotone, negate, point, sub } from "./interval.ts";
import type { Ledger } from "./ledger.ts";
import { parsePeriod } from "./period.ts";
import { rateOf } from "./rate-label.ts";

/** Growth between two levels; `undefined` where the base is not surely positive, so that a rate means nothing. */
export function growth(from: Interval, to: Interval): Interval | undefined {
  if (from.lo <= 0) return undefined;
  const ratio = div(to, from);
  return ratio === undefined ? undefined : sub(ratio, point(1));
}

const isLevel = (row: Row): boolean => ["money", "count", "shares", "per-share", "none"].includes(row.unit.kind);

/** The row a rate row speaks of: named in its label, else the level row above it in the same figure. */
export function levelRowOf(row: Row, base: string, book: Book): Row | undefined {
  const block = book.rows.filter(
    (r) =>
      r.issuer === row.issuer && r.source === row.source && r.figure === row.figure && r.statement === row.statement,
  );
  if (base === "") {
    for (let i = block.indexOf(row) - 1; i >= 0; i--) if (isLevel(block[i] as Row)) return block[i];
    return undefined;
  }
  return block.find((r) => isLevel(r) && r.key === base) ?? sameDocument(row, base, book);
}

function sameDocument(row: Row, base: string, book: Book): Row | undefined {
  const concept = conceptOf(base, "other");
  const rows = book.rows.filter((r) => r.issuer === row.issuer && r.source === row.source && isLevel(r));
  const named = rows.filter((r) => r.key === base && !/^(others?|total|其他)$/.test(base));
  const known = concept === undefined ? [] : rows.filter((r) => r.concept?.id === concept.id && r.kind !== "segment");
  // "GPGPU segment growth" speaks of the row "GPGPU products" of a segment revenue table.
  const stem = (text: string): string =>
    text.replace(/\b(segment|products?|business|series|division)\b|分部|业务|产品/g, "").trim();
  const segments = /segment|business|division|分部|业务/.test(base)
    ? rows.filter(
        (r) =>
          r.kind === "segment" && /revenue|收入/i.test(r.statement) && stem(r.key) === stem(base) && stem(base) !== "",
      )
    : [];
  return [...named, ...known, ...segments].sort((a, b) => b.cells.size - a.cells.size)[0];
}

export function checkGrowth(book: Book, ledger: Ledger, findings: Findings): void {
  for (const row of book.rows) {
    if (row.unit.kind !== "percent") continue;
    const rate = rateOf(row);
    if (rate.kind !== "growth") continue;
    const level = levelRowOf(row, rate.base, book);
    for (const cell of inOrder(row)) {
      if (!cell.isNumber) continue;
      const pair = levels(row, level, rate.base, cell, ledger);
      if (pair === undefined) continue;
      const isCost = pair[0].row.concept?.sign === "-" && pair[0].range.hi <= 0 && pair[1].range.hi <= 0;
      const expected = isCost
        ? growth(negate(pair[0].range), negate(pair[1].range))
        : growth(pair[0].range, pair[1].range);
      const years = Number(pair[1].period.year) - Number(pair[0].period.year);
      if (expected === undefined) {
        if (pair[0].range.hi <= 0)
          findings.fail(
            "growth-base",
            "note",
            cell,
            `${cell.row.label} is printed as ${cell.raw}, but its base (${pair[0].raw}) is not positive: the rate has no meaning.`,
            null,
          );
        continue;
      }
      if (years !== 1) continue;
      findings.compare("growth", cell, expected, `${pair[1].raw} / ${pair[0].raw} - 1`, {
        what: what(row, pair[1]),
        cells: pair,
      });
    }
  }
}

const what = (row: Row, level: Cell): string =>
  row.label.toLowerCase().includes(level.row.label.toLowerCase()) ? row.label : `${row.label} (of ${level.row.label})`;

/** Level cells of this year and the year before: the row itself, else any row of the document with that concept. */
function levels(
  row: Row,
  level: Row | undefined,
  base: string,
  cell: Cell,
  ledger: Ledger,
): readonly [Cell, Cell] | undefined {
  const key = cell.period.key;
  const before = parsePeriod(key).year === undefined ? undefined : key.replace(/^\d{4}/, (y) => String(Number(y) - 1));
  if (before === undefined) return undefined;
  const concept = level?.concept ?? conceptOf(base, "other");
  const own = level?.cells.get(key);
  const ownBefore = level === undefined ? undefined : previousYear(level, cell.period);
  const lookup = (at: string): Cell | undefined =>
    concept === undefined || level?.kind === "segment"
      ? base === ""
        ? undefined
        : ledger.byLabel(row.issuer, row.source, base, at)
      : ledger.find(row.issuer, row.source, concept.id, at);
  const now = narrower(own?.isNumber ? own : undefined, lookup(key));
  // The base year may stand in another document only.
  const elsewhere = (): Cell | undefined =>
    concept === undefined || level?.kind === "segment"
      ? undefined
      : ledger.all(row.issuer, concept.id, before).find((c) => !c.isEstimate && c.row.unit.kind === "money");
  const then = narrower(ownBefore, lookup(before)) ?? elsewhere();
  return now === undefined || then === undefined || now.row.unit.currency !== then.row.unit.currency
    ? undefined
    : [then, now];
}

const narrower = (a: Cell | undefined, b: Cell | undefined): Cell | undefined =>
  a === undefined
    ? b
    : b === undefined
      ? a
      : b.range.hi - b.range.lo < a.range.hi - a.range.lo && overlaps(a, b)
        ? b
        : a;
const overlaps = (a: Cell, b: Cell): boolean =>
  a.range.lo <= b.range.hi && b.range.lo <= a.range.hi && a.row.unit.currency === b.row.unit.currency;

/** Compound growth rows ("CAGR 2024-2029") against the levels at both ends, in the same document or another. */
export function checkCagr(book: Book, ledger: Ledger, findings: Findings): void {
  for (const row of book.rows) {
    if (row.unit.kind !== "percent") continue;
    const rate = rateOf(row);
    if (rate.kind !== "cagr") continue;
    for (const cell of inOrder(row)) {
      const range = cell.period.range;
      if (!cell.isNumber || range === undefined || range.years < 1) continue;
      const from = end(row, rate.base, range.from, book, ledger);
      const to = end(row, rate.base, range.to, book, ledger);
      if (from === undefined || to === undefined || from.row.unit.currency !== to.row.unit.currency) continue;
      const ratio = from.range.lo > 0 ? div(to.range, from.range) : undefined;
      if (ratio === undefined || ratio.lo <= 0) continue;
      const expected = sub(
        monotone(ratio, (x) => pow(x, 1 / range.years)),
        point(1),
      );
      findings.compare("cagr", cell, expected, `(${to.raw} / ${from.raw})^(1/${range.years}) - 1`, {
        cells: [from, to],
      });
    }
  }
}

/** A level at one end of a CAGR: same label, or the label plus "market size" and the like; this document first. */
function end(row: Row, base: string, key: string, book: Book, ledger: Ledger): Cell | undefined {
  const concept = base === "" ? undefined : conceptOf(base, "other");
  if (concept !== undefined)
    return ledger.find(row.issuer, row.source, concept.id, key) ?? ledger.all(row.issuer, concept.id, key)[0];
  const fits = (r: Row): boolean => {
    if (!isLevel(r) || r.issuer !== row.issuer) return false;
    const stem = r.key.replace(/\b(market size|market|size|sales|revenue|total)\b|市场规模|规模/g, "").trim();
    const wanted = base.replace(/\b(market size|market|size|sales|revenue|total)\b|市场规模|规模/g, "").trim();
    return stem === wanted;
  };
  const cells = book.rows.filter(fits).flatMap((r) => {
    const cell = r.cells.get(key);
    return cell?.isNumber ? [cell] : [];
  });
  return (
    cells.find((c) => c.row.source === row.source && c.row.figure === row.figure) ??
    cells.find((c) => c.row.source === row.source) ??
    cells[0]
  );
}
