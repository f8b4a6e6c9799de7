// What a finished (or stopped) simulation says: counts that add up, distributions, load on each pool, stability.
// Takes the loop's state; gives plain data. Each figure is defined as a formula in docs/metrics.md.

import type { Cluster } from "./cluster.ts";
import { type HostCacheResult, hostCacheResult, loadedTokens } from "./host-cache-result.ts";
import type { KvLink } from "./kv-link.ts";
import { failureReasons, type MetricsCollector } from "./metrics.ts";
import type { DistributionSummary } from "./quantiles.ts";
import { heldBy } from "./replica-tally.ts";
import type { MixingCounts } from "./role-mixing.ts";
import type { RoleSwitch } from "./role-switching.ts";
import type { ServiceTargets } from "./service-targets.ts";
import type { SimulationInput } from "./simulation-input.ts";
import { type TenantResult, tenantResult } from "./tenant-metrics.ts";

export interface PoolResult {
  readonly name: string;
  readonly role: string;
  /** At the start. */
  readonly replicas: number;
  /** Mean over time: another number where instances change role. */
  readonly meanReplicas: number;
  readonly chips: number;
  /** Share of replica-time in which a step ran; of it, in steps with prompt work and in pure decode steps. */
  readonly busyFraction: number;
  readonly prefillFraction: number;
  readonly decodeFraction: number;
  /** Time-weighted mean and highest share of KV blocks held by requests. */
  readonly kvUseMean: number;
  readonly kvUsePeak: number;
  /** Decoding requests per step, mean over steps. */
  readonly meanDecodeBatch: number | undefined;
  readonly steps: number;
  readonly prefillTokens: number;
  readonly decodeTokens: number;
  /** Of peak FLOP/s and of peak bytes/s, while busy. */
  readonly mfu: number | undefined;
  readonly mbu: number | undefined;
  readonly stepSecondsMean: number | undefined;
  /** Of steps without and with prompt work. */
  readonly decodeStepSecondsMean: number | undefined;
  readonly promptStepSecondsMean: number | undefined;
  /** Share of replica-time in which the first of the queue (or of the line for received KV) waited for each. */
  readonly queueHeldFraction: { readonly seats: number; readonly kv: number; readonly stepTokens: number };
  /** Share of replica-time in which an instance served both roles; absent without role mixing. */
  readonly mixedFraction?: number;
  /** KV in host memory; absent where the pool has none. */
  readonly hostCache?: HostCacheResult;
}

export interface LinkResult {
  /** Share of the run in which KV moved; in which transfers drew all that the link had, or waited because it was cut. */
  readonly busyFraction: number;
  readonly fullFraction: number;
  readonly bytesPerSecondMean: number;
  readonly peakTransfers: number;
}

export interface ServiceMetrics {
  readonly ttftSeconds: DistributionSummary;
  readonly tpotSeconds: DistributionSummary;
  readonly itlSeconds: DistributionSummary;
  readonly e2eSeconds: DistributionSummary;
  readonly queueSeconds: DistributionSummary;
  readonly kvTransferSeconds: DistributionSummary;
  readonly durationSeconds: number;
  readonly requestsPerSecond: number | undefined;
  readonly promptTokensPerSecond: number | undefined;
  readonly outputTokensPerSecond: number | undefined;
  readonly outputTokensPerSecondPerChip: number | undefined;
  /** Share of arrived requests (failed ones included) that finished within each bound; undefined without targets. */
  readonly attainment: {
    readonly ttft: number | undefined;
    readonly tpot: number | undefined;
    readonly e2e: number | undefined;
    readonly all: number | undefined;
  };
  /** Requests per second that met every bound, and the same per chip. */
  readonly goodputRequestsPerSecond: number | undefined;
  readonly goodputRequestsPerSecondPerChip: number | undefined;
  readonly preemptions: number;
  readonly recomputedTokens: number;
  readonly prefixCacheHitFraction: number | undefined;
  /** Share of handed-over prompt tokens that the decode replica had cached, so that they did not move. */
  readonly receivedHitFraction: number | undefined;
  /** Where those hits were: in device memory, or loaded from host memory. */
  readonly prefixCacheHitFractionByTier: { readonly device: number | undefined; readonly host: number | undefined };
  readonly meanInSystem: number | undefined;
  readonly peakInSystem: number;
  readonly mfu: number | undefined;
  readonly mbu: number | undefined;
  readonly joulesPerOutputToken: number | undefined;
  /** Unfinished work grew during the second half of the arrivals by this share of what arrived in it. */
  readonly backlogGrowthFraction: number | undefined;
  readonly isStable: boolean;
}

