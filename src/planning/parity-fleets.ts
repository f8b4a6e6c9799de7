// The two sides of a parity: the incumbent's best fleet, and the challenger's alone and beside the incumbent's pools.
import { rentalCost } from "../economics/ownership.ts";
import { money } from "../money.ts";
import { type Candidate, type ChipEconomics, judge, type PairVerdict, type PoolCount } from "./candidate.ts";
import { countAlone, limitedPool } from "./candidates.ts";
import { brokenLimit } from "./fleet-limits.ts";
import type { InstanceOption, OptionResult } from "./instance-options.ts";
import { makePlan, type PlanInputs } from "./plan.ts";
import { verify } from "./verify.ts";

/** A fleet of one or both chips. Chips are those on the bill: whole servers where they are bought so. */
export interface ParityFleet {
  readonly id: string;
  readonly pools: readonly PoolCount[];
  readonly challengerChips: number;
  readonly incumbentChips: number;
  readonly status: PairVerdict["status"] | "no transfer";
  readonly note: string;
}

/** The best by the analytic model, and the best that held its targets in the simulation (absent: none, or not asked for). */
export interface ParitySide {
  readonly analytic: ParityFleet;
  readonly simulated?: ParityFleet;
}

export interface ParityChips {
  readonly challenger: string;
  readonly incumbent: string;
}

/** Mixed fleets simulated per role; they are tried in the order of what they are worth by the analytic model. */
const mostMixed = 8;
/** Simulations one mixed fleet may cost. */
const mostRuns = 10;

const statusOrder = ["no transfer", "documented", "hypothetical", "unsupported"] as const;

function fleetOf(candidate: Candidate, pools: readonly PoolCount[], chips: ParityChips): ParityFleet {
  const count = (chip: string): number =>
    // Pools share servers, so each is paid a fraction of one; the sum is whole.
    Math.round(candidate.fleet.reduce((sum, pool) => sum + (pool.chip === chip ? pool.paidChips : 0), 0));
  // What the weakest pair rests on is what the fleet rests on.
  const pair = [...candidate.pairs].sort((a, b) => statusOrder.indexOf(b.status) - statusOrder.indexOf(a.status))[0];
  return {
    id: candidate.id,
    pools,
    challengerChips: count(chips.challenger),
    incumbentChips: count(chips.incumbent),
    status: pair?.status ?? "no transfer",
    note: pair?.text ?? "whole requests on one kind of chip",
  };
}

/**
 * The cheapest fleet of one chip for the scenario's work, by the planner itself: whole requests, split, or mixed layouts.
 * Of one chip the cheapest fleet is that of fewest chips, so a chip without a price is planned with one unit of money.
 */
export function fleetOfOne(
  plan: PlanInputs,
  found: OptionResult,
  chip: string,
  chips: ParityChips,
): ParitySide | undefined {
  const known = plan.economics.get(chip);
  const nominal: ChipEconomics = { ...known, priceSource: "nominal", cost: rentalCost(money(1, "USD")) };
  const result = makePlan(
    {
      ...plan,
      offers: plan.offers.filter(({ spec }) => spec.id === chip),
      economics: new Map([[chip, known?.cost === undefined || chip === chips.challenger ? nominal : known]]),
      perturbations: [],
    },
    { ...found, options: found.options.filter((option) => option.chip === chip) },
  );
  const analytic = result.analytic;
  if (analytic === undefined) return undefined;
  const toFleet = (candidate: Candidate): ParityFleet => fleetOf(candidate, result.pools.get(candidate.id)!, chips);
  const best = result.recommended;
  return {
    analytic: toFleet(analytic),
    ...(best === undefined || !("verification" in best) ? {} : { simulated: toFleet(best) }),
  };
}

/**
 * The challenger in one role beside the incumbent in the other: the fleets that leave most of the incumbent's bill for each
 * challenger chip. `worth` says how much that is against the incumbent's simulated (where there is one) or analytic bill.
 */
export function mixedFleets(
  plan: PlanInputs,
  found: OptionResult,
  role: "prefill" | "decode",
  chips: ParityChips,
  worth: (fleet: ParityFleet, isSimulated: boolean) => number,
): ParitySide | undefined {
  const { rules } = plan;
  const of = (wanted: "prefill" | "decode"): readonly InstanceOption[] => {
    const chip = wanted === role ? chips.challenger : chips.incumbent;
    return found.options.filter((option) => option.chip === chip && option.role === wanted);
  };
  const count = (option: InstanceOption): PoolCount => ({
    option,
    count: countAlone(option, rules.limits),
    requestsPerSecond: plan.demand,
  });
  const limited = (pools: readonly PoolCount[]) =>
    pools.map(({ option, count: instances }) => limitedPool(option, instances * option.chips, plan));
  const fleets = of("prefill")
    .flatMap((prefill) =>
      of("decode").flatMap((decode): ParityFleet[] => {
        const verdict = plan.pairVerdict(prefill, decode);
        const pools = [count(prefill), count(decode)];
        if (verdict.status === "unsupported" || prefill.engine.kvCacheFormat !== decode.engine.kvCacheFormat) return [];
        if (brokenLimit(limited(pools), rules) !== undefined) return [];
        const judged = judge(pools, plan);
        return judged === undefined ? [] : [fleetOf(judged, pools, chips)];
      }),
    )
    .sort((a, b) => worth(b, true) - worth(a, true) || (a.id < b.id ? -1 : 1));
  if (fleets.length === 0) return undefined;
  const analytic = fleets.reduce((top, fleet) => (worth(fleet, false) > worth(top, false) ? fleet : top));
  let best: ParityFleet | undefined;
  if (plan.simulate !== undefined)
    for (const fleet of fleets.slice(0, mostMixed)) {
      // Against the same bill; the simulation hardly ever holds with fewer instances than the analytic model asks for.
      if (best !== undefined && worth(fleet, true) <= worth(best, true)) break;
      const result = verify(fleet.pools, { ...plan, simulate: plan.simulate, mostRuns });
      if ("wanted" in result) continue;
      const pools = fleet.pools.map((pool, i) => ({ ...pool, count: result.fleet[i]!.count }));
      const held = fleetOf(result, pools, chips);
      if (best === undefined || worth(held, true) > worth(best, true)) best = held;
    }
  return { analytic, ...(best === undefined ? {} : { simulated: best }) };
}
