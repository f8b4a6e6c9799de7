// From instance types to fleets: every type alone, every pair of a prefill and a decode type, and the exact mix.
import { byCost, type Candidate, type CandidateInputs, judge, type PoolCount } from "./candidate.ts";
import { brokenLimit, type LimitedPool, type LimitRules } from "./fleet-limits.ts";
import { type FleetLimits, type FleetMix, type FleetProblem, mostNodes, solveFleet } from "./fleet-programme.ts";
import type { InstanceOption } from "./instance-options.ts";
import type { Solve } from "./programme.ts";

export interface CandidateRules extends LimitRules {
  /** Chips are paid only in the periods in which they run. */
  readonly isElastic?: boolean;
  /** May this prefill type hand its KV to this decode type? */
  readonly mayPair: (prefill: InstanceOption, decode: InstanceOption) => boolean;
}

export interface CandidateSet {
  /** Priced fleets, cheapest first. */
  readonly ranked: readonly Candidate[];
  /** Fleets that meet the targets but have a chip without a price. */
  readonly unpriced: readonly Candidate[];
  readonly pairsPriced: number;
  readonly mix?: FleetMix;
  readonly problem: FleetProblem;
}

interface Sized {
  readonly option: InstanceOption;
  readonly count: number;
  readonly chips: number;
  /** Of one chip; undefined where it has no price. */
  readonly costPerHour: number | undefined;
  readonly limited: LimitedPool;
}

/** Instances of one type for the whole demand, spares and least counts included. */
export function countAlone(option: InstanceOption, limits: FleetLimits): number {
  const spare = limits.spareInstances ?? 0;
  return Math.max(option.alone + spare, limits.minInstances ?? 0, spare > 0 ? spare + 1 : 1);
}

/** What a fleet of one or two pools costs an hour; pools of one chip share its servers. */
function bill(pools: readonly Sized[], { wholeServers }: CandidateRules): number | undefined {
  let sum = 0;
  for (const [i, { option, chips, costPerHour }] of pools.entries()) {
    if (costPerHour === undefined) return undefined;
    const other = pools[1 - i];
    const isShared = other !== undefined && other.option.chip === option.chip;
    if (isShared && i === 1) continue;
    const all = chips + (isShared ? other.chips : 0);
    const perServer = wholeServers ? option.spec.chipsPerServer : 1;
    sum += Math.ceil(all / perServer) * perServer * costPerHour;
  }
  return sum;
}

/** A pool as the limits of a fleet see it. */
export function limitedPool(option: InstanceOption, chips: number, { economics }: CandidateInputs): LimitedPool {
  return {
    chip: option.chip,
    chips,
    chipsPerServer: option.spec.chipsPerServer,
    ratedWatts: economics.get(option.chip)?.ratedWatts,
  };
}

/** Fewest candidates kept after ranking: enough to compare, few enough to read. */
const mostCandidates = 40;

/**
 * All fleets of one type or one pair, judged and ranked by cost, plus the exact mix where it is none of them.
 * Pairs cost one addition each, so all of them are priced; only the best are judged in full.
 */
export function candidateFleets(
  options: readonly InstanceOption[],
  inputs: CandidateInputs,
  rules: CandidateRules,
  solve: Solve,
): CandidateSet {
  const sized = options.map((option): Sized => {
    const economics = inputs.economics.get(option.chip);
    const count = countAlone(option, rules.limits);
    const chips = count * option.chips;
    return {
      option,
      count,
      chips,
      costPerHour: economics?.cost?.total,
      limited: limitedPool(option, chips, inputs),
    };
  });
  const fleets: { pools: readonly Sized[]; cost: number | undefined; chips: number }[] = [];
  for (const one of sized)
    if (one.option.role === "aggregated" && brokenLimit([one.limited], rules) === undefined)
      fleets.push({ pools: [one], cost: bill([one], rules), chips: one.chips });
  const prefills = sized.filter(({ option }) => option.role === "prefill");
  const decodes = sized.filter(({ option }) => option.role === "decode");
  let pairsPriced = 0;
  for (const prefill of prefills)
    for (const decode of decodes) {
      pairsPriced += 1;
      if (!rules.mayPair(prefill.option, decode.option)) continue;
      if (brokenLimit([prefill.limited, decode.limited], rules) !== undefined) continue;
      const pools = [prefill, decode];
      fleets.push({ pools, cost: bill(pools, rules), chips: prefill.chips + decode.chips });
    }

  const byBill = (a: { cost: number | undefined; chips: number }, b: { cost: number | undefined; chips: number }) =>
    (a.cost ?? Number.POSITIVE_INFINITY) - (b.cost ?? Number.POSITIVE_INFINITY) || a.chips - b.chips;
  const priced = fleets.filter(({ cost }) => cost !== undefined).sort(byBill);
  const unpriced = fleets.filter(({ cost }) => cost === undefined).sort((a, b) => a.chips - b.chips);
  const toCounts = (pools: readonly Sized[]): PoolCount[] =>
    pools.map(({ option, count }) => ({ option, count, requestsPerSecond: inputs.demand }));
  const judged = representatives(priced, mostCandidates).flatMap(({ pools }) => judge(toCounts(pools), inputs) ?? []);

  const problem = fleetProblem(options, inputs, rules);
  const mix = inputs.demand > 0 ? connectedMix(problem, options, rules, solve) : undefined;
  const mixed = mix === undefined ? undefined : judge(poolsOfMix(mix, options, inputs.traffic.burstFactor), inputs);
  const all = mixed === undefined || judged.some((other) => other.id === mixed.id) ? judged : [...judged, mixed];
  return {
    ranked: all.sort(byCost),
    unpriced: representatives(unpriced, 12).flatMap(({ pools }) => judge(toCounts(pools), inputs) ?? []),
    pairsPriced,
    ...(mix === undefined ? {} : { mix }),
    problem,
  };
}

