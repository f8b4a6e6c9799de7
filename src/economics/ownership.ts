// What one chip costs an hour: bought (every part of the bill named), rented, or not known.
import { pow } from "../elementary.ts";
import { fail, type Path } from "../errors.ts";
import type { Currency, FxRate } from "../fx-rate.ts";
import { compensatedSum, convert, type Money, money } from "../money.ts";
import { hoursPerYear } from "../units.ts";

/** The parts of an hour of a chip, in the order a bill prints them. Rental is one part: what is inside it is the lessor's affair. */
export const costParts = [
  "chip",
  "server",
  "network",
  "storage",
  "financing",
  "power",
  "cooling",
  "space",
  "staff",
  "maintenance",
  "rental",
] as const;
export type CostPart = (typeof costParts)[number];

/** Costs per chip-hour, all in one currency. `total` is the compensated sum of the parts. */
export interface ChipHourCost {
  readonly currency: Currency;
  readonly parts: Readonly<Record<CostPart, number>>;
  readonly total: number;
}

/** Everything about a purchase that is not the chip itself. Rates of return and shares are fractions. */
export interface OwnershipTerms {
  /** Host, memory, local disks, NIC, chassis, assembly and warranty, per chip. */
  readonly serverPerChip: Money;
  /** Switches, cables and optics, per chip. */
  readonly networkPerChip: Money;
  /** Shared file storage, per chip. */
  readonly storagePerChip: Money;
  /** Straight-line life of the hardware, years. */
  readonly lifeYears: number;
  /** Share of the hardware's price that a buyer pays at the end of its life, 0 to 1. */
  readonly resaleShare: number;
  /** Cost of the capital tied up, a year. */
  readonly capitalRate: number;
  /** Mean power drawn over the board's rated power while it serves, 0 to 1. */
  readonly loadShare: number;
  /** Power of an idle server over that of a serving one, 0 to 1. */
  readonly idleShare: number;
  /** Share of the paid hours in which it serves, 0 to 1: the rest of the time it draws idle power. */
  readonly utilisation: number;
  /** Server and network power per watt of boards: fans, CPUs, NICs, switches. */
  readonly hostWattsPerBoardWatt: number;
  /** Facility power over IT power, at least 1. */
  readonly pue: number;
  readonly electricityPerKwh: Money;
  /** Rent of space and its cooling plant per kW of rated IT power a month, energy not included. */
  readonly spacePerKwMonth: Money;
  /** Operations staff, per chip and year. */
  readonly staffPerChipYear: Money;
  /** Failures, spares and support, share of the hardware's price a year. */
  readonly maintenanceShare: number;
}

export interface ChipPower {
  /** Rated power of the board, watts. */
  readonly boardWatts: number;
}

const hoursPerMonth = hoursPerYear / 12;
const zeroParts = (): Record<CostPart, number> =>
  Object.fromEntries(costParts.map((part) => [part, 0])) as Record<CostPart, number>;

function priced(currency: Currency, parts: Record<CostPart, number>): ChipHourCost {
  return { currency, parts, total: compensatedSum(costParts.map((part) => parts[part])) };
}

/** A price an hour, already all-in (a cloud's or a lessor's). */
export function rentalCost(perChipHour: Money, path: Path = ["prices"]): ChipHourCost {
  requireAmount(perChipHour, path);
  return priced(perChipHour.currency, { ...zeroParts(), rental: perChipHour.amount });
}

/**
 * Cost of an owned chip, per hour of its life in the rack, whether it works or idles.
 *
 * Hardware is written off by an annuity: an equal payment each year that returns the price less the discounted resale
 * value with interest. The straight-line write-off is shown under the hardware's own parts and the rest, which is the
 * price of the money, under `financing`. Power is what the meter of the IT load reads, cooling what PUE adds to it.
 * Units: price in any currency with a known rate, results per chip-hour in `currency`.
 * Source: capital recovery factor r / (1 - (1 + r)^-n), any text on engineering economics.
 * @throws {SilicoError} "domain" for a negative price or a term out of range; "unknown-name" for a currency without rate.
 */
