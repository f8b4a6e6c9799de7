// A discounted cash-flow valuation: flows from the statements, present values from flows. Its cost of capital has a file of its own.
import type { Block, Book, Cell } from "./book.ts";
import { inOrder } from "./book.ts";
import { checkCapm, checkRates, checkWacc } from "./checks-cost-of-capital.ts";
import { searchConventions } from "./dcf-convention.ts";
import { Dcf } from "./dcf-tables.ts";
import type { Findings } from "./finding.ts";
import { formatNumber } from "./format.ts";
import { add, div, type Interval, meets, midpoint, mul, negate, point, sub, sum } from "./interval.ts";
import type { Ledger } from "./ledger.ts";

const magnitude = (a: Interval): Interval => (a.hi <= 0 ? negate(a) : a);

export function checkDcf(book: Book, ledger: Ledger, findings: Findings): void {
  const groups = new Map<string, Block[]>();
  for (const block of book.blocks)
    if (block.kind === "dcf") {
      const key = `${block.issuer}\u0000${block.source}`;
      groups.set(key, [...(groups.get(key) ?? []), block]);
    }
  for (const blocks of groups.values()) {
    const dcf = new Dcf(blocks);
    checkCapm(dcf, findings);
    checkWacc(dcf, findings);
    checkRates(dcf, findings);
    checkValueChain(dcf, findings);
    checkTax(dcf, ledger, findings);
    checkEbitBridge(dcf, ledger, findings);
    checkDiscountFactors(dcf, findings);
    checkTerminalValue(dcf, findings);
    checkPresentValues(dcf, book, findings);
    checkNetCash(dcf, ledger, findings);
    checkSteadyState(dcf, findings);
  }
}

/** Enterprise value + net cash = equity value. */
function checkValueChain(dcf: Dcf, findings: Findings): void {
  const [ev, cash, equity] = [
    dcf.one("enterprise-value"),
    dcf.one("net-cash-adjustment") ?? dcf.one("net-cash"),
    dcf.one("equity-value"),
  ];
  const debt = dcf.one("net-debt");
  if (ev === undefined || equity === undefined || ev.row.unit.currency !== equity.row.unit.currency) return;
  if (cash !== undefined)
    findings.compare("dcf-equity-value", equity, add(ev.range, cash.range), `${ev.raw} + ${cash.raw}`, {
      cells: [ev, cash],
    });
  else if (debt !== undefined)
    findings.compare("dcf-equity-value", equity, sub(ev.range, debt.range), `${ev.raw} - ${debt.raw}`, {
      cells: [ev, debt],
    });
}

/** Tax in the flows: rate x EBIT where the flow is unlevered; rate x profit before tax is another, levered convention. */
function checkTax(dcf: Dcf, ledger: Ledger, findings: Findings): void {
  const [tax, ebit, rate] = [
    dcf.series("tax") ?? dcf.series("income-tax"),
    dcf.series("ebit"),
    dcf.one("effective-tax-rate"),
  ];
  if (tax === undefined || ebit === undefined || rate === undefined) return;
  const off: { cell: Cell; base: Cell; isLevered: boolean }[] = [];
  for (const cell of inOrder(tax)) {
    const base = ebit.cells.get(cell.period.key);
    if (!cell.isNumber || base === undefined || !base.isNumber || meets(cell.range, point(0))) continue;
    if (meets(magnitude(cell.range), mul(rate.range, base.range))) {
      findings.pass("dcf-tax", [cell, base, rate]);
      continue;
    }
    const profit = ledger.find(tax.issuer, tax.source, "profit-before-tax", cell.period);
    off.push({
      cell,
      base,
      isLevered: profit !== undefined && meets(magnitude(cell.range), mul(rate.range, profit.range)),
    });
  }
  const first = off[0];
  if (first === undefined) return;
  const levered = off.filter((o) => o.isLevered);
  const effective = off.map((o) => (midpoint(magnitude(o.cell.range)) / midpoint(o.base.range)) * 100);
  findings.fail(
    "dcf-tax",
    "warning",
    first.cell,
    `Tax in the flows is ${formatNumber(Math.min(...effective), 1)}% to ${formatNumber(Math.max(...effective), 1)}% of EBIT in ${off.length} years, not the stated ${rate.raw}${levered.length > 0 ? `; in ${levered.map((o) => o.cell.period.text).join(", ")} it is ${rate.raw} of profit before tax, so the flow carries the tax of financing` : ""}.`,
    Number(((midpoint(rate.range) * midpoint(first.base.range)) / tax.unit.factor).toPrecision(9)) *
      (midpoint(first.cell.range) < 0 ? -1 : 1),
    { arithmetic: `${rate.raw} x ${first.base.raw}`, cells: off.flatMap((o) => [o.cell, o.base]) },
  );
}

