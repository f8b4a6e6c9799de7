// What one instance of a pool does to its requests at a given load, in closed form: busy shares, TTFT, TPOT.
// The simulator is the judge; this is the estimate that is cheap enough to ask of every configuration.
import { type CompiledStepModel, interpolate, promptStretch, stepTokenBudget } from "../perf/step-model.ts";
import { normalQuantile } from "./normal.ts";
import { type QueueWait, queueWait, shareWaitingLonger } from "./queueing.ts";
import type { TrafficProfile } from "./traffic-profile.ts";

export interface BatchLimits {
  /** Tokens one iteration may process. */
  readonly maxBatchedTokens: number;
  readonly maxSequences: number;
}

/** Everything about a configuration and its traffic that does not depend on the load. */
export interface InstanceModel {
  readonly steps: CompiledStepModel;
  readonly limits: BatchLimits;
  readonly traffic: TrafficProfile;
  /** Seconds to prefill each stratum on an otherwise idle instance. */
  readonly prefillSeconds: readonly number[];
  readonly prefillMean: number;
  readonly prefillVariation: number;
  /** Mean number of iterations a prompt takes. */
  readonly prefillSteps: number;
  /** Seconds of prefill work per request where batches are full: the floor that batching approaches. */
  readonly prefillFloor: number;
  readonly windowContext: number;
  /** Sequences that fit: KV memory or the engine's own limit. */
  readonly maxBatch: number;
  readonly batchBound: "kv memory" | "max sequences";
}

/** Sum over a chunked prompt of min(position, window): the pairs that a sliding window leaves. */
function windowPairs(cached: number, fresh: number, window: number): number {
  const last = cached + fresh;
  if (last <= window) return fresh * cached + (fresh * (fresh + 1)) / 2;
  const growing = Math.max(0, Math.min(fresh, window - cached));
  return growing * cached + (growing * (growing + 1)) / 2 + (fresh - growing) * window;
}

/**
 * Seconds to prefill `fresh` tokens after `cached` ones, alone, in steps of `budget` tokens. Alone it does not fill a
 * pipeline: it passes the stages one after another.
 */
export function prefillSeconds(steps: CompiledStepModel, budget: number, fresh: number, cached: number): number {
  const chunks = Math.ceil(fresh / budget);
  const rest = fresh - (chunks - 1) * budget;
  const pairs = fresh * cached + (fresh * (fresh + 1)) / 2;
  const tokens = (count: number): number =>
    interpolate(steps.tokenKnots, steps.tokenSeconds, count * promptStretch(steps, count, 1));
  return (
    (chunks - 1) * tokens(budget) +
    tokens(rest) +
    promptStretch(steps, Math.min(fresh, budget), 1) *
      (chunks * steps.prefillSecondsPerSequence +
        steps.prefillSecondsPerPair * pairs +
        steps.prefillSecondsPerWindowPair * windowPairs(cached, fresh, steps.windowTokens))
  );
}

/** The same share of a full pipeline: what a prompt costs the instance where others keep its stages busy. */
const filled = (steps: CompiledStepModel): CompiledStepModel => {
  const { pipeline: _, ...rest } = steps;
  return rest;
};

export function instanceModel(steps: CompiledStepModel, limits: BatchLimits, traffic: TrafficProfile): InstanceModel {
  const budget = stepTokenBudget(steps, limits.maxBatchedTokens);
  const alone = traffic.strata.map(({ fresh, cached }) => prefillSeconds(steps, budget, fresh, cached));
  const mean = alone.reduce((sum, value) => sum + value, 0) / Math.max(1, alone.length);
  const square = alone.reduce((sum, value) => sum + value * value, 0) / Math.max(1, alone.length);
  const chunks =
    traffic.strata.reduce((sum, { fresh }) => sum + Math.ceil(fresh / budget), 0) / Math.max(1, traffic.strata.length);
  const tokenSeconds = interpolate(steps.tokenKnots, steps.tokenSeconds, budget) / budget;
  const full = filled(steps);
  const attention =
    traffic.strata.reduce((sum, { fresh, cached }) => {
      const parts = Math.ceil(fresh / budget);
      return (
        sum +
        prefillSeconds(full, budget, fresh, cached) -
        (parts - 1) * interpolate(steps.tokenKnots, steps.tokenSeconds, budget) -
        interpolate(steps.tokenKnots, steps.tokenSeconds, fresh - (parts - 1) * budget)
      );
    }, 0) / Math.max(1, traffic.strata.length);
  const freshMean = traffic.strata.reduce((sum, { fresh }) => sum + fresh, 0) / Math.max(1, traffic.strata.length);
  const perSequence = traffic.decodeContext > 0 ? traffic.decodeContext : traffic.freshTokens + traffic.cachedTokens;
  const byMemory = Math.floor((steps.kvCapacityTokens * kvHeadroom) / Math.max(1, perSequence));
  return {
    steps,
    limits,
    traffic,
    prefillSeconds: alone,
    prefillMean: mean,
    prefillVariation: mean > 0 ? Math.max(0, square / (mean * mean) - 1) : 0,
    prefillSteps: chunks,
    prefillFloor: Math.min(mean, freshMean * tokenSeconds + attention),
    windowContext: Math.min(traffic.decodeContext, steps.windowTokens),
    maxBatch: Math.min(byMemory, limits.maxSequences),
    batchBound: byMemory < limits.maxSequences ? "kv memory" : "max sequences",
  };
}

