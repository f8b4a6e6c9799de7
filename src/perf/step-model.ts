// The compiled step model: what one engine iteration costs on one replica, in O(1) and without walking layers.
// perf compiles it from (model, chip, layout, precision, engine); serving and planning only evaluate it.

import { type PromptAttention, promptAttentionSeconds } from "./prompt-attention.ts";

/** Tokens of a prompt that one iteration reads together, and the query-key pairs of their attention (see StepWork). */
export interface PromptChunk {
  tokens: number;
  pairs: number;
  windowPairs: number;
}

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
  /**
   * The most tokens, pairs and window pairs of any one prompt chunk of the step: a chunk is read by one attention group and one
   * micro-batch, however many others stand idle. Absent = all chunks are alike.
   */
  largestChunk?: PromptChunk;
  /** Sequences that decode one token each. */
  decodeSequences: number;
  /** Sum of their context lengths (tokens in KV before this step). */
  decodeContextTokens: number;
  /** Sum of min(context, window). */
  decodeWindowTokens: number;
}

/** A step that holds nothing, to be written into. */
export const emptyWork = (): StepWork => ({
  prefillTokens: 0,
  prefillSequences: 0,
  prefillPairs: 0,
  prefillWindowPairs: 0,
  decodeSequences: 0,
  decodeContextTokens: 0,
  decodeWindowTokens: 0,
});

/** A step that only decodes: so many sequences of `context` tokens each. */
export const decodeWork = (sequences: number, context: number, windowTokens = Number.POSITIVE_INFINITY): StepWork => ({
  ...emptyWork(),
  decodeSequences: sequences,
  decodeContextTokens: sequences * context,
  decodeWindowTokens: sequences * Math.min(context, windowTokens),
});

/**
 * One configuration, compiled. Time of a step, seconds:
 *
 *   T = n(tokens + B)                                                   everything that depends only on the tokens in the step
 *     + [decode] a(B) + s(B) * contextTokens + w(B) * windowTokens      attention of the decoding sequences, B of them
 *     + [prefill] p0 * chunks + p(chunks, pairs, ...)                attention of the prompt chunks (prompt-attention.ts)
 *     + [prefill alone] h                                               head and draw, which decodes otherwise bring
 *
 * n, a, s, w, p are tables, linear between knots; all terms are non-negative and never fall with more work. The tables hold work
 * spread evenly over the replica's lanes (pipeline stages x attention groups). Prompts too few or too unequal for that count as
 * the busiest lane sees them: promptLoad says how.
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
  /** Prompt attention of a model made by hand: a line in pairs. */
  readonly prefillSecondsPerPair: number;
  /** Prompt attention of a compiled model: tables. Absent = none beyond the line. */
  readonly promptAttention?: PromptAttention;
  readonly headSeconds: number;
  /** Sliding window, tokens; Infinity where the model has none. */
  readonly windowTokens: number;
  /** KV bytes per token on the whole replica, and tokens of KV that fit beside the weights. */
  readonly kvBytesPerToken: number;
  /** The same without the copies of tensor-parallel ranks: what a transfer moves. Absent = there are none. */
  readonly kvContentBytesPerToken?: number;
  readonly kvCapacityTokens: number;
  /** Longest context of the model, tokens. */
  readonly contextLimit: number;
  /** FLOP and bytes of a step, for MFU and MBU: per token, per pair, and per step (weights read). Whole replica. */
  readonly flopsPerToken: number;
  readonly flopsPerPair: number;
  readonly weightBytesPerStep: number;
  readonly peakFlopsPerSecond: number;
  readonly peakBytesPerSecond: number;
  /** Pipeline stages, and the tokens of one micro-batch; absent = one stage. A prompt chunk is in one micro-batch at a time. */
  readonly pipeline?: { readonly stages: number; readonly microBatchTokens: number };
  /**
   * Data-parallel attention groups, and the part of `tokenSeconds` that each does for its own tokens alone (projections, dense
   * and shared feed-forward, its side of the exchange; the experts serve all groups alike). Absent = one group.
   */
  readonly attentionGroups?: { readonly count: number; readonly tokenSeconds: Float64Array };
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
  return between(values, i, shareOf(knots, i, x));
}

/** Where x lies between knots i and i + 1, fraction. */
const shareOf = (knots: Float64Array, i: number, x: number): number => (x - knots[i]!) / (knots[i + 1]! - knots[i]!);

const between = (values: Float64Array, i: number, share: number): number => {
  const from = values[i]!;
  return from + share * (values[i + 1]! - from);
};

/** Prompt work of a step as its time counts it: what the busiest lane does, times the lanes it is the busiest of. */
export interface PromptLoad {
  /** Tokens of the work that all attention groups share, and of that which each does alone. */
  tokens: number;
  groupTokens: number;
  /** Chunks, pairs and window pairs of attention. */
  chunks: number;
  pairs: number;
  windowPairs: number;
}

/** Attention groups x pipeline stages: chunks that a replica works on side by side. */
export const lanesOf = ({ pipeline, attentionGroups }: Lanes): number =>
  (pipeline?.stages ?? 1) * (attentionGroups?.count ?? 1);

/** How a replica divides prompts, with or without the tables. */
export interface Lanes {
  readonly pipeline?: { readonly stages: number; readonly microBatchTokens: number };
  readonly attentionGroups?: { readonly count: number };
}

