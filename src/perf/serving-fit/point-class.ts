// Runs that cannot be what their labels say, told by physics: a step that beats the bytes it must read, or a queue that the load
// cannot explain. They are predicted and reported as classes of their own, never left out.
import { chipsOf } from "../../scenario/layout.ts";
import { operatorWork } from "../operators/operator-work.ts";
import { planModel, stepCalls } from "../operators-of.ts";
import { decodeWork } from "../step-model.ts";
import { isSentAtOnce } from "./harness.ts";
import type { PreparedPoint } from "./prepared-point.ts";

/**
 * `speculative`: tokens come faster than one step can read the weights for one sequence.
 * `batch-limited`: the batch that `concurrency` would fill cannot be read in a step, or requests queue as they do where a whole
 * run is sent at once, though memory would hold them: the engine ran far fewer sequences at a time. So did all runs of a campaign
 * that is known for it, measured or not.
 */
export type PointClass = "regular" | "speculative" | "batch-limited";

/** Bytes and FLOP of one decode step at the data sheet's peaks, one chip, seconds; nothing can be faster. */
export function decodeFloorSeconds(prepared: PreparedPoint, sequences: number, contextTokens: number): number {
  const plan = planModel(prepared.model, prepared.configuration);
  const window = Number.isFinite(prepared.parts.windowTokens) ? prepared.parts.windowTokens : contextTokens;
  let seconds = 0;
  const calls = stepCalls(plan, decodeWork(sequences, contextTokens, window));
  for (const { call, count } of calls) {
    if (call.kind === "collective" || call.kind === "p2p" || call.kind === "elementwise") continue;
    const { bytes, flops, peakFlopsPerSecond } = operatorWork(call, prepared.chip);
    seconds += count * Math.max(bytes / prepared.chip.memoryBytesPerSecond, flops / peakFlopsPerSecond);
  }
  return seconds;
}

/** Tolerance of the tests: a label's rounding, shorter drawn lengths. */
const slack = 0.9;

/** How near the share of its time that a request queues must come to that of a run sent at once. */
const allAtOnceTolerance = 0.015;

const meanFraction = (work: PreparedPoint["work"]): number =>
  (work.shortestLengthFraction + work.longestLengthFraction) / 2;

export function classifyPoint(prepared: PreparedPoint): PointClass {
  const { point, frame, configuration, work } = prepared;
  const { ttftSeconds, tpotSeconds } = point;
  if (isSentAtOnce(point, prepared.chip.id)) return "batch-limited";
  if (ttftSeconds === undefined || tpotSeconds === undefined || point.mode !== "agg") return "regular";
  const context = slack * (point.inputTokens + point.outputTokens / 2);
  if (tpotSeconds < slack * decodeFloorSeconds(prepared, 1, context)) return "speculative";
  // What Little's law leaves in the batch can be no more than what fits.
  const fitting = Math.max(1, Math.min(point.concurrency, frame.kvCapacityTokens / context));
  // Of `waves` batches sent at once the mean request waits for (waves - 1) / 2 and runs in one.
  const decodeSeconds = tpotSeconds * point.outputTokens * meanFraction(work);
  const queueShare = ttftSeconds / (ttftSeconds + decodeSeconds);
  const allAtOnce = (work.waves - 1) / (work.waves + 1);
  if (2 * fitting >= point.concurrency && Math.abs(queueShare - allAtOnce) < allAtOnceTolerance) return "batch-limited";
  const busy = fitting * chipsOf(configuration.layout) > 0 ? fitting : 1;
  return tpotSeconds < slack * decodeFloorSeconds(prepared, busy, context) ? "batch-limited" : "regular";
}
