// What goes wrong or changes size during a run: crashes, slow hosts, bad links, drained replicas, autoscaling. Plain data.

import type { RolePolicy } from "./role-policy.ts";

/** Pool and replica are positions: the pool in the fleet, the replica within its pool. */
export type Fault =
  | {
      /** The replica loses all KV and work, and comes back empty after `downSeconds` (restart and model load). */
      readonly kind: "crash";
      readonly atSeconds: number;
      readonly pool: number;
      readonly replica: number;
      readonly downSeconds: number;
    }
  | {
      /** Every step that starts in the interval takes `factor` times as long. */
      readonly kind: "slow";
      readonly atSeconds: number;
      readonly pool: number;
      readonly replica: number;
      readonly durationSeconds: number;
      readonly factor: number;
    }
  | {
      /** The KV link runs at this share of its capacity; 0 = cut, transfers wait. */
      readonly kind: "link";
      readonly atSeconds: number;
      readonly durationSeconds: number;
      readonly factor: number;
    }
  | {
      /** All KV that is on the link at this instant is lost. */
      readonly kind: "kv-loss";
      readonly atSeconds: number;
    }
  | {
      /** No new requests; what is there is served. */
      readonly kind: "drain";
      readonly atSeconds: number;
      readonly pool: number;
      readonly replica: number;
    };

/** A pool that grows and shrinks between `min` and its count with the load. */
export interface Autoscaling {
  readonly pool: number;
  readonly min: number;
  /** Requests in flight per replica that it aims at. */
  readonly outstandingPerReplica: number;
  readonly everySeconds: number;
  /** From the decision to the first request: instance start and model load. */
  readonly loadSeconds: number;
}

/** Instances that change between a prefill and a decode pool. */
export interface RoleSwitchingInput {
  /** Positions of the two pools that share their instances. */
  readonly prefillPool: number;
  readonly decodePool: number;
  readonly policy: RolePolicy;
  /** Fewest instances that stay in each role; at least 1. */
  readonly minPrefill: number;
  readonly minDecode: number;
  readonly everySeconds: number;
  /** From the moment an instance is empty to its first request in the other role. */
  readonly switchSeconds: number;
  /** From one decision to the next. */
  readonly cooldownSeconds: number;
}

/**
 * Prefill and decode instances that take work of the other role too when their own pools have no room: see role-mixing.ts. Bounds of
 * one instance; absent = by its step times and the requests, see role-mixing-limits.ts.
 */
export interface RoleMixingInput {
  /** Prompt tokens that wait on an instance, the new prompt's included, above which the prompt goes elsewhere. */
  readonly promptTokens?: number;
  /** Requests that an instance decodes at once before others go elsewhere. */
  readonly decodeRequests?: number;
}

export interface Disturbances {
  readonly faults?: readonly Fault[];
  readonly autoscaling?: readonly Autoscaling[];
  /** Instances that change between a prefill and a decode pool. */
  readonly roleSwitching?: RoleSwitchingInput;
  /** Instances that serve both roles at once under load. */
  readonly roleMixing?: RoleMixingInput;
  /** Times a gateway sends a request again after a crash or a lost transfer before it gives up. Absent = 0. */
  readonly maxRetries?: number;
  /**
   * Longest wait of a request for which no replica is up, seconds: at the gateway, or prefilled where its KV was made. Absent =
   * until one is back where the gateway retries at all, else 0 (it fails at once).
   */
  readonly maxHoldSeconds?: number;
}