export interface ServiceCounts {
  readonly arrived: number;
  readonly finished: number;
  readonly failed: number;
  readonly unfinished: number;
  /** Requests of the workload that had not been sent when the run stopped. */
  readonly notSent: number;
  readonly failures: Readonly<Record<string, number>>;
  /** Times a request was sent again after a loss, or held for want of a replica, by what stopped it. */
  readonly retries: Readonly<Record<string, number>>;
}

export interface ServiceResult {
  readonly metrics: ServiceMetrics;
  readonly counts: ServiceCounts;
  readonly pools: readonly PoolResult[];
  /** The link between prefill and decode pools; absent without them. */
  readonly link?: LinkResult;
  /** Instances that changed role, in order of decision; absent without role switching. */
  readonly roleSwitches?: readonly RoleSwitch[];
  /** What went to instances of the other role; absent without role mixing. */
  readonly roleMixing?: MixingCounts;
  /** What each tenant got; absent with one user. */
  readonly tenants?: readonly TenantResult[];
  readonly run: {
    readonly requests: number;
    readonly steps: number;
    readonly events: number;
    readonly isComplete: boolean;
    readonly seed: number;
    readonly resultHash: string;
  };
}

const byReason = (counts: Float64Array): Record<string, number> =>
  Object.fromEntries(failureReasons.map((reason, i) => [reason, counts[i]!] as const).filter(([, count]) => count > 0));

const ratio = (a: number, b: number): number | undefined => (b > 0 ? a / b : undefined);

/** A backlog that grows by more than this share of the arrivals is a rate beyond capacity. */
const unstableGrowthFraction = 0.05;

