// Reads a scenario: text -> YAML or JSON -> overrides -> checked plain values. Collects every problem before it throws.
import { basename, dirname, resolve } from "node:path";
import { isNode, LineCounter, parse, parseDocument } from "yaml";
import { fail, type Issue, type Path, SilicoError } from "../errors.ts";
import type { Layout } from "./layout.ts";
import { eventsOfPool, faultsOf } from "./load-fleet-events.ts";
import { pricesOf } from "./load-prices.ts";
import { roleMixingOf } from "./load-role-mixing.ts";
import { roleSwitchingOf } from "./load-role-switching.ts";
import { omitUndefined } from "./omit-undefined.ts";
import type { ChipChoice, Pool, Scenario, StepAdjustment, Target, TargetMetric } from "./scenario.ts";
import { adjustmentSchema, type ScenarioInput, scenarioSchema } from "./schema.ts";
import { toIssues } from "./schema-issues.ts";

/** Larger than any scenario written by hand or by a tool; a trace given by mistake is refused, not parsed. */
const maxScenarioCharacters = 4_000_000;

export interface ScenarioText {
  readonly text: string;
  /** Name for messages: the path, or `<stdin>`. */
  readonly file: string;
  /** Folder that relative paths inside the scenario start from. */
  readonly folder: string;
  /** Reads a file that the scenario names (an adjustment). Absent: such a path is an error. */
  readonly readText?: (path: string) => string;
}

/** `workload.trace=my.csv`: the value is YAML, so numbers, lists and objects work; paths start from `folder`. */
export interface Override {
  readonly text: string;
  readonly folder: string;
}

type PlainObject = Record<string | number, unknown>;

/** Keys whose value is a path. They are made absolute against the folder of whoever wrote them. */
function absolutePaths(input: unknown, folder: string): unknown {
  if (typeof input !== "object" || input === null) return input;
  const scenario = input as PlainObject;
  const workload = scenario["workload"] as PlainObject | undefined;
  if (typeof workload?.["trace"] === "string") workload["trace"] = resolve(folder, workload["trace"]);
  const trace = workload?.["trace"] as PlainObject | undefined;
  if (typeof trace === "object" && typeof trace?.["path"] === "string") trace["path"] = resolve(folder, trace["path"]);
  for (const pool of Array.isArray(scenario["fleet"]) ? (scenario["fleet"] as unknown[]) : []) {
    if (typeof pool !== "object" || pool === null) continue;
    const { adjustment } = pool as PlainObject;
    if (typeof adjustment === "string") (pool as PlainObject)["adjustment"] = resolve(folder, adjustment);
  }
  const model = scenario["model"];
  if (typeof model === "string" && model.endsWith(".json")) scenario["model"] = { config: resolve(folder, model) };
  else if (typeof model === "object" && model !== null) {
    const config = (model as PlainObject)["config"];
    if (typeof config === "string") (model as PlainObject)["config"] = resolve(folder, config);
  }
  return input;
}

function applyOverride(input: unknown, override: Override): void {
  const at = override.text.indexOf("=");
  if (at <= 0) {
    fail(
      "schema",
      ["--set"],
      `cannot read ${JSON.stringify(override.text)}`,
      "Write a dotted path and a value, as in --set fleet.0.count=8.",
    );
  }
  const path = override.text.slice(0, at).split(".");
  let value: unknown;
  try {
    value = parse(override.text.slice(at + 1));
  } catch (cause) {
    fail(
      "schema",
      ["--set", ...path],
      `cannot read the value ${JSON.stringify(override.text.slice(at + 1))}: ${String(cause).split("\n")[0]}`,
      "Values are YAML: quote text with special characters.",
    );
  }
  let place = input as PlainObject;
  for (const [i, part] of path.entries()) {
    if (["__proto__", "constructor", "prototype", ""].includes(part)) {
      fail("schema", ["--set", ...path], `"${part}" is no key`, "Write a dotted path such as fleet.0.count.");
    }
    const list = Array.isArray(place);
    if (list && !/^\d+$/.test(part)) {
      fail(
        "schema",
        ["--set", ...path],
        `"${part}" is no index of a list`,
        `Write a number from 0 to ${(place as unknown as unknown[]).length}.`,
      );
    }
    if (list && Number(part) > (place as unknown as unknown[]).length) {
      fail(
        "schema",
        ["--set", ...path],
        `index ${part} is past the end of the list`,
        `Write a number from 0 to ${(place as unknown as unknown[]).length}.`,
      );
    }
    if (i === path.length - 1) place[part] = value;
    else {
      const next = place[part];
      if (next === undefined || next === null || typeof next !== "object") {
        // A short form such as `demand: 20` or `chips: [h20]` grows into the object that the path asks for.
        place[part] =
          typeof next === "string" && path[0] === "chips" ? { chip: next } : /^\d+$/.test(path[i + 1] ?? "") ? [] : {};
      }
      place = place[part] as PlainObject;
    }
  }
}

