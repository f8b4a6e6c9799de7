// What the user asks, as checked plain values in base units. Made by load-scenario.ts; read by every room above.
import type { ServingPrecision } from "../catalog/precision.ts";
import type { FxRate } from "../fx-rate.ts";
import type { Money } from "../money.ts";
import type {
  FleetFault,
  PoolAutoscaling,
  PoolSchedulerOptions,
  PoolSpeculation,
  RetryPolicy,
  RoleMixing,
  RoleSwitching,
} from "./fleet-events.ts";
import type { PoolHostCache } from "./host-cache.ts";
import type { EngineFamily, EngineProfile, Layout } from "./layout.ts";

/** A name the catalogue knows, or the user's own description (a catalogue name with overrides, or a whole chip). */
export type ChipReference = string | Readonly<Record<string, unknown>>;

/** A catalogue name (`meta-llama/Llama-3.1-70B-Instruct`) or the path of a Hugging Face config.json. */
export type ModelReference =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "config"; readonly path: string };

/** Token counts of prompts or outputs; integers of at least 1. */
export type LengthDistribution =
  | { readonly kind: "constant"; readonly tokens: number }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | {
      readonly kind: "lognormal";
      readonly median: number;
      /** Standard deviation of the natural logarithm. */
      readonly sigma: number;
      readonly min?: number;
      readonly max?: number;
    }
  | {
      /** Linear between the given points of the quantile function; the first probability is 0 and the last 1. */
      readonly kind: "quantiles";
      readonly probabilities: readonly number[];
      readonly tokens: readonly number[];
    };

export type ArrivalProcess =
  | { readonly kind: "poisson" }
  | { readonly kind: "constant" }
  /** Gamma gaps with the given coefficient of variation (1 = Poisson, above 1 = bursts). */
  | { readonly kind: "gamma"; readonly coefficientOfVariation: number }
  /**
   * Independent gaps by the given points of their quantile function (any unit: the mean is scaled to the rate wanted),
   * linear in the logarithm between them; the first probability is 0 and the last 1, gaps above 0.
   */
  | { readonly kind: "gaps"; readonly probabilities: readonly number[]; readonly gaps: readonly number[] }
  /** Two-state Markov-modulated Poisson: rate is `burstFactor` times the quiet rate for a `burstShare` of the time. */
  | {
      readonly kind: "mmpp";
      readonly burstFactor: number;
      readonly burstShare: number;
      readonly meanBurstSeconds: number;
    }
  /** Poisson whose rate swings around its mean by `amplitude` (0..1) over `periodSeconds`. */
  | { readonly kind: "diurnal"; readonly amplitude: number; readonly periodSeconds: number }
  /** A new request the moment one finishes: `concurrency` in flight, all of them sent at t = 0. */
  | { readonly kind: "closed-loop"; readonly concurrency: number };

/** Prompts that start alike. `groups` distinct prefixes of `tokens` tokens, drawn uniformly. */
export interface SharedPrefix {
  readonly groups: number;
  readonly tokens: number;
}

/** Several requests of one user: each turn's prompt holds the conversation so far. */
export interface Sessions {
  readonly turns: LengthDistribution;
  readonly thinkSeconds: number;
  /** Tokens that a later turn adds to the conversation; absent = as many as a first prompt. */
  readonly followUp?: LengthDistribution;
}

export interface GeneratedTraffic {
  readonly arrivals: ArrivalProcess;
  readonly prompt: LengthDistribution;
  readonly output: LengthDistribution;
  /** Rank correlation of prompt and output lengths of a request, -1..1; absent = 0. */
  readonly lengthCorrelation?: number;
  readonly sharedPrefix?: SharedPrefix;
  readonly sessions?: Sessions;
}

/** One of several users of a fleet, with traffic and targets of its own. */
export interface Tenant {
  readonly name: string;
  /** Weight of its requests among all tenants' (0.3 beside 0.7, or 3 beside 7). */
  readonly share: number;
  /** Lower = sooner, for pools that queue by priority; absent = 0. */
  readonly priority?: number;
  readonly generator: string | GeneratedTraffic;
  /** Its own, in place of the scenario's on the same metrics; planning sizes by the tightest and verifies each on its tenant's. */
  readonly targets: readonly Target[];
}

