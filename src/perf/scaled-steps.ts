// A step model with its times scaled: of a slower machine, or one corrected by what was measured.
import type { CompiledStepModel } from "./step-model.ts";

export interface StepScales {
  /** Scales seconds by tokens; given and returned at the model's token knots. */
  readonly tokenTable: (seconds: Float64Array) => Float64Array;
  /** Factor of decode attention, by the sequences that decode. */
  readonly decode: (sequences: number) => number;
  /** Factor of prompt attention with the head. */
  readonly prefill: number;
}

/** The same configuration with every time scaled. The part that attention groups do alone is scaled as the whole. */
export function scaleSteps(model: CompiledStepModel, { tokenTable, decode, prefill }: StepScales): CompiledStepModel {
  const { attentionGroups, promptAttention } = model;
  const byBatch = Array.from(model.sequenceKnots.values, (sequences) => decode(sequences));
  const decodeTable = (seconds: Float64Array): Float64Array => seconds.map((value, i) => value * byBatch[i]!);
  return {
    ...model,
    tokenSeconds: tokenTable(model.tokenSeconds),
    ...(attentionGroups === undefined
      ? {}
      : { attentionGroups: { ...attentionGroups, tokenSeconds: tokenTable(attentionGroups.tokenSeconds) } }),
    decodeSeconds: decodeTable(model.decodeSeconds),
    decodeSecondsPerContextToken: decodeTable(model.decodeSecondsPerContextToken),
    decodeSecondsPerWindowToken: decodeTable(model.decodeSecondsPerWindowToken),
    prefillSecondsPerSequence: model.prefillSecondsPerSequence * prefill,
    prefillSecondsPerPair: model.prefillSecondsPerPair * prefill,
    ...(promptAttention === undefined
      ? {}
      : {
          promptAttention: {
            ...promptAttention,
            tables: promptAttention.tables.map((table) => ({
              ...table,
              seconds: table.seconds.map((value) => value * prefill),
              leastSecondsPerUnit: table.leastSecondsPerUnit * prefill,
            })),
          },
        }),
    headSeconds: model.headSeconds * prefill,
  };
}

/** The same machine, every step `factor` times as long. */
export const slowed = (model: CompiledStepModel, factor: number): CompiledStepModel =>
  scaleSteps(model, {
    tokenTable: (seconds) => seconds.map((value) => value * factor),
    decode: () => factor,
    prefill: factor,
  });
