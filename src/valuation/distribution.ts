// Distributions of drivers by their quantile functions: one uniform number gives one draw, so that streams stay aligned.
import { log, pow } from "../elementary.ts";
import { fail, type Path } from "../errors.ts";
import type { DistributionSpec } from "../scenario/company-model.ts";

/** z at the 90th percentile of the standard normal. */
const z90 = 1.2815515655446004;

/**
 * Standard normal quantile, absolute error below 1.2e-9 (Acklam's rational approximation, 2003), for 0 < p < 1.
 */
export function normalQuantile(p: number): number {
  const a = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
  ];
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
  const poly = (k: readonly number[], x: number): number => k.reduce((so, entry) => so * x + entry, 0);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * log(p));
    return poly(c, q) / (poly(d, q) * q + 1);
  }
  if (p > 1 - 0.02425) return -normalQuantile(1 - p);
  const q = p - 0.5;
  const r = q * q;
  return (poly(a, r) * q) / (poly(b, r) * r + 1);
}

/** Checks a distribution. @throws {SilicoError} code "domain" where its figures are out of order. */
export function requireDistribution(spec: DistributionSpec, path: Path): void {
  const bad = (problem: string): never => fail("domain", path, problem, "Order the figures from low to high.");
  switch (spec.shape) {
    case "triangular":
      if (!(spec.low <= spec.mode && spec.mode <= spec.high && spec.low < spec.high))
        bad(`expected low <= mode <= high, got ${spec.low}, ${spec.mode}, ${spec.high}`);
      return;
    case "uniform":
      if (!(spec.low < spec.high)) bad(`expected low < high, got ${spec.low}, ${spec.high}`);
      return;
    case "normal":
      if (!(spec.sd >= 0)) bad(`expected a standard deviation of 0 or more, got ${spec.sd}`);
      return;
    case "positive-quantiles":
      if (!(spec.p10 >= 0 && spec.p50 > 0))
        bad(`expected p10 of 0 or more and p50 above 0, got ${spec.p10}, ${spec.p50}`);
      if (!(spec.p10 <= spec.p50 && spec.p50 <= spec.p90))
        bad(`expected p10 <= p50 <= p90, got ${spec.p10}, ${spec.p50}, ${spec.p90}`);
      return;
    case "quantiles":
      if (!(spec.p10 <= spec.p50 && spec.p50 <= spec.p90))
        bad(`expected p10 <= p50 <= p90, got ${spec.p10}, ${spec.p50}, ${spec.p90}`);
  }
}

/** Value below which a share `p` (0 < p < 1) of the draws lies. "quantiles" joins two half normals at the median. */
export function distributionQuantile(spec: DistributionSpec, p: number): number {
  switch (spec.shape) {
    case "triangular": {
      const { low, mode, high } = spec;
      const split = (mode - low) / (high - low);
      return p < split
        ? low + Math.sqrt(p * (high - low) * (mode - low))
        : high - Math.sqrt((1 - p) * (high - low) * (high - mode));
    }
    case "uniform":
      return spec.low + p * (spec.high - spec.low);
    case "normal":
      return spec.mean + spec.sd * normalQuantile(p);
    case "positive-quantiles": {
      const z = normalQuantile(p) / z90;
      if (spec.p10 === 0) return Math.max(0, spec.p50 + z * (z < 0 ? spec.p50 : spec.p90 - spec.p50));
      return spec.p50 * pow(z < 0 ? spec.p10 / spec.p50 : spec.p90 / spec.p50, Math.abs(z));
    }
    case "quantiles": {
      const z = normalQuantile(p) / z90;
      return spec.p50 + z * (z < 0 ? spec.p50 - spec.p10 : spec.p90 - spec.p50);
    }
  }
}
