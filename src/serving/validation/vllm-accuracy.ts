// Published vLLM load tests beside the same tests simulated: each experiment played once, each stage compared.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import type { ModelSpec } from "../../catalog/models/model-spec.ts";
import type { ServingPrecision } from "../../catalog/precision.ts";
import { compileStepModel } from "../../perf/compile.ts";
import type { EngineProfile } from "../../scenario/layout.ts";
import { type EngineOverheads, engineOverheads } from "../engine-overheads.ts";
import { requestStatus } from "../request-records.ts";
import { simulate } from "../simulate.ts";
import { type OpenLoopCoefficients, openLoopComposition } from "./vllm-open-loop.ts";
import { type MeasuredMetric, measuredMetrics, type VllmRun, type VllmWorkload } from "./vllm-runs.ts";
import { drawVllmTraffic } from "./vllm-traffic.ts";

export interface ComparedRow {
  readonly experiment: string;
  readonly experimentId: string;
  readonly model: string;
  readonly hardware: string;
  readonly workload: string;
  readonly stage: number;
  readonly metrics: readonly {
    readonly metric: MeasuredMetric;
    readonly measuredSeconds: number;
    readonly predictedSeconds: number;
    /** Signed, percent of the measured figure. */
    readonly errorPercent: number;
  }[];
}

export interface ExcludedRuns {
  readonly reason: string;
  readonly rows: number;
}

export interface VllmComparison {
  readonly rows: readonly ComparedRow[];
  readonly excluded: readonly ExcludedRuns[];
}

export interface Resolvers {
  readonly model: (name: string) => ModelSpec;
  readonly chip: (name: string) => ChipSpec;
  /** Other step coefficients than the shipped ones: for fitting them. */
  readonly coefficients?: OpenLoopCoefficients;
  readonly overheads?: EngineOverheads;
}

const quantileOf = (sorted: Float64Array, fraction: number): number => {
  const rank = fraction * (sorted.length - 1);
  const low = Math.floor(rank);
  const high = Math.min(sorted.length - 1, low + 1);
  return sorted[low]! + (rank - low) * (sorted[high]! - sorted[low]!);
};

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function engineOf(run: VllmRun): EngineProfile {
  return {
    family: "vllm",
    version: "0.15.1",
    maxBatchedTokens: run.maxBatchedTokens,
    maxSequences: run.maxSequences,
    kvBlockTokens: 16,
    memoryFraction: run.memoryFraction ?? 0.9,
    kvCacheFormat: "bf16",
    hasPrefixCache: true,
  };
}

const precisionOf = (run: VllmRun, model: ModelSpec): ServingPrecision =>
  run.precision.toUpperCase() === "FP8" ? (model.nativePrecision === "fp8-block" ? "fp8-block" : "fp8") : "bf16";

/** Plays one experiment and compares every stage of it that the table has. */
function compareExperiment(
  runs: readonly VllmRun[],
  workload: VllmWorkload,
  resolvers: Resolvers,
  seed: number,
): ComparedRow[] {
  const run = runs[0]!;
  const model = resolvers.model(run.model);
  const chip = resolvers.chip(run.hardware);
  const engine = engineOf(run);
  const precision = precisionOf(run, model);
  const base = compileStepModel(
    model,
    chip,
    { layout: { tp: run.tp, pp: 1, attentionDp: 1, ep: 1, moeTp: run.tp }, precision, engine },
    openLoopComposition(chip, precision, resolvers.coefficients),
  );
  const stepModel = {
    ...base,
    contextLimit: Math.min(base.contextLimit, run.maxModelTokens),
    kvCapacityTokens: run.kvBlocks === undefined ? base.kvCapacityTokens : (run.kvBlocks - 1) * engine.kvBlockTokens,
  };
  const overheads = resolvers.overheads ?? engineOverheads(engine);
  const traffic = drawVllmTraffic(workload, seed);
  const { records } = simulate({
    requests: traffic.requests,
    pools: [
      {
        name: run.experiment,
        role: "aggregated",
        count: run.dp,
        stepModel,
        engine: { ...engine, scheduler: "vllm", isAsync: overheads.isAsync },
      },
    ],
    seed,
    ingressSeconds: overheads.ingressSeconds,
    egressSeconds: overheads.egressSeconds,
    keepsRecords: true,
  });
  return runs.map((row) => {
    const mine: number[] = [];
    for (let i = 0; i < traffic.requests.count; i++) {
      const isHere = row.stage < 0 || traffic.stage[i] === row.stage;
      if (isHere && records!.status[i] === requestStatus.finished) mine.push(i);
    }
    const e2e = Float64Array.from(mine, (i) => records!.e2eSeconds[i]!).sort();
    const ttft = Float64Array.from(mine, (i) => records!.ttftSeconds[i]!).sort();
    const tpot = Float64Array.from(
      mine,
      (i) => (records!.e2eSeconds[i]! - records!.ttftSeconds[i]!) / (workload.outputTokens - 1),
    );
    const predicted: Record<MeasuredMetric, number> = {
      "e2e mean": meanOf(e2e),
      "e2e p50": quantileOf(e2e, 0.5),
      "e2e p90": quantileOf(e2e, 0.9),
      "e2e p99": quantileOf(e2e, 0.99),
      "ttft mean": meanOf(ttft),
      "ttft p50": quantileOf(ttft, 0.5),
      "ttft p90": quantileOf(ttft, 0.9),
      "ttft p99": quantileOf(ttft, 0.99),
      tpot: meanOf(tpot),
    };
    return {
      experiment: row.experiment,
      experimentId: row.experimentId,
      model: row.model,
      hardware: row.hardware,
      workload: row.workload,
      stage: row.stage,
      metrics: measuredMetrics.flatMap((metric) => {
        const measuredSeconds = row.measured[metric];
        if (measuredSeconds === undefined || measuredSeconds <= 0 || mine.length === 0) return [];
        const predictedSeconds = predicted[metric];
        const errorPercent = (100 * (predictedSeconds - measuredSeconds)) / measuredSeconds;
        return [{ metric, measuredSeconds, predictedSeconds, errorPercent }];
      }),
    };
  });
}

