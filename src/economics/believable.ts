// Prices that cannot be meant: a rack's for a chip's, cents for dollars, a month's rent for an hour's.
import { fail, type Path, SilicoError } from "../errors.ts";
import type { FxRate } from "../fx-rate.ts";
import { convert, formatMoney, type Money } from "../money.ts";

/** Ten to a hundred times the dearest on record, USD: a rack of 72 GB200 is about 4 million, a B200 rents for under 10. */
const mostUsd = {
  purchase: { most: 1e7, what: "one chip" },
  rent: { most: 1e3, what: "one chip for an hour" },
  electricity: { most: 10, what: "a kilowatt-hour" },
} as const;

/** @throws {SilicoError} code "domain" for a price beyond belief. A currency without a rate to USD cannot be judged, and passes. */
export function requireBelievable(
  value: Money,
  kind: keyof typeof mostUsd,
  rates: readonly FxRate[],
  path: Path,
): void {
  const { most, what } = mostUsd[kind];
  let usd: number;
  try {
    usd = convert(value, "USD", rates).amount;
  } catch (error) {
    if (error instanceof SilicoError) return;
    throw error;
  }
  if (usd <= most) return;
  fail(
    "domain",
    path,
    `${formatMoney(value)} for ${what} is not believable`,
    `Prices up to ${formatMoney({ amount: most, currency: "USD" })} are taken; check the currency and what the price is for.`,
  );
}
