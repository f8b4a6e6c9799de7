// `silico deploy <scenario>`: writes what deploys its fleet, or the fleet that a plan recommended.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import pc from "picocolors";
import { stringify } from "yaml";
import * as z from "zod";
import { chipSpecFromUser } from "../catalog/user-chip.ts";
import { fail } from "../errors.ts";
import { type Artefact, deployArtefacts, type LoadTest } from "../planning/deploy/artefacts.ts";
import { type Deployment, type DeployPool, dnsLabel } from "../planning/deploy/deployment.ts";
import { resolveModel } from "../scenario/load-model.ts";
import { readChunks } from "../scenario/read-chunks.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { loadWorkload } from "../workload/load-workload.ts";
import { meanRate } from "../workload/scale.ts";
import { formatTable, note, print, printJson, writeFileWhole } from "./output.ts";
import { pairSupport } from "./pair-support.ts";
import { readScenario, readTextFile, withScenarioOptions } from "./read-scenario.ts";
import type { Verb } from "./verb.ts";

/** What of a recommended pool is a scenario's; the rest is the plan's own account of it. */
const plannedFleet = z.looseObject({
  recommended: z
    .looseObject({
      hypothetical: z.boolean().optional(),
      pairs: z.array(z.looseObject({})).optional(),
      fleet: z.array(
        z.object({
          name: z.string(),
          chip: z.unknown(),
          layout: z.unknown(),
          role: z.string(),
          count: z.number(),
          precision: z.string(),
          engine: z.unknown(),
        }),
      ),
    })
    .nullable(),
});

/** The scenario with the fleet that `silico plan --json` recommended. */
function scenarioOf(file: string, sets: readonly string[], planFile: string | undefined): Scenario {
  if (planFile === undefined) return readScenario(file, sets);
  let json: unknown;
  try {
    json = JSON.parse(readTextFile(planFile, 200_000_000, "a plan"));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    fail("schema", [], `is not JSON: ${cause.message}`, "Give the output of silico plan --json.", planFile);
  }
  const parsed = plannedFleet.safeParse(json);
  if (!parsed.success)
    fail("schema", ["recommended"], "is no plan", "Give the output of silico plan --json.", planFile);
  const { recommended } = parsed.data;
  if (recommended === null)
    fail(
      "domain",
      ["recommended"],
      "the plan found no fleet",
      "Relax the targets or add chips, then plan again.",
      planFile,
    );
  return readScenario(file, [...sets, `fleet=${JSON.stringify(recommended.fleet)}`]);
}

/** Pairs of prefill and decode chips that no engine documents, of one vendor or two. */
function hypotheticalPairs(scenario: Scenario): string[] {
  const sides = scenario.fleet
    .filter((pool) => pool.count > 0)
    .map((pool, i) => {
      const chip = chipSpecFromUser(pool.chip, ["fleet", i, "chip"], scenario.file);
      return { role: pool.role, name: chip.name, side: { chip: chip.catalogId, family: pool.engine.family } };
    });
  const pairs = sides
    .filter(({ role }) => role === "prefill")
    .flatMap((prefill) =>
      sides
        .filter(({ role }) => role === "decode")
        .flatMap((decode) => {
          const { status, text } = pairSupport(prefill.side, decode.side);
          return status === "documented" ? [] : [`${prefill.name} prefill to ${decode.name} decode: ${text}`];
        }),
    );
  return [...new Set(pairs)];
}

/** What a simulation of the scenario plays and no file here asks for. */
function notWritten(scenario: Scenario): string[] {
  const ofPools = scenario.fleet.flatMap(({ name, scheduler, options, speculation, hostCache, autoscaling }) => [
    ...(scheduler === undefined ? [] : [`pool ${name}: the scheduler ${scheduler}`]),
    ...(options === undefined ? [] : [`pool ${name}: scheduler options ${Object.keys(options).join(", ")}`]),
    ...(speculation === undefined ? [] : [`pool ${name}: speculative decoding`]),
    ...(hostCache === undefined ? [] : [`pool ${name}: KV in host memory`]),
    ...(autoscaling === undefined ? [] : [`pool ${name}: autoscaling; replicas are its largest count`]),
  ]);
  return [
    ...ofPools,
    ...(scenario.roleSwitching === undefined ? [] : ["instances that change role"]),
    ...(scenario.roleMixing === undefined
      ? []
      : ["instances that serve both roles under load: a matter of the gateway"]),
    ...(scenario.retries === undefined ? [] : ["retries of lost requests: a matter of the gateway"]),
  ];
}

/** Contexts are admitted up to the longest request of the workload, rounded up; the KV room was planned for that one. */
function contextOf(asked: number | undefined, longest: number, contextLimit: number): number {
  const granule = 1024;
  return Math.min(asked ?? Math.max(4 * granule, Math.ceil(longest / granule) * granule), contextLimit);
}

