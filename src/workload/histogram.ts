// Counts for pictures: lengths in bins of equal ratio, requests over time.
import { exp, log } from "../elementary.ts";

export interface Histogram {
  /** Bin edges, one more than counts; bin i holds values from edges[i] up to, not including, edges[i + 1]. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** Histogram with bins of equal ratio between the least and the greatest value (of at least 1). */
export function logHistogram(values: Int32Array, bins: number): Histogram {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (values.length === 0 || low < 1) return { edges: [], counts: [] };
  const top = high + 1;
  const ratio = log(top / low);
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor((log(value / low) / ratio) * bins));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { edges: Array.from({ length: bins + 1 }, (_, i) => low * exp((ratio * i) / bins)), counts };
}

/** Requests per second in each of `bins` equal windows of the whole span; empty where all come at once. */
export function rateOverTime(arrivalSeconds: Float64Array, bins: number): readonly number[] {
  const span = arrivalSeconds[arrivalSeconds.length - 1] ?? 0;
  if (!(span > 0)) return [];
  const counts = new Array<number>(bins).fill(0);
  for (const seconds of arrivalSeconds) {
    const bin = Math.min(bins - 1, Math.floor((seconds / span) * bins));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts.map((count) => (count * bins) / span);
}
