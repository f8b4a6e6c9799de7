// A fit as data to ship: coefficients with their rows and errors, and the spread of rows the fit had not seen.
import { exp, log } from "../../elementary.ts";
import type { FitError, ShippedComposition, ShippedEngine } from "../engine-composition.ts";
import { nextTo } from "../nearby/near-spread.ts";
import { toRows } from "../nearby/shipped-runs.ts";
import type { Spread } from "../spread.ts";
import { coefficients } from "./engine-coefficients.ts";
import {
  crossValidate,
  type EngineFit,
  type FitPoint,
  fitNearby,
  foldOf,
  predictAll,
  type ScoredPoint,
} from "./fit-engines.ts";
import { mean, quantile } from "./quantiles.ts";

const percent = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.round(value * 1000) / 10;

export function errorsOf(scored: readonly ScoredPoint[]): FitError {
  const sizes = (metric: "tpotSeconds" | "ttftSeconds") =>
    scored.flatMap((row) => {
      const measured = row.entry.point[metric];
      return measured === undefined ? [] : [Math.abs(row[metric] / measured - 1)];
    });
  const tpot = sizes("tpotSeconds");
  const ttft = sizes("ttftSeconds");
  return {
    rows: scored.length,
    tpotMape: percent(mean(tpot)),
    tpotMedianApe: percent(quantile(tpot, 0.5)),
    ttftMape: percent(mean(ttft)),
    ttftMedianApe: percent(quantile(ttft, 0.5)),
  };
}

/** Rows that count like this many of the whole when a class's own spread is taken. */
const pooledRows = 40;

/** 10th and 90th percentile of measured over predicted: a class's own, drawn towards that of all rows where it has few. */
function spreadOf(own: readonly number[], all: readonly number[]): Spread {
  const weight = own.length / (own.length + pooledRows);
  const at = (fraction: number): number => {
    const pooled = quantile(all, fraction) ?? 1;
    const mine = quantile(own, fraction) ?? pooled;
    return exp(weight * log(mine) + (1 - weight) * log(pooled));
  };
  return { p10: round(Math.min(1, at(0.1))), p90: round(Math.max(1, at(0.9))) };
}

const round = (value: number): number => Number(value.toPrecision(4));

const ratios = (scored: readonly ScoredPoint[], metric: "tpotSeconds" | "ttftSeconds"): number[] =>
  scored.flatMap((row) => {
    const measured = row.entry.point[metric];
    return measured === undefined ? [] : [measured / row[metric]];
  });

export interface FitReport {
  readonly composition: ShippedComposition;
  /** By the coefficients alone: on the rows of the fit, and on groups left out. */
  readonly inSample: FitError;
  readonly byGroupCoefficients: FitError;
  /** Groups left out, with what was measured near them. */
  readonly byGroup: FitError;
  /** The same by mode: split pools are few, and harder. */
  readonly byGroupAggregated: FitError;
  readonly byGroupDisaggregated: FitError;
}

/** Spread beside a measured place: of all classes together. */
function nearSpread(unseen: readonly ScoredPoint[], metric: "tpotSeconds" | "ttftSeconds"): Spread {
  const near = ratios(
    unseen.filter(({ nearness }) => nearness >= nextTo),
    metric,
  );
  return { p10: round(Math.min(1, quantile(near, 0.1) ?? 1)), p90: round(Math.max(1, quantile(near, 0.9) ?? 1)) };
}

/** Five folds of whole groups: rows that differ only in concurrency never straddle. */
export function reportFit(points: readonly FitPoint[], fits: readonly EngineFit[], source: string): FitReport {
  const seen = predictAll(points, fits);
  const { byCoefficients, corrected } = crossValidate(points, fits, ({ point }) => `fold ${foldOf(point.group, 5)}`);
  const ofClass = (rows: readonly ScoredPoint[], name: string) =>
    rows.filter(({ entry }) => entry.engine.name === name);
  const ofMode = (mode: string) => corrected.filter(({ entry }) => entry.point.mode === mode);
  const all = { tpot: ratios(byCoefficients, "tpotSeconds"), ttft: ratios(byCoefficients, "ttftSeconds") };
  const engines: ShippedEngine[] = fits.map(({ engine: { name, family }, rows, logs }) => {
    const own = ofClass(byCoefficients, name);
    return {
      name,
      family,
      rows,
      fitError: errorsOf(ofClass(seen, name)),
      crossValidated: errorsOf(ofClass(corrected, name)),
      tpotSpread: spreadOf(ratios(own, "tpotSeconds"), all.tpot),
      ttftSpread: spreadOf(ratios(own, "ttftSeconds"), all.ttft),
      coefficients: Object.fromEntries(coefficients.map(({ key }, i) => [key, round(exp(logs[i]!))])),
    };
  });
  return {
    composition: {
      source,
      engines,
      nearby: {
        tpotSpread: nearSpread(corrected, "tpotSeconds"),
        ttftSpread: nearSpread(corrected, "ttftSeconds"),
        cells: toRows(fitNearby(points, fits)),
      },
    },
    inSample: errorsOf(seen),
    byGroupCoefficients: errorsOf(byCoefficients),
    byGroup: errorsOf(corrected),
    byGroupAggregated: errorsOf(ofMode("agg")),
    byGroupDisaggregated: errorsOf(ofMode("disagg")),
  };
}
