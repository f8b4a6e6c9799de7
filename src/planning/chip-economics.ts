// From a scenario's prices and the catalogue's to what each chip costs an hour, under the scenario's terms of ownership.
import type { ChipSpec } from "../catalog/chip-spec.ts";
import { chosenPrice } from "../catalog/prices.ts";
import { requireBelievable } from "../economics/believable.ts";
import { defaultRates, defaultTerms } from "../economics/defaults.ts";
import {
  type ChipHourCost,
  facilityWatts,
  type OwnershipTerms,
  ownershipCost,
  ratedFacilityWatts,
  rentalCost,
} from "../economics/ownership.ts";
import type { FxRate } from "../fx-rate.ts";
import { convert, formatMoney, type Money } from "../money.ts";
import type { Prices } from "../scenario/scenario.ts";
import type { ChipEconomics } from "./candidate.ts";

/** A dated price of the catalogue, for one chip. */
export interface CataloguePrice {
  readonly money: Money;
  readonly source: string;
  readonly date?: string;
  /** What a purchase covers besides the chip: then ownership adds no server (and no network) of its own. */
  readonly includes?: "server" | "server and network";
}

export interface PricedChip {
  readonly spec: ChipSpec;
  readonly purchase?: CataloguePrice;
  readonly rentPerHour?: CataloguePrice;
}

/** Board power assumed where no source states one: the mean of current data-centre accelerators. */
export const assumedBoardWatts = 500;

/** Terms that a scenario may state under the name they have here; `depreciationYears` is the life. */
const statedTerms = [
  "serverPerChip",
  "networkPerChip",
  "storagePerChip",
  "resaleShare",
  "capitalRate",
  "loadShare",
  "idleShare",
  "utilisation",
  "hostWattsPerBoardWatt",
  "pue",
  "electricityPerKwh",
  "spacePerKwMonth",
  "staffPerChipYear",
  "maintenanceShare",
] as const satisfies readonly (keyof OwnershipTerms & keyof Prices)[];

/** Terms of ownership of a scenario for one chip: the shipped figures, over them the scenario's, over those the chip's own. */
export function termsOf(prices: Prices, chip: string): OwnershipTerms {
  const stated = statedTerms.flatMap((name) => (prices[name] === undefined ? [] : [[name, prices[name]] as const]));
  const { serverPerChip, networkPerChip, includes } = prices.chips[chip] ?? {};
  const nothing = { amount: 0, currency: prices.currency };
  return {
    ...defaultTerms,
    ...Object.fromEntries(stated),
    ...(prices.depreciationYears === undefined ? {} : { lifeYears: prices.depreciationYears }),
    ...(serverPerChip === undefined ? {} : { serverPerChip }),
    ...(networkPerChip === undefined ? {} : { networkPerChip }),
    ...(includes === undefined ? {} : { serverPerChip: nothing }),
    ...(includes === "server and network" ? { networkPerChip: nothing } : {}),
  };
}

/** Exchange rates of a scenario, and the shipped ones of the pairs that it does not quote. */
export function ratesOf(prices: Prices): readonly FxRate[] {
  const isOwn = ({ base, quote }: FxRate): boolean =>
    prices.fx.some((own) => [own.base, own.quote].includes(base) && [own.base, own.quote].includes(quote));
  return [...prices.fx, ...defaultRates.filter((rate) => !isOwn(rate))];
}

/** The catalogue's chosen prices of a chip; a changed one is taken to cost what its original does, and the source says so. */
export function cataloguePrices({ id, catalogId }: ChipSpec): Pick<PricedChip, "purchase" | "rentPerHour"> {
  if (catalogId === undefined) return {};
  const quote = (per: "chip" | "chip-hour"): CataloguePrice | undefined => {
    const chosen = chosenPrice(catalogId, per);
    if (chosen === undefined) return undefined;
    return {
      money: { amount: chosen.amount, currency: chosen.currency },
      source: `${id === catalogId ? "" : `as ${catalogId}: `}${chosen.source} (${chosen.kind})`,
      date: chosen.date,
      ...(chosen.scope === undefined || chosen.scope === "chip"
        ? {}
        : { includes: chosen.scope === "server-share" ? ("server" as const) : ("server and network" as const) }),
    };
  };
  const purchase = quote("chip");
  const rentPerHour = quote("chip-hour");
  return {
    ...(purchase === undefined ? {} : { purchase }),
    ...(rentPerHour === undefined ? {} : { rentPerHour }),
  };
}

