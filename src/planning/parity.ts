// Parity price: what the challenger's chip may cost so that its fleet serves a million tokens for the incumbent's money.
import type { ChipSpec } from "../catalog/chip-spec.ts";
import { priceForTotal } from "../economics/ownership.ts";
import { exp, hypot, log } from "../elementary.ts";
import { type Money, money } from "../money.ts";
import { slowed } from "../perf/scaled-steps.ts";
import type { CompiledStepModel } from "../perf/step-model.ts";
import type { Prices } from "../scenario/scenario.ts";
import { candidateId, type PairVerdict, type PoolCount } from "./candidate.ts";
import { assumedBoardWatts, chipEconomics, type PricedChip, ratesOf, termsOf } from "./chip-economics.ts";
import { type InstanceOption, instanceOptions, type OptionInputs } from "./instance-options.ts";
import type { PlanInputs } from "./plan.ts";
import { verify } from "./verify.ts";

export type ParityRole = "alone" | "prefill" | "decode";

/** One way to use the challenger, and the price at which it costs what the incumbent's best fleet costs. */
export interface ParityCase {
  readonly role: ParityRole;
  readonly fleet: string;
  readonly challengerChips: number;
  readonly incumbentChips: number;
  /** All-in cost of a challenger chip-hour at parity, in the scenario's currency. */
  readonly perChipHour: number;
  /** Unit price (bought) or hourly rent at parity; undefined where even a free chip would not reach it. */
  readonly price?: Money;
  readonly status: PairVerdict["status"] | "no transfer";
  readonly note: string;
  /** Counts of both sides verified by simulation. Otherwise both are the analytic model's: the two are never mixed. */
  readonly isSimulated: boolean;
  /** The price with the analytic counts on both sides, beside a simulated one. */
  readonly analyticPrice?: Money;
}

export interface ParityRow {
  readonly label: string;
  readonly role: ParityRole;
  readonly price?: Money;
}

export interface ParityResult {
  readonly incumbent: {
    readonly fleet: string;
    readonly chips: number;
    readonly perHour: number;
    readonly currency: string;
    readonly isSimulated: boolean;
    /** The same by the analytic model alone: what cases that no simulation confirms are held against. */
    readonly analyticFleet: string;
    readonly analyticPerHour: number;
  };
  /** Per role: at the median of the calibration, and where the challenger is as fast (slow) as one time in ten. */
  readonly cases: readonly {
    readonly role: ParityRole;
    readonly p50: ParityCase;
    /** Low price: the challenger turns out slow. */
    readonly p10?: Money;
    /** High price: it turns out fast. */
    readonly p90?: Money;
  }[];
  readonly sensitivity: {
    readonly electricity: readonly ParityRow[];
    readonly utilisation: readonly ParityRow[];
    readonly incumbentPrice: readonly ParityRow[];
  };
  /** Where the challenger cannot serve at all, why. */
  readonly missing: readonly { readonly role: ParityRole; readonly reason: string }[];
}

export interface ParityInputs {
  readonly plan: PlanInputs;
  readonly challenger: PricedChip;
  readonly incumbent: PricedChip;
  readonly prices: Prices;
}

interface Sized {
  readonly option: InstanceOption;
  /** Whole instances' chips, and the chips a very large fleet would need: what the uncertainty of the speed acts on. */
  readonly chips: number;
  readonly chipsAtScale: number;
}

const sized = (options: readonly InstanceOption[], chip: string, role: InstanceOption["role"]): readonly Sized[] =>
  options
    .filter((option) => option.chip === chip && option.role === role)
    .map((option) => ({
      option,
      chips: option.alone * option.chips,
      chipsAtScale: option.chips / option.capacity,
    }));

/** Types looked at per role and chip, fewest chips first: the simulation may turn the analytic order round. */
const mostTypes = 2;

const leanest = (list: readonly Sized[]): readonly Sized[] =>
  [...list].sort((a, b) => a.chips - b.chips || (a.option.id < b.option.id ? -1 : 1)).slice(0, mostTypes);

interface Fleet {
  readonly pools: readonly PoolCount[];
  readonly challengerChips: number;
  readonly incumbentChips: number;
  /** Challenger chips per request/s in a very large fleet. */
  readonly challengerAtScale: number;
  readonly status: ParityCase["status"];
  readonly note: string;
}

