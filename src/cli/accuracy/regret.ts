// `silico accuracy regret <csv>`: what choosing by prediction costs against the best of what was measured.
import type { Command } from "commander";
import { type PredictedPoint, predictPoints } from "../../perf/serving-fit/accuracy.ts";
import { predictUnseen } from "../../perf/serving-fit/predict-unseen.ts";
import { readServingPoints, type ServingPoint } from "../../perf/serving-fit/serving-points.ts";
import { type MeasuredChoice, regretDecisions, summariseRegret } from "../../planning/regret.ts";
import { chipsOf } from "../../scenario/layout.ts";
import { formatSeconds } from "../../units.ts";
import { formatTable, print, printJson } from "../output.ts";
import { readServingRows, servingColumnsHelp } from "../read-serving-rows.ts";
import type { Verb } from "../verb.ts";

interface Options {
  readonly json?: boolean;
  readonly decisions?: boolean;
  readonly leaveOut?: boolean;
}

const chipsIn = ({ mode, layout, prefill, decode }: ServingPoint): number =>
  mode === "agg"
    ? chipsOf(layout)
    : [prefill, decode].reduce((sum, pool) => sum + (pool === undefined ? 0 : pool.workers * chipsOf(pool.layout)), 0);

/** Output tokens/s per chip of a closed loop, by Little's law. */
function rate(point: ServingPoint, ttftSeconds: number, tpotSeconds: number): number {
  const secondsPerRequest = ttftSeconds + (point.outputTokens - 1) * tpotSeconds;
  return (point.concurrency * point.outputTokens) / secondsPerRequest / chipsIn(point);
}

/** The predictor sees the question alone: with the answers at hand it could tell mislabelled runs apart. */
const predictBlind = (points: readonly ServingPoint[]): PredictedPoint[] =>
  predictPoints(points.map((point) => ({ ...point, ttftSeconds: undefined, tpotSeconds: undefined }))).map(
    (predicted, i) => ({ ...predicted, point: points[i]! }),
  );

function run(path: string, options: Options): void {
  const rows = readServingRows(path);
  const read = readServingPoints(rows);
  const measured = read.points.filter(
    ({ ttftSeconds, tpotSeconds }) => ttftSeconds !== undefined && tpotSeconds !== undefined,
  );
  const predictions =
    options.leaveOut === true ? predictUnseen(measured, readServingPoints(rows, true).points) : predictBlind(measured);
  const unpredicted = new Map<string, number>();
  const choices = predictions.map(({ point, ttftSeconds, tpotSeconds, reason }): MeasuredChoice => {
    if (reason !== undefined) unpredicted.set(reason, (unpredicted.get(reason) ?? 0) + 1);
    const { system, model, precision, family, inputTokens, outputTokens } = point;
    return {
      group: [system, model, precision, family, inputTokens, outputTokens].join(" "),
      id: point.id,
      measuredTpot: point.tpotSeconds!,
      measuredRate: rate(point, point.ttftSeconds!, point.tpotSeconds!),
      predictedTpot: tpotSeconds,
      predictedRate:
        ttftSeconds === undefined || tpotSeconds === undefined ? undefined : rate(point, ttftSeconds, tpotSeconds),
    };
  });
  const decisions = regretDecisions(choices);
  const summary = summariseRegret(decisions);
  if (options.json) {
    printJson({
      schema: "silico/accuracy-regret/1",
      ...summary,
      rows: read.rows,
      excluded: read.excluded,
      unpredicted: [...unpredicted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reason, rows]) => ({ reason, rows })),
      ...(options.decisions ? { list: decisions } : {}),
    });
    return;
  }
  const percent = (value: number | undefined): string => (value === undefined ? "—" : `${value.toFixed(1)}%`);
  print(`${summary.groups} groups, ${summary.decisions} decisions from ${measured.length} of ${read.rows} rows`);
  print(
    `regret: median ${percent(summary.medianRegret)}, mean ${percent(summary.meanRegret)}; misses the limit ${percent(summary.missedLimitShare)}`,
  );
  if (options.decisions)
    print(
      formatTable(
        ["group", "TPOT limit", "chosen", "best", "regret"],
        decisions.map((decision) => [
          decision.group,
          formatSeconds(decision.limit),
          decision.chosen ?? "—",
          decision.best,
          decision.missesLimit ? "misses" : percent(decision.regret * 100),
        ]),
        ["left", "right", "left", "left", "right"],
      ),
    );
}

export const verb: Verb = {
  configure(command: Command): void {
    command
      .argument("<csv>", "serving results, one row a run")
      .option("--json", "print one JSON document (schema silico/accuracy-regret/1)")
      .option("--decisions", "list every decision")
      .option("--leave-out", "choose by fits that saw none of the group's runs of that layout (minutes)")
      .addHelpText(
        "after",
        `
For each (system, model, precision, engine, lengths) with at least four measured configurations and three TPOT limits (the
quartiles of its measured TPOT), the configuration of most predicted tokens/s per chip within the limit is chosen. Regret is
1 - its measured rate over that of the best; a choice that exceeds the limit by more than a tenth counts as 1.

${servingColumnsHelp}

Rows that are among the runs shipped with the coefficients are chosen with their own answer next to them: for such a file
--leave-out tells what to expect of new ones.

Examples:
  silico accuracy regret serving_points.csv --json
  silico accuracy regret serving_points.csv --leave-out`,
      )
      .action((path: string, options: Options) => run(path, options));
  },
};
