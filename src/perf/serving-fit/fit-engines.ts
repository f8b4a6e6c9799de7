// Fits the coefficients of every engine class to measured runs: first one set per family, then each class around its family.
import { log } from "../../elementary.ts";
import type { EngineFamily } from "../../scenario/layout.ts";
import { engineFamilies } from "../../scenario/layout.ts";
import { hashText } from "../../text-hash.ts";
import { correctionAt } from "../nearby/correction.ts";
import { fitResiduals, type WeightedPlace } from "../nearby/fit-residuals.ts";
import { cellOf, placeOf, type ServingPlace } from "../nearby/place.ts";
import { type EngineClass, engineClasses, engineClassOf } from "./engine-class.ts";
import { coefficients, coefficientsOf, type EngineCoefficients, priorVector } from "./engine-coefficients.ts";
import { fitRobust } from "./levenberg-marquardt.ts";
import { classifyPoint, type PointClass } from "./point-class.ts";
import { poolsPlace, predictDisaggregated, preparePools } from "./predict-disaggregated.ts";
import { predictAggregated } from "./predict-point.ts";
import { type PartsCache, preparePoint } from "./prepared-point.ts";
import { chipOfSystem, modelOfLabel } from "./row-names.ts";
import type { ServingPoint } from "./serving-points.ts";

/** A run ready to be predicted under any coefficients. */
export interface FitPoint {
  readonly point: ServingPoint;
  readonly kind: PointClass;
  readonly engine: EngineClass;
  readonly hasExperts: boolean;
  readonly place: ServingPlace;
  readonly predict: (engine: EngineCoefficients) => { readonly ttftSeconds: number; readonly tpotSeconds: number };
}

/**
 * Runs ready for a fit, and how many could not be prepared, by reason.
 */