/**
 * Fleets worth verifying: of one chip alone (whole requests, and split) by fewest chips; of both, by the challenger's role,
 * those that leave most of the incumbent's bill per challenger chip.
 */
function fleetsOf(inputs: ParityInputs, options: readonly InstanceOption[], incumbentCost: number) {
  const { plan } = inputs;
  const a = inputs.incumbent.spec.id;
  const b = inputs.challenger.spec.id;
  const count = ({ option }: Sized): PoolCount => ({ option, count: option.alone, requestsPerSecond: plan.demand });
  const pair = (prefill: Sized, decode: Sized): Fleet => {
    const verdict = plan.pairVerdict(prefill.option, decode.option);
    const of = (chip: string): readonly Sized[] => [prefill, decode].filter(({ option }) => option.chip === chip);
    const sum = (list: readonly Sized[], key: "chips" | "chipsAtScale"): number =>
      list.reduce((total, one) => total + one[key], 0);
    return {
      pools: [count(prefill), count(decode)],
      challengerChips: sum(of(b), "chips"),
      incumbentChips: sum(of(a), "chips"),
      challengerAtScale: sum(of(b), "chipsAtScale"),
      status: verdict.status,
      note: verdict.text,
    };
  };
  const pairs = (prefills: readonly Sized[], decodes: readonly Sized[], may: PlanInputs["rules"]["mayPair"]): Fleet[] =>
    prefills.flatMap((prefill) =>
      decodes.filter((decode) => may(prefill.option, decode.option)).map((decode) => pair(prefill, decode)),
    );
  const whole = (chip: string): Fleet[] => [
    ...leanest(sized(options, chip, "aggregated")).map(
      (alone): Fleet => ({
        pools: [count(alone)],
        challengerChips: chip === b ? alone.chips : 0,
        incumbentChips: chip === b ? 0 : alone.chips,
        challengerAtScale: chip === b ? alone.chipsAtScale : 0,
        status: "no transfer",
        note: "whole requests on one kind of chip",
      }),
    ),
    ...pairs(leanest(sized(options, chip, "prefill")), leanest(sized(options, chip, "decode")), plan.rules.mayPair)
      .sort((x, y) => x.challengerChips + x.incumbentChips - (y.challengerChips + y.incumbentChips))
      .slice(0, mostTypes),
  ];
  const perIncumbent = plan.economics.get(a)?.cost?.total ?? 0;
  const left = (fleet: Fleet): number => (incumbentCost - fleet.incumbentChips * perIncumbent) / fleet.challengerChips;
  const mixed = (role: "prefill" | "decode"): Fleet[] =>
    pairs(
      sized(options, role === "prefill" ? b : a, "prefill"),
      sized(options, role === "prefill" ? a : b, "decode"),
      (prefill, decode) =>
        plan.pairVerdict(prefill, decode).status !== "unsupported" &&
        prefill.engine.kvCacheFormat === decode.engine.kvCacheFormat,
    )
      .sort((x, y) => left(y) - left(x))
      .slice(0, mostTypes);
  return { incumbent: whole(a), alone: whole(b), prefill: mixed("prefill"), decode: mixed("decode") };
}

/** Chips of each kind in a set of pools. */
function chipsIn(pools: readonly PoolCount[], chip: string): number {
  return pools.reduce((sum, pool) => sum + (pool.option.chip === chip ? pool.count * pool.option.chips : 0), 0);
}

/** Price (or rent) of a chip that makes its hour cost `perChipHour` under the scenario's terms; undefined below zero. */
function priceAt(perChipHour: number, spec: ChipSpec, prices: Prices): Money | undefined {
  if (prices.basis === "rent") return perChipHour >= 0 ? money(perChipHour, prices.currency) : undefined;
  const power = { boardWatts: spec.boardWatts ?? assumedBoardWatts };
  const price = priceForTotal(perChipHour, power, termsOf(prices), prices.currency, ratesOf(prices));
  return price.amount >= 0 ? price : undefined;
}

