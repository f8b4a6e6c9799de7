// The service that a fleet gives to a traffic: the one function that planning, the command line and a browser call.
// Takes compiled step models, engine settings and request columns; gives metrics. Must not read a clock or a file.

import { fail, requirePositive, requirePositiveInteger } from "../errors.ts";
import { stepTokenBudget } from "../perf/step-model.ts";
import { Random } from "../random.ts";
import type { PoolRole } from "../scenario/scenario.ts";
import { Cluster } from "./cluster.ts";
import type { ClusterPool } from "./cluster-parts.ts";
import { priorityRules, refuseHostTier, refuseIneffectiveOptions } from "./engine-options.ts";
import { HostTier } from "./host-tier.ts";
import { InvariantChecker } from "./invariants.ts";
import { KvCache } from "./kv-cache.ts";
import { KvLink } from "./kv-link.ts";
import { MetricsCollector } from "./metrics.ts";
import { PrefixStore } from "./prefix-store.ts";
import type { Quantiles } from "./quantiles.ts";
import { leastRehearsed, rehearsal } from "./rehearsal.ts";
import { Replica } from "./replica.ts";
import { RequestRecords } from "./request-records.ts";
import { RequestSlots } from "./request-slots.ts";
import { type ServiceResult, summarise } from "./result.ts";
import { mixingLimits, validateRoleMixing } from "./role-mixing-limits.ts";
import { pairRoles, validateRoleSwitching } from "./role-pairs.ts";
import type { Router } from "./router.ts";
import { createRouter } from "./routers.ts";
import { defaultSchedulerOptions, sglangConstants } from "./scheduler.ts";
import { createScheduler } from "./schedulers.ts";
import type { ServiceTargets } from "./service-targets.ts";
import type { SimulationInput } from "./simulation-input.ts";
import { StepLog } from "./step-log.ts";
import { StepTables } from "./step-tables.ts";
import { Suspended } from "./suspended.ts";
import { TenantMetrics } from "./tenant-metrics.ts";

export interface Simulation {
  readonly result: ServiceResult;
  /** The whole distributions, for quantiles that the result does not list. */
  readonly distributions: Readonly<Record<"ttft" | "tpot" | "itl" | "e2e" | "queue", Quantiles>>;
  /** The same of each tenant, in the order of the workload. */
  readonly tenants?: readonly Readonly<Record<"ttft" | "tpot" | "e2e", Quantiles>>[];
  readonly records?: RequestRecords;
  readonly stepLog?: StepLog;
}

/** A simulation under way: it can be played in portions, so that the caller stays able to react. */
export interface RunningSimulation {
  /** Plays at most so many events (rounded up to 16,384); true where nothing is left to play. */
  readonly advance: (events: number) => boolean;
  /** Requests that have left, for progress. */
  readonly left: () => number;
  /** What is known so far. */
  readonly sum: () => Simulation;
}

/**
 * Plays the requests against the pools and returns the service they got.
 *
 * How planning calls it: one pool per (chip, layout, role) with the step model that `compileStepModel` made and the replica
 * count to try; the request columns of the workload (shared between calls, never written to); the per-request bounds as
 * targets. `result.metrics.ttftSeconds.p90 <= bound` decides a percentile target; `result.metrics.attainment.all` is the share
 * of requests that met every bound. A run of 10,000 requests takes about 7 ms once compiled. Same input and seed, same result,
 * bit for bit.
 *
 * Error: queueing is exact for the given step times (a test holds it to a step-by-step engine at 1e-9); quantiles are within
 * 0.4%; the step times carry the spread of their step model.
 * @throws {SilicoError} code "domain" where a pool is empty, a link is missing or carries nothing, or columns do not match.
 */
export function simulate(input: SimulationInput): Simulation {
  const running = startSimulation(input);
  running.advance(Number.POSITIVE_INFINITY);
  return running.sum();
}

