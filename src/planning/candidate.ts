// A fleet as the planner judges it: pools with counts, the service they give, what they cost, and what is assumed.
import type { ServingPrecision } from "../catalog/precision.ts";
import { type CostedPool, type FleetCost, fleetCost } from "../economics/fleet-cost.ts";
import type { ChipHourCost } from "../economics/ownership.ts";
import { joulesPerToken, type TokenCost, type TokenFlow, tokenCost } from "../economics/token-cost.ts";
import { stepTokenBudget } from "../perf/step-model.ts";
import type { EngineProfile, Layout } from "../scenario/layout.ts";
import { type Binding, type PredictedService, predictService, type Spread } from "./capacity.ts";
import { layoutName } from "./enumerate-layouts.ts";
import type { InstanceRole } from "./fleet-programme.ts";
import type { InstanceOption } from "./instance-options.ts";
import { prefillSeconds } from "./instance-service.ts";
import type { TrafficProfile } from "./traffic-profile.ts";

/** What a chip costs and draws; `cost` undefined where no price is known. */
export interface ChipEconomics {
  readonly cost?: ChipHourCost;
  /** Where the price comes from, or why there is none. */
  readonly priceSource: string;
  /** Facility watts per chip, the mean over the hours it is paid for: what the meter bills. */
  readonly watts?: number;
  /** Facility watts per chip at full load: what a limit on power must carry. */
  readonly ratedWatts?: number;
}

export interface CandidatePool {
  readonly name: string;
  readonly chip: string;
  readonly vendor: string;
  readonly layout: Layout;
  readonly layoutName: string;
  readonly role: InstanceRole;
  readonly precision: ServingPrecision;
  readonly engine: EngineProfile;
  /** Instances. */
  readonly count: number;
  readonly chips: number;
  /** Chips on the bill: above `chips` where they are bought by the server and its last one is not full. */
  readonly paidChips: number;
  readonly chipsPerInstance: number;
  /** Requests/s the pool is given. */
  readonly requestsPerSecond: number;
  /** Requests/s one instance carries at the targets, and what stops it there. */
  readonly capacityPerInstance: number;
  readonly binding: Binding;
  /** Which engine runs this, and who says so. */
  readonly support: string;
  /** Step times of a robust plan over the predicted ones; absent = as predicted. */
  readonly slowdown?: number;
}

export interface CandidateService {
  readonly ttftSeconds?: Spread;
  readonly tpotSeconds?: Spread;
  readonly e2eSeconds?: Spread;
  /** Where the figures come from. */
  readonly from: "analytic" | "simulated";
}

/** How prefill reaches decode. */
export interface PairVerdict {
  readonly status: "documented" | "hypothetical" | "unsupported";
  readonly text: string;
  readonly source: string;
}

export interface Candidate {
  readonly id: string;
  readonly kind: "aggregated" | "disaggregated" | "mixed";
  readonly fleet: readonly CandidatePool[];
  readonly chips: number;
  readonly vendors: readonly string[];
  /** True where it rests on something no engine is documented to do. */
  readonly isHypothetical: boolean;
  readonly pairs: readonly ({ readonly prefill: string; readonly decode: string } & PairVerdict)[];
  readonly service: CandidateService;
  readonly meetsTargets: boolean;
  /** Undefined where the price of a chip is unknown. */
  readonly cost?: FleetCost;
  readonly costPerMillionTokens?: TokenCost;
  readonly joulesPerToken?: number;
  /** Headroom: capacity over load at the pool that has least, minus 1. */
  readonly margin: number;
}

export interface PoolCount {
  readonly option: InstanceOption;
  readonly count: number;
  readonly requestsPerSecond: number;
}

export interface CandidateInputs {
  readonly traffic: TrafficProfile;
  readonly economics: ReadonlyMap<string, ChipEconomics>;
  readonly demand: number;
  /** Share of the paid hours in which the demand is there. */
  readonly utilisation: number;
  /** Chips are bought by the server: what a fleet leaves idle in its last server is paid too. */
  readonly wholeServers: boolean;
  /** Instances of every pool that may be down while the targets hold (N+1: 1); service and headroom are stated without them. */
  readonly spareInstances: number;
  readonly pairVerdict: (prefill: InstanceOption, decode: InstanceOption) => PairVerdict;
}

/** Names of pools that read well and are stable: role and chip, numbered where two types share both. */
export function poolNames(pools: readonly { readonly option: InstanceOption }[]): string[] {
  const seen = new Map<string, number>();
  return pools.map(({ option }) => {
    const name = `${option.role}-${option.chip}`;
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return nth === 1 ? name : `${name}-${nth}`;
  });
}

const roleWord: Readonly<Record<InstanceRole, string>> = { aggregated: "", prefill: "prefill ", decode: "decode " };

