// Lets the simulator judge a fleet, and moves its counts until the targets hold there with nothing to spare.
import { type Candidate, type CandidateInputs, type CandidateService, judge, type PoolCount } from "./candidate.ts";
import type { ServiceTarget } from "./capacity.ts";

/** What a simulation of a fleet says. */
export interface SimulatedService {
  readonly service: CandidateService;
  /** Seconds at a target's own metric and statistic; undefined where no request got that far. */
  readonly at: (target: ServiceTarget) => number | undefined;
  readonly finished: number;
  readonly failed: number;
  readonly unfinished: number;
  readonly requests: number;
}

export type SimulateFleet = (pools: readonly PoolCount[]) => SimulatedService;

export interface TargetCheck extends ServiceTarget {
  readonly reached: number | undefined;
  readonly isMet: boolean;
}

export interface Verification {
  readonly runs: number;
  readonly requests: number;
  readonly checks: readonly TargetCheck[];
  /** Instances the simulation added (positive) or saved (negative) per pool, against the analytic counts. */
  readonly adjusted: readonly { readonly pool: string; readonly instances: number }[];
}

export interface VerifiedCandidate extends Candidate {
  readonly verification: Verification;
}

export interface VerifyInputs extends CandidateInputs {
  readonly targets: readonly ServiceTarget[];
  readonly simulate: SimulateFleet;
  /** Simulations a fleet may cost. */
  readonly mostRuns: number;
  readonly stock: ReadonlyMap<string, number>;
  /** Times are multiplied by this before they meet a target (robust plans). */
  readonly margin: number;
  readonly leastInstances: number;
}

function checks(result: SimulatedService, inputs: VerifyInputs): TargetCheck[] {
  return inputs.targets.map((target) => {
    const reached = result.at(target);
    return {
      ...target,
      reached,
      isMet: reached !== undefined && reached * inputs.margin <= target.seconds && result.failed === 0,
    };
  });
}

/** Pools that a missed metric speaks about. */
function blamed(pools: readonly PoolCount[], metric: ServiceTarget["metric"]): readonly number[] {
  const role = metric === "ttft" ? "prefill" : "decode";
  const indices = pools.flatMap(({ option }, i) => (option.role === role || option.role === "aggregated" ? [i] : []));
  return metric === "e2e" ? pools.map((_, i) => i) : indices;
}

/**
 * Simulate a fleet and adjust its counts: more of the pool that a missed target speaks about, fewer where every target
 * holds with room, until the smallest found count holds or the runs are spent. Deterministic.
 * Returns undefined where no count within stock and runs meets the targets.
 */
export function verify(pools: readonly PoolCount[], inputs: VerifyInputs): VerifiedCandidate | undefined {
  let counts = pools.map((pool) => pool.count);
  let runs = 0;
  let good: { counts: readonly number[]; result: SimulatedService; checks: readonly TargetCheck[] } | undefined;
  const failedAt = new Set<string>();
  const withCounts = (chosen: readonly number[]): PoolCount[] =>
    pools.map((pool, i) => ({ ...pool, count: chosen[i]! }));
  while (runs < inputs.mostRuns) {
    const result = inputs.simulate(withCounts(counts));
    runs += 1;
    const list = checks(result, inputs);
    const missed = list.find((check) => !check.isMet);
    if (missed === undefined) {
      good = { counts, result, checks: list };
      const next = fewer(counts, pools, list, inputs);
      if (next === undefined || failedAt.has(next.join())) break;
      counts = next;
    } else {
      failedAt.add(counts.join());
      if (good !== undefined) break;
      const ratio = missed.reached === undefined ? 2 : (missed.reached * inputs.margin) / missed.seconds;
      const next = [...counts];
      for (const i of blamed(pools, missed.metric))
        next[i] = counts[i]! + Math.max(1, Math.ceil(counts[i]! * Math.min(0.5, 0.08 * ratio)));
      if (!withinStock(next, pools, inputs)) return undefined;
      counts = next;
    }
  }
  if (good === undefined) return undefined;
  const candidate = judge(withCounts(good.counts), inputs);
  if (candidate === undefined) return undefined;
  return {
    ...candidate,
    service: good.result.service,
    verification: {
      runs,
      requests: good.result.requests,
      checks: good.checks,
      adjusted: pools.flatMap((pool, i) =>
        good!.counts[i] === pool.count
          ? []
          : [{ pool: `${pool.option.role} ${pool.option.chip}`, instances: good!.counts[i]! - pool.count }],
      ),
    },
  };
}

/** One step down where the targets that speak about a pool hold with more than a tenth to spare. */
function fewer(
  counts: readonly number[],
  pools: readonly PoolCount[],
  list: readonly TargetCheck[],
  inputs: VerifyInputs,
): number[] | undefined {
  const next = [...counts];
  let isChanged = false;
  pools.forEach((_, i) => {
    if (counts[i]! <= Math.max(1, inputs.leastInstances)) return;
    const own = list.filter((check) => blamed(pools, check.metric).includes(i));
    const tightest = Math.max(0, ...own.map((check) => ((check.reached ?? 0) * inputs.margin) / check.seconds));
    if (own.length === 0 || tightest > 0.9) return;
    next[i] = counts[i]! - Math.max(1, Math.floor(counts[i]! * Math.min(0.25, (0.9 - tightest) / 4)));
    isChanged = true;
  });
  return isChanged ? next : undefined;
}

function withinStock(counts: readonly number[], pools: readonly PoolCount[], inputs: VerifyInputs): boolean {
  const chips = new Map<string, number>();
  pools.forEach(({ option }, i) => {
    chips.set(option.chip, (chips.get(option.chip) ?? 0) + counts[i]! * option.chips);
  });
  return [...chips].every(([chip, count]) => count <= (inputs.stock.get(chip) ?? Number.POSITIVE_INFINITY));
}
