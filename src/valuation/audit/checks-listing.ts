// Listings: first-day returns, proceeds, the cost of a lot, lock-ups, and what a market value counts.
import type { Book, Cell } from "./book.ts";
import { cellsOf } from "./checks-facts.ts";
import type { Findings } from "./finding.ts";
import { formatNumber } from "./format.ts";
import { div, type Interval, midpoint, mul, point, scale, sub } from "./interval.ts";

export function checkListings(book: Book, findings: Findings): void {
  checkReturns(book, findings);
  checkProceeds(book, findings);
  checkEntryCost(book, findings);
  checkLockUp(book, findings);
  checkMarketLabel(book, findings);
}

/** First-day prices over the offer price. */
function checkReturns(book: Book, findings: Findings): void {
  const pairs = [
    ["first-day-return", "first-day-close"],
    ["first-day-high-gain", "first-day-high"],
    ["opening-gain", "first-day-open"],
  ] as const;
  for (const [rate, level] of pairs)
    for (const cell of book.cells) {
      if (!cell.isNumber || cell.row.concept?.id !== rate) continue;
      const offer = cellsOf(book, cell.row.issuer, "offer-price")[0];
      const price =
        cellsOf(book, cell.row.issuer, level).find((c) => c.row.source === cell.row.source) ??
        cellsOf(book, cell.row.issuer, level)[0];
      if (offer === undefined || price === undefined || offer.row.unit.currency !== price.row.unit.currency) continue;
      const ratio = div(price.range, offer.range);
      if (ratio !== undefined)
        findings.compare("first-day-return", cell, sub(ratio, point(1)), `${price.raw} / ${offer.raw} - 1`, {
          cells: [price, offer],
        });
    }
}

/** Gross proceeds = shares offered x offer price, in one currency. */
function checkProceeds(book: Book, findings: Findings): void {
  for (const cell of book.cells) {
    if (!cell.isNumber || cell.row.concept?.id !== "gross-proceeds") continue;
    const shares = cellsOf(book, cell.row.issuer, "shares-offered").find((c) => c.row.source === cell.row.source);
    const price = cellsOf(book, cell.row.issuer, "offer-price").find(
      (c) => c.row.unit.currency === cell.row.unit.currency,
    );
    if (shares !== undefined && price !== undefined)
      findings.compare(
        "proceeds",
        cell,
        mul(shares.range, price.range),
        `${shares.raw} ${shares.row.unit.text} x ${price.raw}`,
        { cells: [shares, price] },
      );
  }
}

/** Hong Kong public offers: brokerage 1%, SFC levy 0.0027%, HKEX fee 0.00565%, AFRC levy 0.00015%, each rounded up to a cent. */
const hongKongFees = [0.01, 0.000027, 0.0000565, 0.0000015] as const;

/** The cost of one lot: price x lot, plus the fees of the exchange. */
function checkEntryCost(book: Book, findings: Findings): void {
  for (const cell of book.cells) {
    if (!cell.isNumber || !/^entry (cost|fee)/.test(cell.row.key) || cell.row.unit.currency !== "HKD") continue;
    const named = /(\d+)-share lot/.exec(cell.row.label)?.[1];
    const lotCell = book.cells.find(
      (c) => c.isNumber && c.row.issuer === cell.row.issuer && /^board lot/.test(c.row.key),
    );
    const lot = named === undefined ? (lotCell === undefined ? undefined : midpoint(lotCell.range)) : Number(named);
    const price =
      cellsOf(book, cell.row.issuer, "offer-price")[0] ??
      book.cells.find((c) => c.isNumber && c.row.issuer === cell.row.issuer && /^price range high/.test(c.row.key));
    if (lot === undefined || price === undefined || price.row.unit.currency !== "HKD") continue;
    const base = scale(price.range.hi - price.range.lo <= 0.011 ? point(midpoint(price.range)) : price.range, lot);
    const fees = hongKongFees.reduce((total, fee) => total + fee, 0);
    const plain = scale(base, 1 + fees);
    findings.compare(
      "entry-cost",
      cell,
      { lo: plain.lo, hi: plain.hi + 0.01 * hongKongFees.length },
      `${price.raw} x ${lot} x (1 + ${formatNumber(fees * 100, 4)}% fees)`,
      { cells: [price] },
    );
  }
}