/** EBIT in the flows from the statements: operating profit, or profit before tax without net finance. */
function checkEbitBridge(dcf: Dcf, ledger: Ledger, findings: Findings): void {
  const ebit = dcf.series("ebit");
  if (ebit === undefined) return;
  const readings: readonly (readonly [
    string,
    (find: (id: string) => Cell | undefined) => readonly [Interval, string] | undefined,
  ])[] = [
    ["EBIT", (find) => one(find("ebit"))],
    ["operating profit", (find) => one(find("operating-profit"))],
    ["profit before tax less net finance", (find) => pair(find("profit-before-tax"), find("net-finance"), -1)],
    ["profit before tax plus finance cost", (find) => pair(find("profit-before-tax"), find("finance-cost"), 1)],
  ];
  const tested = readings.map(([name, read]) => {
    const results = inOrder(ebit).flatMap((cell) => {
      const find = (id: string): Cell | undefined => {
        const found = ledger
          .all(ebit.issuer, id, cell.period)
          .find((c) => c.row.source === ebit.source && c.row !== ebit);
        return found;
      };
      const expected = cell.isNumber ? read(find) : undefined;
      return expected === undefined ? [] : [{ cell, expected }];
    });
    return { name, results, holds: results.filter((r) => meets(r.cell.range, r.expected[0])).length };
  });
  const best = tested.filter((t) => t.results.length > 0).sort((a, b) => b.holds - a.holds)[0];
  if (best === undefined) return;
  for (const { cell, expected } of best.results)
    findings.compare("dcf-ebit", cell, expected[0], `${best.name} ${expected[1]}`);
}

const one = (cell: Cell | undefined): readonly [Interval, string] | undefined =>
  cell === undefined ? undefined : [cell.range, cell.raw];
const pair = (a: Cell | undefined, b: Cell | undefined, sign: 1 | -1): readonly [Interval, string] | undefined =>
  a === undefined || b === undefined
    ? undefined
    : [
        sign === 1 ? add(a.range, magnitude(b.range)) : sub(a.range, b.range),
        `${a.raw} ${sign === 1 ? "+" : "-"} ${b.raw}`,
      ];

/** Printed discount factors: from one year to the next they fall by 1 + WACC; each present value is flow x factor. */
function checkDiscountFactors(dcf: Dcf, findings: Findings): void {
  const [factors, flows, wacc] = [dcf.series("discount-factor"), dcf.series("free-cash-flow"), dcf.one("wacc")];
  const present = dcf.series("pv-of-flow");
  if (factors !== undefined && wacc !== undefined) {
    const cells = inOrder(factors).filter((cell) => cell.isNumber);
    for (let i = 1; i < cells.length; i++) {
      const [before, now] = [cells[i - 1] as Cell, cells[i] as Cell];
      if (Number(now.period.key) - Number(before.period.key) !== 1) continue;
      const expected = div(before.range, add(point(1), wacc.range));
      if (expected !== undefined)
        findings.compare("discount-factor", now, expected, `${before.raw} / (1 + ${wacc.raw})`, {
          cells: [before, wacc],
        });
    }
  }
  if (factors !== undefined && flows !== undefined && present !== undefined)
    for (const cell of inOrder(present)) {
      const [flow, factor] = [flows.cells.get(cell.period.key), factors.cells.get(cell.period.key)];
      if (cell.isNumber && flow?.isNumber && factor?.isNumber)
        findings.compare("present-value", cell, mul(flow.range, factor.range), `${flow.raw} x ${factor.raw}`, {
          cells: [flow, factor],
        });
    }
  const total = dcf.one("pv-fcf");
  if (present !== undefined && total !== undefined) {
    const cells = inOrder(present).filter((cell) => cell.isNumber);
    findings.compare(
      "present-value-sum",
      total,
      sum(cells.map((cell) => cell.range)),
      cells.map((cell) => cell.raw).join(" + "),
      { cells },
    );
  }
}

