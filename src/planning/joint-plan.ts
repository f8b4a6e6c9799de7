// Several services on one pool of chips: what each runs in each hour of the day, and what sharing saves.
import { pow } from "../elementary.ts";
import { fail } from "../errors.ts";
import { type PoolCount, tokenFlow, withoutSpares } from "./candidate.ts";
import { fleetProblem } from "./candidates.ts";
import { smallestConflict } from "./conflict.ts";
import { layoutName } from "./enumerate-layouts.ts";
import {
  type FleetMix,
  type FleetProblem,
  mostNodes,
  type Period,
  type ServiceDemand,
  solveFleet,
} from "./fleet-programme.ts";
import { describeMiss, type InstanceOption, instanceOptions, nearestMiss } from "./instance-options.ts";
import type { PlanInputs } from "./plan.ts";
import type { Solve } from "./programme.ts";
import type { TargetCheck } from "./verify.ts";

export interface JointService {
  readonly name: string;
  /** Its demand is that of its busiest hour. */
  readonly plan: PlanInputs;
  /** Weights of the 24 hours; absent = the same all day. */
  readonly hourly?: readonly number[];
}

export interface JointPool {
  readonly service: string;
  readonly pool: string;
  readonly chip: string;
  readonly chipsPerInstance: number;
  /** It hands KV to, or takes it from, a pool of a pair that no engine documents. */
  readonly isHypothetical: boolean;
  /** Instances in each period. */
  readonly instances: readonly number[];
}

export interface JointResult {
  readonly status: "ok" | "infeasible";
  readonly currency: string;
  readonly periods: readonly (Period & { readonly hours: readonly number[] })[];
  readonly chips: Readonly<Record<string, number>>;
  /** Paid only while they run; otherwise held all day. */
  readonly isElastic: boolean;
  /** Mean over the day. */
  readonly perHour: number;
  readonly gap: number;
  /** Cost per hour if each service had chips of its own. */
  readonly apartPerHour: number | undefined;
  readonly pools: readonly JointPool[];
  readonly services: readonly {
    readonly name: string;
    /** Share of the bill by the chips it holds, hour by hour; what idles is shared alike. */
    readonly perHour: number;
    readonly blendedPerMillion: number | undefined;
    readonly checks: readonly TargetCheck[];
  }[];
  readonly infeasible?: { readonly bindingLimit: string; readonly conflict: readonly string[] };
}

const hoursOfDay = 24;
/** A service that misses its targets in the simulation is given so much more capacity, this many times at most. */
const headroomStep = 1.08;
const mostRounds = 5;

/** Hours in which every service's demand is the same are one period: the programme stays small. */
function periodsOf(services: readonly JointService[]): JointResult["periods"] {
  const groups = new Map<string, number[]>();
  for (let hour = 0; hour < hoursOfDay; hour++) {
    const key = services.map(({ hourly }) => hourly?.[hour] ?? 1).join();
    groups.set(key, [...(groups.get(key) ?? []), hour]);
  }
  return [...groups.values()].map((hours) => ({ id: hourText(hours), share: hours.length / hoursOfDay, hours }));
}

/** `0-7, 22-23 h` */
export function hourText(hours: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const hour of hours) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === hour - 1) last[1] = hour;
    else runs.push([hour, hour]);
  }
  return `${runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(", ")} h`;
}

/**
 * Plan services together: chips are held all day and change hands between them from hour to hour.
 * Each service's busiest period is verified by simulation; a service that misses is given more and the mix is solved again.
 * @throws {SilicoError} where the services are priced in different currencies.
 */
