// Movements between balance sheets: equity, debt, working capital, fixed assets; money raised that the cash flow does not show.
import { type Block, type Book, type Cell, inOrder, previousYear, type Row } from "./book.ts";
import type { Findings } from "./finding.ts";
import { formatNumber } from "./format.ts";
import { add, type Interval, meets, midpoint, negate, point, sub, sum } from "./interval.ts";
import type { Ledger } from "./ledger.ts";

interface Scope {
  readonly block: Block;
  readonly sheet: readonly Row[];
  readonly at: (concept: string, key: string) => Cell | undefined;
}

export function checkMovements(book: Book, ledger: Ledger, findings: Findings): void {
  for (const block of book.blocks) {
    if (block.kind !== "balance" || block.rows.length < 3) continue;
    const at = (concept: string, key: string): Cell | undefined => {
      const cell = ledger.find(block.issuer, block.source, concept, key);
      return cell?.row.unit.kind === "money" || cell?.row.unit.kind === "none" ? cell : undefined;
    };
    const scope: Scope = { block, sheet: block.rows, at };
    const hasCashFlow = book.blocks.some(
      (b) => b.kind === "cash" && b.issuer === block.issuer && b.source === block.source,
    );
    checkEquity(scope, hasCashFlow, findings);
    checkDebt(scope, findings);
    checkWorkingCapital(scope, findings);
    checkFixedAssets(scope, findings);
    checkProceeds(scope, book, findings);
    checkShareCapital(scope, book, findings);
  }
  checkRepeatedFlows(book, findings);
  checkResiduals(book, ledger, findings);
}

const sectionTotals: Readonly<Record<string, string>> = {
  operating: "operating-cash-flow",
  investing: "investing-cash-flow",
  financing: "financing-cash-flow",
};

/**
 * An "others" row that is most of its section of the cash flow, and more than a tenth of revenue, in most forecast years:
 * the forecast rests on a line that says nothing.
 */
function checkResiduals(book: Book, ledger: Ledger, findings: Findings): void {
  for (const block of book.blocks) {
    if (block.kind !== "cash") continue;
    for (const row of block.rows) {
      if (row.unit.kind !== "money" || row.concept !== undefined || !/^(others?|other .*|其他)$/.test(row.key))
        continue;
      const remark = /\(([^()]*)\)/.exec(row.label)?.[1]?.toLowerCase() ?? row.key;
      const id = Object.entries(sectionTotals).find(
        ([name]) => row.section.startsWith(name) || remark.includes(name),
      )?.[1];
      const total = block.rows.find((r) => r.concept?.id === id && id !== undefined);
      if (total === undefined) continue;
      const forecast = years(row).filter((cell) => cell.isEstimate);
      const heavy = forecast.filter((cell) => {
        const [whole, revenue] = [
          total.cells.get(cell.period.key),
          ledger.find(row.issuer, row.source, "revenue", cell.period),
        ];
        const size = Math.abs(midpoint(cell.range));
        return (
          whole?.isNumber === true &&
          revenue !== undefined &&
          size > 0.5 * Math.abs(midpoint(whole.range)) &&
          size > 0.1 * midpoint(revenue.range)
        );
      });
      if (forecast.length < 2) continue;
      if (heavy.length * 2 <= forecast.length) findings.pass("residual-line", forecast);
      else
        findings.fail(
          "residual-line",
          "note",
          heavy[0] as Cell,
          `"${row.label}" (${heavy.map((c) => c.raw).join(", ")}) is more than half of ${total.label} in ${heavy.map((c) => c.period.text).join(", ")}, and more than a tenth of revenue: an unexplained flow carries the forecast.`,
          null,
          { cells: heavy },
        );
    }
  }
}

const years = (row: Row | undefined): Cell[] =>
  row === undefined ? [] : inOrder(row).filter((cell) => cell.isNumber && /^\d{4}$/.test(cell.period.key));
const amount = (range: Interval, unit: number): string => formatNumber(midpoint(range) / unit, 0);