export function fitPoints(points: readonly ServingPoint[]): {
  readonly ready: readonly FitPoint[];
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
} {
  const cache: PartsCache = new Map();
  const ready: FitPoint[] = [];
  const failed: { id: string; reason: string }[] = [];
  for (const point of points) {
    const chip = chipOfSystem(point.system);
    const model = modelOfLabel(point.model);
    if (chip === undefined || model === undefined) {
      failed.push({
        id: point.id,
        reason: chip === undefined ? `unknown system ${point.system}` : `unknown model ${point.model}`,
      });
      continue;
    }
    const hasExperts = model.layers.some(({ feedForward }) => feedForward.kind === "moe");
    const engine = engineClassOf(point.family, point.version, point.measuredDate, point.mode, chip.architecture);
    try {
      if (point.mode === "disagg") {
        const pools = preparePools(point, chip, model, cache);
        ready.push({
          point,
          engine,
          hasExperts,
          kind: "regular",
          place: poolsPlace(pools, engine.name),
          predict: (coefficients) => predictDisaggregated(pools, coefficients),
        });
      } else {
        const prepared = preparePoint(point, chip, model, cache);
        const kind = classifyPoint(prepared);
        ready.push({
          point,
          engine,
          hasExperts,
          kind,
          place: placeOf(cellOf(engine.name, chip, model), prepared.configuration, prepared.work),
          predict: (coefficients) => predictAggregated(prepared, coefficients, kind),
        });
      }
    } catch (error) {
      failed.push({ id: point.id, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { ready, failed };
}

export interface EngineFit {
  readonly engine: EngineClass;
  /** Natural logarithms of the coefficients, in their order. */
  readonly logs: Float64Array;
  readonly rows: number;
}

/** Residual scales: an error of this size counts as one. TTFT carries client and queueing noise. */
const tpotScale = 0.05;
const ttftScale = 0.15;
/** How far a class may stray from its family, as a share of the prior's spread. */
const classFreedom = 0.7;

/**
 * The relative error that accuracy is stated in: a run slowed by something outside the model (a cold start, a batch limit that
 * nobody wrote down) pulls with bounded force, where its logarithm would pull without end.
 */
const errorOf = (ratio: number): number => ratio - 1;

function residualsOf(points: readonly FitPoint[], logs: ArrayLike<number>): Float64Array {
  const engine = coefficientsOf(logs);
  const residuals = new Float64Array(points.length * 2);
  points.forEach((entry, i) => {
    const { ttftSeconds, tpotSeconds } = entry.point;
    const predicted = entry.predict(engine);
    if (tpotSeconds !== undefined) residuals[2 * i] = errorOf(predicted.tpotSeconds / tpotSeconds) / tpotScale;
    if (ttftSeconds !== undefined) residuals[2 * i + 1] = errorOf(predicted.ttftSeconds / ttftSeconds) / ttftScale;
  });
  return residuals;
}

function fitOne(
  points: readonly FitPoint[],
  start: Float64Array,
  centre: Float64Array,
  freedom: number,
  iterations: number,
  isCold: boolean,
) {
  // What an earlier fit, the start, learnt is of rows that are left out here.
  if (points.length === 0) return centre.slice();
  const from = (place: Float64Array) =>
    fitRobust({
      start: place,
      priorCentre: centre,
      priorSpread: Float64Array.from(coefficients, ({ logSpread }) => logSpread * freedom),
      iterations,
      residuals: (logs) => residualsOf(points, logs),
    });
  const best = from(start);
  if (!isCold || !points.some(({ hasExperts }) => hasExperts)) return best.parameters;
  // A kernel reads the experts that nobody chose, or it does not: between the two lies a ridge that no descent crosses.
  const other = from(start.with(idleExperts, log(start[idleExperts]! < log(idleMiddle) ? 1 : idleMiddle / 10)));
  return other.cost < best.cost ? other.parameters : best.parameters;
}

const idleExperts = coefficients.findIndex(({ key }) => key === "idleExperts");
/** Below this share of idle experts read a fit counts as that of a kernel that skips them, fraction. */
const idleMiddle = 0.2;

/** Every n-th row by a stable order: enough to place a family before its classes are fitted. */
const thinned = (points: readonly FitPoint[], limit: number): FitPoint[] => {
  const step = Math.max(1, Math.ceil(points.length / limit));
  return points.filter((_, i) => i % step === 0);
};

/**
 * Coefficients of every engine class. Classes without rows take their family's. Deterministic.
 * Only regular rows are fitted: the classes told apart by physics are predicted with the same coefficients.
 * @param warm an earlier fit to start from (cross-validation): fewer iterations
 */
export function fitEngines(points: readonly FitPoint[], warm?: readonly EngineFit[]): EngineFit[] {
  const regular = points.filter(({ kind }) => kind === "regular");
  const fits: EngineFit[] = [];
  for (const family of engineFamilies) {
    const ofFamily = regular.filter(({ point }) => point.family === family);
    const familyLogs = familyFit(ofFamily, family, warm);
    for (const engine of engineClasses.filter((entry) => entry.family === family)) {
      const rows = ofFamily.filter((entry) => entry.engine === engine);
      const start = warm?.find((fit) => fit.engine === engine)?.logs ?? familyLogs;
      fits.push({
        engine,
        rows: rows.length,
        logs: fitOne(rows, start, familyLogs, classFreedom, warm ? 3 : 8, warm === undefined),
      });
    }
  }
  return fits;
}

function familyFit(
  points: readonly FitPoint[],
  family: EngineFamily,
  warm: readonly EngineFit[] | undefined,
): Float64Array {
  const prior = priorVector();
  const earlier = warm?.filter((fit) => fit.engine.family === family && fit.rows > 0) ?? [];
  const start =
    earlier.length === 0
      ? prior
      : prior.map((_, i) => earlier.reduce((sum, fit) => sum + fit.logs[i]!, 0) / earlier.length);
  return fitOne(thinned(points, 160), start, prior, 1, warm ? 2 : 6, false);
}

export interface ScoredPoint {
  readonly entry: FitPoint;
  readonly tpotSeconds: number;
  readonly ttftSeconds: number;
  /** Share of the residual's variance that the nearest measured place explains. */
  readonly nearness: number;
}

/** By the coefficients alone. */
export function predictAll(points: readonly FitPoint[], fits: readonly EngineFit[]): ScoredPoint[] {
  const engines = new Map(fits.map((fit) => [fit.engine.name, coefficientsOf(fit.logs)]));
  return points.map((entry) => {
    const engine = engines.get(entry.engine.name)!;
    const { tpotSeconds, ttftSeconds } = entry.predict(engine);
    return { entry, tpotSeconds, ttftSeconds, nearness: 0 };
  });
}

/** What is left over after the coefficients, smoothed over runs that are alike. */
export const fitNearby = (points: readonly FitPoint[], fits: readonly EngineFit[]): WeightedPlace[] =>
  fitResiduals(
    predictAll(
      points.filter(({ kind }) => kind === "regular"),
      fits,
    ).map(({ entry: { place, point }, tpotSeconds, ttftSeconds }) => ({
      place,
      tpotRatio: point.tpotSeconds === undefined ? undefined : point.tpotSeconds / tpotSeconds,
      ttftRatio: point.ttftSeconds === undefined ? undefined : point.ttftSeconds / ttftSeconds,
    })),
  );

/** Predictions moved by what was measured near them. */
export function correctAll(scored: readonly ScoredPoint[], measured: readonly WeightedPlace[]): ScoredPoint[] {
  const cells = new Map<string, WeightedPlace[]>();
  for (const entry of measured) {
    const cell = cells.get(entry.place.cell);
    if (cell === undefined) cells.set(entry.place.cell, [entry]);
    else cell.push(entry);
  }
  return scored.map((row) => {
    const { place } = row.entry;
    const { tpotFactor, ttftFactor, nearness } = correctionAt(place, cells.get(place.cell) ?? []);
    return {
      entry: row.entry,
      tpotSeconds: row.tpotSeconds * tpotFactor,
      ttftSeconds: row.ttftSeconds * ttftFactor,
      nearness,
    };
  });
}

/** Folds that do not depend on the order of rows. */
export const foldOf = (key: string, folds: number): number => hashText(key) % folds;

export interface Unseen {
  /** By the coefficients alone, and moved by what was measured near: of rows that neither had seen. */
  readonly byCoefficients: readonly ScoredPoint[];
  readonly corrected: readonly ScoredPoint[];
}

/**
 * Predictions of every row by a fit that never saw its part (`partOf`: a fold of groups, a chip, a model).
 * @param asked the row as a prediction is asked of it, where that differs from the measured one
 */
export function crossValidate(
  points: readonly FitPoint[],
  full: readonly EngineFit[],
  partOf: (entry: FitPoint) => string,
  asked: (entry: FitPoint) => FitPoint = (entry) => entry,
): Unseen {
  const parts = [...new Set(points.map(partOf))].sort().map((part) => {
    const kept = points.filter((entry) => partOf(entry) !== part);
    const fits = fitEngines(kept, full);
    const byCoefficients = predictAll(points.filter((entry) => partOf(entry) === part).map(asked), fits);
    return { byCoefficients, corrected: correctAll(byCoefficients, fitNearby(kept, fits)) };
  });
  return {
    byCoefficients: parts.flatMap((part) => part.byCoefficients),
    corrected: parts.flatMap((part) => part.corrected),
  };
}