/** `prefill 6× h20 TP8 fp8 + decode 4× 910c TP16 int8`: names a fleet, and is its identity; an engine other than vLLM is named. */
export function candidateId(pools: readonly PoolCount[]): string {
  return pools
    .map(
      ({ option, count }) =>
        `${roleWord[option.role]}${count}× ${option.chip} ${layoutName(option.layout)} ${option.precision}${option.engine.family === "vllm" ? "" : ` ${option.engine.family}`}`,
    )
    .join(" + ");
}

/** A fleet as a reader is told of it: what rests on an undocumented transfer says so wherever it is named. */
export const fleetTitle = ({ id, isHypothetical }: Pick<Candidate, "id" | "isHypothetical">): string =>
  isHypothetical ? `${id} (hypothetical)` : id;

/** Work of a cached prompt token relative to a fresh one: later tokens still attend to it. Fraction. */
export function cachedWorkShare(option: InstanceOption): number {
  const { freshTokens, cachedTokens } = option.model.traffic;
  if (cachedTokens < 1 || freshTokens < 1) return 0;
  const fresh = Math.round(freshTokens);
  const cached = Math.round(cachedTokens);
  const { steps } = option.model;
  const budget = stepTokenBudget(steps, option.engine.maxBatchedTokens);
  const alone = prefillSeconds(steps, budget, fresh, 0);
  const beside = prefillSeconds(steps, budget, fresh, cached);
  return Math.min(1, Math.max(0, (beside - alone) / cached / (alone / fresh)));
}

/** Pools without the instances that may be down. A pool of spares alone is left as it is. */
export function withoutSpares(pools: readonly PoolCount[], spareInstances: number): PoolCount[] {
  return pools.map((pool) => ({ ...pool, count: Math.max(1, pool.count - spareInstances) }));
}

/** Service of a set of pools at their loads, from the analytic model; undefined where a pool cannot carry its load. */
function serviceOf(pools: readonly PoolCount[]): { service: CandidateService; shares: readonly number[] } | undefined {
  const parts: { weight: number; role: InstanceRole; service: PredictedService; share: number }[] = [];
  for (const { option, count, requestsPerSecond } of pools) {
    const rate = requestsPerSecond / count;
    const predicted = predictService(option.model, rate, {
      role: option.role,
      targets: [],
      instances: count,
      addedSeconds: option.addedSeconds,
    });
    if (predicted === undefined) return undefined;
    parts.push({
      weight: requestsPerSecond,
      role: option.role,
      service: predicted.service,
      share: predicted.state.prefillCostShare,
    });
  }
  // Percentiles of a mixture: the worst pool that carries a tenth or more of the requests speaks for the tail.
  const merge = (key: "ttftSeconds" | "tpotSeconds", roles: readonly InstanceRole[]): Spread | undefined => {
    const members = parts.filter((part) => roles.includes(part.role) && part.service[key] !== undefined);
    const total = members.reduce((sum, part) => sum + part.weight, 0);
    if (members.length === 0) return undefined;
    const mean = (name: keyof Spread): number =>
      members.reduce(
        (sum, part) => sum + part.service[key]![name] * (total > 0 ? part.weight / total : 1 / members.length),
        0,
      );
    const worst = (name: keyof Spread): number =>
      Math.max(
        ...members.filter((part) => total <= 0 || part.weight >= 0.1 * total).map((part) => part.service[key]![name]),
      );
    return { mean: mean("mean"), p50: mean("p50"), p90: worst("p90"), p99: worst("p99") };
  };
  const ttftSeconds = merge("ttftSeconds", ["aggregated", "prefill"]);
  const tpotSeconds = merge("tpotSeconds", ["aggregated", "decode"]);
  return {
    service: {
      from: "analytic",
      ...(ttftSeconds === undefined ? {} : { ttftSeconds }),
      ...(tpotSeconds === undefined ? {} : { tpotSeconds }),
    },
    shares: parts.map((part) => part.share),
  };
}

/** Tokens per hour at the mean of the demand. */
export function tokenFlow(traffic: TrafficProfile, demand: number, utilisation: number): TokenFlow {
  const perHour = demand * utilisation * 3600;
  return {
    freshInputPerHour: perHour * traffic.freshTokens,
    cachedInputPerHour: perHour * traffic.cachedTokens,
    outputPerHour: perHour * traffic.outputTokens,
  };
}

/** Chips paid over chips used, by chip: above 1 where the last server of a kind is not full. */
function paidShare(pools: readonly PoolCount[], wholeServers: boolean): (chip: string) => number {
  const used = new Map<string, { chips: number; perServer: number }>();
  for (const { option, count } of pools)
    used.set(option.chip, {
      chips: (used.get(option.chip)?.chips ?? 0) + count * option.chips,
      perServer: option.spec.chipsPerServer,
    });
  return (chip) => {
    const { chips, perServer } = used.get(chip) ?? { chips: 0, perServer: 1 };
    return !wholeServers || chips === 0 ? 1 : (Math.ceil(chips / perServer) * perServer) / chips;
  };
}

