// Predictions beside measured serving runs: every row counted, every row left out with its reason.
import { type EngineModel, engineModel, nearbyRuns, spreadsAt } from "../engine-composition.ts";
import { cellOf, placeOf, type ServingPlace } from "../nearby/place.ts";
import type { Spread } from "../spread.ts";
import { type ErrorSplit, type RowSplit, splitRow, sumSplits } from "./error-split.ts";
import { classifyPoint, type PointClass } from "./point-class.ts";
import { poolsPlace, predictDisaggregated, preparePools } from "./predict-disaggregated.ts";
import { predictAggregated } from "./predict-point.ts";
import { type PartsCache, preparePoint } from "./prepared-point.ts";
import { mean, quantile } from "./quantiles.ts";
import { chipOfSystem, modelOfLabel } from "./row-names.ts";
import type { ReadPoints, ServingPoint } from "./serving-points.ts";

export interface PredictedPoint {
  readonly point: ServingPoint;
  readonly kind: PointClass;
  /** Absent where no prediction could be made; `reason` says why. */
  readonly tpotSeconds?: number;
  readonly ttftSeconds?: number;
  /** Share of the variance of what the coefficients leave over that the nearest measured run explains. */
  readonly nearness?: number;
  readonly tpotSpread?: Spread;
  readonly ttftSpread?: Spread;
  readonly reason?: string;
  /** What the coefficients alone predict. */
  readonly byCoefficients?: {
    readonly tpotSeconds: number;
    readonly ttftSeconds: number;
    readonly tpotSpread: Spread;
    readonly ttftSpread: Spread;
  };
  /** Of regular aggregated runs whose TTFT and TPOT were measured: by the coefficients alone. */
  readonly split?: RowSplit;
}

/** A prediction of the coefficients, moved by the shipped runs near its place. */
function corrected(
  engine: EngineModel,
  place: ServingPlace,
  { tpotSeconds, ttftSeconds }: { readonly tpotSeconds: number; readonly ttftSeconds: number },
) {
  const { tpotSpread, ttftSpread } = engine;
  const near = nearbyRuns(place);
  return {
    ttftSeconds: ttftSeconds * near.ttftFactor,
    tpotSeconds: tpotSeconds * near.tpotFactor,
    byCoefficients: { tpotSeconds, ttftSeconds, tpotSpread, ttftSpread },
    nearness: near.nearness,
    ...spreadsAt(near.nearness, engine),
  };
}

/** Predict every point with the shipped coefficients and the shipped runs near it. */
export function predictPoints(points: readonly ServingPoint[]): PredictedPoint[] {
  const cache: PartsCache = new Map();
  return points.map((point) => {
    const chip = chipOfSystem(point.system);
    if (chip === undefined) return { point, kind: "regular", reason: `unknown system ${point.system}` };
    const model = modelOfLabel(point.model);
    if (model === undefined) return { point, kind: "regular", reason: `unknown model ${point.model}` };
    const engine = engineModel(point.family, point.version, point.measuredDate, point.mode, chip.architecture);
    try {
      if (point.mode === "disagg") {
        const pools = preparePools(point, chip, model, cache);
        const place = poolsPlace(pools, engine.name);
        return { point, kind: "regular", ...corrected(engine, place, predictDisaggregated(pools, engine)) };
      }
      const prepared = preparePoint(point, chip, model, cache);
      const kind = classifyPoint(prepared);
      const prediction = predictAggregated(prepared, engine, kind);
      const place = placeOf(cellOf(engine.name, chip, model), prepared.configuration, prepared.work);
      const isSplit = kind === "regular" && point.tpotSeconds !== undefined && point.ttftSeconds !== undefined;
      return {
        point,
        kind,
        ...corrected(engine, place, prediction),
        ...(isSplit ? { split: splitRow(prepared, engine, prediction, point.tpotSeconds!) } : {}),
      };
    } catch (error) {
      return { point, kind: "regular", reason: error instanceof Error ? error.message : String(error) };
    }
  });
}

export interface AccuracyRow {
  readonly by: string;
  readonly value: string;
  readonly mode: string;
  readonly metric: "tpot" | "ttft";
  readonly rows: number;
  readonly predicted: number;
  /** Percent. */
  readonly coverage: number;
  readonly mape: number | undefined;
  readonly medianApe: number | undefined;
  readonly bias: number | undefined;
  readonly p90Ape: number | undefined;
  /** Share of measured values inside the predicted p10-p90 interval, percent. */
  readonly intervalCoverage: number | undefined;
}

