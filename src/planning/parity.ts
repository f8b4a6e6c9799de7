// Parity price: what the challenger's chip may cost so that its fleet serves a million tokens for the incumbent's money.
import type { ChipSpec } from "../catalog/chip-spec.ts";
import { ownershipCost, priceForTotal } from "../economics/ownership.ts";
import { exp, hypot, log } from "../elementary.ts";
import { type Money, money } from "../money.ts";
import { slowed } from "../perf/scaled-steps.ts";
import type { CompiledStepModel } from "../perf/step-model.ts";
import type { Prices } from "../scenario/scenario.ts";
import { assumedBoardWatts, chipEconomics, type PricedChip, ratesOf, termsOf } from "./chip-economics.ts";
import { type InstanceOption, instanceOptions } from "./instance-options.ts";
import { fleetOfOne, mixedFleets, type ParityFleet, type ParitySide } from "./parity-fleets.ts";
import type { PlanInputs } from "./plan.ts";

export type ParityRole = "alone" | "prefill" | "decode";

/** One way to use the challenger, and the price at which it costs what the incumbent's best fleet costs. */
export interface ParityCase {
  readonly role: ParityRole;
  readonly fleet: string;
  readonly challengerChips: number;
  readonly incumbentChips: number;
  /** What parity leaves for one challenger chip-hour, all in, in the scenario's currency. */
  readonly perChipHour: number;
  /** What an hour of a challenger chip costs beside the chip: server, network, power, space, …; zero where chips are rented. */
  readonly besidesChipPerHour: number;
  /** Unit price (bought) or hourly rent at parity; undefined where even a free chip would not reach it. */
  readonly price?: Money;
  readonly status: ParityFleet["status"];
  readonly note: string;
  /** Counts of both sides verified by simulation. Otherwise both are the analytic model's: the two are never mixed. */
  readonly isSimulated: boolean;
  /** The price with the analytic counts on both sides, beside a simulated one. */
  readonly analyticPrice?: Money;
  /** The price in a very large fleet, where whole instances do not count: by the analytic model, leanest types on both sides. */
  readonly largeFleetPrice?: Money;
}

/** The price at parity at the p10, p50 and p90 of the calibration; an absent one means that not even a free chip reaches it. */
export interface ParityRange {
  /** Low price: the challenger turns out slow. */
  readonly p10?: Money;
  readonly price?: Money;
  /** High price: it turns out fast. */
  readonly p90?: Money;
}

