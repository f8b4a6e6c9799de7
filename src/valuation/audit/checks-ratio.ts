// Margins, returns, liquidity and turnover against the statements they come from. Where a ratio has several accepted
// definitions, the one that fits most of the printed periods is taken for the house's, and said so.
import { type Book, type Cell, inOrder, type Row } from "./book.ts";
import { conceptOf } from "./concept.ts";
import type { Findings } from "./finding.ts";
import { add, div, type Interval, intersect, meets, scale, sub } from "./interval.ts";
import type { Ledger } from "./ledger.ts";
import { rateOf } from "./rate-label.ts";

type At = (concept: string, yearsBack?: number) => Cell | undefined;
interface Definition {
  readonly name: string;
  /** Only the opening balance is missing to try this definition. */
  readonly lacksOpening?: (at: At) => boolean;
  readonly of: (
    at: At,
  ) => { readonly value: Interval | undefined; readonly text: string; readonly cells: readonly Cell[] } | undefined;
}

const magnitude = (a: Interval): Interval => (a.hi <= 0 ? { lo: -a.hi, hi: -a.lo } : a);

/** part / whole; costs count by their size, whichever sign they are printed with. */
const quotient = (part: string, whole: string, byWay?: "size"): Definition => ({
  name: `${part} / ${whole}`,
  of: (at) => {
    const [a, b] = [at(part), at(whole)];
    if (a === undefined || b === undefined) return undefined;
    const value = byWay === "size" ? div(magnitude(a.range), magnitude(b.range)) : div(a.range, b.range);
    return { value, text: `${a.raw} / ${b.raw}`, cells: [a, b] };
  },
});

/** flow / stock, the stock at the end, the beginning, or their average; times `days` for turnover. */
const turning = (flow: string, stock: string, base: "average" | "ending" | "opening", days?: number): Definition => ({
  name: `${flow} on ${base} ${stock}${days === undefined ? "" : `, ${days} days`}`,
  lacksOpening: (at) =>
    base !== "ending" && at(flow) !== undefined && at(stock) !== undefined && at(stock, 1) === undefined,
  of: (at) => {
    const [f, end, start] = [at(flow), at(stock), at(stock, 1)];
    if (f === undefined || (base !== "opening" && end === undefined) || (base !== "ending" && start === undefined))
      return undefined;
    const cells = [f, ...(end === undefined ? [] : [end]), ...(start === undefined ? [] : [start])];
    const level =
      base === "ending"
        ? end?.range
        : base === "opening"
          ? start?.range
          : scale(add((end as Cell).range, (start as Cell).range), 0.5);
    if (level === undefined) return undefined;
    const value = days === undefined ? div(f.range, level) : div(scale(level, days), magnitude(f.range));
    const text =
      base === "average"
        ? `average of ${start?.raw} and ${end?.raw}`
        : base === "ending"
          ? `${end?.raw}`
          : `${start?.raw}`;
    return { value, text: days === undefined ? `${f.raw} / (${text})` : `${days} x (${text}) / ${f.raw}`, cells };
  },
});

const bases = ["average", "ending", "opening"] as const;
const days = (flow: string, stock: string): Definition[] =>
  bases.flatMap((base) => [365, 360, 366].map((n) => turning(flow, stock, base, n)));

