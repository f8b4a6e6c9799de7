// From a scenario's fleet to a simulation: step models compiled, the link between the pools chosen, per-request bounds set.
// Takes the checked scenario with its model, chips and requests; opens nothing.
import type { ChipSpec } from "../catalog/chip-spec.ts";
import type { ModelSpec } from "../catalog/models/model-spec.ts";
import { fail } from "../errors.ts";
import { compileStepModel } from "../perf/compile.ts";
import { adjustStepModel } from "../perf/measured/adjust-step-model.ts";
import { compileServing } from "../perf/nearby/correct-steps.ts";
import { chipsOf } from "../scenario/layout.ts";
import type { Pool, Scenario, Target, TargetMetric, Tenant } from "../scenario/scenario.ts";
import type { RequestColumns } from "../workload/request-columns.ts";
import { engineOverheads } from "./engine-overheads.ts";
import { refuseIneffectiveKeys } from "./ineffective-keys.ts";
import type { KvLinkInput } from "./kv-link.ts";
import { hostTierOf } from "./pool-host-tier.ts";
import { kvFormOf, layersOf, poolLink } from "./pool-link.ts";
import { weighPools } from "./pool-weights.ts";
import { type RouterKind, routerKinds } from "./router.ts";
import { scenarioDisturbances } from "./scenario-disturbances.ts";
import { type SchedulerKind, schedulerKinds } from "./scheduler.ts";
import type { ServiceTargets } from "./service-targets.ts";
import type { SimulatedPool, SimulationInput } from "./simulation-input.ts";
import { openLoopComposition } from "./validation/vllm-open-loop.ts";

/** The scheduler that an engine family ships with. */
export const familyScheduler = { vllm: "vllm", sglang: "sglang", trtllm: "trtllm-no-evict" } as const;

function schedulerOf(pool: Pool, index: number, file: string | undefined): SchedulerKind {
  const wanted = pool.scheduler ?? familyScheduler[pool.engine.family];
  const found = schedulerKinds.find((kind) => kind === wanted);
  if (found === undefined)
    fail(
      "unknown-name",
      ["fleet", index, "scheduler"],
      `unknown scheduler "${wanted}"`,
      `Schedulers are: ${schedulerKinds.join(", ")}.`,
      file,
    );
  return found;
}

/** The link between the pools. @throws {SilicoError} code "domain" where the file gives it no bandwidth. */
function linkOf(scenario: Scenario, model: ModelSpec, chips: readonly ChipSpec[]): KvLinkInput | undefined {
  const pools = scenario.fleet.map(({ role, count, layout }, i) => ({
    role,
    count,
    chips: chipsOf(layout),
    chip: chips[i]!,
  }));
  const link = poolLink(pools, scenario.kvTransfer, layersOf(model));
  if (link !== undefined && scenario.kvTransfer.bytesPerSecond === 0)
    fail(
      "domain",
      ["kvTransfer", "bandwidth"],
      "a link of 0 bytes/s carries no KV",
      "Give a positive bandwidth, or make the pools aggregated.",
      scenario.file,
    );
  return link;
}

/** The tightest bound on each metric, read per request: what counts towards goodput. */
export function requestBounds({ targets }: Pick<Scenario, "targets">): ServiceTargets {
  const tightest = (metric: TargetMetric): number | undefined => {
    const bounds = targets.filter((target) => target.metric === metric).map((target) => target.seconds);
    return bounds.length === 0 ? undefined : Math.min(...bounds);
  };
  const ttftSeconds = tightest("ttft");
  const tpotSeconds = tightest("tpot");
  const e2eSeconds = tightest("e2e");
  return {
    ...(ttftSeconds === undefined ? {} : { ttftSeconds }),
    ...(tpotSeconds === undefined ? {} : { tpotSeconds }),
    ...(e2eSeconds === undefined ? {} : { e2eSeconds }),
  };
}

/** What a tenant's requests are held to: its own targets, and the scenario's on the metrics of which it has none. */
export function tenantTargets(scenario: Scenario, tenant: Tenant): readonly Target[] {
  const own = new Set(tenant.targets.map(({ metric }) => metric));
  return [...tenant.targets, ...scenario.targets.filter(({ metric }) => !own.has(metric))];
}

/** At least one token: what measured runs are compared by has no zero. */
function meanOf(tokens: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < tokens.length; i++) sum += tokens[i]!;
  return tokens.length === 0 ? 1 : Math.max(1, sum / tokens.length);
}