/** As `simulate`, but played by the caller. @throws {SilicoError} as `simulate`. */
export function startSimulation(input: SimulationInput): RunningSimulation {
  const { requests, pools } = input;
  validate(input);
  if (requests.count >= leastRehearsed) startSimulation(rehearsal(input)).advance(Number.POSITIVE_INFINITY);
  const { targets = {}, tenantTargets } = input;
  const tenants =
    requests.tenants &&
    new TenantMetrics(requests.tenants, tenantTargets ?? requests.tenants.names.map((): ServiceTargets => targets));
  const metrics = new MetricsCollector(targets, tenants);
  const slots = new RequestSlots();
  const unitEntry = new Int32Array(requests.prefix?.blocks.length ?? 0);
  const replicas: Replica[] = [];
  const weights: number[] = [];
  const entryReplicas: number[] = [];
  const decodeReplicas: number[] = [];
  const growers: (() => Replica)[] = [];
  const clusterPools: ClusterPool[] = pools.map((pool, poolIndex) => {
    const { engine, stepModel } = pool;
    const maxBatchedTokens = stepTokenBudget(stepModel, engine.maxBatchedTokens);
    const tables = new StepTables(stepModel, maxBatchedTokens, engine.maxSequences);
    const totalBlocks = Math.floor(stepModel.kvCapacityTokens / engine.kvBlockTokens);
    if (totalBlocks < 1)
      fail(
        "domain",
        ["fleet", poolIndex],
        `pool "${pool.name}" has room for ${stepModel.kvCapacityTokens} tokens of KV, less than one block`,
        "Give each replica more chips or a smaller precision.",
      );
    // SGLang's decode side keeps no radix cache unless told to, TensorRT-LLM's reuses no received blocks.
    const keepsPrefixes = engine.hasPrefixCache && (pool.role !== "decode" || (engine.scheduler ?? "vllm") === "vllm");
    const prefixes = keepsPrefixes ? requests.prefix : undefined;
    if (prefixes !== undefined && prefixes.blockTokens % engine.kvBlockTokens !== 0)
      fail(
        "unsupported",
        ["fleet", poolIndex, "engine", "kvBlockTokens"],
        `KV blocks of ${engine.kvBlockTokens} tokens do not divide the trace's prefix blocks of ${prefixes.blockTokens}`,
        "Use a KV block size that divides it.",
      );
    const scheduler = createScheduler(engine.scheduler ?? "vllm", { ...defaultSchedulerOptions, ...engine.options });
    const store = engine.hostTier?.store && new PrefixStore(engine.hostTier.store);
    const grow = (): Replica => {
      const index = replicas.length;
      const kv = new KvCache(totalBlocks, engine.kvBlockTokens, prefixes, unitEntry);
      replicas.push(
        new Replica(index, poolIndex, tables, kv, slots, metrics, {
          maxBatchedTokens,
          maxSequences: engine.maxSequences,
          blockTokens: engine.kvBlockTokens,
          isAsync: engine.isAsync ?? false,
          isSplit: pool.role !== "aggregated",
          isPrefillOnly: pool.role === "prefill" && input.disturbances?.roleMixing === undefined,
          ...(engine.speculation === undefined
            ? {}
            : { speculation: engine.speculation, random: new Random(input.seed ?? 1, `speculation ${index}`) }),
        }),
      );
      const replica = replicas[index]!;
      if (engine.options?.queueOrder === "priority") replica.waiting.rule = priorityRules[engine.scheduler ?? "vllm"];
      if (engine.hostTier !== undefined) {
        replica.tier = new HostTier(engine.hostTier, kv, stepModel.kvBytesPerToken);
        if (engine.hostTier.writes === "eviction") kv.evictsTo = replica.tier;
      }
      if (pool.role === "decode" && engine.scheduler === "sglang" && engine.retractionBytesPerSecond !== undefined)
        replica.suspended = new Suspended(slots, engine.retractionBytesPerSecond);
      store?.add(replica);
      replica.stepTokenLimit = scheduler.stepTokenLimit(replica);
      weights.push(pool.weight ?? 1);
      (pool.role === "decode" ? decodeReplicas : entryReplicas).push(index);
      return replica;
    };
    growers.push(grow);
    for (let i = 0; i < pool.count; i++) grow();
    return {
      isPrefill: pool.role === "prefill",
      isDecode: pool.role === "decode",
      sendsKv: pool.role === "prefill" || input.disturbances?.roleMixing !== undefined,
      receivesKv: pool.role === "decode" || input.disturbances?.roleMixing !== undefined,
      scheduler,
      contextLimit: stepModel.contextLimit,
      ...(pool.kvForm === undefined ? {} : { kvForm: pool.kvForm }),
      decodeReserveTokens: engine.scheduler === "sglang" ? sglangConstants.reservedDecodeTokens : 0,
      keepsOutputFree: scheduler.keepsOutputFree,
      ...(store === undefined ? {} : { store }),
    };
  });
  const { roleSwitching, roleMixing } = input.disturbances ?? {};
  const rolePairs = roleSwitching === undefined ? undefined : pairRoles(roleSwitching, replicas, growers);
  const kind = input.router ?? "least-outstanding";
  const seed = input.seed ?? 1;
  const bound = input.targets?.ttftSeconds;
  const routerOver = (indices: readonly number[], stream: string, of = kind): Router =>
    createRouter(of, {
      replicas: indices.map((index) => replicas[index]!),
      weights: indices.map((index) => weights[index]!),
      random: new Random(seed, stream),
      requests,
      ...(bound === undefined ? {} : { ttftSeconds: bound }),
    });
  const records = input.keepsRecords === true ? new RequestRecords(requests.count) : undefined;
  const stepLog = input.keepsSteps === undefined ? undefined : new StepLog(input.keepsSteps);
  const invariants = input.checksInvariants === true ? new InvariantChecker(replicas, slots) : undefined;
  const cluster = new Cluster({
    requests,
    slots,
    metrics,
    pools: clusterPools,
    replicas,
    entryReplicas,
    entryRouter: routerOver(entryReplicas, "router"),
    decodeReplicas,
    ...(decodeReplicas.length === 0
      ? {}
      : {
          // A prefilled request has its first token: no deadline is left to keep, and packing would slow the others.
          decodeRouter: routerOver(
            decodeReplicas,
            "decode-router",
            kind === "deadline-aware" ? "least-outstanding" : kind,
          ),
          link: new KvLink(input.link!),
        }),
    ingressSeconds: input.ingressSeconds ?? 0,
    egressSeconds: input.egressSeconds ?? 0,
    ...(input.disturbances === undefined ? {} : { disturbances: input.disturbances }),
    ...(rolePairs === undefined ? {} : { rolePairs }),
    ...(roleMixing === undefined ? {} : { mixingLimits: mixingLimits(roleMixing, input) }),
    ...(input.targets?.tpotSeconds === undefined ? {} : { tpotSeconds: input.targets.tpotSeconds }),
    ...(records === undefined ? {} : { records }),
    ...(stepLog === undefined ? {} : { stepLog }),
    ...(invariants === undefined ? {} : { invariants }),
  });
  const untilSeconds = input.untilSeconds ?? Number.POSITIVE_INFINITY;
  let isOver = false;
  let patience = 0;
  const shouldPause = (): boolean => {
    const isStopped = input.shouldStop?.() === true;
    if (isStopped) isOver = true;
    return isStopped || metrics.events >= patience;
  };
  return {
    advance: (events) => {
      patience = metrics.events + events;
      if (!isOver) {
        cluster.run(untilSeconds, shouldPause);
        if (!cluster.isPaused) isOver = true;
      }
      return isOver;
    },
    left: () => metrics.finished + metrics.failed,
    sum: () => ({
      result: summarise(input, cluster),
      distributions: {
        ttft: metrics.ttft,
        tpot: metrics.tpot,
        itl: metrics.itl,
        e2e: metrics.e2e,
        queue: metrics.queue,
      },
      ...(tenants === undefined ? {} : { tenants: tenants.tallies }),
      ...(records === undefined ? {} : { records }),
      ...(stepLog === undefined ? {} : { stepLog }),
    }),
  };
}

