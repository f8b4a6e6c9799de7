// Which rows of a statement are totals, and what the test of each is called.
import type { Row } from "./book.ts";

const cashSections: Readonly<Record<string, string>> = {
  "operating-cash-flow": "cash-operating",
  "investing-cash-flow": "cash-investing",
  "financing-cash-flow": "cash-financing",
};

export const isTotalRow = (row: Row): boolean =>
  row.concept?.isTotal === true ||
  (row.concept === undefined &&
    /^(sub-?total|total|sum|合计|总计|小计|总额)\b|合计$|总计$|总额$|小计$|\btotal$/i.test(row.key));

/** Totals that an identity of accounting gives; the others are found by layout. */
export const isIdentityTotal = (row: Row): boolean =>
  [
    "total-assets",
    "total-liabilities",
    "total-equity-and-liabilities",
    "net-change-in-cash",
    "closing-cash",
    "enterprise-value",
    "equity-value",
    "pv-fcf",
    "free-cash-flow",
    "net-current-assets",
    "assets-less-current-liabilities",
    "net-debt",
    "net-cash",
  ].includes(row.concept?.id ?? "");

/** Totals that may sit inside another: shareholders' equity within total equity. */
export const isInner = (row: Row, total: Row): boolean =>
  row.concept?.id === "shareholders-equity" && total.concept?.id === "total-equity";

export function testName(total: Row): string {
  const id = total.concept?.id ?? "";
  return cashSections[id] ?? (id === "" ? "sum-of-parts" : `sum-${id}`);
}
