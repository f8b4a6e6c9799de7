// `silico calibrate vllm <csv> --workloads <json>`: fits the step coefficients of the open-loop vLLM runs.
import type { Command } from "commander";
import { chipSpecFromUser } from "../../catalog/user-chip.ts";
import { log } from "../../elementary.ts";
import { loadModel } from "../../scenario/load-model.ts";
import {
  type ComparedRow,
  compareVllmRuns,
  type ErrorSummary,
  summariseErrors,
} from "../../serving/validation/vllm-accuracy.ts";
import { fitOpenLoop, type OpenLoopFit, type Residuals, withoutRows } from "../../serving/validation/vllm-fit.ts";
import type { OpenLoopCoefficients } from "../../serving/validation/vllm-open-loop.ts";
import { readVllmRuns, readVllmWorkloads, type VllmRun } from "../../serving/validation/vllm-runs.ts";
import { formatTable, print, printJson, progress } from "../output.ts";
import { readTextFile } from "../read-scenario.ts";
import type { Verb } from "../verb.ts";

interface LeftOut extends Omit<ErrorSummary, "by" | "value"> {
  readonly by: string;
}

/** Errors on runs that the coefficients were not fitted to: whole models, chips, layouts left out in turn. */
function leaveOut(
  runs: readonly VllmRun[],
  fit: OpenLoopFit,
  residuals: Residuals,
  compared: (some: VllmRun[], coefficients: OpenLoopCoefficients) => ComparedRow[],
): LeftOut[] {
  const without = withoutRows(residuals, fit);
  const tpOf = new Map(runs.map((run) => [run.experiment, String(run.tp)]));
  const order = compared([...runs], fit.coefficients);
  const parts: readonly (readonly [
    string,
    (row: { experiment: string; model: string; hardware: string }) => string,
  ])[] = [
    ["model", (row) => row.model],
    ["chip", (row) => row.hardware],
    ["tensor parallelism", (row) => tpOf.get(row.experiment)!],
  ];
  return parts.flatMap(([by, partOf]) => {
    const rows = [...new Set(order.map(partOf))].sort().flatMap((part) => {
      const coefficients = without((row) => partOf(order[row]!) === part);
      return compared(
        runs.filter((run) => partOf(run) === part),
        coefficients,
      );
    });
    return summariseErrors(rows)
      .filter((entry) => entry.by === "all")
      .map((entry) => ({ ...entry, by }));
  });
}

export const verb: Verb = {
  configure(command: Command): void {
    command
      .argument("<csv>", "one row per experiment and stage, times in ms")
      .requiredOption("--workloads <json>", "lengths, rates and prompts of the workloads that the table names")
      .option("--leave-out", "also predict each model, chip and tensor parallelism from a fit without it")
      .option("--json", "print one JSON document (schema silico/calibrate-vllm/1)")
      .addHelpText(
        "after",
        `
Example:
  silico calibrate vllm runs.csv --workloads workloads.json --leave-out

Every stage that was not overloaded counts once, by the logarithm of its TPOT. Takes about a minute.`,
      )
      .action((file: string, options: { workloads: string; leaveOut?: boolean; json?: boolean }) => {
        const runs = readVllmRuns(readTextFile(file, 64_000_000, "a table of vLLM runs"), file).filter(
          (run) => run.stage >= 0,
        );
        const workloads = readVllmWorkloads(
          readTextFile(options.workloads, 64_000_000, "the workloads"),
          options.workloads,
        );
        let evaluations = 0;
        const compared = (some: typeof runs, coefficients: OpenLoopCoefficients) => {
          evaluations += 1;
          progress(`evaluation ${evaluations}`);
          return compareVllmRuns(some, workloads, {
            model: loadModel,
            chip: (name) => chipSpecFromUser(name, ["hardware"], file),
            coefficients,
          }).rows.filter((row) => row.metrics.some(({ metric }) => metric === "tpot"));
        };
        const residuals = (coefficients: OpenLoopCoefficients) =>
          compared(runs, coefficients).map((row) => {
            const entry = row.metrics.find(({ metric }) => metric === "tpot")!;
            return log(entry.predictedSeconds / entry.measuredSeconds);
          });
        const fit = fitOpenLoop(residuals);
        const leftOut = options.leaveOut === true ? leaveOut(runs, fit, residuals, compared) : [];
        progress("");
        if (options.json === true) {
          printJson({ schema: "silico/calibrate-vllm/1", ...fit, ...(leftOut.length > 0 ? { leftOut } : {}) });
          return;
        }
        print("coefficients:");
        for (const [name, value] of Object.entries(fit.coefficients)) print(`  ${name}: ${value.toPrecision(4)}`);
        print(
          `# mean absolute error of TPOT: ${(100 * fit.before).toFixed(1)}% before, ${(100 * fit.after).toFixed(1)}% after`,
        );
        if (leftOut.length > 0)
          print(
            formatTable(
              ["left out by", "metric", "rows", "MAPE", "median", "bias", "p90"],
              leftOut.map(({ by, metric, rows, mape, medianApe, bias, p90Ape }) => [
                by,
                metric,
                String(rows),
                ...[mape, medianApe, bias, p90Ape].map((value) => `${value.toFixed(1)}%`),
              ]),
              ["left", "left", "right", "right", "right", "right", "right"],
            ),
          );
      });
  },
};