export interface ParityRow extends ParityRange {
  readonly label: string;
  readonly role: ParityRole;
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
    readonly analyticChips: number;
    readonly analyticPerHour: number;
  };
  /** Per role: at the median of the calibration, and where the challenger is as fast (slow) as one time in ten. */
  readonly cases: readonly {
    readonly role: ParityRole;
    readonly p50: ParityCase;
    readonly p10?: Money;
    readonly p90?: Money;
    /** Bounds at which the challenger cannot hold the targets at all: no price, not even zero, is parity there. */
    readonly unserved: readonly ("p10" | "p90")[];
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

/** Chips of one kind and role for a request/s in a very large fleet, in the leanest type: what an uncertain speed acts on. */
function chipsAtScale(options: readonly InstanceOption[], chip: string, role: InstanceOption["role"]): number {
  return Math.min(
    ...options
      .filter((option) => option.chip === chip && option.role === role)
      .map((option) => option.chips / option.capacity),
  );
}

/** Chips of either kind for a request/s in a very large fleet: of one chip alone, or of two split by role. */
function largeFleet(plan: PlanInputs, options: readonly InstanceOption[], prefill: string, decode: string) {
  const split = [chipsAtScale(options, prefill, "prefill"), chipsAtScale(options, decode, "decode")] as const;
  const whole = prefill === decode ? chipsAtScale(options, prefill, "aggregated") : Number.POSITIVE_INFINITY;
  const mayPair = options.some(
    (one) =>
      one.chip === prefill &&
      one.role === "prefill" &&
      options.some(
        (other) =>
          other.chip === decode && other.role === "decode" && (prefill !== decode || plan.rules.mayPair(one, other)),
      ),
  );
  return mayPair && split[0] + split[1] < whole
    ? { prefill: split[0], decode: split[1] }
    : { prefill: whole, decode: 0 };
}

const powerOf = (spec: ChipSpec) => ({ boardWatts: spec.boardWatts ?? assumedBoardWatts });

/** Price (or rent) of a chip that makes its hour cost `perChipHour` under the scenario's terms; undefined below zero. */
function priceAt(perChipHour: number, spec: ChipSpec, prices: Prices): Money | undefined {
  if (prices.basis === "rent") return perChipHour >= 0 ? money(perChipHour, prices.currency) : undefined;
  const price = priceForTotal(perChipHour, powerOf(spec), termsOf(prices, spec.id), prices.currency, ratesOf(prices));
  return price.amount >= 0 ? price : undefined;
}

/** An hour of a chip that costs nothing itself. */
function besidesChip(spec: ChipSpec, prices: Prices): number {
  if (prices.basis === "rent") return 0;
  return ownershipCost(
    money(0, prices.currency),
    powerOf(spec),
    termsOf(prices, spec.id),
    prices.currency,
    ratesOf(prices),
  ).total;
}

/** The incumbent's prices times a factor. */
function scaledPrice({ spec, purchase, rentPerHour }: PricedChip, prices: Prices, factor: number): Prices {
  const scale = (value: Money | undefined): Money | undefined =>
    value === undefined ? undefined : money(value.amount * factor, value.currency);
  const own = prices.chips[spec.id];
  const bought = scale(own?.purchase ?? purchase?.money);
  const rented = scale(own?.rentPerHour ?? rentPerHour?.money);
  return {
    ...prices,
    chips: {
      ...prices.chips,
      [spec.id]: {
        ...own,
        ...(own?.purchase !== undefined || purchase?.includes === undefined ? {} : { includes: purchase.includes }),
        ...(bought === undefined ? {} : { purchase: bought }),
        ...(rented === undefined ? {} : { rentPerHour: rented }),
      },
    },
  };
}

/**
 * Parity price of the challenger against the incumbent, on the scenario's work and targets.
 *
 * The incumbent's bill is that of the fleet that the planner recommends for it alone. Both bills are linear in the
 * challenger's hourly cost: its parity value is (incumbent's bill - incumbent chips still needed x their cost) / challenger
 * chips, and the unit price follows from the terms of ownership, also linear.
 * p10 and p90: the challenger's step times moved by the calibration spreads of both chips, combined in the logarithm.
 * Returns a reason where the incumbent cannot serve or has no price: there is nothing to compare with.
 */
export function parity(inputs: ParityInputs): ParityResult | { readonly reason: string } {
  const { plan, prices, challenger, incumbent } = inputs;
  const a = incumbent.spec.id;
  const b = challenger.spec.id;
  const chips = { challenger: b, incumbent: a };
  const incumbentChip = plan.economics.get(a)?.cost;
  if (incumbentChip === undefined) return { reason: plan.economics.get(a)?.priceSource ?? `no price of ${a} is known` };
  const base = instanceOptions(plan);
  const own = fleetOfOne(plan, base, a, chips);
  if (own === undefined) return { reason: `${a} meets the targets in no configuration` };
  const held = own.simulated ?? own.analytic;
  const against = (isSimulated: boolean): ParityFleet => (isSimulated && own.simulated) || own.analytic;
  const billOf = (fleet: ParityFleet): number => fleet.incumbentChips * incumbentChip.total;
  const worth = (fleet: ParityFleet, isSimulated: boolean): number =>
    (billOf(against(isSimulated)) - billOf(fleet)) / fleet.challengerChips;

  const sides: Record<ParityRole, ParitySide | undefined> = {
    alone: fleetOfOne(plan, base, b, chips),
    prefill: mixedFleets(plan, base, "prefill", chips, worth),
    decode: mixedFleets(plan, base, "decode", chips, worth),
  };
  const roles = ["alone", "prefill", "decode"] as const;
  const found = roles.flatMap((role) => {
    const side = sides[role];
    if (side === undefined) return [];
    // Like against like: where one side holds its targets in no simulation, both are the analytic model's.
    const isSimulated = own.simulated !== undefined && side.simulated !== undefined;
    const fleet = isSimulated ? side.simulated! : side.analytic;
    return [{ role, isSimulated, fleet, analytic: side.analytic, against: against(isSimulated) }];
  });
  type Found = (typeof found)[number];

  const spreadOf = (chip: string): CompiledStepModel["spread"] =>
    base.options.find((option) => option.chip === chip)?.model.steps.spread ?? { p10: 1, p90: 1 };
  const combined = (mine: number, its: number): number => exp(hypot(log(mine), log(its)));
  const slow = combined(spreadOf(b).p90, spreadOf(a).p10);
  const fast = 1 / combined(spreadOf(b).p10, spreadOf(a).p90);
  /** The challenger's instance types on a machine whose every step takes `factor` times as long. */
  const moved = (factor: number): readonly InstanceOption[] =>
    instanceOptions({
      ...plan,
      offers: plan.offers.filter(({ spec }) => spec.id === b),
      compile: (chip, configuration) => {
        const outcome = plan.compile(chip, configuration);
        return "steps" in outcome ? { steps: slowed(outcome.steps, factor) } : outcome;
      },
    }).options;
  const bounds = { p10: moved(slow), p90: moved(fast) };
  /** Challenger chips on the moved machine: as in a large fleet, so that whole numbers of instances do not hide the spread. */
  const chipsAt = ({ fleet }: Found, options: readonly InstanceOption[]): number => {
    const pools = fleet.pools.filter(({ option }) => option.chip === b);
    const chipsOf = (pool: (typeof pools)[number]): number => pool.count * pool.option.chips;
    const all = pools.reduce((sum, pool) => sum + chipsOf(pool), 0);
    return pools.reduce((sum, pool) => {
      const { role } = pool.option;
      const factor = chipsAtScale(options, b, role) / chipsAtScale(base.options, b, role);
      return sum + (chipsOf(pool) / all) * fleet.challengerChips * factor;
    }, 0);
  };
  const rangeUnder = (one: Found, costPerChip: number, under: Prices): ParityRange => {
    const left = (one.against.incumbentChips - one.fleet.incumbentChips) * costPerChip;
    const priceFor = (count: number): Money | undefined =>
      Number.isFinite(count) ? priceAt(left / count, challenger.spec, under) : undefined;
    const p10 = priceFor(chipsAt(one, bounds.p10));
    const price = priceFor(one.fleet.challengerChips);
    const p90 = priceFor(chipsAt(one, bounds.p90));
    return {
      ...(p10 === undefined ? {} : { p10 }),
      ...(price === undefined ? {} : { price }),
      ...(p90 === undefined ? {} : { p90 }),
    };
  };
  const rows = (label: string, changed: Prices): ParityRow[] => {
    const cost = chipEconomics(incumbent, changed).cost;
    return cost === undefined
      ? []
      : found.map((one) => ({ label, role: one.role, ...rangeUnder(one, cost.total, changed) }));
  };
  /** What a very large fleet leaves for an hour of a challenger chip. */
  const leftAtScale = (role: ParityRole): number => {
    const own = largeFleet(plan, base.options, a, a);
    const other = largeFleet(plan, base.options, role === "decode" ? a : b, role === "prefill" ? a : b);
    const of = (chips: typeof own, part: "prefill" | "decode", isThere: boolean): number => (isThere ? chips[part] : 0);
    const mine = of(other, "prefill", role !== "decode") + of(other, "decode", role !== "prefill");
    const its = of(other, "prefill", role === "decode") + of(other, "decode", role === "prefill");
    return ((own.prefill + own.decode - its) * incumbentChip.total) / mine;
  };
  const electricity = prices.electricityPerKwh ?? termsOf(prices, b).electricityPerKwh;
  return {
    incumbent: {
      fleet: held.id,
      chips: held.incumbentChips,
      perHour: billOf(held),
      currency: prices.currency,
      isSimulated: own.simulated !== undefined,
      analyticFleet: own.analytic.id,
      analyticChips: own.analytic.incumbentChips,
      analyticPerHour: billOf(own.analytic),
    },
    cases: found.map((one) => {
      const { role, fleet, isSimulated } = one;
      const { p10, price, p90 } = rangeUnder(one, incumbentChip.total, prices);
      const analyticPrice = isSimulated ? priceAt(worth(one.analytic, false), challenger.spec, prices) : undefined;
      const largeFleetPrice = priceAt(leftAtScale(role), challenger.spec, prices);
      return {
        role,
        p50: {
          role,
          fleet: fleet.id,
          challengerChips: fleet.challengerChips,
          incumbentChips: fleet.incumbentChips,
          perChipHour: worth(fleet, isSimulated),
          besidesChipPerHour: besidesChip(challenger.spec, prices),
          ...(price === undefined ? {} : { price }),
          status: fleet.status,
          note: fleet.note,
          isSimulated,
          ...(analyticPrice === undefined ? {} : { analyticPrice }),
          ...(largeFleetPrice === undefined ? {} : { largeFleetPrice }),
        },
        ...(p10 === undefined ? {} : { p10 }),
        ...(p90 === undefined ? {} : { p90 }),
        unserved: (["p10", "p90"] as const).filter((bound) => !Number.isFinite(chipsAt(one, bounds[bound]))),
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
        rows(`${a} at ${Math.round(factor * 100)}%`, scaledPrice(incumbent, prices, factor)),
      ),
    },
    missing: roles.flatMap((role) =>
      sides[role] === undefined ? [{ role, reason: `no configuration of ${b} meets the targets in this role` }] : [],
    ),
  };
}
