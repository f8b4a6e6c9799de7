// Numbers and ranges in messages.
import { log10 } from "../../elementary.ts";
import type { Interval } from "./interval.ts";
import type { Unit } from "./unit.ts";

const digitsFor = (width: number): number => {
  if (!(width > 0) || !Number.isFinite(width)) return 2;
  return Math.min(8, Math.max(0, 1 - Math.floor(log10(width))));
};

export const formatNumber = (value: number, decimals = 2): string =>
  Number.isFinite(value)
    ? value.toLocaleString("en-US", { maximumFractionDigits: decimals })
    : value > 0
      ? "no upper bound"
      : "no lower bound";

/** "1,291", "between 1,289.5 and 1,292.5": a range in the row's own unit. */
export function describeInterval(range: Interval, unit: Unit): string {
  const suffix = unit.kind === "percent" ? "%" : unit.kind === "multiple" ? "x" : "";
  const width = range.hi - range.lo;
  const size = Math.max(Math.abs(range.lo), Math.abs(range.hi));
  if (!(width > 1e-9 * size)) return `${formatNumber(range.lo, size < 10 ? 4 : size < 1000 ? 2 : 0)}${suffix}`;
  const digits = digitsFor(width);
  if (!Number.isFinite(range.hi)) return `${formatNumber(range.lo, 2)}${suffix} or more`;
  if (!Number.isFinite(range.lo)) return `${formatNumber(range.hi, 2)}${suffix} or less`;
  return `${formatNumber(range.lo, digits)} to ${formatNumber(range.hi, digits)}${suffix}`;
}