/** KV blocks kept free so that the usual swings of the batch do not preempt anyone. */
const kvHeadroom = 0.95;

/** One iteration that only decodes: `batch` sequences at the traffic's mean context. */
export function decodeStepSeconds(model: InstanceModel, batch: number): number {
  const { steps } = model;
  const b = Math.max(1, batch);
  return interpolate(steps.tokenKnots, steps.tokenSeconds, b) + attentionSeconds(model, b);
}

function attentionSeconds(model: InstanceModel, batch: number): number {
  const { steps, traffic } = model;
  return (
    interpolate(steps.sequenceKnots, steps.decodeSeconds, batch) +
    interpolate(steps.sequenceKnots, steps.decodeSecondsPerContextToken, batch) * batch * traffic.decodeContext +
    interpolate(steps.sequenceKnots, steps.decodeSecondsPerWindowToken, batch) * batch * model.windowContext
  );
}

/** An instance in its steady state. */
export interface InstanceState {
  /** Share of the time spent on iterations that carry prompt tokens. */
  readonly prefillShare: number;
  /** Sequences decoding at a time, mean. */
  readonly batch: number;
  /** Mean seconds between two tokens of one request. */
  readonly stepSeconds: number;
  /** Standard deviation of a request's own mean TPOT. */
  readonly stepSpread: number;
  /** Longest iteration a decoding request meets: one with a full chunk of prompt. */
  readonly longestStep: number;
  readonly prefillMean: number;
  /** Extra seconds per prefill iteration for the decoding sequences that ride along. */
  readonly riding: number;
  /** Share of the bill that is prefill work; idle time follows the work it waited for. */
  readonly prefillCostShare: number;
}

/**
 * Steady state of an instance that both prefills and decodes at `rate` requests/s; undefined where there is none
 * (prompts alone fill the time, or the batch does not fit).
 *
 * Iterations are of two kinds: with a prompt chunk and without. The share of time of the first follows from the rate,
 * the batch from Little's law, and the two are iterated to a fixed point. At high load prompts share iterations, so the
 * time per prompt falls from its value alone towards the floor of full batches.
 */
export function aggregatedState(model: InstanceModel, rate: number): InstanceState | undefined {
  const { steps, limits, traffic } = model;
  const budget = stepTokenBudget(steps, limits.maxBatchedTokens);
  const perToken =
    (interpolate(steps.tokenKnots, steps.tokenSeconds, budget) -
      interpolate(steps.tokenKnots, steps.tokenSeconds, budget / 2)) /
    (budget / 2);
  let batch = rate * traffic.decodeSteps * decodeStepSeconds(model, 1);
  let share = Math.min(0.5, rate * model.prefillMean);
  let mean = model.prefillMean;
  let riding = 0;
  let stepSeconds = 0;
  let pure = 0;
  for (let i = 0; i < 40; i++) {
    const b = Math.min(batch, 4 * model.maxBatch + 64);
    pure = decodeStepSeconds(model, b);
    riding = b < 1 ? b * (attentionSeconds(model, 1) + perToken) : attentionSeconds(model, b) + perToken * b;
    const alone = model.prefillMean + model.prefillSteps * riding;
    const chunk = Math.max(16, budget - b);
    const packed = Math.min(alone, model.prefillFloor + (traffic.freshTokens / chunk) * riding);
    mean = packed + (alone - packed) * (1 - Math.min(1, share));
    const nextShare = rate * mean;
    const prefillStepsPerSecond =
      rate * (model.prefillSteps + (traffic.freshTokens / chunk - model.prefillSteps) * Math.min(1, share));
    const next = 1 / (Math.max(rate, prefillStepsPerSecond, 1e-12) + Math.max(0, 1 - nextShare) / pure);
    const nextBatch = rate * traffic.decodeSteps * next;
    const done = Math.abs(nextBatch - batch) < 1e-4 * (1 + batch) && Math.abs(nextShare - share) < 1e-5;
    stepSeconds = next;
    batch = (batch + nextBatch) / 2;
    share = (share + nextShare) / 2;
    if (done) break;
  }
  if (!(share < 1) || batch + normalQuantile(0.9) * Math.sqrt(batch) > Math.max(1, model.maxBatch)) return undefined;
  const steadySteps = Math.max(1, traffic.decodeSteps);
  const extra = Math.max(0, mean - model.prefillSteps * pure);
  const meetings = rate * steadySteps * stepSeconds;
  const bySwing = swing(model, batch);
  const byPrefill = (Math.sqrt(meetings * (1 + model.prefillVariation)) * extra) / steadySteps;
  const prefillWork = rate * (mean - model.prefillSteps * riding);
  const decodeWork = rate * traffic.decodeSteps * (pure / Math.max(1, batch)) + rate * model.prefillSteps * riding;
  return {
    prefillShare: share,
    batch,
    stepSeconds,
    stepSpread: Math.sqrt(bySwing * bySwing + byPrefill * byPrefill),
    longestStep: Math.max(pure, model.prefillMean / model.prefillSteps + riding),
    prefillMean: mean,
    riding,
    prefillCostShare: prefillWork + decodeWork > 0 ? prefillWork / (prefillWork + decodeWork) : 0.5,
  };
}

