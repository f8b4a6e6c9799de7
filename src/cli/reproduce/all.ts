// `silico reproduce all`: every published figure that ours is held to, in one table.
import type { Command } from "commander";
import { isReproduced, type Reproduction, verdictOf } from "../../serving/published/reproduction.ts";
import { formatTable, print, printJson } from "../output.ts";
import { exitCode, type Verb } from "../verb.ts";
import { reproduce as deepseek } from "./deepseek.ts";
import { reproduce as distserve } from "./distserve.ts";
import { reproduce as mooncake } from "./mooncake.ts";
import { alignments, cells, head, toJson } from "./print-reproduction.ts";
import { clearProgress, showProgress, wholeNumber } from "./reproduce-options.ts";
import { reproduce as seeds } from "./seeds.ts";
import { reproduce as splitwise } from "./splitwise.ts";

interface Options {
  readonly json?: boolean;
  readonly seed: string;
  readonly trace?: string;
  readonly synthetic?: string;
}

function run(options: Options): void {
  const seed = wholeNumber("seed", options.seed);
  const traces = {
    ...(options.trace === undefined ? {} : { trace: options.trace }),
    ...(options.synthetic === undefined ? {} : { synthetic: options.synthetic }),
  };
  const results: readonly Reproduction[] = [
    seeds(),
    distserve({ seed, onProgress: showProgress("distserve") }),
    splitwise({ seed, skipsVariants: options.json !== true, onProgress: showProgress("splitwise") }),
    mooncake({ seed, ...traces, onProgress: showProgress("mooncake") }),
    deepseek({ seed, onProgress: showProgress("deepseek") }),
  ];
  clearProgress();
  const held = results.map((result) => ({
    name: result.name,
    rows: result.rows.filter((row) => verdictOf(row) !== "shown"),
  }));
  const passes = held.map(({ name, rows }) => ({
    name,
    held: rows.length,
    passed: rows.filter((row) => verdictOf(row) === "pass").length,
  }));
  if (options.json === true)
    printJson({ schema: "silico/reproduce-all/1", counts: passes, publications: results.map(toJson) });
  else {
    const rows = held.flatMap(({ name, rows }) => rows.map((row) => [name, ...cells(row)]));
    print(formatTable(["target", ...head], rows, ["left", ...alignments]));
    print();
    for (const { name, held, passed } of passes) print(`${name}: ${passed} of ${held} within tolerance.`);
  }
  if (!results.every(isReproduced)) process.exitCode = exitCode.failed;
}

export const verb: Verb = {
  configure(command: Command): void {
    command
      .option(
        "--json",
        "print one JSON document (schema silico/reproduce-all/1), rows shown for understanding included",
      )
      .option("--seed <n>", "seed of arrivals and lengths", "1")
      .option("--trace <jsonl>", "Mooncake's conversation trace (default: requests with its statistics)")
      .option("--synthetic <jsonl>", "Mooncake's synthetic trace, for the best split of the nodes")
      .addHelpText(
        "after",
        `
Examples:
  silico reproduce all
  silico reproduce all --trace conversation_trace.jsonl --synthetic synthetic_trace.jsonl --json

About a minute. Exit code 1 where a stated tolerance fails.`,
      )
      .action((options: Options) => run(options));
  },
};
