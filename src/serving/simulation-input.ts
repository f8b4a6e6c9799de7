// What a simulation is made of: pools of compiled replicas, requests, a router, a link, bounds. Plain data.
import type { CompiledStepModel } from "../perf/step-model.ts";
import type { PoolRole } from "../scenario/scenario.ts";
import type { Disturbances } from "./faults.ts";
import type { HostTierInput } from "./host-tier.ts";
import type { KvLinkInput } from "./kv-link.ts";
import type { SimulatedRequests } from "./requests.ts";
import type { RouterKind } from "./router.ts";
import type { SchedulerKind, SchedulerOptions } from "./scheduler.ts";
import type { ServiceTargets } from "./service-targets.ts";
import type { Speculation } from "./speculation.ts";

/** What the simulator needs to know of an engine; EngineProfile of a scenario has all that is required. */
export interface SimulatedEngine {
  readonly maxBatchedTokens: number;
  readonly maxSequences: number;
  readonly kvBlockTokens: number;
  readonly hasPrefixCache: boolean;
  /** Absent = vllm. */
  readonly scheduler?: SchedulerKind;
  /** The next batch is composed while the current one runs: new requests join one step late. Absent = false. */
  readonly isAsync?: boolean;
  readonly options?: Partial<SchedulerOptions>;
  /**
   * Between device and host memory of each replica, bytes/s: SGLang's decode replicas send KV there when their batch outgrows the
   * device, and take it back. Absent = what gives way computes again, as everywhere else.
   */
  readonly retractionBytesPerSecond?: number;
  /** Drafts checked by the target model; every step is then played, so runs are slower. */
  readonly speculation?: Speculation;
  /** Host memory of each replica that keeps KV which the device has no room for. */
  readonly hostTier?: HostTierInput;
}

/** Identical replicas. */
export interface SimulatedPool {
  readonly name: string;
  readonly role: PoolRole;
  /** Replicas, at least 1. */
  readonly count: number;
  readonly stepModel: CompiledStepModel;
  readonly engine: SimulatedEngine;
  /** Chips of one replica, for figures per chip. Absent = 1. */
  readonly chipsPerReplica?: number;
  /** Share of traffic relative to other replicas, for routers that weigh. Absent = 1. */
  readonly weight?: number;
  /** Mean board power of one replica while it computes and while it idles, watts; absent = no energy figures. */
  readonly busyWatts?: number;
  readonly idleWatts?: number;
  /**
   * How its KV lies in memory (vendor, dtype, block); a transfer between pools of one form needs no conversion. Absent = a
   * form of its own.
   */
  readonly kvForm?: string;
}

export interface SimulationInput {
  readonly requests: SimulatedRequests;
  readonly pools: readonly SimulatedPool[];
  /** Absent = least-outstanding. */
  readonly router?: RouterKind;
  /** Between prefill and decode pools; required where there are such pools. */
  readonly link?: KvLinkInput;
  readonly targets?: ServiceTargets;
  /** Bounds of each tenant's requests, in the order of the columns' tenants; absent = `targets` for all of them. */
  readonly tenantTargets?: readonly ServiceTargets[];
  /** Seed of routers that draw. Absent = 1. */
  readonly seed?: number;
  /** Network, API server and tokenizer before a request reaches its engine; detokenizer and network after. Absent = 0. */
  readonly ingressSeconds?: number;
  readonly egressSeconds?: number;
  /** Crashes, slow hosts, bad links, drains, autoscaling, retries. */
  readonly disturbances?: Disturbances;
  /** Simulated time at which to stop, seconds; absent = until every request has left. */
  readonly untilSeconds?: number;
  /** Asked now and then; true stops the run, and the result says what is known so far. */
  readonly shouldStop?: () => boolean;
  /** Keep one record per request (45 bytes each). */
  readonly keepsRecords?: boolean;
  /** Keep a log of what replicas did, up to so many entries, for a timeline. */
  readonly keepsSteps?: number;
  /** Verify the numbered invariants of docs/invariants.md at every step boundary: slow, for tests. */
  readonly checksInvariants?: boolean;
}
