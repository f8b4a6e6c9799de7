// A machine that turns out slower than predicted: what a robust plan is made for, and what bounds a parity price.
import type { CompiledStepModel } from "../perf/step-model.ts";

/** The same machine, `factor` times as slow. */
export function slowed(steps: CompiledStepModel, factor: number): CompiledStepModel {
  const scale = (table: Float64Array): Float64Array => table.map((seconds) => seconds * factor);
  return {
    ...steps,
    tokenSeconds: scale(steps.tokenSeconds),
    ...(steps.attentionGroups === undefined
      ? {}
      : { attentionGroups: { ...steps.attentionGroups, tokenSeconds: scale(steps.attentionGroups.tokenSeconds) } }),
    decodeSeconds: scale(steps.decodeSeconds),
    decodeSecondsPerContextToken: scale(steps.decodeSecondsPerContextToken),
    decodeSecondsPerWindowToken: scale(steps.decodeSecondsPerWindowToken),
    prefillSecondsPerStep: steps.prefillSecondsPerStep * factor,
    prefillSecondsPerToken: steps.prefillSecondsPerToken * factor,
    headSeconds: steps.headSeconds * factor,
    prefillSecondsPerSequence: steps.prefillSecondsPerSequence * factor,
    prefillSecondsPerPair: steps.prefillSecondsPerPair * factor,
    prefillSecondsPerWindowPair: steps.prefillSecondsPerWindowPair * factor,
  };
}