/** Closing equity = opening + profit + shares issued - dividends. In a forecast nothing else moves it. */
function checkEquity({ sheet, at }: Scope, hasCashFlow: boolean, findings: Findings): void {
  const equity =
    sheet.find((row) => row.concept?.id === "total-equity") ??
    sheet.find((row) => row.concept?.id === "shareholders-equity");
  if (equity === undefined) return;
  const isTotal = equity.concept?.id === "total-equity";
  for (const cell of years(equity)) {
    const open = previousYear(equity, cell.period);
    const key = cell.period.key;
    const profit = isTotal
      ? (at("profit-after-tax", key) ?? at("net-profit", key))
      : (at("net-profit", key) ?? at("profit-after-tax", key));
    if (open === undefined || profit === undefined) continue;
    const issues = at("share-issues", key);
    const dividends = at("dividends-paid", key);
    const paid =
      dividends === undefined ? point(0) : dividends.range.lo >= 0 ? negate(dividends.range) : dividends.range;
    const expected = sum([open.range, profit.range, issues?.range ?? point(0), paid]);
    const used = [
      open,
      profit,
      ...(issues === undefined ? [] : [issues]),
      ...(dividends === undefined ? [] : [dividends]),
    ];
    if (meets(cell.range, expected)) {
      findings.pass("equity-roll-forward", [cell, ...used]);
      continue;
    }
    const rest = sub(cell.range, expected);
    const unit = equity.unit.factor;
    const counterpart = counterpartOf(rest, key, sheet);
    // Reported years also hold share-based pay, currency translation and the like: a note only where they are large.
    const size = Math.abs(midpoint(rest)) / Math.max(Math.abs(midpoint(open.range)), Math.abs(midpoint(cell.range)), 1);
    // Without a cash flow, issues, buy-backs and dividends are unknown.
    if (!cell.isEstimate && !hasCashFlow) continue;
    if (!cell.isEstimate && size < 0.1) {
      findings.pass("equity-roll-forward", [cell, ...used]);
      continue;
    }
    findings.fail(
      "equity-roll-forward",
      hasCashFlow ? "warning" : "note",
      cell,
      `${equity.label} moves by ${amount(rest, unit)} in ${cell.period.text} that profit${issues === undefined ? "" : ", share issues"}${dividends === undefined ? "" : ", dividends"} do not explain: opening ${open.raw} + profit ${profit.raw}${issues === undefined ? "" : ` + share issues ${issues.raw}`}${dividends === undefined ? "" : ` - dividends ${dividends.raw}`} gives ${amount(expected, unit)}, printed ${cell.raw}.${counterpart}`,
      Number((midpoint(expected) / unit).toPrecision(12)),
      { arithmetic: used.map((c) => c.raw).join(" + "), cells: used },
    );
  }
}

/** Does one liability fall by just this amount? Then it was turned into equity without passing through cash or profit. */
function counterpartOf(rest: Interval, key: string, sheet: readonly Row[]): string {
  for (const row of sheet) {
    const cell = row.cells.get(key);
    const before = cell === undefined ? undefined : previousYear(row, cell.period);
    if (cell === undefined || !cell.isNumber || before === undefined || row.concept?.isTotal === true) continue;
    const fall = sub(before.range, cell.range);
    if (meets(rest, fall) && !meets(fall, point(0)))
      return ` It equals the fall in "${row.label}" (${before.raw} to ${cell.raw}): a conversion that no line of the model shows.`;
  }
  return "";
}

/** Change in borrowings on the balance sheet = net borrowings in the cash flow. */
function checkDebt({ at, sheet }: Scope, findings: Findings): void {
  const debts = sheet.filter((row) =>
    ["short-term-borrowings", "long-term-borrowings", "bonds"].includes(row.concept?.id ?? ""),
  );
  const anchor = debts[0];
  for (const cell of years(anchor)) {
    const flow = at("net-borrowings", cell.period.key);
    const now = debts.map((row) => row.cells.get(cell.period.key));
    const before = debts.map((row) => previousYear(row, cell.period));
    if (flow === undefined || [...now, ...before].some((c) => c === undefined || !c.isNumber)) continue;
    const change = sub(sum((now as Cell[]).map((c) => c.range)), sum((before as Cell[]).map((c) => c.range)));
    findings.compare(
      "debt-roll-forward",
      flow,
      change,
      `${(now as Cell[]).map((c) => c.raw).join(" + ")} - (${(before as Cell[]).map((c) => c.raw).join(" + ")})`,
      { severity: flow.isEstimate ? "error" : "warning", cells: [...(now as Cell[]), ...(before as Cell[])] },
    );
  }
}

const workingAssets = ["receivables", "inventories", "prepayments", "other-current-assets"];
const workingLiabilities = ["payables", "contract-liabilities", "other-current-liabilities", "tax-payable"];

/**
 * Change in working capital from balance-sheet lines. Houses differ in the lines they count; the set that fits most
 * forecast years is taken for the house's. Reported years also move by acquisitions and provisions and are not judged.
 */
