// `silico plan`: the cheapest fleet for a scenario, with its service, its price, its reasons and a report.
import { resolve } from "node:path";
import type { Command } from "commander";
import { fail, SilicoError } from "../errors.ts";
import { fleetTitle } from "../planning/candidate.ts";
import { type JointService, jointPlan } from "../planning/joint-plan.ts";
import type { PlanResult } from "../planning/plan.ts";
import { planInputs, planScenario } from "../planning/plan-scenario.ts";
import { poolPhysics } from "../planning/pool-physics.ts";
import { latencyCurves } from "../planning/simulate-fleet.ts";
import { jointText } from "../report/joint-text.ts";
import { planCsv, planJson } from "../report/plan-json.ts";
import { planText } from "../report/plan-text.ts";
import { loadSolver } from "./highs-solver.ts";
import { note, print, printJson, progress, writeFileWhole } from "./output.ts";
import { preparePlan } from "./plan-inputs.ts";
import { readScenario } from "./read-scenario.ts";
import { exitCode, type Verb } from "./verb.ts";
import { watchFiles } from "./watch-files.ts";

interface Options {
  readonly set: readonly string[];
  readonly json?: boolean;
  readonly csv?: string;
  readonly out?: string;
  readonly report: boolean;
  readonly verify: boolean;
  readonly watch?: boolean;
}

async function run(path: string, options: Options): Promise<PlanResult> {
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
  process.exitCode = result.status === "infeasible" ? exitCode.infeasible : exitCode.done;
  return result;
}

/** Plans again whenever the scenario or its trace changes, and says what became of the recommendation. */
async function runAndWatch(path: string, options: Options): Promise<void> {
  if (path === "-") fail("schema", ["--watch"], "standard input cannot be watched", "Give the scenario as a file.");
  let last = (await run(path, options)).recommended;
  const { trace } = readScenario(path, options.set).workload;
  const files = [resolve(path), ...(trace === undefined ? [] : [trace.path])];
  note(`watching ${files.join(" and ")}; Ctrl-C ends`);
  watchFiles(files, async () => {
    note("");
    try {
      const { recommended } = await run(path, options);
      note(
        recommended?.id === last?.id
          ? "the recommended fleet is the same"
          : `the recommended fleet was: ${last === undefined ? "none" : fleetTitle(last)}`,
      );
      last = recommended;
    } catch (error) {
      // A file saved half-way must not end the watch.
      if (!(error instanceof SilicoError)) throw error;
      note(`error: ${error.message}`);
    }
  });
}

/** Several scenarios: services that share one pool of chips. */
async function runJoint(paths: readonly string[], options: Options): Promise<void> {
  const solve = await loadSolver();
  const services = paths.map((path): JointService => {
    const scenario = readScenario(path, options.set);
    const { inputs } = preparePlan(scenario, solve, { simulates: options.verify, progress });
    const { hourly } = scenario.demand;
    return { name: scenario.name, plan: planInputs(inputs), ...(hourly === undefined ? {} : { hourly }) };
  });
  const result = jointPlan(services, solve);
  progress("");
  if (options.json) printJson({ schema: "silico/plan-joint/1", ...result });
  else print(jointText(result));
  if (result.status === "infeasible") process.exitCode = exitCode.infeasible;
}

export const verb: Verb = {
  configure(command: Command): void {
    command
      .argument("<scenario...>", "scenario file, YAML or JSON; - reads standard input; several share one pool of chips")
      .option(
        "--set <path=value>",
        "override a key by dotted path; may be repeated",
        (text: string, list: string[]) => [...list, text],
        [],
      )
      .option("--json", "print one JSON document (schema silico/plan/1)")
      .option("--csv <file>", "also write every field of every candidate as CSV")
      .option("--out <file>", "where to write the HTML report (default: <name>-report.html here)")
      .option("--no-report", "write no HTML report")
      .option("--watch", "plan again whenever the scenario or its trace changes")
      .option("--no-verify", "do not simulate: analytic figures only")
      .addHelpText(
        "after",
        `
Examples:
  silico plan examples/chat-70b.yaml
  silico plan examples/chat-70b.yaml --set demand=50 --set targets.tpot.p90=30ms
  silico plan examples/deepseek-r1-mixed.yaml --json --no-report > plan.json
  silico plan chat.yaml batch.yaml                    two services whose chips change hands with the hour
  silico plan examples/azure-replay.yaml --set workload.trace=AzureLLMInferenceTrace_conv.csv

Exit code 3 where no fleet meets the targets; the output then names the nearest miss and the binding limit.`,
      )
      .action(async (paths: readonly string[], options: Options) => {
        if (paths.length > 1) await runJoint(paths, options);
        else if (options.watch) await runAndWatch(paths[0]!, options);
        else await run(paths[0]!, options);
      });
  },
};
