// A prefill or decode unit of wide expert parallelism: one chip a data-parallel attention group, experts spread over all of them, run
// as its operators publish that they run it.
import { findChip } from "../catalog/chip.ts";
import { findModel } from "../catalog/models/shipped-models.ts";
import { chipSpec } from "../catalog/resolve-chip.ts";
import { compileStepModel } from "../perf/compile.ts";
import { classOf } from "../perf/composition.ts";
import { compositionFor } from "../perf/engine-composition.ts";
import { operatorTime } from "../perf/operators/operator-time.ts";
import { planModel, stepCalls } from "../perf/operators-of.ts";
import { type CompiledStepModel, emptyWork, type StepWork } from "../perf/step-model.ts";
import type { Configuration, EngineProfile } from "../scenario/layout.ts";

export interface LargeEpUnit {
  readonly model: string;
  readonly chip: string;
  /** Experts placed, copies of busy ones included. */
  readonly placedExperts: number;
}

export const cacheBlockTokens = 64;

export const engineOf = (maxBatchedTokens: number, maxSequences: number): EngineProfile => ({
  family: "sglang",
  maxBatchedTokens,
  maxSequences,
  kvBlockTokens: cacheBlockTokens,
  memoryFraction: 0.9,
  kvCacheFormat: "bf16",
  hasPrefixCache: true,
});

/** The nominal step of a unit that holds so many tokens: what is measured when its communication is hidden. */
export type StepOf = (tokens: number) => StepWork;

/**
 * Step model of one unit, run as DeepSeek says it runs: experts placed so that GPUs are evenly loaded, and all-to-all of one
 * half batch behind the computation of the other (as much of it as there is computation to hide behind).
 */
export function unitModel(unit: LargeEpUnit, gpus: number, engine: EngineProfile, nominal: StepOf): CompiledStepModel {
  const published = findModel(unit.model);
  // Copies of busy experts are experts of their own to the GPU that holds them.
  const layers = published.layers.map((group) =>
    group.feedForward.kind === "moe"
      ? { ...group, feedForward: { ...group.feedForward, experts: unit.placedExperts } }
      : group,
  );
  const model = { ...published, layers };
  const chip = chipSpec(findChip(unit.chip));
  const configuration: Configuration = {
    layout: { tp: 1, pp: 1, attentionDp: gpus, ep: gpus, moeTp: 1 },
    precision: "fp8-block",
    engine,
  };
  const composition = compositionFor(configuration, chip);
  const compiled = compileStepModel(model, chip, configuration, composition);
  const plan = planModel(model, configuration);
  const tokenSeconds = compiled.tokenSeconds.map((seconds, i) => {
    const work = nominal(compiled.tokenKnots.values[i]!);
    if (work.prefillTokens + work.decodeSequences === 0) return seconds;
    let exchange = 0;
    let compute = 0;
    let surplus = 0;
    for (const { call, count } of stepCalls(plan, work)) {
      const factor = composition.factors[classOf(call)];
      const own = factor * count * operatorTime(call, chip).seconds;
      if (call.kind === "collective") exchange += own;
      else if (call.kind === "moe") {
        const balanced = factor * count * operatorTime({ ...call, routing: "balanced" }, chip).seconds;
        surplus += own - balanced;
        compute += balanced;
      } else compute += own;
    }
    return seconds - surplus - Math.min(exchange, compute);
  });
  return { ...compiled, tokenSeconds };
}

/** A step of whole prompts of `fresh` new tokens each, `cached` found before them. */
export const promptStepOf =
  (fresh: number, cached: number): StepOf =>
  (tokens) => {
    const prompts = tokens / fresh;
    const pairs = prompts * (fresh * cached + (fresh * (fresh + 1)) / 2);
    return {
      ...emptyWork(),
      prefillTokens: tokens,
      prefillSequences: prompts,
      prefillPairs: pairs,
      prefillWindowPairs: pairs,
    };
  };
