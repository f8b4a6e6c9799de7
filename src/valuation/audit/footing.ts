// Sums inside one statement. Known identities are applied; layouts that differ from house to house (which rows make up a
// subtotal, above or below it, costs printed negative or positive) are found by testing them against the printed numbers
// of all periods: a layout is accepted when most periods bear it out, and then the periods that do not are findings.
import { type Block, type Cell, inOrder, type Row } from "./book.ts";
import type { Findings } from "./finding.ts";
import { meets, midpoint, negate, point, sum } from "./interval.ts";

export interface Term {
  readonly row: Row;
  readonly sign: 1 | -1;
}

export interface Footing {
  readonly total: Row;
  readonly terms: readonly Term[];
  readonly periods: readonly string[];
  readonly holds: readonly string[];
  /** Given by accounting, whatever the numbers say; the others are read off the layout. */
  readonly isKnown: boolean;
}

/** Rows of a block that may be added: money (or all counts), one currency, and levels rather than rates. */
export const levels = (block: Block): Row[] =>
  block.rows
    .filter(
      (row) =>
        row.unit.kind === "money" ||
        row.unit.kind === "none" ||
        row.unit.kind === "count" ||
        row.unit.kind === "shares",
    )
    .filter((row) => [...row.cells.values()].some((cell) => cell.isNumber));

const numberAt = (row: Row, key: string): Cell | undefined => {
  const cell = row.cells.get(key);
  return cell?.isNumber ? cell : undefined;
};

/** Test one sum in every period where all its parts are printed. */
export function tryFooting(total: Row, terms: readonly Term[], isKnown = false): Footing {
  const periods: string[] = [];
  const holds: string[] = [];
  for (const cell of inOrder(total)) {
    if (!cell.isNumber) continue;
    const parts = terms.map((term) => numberAt(term.row, cell.period.key));
    if (parts.some((part) => part === undefined)) continue;
    periods.push(cell.period.key);
    const expected = sum(
      terms.map((term, i) => (term.sign === 1 ? (parts[i] as Cell).range : negate((parts[i] as Cell).range))),
    );
    if (meets(cell.range, expected)) holds.push(cell.period.key);
  }
  return { total, terms, periods, holds, isKnown };
}

/** How many of the periods that hold say something: at least two parts that are not zero. */
export function evidenceOf(footing: Footing): number {
  return footing.holds.filter((key) => {
    const live = footing.terms.filter((term) => {
      const cell = numberAt(term.row, key);
      return cell !== undefined && !meets(cell.range, point(0));
    });
    return live.length >= 2;
  }).length;
}

/** Sign patterns worth testing: as printed; costs turned where the house prints them positive; all but the first turned. */
function signings(rows: readonly Row[]): Term[][] {
  const asPrinted = rows.map((row): Term => ({ row, sign: 1 }));
  const isPositiveCost = (row: Row): boolean =>
    row.concept?.sign === "-" &&
    inOrder(row).filter((c) => c.isNumber && midpoint(c.range) > 0).length >
      inOrder(row).filter((c) => c.isNumber && midpoint(c.range) < 0).length;
  const out = [asPrinted];
  if (rows.some(isPositiveCost)) {
    out.push(rows.map((row) => ({ row, sign: isPositiveCost(row) ? -1 : 1 })));
    const open = rows.filter((row) => row.concept === undefined || row.concept.sign === "~");
    if (open.length > 0 && open.length <= 3)
      for (let mask = 1; mask < 1 << open.length; mask++)
        out.push(
          rows.map((row) => ({
            row,
            sign: isPositiveCost(row) || (open.includes(row) && (mask >> open.indexOf(row)) % 2 === 1) ? -1 : 1,
          })),
        );
  }
  return out;
}

export function bestSigning(total: Row, rows: readonly Row[], isKnown: boolean): Footing {
  let best: Footing | undefined;
  for (const terms of signings(rows)) {
    const footing = tryFooting(total, terms, isKnown);
    if (best === undefined || footing.holds.length > best.holds.length) best = footing;
  }
  return best as Footing;
}

