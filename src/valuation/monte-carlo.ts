// Monte Carlo on driver ranges: the whole model worked out again for every draw. Answers: how wide is the value, how likely is
// it above the price, and which driver is to blame? Seeded; the same seed gives the same bytes.
import { pow } from "../elementary.ts";
import { requirePositiveInteger } from "../errors.ts";
import { Random } from "../random.ts";
import type { CompanyModel, DistributionSpec } from "../scenario/company-model.ts";
import { distributionQuantile, requireDistribution } from "./distribution.ts";
import type { SolveOptions } from "./model/solve.ts";
import { quantile } from "./peers.ts";
import { prepareBench } from "./sensitivity.ts";

export interface SampleSummary {
  readonly line: string;
  readonly mean: number;
  readonly sd: number;
  readonly p5: number;
  readonly p10: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
}

export interface MonteCarlo {
  readonly draws: number;
  readonly seed: number;
  /** Draws without a meaning, e.g. a discount rate at or below growth; left out of the summaries. */
  readonly leftOut: number;
  readonly outputs: readonly SampleSummary[];
  /** Share of draws in which the first output exceeds `threshold`. */
  readonly shareAbove?: { readonly threshold: number; readonly share: number };
  /** Squared correlation of each driver with the first output: its share of the variance where effects add. */
  readonly drivers: readonly { readonly name: string; readonly shareOfVariance: number }[];
}

/**
 * Draw every uncertain driver of a model, and every outside value, independently, and solve the model each time.
 * @param outputs scalar lines; the first is the one drivers and threshold are measured on.
 */
export function monteCarlo(
  model: CompanyModel,
  outputs: readonly string[],
  settings: { readonly draws: number; readonly seed: number; readonly threshold?: number },
  options: SolveOptions = {},
): MonteCarlo {
  requirePositiveInteger(["draws"], settings.draws);
  const { draws, seed } = settings;
  const drivers: { name: string; distribution: DistributionSpec }[] = [
    ...model.uncertainty.map((driver) => ({ name: driver.line, distribution: driver.distribution })),
    ...[...(options.externals ?? [])].map(([name, { p10, p50, p90 }]) => ({
      name,
      distribution: { shape: "positive-quantiles", p10, p50, p90 } as const,
    })),
  ];
  for (const driver of drivers) requireDistribution(driver.distribution, ["uncertainty", driver.name]);
  const bench = prepareBench(
    model,
    model.uncertainty.map(({ line, kind }) => ({ line, kind })),
    outputs.map((line) => ({ line })),
    options,
  );
  // A stream a driver: adding one driver leaves the draws of the others as they were.
  const streams = drivers.map((driver) => new Random(seed, `driver:${driver.name}`));
  const turns = drivers.map(() => new Float64Array(draws));
  for (const [d, driver] of drivers.entries()) {
    const column = turns[d]!;
    const stream = streams[d]!;
    for (let i = 0; i < draws; i++)
      column[i] = distributionQuantile(driver.distribution, Math.min(1 - 1e-12, Math.max(1e-12, stream.uniform())));
  }
  const samples = outputs.map(() => new Float64Array(draws));
  const turn = new Float64Array(drivers.length);
  const result = new Float64Array(outputs.length);
  let kept = 0;
  const keptDraws = new Int32Array(draws);
  for (let i = 0; i < draws; i++) {
    for (let d = 0; d < drivers.length; d++) turn[d] = turns[d]![i]!;
    bench.evaluateInto(turn, result);
    let isSound = true;
    for (let o = 0; o < outputs.length; o++) if (!Number.isFinite(result[o]!)) isSound = false;
    if (!isSound) continue;
    for (let o = 0; o < outputs.length; o++) samples[o]![kept] = result[o]!;
    keptDraws[kept++] = i;
  }
  const first = samples[0]!.subarray(0, kept);
  const shares = drivers.map((driver, d) => ({
    name: driver.name,
    shareOfVariance: squaredCorrelation(turns[d]!, keptDraws, first),
  }));
  return {
    draws,
    seed,
    leftOut: draws - kept,
    ...(settings.threshold === undefined || kept === 0
      ? {}
      : {
          shareAbove: {
            threshold: settings.threshold,
            share: first.reduce((so, value) => so + (value > settings.threshold! ? 1 : 0), 0) / kept,
          },
        }),
    drivers: shares.sort((a, b) => b.shareOfVariance - a.shareOfVariance || (a.name < b.name ? -1 : 1)),
    outputs: outputs.map((line, o) => summarise(line, samples[o]!.slice(0, kept))),
  };
}

function summarise(line: string, sample: Float64Array): SampleSummary {
  sample.sort();
  const count = sample.length;
  // Summed in sorted order, so that the result does not hang on the order of draws.
  const mean = sample.reduce((so, value) => so + value, 0) / count;
  const sd = Math.sqrt(sample.reduce((so, value) => so + pow(value - mean, 2), 0) / Math.max(1, count - 1));
  const at = (p: number): number => (count === 0 ? Number.NaN : quantile(sample, p));
  return {
    line,
    mean,
    sd,
    p5: at(0.05),
    p10: at(0.1),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p90: at(0.9),
    p95: at(0.95),
  };
}

function squaredCorrelation(turns: Float64Array, kept: Int32Array, output: Float64Array): number {
  const count = output.length;
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < count; i++) {
    meanX += turns[kept[i]!]!;
    meanY += output[i]!;
  }
  meanX /= count;
  meanY /= count;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < count; i++) {
    const x = turns[kept[i]!]! - meanX;
    const y = output[i]! - meanY;
    xy += x * y;
    xx += x * x;
    yy += y * y;
  }
  return xx === 0 || yy === 0 ? 0 : (xy * xy) / (xx * yy);
}
