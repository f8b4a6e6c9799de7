// Cost of capital: CAPM and the weighted average. Answers: at which rate are flows discounted? Fractions in, fractions out.
import { fail } from "../errors.ts";

export interface CapmInputs {
  /** Fraction a year. */
  readonly riskFree: number;
  readonly beta: number;
  /** Fraction a year: the market's return, or its premium over the risk-free rate. Sources mix the two up; say which. */
  readonly market: number;
  readonly marketIs: "return" | "premium";
}

/** Cost of equity, fraction a year: rf + beta x premium (Sharpe 1964). */
export function costOfEquity(inputs: CapmInputs): number {
  const premium = inputs.marketIs === "premium" ? inputs.market : inputs.market - inputs.riskFree;
  return inputs.riskFree + inputs.beta * premium;
}

export interface WaccInputs {
  readonly costOfEquity: number;
  /** Before tax. */
  readonly costOfDebt: number;
  readonly taxRate: number;
  /** Market values. */
  readonly debtToEquity: number;
}

export interface Wacc {
  readonly wacc: number;
  readonly equityWeight: number;
  readonly debtWeight: number;
  /** What a reader should doubt, in words; empty where nothing is odd. */
  readonly doubts: readonly string[];
}

/**
 * Weighted average cost of capital: ke x E/(D+E) + kd x (1 - t) x D/(D+E).
 * @throws {SilicoError} code "domain" for a negative debt/equity ratio or a tax rate outside 0 to 1.
 */
export function weightedCostOfCapital(inputs: WaccInputs): Wacc {
  if (!(inputs.debtToEquity >= 0))
    fail(
      "domain",
      ["debtToEquity"],
      `expected a ratio of 0 or more, got ${inputs.debtToEquity}`,
      "Use gross debt, not net debt.",
    );
  if (!(inputs.taxRate >= 0 && inputs.taxRate < 1))
    fail("domain", ["taxRate"], `expected a fraction of 0 to 1, got ${inputs.taxRate}`, "Write 15% as 0.15.");
  const debtWeight = inputs.debtToEquity / (1 + inputs.debtToEquity);
  const equityWeight = 1 - debtWeight;
  const doubts: string[] = [];
  if (inputs.costOfDebt < 0)
    doubts.push(
      `cost of debt ${(inputs.costOfDebt * 100).toFixed(1)}% is negative: net finance income is no borrowing rate`,
    );
  if (inputs.costOfEquity <= inputs.costOfDebt) doubts.push("equity costs no more than debt");
  return {
    wacc: inputs.costOfEquity * equityWeight + inputs.costOfDebt * (1 - inputs.taxRate) * debtWeight,
    equityWeight,
    debtWeight,
    doubts,
  };
}
