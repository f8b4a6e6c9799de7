import { beforeAll, describe, expect, test } from "vitest";
import { loadSolver } from "../cli/highs-solver.ts";
import { Random } from "../random.ts";
import { constraintsOf, smallestConflict } from "./conflict.ts";
import { type FleetProblem, fleetProgramme, type InstanceType, shadowPrices, solveFleet } from "./fleet-programme.ts";
import type { Solve } from "./programme.ts";

let solve: Solve;
beforeAll(async () => {
  solve = await loadSolver();
});

type Counts = readonly number[];

/**
 * Can the instances carry the service's demand? Aggregated capacity plus the largest prefill-to-decode flow, which by
 * max-flow min-cut is the least, over sets of prefill types, of the capacity outside the set plus that of the decode
 * types the set reaches.
 */
function carries(problem: FleetProblem, service: string, counts: Counts, wanted: number): boolean {
  const spare = problem.limits.spareInstances ?? 0;
  const at = new Map(problem.types.map((type, i) => [type.id, counts[i]!]));
  const mine = problem.types.filter((type) => type.service === service);
  const capacity = (type: InstanceType): number => Math.max(0, at.get(type.id)! - spare) * type.capacity;
  const prefills = mine.filter((type) => type.role === "prefill");
  const decodes = mine.filter((type) => type.role === "decode");
  let pairFlow = Number.POSITIVE_INFINITY;
  for (let set = 0; set < 1 << prefills.length; set++) {
    let cut = 0;
    const reached = new Set<string>();
    prefills.forEach((prefill, i) => {
      if ((set >> i) & 1)
        for (const pair of problem.pairings) if (pair.prefill === prefill.id) reached.add(pair.decode);
      if (!((set >> i) & 1)) cut += capacity(prefill);
    });
    for (const decode of decodes) if (reached.has(decode.id)) cut += capacity(decode);
    pairFlow = Math.min(pairFlow, cut);
  }
  const alone = mine.filter((type) => type.role === "aggregated").reduce((sum, type) => sum + capacity(type), 0);
  return alone + pairFlow >= wanted - 1e-7;
}

/** Fewest instances of a type that is used at all. */
function leastOf({ limits }: FleetProblem): number {
  const spare = limits.spareInstances ?? 0;
  return Math.max(limits.minInstances ?? 0, spare > 0 ? spare + 1 : 0);
}

/** Cost of what runs in each period, or undefined where it breaks a limit: chips are held for the fullest period. */
function costOf(problem: FleetProblem, running: readonly Counts[]): number | undefined {
  const { types, supplies, limits, periods } = problem;
  const used = types.map((_, i) => running.some((counts) => counts[i]! > 0));
  const least = leastOf(problem);
  if (types.some((_, i) => used[i] && running.some((counts) => counts[i]! < least))) return undefined;
  const usedTypes = types.filter((_, i) => used[i]);
  if (limits.maxTypes !== undefined && usedTypes.length > limits.maxTypes) return undefined;
  if (limits.maxTypesPerService !== undefined)
    for (const { service } of problem.demands)
      if (usedTypes.filter((type) => type.service === service).length > limits.maxTypesPerService) return undefined;
  let cost = 0;
  let watts = 0;
  let chips = 0;
  let servers = 0;
  for (const supply of supplies) {
    const needed = running.map((counts) =>
      types.reduce((sum, type, i) => sum + (type.chip === supply.chip ? type.chips * counts[i]! : 0), 0),
    );
    const held = Math.ceil(Math.max(...needed) / supply.unitChips) * supply.unitChips;
    if (supply.stock !== undefined && held > supply.stock) return undefined;
    cost += supply.isElastic
      ? needed.reduce((sum, count, t) => sum + count * periods[t]!.share * supply.costPerHour, 0)
      : held * supply.costPerHour;
    watts += held * (supply.watts ?? 0);
    chips += held;
    servers += Math.ceil(held / supply.chipsPerServer);
  }
  if (limits.watts !== undefined && watts > limits.watts + 1e-9) return undefined;
  if (limits.chips !== undefined && chips > limits.chips) return undefined;
  return limits.servers !== undefined && servers > limits.servers ? undefined : cost;
}

