// The plan: enumerate, prune, solve the mix, verify by simulation, explain. Takes everything as plain data and functions.

import type { TokenFlow } from "../economics/token-cost.ts";
import { formatSeconds } from "../units.ts";
import { type FleetAvailability, fleetAvailability, type Reliability } from "./availability.ts";
import {
  byCost,
  type Candidate,
  type CandidateInputs,
  type ChipEconomics,
  fleetTitle,
  type PairVerdict,
  type PoolCount,
  tokenFlow,
} from "./candidate.ts";
import { type CandidateRules, candidateFleets, paretoFrontier } from "./candidates.ts";
import type { ServiceTarget } from "./capacity.ts";
import { servableShare, smallestConflict } from "./conflict.ts";
import {
  nearTies,
  type Perturbation,
  type SwitchingPoint,
  switchingPoints,
  type TornadoBar,
  tornado,
} from "./explain.ts";
import { type ShadowPrice, shadowPrices } from "./fleet-programme.ts";
import {
  describeMiss,
  type Exclusion,
  type InstanceOption,
  instanceOptions,
  nearestMiss,
  type OptionInputs,
  type OptionResult,
} from "./instance-options.ts";
import type { Solve } from "./programme.ts";
import { reasonsFor } from "./reasons.ts";
import type { SimulateFleet, VerifiedCandidate } from "./verify.ts";
import { verifyRanking } from "./verify-ranking.ts";
import { type PriceLists, type WayToPay, waysToPay } from "./ways-to-pay.ts";

export interface PlanInputs extends OptionInputs {
  readonly economics: ReadonlyMap<string, ChipEconomics>;
  readonly utilisation: number;
  readonly wholeServers: boolean;
  readonly spareInstances: number;
  readonly pairVerdict: (prefill: InstanceOption, decode: InstanceOption) => PairVerdict;
  readonly rules: CandidateRules;
  readonly solve: Solve;
  /** Absent: analytic figures only. */
  readonly simulate?: SimulateFleet;
  /** Fleets to verify by simulation, cheapest first. */
  readonly verifyCount: number;
  readonly perturbations: readonly Perturbation[];
  /** Absent: availability is not stated. */
  readonly reliability?: Reliability;
  /** Weights of the 24 hours of the demand; absent = the same all day. */
  readonly hourly?: readonly number[];
  /** Prices to hold the recommended fleet's cost against; absent = none. */
  readonly priceLists?: PriceLists;
  readonly progress?: (text: string) => void;
}

export interface PlanResult {
  readonly status: "ok" | "infeasible";
  readonly recommended?: Candidate | VerifiedCandidate;
  /** The cheapest with the counts of the analytic model, before any simulation. */
  readonly analytic?: Candidate;
  readonly candidates: readonly (Candidate | VerifiedCandidate)[];
  readonly frontier: readonly Candidate[];
  readonly excluded: readonly Exclusion[];
  /** Fleets that would serve, of chips without a price: listed, never ranked. */
  readonly unpriced: readonly Candidate[];
  readonly nearTies: readonly Candidate[];
  readonly infeasible?: Infeasible;
  readonly explanation: Explanation;
  /** Tokens that the recommended fleet serves an hour, at the mean of the demand: what its bill is divided by. */
  readonly tokensPerHour?: TokenFlow;
  /** Requests/s that pools are sized for: the demand in its busiest minutes. */
  readonly sizedFor?: number;
  /** How much of the time the recommended fleet has the instances it needs. */
  readonly availability?: FleetAvailability;
  /** The recommended fleet owned, rented, and its tokens bought from APIs. */
  readonly waysToPay: readonly WayToPay[];
  readonly search: {
    readonly configurations: number;
    readonly instanceTypes: number;
    readonly pairs: number;
    readonly mixGap: number | undefined;
    readonly simulations: number;
  };
  /** For reports: the instance types behind the pools of each candidate, by candidate id. */
  readonly pools: ReadonlyMap<string, readonly PoolCount[]>;
}

export interface Infeasible {
  /** Closest configuration and what it missed by. */
  readonly nearestMiss: string | undefined;
  readonly bindingLimit: string;
  /** The smallest set of limits that cannot hold together; empty where no set of limits is to blame. */
  readonly conflict: readonly string[];
  /** Requests/s that the limits do let through, by the analytic model; absent where no limit is to blame. */
  readonly servable?: number;
}

export interface Explanation {
  readonly reasons: readonly string[];
  readonly shadowPrices: readonly ShadowPrice[];
  readonly tornado: readonly TornadoBar[];
  readonly switchingPoints: readonly SwitchingPoint[];
}

const noExplanation: Explanation = { reasons: [], shadowPrices: [], tornado: [], switchingPoints: [] };

