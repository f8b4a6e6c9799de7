// What a stream of requests looks like: lengths, arrivals, burstiness, reuse of prefixes.
import { pow } from "../elementary.ts";
import type { RequestColumns } from "./request-columns.ts";
import { meanRate } from "./scale.ts";

/** Probabilities at which lengths and gaps are told. */
export const statisticProbabilities = [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] as const;

export interface Summary {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Values at `statisticProbabilities`, interpolated between order statistics. */
  readonly quantiles: readonly number[];
}

export interface ArrivalStatistics {
  /** First to last arrival, seconds. */
  readonly spanSeconds: number;
  /** Undefined where all requests come at once. */
  readonly requestsPerSecond?: number;
  /** Highest count in any window of a grid, as a rate. */
  readonly peakPerSecond: readonly { readonly windowSeconds: number; readonly requestsPerSecond: number }[];
  readonly peakToMean?: number;
  readonly gapSeconds: Summary;
  /** Standard deviation of gaps over their mean: 1 for a Poisson process, 0 for a metronome. Undefined for one instant. */
  readonly gapCv?: number;
  /** Variance of counts over their mean, per window: 1 at every window for a Poisson process; growing = rate drifts. */
  readonly dispersion: readonly { readonly windowSeconds: number; readonly index: number }[];
}

export interface PrefixStatistics {
  readonly blockTokens: number;
  readonly blocks: number;
  readonly distinctBlocks: number;
  /** Share of blocks that an earlier request had, wherever they stand. */
  readonly seenBlockShare: number;
  /** Share of prompt tokens that an endless prefix cache would save: leading blocks that an earlier request had. */
  readonly reusableTokenShare: number;
}

export interface WorkloadStatistics {
  readonly requests: number;
  readonly promptTokens: Summary;
  readonly outputTokens: Summary;
  readonly totalPromptTokens: number;
  readonly totalOutputTokens: number;
  /** Spearman rank correlation of prompt and output length; undefined where one of them is constant. */
  readonly lengthCorrelation?: number;
  readonly arrivals: ArrivalStatistics;
  readonly prefix?: PrefixStatistics;
  readonly sessions?: { readonly count: number; readonly meanTurns: number };
  readonly tenants?: readonly { readonly name: string; readonly requests: number }[];
}

/** Value at probability `p` of sorted values (linear between order statistics). */
export function sortedQuantile(sorted: ArrayLike<number>, p: number): number {
  const place = p * (sorted.length - 1);
  const low = Math.floor(place);
  const a = sorted[low] as number;
  const b = sorted[Math.min(low + 1, sorted.length - 1)] as number;
  return a + (place - low) * (b - a);
}

function summarise(sorted: Float64Array | Int32Array): Summary {
  let sum = 0;
  for (let i = 0; i < sorted.length; i++) sum += sorted[i] as number;
  return {
    mean: sum / sorted.length,
    min: sorted[0] as number,
    max: sorted[sorted.length - 1] as number,
    quantiles: statisticProbabilities.map((p) => sortedQuantile(sorted, p)),
  };
}

/** Ranks from 0; equal values share their mean rank. */
function ranks(values: Int32Array): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i);
  order.sort((a, b) => (values[a] as number) - (values[b] as number));
  const result = new Float64Array(values.length);
  for (let i = 0; i < order.length; ) {
    let j = i;
    while (j + 1 < order.length && values[order[j + 1] as number] === values[order[i] as number]) j += 1;
    for (let k = i; k <= j; k++) result[order[k] as number] = (i + j) / 2;
    i = j + 1;
  }
  return result;
}

