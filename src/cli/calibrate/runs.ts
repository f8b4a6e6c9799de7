// `silico calibrate runs <files...>`: corrects a configuration's prediction by the result files of load tests.
import type { Command } from "commander";
import { readResults } from "../../scenario/read-results.ts";
import { readConfiguration, withConfigurationOptions } from "../configuration-options.ts";
import { readTextFile } from "../read-scenario.ts";
import type { Verb } from "../verb.ts";
import { fitRuns, type ReportOptions, reportFit } from "./adjustment-report.ts";

const maxResultBytes = 200_000_000;

export const verb: Verb = {
  configure: (command: Command) => {
    withConfigurationOptions(
      command.argument(
        "<files...>",
        "result files: vllm bench serve, genai-perf, AIPerf, inference-perf, or Silico's CSV",
      ),
    )
      .option("--out <file>", "write the adjustment as YAML")
      .option("--json", "one JSON document")
      .addHelpText(
        "after",
        `
Fits three numbers to what the runs measured: host overhead per step, a factor on decode-sized and one on prompt-sized steps.
Closed-loop runs are used (one request in flight, and rising concurrencies); open-loop runs are listed and left out.

Examples:
  silico calibrate runs c1.json c8.json c64.json --model meta-llama/Llama-3.1-8B-Instruct --chip h100-sxm --out mine.yaml
  silico calibrate runs results.csv --model Qwen/Qwen3-32B --chip c550 --tp 4

CSV columns: concurrency, prompt_tokens, output_tokens, ttft_mean_ms, tpot_mean_ms (also _p50_, _p90_, _p99_), requests, failed.`,
      )
      .action((files: string[], options: Parameters<typeof readConfiguration>[0] & ReportOptions) => {
        const named = readConfiguration(options);
        const runs = files.flatMap((file) =>
          readResults({ text: readTextFile(file, maxResultBytes, "a load test's result"), file }),
        );
        reportFit("silico/calibrate-runs/1", named, runs, fitRuns(named, runs), options);
      });
  },
};