function deploymentOf(scenario: Scenario, longest: number, maxContextTokens: number | undefined): Deployment {
  const model = resolveModel(scenario.model, scenario.file);
  const pools = scenario.fleet
    .filter((pool) => pool.count > 0)
    .map((pool, i): DeployPool => {
      const chip = chipSpecFromUser(pool.chip, ["fleet", i, "chip"], scenario.file);
      return {
        name: dnsLabel(pool.name),
        role: pool.role,
        vendor: chip.vendor,
        chipName: chip.name,
        chipsPerServer: chip.chipsPerServer,
        layout: pool.layout,
        count: pool.count,
        precision: pool.precision ?? model.nativePrecision,
        engine: pool.engine,
      };
    });
  return {
    name: dnsLabel(scenario.name),
    modelName: model.name,
    hasExperts: model.layers.some((group) => group.feedForward.kind === "moe"),
    nativePrecision: model.nativePrecision,
    maxContextTokens: contextOf(maxContextTokens, longest, model.contextLimit),
    pools,
    hypotheticalPairs: hypotheticalPairs(scenario),
    notWritten: notWritten(scenario),
  };
}

/** The load test, at the rate of the busiest hour, and the longest request; no test for a workload without requests. */
function loadOf(scenario: Scenario): { readonly test?: LoadTest; readonly longest: number } {
  const { hourly, requestsPerSecond: mean } = scenario.demand;
  const peak =
    hourly === undefined ? 1 : (Math.max(...hourly) * hourly.length) / hourly.reduce((sum, one) => sum + one, 0);
  const { columns } = loadWorkload(scenario.workload, scenario.demand, {
    seed: scenario.seed,
    openChunks: readChunks,
    ...(scenario.file === undefined ? {} : { file: scenario.file }),
  });
  if (columns.count === 0) return { longest: 0 };
  let prompt = 0;
  let output = 0;
  let longest = 0;
  for (let i = 0; i < columns.count; i++) {
    prompt += columns.promptTokens[i]!;
    output += columns.outputTokens[i]!;
    longest = Math.max(longest, columns.promptTokens[i]! + columns.outputTokens[i]!);
  }
  const requestsPerSecond = (mean ?? meanRate(columns.arrivalSeconds) ?? 1) * peak;
  if (requestsPerSecond <= 0) return { longest };
  const name = ({ metric, statistic, seconds }: Scenario["targets"][number]) =>
    `${metric.toUpperCase()} ${statistic === "mean" ? "mean" : `p${Number((statistic * 100).toFixed(3))}`} at most ${Number((seconds * 1e3).toFixed(6))} ms`;
  return {
    longest,
    test: {
      promptTokens: prompt / columns.count,
      outputTokens: output / columns.count,
      requestsPerSecond,
      requests: Math.min(columns.count, Math.max(200, Math.ceil(requestsPerSecond * 300))),
      promises: scenario.targets.map(name),
    },
  };
}

// YAML 1.1 readers (Kubernetes) take bare y, on, no for booleans: written so that they come back as text.
const yamlText = (value: unknown): string =>
  stringify(value, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });

const textOf = (artefact: Artefact): string =>
  artefact.kind === "text" ? artefact.text : artefact.objects.map(yamlText).join("---\n");

export const verb: Verb = {
  configure: (command: Command) => {
    withScenarioOptions(command)
      .option("--plan <file>", "deploy what `silico plan --json` recommended, instead of the scenario's fleet")
      .option("--max-context <tokens>", "longest context to admit", Number)
      .option("--out <folder>", "folder to write into; must not exist yet (default: <scenario>-deploy)")
      .option("--json", "print the files as one JSON document and write nothing")
      .addHelpText(
        "after",
        `
Writes start commands for each pool, Kubernetes objects for llm-d (model servers; InferencePool and endpoint picker as Helm values
and as objects), a Dynamo graph where it fits, a load test at the planned demand, and notes on what must be filled in and what the plan does not cover.

Examples:
  silico deploy examples/chat-70b.yaml
  silico plan examples/chat-70b.yaml --json > plan.json && silico deploy examples/chat-70b.yaml --plan plan.json --out deploy`,
      )
      .action(
        (
          file: string,
          options: { set: string[]; plan?: string; maxContext?: number; out?: string; json?: boolean },
        ) => {
          const scenario = scenarioOf(file, options.set, options.plan);
          if (options.maxContext !== undefined && !(Number.isInteger(options.maxContext) && options.maxContext > 0)) {
            fail(
              "schema",
              ["--max-context"],
              `expected a positive whole number, got ${options.maxContext}`,
              "Give tokens, as in --max-context 32768.",
            );
          }
          const { test, longest } = loadOf(scenario);
          const deployment = deploymentOf(scenario, longest, options.maxContext);
          const artefacts = deployArtefacts(deployment, test, yamlText);
          if (options.json) {
            printJson({
              schema: "silico/deploy/1",
              name: deployment.name,
              hypotheticalPairs: deployment.hypotheticalPairs,
              files: artefacts.map((artefact) => ({ path: artefact.path, content: textOf(artefact) })),
            });
            return;
          }
          const folder = options.out ?? `${deployment.name}-deploy`;
          if (existsSync(folder))
            fail("file", ["--out"], `${folder} exists`, "Name a new folder: nothing of yours is overwritten.");
          mkdirSync(folder, { recursive: true });
          for (const artefact of artefacts) {
            writeFileWhole(
              join(folder, artefact.path),
              textOf(artefact),
              artefact.kind === "text" && artefact.isExecutable ? 0o755 : 0o644,
            );
          }
          print(
            formatTable(
              ["file", "bytes"],
              artefacts.map((artefact) => [join(folder, artefact.path), String(textOf(artefact).length)]),
              ["left", "right"],
            ),
          );
          for (const pair of deployment.hypotheticalPairs) note(`${pc.yellow("hypothetical:")} ${pair}; see NOTES.md`);
        },
      );
  },
};
