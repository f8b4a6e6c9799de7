// What holds a fleet back, in words, and the next change worth trying. Reads the figures of a result; computes nothing new.
import { decodeWork, stepSeconds } from "../perf/step-model.ts";
import type { PoolResult, ServiceResult } from "./result.ts";
import type { SimulatedPool, SimulationInput } from "./simulation-input.ts";

export interface Diagnosis {
  readonly bottleneck: string;
  readonly next: string;
}

/** One target, and how it came out. */
export interface TargetVerdict {
  readonly metric: string;
  readonly boundSeconds: number;
  readonly achievedSeconds: number | undefined;
  readonly isMet: boolean | undefined;
}

/** What the same traffic gets from the same fleet when nothing breaks. */
export interface CalmRun {
  readonly targets: readonly TargetVerdict[];
  readonly failed: number;
}

const percent = (fraction: number): string => `${(100 * fraction).toFixed(0)}%`;
const inWords = (seconds: number): string =>
  seconds >= 1
    ? `${seconds.toFixed(2)} s`
    : seconds >= 0.01
      ? `${(1e3 * seconds).toFixed(0)} ms`
      : `${(1e3 * seconds).toFixed(1)} ms`;

function failures({ counts }: ServiceResult): Diagnosis | undefined {
  const worst = Object.entries(counts.failures).sort((a, b) => b[1] - a[1])[0];
  if (worst === undefined || counts.failed < 0.01 * counts.arrived) return undefined;
  const [reason, count] = worst;
  const next: Record<string, string> = {
    "over-context-limit": "serve a model with a longer context, or cut the prompts",
    "over-kv-capacity": "give each replica more memory: more chips (tp), a smaller precision, or an FP8 KV cache",
    "no-replica": "add replicas, shorten their restart, or let the gateway wait longer (retries.wait)",
    "replica-crash": "let the gateway retry (retries)",
    "kv-transfer-lost": "let the gateway retry (retries), or mend the link",
  };
  return {
    bottleneck: `${count} of ${counts.arrived} requests fail: ${reason}`,
    next: next[reason] ?? "clean the trace: such rows cannot be served",
  };
}

const heldFraction = ({ queueHeldFraction: held }: PoolResult): number => held.seats + held.kv + held.stepTokens;

