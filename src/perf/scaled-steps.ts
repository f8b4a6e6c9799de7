// A step model with its times scaled: of a slower machine, or one corrected by what was measured.
import { log } from "../elementary.ts";
import type { CompiledStepModel } from "./step-model.ts";

export interface StepScales {
  /** Scales seconds by tokens; given and returned at the model's token knots. */
  readonly tokenTable: (seconds: Float64Array) => Float64Array;
  /** Factor of decode attention, by the sequences that decode. */
  readonly decode: (sequences: number) => number;
  /** Factor of prompt attention with the head. */
  readonly prefill: number;
}

/**
 * How far a step of so many tokens is from decode-sized (0) to prompt-sized (1), by the logarithm of its tokens: between factors of
 * the two.
 */
export function promptShare(tokens: number, decodeSizedTokens: number, promptSizedTokens: number): number {
  if (tokens <= decodeSizedTokens) return 0;
  if (tokens >= promptSizedTokens) return 1;
  return log(tokens / decodeSizedTokens) / log(promptSizedTokens / decodeSizedTokens);
}

/** Factors that fall along a table may bend it down: it stays level there instead. Changes the table, seconds, and returns it. */
export function neverFalling(seconds: Float64Array): Float64Array {
  for (let i = 1; i < seconds.length; i++) seconds[i] = Math.max(seconds[i]!, seconds[i - 1]!);
  return seconds;
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