function validate(input: SimulationInput): void {
  const { requests, pools } = input;
  if (pools.length === 0) fail("domain", ["fleet"], "a fleet without pools", "Give at least one pool.");
  for (const [i, pool] of pools.entries()) {
    if (!(Number.isInteger(pool.count) && pool.count > 0))
      fail(
        "domain",
        ["fleet", i, "count"],
        `pool "${pool.name}" has ${pool.count} instances`,
        "Give a count of at least 1, or leave the pool out.",
      );
    requirePositiveInteger(["fleet", i, "engine", "maxBatchedTokens"], pool.engine.maxBatchedTokens);
    requirePositiveInteger(["fleet", i, "engine", "maxSequences"], pool.engine.maxSequences);
    requirePositiveInteger(["fleet", i, "engine", "kvBlockTokens"], pool.engine.kvBlockTokens);
    const { speculation } = pool.engine;
    refuseIneffectiveOptions(pool, i);
    refuseHostTier(pool, i, requests.prefix !== undefined);
    if (speculation !== undefined) {
      requirePositiveInteger(["fleet", i, "engine", "speculation", "draftTokens"], speculation.draftTokens);
      if (!(speculation.acceptance >= 0 && speculation.acceptance <= 1))
        fail(
          "domain",
          ["fleet", i, "engine", "speculation", "acceptance"],
          `${speculation.acceptance} is no share of drafts`,
          "Give a number from 0 to 1.",
        );
    }
    if (pool.weight !== undefined) requirePositive(["fleet", i, "weight"], pool.weight);
  }
  const has = (role: PoolRole): boolean => pools.some((pool) => pool.role === role);
  if (has("prefill") !== has("decode"))
    fail(
      "domain",
      ["fleet"],
      has("prefill") ? "prefill pools without a decode pool" : "decode pools without a prefill pool",
      "Add the other pool, or give every pool the role aggregated.",
    );
  if (has("decode") && input.link === undefined)
    fail("domain", ["link"], "no link between prefill and decode pools", "Give its bandwidth and latency.");
  if (input.disturbances?.roleSwitching !== undefined)
    validateRoleSwitching(input.disturbances.roleSwitching, pools, input.disturbances.autoscaling ?? []);
  if (input.disturbances?.roleMixing !== undefined) validateRoleMixing(input.disturbances.roleMixing, input);
  const { count } = requests;
  for (const column of ["arrivalSeconds", "promptTokens", "outputTokens"] as const)
    if (requests[column].length < count)
      fail(
        "domain",
        ["requests", column],
        `${requests[column].length} rows for ${count} requests`,
        "Give full columns.",
      );
  const late = firstDescent(requests.arrivalSeconds, count);
  if (late > 0)
    fail(
      "domain",
      ["requests", "arrivalSeconds", late],
      `arrival ${requests.arrivalSeconds[late]} after ${requests.arrivalSeconds[late - 1]}`,
      "Sort the requests by arrival.",
    );
}

/** The first of so many values that is less than the one before it, or no number; 0 where none is. */
function firstDescent(values: Float64Array, count: number): number {
  for (let i = 1; i < count; i++) if (!(values[i]! >= values[i - 1]!)) return i;
  return 0;
}
