// What attention of a step's prompt chunks costs, as tables over how many chunks a lane reads and how much work they are. A
// table, not a line: kernels bend, short prompts and few of them leave a chip half empty, and an engine's factor may make
// attention most of a step.
import { causalPairs } from "./causal-pairs.ts";

/**
 * What a table's work counts: query-key pairs (all, as the kernel walks them in tiles; those within the model's window; those
 * within another reach), or tokens, where a kernel's work grows with the tokens alone.
 */
export type PromptWork = "pairs" | "window pairs" | "pairs in reach" | "tokens";

/**
 * Seconds of one lane at 2^i chunks (rows, i from 0) that hold 2^j units of work together (columns, j from 0). Row-major. Linear
 * between knots and on beyond the last; never falls along either axis. 2 to 30 rows, 2 to 60 columns.
 */
export interface PromptTable {
  readonly counts: PromptWork;
  /** Tokens that a query of "pairs in reach" reaches back. */
  readonly reachTokens: number;
  readonly chunkKnots: number;
  readonly workKnots: number;
  readonly seconds: Float64Array;
  /** Least seconds a unit of work by its FLOP: no engine's factor goes below. Empty rows of a kernel's tile count for nothing. */
  readonly leastSecondsPerUnit: number;
}

export interface PromptAttention {
  /** One over the replica's lanes (pipeline stages x attention groups). */
  readonly laneShare: number;
  readonly tables: readonly PromptTable[];
}

/** 2^-k. */
const inversePowers = Float64Array.from({ length: 64 }, (_, k) => 2 ** -k);

/** Largest k for which 2^k is at most x, and at most `last`; x up to 2^60, 0 below 2. */
function octave(x: number, last: number): number {
  if (x < 2) return 0;
  const k = x < 0x40000000 ? 31 - Math.clz32(x) : 61 - Math.clz32(x * 2 ** -30);
  return Math.min(k, last);
}

/** Seconds of a table for `chunks` >= 1 of one lane and their `work`. */
function tableSeconds({ seconds, chunkKnots, workKnots }: PromptTable, chunks: number, work: number): number {
  const i = octave(chunks, chunkKnots - 2);
  const j = octave(work, workKnots - 2);
  const at = i * workKnots + j;
  const across = Math.max(0, work * inversePowers[j]! - 1);
  const low = seconds[at]! + across * (seconds[at + 1]! - seconds[at]!);
  const below = at + workKnots;
  const high = seconds[below]! + across * (seconds[below + 1]! - seconds[below]!);
  return low + (chunks * inversePowers[i]! - 1) * (high - low);
}

/** What a step's chunks are for their attention, all lanes together: see PromptLoad. */
export interface AttentionLoad {
  readonly chunks: number;
  readonly groupTokens: number;
  readonly pairs: number;
  readonly tiledPairs: number;
  readonly windowPairs: number;
}

/** Seconds of prompt attention. Fewer chunks than lanes: each is read whole, that share of the time. */
export function promptAttentionSeconds({ laneShare, tables }: PromptAttention, load: AttentionLoad): number {
  const { chunks, pairs, windowPairs } = load;
  const each = chunks * laneShare;
  const whole = Math.max(1, each);
  const scale = each >= 1 ? laneShare : 1 / chunks;
  let sum = 0;
  for (let t = 0; t < tables.length; t++) {
    const table = tables[t]!;
    const { counts } = table;
    const work =
      counts === "pairs"
        ? pairs
        : counts === "window pairs"
          ? windowPairs
          : counts === "tokens"
            ? load.groupTokens
            : meanPairs(chunks, load.groupTokens, pairs, table.reachTokens);
    const walked = counts === "pairs" ? load.tiledPairs : work;
    sum += Math.max(tableSeconds(table, whole, walked * scale), table.leastSecondsPerUnit * work * scale);
  }
  return each < 1 ? sum * each : sum;
}

/** Pairs within `reach` of so many chunks, each of the mean tokens and pairs. Never falls with more of any. */
function meanPairs(chunks: number, tokens: number, pairs: number, reach: number): number {
  const mean = tokens / chunks;
  const cached = Math.max(0, pairs / tokens - (mean + 1) / 2);
  return Math.min(pairs, chunks * causalPairs(mean, cached, reach));
}
