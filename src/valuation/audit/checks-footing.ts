// The sums every statement owes: profit down to the bottom line, the balance sheet, the cash flow, segments and their totals.
import type { Block, Book, Cell, Row } from "./book.ts";
import type { Findings } from "./finding.ts";
import {
  bestSigning,
  type Footing,
  findLayout,
  holdsAsSection,
  isAccepted,
  levels,
  naturalRun,
  report,
  type Term,
  tryFooting,
} from "./footing.ts";
import { footChain } from "./profit-chain.ts";
import { isIdentityTotal, isInner, isTotalRow, testName } from "./totals.ts";

/** Identities that accounting fixes: total, then alternatives of its parts; a leading "-" subtracts. */
const known: readonly (readonly [string, string, readonly (readonly string[])[]])[] = [
  [
    "gross-profit",
    "gross-profit",
    [
      ["revenue", "cost-of-sales"],
      ["revenue", "cost-of-sales", "tax-and-surcharges"],
    ],
  ],
  ["profit-after-tax", "profit-after-tax", [["profit-before-tax", "income-tax"]]],
  [
    "net-profit",
    "net-profit",
    [
      ["profit-after-tax", "minority-interest"],
      ["profit-before-tax", "income-tax", "minority-interest"],
      ["profit-before-tax", "income-tax"],
    ],
  ],
  ["total-assets", "balance-total-assets", [["current-assets", "non-current-assets"]]],
  ["total-liabilities", "balance-total-liabilities", [["current-liabilities", "non-current-liabilities"]]],
  [
    "total-equity-and-liabilities",
    "balance-both-sides",
    [
      ["total-liabilities", "total-equity"],
      ["total-liabilities", "shareholders-equity", "balance-minority"],
      ["total-liabilities", "shareholders-equity"],
    ],
  ],
  ["net-current-assets", "net-current-assets", [["current-assets", "-current-liabilities"]]],
  [
    "assets-less-current-liabilities",
    "assets-less-current-liabilities",
    [
      ["total-assets", "-current-liabilities"],
      ["non-current-assets", "net-current-assets"],
    ],
  ],
  ["total-equity", "equity-with-minorities", [["shareholders-equity", "balance-minority"]]],
  ["total-equity", "net-assets", [["assets-less-current-liabilities", "-non-current-liabilities"]]],
  ["enterprise-value", "dcf-enterprise-value", [["pv-fcf", "pv-terminal"]]],
];

/** Balance of the sheet itself, from whichever lines are printed. */
const balance: readonly (readonly string[])[] = [
  ["total-liabilities", "total-equity"],
  ["total-liabilities", "shareholders-equity", "balance-minority"],
  ["total-liabilities", "shareholders-equity"],
  ["current-liabilities", "non-current-liabilities", "total-equity"],
];

export function checkFooting(book: Book, findings: Findings): void {
  for (const block of book.blocks) {
    if (!["income", "balance", "cash", "segment", "dcf", "other"].includes(block.kind)) continue;
    const rows = levels(block);
    if (rows.length < 2) continue;
    if (!checkCurrencies(block, rows, findings)) continue;
    footStatement(block, rows, findings);
  }
}

/** Does an identity of accounting join rows of two currencies? */
function needsBoth(rows: readonly Row[]): boolean {
  const currencyOf = (id: string): string | undefined => rows.find((row) => row.concept?.id === id)?.unit.currency;
  return known.some(([total, , alternatives]) =>
    alternatives.some((parts) => {
      const currencies = [total, ...parts.map((part) => part.replace(/^-/, ""))].map(currencyOf);
      return currencies.every((currency) => currency !== undefined) && new Set(currencies).size > 1;
    }),
  );
}

/** Numbers in two currencies cannot be added; numbers in two scales can, but a reader should know. */
function checkCurrencies(block: Block, rows: readonly Row[], findings: Findings): boolean {
  // A valuation goes from one currency to another on purpose; other tables mix them only where a sum needs both.
  if (block.kind === "dcf" || (block.kind === "other" && !needsBoth(rows))) return true;
  const money = rows.filter(
    (row) => row.unit.kind === "money" && !row.cells.values().next().value?.row.original.includes("text"),
  );
  const count = new Map<string, Row[]>();
  for (const row of money) count.set(row.unit.currency ?? "", [...(count.get(row.unit.currency ?? "") ?? []), row]);
  if (money.length === 0) return true;
  if (count.size > 1) {
    const main = [...count.entries()].sort((a, b) => b[1].length - a[1].length)[0]?.[0];
    for (const [currency, list] of count)
      if (currency !== main) {
        const cell = [...(list[0] as Row).cells.values()][0] as Cell;
        findings.fail(
          "mixed-currency",
          "error",
          cell,
          `${block.statement} mixes currencies: ${list.map((row) => `${row.label} (${row.unit.text})`).join(", ")} beside ${main}. They cannot be added; no sum that needs them was checked.`,
          null,
          { published: cell.row.unit.text },
        );
      }
    return true;
  }
  findings.pass("mixed-currency");
  const isTable = money.length >= 4 && money.every((row) => row.cells.size >= 2);
  if (!isTable) return true;
  const scales = new Map<number, Row[]>();
  for (const row of money) scales.set(row.unit.factor, [...(scales.get(row.unit.factor) ?? []), row]);
  if (scales.size > 1) {
    const main = [...scales.entries()].sort((a, b) => b[1].length - a[1].length)[0];
    for (const [factor, list] of scales)
      if (factor !== main?.[0]) {
        const cell = [...(list[0] as Row).cells.values()][0] as Cell;
        findings.fail(
          "mixed-scale",
          "warning",
          cell,
          `${block.statement} is printed in ${main?.[1][0]?.unit.text}, but ${list.map((row) => row.label).join(", ")} in ${list[0]?.unit.text}. Sums below convert; check that the unit is meant.`,
          null,
          { published: cell.row.unit.text },
        );
      }
  } else findings.pass("mixed-scale");
  return true;
}

