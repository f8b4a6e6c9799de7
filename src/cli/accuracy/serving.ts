// `silico accuracy serving <csv>`: TTFT and TPOT predicted beside measured closed-loop runs.
import type { Command } from "commander";
import { type AccuracyRow, type ServingAccuracy, servingAccuracy } from "../../perf/serving-fit/accuracy.ts";
import type { ErrorSplit } from "../../perf/serving-fit/error-split.ts";
import { predictUnseen } from "../../perf/serving-fit/predict-unseen.ts";
import { readServingPoints } from "../../perf/serving-fit/serving-points.ts";
import { formatTable, print, printJson } from "../output.ts";
import { readServingRows, servingColumnsHelp } from "../read-serving-rows.ts";
import type { Verb } from "../verb.ts";
import { accuracyMarkdown } from "./serving-markdown.ts";

const cell = (value: number | undefined): string => (value === undefined ? "—" : value.toFixed(1));

const head = [
  "By",
  "Value",
  "Mode",
  "Metric",
  "Rows",
  "Cov %",
  "MAPE %",
  "Median %",
  "Bias %",
  "P90 %",
  "In 80% interval",
];

function tableRow(row: AccuracyRow): string[] {
  return [
    row.by,
    row.value,
    row.mode,
    row.metric.toUpperCase(),
    String(row.rows),
    cell(row.coverage),
    cell(row.mape),
    cell(row.medianApe),
    cell(row.bias),
    cell(row.p90Ape),
    cell(row.intervalCoverage),
  ];
}

function printSplit(split: ErrorSplit): void {
  print(
    formatTable(
      ["Metric", "Part of its time", "Share of time %", "Points of MAPE"],
      (["tpot", "ttft"] as const).flatMap((metric) =>
        split[metric].map(({ part, points, timeShare }) => [metric.toUpperCase(), part, cell(timeShare), cell(points)]),
      ),
      ["left", "left", "right", "right"],
    ),
  );
  print(
    `${split.rows} regular aggregated rows, errors divided by share of predicted time. TTFT with every step scaled to the measured TPOT: MAPE ${cell(split.ttftAtMeasuredTpotMape)}%, median ${cell(split.ttftAtMeasuredTpotMedianApe)}% (as predicted ${cell(split.ttftMape)}%, ${cell(split.ttftMedianApe)}%).`,
  );
  print();
}

function printText(result: ServingAccuracy): void {
  print(
    formatTable(head, result.summary.map(tableRow), [
      "left",
      "left",
      "left",
      "left",
      "right",
      "right",
      "right",
      "right",
      "right",
      "right",
      "right",
    ]),
  );
  print();
  if (result.split !== undefined) printSplit(result.split);
  print(`${result.rows} rows; left out:`);
  for (const { reason, rows } of result.excluded) print(`  ${String(rows).padStart(5)}  ${reason}`);
  for (const { reason, rows } of result.unpredicted) print(`  ${String(rows).padStart(5)}  not predicted: ${reason}`);
}

interface Options {
  readonly json?: boolean;
  readonly rows?: boolean;
  readonly leaveOut?: boolean;
  readonly markdown?: boolean;
}

export const verb: Verb = {
  configure: (command: Command) => {
    command
      .argument("<results.csv>", "one row per measured closed-loop run")
      .option("--json", "machine-readable result")
      .option("--rows", "with --json: every row's prediction")
      .option("--leave-out", "predict each row by a fit that saw none of its group (minutes)")
      .option("--markdown", "the error tables as docs/accuracy-serving.md shows them")
      .addHelpText(
        "after",
        `
${servingColumnsHelp}

Examples:
  silico accuracy serving serving_points.csv
  silico accuracy serving serving_points.csv --leave-out
  silico accuracy serving serving_points.csv --json --rows > predictions.json

Rows that are among the runs shipped with the coefficients are predicted with their own answer next to them: for such a file
--leave-out tells what to expect of new runs.`,
      )
      .action((file: string, options: Options) => {
        const rows = readServingRows(file);
        const read = readServingPoints(rows);
        const result =
          options.leaveOut === true
            ? servingAccuracy(read, predictUnseen(read.points, readServingPoints(rows, true).points))
            : servingAccuracy(read);
        if (options.markdown === true) print(accuracyMarkdown(result, options.leaveOut === true));
        else if (options.json !== true) printText(result);
        else
          printJson({
            schema: "silico/accuracy-serving/1",
            file,
            rows: result.rows,
            excluded: result.excluded,
            unpredicted: result.unpredicted,
            summary: result.summary,
            split: result.split,
            ...(options.rows === true
              ? {
                  predictions: result.predictions.map(
                    ({ point, kind, ttftSeconds, tpotSeconds, tpotSpread, ttftSpread, reason }) => ({
                      id: point.id,
                      class: kind,
                      measured: { ttftSeconds: point.ttftSeconds, tpotSeconds: point.tpotSeconds },
                      predicted: { ttftSeconds, tpotSeconds },
                      tpotSpread,
                      ttftSpread,
                      reason,
                    }),
                  ),
                }
              : {}),
          });
      });
  },
};
