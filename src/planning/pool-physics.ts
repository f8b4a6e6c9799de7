// What the chips of a pool are doing: the memory of one chip, and where its prefill and decode steps lie under the roofs.
import type { ModelSpec } from "../catalog/models/model-spec.ts";
import { type MemoryAccount, memoryAccount } from "../perf/memory-account.ts";
import { stepTokenBudget, weightBytesRead } from "../perf/step-model.ts";
import { type PoolCount, poolNames } from "./candidate.ts";
import { decodeStepSeconds, prefillSeconds } from "./instance-service.ts";

export interface RooflinePoint {
  readonly pool: string;
  readonly phase: "prefill" | "decode";
  /** FLOP per byte moved. */
  readonly intensity: number;
  /** FLOP/s of the whole instance, and the same per chip. */
  readonly flopsPerSecond: number;
  readonly flopsPerSecondPerChip: number;
}

export interface PoolPhysics {
  readonly pool: string;
  readonly chip: string;
  readonly memory: MemoryAccount;
  /** KV held at the pool's mean load, bytes per chip. */
  readonly kvUsedBytes: number;
  readonly peakFlopsPerSecond: number;
  readonly peakBytesPerSecond: number;
  readonly points: readonly RooflinePoint[];
}

/** Physics of each pool of a fleet at its planned load. */
export function poolPhysics(model: ModelSpec, pools: readonly PoolCount[]): readonly PoolPhysics[] {
  const names = poolNames(pools);
  return pools.map(({ option, count }, i): PoolPhysics => {
    const { model: instance, chips, role } = option;
    const { steps, traffic } = instance;
    const pool = names[i]!;
    const points: RooflinePoint[] = [];
    if (role !== "decode") {
      const budget = stepTokenBudget(steps, option.engine.maxBatchedTokens);
      const tokens = Math.max(1, Math.min(budget, Math.round(traffic.freshTokens)));
      const seconds = prefillSeconds(steps, budget, tokens, 0);
      const flops = steps.flopsPerToken * tokens + (steps.flopsPerPair * tokens * (tokens + 1)) / 2;
      const bytes = weightBytesRead(steps, tokens) + steps.kvBytesPerToken * tokens;
      points.push(point(pool, "prefill", flops, bytes, seconds, chips));
    }
    if (role !== "prefill") {
      const batch = Math.max(1, option.state.batch);
      const seconds = decodeStepSeconds(instance, batch);
      const flops = batch * (steps.flopsPerToken + steps.flopsPerPair * traffic.decodeContext);
      const bytes = weightBytesRead(steps, batch) + steps.kvBytesPerToken * batch * traffic.decodeContext;
      points.push(point(pool, "decode", flops, bytes, seconds, chips));
    }
    const memory = memoryAccount(model, option.spec, {
      layout: option.layout,
      precision: option.precision,
      engine: option.engine,
    });
    const context = traffic.decodeContext || traffic.freshTokens + traffic.cachedTokens;
    const held = Math.min(memory.kvCapacityTokens, Math.max(1, option.state.batch) * context);
    return {
      pool: `${count}× ${option.chip} (${role})`,
      chip: option.chip,
      memory,
      kvUsedBytes: memory.kvCapacityTokens > 0 ? (held / memory.kvCapacityTokens) * Math.max(0, memory.kvBytes) : 0,
      peakFlopsPerSecond: steps.peakFlopsPerSecond,
      peakBytesPerSecond: steps.peakBytesPerSecond,
      points,
    };
  });
}

function point(
  pool: string,
  phase: RooflinePoint["phase"],
  flops: number,
  bytes: number,
  seconds: number,
  chips: number,
): RooflinePoint {
  return {
    pool,
    phase,
    intensity: flops / bytes,
    flopsPerSecond: flops / seconds,
    flopsPerSecondPerChip: flops / seconds / chips,
  };
}