/**
 * Hourly cost of a chip on the scenario's basis, in its currency. Buying is preferred under `own`, renting under `rent`;
 * where only the other price is known it is used, and the source says so. No price at all leaves the cost undefined.
 * @throws {SilicoError} for a price in a currency without a rate, or terms out of range.
 */
export function chipEconomics(chip: PricedChip, prices: Prices): ChipEconomics {
  const { spec } = chip;
  const own = prices.chips[spec.id];
  const terms = termsOf(prices, spec.id);
  const rates = ratesOf(prices);
  const power = { boardWatts: spec.boardWatts ?? assumedBoardWatts };
  const draw = { watts: facilityWatts(power, terms), ratedWatts: ratedFacilityWatts(power, terms) };
  const path = ["prices", "chips", spec.id];
  const quoted = (mine: Money | undefined, listed: CataloguePrice | undefined): CataloguePrice | undefined =>
    mine === undefined
      ? listed
      : {
          money: mine,
          source: own?.source ?? "scenario",
          ...(own?.includes === undefined ? {} : { includes: own.includes }),
        };
  const purchase = quoted(own?.purchase, own?.rentPerHour === undefined ? chip.purchase : undefined);
  const rent = quoted(own?.rentPerHour, own?.purchase === undefined ? chip.rentPerHour : undefined);
  if (own?.purchase !== undefined) requireBelievable(own.purchase, "purchase", rates, [...path, "purchase"]);
  if (own?.rentPerHour !== undefined) requireBelievable(own.rentPerHour, "rent", rates, [...path, "rentPerHour"]);
  if (prices.electricityPerKwh !== undefined)
    requireBelievable(prices.electricityPerKwh, "electricity", rates, ["prices", "electricityPerKwh"]);
  const nothing = { amount: 0, currency: prices.currency };
  const bought = (price: CataloguePrice): ChipHourCost =>
    ownershipCost(
      price.money,
      power,
      {
        ...terms,
        ...(price.includes === undefined ? {} : { serverPerChip: nothing }),
        ...(price.includes === "server and network" ? { networkPerChip: nothing } : {}),
      },
      prices.currency,
      rates,
      path,
    );
  const rented = (price: CataloguePrice): ChipHourCost => {
    const amount = convert(price.money, prices.currency, rates, path);
    return rentalCost(amount, path);
  };
  const describe = (price: CataloguePrice, how: string): string =>
    [
      `${formatMoney(price.money)} ${how}`,
      price.source,
      price.date,
      price.includes === undefined || how !== "to buy" ? undefined : `${price.includes} included`,
      spec.boardWatts === undefined && how === "to buy"
        ? `board power unknown, ${assumedBoardWatts} W assumed`
        : undefined,
    ]
      .filter((part) => part !== undefined)
      .join("; ");
  const buy =
    purchase === undefined ? undefined : { cost: bought(purchase), priceSource: describe(purchase, "to buy"), ...draw };
  const lease =
    rent === undefined ? undefined : { cost: rented(rent), priceSource: describe(rent, "an hour to rent"), ...draw };
  const wanted = prices.basis === "own" ? buy : lease;
  const other = prices.basis === "own" ? lease : buy;
  if (wanted !== undefined) return wanted;
  if (other !== undefined)
    return {
      ...other,
      priceSource: `${other.priceSource} (no price to ${prices.basis === "own" ? "buy" : "rent"} is known)`,
    };
  return { priceSource: `no price of ${spec.id} is known; give one under prices.chips.${spec.id}`, ...draw };
}
