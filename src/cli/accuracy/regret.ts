// `silico accuracy regret <csv>`: what choosing by prediction costs against the best of what was measured.
import type { Command } from "commander";
import { predictPoints } from "../../perf/serving-fit/accuracy.ts";
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

function run(path: string, options: Options): void {
  const read = readServingPoints(readServingRows(path));
  const measured = read.points.filter(
    ({ ttftSeconds, tpotSeconds }) => ttftSeconds !== undefined && tpotSeconds !== undefined,
  );
  // The predictor sees the question alone: with the answers at hand it could tell mislabelled runs apart.
  const predictions = predictPoints(
    measured.map(({ ttftSeconds: _, tpotSeconds: __, ...point }) => ({
      ...point,
      ttftSeconds: undefined,
      tpotSeconds: undefined,
    })),
  );
  const unpredicted = new Map<string, number>();
  const choices = measured.map((point, i): MeasuredChoice => {
    const { ttftSeconds, tpotSeconds, reason } = predictions[i]!;
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
      .addHelpText(
        "after",
        `
For each (system, model, precision, engine, lengths) with at least four measured configurations and three TPOT limits (the
quartiles of its measured TPOT), the configuration of most predicted tokens/s per chip within the limit is chosen. Regret is
1 - its measured rate over that of the best; a choice that exceeds the limit by more than a tenth counts as 1.

${servingColumnsHelp}

Example:
  silico accuracy regret serving_points.csv --json`,
      )
      .action((path: string, options: Options) => run(path, options));
  },
};
