// `silico accuracy kernels <dir>`: operator times beside measured kernel tables.
import type { Command } from "commander";
import { type KernelAccuracy, kernelAccuracy } from "../../perf/calibration/kernel-accuracy.ts";
import { formatCount, formatSeconds } from "../../units.ts";
import { readChipTables } from "../kernel-tables.ts";
import { formatTable, note, print, printJson } from "../output.ts";
import type { Verb } from "../verb.ts";

interface Options {
  readonly json?: boolean;
  readonly leaveChipOut?: boolean;
  readonly chip?: string;
  readonly markdown?: boolean;
}

const headings: Readonly<Record<string, string>> = {
  all: "all rows",
  chip: "by chip",
  operator: "by operator",
  dtype: "by dtype",
  "chip-operator": "by chip and operator",
};

/** The same tables as Markdown, for docs/accuracy-kernels.md. */
function printMarkdown(result: KernelAccuracy, mode: string): void {
  print(`## Operators, ${mode}`);
  for (const [by, heading] of Object.entries(headings)) {
    print();
    print(`| ${heading} | rows | MAPE % | median % | p90 % | bias % | inside p10-p90 % |`);
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (const group of result.summary.filter((entry) => entry.by === by))
      print(
        `| ${group.value} | ${formatCount(group.rows)} | ${group.mape.toFixed(1)} | ${group.medianApe.toFixed(1)} | ${group.p90Ape.toFixed(1)} | ${group.bias.toFixed(1)} | ${group.intervalCoverage.toFixed(0)} |`,
      );
  }
  print();
  print("Worst row of each of the worst tables:");
  print();
  print("| table | line | measured | predicted |");
  print("| --- | ---: | ---: | ---: |");
  for (const row of result.worst)
    print(
      `| ${row.file.split("/").slice(-2).join("/")} | ${row.line} | ${formatSeconds(row.measuredSeconds)} | ${formatSeconds(row.predictedSeconds)} |`,
    );
  print();
}

function run(folder: string, options: Options): void {
  const result = kernelAccuracy(readChipTables(folder, options.chip), options.leaveChipOut === true);
  if (options.json) {
    printJson({ schema: "silico/accuracy/1", ...result });
    return;
  }
  if (options.markdown) {
    printMarkdown(result, options.leaveChipOut ? "each chip left out of its own fit" : "calibrated chips");
    return;
  }
  for (const remark of result.remarks) note(remark);
  for (const [by, heading] of Object.entries(headings)) {
    print(
      formatTable(
        [heading, "rows", "MAPE %", "median %", "p90 %", "bias %", "in p10-p90 %"],
        result.summary
          .filter((group) => group.by === by)
          .map((group) => [
            group.value,
            formatCount(group.rows),
            group.mape.toFixed(1),
            group.medianApe.toFixed(1),
            group.p90Ape.toFixed(1),
            group.bias.toFixed(1),
            group.intervalCoverage.toFixed(0),
          ]),
        ["left", "right", "right", "right", "right", "right", "right"],
      ),
    );
    print();
  }
  print(
    formatTable(
      ["worst row of a table", "operator", "line", "measured", "predicted"],
      result.worst.map((row) => [
        row.file,
        row.operator,
        String(row.line),
        formatSeconds(row.measuredSeconds),
        formatSeconds(row.predictedSeconds),
      ]),
      ["left", "left", "right", "right", "right"],
    ),
  );
  print();
  const left = result.excluded.map(({ reason, rows }) => `${formatCount(rows)} (${reason})`).join(", ");
  print(`${formatCount(result.rows)} rows; left out: ${left === "" ? "none" : left}`);
}

export const verb: Verb = {
  configure: (command: Command) => {
    command
      .argument("<dir>", "folder of kernel tables, one folder per chip")
      .option("--leave-chip-out", "predict each chip as if it had never been measured")
      .option("--chip <name>", "only this chip")
      .option("--markdown", "tables for a document")
      .option("--json", "one JSON document")
      .addHelpText(
        "after",
        `
Examples:
  silico accuracy kernels tables/                      errors of the calibrations that ship
  silico accuracy kernels tables/ --leave-chip-out     errors of the prior: what an unmeasured chip would get
  silico accuracy kernels tables/h100_sxm --json       one chip, for machines

Tables are CSV as ai-dynamo/aiconfigurator publishes them (milliseconds), or, in folders ending in _infersim, as
alibaba/InferSim does (microseconds). Percent are of the measured time; bias above 0 = predicted too long.`,
      )
      .action(run);
  },
};