function targetsOf(input: ScenarioInput["targets"], path: Path, issues: Issue[], file: string): Target[] {
  const targets: Target[] = [];
  for (const metric of ["ttft", "tpot", "itl", "e2e"] satisfies TargetMetric[]) {
    for (const [name, seconds] of Object.entries(input[metric] ?? {})) {
      const percentile = /^p(\d{1,2}(?:\.\d+)?)$/.exec(name)?.[1];
      if (name !== "mean" && (percentile === undefined || Number(percentile) === 0)) {
        issues.push({
          code: "schema",
          path: [...path, metric, name],
          problem: `unknown statistic "${name}"`,
          hint: "Use mean, p50, p90, p95, p99 or another percentile such as p99.9.",
          file,
        });
      } else targets.push({ metric, statistic: percentile === undefined ? "mean" : Number(percentile) / 100, seconds });
    }
  }
  return targets;
}

function layoutOf(input: ScenarioInput["fleet"][number]["layout"], path: Path, issues: Issue[], file: string): Layout {
  const { tp, pp, attentionDp } = input;
  const width = tp * attentionDp;
  const ep = input.ep ?? (input.moeTp !== undefined ? width / input.moeTp : attentionDp > 1 ? width : 1);
  const moeTp = input.moeTp ?? width / ep;
  if (!Number.isInteger(ep) || !Number.isInteger(moeTp) || ep * moeTp !== width) {
    issues.push({
      code: "domain",
      path,
      problem: `ep ${input.ep ?? "?"} x moeTp ${input.moeTp ?? "?"} does not make tp ${tp} x attentionDp ${attentionDp} = ${width}`,
      hint: "Experts are spread over the same chips as attention: ep x moeTp must equal tp x attentionDp.",
      file,
    });
    return { tp, pp, attentionDp, ep: 1, moeTp: width };
  }
  return { tp, pp, attentionDp, ep, moeTp };
}

function adjustmentOf(
  input: ScenarioInput["fleet"][number]["adjustment"],
  path: Path,
  source: ScenarioText,
): StepAdjustment | undefined {
  let given: unknown = input;
  if (typeof given === "string") {
    if (source.readText === undefined)
      fail("file", path, `names the file ${given}`, "Give its three numbers instead.", source.file);
    given = parse(source.readText(given));
  }
  if (given === undefined) return undefined;
  const parsed = adjustmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new SilicoError(
      toIssues(parsed.error, adjustmentSchema, given, typeof input === "string" ? input : source.file),
    );
  }
  const { overheadSeconds, decodeScale, prefillScale } = parsed.data;
  return { overheadSeconds, decodeScale, prefillScale };
}

function chipChoicesOf(input: ScenarioInput["chips"], issues: Issue[], file: string): ChipChoice[] {
  return input.map((entry, i): ChipChoice => {
    if (typeof entry === "string") return { chip: entry };
    const { stock, precisions, layouts, roles, engines, ...chip } = entry;
    const only = Object.keys(chip);
    return omitUndefined({
      chip: only.length === 1 && typeof chip["chip"] === "string" ? chip["chip"] : chip,
      stock,
      precisions,
      layouts: layouts?.map((layout, k) => layoutOf(layout, ["chips", i, "layouts", k], issues, file)),
      roles,
      engines,
    }) as ChipChoice;
  });
}

/**
 * Read a scenario of YAML or JSON (JSON is YAML).
 * @throws {SilicoError} with every problem found: file and line, path, offending value, what to do next.
 */
