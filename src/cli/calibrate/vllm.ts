// `silico calibrate vllm <csv> --workloads <json>`: fits the step coefficients of the open-loop vLLM runs.
import type { Command } from "commander";
import { chipSpecFromUser } from "../../catalog/user-chip.ts";
import { log } from "../../elementary.ts";
import { loadModel } from "../../scenario/load-model.ts";
import { compareVllmRuns } from "../../serving/validation/vllm-accuracy.ts";
import { fitOpenLoop } from "../../serving/validation/vllm-fit.ts";
import { readVllmRuns, readVllmWorkloads } from "../../serving/validation/vllm-runs.ts";
import { print, printJson, progress } from "../output.ts";
import { readTextFile } from "../read-scenario.ts";
import type { Verb } from "../verb.ts";

export const verb: Verb = {
  configure(command: Command): void {
    command
      .argument("<csv>", "one row per experiment and stage, times in ms")
      .requiredOption("--workloads <json>", "lengths, rates and prompts of the workloads that the table names")
      .option("--json", "print one JSON document (schema silico/calibrate-vllm/1)")
      .addHelpText(
        "after",
        `
Example:
  silico calibrate vllm runs.csv --workloads workloads.json

Every stage that was not overloaded counts once, by the logarithm of its TPOT. Takes about a minute.`,
      )
      .action((file: string, options: { workloads: string; json?: boolean }) => {
        const runs = readVllmRuns(readTextFile(file, 64_000_000, "a table of vLLM runs"), file).filter(
          (run) => run.stage >= 0,
        );
        const workloads = readVllmWorkloads(
          readTextFile(options.workloads, 64_000_000, "the workloads"),
          options.workloads,
        );
        let evaluations = 0;
        const fit = fitOpenLoop((coefficients) => {
          evaluations += 1;
          progress(`evaluation ${evaluations}`);
          const { rows } = compareVllmRuns(runs, workloads, {
            model: loadModel,
            chip: (name) => chipSpecFromUser(name, ["hardware"], file),
            coefficients,
          });
          return rows.flatMap((row) =>
            row.metrics
              .filter((entry) => entry.metric === "tpot")
              .map((entry) => log(entry.predictedSeconds / entry.measuredSeconds)),
          );
        });
        progress("");
        if (options.json === true) {
          printJson({ schema: "silico/calibrate-vllm/1", ...fit });
          return;
        }
        print("coefficients:");
        for (const [name, value] of Object.entries(fit.coefficients)) print(`  ${name}: ${value.toPrecision(4)}`);
        print(
          `# mean absolute error of TPOT: ${(100 * fit.before).toFixed(1)}% before, ${(100 * fit.after).toFixed(1)}% after`,
        );
      });
  },
};