/**
 * Work of a step's prompt chunks, stretched where they do not fill the replica. Every group waits for the one with most to do,
 * and a chunk passes the stages of a pipeline one after another (in its own micro-batches, where it has several). So no lane has
 * less than the mean, and the busiest at least the largest chunk. Never falls with more work. `out` is written and returned.
 */
export function promptLoad(lanes: Lanes, work: StepWork, out: PromptLoad): PromptLoad {
  const {
    prefillTokens: tokens,
    prefillSequences: chunks,
    prefillPairs: pairs,
    prefillWindowPairs: windowPairs,
  } = work;
  const stages = lanes.pipeline?.stages ?? 1;
  const count = stages * (lanes.attentionGroups?.count ?? 1);
  out.tokens = tokens;
  out.groupTokens = tokens;
  out.chunks = chunks;
  out.pairs = pairs;
  out.windowPairs = windowPairs;
  if (count === 1 || tokens === 0) return out;
  const { largestChunk } = work;
  const each = Math.max(1, chunks);
  const longest = largestChunk?.tokens ?? tokens / each;
  const share = Math.min(1, (lanes.pipeline?.microBatchTokens ?? Number.POSITIVE_INFINITY) / longest);
  out.tokens = Math.max(tokens, stages * longest * share);
  out.groupTokens = Math.max(tokens, count * longest * share);
  out.chunks = Math.max(chunks, count * share * Math.min(1, chunks));
  out.pairs = Math.max(pairs, count * (largestChunk?.pairs ?? pairs / each) * share);
  out.windowPairs = Math.max(windowPairs, count * (largestChunk?.windowPairs ?? windowPairs / each) * share);
  return out;
}

/** Seconds of everything that depends only on the tokens in a step: `load` of prompts beside `decodeSequences`. */
export function tokenSeconds(model: CompiledStepModel, load: PromptLoad, decodeSequences: number): number {
  const shared = load.tokens + decodeSequences;
  const seconds = interpolate(model.tokenKnots, model.tokenSeconds, shared);
  const { attentionGroups } = model;
  if (attentionGroups === undefined || load.groupTokens === load.tokens) return seconds;
  return (
    seconds +
    interpolate(model.tokenKnots, attentionGroups.tokenSeconds, load.groupTokens + decodeSequences) -
    interpolate(model.tokenKnots, attentionGroups.tokenSeconds, shared)
  );
}

/** Seconds of prompt chunks beyond their token work and the head; the sums are those of a PromptLoad. */
export const chunkSeconds = (
  model: CompiledStepModel,
  chunks: number,
  tokens: number,
  pairs: number,
  windowPairs: number,
): number =>
  model.prefillSecondsPerSequence * chunks +
  model.prefillSecondsPerPair * pairs +
  (model.promptAttention === undefined
    ? 0
    : promptAttentionSeconds(model.promptAttention, model.windowTokens, chunks, tokens, pairs, windowPairs));

/** Seconds of a step's prompt chunks beyond their token work: attention, and the head where nothing decodes beside them. */
export const promptSeconds = (model: CompiledStepModel, load: PromptLoad, decodeSequences: number): number =>
  chunkSeconds(model, load.chunks, load.groupTokens, load.pairs, load.windowPairs) +
  (decodeSequences > 0 ? 0 : model.headSeconds);

export const emptyLoad = (): PromptLoad => ({ tokens: 0, groupTokens: 0, chunks: 0, pairs: 0, windowPairs: 0 });

/**
 * Tokens that one step of the whole replica may hold, where the engine allows `engineTokens` per micro-batch of one attention
 * group: each group has a scheduler of its own.
 */
export const stepTokenBudget = (model: CompiledStepModel, engineTokens: number): number =>
  engineTokens * lanesOf(model);

/** Time of one step, seconds. The reference form: fast engines may precompute its parts, and must agree to rounding. */
export function stepSeconds(model: CompiledStepModel, work: StepWork): number {
  if (work.prefillTokens + work.decodeSequences === 0) return 0;
  if (work.prefillTokens === 0)
    return interpolate(model.tokenKnots, model.tokenSeconds, work.decodeSequences) + decodeAttention(model, work);
  const load = promptLoad(model, work, emptyLoad());
  return (
    tokenSeconds(model, load, work.decodeSequences) +
    (work.decodeSequences > 0 ? decodeAttention(model, work) : 0) +
    promptSeconds(model, load, work.decodeSequences)
  );
}

function decodeAttention(model: CompiledStepModel, work: StepWork): number {
  const i = segment(model.sequenceKnots, work.decodeSequences);
  const share = shareOf(model.sequenceKnots, i, work.decodeSequences);
  return (
    between(model.decodeSeconds, i, share) +
    between(model.decodeSecondsPerContextToken, i, share) * work.decodeContextTokens +
    between(model.decodeSecondsPerWindowToken, i, share) * work.decodeWindowTokens
  );
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

/** KV bytes of one token that go from a prefill to a decode instance. */
export const transferBytesPerToken = (
  model: Pick<CompiledStepModel, "kvBytesPerToken" | "kvContentBytesPerToken">,
): number => model.kvContentBytesPerToken ?? model.kvBytesPerToken;
