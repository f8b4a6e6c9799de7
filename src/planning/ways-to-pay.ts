// The same tokens three ways: the fleet owned, the fleet rented, or the tokens bought from an API.
import { publishedApiPrices } from "../economics/defaults.ts";
import { type ApiPrice, apiCostPerHour, type TokenFlow } from "../economics/token-cost.ts";
import { SilicoError } from "../errors.ts";
import type { Currency, FxRate } from "../fx-rate.ts";
import { convert, money } from "../money.ts";
import type { Prices } from "../scenario/scenario.ts";
import type { Candidate, ChipEconomics } from "./candidate.ts";
import { chipEconomics, type PricedChip } from "./chip-economics.ts";
import { repriced } from "./explain.ts";

/** What the fleet's chips cost on either basis, and what APIs ask, all in the scenario's currency. */
export interface PriceLists {
  readonly own: ReadonlyMap<string, ChipEconomics>;
  readonly rent: ReadonlyMap<string, ChipEconomics>;
  readonly api: readonly ApiList[];
}

export interface ApiList extends ApiPrice {
  readonly name: string;
  readonly source: string;
  /** The scenario's own quote is for the model at hand; a published list is of some other model. */
  readonly isOfThisModel: boolean;
}

export interface WayToPay {
  readonly way: "own" | "rent" | "api";
  readonly name: string;
  /** What an hour of the planned tokens costs, in the scenario's currency. */
  readonly perHour: number;
  /** Where the price comes from. */
  readonly source: string;
  /** Per million tokens, as listed; absent for chips, whose bill is split by the fleet's own account. */
  readonly list?: ApiList;
}

function hasRate(from: Currency, to: Currency, rates: readonly FxRate[]): boolean {
  try {
    convert(money(1, from), to, rates);
    return true;
  } catch (error) {
    if (error instanceof SilicoError) return false;
    throw error;
  }
}

/**
 * Price lists of a scenario: its chips owned and rented, its own API quotes, and the published lists.
 * @throws {SilicoError} for a quote in a currency without a rate.
 */
export function priceLists(chips: readonly PricedChip[], prices: Prices, rates: readonly FxRate[]): PriceLists {
  const onBasis = (basis: "own" | "rent"): ReadonlyMap<string, ChipEconomics> =>
    new Map(
      chips.map((chip) => {
        const economics = chipEconomics(chip, { ...prices, basis });
        // Where only the other price is known the economics fall back to it; here that is no answer.
        const isRental = (economics.cost?.parts.rental ?? 0) > 0;
        const { cost: _, ...without } = economics;
        return [chip.spec.id, isRental === (basis === "rent") ? economics : without];
      }),
    );
  const inCurrency = (amount: number, currency: Currency, path: readonly (string | number)[]): number =>
    convert(money(amount, currency), prices.currency, rates, path).amount;
  const quotes = prices.api.map(({ name, input, cachedInput, output, source }, i): ApiList => {
    const path = ["prices", "api", i];
    const amount = (value: typeof input): number => inCurrency(value.amount, value.currency, path);
    return {
      name,
      source: source ?? "scenario",
      isOfThisModel: true,
      currency: prices.currency,
      inputPerMillion: amount(input),
      ...(cachedInput === undefined ? {} : { cachedInputPerMillion: amount(cachedInput) }),
      outputPerMillion: amount(output),
    };
  });
  const published = publishedApiPrices.prices.flatMap(({ provider, model, input, output }): ApiList[] => {
    if (!hasRate(publishedApiPrices.currency, prices.currency, rates)) return [];
    const amount = (value: number): number => inCurrency(value, publishedApiPrices.currency, ["prices", "currency"]);
    return [
      {
        name: `${provider} ${model}`,
        source: publishedApiPrices.source,
        isOfThisModel: false,
        currency: prices.currency,
        inputPerMillion: amount(input),
        outputPerMillion: amount(output),
      },
    ];
  });
  return { own: onBasis("own"), rent: onBasis("rent"), api: [...quotes, ...published] };
}

/** How a fleet's load runs through the day, and what of each pool stands by. */
export interface DailyUse {
  readonly hourly?: readonly number[];
  readonly spareInstances: number;
}

/** Mean over the hours of the fleet with the instances that each hour needs, in proportion to its demand and no fewer than one. */
function scaledWithTheHour(fleet: Candidate, { hourly, spareInstances }: DailyUse): Candidate | undefined {
  if (hourly === undefined) return undefined;
  const most = Math.max(...hourly);
  const share = ({ count }: Candidate["fleet"][number]): number => {
    const needed = Math.max(1, count - spareInstances);
    const mean =
      hourly.reduce((sum, weight) => sum + Math.max(1, Math.ceil((needed * weight) / most - 1e-9)), 0) / hourly.length;
    return (mean + count - needed) / count;
  };
  return { ...fleet, fleet: fleet.fleet.map((pool) => ({ ...pool, paidChips: pool.paidChips * share(pool) })) };
}

/**
 * What the planned tokens cost an hour in every way that has a price. The chips of a fleet are the same, owned or rented;
 * rented ones may also be given back in the hours that need fewer.
 */
export function waysToPay(fleet: Candidate, flow: TokenFlow, lists: PriceLists, use: DailyUse): readonly WayToPay[] {
  const used = [...new Set(fleet.fleet.map(({ chip }) => chip))];
  const sourceOf = (way: "own" | "rent"): string =>
    used.map((chip) => `${chip}: ${lists[way].get(chip)?.priceSource}`).join("; ");
  const chips = (["own", "rent"] as const).flatMap((way): WayToPay[] => {
    const perHour = repriced(fleet, lists[way]);
    return perHour === undefined
      ? []
      : [{ way, name: way === "own" ? "this fleet, owned" : "this fleet, rented", perHour, source: sourceOf(way) }];
  });
  const scaled = scaledWithTheHour(fleet, use);
  const scaledPerHour = scaled && repriced(scaled, lists.rent);
  return [
    ...chips,
    ...(scaledPerHour === undefined
      ? []
      : [
          {
            way: "rent" as const,
            name: "this fleet, rented as the hours need it",
            perHour: scaledPerHour,
            source: sourceOf("rent"),
          },
        ]),
    ...lists.api.map(
      (list): WayToPay => ({
        way: "api",
        name: list.name,
        perHour: apiCostPerHour(list, flow),
        source: list.source,
        list,
      }),
    ),
  ];
}
