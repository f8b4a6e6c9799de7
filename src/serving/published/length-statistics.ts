// Lengths of which only the mean and the range are published: the distribution that assumes nothing more.
import { exp, expm1, log, log1p, pow } from "../../elementary.ts";
import { fail } from "../../errors.ts";

/**
 * Quantile function of the distribution of greatest entropy on [low, high] with the given mean: an exponential cut at both
 * ends (falling where the mean is below the middle, rising above it). No shape constant is free.
 * Source: Jaynes 1957, "Information theory and statistical mechanics".
 * @throws {SilicoError} "domain" where the mean lies outside the range.
 */
export function leastAssuming(mean: number, low: number, high: number): (u: number) => number {
  if (!(low < mean && mean < high))
    fail("domain", ["lengths"], `mean ${mean} outside ${low} to ${high}`, "Give a mean inside the range.");
  const width = high - low;
  const target = (mean - low) / width;
  // Mean of the density ~ exp(-k x) on [0, 1]: 1/k - 1/(e^k - 1), falling in k; 1/2 at k = 0.
  const meanOf = (k: number): number => (Math.abs(k) < 1e-6 ? 0.5 - k / 12 : 1 / k - 1 / expm1(k));
  let below = -700;
  let above = 700;
  for (let i = 0; i < 100; i++) {
    const k = (below + above) / 2;
    if (meanOf(k) > target) below = k;
    else above = k;
  }
  const k = (below + above) / 2;
  return (u) => low + width * (Math.abs(k) < 1e-6 ? u : -log1p(u * expm1(-k)) / k);
}

/** Quantile function of a lognormal with the given mean and coefficient of variation, values beyond the range moved to its ends. */
export function lognormalAround(
  mean: number,
  coefficientOfVariation: number,
  low: number,
  high: number,
  normalQuantile: (p: number) => number,
): (u: number) => number {
  const variance = log1p(pow(coefficientOfVariation, 2));
  const centre = log(mean) - variance / 2;
  return (u) => Math.min(high, Math.max(low, exp(centre + Math.sqrt(variance) * normalQuantile(Math.max(u, 1e-12)))));
}
