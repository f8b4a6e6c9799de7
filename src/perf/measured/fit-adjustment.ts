// Fits an adjustment (adjust-step-model.ts) to load tests of one endpoint: from what its client saw to what its steps cost.
import { exp, log, pow } from "../../elementary.ts";
import { fail } from "../../errors.ts";
import { centre, type MeasuredRun } from "../../scenario/measured-run.ts";
import type { StepAdjustment } from "../../scenario/scenario.ts";
import { type CompiledStepModel, decodeWork, stepSeconds } from "../step-model.ts";
import { adjustStepModel, noAdjustment } from "./adjust-step-model.ts";

export interface FittedPoint {
  readonly source: string;
  readonly metric: "ttft" | "tpot";
  readonly concurrency: number;
  readonly promptTokens: number;
  readonly measuredSeconds: number;
  readonly beforeSeconds: number;
  readonly afterSeconds: number;
}

export interface AdjustmentFit {
  readonly adjustment: StepAdjustment;
  readonly points: readonly FittedPoint[];
  /** Median of |predicted / measured - 1|, fraction. */
  readonly medianErrorBefore: number;
  readonly medianErrorAfter: number;
  /** Runs not used, with the reason. */
  readonly unused: readonly { readonly source: string; readonly reason: string }[];
}

/**
 * TPOT of a closed loop at constant concurrency in the steady state. Each request of `outputTokens` steps lets one prompt
 * in, so a share of prompt work rides on every step: TPOT = time of a decode step with that share beside it.
 */
function predictTpot(
  model: CompiledStepModel,
  concurrency: number,
  promptTokens: number,
  outputTokens: number,
): number {
  const decode = decodeWork(concurrency, promptTokens + outputTokens / 2, model.windowTokens);
  const others = concurrency - 1;
  return stepSeconds(model, decode) + (others / outputTokens) * predictTtft(model, promptTokens);
}

/** TTFT of one request alone: its prompt in one step. */
function predictTtft(model: CompiledStepModel, promptTokens: number): number {
  const pairs = (promptTokens * (promptTokens + 1)) / 2;
  const beyond = Math.max(0, promptTokens - model.windowTokens);
  return stepSeconds(model, {
    prefillTokens: promptTokens,
    prefillSequences: 1,
    prefillPairs: pairs,
    prefillWindowPairs: pairs - (beyond * (beyond + 1)) / 2,
    decodeSequences: 0,
    decodeContextTokens: 0,
    decodeWindowTokens: 0,
  });
}

interface Point {
  readonly source: string;
  readonly metric: "ttft" | "tpot";
  readonly concurrency: number;
  readonly promptTokens: number;
  readonly measuredSeconds: number;
  readonly predict: (model: CompiledStepModel) => number;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Sum of log errors, made linear beyond 10% so that one odd run does not steer the fit. */
function loss(points: readonly Point[], model: CompiledStepModel, adjustment: StepAdjustment): number {
  const adjusted = adjustStepModel(model, adjustment);
  let sum = 0;
  for (const point of points) {
    const error = Math.abs(log(Math.max(1e-9, point.predict(adjusted)) / point.measuredSeconds));
    sum += error < 0.1 ? error * error : 0.1 * (2 * error - 0.1);
  }
  // What the runs leave open (few runs cannot tell overhead from scale) is decided by what is likely: predictions are within
  // about 30% and a few milliseconds, and a run repeats within about 5%.
  const { overheadSeconds, decodeScale, prefillScale } = adjustment;
  const surprise = pow(log(decodeScale) / 0.3, 2) + pow(log(prefillScale) / 0.3, 2) + pow(overheadSeconds / 2e-3, 2);
  return sum + pow(0.05, 2) * surprise;
}

/**
 * Fit overhead, decode scale and prompt scale to load tests of an endpoint that runs `model`'s configuration.
 * Uses TTFT of runs with one request in flight and TPOT of closed loops; other runs are listed as unused.
 * Range: overhead -5 to 50 ms, scales 0.2 to 5. Error: reported as the median over the fitted points.
 * @throws {SilicoError} code "domain" where no run can be used.
 */
export function fitAdjustment(model: CompiledStepModel, runs: readonly MeasuredRun[]): AdjustmentFit {
  const points: Point[] = [];
  const unused: { source: string; reason: string }[] = [];
  for (const run of runs) {
    const { source, concurrency, promptTokens, outputTokens } = run;
    const ttft = centre(run.ttftSeconds);
    const tpot = centre(run.tpotSeconds);
    if (concurrency === undefined) {
      unused.push({ source, reason: "open loop: its latencies depend on the arrivals, simulate it instead" });
      continue;
    }
    if (run.failed > 0.1 * run.requests) {
      unused.push({ source, reason: `${run.failed} of ${run.requests} requests failed` });
      continue;
    }
    const shared = { source, concurrency, promptTokens };
    if (concurrency === 1 && ttft !== undefined) {
      points.push({
        ...shared,
        metric: "ttft",
        measuredSeconds: ttft,
        predict: (step) => predictTtft(step, promptTokens),
      });
    }
    if (tpot !== undefined && outputTokens > 1) {
      const predict = (step: CompiledStepModel) => predictTpot(step, concurrency, promptTokens, outputTokens);
      points.push({ ...shared, metric: "tpot", measuredSeconds: tpot, predict });
    }
    if (tpot === undefined && (ttft === undefined || concurrency > 1))
      unused.push({ source, reason: "no TPOT, and TTFT under load" });
  }
  if (points.length === 0) {
    fail(
      "domain",
      [],
      "none of the runs can be used for a fit",
      "Give closed-loop runs: one request in flight, then a few concurrencies.",
    );
  }

  // Coordinate search with shrinking steps: three smooth unknowns, no derivative needed, same answer everywhere.
  let best = noAdjustment;
  let bestLoss = loss(points, model, best);
  const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
  for (let step = 1; step > 1e-5; step *= 0.6) {
    for (let improved = true; improved; ) {
      improved = false;
      for (const sign of [1, -1]) {
        const trials: StepAdjustment[] = [
          { ...best, overheadSeconds: clamp(best.overheadSeconds + sign * step * 5e-3, -5e-3, 50e-3) },
          { ...best, decodeScale: clamp(best.decodeScale * exp(sign * step * 0.5), 0.2, 5) },
          { ...best, prefillScale: clamp(best.prefillScale * exp(sign * step * 0.5), 0.2, 5) },
        ];
        for (const trial of trials) {
          const trialLoss = loss(points, model, trial);
          if (trialLoss < bestLoss - 1e-12) {
            best = trial;
            bestLoss = trialLoss;
            improved = true;
          }
        }
      }
    }
  }
  const adjusted = adjustStepModel(model, best);
  const fitted = points.map(
    ({ predict, ...point }): FittedPoint => ({
      ...point,
      beforeSeconds: predict(model),
      afterSeconds: predict(adjusted),
    }),
  );
  const error = (of: (point: FittedPoint) => number) =>
    median(fitted.map((point) => Math.abs(of(point) / point.measuredSeconds - 1)));
  return {
    adjustment: best,
    points: fitted,
    medianErrorBefore: error((point) => point.beforeSeconds),
    medianErrorAfter: error((point) => point.afterSeconds),
    unused,
  };
}