/** Order of a ranking: cost, then fewer chips, fewer pools, more headroom. Money is compared to the millionth. */
export function byCost(a: Candidate, b: Candidate): number {
  const micros = ({ cost }: Candidate): number =>
    cost === undefined ? Number.POSITIVE_INFINITY : Math.round(cost.perHour * 1e6);
  const [mine, other] = [micros(a), micros(b)];
  return (
    (mine === other ? 0 : mine - other) ||
    a.chips - b.chips ||
    a.fleet.length - b.fleet.length ||
    b.margin - a.margin ||
    (a.id < b.id ? -1 : 1)
  );
}

/**
 * Judge a fleet: its service by the analytic model, its cost split into prefill and decode work.
 * A disaggregated pool's bill goes to its phase; an aggregated pool's is split by the time its chips spend on each.
 */
export function judge(pools: readonly PoolCount[], inputs: CandidateInputs): Candidate | undefined {
  const used = pools.filter((pool) => pool.count > 0);
  const served = serviceOf(
    withoutSpares(
      used.filter((pool) => pool.requestsPerSecond > 0),
      inputs.spareInstances,
    ),
  );
  if (served === undefined) return undefined;
  const shares = new Map(used.filter((pool) => pool.requestsPerSecond > 0).map((pool, i) => [pool, served.shares[i]!]));
  const paid = paidShare(used, inputs.wholeServers);
  const costed = used.map(({ option, count }): CostedPool | undefined => {
    const economics = inputs.economics.get(option.chip);
    return economics?.cost === undefined
      ? undefined
      : {
          count: count * option.chips * paid(option.chip),
          cost: economics.cost,
          ...(economics.watts === undefined ? {} : { watts: economics.watts }),
        };
  });
  const isPriced = costed.every((pool) => pool !== undefined) && costed.length > 0;
  const cost = isPriced ? fleetCost(costed as CostedPool[]) : undefined;
  const flow = tokenFlow(inputs.traffic, inputs.demand, inputs.utilisation);
  let prefillPerHour = 0;
  let decodePerHour = 0;
  if (isPriced)
    used.forEach((pool, i) => {
      const { count, cost: chip } = costed[i]!;
      const share = pool.option.role === "prefill" ? 1 : pool.option.role === "decode" ? 0 : (shares.get(pool) ?? 0.5);
      prefillPerHour += count * chip.total * share;
      decodePerHour += count * chip.total * (1 - share);
    });
  const reader = used.find(({ option }) => option.role !== "decode")?.option;
  const costPerMillionTokens =
    cost === undefined || inputs.demand <= 0
      ? undefined
      : tokenCost(
          { currency: cost.currency, prefillPerHour, decodePerHour },
          flow,
          reader === undefined ? 0 : cachedWorkShare(reader),
        );
  const joules = cost?.watts === undefined ? undefined : joulesPerToken(cost.watts, flow);
  const prefills = used.filter(({ option }) => option.role === "prefill");
  const decodes = used.filter(({ option }) => option.role === "decode");
  const pairs = prefills.flatMap((prefill) =>
    decodes.map((decode) => ({
      prefill: prefill.option.chip,
      decode: decode.option.chip,
      ...inputs.pairVerdict(prefill.option, decode.option),
    })),
  );
  const names = poolNames(used);
  const hasWhole = used.some(({ option }) => option.role === "aggregated");
  return {
    id: candidateId(used),
    kind: prefills.length === 0 ? "aggregated" : hasWhole ? "mixed" : "disaggregated",
    fleet: used.map(({ option, count, requestsPerSecond }, i) => ({
      name: names[i]!,
      chip: option.chip,
      vendor: option.spec.vendor,
      layout: option.layout,
      layoutName: layoutName(option.layout),
      role: option.role,
      precision: option.precision,
      engine: option.engine,
      count,
      chips: count * option.chips,
      paidChips: count * option.chips * paid(option.chip),
      chipsPerInstance: option.chips,
      requestsPerSecond,
      capacityPerInstance: option.capacity,
      binding: option.binding,
      support: option.support,
      ...(option.slowdown === 1 ? {} : { slowdown: option.slowdown }),
    })),
    chips: used.reduce((sum, { option, count }) => sum + count * option.chips, 0),
    vendors: [...new Set(used.map(({ option }) => option.spec.vendor))].sort(),
    isHypothetical: pairs.some((pair) => pair.status === "hypothetical"),
    pairs,
    service: served.service,
    meetsTargets: true,
    ...(cost === undefined ? {} : { cost }),
    ...(costPerMillionTokens === undefined ? {} : { costPerMillionTokens }),
    ...(joules === undefined ? {} : { joulesPerToken: joules }),
    margin: Math.min(
      ...withoutSpares(used, inputs.spareInstances).map(({ option, count, requestsPerSecond }) =>
        requestsPerSecond > 0 ? (option.capacity * count) / requestsPerSecond - 1 : Number.POSITIVE_INFINITY,
      ),
    ),
  };
}
