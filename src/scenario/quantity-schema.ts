// Quantities and money as a scenario file may write them.
import { z } from "zod";
import { SilicoError } from "../errors.ts";
import { type Dimension, parseQuantity } from "../units.ts";

/** A number in base units, or text with a unit: `50 ms`, `400 Gbit/s`. */
export function quantity(
  dimension: Dimension,
  check: { readonly min?: number; readonly above?: number; readonly max?: number } = {},
) {
  return z.union([z.number(), z.string()]).transform((input, context) => {
    try {
      const value = parseQuantity(input, dimension, []);
      const bad =
        (check.min !== undefined && value < check.min && `at least ${check.min}`) ||
        (check.above !== undefined && value <= check.above && `above ${check.above}`) ||
        (check.max !== undefined && value > check.max && `at most ${check.max}`);
      if (bad) context.addIssue({ code: "custom", message: `expected ${bad}, got ${JSON.stringify(input)}` });
      return value;
    } catch (error) {
      const issue = error instanceof SilicoError ? error.issues[0] : undefined;
      context.addIssue({ code: "custom", message: issue?.problem ?? String(error), params: { hint: issue?.hint } });
      return z.NEVER;
    }
  });
}

const moneyText = /^\s*([+-]?\d[\d_,]*\.?\d*(?:[eE][+-]?\d+)?)\s*([A-Z]{3})\s*$/;
/** `25000 USD`, or `{ amount: 25000, currency: USD }`; a bare number takes the scenario's currency (filled in later). */
export const money = z
  .union([z.number(), z.string(), z.strictObject({ amount: z.number(), currency: z.string().length(3) })])
  .transform((input, context): { amount: number; currency: string | undefined } => {
    let value: { amount: number; currency: string | undefined };
    if (typeof input === "number") value = { amount: input, currency: undefined };
    else if (typeof input === "object") value = input;
    else {
      const match = moneyText.exec(input);
      if (match === null) {
        context.addIssue({
          code: "custom",
          message: `cannot read ${JSON.stringify(input)} as an amount of money`,
          params: { hint: "Write an amount and an ISO currency code, such as 25000 USD." },
        });
        return z.NEVER;
      }
      value = { amount: Number(match[1]?.replace(/[_,]/g, "")), currency: match[2] };
    }
    if (!(value.amount >= 0) || value.amount > 1e12) {
      context.addIssue({
        code: "custom",
        message: `a price of ${value.amount} makes no sense`,
        params: { hint: "Prices lie between 0 and 1e12; leave the key out where the price is unknown." },
      });
    }
    return value;
  });