/** Plan for plain inputs. `found`: the search of instance types, where it was made already. */
export function makePlan(inputs: PlanInputs, found: OptionResult = instanceOptions(inputs)): PlanResult {
  inputs.progress?.(`${found.examined} configurations, ${found.options.length} instance types kept`);
  const candidateInputs: CandidateInputs = inputs;
  const search = {
    configurations: found.examined,
    instanceTypes: found.options.length,
    pairs: 0,
    mixGap: undefined as number | undefined,
    simulations: 0,
  };
  const excluded: Exclusion[] = [...found.excluded];
  for (const [chip, { cost, priceSource }] of [...inputs.economics].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (cost === undefined) excluded.push({ what: chip, reason: `${priceSource}: not in the cost ranking` });

  if (inputs.demand <= 0) {
    const empty: Candidate = {
      id: "no instances",
      kind: "aggregated",
      fleet: [],
      chips: 0,
      vendors: [],
      isHypothetical: false,
      pairs: [],
      service: { from: "analytic" },
      meetsTargets: true,
      margin: Number.POSITIVE_INFINITY,
    };
    return {
      status: "ok",
      recommended: empty,
      candidates: [],
      frontier: [],
      excluded,
      unpriced: [],
      nearTies: [],
      waysToPay: [],
      explanation: { ...noExplanation, reasons: ["the demand is zero: no fleet is needed, and no token has a price"] },
      search,
      pools: new Map(),
    };
  }
  const pools = new Map<string, readonly PoolCount[]>();
  let analytic: Candidate | undefined;
  const nothing = (infeasible: Infeasible, unpriced: readonly Candidate[] = []): PlanResult => ({
    status: "infeasible",
    ...(analytic === undefined ? {} : { analytic }),
    candidates: [],
    frontier: [],
    excluded,
    unpriced,
    nearTies: [],
    infeasible,
    explanation: noExplanation,
    waysToPay: [],
    search,
    pools,
  });
  if (found.options.length === 0) {
    const miss = nearestMiss(found.misses);
    return nothing({
      nearestMiss: miss === undefined ? undefined : describeMiss(miss),
      bindingLimit: miss?.limit ?? "no chip to choose from",
      conflict: [],
    });
  }

  const priced = candidateFleets(found.options, candidateInputs, inputs.rules, inputs.solve);
  const unpriced = priced.unpriced.map((one) => ({ ...one, meetsTargets: holdsTargets(one, inputs.targets) }));
  const set = { ...priced, unpriced };
  search.pairs = set.pairsPriced;
  search.mixGap = set.mix?.gap;
  inputs.progress?.(`${set.ranked.length} fleets priced`);
  if (set.ranked.length === 0) {
    if (set.unpriced.length > 0)
      return nothing(
        {
          nearestMiss: set.unpriced[0] && fleetTitle(set.unpriced[0]),
          bindingLimit: "price: no chip that serves has one",
          conflict: [],
        },
        set.unpriced,
      );
    const roles = new Set(found.options.map((option) => option.role));
    const isOneSided = !roles.has("aggregated") && !(roles.has("prefill") && roles.has("decode"));
    // One half of a split is there: what the other half misses stands between the search and an answer.
    const miss = isOneSided ? nearestMiss(found.misses, roles.has("prefill") ? "decode" : "prefill") : undefined;
    if (miss !== undefined)
      return nothing({ nearestMiss: describeMiss(miss), bindingLimit: miss.limit, conflict: [] }, set.unpriced);
    const conflict = smallestConflict(set.problem, inputs.solve);
    return nothing({
      nearestMiss: withoutLimits(found, inputs),
      bindingLimit: conflict.length > 0 ? conflict.join(" + ") : "no documented way to hand KV from prefill to decode",
      conflict,
      ...(conflict.length === 0 ? {} : { servable: inputs.demand * servableShare(set.problem, inputs.solve) }),
    });
  }

  const poolsOf = (candidate: Candidate): PoolCount[] =>
    candidate.fleet.map((pool) => ({
      option: found.options.find(
        (option) =>
          option.chip === pool.chip &&
          option.role === pool.role &&
          option.precision === pool.precision &&
          option.layout === pool.layout &&
          option.engine.family === pool.engine.family &&
          option.engine.maxBatchedTokens === pool.engine.maxBatchedTokens,
      )!,
      count: pool.count,
      requestsPerSecond: pool.requestsPerSecond,
    }));
  for (const candidate of set.ranked) pools.set(candidate.id, poolsOf(candidate));
  analytic = set.ranked[0];

  let candidates: (Candidate | VerifiedCandidate)[] = [...set.ranked];
  if (inputs.simulate !== undefined && inputs.verifyCount > 0) {
    const done = verifyRanking(set.ranked, pools, { ...inputs, simulate: inputs.simulate });
    const { verified, others, short } = done;
    search.simulations = done.simulations;
    excluded.push(...done.excluded);
    for (const [id, list] of done.pools) pools.set(id, list);
    candidates = [...verified, ...others];
    if (verified.length === 0)
      return nothing(
        short !== undefined
          ? {
              nearestMiss: `the simulation asks for ${short.wanted}`,
              bindingLimit: short.limit,
              conflict: [short.limit],
            }
          : {
              nearestMiss: set.ranked[0] && fleetTitle(set.ranked[0]),
              bindingLimit: "the simulation refutes every fleet that the analytic model proposed",
              conflict: [],
            },
        set.unpriced,
      );
  }
  // Pools are sized by the queue of their usual size; a fleet of very few instances queues worse and may miss after all.
  const holding = candidates.filter((candidate) => holdsTargets(candidate, inputs.targets));
  if (holding.length === 0)
    return nothing(
      {
        nearestMiss: `${fleetTitle(candidates[0]!)}: ${serviceText(candidates[0]!)}`,
        bindingLimit: "queueing: so few instances queue too long for the targets",
        conflict: [],
      },
      set.unpriced,
    );
  for (const candidate of candidates)
    if (!holding.includes(candidate))
      excluded.push({ what: fleetTitle(candidate), reason: "so few instances queue too long for the targets" });
  candidates = holding;
  const recommended = candidates[0]!;
  const flow = tokenFlow(inputs.traffic, inputs.demand, inputs.utilisation);
  // What was simulated stands first here, so that the reasons compare what was judged alike.
  const judged = candidates.slice(0, 40);
  return {
    status: "ok",
    recommended,
    ...(analytic === undefined ? {} : { analytic }),
    candidates: [recommended, ...judged.slice(1).sort(byCost)],
    frontier: paretoFrontier(candidates),
    excluded,
    unpriced: set.unpriced,
    nearTies: nearTies(recommended, judged),
    explanation: {
      reasons: reasonsFor(recommended, judged, set.mix),
      shadowPrices: shadowPrices(set.problem, inputs.solve, set.mix).map((price) =>
        // The programme carries the busiest minutes; the reader's requests/s are the mean.
        price.limit.startsWith("demand")
          ? { ...price, perUnitPerHour: price.perUnitPerHour * inputs.traffic.burstFactor }
          : price,
      ),
      tornado: tornado(judged, inputs.perturbations),
      switchingPoints: switchingPoints(recommended, judged, inputs.economics),
    },
    tokensPerHour: flow,
    sizedFor: inputs.demand * inputs.traffic.burstFactor,
    waysToPay: inputs.priceLists === undefined ? [] : waysToPay(recommended, flow, inputs.priceLists, inputs),
    ...(inputs.reliability === undefined
      ? {}
      : { availability: fleetAvailability(recommended.fleet, inputs.spareInstances, inputs.reliability) }),
    search,
    pools,
  };
}

/** The cheapest fleet if there were as many chips, servers and watts as it takes; undefined where even so there is none. */
function withoutLimits(found: OptionResult, inputs: PlanInputs): string | undefined {
  const { spareInstances, minInstances } = inputs.rules.limits;
  const rules: CandidateRules = {
    ...inputs.rules,
    stock: new Map(),
    limits: {
      ...(spareInstances === undefined ? {} : { spareInstances }),
      ...(minInstances === undefined ? {} : { minInstances }),
    },
  };
  const { ranked } = candidateFleets(found.options, inputs, rules, inputs.solve);
  const best = ranked.find((candidate) => holdsTargets(candidate, inputs.targets));
  return (
    best &&
    `${fleetTitle(best)} (${best.chips} chip${best.chips === 1 ? "" : "s"}) would carry ${inputs.demand} requests/s`
  );
}

const spreadNames: Readonly<Record<string, "mean" | "p50" | "p90" | "p99">> = {
  mean: "mean",
  "0.5": "p50",
  "0.9": "p90",
  "0.99": "p99",
};

const serviceText = ({ service: { ttftSeconds, tpotSeconds } }: Candidate): string =>
  [
    ...(ttftSeconds === undefined ? [] : [`TTFT p90 ${formatSeconds(ttftSeconds.p90)}`]),
    ...(tpotSeconds === undefined ? [] : [`TPOT p90 ${formatSeconds(tpotSeconds.p90)}`]),
  ].join(", ");

/** Whether the service stated for a fleet meets the targets at the statistics it states. */
function holdsTargets(candidate: Candidate | VerifiedCandidate, targets: readonly ServiceTarget[]): boolean {
  // A simulated fleet was held to each target already, and to a tenant's by that tenant's requests.
  if ("verification" in candidate) return true;
  return targets.every(({ metric, statistic, seconds }) => {
    if (metric !== "ttft" && metric !== "tpot") return true;
    const name = spreadNames[String(statistic)];
    const value = name === undefined ? undefined : candidate.service[`${metric}Seconds`]?.[name];
    return value === undefined || value <= seconds * 1.0001;
  });
}
