// The compiled step model: what one engine iteration costs on one replica, in O(1) and without walking layers.
// perf compiles it from (model, chip, layout, precision, engine); serving and planning only evaluate it.

/** What one engine iteration processes on one replica. */
export interface StepWork {
  /** Prompt tokens processed in this iteration, all sequences together. */
  prefillTokens: number;
  /** Sequences that those prompt tokens belong to. */
  prefillSequences: number;
  /**
   * Query-key pairs of those prompt tokens under a causal mask: for a chunk of n tokens after `c` tokens already in KV,
   * n * c + n * (n + 1) / 2, summed over chunks.
   */
  prefillPairs: number;
  /** The same with each query's reach cut at the model's sliding window (equal to prefillPairs where it has none). */
  prefillWindowPairs: number;
  /** Sequences that decode one token each. */
  decodeSequences: number;
  /** Sum of their context lengths (tokens in KV before this step). */
  decodeContextTokens: number;
  /** Sum of min(context, window). */
  decodeWindowTokens: number;
}

/**
 * One configuration, compiled. Time of a step, seconds:
 *
 *   T = n(x * prefillTokens + decodeSequences)                          everything that depends only on the tokens in the step
 *     + [decode] a(B) + s(B) * contextTokens + w(B) * windowTokens      attention of the decoding sequences
 *     + [prefill] x * (p0 * prefillSequences + p1 * pairs + pw * windowPairs)  attention of the prompt chunks
 *
 * x = 1, or more where prompts are too few to fill a pipeline (promptStretch). n, a, s, w are tables, linear between knots; all terms are non-negative and never fall with more work. B = decodeSequences.
 * For constant B, k decode steps in a row grow contextTokens by B a step, so their sum is closed-form (see decodeRunSeconds).
 */
export interface CompiledStepModel {
  /** Knots of the token table, ascending, first 0 (n(0) = 0), and seconds at each knot. Beyond the last: linear continuation. */
  readonly tokenKnots: Float64Array;
  readonly tokenSeconds: Float64Array;
  /** Knots of the decode tables (sequences), ascending, first 0. */
  readonly sequenceKnots: Float64Array;
  readonly decodeSeconds: Float64Array;
  readonly decodeSecondsPerContextToken: Float64Array;
  readonly decodeSecondsPerWindowToken: Float64Array;
  readonly prefillSecondsPerSequence: number;
  readonly prefillSecondsPerPair: number;
  readonly prefillSecondsPerWindowPair: number;
  /** Sliding window, tokens; Infinity where the model has none. */
  readonly windowTokens: number;
  /** KV bytes per token on the whole replica, and tokens of KV that fit beside the weights. */
  readonly kvBytesPerToken: number;
  readonly kvCapacityTokens: number;
  /** Longest context of the model, tokens. */
  readonly contextLimit: number;
  /** FLOP and bytes of a step, for MFU and MBU: per token, per pair, and per step (weights read). Whole replica. */
  readonly flopsPerToken: number;
  readonly flopsPerPair: number;
  readonly weightBytesPerStep: number;
  readonly peakFlopsPerSecond: number;
  readonly peakBytesPerSecond: number;
  /**
   * Pipeline stages, and the tokens of one micro-batch; absent = one stage. The tables hold a full pipeline: work spread evenly
   * over one micro-batch per stage. A prompt is in one micro-batch at a time, so a few prompts stretch a step (promptStretch).
   */
  readonly pipeline?: { readonly stages: number; readonly microBatchTokens: number };
  /** Relative spread of the prediction: p10/p50 and p90/p50 of the true step time over the predicted one. */
  readonly spread: { readonly p10: number; readonly p90: number };
}

/** Index of the last knot at or below x, by bisection. */
function segment(knots: Float64Array, x: number): number {
  let low = 0;
  let high = knots.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (knots[middle]! <= x) low = middle;
    else high = middle - 1;
  }
  return Math.min(low, knots.length - 2);
}

/** Piecewise-linear table; beyond the last knot the last segment goes on. At least two knots. */
export function interpolate(knots: Float64Array, values: Float64Array, x: number): number {
  const i = segment(knots, x);
  const x0 = knots[i]!;
  const y0 = values[i]!;
  return y0 + ((x - x0) / (knots[i + 1]! - x0)) * (values[i + 1]! - y0);
}

/**
 * Factor on the prompt work of a step that holds too few prompts to fill the pipeline: the stages work on one micro-batch
 * each, and a prompt passes them one after another. 1 without a pipeline, `stages` for one prompt alone.
 */
export function promptStretch(
  { pipeline }: Pick<CompiledStepModel, "pipeline">,
  promptTokens: number,
  prompts: number,
): number {
  if (pipeline === undefined) return 1;
  const microBatches = Math.max(1, prompts, Math.ceil(promptTokens / pipeline.microBatchTokens));
  return pipeline.stages / Math.min(pipeline.stages, microBatches);
}

/** Tokens that one step of the whole pipeline may hold, where the engine allows `engineTokens` per micro-batch. */
export const stepTokenBudget = (model: CompiledStepModel, engineTokens: number): number =>
  engineTokens * (model.pipeline?.stages ?? 1);

/** Time of one step, seconds. The reference form: fast engines may precompute its parts, and must agree to rounding. */
export function stepSeconds(model: CompiledStepModel, work: StepWork): number {
  if (work.prefillTokens + work.decodeSequences === 0) return 0;
  const stretch = promptStretch(model, work.prefillTokens, work.prefillSequences);
  const tokens = stretch * work.prefillTokens + work.decodeSequences;
  let seconds = interpolate(model.tokenKnots, model.tokenSeconds, tokens);
  if (work.decodeSequences > 0) {
    const { sequenceKnots } = model;
    const batch = work.decodeSequences;
    seconds +=
      interpolate(sequenceKnots, model.decodeSeconds, batch) +
      interpolate(sequenceKnots, model.decodeSecondsPerContextToken, batch) * work.decodeContextTokens +
      interpolate(sequenceKnots, model.decodeSecondsPerWindowToken, batch) * work.decodeWindowTokens;
  }
  if (work.prefillTokens > 0) {
    seconds +=
      stretch *
      (model.prefillSecondsPerSequence * work.prefillSequences +
        model.prefillSecondsPerPair * work.prefillPairs +
        model.prefillSecondsPerWindowPair * work.prefillWindowPairs);
  }
  return seconds;
}

/**
 * Time of `steps` pure decode steps in a row with a constant batch whose contexts sum to `contextTokens` before the first,
 * in closed form: the context sum grows by `batch` a step. Valid where no sequence crosses the window inside the run:
 * `windowTokens` is the sum of min(context, window) before the first step, of which `windowGrowth` sequences still grow.
 */
export function decodeRunSeconds(
  model: CompiledStepModel,
  batch: number,
  contextTokens: number,
  windowTokens: number,
  windowGrowth: number,
  steps: number,
): number {
  const { sequenceKnots } = model;
  const constant =
    interpolate(model.tokenKnots, model.tokenSeconds, batch) + interpolate(sequenceKnots, model.decodeSeconds, batch);
  const perContext = interpolate(sequenceKnots, model.decodeSecondsPerContextToken, batch);
  const perWindow = interpolate(sequenceKnots, model.decodeSecondsPerWindowToken, batch);
  const triangle = (steps * (steps - 1)) / 2;
  return (
    steps * constant +
    perContext * (steps * contextTokens + batch * triangle) +
    perWindow * (steps * windowTokens + windowGrowth * triangle)
  );
}
