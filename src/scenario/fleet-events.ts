// What happens to a fleet during a run, as the scenario file says it: faults, and pools that grow and shrink. Plain data.

/** Of one instance of a pool, or of all of them where `instance` is absent. */
interface Struck {
  /** Name of the pool. */
  readonly pool: string;
  /** From 0. */
  readonly instance?: number;
}

export type FleetFault =
  /** All KV and work is lost; the instance comes back empty after `downSeconds` (restart and model load). */
  | ({ readonly kind: "crash"; readonly atSeconds: number; readonly downSeconds: number } & Struck)
  /** Steps that start in the interval take `factor` times as long. */
  | ({
      readonly kind: "slow";
      readonly atSeconds: number;
      readonly durationSeconds: number;
      readonly factor: number;
    } & Struck)
  /** No new requests from then on; what is there is served. */
  | ({ readonly kind: "drain"; readonly atSeconds: number } & Struck)
  /** The link between prefill and decode pools runs at this share of its capacity; 0 = cut. */
  | { readonly kind: "link"; readonly atSeconds: number; readonly durationSeconds: number; readonly factor: number }
  /** All KV on that link at this instant is lost. */
  | { readonly kind: "kv-loss"; readonly atSeconds: number };

/** Instances that change between one prefill and one decode pool of the same chips. */
export interface RoleSwitching {
  /** Names of the two pools. */
  readonly prefillPool: string;
  readonly decodePool: string;
  readonly policy:
    | {
        readonly kind: "queue-pressure";
        /** Prompt work waiting per prefill instance that counts as pressure 1; absent = the bound on TTFT, or 1 s. */
        readonly patienceSeconds?: number;
        /** Pressure of a pool that draws an instance, and the most that the other may have after giving it. */
        readonly high: number;
        readonly low: number;
      }
    | {
        readonly kind: "token-mix";
        /** Instances by which the split must be off before one moves. */
        readonly hysteresis: number;
      };
  readonly minPrefill: number;
  readonly minDecode: number;
  readonly everySeconds: number;
  /** From empty to the first request in the other role. */
  readonly switchSeconds: number;
  readonly cooldownSeconds: number;
}

/** Prefill and decode instances that serve both roles at once under load. Bounds of one instance; absent = by its step times. */
export interface RoleMixing {
  /** Prompt tokens that wait, above which a prompt goes elsewhere. */
  readonly promptTokens?: number;
  /** Requests that decode, before others go elsewhere. */
  readonly decodeRequests?: number;
}

export interface RetryPolicy {
  /** Times a request is sent again after it was lost, before it fails. */
  readonly times: number;
  /** Longest wait where no instance is up; absent = until one is back where `times` is above 0, else none. */
  readonly waitSeconds?: number;
}

/** A pool that grows and shrinks between `min` instances and its count. */
export interface PoolAutoscaling {
  readonly min: number;
  /** Requests in flight per serving instance that it aims at. */
  readonly outstandingPerInstance: number;
  readonly everySeconds: number;
  /** From the decision to the first request: instance start and model load. */
  readonly loadSeconds: number;
}

/** Drafts (a draft model, n-grams or MTP modules) that the target model checks. */
export interface PoolSpeculation {
  /** Drafts per request and step, at least 1. */
  readonly draftTokens: number;
  /** Chance that a draft is accepted given that all before it were, 0..1. */
  readonly acceptance: number;
  /** Time to make a step's drafts, as a share of the step that checks them. */
  readonly draftCostFraction: number;
}

/** Settings of the scheduler itself; absent = the engine's default. */
export interface PoolSchedulerOptions {
  readonly hasChunkedPrefill?: boolean;
  readonly takesLongPromptsAlone?: boolean;
  readonly longPrefillThresholdTokens?: number;
  readonly watermarkFraction?: number;
  readonly reservesFullPrompt?: boolean;
  readonly queueOrder?: "fcfs" | "longest-prefix" | "priority";
}