/**
 * The simulation of a scenario's fleet.
 * @param chips one per pool of the fleet, in its order.
 * @throws {SilicoError} where the fleet is empty, or names a router or scheduler that does not exist.
 */
export function scenarioSimulation(
  scenario: Scenario,
  model: ModelSpec,
  chips: readonly ChipSpec[],
  requests: RequestColumns,
): SimulationInput {
  const { fleet, file } = scenario;
  if (fleet.length === 0)
    fail(
      "schema",
      ["fleet"],
      "is empty: there is nothing to simulate",
      "List pools, such as fleet: [{chip: h100-sxm, layout: {tp: 4}, count: 2}], or let silico plan choose them.",
      file,
    );
  refuseIneffectiveKeys(scenario);
  const router = routerKinds.find((kind) => kind === scenario.router) as RouterKind | undefined;
  if (router === undefined)
    fail(
      "unknown-name",
      ["router"],
      `unknown router "${scenario.router}"`,
      `Routers are: ${routerKinds.join(", ")}.`,
      file,
    );
  const overheads = engineOverheads(fleet[0]!.engine);
  const lengths = { inputTokens: meanOf(requests.promptTokens), outputTokens: meanOf(requests.outputTokens) };
  const pools = fleet.map((pool, i): SimulatedPool => {
    const chip = chips[i]!;
    const instanceChips = chipsOf(pool.layout);
    const precision = pool.precision ?? model.nativePrecision;
    const isMeasuredVersion = pool.engine.family === "vllm" && pool.engine.version === "0.15.1";
    const configuration = { layout: pool.layout, precision, engine: pool.engine };
    // Coefficients fitted to open-loop runs, and adjustments to an endpoint, have their own measurements behind them.
    const predicted = isMeasuredVersion
      ? compileStepModel(model, chip, configuration, openLoopComposition(chip, precision))
      : pool.adjustment !== undefined
        ? compileStepModel(model, chip, configuration)
        : compileServing(model, chip, configuration, lengths);
    const stepModel = pool.adjustment === undefined ? predicted : adjustStepModel(predicted, pool.adjustment);
    if (stepModel.kvCapacityTokens < pool.engine.kvBlockTokens)
      fail(
        "domain",
        ["fleet", i, "layout"],
        `${model.name} does not fit on ${instanceChips} x ${chip.id} with room for KV`,
        "Use more chips per instance (tp, pp) or a smaller precision.",
        file,
      );
    const { maxBatchedTokens, maxSequences, kvBlockTokens, hasPrefixCache } = pool.engine;
    const scheduler = schedulerOf(pool, i, file);
    const hostTier = hostTierOf(pool, i, chip, scheduler, layersOf(model), file);
    return {
      name: pool.name,
      role: pool.role,
      count: pool.count,
      stepModel,
      chipsPerReplica: instanceChips,
      engine: {
        maxBatchedTokens,
        maxSequences,
        kvBlockTokens,
        hasPrefixCache,
        scheduler,
        isAsync: overheads.isAsync,
        ...(pool.options === undefined ? {} : { options: pool.options }),
        ...(pool.speculation === undefined ? {} : { speculation: pool.speculation }),
        ...(hostTier === undefined ? {} : { hostTier }),
        ...(chip.hostLink === undefined
          ? {}
          : { retractionBytesPerSecond: chip.hostLink.bytesPerSecond * instanceChips }),
      },
      kvForm: kvFormOf(chip, pool.engine),
      ...(chip.boardWatts === undefined ? {} : { busyWatts: chip.boardWatts * instanceChips }),
    };
  });
  const disturbances = scenarioDisturbances(scenario, requestBounds(scenario).ttftSeconds);
  const link = linkOf(scenario, model, chips);
  const targets = requestBounds(scenario);
  return {
    requests,
    pools: weighPools(pools, requests, targets.tpotSeconds),
    router,
    targets,
    ...(scenario.workload.tenants === undefined || requests.tenants === undefined
      ? {}
      : {
          tenantTargets: scenario.workload.tenants.map((tenant) =>
            requestBounds({ targets: tenantTargets(scenario, tenant) }),
          ),
        }),
    seed: scenario.seed,
    ingressSeconds: overheads.ingressSeconds,
    egressSeconds: overheads.egressSeconds,
    ...(link === undefined ? {} : { link }),
    ...(disturbances === undefined ? {} : { disturbances }),
  };
}
