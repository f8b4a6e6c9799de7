// Per-share figures, market data and multiples: price x shares = market value, profit / shares = EPS, value / revenue =
// P/S. Where price and profit are in two currencies, the multiple implies an exchange rate, and all must imply one.
import { type Book, type Cell, inOrder } from "./book.ts";
import { checkPerShare, checkPlainMultiples } from "./checks-multiple.ts";
import type { Findings } from "./finding.ts";
import { formatNumber } from "./format.ts";
import { div, type Interval, intersect, meets, midpoint, mul, point, sub } from "./interval.ts";
import type { Ledger } from "./ledger.ts";

/** Numbers of one issuer in one document, whatever the table and period. */
class Facts {
  readonly #cells: readonly Cell[];
  constructor(book: Book, issuer: string, source: string) {
    this.#cells = book.cells.filter(
      (cell) => cell.isNumber && cell.row.issuer === issuer && cell.row.source === source,
    );
  }
  all(concept: string): Cell[] {
    return this.#cells.filter((cell) => cell.row.concept?.id === concept && cell.row.unit.kind !== "percent");
  }
  /** The cell of a concept beside another: same table first, then the same period, then the latest printed. */
  near(concept: string, beside: Cell): Cell | undefined {
    const cells = this.all(concept);
    const score = (c: Cell): number =>
      (c.row.figure === beside.row.figure && c.row.statement === beside.row.statement ? 4 : 0) +
      (c.period.key === beside.period.key ? 2 : 0);
    return cells.sort((a, b) => score(b) - score(a))[0];
  }
}

