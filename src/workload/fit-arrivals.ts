// Fits an arrival process: the one whose drawn stream is nearest to the trace in gaps and in how counts scatter.
import { exp, log, pow } from "../elementary.ts";
import { Random } from "../random.ts";
import type { ArrivalProcess } from "../scenario/scenario.ts";
import { drawArrivals } from "./arrivals.ts";
import { kolmogorovSmirnov } from "./fit-lengths.ts";
import { fitTable, tableDistance, tablePoints } from "./fit-table.ts";
import { meanRate } from "./scale.ts";
import { coefficientOfVariation, dispersionIndex, gapsOf } from "./statistics.ts";

const gapTail = [0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999];

export interface FittedArrivals {
  readonly process: ArrivalProcess;
  /** Kolmogorov-Smirnov distance of the gaps of a drawn stream to those of the trace. */
  readonly distance: number;
  /** Variance over mean of counts, trace against drawn stream. */
  readonly dispersion: readonly { readonly windowSeconds: number; readonly trace: number; readonly fitted: number }[];
}

/** Requests nearer than this come at the same time for any server: only clocks tell them apart. */
const sameInstantSeconds = 1e-4;

function distinctGaps(arrivalSeconds: Float64Array): Float64Array {
  return gapsOf(arrivalSeconds)
    .map((gap) => Math.max(gap, sameInstantSeconds))
    .sort();
}

/** Table of gaps, linear in their logarithm. */
function gapTable(sorted: Float64Array): ArrivalProcess {
  const step = Math.max(1, Math.floor(sorted.length / 20_000));
  const x: number[] = [];
  const f: number[] = [];
  const last = sorted.length - 1;
  for (let i = Math.min(step, last); ; i = Math.min(i + step, last)) {
    // Equal gaps are one step of the distribution function: its top counts, and its foot just below.
    const gap = sorted[i] as number;
    if (x[x.length - 1] === gap) f[f.length - 1] = (i + 1) / sorted.length;
    else {
      if (f.length > 0 && gap > (x[x.length - 1] as number) * 1.001) {
        x.push(gap * 0.9999);
        f.push(i / sorted.length);
      }
      x.push(gap);
      f.push((i + 1) / sorted.length);
    }
    if (i === last) break;
  }
  const start = (sorted[0] as number) * 0.9999;
  const table = fitTable(x, f, start, {
    maxPoints: tablePoints,
    distance: tableDistance,
    isLog: true,
    always: gapTail,
  });
  const rounded = table.values.map((gap) => Number(gap.toPrecision(5)));
  return { kind: "gaps", probabilities: table.probabilities, gaps: rounded };
}

/**
 * Two-state process from how dispersion grows with the window. For rate variance v (relative, squared) that forgets with time
 * constant tau, IDC(w) = 1 + 2 rate v tau (1 - (1 - exp(-w/tau)) tau/w) (Cox and Isham 1980, section 6.2).
 */
function fitMarkov(
  dispersion: readonly { readonly windowSeconds: number; readonly index: number }[],
  rate: number,
): ArrivalProcess | undefined {
  const last = dispersion[dispersion.length - 1];
  if (last === undefined || dispersion.length < 3 || last.index < 1.3) return undefined;
  const shape = (window: number, tau: number) => 2 * rate * tau * (1 - ((1 - exp(-window / tau)) * tau) / window);
  let best: { readonly tau: number; readonly variance: number; readonly error: number } | undefined;
  for (let step = -8; step <= 24; step++) {
    const tau = last.windowSeconds * 2 ** (-step / 2);
    // Variance by the mean logarithm of the ratio, which a factor in v shifts.
    let sum = 0;
    for (const { windowSeconds, index } of dispersion)
      sum += log(Math.max(0.02, index - 1) / shape(windowSeconds, tau));
    const variance = exp(sum / dispersion.length);
    let error = 0;
    for (const { windowSeconds, index } of dispersion)
      error += pow(log((1 + variance * shape(windowSeconds, tau)) / Math.max(0.1, index)), 2);
    if (best === undefined || error < best.error) best = { tau, variance, error };
  }
  if (best === undefined) return undefined;
  const spread = Math.sqrt(best.variance);
  // Mild changes: half the time each. Strong ones: rare bursts, with the share that makes the burst add as much as the rest.
  const burstShare = best.variance < 0.36 ? 0.5 : 1 / (1 + 4 * best.variance);
  const burstFactor = best.variance < 0.36 ? (1 + spread) / (1 - spread) : 1 + 1 / burstShare;
  return {
    kind: "mmpp",
    burstFactor: Number(burstFactor.toPrecision(3)),
    burstShare: Number(burstShare.toPrecision(3)),
    meanBurstSeconds: Number((best.tau / (1 - burstShare)).toPrecision(3)),
  };
}

