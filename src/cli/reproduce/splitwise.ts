// `silico reproduce splitwise`: rates of split and mixed clusters, with the paper's measured step times.
import type { Command } from "commander";
import { reproduceSplitwise } from "../../serving/published/splitwise.ts";
import type { Verb } from "../verb.ts";
import { type PrintOptions, printReproduction } from "./print-reproduction.ts";
import { wholeNumber, withReproduceOptions } from "./reproduce-options.ts";

interface Options extends PrintOptions {
  readonly seed: string;
  readonly requests: string;
}

function run(options: Options): void {
  const seed = wholeNumber("seed", options.seed);
  printReproduction(reproduceSplitwise({ seed, requests: wholeNumber("requests", options.requests) }), options);
}

export const verb: Verb = {
  configure(command: Command): void {
    withReproduceOptions(command, "splitwise")
      .option("--requests <n>", "requests of each run", "16000")
      .action((options: Options) => run(options));
  },
};