export function jointPlan(services: readonly JointService[], solve: Solve): JointResult {
  const first = services[0] ?? fail("schema", [], "no service to plan", "Give two scenarios or more.");
  const names = new Set(services.map(({ name }) => name));
  if (names.size < services.length)
    fail("domain", ["name"], "two scenarios have the same name", "Give each a name of its own.");
  const currencies = new Set(
    services.flatMap(({ plan }) => [...plan.economics.values()].flatMap(({ cost }) => cost?.currency ?? [])),
  );
  if (currencies.size > 1)
    fail(
      "domain",
      ["prices", "currency"],
      `services are priced in ${[...currencies].sort().join(" and ")}`,
      "Set prices.currency alike in all of them.",
    );
  const currency = [...currencies][0] ?? "USD";
  const periods = periodsOf(services);
  const nothing = (bindingLimit: string, conflict: readonly string[] = []): JointResult => ({
    status: "infeasible",
    currency,
    periods,
    chips: {},
    isElastic: false,
    perHour: 0,
    gap: 0,
    apartPerHour: undefined,
    pools: [],
    services: [],
    infeasible: { bindingLimit, conflict },
  });
  const optionsOf = new Map<string, readonly InstanceOption[]>();
  for (const { name, plan } of services) {
    if (plan.demand <= 0) {
      optionsOf.set(name, []);
      continue;
    }
    const found = instanceOptions({ ...plan, service: name });
    const priced = found.options.filter(({ chip }) => plan.economics.get(chip)?.cost !== undefined);
    if (priced.length === 0) {
      const miss = nearestMiss(found.misses);
      return nothing(`${name}: ${miss === undefined ? "no chip with a price serves it" : describeMiss(miss)}`);
    }
    optionsOf.set(
      name,
      priced.map((option) => ({ ...option, id: `${name} ${option.id}` })),
    );
  }
  const headroom = new Map(services.map(({ name }) => [name, 1]));
  const problemOf = (chosen: readonly JointService[]): FleetProblem => {
    const parts = chosen.map(({ name, plan }) => fleetProblem(optionsOf.get(name)!, plan, plan.rules));
    const supplies = new Map(parts.flatMap((part) => part.supplies.map((supply) => [supply.chip, supply] as const)));
    return {
      types: parts.flatMap((part) => part.types),
      pairings: parts.flatMap((part) => part.pairings),
      supplies: [...supplies.values()].sort((a, b) => (a.chip < b.chip ? -1 : 1)),
      periods,
      demands: chosen.map(({ name, plan, hourly }): ServiceDemand => {
        const most = Math.max(...(hourly ?? [1]));
        const peak = plan.demand * plan.traffic.burstFactor * headroom.get(name)!;
        return {
          service: name,
          requestsPerSecond: periods.map(({ hours }) => (peak * (hourly?.[hours[0]!] ?? 1)) / most),
        };
      }),
      // Two types make one whole: two aggregated ones, or a prefill and a decode type that may be paired.
      limits: { ...first.plan.rules.limits, maxTypesPerService: 2 },
    };
  };
  let mix: FleetMix | undefined;
  let checks = new Map<string, readonly TargetCheck[]>();
  for (let round = 0; round < mostRounds; round++) {
    const problem = problemOf(services);
    mix = solveFleet(problem, solve, mostNodes);
    if (mix === undefined) {
      const conflict = smallestConflict(problem, solve);
      return nothing(conflict.join(" + ") || "no mix serves all of them", conflict);
    }
    checks = verifyPeaks(services, optionsOf, mix, periods, first.plan.spareInstances);
    const missing = [...checks].filter(([, list]) => list.some((check) => !check.isMet));
    if (missing.length === 0) break;
    for (const [name] of missing) headroom.set(name, headroom.get(name)! * headroomStep);
  }
  const found = mix!;
  const missed = [...checks].flatMap(([name, list]) => (list.every((check) => check.isMet) ? [] : [name]));
  if (missed.length > 0)
    return nothing(
      `the simulation: ${missed.join(" and ")} miss their targets with ${((pow(headroomStep, mostRounds - 1) - 1) * 100).toFixed(0)}% more than the analytic model asks for`,
    );
  const hypothetical = hypotheticalTypes(services, optionsOf, found);
  const apart = services.map((service) => solveFleet(problemOf([service]), solve, mostNodes)?.costPerHour);
  const costOf = (chip: string): number =>
    services.map(({ plan }) => plan.economics.get(chip)?.cost?.total).find((cost) => cost !== undefined) ?? 0;
  const use = new Map<string, number>();
  for (const { name } of services) {
    let held = 0;
    for (const option of optionsOf.get(name)!)
      periods.forEach((period, t) => {
        held += period.share * (found.instances[option.id]?.[t] ?? 0) * option.chips * costOf(option.chip);
      });
    use.set(name, held);
  }
  const allUse = [...use.values()].reduce((sum, value) => sum + value, 0);
  return {
    status: "ok",
    currency,
    periods,
    chips: found.chips,
    isElastic: first.plan.rules.isElastic === true,
    perHour: found.costPerHour,
    gap: found.gap,
    apartPerHour: apart.every((cost) => cost !== undefined)
      ? apart.reduce((sum: number, cost) => sum + cost!, 0)
      : undefined,
    pools: services.flatMap(({ name }) =>
      optionsOf.get(name)!.flatMap((option): JointPool[] => {
        const instances = found.instances[option.id] ?? [];
        if (instances.every((count) => count === 0)) return [];
        const role = option.role === "aggregated" ? "" : `${option.role} `;
        return [
          {
            service: name,
            pool: `${role}${option.chip} ${layoutName(option.layout)} ${option.precision}`,
            chip: option.chip,
            chipsPerInstance: option.chips,
            isHypothetical: hypothetical.has(option.id),
            instances,
          },
        ];
      }),
    ),
    services: services.map(({ name, plan }) => {
      const perHour = allUse > 0 ? (found.costPerHour * use.get(name)!) / allUse : 0;
      const flow = tokenFlow(plan.traffic, plan.demand, plan.utilisation);
      const millions = (flow.freshInputPerHour + flow.cachedInputPerHour + flow.outputPerHour) / 1e6;
      return {
        name,
        perHour,
        blendedPerMillion: millions > 0 ? perHour / millions : undefined,
        checks: checks.get(name) ?? [],
      };
    }),
  };
}