function checkWorkingCapital({ at, sheet }: Scope, findings: Findings): void {
  const present = [...workingAssets, ...workingLiabilities].filter((id) => sheet.some((row) => row.concept?.id === id));
  const anchor =
    sheet.find((row) => row.concept?.id === "receivables") ?? sheet.find((row) => row.concept?.id === "inventories");
  const forecast = years(anchor).filter(
    (cell) =>
      cell.isEstimate &&
      at("working-capital-change", cell.period.key) !== undefined &&
      previousYear(cell.row, cell.period) !== undefined,
  );
  if (forecast.length < 2 || present.length < 2) return;
  const changes = new Map<string, { readonly value: Interval; readonly text: string } | undefined>();
  const changeOf = (id: string, key: string): { readonly value: Interval; readonly text: string } | undefined => {
    const name = `${id} ${key}`;
    if (changes.has(name)) return changes.get(name);
    const [now, before] = [at(id, key), at(id, String(Number(key) - 1))];
    const isAsset = workingAssets.includes(id);
    const change = now === undefined || before === undefined ? undefined : sub(now.range, before.range);
    const entry =
      change === undefined
        ? undefined
        : { value: isAsset ? negate(change) : change, text: `${isAsset ? "-" : "+"}(${now?.raw} - ${before?.raw})` };
    changes.set(name, entry);
    return entry;
  };
  const expectedBy = (
    ids: readonly string[],
    key: string,
  ): { readonly value: Interval; readonly text: string } | undefined => {
    const parts = ids.map((id) => changeOf(id, key));
    if (parts.some((part) => part === undefined)) return undefined;
    return {
      value: sum(parts.map((part) => part?.value ?? point(0))),
      text: parts.map((part) => part?.text ?? "").join(" "),
    };
  };
  let best: { ids: readonly string[]; holds: number } = { ids: [], holds: 0 };
  for (let mask = 1; mask < 1 << present.length; mask++) {
    const ids = present.filter((_, i) => (mask >> i) % 2 === 1);
    if (ids.length < 2) continue;
    const holds = forecast.filter((cell) => {
      const expected = expectedBy(ids, cell.period.key);
      const flow = at("working-capital-change", cell.period.key);
      return expected !== undefined && flow !== undefined && meets(flow.range, expected.value);
    }).length;
    if (holds > best.holds) best = { ids, holds };
  }
  const first = forecast[0];
  if (first === undefined) return;
  if (best.holds * 2 > forecast.length || best.holds >= 2) {
    for (const cell of forecast) {
      const expected = expectedBy(best.ids, cell.period.key);
      const flow = at("working-capital-change", cell.period.key);
      if (expected !== undefined && flow !== undefined)
        findings.compare("working-capital", flow, expected.value, expected.text);
    }
    return;
  }
  const flow = at("working-capital-change", first.period.key);
  const core = expectedBy(
    present.filter((id) => ["receivables", "inventories", "payables"].includes(id)),
    first.period.key,
  );
  if (flow === undefined || core === undefined) return;
  findings.fail(
    "working-capital",
    "note",
    flow,
    `${flow.row.label}: no set of the printed current assets and liabilities gives it in most forecast years (receivables, inventories and payables alone: ${core.text} = ${amount(core.value, flow.row.unit.factor)} in ${first.period.text}, printed ${flow.raw}).`,
    Number((midpoint(core.value) / flow.row.unit.factor).toPrecision(9)),
    { arithmetic: core.text },
  );
}

/**
 * Fixed assets: closing = opening + capex - depreciation and amortisation, over the assets that depreciate. Disposals,
 * leases and transfers move it too, so what does not tie in a forecast is a note, once.
 */
function checkFixedAssets({ at, sheet }: Scope, findings: Findings): void {
  const rows = ["ppe", "right-of-use", "intangibles"].flatMap((id) => sheet.filter((row) => row.concept?.id === id));
  const ppe = sheet.find((row) => row.concept?.id === "ppe");
  if (ppe === undefined) return;
  const sets = [rows, rows.filter((row) => row.concept?.id !== "right-of-use"), [ppe]];
  const forecast = years(ppe).filter((cell) => cell.isEstimate);
  const test = (set: readonly Row[], cell: Cell): { readonly rest: Interval; readonly text: string } | undefined => {
    const now = set.map((row) => row.cells.get(cell.period.key));
    const before = set.map((row) => previousYear(row, cell.period));
    const [capex, depreciation] = [at("capex", cell.period.key), at("depreciation-amortisation", cell.period.key)];
    if (
      capex === undefined ||
      depreciation === undefined ||
      [...now, ...before].some((c) => c === undefined || !c.isNumber)
    )
      return undefined;
    const spend = capex.range.hi <= 0 ? negate(capex.range) : capex.range;
    const open = sum((before as Cell[]).map((c) => c.range));
    const close = sum((now as Cell[]).map((c) => c.range));
    return {
      rest: sub(close, sub(add(open, spend), depreciation.range)),
      text: `${(before as Cell[]).map((c) => c.raw).join(" + ")} + capex ${capex.raw} - D&A ${depreciation.raw} against ${(now as Cell[]).map((c) => c.raw).join(" + ")}`,
    };
  };
  const scored = sets.map((set) => {
    const results = forecast.flatMap((cell) => {
      const result = test(set, cell);
      return result === undefined ? [] : [{ cell, ...result }];
    });
    return { set, results, holds: results.filter((r) => meets(r.rest, point(0))).length };
  });
  const best = scored.filter((s) => s.results.length > 0).sort((a, b) => b.holds - a.holds)[0];
  if (best === undefined) return;
  const off = best.results.filter((r) => !meets(r.rest, point(0)));
  for (const r of best.results) if (!off.includes(r)) findings.pass("fixed-assets", [r.cell]);
  const first = off[0];
  if (first === undefined) return;
  const isRule = best.holds * 2 > best.results.length;
  const list = isRule ? off : [first];
  for (const r of list)
    findings.fail(
      "fixed-assets",
      isRule ? "error" : "note",
      r.cell,
      `${best.set.map((row) => row.label).join(" + ")}: ${r.text} leaves ${amount(r.rest, ppe.unit.factor)} in ${r.cell.period.text} that capex and depreciation do not explain${isRule ? "" : ` (${off.length} of ${best.results.length} forecast years do not tie)`}.`,
      null,
      { arithmetic: r.text },
    );
}

