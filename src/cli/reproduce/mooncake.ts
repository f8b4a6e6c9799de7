// `silico reproduce mooncake`: shares within bounds, split against co-located, on the trace or on its statistics.
import type { Command } from "commander";
import { readChunks } from "../../scenario/read-chunks.ts";
import { type MooncakeInput, reproduceMooncake } from "../../serving/published/mooncake.ts";
import { generateRequests } from "../../workload/generate.ts";
import { findGenerator } from "../../workload/named-generators.ts";
import { readTrace } from "../../workload/read-trace.ts";
import type { Verb } from "../verb.ts";
import { type PrintOptions, printReproduction } from "./print-reproduction.ts";
import { wholeNumber, withReproduceOptions } from "./reproduce-options.ts";

interface Options extends PrintOptions {
  readonly seed: string;
  readonly requests: string;
  readonly trace?: string;
  readonly synthetic?: string;
}

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

function run(options: Options): void {
  const seed = wholeNumber("seed", options.seed);
  printReproduction(
    reproduceMooncake({
      conversation:
        options.trace === undefined
          ? ofStatistics(wholeNumber("requests", options.requests), seed)
          : ofTrace(options.trace),
      ...(options.synthetic === undefined ? {} : { synthetic: ofTrace(options.synthetic) }),
    }),
    options,
  );
}

export const verb: Verb = {
  configure(command: Command): void {
    withReproduceOptions(command, "mooncake")
      .option("--trace <jsonl>", "the conversation trace (default: requests with its statistics)")
      .option("--synthetic <jsonl>", "the synthetic trace, for the best split of the nodes")
      .option("--requests <n>", "requests to draw where there is no trace", "12031")
      .action((options: Options) => run(options));
  },
};
