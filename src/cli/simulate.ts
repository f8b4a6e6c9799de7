// `silico simulate`: the service that a given fleet gives to a given traffic.
import type { Command } from "commander";
import { chipSpecFromUser } from "../catalog/user-chip.ts";
import { serviceText } from "../report/service-text.ts";
import type { TargetOutcome } from "../report/target-outcome.ts";
import { resolveModel } from "../scenario/load-model.ts";
import { readChunks } from "../scenario/read-chunks.ts";
import type { Scenario, Target, TargetMetric } from "../scenario/scenario.ts";
import { type CalmRun, diagnose } from "../serving/diagnosis.ts";
import type { Quantiles } from "../serving/quantiles.ts";
import { replicaNames } from "../serving/replica-names.ts";
import { type Simulation, startSimulation } from "../serving/simulate.ts";
import { scenarioSimulation, tenantTargets } from "../serving/simulate-scenario.ts";
import type { SimulationInput } from "../serving/simulation-input.ts";
import { formatCount, formatSI } from "../units.ts";
import { loadWorkload } from "../workload/load-workload.ts";
import { positiveInteger } from "./configuration-options.ts";
import { note, print, printJson, progress, writeFileWhole } from "./output.ts";
import { readScenario, withScenarioOptions } from "./read-scenario.ts";
import { exitCode, type Verb } from "./verb.ts";

interface Options {
  readonly set: readonly string[];
  readonly json?: boolean;
  readonly csv?: string;
  readonly parquet?: string;
  readonly timeline?: string;
  readonly timelineSteps: number;
}

