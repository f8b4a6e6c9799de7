// What one instance of a pool does to its requests at a given load, in closed form: busy shares, TTFT, TPOT.
// The simulator is the judge; this is the estimate that is cheap enough to ask of every configuration.
import { expm1, hypot } from "../elementary.ts";
import { causalPairs } from "../perf/causal-pairs.ts";
import { interpolate } from "../perf/knots.ts";
import {
  type CompiledStepModel,
  type PromptChunk,
  promptSeconds,
  stepTokenBudget,
  tokenSeconds,
} from "../perf/step-model.ts";
import { normalQuantile } from "./normal.ts";
import { chunkLoad, largestChunksOf, largestOf } from "./prompt-chunks.ts";
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
  /** Tokens one iteration of the whole instance may process. */
  readonly budget: number;
  /** Mean tokens and attention pairs of one prompt chunk. */
  readonly chunkTokens: number;
  readonly chunkPairs: number;
  readonly chunkWindowPairs: number;
  /** Mean of the largest of 1, 2, 4, ... chunks drawn at random; only where lanes wait for the largest. */
  readonly largestChunks?: readonly PromptChunk[];
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

/**
 * Seconds to prefill `fresh` tokens after `cached` ones, alone, in steps of `budget` tokens. Alone it does not fill a
 * pipeline: it passes the stages one after another.
 */
export function prefillSeconds(steps: CompiledStepModel, budget: number, fresh: number, cached: number): number {
  const chunks = Math.ceil(fresh / budget);
  const rest = fresh - (chunks - 1) * budget;
  // All chunks at their mean length for attention, whose cost is nearly a line in pairs at such lengths; the last apart for the token tables.
  const attention = chunkLoad(
    steps,
    1,
    fresh / chunks,
    causalPairs(fresh, cached) / chunks,
    causalPairs(fresh, cached, steps.windowTokens) / chunks,
  );
  const attentionSeconds = chunks * promptSeconds(steps, attention, 0);
  const tokens = (count: number): number => tokenSeconds(steps, chunkLoad(steps, 1, count, 0, 0), 0);
  return (chunks - 1) * tokens(budget) + tokens(rest) + attentionSeconds;
}

export function instanceModel(steps: CompiledStepModel, limits: BatchLimits, traffic: TrafficProfile): InstanceModel {
  const budget = stepTokenBudget(steps, limits.maxBatchedTokens);
  const alone = traffic.strata.map(({ fresh, cached }) => prefillSeconds(steps, budget, fresh, cached));
  const mean = alone.reduce((sum, value) => sum + value, 0) / Math.max(1, alone.length);
  const square = alone.reduce((sum, value) => sum + value * value, 0) / Math.max(1, alone.length);
  const chunks =
    traffic.strata.reduce((sum, { fresh }) => sum + Math.ceil(fresh / budget), 0) / Math.max(1, traffic.strata.length);
  const perChunk = (value: (stratum: TrafficProfile["strata"][number]) => number): number =>
    traffic.strata.reduce((sum, stratum) => sum + value(stratum), 0) / Math.max(1, traffic.strata.length * chunks);
  const perSequence = traffic.decodeContext > 0 ? traffic.decodeContext : traffic.freshTokens + traffic.cachedTokens;
  const byMemory = Math.floor((steps.kvCapacityTokens * kvHeadroom) / Math.max(1, perSequence));
  const largestChunks = largestChunksOf(steps, budget, traffic);
  const model = {
    ...(largestChunks === undefined ? {} : { largestChunks }),
    steps,
    limits,
    traffic,
    budget,
    chunkTokens: perChunk(({ fresh }) => fresh),
    chunkPairs: perChunk(({ fresh, cached }) => causalPairs(fresh, cached)),
    chunkWindowPairs: perChunk(({ fresh, cached }) => causalPairs(fresh, cached, steps.windowTokens)),
    prefillSeconds: alone,
    prefillMean: mean,
    prefillVariation: mean > 0 ? Math.max(0, square / (mean * mean) - 1) : 0,
    prefillSteps: chunks,
    windowContext: Math.min(traffic.decodeContext, steps.windowTokens),
    maxBatch: Math.min(byMemory, limits.maxSequences),
    batchBound: byMemory < limits.maxSequences ? ("kv memory" as const) : ("max sequences" as const),
  };
  const most = Math.max(1, budget / Math.max(1, model.chunkTokens));
  return { ...model, prefillFloor: Math.min(mean, (chunks * prefillStepSeconds(model, most, 0)) / most) };
}