export function loadScenario(source: ScenarioText, overrides: readonly Override[] = []): Scenario {
  const { text, file, folder } = source;
  if (text.length > maxScenarioCharacters) {
    fail(
      "file",
      [],
      `${text.length} characters are no scenario`,
      "Give the scenario file here, and the trace as workload.trace inside it.",
      file,
    );
  }
  if (text.trim() === "")
    fail(
      "file",
      [],
      "the file is empty",
      "A scenario needs at least version, model and workload; see examples/.",
      file,
    );
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ""), { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new SilicoError(
      document.errors.map(
        (error): Issue => ({
          code: "schema",
          path: [],
          problem: error.message,
          hint: "Correct the YAML.",
          file: `${file}:${lines.linePos(error.pos[0]).line}`,
        }),
      ),
    );
  }
  const raw: unknown = document.toJS({ maxAliasCount: 1000 });
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    fail(
      "schema",
      [],
      `expected keys and values, got ${Array.isArray(raw) ? "a list" : JSON.stringify(raw)}`.slice(0, 160),
      "A scenario starts with version: 1; see examples/.",
      file,
    );
  }
  absolutePaths(raw, folder);
  for (const override of overrides) {
    applyOverride(raw, override);
    absolutePaths(raw, override.folder);
  }
  const lineOf = (path: Path): number | undefined => {
    for (let end = path.length; end > 0; end--) {
      const node = document.getIn(path.slice(0, end), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
  const parsed = scenarioSchema.safeParse(raw);
  if (!parsed.success) throw new SilicoError(toIssues(parsed.error, scenarioSchema, raw, file, lineOf));
  const input = parsed.data;

  const issues: Issue[] = [];
  const { trace, generator, tenants } = input.workload;
  if (trace === undefined && generator === undefined && tenants === undefined) {
    issues.push({
      code: "schema",
      path: ["workload"],
      problem: "has neither a trace nor a generator",
      hint: "Give workload.trace (a file), workload.generator (such as azure-conv-2023) or workload.tenants.",
      file,
    });
  }
  const names = tenants?.map((tenant) => tenant.name) ?? [];
  for (const [i, name] of names.entries()) {
    if (names.indexOf(name) < i)
      issues.push({
        code: "domain",
        path: ["workload", "tenants", i, "name"],
        problem: `two tenants are called "${name}"`,
        hint: "Give each a name of its own.",
        file,
      });
  }
  const fleet = input.fleet.map(
    (pool, i): Pool =>
      omitUndefined({
        ...pool,
        name: pool.name ?? `${pool.role}-${i}`,
        layout: layoutOf(pool.layout, ["fleet", i, "layout"], issues, file),
        engine: omitUndefined(pool.engine),
        adjustment: adjustmentOf(pool.adjustment, ["fleet", i, "adjustment"], source),
        options: pool.options && omitUndefined(pool.options),
        hostCache: pool.hostCache && omitUndefined(pool.hostCache),
        ...eventsOfPool(pool, i, issues, file),
      }) as Pool,
  );
  const scenario = omitUndefined({
    version: 1 as const,
    name:
      input.name ??
      (basename(file)
        .replace(/\.(ya?ml|json)$/i, "")
        .replace(/[^\w.-]+/gu, "-") ||
        "scenario"),
    description: input.description,
    model:
      typeof input.model === "string"
        ? { kind: "name" as const, name: input.model }
        : { kind: "config" as const, path: input.model.config },
    workload: omitUndefined({
      ...input.workload,
      tenants: tenants?.map((tenant, i) => ({
        ...omitUndefined(tenant),
        targets: targetsOf(tenant.targets, ["workload", "tenants", i, "targets"], issues, file),
      })),
    }),
    targets: targetsOf(input.targets, ["targets"], issues, file),
    demand: omitUndefined(input.demand),
    chips: chipChoicesOf(input.chips, issues, file),
    fleet,
    router: input.router,
    kvTransfer: omitUndefined({
      bytesPerSecond: input.kvTransfer.bandwidth,
      latencySeconds: input.kvTransfer.latency,
      overlapsLayers: input.kvTransfer.overlapsLayers,
      conversionBytesPerSecond: input.kvTransfer.conversionBandwidth,
    }),
    roleSwitching: input.roleSwitching && roleSwitchingOf(input.roleSwitching, fleet, issues, file),
    roleMixing: input.roleMixing && roleMixingOf(input.roleMixing, input, issues, file),
    faults: input.faults && faultsOf(input.faults, fleet, issues, file),
    retries: input.retries && omitUndefined({ times: input.retries.times, waitSeconds: input.retries.wait }),
    prices: pricesOf(input.prices, issues, file),
    plan: omitUndefined({
      assume: input.plan.assume,
      verify: input.plan.verify,
      maxChips: input.plan.maxChips,
      maxPowerWatts: input.plan.maxPower,
      maxServers: input.plan.maxServers,
      minInstances: input.plan.minInstances,
      buysWholeServers: input.plan.wholeServers,
      rentsByHour: input.plan.rentByHour,
      destination: input.plan.destination,
      hasSpareInstance: input.plan.spareInstance,
      isRobust: input.plan.robust,
      failures: input.plan.failures && omitUndefined(input.plan.failures),
    }),
    seed: input.seed,
    file,
  }) as Scenario;
  if (issues.length > 0) throw new SilicoError(issues);
  return scenario;
}

/** Folder that paths inside a scenario file start from. */
export const folderOf = (file: string): string => dirname(resolve(file));