/** What the queues wait for: the link where it is full, else the pool whose queue was held for the largest part of the time. */
function holdUp(result: ServiceResult, input: SimulationInput): Diagnosis {
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
  if (heldFraction(named) < 0.05 || (stepTokens >= seats && stepTokens >= kv))
    return named.prefillFraction >= named.decodeFraction
      ? {
          bottleneck: `${where} is short of compute for prompts: ${percent(named.prefillFraction)} of its time goes into steps with prompts`,
          next:
            named.role === "prefill"
              ? "more prefill instances, or chips with more FLOP/s; a prefix cache where prompts repeat"
              : "more replicas, or chips with more FLOP/s; a prefix cache where prompts repeat",
        }
      : {
          bottleneck: `${where} is short of memory bandwidth: ${percent(named.decodeFraction)} of its time goes into decoding`,
          next: "more replicas, or chips with more memory bandwidth for decode",
        };
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
function slowTokens(result: ServiceResult, input: SimulationInput, boundSeconds: number): Diagnosis {
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

function slowTransfer(seconds: number, { link }: SimulationInput): Diagnosis {
  return {
    bottleneck: `KV takes ${inWords(seconds)} from prefill to decode`,
    next:
      (link?.overlappedLayers ?? 1) > 1
        ? "a faster link, or a smaller KV cache format"
        : "a faster link, or layer-wise transfer (kvTransfer.overlapsLayers)",
  };
}

function slowFirstToken(result: ServiceResult, input: SimulationInput): Diagnosis {
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

/** The busiest; of equals the fullest. */
function tightest(pools: readonly PoolResult[]): PoolResult | undefined {
  return [...pools].sort((a, b) => b.busyFraction - a.busyFraction || b.kvUsePeak - a.kvUsePeak)[0];
}

/** The faults, where they alone make the difference. */
function faultsAlone(
  { disturbances }: SimulationInput,
  counts: ServiceResult["counts"],
  targets: readonly TargetVerdict[],
  calm: CalmRun,
): Diagnosis | undefined {
  const missed = worstMiss(targets);
  if ((missed === undefined && counts.failed === 0) || worstMiss(calm.targets) !== undefined || calm.failed > 0)
    return undefined;
  const before = calm.targets[missed === undefined ? -1 : targets.indexOf(missed)];
  const effect =
    missed === undefined
      ? `${counts.failed} of ${counts.arrived} requests fail, without them none`
      : `${missed.metric.toUpperCase()} is ${inWords(missed.achievedSeconds!)}, without them ${inWords(before!.achievedSeconds!)}, and every target is met`;
  const kinds = new Set(disturbances?.faults?.map(({ kind }) => kind));
  const remedies = [
    ...(kinds.has("crash") || kinds.has("slow") || kinds.has("drain") ? ["a spare replica"] : []),
    ...(kinds.has("crash") ? ["a shorter restart"] : []),
    ...(counts.failed > 0 && (disturbances?.maxRetries ?? 0) === 0 ? ["retries at the gateway"] : []),
    ...(kinds.has("link") ? ["a second link"] : []),
  ];
  return { bottleneck: `the faults: ${effect}`, next: remedies.join(", ") || "fewer losses of KV on the link" };
}

/** The target that is missed by most, as a ratio to its bound. */
function worstMiss(targets: readonly TargetVerdict[]): TargetVerdict | undefined {
  const excess = ({ achievedSeconds = 0, boundSeconds }: TargetVerdict): number => achievedSeconds / boundSeconds;
  return targets.filter(({ isMet }) => isMet === false).sort((a, b) => excess(b) - excess(a))[0];
}

/**
 * One bottleneck and one next change, from most to least urgent: failures, overload, missed targets, idle capacity.
 * @param targets what was asked for and how it came out; absent = nothing was.
 * @param calm the same run without its faults, where it has any.
 */
export function diagnose(
  result: ServiceResult,
  input: SimulationInput,
  targets: readonly TargetVerdict[] = [],
  calm?: CalmRun,
): Diagnosis {
  const { metrics, counts } = result;
  if (counts.arrived === 0) return { bottleneck: "no traffic", next: "give the scenario a demand above 0" };
  const blamed = calm === undefined ? undefined : faultsAlone(input, counts, targets, calm);
  if (blamed !== undefined) return blamed;
  const failed = failures(result);
  if (failed !== undefined) return failed;
  const growth = metrics.backlogGrowthFraction ?? 0;
  const waits = (metrics.queueSeconds.mean ?? 0) > (metrics.ttftSeconds.mean ?? 0) / 2;
  // A queue that still grows at the end by a hundredth of what arrives is a rate near capacity, a slow drift included.
  if (!metrics.isStable || (growth > 0.01 && waits)) {
    const cause = holdUp(result, input);
    const what = metrics.isStable ? "at or beyond" : "beyond";
    return {
      ...cause,
      bottleneck: `the rate is ${what} capacity (${percent(growth)} of the arrivals pile up): ${cause.bottleneck}`,
    };
  }
  const missed = worstMiss(targets);
  if (missed !== undefined) {
    const isEarly = missed.metric === "ttft" || (missed.metric === "e2e" && isMostlyFirst(result));
    const cause = isEarly ? slowFirstToken(result, input) : slowTokens(result, input, boundOfTokens(missed, result));
    return { ...cause, bottleneck: `${missed.metric.toUpperCase()}: ${cause.bottleneck}` };
  }
  const transfer = metrics.kvTransferSeconds.mean;
  if (transfer !== undefined && transfer > 0.3 * (metrics.ttftSeconds.mean ?? 0) && transfer > 0.05)
    return slowTransfer(transfer, input);
  if (metrics.preemptions > 0.05 * counts.finished) return slowTokens(result, input, Number.POSITIVE_INFINITY);
  if (targets.length === 0)
    return {
      bottleneck: "none is known: every queue drains, and no target was given",
      next: "give targets, such as targets: {ttft: {p90: 1 s}, tpot: {p90: 50 ms}}",
    };
  const tight = Math.max(...targets.map(({ achievedSeconds = 0, boundSeconds }) => achievedSeconds / boundSeconds));
  return {
    bottleneck: `none: every queue drains and every target is met, the tightest at ${percent(tight)} of its bound`,
    next:
      tight > 0.8
        ? "nothing: there is little room left"
        : "fewer replicas or more traffic; silico plan finds the fleet",
  };
}

const isMostlyFirst = ({ metrics }: ServiceResult): boolean =>
  (metrics.ttftSeconds.mean ?? 0) > (metrics.e2eSeconds.mean ?? 0) / 2;

/** The gap between tokens that would keep a target: its own bound, or what E2E leaves for each token. */
function boundOfTokens({ metric, boundSeconds, achievedSeconds }: TargetVerdict, { metrics }: ServiceResult): number {
  return metric === "e2e"
    ? ((metrics.tpotSeconds.mean ?? 0) * boundSeconds) / (achievedSeconds ?? boundSeconds)
    : boundSeconds;
}