export function ownershipCost(
  price: Money,
  power: ChipPower,
  terms: OwnershipTerms,
  currency: Currency,
  rates: readonly FxRate[],
  path: Path = ["prices"],
): ChipHourCost {
  requireAmount(price, path);
  requireTerms(terms, path);
  const amount = (value: Money): number => convert(value, currency, rates, path).amount;
  const hardware = {
    chip: amount(price),
    server: amount(terms.serverPerChip),
    network: amount(terms.networkPerChip),
    storage: amount(terms.storagePerChip),
  };
  const capital = compensatedSum(Object.values(hardware));
  const lifeHours = terms.lifeYears * hoursPerYear;
  const writeOffPerHour = (1 - terms.resaleShare) / lifeHours;
  const r = terms.capitalRate;
  const recovery = r === 0 ? 1 / terms.lifeYears : r / (1 - pow(1 + r, -terms.lifeYears));
  const annuityPerHour = ((1 - terms.resaleShare * pow(1 + r, -terms.lifeYears)) * recovery) / hoursPerYear;
  const ratedKw = (power.boardWatts * (1 + terms.hostWattsPerBoardWatt)) / 1000;
  const energyPerHour = ratedKw * meanLoad(terms) * amount(terms.electricityPerKwh);
  return priced(currency, {
    ...zeroParts(),
    chip: hardware.chip * writeOffPerHour,
    server: hardware.server * writeOffPerHour,
    network: hardware.network * writeOffPerHour,
    storage: hardware.storage * writeOffPerHour,
    financing: capital * (annuityPerHour - writeOffPerHour),
    power: energyPerHour,
    cooling: energyPerHour * (terms.pue - 1),
    space: (ratedKw * amount(terms.spacePerKwMonth)) / hoursPerMonth,
    staff: amount(terms.staffPerChipYear) / hoursPerYear,
    maintenance: (capital * terms.maintenanceShare) / hoursPerYear,
  });
}

/** Mean facility watts of one chip: board and host, busy and idle hours together, with PUE. */
export function facilityWatts(power: ChipPower, terms: OwnershipTerms): number {
  return power.boardWatts * (1 + terms.hostWattsPerBoardWatt) * meanLoad(terms) * terms.pue;
}

/** Facility watts of one chip at full load: board and host, with PUE. What a power contract or a rack must carry. */
export function ratedFacilityWatts(power: ChipPower, terms: OwnershipTerms): number {
  return power.boardWatts * (1 + terms.hostWattsPerBoardWatt) * terms.pue;
}

/** Mean power over rated power, busy and idle hours together. */
function meanLoad(terms: OwnershipTerms): number {
  return terms.loadShare * (terms.idleShare + (1 - terms.idleShare) * terms.utilisation);
}

/** Price of the chip at which `ownershipCost` gives the wanted total, the other terms unchanged. May be negative. */
export function priceForTotal(
  wantedPerHour: number,
  power: ChipPower,
  terms: OwnershipTerms,
  currency: Currency,
  rates: readonly FxRate[],
): Money {
  // The total is linear in the price, so two points give the line.
  const free = ownershipCost(money(0, currency), power, terms, currency, rates).total;
  const unit = ownershipCost(money(1e4, currency), power, terms, currency, rates).total - free;
  return money(((wantedPerHour - free) / unit) * 1e4, currency);
}

/** Beyond this a price is taken for a slip of the pen (a rack's price for a chip's, cents for units). */
const absurdAmount = 1e9;

export function requireAmount(value: Money, path: Path): void {
  if (Number.isFinite(value.amount) && value.amount >= 0 && value.amount < absurdAmount) return;
  fail(
    "domain",
    path,
    `price ${value.amount} ${value.currency} is ${value.amount < 0 ? "negative" : "not a believable amount"}`,
    "Give a price of zero or more for one chip; leave it out where it is not known.",
  );
}

function requireTerms(terms: OwnershipTerms, path: Path): void {
  const within = (name: keyof OwnershipTerms, low: number, high: number): void => {
    const value = terms[name] as number;
    if (Number.isFinite(value) && value >= low && value <= high) return;
    fail("domain", [...path, name], `${value} is outside ${low} to ${high}`, "Give a value in that range.");
  };
  within("lifeYears", 0.25, 30);
  within("resaleShare", 0, 1);
  within("capitalRate", 0, 1);
  within("loadShare", 0, 1);
  within("idleShare", 0, 1);
  within("utilisation", 0, 1);
  within("hostWattsPerBoardWatt", 0, 10);
  within("pue", 1, 5);
  within("maintenanceShare", 0, 1);
  for (const name of [
    "serverPerChip",
    "networkPerChip",
    "storagePerChip",
    "electricityPerKwh",
    "spacePerKwMonth",
    "staffPerChipYear",
  ] as const)
    requireAmount(terms[name], [...path, name]);
}
