// Why queues grow, first tokens come late and tokens come slowly, each in words with the next change worth trying.
// Reads the figures of a result; computes nothing new.
import { decodeWork, stepSeconds } from "../perf/step-model.ts";
import type { PoolResult, ServiceResult } from "./result.ts";
import type { SimulatedPool, SimulationInput } from "./simulation-input.ts";

export interface Diagnosis {
  readonly bottleneck: string;
  readonly next: string;
}

export const percent = (fraction: number): string => `${(100 * fraction).toFixed(0)}%`;
export const inWords = (seconds: number): string =>
  seconds >= 1
    ? `${seconds.toFixed(2)} s`
    : seconds >= 0.01
      ? `${(1e3 * seconds).toFixed(0)} ms`
      : `${(1e3 * seconds).toFixed(1)} ms`;

const heldFraction = ({ queueHeldFraction: held }: PoolResult): number => held.seats + held.kv + held.stepTokens;

/** The busiest; of equals the fullest. */
function tightest(pools: readonly PoolResult[]): PoolResult | undefined {
  return [...pools].sort((a, b) => b.busyFraction - a.busyFraction || b.kvUsePeak - a.kvUsePeak)[0];
}

/** What the queues wait for: the link where it is full, else the pool whose queue was held for the largest part of the time. */
export function holdUp(result: ServiceResult, input: SimulationInput): Diagnosis {
  const { link, metrics } = result;
  const decode = result.pools.find(({ role }) => role === "decode");
  const [pool] = [...result.pools].sort((a, b) => heldFraction(b) - heldFraction(a)) as [PoolResult, ...PoolResult[]];
  // A prefill pool that cannot get rid of its KV waits for the link, or for room on the other side.
  const isBackedUp = pool.role === "prefill" && pool.queueHeldFraction.kv > pool.queueHeldFraction.stepTokens;
  if (link !== undefined && link.fullFraction > 0.5 && (isBackedUp || heldFraction(pool) < link.fullFraction))
    return {
      bottleneck: `the link between prefill and decode is full ${percent(link.fullFraction)} of the time (${(link.bytesPerSecondMean / 1e9).toPrecision(3)} GB/s on average)`,
      next: "a faster link, a smaller KV cache format, or prefixes cached on the decode side so that less moves",
    };
  const named = isBackedUp && decode !== undefined && decode.queueHeldFraction.kv > 0.1 ? decode : pool;
  const { seats, kv, stepTokens } = named.queueHeldFraction;
  const { engine } = input.pools.find(({ name }) => name === named.name)!;
  const where = `pool "${named.name}"`;
  if (heldFraction(named) < 0.05 || (stepTokens >= seats && stepTokens >= kv)) {
    const [compute, others] = [named.prefillFraction, named.role === "prefill" ? "prefill instances" : "replicas"];
    // The router that weighs what waits; by requests alone, long prompts queue while others idle.
    const growing = input.disturbances?.autoscaling?.find(({ pool: at }) => input.pools[at]!.name === named.name);
    if (growing !== undefined)
      return {
        bottleneck: `prompts queue in ${where} while it grows: an instance takes ${inWords(growing.loadSeconds)} to load, looked for every ${inWords(growing.everySeconds)}`,
        next: "more instances from the start (autoscaling.min), fewer requests for each (outstandingPerInstance), or a faster load",
      };
    if (compute < 0.8 && compute >= named.decodeFraction)
      return {
        bottleneck: `prompts queue in ${where} though it works on them only ${percent(compute)} of the time: they come in bursts, or unevenly`,
        next:
          input.router === "prefix-aware" || input.router === "least-kv"
            ? `more ${others}, or chips with more FLOP/s`
            : `a router that weighs the prompts that wait (router: prefix-aware), or more ${others}`,
      };
    return named.prefillFraction >= named.decodeFraction
      ? {
          bottleneck: `${where} is short of compute for prompts: ${percent(named.prefillFraction)} of its time goes into steps with prompts`,
          next: `more ${others}, or chips with more FLOP/s; a prefix cache where prompts repeat`,
        }
      : {
          bottleneck: `${where} is short of memory bandwidth: ${percent(named.decodeFraction)} of its time goes into decoding`,
          next: "more replicas, or chips with more memory bandwidth for decode",
        };
  }
  if (kv >= seats)
    return {
      bottleneck: `KV memory of ${where} is full: its queue waits for blocks ${percent(kv)} of the time${metrics.preemptions > 0 ? `, with ${metrics.preemptions} preemptions` : ""}`,
      next: "more memory per replica (tp, an FP8 KV cache, smaller weights), or more replicas",
    };
  if (engine.scheduler === "static")
    return {
      bottleneck: `a batch of ${where} runs to its end before the next begins: its queue waits for one ${percent(seats)} of the time`,
      next: "a scheduler that admits requests at every step, such as vllm",
    };
  return {
    bottleneck: `all ${engine.maxSequences} seats of ${where} are taken: its queue waits for one ${percent(seats)} of the time`,
    next:
      (metrics.attainment.tpot ?? 1) < 0.9
        ? "add replicas: more seats would make every token slower"
        : `raise engine.maxSequences above ${engine.maxSequences}, or add replicas`,
  };
}

