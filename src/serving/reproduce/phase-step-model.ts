// A step model made of two measured curves, prompt time by tokens and decode time by batch, as papers publish them.
import type { CompiledStepModel } from "../../perf/step-model.ts";

export interface PhaseCurves {
  /** Seconds to process a prompt batch of so many tokens: knots ascending, the first above 0, held below it. */
  readonly promptTokens: readonly number[];
  readonly promptSeconds: readonly number[];
  /** Seconds of a decode step by requests in it, contexts apart. */
  readonly decodeSeconds: (batch: number) => number;
  readonly decodeSecondsPerContextToken: (batch: number) => number;
  /** Seconds per squared prompt token, summed over the prompts of a step. */
  readonly promptSecondsPerSquaredToken?: number;
  readonly maxSequences: number;
  readonly kvCapacityTokens: number;
  readonly kvBytesPerToken: number;
  readonly contextLimit: number;
}

/**
 * Steps of one phase cost exactly what the curves say. A step of both phases costs the prompt curve at all its tokens, and
 * what its decodes cost beyond the prompt curve at their own tokens.
 */
export function phaseStepModel(curves: PhaseCurves): CompiledStepModel {
  const { promptTokens, promptSeconds, maxSequences } = curves;
  const squared = curves.promptSecondsPerSquaredToken ?? 0;
  const knots = [0, 1, ...promptTokens.filter((tokens) => tokens > 1)];
  const at = (tokens: number): number => {
    if (tokens <= promptTokens[0]!) return promptSeconds[0]!;
    let i = 1;
    while (i < promptTokens.length - 1 && promptTokens[i]! < tokens) i += 1;
    const [x0, x1] = [promptTokens[i - 1]!, promptTokens[i]!];
    const [y0, y1] = [promptSeconds[i - 1]!, promptSeconds[i]!];
    return y0 + ((tokens - x0) / (x1 - x0)) * (y1 - y0);
  };
  const batches = Array.from({ length: maxSequences + 1 }, (_, batch) => batch);
  return {
    tokenKnots: Float64Array.from(knots),
    tokenSeconds: Float64Array.from(knots, (tokens) => (tokens === 0 ? 0 : at(tokens) - squared * tokens)),
    sequenceKnots: Float64Array.from(batches),
    decodeSeconds: Float64Array.from(batches, (batch) =>
      batch === 0 ? 0 : curves.decodeSeconds(batch) - (at(batch) - squared * batch),
    ),
    decodeSecondsPerContextToken: Float64Array.from(batches, (batch) =>
      curves.decodeSecondsPerContextToken(Math.max(1, batch)),
    ),
    decodeSecondsPerWindowToken: new Float64Array(batches.length),
    prefillSecondsPerSequence: 0,
    // The sum of squares of a prompt of n tokens is 2 pairs - n.
    prefillSecondsPerPair: 2 * squared,
    prefillSecondsPerWindowPair: 0,
    windowTokens: Number.POSITIVE_INFINITY,
    kvBytesPerToken: curves.kvBytesPerToken,
    kvCapacityTokens: curves.kvCapacityTokens,
    contextLimit: curves.contextLimit,
    flopsPerToken: 0,
    flopsPerPair: 0,
    weightBytesPerStep: 0,
    peakFlopsPerSecond: 0,
    peakBytesPerSecond: 0,
    spread: { p10: 1, p90: 1 },
  };
}