/** Instance types whose requests go over a pair that no engine documents. */
function hypotheticalTypes(
  services: readonly JointService[],
  optionsOf: ReadonlyMap<string, readonly InstanceOption[]>,
  mix: FleetMix,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { name, plan } of services) {
    const byId = new Map(optionsOf.get(name)!.map((option) => [option.id, option]));
    for (const [id, rates] of Object.entries(mix.flows)) {
      const [prefill, decode] = id.split(">").map((part) => byId.get(part));
      if (prefill === undefined || decode === undefined || !rates.some((rate) => rate > 0)) continue;
      if (plan.pairVerdict(prefill, decode).status === "hypothetical") found.add(prefill.id).add(decode.id);
    }
  }
  return found;
}

/** Each service alone at its busiest period, with the instances it has then and its spares down. */
function verifyPeaks(
  services: readonly JointService[],
  optionsOf: ReadonlyMap<string, readonly InstanceOption[]>,
  mix: FleetMix,
  periods: JointResult["periods"],
  spareInstances: number,
): Map<string, readonly TargetCheck[]> {
  const checks = new Map<string, readonly TargetCheck[]>();
  for (const { name, plan, hourly } of services) {
    if (plan.simulate === undefined || plan.demand <= 0) continue;
    const load = periods.map(({ hours }) => hourly?.[hours[0]!] ?? 1);
    const busiest = load.indexOf(Math.max(...load));
    const pools = optionsOf.get(name)!.flatMap((option): PoolCount[] => {
      const count = mix.instances[option.id]?.[busiest] ?? 0;
      const carried = Object.entries(mix.flows)
        .filter(([id]) => id.split(">").includes(option.id))
        .reduce((sum, [, rates]) => sum + (rates[busiest] ?? 0), 0);
      return count === 0 || carried <= 0 ? [] : [{ option, count, requestsPerSecond: carried }];
    });
    const result = plan.simulate(withoutSpares(pools, spareInstances));
    checks.set(
      name,
      plan.targets.map((target) => {
        const reached = result.at(target);
        return { ...target, reached, isMet: reached !== undefined && reached <= target.seconds && result.failed === 0 };
      }),
    );
  }
  return checks;
}
