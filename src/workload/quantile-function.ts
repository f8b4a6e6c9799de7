// Distributions as quantile functions: piecewise tables, and the normal distribution that ties two of them together.
import { exp, log, pow } from "../elementary.ts";
import { fail, type Path } from "../errors.ts";

/** Checks a table: probabilities from 0 to 1 and values, both never falling. */
export function requireQuantileTable(path: Path, probabilities: readonly number[], values: readonly number[]): void {
  const isRising = (list: readonly number[]) =>
    list.every((x, i) => Number.isFinite(x) && (i === 0 || x >= (list[i - 1] as number)));
  const isGood =
    probabilities.length >= 2 &&
    probabilities.length === values.length &&
    probabilities[0] === 0 &&
    probabilities[probabilities.length - 1] === 1 &&
    isRising(probabilities) &&
    isRising(values);
  if (isGood) return;
  fail(
    "domain",
    path,
    "a quantile table needs as many values as probabilities, both never falling, with probabilities from 0 to 1",
    "Write probabilities: [0, 0.5, 1] and the value at each.",
  );
}

/** Value at probability `u` in [0, 1], linear between the points; in the logarithm of the value where `isLog`. */
export function interpolateQuantile(
  probabilities: ArrayLike<number>,
  values: ArrayLike<number>,
  u: number,
  isLog = false,
): number {
  let low = 0;
  let high = probabilities.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((probabilities[middle] as number) <= u) low = middle;
    else high = middle;
  }
  const p0 = probabilities[low] as number;
  const p1 = probabilities[high] as number;
  const v0 = values[low] as number;
  const v1 = values[high] as number;
  const share = p1 > p0 ? (u - p0) / (p1 - p0) : 1;
  return isLog ? v0 * pow(v1 / v0, share) : v0 + (v1 - v0) * share;
}

/** Mean of the table's distribution, exact for its interpolation. */
export function quantileMean(probabilities: ArrayLike<number>, values: ArrayLike<number>, isLog = false): number {
  let mean = 0;
  for (let i = 1; i < probabilities.length; i++) {
    const width = (probabilities[i] as number) - (probabilities[i - 1] as number);
    const a = values[i - 1] as number;
    const b = values[i] as number;
    // Mean of a (b/a)^s over s in [0, 1] is (b - a) / ln(b/a).
    const inner = !isLog || b / a - 1 < 1e-9 ? (a + b) / 2 : (b - a) / log(b / a);
    mean += width * inner;
  }
  return mean;
}

/** Standard normal distribution function; absolute error below 1.5e-7 (Abramowitz and Stegun 1964, 7.1.26). */
export function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = 0.5 * series * exp(-x * x);
  return z >= 0 ? 1 - tail : tail;
}

/** Inverse of the normal distribution function; relative error below 1.2e-9 (Acklam 2003). `p` in (0, 1). */
export function normalQuantile(p: number): number {
  const ratio = (top: readonly number[], bottom: readonly number[], x: number) =>
    top.reduce((sum, c) => sum * x + c, 0) / bottom.reduce((sum, c) => sum * x + c, 0);
  if (p < 0.02425) return ratio(tailTop, tailBottom, Math.sqrt(-2 * log(p)));
  if (p > 1 - 0.02425) return -ratio(tailTop, tailBottom, Math.sqrt(-2 * log(1 - p)));
  const q = p - 0.5;
  return q * ratio(middleTop, middleBottom, q * q);
}

const middleTop = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
];
const middleBottom = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
];
const tailTop = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const tailBottom = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
