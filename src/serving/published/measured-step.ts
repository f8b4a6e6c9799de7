// Published step-time fits as compiled step models: the engine that a paper measured, in place of one that we predict.
// Takes coefficients in seconds; gives the tables that the simulator reads. Knows no paper by name.
import { Knots } from "../../perf/knots.ts";
import type { PromptTable } from "../../perf/prompt-attention.ts";
import type { CompiledStepModel } from "../../perf/step-model.ts";

/** Seconds of a step that holds prompts alone: piecewise linear in their tokens, plus a part for each query-key pair. */
export interface PromptFit {
  /** Tokens, ascending from 1, and seconds there; the last segment goes on beyond. */
  readonly tokens: readonly number[];
  readonly seconds: readonly number[];
  readonly secondsPerPair?: number;
}

/** Seconds of a step that decodes B sequences: a table over B, plus a part for each token of their contexts. */
export interface DecodeFit {
  readonly sequences: readonly number[];
  readonly seconds: readonly number[];
  readonly secondsPerContextToken: readonly number[];
}

export interface Memory {
  readonly kvBytesPerToken: number;
  readonly kvCapacityTokens: number;
  readonly contextLimit: number;
}

const beyond = 1 << 20;

function at(knots: readonly number[], values: readonly number[], x: number): number {
  let i = 0;
  while (i < knots.length - 2 && knots[i + 1]! <= x) i += 1;
  const share = (x - knots[i]!) / (knots[i + 1]! - knots[i]!);
  return values[i]! + share * (values[i + 1]! - values[i]!);
}

/** A charge on every step that has prompts, whatever their number and length. */
const onceAStep = (seconds: number): PromptTable => ({
  counts: "pairs",
  reachTokens: Number.POSITIVE_INFINITY,
  chunkKnots: 2,
  workKnots: 2,
  seconds: new Float64Array(4).fill(seconds),
  leastSecondsPerUnit: 0,
});

/**
 * The compiled form of two separate fits, exact for a step of prompts alone and for a step of decodes alone.
 *
 * A step that holds both is charged the prompt fit for all its tokens, plus what the decodes cost beyond their tokens there; a
 * fit measured on separate steps cannot say more, so use an engine that does not mix them where that matters. Where prompts of
 * a few tokens were measured slower than as many decodes, the difference is a cost of any step with prompts: so decodes never
 * make a step cheaper than its prompts alone.
 * FLOP, bytes and peaks are not published with such fits: they are 0, and MFU and MBU of a run mean nothing.
 */
export function measuredStepModel(prompt: PromptFit, decode: DecodeFit, memory: Memory): CompiledStepModel {
  const promptKnots = [...prompt.tokens, beyond];
  const promptSeconds = [...prompt.seconds, at(prompt.tokens, prompt.seconds, beyond)];
  const sequenceKnots = [...decode.sequences, beyond];
  const decodeAt = (batch: number): number => at(decode.sequences, decode.seconds, batch);
  // Both tables bend at the knots of both, so that their sum is the decode fit at every whole batch between them.
  const knots = [...new Set([...sequenceKnots, ...promptKnots])].sort((a, b) => a - b);
  const excess = (batch: number): number => at(promptKnots, promptSeconds, batch) - decodeAt(batch);
  const largestBatch = decode.sequences.at(-1)!;
  const secondsPerPromptStep = Math.max(0, ...knots.filter((batch) => batch <= largestBatch).map(excess));
  const context = [...decode.secondsPerContextToken, decode.secondsPerContextToken.at(-1)!];
  return {
    tokenKnots: Knots.of(0, ...promptKnots),
    tokenSeconds: Float64Array.of(0, ...promptSeconds.map((seconds) => seconds - secondsPerPromptStep)),
    sequenceKnots: Knots.of(0, ...knots),
    decodeSeconds: Float64Array.of(0, ...knots.map((batch) => secondsPerPromptStep - excess(batch))),
    decodeSecondsPerContextToken: Float64Array.of(
      context[0]!,
      ...knots.map((batch) => at(sequenceKnots, context, batch)),
    ),
    decodeSecondsPerWindowToken: new Float64Array(knots.length + 1),
    promptAttention: { laneShare: 1, tables: [onceAStep(secondsPerPromptStep)] },
    prefillSecondsPerSequence: 0,
    headSeconds: 0,
    prefillSecondsPerPair: prompt.secondsPerPair ?? 0,
    windowTokens: Number.POSITIVE_INFINITY,
    kvBytesPerToken: memory.kvBytesPerToken,
    kvCapacityTokens: memory.kvCapacityTokens,
    contextLimit: memory.contextLimit,
    flopsPerToken: 0,
    flopsPerPair: 0,
    weightBytesPerStep: 0,
    peakFlopsPerSecond: 1,
    peakBytesPerSecond: 1,
    spread: { p10: 1, p90: 1 },
  };
}