/**
 * The step of a clock that is too coarse for the traffic (Mooncake's traces come in steps of 3 s), or undefined: many requests
 * at equal times, and nearly equal steps between those times.
 */
export function clockStep(arrivalSeconds: Float64Array): number | undefined {
  const steps = gapsOf(arrivalSeconds).filter((gap) => gap >= sameInstantSeconds);
  if (steps.length < 10 || steps.length > arrivalSeconds.length / 2) return undefined;
  const sorted = steps.slice().sort();
  const median = sorted[sorted.length >> 1] as number;
  const near = steps.reduce((sum, step) => sum + (Math.abs(step / median - 1) < 0.01 ? 1 : 0), 0);
  return near / steps.length > 0.8 ? median : undefined;
}

/** Requests of one clock tick, spread at random over the step. */
export function spreadOverStep(arrivalSeconds: Float64Array, stepSeconds: number): Float64Array {
  const random = new Random(1, "fit-spread");
  return arrivalSeconds.map((seconds) => seconds + random.uniform() * stepSeconds).sort();
}

/** Most gaps compared; more add time, not knowledge. */
const maxCompared = 100_000;

/** The process whose drawn stream is nearest to the trace, with a small price on parameters. */
export function fitArrivals(arrivalSeconds: Float64Array): FittedArrivals {
  const rate = meanRate(arrivalSeconds);
  if (rate === undefined || arrivalSeconds.length < 10)
    return { process: { kind: "poisson" }, distance: 1, dispersion: [] };
  const cv = coefficientOfVariation(gapsOf(arrivalSeconds)) ?? 1;
  const gaps = distinctGaps(arrivalSeconds);
  const windows = [3, 10, 30, 100, 300, 1000].map((requests) => requests / rate);
  const traceDispersion = windows.flatMap((windowSeconds) => {
    const index = dispersionIndex(arrivalSeconds, windowSeconds, 8);
    return index === undefined ? [] : [{ windowSeconds, index }];
  });
  const markov = fitMarkov(traceDispersion, rate);
  const candidates: readonly (readonly [ArrivalProcess, number])[] = [
    [{ kind: "constant" }, 0],
    [{ kind: "poisson" }, 0],
    [{ kind: "gamma", coefficientOfVariation: Number(Math.max(0.01, cv).toPrecision(3)) }, 1],
    ...(markov === undefined ? [] : [[markov, 3] as const]),
    [gapTable(gaps), 8],
  ];
  const compared = Math.min(maxCompared, Math.max(2000, arrivalSeconds.length));
  let best: FittedArrivals | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const [process, parameters] of candidates) {
    const drawn = drawArrivals(process, compared, rate, new Random(1, "fit"));
    const distance = kolmogorovSmirnov(gaps, distinctGaps(drawn));
    const dispersion = traceDispersion.map(({ windowSeconds, index }) => ({
      windowSeconds,
      trace: index,
      fitted: dispersionIndex(drawn, windowSeconds, 2) ?? 0,
    }));
    const spread =
      dispersion.length === 0
        ? 0
        : dispersion.reduce((sum, { trace, fitted }) => sum + Math.abs(log((fitted + 0.1) / (trace + 0.1))), 0) /
          dispersion.length;
    const score = distance + 0.1 * spread + 0.004 * parameters;
    if (score < bestScore) {
      bestScore = score;
      best = { process, distance, dispersion };
    }
  }
  return best as FittedArrivals;
}