/**
 * The cheapest mix in which any prefill pool may hand KV to any decode pool, as one router in front of all of them does.
 * The programme alone also finds fleets of separate prefill-to-decode groups; those are asked for again with fewer types
 * until one group is left (two types are always one).
 */
function connectedMix(
  problem: FleetProblem,
  options: readonly InstanceOption[],
  rules: CandidateRules,
  solve: Solve,
): FleetMix | undefined {
  let mix: FleetMix | undefined;
  for (const maxTypes of [undefined, 3, 2]) {
    mix = solveFleet(
      maxTypes === undefined ? problem : { ...problem, limits: { ...problem.limits, maxTypes } },
      solve,
      mostNodes,
    );
    const used = options.filter((option) => (mix?.instances[option.id]?.[0] ?? 0) > 0);
    // A demand within the solver's tolerance of none: it buys nothing, where one instance is the least.
    if (used.length === 0) return undefined;
    const isOneGroup = used.every(
      (prefill) =>
        prefill.role !== "prefill" ||
        used.every((decode) => decode.role !== "decode" || rules.mayPair(prefill, decode)),
    );
    if (isOneGroup) return mix;
  }
  return mix;
}

/** The best of every combination of chips and roles first, then the next best, up to `most`. */
function representatives<T extends { readonly pools: readonly Sized[] }>(sorted: readonly T[], most: number): T[] {
  const seen = new Map<string, number>();
  const ranked = sorted.map((fleet, order) => {
    const key = fleet.pools.map(({ option }) => `${option.role} ${option.chip}`).join("+");
    const rank = seen.get(key) ?? 0;
    seen.set(key, rank + 1);
    return { fleet, rank, order };
  });
  return ranked
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .slice(0, most)
    .map(({ fleet }) => fleet);
}

/** The integer programme of one service at its peak. */
export function fleetProblem(
  options: readonly InstanceOption[],
  inputs: CandidateInputs,
  rules: CandidateRules,
): FleetProblem {
  const priced = options.filter((option) => inputs.economics.get(option.chip)?.cost !== undefined);
  const chips = [...new Set(priced.map((option) => option.chip))].sort();
  return {
    types: priced.map(({ id, service, chip, chips: count, role, capacity }) => ({
      id,
      service,
      chip,
      chips: count,
      role,
      capacity,
    })),
    pairings: priced.flatMap((prefill) =>
      prefill.role !== "prefill"
        ? []
        : priced.flatMap((decode) =>
            decode.role === "decode" && decode.service === prefill.service && rules.mayPair(prefill, decode)
              ? [{ prefill: prefill.id, decode: decode.id }]
              : [],
          ),
    ),
    supplies: chips.map((chip) => {
      const { spec } = priced.find((option) => option.chip === chip)!;
      const economics = inputs.economics.get(chip)!;
      const stock = rules.stock.get(chip);
      return {
        chip,
        costPerHour: economics.cost!.total,
        unitChips: rules.wholeServers ? spec.chipsPerServer : 1,
        chipsPerServer: spec.chipsPerServer,
        ...(rules.isElastic === true ? { isElastic: true } : {}),
        ...(stock === undefined ? {} : { stock }),
        ...(economics.ratedWatts === undefined ? {} : { watts: economics.ratedWatts }),
      };
    }),
    periods: [{ id: "peak", share: 1 }],
    demands: [
      { service: options[0]?.service ?? "service", requestsPerSecond: [inputs.demand * inputs.traffic.burstFactor] },
    ],
    limits: rules.limits,
  };
}

/** Pools of a solved mix, with the requests that each carries. */
export function poolsOfMix(mix: FleetMix, options: readonly InstanceOption[], burstFactor: number): PoolCount[] {
  const order = { aggregated: 0, prefill: 1, decode: 2 } as const;
  return options
    .flatMap((option) => {
      const count = mix.instances[option.id]?.[0] ?? 0;
      if (count === 0) return [];
      const requestsPerSecond = Object.entries(mix.flows)
        .filter(([id]) => id.split(">").includes(option.id))
        .reduce((sum, [, rates]) => sum + (rates[0] ?? 0), 0);
      // The mix is solved for the busiest minutes; pools are judged at their share of the mean.
      return [{ option, count, requestsPerSecond: requestsPerSecond / burstFactor }];
    })
    .sort((a, b) => order[a.option.role] - order[b.option.role] || (a.option.id < b.option.id ? -1 : 1));
}

/** Not beaten in both cost and latency by any other: TPOT p90 against cost per million tokens. Cheapest first. */
export function paretoFrontier(candidates: readonly Candidate[]): readonly Candidate[] {
  const points = candidates
    .filter(
      (candidate) =>
        candidate.costPerMillionTokens?.blended !== undefined && candidate.service.tpotSeconds !== undefined,
    )
    .sort(
      (a, b) =>
        a.costPerMillionTokens!.blended! - b.costPerMillionTokens!.blended! ||
        a.service.tpotSeconds!.p90 - b.service.tpotSeconds!.p90,
    );
  const frontier: Candidate[] = [];
  let fastest = Number.POSITIVE_INFINITY;
  for (const candidate of points) {
    if (candidate.service.tpotSeconds!.p90 >= fastest) continue;
    fastest = candidate.service.tpotSeconds!.p90;
    frontier.push(candidate);
  }
  return frontier;
}
