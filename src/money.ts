// Money: an amount that never leaves its currency behind. Pure. Must not import from any room.
import { log10 } from "./elementary.ts";
import type { Path } from "./errors.ts";
import { type Currency, type FxRate, findRate } from "./fx-rate.ts";

/** An amount in whole units of its currency: dollars, yuan. */
export interface Money {
  readonly amount: number;
  readonly currency: Currency;
}

export const money = (amount: number, currency: Currency): Money => ({ amount, currency });

/**
 * Sum by Neumaier's compensated summation: the error does not grow with the number of terms, so that parts of a bill
 * add up to the whole to the cent. Source: Neumaier 1974, "Rundungsfehleranalyse einiger Verfahren zur Summation".
 */
export function compensatedSum(values: Iterable<number>): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** @throws {SilicoError} code "unknown-name" where no rate links the two currencies. */
export function convert(value: Money, to: Currency, rates: readonly FxRate[], path?: Path): Money {
  if (value.currency === to) return value;
  return { amount: value.amount * findRate(value.currency, to, rates, path).rate, currency: to };
}

/** `1234.5 USD` → `$1,234.50`; small amounts keep three significant digits, so that a token's price never prints as zero. */
export function formatMoney(value: Money | undefined): string {
  if (value === undefined) return "—";
  const sign = { USD: "$", CNY: "¥", HKD: "HK$", EUR: "€", GBP: "£" }[value.currency];
  const size = Math.abs(value.amount);
  const digits = size === 0 ? 2 : size >= 1e5 ? 0 : size >= 1 ? 2 : Math.min(8, 2 - Math.floor(log10(size)));
  const text = size.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${value.amount < 0 ? "-" : ""}${sign ?? `${value.currency} `}${text}`;
}