/**
 * Parity price of the challenger against the incumbent, on the scenario's work and targets.
 *
 * Both bills are linear in the challenger's hourly cost: its parity value is (incumbent's bill - incumbent chips still
 * needed x their cost) / challenger chips, and the unit price follows from the terms of ownership, also linear.
 * p10 and p90: the challenger's step times moved by the calibration spreads of both chips, combined in the logarithm.
 * Returns undefined where the incumbent cannot serve or has no price: there is nothing to compare with.
 */
export function parity(inputs: ParityInputs): ParityResult | { readonly reason: string } {
  const { plan, prices, challenger, incumbent } = inputs;
  const a = incumbent.spec.id;
  const incumbentChip = plan.economics.get(a)?.cost;
  if (incumbentChip === undefined) return { reason: plan.economics.get(a)?.priceSource ?? `no price of ${a} is known` };
  const base = instanceOptions(plan);
  // Two passes: the incumbent's bill must be known before the mixes can be compared.
  const first = fleetsOf(inputs, base.options, 0);
  if (first.incumbent.length === 0) return { reason: `${a} meets the targets in no configuration` };
  /** The same pools with the counts that hold the targets in the simulator; undefined where none was found. */
  const verified = (fleet: Fleet): Fleet | undefined => {
    if (plan.simulate === undefined) return undefined;
    const candidate = verify(fleet.pools, {
      ...plan,
      simulate: plan.simulate,
      mostRuns: 16,
      stock: new Map(),
      leastInstances: 1,
    });
    if (candidate === undefined) return undefined;
    const pools = fleet.pools.map((pool, i) => ({ ...pool, count: candidate.fleet[i]!.count }));
    return {
      ...fleet,
      pools,
      challengerChips: chipsIn(pools, challenger.spec.id),
      incumbentChips: chipsIn(pools, a),
    };
  };
  const fewestIncumbent = (list: readonly Fleet[]): Fleet | undefined =>
    list.reduce<Fleet | undefined>(
      (best, fleet) => (best === undefined || fleet.incumbentChips < best.incumbentChips ? fleet : best),
      undefined,
    );
  const counted = fewestIncumbent(first.incumbent)!;
  const simulated = fewestIncumbent(first.incumbent.flatMap((fleet) => verified(fleet) ?? []));
  const held = simulated ?? counted;
  const billOf = (fleet: Fleet): number => fleet.incumbentChips * incumbentChip.total;
  const fleets = fleetsOf(inputs, base.options, billOf(counted));

  const worth = (fleet: Fleet, against: Fleet): number => (billOf(against) - billOf(fleet)) / fleet.challengerChips;
  const best = (list: readonly Fleet[], against: Fleet): Fleet =>
    list.reduce((top, fleet) => (worth(fleet, against) > worth(top, against) ? fleet : top));
  const toCase = (role: ParityRole, alternatives: readonly Fleet[]) => {
    const checked =
      simulated === undefined
        ? []
        : alternatives.flatMap((analytic) => {
            const fleet = verified(analytic);
            return fleet === undefined ? [] : [{ analytic, fleet }];
          });
    const guess = best(alternatives, counted);
    const isSimulated = checked.length > 0;
    const against = isSimulated ? simulated! : counted;
    const { analytic, fleet } = isSimulated
      ? checked.reduce((top, one) => (worth(one.fleet, against) > worth(top.fleet, against) ? one : top))
      : { analytic: guess, fleet: guess };
    const perChipHour = worth(fleet, against);
    const price = priceAt(perChipHour, challenger.spec, prices);
    const analyticPrice = isSimulated ? priceAt(worth(guess, counted), challenger.spec, prices) : undefined;
    return {
      analytic,
      fleet,
      against,
      case: {
        role,
        fleet: candidateId(fleet.pools),
        challengerChips: fleet.challengerChips,
        incumbentChips: fleet.incumbentChips,
        perChipHour,
        ...(price === undefined ? {} : { price }),
        status: fleet.status,
        note: fleet.note,
        isSimulated,
        ...(analyticPrice === undefined ? {} : { analyticPrice }),
      } satisfies ParityCase,
    };
  };
  type Found = ReturnType<typeof toCase>;
  const roles = ["alone", "prefill", "decode"] as const;
  const found = roles.flatMap((role) => (fleets[role].length === 0 ? [] : [toCase(role, fleets[role])]));

  const spreadOf = (chip: string): CompiledStepModel["spread"] =>
    base.options.find((option) => option.chip === chip)?.model.steps.spread ?? { p10: 1, p90: 1 };
  const own = spreadOf(challenger.spec.id);
  const other = spreadOf(a);
  const combined = (mine: number, its: number): number => exp(hypot(log(mine), log(its)));
  const slow = combined(own.p90, other.p10);
  const fast = 1 / combined(own.p10, other.p90);
  const at = (factor: number) => {
    const moved: OptionInputs = {
      ...plan,
      compile: (chip, configuration) => {
        const outcome = plan.compile(chip, configuration);
        return chip.id === challenger.spec.id && "steps" in outcome
          ? { steps: slowed(outcome.steps, factor) }
          : outcome;
      },
    };
    return fleetsOf(inputs, instanceOptions(moved).options, billOf(counted));
  };
  const slowFleets = at(slow);
  const fastFleets = at(fast);
  // The challenger's chips move as they would in a large fleet, so that whole numbers of instances do not hide the spread.
  const boundPrice = (bounds: readonly Fleet[], median: Found): Money | undefined => {
    const isSplit = median.fleet.pools.length > 1;
    const bound = bounds.find((fleet) => fleet.pools.length > 1 === isSplit);
    if (bound === undefined) return undefined;
    const chips = median.fleet.challengerChips * (bound.challengerAtScale / median.analytic.challengerAtScale);
    return priceAt((billOf(median.against) - billOf(median.fleet)) / chips, challenger.spec, prices);
  };
  const rows = (label: string, changed: Prices): ParityRow[] => {
    const cost = chipEconomics(incumbent, changed).cost;
    if (cost === undefined) return [];
    return found.map(({ case: { role }, fleet, against }) => {
      const price = priceAt(
        ((against.incumbentChips - fleet.incumbentChips) * cost.total) / fleet.challengerChips,
        challenger.spec,
        changed,
      );
      return { label, role, ...(price === undefined ? {} : { price }) };
    });
  };
  const electricity = prices.electricityPerKwh ?? termsOf(prices).electricityPerKwh;
  const scaledIncumbent = (factor: number): Prices => {
    const scale = (value: Money | undefined): Money | undefined =>
      value === undefined ? undefined : money(value.amount * factor, value.currency);
    const purchase = scale(prices.chips[a]?.purchase ?? incumbent.purchase?.money);
    const rentPerHour = scale(prices.chips[a]?.rentPerHour ?? incumbent.rentPerHour?.money);
    return {
      ...prices,
      chips: {
        ...prices.chips,
        [a]: {
          ...(purchase === undefined ? {} : { purchase }),
          ...(rentPerHour === undefined ? {} : { rentPerHour }),
        },
      },
    };
  };
  return {
    incumbent: {
      fleet: candidateId(held.pools),
      chips: held.incumbentChips,
      perHour: billOf(held),
      currency: prices.currency,
      isSimulated: simulated !== undefined,
      analyticFleet: candidateId(counted.pools),
      analyticPerHour: billOf(counted),
    },
    cases: found.map((one) => {
      const p10 = boundPrice(slowFleets[one.case.role], one);
      const p90 = boundPrice(fastFleets[one.case.role], one);
      return {
        role: one.case.role,
        p50: one.case,
        ...(p10 === undefined ? {} : { p10 }),
        ...(p90 === undefined ? {} : { p90 }),
      };
    }),
    sensitivity: {
      electricity: [0.5, 1, 2, 3].flatMap((factor) =>
        rows(`${(electricity.amount * factor).toFixed(2)} ${electricity.currency}/kWh`, {
          ...prices,
          electricityPerKwh: money(electricity.amount * factor, electricity.currency),
        }),
      ),
      utilisation: [0.25, 0.5, 0.75, 1].flatMap((utilisation) =>
        rows(`${utilisation * 100}%`, { ...prices, utilisation }),
      ),
      incumbentPrice: [0.6, 0.8, 1, 1.2, 1.4].flatMap((factor) =>
        rows(`${a} at ${Math.round(factor * 100)}%`, scaledIncumbent(factor)),
      ),
    },
    missing: roles.flatMap((role) =>
      fleets[role].length === 0
        ? [{ role, reason: `no configuration of ${challenger.spec.id} meets the targets in this role` }]
        : [],
    ),
  };
}
