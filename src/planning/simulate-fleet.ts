// Plays the scenario's requests against a candidate fleet: the planner's pools in the simulator's words.

import type { KvTransferLink } from "../scenario/scenario.ts";
import { kvFormOf, poolLink } from "../serving/pool-link.ts";
import type { DistributionSummary, Quantiles } from "../serving/quantiles.ts";
import { requestStatus } from "../serving/request-records.ts";
import type { SimulatedRequests } from "../serving/requests.ts";
import type { RouterKind } from "../serving/router.ts";
import type { ServiceTargets } from "../serving/service-targets.ts";
import { simulate } from "../serving/simulate.ts";
import { familyScheduler } from "../serving/simulate-scenario.ts";
import type { SimulationInput } from "../serving/simulation-input.ts";
import { type PoolCount, poolNames } from "./candidate.ts";
import type { ServiceTarget, Spread } from "./capacity.ts";
import {
  type FleetConduct,
  type PlannedPool,
  type VerificationConditions,
  verificationConditions,
} from "./verification-conditions.ts";
import type { SimulatedService, SimulateFleet } from "./verify.ts";

const spreadOf = (summary: DistributionSummary): Spread | undefined =>
  summary.mean === undefined || summary.p50 === undefined || summary.p90 === undefined || summary.p99 === undefined
    ? undefined
    : { mean: summary.mean, p50: summary.p50, p90: summary.p90, p99: summary.p99 };

/** A mean or a quantile, within the 0.4% of the simulator's; undefined where nothing was counted. */
export function valueAt(distribution: Quantiles, statistic: number | "mean"): number | undefined {
  if (distribution.count === 0) return undefined;
  return statistic === "mean" ? distribution.sum / distribution.count : distribution.quantile(statistic);
}

export interface FleetSimulation {
  readonly requests: SimulatedRequests;
  readonly router: RouterKind;
  readonly link: KvTransferLink;
  readonly seed: number;
  /** Bounds on a request, for routers and controllers that look at them. */
  readonly targets?: ServiceTargets;
  /** How the scenario's own fleet is run: faults, retries, autoscaling, speculation, priorities. Absent = undisturbed. */
  readonly conduct?: FleetConduct;
  /** Layers of the model, for a link that overlaps them with the prefill; absent = nothing is hidden. */
  readonly modelLayers?: number;
}

const calm: VerificationConditions = { disturbances: undefined, engines: [], applied: [], leftOut: [] };

function conditionsOf(
  used: readonly PoolCount[],
  { conduct, requests, targets }: FleetSimulation,
): VerificationConditions {
  if (conduct === undefined) return calm;
  const planned = used.map(
    ({ option, count }): PlannedPool => ({
      role: option.role,
      count,
      chip: option.chip,
      chipsPerInstance: option.chips,
      family: option.engine.family,
    }),
  );
  return verificationConditions(
    conduct,
    planned,
    requests.arrivalSeconds[requests.count - 1] ?? 0,
    targets?.ttftSeconds,
  );
}

const simulationInput = (
  pools: readonly PoolCount[],
  setting: FleetSimulation,
): { readonly input: SimulationInput; readonly conditions: VerificationConditions } => {
  const used = pools.filter((pool) => pool.count > 0);
  const conditions = conditionsOf(used, setting);
  const names = poolNames(used);
  const link = poolLink(
    used.map(({ option, count }) => ({ role: option.role, count, chips: option.chips, chip: option.spec })),
    setting.link,
    setting.modelLayers ?? 1,
  );
  const input: SimulationInput = {
    requests: setting.requests,
    pools: used.map(({ option, count, requestsPerSecond }, i) => ({
      name: names[i]!,
      role: option.role,
      count,
      stepModel: option.model.steps,
      engine: { ...option.engine, scheduler: familyScheduler[option.engine.family], ...conditions.engines[i] },
      kvForm: kvFormOf(option.spec, option.engine),
      chipsPerReplica: option.chips,
      weight: requestsPerSecond > 0 ? requestsPerSecond / count : 1,
    })),
    router: setting.router,
    seed: setting.seed,
    ...(setting.targets === undefined ? {} : { targets: setting.targets }),
    ...(link === undefined ? {} : { link }),
    ...(conditions.disturbances === undefined ? {} : { disturbances: conditions.disturbances }),
  };
  return { input, conditions };
};

/** Quantile functions of a fleet's latencies at 0, 1, … 100%, seconds; from every request of one simulation. */
export interface LatencyCurves {
  readonly ttftSeconds: readonly number[];
  readonly tpotSeconds: readonly number[];
  readonly requests: number;
}

export function latencyCurves(pools: readonly PoolCount[], setting: FleetSimulation): LatencyCurves {
  const { records } = simulate({ ...simulationInput(pools, setting).input, keepsRecords: true });
  const ttft: number[] = [];
  const tpot: number[] = [];
  for (let i = 0; i < setting.requests.count; i++) {
    if (records!.status[i] !== requestStatus.finished) continue;
    ttft.push(records!.ttftSeconds[i]!);
    const steps = setting.requests.outputTokens[i]! - 1;
    if (steps > 0) tpot.push((records!.e2eSeconds[i]! - records!.ttftSeconds[i]!) / steps);
  }
  const curve = (values: number[]): number[] => {
    values.sort((a, b) => a - b);
    return values.length === 0
      ? []
      : Array.from(
          { length: 101 },
          (_, p) => values[Math.min(values.length - 1, Math.floor((p / 100) * values.length))]!,
        );
  };
  return { ttftSeconds: curve(ttft), tpotSeconds: curve(tpot), requests: ttft.length };
}

/** What is lost with an instance or on the link; more instances do not bring it back, retries do. */
const lossReasons = ["replica-crash", "kv-transfer-lost"] as const;

/** A simulator of fleets for one workload; the columns are shared by all runs. */
export function fleetSimulator(setting: FleetSimulation): SimulateFleet {
  return (pools): SimulatedService => {
    const { input, conditions } = simulationInput(pools, setting);
    const { result, distributions, tenants } = simulate(input);
    const { metrics, counts } = result;
    const summaries = {
      ttft: metrics.ttftSeconds,
      tpot: metrics.tpotSeconds,
      itl: metrics.itlSeconds,
      e2e: metrics.e2eSeconds,
    };
    const ttftSeconds = spreadOf(summaries.ttft);
    const tpotSeconds = spreadOf(summaries.tpot);
    const e2eSeconds = spreadOf(summaries.e2e);
    return {
      service: {
        from: "simulated",
        ...(ttftSeconds === undefined ? {} : { ttftSeconds }),
        ...(tpotSeconds === undefined ? {} : { tpotSeconds }),
        ...(e2eSeconds === undefined ? {} : { e2eSeconds }),
      },
      at: (target: ServiceTarget) => {
        const tenant = setting.requests.tenants?.names.indexOf(target.tenant ?? "") ?? -1;
        // A gap between tokens is nobody's in particular: those of all tenants are counted together.
        const own = target.metric === "itl" ? undefined : tenants?.[tenant]?.[target.metric];
        return valueAt(own ?? distributions[target.metric], target.statistic);
      },
      finished: counts.finished,
      failed: counts.failed,
      lostInFaults: lossReasons.reduce((sum, reason) => sum + (counts.failures[reason] ?? 0), 0),
      applied: conditions.applied,
      leftOut: conditions.leftOut,
      unfinished: counts.unfinished,
      requests: counts.arrived,
    };
  };
}
