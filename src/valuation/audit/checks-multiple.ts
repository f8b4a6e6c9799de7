// Multiples and per-share figures in one currency: price over earnings, value over sales, EV over EBITDA, yield, book value.
import { type Book, type Cell, inOrder } from "./book.ts";
import type { Findings } from "./finding.ts";
import { add, div, type Interval, meets, sub } from "./interval.ts";
import type { Ledger } from "./ledger.ts";

/** Finds a figure of the row's issuer: of the cell's period, or (prices and market values) the latest printed. */
export interface Lookup {
  readonly at: (concept: string, cell: Cell) => Cell | undefined;
  readonly latest: (concept: string, beside: Cell) => Cell | undefined;
}

interface Reading {
  readonly value: Interval | undefined;
  readonly text: string;
  readonly cells: readonly Cell[];
}

type Definition = (cell: Cell, find: Lookup) => Reading | undefined;

const over =
  (top: string, bottom: string): Definition =>
  (cell, find) => {
    const [a, b] = [find.latest(top, cell), find.at(bottom, cell)];
    if (a === undefined || b === undefined || a.row.unit.currency !== b.row.unit.currency) return undefined;
    return { value: div(a.range, b.range), text: `${a.row.label} ${a.raw} / ${b.row.label} ${b.raw}`, cells: [a, b] };
  };

const under =
  (top: string, bottom: string): Definition =>
  (cell, find) => {
    const [a, b] = [find.at(top, cell), find.latest(bottom, cell)];
    if (a === undefined || b === undefined || a.row.unit.currency !== b.row.unit.currency) return undefined;
    return { value: div(a.range, b.range), text: `${a.row.label} ${a.raw} / ${b.row.label} ${b.raw}`, cells: [a, b] };
  };

/** Enterprise value: printed, or market value plus net debt (or less net cash) of the year. */
const enterprise =
  (bottom: string): Definition =>
  (cell, find) => {
    const base = find.at(bottom, cell);
    const printed = find.at("enterprise-value", cell);
    const [cap, debt, cash] = [find.latest("market-cap", cell), find.at("net-debt", cell), find.at("net-cash", cell)];
    const ev =
      printed !== undefined
        ? { range: printed.range, text: printed.raw, cells: [printed] }
        : cap === undefined
          ? undefined
          : debt !== undefined
            ? { range: add(cap.range, debt.range), text: `(${cap.raw} + ${debt.raw})`, cells: [cap, debt] }
            : cash !== undefined
              ? { range: sub(cap.range, cash.range), text: `(${cap.raw} - ${cash.raw})`, cells: [cap, cash] }
              : undefined;
    if (base === undefined || ev === undefined || ev.cells.some((c) => c.row.unit.currency !== base.row.unit.currency))
      return undefined;
    return {
      value: div(ev.range, base.range),
      text: `${ev.text} / ${base.row.label} ${base.raw}`,
      cells: [...ev.cells, base],
    };
  };

const definitions: Readonly<Record<string, readonly Definition[]>> = {
  pe: [
    over("share-price", "eps"),
    over("share-price", "eps-diluted"),
    over("share-price", "eps-adjusted"),
    over("market-cap", "net-profit"),
    over("market-cap", "profit-after-tax"),
    over("market-cap", "adjusted-profit"),
  ],
  ps: [over("market-cap", "revenue")],
  pb: [over("share-price", "bvps"), over("market-cap", "shareholders-equity"), over("market-cap", "total-equity")],
  "dividend-yield": [under("dps", "share-price")],
  "ev-ebitda": [enterprise("ebitda")],
  "ev-sales": [enterprise("revenue")],
};

/** A multiple has several readings (on EPS, on diluted EPS, on market value); the one that fits most periods is the house's. */
export function checkPlainMultiples(
  book: Book,
  issuer: string,
  source: string,
  find: Lookup,
  findings: Findings,
): void {
  for (const row of book.rows) {
    if (row.issuer !== issuer || row.source !== source) continue;
    const list = definitions[row.concept?.id ?? ""];
    if (list === undefined || !["multiple", "percent", "none"].includes(row.unit.kind)) continue;
    const tested = list
      .map((definition) => {
        const tries = inOrder(row).flatMap((cell) => {
          const reading = cell.isNumber ? definition(cell, find) : undefined;
          return reading?.value === undefined ? [] : [{ cell, ...reading, value: reading.value }];
        });
        return { tries, holds: tries.filter((t) => meets(t.cell.range, t.value)).length };
      })
      .filter((t) => t.tries.length > 0)
      .sort((a, b) => b.holds - a.holds || b.tries.length - a.tries.length);
    const best = tested[0];
    if (best === undefined) continue;
    const isOpen = best.holds * 2 < best.tries.length;
    for (const { cell, value, text, cells } of best.tries)
      findings.compare("multiple", cell, value, text, { severity: isOpen ? "warning" : "error", cells });
  }
}

/** Book value per share = equity / shares. */
export function checkPerShare(book: Book, issuer: string, source: string, ledger: Ledger, findings: Findings): void {
  for (const row of book.rows) {
    if (row.issuer !== issuer || row.source !== source || row.concept?.id !== "bvps" || row.unit.kind !== "per-share")
      continue;
    for (const cell of inOrder(row)) {
      const equity =
        ledger.find(issuer, source, "shareholders-equity", cell.period) ??
        ledger.find(issuer, source, "total-equity", cell.period);
      const shares = ledger.find(issuer, source, "shares", cell.period);
      if (
        !cell.isNumber ||
        equity === undefined ||
        shares === undefined ||
        equity.row.unit.currency !== row.unit.currency
      )
        continue;
      const value = div(equity.range, shares.range);
      if (value !== undefined)
        findings.compare("book-value", cell, value, `${equity.raw} / ${shares.raw}`, { cells: [equity, shares] });
    }
  }
}
