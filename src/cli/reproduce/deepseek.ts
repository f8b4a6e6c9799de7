// `silico reproduce deepseek`: the production day's arithmetic and its fleet, played.
import type { Command } from "commander";
import { reproduceDeepSeekDay } from "../../planning/reproduce-deepseek.ts";
import type { Verb } from "../verb.ts";
import { type PrintOptions, printReproduction } from "./print-reproduction.ts";
import { wholeNumber, withReproduceOptions } from "./reproduce-options.ts";

interface Options extends PrintOptions {
  readonly seed: string;
  readonly seconds: string;
}

function run(options: Options): void {
  const seed = wholeNumber("seed", options.seed);
  printReproduction(reproduceDeepSeekDay({ seed, seconds: wholeNumber("seconds", options.seconds) }), options);
}

export const verb: Verb = {
  configure(command: Command): void {
    withReproduceOptions(command, "deepseek")
      .option("--seconds <n>", "simulated seconds of arrivals", "400")
      .action((options: Options) => run(options));
  },
};