/** Shares freed at the end of a lock-up, against the share of capital they are said to be. */
function checkLockUp(book: Book, findings: Findings): void {
  for (const cell of book.cells) {
    if (
      !cell.isNumber ||
      cell.row.unit.kind !== "shares" ||
      !/lock-?up|解禁|限售/i.test(`${cell.row.label} ${cell.row.original}`)
    )
      continue;
    const beside = (pattern: RegExp): Cell | undefined =>
      book.cells.find(
        (c) =>
          c.isNumber &&
          c.row.issuer === cell.row.issuer &&
          c.row.source === cell.row.source &&
          c.row.figure === cell.row.figure &&
          c.row.unit.kind === "percent" &&
          c.period.key === cell.period.key &&
          pattern.test(`${c.row.label} ${c.row.original}`),
      );
    const share = beside(/total shares|总股本|share capital/i);
    const issued = issuedShares(book, cell.row.issuer, cell.row.source);
    if (share !== undefined && issued !== undefined)
      findings.compare("lock-up", cell, mul(share.range, issued.range), `${share.raw} of ${issued.text}`, {
        cells: [share],
      });
    const [before, after] = [beside(/float before|解禁前/i), beside(/float after|解禁后/i)];
    if (before === undefined || after === undefined) continue;
    // shares / float before = b and shares / (float before + shares) = a, so a = b / (1 + b).
    findings.compare(
      "float-ratio",
      after,
      { lo: before.range.lo / (1 + before.range.lo), hi: before.range.hi / (1 + before.range.hi) },
      `${before.raw} / (1 + ${before.raw})`,
      { cells: [before] },
    );
  }
}

function issuedShares(
  book: Book,
  issuer: string,
  source: string,
): { readonly range: Interval; readonly text: string } | undefined {
  const here = (concept: string): Cell[] => cellsOf(book, issuer, concept).filter((cell) => cell.row.source === source);
  const printed = here("shares")[0];
  if (printed !== undefined) return { range: printed.range, text: `${printed.raw} shares` };
  for (const cap of here("market-cap")) {
    const price = here("share-price").find(
      (p) => p.period.key === cap.period.key && p.row.unit.currency === cap.row.unit.currency,
    );
    const range = price === undefined ? undefined : div(cap.range, price.range);
    if (range !== undefined)
      return {
        range,
        text: `${formatNumber(midpoint(range) / 1e6, 1)}mn shares (market value ${cap.raw} / price ${price?.raw})`,
      };
  }
  return undefined;
}

/** A value labelled as one class of shares that is price x all shares. */
function checkMarketLabel(book: Book, findings: Findings): void {
  for (const cap of book.cells) {
    const words = `${cap.row.label} ${cap.row.original}`;
    if (!cap.isNumber || cap.row.concept?.id !== "market-cap" || !/\b[HAB]-share|[HAB]\s?股/i.test(words)) continue;
    const price = cellsOf(book, cap.row.issuer, "share-price").find(
      (c) => c.period.key === cap.period.key && c.row.unit.currency === cap.row.unit.currency,
    );
    const shares = price === undefined ? undefined : div(cap.range, price.range);
    if (shares === undefined) continue;
    // Another market value at a known price gives all shares; within a tenth it is the same count.
    for (const other of cellsOf(book, cap.row.issuer, "market-cap").concat(
      cellsOf(book, cap.row.issuer, "first-day-cap"),
    )) {
      if (other === cap || other.row.unit.currency !== cap.row.unit.currency) continue;
      const its = book.cells.find(
        (c) =>
          c.isNumber &&
          c.row.issuer === cap.row.issuer &&
          ["share-price", "first-day-close"].includes(c.row.concept?.id ?? "") &&
          c.period.key === other.period.key &&
          c.row.unit.currency === other.row.unit.currency,
      );
      const all = its === undefined ? undefined : div(other.range, its.range);
      if (all === undefined || Math.abs(midpoint(all) / midpoint(shares) - 1) > 0.1) continue;
      findings.fail(
        "market-value-label",
        "note",
        cap,
        `${cap.row.label} ${cap.raw} is ${formatNumber(midpoint(shares) / 1e6, 1)}mn shares at ${price?.raw}, about the ${formatNumber(midpoint(all) / 1e6, 1)}mn of ${other.row.label} ${other.raw} (${other.period.text}): it values all shares, not one class.`,
        null,
        { published: cap.row.label },
      );
      break;
    }
  }
}
