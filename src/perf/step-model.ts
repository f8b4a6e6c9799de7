// The compiled step model: what one engine iteration costs on one replica, in O(1) and without walking layers.
// perf compiles it from (model, chip, layout, precision, engine); serving and planning only evaluate it.

import { pow } from "../elementary.ts";
import { walkedTokens } from "./causal-pairs.ts";
import { doubleZero } from "./double-zero.ts";
import { between, interpolate, type Knots, segmentOf, shareOf } from "./knots.ts";
import { type PromptAttention, promptAttentionSeconds } from "./prompt-attention.ts";

/** Tokens of a prompt that one iteration reads together, and the query-key pairs of their attention (see StepWork). */
export interface PromptChunk {
  tokens: number;
  pairs: number;
  windowPairs: number;
  /** Absent = as `pairs`. */
  tiledPairs?: number;
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
   * The pairs with queries counted in whole tiles of the model's kernel (tiledPairs in causal-pairs.ts), summed over chunks. Absent =
   * those of chunks that are alike; where largestChunk says that they are not, as prefillPairs.
   */
  prefillTiledPairs?: number | undefined;
  /**
   * The most tokens, pairs and window pairs of any one prompt chunk of the step: a chunk is read by one attention group and one
   * micro-batch, however many others stand idle. Absent = all chunks are alike.
   */
  largestChunk?: PromptChunk | undefined;
  /** Sequences that decode one token each. */
  decodeSequences: number;
  /** Sum of their context lengths (tokens in KV before this step). */
  decodeContextTokens: number;
  /** Sum of min(context, window). */
  decodeWindowTokens: number;
}

/** A step that holds nothing, to be written into: steps made by this and written are read fastest, being objects of one shape. */
export const emptyWork = (): StepWork => ({
  prefillTokens: doubleZero,
  prefillSequences: doubleZero,
  prefillPairs: doubleZero,
  prefillWindowPairs: doubleZero,
  prefillTiledPairs: undefined,
  largestChunk: undefined,
  decodeSequences: doubleZero,
  decodeContextTokens: doubleZero,
  decodeWindowTokens: doubleZero,
});

/** A step that only decodes: so many sequences of `context` tokens each. */
export function decodeWork(sequences: number, context: number, windowTokens = Number.POSITIVE_INFINITY): StepWork {
  const work = emptyWork();
  work.decodeSequences = sequences;
  work.decodeContextTokens = sequences * context;
  work.decodeWindowTokens = sequences * Math.min(context, windowTokens);
  return work;
}

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
  readonly tokenKnots: Knots;
  readonly tokenSeconds: Float64Array;
  /** Knots of the decode tables (sequences), ascending, first 0. */
  readonly sequenceKnots: Knots;
  readonly decodeSeconds: Float64Array;
  readonly decodeSecondsPerContextToken: Float64Array;
  readonly decodeSecondsPerWindowToken: Float64Array;
  readonly prefillSecondsPerSequence: number;
  /** Prompt attention of a model made by hand: a line in pairs. */
  readonly prefillSecondsPerPair: number;
  /** Prompt attention of a compiled model: tables. Absent = none beyond the line. */
  readonly promptAttention?: PromptAttention | undefined;
  readonly headSeconds: number;
  /** Sliding window, tokens; Infinity where the model has none. */
  readonly windowTokens: number;
  /** KV bytes per token on the whole replica, and tokens of KV that fit beside the weights. */
  readonly kvBytesPerToken: number;
  /** The same without the copies of tensor-parallel ranks: what a transfer moves. Absent = there are none. */
  readonly kvContentBytesPerToken?: number | undefined;
  readonly kvCapacityTokens: number;
  /** Longest context of the model, tokens. */
  readonly contextLimit: number;
  /** FLOP and bytes of a step, for MFU and MBU: per token, per pair, and per step (weights read). Whole replica. */
  readonly flopsPerToken: number;
  readonly flopsPerPair: number;
  readonly weightBytesPerStep: number;
  /**
   * Of those weights the bytes of routed experts, and the chance that one token leaves an expert unread (evenly drawn). Absent =
   * no experts.
   */
  readonly routedWeights?: { readonly bytes: number; readonly unreadByOne: number } | undefined;
  readonly peakFlopsPerSecond: number;
  readonly peakBytesPerSecond: number;
  /** Pipeline stages, and the tokens of one micro-batch; absent = one stage. A prompt chunk is in one micro-batch at a time. */
  readonly pipeline?: { readonly stages: number; readonly microBatchTokens: number } | undefined;
  /**
   * Data-parallel attention groups, and the part of `tokenSeconds` that each does for its own tokens alone (projections, dense
   * and shared feed-forward, its side of the exchange; the experts serve all groups alike). Absent = one group.
   */
  readonly attentionGroups?: { readonly count: number; readonly tokenSeconds: Float64Array } | undefined;
  /** Rows of queries that the kernel of prompt attention walks together; absent = one. */
  readonly queryTileTokens?: number | undefined;
  /** Relative spread of the prediction: p10/p50 and p90/p50 of the true step time over the predicted one. */
  readonly spread: { readonly p10: number; readonly p90: number };
}

