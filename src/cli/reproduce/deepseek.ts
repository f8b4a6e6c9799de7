// `silico reproduce deepseek`: the production day's arithmetic and its fleet, played.
import type { Command } from "commander";
import { deepSeekDayFacts, reproduceDeepSeekDay } from "../../planning/reproduce-deepseek.ts";
import type { Reproduction, Watcher } from "../../serving/published/reproduction.ts";
import type { Verb } from "../verb.ts";
import { printReproduction } from "./print-reproduction.ts";
import { type CommonOptions, showProgress, wholeNumber, withReproduceOptions } from "./reproduce-options.ts";
import { printFacts, readFacts } from "./scenario-file.ts";

interface Options extends CommonOptions {
  readonly seconds: string;
}
const defaultSeconds = "400";

export const reproduce = (options: Watcher & { readonly seed: number }): Reproduction =>
  reproduceDeepSeekDay({ seconds: Number(defaultSeconds), ...options });

function run(options: Options): void {
  if (options.printScenario === true) {
    printFacts("deepseek", deepSeekDayFacts);
    return;
  }
  const result = reproduceDeepSeekDay({
    seed: wholeNumber("seed", options.seed!),
    seconds: wholeNumber("seconds", options.seconds),
    onProgress: showProgress("deepseek"),
    ...(options.scenario === undefined ? {} : { facts: readFacts(options.scenario, deepSeekDayFacts) }),
  });
  printReproduction(result, options);
}

export const verb: Verb = {
  configure(command: Command): void {
    withReproduceOptions(command, "deepseek")
      .option("--seconds <n>", "simulated seconds of arrivals", defaultSeconds)
      .action((options: Options) => run(options));
  },
};
