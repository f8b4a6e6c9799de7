// `silico reproduce distserve`: the paper's goodput and gains, with its own step times.
import type { Command } from "commander";
import { reproduceDistServe } from "../../serving/published/distserve.ts";
import type { Verb } from "../verb.ts";
import { type PrintOptions, printReproduction } from "./print-reproduction.ts";
import { wholeNumber, withReproduceOptions } from "./reproduce-options.ts";

interface Options extends PrintOptions {
  readonly seed: string;
  readonly requests: string;
  readonly repeats: string;
}

function run(options: Options): void {
  printReproduction(
    reproduceDistServe({
      seed: wholeNumber("seed", options.seed),
      requests: wholeNumber("requests", options.requests),
      repeats: wholeNumber("repeats", options.repeats),
    }),
    options,
  );
}

export const verb: Verb = {
  configure(command: Command): void {
    withReproduceOptions(command, "distserve")
      .option("--requests <n>", "requests of each run for the gains", "4000")
      .option("--repeats <n>", "runs of 300 requests for the README example", "100")
      .action((options: Options) => run(options));
  },
};
