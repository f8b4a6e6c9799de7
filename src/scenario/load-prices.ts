// From what a scenario file says of prices to plain values, every amount with its currency.
import type { Issue } from "../errors.ts";
import { type FxRate, fxCorridor, readFxQuote } from "../fx-rate.ts";
import type { Money } from "../money.ts";
import { omitUndefined } from "./omit-undefined.ts";
import type { ApiQuote, ChipPrice, Prices } from "./scenario.ts";
import type { ScenarioInput } from "./schema.ts";

/** A rate so far outside of where it has been that no year can explain it: a slip, or the wrong way round. */
const farOutside = 2;

function ratesOf(input: ScenarioInput["prices"]["fx"], issues: Issue[], file: string): readonly FxRate[] {
  return input.map(({ base, quote, rate, date }, i): FxRate => {
    const corridor = fxCorridor(base, quote);
    if (corridor !== undefined && (rate < corridor[0] / farOutside || rate > corridor[1] * farOutside)) {
      const reading = readFxQuote(`${base}/${quote}`, rate, date ?? "");
      issues.push({
        code: "domain",
        path: ["prices", "fx", i, "rate"],
        problem: reading.kind === "holds" ? `${rate} cannot be` : reading.explanation,
        hint: `A rate says how many ${quote} one ${base} costs.`,
        file,
      });
    }
    return { base, quote, rate, date: date ?? "given by the scenario", source: "scenario" };
  });
}

export function pricesOf(input: ScenarioInput["prices"], issues: Issue[], file: string): Prices {
  type Written = { amount: number; currency: string | undefined } | undefined;
  const money = (value: Written): Money | undefined =>
    value && { amount: value.amount, currency: value.currency ?? input.currency };
  const chips: Record<string, ChipPrice> = {};
  for (const [id, price] of Object.entries(input.chips)) {
    chips[id] = omitUndefined({
      ...price,
      purchase: money(price.purchase),
      rentPerHour: money(price.rentPerHour),
      serverPerChip: money(price.serverPerChip),
      networkPerChip: money(price.networkPerChip),
    }) as ChipPrice;
  }
  return omitUndefined({
    ...input,
    chips,
    fx: ratesOf(input.fx, issues, file),
    api: input.api.map(
      (quote) =>
        omitUndefined({
          ...quote,
          input: money(quote.input),
          cachedInput: money(quote.cachedInput),
          output: money(quote.output),
        }) as ApiQuote,
    ),
    electricityPerKwh: money(input.electricityPerKwh),
    serverPerChip: money(input.serverPerChip),
    networkPerChip: money(input.networkPerChip),
    storagePerChip: money(input.storagePerChip),
    spacePerKwMonth: money(input.spacePerKwMonth),
    staffPerChipYear: money(input.staffPerChipYear),
  }) as Prices;
}