/** Prompt work of a step as its time counts it: what the busiest lane does, times the lanes it is the busiest of. */
export interface PromptLoad {
  /** Tokens of the work that all attention groups share, and of that which each does alone. */
  tokens: number;
  groupTokens: number;
  /** Chunks, pairs and window pairs of attention. */
  chunks: number;
  pairs: number;
  tiledPairs: number;
  windowPairs: number;
}

/** Attention groups x pipeline stages: chunks that a replica works on side by side. */
export const lanesOf = ({ pipeline, attentionGroups }: Lanes): number =>
  (pipeline?.stages ?? 1) * (attentionGroups?.count ?? 1);

/** How a replica divides prompts, with or without the tables. */
export interface Lanes {
  readonly pipeline?: { readonly stages: number; readonly microBatchTokens: number } | undefined;
  readonly attentionGroups?: { readonly count: number } | undefined;
  readonly queryTileTokens?: number | undefined;
}

/** The load of one lane, or of lanes that all have alike: the work itself. */
function evenLoad(work: StepWork, tiledPairs: number, out: PromptLoad): void {
  out.tokens = work.prefillTokens;
  out.groupTokens = work.prefillTokens;
  out.chunks = work.prefillSequences;
  out.pairs = work.prefillPairs;
  out.tiledPairs = tiledPairs;
  out.windowPairs = work.prefillWindowPairs;
}

/** Pairs of a step's prompt chunks as the kernel walks them. */
function tiledPairsOf({ queryTileTokens }: Lanes, work: StepWork): number {
  const { prefillTiledPairs, prefillPairs, prefillTokens, prefillSequences, largestChunk } = work;
  if (prefillTiledPairs !== undefined) return prefillTiledPairs;
  if (queryTileTokens === undefined || largestChunk !== undefined || prefillTokens === 0) return prefillPairs;
  const tokens = prefillTokens / prefillSequences;
  const cached = prefillPairs / prefillTokens - (tokens + 1) / 2;
  // Below one token it is rounding: the prompts are fresh.
  if (cached < 1) return prefillPairs;
  return prefillPairs + prefillSequences * (walkedTokens(tokens, cached, queryTileTokens) - tokens) * cached;
}

/**
 * Work of a step's prompt chunks, stretched where they do not fill the replica. Every group waits for the one with most to do,
 * and a chunk passes the stages of a pipeline one after another (in its own micro-batches, where it has several). So no lane has
 * less than the mean, and the busiest at least the largest chunk. Never falls with more work. `out` is written and returned.
 */
export function promptLoad(lanes: Lanes, work: StepWork, out: PromptLoad): PromptLoad {
  const { pipeline, attentionGroups } = lanes;
  const { prefillTokens, prefillSequences, prefillPairs, prefillWindowPairs, largestChunk } = work;
  const tiled = tiledPairsOf(lanes, work);
  evenLoad(work, tiled, out);
  if ((pipeline === undefined && attentionGroups === undefined) || prefillTokens === 0) return out;
  let longest: number;
  let most: number;
  let mostNear: number;
  let mostTiled: number;
  if (largestChunk === undefined) {
    const each = Math.max(1, prefillSequences);
    longest = prefillTokens / each;
    most = prefillPairs / each;
    mostTiled = tiled === prefillPairs ? most : tiled / each;
    mostNear = prefillWindowPairs === prefillPairs ? most : prefillWindowPairs / each;
  } else {
    longest = largestChunk.tokens;
    most = largestChunk.pairs;
    mostTiled = largestChunk.tiledPairs ?? most;
    mostNear = largestChunk.windowPairs;
  }
  const stages = pipeline === undefined ? 1 : pipeline.stages;
  const count = attentionGroups === undefined ? stages : stages * attentionGroups.count;
  const share = pipeline === undefined ? 1 : Math.min(1, pipeline.microBatchTokens / longest);
  out.tokens = Math.max(prefillTokens, stages * longest * share);
  out.groupTokens = Math.max(prefillTokens, count * longest * share);
  out.chunks = Math.max(prefillSequences, count * share * Math.min(1, prefillSequences));
  out.pairs = Math.max(prefillPairs, count * most * share);
  out.tiledPairs = Math.max(tiled, count * mostTiled * share);
  out.windowPairs = Math.max(prefillWindowPairs, count * mostNear * share);
  return out;
}

