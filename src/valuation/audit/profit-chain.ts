// The steps from revenue to net profit: each is the step before it plus the rows between.
import type { Row } from "./book.ts";
import { bestSigning, evidenceOf, type Footing, holdsAsSection, isAccepted } from "./footing.ts";
import { testName } from "./totals.ts";

export function footChain(
  rows: readonly Row[],
  owned: Set<Row>,
  done: Set<Row>,
  settle: (footing: Footing, test: string, severity?: "error" | "warning") => void,
): void {
  const steps = [
    "revenue",
    "gross-profit",
    "operating-profit",
    "ebit",
    "profit-before-tax",
    "profit-after-tax",
    "net-profit",
  ];
  let settledSteps = 0;
  const pending: { readonly footing: Footing; readonly between: readonly Row[] }[] = [];
  const chain = rows.filter((row) => steps.includes(row.concept?.id ?? "") || isUnnamedStep(row, rows, steps, owned));
  for (let i = 1; i < chain.length; i++) {
    const total = chain[i] as Row;
    if (done.has(total)) continue;
    let best: Footing | undefined;
    let nearest: { readonly footing: Footing; readonly between: readonly Row[] } | undefined;
    for (let j = i - 1; j >= 0; j--) {
      const start = chain[j] as Row;
      const between = rows
        .slice(rows.indexOf(start) + 1, rows.indexOf(total))
        .filter((row) => !owned.has(row) && !chain.includes(row));
      if (between.length === 0 || between.length > 14) continue;
      // Rows of another currency, or of none, cannot be added.
      if ([start, ...between].some((row) => row.unit.currency !== total.unit.currency)) continue;
      const footing = bestSigning(total, [start, ...between], false);
      if (j === i - 1) nearest = { footing, between };
      const isBorneOut = isAccepted(footing) || holdsAsSection(footing);
      if (!isBorneOut && !(isComplete(between) && footing.holds.length > 0 && evidenceOf(footing) >= 1)) continue;
      if (best === undefined || footing.holds.length > best.holds.length) best = footing;
    }
    if (best !== undefined) {
      settle(best, testName(total));
      settledSteps += 1;
    } else if (nearest !== undefined && nearest.footing.periods.length <= 2) pending.push(nearest);
  }
  // One or two periods give no layout away: judged where every row between is known, or where the other steps do hold.
  for (const { footing, between } of pending) {
    const isPlain = between.every(
      (row) =>
        row.concept?.isTotal !== true &&
        !/of which|其中|ebitda|margin|before|total|合计|利润|溢利|profit|\bincome before/.test(row.key),
    );
    if (isComplete(between) || (isPlain && settledSteps > 0)) settle(footing, testName(footing.total), "warning");
  }
}

/** A line without a known name that equals the step before it plus the rows between, in every period: a step of its own. */
function isUnnamedStep(row: Row, rows: readonly Row[], steps: readonly string[], owned: ReadonlySet<Row>): boolean {
  if (row.concept !== undefined || owned.has(row) || row.cells.size === 0) return false;
  const before = rows.slice(0, rows.indexOf(row));
  const start = before.filter((r) => steps.includes(r.concept?.id ?? "")).at(-1);
  if (start === undefined) return false;
  const between = before.slice(before.indexOf(start) + 1).filter((r) => !owned.has(r));
  if (between.length === 0 || between.length > 10) return false;
  const footing = bestSigning(row, [start, ...between], false);
  return footing.holds.length === footing.periods.length && holdsAsSection(footing);
}

/** Every row between two steps is a cost or income line the table knows, none of them twice: the layout needs less evidence. */
function isComplete(rows: readonly Row[]): boolean {
  const ids = rows.map((row) => row.concept?.id);
  if (ids.some((id) => id === undefined) || rows.some((row) => row.concept?.group !== "income" || row.concept.isTotal))
    return false;
  const isDouble = (whole: string, ...parts: string[]): boolean =>
    ids.includes(whole) && parts.some((part) => ids.includes(part));
  return (
    new Set(ids).size === ids.length &&
    !isDouble("net-finance", "finance-income", "finance-cost") &&
    !isDouble("sga-expense", "selling-expense", "admin-expense")
  );
}
