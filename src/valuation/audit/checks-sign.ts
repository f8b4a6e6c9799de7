// Signs and labels: values that cannot have the sign they are printed with, and rows whose arithmetic is another line's.
import { type Block, type Book, type Cell, inOrder, type Row } from "./book.ts";
import { shiftedChangeRow } from "./checks-cash.ts";
import type { Findings } from "./finding.ts";
import { tryFooting } from "./footing.ts";
import { div, midpoint } from "./interval.ts";
import type { Ledger } from "./ledger.ts";

export function checkSigns(book: Book, ledger: Ledger, findings: Findings): void {
  for (const row of book.rows) {
    const concept = row.concept;
    if (concept === undefined || concept.sign === "~" || row.unit.kind === "text") continue;
    if (
      row.unit.kind === "percent" &&
      ![
        "cost-of-debt",
        "cost-of-equity",
        "wacc",
        "risk-free-rate",
        "equity-risk-premium",
        "debt-to-equity",
        "market-return",
      ].includes(concept.id)
    )
      continue;
    // Depreciation is added back in a cash flow and taken off between EBITDA and EBIT.
    if (concept.id === "depreciation-amortisation" && row.kind !== "cash" && row.kind !== "dcf") continue;
    const cells = inOrder(row).filter((cell) => cell.isNumber);
    if (concept.sign === "+") checkPositive(row, cells, ledger, findings);
    else checkOneSign(row, cells, findings);
  }
}

/** Printed positive by nature. A row negative throughout is a label problem; a few negative cells are value problems. */
function checkPositive(row: Row, cells: readonly Cell[], ledger: Ledger, findings: Findings): void {
  const negative = cells.filter((cell) => cell.range.hi < 0);
  const positive = cells.filter((cell) => cell.range.lo > 0);
  const isWholeRow = negative.length >= 3 && positive.length === 0;
  for (const cell of cells) {
    if (cell.range.hi >= 0) {
      findings.pass("sign");
      continue;
    }
    if (isWholeRow && cell !== negative[0]) {
      findings.pass("sign");
      continue;
    }
    const revenue = ledger.find(row.issuer, row.source, "revenue", cell.period);
    const share = revenue === undefined || revenue === cell ? undefined : div(cell.range, revenue.range);
    const evidence = isWholeRow
      ? borrowingEvidence(row, negative, ledger)
      : share === undefined
        ? ""
        : ` It is ${(midpoint(share) * 100).toFixed(2)}% of revenue.`;
    const message = isWholeRow
      ? `${row.label} is negative in every period (${negative.map((c) => c.raw).join(", ")}): the row behaves as a cost, not as its label says.${evidence}`
      : `${row.label} ${cell.period.text} is printed as ${cell.raw}; it cannot be negative: the sign or the label is wrong.${evidence}`;
    findings.fail(
      isWholeRow ? "label-sign" : "sign",
      isWholeRow ? "warning" : "error",
      cell,
      message,
      cell.printed.kind === "number" ? -cell.printed.value : null,
    );
  }
}

/** Does the row run at an interest-like rate on closing borrowings? Evidence for a reader, no test. */
function borrowingEvidence(row: Row, cells: readonly Cell[], ledger: Ledger): string {
  const rates = cells.flatMap((cell) => {
    const [short, long] = ["short-term-borrowings", "long-term-borrowings"].map((id) =>
      ledger.find(row.issuer, row.source, id, cell.period),
    );
    const debt = (short === undefined ? 0 : midpoint(short.range)) + (long === undefined ? 0 : midpoint(long.range));
    return debt > 0 ? [(-midpoint(cell.range) / debt) * 100] : [];
  });
  if (rates.length < 3) return "";
  const [low, high] = [Math.min(...rates), Math.max(...rates)];
  return low > 0 && high < 15
    ? ` It is ${low.toFixed(1)}% to ${high.toFixed(1)}% of closing borrowings, as a net finance cost would be.`
    : "";
}

/** Costs are printed with one sign throughout; a cell with the other sign is flagged where most have the first. */
function checkOneSign(row: Row, cells: readonly Cell[], findings: Findings): void {
  const negative = cells.filter((cell) => cell.range.hi < 0);
  const positive = cells.filter((cell) => cell.range.lo > 0);
  const [few, many] = negative.length < positive.length ? [negative, positive] : [positive, negative];
  for (const cell of cells) {
    if (
      few.includes(cell) &&
      many.length > few.length &&
      !["income-tax", "other-expenses"].includes(row.concept?.id ?? "")
    )
      findings.fail(
        "sign",
        "warning",
        cell,
        `${row.label} ${cell.period.text} is printed as ${cell.raw}, with the opposite sign of its other periods (${many.map((c) => c.raw).join(", ")}).`,
        cell.printed.kind === "number" ? -cell.printed.value : null,
      );
    else findings.pass("sign");
  }
}

