// What `silico value` and `silico report` share: which model, which scenario, which changes, and values from other rooms.
import { existsSync } from "node:fs";
import type { Command } from "commander";
import { parse } from "yaml";
import { fail } from "../errors.ts";
import type { CompanyModel, DcfSpec, OverrideSpec } from "../scenario/company-model.ts";
import { parseCompanyModel } from "../scenario/parse-company-model.ts";
import { isValuationScenario, parseValuationScenario } from "../scenario/valuation-scenario.ts";
import { externalCalls } from "../valuation/externals.ts";
import type { ExternalValue } from "../valuation/model/graph.ts";
import type { SolveOptions } from "../valuation/model/solve.ts";
import { findCompany } from "../valuation/profiles.ts";
import { shippedModel, shippedModelIds, shippedModelSource } from "../valuation/shipped-companies.ts";
import { readTextFile } from "./read-scenario.ts";

const maxModelBytes = 8_000_000;

export interface ModelOptions {
  readonly scenario?: string;
  readonly set: readonly string[];
  readonly scale: readonly string[];
  readonly valuationDate?: string;
  readonly timing?: string;
  readonly terminal?: string;
  readonly stub?: boolean;
}

const collect = (text: string, list: string[]): string[] => [...list, text];

/** The options that choose and change a model. */
export function withModelOptions(command: Command): Command {
  return command
    .option("--scenario <id>", "bear, base, bull, or one of the model's own")
    .option(
      "--set <line=value>",
      "set a driver for its whole forecast, or one year with line[2027]=value; a formula works too",
      collect,
      [],
    )
    .option("--scale <line=factor>", "multiply a driver's whole forecast", collect, [])
    .option("--valuation-date <date>", "day that flows are discounted to, YYYY-MM-DD")
    .option("--timing <when>", "flows at the end or the middle of their year: end, mid")
    .option("--terminal <method>", "gordon, next-flow, or multiple (the model's exit multiple)")
    .option("--stub", "count the first year's flow only from the valuation date on");
}

function readAssignment(text: string, option: string): { line: string; year?: number; is: number | string } {
  const match = /^([a-z][\w.]*)(?:\[(\d{4})\])?=(.+)$/.exec(text);
  if (match === null)
    fail("schema", [option], `cannot read ${JSON.stringify(text)}`, "Write line=value or line[2027]=value.");
  const raw = match[3]!.trim();
  const percent = /^(-?[\d.]+)%$/.exec(raw);
  const value = percent === null ? Number(raw) : Number(percent[1]) / 100;
  return {
    line: match[1]!,
    ...(match[2] === undefined ? {} : { year: Number(match[2]) }),
    is: Number.isFinite(value) ? value : raw,
  };
}

export interface ChosenModel {
  readonly model: CompanyModel;
  readonly options: SolveOptions;
}

/** The model a user named (shipped id, company name, model file, scenario file) with the changes asked for. */
export async function chooseModel(name: string, given: ModelOptions): Promise<ChosenModel> {
  let model: CompanyModel;
  let scenario = given.scenario;
  const externals = new Map<string, ExternalValue>();
  const company = findCompany(name);
  const shippedId = shippedModelIds.includes(name) ? name : company?.model;
  if (shippedId !== undefined) model = shippedModel(shippedId);
  else if (existsSync(name) || /\.(ya?ml|json)$/.test(name)) {
    let raw: unknown;
    try {
      raw = parse(readTextFile(name, maxModelBytes, "a company model"));
    } catch (error) {
      if (error instanceof Error && error.name === "YAMLParseError")
        fail("schema", [], error.message.split("\n")[0] ?? "not YAML", "Check the indentation and the quotes.", name);
      throw error;
    }
    if (isValuationScenario(raw)) {
      const user = parseValuationScenario(raw, shippedModelSource, name);
      model = user.model;
      scenario ??= user.scenario;
      for (const [key, value] of user.externals) externals.set(key, value);
    } else model = parseCompanyModel(raw, name);
  } else if (company !== undefined) {
    fail(
      "unsupported",
      ["company"],
      `no model of ${company.name.en} ships`,
      `Models: ${shippedModelIds.join(", ")}. silico companies ${company.id} shows its figures.`,
    );
  } else {
    shippedModelSource(name);
    fail("unknown-name", ["company"], `no company "${name}"`, "See silico companies.");
  }
  const overrides: OverrideSpec[] = given.set.map((text) => readAssignment(text, "--set"));
  const scales = given.scale.map((text) => {
    const { line, is } = readAssignment(text, "--scale");
    if (typeof is !== "number" || !(is > 0))
      fail("schema", ["--scale"], `expected a positive factor, got ${JSON.stringify(text)}`, "Write line=1.1.");
    return { line, factor: is };
  });
  const dcf: Partial<DcfSpec> = {
    ...(given.valuationDate === undefined ? {} : { valuationDate: given.valuationDate }),
    ...(given.timing === undefined ? {} : { timing: timing(given.timing) }),
    ...(given.terminal === undefined ? {} : { terminal: terminal(given.terminal) }),
    ...(given.stub === true ? { firstPeriod: "stub" as const } : {}),
  };
  const missing = externalCalls(model, scenario, overrides).filter((call) => !externals.has(call.key));
  if (missing.length > 0) {
    const { workOut } = await import("./valuation-parity.ts");
    for (const call of missing) externals.set(call.key, await workOut(call, name));
  }
  return {
    model,
    options: {
      ...(scenario === undefined ? {} : { scenario }),
      overrides,
      scales,
      ...(Object.keys(dcf).length === 0 ? {} : { dcf }),
      externals,
    },
  };
}

function timing(text: string): "end" | "mid" {
  if (text === "end" || text === "mid") return text;
  fail("schema", ["--timing"], `unknown timing "${text}"`, "Write end or mid.");
}

function terminal(text: string): DcfSpec["terminal"] {
  if (text === "gordon" || text === "next-flow" || text === "multiple") return text;
  fail("schema", ["--terminal"], `unknown terminal method "${text}"`, "Write gordon, next-flow or multiple.");
}
