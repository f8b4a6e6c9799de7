// Lines of a plan that say on what terms its figures hold: tokens served, time available, other ways to pay.

import { formatMoney } from "../money.ts";
import { defaultReliability } from "../planning/availability.ts";
import type { Candidate } from "../planning/candidate.ts";
import type { PlanResult } from "../planning/plan.ts";
import type { WayToPay } from "../planning/ways-to-pay.ts";
import { formatCount, formatSI } from "../units.ts";
import { type PlanContext, tokensPer } from "./plan-json.ts";
import { formatTable } from "./text-table.ts";

const money = (amount: number | undefined, currency: string): string =>
  amount === undefined ? "—" : formatMoney({ amount, currency });

const shareText = (share: number): string =>
  share >= 0.999999 ? "over 99.9999%" : `${(share * 100).toPrecision(share >= 0.9999 ? 6 : share >= 0.999 ? 5 : 4)}%`;

/** How much of the time failures leave the fleet what it needs, and what a spare would make of it. */
export function availabilityText({ availability }: PlanResult, { scenario }: PlanContext): string | undefined {
  if (availability === undefined) return undefined;
  const { share, withOneMore } = availability;
  const { chipMtbf, repair } = scenario.plan.failures ?? {};
  const hours = (seconds: number | undefined, usual: number): string =>
    formatCount(Math.round(seconds === undefined ? usual : seconds / 3600));
  const assumed = `at one failure in ${hours(chipMtbf, defaultReliability.chipMtbfHours)} hours of a chip and ${hours(repair, defaultReliability.repairHours)} h to mend it`;
  return scenario.plan.hasSpareInstance
    ? `no pool has more than its spare down ${shareText(share)} of the time, ${assumed}`
    : `all its instances are up ${shareText(share)} of the time, ${assumed}; with a spare in every pool (plan.spareInstance) enough are ${shareText(withOneMore)} of it`;
}

/** What the bill is divided by, so that a reader can check it, and the tokens that a dollar and a yuan buy. */
export function tokensText(result: PlanResult, best: Candidate, context: PlanContext, currency: string): string[] {
  const { tokensPerHour: flow, sizedFor } = result;
  if (flow === undefined) return [];
  const cached = flow.cachedInputPerHour > 0 ? `, ${formatCount(flow.cachedInputPerHour)} cached input` : "";
  const buys = (["USD", "CNY"] as const).flatMap((unit) => {
    const tokens = tokensPer(best, unit, context.rates);
    return tokens === undefined ? [] : [`${formatSI(tokens, "")} tokens per ${unit === "USD" ? "dollar" : "yuan"}`];
  });
  const peak =
    sizedFor !== undefined && sizedFor > 1.005 * context.demand
      ? [`sized for ${formatCount(Number(sizedFor.toPrecision(3)))} requests/s, the busiest tenth of the minutes`]
      : [];
  const cachedPrice = best.costPerMillionTokens?.cachedInput;
  return [
    `serves ${formatCount(flow.freshInputPerHour)} input${cached} and ${formatCount(flow.outputPerHour)} output tokens an hour${buys.length > 0 ? `; ${buys.join(", ")}` : ""}`,
    ...(cachedPrice === undefined ? [] : [`${money(cachedPrice, currency)} per million cached input tokens`]),
    ...peak,
  ];
}

/** This fleet owned and rented, the scenario's API quotes (marked), and the published lists from the cheapest up. */
export function waysTable(ways: readonly WayToPay[], best: Candidate, currency: string): string {
  const own = best.costPerMillionTokens;
  const perHour = best.cost?.perHour;
  const isPaid = (way: WayToPay): boolean =>
    perHour !== undefined && way.way !== "api" && Math.abs(way.perHour - perHour) <= 1e-9 * perHour;
  const order = (way: WayToPay): number => (way.list === undefined ? 0 : way.list.isOfThisModel ? 1 : 2);
  return formatTable(
    ["", "in/M", "out/M", "out/in", "/h", "vs this fleet"],
    [...ways]
      .sort((a, b) => order(a) - order(b) || (order(a) === 2 ? a.perHour - b.perHour : 0))
      .map((way) => {
        const { list } = way;
        const [input, output] = isPaid(way)
          ? [own?.input, own?.output]
          : [list?.inputPerMillion, list?.outputPerMillion];
        return [
          `${way.name}${list?.isOfThisModel ? " *" : ""}`,
          money(input, currency),
          money(output, currency),
          input === undefined || output === undefined || !(input > 0) ? "—" : `${(output / input).toFixed(1)}x`,
          money(way.perHour, currency),
          perHour === undefined || isPaid(way) ? "" : `${(way.perHour / perHour).toPrecision(3)}x`,
        ];
      }),
    ["left", "right", "right", "right", "right", "right"],
  );
}
