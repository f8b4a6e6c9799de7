// `silico parity`: the unit price at which a challenger's fleet costs what the incumbent's does, on the same work.
import type { Command } from "commander";
import { chipSpecFromUser } from "../catalog/user-chip.ts";
import { fail } from "../errors.ts";
import { formatMoney, type Money } from "../money.ts";
import { type ParityResult, type ParityRole, type ParityRow, parity } from "../planning/parity.ts";
import { planInputs } from "../planning/plan-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { loadSolver } from "./highs-solver.ts";
import { formatTable, note, print, printJson, progress } from "./output.ts";
import { preparePlan } from "./plan-inputs.ts";
import { readScenario } from "./read-scenario.ts";
import { exitCode, type Verb } from "./verb.ts";

interface Options {
  readonly chip: string;
  readonly against: string;
  readonly scenario: string;
  readonly set: readonly string[];
  readonly json?: boolean;
  readonly verify: boolean;
}

const roleWords: Record<ParityRole, string> = {
  alone: "in every role",
  prefill: "in prefill",
  decode: "in decode",
};

const priceText = (price: Money | undefined): string => (price === undefined ? "none, even free" : formatMoney(price));

/** Four figures: a table of ranges is for reading, the JSON has the rest. */
const shortText = (price: Money | undefined): string =>
  price === undefined
    ? "none"
    : formatMoney({ ...price, amount: Number(price.amount.toPrecision(4)) }).replace(/(?<=\d{3})\.\d\d$/, "");

/** What parity leaves for a challenger's chip-hour, and what of it goes elsewhere: why a price is low, or none. */
function whyText(
  { p50 }: ParityResult["cases"][number],
  { incumbent }: ParityResult,
  challenger: string,
  incumbentName: string,
): string {
  const amount = (value: number): string => formatMoney({ amount: value, currency: incumbent.currency });
  const replaced = (p50.isSimulated ? incumbent.chips : incumbent.analyticChips) - p50.incumbentChips;
  const does =
    replaced > 0
      ? `${p50.challengerChips} ${challenger} do what ${replaced} ${incumbentName} did, which leaves ${amount(p50.perChipHour)} for an hour of each`
      : `the fleet needs ${-replaced} more ${incumbentName} than ${incumbentName} alone, and ${p50.challengerChips} ${challenger}`;
  if (!(p50.besidesChipPerHour > 0)) return does;
  const around = `${amount(p50.besidesChipPerHour)} an hour that server, network, power, space and the rest around a chip cost`;
  const left = p50.perChipHour - p50.besidesChipPerHour;
  return left >= 0
    ? `${does}, ${amount(left)} more than the ${around}`
    : `${does}, ${amount(-left)} less than the ${around}`;
}

/** The scenario with only these two chips to choose from, keeping what it says of them. */
function onlyThese(scenario: Scenario, ids: readonly string[]): Scenario {
  const said = new Map(
    scenario.chips.map((choice, i) => [chipSpecFromUser(choice.chip, ["chips", i], scenario.file).id, choice] as const),
  );
  const keep = new Set(ids);
  return {
    ...scenario,
    chips: ids.map((id) => {
      const choice = said.get(id) ?? { chip: id };
      const { stock: _, ...rest } = choice;
      return rest;
    }),
    prices: {
      ...scenario.prices,
      chips: Object.fromEntries(
        Object.entries(scenario.prices.chips).filter(([id]) =>
          keep.has(chipSpecFromUser(id, ["prices", "chips", id], scenario.file).id),
        ),
      ),
    },
  };
}

function pivot(title: string, rows: readonly ParityRow[], roles: readonly ParityRole[]): string {
  const labels = [...new Set(rows.map((row) => row.label))];
  return formatTable(
    [title, ...roles.map((role) => roleWords[role])],
    labels.map((label) => [
      label,
      ...roles.map((role) => {
        const row = rows.find((one) => one.label === label && one.role === role);
        return row === undefined ? "—" : `${shortText(row.price)} (${shortText(row.p10)} to ${shortText(row.p90)})`;
      }),
    ]),
    ["left", ...roles.map(() => "right" as const)],
  );
}

