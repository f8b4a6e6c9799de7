// The hinge on the command line: parity(chip: …, against: …, scenario: …) in a company model, worked out by planning.
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fail } from "../errors.ts";
import type { ParityResult, ParityRole } from "../planning/parity.ts";
import type { ExternalCall } from "../valuation/externals.ts";
import type { ExternalValue } from "../valuation/model/graph.ts";
import { note } from "./output.ts";
import { parityAnswer } from "./parity.ts";

const roles: readonly string[] = ["alone", "prefill", "decode"] satisfies readonly ParityRole[];

/** The scenario file a name stands for: as given, beside the model, in its parent folder, or under examples/. */
function scenarioFile(name: string, modelFile: string): string {
  const beside = dirname(modelFile);
  const candidates = [name, `${name}.yaml`].flatMap((file) => [
    file,
    join(beside, file),
    join(beside, "..", file),
    join("examples", file),
  ]);
  const found = candidates.find((path) => /\.(ya?ml|json)$/.test(path) && existsSync(path));
  if (found !== undefined) return found;
  return fail(
    "file",
    ["parity", "scenario"],
    `no scenario "${name}"`,
    "Name a scenario file, or one that lies beside the model file or under examples/.",
  );
}

/** The role asked for, or the one in which the challenger is worth most. */
function caseOf(result: ParityResult, role: string | undefined): ParityResult["cases"][number] | undefined {
  if (role !== undefined) return result.cases.find((entry) => entry.role === role);
  return result.cases.reduce<ParityResult["cases"][number] | undefined>(
    (best, entry) => ((entry.p50.price?.amount ?? -1) > (best?.p50.price?.amount ?? -1) ? entry : best),
    undefined,
  );
}

/**
 * Work a parity price out for a company model: currency a chip, with its p10 and p90. A low end that not even a free chip
 * reaches counts as 0.
 * @throws {SilicoError} for a call that is no parity(), lacks a name, or has no price.
 */
export async function workOut(call: ExternalCall, modelFile: string): Promise<ExternalValue> {
  if (call.name !== "parity")
    fail(
      "unsupported",
      ["externals"],
      `nothing supplies ${call.key}`,
      "Give it under externals: in the scenario file, with p10, p50, p90, unit and source.",
    );
  const { chip, against, scenario, role, ...rest } = call.args;
  const stray = Object.keys(rest)[0];
  if (stray !== undefined)
    fail("schema", ["parity", stray], `unknown argument "${stray}"`, "Known: chip, against, scenario, role.");
  if (chip === undefined || against === undefined || scenario === undefined)
    fail(
      "schema",
      ["parity"],
      `${call.key} lacks ${chip === undefined ? "chip" : against === undefined ? "against" : "scenario"}`,
      "Write parity(chip: tg-gen3, against: h20, scenario: deepseek-r1-mixed).",
    );
  if (role !== undefined && !roles.includes(role))
    fail(
      "schema",
      ["parity", "role"],
      `unknown role "${role}"`,
      `Known: ${roles.join(", ")}; absent: the one in which the chip is worth most.`,
    );
  const file = scenarioFile(scenario, modelFile);
  const answer = await parityAnswer({ chip, against, scenario: file, set: [], verify: true });
  if ("reason" in answer.result)
    fail(
      "unsupported",
      ["parity"],
      `${call.key} has no value: ${answer.result.reason}`,
      "Change the scenario, or set the driver to a number.",
    );
  if (answer.scenario.prices.basis === "rent")
    fail(
      "unsupported",
      ["parity", "scenario"],
      `"${scenario}" rents its chips, so parity is an hourly rent and no selling price`,
      "Use a scenario whose prices have basis: own.",
    );
  const chosen = caseOf(answer.result, role);
  if (chosen?.p50.price === undefined)
    fail(
      "domain",
      ["parity"],
      `${call.key}: not even a free chip reaches parity${role === undefined ? "" : ` in the role ${role}`}`,
      "Name another role or scenario, or set the driver to a number.",
    );
  const { currency, amount } = chosen.p50.price;
  const source = `silico parity, ${answer.challengerId} against ${answer.incumbentId} on ${basename(file)}, role ${chosen.role}, ${chosen.p50.status}, ${chosen.p50.isSimulated ? "simulated" : "analytic"}`;
  note(
    `${call.key}: ${currency} ${Math.round(amount).toLocaleString("en-US")} a chip (p10 ${Math.round(chosen.p10?.amount ?? 0).toLocaleString("en-US")}, p90 ${Math.round(chosen.p90?.amount ?? amount).toLocaleString("en-US")}), ${chosen.role}, KV transfer ${chosen.p50.status}`,
  );
  return {
    p10: chosen.p10?.amount ?? 0,
    p50: amount,
    p90: chosen.p90?.amount ?? amount,
    unit: `${currency}/chip`,
    source,
  };
}
