// `silico calibrate serving <csv>`: fits the engines' composition coefficients to measured closed-loop runs.
import type { Command } from "commander";
import { stringify } from "yaml";
import { crossValidate, fitEngines, fitPoints } from "../../perf/serving-fit/fit-engines.ts";
import { errorsOf, reportFit } from "../../perf/serving-fit/fit-report.ts";
import { readServingPoints } from "../../perf/serving-fit/serving-points.ts";
import { formatTable, note, print, printJson, writeFileWhole } from "../output.ts";
import { readServingRows, servingColumnsHelp } from "../read-serving-rows.ts";
import type { Verb } from "../verb.ts";

const cell = (value: number | undefined): string => (value === undefined ? "—" : value.toFixed(1));

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
front end. Errors are printed on the rows of the fit and on whole groups left out (five folds).
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
                byChip: errorsOf(crossValidate(agg, fits, ({ point }) => point.system)),
                byModel: errorsOf(crossValidate(agg, fits, ({ point }) => point.model)),
              }
            : {};
        if (options.out !== undefined) writeFileWhole(options.out, stringify(report.composition));
        if (options.json === true) {
          printJson({ schema: "silico/calibrate-serving/1", file, ...report, ...parts, failed });
          return;
        }
        const lines: [string, ReturnType<typeof errorsOf>][] = [
          ["rows of the fit", report.inSample],
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