/** Every combination of counts in every period, one by one: the definition of the problem, without any cleverness. */
function bruteForce(problem: FleetProblem): number | undefined {
  const { types, periods, demands } = problem;
  const least = leastOf(problem);
  const peak = (service: string) =>
    Math.max(...demands.find((demand) => demand.service === service)!.requestsPerSecond);
  const most = types.map(
    (type) => Math.ceil(peak(type.service) / type.capacity) + (problem.limits.spareInstances ?? 0) + least,
  );
  const serves = (counts: Counts, t: number): boolean =>
    demands.every(({ service, requestsPerSecond }) => carries(problem, service, counts, requestsPerSecond[t]!));
  let best: number | undefined;
  const choose = (chosen: readonly Counts[], lists: readonly (readonly Counts[])[]): void => {
    if (chosen.length < lists.length) {
      for (const counts of lists[chosen.length]!) choose([...chosen, counts], lists);
      return;
    }
    const cost = costOf(problem, chosen);
    if (cost === undefined || (best !== undefined && cost >= best)) return;
    // With one period the dear question comes last; with more, each list holds only what serves.
    if (periods.length > 1 || serves(chosen[0]!, 0)) best = cost;
  };
  const all = types.reduce<readonly Counts[]>(
    (lists, _, i) =>
      lists.flatMap((list) =>
        Array.from({ length: most[i]! + 1 }, (_unused, n) => n).flatMap((n) =>
          n > 0 && n < least ? [] : [[...list, n]],
        ),
      ),
    [[]],
  );
  choose(
    [],
    periods.map((_, t) => (periods.length === 1 ? all : all.filter((counts) => serves(counts, t)))),
  );
  return best;
}

function randomProblem(random: Random): FleetProblem {
  const chips = ["a", "b"];
  const hasPeriods = random.uniform() < 0.3;
  const chance = (probability: number): boolean => random.uniform() < probability;
  const supplies = chips.map((chip) => ({
    chip,
    costPerHour: random.integer(10, 60) / 10,
    unitChips: chance(0.3) ? 4 : 1,
    chipsPerServer: chance(0.5) ? 8 : 4,
    watts: random.integer(3, 10) * 100,
    ...(chance(0.5) ? { stock: random.integer(4, 24) } : {}),
    ...(chance(0.2) ? { isElastic: true } : {}),
  }));
  const services = chance(0.25) ? ["x", "y"] : ["x"];
  const roles = hasPeriods
    ? (["aggregated", "prefill", "decode"] as const)
    : services.length === 2
      ? (["aggregated", "aggregated"] as const)
      : (["aggregated", "prefill", "prefill", "decode", "decode"] as const);
  const types = services.flatMap((service) =>
    (hasPeriods && services.length === 2 ? (["aggregated"] as const) : roles).map(
      (role, i): InstanceType => ({
        id: `${service}${i}`,
        service,
        role,
        chip: chips[random.integer(0, 1)]!,
        chips: 2 ** random.integer(0, 3),
        capacity: random.integer(10, 40) / 10,
      }),
    ),
  );
  const pairings = types.flatMap((prefill) =>
    types.flatMap((decode) =>
      prefill.role === "prefill" && decode.role === "decode" && chance(0.7)
        ? [{ prefill: prefill.id, decode: decode.id }]
        : [],
    ),
  );
  const periods = hasPeriods
    ? [
        { id: "day", share: 0.25 },
        { id: "night", share: 0.75 },
      ]
    : [{ id: "all", share: 1 }];
  return {
    types,
    pairings,
    supplies,
    periods,
    demands: services.map((service) => ({
      service,
      requestsPerSecond: periods.map(() => random.integer(5, 60) / 10),
    })),
    limits: {
      ...(chance(0.3) ? { watts: random.integer(20, 120) * 100 } : {}),
      ...(chance(0.25) ? { spareInstances: 1 } : {}),
      ...(chance(0.2) ? { chips: random.integer(4, 32) } : {}),
      ...(chance(0.2) ? { minInstances: 2 } : {}),
      ...(chance(0.25) ? { servers: random.integer(1, 4) } : {}),
      ...(chance(0.2) ? { maxTypes: random.integer(1, 3) } : {}),
      ...(chance(0.15) ? { maxTypesPerService: random.integer(1, 2) } : {}),
    },
  };
}

const kindsOfLimit = [
  "watts",
  "spareInstances",
  "chips",
  "minInstances",
  "servers",
  "maxTypes",
  "maxTypesPerService",
  "stock",
  "whole servers",
  "by the hour",
  "periods",
  "services",
];

function kindsIn({ limits, supplies, periods, demands }: FleetProblem): string[] {
  return [
    ...Object.keys(limits),
    ...(supplies.some(({ stock }) => stock !== undefined) ? ["stock"] : []),
    ...(supplies.some(({ unitChips }) => unitChips > 1) ? ["whole servers"] : []),
    ...(supplies.some(({ isElastic }) => isElastic) ? ["by the hour"] : []),
    ...(periods.length > 1 ? ["periods"] : []),
    ...(demands.length > 1 ? ["services"] : []),
  ];
}