export function checkMarket(book: Book, ledger: Ledger, findings: Findings): void {
  const seen = new Set<string>();
  for (const { issuer, source } of book.blocks) {
    const key = `${issuer}\u0000${source}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const facts = new Facts(book, issuer, source);
    checkMarketValue(facts, findings);
    checkUpside(facts, book, issuer, source, findings);
    checkEps(book, facts, issuer, source, ledger, findings);
    checkMultiples(book, facts, issuer, source, ledger, findings);
    const find = {
      at: (concept: string, cell: Cell) => ledger.find(issuer, source, concept, cell.period),
      latest: (concept: string, cell: Cell) => facts.near(concept, cell),
    };
    checkPlainMultiples(book, issuer, source, find, findings);
    checkPerShare(book, issuer, source, ledger, findings);
  }
}

function checkMarketValue(facts: Facts, findings: Findings): void {
  for (const cap of facts.all("market-cap")) {
    const price = facts
      .all("share-price")
      .find((p) => p.period.key === cap.period.key && p.row.unit.currency === cap.row.unit.currency);
    if (price === undefined) continue;
    for (const shares of facts.all("shares").filter((c) => c.row.cells.size === 1 || c.period.key === cap.period.key))
      findings.compare(
        "market-value",
        cap,
        mul(price.range, shares.range),
        `price ${price.raw} x shares ${shares.raw} ${shares.row.unit.text}`,
        { cells: [price, shares] },
      );
  }
}

function checkUpside(facts: Facts, book: Book, issuer: string, source: string, findings: Findings): void {
  for (const cell of book.cells) {
    if (!cell.isNumber || cell.row.concept?.id !== "upside" || cell.row.issuer !== issuer || cell.row.source !== source)
      continue;
    const [target, price] = [facts.near("target-price", cell), facts.near("share-price", cell)];
    if (target === undefined || price === undefined || target.row.unit.currency !== price.row.unit.currency) continue;
    const ratio = div(target.range, price.range);
    if (ratio !== undefined)
      findings.compare("upside", cell, sub(ratio, point(1)), `target ${target.raw} / price ${price.raw} - 1`, {
        cells: [target, price],
      });
  }
}

/** Shares in issue implied by price and market value: an interval of shares. */
export function impliedShares(
  book: Book,
  issuer: string,
  source: string,
): { readonly shares: Interval; readonly text: string; readonly cells: readonly Cell[] } | undefined {
  const facts = new Facts(book, issuer, source);
  const printed = facts.all("shares")[0];
  for (const cap of facts.all("market-cap")) {
    const price = facts
      .all("share-price")
      .find((p) => p.period.key === cap.period.key && p.row.unit.currency === cap.row.unit.currency);
    const shares = price === undefined ? undefined : div(cap.range, price.range);
    if (price === undefined || shares === undefined) continue;
    const both = printed === undefined ? shares : (intersect(shares, printed.range) ?? shares);
    return { shares: both, text: `market value ${cap.raw} / price ${price.raw}`, cells: [cap, price] };
  }
  return printed === undefined ? undefined : { shares: printed.range, text: `shares ${printed.raw}`, cells: [printed] };
}

/**
 * EPS against profit: forecasts against the shares in issue or a weighted count that is printed; actual years against the
 * share capital at both ends where one share has a nominal of one currency unit (then capital counts shares).
 */
function checkEps(book: Book, facts: Facts, issuer: string, source: string, ledger: Ledger, findings: Findings): void {
  const issued = impliedShares(book, issuer, source);
  for (const row of book.rows) {
    if (row.issuer !== issuer || row.source !== source || row.unit.kind !== "per-share") continue;
    const id = row.concept?.id;
    if (id !== "eps" && id !== "eps-diluted" && id !== "eps-adjusted") continue;
    for (const cell of inOrder(row)) {
      if (!cell.isNumber) continue;
      const find = (concept: string): Cell | undefined => ledger.find(issuer, source, concept, cell.period);
      const profit = id === "eps-adjusted" ? find("adjusted-profit") : (find("net-profit") ?? find("profit-after-tax"));
      if (profit === undefined || profit.row.unit.currency !== cell.row.unit.currency) continue;
      const count =
        id === "eps-diluted"
          ? (find("shares-diluted") ?? find("shares-weighted"))
          : (find("shares-weighted") ?? find("shares"));
      if (count !== undefined) {
        const eps = div(profit.range, count.range);
        if (eps !== undefined)
          findings.compare("eps", cell, eps, `profit ${profit.raw} / shares ${count.raw}`, { cells: [profit, count] });
        continue;
      }
      const implied = div(profit.range, cell.range);
      if (implied === undefined || implied.lo <= 0) continue;
      if (cell.isEstimate && issued !== undefined) {
        const eps = div(profit.range, issued.shares);
        if (eps !== undefined)
          findings.compare("eps", cell, eps, `profit ${profit.raw} / shares of ${issued.text}`, {
            severity: "warning",
            cells: [profit, ...issued.cells],
            hint: `The printed EPS implies ${formatNumber(midpoint(implied) / 1e6, 1)}mn shares.`,
          });
      } else if (!cell.isEstimate) checkWeighted(cell, profit, implied, issued?.shares, ledger, findings);
    }
  }
  checkSteadyShares(book, issuer, source, ledger, findings);
  checkPriceInRange(facts, findings);
}

/**
 * Where no share count is printed, EPS implies one for each period. When two thirds of the periods (and three at least)
 * imply one and the same, the others are out of line.
 */
function checkSteadyShares(book: Book, issuer: string, source: string, ledger: Ledger, findings: Findings): void {
  for (const row of book.rows) {
    if (row.issuer !== issuer || row.source !== source || row.concept?.id !== "eps" || row.unit.kind !== "per-share")
      continue;
    const implied = inOrder(row).flatMap((cell) => {
      const profit = ledger.find(issuer, source, "net-profit", cell.period);
      const isPrinted = ["shares-weighted", "shares"].some(
        (id) => ledger.find(issuer, source, id, cell.period) !== undefined,
      );
      const shares = !cell.isNumber || profit === undefined || isPrinted ? undefined : div(profit.range, cell.range);
      return shares === undefined || profit === undefined || profit.row.unit.currency !== row.unit.currency
        ? []
        : [{ cell, profit, shares }];
    });
    const sets = implied.map((one) => implied.filter((other) => meets(one.shares, other.shares)));
    const main = sets.sort((a, b) => b.length - a.length)[0];
    if (main === undefined || main.length < 3 || main.length * 3 < implied.length * 2) continue;
    const center = main[0]?.shares as Interval;
    for (const { cell, profit, shares } of implied) {
      if (main.some((one) => one.cell === cell)) findings.pass("implied-shares", [cell, profit]);
      else
        findings.fail(
          "implied-shares",
          "warning",
          cell,
          `${row.label} ${cell.raw} on a profit of ${profit.raw} implies ${formatNumber(midpoint(shares) / 1e6, 1)}mn shares; ${main.length} other periods imply ${formatNumber(midpoint(center) / 1e6, 1)}mn.`,
          null,
          { arithmetic: `${profit.raw} / ${cell.raw}`, cells: [profit] },
        );
    }
  }
}

/** A weighted average lies between the counts at both ends of the year. */
function checkWeighted(
  cell: Cell,
  profit: Cell,
  implied: Interval,
  issued: Interval | undefined,
  ledger: Ledger,
  findings: Findings,
): void {
  const { issuer, source } = cell.row;
  const close = ledger.find(issuer, source, "share-capital", cell.period);
  const open = ledger.find(
    issuer,
    source,
    "share-capital",
    cell.period.key.replace(/^\d{4}/, (y) => String(Number(y) - 1)),
  );
  if (close === undefined || open === undefined || issued === undefined) return;
  // Capital counts shares only where its latest value equals the shares in issue (nominal value of one).
  const latest = inOrder(close.row)
    .filter((c) => c.isNumber)
    .at(-1);
  if (latest === undefined || !meets(latest.range, issued)) return;
  const bounds = { lo: Math.min(open.range.lo, close.range.lo), hi: Math.max(open.range.hi, close.range.hi) };
  if (meets(implied, bounds)) findings.pass("implied-shares", [cell, profit, open, close]);
  else
    findings.fail(
      "implied-shares",
      "warning",
      cell,
      `${cell.row.label} ${cell.raw} on a profit of ${profit.raw} implies ${formatNumber(midpoint(implied) / 1e6, 1)}mn shares on average, outside the ${open.raw} to ${close.raw}mn in issue at the ends of the year.`,
      null,
      { arithmetic: `${profit.raw} / ${cell.raw}`, cells: [profit, open, close] },
    );
}

function checkPriceInRange(facts: Facts, findings: Findings): void {
  for (const [low, high] of [["low-52w", "high-52w"]] as const) {
    const [lo, hi, price] = [facts.all(low)[0], facts.all(high)[0], facts.all("share-price")[0]];
    if (lo === undefined || hi === undefined || price === undefined) continue;
    if (price.range.hi >= lo.range.lo && price.range.lo <= hi.range.hi)
      findings.pass("price-in-range", [lo, hi, price]);
    else
      findings.fail(
        "price-in-range",
        "error",
        price,
        `The price ${price.raw} lies outside its own 52-week range ${lo.raw} to ${hi.raw}.`,
        null,
      );
  }
}

const multiples: Readonly<Record<string, readonly string[]>> = {
  ps: ["revenue"],
  pe: ["net-profit", "profit-after-tax"],
  pb: ["shareholders-equity", "total-equity"],
};

/** Multiples of market value across two currencies: all rows must imply one rate, and it must be the one the document states. */
function checkMultiples(
  book: Book,
  facts: Facts,
  issuer: string,
  source: string,
  ledger: Ledger,
  findings: Findings,
): void {
  const rates: { cell: Cell; rate: Interval; text: string }[] = [];
  for (const row of book.rows) {
    if (row.issuer !== issuer || row.source !== source || row.unit.kind !== "multiple" || row.cells.size < 2) continue;
    const bases = multiples[row.concept?.id ?? ""];
    if (bases === undefined) continue;
    for (const cell of inOrder(row)) {
      if (!cell.isNumber) continue;
      const cap = facts.near("market-cap", cell);
      const base = bases.map((id) => ledger.find(issuer, source, id, cell.period)).find((c) => c !== undefined);
      if (cap === undefined || base === undefined || base.range.lo <= 0) continue;
      if (cap.row.unit.currency === base.row.unit.currency) continue;
      const rate = div(mul(cell.range, base.range), cap.range);
      if (rate !== undefined) rates.push({ cell, rate, text: `${cell.raw} x ${base.raw} / ${cap.raw}` });
    }
  }
  if (rates.length === 0) return;
  const first = rates[0] as (typeof rates)[number];
  let common: Interval | undefined = first.rate;
  for (const { cell, rate, text } of rates) {
    const next: Interval | undefined = common === undefined ? undefined : intersect(common, rate);
    if (next === undefined)
      findings.fail(
        "implied-fx",
        "warning",
        cell,
        `${cell.row.label} ${cell.period.text} implies an exchange rate of ${fx(rate)} (${text}), its other periods ${fx(common ?? rate)}: they are not struck at one rate or one market value.`,
        Number(midpoint(common ?? rate).toPrecision(6)),
        { arithmetic: text },
      );
    else {
      common = next;
      findings.pass("implied-fx", [cell]);
    }
  }
  const stated = book.cells.find(
    (cell) => cell.isNumber && cell.row.source === source && cell.row.issuer === issuer && cell.row.unit.kind === "fx",
  );
  if (stated === undefined || common === undefined) return;
  const inverse = div(point(1), stated.range);
  if (meets(common, stated.range) || (inverse !== undefined && meets(common, inverse)))
    findings.pass("implied-fx", [stated, first.cell]);
  else
    findings.fail(
      "implied-fx",
      "warning",
      first.cell,
      `The multiples (${[...new Set(rates.map((r) => r.cell.row.label))].join(", ")}) imply ${fx(common)}, but the document states ${stated.raw} (${stated.row.label}): two exchange rates in one report.`,
      Number(midpoint(common).toPrecision(6)),
      {
        arithmetic: first.text,
        published: stated.raw,
        cells: [stated],
      },
    );
}

const fx = (rate: Interval): string =>
  rate.hi - rate.lo < 5e-5
    ? formatNumber(midpoint(rate), 4)
    : `${formatNumber(rate.lo, 4)} to ${formatNumber(rate.hi, 4)}`;
