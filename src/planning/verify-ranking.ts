// Which of the ranked fleets are simulated, in which order, and until when: so that what is compared was judged alike.
import { byCost, type Candidate, type CandidateInputs, fleetTitle, judge, type PoolCount } from "./candidate.ts";
import { type CandidateRules, limitedPool } from "./candidates.ts";
import type { ServiceTarget } from "./capacity.ts";
import { brokenLimit } from "./fleet-limits.ts";
import type { Exclusion } from "./instance-options.ts";
import { comparisonsWith } from "./reasons.ts";
import { variedFirst } from "./varied-first.ts";
import { type SimulateFleet, type VerifiedCandidate, verify } from "./verify.ts";

/** Simulations one fleet may cost, and fleets verified beyond the wanted ones while cheaper ones are unverified. */
const mostRunsPerFleet = 10;
const mostExtraVerified = 16;
/** ... and for each kind of fleet that the recommended one is held against. */
const mostPerComparison = 3;

export interface RankingInputs extends CandidateInputs {
  readonly targets: readonly ServiceTarget[];
  readonly rules: CandidateRules;
  readonly simulate: SimulateFleet;
  /** Fleets to verify by simulation, cheapest first. */
  readonly verifyCount: number;
  readonly progress?: (text: string) => void;
}

export interface VerifiedRanking {
  /** Fleets that held their targets, cheapest first, with the pools of each. */
  readonly verified: readonly VerifiedCandidate[];
  readonly pools: ReadonlyMap<string, readonly PoolCount[]>;
  /** Fleets that no simulation looked at, with the counts that simulations of their pools asked for; cheapest first. */
  readonly others: readonly Candidate[];
  readonly excluded: readonly Exclusion[];
  readonly simulations: number;
  /** The first fleet that the simulation would have grown beyond a limit. */
  readonly short?: { readonly wanted: string; readonly limit: string };
}

/**
 * Simulates the answers to a reader's questions first, then in order of cost until no unverified fleet is cheaper than the best
 * that held, then the same for each kind that the winner is held against. Where a simulation asked for more instances of a
 * type than the analytic model, other fleets with a pool of that type for the whole demand are expected to need as many:
 * that sets their place in the order and the counts they start from. Deterministic.
 */
export function verifyRanking(
  ranked: readonly Candidate[],
  poolsOf: ReadonlyMap<string, readonly PoolCount[]>,
  inputs: RankingInputs,
): VerifiedRanking {
  const verified: VerifiedCandidate[] = [];
  const pools = new Map<string, readonly PoolCount[]>();
  const excluded: Exclusion[] = [];
  const looked = new Set<string>();
  const learned = new Map<string, number>();
  let short: VerifiedRanking["short"];
  let simulations = 0;

  const carriesAll = ({ requestsPerSecond }: PoolCount): boolean => requestsPerSecond >= inputs.demand * (1 - 1e-9);
  const expected = (candidate: Candidate): readonly PoolCount[] =>
    poolsOf
      .get(candidate.id)!
      .map((pool) =>
        carriesAll(pool) ? { ...pool, count: Math.max(pool.count, learned.get(pool.option.id) ?? 0) } : pool,
      );
  const costOf = (candidate: Candidate): number => {
    const bill = (list: readonly PoolCount[]): number =>
      list.reduce(
        (sum, { option, count }) => sum + count * option.chips * inputs.economics.get(option.chip)!.cost!.total,
        0,
      );
    // By the ratio, so that whole servers stay paid as they are.
    return candidate.cost!.perHour * (bill(expected(candidate)) / bill(poolsOf.get(candidate.id)!));
  };
  const cheapest = (wanted: (candidate: Candidate) => boolean): number =>
    Math.min(...verified.filter(wanted).map(({ cost }) => cost!.perHour), Number.POSITIVE_INFINITY);
  const next = (wanted: (candidate: Candidate) => boolean): Candidate | undefined => {
    let best: { readonly candidate: Candidate; readonly cost: number } | undefined;
    for (const candidate of ranked) {
      if (looked.has(candidate.id) || !wanted(candidate)) continue;
      const cost = costOf(candidate);
      if (best === undefined || cost < best.cost * (1 - 1e-9)) best = { candidate, cost };
    }
    return best === undefined || best.cost >= cheapest(wanted) ? undefined : best.candidate;
  };

  const check = (candidate: Candidate): void => {
    const analytic = poolsOf.get(candidate.id)!;
    inputs.progress?.(`simulating ${candidate.id}`);
    looked.add(candidate.id);
    const result = verify(
      analytic,
      {
        ...inputs,
        simulate: (fleet) => {
          simulations += 1;
          return inputs.simulate(fleet);
        },
        mostRuns: mostRunsPerFleet,
      },
      expected(candidate).map(({ count }) => count),
    );
    if ("wanted" in result) {
      excluded.push({
        what: fleetTitle(candidate),
        reason:
          result.limit === undefined
            ? `the simulation does not meet the targets within ${mostRunsPerFleet} tries`
            : `the simulation asks for more than the limits allow (${result.limit})`,
      });
      if (result.limit !== undefined) short ??= { wanted: result.wanted, limit: result.limit };
      return;
    }
    const held = analytic.map((pool, i) => ({ ...pool, count: result.fleet[i]!.count }));
    held.forEach((pool, i) => {
      const { id } = pool.option;
      if (carriesAll(pool) && pool.count > analytic[i]!.count)
        learned.set(id, Math.min(pool.count, learned.get(id) ?? Number.POSITIVE_INFINITY));
    });
    if (verified.some((other) => other.id === result.id)) return;
    verified.push(result);
    pools.set(result.id, held);
  };

  for (const candidate of variedFirst(ranked, inputs.verifyCount)) check(candidate);
  const all = (): boolean => true;
  for (let one = next(all); one !== undefined && looked.size < inputs.verifyCount + mostExtraVerified; one = next(all))
    check(one);
  const [winner] = [...verified].sort(byCost);
  for (const { wanted } of winner === undefined ? [] : comparisonsWith(winner))
    for (let tries = 0; tries < mostPerComparison; tries++) {
      const one = next(wanted);
      if (one === undefined) break;
      check(one);
    }
  const named = new Set(verified.map(({ id }) => id));
  const others = ranked.flatMap((candidate): Candidate[] => {
    if (looked.has(candidate.id)) return [];
    const raised = expected(candidate);
    const isRaised = raised.some(({ count }, i) => count > poolsOf.get(candidate.id)![i]!.count);
    if (!isRaised) return [candidate];
    const limit = brokenLimit(
      raised.map(({ option, count }) => limitedPool(option, count * option.chips, inputs)),
      inputs.rules,
    );
    const judged = limit === undefined ? judge(raised, inputs) : undefined;
    if (limit !== undefined)
      excluded.push({ what: fleetTitle(candidate), reason: `simulations of its pools ask for more than ${limit}` });
    if (judged === undefined || named.has(judged.id)) return [];
    named.add(judged.id);
    pools.set(judged.id, raised);
    return [judged];
  });
  return {
    verified: verified.sort(byCost),
    pools,
    others: others.sort(byCost),
    excluded,
    simulations,
    ...(short === undefined ? {} : { short }),
  };
}
