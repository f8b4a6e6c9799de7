// How much one instance carries while the targets hold, and what service the pool then gives.
import type { InstanceRole } from "./fleet-programme.ts";
import {
  aggregatedState,
  decodeState,
  decodeStepSeconds,
  type InstanceModel,
  type InstanceState,
  prefillState,
  prefillWait,
  shareOfSlowFirstTokens,
} from "./instance-service.ts";
import { normalQuantile } from "./normal.ts";

export type ServiceMetric = "ttft" | "tpot" | "itl" | "e2e";

/** The scenario's target, in the planner's own words: `metric` at `statistic` (a probability, or the mean) within `seconds`. */
export interface ServiceTarget {
  readonly metric: ServiceMetric;
  readonly statistic: number | "mean";
  readonly seconds: number;
  /** Whose requests it is about; absent = everybody's. The analytic model holds it for all of them, the simulation for these. */
  readonly tenant?: string;
}

/** Seconds at the statistics the simulator also prints. */
export interface Spread {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

export interface PredictedService {
  readonly ttftSeconds?: Spread;
  readonly tpotSeconds?: Spread;
}

const loads: Record<InstanceRole, (model: InstanceModel, rate: number) => InstanceState | undefined> = {
  aggregated: aggregatedState,
  prefill: prefillState,
  decode: decodeState,
};

/** What stops an instance from carrying more. */
export type Binding =
  | "ttft"
  | "tpot"
  | "itl"
  | "e2e"
  | "prefill throughput"
  | "kv memory"
  | "max sequences"
  | "decode throughput";

export interface Capacity {
  /** Requests/s one instance carries while every target holds. */
  readonly rate: number;
  readonly state: InstanceState;
  readonly binding: Binding;
}

/** Time a prompt's KV needs from prefill to decode, seconds; part of the wait for the second token, and of TTFT where so defined. */
export interface RoleContext {
  readonly role: InstanceRole;
  readonly targets: readonly ServiceTarget[];
  /** Instances that share the queue. */
  readonly instances: number;
  /** Delay added to every first token. */
  readonly addedSeconds: number;
}

/** The first target missed at this rate, or undefined where all hold. */
export function missedTarget(model: InstanceModel, state: InstanceState, context: RoleContext): Binding | undefined {
  const { role, targets } = context;
  const wait = role === "decode" ? undefined : prefillWait(model, state, context.instances);
  if (role !== "decode" && wait === undefined) return "prefill throughput";
  for (const { metric, statistic, seconds: limit } of targets) {
    if (metric === "ttft" && role !== "decode") {
      if (statistic === "mean") {
        const mean = firstTokenMean(model, state, wait!.meanSeconds) + context.addedSeconds;
        if (mean > limit) return "ttft";
      } else if (shareOfSlowFirstTokens(model, state, wait!, limit, context.addedSeconds) > 1 - statistic)
        return "ttft";
    } else if (metric === "tpot" && role !== "prefill") {
      if (tpotAt(state, statistic) > limit) return "tpot";
    } else if (metric === "itl" && role !== "prefill") {
      const value = statistic === "mean" ? state.stepSeconds : itlAt(model, state, statistic);
      if (value > limit) return "itl";
    } else if (metric === "e2e" && role !== "prefill") {
      // Prefill's own share of a request's time is small beside decode's; the simulator judges the sum.
      const outputs = model.traffic.strata.map(({ output }) => output).sort((a, b) => a - b);
      const steps =
        statistic === "mean"
          ? model.traffic.decodeSteps
          : Math.max(0, (outputs[Math.min(outputs.length - 1, Math.floor(statistic * outputs.length))] ?? 1) - 1);
      const first = wait === undefined ? 0 : firstTokenMean(model, state, wait.meanSeconds) + context.addedSeconds;
      if (first + steps * state.stepSeconds > limit) return "e2e";
    }
  }
  return undefined;
}

function firstTokenMean(model: InstanceModel, state: InstanceState, waitSeconds: number): number {
  return waitSeconds + state.residualSeconds + model.prefillMean + model.prefillSteps * state.riding;
}

function tpotAt(state: InstanceState, statistic: number | "mean"): number {
  return state.stepSeconds + (statistic === "mean" ? 0 : Math.max(0, normalQuantile(statistic)) * state.stepSpread);
}

/** Gaps between tokens: most are pure decode iterations, some carry a prompt chunk. */
function itlAt(model: InstanceModel, state: InstanceState, probability: number): number {
  return probability > 1 - state.stepShare ? state.longestStep : decodeStepSeconds(model, state.batch);
}

/** Service of the pool at `rate` per instance; undefined where the load cannot be carried at all. */
export function predictService(
  model: InstanceModel,
  rate: number,
  context: RoleContext,
): { readonly state: InstanceState; readonly service: PredictedService } | undefined {
  const state = loads[context.role](model, rate);
  if (state === undefined) return undefined;
  const wait = context.role === "decode" ? undefined : prefillWait(model, state, context.instances);
  if (context.role !== "decode" && wait === undefined) return undefined;
  const ttft = (probability: number): number => {
    let low = 0;
    let high = 1;
    while (shareOfSlowFirstTokens(model, state, wait!, high, context.addedSeconds) > 1 - probability && high < 1e6)
      high *= 2;
    for (let i = 0; i < 40; i++) {
      const middle = (low + high) / 2;
      if (shareOfSlowFirstTokens(model, state, wait!, middle, context.addedSeconds) > 1 - probability) low = middle;
      else high = middle;
    }
    return high;
  };
  return {
    state,
    service: {
      ...(wait === undefined
        ? {}
        : {
            ttftSeconds: {
              mean: firstTokenMean(model, state, wait.meanSeconds) + context.addedSeconds,
              p50: ttft(0.5),
              p90: ttft(0.9),
              p99: ttft(0.99),
            },
          }),
      ...(context.role === "prefill"
        ? {}
        : {
            tpotSeconds: {
              mean: state.stepSeconds,
              p50: tpotAt(state, 0.5),
              p90: tpotAt(state, 0.9),
              p99: tpotAt(state, 0.99),
            },
          }),
    },
  };
}

/** Requests/s of an instance that is all but idle. */
const idleRate = 1e-9;

/**
 * Highest rate per instance at which every target holds, by bisection (the state and the misses never improve with load).
 * Returns the binding limit even where the rate is zero, so that an infeasible configuration can say why.
 */
export function instanceCapacity(
  model: InstanceModel,
  context: RoleContext,
): Capacity | { readonly rate: 0; readonly binding: Binding; readonly floorSeconds: number } {
  const load = loads[context.role];
  const throughput: Binding = context.role === "decode" ? model.batchBound : "prefill throughput";
  const judge = (rate: number): { state?: InstanceState; binding?: Binding } => {
    const state = load(model, rate);
    if (state === undefined) return { binding: overloadOf(model, rate, context.role) ?? throughput };
    const binding = missedTarget(model, state, context);
    return binding === undefined ? { state } : { state, binding };
  };
  const nearlyIdle = judge(idleRate);
  if (nearlyIdle.binding !== undefined)
    return { rate: 0, ...(worstFloor(model, context) ?? missedAt(model, nearlyIdle.binding)) };
  const { decodeSteps } = model.traffic;
  let high =
    context.role === "decode"
      ? model.maxBatch / Math.max(1, decodeSteps) / decodeStepSeconds(model, 1)
      : 1 / Math.max(1e-9, model.prefillFloor);
  let low = 0;
  let best: { state: InstanceState; rate: number } = { state: nearlyIdle.state!, rate: 0 };
  let binding: Binding = throughput;
  for (let i = 0; i < 26; i++) {
    const middle = (low + high) / 2;
    const verdict = judge(middle);
    if (verdict.binding === undefined) {
      low = middle;
      best = { state: verdict.state!, rate: middle };
    } else {
      high = middle;
      binding = verdict.binding;
    }
  }
  return best.rate > 0 ? { rate: best.rate, state: best.state, binding } : { rate: 0, ...missedAt(model, binding) };
}

const missedAt = (model: InstanceModel, binding: Binding) => ({ binding, floorSeconds: idleSeconds(model, binding) });

/** Of the targets that even an idle instance misses, the one it misses by most. */
function worstFloor(model: InstanceModel, context: RoleContext): ReturnType<typeof missedAt> | undefined {
  const state = loads[context.role](model, idleRate);
  if (state === undefined) return undefined;
  let worst: ReturnType<typeof missedAt> | undefined;
  let most = 0;
  for (const target of context.targets) {
    const binding = missedTarget(model, state, { ...context, targets: [target] });
    if (binding === undefined) continue;
    const missed = missedAt(model, binding);
    if (missed.floorSeconds / target.seconds <= most) continue;
    most = missed.floorSeconds / target.seconds;
    worst = missed;
  }
  return worst;
}

function overloadOf(model: InstanceModel, rate: number, role: InstanceRole): Binding | undefined {
  if (role === "prefill") return "prefill throughput";
  if (role === "decode") return model.batchBound;
  return rate * model.prefillFloor >= 1 ? "prefill throughput" : model.batchBound;
}

/** The best an idle instance can do on the metric that binds: below it no number of chips helps. */
function idleSeconds(model: InstanceModel, binding: Binding): number {
  if (binding === "ttft")
    return model.prefillSeconds[Math.floor(model.prefillSeconds.length * 0.9)] ?? model.prefillMean;
  if (binding === "e2e") return model.prefillMean + model.traffic.decodeSteps * decodeStepSeconds(model, 1);
  return decodeStepSeconds(model, 1);
}