/** Terminal value undiscounted: last flow x (1+g) / (WACC-g), or the flow itself where it is the terminal year's. */
function checkTerminalValue(dcf: Dcf, findings: Findings): void {
  const [tv, wacc, growth, flows] = [
    dcf.one("terminal-value"),
    dcf.one("wacc"),
    dcf.one("terminal-growth"),
    dcf.series("free-cash-flow"),
  ];
  if (tv === undefined || wacc === undefined || growth === undefined || flows === undefined) return;
  const last = inOrder(flows)
    .filter((cell) => cell.isNumber)
    .at(-1);
  const spread = sub(wacc.range, growth.range);
  const plain = last === undefined ? undefined : div(last.range, spread);
  if (last === undefined || plain === undefined || spread.lo <= 0) return;
  const grown = mul(plain, add(point(1), growth.range));
  if (meets(tv.range, plain)) findings.pass("terminal-value", [tv, last]);
  else
    findings.compare("terminal-value", tv, grown, `${last.raw} x (1 + ${growth.raw}) / (${wacc.raw} - ${growth.raw})`, {
      cells: [last, wacc, growth],
    });
}

/** Present values of flows and terminal value against every ordinary convention; where none fits, what does. */
function checkPresentValues(dcf: Dcf, book: Book, findings: Findings): void {
  const [wacc, growth, flows] = [dcf.one("wacc"), dcf.one("terminal-growth"), dcf.series("free-cash-flow")];
  const [pvFlows, pvTerminal] = [dcf.one("pv-fcf"), dcf.one("pv-terminal")];
  if (
    wacc === undefined ||
    growth === undefined ||
    flows === undefined ||
    (pvFlows === undefined && pvTerminal === undefined)
  )
    return;
  const cells = inOrder(flows).filter((cell) => cell.isNumber && /^\d{4}$/.test(cell.period.key));
  if (cells.length < 2 || wacc.range.lo <= growth.range.hi) return;
  const search = searchConventions({
    flows: cells.map((cell) => ({ year: Number(cell.period.key), value: cell.range })),
    wacc: wacc.range,
    growth: growth.range,
    pvFlows: pvFlows?.range,
    pvTerminal: pvTerminal?.range,
    documentDate: book.documentDate.get(flows.source),
  });
  const best = search.candidates[0];
  const isOrdinary = best?.reproduces === true && best.oddity <= 1;
  const unit = flows.unit.factor;
  const percent = (x: number | undefined): string =>
    x === undefined ? "" : `${x >= 0 ? "+" : ""}${formatNumber(x * 100, 1)}%`;
  for (const [cell, own, residual] of [
    [pvFlows, search.ordinary.pvFlows, search.ordinary.flowsResidual],
    [pvTerminal, search.ordinary.pvTerminal, search.ordinary.terminalResidual],
  ] as const) {
    if (cell === undefined) continue;
    if (isOrdinary) {
      findings.pass("dcf-present-value", [cell, ...cells]);
      continue;
    }
    const nearest =
      best === undefined
        ? ""
        : best.reproduces
          ? ` ${search.candidates[1]?.reproduces === true ? "The most ordinary convention that gives" : "Only one convention searched gives"} both printed values inside the printed WACC and growth: ${best.description}, at a WACC of ${formatNumber((best.wacc ?? 0) * 100, 3)}%. It is not one to rely on.`
          : ` No convention searched gives it; nearest: ${best.description} (printed value ${percent(cell === pvFlows ? best.flowsResidual : best.terminalResidual)} against it).`;
    findings.fail(
      "dcf-present-value",
      "error",
      cell,
      `${cell.row.label} is printed as ${cell.raw}; the printed flows at ${wacc.raw} and ${growth.raw}, ${search.ordinary.description}, are worth ${formatNumber(own / unit, 0)} (printed ${percent(residual)}).${nearest}`,
      Math.round(own / unit),
      { arithmetic: search.ordinary.description, cells },
    );
  }
}