/**
 * Compares every run of the table that can be simulated. Overloaded rows average the survivors of a client timeout, which the
 * table does not describe, so they are counted and left out.
 */
export function compareVllmRuns(
  runs: readonly VllmRun[],
  workloads: ReadonlyMap<string, VllmWorkload>,
  resolvers: Resolvers,
  seed = 1,
): VllmComparison {
  const rows: ComparedRow[] = [];
  const excluded = new Map<string, number>();
  const exclude = (reason: string, count: number): void => {
    excluded.set(reason, (excluded.get(reason) ?? 0) + count);
  };
  const experiments = groupedBy(runs, (run) => run.experiment);
  for (const [, all] of experiments) {
    const kept = all.filter((run) => !run.isOverloaded);
    if (kept.length < all.length) exclude("overloaded: averages over survivors of a timeout", all.length - kept.length);
    if (kept.length === 0) continue;
    const workload = workloads.get(kept[0]!.workload);
    if (workload === undefined) {
      exclude(`workload "${kept[0]!.workload}" is not described`, kept.length);
      continue;
    }
    try {
      rows.push(...compareExperiment(kept, workload, resolvers, seed));
    } catch (cause) {
      // A run that names an unknown model or chip must not hide the others; its reason is reported.
      exclude(cause instanceof Error ? cause.message : String(cause), kept.length);
    }
  }
  return { rows, excluded: [...excluded].map(([reason, count]) => ({ reason, rows: count })) };
}

export interface ErrorSummary {
  readonly by: "all" | "hardware" | "model" | "workload";
  readonly value: string;
  readonly metric: MeasuredMetric;
  readonly rows: number;
  /** Percent, such as 12.3. */
  readonly mape: number;
  readonly medianApe: number;
  readonly bias: number;
  readonly p90Ape: number;
}

/** Mean, median and 90th percentile of the absolute error, and the mean signed error: pooled first, then by group. */
export function summariseErrors(rows: readonly ComparedRow[]): ErrorSummary[] {
  const out: ErrorSummary[] = [];
  const add = (by: ErrorSummary["by"], value: string, group: readonly ComparedRow[]): void => {
    for (const metric of measuredMetrics) {
      const errors = group.flatMap((row) => row.metrics.filter((entry) => entry.metric === metric));
      if (errors.length === 0) continue;
      const signed = Float64Array.from(errors, (entry) => entry.errorPercent);
      const absolute = Float64Array.from(signed, Math.abs).sort();
      out.push({
        by,
        value,
        metric,
        rows: errors.length,
        mape: meanOf(absolute),
        medianApe: quantileOf(absolute, 0.5),
        bias: meanOf(signed),
        p90Ape: quantileOf(absolute, 0.9),
      });
    }
  };
  add("all", "all", rows);
  for (const by of ["hardware", "model", "workload"] as const) {
    const groups = groupedBy(rows, (row) => row[by]);
    for (const value of [...groups.keys()].sort()) add(by, value, groups.get(value)!);
  }
  return out;
}