/** Rows whose label says one thing and whose arithmetic says another. */
export function checkLabels(book: Book, ledger: Ledger, findings: Findings): void {
  for (const block of book.blocks) {
    if (block.kind === "income") checkEbitLabel(block, ledger, findings);
    if (block.kind === "cash") checkShiftedChange(block, findings);
    checkTitle(block, findings);
  }
}

/** "EBIT" from which only tax is taken to reach net profit, at an issuer with borrowings: it is profit before tax. */
function checkEbitLabel(block: Block, ledger: Ledger, findings: Findings): void {
  const pick = (id: string): Row | undefined =>
    block.rows.find((row) => row.concept?.id === id && row.unit.kind === "money");
  const [ebit, tax, after] = [pick("ebit"), pick("income-tax"), pick("profit-after-tax") ?? pick("net-profit")];
  if (ebit === undefined || tax === undefined || after === undefined || pick("profit-before-tax") !== undefined) return;
  const forms = [1, -1].map((sign) =>
    tryFooting(after, [
      { row: ebit, sign: 1 },
      { row: tax, sign: sign as 1 | -1 },
    ]),
  );
  const best = forms.sort((a, b) => b.holds.length - a.holds.length)[0];
  const cells = inOrder(ebit).filter((cell) => cell.isNumber);
  const first = cells[0];
  if (best === undefined || first === undefined || best.periods.length < 2) return;
  const hasDebt = cells.some((cell) =>
    ["short-term-borrowings", "long-term-borrowings"].some((id) => {
      const debt = ledger.find(block.issuer, block.source, id, cell.period);
      return debt !== undefined && debt.range.lo > 0;
    }),
  );
  if (best.holds.length < best.periods.length || !hasDebt) return;
  const between = block.rows
    .slice(block.rows.indexOf(ebit) + 1, block.rows.indexOf(after))
    .some((row) => ["finance-cost", "net-finance", "finance-income"].includes(row.concept?.id ?? ""));
  if (between) return;
  findings.fail(
    "label-arithmetic",
    "warning",
    cells[cells.length - 1] ?? first,
    `"${ebit.label}" less tax is "${after.label}" in every period, and no interest is taken between them although there are borrowings: the row is profit before tax. EV/EBIT or NOPAT taken from it is wrong.`,
    "profit before tax",
    { published: ebit.label },
  );
}

/** No "net change in cash" row, but another row carries its value. */
function checkShiftedChange(block: Block, findings: Findings): void {
  const row = shiftedChangeRow(block);
  const first = row === undefined ? undefined : inOrder(row)[0];
  if (row === undefined || first === undefined) return;
  findings.fail(
    "label-arithmetic",
    "note",
    first,
    `"${row.label}" is closing less opening cash in every period: it is the net change in cash, which has no row of its own. The labels are shifted.`,
    "net change in cash",
    { published: row.label },
  );
}

/** A table titled as a money statement whose rows are all percentages or multiples. */
function checkTitle(block: Block, findings: Findings): void {
  if (!["income", "balance", "cash"].includes(block.kind) || block.rows.length < 3) return;
  const first = block.rows[0]?.cells.values().next().value;
  const isRates = block.rows.every(
    (row) => row.unit.kind === "percent" || row.unit.kind === "multiple" || row.unit.kind === "days",
  );
  if (isRates && first !== undefined)
    findings.fail(
      "label-arithmetic",
      "note",
      first,
      `"${block.statement}" holds rates only: it is a ratio table under another title.`,
      "ratios",
      { published: block.statement },
    );
  // A money title over rows printed with percent signs.
  const money = block.rows.filter((row) => row.unit.kind === "money");
  const percent = money.filter((row) =>
    [...row.cells.values()].some((cell) => cell.printed.kind === "number" && cell.printed.percent),
  );
  for (const row of percent) {
    const cell = [...row.cells.values()][0];
    if (cell !== undefined)
      findings.fail(
        "unit-print",
        "error",
        cell,
        `${row.label} is given in ${row.unit.text} but printed with a percent sign (${cell.raw}).`,
        null,
      );
  }
}