/** Seconds of everything that depends only on the tokens in a step: `load` of prompts beside `decodeSequences`. */
export function tokenSeconds(model: CompiledStepModel, load: PromptLoad, decodeSequences: number): number {
  const shared = load.tokens + decodeSequences;
  const { tokenKnots, attentionGroups } = model;
  const i = segmentOf(tokenKnots, shared);
  const share = shareOf(tokenKnots, i, shared);
  const seconds = between(model.tokenSeconds, i, share);
  if (attentionGroups === undefined || load.groupTokens === load.tokens) return seconds;
  const group = attentionGroups.tokenSeconds;
  return seconds + interpolate(tokenKnots, group, load.groupTokens + decodeSequences) - between(group, i, share);
}

/** Seconds of a step's prompt chunks beyond their token work: attention, and the head where nothing decodes beside them. */
export const promptSeconds = (model: CompiledStepModel, load: PromptLoad, decodeSequences: number): number =>
  model.prefillSecondsPerSequence * load.chunks +
  model.prefillSecondsPerPair * load.pairs +
  (model.promptAttention === undefined ? 0 : promptAttentionSeconds(model.promptAttention, load)) +
  (decodeSequences > 0 ? 0 : model.headSeconds);

export const emptyLoad = (): PromptLoad => ({
  tokens: doubleZero,
  groupTokens: doubleZero,
  chunks: doubleZero,
  pairs: doubleZero,
  tiledPairs: doubleZero,
  windowPairs: doubleZero,
});

/**
 * Tokens that one step of the whole replica may hold, where the engine allows `engineTokens` per micro-batch of one attention
 * group: each group has a scheduler of its own.
 */
export const stepTokenBudget = (model: CompiledStepModel, engineTokens: number): number =>
  engineTokens * lanesOf(model);

/** Written anew for every step. */
const stepLoad = emptyLoad();

/** Time of one step, seconds. The reference form: fast engines may precompute its parts, and must agree to rounding. */
export function stepSeconds(model: CompiledStepModel, work: StepWork): number {
  const { prefillTokens, decodeSequences } = work;
  if (prefillTokens + decodeSequences === 0) return 0;
  const load = stepLoad;
  let seconds: number;
  if (prefillTokens > 0 && lanesOf(model) > 1) {
    promptLoad(model, work, load);
    seconds = tokenSeconds(model, load, decodeSequences);
  } else {
    // The usual case by itself, for speed: one lane, whose load is the work.
    if (prefillTokens > 0) evenLoad(work, tiledPairsOf(model, work), load);
    seconds = interpolate(model.tokenKnots, model.tokenSeconds, prefillTokens + decodeSequences);
  }
  if (decodeSequences > 0) seconds += decodeAttention(model, work);
  return prefillTokens > 0 ? seconds + promptSeconds(model, load, decodeSequences) : seconds;
}

function decodeAttention(model: CompiledStepModel, work: StepWork): number {
  const i = segmentOf(model.sequenceKnots, work.decodeSequences);
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

/** Bytes of weights that a step of so many tokens reads: of the routed experts those that its tokens are expected to choose. */
export function weightBytesRead(
  { weightBytesPerStep, routedWeights }: Pick<CompiledStepModel, "weightBytesPerStep" | "routedWeights">,
  tokens: number,
): number {
  if (routedWeights === undefined) return weightBytesPerStep;
  return weightBytesPerStep - routedWeights.bytes * pow(routedWeights.unreadByOne, tokens);
}

/** KV bytes of one token that go from a prefill to a decode instance. */
export const transferBytesPerToken = (
  model: Pick<CompiledStepModel, "kvBytesPerToken" | "kvContentBytesPerToken">,
): number => model.kvContentBytesPerToken ?? model.kvBytesPerToken;