const definitions: Readonly<Record<string, readonly Definition[]>> = {
  "gross-margin": [
    quotient("gross-profit", "revenue"),
    {
      name: "1 - cost of sales / revenue",
      of: (at) => {
        const [revenue, cost, gross] = [at("revenue"), at("cost-of-sales"), at("gross-profit")];
        if (revenue === undefined || cost === undefined || gross !== undefined) return undefined;
        const value = div(sub(revenue.range, magnitude(cost.range)), revenue.range);
        return { value, text: `(${revenue.raw} - ${cost.raw}) / ${revenue.raw}`, cells: [revenue, cost] };
      },
    },
  ],
  "operating-margin": [quotient("operating-profit", "revenue"), quotient("ebit", "revenue")],
  "ebit-margin": [quotient("ebit", "revenue")],
  "ebitda-margin": [quotient("ebitda", "revenue")],
  "pre-tax-margin": [quotient("profit-before-tax", "revenue")],
  "net-margin": [quotient("net-profit", "revenue"), quotient("profit-after-tax", "revenue")],
  "adjusted-margin": [quotient("adjusted-profit", "revenue")],
  "rd-ratio": [quotient("rd-expense", "revenue", "size")],
  "selling-ratio": [quotient("selling-expense", "revenue", "size")],
  "admin-ratio": [quotient("admin-expense", "revenue", "size")],
  "effective-tax-rate": [quotient("income-tax", "profit-before-tax", "size")],
  "current-ratio": [quotient("current-assets", "current-liabilities")],
  "quick-ratio": [
    {
      name: "(current assets - inventories) / current liabilities",
      of: (at) => {
        const [a, i, l] = [at("current-assets"), at("inventories"), at("current-liabilities")];
        if (a === undefined || i === undefined || l === undefined) return undefined;
        return {
          value: div(sub(a.range, i.range), l.range),
          text: `(${a.raw} - ${i.raw}) / ${l.raw}`,
          cells: [a, i, l],
        };
      },
    },
  ],
  "liabilities-to-assets": [quotient("total-liabilities", "total-assets")],
  roe: ["net-profit", "profit-after-tax"].flatMap((p) =>
    ["shareholders-equity", "total-equity"].flatMap((e) => bases.map((b) => turning(p, e, b))),
  ),
  roa: ["net-profit", "profit-after-tax"].flatMap((p) => bases.map((b) => turning(p, "total-assets", b))),
  "receivable-days": days("revenue", "receivables"),
  "inventory-days": days("cost-of-sales", "inventories"),
  "payable-days": days("cost-of-sales", "payables"),
};

export function checkRatios(book: Book, ledger: Ledger, findings: Findings): void {
  for (const row of book.rows) {
    const isRate =
      row.unit.kind === "percent" ||
      row.unit.kind === "multiple" ||
      row.unit.kind === "days" ||
      row.unit.kind === "none";
    if (!isRate) continue;
    const rate = row.unit.kind === "percent" ? rateOf(row) : undefined;
    if (rate?.kind === "growth" || rate?.kind === "cagr") continue;
    const concept = row.concept ?? (rate?.kind === "plain" ? conceptOf(rate.key, "ratio") : undefined);
    const list = concept === undefined ? undefined : definitions[concept.id];
    if (list !== undefined) checkDefined(row, list, concept?.id ?? "", ledger, findings);
    else if (rate?.kind === "share") checkShare(row, rate.part, rate.whole, book, ledger, findings);
  }
}

function checkDefined(row: Row, list: readonly Definition[], test: string, ledger: Ledger, findings: Findings): void {
  const cells = inOrder(row).filter((cell) => cell.isNumber);
  const at =
    (cell: Cell): At =>
    (concept, back = 0) => {
      if (cell.period.year === undefined) return undefined;
      const key = back === 0 ? cell.period.key : cell.period.key.replace(/^\d{4}/, (y) => String(Number(y) - back));
      const found = ledger.find(row.issuer, row.source, concept, key);
      return found?.row.unit.kind === "money" || found?.row.unit.kind === "none" ? found : undefined;
    };
  const results = list.map((definition) => {
    const tried = cells
      .map((cell) => ({ cell, result: definition.of(at(cell)) }))
      .filter((t) => t.result?.value !== undefined);
    return { definition, tried, holds: tried.filter((t) => meets(t.cell.range, t.result?.value as Interval)).length };
  });
  const best = results.sort((a, b) => b.holds - a.holds || b.tried.length - a.tried.length)[0];
  if (best === undefined || best.tried.length === 0) return;
  const isOpen = list.length > 1 && best.holds * 2 < best.tried.length;
  for (const { cell, result } of best.tried) {
    if (result?.value === undefined) continue;
    // A definition that could not be tried (no opening balance is printed) may be the house's.
    const isUntried = list.some((definition) => definition.lacksOpening?.(at(cell)) === true);
    if (isOpen && isUntried && !meets(cell.range, result.value)) continue;
    findings.compare(test, cell, result.value, result.text, {
      severity: isOpen ? "warning" : "error",
      cells: result.cells,
      ...(isOpen
        ? { hint: `No usual definition of ${row.label} (average, ending or opening base) fits most of its periods.` }
        : {}),
    });
  }
}

