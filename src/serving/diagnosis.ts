// What holds a fleet back, in words, and the next change worth trying. Reads the figures of a result; computes nothing new.
import type { PoolResult, ServiceResult } from "./result.ts";
import type { SimulationInput } from "./simulation-input.ts";

export interface Diagnosis {
  readonly bottleneck: string;
  readonly next: string;
}

const percent = (fraction: number): string => `${(100 * fraction).toFixed(0)}%`;
const milliseconds = (seconds: number): string =>
  seconds >= 1 ? `${seconds.toFixed(2)} s` : `${(1e3 * seconds).toFixed(0)} ms`;

/** The pool closest to its limit: busiest first, then fullest. */
function tightestPool(result: ServiceResult): PoolResult {
  return [...result.pools].sort((a, b) => b.busyFraction - a.busyFraction || b.kvUsePeak - a.kvUsePeak)[0]!;
}

function failures(result: ServiceResult): Diagnosis | undefined {
  const { counts } = result;
  const worst = Object.entries(counts.failures).sort((a, b) => b[1] - a[1])[0];
  if (worst === undefined || counts.failed < 0.01 * counts.arrived) return undefined;
  const [reason, count] = worst;
  const next: Record<string, string> = {
    "over-context-limit": "serve a model with a longer context, or cut the prompts",
    "over-kv-capacity": "give each replica more memory: more chips (tp), a smaller precision, or an FP8 KV cache",
    "no-replica": "add replicas, or shorten their restart",
    "replica-crash": "let the gateway retry",
    "kv-transfer-lost": "let the gateway retry, or mend the link",
    timeout: "add replicas, or lengthen the timeout",
  };
  return {
    bottleneck: `${count} of ${counts.arrived} requests fail: ${reason}`,
    next: next[reason] ?? "clean the trace: such rows cannot be served",
  };
}

function saturated(result: ServiceResult, input: SimulationInput): Diagnosis {
  const pool = tightestPool(result);
  const engine = input.pools.find((other) => other.name === pool.name)!.engine;
  const growth = result.metrics.backlogGrowthFraction ?? 0;
  const beyond = `the rate is beyond capacity (${percent(growth)} of the arrivals pile up)`;
  if (pool.kvUsePeak > 0.98 && result.metrics.preemptions > 0)
    return {
      bottleneck: `${beyond}: KV memory of pool "${pool.name}" is full (${result.metrics.preemptions} preemptions)`,
      next: "more memory per replica (tp, FP8 KV cache, smaller weights), or more replicas",
    };
  if (pool.kvUsePeak > 0.98)
    return {
      bottleneck: `${beyond}: KV memory of pool "${pool.name}" is full`,
      next: "more memory per replica (tp, FP8 KV cache, smaller weights), or more replicas",
    };
  if ((pool.meanDecodeBatch ?? 0) > 0.9 * engine.maxSequences)
    return {
      bottleneck: `${beyond}: all ${engine.maxSequences} seats of pool "${pool.name}" are taken`,
      next: `raise engine.maxSequences above ${engine.maxSequences}, or add replicas`,
    };
  return pool.prefillFraction > pool.decodeFraction
    ? {
        bottleneck: `${beyond}: pool "${pool.name}" spends ${percent(pool.prefillFraction)} of its time on steps with prompts (compute)`,
        next: "add replicas or chips with more FLOP/s for prefill; a prefix cache where prompts repeat",
      }
    : {
        bottleneck: `${beyond}: pool "${pool.name}" spends ${percent(pool.decodeFraction)} of its time decoding (memory bandwidth)`,
        next: "add replicas, or chips with more memory bandwidth for decode",
      };
}

/** One bottleneck and one next change, from most to least urgent: failures, overload, missed bounds, idle capacity. */
export function diagnose(result: ServiceResult, input: SimulationInput): Diagnosis {
  const { metrics, counts } = result;
  if (counts.arrived === 0) return { bottleneck: "no traffic", next: "give the scenario a demand above 0" };
  const failed = failures(result);
  if (failed !== undefined) return failed;
  if (!metrics.isStable) return saturated(result, input);
  const pool = tightestPool(result);
  const transfer = metrics.kvTransferSeconds.mean;
  const { attainment } = metrics;
  if (attainment.all !== undefined && attainment.all < 0.9) {
    if (attainment.ttft !== undefined && (attainment.tpot === undefined || attainment.ttft <= attainment.tpot)) {
      const queue = metrics.queueSeconds.mean ?? 0;
      const ttft = metrics.ttftSeconds.mean ?? 0;
      return queue > ttft / 2
        ? {
            bottleneck: `TTFT: ${percent(queue / ttft)} of it is waiting for a seat or for KV room`,
            next:
              pool.kvUsePeak > 0.95
                ? "more KV room per replica, or more replicas"
                : "more replicas; bursts are what fills the queue",
          }
        : {
            bottleneck: `TTFT: prompts take ${milliseconds(ttft - queue)} to compute`,
            next: "more tensor parallelism, faster chips for prefill, or a larger token budget per step",
          };
    }
    if (attainment.tpot !== undefined) {
      const p99 = metrics.itlSeconds.p99 ?? 0;
      const p50 = metrics.itlSeconds.p50 ?? 0;
      return p99 > 3 * p50
        ? {
            bottleneck: `TPOT: prompts of others interrupt decoding (gaps: p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)})`,
            next: "a smaller token budget per step, or separate prefill and decode pools",
          }
        : {
            bottleneck: `TPOT: a decode step itself takes ${milliseconds(p50)} at ${(pool.meanDecodeBatch ?? 0).toFixed(0)} requests`,
            next: "more tensor parallelism, more memory bandwidth, or more replicas for smaller batches",
          };
    }
  }
  if (transfer !== undefined && transfer > 0.3 * (metrics.ttftSeconds.mean ?? 0) && transfer > 0.05)
    return {
      bottleneck: `KV takes ${milliseconds(transfer)} from prefill to decode`,
      next: "a faster link, or layer-wise transfer",
    };
  if (metrics.preemptions > 0.05 * counts.finished)
    return {
      bottleneck: `KV room: ${metrics.preemptions} preemptions recompute ${metrics.recomputedTokens} tokens`,
      next: "more KV room per replica, or fewer seats (engine.maxSequences)",
    };
  const loads = result.pools.map((other) => other.busyFraction);
  if (result.pools.length > 1 && Math.max(...loads) > 2 * Math.min(...loads) + 0.1) {
    const idle = [...result.pools].sort((a, b) => a.busyFraction - b.busyFraction)[0]!;
    return {
      bottleneck: `nothing is missed; pool "${pool.name}" is busy ${percent(pool.busyFraction)} of the time and "${idle.name}" ${percent(idle.busyFraction)}`,
      next: `move replicas from "${idle.name}" to "${pool.name}"`,
    };
  }
  const share = pool.meanDecodeBatch ?? 0;
  return {
    bottleneck: `none: every queue drains; "${pool.name}" steps with ${share.toFixed(1)} decoding requests on average`,
    next: "fewer replicas, until a target is missed; silico plan finds that fleet",
  };
}
