// Prints and writes an adjustment fitted to load tests of one endpoint; shared by `calibrate endpoint` and `calibrate runs`.
import { stringify } from "yaml";
import { compileStepModel } from "../../perf/compile.ts";
import { type AdjustmentFit, fitAdjustment } from "../../perf/measured/fit-adjustment.ts";
import type { MeasuredRun } from "../../scenario/measured-run.ts";
import { formatPercent, formatSeconds } from "../../units.ts";
import type { NamedConfiguration } from "../configuration-options.ts";
import { formatTable, note, print, printJson, writeFileWhole } from "../output.ts";

export function fitRuns(named: NamedConfiguration, runs: readonly MeasuredRun[]): AdjustmentFit {
  return fitAdjustment(compileStepModel(named.model, named.chip, named.configuration), runs);
}

function document(named: NamedConfiguration, fit: AdjustmentFit) {
  const { layout, precision, engine } = named.configuration;
  return {
    kind: "silico-adjustment",
    version: 1,
    model: named.model.name,
    chip: named.chip.id,
    precision,
    engine: engine.family,
    layout,
    overheadSeconds: fit.adjustment.overheadSeconds,
    decodeScale: fit.adjustment.decodeScale,
    prefillScale: fit.adjustment.prefillScale,
    points: fit.points.length,
    medianErrorBefore: fit.medianErrorBefore,
    medianErrorAfter: fit.medianErrorAfter,
    sources: [...new Set(fit.points.map((point) => point.source))],
  };
}

export interface ReportOptions {
  readonly json?: boolean;
  readonly out?: string;
}

export function reportRuns(runs: readonly MeasuredRun[]): void {
  const ms = (value: number | undefined) => formatSeconds(value);
  print(
    formatTable(
      ["concurrency", "prompt", "output", "requests", "failed", "TTFT mean", "TTFT p90", "TPOT mean", "TPOT p90"],
      runs.map((run) => [
        run.concurrency === undefined ? "open" : String(run.concurrency),
        run.promptTokens.toFixed(0),
        run.outputTokens.toFixed(0),
        String(run.requests),
        String(run.failed),
        ms(run.ttftSeconds.mean ?? run.ttftSeconds.p50),
        ms(run.ttftSeconds.p90),
        ms(run.tpotSeconds.mean ?? run.tpotSeconds.p50),
        ms(run.tpotSeconds.p90),
      ]),
      Array.from({ length: 9 }, () => "right" as const),
    ),
  );
}

export function reportFit(
  schema: string,
  named: NamedConfiguration,
  runs: readonly MeasuredRun[],
  fit: AdjustmentFit,
  options: ReportOptions,
): void {
  const result = document(named, fit);
  if (options.out !== undefined) {
    writeFileWhole(options.out, stringify(result));
    note(`wrote ${options.out}`);
  }
  if (options.json) {
    printJson({ schema, adjustment: result, points: fit.points, unused: fit.unused, runs });
    return;
  }
  reportRuns(runs);
  print();
  print(
    formatTable(
      ["metric", "concurrency", "prompt", "measured", "predicted", "error", "adjusted", "error"],
      fit.points.map((point) => [
        point.metric.toUpperCase(),
        String(point.concurrency),
        point.promptTokens.toFixed(0),
        formatSeconds(point.measuredSeconds),
        formatSeconds(point.beforeSeconds),
        formatPercent(point.beforeSeconds / point.measuredSeconds - 1),
        formatSeconds(point.afterSeconds),
        formatPercent(point.afterSeconds / point.measuredSeconds - 1),
      ]),
      ["left", "right", "right", "right", "right", "right", "right", "right"],
    ),
  );
  for (const { source, reason } of fit.unused) note(`not used: ${source}: ${reason}`);
  const { overheadSeconds, decodeScale, prefillScale } = fit.adjustment;
  print();
  print(`Host overhead per step  ${overheadSeconds < 0 ? "-" : "+"}${formatSeconds(Math.abs(overheadSeconds))}`);
  print(`Decode-sized steps      x ${decodeScale.toFixed(3)}`);
  print(`Prompt-sized steps      x ${prefillScale.toFixed(3)}`);
  print(
    `Median error            ${formatPercent(fit.medianErrorBefore)} before, ${formatPercent(fit.medianErrorAfter)} after, on ${fit.points.length} figures it was fitted to`,
  );
}