/** How much the step time moves when the batch moves by its Poisson spread; a request averages over part of the swing. */
function swing(model: InstanceModel, batch: number): number {
  const up = batch + Math.sqrt(batch);
  return (decodeStepSeconds(model, up) - decodeStepSeconds(model, batch)) * 0.7;
}

/** Steady state of an instance that only decodes. */
export function decodeState(model: InstanceModel, rate: number): InstanceState | undefined {
  const { traffic } = model;
  let batch = rate * traffic.decodeSteps * decodeStepSeconds(model, 1);
  for (let i = 0; i < 60; i++) {
    const next = rate * traffic.decodeSteps * decodeStepSeconds(model, Math.min(batch, 4 * model.maxBatch + 64));
    const done = Math.abs(next - batch) < 1e-5 * (1 + batch);
    batch = next;
    if (done || batch > 4 * model.maxBatch + 64) break;
  }
  if (batch + normalQuantile(0.9) * Math.sqrt(batch) > Math.max(1, model.maxBatch)) return undefined;
  const stepSeconds = decodeStepSeconds(model, batch);
  return {
    prefillShare: 0,
    batch,
    stepSeconds,
    stepSpread: swing(model, batch),
    longestStep: stepSeconds,
    prefillMean: 0,
    riding: 0,
    prefillCostShare: 0,
  };
}

/** Steady state of an instance that only prefills. */
export function prefillState(model: InstanceModel, rate: number): InstanceState | undefined {
  let share = Math.min(0.5, rate * model.prefillMean);
  let mean = model.prefillMean;
  for (let i = 0; i < 30; i++) {
    mean = model.prefillFloor + (model.prefillMean - model.prefillFloor) * (1 - Math.min(1, share));
    const next = rate * mean;
    if (Math.abs(next - share) < 1e-6) break;
    share = (share + next) / 2;
  }
  if (!(share < 1)) return undefined;
  return {
    prefillShare: share,
    batch: 0,
    stepSeconds: 0,
    stepSpread: 0,
    longestStep: 0,
    prefillMean: mean,
    riding: 0,
    prefillCostShare: 1,
  };
}

/** Wait for the first prompt iteration in a pool of `instances` behind one router. */
export function prefillWait(model: InstanceModel, state: InstanceState, instances: number): QueueWait | undefined {
  return queueWait({
    servers: instances,
    utilisation: state.prefillShare,
    meanServiceSeconds: state.prefillMean,
    arrivalVariation: model.traffic.arrivalVariation,
    serviceVariation: model.prefillVariation,
  });
}

/** Share of requests whose first token takes longer than `seconds`. `added` is a fixed delay, e.g. the KV transfer. */
export function shareOfSlowFirstTokens(
  model: InstanceModel,
  state: InstanceState,
  wait: QueueWait,
  seconds: number,
  added = 0,
): number {
  // A prompt that arrives while others decode waits for the running iteration to end: half of one on average.
  const fixed = added + state.stepSeconds / 2;
  let slow = 0;
  for (const alone of model.prefillSeconds)
    slow += shareWaitingLonger(wait, seconds - fixed - alone - model.prefillSteps * state.riding);
  return slow / Math.max(1, model.prefillSeconds.length);
}
