// What a million tokens costs: the bill of the prefill work over the input tokens, the bill of the decode work over the output.
import { fail } from "../errors.ts";
import type { Currency } from "../fx-rate.ts";

const million = 1e6;

/** Tokens a fleet serves, per hour. Input = fresh + cached. */
export interface TokenFlow {
  /** Input tokens that were computed. */
  readonly freshInputPerHour: number;
  /** Input tokens whose KV was found in a cache. */
  readonly cachedInputPerHour: number;
  readonly outputPerHour: number;
}

/** The fleet's bill, split by what the chips were busy with; idle time follows the work it waited for. */
export interface PhaseBill {
  readonly currency: Currency;
  readonly prefillPerHour: number;
  readonly decodePerHour: number;
}

/** Costs per million tokens. `undefined` where there is no such token to divide by. */
export interface TokenCost {
  readonly currency: Currency;
  /** Per million input tokens that had to be computed. */
  readonly input: number | undefined;
  /** Per million input tokens found in the cache. */
  readonly cachedInput: number | undefined;
  readonly output: number | undefined;
  /** The whole bill over all tokens, input and output alike. */
  readonly blended: number | undefined;
  /** output / input: the ratio at which this fleet's two phases really differ in cost. */
  readonly outputToInput: number | undefined;
  readonly tokensPerCurrencyUnit: number | undefined;
}

/**
 * Cost per million tokens of each kind.
 *
 * A cached token is charged `cachedWork` of a fresh one (its KV must be fetched, not computed). By construction
 * input * fresh + cachedInput * cached + output * outputTokens = prefill + decode bill: nothing is counted twice or lost.
 * Range: flows and bills at least 0; cachedWork 0 to 1.
 * @throws {SilicoError} "domain" where a bill for a phase has no tokens to carry it.
 */
export function tokenCost(bill: PhaseBill, flow: TokenFlow, cachedWork: number): TokenCost {
  const weighted = flow.freshInputPerHour + cachedWork * flow.cachedInputPerHour;
  if ((weighted <= 0 && bill.prefillPerHour > 0) || (flow.outputPerHour <= 0 && bill.decodePerHour > 0))
    fail(
      "domain",
      ["demand"],
      "a fleet that serves no tokens has no cost per token",
      "Give a demand above zero, or read the fleet's cost per hour instead.",
    );
  const input = weighted > 0 ? (bill.prefillPerHour / weighted) * million : undefined;
  const output = flow.outputPerHour > 0 ? (bill.decodePerHour / flow.outputPerHour) * million : undefined;
  const tokens = flow.freshInputPerHour + flow.cachedInputPerHour + flow.outputPerHour;
  const total = bill.prefillPerHour + bill.decodePerHour;
  return {
    currency: bill.currency,
    input,
    cachedInput: input === undefined || flow.cachedInputPerHour <= 0 ? undefined : input * cachedWork,
    output,
    blended: tokens > 0 ? (total / tokens) * million : undefined,
    outputToInput: input !== undefined && output !== undefined && input > 0 ? output / input : undefined,
    tokensPerCurrencyUnit: total > 0 ? tokens / total : undefined,
  };
}

/** Servers that a daily token volume keeps busy at a measured rate per server. */
export function serversForTokens(tokensPerDay: number, tokensPerSecondPerServer: number): number {
  return tokensPerDay / 86_400 / tokensPerSecondPerServer;
}

/** Joules per token, all tokens alike, of a fleet that draws `watts` at the meter. */
export function joulesPerToken(watts: number, flow: TokenFlow): number | undefined {
  const tokens = flow.freshInputPerHour + flow.cachedInputPerHour + flow.outputPerHour;
  return tokens > 0 ? (watts * 3600) / tokens : undefined;
}

export interface ApiPrice {
  readonly inputPerMillion: number;
  readonly cachedInputPerMillion?: number;
  readonly outputPerMillion: number;
  readonly currency: Currency;
}

/** What the same tokens cost at an API's price list, per hour. A list without a price for cached input charges it as input. */
export function apiCostPerHour(price: ApiPrice, flow: TokenFlow): number {
  return (
    (flow.freshInputPerHour * price.inputPerMillion +
      flow.cachedInputPerHour * (price.cachedInputPerMillion ?? price.inputPerMillion) +
      flow.outputPerHour * price.outputPerMillion) /
    million
  );
}
