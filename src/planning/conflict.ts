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

/** All sets of `size` of the items, in order. */
function* setsOf<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = 0; i + size <= items.length; i++)
    for (const rest of setsOf(items.slice(i + 1), size - 1)) yield [items[i]!, ...rest];
}

/**
 * Smallest set of limits that no fleet meets together with the demand; empty where even without limits nothing serves it.
 * Limits are dropped in turn while what remains still conflicts, which leaves a set of which none can be spared; then every
 * smaller set is tried, smallest first, so that none smaller conflicts.
 */
export function smallestConflict(problem: FleetProblem, solve: Solve): readonly string[] {
  const all = constraintsOf(problem);
  const keeping = (kept: readonly Constraint[]): FleetProblem =>
    all.filter((constraint) => !kept.includes(constraint)).reduce((from, drop) => drop.without(from), problem);
  const conflicts = (kept: readonly Constraint[]): boolean => solveFleet(keeping(kept), solve, mostNodes) === undefined;
  if (!conflicts(all) || conflicts([])) return [];
  let kept: readonly Constraint[] = all;
  for (const constraint of all) {
    const fewer = kept.filter((other) => other !== constraint);
    if (conflicts(fewer)) kept = fewer;
  }
  for (let size = 1; size < kept.length; size++)
    for (const set of setsOf(all, size)) if (conflicts(set)) return set.map(({ text }) => text);
  return kept.map(({ text }) => text);
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