/**
 * One iteration that carries `prompts` mean prompt chunks (a real number) beside `batch` decoding sequences. Fewer prompts than
 * the instance has lanes leave some idle. Less than one prompt: an iteration that carries one only so often.
 */
function prefillStepSeconds(model: Omit<InstanceModel, "prefillFloor">, prompts: number, batch: number): number {
  const { steps } = model;
  const prompt = chunkLoad(
    steps,
    prompts,
    model.chunkTokens,
    model.chunkPairs,
    model.chunkWindowPairs,
    largestOf(model.largestChunks, prompts),
  );
  return (
    tokenSeconds(steps, prompt, batch) +
    (batch > 0 ? attentionSeconds(model, Math.max(1, batch)) * Math.min(1, batch) : 0) +
    (prompts > 0 ? promptSeconds(steps, prompt, batch) : 0)
  );
}

/** KV blocks kept free so that the usual swings of the batch do not preempt anyone. */
const kvHeadroom = 0.95;

/** One iteration that only decodes: `batch` sequences at the traffic's mean context. */
export function decodeStepSeconds(model: InstanceModel, batch: number): number {
  const { steps } = model;
  const b = Math.max(1, batch);
  return interpolate(steps.tokenKnots, steps.tokenSeconds, b) + attentionSeconds(model, b);
}

function attentionSeconds(model: Omit<InstanceModel, "prefillFloor">, batch: number): number {
  const { steps, traffic } = model;
  return (
    interpolate(steps.sequenceKnots, steps.decodeSeconds, batch) +
    interpolate(steps.sequenceKnots, steps.decodeSecondsPerContextToken, batch) * batch * traffic.decodeContext +
    interpolate(steps.sequenceKnots, steps.decodeSecondsPerWindowToken, batch) * batch * model.windowContext
  );
}

/** An instance in its steady state. */
export interface InstanceState {
  /** Prompt work over what full iterations could do: the load of the prompt queue. */
  readonly prefillShare: number;
  /** Sequences decoding at a time, mean. */
  readonly batch: number;
  /** Mean seconds between two tokens of one request. */
  readonly stepSeconds: number;
  /** Standard deviation of a request's own mean TPOT. */
  readonly stepSpread: number;
  /** Mean rest of the iteration that a new prompt finds running. */
  readonly residualSeconds: number;
  /** An iteration that carries prompts, and the share of iterations that do. */
  readonly longestStep: number;
  readonly stepShare: number;
  /** Seconds of full iterations that one prompt takes up. */
  readonly serviceSeconds: number;
  /** What sharing its iterations with others adds to each of a prompt's own, seconds. */
  readonly riding: number;
  /** Share of the bill that is prefill work; idle time follows the work it waited for. */
  readonly prefillCostShare: number;
}

/**
 * Steady state of an instance that both prefills and decodes at `rate` requests/s; undefined where there is none
 * (prompts come faster than full iterations take them, or the batch does not fit).
 *
 * An iteration takes what arrived during the one before: with a mean length D the number of prompt chunks in it is Poisson
 * with mean m = rate x chunks x D, so a share p = 1 - exp(-m) of iterations carries prompts, m / p of them on average. D is
 * then p x (iteration with that many prompts) + (1 - p) x (pure decode iteration), and the decode batch is
 * rate x decode steps x D by Little's law: one fixed point. A request gets a token per iteration, so D is the mean TPOT.
 */
