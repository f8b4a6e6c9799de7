// `silico calibrate endpoint <url>`: probes a running server for a few minutes and corrects a configuration's prediction by it.
import { type Command, InvalidArgumentError } from "commander";
import { fail } from "../../errors.ts";
import { probeEndpoint } from "../../scenario/probe-endpoint.ts";
import { writeResultCsv } from "../../scenario/read-results.ts";
import { parseQuantity } from "../../units.ts";
import { positiveInteger, readConfiguration, withConfigurationOptions } from "../configuration-options.ts";
import { note, printJson, progress, writeFileWhole } from "../output.ts";
import type { Verb } from "../verb.ts";
import { fitRuns, type ReportOptions, reportFit, reportRuns } from "./adjustment-report.ts";

const integers = (text: string): number[] => text.split(",").map(positiveInteger);
const duration = (text: string): number => {
  try {
    return parseQuantity(text, "time", []);
  } catch {
    throw new InvalidArgumentError(`cannot read "${text}" as a time such as 90s or 3 min.`);
  }
};

interface EndpointOptions extends ReportOptions {
  readonly servedModel?: string;
  readonly apiKeyEnv?: string;
  readonly prompts: number[];
  readonly output: number;
  readonly concurrencies: number[];
  readonly budget: number;
  readonly timeout: number;
  readonly csv?: string;
  readonly chip?: string;
  readonly model?: string;
}

export const verb: Verb = {
  configure: (command: Command) => {
    withConfigurationOptions(
      command.argument("<url>", "base address of an OpenAI-compatible server, with or without /v1"),
    )
      .option("--served-model <name>", "model name the server knows (default: the first it lists)")
      .option("--api-key-env <variable>", "environment variable that holds the server's key")
      .option("--prompts <list>", "prompt lengths to probe one at a time, tokens", integers, [128, 512, 2048, 8192])
      .option("--output <n>", "tokens to generate per request", positiveInteger, 128)
      .option("--concurrencies <list>", "requests in flight of the closed loops", integers, [4, 16, 64])
      .option("--budget <time>", "start no new request after so long", duration, 180)
      .option("--timeout <time>", "give a request up after so long", duration, 120)
      .option("--csv <file>", "write what was measured as CSV")
      .option("--out <file>", "write the adjustment as YAML")
      .option("--json", "one JSON document")
      .addHelpText(
        "after",
        `
Sends streamed completions of random words (no cache has seen them) to the address you give, and to no other.
With --model and --chip it also fits what the prediction of that configuration lacks; without, it prints what was measured.

Examples:
  silico calibrate endpoint http://localhost:8000 --csv mine.csv
  silico calibrate endpoint http://gpu7:8000 --model meta-llama/Llama-3.1-8B-Instruct --chip h100-sxm --out mine.yaml
  silico calibrate endpoint https://api.example.com/v1 --api-key-env API_KEY --concurrencies 1,2,4 --budget 2min`,
      )
      .action(async (url: string, options: EndpointOptions & Parameters<typeof readConfiguration>[0]) => {
        // Names are checked before minutes are spent.
        const named =
          options.model === undefined && options.chip === undefined ? undefined : readConfiguration(options);
        const apiKey = options.apiKeyEnv === undefined ? undefined : process.env[options.apiKeyEnv];
        if (options.apiKeyEnv !== undefined && apiKey === undefined) {
          fail(
            "schema",
            ["--api-key-env"],
            `the environment has no variable ${options.apiKeyEnv}`,
            "Set it, or name another.",
          );
        }
        const stop = new AbortController();
        process.removeAllListeners("SIGINT");
        process.once("SIGINT", () => stop.abort());
        const { model, runs } = await probeEndpoint({
          url,
          ...(options.servedModel === undefined ? {} : { model: options.servedModel }),
          ...(apiKey === undefined ? {} : { apiKey }),
          promptTokens: options.prompts,
          outputTokens: options.output,
          concurrencies: options.concurrencies,
          budgetSeconds: options.budget,
          requestTimeoutSeconds: options.timeout,
          seed: 1,
          onProgress: progress,
          signal: stop.signal,
        });
        progress("");
        if (runs.length === 0)
          fail("file", [], "no request finished", "Raise --timeout, or probe with smaller --prompts.", url);
        note(`probed ${model} at ${url}: ${runs.length} runs`);
        if (options.csv !== undefined) {
          writeFileWhole(options.csv, writeResultCsv(runs));
          note(`wrote ${options.csv}`);
        }
        if (named !== undefined) reportFit("silico/calibrate-endpoint/1", named, runs, fitRuns(named, runs), options);
        else if (options.json) printJson({ schema: "silico/calibrate-endpoint/1", model, runs });
        else reportRuns(runs);
      });
  },
};
