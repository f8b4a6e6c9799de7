// Fits a length distribution: the simplest that follows the sample, else a table of quantiles.
import { exp, log, pow } from "../elementary.ts";
import type { LengthDistribution } from "../scenario/scenario.ts";
import { fitTable, tableDistance, tablePoints } from "./fit-table.ts";
import { compileLengths } from "./lengths.ts";

const lengthTail = [0.99, 0.995, 0.999];

export interface FittedLengths {
  readonly distribution: LengthDistribution;
  /** Kolmogorov-Smirnov distance to the trace: greatest difference of the distribution functions, 0..1. */
  readonly distance: number;
}

/** Greatest difference of two empirical distribution functions; both sorted. */
export function kolmogorovSmirnov(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let i = 0;
  let j = 0;
  let greatest = 0;
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] as number, b[j] as number);
    while (i < a.length && (a[i] as number) <= value) i += 1;
    while (j < b.length && (b[j] as number) <= value) j += 1;
    greatest = Math.max(greatest, Math.abs(i / a.length - j / b.length));
  }
  return greatest;
}

/** Good enough to be called the same: two percent of requests on the wrong side. */
const sameDistance = 0.02;

/** Table of whole numbers: the share at or below n is reached at n + 1/2, since drawn lengths are rounded. */
function lengthTable(sorted: Int32Array): LengthDistribution {
  const x: number[] = [];
  const f: number[] = [];
  for (let i = 0; i < sorted.length; i++) {
    if (i + 1 < sorted.length && sorted[i + 1] === sorted[i]) continue;
    const tokens = sorted[i] as number;
    // Where values are missing the distribution function is flat up to the next one.
    const before = x[x.length - 1];
    if (before !== undefined && tokens - 0.5 > before) {
      x.push(tokens - 0.5);
      f.push(f[f.length - 1] as number);
    }
    x.push(tokens + 0.5);
    f.push((i + 1) / sorted.length);
  }
  const start = Math.max(1, (sorted[0] as number) - 0.5);
  const table = fitTable(x, f, start, {
    maxPoints: tablePoints,
    distance: tableDistance,
    isLog: false,
    always: lengthTail,
  });
  return { kind: "quantiles", probabilities: table.probabilities, tokens: table.values };
}

function lengthCandidates(sorted: Int32Array): readonly LengthDistribution[] {
  const low = sorted[0] as number;
  const high = sorted[sorted.length - 1] as number;
  if (low === high) return [{ kind: "constant", tokens: low }];
  const logs = Float64Array.from(sorted, (tokens) => log(tokens));
  const mean = logs.reduce((sum, x) => sum + x, 0) / logs.length;
  const sigma = Math.sqrt(logs.reduce((sum, x) => sum + pow(x - mean, 2), 0) / logs.length);
  const round = (x: number, digits: number) => Number(x.toPrecision(digits));
  return [
    { kind: "uniform", low, high },
    { kind: "lognormal", median: round(exp(mean), 4), sigma: round(sigma, 3), min: low, max: high },
    lengthTable(sorted),
  ];
}

/** The first of constant, uniform, lognormal that fits within two percent; else the table of quantiles. */
export function fitLengths(lengths: Int32Array): FittedLengths {
  const sorted = lengths.slice().sort();
  let last: FittedLengths | undefined;
  for (const distribution of lengthCandidates(sorted)) {
    const quantile = compileLengths(distribution, []);
    // Evenly spaced probabilities give the fitted distribution itself, without noise of sampling.
    const points = 20_000;
    const drawn = Float64Array.from({ length: points }, (_, i) => quantile((i + 0.5) / points)).sort();
    last = { distribution, distance: kolmogorovSmirnov(sorted, drawn) };
    if (last.distance < sameDistance) return last;
  }
  return last as FittedLengths;
}