function footStatement(block: Block, rows: readonly Row[], findings: Findings): void {
  const done = new Set<Row>();
  const owned = new Set<Row>();
  /** Where the members of a settled total stand: below it or above it. */
  const sideOf = new Map<Row, 1 | -1>();
  const byConcept = (id: string): Row | undefined => rows.find((row) => row.concept?.id === id);
  const settle = (footing: Footing, test: string, severity: "error" | "warning" = "error"): void => {
    report(findings, footing, test, severity);
    done.add(footing.total);
    const first = footing.terms[0];
    if (first !== undefined) sideOf.set(footing.total, rows.indexOf(first.row) > rows.indexOf(footing.total) ? 1 : -1);
    for (const term of footing.terms) if (term.row !== footing.total) owned.add(term.row);
  };

  // 1. Nested subtotals by layout, so that the chain above them sees one row in place of many.
  const chain = new Set([
    "gross-profit",
    "operating-profit",
    "profit-before-tax",
    "profit-after-tax",
    "net-profit",
    "ebit",
    "ebitda",
    "revenue",
  ]);
  const totals = rows.filter((row) => isTotalRow(row));
  const nested = totals.filter((row) => !chain.has(row.concept?.id ?? "") && !isIdentityTotal(row));
  const chainOwned = new Set(
    rows.filter((row) => isTotalRow(row) && (chain.has(row.concept?.id ?? "") || isIdentityTotal(row))),
  );
  for (const total of nested) {
    const others = new Set([...owned, ...totals.filter((row) => row !== total && !isInner(row, total)), ...chainOwned]);
    const layout = findLayout(total, rows, others) ?? sectionOf(total, rows, owned);
    if (layout !== undefined) settle(layout, testName(total));
  }
  assumeSections(
    block,
    nested.filter((row) => !done.has(row)),
    rows,
    owned,
    settle,
    nested.filter((row) => done.has(row)),
    sideOf,
  );

  // 2. What accounting fixes.
  for (const [id, test, alternatives] of known) {
    const total = byConcept(id);
    if (total === undefined) continue;
    const footings = alternatives.flatMap((parts) => {
      const members = parts.map((part) => byConcept(part.replace(/^-/, "")));
      if (members.some((row) => row === undefined || row.unit.currency !== total.unit.currency)) return [];
      const list = members as Row[];
      return [
        parts.some((p) => p.startsWith("-"))
          ? tryFooting(
              total,
              list.map((row, i): Term => ({ row, sign: parts[i]?.startsWith("-") ? -1 : 1 })),
              true,
            )
          : bestKnown(total, list),
      ];
    });
    const best = footings.sort((a, b) => b.holds.length - a.holds.length)[0];
    if (best !== undefined && best.periods.length > 0) {
      report(findings, best, test);
      done.add(total);
    }
  }
  const assets = byConcept("total-assets");
  if (assets !== undefined)
    for (const parts of balance) {
      const members = parts.map(byConcept);
      if (members.some((row) => row === undefined)) continue;
      const footing = tryFooting(
        assets,
        (members as Row[]).map((row) => ({ row, sign: 1 })),
        true,
      );
      if (footing.periods.length > 0) report(findings, footing, "balance-sheet");
      break;
    }
  const bothSides = byConcept("total-equity-and-liabilities");
  if (assets !== undefined && bothSides !== undefined)
    report(findings, tryFooting(assets, [{ row: bothSides, sign: 1 }], true), "balance-sheet");

  checkTwins(rows, findings);
  if (block.kind === "balance") footBySubtotals(rows, owned, done, settle);

  // 3. The profit chain: each step is the step before plus the rows between.
  if (block.kind === "income") footChain(rows, owned, done, settle);

  // 4. Totals still open, by layout, known or not.
  for (const total of totals) {
    if (done.has(total) || chain.has(total.concept?.id ?? "")) continue;
    const layout = findLayout(total, rows, new Set([...owned].filter((row) => !isTotalRow(row))));
    if (layout !== undefined) settle(layout, testName(total));
  }
  if (block.kind === "segment") return;

  // 5. Total assets and liabilities also by their members where no subtotals are printed; opening profit lines by layout.
  for (const id of ["operating-profit", "profit-before-tax", "ebit", "ebitda"]) {
    const total = byConcept(id);
    if (total === undefined || done.has(total)) continue;
    const layout = findLayout(total, rows, new Set([...owned].filter((row) => !isTotalRow(row))));
    if (layout !== undefined) settle(layout, testName(total));
  }
}