/** Money raised in a listing must reach the financing cash flow of its year. */
function checkProceeds({ block, at }: Scope, book: Book, findings: Findings): void {
  const raised = book.cells.find(
    (cell) =>
      cell.isNumber &&
      cell.row.issuer === block.issuer &&
      cell.row.concept?.id === "gross-proceeds" &&
      cell.row.unit.kind === "money" &&
      cell.period.year !== undefined,
  );
  if (raised === undefined) return;
  const key = String(raised.period.year);
  const flow = at("financing-cash-flow", key);
  if (flow === undefined) return;
  // Across currencies only the order of magnitude can be judged: flows below a fifth of the proceeds cannot hold them.
  const ratio = midpoint(flow.range) / midpoint(raised.range);
  if (ratio >= 0.2) findings.pass("proceeds-in-cash-flow", [flow, raised]);
  else
    findings.fail(
      "proceeds-in-cash-flow",
      "warning",
      flow,
      `${raised.row.label} of ${raised.raw} ${raised.row.unit.text} in ${raised.period.text} (${[raised.row.figure, raised.row.source].filter((x) => x !== "").join(", ")}) do not appear in ${flow.row.label} ${key}, printed as ${flow.raw} ${flow.row.unit.text}: the money raised is missing from the model.`,
      null,
      { cells: [raised] },
    );
}

/** Share capital that already counts shares not yet listed at the balance-sheet date. */
function checkShareCapital({ block, sheet }: Scope, book: Book, findings: Findings): void {
  const capital = sheet.find((row) => row.concept?.id === "share-capital");
  const listing = book.cells.find(
    (cell) =>
      cell.row.issuer === block.issuer && cell.row.concept?.id === "listing-date" && !/printed/.test(cell.row.label),
  );
  const issued = book.cells.find(
    (cell) =>
      cell.isNumber &&
      cell.row.issuer === block.issuer &&
      cell.row.source === block.source &&
      cell.row.concept?.id === "shares",
  );
  const day = listing?.period.end;
  if (capital === undefined || listing === undefined || issued === undefined || day === undefined) return;
  const before = years(capital)
    .filter((cell) => !cell.isEstimate && (cell.period.end ?? "") < day)
    .at(-1);
  if (before === undefined) return;
  if (!meets(before.range, issued.range)) {
    findings.pass("share-capital-date", [before, issued]);
    return;
  }
  findings.fail(
    "share-capital-date",
    "warning",
    before,
    `${capital.label} at ${before.period.end} (${before.raw}) already equals the ${issued.raw}mn shares in issue after the listing of ${day}: new shares stand in a balance sheet dated before they were issued.`,
    null,
    { cells: [issued] },
  );
}

/** The last actual flow copied into every forecast year: a plug, not a forecast. */
function checkRepeatedFlows(book: Book, findings: Findings): void {
  for (const block of book.blocks) {
    if (block.kind !== "cash") continue;
    for (const row of block.rows) {
      if (row.unit.kind !== "money") continue;
      const cells = years(row);
      const forecast = cells.filter((cell) => cell.isEstimate);
      const lastActual = cells.filter((cell) => !cell.isEstimate).at(-1);
      if (lastActual === undefined || forecast.length < 2 || meets(lastActual.range, point(0))) continue;
      if (forecast.some((cell) => cell.raw !== lastActual.raw)) {
        findings.pass("repeated-flow", cells);
        continue;
      }
      findings.fail(
        "repeated-flow",
        "warning",
        forecast[0] as Cell,
        `${row.label} is ${lastActual.raw} in ${lastActual.period.text} and the same in every forecast year (${forecast.map((c) => c.period.text).join(", ")}): last year's flow was copied forward.`,
        null,
      );
    }
  }
}
