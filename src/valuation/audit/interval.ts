// Closed intervals: what a printed number can stand for. Every sum, ratio and growth rate of the auditor is computed on
// these, so the tolerance of a check follows from the printed decimals and from nothing else.

export interface Interval {
  readonly lo: number;
  readonly hi: number;
}

export const interval = (lo: number, hi: number): Interval => (lo <= hi ? { lo, hi } : { lo: hi, hi: lo });
export const point = (value: number): Interval => ({ lo: value, hi: value });
export const midpoint = (a: Interval): number =>
  Number.isFinite(a.lo) && Number.isFinite(a.hi) ? (a.lo + a.hi) / 2 : Number.isFinite(a.lo) ? a.lo : a.hi;

export const add = (a: Interval, b: Interval): Interval => ({ lo: a.lo + b.lo, hi: a.hi + b.hi });
export const sub = (a: Interval, b: Interval): Interval => ({ lo: a.lo - b.hi, hi: a.hi - b.lo });
export const negate = (a: Interval): Interval => ({ lo: -a.hi, hi: -a.lo });
export const scale = (a: Interval, k: number): Interval => interval(times(a.lo, k), times(a.hi, k));
export const sum = (parts: readonly Interval[]): Interval => parts.reduce(add, point(0));

export function mul(a: Interval, b: Interval): Interval {
  const p = [times(a.lo, b.lo), times(a.lo, b.hi), times(a.hi, b.lo), times(a.hi, b.hi)];
  return { lo: Math.min(...p), hi: Math.max(...p) };
}

/** Quotient; `undefined` where the divisor may be zero. */
export function div(a: Interval, b: Interval): Interval | undefined {
  if (b.lo <= 0 && b.hi >= 0) return undefined;
  return mul(a, { lo: 1 / b.hi, hi: 1 / b.lo });
}

/** `f` of an interval, for `f` monotone on it. */
export const monotone = (a: Interval, f: (x: number) => number): Interval => interval(f(a.lo), f(a.hi));

/** The part both share; `undefined` where they share none. */
export function intersect(a: Interval, b: Interval): Interval | undefined {
  const lo = Math.max(a.lo, b.lo);
  const hi = Math.min(a.hi, b.hi);
  if (lo <= hi) return { lo, hi };
  return meets(a, b) ? point((lo + hi) / 2) : undefined;
}

/**
 * Do two intervals share a point? The only slack is the noise of double arithmetic (1e-12 of the largest bound), which
 * is far below any printed digit.
 */
export function meets(a: Interval, b: Interval): boolean {
  const bounds = [a.lo, a.hi, b.lo, b.hi].filter(Number.isFinite).map(Math.abs);
  const noise = 1e-12 * Math.max(0, ...bounds);
  return a.lo <= b.hi + noise && b.lo <= a.hi + noise;
}

/** Distance between two intervals that do not meet; 0 where they do. */
export const gap = (a: Interval, b: Interval): number => Math.max(0, a.lo - b.hi, b.lo - a.hi);

export const contains = (a: Interval, value: number): boolean => meets(a, point(value));

/** 0 x infinity is 0 here: a printed zero times an open bound. */
function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}
