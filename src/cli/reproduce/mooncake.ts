// `silico reproduce mooncake`: shares within bounds, split against co-located, on the trace or on its statistics.
import type { Command } from "commander";
import { readChunks } from "../../scenario/read-chunks.ts";
import {
  type MooncakeFacts,
  type MooncakeInput,
  mooncakeFacts,
  reproduceMooncake,
} from "../../serving/published/mooncake.ts";
import type { Reproduction, Watcher } from "../../serving/published/reproduction.ts";
import { generateRequests } from "../../workload/generate.ts";
import { findGenerator } from "../../workload/named-generators.ts";
import { readTrace } from "../../workload/read-trace.ts";
import type { Verb } from "../verb.ts";
import { printReproduction } from "./print-reproduction.ts";
import { type CommonOptions, showProgress, wholeNumber, withReproduceOptions } from "./reproduce-options.ts";
import { printFacts, readFacts } from "./scenario-file.ts";

interface Options extends CommonOptions {
  readonly requests: string;
  readonly trace?: string;
  readonly synthetic?: string;
}
const defaultRequests = "12031";

const ofTrace = (path: string): MooncakeInput["conversation"] => ({
  requests: readTrace(readChunks(path), { file: path, format: "mooncake" }).columns,
  origin: "the published trace",
});

function ofStatistics(count: number, seed: number): MooncakeInput["conversation"] {
  const { traffic, requestsPerSecond } = findGenerator("mooncake-conversation");
  return {
    requests: generateRequests(traffic, { count, requestsPerSecond, seed }),
    origin:
      "requests with the statistics of the published trace (mooncake-conversation), not the trace itself (--trace)",
  };
}

interface Traces {
  readonly trace?: string;
  readonly synthetic?: string;
}

export const reproduce = ({
  seed,
  requests = Number(defaultRequests),
  trace,
  synthetic,
  ...rest
}: Watcher &
  Traces & { readonly seed: number; readonly requests?: number; readonly facts?: MooncakeFacts }): Reproduction =>
  reproduceMooncake({
    conversation: trace === undefined ? ofStatistics(requests, seed) : ofTrace(trace),
    ...(synthetic === undefined ? {} : { synthetic: ofTrace(synthetic) }),
    ...rest,
  });

function run(options: Options): void {
  if (options.printScenario === true) {
    printFacts("mooncake", mooncakeFacts);
    return;
  }
  const { trace, synthetic } = options;
  const result = reproduce({
    seed: wholeNumber("seed", options.seed!),
    requests: wholeNumber("requests", options.requests),
    onProgress: showProgress("mooncake"),
    ...(trace === undefined ? {} : { trace }),
    ...(synthetic === undefined ? {} : { synthetic }),
    ...(options.scenario === undefined ? {} : { facts: readFacts(options.scenario, mooncakeFacts) }),
  });
  printReproduction(result, options);
}

export const verb: Verb = {
  configure(command: Command): void {
    withReproduceOptions(command, "mooncake", [
      "silico reproduce mooncake --trace conversation_trace.jsonl --synthetic synthetic_trace.jsonl",
    ])
      .option("--trace <jsonl>", "the conversation trace (default: requests with its statistics)")
      .option("--synthetic <jsonl>", "the synthetic trace, for the best split of the nodes")
      .option("--requests <n>", "requests to draw where there is no trace", defaultRequests)
      .action((options: Options) => run(options));
  },
};
