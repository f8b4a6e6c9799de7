// `silico reproduce splitwise`: rates of split and mixed clusters, with the paper's measured step times.
import type { Command } from "commander";
import type { Reproduction, Watcher } from "../../serving/published/reproduction.ts";
import { reproduceSplitwise } from "../../serving/published/splitwise.ts";
import { splitwiseFacts } from "../../serving/published/splitwise-facts.ts";
import type { Verb } from "../verb.ts";
import { printReproduction } from "./print-reproduction.ts";
import { type CommonOptions, showProgress, wholeNumber, withReproduceOptions } from "./reproduce-options.ts";
import { printFacts, readFacts } from "./scenario-file.ts";

interface Options extends CommonOptions {
  readonly requests: string;
}
const defaultRequests = "16000";

export const reproduce = (
  options: Watcher & { readonly seed: number; readonly skipsVariants: boolean },
): Reproduction => reproduceSplitwise({ requests: Number(defaultRequests), ...options });

function run(options: Options): void {
  if (options.printScenario === true) {
    printFacts("splitwise", splitwiseFacts);
    return;
  }
  const result = reproduceSplitwise({
    seed: wholeNumber("seed", options.seed!),
    requests: wholeNumber("requests", options.requests),
    onProgress: showProgress("splitwise"),
    ...(options.scenario === undefined ? {} : { facts: readFacts(options.scenario, splitwiseFacts) }),
  });
  printReproduction(result, options);
}

export const verb: Verb = {
  configure(command: Command): void {
    withReproduceOptions(command, "splitwise")
      .option("--requests <n>", "requests of each run", defaultRequests)
      .action((options: Options) => run(options));
  },
};
