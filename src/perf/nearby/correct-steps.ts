// A step model moved by what was measured near, for simulators and planners: they need steps where `silico estimate` needs sums.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import type { ModelSpec } from "../../catalog/models/model-spec.ts";
import { pow } from "../../elementary.ts";
import type { Configuration, EngineFamily, EngineProfile } from "../../scenario/layout.ts";
import { compileStepModel } from "../compile.ts";
import { engineFor, nearbyRuns, shippedComposition, spreadsAt } from "../engine-composition.ts";
import { neverFalling, promptShare, scaleSteps } from "../scaled-steps.ts";
import { engineClasses } from "../serving-fit/engine-class.ts";
import type { CompiledStepModel } from "../step-model.ts";
import type { NearbyCorrection } from "./correction.ts";
import { cellOf, type MeanLengths, placeOf } from "./place.ts";
import { runsOf } from "./shipped-runs.ts";

/** Steps of at most so many tokens are decodes, of at least so many prompts; in between by the logarithm. */
const decodeSizedTokens = 256;
const promptSizedTokens = 2048;

/**
 * In flight when prompts are read: their steps carry decodes. On the public runs a closed loop over steps moved so keeps within
 * 0.3% (median; nine in ten 2.3%) of TPOT moved as a whole; by TPOT at one in flight it is 0.8%, by TTFT at one 1.1%.
 */
const besidePrompts = 64;

/**
 * A step of B decodes takes as many times longer as TPOT did with B in flight, prompts as it did with a full engine. TTFT then
 * moves with the steps alone: waits that the steps do not explain are left as the coefficients have them. Times stay non-negative
 * and never fall with more tokens.
 * @param at the correction with so many requests in flight
 */
export function correctSteps(
  model: CompiledStepModel,
  at: (concurrency: number) => NearbyCorrection,
): CompiledStepModel {
  const prefill = at(besidePrompts).tpotFactor;
  const decode = (sequences: number): number => at(Math.max(1, sequences)).tpotFactor;
  const tokens = model.tokenKnots.values;
  const sequences = model.sequenceKnots.values;
  const scaled = scaleSteps(model, {
    tokenTable: (table) =>
      neverFalling(
        table.map((seconds, i) => {
          const own = decode(tokens[i]!);
          return seconds * own * pow(prefill / own, promptShare(tokens[i]!, decodeSizedTokens, promptSizedTokens));
        }),
      ),
    decode,
    prefill,
  });
  /** Seconds a token of context, linear between knots: may fall with the batch, but the whole batch's seconds may not. */
  const perToken = (table: Float64Array): Float64Array => {
    for (let i = 1; i < table.length; i++) {
      const [few, many] = [sequences[i - 1]!, sequences[i]!];
      table[i] = Math.max(table[i]!, (table[i - 1]! * many) / (2 * many - few));
    }
    return table;
  };
  return {
    ...scaled,
    decodeSeconds: neverFalling(scaled.decodeSeconds),
    decodeSecondsPerContextToken: perToken(scaled.decodeSecondsPerContextToken),
    decodeSecondsPerWindowToken: perToken(scaled.decodeSecondsPerWindowToken),
  };
}

/** Batches over which the nearness of a step model is judged. */
const typicalBatches = [1, 8, 64] as const;

/**
 * A replica's step model for traffic of these mean lengths: compiled, and moved by the shipped runs of its engine class, chip
 * and model, where there are any. Error: docs/accuracy.md.
 * @throws {SilicoError} as compileStepModel.
 */
export function compileServing(
  model: ModelSpec,
  chip: ChipSpec,
  configuration: Configuration,
  lengths: MeanLengths,
): CompiledStepModel {
  const engine = engineFor(configuration.engine, chip);
  const steps = compileStepModel(model, chip, configuration, engine);
  const cell = cellOf(engine.name, chip, model);
  if (shippedComposition.nearby.cells[cell] === undefined) return steps;
  const seen = new Map<number, NearbyCorrection>();
  const at = (concurrency: number): NearbyCorrection => {
    const known = seen.get(concurrency) ?? nearbyRuns(placeOf(cell, configuration, { ...lengths, concurrency }));
    seen.set(concurrency, known);
    return known;
  };
  const nearness = typicalBatches.reduce((sum, batch) => sum + at(batch).nearness, 0) / typicalBatches.length;
  return { ...correctSteps(steps, at), spread: spreadsAt(nearness, engine).tpotSpread };
}

const runsIn = (engineClass: string, chip: ChipSpec, model: ModelSpec): number =>
  (shippedComposition.nearby.cells[cellOf(engineClass, chip, model)] ?? []).reduce((sum, row) => sum + runsOf(row), 0);

/** Shipped runs of a model on a chip under an engine, of any layout, precision and lengths. */
export const shippedRuns = (model: ModelSpec, chip: ChipSpec, engine: EngineProfile): number =>
  runsIn(engineFor(engine, chip).name, chip, model);

export interface MeasuredEngine {
  readonly family: EngineFamily;
  /** First release of the class. */
  readonly version: string;
  readonly runs: number;
}

/** Engines and releases that a model was measured with on a chip, serving whole requests. */
export const measuredEngines = (model: ModelSpec, chip: ChipSpec): readonly MeasuredEngine[] =>
  engineClasses
    .filter(({ isDisaggregated }) => isDisaggregated !== true)
    .map(({ name, family, fromVersion }) => ({ family, version: fromVersion, runs: runsIn(name, chip, model) }))
    .filter(({ runs }) => runs > 0);