/**
 * Is the layout borne out: in at least two periods with content, and in more than half of those it can be tested in; one
 * period with content is enough where three or more periods hold without exception.
 */
export const isAccepted = (footing: Footing): boolean => {
  const live = evidenceOf(footing);
  if (footing.holds.length === footing.periods.length && footing.periods.length >= 3 && live >= 1) return true;
  return live >= 2 && footing.holds.length * 2 > footing.periods.length;
};

/**
 * The rows that make up a subtotal by their place: a run directly above it (down from the previous subtotal) or directly
 * below it. Runs stop at the statement's other totals; rows that belong to a nested subtotal are represented by it.
 */
export function findLayout(
  total: Row,
  rows: readonly Row[],
  owned: ReadonlySet<Row>,
  maxRun = 14,
): Footing | undefined {
  const at = rows.indexOf(total);
  const candidates: Footing[] = [];
  const consider = (members: readonly Row[]): void => {
    if (members.length < 2) return;
    const footing = bestSigning(total, members, false);
    if (isAccepted(footing)) candidates.push(footing);
  };
  for (const direction of [-1, 1] as const) {
    const run: Row[] = [];
    for (let i = at + direction; i >= 0 && i < rows.length && run.length < maxRun; i += direction) {
      const row = rows[i] as Row;
      if (owned.has(row) || row.unit.currency !== total.unit.currency) continue;
      if (row.section !== "" && total.section !== "" && row.section !== total.section) break;
      run.push(row);
      consider(direction === 1 ? run : [...run].reverse());
    }
  }
  if (candidates.length === 0) return undefined;
  const score = (f: Footing): number =>
    f.holds.length * 100 - (f.periods.length - f.holds.length) * 40 + Math.min(20, f.terms.length);
  return candidates.sort((a, b) => score(b) - score(a))[0];
}

/** Rows between a total and the total before it (-1) or after it (1): the whole of a section, as most houses lay it out. */
export function naturalRun(
  total: Row,
  rows: readonly Row[],
  isTotal: (row: Row) => boolean,
  owned: ReadonlySet<Row>,
  direction: 1 | -1,
): Row[] {
  const run: Row[] = [];
  for (let i = rows.indexOf(total) + direction; i >= 0 && i < rows.length; i += direction) {
    const row = rows[i] as Row;
    if (isTotal(row) || row.unit.currency !== total.unit.currency) break;
    if (row.section !== "" && total.section !== "" && row.section !== total.section) break;
    if (!owned.has(row)) run.push(row);
  }
  return direction === 1 ? run : run.reverse();
}

/**
 * A whole section needs less evidence than any run of rows: one period that holds with content and three digits, and at
 * least half of the periods. This is what statements of one or two periods can give.
 */
export function holdsAsSection(footing: Footing): boolean {
  const isLong = footing.holds.some((key) => {
    const cell = numberAt(footing.total, key);
    return cell !== undefined && Math.abs(midpoint(cell.range)) >= 50 * (cell.range.hi - cell.range.lo);
  });
  return isLong && evidenceOf(footing) >= 1 && footing.holds.length * 2 >= footing.periods.length;
}

/** Reports every period of an accepted sum. */
export function report(
  findings: Findings,
  footing: Footing,
  test: string,
  severity: "error" | "warning" = "error",
): void {
  for (const key of footing.periods) {
    const cell = numberAt(footing.total, key) as Cell;
    const parts = footing.terms.map((term) => numberAt(term.row, key) as Cell);
    const expected = sum(
      footing.terms.map((term, i) => (term.sign === 1 ? (parts[i] as Cell).range : negate((parts[i] as Cell).range))),
    );
    findings.compare(test, cell, expected, describe(footing.terms, parts), { severity, cells: parts });
  }
}

function describe(terms: readonly Term[], parts: readonly Cell[]): string {
  return terms
    .map(
      (term, i) =>
        `${i === 0 ? (term.sign === 1 ? "" : "-") : term.sign === 1 ? " + " : " - "}${term.row.label} ${parts[i]?.raw ?? ""}`,
    )
    .join("");
}