/** Plays in portions, so that Ctrl-C is heard: the first stops the run and keeps what is known, the second ends the program. */
async function play(
  input: SimulationInput,
): Promise<{ simulation: Simulation; wallSeconds: number; cpuSeconds: number; isInterrupted: boolean }> {
  let isInterrupted = false;
  process.removeAllListeners("SIGINT");
  process.once("SIGINT", () => {
    isInterrupted = true;
    process.once("SIGINT", () => process.exit(130));
  });
  const wallStart = process.hrtime.bigint();
  const cpuStart = process.cpuUsage();
  const running = startSimulation(input);
  const isShown = process.stderr.isTTY === true;
  while (!running.advance(500_000) && !isInterrupted) {
    if (isShown) progress(`${formatCount(running.left())} of ${formatCount(input.requests.count)} requests`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const simulation = running.sum();
  const cpu = process.cpuUsage(cpuStart);
  const wallSeconds = Number(process.hrtime.bigint() - wallStart) / 1e9;
  if (isShown) progress("");
  return { simulation, wallSeconds, cpuSeconds: (cpu.user + cpu.system) / 1e6, isInterrupted };
}

/** Targets held against distributions; a metric without one (ITL of a tenant) stays open. */
function targetOutcomes(
  targets: readonly Target[],
  distributions: Readonly<Partial<Record<TargetMetric, Quantiles>>>,
): TargetOutcome[] {
  return targets.map(({ metric, statistic, seconds }) => {
    const distribution = distributions[metric];
    const isEmpty = distribution === undefined || distribution.count === 0;
    const achievedSeconds = isEmpty
      ? undefined
      : statistic === "mean"
        ? distribution.sum / distribution.count
        : distribution.quantile(statistic);
    return {
      metric,
      statistic,
      boundSeconds: seconds,
      achievedSeconds,
      isMet: achievedSeconds === undefined ? undefined : achievedSeconds <= seconds,
    };
  });
}

/** Targets of the run, and of each tenant, as they came out. */
function outcomesOf(scenario: Scenario, { distributions, tenants = [] }: Simulation) {
  const targets = targetOutcomes(scenario.targets, distributions);
  const ofTenants = tenants.map((tenant, i) => {
    const named = scenario.workload.tenants?.[i];
    return targetOutcomes(named === undefined ? [] : tenantTargets(scenario, named), tenant);
  });
  return { targets, ofTenants, all: [...targets, ...ofTenants.flat()] };
}

/** The run without its faults, to tell their part in a missed target; undefined where it has none. */
async function calmRun(input: SimulationInput, scenario: Scenario): Promise<CalmRun | undefined> {
  const { disturbances = {} } = input;
  if ((disturbances.faults ?? []).length === 0) return undefined;
  const { keepsSteps: _, ...plain } = input;
  const { simulation, isInterrupted } = await play({
    ...plain,
    keepsRecords: false,
    disturbances: { ...disturbances, faults: [] },
  });
  if (isInterrupted) return undefined;
  return { targets: outcomesOf(scenario, simulation).all, failed: simulation.result.counts.failed };
}

async function writeFiles(options: Options, input: SimulationInput, simulation: Simulation): Promise<void> {
  const { records, stepLog } = simulation;
  if (records !== undefined && (options.csv !== undefined || options.parquet !== undefined)) {
    const { requestColumns, requestCsv } = await import("../report/request-table.ts");
    if (options.csv !== undefined) writeFileWhole(options.csv, requestCsv(input.requests, records));
    if (options.parquet !== undefined) {
      const { parquetWriteBuffer } = await import("hyparquet-writer");
      const rows = Array.from({ length: input.requests.count }, (_, i) => i);
      const columnData = requestColumns(input.requests, records).map(({ name, type, at }) => ({
        name,
        type,
        nullable: true,
        data: rows.map((i) => at(i) ?? null),
      }));
      writeFileWhole(options.parquet, new Uint8Array(parquetWriteBuffer({ columnData })));
    }
  }
  if (stepLog !== undefined && options.timeline !== undefined) {
    const { timelineTrace } = await import("../report/timeline-trace.ts");
    writeFileWhole(options.timeline, timelineTrace(stepLog, replicaNames(input)));
    if (stepLog.dropped > 0)
      note(
        `the timeline holds the first ${formatCount(stepLog.length)} entries; ${formatCount(stepLog.dropped)} more were left out (--timeline-steps)`,
      );
  }
}

async function run(path: string, options: Options): Promise<void> {
  const scenario = readScenario(path, options.set);
  const model = resolveModel(scenario.model, scenario.file);
  const chips = scenario.fleet.map((pool, i) => chipSpecFromUser(pool.chip, ["fleet", i, "chip"], scenario.file));
  const workload = loadWorkload(scenario.workload, scenario.demand, {
    seed: scenario.seed,
    openChunks: readChunks,
    ...(scenario.file === undefined ? {} : { file: scenario.file }),
  });
  const input: SimulationInput = {
    ...scenarioSimulation(scenario, model, chips, workload.columns),
    keepsRecords: options.csv !== undefined || options.parquet !== undefined,
    ...(options.timeline === undefined ? {} : { keepsSteps: options.timelineSteps }),
  };
  const { simulation, wallSeconds, cpuSeconds, isInterrupted } = await play(input);
  const { result } = simulation;
  const { targets, ofTenants: targetsOfTenants, all } = outcomesOf(scenario, simulation);
  const isTroubled = result.counts.failed > 0 || all.some(({ isMet }) => isMet === false);
  const diagnosis = diagnose(
    result,
    input,
    all,
    isTroubled && !isInterrupted ? await calmRun(input, scenario) : undefined,
  );
  await writeFiles(options, input, simulation);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  if (options.json === true) {
    printJson({
      schema: "silico/simulate/1",
      scenario: {
        name: scenario.name,
        model: model.name,
        workload: workload.description,
        notes: workload.notes,
        fleet: scenario.fleet.map(({ name, role, count, layout, engine }, i) => ({
          name,
          chip: chips[i]!.id,
          role,
          count,
          layout,
          engine,
          scheduler: input.pools[i]!.engine.scheduler,
          weight: input.pools[i]!.weight,
        })),
        router: input.router,
      },
      metrics: result.metrics,
      targets,
      tenants: result.tenants?.map((tenant, i) => ({ ...tenant, targets: targetsOfTenants[i] })),
      counts: result.counts,
      pools: result.pools,
      link: result.link,
      roleSwitches: result.roleSwitches,
      roleMixing: result.roleMixing,
      diagnosis,
      run: {
        requests: result.run.requests,
        steps: result.run.steps,
        events: result.run.events,
        wallSeconds,
        cpuSeconds,
        peakBytes,
        seed: result.run.seed,
        resultHash: result.run.resultHash,
        isComplete: result.run.isComplete,
        isInterrupted,
      },
    });
  } else {
    const rate = cpuSeconds > 0 ? result.run.requests / cpuSeconds : 0;
    print(
      serviceText({
        title: `${scenario.name}: ${model.name}`,
        traffic: `${formatCount(workload.columns.count)} requests, ${workload.description}`,
        notes: [...workload.notes, ...(isInterrupted ? ["interrupted: what is known so far"] : [])],
        result,
        targets,
        tenantTargets: targetsOfTenants,
        diagnosis,
        speed: `${formatCount(result.run.steps)} steps in ${formatCount(result.run.events)} events, ${cpuSeconds.toFixed(2)} s of CPU (${formatCount(rate)} requests per CPU-second), ${formatSI(peakBytes, "B")}, hash ${result.run.resultHash}`,
      }),
    );
  }
  if (isInterrupted) process.exitCode = exitCode.failed;
}

export const verb: Verb = {
  configure(command: Command): void {
    withScenarioOptions(command)
      .option("--json", "print one JSON document (schema silico/simulate/1)")
      .option("--csv <file>", "also write one row per request as CSV")
      .option("--parquet <file>", "also write one row per request as Parquet")
      .option("--timeline <file>", "also write what each replica did as a trace for ui.perfetto.dev")
      .option("--timeline-steps <n>", "most entries of the timeline", positiveInteger, 200_000)
      .addHelpText(
        "after",
        `
Examples:
  silico simulate examples/azure-replay.yaml
  silico simulate examples/azure-replay.yaml --set workload.trace=AzureLLMInferenceTrace_conv.csv --json
  silico simulate examples/chat-70b.yaml --set fleet.0.count=4 --set fleet.0.scheduler=sglang
  silico simulate examples/chat-70b.yaml --csv requests.csv --timeline timeline.json

Metrics are defined in docs/metrics.md. Ctrl-C stops the run and prints what is known so far.`,
      )
      .action(async (path: string, options: Options) => run(path, options));
  },
};