describe("the mix of chips and counts", () => {
  test("equals brute force on 1,000 random fleets, feasible or not", () => {
    const random = new Random(20_260_420, "fleets");
    let infeasible = 0;
    const seen = new Map<string, number>();
    for (let i = 0; i < 1000; i++) {
      const problem = randomProblem(random);
      const expected = bruteForce(problem);
      const found = solveFleet(problem, solve)?.costPerHour;
      if (expected === undefined) infeasible += 1;
      else for (const kind of kindsIn(problem)) seen.set(kind, (seen.get(kind) ?? 0) + 1);
      if (expected === undefined || found === undefined) expect(found, JSON.stringify(problem)).toBe(expected);
      else expect(Math.abs(found - expected), JSON.stringify(problem)).toBeLessThan(1e-6);
    }
    // The draw must exercise both outcomes, or the comparison above says little.
    expect(infeasible).toBeGreaterThan(50);
    expect(infeasible).toBeLessThan(700);
    // ... and every kind of limit, in fleets that exist.
    for (const kind of kindsOfLimit) expect(seen.get(kind), kind).toBeGreaterThan(40);
  });

  const base: FleetProblem = {
    types: [
      { id: "day", service: "chat", role: "aggregated", chip: "a", chips: 1, capacity: 1 },
      { id: "night", service: "batch", role: "aggregated", chip: "a", chips: 1, capacity: 1 },
    ],
    pairings: [],
    supplies: [{ chip: "a", costPerHour: 2, unitChips: 1, chipsPerServer: 8, watts: 700 }],
    periods: [
      { id: "day", share: 0.5 },
      { id: "night", share: 0.5 },
    ],
    demands: [
      { service: "chat", requestsPerSecond: [6, 1] },
      { service: "batch", requestsPerSecond: [1, 5] },
    ],
    limits: {},
  };

  test("chips move between services with the time of day: 7 serve what 11 would apart", () => {
    const mix = solveFleet(base, solve);
    expect(mix?.chips).toEqual({ a: 7 });
    expect(mix?.instances).toEqual({ day: [6, expect.any(Number)], night: [1, expect.any(Number)] });
    expect(mix?.costPerHour).toBeCloseTo(14, 9);
  });

  test("rent by the hour pays for what runs, not for the peak", () => {
    const elastic = { ...base, supplies: base.supplies.map((supply) => ({ ...supply, isElastic: true })) };
    const mix = solveFleet(elastic, solve)!;
    expect(mix.costPerHour).toBeCloseTo(2 * (0.5 * 7 + 0.5 * 6), 9);
    // Holding is free then; what is shown is what the fullest period runs.
    expect(mix.chips["a"]).toBe(
      Math.max(...[0, 1].map((t) => mix.instances["day"]![t]! + mix.instances["night"]![t]!)),
    );
  });

  test("a mixed fleet wins where stock forbids the cheapest alone", () => {
    const problem: FleetProblem = {
      ...base,
      types: [
        { id: "p", service: "chat", role: "prefill", chip: "a", chips: 2, capacity: 3 },
        { id: "d", service: "chat", role: "decode", chip: "b", chips: 4, capacity: 2 },
        { id: "alone", service: "chat", role: "aggregated", chip: "b", chips: 4, capacity: 1 },
      ],
      pairings: [{ prefill: "p", decode: "d" }],
      supplies: [
        { chip: "a", costPerHour: 1, unitChips: 1, chipsPerServer: 8, stock: 2 },
        { chip: "b", costPerHour: 1, unitChips: 1, chipsPerServer: 8 },
      ],
      periods: [{ id: "all", share: 1 }],
      demands: [{ service: "chat", requestsPerSecond: [4] }],
    };
    // Two prefill chips carry 3 requests/s into two decode instances; the fourth request is served whole on b.
    expect(solveFleet(problem, solve)).toMatchObject({
      instances: { p: [1], d: [2], alone: [1] },
      chips: { a: 2, b: 12 },
      costPerHour: 14,
    });
  });

  test("demand zero costs nothing; a service that nothing serves has no fleet", () => {
    const none = { ...base, demands: base.demands.map((demand) => ({ ...demand, requestsPerSecond: [0, 0] })) };
    expect(solveFleet(none, solve)?.costPerHour).toBe(0);
    expect(solveFleet({ ...base, types: [] }, solve)).toBeUndefined();
  });

  test("names the smallest conflicting set, and only that", () => {
    const tight = (limits: FleetProblem["limits"], stock?: number): FleetProblem => ({
      ...base,
      supplies: [{ ...base.supplies[0]!, ...(stock === undefined ? {} : { stock }) }],
      limits,
    });
    expect(smallestConflict(tight({ watts: 1e6 }, 5), solve)).toEqual(["stock of a: 5 chips"]);
    expect(smallestConflict(tight({ watts: 1e6, spareInstances: 1 }, 7), solve)).toEqual([
      "stock of a: 7 chips",
      "1 spare instance per pool",
    ]);
    expect(smallestConflict(tight({ watts: 700 * 6 }), solve)).toEqual(["power: 4200 W"]);
    expect(smallestConflict({ ...base, types: [] }, solve)).toEqual([]);
  });

  test("no smaller set conflicts than the one it names, on random fleets that cannot be", () => {
    const random = new Random(7, "conflicts");
    let seen = 0;
    while (seen < 25) {
      const problem = randomProblem(random);
      if (solveFleet(problem, solve) !== undefined) continue;
      const named = smallestConflict(problem, solve);
      const all = constraintsOf(problem);
      const only = (kept: readonly string[]) =>
        all.reduce((from, { text, without }) => (kept.includes(text) ? from : without(from)), problem);
      if (solveFleet(only([]), solve) === undefined) {
        expect(named).toEqual([]);
        continue;
      }
      seen += 1;
      expect(solveFleet(only(named), solve)).toBeUndefined();
      for (let set = 0; set < 1 << all.length; set++) {
        const kept = all.filter((_, i) => (set >> i) & 1).map(({ text }) => text);
        if (kept.length < named.length) expect(solveFleet(only(kept), solve), kept.join()).toBeDefined();
      }
    }
  });

  test("half a server of each of two chips is two servers", () => {
    const problem: FleetProblem = {
      ...base,
      types: [
        { id: "p", service: "chat", role: "prefill", chip: "a", chips: 4, capacity: 9 },
        { id: "d", service: "chat", role: "decode", chip: "b", chips: 4, capacity: 9 },
      ],
      pairings: [{ prefill: "p", decode: "d" }],
      supplies: ["a", "b"].map((chip) => ({ chip, costPerHour: 1, unitChips: 1, chipsPerServer: 8 })),
      demands: [base.demands[0]!],
      limits: { servers: 1 },
    };
    expect(solveFleet(problem, solve)).toBeUndefined();
    expect(solveFleet({ ...problem, limits: { servers: 2 } }, solve)?.costPerHour).toBe(8);
  });

  test("shadow prices say what a request and a watt are worth", () => {
    const prices = shadowPrices({ ...base, periods: [base.periods[0]!] }, solve);
    expect(prices.find((price) => price.limit === "demand chat day")?.perUnitPerHour).toBeCloseTo(2, 9);
  });

  test("a shadow price is what the relaxed optimum moves by when its limit does", () => {
    const problem: FleetProblem = {
      ...base,
      types: [
        { id: "cheap", service: "chat", role: "aggregated", chip: "a", chips: 2, capacity: 1 },
        { id: "dear", service: "chat", role: "aggregated", chip: "b", chips: 1, capacity: 1 },
      ],
      supplies: [
        { chip: "a", costPerHour: 1, unitChips: 1, chipsPerServer: 8, stock: 6, watts: 500 },
        { chip: "b", costPerHour: 3, unitChips: 1, chipsPerServer: 8, watts: 700 },
      ],
      periods: [{ id: "all", share: 1 }],
      demands: [{ service: "chat", requestsPerSecond: [8] }],
      limits: {},
    };
    const relaxed = (from: FleetProblem): number =>
      solve(fleetProgramme(from).programme, { isRelaxed: true }).objective;
    const [a, b] = problem.supplies;
    const moved: Record<string, FleetProblem> = {
      "demand chat all": { ...problem, demands: [{ service: "chat", requestsPerSecond: [9] }] },
      "stock a": { ...problem, supplies: [{ ...a!, stock: 7 }, b!] },
    };
    const prices = shadowPrices(problem, solve);
    expect(prices.map(({ limit }) => limit).sort()).toEqual(Object.keys(moved).sort());
    for (const { limit, perUnitPerHour } of prices)
      expect(relaxed(moved[limit]!) - relaxed(problem)).toBeCloseTo(perUnitPerHour, 9);
  });

  test("one more request/s does not pay for a part of a spare", () => {
    const problem: FleetProblem = { ...base, periods: [base.periods[0]!], limits: { spareInstances: 1 } };
    const prices = shadowPrices(problem, solve, solveFleet(problem, solve));
    expect(prices.find((price) => price.limit === "demand chat day")?.perUnitPerHour).toBeCloseTo(2, 9);
  });
});
