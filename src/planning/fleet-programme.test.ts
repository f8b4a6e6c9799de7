import { beforeAll, describe, expect, test } from "vitest";
import { loadSolver } from "../cli/highs-solver.ts";
import { Random } from "../random.ts";
import { smallestConflict } from "./conflict.ts";
import { type FleetProblem, type InstanceType, shadowPrices, solveFleet } from "./fleet-programme.ts";
import type { Solve } from "./programme.ts";

let solve: Solve;
beforeAll(async () => {
  solve = await loadSolver();
});

/**
 * Can the instances carry the service's demand? Aggregated capacity plus the largest prefill-to-decode flow, which by
 * max-flow min-cut is the least, over sets of prefill types, of the capacity outside the set plus that of the decode
 * types the set reaches.
 */
function carries(problem: FleetProblem, service: string, counts: ReadonlyMap<string, number>, wanted: number): boolean {
  const spare = problem.limits.spareInstances ?? 0;
  const mine = problem.types.filter((type) => type.service === service);
  const capacity = (type: InstanceType): number => Math.max(0, (counts.get(type.id) ?? 0) - spare) * type.capacity;
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

/** Every combination of counts, one by one: the definition of the problem, without any cleverness. One period. */
function bruteForce(problem: FleetProblem): number | undefined {
  const { types, supplies, limits } = problem;
  const spare = limits.spareInstances ?? 0;
  const least = Math.max(limits.minInstances ?? 0, spare > 0 ? spare + 1 : 0);
  const peak = (service: string) => problem.demands.find((demand) => demand.service === service)!.requestsPerSecond[0]!;
  const most = types.map((type) => Math.ceil(peak(type.service) / type.capacity) + spare + least);
  let best: number | undefined;
  const counts = new Map<string, number>();
  const visit = (i: number): void => {
    if (i < types.length) {
      for (let n = 0; n <= most[i]!; n++) {
        if (n > 0 && n < least) continue;
        counts.set(types[i]!.id, n);
        visit(i + 1);
      }
      return;
    }
    let cost = 0;
    let watts = 0;
    let chips = 0;
    for (const supply of supplies) {
      const needed = types.reduce(
        (sum, type) => sum + (type.chip === supply.chip ? type.chips * counts.get(type.id)! : 0),
        0,
      );
      const held = Math.ceil(needed / supply.unitChips) * supply.unitChips;
      if (supply.stock !== undefined && held > supply.stock) return;
      cost += held * supply.costPerHour;
      watts += held * (supply.watts ?? 0);
      chips += held;
    }
    if (limits.watts !== undefined && watts > limits.watts + 1e-9) return;
    if (limits.chips !== undefined && chips > limits.chips) return;
    if (best !== undefined && cost >= best) return;
    for (const demand of problem.demands)
      if (!carries(problem, demand.service, counts, demand.requestsPerSecond[0]!)) return;
    best = cost;
  };
  visit(0);
  return best;
}

function randomProblem(random: Random): FleetProblem {
  const chips = ["a", "b"];
  const supplies = chips.map((chip) => ({
    chip,
    costPerHour: random.integer(10, 60) / 10,
    unitChips: random.uniform() < 0.3 ? 4 : 1,
    chipsPerServer: 8,
    watts: random.integer(3, 10) * 100,
    ...(random.uniform() < 0.5 ? { stock: random.integer(4, 24) } : {}),
  }));
  const services = random.uniform() < 0.25 ? ["x", "y"] : ["x"];
  const types: InstanceType[] = [];
  const roles =
    services.length === 2
      ? (["aggregated", "aggregated"] as const)
      : (["aggregated", "prefill", "prefill", "decode", "decode"] as const);
  for (const service of services)
    roles.forEach((role, i) => {
      types.push({
        id: `${service}${i}`,
        service,
        role,
        chip: chips[random.integer(0, 1)]!,
        chips: 2 ** random.integer(0, 3),
        capacity: random.integer(10, 40) / 10,
      });
    });
  const pairings = types.flatMap((prefill) =>
    types.flatMap((decode) =>
      prefill.role === "prefill" && decode.role === "decode" && random.uniform() < 0.7
        ? [{ prefill: prefill.id, decode: decode.id }]
        : [],
    ),
  );
  return {
    types,
    pairings,
    supplies,
    periods: [{ id: "all", share: 1 }],
    demands: services.map((service) => ({ service, requestsPerSecond: [random.integer(5, 60) / 10] })),
    limits: {
      ...(random.uniform() < 0.3 ? { watts: random.integer(20, 120) * 100 } : {}),
      ...(random.uniform() < 0.3 ? { spareInstances: 1 } : {}),
      ...(random.uniform() < 0.2 ? { chips: random.integer(4, 32) } : {}),
      ...(random.uniform() < 0.2 ? { minInstances: 2 } : {}),
    },
  };
}

describe("the mix of chips and counts", () => {
  test("equals brute force on 1,000 random fleets, feasible or not", () => {
    const random = new Random(20_260_420, "fleets");
    let infeasible = 0;
    for (let i = 0; i < 1000; i++) {
      const problem = randomProblem(random);
      const expected = bruteForce(problem);
      const found = solveFleet(problem, solve)?.costPerHour;
      if (expected === undefined) infeasible += 1;
      if (expected === undefined || found === undefined) expect(found, JSON.stringify(problem)).toBe(expected);
      else expect(Math.abs(found - expected), JSON.stringify(problem)).toBeLessThan(1e-6);
    }
    // The draw must exercise both outcomes, or the comparison above says little.
    expect(infeasible).toBeGreaterThan(50);
    expect(infeasible).toBeLessThan(700);
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
    expect(solveFleet(elastic, solve)?.costPerHour).toBeCloseTo(2 * (0.5 * 7 + 0.5 * 6), 9);
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

  test("shadow prices say what a request and a watt are worth", () => {
    const prices = shadowPrices({ ...base, periods: [base.periods[0]!] }, solve);
    expect(prices.find((price) => price.limit === "demand chat day")?.perUnitPerHour).toBeCloseTo(2, 9);
  });
});