/** "A / B" and "% of B": both named, in the same figure or document. */
function checkShare(row: Row, part: string, whole: string, book: Book, ledger: Ledger, findings: Findings): void {
  const block = book.rows.filter(
    (r) =>
      r.issuer === row.issuer && r.source === row.source && r.figure === row.figure && r.statement === row.statement,
  );
  const isLevel = (r: Row): boolean => r.unit.kind === "money" || r.unit.kind === "count" || r.unit.kind === "none";
  const above = (): Row | undefined => {
    for (let i = block.indexOf(row) - 1; i >= 0; i--) if (isLevel(block[i] as Row)) return block[i];
    return undefined;
  };
  const partRow = part === "" ? above() : block.find((r) => isLevel(r) && r.key === part);
  const wholeRow =
    whole === ""
      ? block.find((r) => isLevel(r) && /^(total|revenue|total revenue|合计|总计|收入)$/.test(r.key))
      : block.find((r) => isLevel(r) && r.key === whole);
  for (const cell of inOrder(row)) {
    if (!cell.isNumber) continue;
    const get = (found: Row | undefined, name: string): Cell | undefined => {
      const own = found?.cells.get(cell.period.key);
      if (own?.isNumber) return own;
      const concept = name === "" ? undefined : conceptOf(name, "income");
      return concept === undefined ? undefined : ledger.find(row.issuer, row.source, concept.id, cell.period);
    };
    const [a, b] = [get(partRow, part), get(wholeRow, whole)];
    if (a === undefined || b === undefined || a === b || a.row.unit.currency !== b.row.unit.currency) continue;
    const value = div(magnitude(a.range), magnitude(b.range));
    if (value !== undefined) findings.compare("share-of-whole", cell, value, `${a.raw} / ${b.raw}`, { cells: [a, b] });
  }
}

/**
 * Margins of segments: gross profit in one table over revenue in another. Tables that name their segments differently are
 * matched by order when the printed margins bear it out, and the difference in names is noted.
 */
export function checkSegments(book: Book, findings: Findings): void {
  const tables = book.blocks.filter((b) => b.kind === "segment");
  for (const profit of tables) {
    const margins = profit.rows.filter((r) => r.unit.kind === "percent" && rateOf(r).kind === "segment-margin");
    const own = (rows: readonly Row[]): Row[] => rows.filter((r) => r.unit.kind === "money");
    if (margins.length === 0) continue;
    const revenue = tables.find(
      (b) =>
        b !== profit &&
        b.issuer === profit.issuer &&
        b.source === profit.source &&
        own(b.rows).length === own(profit.rows).length,
    );
    if (revenue === undefined) continue;
    const [profits, revenues] = [own(profit.rows), own(revenue.rows)];
    for (const margin of margins) {
      const rate = rateOf(margin);
      if (rate.kind !== "segment-margin") continue;
      const gp = profits.find((r) => r.key === rate.base);
      if (gp === undefined) continue;
      const rev = revenues.find((r) => r.key === gp.key) ?? revenues[profits.indexOf(gp)];
      if (rev === undefined) continue;
      const tests = inOrder(margin).flatMap((cell) => {
        const [a, b] = [gp.cells.get(cell.period.key), rev.cells.get(cell.period.key)];
        if (!cell.isNumber || !a?.isNumber || !b?.isNumber) return [];
        const value = div(a.range, b.range);
        return value === undefined ? [] : [{ cell, a, b, value }];
      });
      const holds = tests.filter((t) => meets(t.cell.range, t.value)).length;
      const isSame = gp.key === rev.key;
      if (!isSame && holds * 2 <= tests.length) continue;
      for (const { cell, a, b, value } of tests)
        findings.compare("segment-margin", cell, value, `${a.raw} / ${b.raw}`, { cells: [a, b] });
      const first = inOrder(gp)[0];
      if (!isSame && first !== undefined)
        findings.fail(
          "segment-names",
          "note",
          first,
          `"${gp.label}" (${gp.figure}) and "${rev.label}" (${rev.figure}) are one segment by their margins, under two names.`,
          rev.label,
          { published: gp.label },
        );
    }
  }
}

/** Range of the rate that both ends allow; exported for valuation checks. */
export const tighten = (ranges: readonly Interval[]): Interval | undefined =>
  ranges.reduce<Interval | undefined>((all, range) => (all === undefined ? undefined : intersect(all, range)), {
    lo: Number.NEGATIVE_INFINITY,
    hi: Number.POSITIVE_INFINITY,
  });