/** Steps that decode, and where their time goes: the weights alone, the batch, prompts of others, preemption, hand-over. */
export function slowTokens(result: ServiceResult, input: SimulationInput, boundSeconds: number): Diagnosis {
  const { metrics, counts } = result;
  const pool =
    result.pools.find(({ role }) => role === "decode") ??
    tightest(result.pools.filter(({ decodeTokens }) => decodeTokens > 0)) ??
    result.pools[0]!;
  const { stepModel } = input.pools.find(({ name }) => name === pool.name) as SimulatedPool;
  const step = pool.decodeStepSecondsMean ?? 0;
  const batch = pool.meanDecodeBatch ?? 0;
  const outputTokens = (metrics.outputTokensPerSecond ?? 0) / (metrics.requestsPerSecond || 1);
  if (step > boundSeconds) {
    const alone = stepSeconds(stepModel, decodeWork(1, 1, stepModel.windowTokens));
    return alone > 0.7 * step
      ? {
          bottleneck: `a decode step takes ${inWords(step)} at ${batch.toFixed(0)} requests, and ${inWords(alone)} with one: reading the weights sets the pace`,
          next: "more tensor parallelism, smaller weights, or chips with more memory bandwidth; more replicas do not help",
        }
      : {
          bottleneck: `a decode step takes ${inWords(step)} at ${batch.toFixed(0)} requests`,
          next: "more replicas for smaller batches, more tensor parallelism, or more memory bandwidth",
        };
  }
  if (metrics.preemptions > 0.05 * counts.finished)
    return {
      bottleneck: `KV room: ${metrics.preemptions} preemptions make their requests compute ${metrics.recomputedTokens} tokens again`,
      next: "more KV room per replica, or fewer seats (engine.maxSequences)",
    };
  const transfer = metrics.kvTransferSeconds.mean ?? 0;
  if (outputTokens > 1 && transfer / (outputTokens - 1) > 0.3 * (metrics.tpotSeconds.mean ?? 0))
    return slowTransfer(transfer, input);
  return {
    bottleneck: `prompts of others interrupt decoding: a step takes ${inWords(step)} without prompts and ${inWords(pool.promptStepSecondsMean ?? 0)} with them`,
    next: "a smaller token budget per step (engine.maxBatchedTokens), or separate prefill and decode pools",
  };
}

export function slowTransfer(seconds: number, { link }: SimulationInput): Diagnosis {
  return {
    bottleneck: `KV takes ${inWords(seconds)} from prefill to decode`,
    next:
      (link?.overlappedLayers ?? 1) > 1
        ? "a faster link, or a smaller KV cache format"
        : "a faster link, or layer-wise transfer (kvTransfer.overlapsLayers)",
  };
}

export function slowFirstToken(result: ServiceResult, input: SimulationInput): Diagnosis {
  const queue = result.metrics.queueSeconds.mean ?? 0;
  const ttft = result.metrics.ttftSeconds.mean ?? 0;
  if (queue <= ttft / 2)
    return {
      bottleneck: `prompts take ${inWords(ttft - queue)} to compute once they run`,
      next: "more tensor parallelism, faster chips for prefill, or a larger token budget per step (engine.maxBatchedTokens)",
    };
  const cause = holdUp(result, input);
  return { ...cause, bottleneck: `${percent(queue / ttft)} of it is waiting: ${cause.bottleneck}` };
}
