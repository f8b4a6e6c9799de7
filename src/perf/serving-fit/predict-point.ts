// One measured run, predicted.
import { type ClosedLoopResult, type ClosedLoopWork, closedLoop, type EngineHabit } from "../closed-loop.ts";
import { composeStep } from "../compile.ts";
import type { CompiledStepModel } from "../step-model.ts";
import { type EngineCoefficients, reservedOutputShare, schedulingOf } from "./engine-coefficients.ts";
import type { PointClass } from "./point-class.ts";
import type { PreparedPoint } from "./prepared-point.ts";

/** What a class of mislabelled runs turned out to be: the median over the rows of the class. */
const limitedBatch = 8;
/** Tokens accepted per step with one or more draft tokens: DeepSeek-V3's report gives 1.85 for one. */
const acceptedPerStep = 1.85;

export interface PointPrediction {
  readonly ttftSeconds: number;
  readonly tpotSeconds: number;
  readonly result: ClosedLoopResult;
}

export function predictAggregated(
  prepared: PreparedPoint,
  engine: EngineCoefficients,
  kind: PointClass = "regular",
  model: CompiledStepModel = composeStep(prepared.parts, engine, prepared.layers, prepared.frame),
): PointPrediction {
  const { configuration } = prepared;
  let work: ClosedLoopWork = prepared.work;
  let maxSequences = configuration.engine.maxSequences;
  if (kind === "batch-limited") {
    // All requests of the run are sent at once to an engine that runs `limitedBatch` at a time.
    maxSequences = limitedBatch;
    work = { ...work, concurrency: 10 * limitedBatch, waves: 1 };
  }
  const habit: EngineHabit = {
    scheduling: schedulingOf(configuration.engine.family),
    maxBatchedTokens: configuration.engine.maxBatchedTokens,
    maxSequences,
    reservedOutputShare: reservedOutputShare(configuration.engine.family),
    receiveIntervalSteps: prepared.receiveIntervalSteps,
    frontEndSeconds: engine.frontEndSeconds,
    frontEndSerialSeconds: engine.frontEndSerialSeconds,
  };
  const result = closedLoop(model, habit, work);
  return {
    ttftSeconds: result.ttftSeconds,
    tpotSeconds: kind === "speculative" ? result.tpotSeconds / acceptedPerStep : result.tpotSeconds,
    result,
  };
}
