// How the error of the serving predictions splits over overhead, kernels and queueing.
//
// Two views. (1) By share of time: a row's error is divided over the parts of its predicted time, in proportion; summed over rows
// that gives each part's points of the MAPE. It says where the time is that the error sits on, not which part is wrong. (2) By
// swapping in what was measured: every step time is scaled so that TPOT comes out as measured, and TTFT is predicted again; what
// error is left in TTFT is that of queueing and the front end, and of prompts against decode.
import { composeStep } from "../compile.ts";
import { interpolate } from "../knots.ts";
import { slowed } from "../scaled-steps.ts";

import type { EngineCoefficients } from "./engine-coefficients.ts";
import { type PointPrediction, predictAggregated } from "./predict-point.ts";
import type { PreparedPoint } from "./prepared-point.ts";
import { mean, quantile } from "./quantiles.ts";

export const tpotParts = ["overhead", "kernels", "prompts of others"] as const;
export const ttftParts = ["front end", "queue", "prompt's own steps"] as const;

/** One aggregated run: shares of its predicted time (each set sums to 1), and TTFT predicted with TPOT as measured, seconds. */
export interface RowSplit {
  readonly tpotShares: Readonly<Record<(typeof tpotParts)[number], number>>;
  readonly ttftShares: Readonly<Record<(typeof ttftParts)[number], number>>;
  readonly ttftAtMeasuredTpotSeconds: number;
}

/** Shares of a regular aggregated run whose TPOT was measured. */
export function splitRow(
  prepared: PreparedPoint,
  engine: EngineCoefficients,
  prediction: PointPrediction,
  measuredTpotSeconds: number,
): RowSplit {
  const model = composeStep(prepared.parts, engine, prepared.layers, prepared.frame);
  const { result, tpotSeconds, ttftSeconds } = prediction;
  const batch = Math.max(1, result.meanBatch);
  const context = batch * (prepared.work.inputTokens + prepared.work.outputTokens / 2);
  const { sequenceKnots } = model;
  const step =
    interpolate(model.tokenKnots, model.tokenSeconds, batch) +
    interpolate(sequenceKnots, model.decodeSeconds, batch) +
    interpolate(sequenceKnots, model.decodeSecondsPerContextToken, batch) * context +
    interpolate(sequenceKnots, model.decodeSecondsPerWindowToken, batch) *
      Math.min(context, model.windowTokens * batch);
  const overhead =
    engine.hostSecondsPerStep +
    engine.gapSecondsPerLayer * prepared.layers +
    engine.hostSecondsPerSequence * Math.max(1, batch * prepared.parts.groupShare);
  const inSteps = Math.min(step, tpotSeconds);
  const overheadShare = Math.min(1, overhead / step) * (inSteps / tpotSeconds);
  const frontEnd = Math.min(ttftSeconds, engine.frontEndSeconds + engine.frontEndSerialSeconds);
  const queue = Math.min(ttftSeconds - frontEnd, result.queueSeconds);
  return {
    tpotShares: {
      overhead: overheadShare,
      kernels: inSteps / tpotSeconds - overheadShare,
      "prompts of others": 1 - inSteps / tpotSeconds,
    },
    ttftShares: {
      "front end": frontEnd / ttftSeconds,
      queue: queue / ttftSeconds,
      "prompt's own steps": 1 - (frontEnd + queue) / ttftSeconds,
    },
    ttftAtMeasuredTpotSeconds: predictAggregated(
      prepared,
      engine,
      "regular",
      slowed(model, measuredTpotSeconds / tpotSeconds),
    ).ttftSeconds,
  };
}

export interface ErrorSplit {
  readonly rows: number;
  /** Points of the MAPE by part, and each part's mean share of the predicted time, percent. */
  readonly tpot: readonly { readonly part: string; readonly points: number; readonly timeShare: number }[];
  readonly ttft: readonly { readonly part: string; readonly points: number; readonly timeShare: number }[];
  /** Errors of TTFT, percent: as predicted, and with every step time scaled to the measured TPOT. */
  readonly ttftMape: number;
  readonly ttftMedianApe: number;
  readonly ttftAtMeasuredTpotMape: number;
  readonly ttftAtMeasuredTpotMedianApe: number;
}

export interface SplitInput {
  readonly split: RowSplit;
  readonly tpotError: number;
  readonly ttftError: number;
  readonly ttftMeasuredSeconds: number;
}

/** Sums row splits. `tpotError` and `ttftError`: absolute relative errors, fractions. Undefined of no rows. */
export function sumSplits(rows: readonly SplitInput[]): ErrorSplit | undefined {
  if (rows.length === 0) return undefined;
  const percent = (value: number): number => Math.round(value * 1000) / 10;
  const swapped = rows.map(({ split, ttftMeasuredSeconds }) =>
    Math.abs(split.ttftAtMeasuredTpotSeconds / ttftMeasuredSeconds - 1),
  );
  const plain = rows.map(({ ttftError }) => ttftError);
  return {
    rows: rows.length,
    tpot: tpotParts.map((part) => ({
      part,
      points: percent(mean(rows.map(({ split, tpotError }) => split.tpotShares[part] * tpotError))!),
      timeShare: percent(mean(rows.map(({ split }) => split.tpotShares[part]))!),
    })),
    ttft: ttftParts.map((part) => ({
      part,
      points: percent(mean(rows.map(({ split, ttftError }) => split.ttftShares[part] * ttftError))!),
      timeShare: percent(mean(rows.map(({ split }) => split.ttftShares[part]))!),
    })),
    ttftMape: percent(mean(plain)!),
    ttftMedianApe: percent(quantile(plain, 0.5)!),
    ttftAtMeasuredTpotMape: percent(mean(swapped)!),
    ttftAtMeasuredTpotMedianApe: percent(quantile(swapped, 0.5)!),
  };
}
