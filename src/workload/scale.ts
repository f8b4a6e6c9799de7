// Stretches a trace: more requests by repeating it, another rate by scaling time. Bursts keep their shape.
import { requirePositive, requirePositiveInteger } from "../errors.ts";
import type { RequestColumns } from "./request-columns.ts";

/** Requests per second between the first and the last arrival; undefined where all come at once. */
export function meanRate(arrivalSeconds: Float64Array): number | undefined {
  const count = arrivalSeconds.length;
  const span = count > 0 ? (arrivalSeconds[count - 1] as number) - (arrivalSeconds[0] as number) : 0;
  const rate = (count - 1) / span;
  return span > 0 && Number.isFinite(rate) ? rate : undefined;
}

/**
 * The first `count` requests, or the trace again and again until there are `count`. Each repetition follows the one before at
 * the mean gap. Prompts of different repetitions share no prefix, so that the share of reused blocks stays that of the trace.
 */
export function resizeTrace(columns: RequestColumns, count: number): RequestColumns {
  requirePositiveInteger(["workload", "requests"], count);
  const { count: have, prefix, closedLoopConcurrency } = columns;
  const closedLoop = closedLoopConcurrency === undefined ? {} : { closedLoopConcurrency };
  if (count === have) return columns;
  if (count < have) {
    const cut = {
      count,
      arrivalSeconds: columns.arrivalSeconds.subarray(0, count),
      promptTokens: columns.promptTokens.subarray(0, count),
      outputTokens: columns.outputTokens.subarray(0, count),
      ...closedLoop,
    };
    if (prefix === undefined) return cut;
    return { ...cut, prefix: { ...prefix, offsets: prefix.offsets.subarray(0, count + 1) } };
  }
  const rate = meanRate(columns.arrivalSeconds);
  const period = rate === undefined ? 0 : have / rate;
  const arrivalSeconds = new Float64Array(count);
  const promptTokens = new Int32Array(count);
  const outputTokens = new Int32Array(count);
  for (let start = 0, repetition = 0; start < count; start += have, repetition++) {
    const length = Math.min(have, count - start);
    const offset = repetition * period;
    for (let i = 0; i < length; i++) arrivalSeconds[start + i] = (columns.arrivalSeconds[i] as number) + offset;
    promptTokens.set(columns.promptTokens.subarray(0, length), start);
    outputTokens.set(columns.outputTokens.subarray(0, length), start);
  }
  const repeated = { count, arrivalSeconds, promptTokens, outputTokens, ...closedLoop };
  if (prefix === undefined) return repeated;
  const perRepetition = prefix.offsets[have] as number;
  const identities = prefix.blocks.subarray(0, perRepetition).reduce((max, block) => Math.max(max, block + 1), 0);
  const offsets = new Int32Array(count + 1);
  for (let i = 0; i < count; i++) {
    const row = i % have;
    offsets[i + 1] = (offsets[i] as number) + (prefix.offsets[row + 1] as number) - (prefix.offsets[row] as number);
  }
  const blocks = new Int32Array(offsets[count] as number);
  for (let start = 0, repetition = 0; start < blocks.length; start += perRepetition, repetition++) {
    const length = Math.min(perRepetition, blocks.length - start);
    const shift = repetition * identities;
    for (let i = 0; i < length; i++) blocks[start + i] = (prefix.blocks[i] as number) + shift;
  }
  return { ...repeated, prefix: { blockTokens: prefix.blockTokens, offsets, blocks } };
}

/** The same requests at another mean rate: every time is multiplied by one factor. All at once stays all at once. */
export function scaleRate(columns: RequestColumns, requestsPerSecond: number): RequestColumns {
  requirePositive(["demand", "requestsPerSecond"], requestsPerSecond);
  const rate = meanRate(columns.arrivalSeconds);
  if (rate === undefined || rate === requestsPerSecond) return columns;
  const factor = rate / requestsPerSecond;
  return { ...columns, arrivalSeconds: columns.arrivalSeconds.map((seconds) => seconds * factor) };
}
