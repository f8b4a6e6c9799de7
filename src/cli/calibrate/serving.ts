// `silico calibrate serving <csv>`: fits the engines' composition coefficients to measured closed-loop runs.
import type { Command } from "commander";
import { Document, isScalar, visit } from "yaml";
import type { ShippedComposition } from "../../perf/engine-composition.ts";
import { crossValidate, fitEngines, fitPoints } from "../../perf/serving-fit/fit-engines.ts";
import { errorsOf, reportFit } from "../../perf/serving-fit/fit-report.ts";
import { readServingPoints } from "../../perf/serving-fit/serving-points.ts";
import { formatTable, note, print, printJson, writeFileWhole } from "../output.ts";
import { readServingRows, servingColumnsHelp } from "../read-serving-rows.ts";
import type { Verb } from "../verb.ts";

const cell = (value: number | undefined): string => (value === undefined ? "—" : value.toFixed(1));

/** One line for each measured place. */
function yamlOf(composition: ShippedComposition): string {
  const document = new Document(composition);
  visit(document, {
    Seq: (_, node) => {
      node.flow = node.items.every(isScalar);
    },
  });
  return document.toString({ lineWidth: 0 });
}

export const verb: Verb = {
  configure: (command: Command) => {
    command
      .argument("<results.csv>", "one row per measured closed-loop run")
      .option("--out <file>", "write the coefficients as YAML")
      .option("--source <text>", "where the runs come from, written beside the coefficients", "measured runs")
      .option("--leave-out", "also fit without each chip and without each model (minutes)")
      .option("--json", "machine-readable result")
      .addHelpText(
        "after",
        `
Fits one set of coefficients per engine and version class: factors on operator classes, host time per step and sequence,
front end. What these leave over is kept at the place of each run and smoothed, for predictions near it. Errors are printed on
the rows of the fit and on whole groups left out of both (five folds).
${servingColumnsHelp}

Examples:
  silico calibrate serving serving_points.csv --out data/calibration/composition.yaml
  silico calibrate serving serving_points.csv --leave-out --json`,
      )
      .action((file: string, options: { out?: string; source: string; leaveOut?: boolean; json?: boolean }) => {
        const read = readServingPoints(readServingRows(file), true);
        const { ready, failed } = fitPoints(read.points);
        for (const { id, reason } of failed) note(`left out ${id}: ${reason}`);
        const fits = fitEngines(ready);
        const report = reportFit(ready, fits, options.source);
        const agg = ready.filter(({ point }) => point.mode === "agg");
        const parts =
          options.leaveOut === true
            ? {
                byChip: errorsOf(crossValidate(agg, fits, ({ point }) => point.system).corrected),
                byModel: errorsOf(crossValidate(agg, fits, ({ point }) => point.model).corrected),
              }
            : {};
        if (options.out !== undefined) writeFileWhole(options.out, yamlOf(report.composition));
        if (options.json === true) {
          printJson({ schema: "silico/calibrate-serving/1", file, ...report, ...parts, failed });
          return;
        }
        const lines: [string, ReturnType<typeof errorsOf>][] = [
          ["rows of the fit, coefficients alone", report.inSample],
          ["groups left out, coefficients alone", report.byGroupCoefficients],
          ["groups left out", report.byGroup],
          ["groups left out, aggregated", report.byGroupAggregated],
          ["groups left out, disaggregated", report.byGroupDisaggregated],
          ...(parts.byChip === undefined ? [] : [["chips left out", parts.byChip] as [string, typeof parts.byChip]]),
          ...(parts.byModel === undefined
            ? []
            : [["models left out", parts.byModel] as [string, typeof parts.byModel]]),
          ...report.composition.engines.map(
            (engine) => [`${engine.name}, groups left out`, engine.crossValidated!] as [string, typeof report.inSample],
          ),
        ];
        print(
          formatTable(
            ["Errors, %", "Rows", "TPOT MAPE", "TPOT median", "TTFT MAPE", "TTFT median"],
            lines.map(([name, errors]) => [
              name,
              String(errors.rows),
              cell(errors.tpotMape),
              cell(errors.tpotMedianApe),
              cell(errors.ttftMape),
              cell(errors.ttftMedianApe),
            ]),
            ["left", "right", "right", "right", "right", "right"],
          ),
        );
      });
  },
};
