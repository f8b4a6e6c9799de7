// `silico accuracy vllm <csv> --workloads <json>`: published vLLM load tests beside the same tests simulated.
import type { Command } from "commander";
import { chipSpecFromUser } from "../../catalog/user-chip.ts";
import { loadModel } from "../../scenario/load-model.ts";
import { compareVllmRuns, summariseErrors } from "../../serving/validation/vllm-accuracy.ts";
import { readVllmRuns, readVllmWorkloads } from "../../serving/validation/vllm-runs.ts";
import { formatTable, print, printJson } from "../output.ts";
import { readTextFile } from "../read-scenario.ts";
import type { Verb } from "../verb.ts";

interface Options {
  readonly workloads: string;
  readonly json?: boolean;
  readonly seed: string;
}

const signed = (value: number): string => `${value >= 0 ? "+" : ""}${value.toFixed(1)}%`;

function run(file: string, options: Options): void {
  const runs = readVllmRuns(readTextFile(file, 64_000_000, "a table of vLLM runs"), file);
  const workloads = readVllmWorkloads(readTextFile(options.workloads, 64_000_000, "the workloads"), options.workloads);
  const comparison = compareVllmRuns(
    runs,
    workloads,
    { model: loadModel, chip: (name) => chipSpecFromUser(name, ["hardware"], file) },
    Number(options.seed),
  );
  const summary = summariseErrors(comparison.rows);
  if (options.json === true) {
    printJson({
      schema: "silico/accuracy-vllm/1",
      file,
      rows: runs.length,
      excluded: comparison.excluded,
      summary,
      experiments: comparison.rows,
    });
    return;
  }
  const shown = ["e2e mean", "e2e p90", "e2e p99", "ttft mean", "tpot"] as const;
  print(
    formatTable(
      ["experiment", "model", "on", "workload", "stage", ...shown],
      comparison.rows.map((row) => [
        row.experimentId,
        row.model.split("/").at(-1)!,
        row.hardware,
        row.workload,
        row.stage < 0 ? "all" : String(row.stage),
        ...shown.map((metric) => {
          const found = row.metrics.find((entry) => entry.metric === metric);
          return found === undefined ? "—" : signed(found.errorPercent);
        }),
      ]),
      ["left", "left", "left", "left", "left", "right", "right", "right", "right", "right"],
    ),
  );
  print();
  print(
    formatTable(
      ["by", "value", "metric", "rows", "MAPE", "median", "bias", "p90"],
      summary
        .filter((entry) => entry.by === "all" || entry.by === "hardware")
        .map((entry) => [
          entry.by,
          entry.value,
          entry.metric,
          String(entry.rows),
          `${entry.mape.toFixed(1)}%`,
          `${entry.medianApe.toFixed(1)}%`,
          signed(entry.bias),
          `${entry.p90Ape.toFixed(1)}%`,
        ]),
      ["left", "left", "left", "right", "right", "right", "right", "right"],
    ),
  );
  for (const { reason, rows } of comparison.excluded) print(`left out: ${rows} rows, ${reason}`);
}

export const verb: Verb = {
  configure(command: Command): void {
    command
      .argument("<csv>", "one row per experiment and stage, times in ms")
      .requiredOption("--workloads <json>", "lengths, rates and prompts of the workloads that the table names")
      .option("--json", "print one JSON document (schema silico/accuracy-vllm/1)")
      .option("--seed <n>", "seed of arrivals and prompts", "1")
      .addHelpText(
        "after",
        `
Examples:
  silico accuracy vllm runs.csv --workloads workloads.json
  silico accuracy vllm runs.csv --workloads workloads.json --json > errors.json

TPOT is (E2E - TTFT) / (output tokens - 1) with the requested output length.`,
      )
      .action((file: string, options: Options) => run(file, options));
  },
};
