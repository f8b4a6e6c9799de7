// Measured runs predicted as if they were new: by fits that saw neither them nor the rest of their group.
import { log } from "../../elementary.ts";
import { shippedComposition, spreadsAt } from "../engine-composition.ts";
import type { PredictedPoint } from "./accuracy.ts";
import { engineClasses } from "./engine-class.ts";
import { coefficients } from "./engine-coefficients.ts";
import { crossValidate, type EngineFit, fitPoints, foldOf } from "./fit-engines.ts";
import type { ServingPoint } from "./serving-points.ts";

const folds = 5;

/** The shipped coefficients, for a fit to start from. */
export const shippedFits = (): EngineFit[] =>
  engineClasses.flatMap((engine) => {
    const shipped = shippedComposition.engines.find(({ name }) => name === engine.name);
    return shipped === undefined
      ? []
      : [
          {
            engine,
            rows: shipped.rows,
            logs: Float64Array.from(coefficients, ({ key, prior }) => log(shipped.coefficients[key] ?? prior)),
          },
        ];
  });

/**
 * Predictions by fits to four fifths of the groups of `known`, for the points in the fifth that is left. A run's own times are never at hand:
 * not to the fit, and not to the rules that tell mislabelled runs apart. One to two minutes for 1,500 runs.
 */
export function predictUnseen(
  points: readonly ServingPoint[],
  known: readonly ServingPoint[] = points,
): PredictedPoint[] {
  const { ready: questions, failed } = fitPoints(
    points.map((point) => ({ ...point, ttftSeconds: undefined, tpotSeconds: undefined })),
  );
  const asked = new Map(questions.map((entry) => [entry.point.id, entry]));
  const { ready } = fitPoints(known);
  const { byCoefficients, corrected } = crossValidate(
    ready,
    shippedFits(),
    ({ point }) => `fold ${foldOf(point.group, folds)}`,
    (entry) => asked.get(entry.point.id) ?? entry,
  );
  const { engines } = shippedComposition;
  const byId = new Map(points.map((point) => [point.id, point]));
  return [
    ...corrected.flatMap(
      ({ entry: { point, kind, engine }, ttftSeconds, tpotSeconds, nearness }, i): PredictedPoint[] => {
        if (!asked.has(point.id)) return [];
        const { tpotSpread, ttftSpread } = engines.find(({ name }) => name === engine.name)!;
        const alone = byCoefficients[i]!;
        return [
          {
            point: byId.get(point.id)!,
            kind,
            ttftSeconds,
            tpotSeconds,
            byCoefficients: {
              ttftSeconds: alone.ttftSeconds,
              tpotSeconds: alone.tpotSeconds,
              tpotSpread,
              ttftSpread,
            },
            nearness,
            ...spreadsAt(nearness, { tpotSpread, ttftSpread }),
          },
        ];
      },
    ),
    ...failed.map(({ id, reason }): PredictedPoint => ({ point: byId.get(id)!, kind: "regular", reason })),
  ];
}
