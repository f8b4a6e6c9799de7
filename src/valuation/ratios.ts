// Ratios by definition: growth, margins, returns, liquidity, per-share figures. One definition each, the one docs/valuation.md
// states. Fractions in and out; undefined where a ratio has no meaning, never 0.
import { pow } from "../elementary.ts";

/** current / previous - 1; undefined where the base is not positive (a growth rate of a loss says nothing). */
export function growth(previous: number, current: number): number | undefined {
  return previous > 0 ? current / previous - 1 : undefined;
}

/** Compound growth a year between two positive figures `years` apart. */
export function compoundGrowth(start: number, end: number, years: number): number | undefined {
  return start > 0 && end > 0 && years > 0 ? pow(end / start, 1 / years) - 1 : undefined;
}

/** part / whole; undefined on a whole of zero. */
export function margin(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

/** Profit over the mean of opening and closing equity; undefined where that mean is not positive. */
export function returnOnAverageEquity(profit: number, opening: number, closing: number): number | undefined {
  const average = (opening + closing) / 2;
  return average > 0 ? profit / average : undefined;
}

/** Current assets over current liabilities. */
export function currentRatio(currentAssets: number, currentLiabilities: number): number | undefined {
  return currentLiabilities > 0 ? currentAssets / currentLiabilities : undefined;
}

/** Growth of a whole whose parts grow at their own rates, and the first part's share at the end. */
export function mixGrowth(
  shareOfFirst: number,
  growthOfFirst: number,
  growthOfRest: number,
  years: number,
): { readonly growth: number; readonly shareOfFirst: number } {
  const first = shareOfFirst * pow(1 + growthOfFirst, years);
  const rest = (1 - shareOfFirst) * pow(1 + growthOfRest, years);
  return { growth: pow(first + rest, 1 / years) - 1, shareOfFirst: first / (first + rest) };
}
