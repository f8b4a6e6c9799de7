// Discounted cash flow: when each flow falls, what it is worth today, and what lies beyond. One definition of the calendar
// for the company models, the golden checks and the convention search. Takes plain numbers; pure.
import { pow } from "../elementary.ts";
import { fail, type Path } from "../errors.ts";
import { calendarYearEnd, dayNumber, type FiscalYearEnd, fiscalYearEndDate, yearFraction } from "../period.ts";

export interface DiscountConvention {
  /** ISO date that values are brought to. */
  readonly valuationDate: string;
  /** When in its year a flow falls. */
  readonly timing: "end" | "mid";
  /**
   * "whole": years are counted from the fiscal year end on or before the valuation date, and every flow counts in full.
   * "stub": the first flow counts for the part of its year after the valuation date, in days over 365.
   */
  readonly firstPeriod: "whole" | "stub";
}

export interface DiscountSchedule {
  /** Years from the valuation date to each flow. */
  readonly years: readonly number[];
  /** Part of each flow that counts, 0 to 1. */
  readonly shares: readonly number[];
  /** Years to the end of the last explicit year, where the terminal value stands. */
  readonly terminalYears: number;
}

/**
 * Calendar of the flows of fiscal years `firstYear` to `lastYear`.
 * @throws {SilicoError} code "domain" where the valuation date lies after the first year's end.
 */
export function discountSchedule(
  firstYear: number,
  lastYear: number,
  convention: DiscountConvention,
  fiscalYearEnd: FiscalYearEnd = calendarYearEnd,
  path: Path = ["dcf"],
): DiscountSchedule {
  const day = dayNumber(convention.valuationDate, [...path, "valuationDate"]);
  const count = lastYear - firstYear + 1;
  if (!(count >= 1))
    fail("domain", path, `no years between ${firstYear} and ${lastYear}`, "Give the first year first.");
  const firstEnd = fiscalYearEndDate(firstYear, fiscalYearEnd);
  if (dayNumber(firstEnd) <= day && convention.firstPeriod === "stub") {
    fail(
      "domain",
      path,
      `valuation date ${convention.valuationDate} is not before the end of ${firstYear}`,
      "Start from a later year.",
    );
  }
  let toFirstEnd: number;
  if (convention.firstPeriod === "stub") {
    toFirstEnd = yearFraction(convention.valuationDate, firstEnd);
    if (toFirstEnd > 1 + 1 / 365) {
      fail(
        "domain",
        path,
        `a stub of ${toFirstEnd.toFixed(2)} years before ${firstYear}`,
        "A stub is part of one year: start from an earlier year.",
      );
    }
  } else {
    let baseYear = Number(convention.valuationDate.slice(0, 4));
    if (dayNumber(fiscalYearEndDate(baseYear, fiscalYearEnd)) > day) baseYear--;
    toFirstEnd = firstYear - baseYear;
  }
  const years: number[] = [];
  const shares: number[] = [];
  for (let k = 0; k < count; k++) {
    const length = k === 0 && convention.firstPeriod === "stub" ? toFirstEnd : 1;
    years.push(toFirstEnd + k - (convention.timing === "mid" ? length / 2 : 0));
    shares.push(length);
  }
  return { years, shares, terminalYears: toFirstEnd + count - 1 };
}

/** "gordon": last flow x (1+g) / (r-g). "next-flow": the year after's flow / (r-g). "multiple": last flow x multiple. */
export type TerminalMethod =
  | { readonly kind: "gordon"; readonly growth: number }
  | { readonly kind: "next-flow"; readonly growth: number; readonly flow: number }
  | { readonly kind: "multiple"; readonly multiple: number }
  | { readonly kind: "none" };

export interface PresentValue {
  readonly flows: number;
  readonly terminal: number;
  readonly total: number;
  readonly schedule: DiscountSchedule;
}

/**
 * Present value of yearly flows and of what follows them, in the unit of the flows.
 * `flows[k]` belongs to fiscal year `firstYear + k`; `rate` and growth are fractions.
 * @throws {SilicoError} code "domain" where the rate is not above the growth: the sum has no value then.
 */
export function presentValue(
  flows: readonly number[],
  firstYear: number,
  rate: number,
  terminal: TerminalMethod,
  convention: DiscountConvention,
  fiscalYearEnd: FiscalYearEnd = calendarYearEnd,
): PresentValue {
  requireDiscountRate(rate, ["wacc"]);
  const schedule = discountSchedule(firstYear, firstYear + flows.length - 1, convention, fiscalYearEnd);
  let sum = 0;
  for (const [k, flow] of flows.entries()) sum += (flow * schedule.shares[k]!) / pow(1 + rate, schedule.years[k]!);
  const value = terminalValue(flows.at(-1)!, rate, terminal);
  const discounted = value / pow(1 + rate, schedule.terminalYears);
  return { flows: sum, terminal: discounted, total: sum + discounted, schedule };
}

/** Value, at the end of the last year, of all that follows. */
export function terminalValue(lastFlow: number, rate: number, terminal: TerminalMethod): number {
  switch (terminal.kind) {
    case "gordon":
      requireAboveGrowth(rate, terminal.growth, ["wacc"]);
      return (lastFlow * (1 + terminal.growth)) / (rate - terminal.growth);
    case "next-flow":
      requireAboveGrowth(rate, terminal.growth, ["wacc"]);
      return terminal.flow / (rate - terminal.growth);
    case "multiple":
      return lastFlow * terminal.multiple;
    case "none":
      return 0;
  }
}

function requireDiscountRate(rate: number, path: Path): void {
  if (Number.isFinite(rate) && rate > -1) return;
  fail("domain", path, `expected a discount rate above -100%, got ${rate}`, "Check the rate.");
}

/** @throws {SilicoError} where a perpetuity growing at `growth` has no finite value at `rate`. */
export function requireAboveGrowth(rate: number, growth: number, path: Path): void {
  if (rate > growth) return;
  fail(
    "domain",
    path,
    `discount rate ${(rate * 100).toFixed(2)}% is not above terminal growth ${(growth * 100).toFixed(2)}%`,
    "A perpetuity has a value only where the rate exceeds its growth: raise the rate or lower the growth.",
  );
}