/** One total under two names in one table ("net assets", "total equity"): they are equal. */
function checkTwins(rows: readonly Row[], findings: Findings): void {
  for (const [i, row] of rows.entries()) {
    if (row.concept?.group !== "balance" || !row.concept.isTotal) continue;
    const twin = rows.slice(i + 1).find((other) => other.concept === row.concept);
    if (twin !== undefined) report(findings, tryFooting(twin, [{ row, sign: 1 }], true), "same-total");
  }
}

/** A side of the sheet as its one printed subtotal plus the rows after it: "total current assets", then the rest, then "total assets". */
function footBySubtotals(
  rows: readonly Row[],
  owned: ReadonlySet<Row>,
  done: ReadonlySet<Row>,
  settle: (footing: Footing, test: string, severity?: "error" | "warning") => void,
): void {
  for (const [id, part] of [
    ["total-assets", "current-assets"],
    ["total-liabilities", "current-liabilities"],
  ]) {
    const [total, subtotal] = [id, part].map((c) => rows.find((row) => row.concept?.id === c));
    if (
      total === undefined ||
      subtotal === undefined ||
      done.has(total) ||
      rows.indexOf(subtotal) > rows.indexOf(total)
    )
      continue;
    const between = rows.slice(rows.indexOf(subtotal) + 1, rows.indexOf(total)).filter((row) => !owned.has(row));
    if (between.length === 0 || between.some(isTotalRow)) continue;
    const footing = bestSigning(total, [subtotal, ...between], false);
    const isBorneOut = isAccepted(footing) || holdsAsSection(footing);
    if (isBorneOut || (footing.periods.length <= 2 && done.has(subtotal) && footing.periods.length > 0))
      settle(footing, testName(total), isBorneOut ? "error" : "warning");
  }
}

/** With costs positive or negative, whichever the statement uses; minority interest may be printed either way. */
function bestKnown(total: Row, rows: readonly Row[]): Footing {
  const base = bestSigning(total, rows, true);
  const flexible = rows.filter((row) =>
    ["income-tax", "minority-interest", "cost-of-sales"].includes(row.concept?.id ?? ""),
  );
  let best = base;
  for (let mask = 1; mask < 1 << flexible.length; mask++) {
    const terms = rows.map(
      (row): Term => ({ row, sign: flexible.includes(row) && (mask >> flexible.indexOf(row)) % 2 === 1 ? -1 : 1 }),
    );
    const footing = tryFooting(total, terms, true);
    if (footing.holds.length > best.holds.length) best = footing;
  }
  return best;
}

/** The whole section above or below a total, where it holds. */
function sectionOf(total: Row, rows: readonly Row[], owned: ReadonlySet<Row>): Footing | undefined {
  for (const direction of [-1, 1] as const) {
    const run = naturalRun(total, rows, isTotalRow, owned, direction);
    const footing = run.length < 2 ? undefined : bestSigning(total, run, false);
    if (footing !== undefined && holdsAsSection(footing)) return footing;
  }
  return undefined;
}

/**
 * A balance sheet or cash flow of one or two periods whose other sections show where its members stand: a section that holds in none
 * of them is judged by the same layout. With more periods a section that never holds is taken for incomplete instead.
 */
function assumeSections(
  block: Block,
  open: readonly Row[],
  rows: readonly Row[],
  owned: ReadonlySet<Row>,
  settle: (footing: Footing, test: string, severity?: "error" | "warning") => void,
  settled: readonly Row[],
  sideOf: ReadonlyMap<Row, 1 | -1>,
): void {
  if (block.kind !== "balance" && block.kind !== "cash") return;
  const directions = settled.flatMap((total) => sideOf.get(total) ?? []);
  const direction = directions[0];
  if (direction === undefined || directions.some((d) => d !== direction)) return;
  for (const total of open) {
    const run = naturalRun(total, rows, isTotalRow, owned, direction);
    if (run.length < 2) continue;
    const footing = bestSigning(total, run, false);
    const isKnown = run.every((row) => row.concept !== undefined && !row.concept.isTotal);
    // An unknown row may be a subtotal of its own; in a cash flow, "other" rows without a name are common.
    const isPlain = run.every(
      (row) => row.concept?.isTotal !== true && !/total|equity|\bnet\b|before|合计|净额|权益|总/.test(row.key),
    );
    if (!isKnown && (block.kind === "balance" || !isPlain)) continue;
    if (footing.periods.length > 0 && footing.periods.length <= 2)
      settle(footing, testName(total), isKnown && block.kind === "balance" ? "error" : "warning");
  }
}
