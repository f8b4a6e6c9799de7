// When no fleet fits: the smallest set of limits that cannot hold together.
import { limitText } from "./fleet-limits.ts";
import type { FleetLimits, FleetProblem } from "./fleet-programme.ts";
import { mostNodes, solveFleet } from "./fleet-programme.ts";
import type { Solve } from "./programme.ts";

/** One limit a user set, in words, and how to take it away. */
export interface Constraint {
  readonly text: string;
  readonly without: (problem: FleetProblem) => FleetProblem;
}

/** The limits of a problem, one by one. */
export function constraintsOf(problem: FleetProblem): readonly Constraint[] {
  const constraints: Constraint[] = [];
  for (const { chip, stock } of problem.supplies)
    if (stock !== undefined)
      constraints.push({
        text: limitText.stock(chip, stock),
        without: (from) => ({
          ...from,
          supplies: from.supplies.map(({ stock: kept, ...supply }) =>
            supply.chip === chip || kept === undefined ? supply : { ...supply, stock: kept },
          ),
        }),
      });
  const words: Record<keyof FleetLimits, (value: number) => string> = {
    watts: limitText.watts,
    servers: limitText.servers,
    chips: limitText.chips,
    spareInstances: (value) => `${value} spare instance${value === 1 ? "" : "s"} per pool`,
    minInstances: (value) => `at least ${value} instances per pool`,
    maxTypes: (value) => `at most ${value} kinds of instance`,
    maxTypesPerService: (value) => `at most ${value} kinds of instance per service`,
  };
  for (const key of Object.keys(words) as (keyof FleetLimits)[]) {
    const value = problem.limits[key];
    if (value === undefined || (key === "spareInstances" && value === 0)) continue;
    constraints.push({
      text: words[key](value),
      without: (from) => {
        const { [key]: _, ...limits } = from.limits;
        return { ...from, limits };
      },
    });
  }
  return constraints;
}

/**
 * Smallest set of limits that no fleet meets together with the demand; empty where even without limits nothing serves it.
 * Sets of one and two are tried one by one, so those are smallest; beyond, limits are dropped in turn while what remains
 * still conflicts, which leaves a set of which none can be spared.
 */
export function smallestConflict(problem: FleetProblem, solve: Solve): readonly string[] {
  const all = constraintsOf(problem);
  const keeping = (kept: readonly Constraint[]): FleetProblem =>
    all.filter((constraint) => !kept.includes(constraint)).reduce((from, drop) => drop.without(from), problem);
  const conflicts = (kept: readonly Constraint[]): boolean => solveFleet(keeping(kept), solve, mostNodes) === undefined;
  if (conflicts([])) return [];
  for (const one of all) if (conflicts([one])) return [one.text];
  for (let i = 0; i < all.length; i++)
    for (let j = i + 1; j < all.length; j++) {
      const pair = [all[i]!, all[j]!];
      if (conflicts(pair)) return pair.map((constraint) => constraint.text);
    }
  let kept = [...all];
  if (!conflicts(kept)) return [];
  for (const constraint of all) {
    const fewer = kept.filter((other) => other !== constraint);
    if (conflicts(fewer)) kept = fewer;
  }
  return kept.map((constraint) => constraint.text);
}

/**
 * Share of the demand that the limits do let through, by bisection to a thousandth; 0 where not even that. Instances carry
 * what they do in a pool for the whole demand, which a smaller pool does not quite reach.
 */
export function servableShare(problem: FleetProblem, solve: Solve): number {
  const scaled = (share: number): FleetProblem => ({
    ...problem,
    demands: problem.demands.map((demand) => ({
      ...demand,
      requestsPerSecond: demand.requestsPerSecond.map((rate) => rate * share),
    })),
  });
  let low = 0;
  let high = 1;
  while (high - low > 1e-3) {
    const middle = (low + high) / 2;
    if (solveFleet(scaled(middle), solve, mostNodes) === undefined) high = middle;
    else low = middle;
  }
  return low;
}