export function aggregatedState(model: InstanceModel, rate: number): InstanceState | undefined {
  const { traffic, budget, chunkTokens } = model;
  const arrivals = rate * model.prefillSteps;
  const most = Math.max(1, budget / Math.max(1, chunkTokens));
  let meanStep = decodeStepSeconds(model, 1);
  let batch = rate * traffic.decodeSteps * meanStep;
  let pure = meanStep;
  let withPrompts = 0;
  let prompts = 1;
  let share = 0;
  for (let i = 0; i < 60; i++) {
    const b = Math.min(batch, 4 * model.maxBatch + 64);
    const m = arrivals * meanStep;
    share = -expm1(-m);
    prompts = Math.min(most, m > 1e-9 ? m / share : 1);
    pure = decodeStepSeconds(model, b);
    withPrompts = prefillStepSeconds(model, prompts, b);
    const next = share * withPrompts + (1 - share) * pure;
    const nextBatch = rate * traffic.decodeSteps * next;
    const isSettled = Math.abs(next - meanStep) < 1e-5 * next && Math.abs(nextBatch - batch) < 1e-4 * (1 + batch);
    meanStep = (meanStep + next) / 2;
    batch = (batch + nextBatch) / 2;
    if (isSettled) break;
  }
  const fullStep = prefillStepSeconds(model, most, batch);
  const utilisation = (arrivals * fullStep) / most;
  if (!(utilisation < 1) || arrivals * meanStep > most) return undefined;
  if (batch + normalQuantile(0.9) * Math.sqrt(batch) > Math.max(1, model.maxBatch)) return undefined;
  const steadySteps = Math.max(1, traffic.decodeSteps);
  const bySwing = swing(model, batch);
  const byPrefill =
    Math.abs(withPrompts - pure) * Math.sqrt((share * (1 - share)) / steadySteps + (share * share) / (4 * steadySteps));
  const decoding = pure * Math.min(1, batch);
  const prefillWork = (arrivals * Math.max(0, withPrompts - decoding)) / prompts;
  const decodeWork = rate * traffic.decodeSteps * (pure / Math.max(1, batch));
  return {
    prefillShare: utilisation,
    batch,
    stepSeconds: meanStep,
    stepSpread: hypot(bySwing, byPrefill),
    residualSeconds:
      (share * withPrompts * withPrompts + (1 - share) * pure * pure) /
      (2 * (share * withPrompts + (1 - share) * pure)),
    longestStep: Math.max(pure, withPrompts),
    stepShare: share,
    serviceSeconds: (model.prefillSteps * fullStep) / most,
    riding: Math.max(0, withPrompts - prefillStepSeconds(model, 1, 0)),
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
    residualSeconds: 0,
    longestStep: stepSeconds,
    stepShare: 0,
    serviceSeconds: 0,
    riding: 0,
    prefillCostShare: 0,
  };
}

/**
 * Steady state of an instance that only prefills: while it is busy each iteration takes what arrived during the one before.
 * Beyond the queue of full iterations a prompt waits for the rest of the running one, as far as that serves others together.
 */
export function prefillState(model: InstanceModel, rate: number): InstanceState | undefined {
  const arrivals = rate * model.prefillSteps;
  const most = Math.max(1, model.budget / Math.max(1, model.chunkTokens));
  let prompts = 1;
  let step = prefillStepSeconds(model, 1, 0);
  for (let i = 0; i < 40; i++) {
    const next = Math.min(most, Math.max(1, arrivals * step));
    step = prefillStepSeconds(model, next, 0);
    if (Math.abs(next - prompts) < 1e-5 * prompts) break;
    prompts = (prompts + next) / 2;
  }
  const utilisation = (arrivals * prefillStepSeconds(model, most, 0)) / most;
  const busy = (arrivals * step) / prompts;
  if (!(utilisation < 1) || !(busy <= 1 + 1e-3)) return undefined;
  return {
    prefillShare: Math.min(busy, 0.5 * (busy + utilisation)),
    batch: 0,
    stepSeconds: 0,
    stepSpread: 0,
    residualSeconds: (Math.min(1, busy) * (step - step / prompts)) / 2,
    longestStep: step,
    stepShare: 1,
    serviceSeconds: (model.prefillSteps * step) / prompts,
    riding: Math.max(0, step - prefillStepSeconds(model, 1, 0)),
    prefillCostShare: 1,
  };
}

/** Wait for the first prompt iteration in a pool of `instances` behind one router. */
export function prefillWait(model: InstanceModel, state: InstanceState, instances: number): QueueWait | undefined {
  return queueWait({
    servers: instances,
    utilisation: state.prefillShare,
    meanServiceSeconds: state.serviceSeconds,
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
  const fixed = added + state.residualSeconds;
  let slow = 0;
  for (const alone of model.prefillSeconds)
    slow += shareWaitingLonger(
      wait,
      seconds -
        fixed -
        (model.largestChunks === undefined
          ? alone + model.prefillSteps * state.riding
          : // Lanes work side by side: a prompt waits for the largest of its iteration, or is it.
            Math.max(alone, model.prefillSteps * state.longestStep)),
    );
  return slow / Math.max(1, model.prefillSeconds.length);
}