const percent = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.round(value * 1000) / 10;

function summarise(by: string, value: string, mode: string, points: readonly PredictedPoint[]): AccuracyRow[] {
  return (["tpot", "ttft"] as const).flatMap((metric) => {
    const key = `${metric}Seconds` as const;
    const rows = points.filter(({ point }) => point[key] !== undefined);
    if (rows.length === 0) return [];
    const predicted = rows.filter((row) => row[key] !== undefined);
    const errors = predicted.map((row) => row[key]! / row.point[key]! - 1);
    const sizes = errors.map(Math.abs);
    const inside = predicted.filter((row) => {
      const ratio = row.point[key]! / row[key]!;
      const spread = row[`${metric}Spread`];
      return spread !== undefined && ratio >= spread.p10 && ratio <= spread.p90;
    });
    return [
      {
        by,
        value,
        mode,
        metric,
        rows: rows.length,
        predicted: predicted.length,
        coverage: percent(predicted.length / rows.length)!,
        mape: percent(mean(sizes)),
        medianApe: percent(quantile(sizes, 0.5)),
        bias: percent(mean(errors)),
        p90Ape: percent(quantile(sizes, 0.9)),
        intervalCoverage: predicted.length === 0 ? undefined : percent(inside.length / predicted.length),
      },
    ];
  });
}

/**
 * Summary rows: everything first, and what the coefficients alone predict of it, then by system, model, engine and class;
 * aggregated and disaggregated apart.
 */
export function summariseAccuracy(points: readonly PredictedPoint[]): AccuracyRow[] {
  const dimensions: readonly (readonly [string, (entry: PredictedPoint) => string])[] = [
    ["all", () => "all"],
    ["system", ({ point }) => point.system],
    ["model", ({ point }) => point.model],
    ["backend", ({ point }) => point.family],
    ["class", ({ kind }) => kind],
  ];
  const alone = points.flatMap((entry) =>
    entry.byCoefficients === undefined ? [] : [{ ...entry, ...entry.byCoefficients }],
  );
  const rows = dimensions.flatMap(([by, keyOf]) =>
    (["agg", "disagg"] as const).flatMap((mode) => {
      const ofMode = points.filter(({ point }) => point.mode === mode);
      return [...new Set(ofMode.map(keyOf))].sort().flatMap((value) =>
        summarise(
          by,
          value,
          mode,
          ofMode.filter((entry) => keyOf(entry) === value),
        ),
      );
    }),
  );
  const first = rows.findIndex(({ by }) => by !== "all");
  return rows.toSpliced(
    first,
    0,
    ...(["agg", "disagg"] as const).flatMap((mode) =>
      summarise(
        "coefficients",
        "coefficients alone",
        mode,
        alone.filter(({ point }) => point.mode === mode),
      ),
    ),
  );
}

export interface ServingAccuracy {
  readonly rows: number;
  readonly excluded: ReadPoints["excluded"];
  readonly unpredicted: readonly { readonly reason: string; readonly rows: number }[];
  readonly summary: readonly AccuracyRow[];
  /** How the error of the shipped coefficients splits over overhead, kernels and queueing, regular aggregated rows. */
  readonly split: ErrorSplit | undefined;
  readonly predictions: readonly PredictedPoint[];
}

/** @param unseen predictions of the points that were read by fits without them; absent = by the shipped fit */
export function servingAccuracy(read: ReadPoints, unseen?: readonly PredictedPoint[]): ServingAccuracy {
  const shipped = predictPoints(read.points);
  const predictions = unseen ?? shipped;
  const reasons = new Map<string, number>();
  for (const { reason } of predictions) if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return {
    rows: read.rows,
    excluded: read.excluded,
    unpredicted: [...reasons].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reason, rows]) => ({ reason, rows })),
    summary: summariseAccuracy(predictions),
    split: sumSplits(
      shipped.flatMap(({ point, split, byCoefficients }) =>
        split === undefined || byCoefficients === undefined
          ? []
          : [
              {
                split,
                tpotError: Math.abs(byCoefficients.tpotSeconds / point.tpotSeconds! - 1),
                ttftError: Math.abs(byCoefficients.ttftSeconds / point.ttftSeconds! - 1),
                ttftMeasuredSeconds: point.ttftSeconds!,
              },
            ],
      ),
    ),
    predictions,
  };
}
