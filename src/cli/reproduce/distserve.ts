// `silico reproduce distserve`: the paper's goodput and gains, with its own step times.
import type { Command } from "commander";
import { reproduceDistServe } from "../../serving/published/distserve.ts";
import { type DistServeFacts, distServeFacts } from "../../serving/published/distserve-steps.ts";
import type { Reproduction, Watcher } from "../../serving/published/reproduction.ts";
import type { Verb } from "../verb.ts";
import { printReproduction } from "./print-reproduction.ts";
import { type CommonOptions, showProgress, wholeNumber, withReproduceOptions } from "./reproduce-options.ts";
import { printFacts, readFacts } from "./scenario-file.ts";

interface Options extends CommonOptions {
  readonly requests: string;
  readonly repeats: string;
}
const defaults = { requests: "4000", repeats: "100" };

export const reproduce = (
  options: Watcher & { readonly seed: number; readonly facts?: DistServeFacts },
): Reproduction =>
  reproduceDistServe({ requests: Number(defaults.requests), repeats: Number(defaults.repeats), ...options });

function run(options: Options): void {
  if (options.printScenario === true) {
    printFacts("distserve", distServeFacts);
    return;
  }
  const result = reproduceDistServe({
    seed: wholeNumber("seed", options.seed!),
    requests: wholeNumber("requests", options.requests),
    repeats: wholeNumber("repeats", options.repeats),
    onProgress: showProgress("distserve"),
    ...(options.scenario === undefined ? {} : { facts: readFacts(options.scenario, distServeFacts) }),
  });
  printReproduction(result, options);
}

export const verb: Verb = {
  configure(command: Command): void {
    withReproduceOptions(command, "distserve")
      .option("--requests <n>", "requests of each run for the gains", defaults.requests)
      .option("--repeats <n>", "runs of 300 requests for the README example", defaults.repeats)
      .action((options: Options) => run(options));
  },
};
