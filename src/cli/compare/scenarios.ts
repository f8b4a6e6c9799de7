// `silico compare a.yaml b.yaml`: two scenarios planned, and where the difference in price comes from.
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { costParts } from "../../economics/ownership.ts";
import { fail } from "../../errors.ts";
import { compensatedSum, formatMoney } from "../../money.ts";
import { type Candidate, fleetTitle } from "../../planning/candidate.ts";
import { costDrivers, decompose } from "../../planning/explain.ts";
import { planScenario } from "../../planning/plan-scenario.ts";
import { candidateJson, type PlanContext } from "../../report/plan-json.ts";
import { formatCount, formatSeconds } from "../../units.ts";
import type { CompareKind } from "../compare.ts";
import { loadSolver } from "../highs-solver.ts";
import { formatTable, print, printJson, progress } from "../output.ts";
import { preparePlan } from "../plan-inputs.ts";
import { readScenario } from "../read-scenario.ts";
import { exitCode } from "../verb.ts";

interface Planned {
  readonly name: string;
  readonly context: PlanContext;
  readonly best: Candidate | undefined;
  readonly limit: string | undefined;
  /** Million tokens an hour, all kinds together. */
  readonly millionTokens: number | undefined;
}

/** Cost of each part per million tokens, in the first scenario's currency where both have the same. */
function partsPerMillion(planned: Planned): ReadonlyMap<string, number> | undefined {
  const { best, millionTokens } = planned;
  if (best?.cost === undefined || millionTokens === undefined) return undefined;
  return new Map(costParts.map((part) => [part, best.cost!.parts[part] / millionTokens]));
}

const partsTotal = (parts: readonly { readonly perMillionTokens: number }[]): number =>
  compensatedSum(parts.map(({ perMillionTokens }) => perMillionTokens));

async function plan(path: string): Promise<Planned> {
  const scenario = readScenario(path, []);
  const { inputs, context } = preparePlan(scenario, await loadSolver(), { simulates: true, progress });
  const result = planScenario(inputs);
  progress("");
  const best = result.recommended;
  const blended = best?.costPerMillionTokens?.blended;
  return {
    name: basename(path),
    context,
    best,
    limit: result.infeasible?.bindingLimit,
    millionTokens: best?.cost === undefined || blended === undefined ? undefined : best.cost.perHour / blended,
  };
}

export const kind: CompareKind = {
  knows: (name) => /\.(ya?ml|json)$/i.test(name) && existsSync(name),
  async compare(names, options) {
    if (names.length !== 2)
      fail(
        "schema",
        ["names"],
        `${names.length} scenarios`,
        "Two are compared at a time: silico compare a.yaml b.yaml.",
      );
    const plans = [await plan(names[0]!), await plan(names[1]!)] as const;
    const [a, b] = plans;
    if (plans.some(({ best }) => best === undefined)) process.exitCode = exitCode.infeasible;
    const currency = a.best?.cost?.currency;
    const isComparable = currency !== undefined && currency === b.best?.cost?.currency;
    const partsA = partsPerMillion(a);
    const partsB = partsPerMillion(b);
    const difference =
      isComparable && partsA !== undefined && partsB !== undefined
        ? costParts
            .map((part) => ({ part, perMillionTokens: partsB.get(part)! - partsA.get(part)! }))
            .filter(({ perMillionTokens }) => perMillionTokens !== 0)
        : undefined;
    const drivers = plans.map(({ best }) => (best === undefined ? undefined : costDrivers(best)));
    const causes =
      isComparable && drivers[0] !== undefined && drivers[1] !== undefined
        ? decompose(drivers[0], drivers[1])
        : undefined;
    if (options.json === true) {
      printJson({
        schema: "silico/compare-scenarios/1",
        scenarios: plans.map(({ name, context, best, limit }) => ({
          scenario: name,
          status: best === undefined ? "infeasible" : "ok",
          bindingLimit: limit,
          recommended: best === undefined ? null : candidateJson(best, context.rates),
        })),
        difference: difference === undefined ? null : { currency, parts: difference, causes },
      });
      return;
    }
    const money = (amount: number | undefined, unit: string | undefined): string =>
      amount === undefined || unit === undefined ? "—" : formatMoney({ amount, currency: unit });
    const row = (label: string, cell: (planned: Planned) => string): string[] => [label, cell(a), cell(b)];
    print(
      formatTable(
        ["", a.name, b.name],
        [
          row("demand", ({ context }) => `${formatCount(context.demand)} requests/s`),
          row("best fleet", ({ best, limit }) => (best === undefined ? `none: ${limit}` : fleetTitle(best))),
          row("chips", ({ best }) => (best === undefined ? "—" : String(best.chips))),
          row("TTFT p90", ({ best }) => formatSeconds(best?.service.ttftSeconds?.p90)),
          row("TPOT p90", ({ best }) => formatSeconds(best?.service.tpotSeconds?.p90)),
          row("cost of a chip-hour", ({ best }) => money(best && costDrivers(best)?.perChipHour, best?.cost?.currency)),
          row("M tokens an hour", ({ millionTokens }) => millionTokens?.toPrecision(4) ?? "—"),
          row("per hour", ({ best }) => money(best?.cost?.perHour, best?.cost?.currency)),
          row("input / M", ({ best }) => money(best?.costPerMillionTokens?.input, best?.cost?.currency)),
          row("output / M", ({ best }) => money(best?.costPerMillionTokens?.output, best?.cost?.currency)),
          row("blended / M", ({ best }) => money(best?.costPerMillionTokens?.blended, best?.cost?.currency)),
          row("J per token", ({ best }) =>
            best?.joulesPerToken === undefined ? "—" : best.joulesPerToken.toPrecision(3),
          ),
        ],
      ),
    );
    if (difference === undefined) {
      if (currency !== undefined && !isComparable)
        print("\nThe two are priced in different currencies: set prices.currency alike for a difference.");
      return;
    }
    if (difference.length === 0) {
      print("\nA million tokens costs the same in both.");
      return;
    }
    if (causes !== undefined)
      print(
        `\n${b.name} costs ${money(Math.abs(partsTotal(difference)), currency)} ${partsTotal(difference) < 0 ? "less" : "more"} per million tokens: ${money(causes.paidChips, currency)} for the number of chips, ${money(causes.perChipHour, currency)} for what a chip-hour costs, ${money(causes.millionTokensPerHour, currency)} for the tokens that are served`,
      );
    print(`\nThe same by part of the bill`);
    print(
      formatTable(
        ["part", a.name, b.name, "difference"],
        [
          ...difference.map(({ part, perMillionTokens }) => [
            part,
            money(partsA!.get(part), currency),
            money(partsB!.get(part), currency),
            money(perMillionTokens, currency),
          ]),
          [
            "all",
            money(a.best?.costPerMillionTokens?.blended, currency),
            money(b.best?.costPerMillionTokens?.blended, currency),
            money(partsTotal(difference), currency),
          ],
        ],
        ["left", "right", "right", "right"],
      ),
    );
  },
};