export function summarise(input: SimulationInput, cluster: Cluster): ServiceResult {
  const { metrics, replicas } = cluster.parts;
  const { isComplete, mixing } = cluster;
  const endSeconds = isComplete ? metrics.lastSeconds + (input.egressSeconds ?? 0) : cluster.clockSeconds;
  const firstSeconds = input.requests.count > 0 ? cluster.source.arrivalOf(0) : 0;
  const durationSeconds = Math.max(0, endSeconds - firstSeconds);
  const present = (replica: (typeof replicas)[number]): number =>
    cluster.roles?.presentSeconds(replica, firstSeconds, endSeconds) ?? durationSeconds;
  const pools = input.pools.map((pool, poolIndex): PoolResult => {
    const mine = replicas.filter((replica) => replica.poolIndex === poolIndex);
    const total = (field: (replica: (typeof mine)[number]) => number): number =>
      mine.reduce((sum, replica) => sum + field(replica), 0);
    const busySeconds = total((replica) => replica.tally.busySeconds);
    const wholeSeconds = cluster.roles === undefined ? durationSeconds * mine.length : total(present);
    const blockSeconds = total((replica) => replica.tally.kvBlockSeconds);
    const blocks = total((replica) => replica.kv.totalBlocks);
    const steps = total((replica) => replica.tally.stepCount);
    const promptSteps = total((replica) => replica.tally.promptSteps);
    const decodeTokens = total((replica) => replica.tally.decodeTokens);
    const held = (what: number): number =>
      ratio(
        total((replica) => replica.tally.heldSeconds[what]!),
        wholeSeconds,
      ) ?? 0;
    return {
      name: pool.name,
      role: pool.role,
      replicas: pool.count,
      meanReplicas: durationSeconds > 0 ? wholeSeconds / durationSeconds : pool.count,
      chips: pool.count * (pool.chipsPerReplica ?? 1),
      busyFraction: ratio(busySeconds, wholeSeconds) ?? 0,
      prefillFraction:
        ratio(
          total((replica) => replica.tally.prefillSeconds),
          wholeSeconds,
        ) ?? 0,
      decodeFraction:
        ratio(
          total((replica) => replica.tally.decodeSeconds),
          wholeSeconds,
        ) ?? 0,
      kvUseMean: ratio(blockSeconds, (blocks / mine.length) * wholeSeconds) ?? 0,
      kvUsePeak: Math.max(0, ...mine.map((replica) => replica.tally.peakBlocks / replica.kv.totalBlocks)),
      meanDecodeBatch: ratio(decodeTokens, steps),
      steps,
      prefillTokens: total((replica) => replica.tally.prefillTokens),
      decodeTokens,
      mfu: ratio(
        total((replica) => replica.tally.flops),
        busySeconds * pool.stepModel.peakFlopsPerSecond,
      ),
      mbu: ratio(
        total((replica) => replica.tally.bytes),
        busySeconds * pool.stepModel.peakBytesPerSecond,
      ),
      stepSecondsMean: ratio(busySeconds, steps),
      decodeStepSecondsMean: ratio(
        total((replica) => replica.tally.decodeSeconds),
        steps - promptSteps,
      ),
      promptStepSecondsMean: ratio(
        total((replica) => replica.tally.prefillSeconds),
        promptSteps,
      ),
      queueHeldFraction: { seats: held(heldBy.seats), kv: held(heldBy.kv), stepTokens: held(heldBy.tokens) },
      ...(mixing === undefined
        ? {}
        : {
            mixedFraction:
              ratio(
                total((replica) => mixing.mixedSecondsOf(replica, cluster.clockSeconds)),
                wholeSeconds,
              ) ?? 0,
          }),
      ...(pool.engine.hostTier === undefined
        ? {}
        : { hostCache: hostCacheResult(mine, wholeSeconds, cluster.parts.pools[poolIndex]!.store) }),
    };
  });
  const chips = pools.reduce((sum, pool) => sum + pool.chips, 0);
  const backlogGrowthFraction = growth(cluster.backlog, input.requests.count);
  const counts: ServiceCounts = {
    arrived: metrics.arrived,
    finished: metrics.finished,
    failed: metrics.failed,
    unfinished: metrics.inSystem,
    notSent: input.requests.count - metrics.arrived,
    failures: byReason(metrics.failures),
    retries: byReason(metrics.resent),
  };
  const whole = (field: "flops" | "bytes", peak: "peakFlopsPerSecond" | "peakBytesPerSecond"): number | undefined => {
    let used = 0;
    let possible = 0;
    for (const replica of replicas) {
      used += replica.tally[field];
      possible += replica.tally.busySeconds * replica.tables.model[peak];
    }
    return ratio(used, possible);
  };
  return {
    metrics: {
      ttftSeconds: metrics.ttft.summary(),
      tpotSeconds: metrics.tpot.summary(),
      itlSeconds: metrics.itl.summary(),
      e2eSeconds: metrics.e2e.summary(),
      queueSeconds: metrics.queue.summary(),
      kvTransferSeconds: metrics.transfer.summary(),
      durationSeconds,
      requestsPerSecond: ratio(metrics.finished, durationSeconds),
      promptTokensPerSecond: ratio(metrics.promptTokens + 0, durationSeconds),
      outputTokensPerSecond: ratio(metrics.outputTokens + 0, durationSeconds),
      outputTokensPerSecondPerChip: ratio(metrics.outputTokens + 0, durationSeconds * chips),
      attainment: attainment(input, metrics),
      goodputRequestsPerSecond: hasTargets(input) ? ratio(metrics.metAll, durationSeconds) : undefined,
      goodputRequestsPerSecondPerChip: hasTargets(input) ? ratio(metrics.metAll, durationSeconds * chips) : undefined,
      preemptions: metrics.preemptions,
      recomputedTokens: metrics.recomputedTokens + 0,
      prefixCacheHitFraction: ratio(metrics.prefixHitTokens + loadedTokens(replicas), metrics.prefixQueryTokens),
      receivedHitFraction: ratio(cluster.handOver.received.hitTokens, cluster.handOver.received.queryTokens),
      prefixCacheHitFractionByTier: {
        device: ratio(metrics.prefixHitTokens + 0, metrics.prefixQueryTokens),
        host: ratio(loadedTokens(replicas), metrics.prefixQueryTokens),
      },
      meanInSystem: ratio(metrics.inSystemSeconds, durationSeconds),
      peakInSystem: metrics.peakInSystem,
      mfu: whole("flops", "peakFlopsPerSecond"),
      mbu: whole("bytes", "peakBytesPerSecond"),
      joulesPerOutputToken: joulesPerToken(input, cluster, present),
      backlogGrowthFraction,
      isStable: backlogGrowthFraction === undefined || backlogGrowthFraction <= unstableGrowthFraction,
    },
    counts,
    pools,
    ...(cluster.parts.link === undefined ? {} : { link: linkResult(cluster.parts.link, durationSeconds) }),
    ...(metrics.tenants === undefined
      ? {}
      : { tenants: metrics.tenants.tallies.map((tally) => tenantResult(tally, durationSeconds)) }),
    ...(cluster.roles === undefined ? {} : { roleSwitches: cluster.roles.changes }),
    ...(mixing === undefined ? {} : { roleMixing: mixing.counts }),
    run: {
      requests: metrics.arrived,
      steps: replicas.reduce((sum, replica) => sum + replica.tally.stepCount, 0),
      events: metrics.events,
      isComplete,
      seed: input.seed ?? 1,
      resultHash: metrics.resultHash,
    },
  };
}

