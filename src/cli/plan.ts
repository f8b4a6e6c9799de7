// `silico plan`: the cheapest fleet for a scenario, with its service, its price, its reasons and a report.
import { resolve } from "node:path";
import type { Command } from "commander";
import { planScenario } from "../planning/plan-scenario.ts";
import { poolPhysics } from "../planning/pool-physics.ts";
import { latencyCurves } from "../planning/simulate-fleet.ts";
import { planCsv, planJson } from "../report/plan-json.ts";
import { planText } from "../report/plan-text.ts";
import { loadSolver } from "./highs-solver.ts";
import { note, print, printJson, progress, writeFileWhole } from "./output.ts";
import { preparePlan } from "./plan-inputs.ts";
import { readScenario, withScenarioOptions } from "./read-scenario.ts";
import { exitCode, type Verb } from "./verb.ts";

interface Options {
  readonly set: readonly string[];
  readonly json?: boolean;
  readonly csv?: string;
  readonly out?: string;
  readonly report: boolean;
  readonly verify: boolean;
}

async function run(path: string, options: Options): Promise<void> {
  const scenario = readScenario(path, options.set);
  const prepared = preparePlan(scenario, await loadSolver(), {
    simulates: options.verify,
    progress,
  });
  const { inputs, context } = prepared;
  const result = planScenario(inputs);
  progress("");
  if (options.csv !== undefined) writeFileWhole(options.csv, planCsv(result, context.rates));
  if (options.json) printJson(planJson(result, context));
  else print(planText(result, context, Math.max(60, Math.min(160, process.stdout.columns ?? 120))));
  if (options.csv !== undefined) note(`every field: ${resolve(options.csv)}`);
  if (options.report) {
    const path = options.out ?? `${scenario.name}-report.html`;
    const pools = result.recommended === undefined ? [] : (result.pools.get(result.recommended.id) ?? []);
    const { planHtml } = await import("../report/plan-html.ts");
    writeFileWhole(
      path,
      planHtml({
        result,
        context,
        physics: poolPhysics(inputs.model, pools),
        ...(pools.length > 0 && options.verify ? { latency: latencyCurves(pools, prepared.simulation) } : {}),
      }),
    );
    note(`report: ${resolve(path)}`);
  }
  if (result.status === "infeasible") process.exitCode = exitCode.infeasible;
}

export const verb: Verb = {
  configure(command: Command): void {
    withScenarioOptions(command)
      .option("--json", "print one JSON document (schema silico/plan/1)")
      .option("--csv <file>", "also write every field of every candidate as CSV")
      .option("--out <file>", "where to write the HTML report (default: <name>-report.html here)")
      .option("--no-report", "write no HTML report")
      .option("--no-verify", "do not simulate: analytic figures only")
      .addHelpText(
        "after",
        `
Examples:
  silico plan examples/chat-70b.yaml
  silico plan examples/chat-70b.yaml --set demand=50 --set targets.tpot.p90=30ms
  silico plan examples/deepseek-r1-mixed.yaml --json --no-report > plan.json
  silico plan examples/azure-replay.yaml --set workload.trace=AzureLLMInferenceTrace_conv.csv

Exit code 3 where no fleet meets the targets; the output then names the nearest miss and the binding limit.`,
      )
      .action(async (path: string, options: Options) => run(path, options));
  },
};