/** The cash and debt taken to equity value must be a balance-sheet date's. */
function checkNetCash(dcf: Dcf, ledger: Ledger, findings: Findings): void {
  const [cell, flows] = [dcf.one("net-cash-adjustment") ?? dcf.one("net-cash"), dcf.series("free-cash-flow")];
  const first = flows === undefined ? undefined : inOrder(flows)[0]?.period.year;
  if (cell === undefined || first === undefined) return;
  const { issuer, source } = cell.row;
  const tried: { readonly value: Interval; readonly text: string }[] = [];
  for (const year of [first - 1, first]) {
    const at = (id: string): Cell | undefined => ledger.find(issuer, source, id, String(year));
    const cash = at("cash");
    if (cash === undefined) continue;
    const options = ["restricted-cash", "short-term-investments"].flatMap((id) => at(id) ?? []);
    const debts = [
      "short-term-borrowings",
      "long-term-borrowings",
      "bonds",
      "lease-liabilities",
      "balance-minority",
    ].flatMap((id) => at(id) ?? []);
    const parts = [...options.map((c) => [c, 1] as const), ...debts.map((c) => [c, -1] as const)];
    for (let mask = 0; mask < 1 << parts.length; mask++) {
      const used = parts.filter((_, i) => (mask >> i) % 2 === 1);
      tried.push({
        value: used.reduce(
          (total, [c, sign]) => (sign === 1 ? add(total, c.range) : sub(total, magnitude(c.range))),
          cash.range,
        ),
        text: `${year}: cash ${cash.raw}${used.map(([c, sign]) => ` ${sign === 1 ? "+" : "-"} ${c.row.label} ${c.raw}`).join("")}`,
      });
    }
  }
  if (tried.length === 0) return;
  if (tried.some((t) => meets(cell.range, t.value))) {
    findings.pass("dcf-net-cash", [cell]);
    return;
  }
  const full = tried[tried.length / 2 - 1] ?? tried[0];
  findings.fail(
    "dcf-net-cash",
    "warning",
    cell,
    `${cell.row.label} ${cell.raw} is no combination of cash and debt lines of the balance sheet (${full?.text} gives ${formatNumber(midpoint(full?.value ?? point(0)) / cell.row.unit.factor, 0)}).`,
    full === undefined ? null : Number((midpoint(full.value) / cell.row.unit.factor).toPrecision(9)),
    full === undefined ? {} : { arithmetic: full.text },
  );
}

/** A flow still growing far faster than its terminal rate is capitalised as if it had settled. */
function checkSteadyState(dcf: Dcf, findings: Findings): void {
  const [flows, growth, wacc] = [dcf.series("free-cash-flow"), dcf.one("terminal-growth"), dcf.one("wacc")];
  const cells = flows === undefined ? [] : inOrder(flows).filter((cell) => cell.isNumber);
  const [before, last] = [cells.at(-2), cells.at(-1)];
  if (before === undefined || last === undefined || growth === undefined || wacc === undefined) return;
  const ratio = before.range.lo > 0 ? div(last.range, before.range) : undefined;
  if (ratio === undefined) return;
  const pace = sub(ratio, point(1));
  if (pace.lo <= wacc.range.hi) {
    findings.pass("terminal-steady-state", [last, before, growth]);
    return;
  }
  findings.fail(
    "terminal-steady-state",
    "note",
    last,
    `Free cash flow still grows by ${formatNumber(midpoint(pace) * 100, 1)}% in ${last.period.text}, above the WACC of ${wacc.raw}, and by ${growth.raw} for ever after: the terminal value rests on a flow that has not settled.`,
    null,
    { arithmetic: `${last.raw} / ${before.raw} - 1`, cells: [before, growth, wacc] },
  );
}
