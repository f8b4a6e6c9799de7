// Lets the simulator judge a fleet, and moves its counts until the targets hold there with nothing to spare.
import { log2 } from "../elementary.ts";
import {
  type Candidate,
  type CandidateInputs,
  type CandidateService,
  candidateId,
  judge,
  type PoolCount,
  withoutSpares,
} from "./candidate.ts";
import { limitedPool } from "./candidates.ts";
import type { ServiceTarget } from "./capacity.ts";
import { brokenLimit, type LimitRules } from "./fleet-limits.ts";
import type { LeftOut } from "./verification-conditions.ts";

/** What a simulation of a fleet says. */
export interface SimulatedService {
  readonly service: CandidateService;
  /** Seconds at a target's own metric and statistic; undefined where no request got that far. */
  readonly at: (target: ServiceTarget) => number | undefined;
  readonly finished: number;
  readonly failed: number;
  /** Of those, lost in a crash or on the link with no retry left: no fault of the fleet's size. */
  readonly lostInFaults: number;
  /** What of the scenario's faults, retries, autoscaling, … the simulation played, and what it could not. */
  readonly applied: readonly string[];
  readonly leftOut: readonly LeftOut[];
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
  /** Instances of every pool that were down while the targets were checked: what N+1 promises. */
  readonly down: number;
  readonly requests: number;
  readonly checks: readonly TargetCheck[];
  /** Requests that faults took and no retry saved. */
  readonly lostInFaults: number;
  /** What of the scenario's faults, retries, autoscaling, speculation and priorities was played, and what was not and why. */
  readonly applied: readonly string[];
  readonly leftOut: readonly LeftOut[];
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
  readonly rules: LimitRules;
}

/** A fleet that no counts save: the counts that would have been next, and the limit they break (none: the runs ran out). */
export interface Refuted {
  readonly wanted: string;
  readonly limit?: string;
}

function checks(result: SimulatedService, inputs: VerifyInputs): TargetCheck[] {
  return inputs.targets.map((target) => {
    const reached = result.at(target);
    return {
      ...target,
      reached,
      isMet: reached !== undefined && reached <= target.seconds && result.failed === result.lostInFaults,
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
 * Simulate a fleet and adjust its counts: more of the pool that a missed target speaks about until every target holds,
 * then fewer of each pool in turn, costliest first, while they still hold. The counts include the spare instances, which
 * are down in every simulation: N+1 means that the targets hold without them. Deterministic.
 * @param from counts to start at, where more is known than the pools say; they are taken only within the limits.
 */
export function verify(
  pools: readonly PoolCount[],
  inputs: VerifyInputs,
  from: readonly number[] = pools.map(({ count }) => count),
): VerifiedCandidate | Refuted {
  let runs = 0;
  const { limits } = inputs.rules;
  const spare = inputs.spareInstances;
  const least = Math.max(1, limits.minInstances ?? 1, spare + 1);
  const withCounts = (counts: readonly number[]): PoolCount[] =>
    pools.map((pool, i) => ({ ...pool, count: counts[i]! }));
  const attempt = (counts: readonly number[]) => {
    runs += 1;
    const result = inputs.simulate(withoutSpares(withCounts(counts), spare));
    return { counts, result, checks: checks(result, inputs) };
  };
  const limitOf = (counts: readonly number[]): string | undefined =>
    brokenLimit(
      pools.map(({ option }, i) => limitedPool(option, counts[i]! * option.chips, inputs)),
      inputs.rules,
    );
  let counts: readonly number[] = limitOf(from) === undefined ? from : pools.map(({ count }) => count);
  const refuted = new Set<string>();
  let good: ReturnType<typeof attempt> | undefined;
  while (good === undefined) {
    if (runs >= inputs.mostRuns) return { wanted: candidateId(withCounts(counts)) };
    const tried = attempt(counts);
    const missed = tried.checks.filter((check) => !check.isMet);
    if (missed.length === 0) good = tried;
    else {
      refuted.add(counts.join());
      const leap = more(counts, pools, missed);
      // Where the leap is too far for a limit, one instance more of each pool may still be within it.
      const next = limitOf(leap) === undefined ? leap : more(counts, pools, missed, 0);
      const limit = limitOf(next);
      if (limit !== undefined) return { wanted: candidateId(withCounts(leap)), limit };
      counts = next;
    }
  }
  const order = pools
    .map((_, i) => i)
    .sort((a, b) => pools[b]!.count * pools[b]!.option.chips - pools[a]!.count * pools[a]!.option.chips || a - b);
  for (const i of order) {
    let step = Math.max(1, Math.floor(good.counts[i]! * 0.1));
    while (runs < inputs.mostRuns) {
      const next: number[] = [...good.counts];
      next[i] = next[i]! - step;
      const isPossible =
        next[i]! >= least && !refuted.has(next.join()) && judge(withCounts(next), inputs) !== undefined;
      const tried = isPossible ? attempt(next) : undefined;
      if (tried?.checks.every((check) => check.isMet)) good = tried;
      else {
        refuted.add(next.join());
        if (step === 1) break;
        step = 1;
      }
    }
  }
  const final = good;
  const candidate = judge(withCounts(final.counts), inputs);
  if (candidate === undefined) return { wanted: candidateId(withCounts(final.counts)) };
  return {
    ...candidate,
    service: final.result.service,
    verification: {
      runs,
      down: spare,
      requests: final.result.requests,
      checks: final.checks,
      lostInFaults: final.result.lostInFaults,
      applied: final.result.applied,
      leftOut: final.result.leftOut,
      adjusted: pools.flatMap((pool, i) =>
        final.counts[i] === pool.count
          ? []
          : [{ pool: `${pool.option.role} ${pool.option.chip}`, instances: final.counts[i]! - pool.count }],
      ),
    },
  };
}

/**
 * More of every pool that a missed target speaks about: by a tenth where it is close, by up to a half where it is far off;
 * never less than one, and no more than that with `most` 0.
 */
function more(
  counts: readonly number[],
  pools: readonly PoolCount[],
  missed: readonly TargetCheck[],
  most = 0.5,
): number[] {
  const next = [...counts];
  for (const check of missed) {
    const ratio = check.reached === undefined ? 2 : check.reached / check.seconds;
    const share = Math.min(most, Math.max(0.05, 0.15 * log2(1 + ratio)));
    for (const i of blamed(pools, check.metric))
      next[i] = Math.max(next[i]!, counts[i]! + Math.max(1, Math.round(counts[i]! * share)));
  }
  return next;
}