export type TraceFormat = "azure" | "mooncake" | "lengths" | "inference-perf" | "vllm-bench";

export interface Workload {
  /** A trace file wins over a generator, so that `--set workload.trace=my.csv` works on every scenario. */
  readonly trace?: { readonly path: string; readonly format?: TraceFormat };
  /** A shipped generator by name (`azure-conv-2023`) or a description. */
  readonly generator?: string | GeneratedTraffic;
  /** Several tenants, in place of one generator. */
  readonly tenants?: readonly Tenant[];
  /** Requests to play: a shorter trace is repeated, a longer one cut. Absent: the whole trace, or enough for a steady result. */
  readonly requests?: number;
}

export type TargetMetric = "ttft" | "tpot" | "itl" | "e2e";

export interface Target {
  readonly metric: TargetMetric;
  /** 0.9 for p90; "mean" for the mean. */
  readonly statistic: number | "mean";
  readonly seconds: number;
}

export interface Demand {
  /** Mean arrival rate; the trace or generator is scaled to it. Absent: the trace's own rate. 0 is allowed and means no traffic. */
  readonly requestsPerSecond?: number;
  /** Weights of the 24 hours of a day around that mean; absent = the same rate all day. */
  readonly hourly?: readonly number[];
}

export interface ChipChoice {
  readonly chip: ChipReference;
  /** Chips that can be had; absent = as many as wanted. */
  readonly stock?: number;
  readonly precisions?: readonly ServingPrecision[];
  readonly layouts?: readonly Layout[];
  readonly roles?: readonly PoolRole[];
  /** Engines to search over; absent = the first on record to run it, vLLM before SGLang before TensorRT-LLM. */
  readonly engines?: readonly EngineFamily[];
}

export type PoolRole = "aggregated" | "prefill" | "decode";

/** A correction of predicted step times by load tests of a real endpoint; `silico calibrate runs` and `endpoint` write it. */
export interface StepAdjustment {
  /** Host time of an engine iteration beyond the prediction, seconds; may be negative down to the model's own floor. */
  readonly overheadSeconds: number;
  /** True over predicted time of decode-sized steps (memory-bound). */
  readonly decodeScale: number;
  /** True over predicted time of prompt-sized steps (compute-bound). */
  readonly prefillScale: number;
}

/** Identical instances of the model on one kind of chip. */
export interface Pool {
  readonly name: string;
  readonly chip: ChipReference;
  readonly layout: Layout;
  readonly role: PoolRole;
  /** Instances (replicas), not chips. */
  readonly count: number;
  /** Absent = as the published checkpoint is stored. */
  readonly precision?: ServingPrecision;
  readonly engine: EngineProfile;
  /** Absent = the engine's own scheduler. */
  readonly scheduler?: string;
  readonly adjustment?: StepAdjustment;
  readonly options?: PoolSchedulerOptions;
  readonly speculation?: PoolSpeculation;
  /** Absent = evicted prefixes are lost. */
  readonly hostCache?: PoolHostCache;
  /** Absent = every instance serves from the start to the end. */
  readonly autoscaling?: PoolAutoscaling;
}

export interface KvTransferLink {
  /** Shared capacity between prefill and decode pools, bytes/s; absent = the slower side's scale-out links. */
  readonly bytesPerSecond?: number;
  readonly latencySeconds?: number;
  /** Layers are sent as the prefill computes them, so that all but the last can hide behind it. Absent = false. */
  readonly overlapsLayers?: boolean;
  /** Rewriting KV between pools that store it unlike, bytes/s of each transfer; absent = costs nothing. */
  readonly conversionBytesPerSecond?: number;
}

