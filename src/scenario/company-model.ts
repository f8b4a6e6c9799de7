// What a company model says, as checked plain values: printed figures, lines with formulas, scenarios, checks, valuation.
// Formulas are text here: the valuation room parses and solves them. Types only; parse-company-model.ts makes them.

export interface Label {
  readonly en: string;
  readonly zh?: string;
}

export interface SourceSpec {
  readonly title: string;
  readonly publisher: string;
  readonly date: string;
  readonly url?: string;
}

/** Figures as a source prints them, by line and fiscal year; scalars have the single entry `value`. */
export interface PrintedRow {
  readonly id: string;
  readonly label: Label;
  readonly unit: string;
  readonly source: string;
  /** Figure, table or page in the source. */
  readonly place: string;
  readonly byYear: ReadonlyMap<number, number>;
  readonly value?: number;
  /** Decimals the figures are printed with: half a unit of the last one is the rounding a check allows. */
  readonly decimals: number;
}

export interface FormulaSpec {
  /** First and last fiscal year the formula covers; ignored for scalars. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface LineSpec {
  readonly id: string;
  readonly label: Label;
  readonly section: string;
  readonly unit: string;
  readonly isScalar: boolean;
  readonly value?: number;
  readonly values: ReadonlyMap<number, number>;
  readonly formulas: readonly FormulaSpec[];
  readonly source?: string;
  readonly place?: string;
  readonly note?: string;
  /** "assumption" is ours, and is shown as ours. */
  readonly basis: "reported" | "broker" | "calibrated" | "assumption" | "derived";
}

export interface SectionSpec {
  readonly id: string;
  readonly label: Label;
}

/** How a driver varies: its whole forecast multiplied by, shifted by, or (scalars) set to a draw. */
export type KnobKind = "scale" | "shift" | "set";
export type DistributionSpec =
  | { readonly shape: "triangular"; readonly low: number; readonly mode: number; readonly high: number }
  | { readonly shape: "uniform"; readonly low: number; readonly high: number }
  | { readonly shape: "normal"; readonly mean: number; readonly sd: number }
  | { readonly shape: "quantiles"; readonly p10: number; readonly p50: number; readonly p90: number }
  /** The same for what cannot be negative, such as a price: joined in the logarithm, or cut at nought where p10 is 0. */
  | { readonly shape: "positive-quantiles"; readonly p10: number; readonly p50: number; readonly p90: number };

export interface UncertainDriver {
  readonly line: string;
  readonly kind: KnobKind;
  readonly distribution: DistributionSpec;
  readonly note?: string;
}

export interface OverrideSpec {
  readonly line: string;
  /** Constant or formula, for all forecast years (or the scalar) where `year` is absent. */
  readonly year?: number;
  readonly is: number | string;
}

export interface ScenarioSpec {
  readonly id: string;
  readonly label: Label;
  readonly note?: string;
  readonly overrides: readonly OverrideSpec[];
  readonly scales: readonly { readonly line: string; readonly factor: number }[];
}

export interface CheckSpec {
  readonly id: string;
  readonly label: Label;
  /** Line whose value must be zero in every year it covers. */
  readonly line: string;
  readonly tolerance: number;
}

export interface DcfSpec {
  readonly flow: string;
  readonly wacc: string;
  readonly growth: string;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly valuationDate: string;
  readonly timing: "end" | "mid";
  /** "stub": the first year's flow counts only from the valuation date to the year end. "whole": years count from the last year end. */
  readonly firstPeriod: "whole" | "stub";
  /**
   * Value at the end of the last year: "gordon" grows the last flow once, "next-flow" takes the year after as it stands,
   * "multiple" multiplies the last flow.
   */
  readonly terminal: "gordon" | "next-flow" | "multiple";
  /** Line with the exit multiple on the last flow; used by terminal "multiple". */
  readonly multiple?: string;
}

export interface PeerSpec {
  readonly id: string;
  readonly label: Label;
  readonly group: "domestic" | "overseas";
  /** Absent: printed as N/A. */
  readonly multiples: Readonly<Record<string, number | undefined>>;
}

export interface PeerTableSpec {
  readonly id: string;
  readonly source: string;
  readonly place: string;
  readonly date: string;
  readonly peers: readonly PeerSpec[];
}

export interface RatingSpec {
  readonly house: string;
  /** Best rating first; a return at or above `from` earns it. */
  readonly grades: readonly { readonly label: Label; readonly from?: number }[];
  readonly basis: string;
}

/** One step between the printed target price and ours: these lines replaced by the printed figures, in this order. */
export interface BridgeStep {
  readonly id: string;
  readonly label: Label;
  readonly overrides: readonly OverrideSpec[];
  readonly note?: string;
  /** Beyond the printed inputs: what we would count and the source does not. */
  readonly isJudgement: boolean;
}

export interface HeadlineSpec {
  /** Line with our value per share. */
  readonly valuePerShare: string;
  readonly price: string;
  /** ISO date of the price: the day flows may be discounted to. */
  readonly priceDate?: string;
  readonly printedTarget?: number;
  readonly printedRating?: string;
  /** Routes shown on the football field: lines with a value per share. */
  readonly routes: readonly { readonly line: string; readonly label: Label }[];
  /** How the printed figure comes about, applied to our model from the top. */
  readonly published: readonly OverrideSpec[];
  readonly bridge: readonly BridgeStep[];
}

export interface CompanyModel {
  readonly id: string;
  readonly name: Label;
  readonly code: string;
  readonly currency: string;
  readonly fiscalYearEnd: { readonly month: number; readonly day: number };
  readonly firstYear: number;
  readonly lastActual: number;
  readonly lastExplicit: number;
  readonly lastYear: number;
  readonly sources: Readonly<Record<string, SourceSpec>>;
  readonly sections: readonly SectionSpec[];
  readonly printed: readonly PrintedRow[];
  readonly lines: readonly LineSpec[];
  /** Lines at which a cycle may be cut, with the value iteration starts from. */
  readonly breakers: ReadonlyMap<string, number>;
  readonly scenarios: readonly ScenarioSpec[];
  readonly uncertainty: readonly UncertainDriver[];
  readonly checks: readonly CheckSpec[];
  readonly dcf?: DcfSpec;
  readonly peerTables: readonly PeerTableSpec[];
  readonly rating?: RatingSpec;
  readonly headline?: HeadlineSpec;
  readonly notes: readonly string[];
}