function linkResult(link: KvLink, durationSeconds: number): LinkResult {
  return {
    busyFraction: ratio(link.busySeconds, durationSeconds) ?? 0,
    fullFraction: ratio(link.fullSeconds, durationSeconds) ?? 0,
    bytesPerSecondMean: ratio(link.movedBytes, durationSeconds) ?? 0,
    peakTransfers: link.peakTransfers,
  };
}

/** Bounds that hold for some request: the run's, or with tenants any of theirs. */
function boundsOfAny(input: SimulationInput): readonly ServiceTargets[] {
  const { targets = {}, tenantTargets, requests } = input;
  return requests.tenants === undefined ? [targets] : (tenantTargets ?? [targets]);
}

function hasTargets(input: SimulationInput): boolean {
  return boundsOfAny(input).some((targets) => Object.values(targets).some((bound) => bound !== undefined));
}

function attainment(input: SimulationInput, metrics: MetricsCollector): ServiceMetrics["attainment"] {
  const has = (key: keyof ServiceTargets): boolean => boundsOfAny(input).some((targets) => targets[key] !== undefined);
  const done = metrics.finished + metrics.failed;
  return {
    ttft: has("ttftSeconds") ? ratio(metrics.metTtft, done) : undefined,
    tpot: has("tpotSeconds") ? ratio(metrics.metTpot, done) : undefined,
    e2e: has("e2eSeconds") ? ratio(metrics.metE2e, done) : undefined,
    all: hasTargets(input) ? ratio(metrics.metAll, done) : undefined,
  };
}

function growth(backlog: readonly number[], requests: number): number | undefined {
  if (backlog.length < 4 || requests < 200) return undefined;
  return (2 * (backlog[3]! - backlog[1]!)) / requests;
}

function joulesPerToken(
  input: SimulationInput,
  cluster: Cluster,
  present: (replica: Cluster["parts"]["replicas"][number]) => number,
): number | undefined {
  let joules = 0;
  for (const replica of cluster.parts.replicas) {
    const pool = input.pools[replica.poolIndex]!;
    if (pool.busyWatts === undefined) return undefined;
    const idleSeconds = Math.max(0, present(replica) - replica.tally.busySeconds);
    joules += replica.tally.busySeconds * pool.busyWatts + idleSeconds * (pool.idleWatts ?? 0);
  }
  return ratio(joules, cluster.parts.metrics.outputTokens);
}