export interface ChipPrice {
  /** One chip (board), bought. */
  readonly purchase?: Money;
  /** What the purchase covers beside the chip; absent = the chip alone. */
  readonly includes?: "server" | "server and network";
  /** One chip for one hour, rented, everything included. */
  readonly rentPerHour?: Money;
  /** Host and network of this kind of chip, over those of `Prices`. */
  readonly serverPerChip?: Money;
  readonly networkPerChip?: Money;
  readonly source?: string;
}

/** What an API asks for a million tokens: the third way to have them, beside owning and renting. */
export interface ApiQuote {
  readonly name: string;
  readonly input: Money;
  /** Absent = cached input costs what other input does. */
  readonly cachedInput?: Money;
  readonly output: Money;
  readonly source?: string;
}

export interface Prices {
  /** Currency of results. */
  readonly currency: string;
  readonly basis: "own" | "rent";
  /** By catalogue id; over the catalogue's own dated prices. */
  readonly chips: Readonly<Record<string, ChipPrice>>;
  readonly fx: readonly FxRate[];
  readonly electricityPerKwh?: Money;
  /** Power usage effectiveness, >= 1. */
  readonly pue?: number;
  /** Share of paid hours in which the fleet serves its demand, fraction. */
  readonly utilisation?: number;
  readonly depreciationYears?: number;
  /** Quotes to hold a fleet's cost against. */
  readonly api: readonly ApiQuote[];
  /** Terms of ownership over the shipped ones; what each means is said in economics' OwnershipTerms. */
  readonly serverPerChip?: Money;
  readonly networkPerChip?: Money;
  readonly storagePerChip?: Money;
  readonly resaleShare?: number;
  readonly capitalRate?: number;
  readonly loadShare?: number;
  readonly idleShare?: number;
  readonly hostWattsPerBoardWatt?: number;
  readonly spacePerKwMonth?: Money;
  readonly staffPerChipYear?: Money;
  readonly maintenanceShare?: number;
}

export interface PlanOptions {
  /** What the planner may take for granted though no engine documents it. */
  readonly assume: readonly "kv-transferable"[];
  /** Candidates verified by simulation. */
  readonly verify?: number;
  readonly maxChips?: number;
  readonly maxPowerWatts?: number;
  readonly maxServers?: number;
  /** Fewest instances of a pool that is used at all. */
  readonly minInstances?: number;
  /** Chips are had by the whole server. */
  readonly buysWholeServers: boolean;
  /** Rented chips are paid only in the hours in which they run; otherwise held all day. */
  readonly rentsByHour: boolean;
  /** Where the chips go: export control then leaves out what may not. */
  readonly destination?: "china";
  /** One spare instance per pool. */
  readonly hasSpareInstance: boolean;
  /** Meet the targets at p90 of the calibration uncertainty. */
  readonly isRobust: boolean;
  /** How often a chip fails and how long until its instance serves again, seconds; absent = the shipped figures. */
  readonly failures?: { readonly chipMtbf?: number; readonly repair?: number };
}

export interface Scenario {
  readonly version: 1;
  readonly name: string;
  readonly description?: string;
  readonly model: ModelReference;
  readonly workload: Workload;
  readonly targets: readonly Target[];
  readonly demand: Demand;
  /** What `plan` may choose from; may be empty where only `simulate` is wanted. */
  readonly chips: readonly ChipChoice[];
  /** What `simulate` runs; may be empty where only `plan` is wanted. */
  readonly fleet: readonly Pool[];
  /** Router in front of the pools, by name. */
  readonly router: string;
  readonly kvTransfer: KvTransferLink;
  /** What goes wrong while `simulate` runs; absent = nothing. */
  readonly faults?: readonly FleetFault[];
  /** Instances that change between prefill and decode; absent = none does. */
  readonly roleSwitching?: RoleSwitching;
  /** Instances that serve both roles at once under load; absent = each keeps to its own. */
  readonly roleMixing?: RoleMixing;
  /** What the gateway does about lost requests and instances that are down; absent = both fail at once. */
  readonly retries?: RetryPolicy;
  readonly prices: Prices;
  readonly plan: PlanOptions;
  readonly seed: number;
  /** File it was read from, for messages. */
  readonly file?: string;
}