function show(result: ParityResult, challenger: string, incumbent: string, basis: string): void {
  const roles = result.cases.map((entry) => entry.role);
  print(
    `${incumbent} serves this for ${formatMoney({ amount: result.incumbent.perHour, currency: result.incumbent.currency })} an hour: ${result.incumbent.fleet}`,
  );
  print("");
  print(`Parity price of one ${challenger} (${basis === "own" ? "to buy" : "an hour to rent"})`);
  print(
    formatTable(
      [challenger, "p10", "p50", "p90", "fleet", "KV transfer"],
      result.cases.map(({ role, p50, p10, p90, unserved }) => [
        roleWords[role],
        unserved.includes("p10") ? "misses the targets" : priceText(p10),
        priceText(p50.price),
        unserved.includes("p90") ? "misses the targets" : priceText(p90),
        `${p50.fleet}${p50.isSimulated ? "" : " (analytic)"}`,
        p50.status,
      ]),
      ["left", "right", "right", "right", "left", "left"],
    ),
  );
  for (const entry of result.cases) print(`${roleWords[entry.role]}: ${whyText(entry, result, challenger, incumbent)}`);
  for (const { role, p50 } of result.cases)
    if (p50.isSimulated)
      print(
        `${roleWords[role]}: ${priceText(p50.analyticPrice)} with the counts of the analytic model on both sides; ${priceText(p50.largeFleetPrice)} in a very large fleet, where whole instances do not count`,
      );
    else if (result.incumbent.isSimulated)
      print(
        `${roleWords[role]}: no counts held the targets in the simulation; held against ${incumbent} by the analytic model too, ${formatMoney({ amount: result.incumbent.analyticPerHour, currency: result.incumbent.currency })} an hour`,
      );
  for (const { role, reason } of result.missing) print(`${roleWords[role]}: ${reason}`);
  for (const { role, p50 } of result.cases)
    if (p50.status === "hypothetical") print(`${roleWords[role]}: hypothetical, ${p50.note}`);
  print("");
  print("p50 (p10 to p90) as a function of");
  print(pivot("power price", result.sensitivity.electricity, roles));
  print("");
  print(pivot("utilisation", result.sensitivity.utilisation, roles));
  print("");
  print(pivot("incumbent's price", result.sensitivity.incumbentPrice, roles));
}

export interface ParityAnswer {
  readonly scenario: Scenario;
  readonly challengerId: string;
  readonly incumbentId: string;
  readonly result: ReturnType<typeof parity>;
}

/** The parity price that the options ask for; also what a company model that names one is given. */
export async function parityAnswer(options: Options): Promise<ParityAnswer> {
  const whole = readScenario(options.scenario, options.set);
  const challengerId = chipSpecFromUser(options.chip, ["--chip"]).id;
  const incumbentId = chipSpecFromUser(options.against, ["--against"]).id;
  if (challengerId === incumbentId)
    fail("domain", ["--against"], `"${options.against}" is the challenger itself`, "Name another chip.");
  const scenario = onlyThese(whole, [incumbentId, challengerId]);
  const { inputs } = preparePlan(scenario, await loadSolver(), { simulates: options.verify, progress });
  if (inputs.demand <= 0)
    fail(
      "domain",
      ["demand"],
      "is zero, so no token is served and none has a price",
      "Give a demand above zero.",
      scenario.file,
    );
  const [incumbent, challenger] = inputs.chips;
  const result = parity({
    plan: planInputs(inputs),
    challenger: challenger!,
    incumbent: incumbent!,
    prices: inputs.scenario.prices,
  });
  progress("");
  return { scenario, challengerId, incumbentId, result };
}

async function run(options: Options): Promise<void> {
  const { scenario, challengerId, incumbentId, result } = await parityAnswer(options);
  if ("reason" in result) {
    if (options.json) printJson({ schema: "silico/parity/1", status: "infeasible", reason: result.reason });
    else note(`no parity price: ${result.reason}`);
    process.exitCode = exitCode.infeasible;
    return;
  }
  if (options.json)
    printJson({
      schema: "silico/parity/1",
      status: "ok",
      scenario: scenario.name,
      chip: challengerId,
      against: incumbentId,
      basis: scenario.prices.basis,
      ...result,
    });
  else show(result, challengerId, incumbentId, scenario.prices.basis);
}

export const verb: Verb = {
  configure(command: Command): void {
    command
      .requiredOption("--chip <name>", "the challenger")
      .requiredOption("--against <name>", "the incumbent, whose price is taken as given")
      .requiredOption("--scenario <file>", "work, targets, prices and terms; - reads standard input")
      .option(
        "--set <path=value>",
        "override a key of the scenario; may be repeated",
        (text: string, list: string[]) => [...list, text],
        [],
      )
      .option("--json", "print one JSON document (schema silico/parity/1)")
      .option("--no-verify", "do not simulate: analytic counts only")
      .addHelpText(
        "after",
        `
The price at which the challenger's fleet costs as much per million tokens as the incumbent's, on the same work and
targets: alone, in prefill beside the incumbent's decode, in decode beside its prefill. p10 and p90 carry the spread of
the calibration of both chips: p10 is the price if the challenger turns out slow.

Examples:
  silico parity --chip tg-gen3 --against h20 --scenario examples/deepseek-r1-mixed.yaml
  silico parity --chip mi300x --against h100-sxm --scenario examples/chat-70b.yaml --json`,
      )
      .action(async (options: Options) => run(options));
  },
};