/** Spearman's rank correlation; undefined where either column is constant. */
export function rankCorrelation(a: Int32Array, b: Int32Array): number | undefined {
  const x = ranks(a);
  const y = ranks(b);
  const mean = (x.length - 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const dx = (x[i] as number) - mean;
    const dy = (y[i] as number) - mean;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : undefined;
}

/** Requests in each window of `windowSeconds` from the first arrival; the last, incomplete window is left out. */
export function windowCounts(arrivalSeconds: Float64Array, windowSeconds: number): Uint32Array {
  const last = arrivalSeconds[arrivalSeconds.length - 1] ?? 0;
  const counts = new Uint32Array(Math.floor(last / windowSeconds));
  for (let i = 0; i < arrivalSeconds.length; i++) {
    const window = Math.floor((arrivalSeconds[i] as number) / windowSeconds);
    if (window < counts.length) counts[window] = (counts[window] as number) + 1;
  }
  return counts;
}

/** Variance over mean of the counts per window; undefined for fewer than `minWindows` windows. */
export function dispersionIndex(
  arrivalSeconds: Float64Array,
  windowSeconds: number,
  minWindows = 10,
): number | undefined {
  const counts = windowCounts(arrivalSeconds, windowSeconds);
  if (counts.length < minWindows) return undefined;
  let sum = 0;
  let squares = 0;
  for (const count of counts) {
    sum += count;
    squares += count * count;
  }
  const mean = sum / counts.length;
  return mean > 0 ? (squares / counts.length - mean * mean) / mean : undefined;
}

/** Windows that are told, seconds, where the trace is at least ten of them long. */
const windows = [1, 10, 60, 300, 3600];
/** Counting windows of a millisecond over a year would fill memory. */
const maxWindows = 50_000_000;

export function gapsOf(arrivalSeconds: Float64Array): Float64Array {
  const gaps = new Float64Array(Math.max(0, arrivalSeconds.length - 1));
  for (let i = 0; i < gaps.length; i++) gaps[i] = (arrivalSeconds[i + 1] as number) - (arrivalSeconds[i] as number);
  return gaps;
}

/** Standard deviation over mean; undefined where the mean is 0. */
export function coefficientOfVariation(values: Float64Array): number | undefined {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  if (!(mean > 0)) return undefined;
  let squares = 0;
  for (const value of values) squares += pow(value - mean, 2);
  return Math.sqrt(squares / values.length) / mean;
}

function arrivalStatistics(arrivalSeconds: Float64Array): ArrivalStatistics {
  const gaps = gapsOf(arrivalSeconds);
  const gapCv = coefficientOfVariation(gaps);
  const rate = meanRate(arrivalSeconds);
  const spanSeconds = (arrivalSeconds[arrivalSeconds.length - 1] ?? 0) - (arrivalSeconds[0] ?? 0);
  const told = windows.filter((window) => spanSeconds / window < maxWindows);
  const dispersion = told.flatMap((windowSeconds) => {
    const index = dispersionIndex(arrivalSeconds, windowSeconds);
    return index === undefined ? [] : [{ windowSeconds, index }];
  });
  const peakPerSecond = told.slice(0, 3).flatMap((windowSeconds) => {
    const counts = windowCounts(arrivalSeconds, windowSeconds);
    if (counts.length === 0) return [];
    return [{ windowSeconds, requestsPerSecond: counts.reduce((a, b) => Math.max(a, b), 0) / windowSeconds }];
  });
  const peak = peakPerSecond[1] ?? peakPerSecond[0];
  return {
    spanSeconds,
    ...(rate === undefined ? {} : { requestsPerSecond: rate }),
    peakPerSecond,
    ...(rate === undefined || peak === undefined ? {} : { peakToMean: peak.requestsPerSecond / rate }),
    gapSeconds: gaps.length === 0 ? summarise(Float64Array.of(0)) : summarise(gaps.sort()),
    ...(gapCv === undefined ? {} : { gapCv }),
    dispersion,
  };
}

/** Reuse of prompt blocks; undefined where the requests carry none. */
export function prefixStatistics(columns: RequestColumns): PrefixStatistics | undefined {
  const { prefix, promptTokens, count } = columns;
  if (prefix === undefined) return undefined;
  const { blockTokens, offsets, blocks } = prefix;
  const end = offsets[count] as number;
  let highest = 0;
  for (let i = 0; i < end; i++) if ((blocks[i] as number) > highest) highest = blocks[i] as number;
  const isKnown = new Uint8Array(highest + 1);
  let seen = 0;
  let distinct = 0;
  let reusableTokens = 0;
  let tokens = 0;
  for (let i = 0; i < count; i++) {
    const from = offsets[i] as number;
    const to = offsets[i + 1] as number;
    const prompt = promptTokens[i] as number;
    tokens += prompt;
    let leading = from;
    while (leading < to && isKnown[blocks[leading] as number] === 1) leading += 1;
    reusableTokens += Math.min(prompt, (leading - from) * blockTokens);
    for (let b = from; b < to; b++) seen += isKnown[blocks[b] as number] as number;
    for (let b = from; b < to; b++) {
      const block = blocks[b] as number;
      if (isKnown[block] === 0) {
        isKnown[block] = 1;
        distinct += 1;
      }
    }
  }
  return {
    blockTokens,
    blocks: end,
    distinctBlocks: distinct,
    seenBlockShare: end === 0 ? 0 : seen / end,
    reusableTokenShare: tokens === 0 ? 0 : reusableTokens / tokens,
  };
}

/** Statistics of at least one request. Arrival statistics of a closed loop say nothing: all its arrivals are 0. */
export function workloadStatistics(columns: RequestColumns): WorkloadStatistics {
  const { count, sessions, tenants } = columns;
  const promptTokens = summarise(columns.promptTokens.slice().sort());
  const outputTokens = summarise(columns.outputTokens.slice().sort());
  const lengthCorrelation = rankCorrelation(columns.promptTokens, columns.outputTokens);
  const prefix = prefixStatistics(columns);
  const sessionCount = sessions?.session.reduce((max, id) => Math.max(max, id + 1), 0) ?? 0;
  return {
    requests: count,
    promptTokens,
    outputTokens,
    totalPromptTokens: Math.round(promptTokens.mean * count),
    totalOutputTokens: Math.round(outputTokens.mean * count),
    ...(lengthCorrelation === undefined ? {} : { lengthCorrelation }),
    arrivals: arrivalStatistics(columns.arrivalSeconds),
    ...(prefix === undefined ? {} : { prefix }),
    ...(sessions === undefined ? {} : { sessions: { count: sessionCount, meanTurns: count / sessionCount } }),
    ...(tenants === undefined
      ? {}
      : {
          tenants: tenants.names.map((name, index) => ({
            name,
            requests: tenants.tenant.reduce((sum, tenant) => sum + (tenant === index ? 1 : 0), 0),
          })),
        }),
  };
}
