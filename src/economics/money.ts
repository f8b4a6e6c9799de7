// Money: an amount that never leaves its currency behind, and exchange rates that carry their date and source.
import { log10 } from "../elementary.ts";
import { fail, type Path } from "../errors.ts";

/** ISO 4217 code. */
export type Currency = string;

export interface Money {
  readonly amount: number;
  readonly currency: Currency;
}

/** One unit of `from` buys `rate` units of `to`. */
export interface ExchangeRate {
  readonly from: Currency;
  readonly to: Currency;
  readonly rate: number;
  /** ISO date of the quotation. */
  readonly date: string;
  readonly source: string;
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

/** The rate that turns `from` into `to`: quoted directly, inversely, or through one currency both are quoted against. */
export function findRate(
  from: Currency,
  to: Currency,
  rates: readonly ExchangeRate[],
  path: Path = ["prices", "fx"],
): ExchangeRate {
  if (from === to) return { from, to, rate: 1, date: "", source: "same currency" };
  const direct = quoted(from, to, rates);
  if (direct !== undefined) return direct;
  for (const { from: a, to: b } of rates) {
    for (const pivot of [a, b]) {
      const first = quoted(from, pivot, rates);
      const second = quoted(pivot, to, rates);
      if (first === undefined || second === undefined) continue;
      return {
        from,
        to,
        rate: first.rate * second.rate,
        date: [first.date, second.date].sort()[0]!,
        source: `${first.source}; ${second.source} (through ${pivot})`,
      };
    }
  }
  const known = [...new Set(rates.flatMap((rate) => [rate.from, rate.to]))].sort();
  fail(
    "unknown-name",
    path,
    `no exchange rate from ${from} to ${to}`,
    `Add one under prices.fx, with its date; rates known: ${known.length > 0 ? known.join(", ") : "none"}.`,
  );
}

function quoted(from: Currency, to: Currency, rates: readonly ExchangeRate[]): ExchangeRate | undefined {
  // The newest quotation wins, so that a user's rate of today beats the one that ships with the catalogue.
  let best: ExchangeRate | undefined;
  for (const rate of rates) {
    const found =
      rate.from === from && rate.to === to
        ? rate
        : rate.from === to && rate.to === from
          ? { ...rate, from, to, rate: 1 / rate.rate }
          : undefined;
    if (found !== undefined && (best === undefined || found.date > best.date)) best = found;
  }
  return best;
}

/** @throws {SilicoError} code "unknown-name" where no rate links the two currencies. */
export function convert(value: Money, to: Currency, rates: readonly ExchangeRate[], path?: Path): Money {
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
