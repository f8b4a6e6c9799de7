// The cost of capital from its inputs: CAPM, WACC, and the rates that a valuation discounts and grows by.
import type { Dcf } from "./dcf-tables.ts";
import type { Findings } from "./finding.ts";
import { formatNumber } from "./format.ts";
import { add, meets, midpoint, mul, point, sub } from "./interval.ts";

/** Cost of equity = risk-free + beta x premium; where the row may hold the market return, either reading will do. */
export function checkCapm(dcf: Dcf, findings: Findings): void {
  const [ke, rf, beta] = [dcf.one("cost-of-equity"), dcf.one("risk-free-rate"), dcf.one("beta")];
  const [premium, market] = [dcf.one("equity-risk-premium"), dcf.one("market-return")];
  if (ke === undefined || rf === undefined || beta === undefined) return;
  const asPremium = premium === undefined ? undefined : add(rf.range, mul(beta.range, premium.range));
  const total = market ?? premium;
  const asReturn = total === undefined ? undefined : add(rf.range, mul(beta.range, sub(total.range, rf.range)));
  const expected = market === undefined ? asPremium : asReturn;
  if (expected === undefined) return;
  if (market === undefined && asReturn !== undefined && meets(ke.range, asReturn) && !meets(ke.range, expected)) {
    findings.pass("capm", [ke, rf, beta]);
    return;
  }
  const inputs = [rf, beta, ...(premium === undefined ? [] : [premium]), ...(market === undefined ? [] : [market])];
  const text =
    market === undefined
      ? `${rf.raw} + ${beta.raw} x ${premium?.raw}`
      : `${rf.raw} + ${beta.raw} x (${market.raw} - ${rf.raw})`;
  if (!findings.compare("capm", ke, expected, text, { cells: inputs })) return;
  // It may hold at the very edge of its inputs' rounding only: possible, but a reader should know.
  const shared = Math.min(ke.range.hi, expected.hi) - Math.max(ke.range.lo, expected.lo);
  const width = expected.hi - expected.lo;
  if (shared < 0.25 * width && Math.abs(midpoint(ke.range) - midpoint(expected)) > 0.25 * width)
    findings.fail(
      "capm-edge",
      "note",
      ke,
      `${ke.row.label} ${ke.raw} follows from ${text} only at the edge of their rounding; at the printed values it is ${formatNumber(midpoint(expected) * 100, 1)}%.`,
      Number((midpoint(expected) * 100).toPrecision(4)),
      { arithmetic: text, cells: inputs },
    );
}

/** WACC from cost of equity, cost of debt, tax and the capital structure (D/E or a debt weight). */
export function checkWacc(dcf: Dcf, findings: Findings): void {
  const [wacc, ke, kd, de] = [
    dcf.one("wacc"),
    dcf.one("cost-of-equity"),
    dcf.one("cost-of-debt"),
    dcf.one("debt-to-equity"),
  ];
  if (wacc === undefined || ke === undefined || kd === undefined || de === undefined) return;
  const tax = dcf.one("effective-tax-rate");
  const shield = tax === undefined ? point(1) : sub(point(1), tax.range);
  // The result is monotone in each input on its small range, so the corners bound it.
  const at = (k: number, d: number, s: number, x: number): number => (k + d * s * x) / (1 + x);
  const corners = [ke.range.lo, ke.range.hi].flatMap((k) =>
    [kd.range.lo, kd.range.hi].flatMap((d) =>
      [shield.lo, shield.hi].flatMap((s) => [de.range.lo, de.range.hi].map((x) => at(k, d, s, x))),
    ),
  );
  findings.compare(
    "wacc",
    wacc,
    { lo: Math.min(...corners), hi: Math.max(...corners) },
    `(${ke.raw} + ${kd.raw} x (1 - ${tax?.raw ?? "0%"}) x D/E ${de.raw}) / (1 + ${de.raw})`,
    { cells: [ke, kd, de] },
  );
}

/** Rates against each other: growth below WACC, and not above what the risk-free rate says the economy grows by. */
export function checkRates(dcf: Dcf, findings: Findings): void {
  const [wacc, growth, rf] = [dcf.one("wacc"), dcf.one("terminal-growth"), dcf.one("risk-free-rate")];
  if (growth !== undefined && wacc !== undefined) {
    if (growth.range.lo < wacc.range.hi) findings.pass("terminal-growth", [growth, wacc]);
    else
      findings.fail(
        "terminal-growth",
        "error",
        growth,
        `Terminal growth ${growth.raw} is not below the WACC ${wacc.raw}: the terminal value is not finite.`,
        null,
      );
  }
  if (growth !== undefined && rf !== undefined) {
    if (growth.range.lo <= rf.range.hi) findings.pass("terminal-growth-risk-free", [growth, rf]);
    else
      findings.fail(
        "terminal-growth-risk-free",
        "note",
        growth,
        `Terminal growth ${growth.raw} is above the risk-free rate ${rf.raw} of the same table: the two assume different long-run economies.`,
        rf.printedValue,
      );
  }
}
