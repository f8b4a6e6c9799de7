// What a cluster is made of: pools, replicas, routers, the link, and what is noted while it runs. Plain references.
import type { Disturbances } from "./faults.ts";
import type { InvariantChecker } from "./invariants.ts";
import type { KvLink } from "./kv-link.ts";
import type { MetricsCollector } from "./metrics.ts";
import type { PrefixStore } from "./prefix-store.ts";
import type { Replica } from "./replica.ts";
import type { RequestRecords } from "./request-records.ts";
import type { RequestSlots } from "./request-slots.ts";
import type { SimulatedRequests } from "./requests.ts";
import type { MixingLimits } from "./role-mixing-limits.ts";
import type { RolePair } from "./role-pairs.ts";
import type { Router } from "./router.ts";
import type { Scheduler } from "./scheduler.ts";
import type { StepLog } from "./step-log.ts";

export interface ClusterPool {
  /** Its role in a split fleet; neither = it serves whole requests. */
  readonly isPrefill: boolean;
  readonly isDecode: boolean;
  /** KV of prompts done here may go to another instance; KV of others may come here: of its role, or of both where roles mix. */
  readonly sendsKv: boolean;
  readonly receivesKv: boolean;
  readonly scheduler: Scheduler;
  readonly contextLimit: number;
  readonly kvForm?: string;
  /** Tokens per request kept free beyond its prompt when KV is received. */
  readonly decodeReserveTokens: number;
  /** Received is only what can run to its end beside all others, whatever their outputs: nobody gives way. */
  readonly keepsOutputFree: boolean;
  /** Its replicas fetch prefixes from each other's host memory; absent = each keeps to itself. */
  readonly store?: PrefixStore;
}

export interface ClusterParts {
  readonly requests: SimulatedRequests;
  readonly slots: RequestSlots;
  readonly metrics: MetricsCollector;
  readonly pools: readonly ClusterPool[];
  readonly replicas: readonly Replica[];
  /** Where new requests go, and the replicas its positions mean. */
  readonly entryRouter: Router;
  readonly entryReplicas: readonly number[];
  /** Where prefilled requests go; absent without disaggregation. */
  readonly decodeRouter?: Router;
  readonly decodeReplicas: readonly number[];
  readonly link?: KvLink;
  readonly ingressSeconds: number;
  readonly egressSeconds: number;
  readonly disturbances?: Disturbances;
  /** Instances that are a replica of either of two pools; needed with role switching. */
  readonly rolePairs?: readonly RolePair[];
  /** Bounds of one instance of each pool, where instances mix roles. */
  readonly mixingLimits?: readonly MixingLimits[];
  /** Bound on TPOT, for the controller of roles. */
  readonly tpotSeconds?: number;
  readonly records?: RequestRecords;
  readonly stepLog?: StepLog;
  readonly invariants?: InvariantChecker;
}
