// Finds conversations and shared prefixes in a trace that only says which prompt blocks are alike: a request whose leading
// blocks are nearly the whole prompt of an earlier one continues it; a request that shares less shares a prefix.
import type { RequestColumns } from "./request-columns.ts";

export interface FoundConversations {
  /** For each request the one it continues, or -1. */
  readonly previous: Int32Array;
  /** Requests per conversation. */
  readonly turns: Int32Array;
  /** Prompt tokens of each conversation's first request, behind the shared prefix. */
  readonly firstTokens: Int32Array;
  /** Tokens that each later turn adds to prompt and answer of the one before; at least 1. */
  readonly followUpTokens: Int32Array;
  readonly firstArrivals: Float64Array;
  /** Mean time between the arrivals of two turns (service included), seconds; undefined where nobody continues. */
  readonly meanPauseSeconds?: number;
  /** A prefix that most first requests share with others. */
  readonly sharedPrefix?: { readonly groups: number; readonly tokens: number };
}

/** A conversation needs this many known blocks: one block alone is what a common system prompt leaves. */
const leastKnownBlocks = 2;
/** Below this share of first requests, a common beginning is chance and not a rule. */
const commonShare = 0.5;

/** The request each one continues, by its blocks; and how many leading blocks an earlier request had. */
function link(columns: RequestColumns): { readonly previous: Int32Array; readonly known: Int32Array } {
  const { count, prefix, sessions } = columns;
  const previous = sessions?.previous.slice() ?? new Int32Array(count).fill(-1);
  const known = new Int32Array(count);
  if (prefix === undefined) return { previous, known };
  const { offsets, blocks } = prefix;
  /** The latest request that holds a block. */
  const holder = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const from = offsets[i] as number;
    const to = offsets[i + 1] as number;
    let at = from;
    while (at < to && holder.has(blocks[at] as number)) at += 1;
    known[i] = at - from;
    if (sessions === undefined && at - from >= leastKnownBlocks) {
      const earlier = holder.get(blocks[at - 1] as number) as number;
      const length = (offsets[earlier + 1] as number) - (offsets[earlier] as number);
      // The earlier prompt's last block may have been cut short and filled up since.
      if (length - (at - from) <= 1) previous[i] = earlier;
    }
    for (let b = from; b < to; b++) holder.set(blocks[b] as number, i);
  }
  return { previous, known };
}

/** The prefix that most of the given first requests share, by the commonest number of known leading blocks. */
function findSharedPrefix(
  columns: RequestColumns,
  firsts: readonly number[],
  known: Int32Array,
): { readonly groups: number; readonly tokens: number } | undefined {
  const { prefix } = columns;
  if (prefix === undefined || firsts.length === 0) return undefined;
  const counts = new Map<number, number>();
  for (const i of firsts) counts.set(known[i] as number, (counts.get(known[i] as number) ?? 0) + 1);
  const [blocks, requests] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] as [number, number];
  if (blocks === 0 || requests / firsts.length < commonShare) return undefined;
  const beginnings = new Map<number, number>();
  for (const i of firsts) {
    if ((known[i] as number) < blocks) continue;
    const first = prefix.blocks[prefix.offsets[i] as number] as number;
    beginnings.set(first, (beginnings.get(first) ?? 0) + 1);
  }
  return { groups: Math.max(1, beginnings.size), tokens: blocks * prefix.blockTokens };
}

/** Conversations of a trace with prefix blocks (or with sessions, which are taken as they are). */
export function findConversations(columns: RequestColumns): FoundConversations {
  const { count, promptTokens, outputTokens, arrivalSeconds } = columns;
  const { previous, known } = link(columns);
  const conversation = new Int32Array(count);
  const turns: number[] = [];
  const firsts: number[] = [];
  const followUps: number[] = [];
  let pauseSeconds = 0;
  for (let i = 0; i < count; i++) {
    const earlier = previous[i] as number;
    if (earlier < 0) {
      conversation[i] = turns.length;
      turns.push(1);
      firsts.push(i);
      continue;
    }
    const id = conversation[earlier] as number;
    conversation[i] = id;
    turns[id] = (turns[id] as number) + 1;
    pauseSeconds += (arrivalSeconds[i] as number) - (arrivalSeconds[earlier] as number);
    const before = (promptTokens[earlier] as number) + (outputTokens[earlier] as number);
    followUps.push(Math.max(1, (promptTokens[i] as number) - before));
  }
  const sharedPrefix = findSharedPrefix(columns, firsts, known);
  const shared = sharedPrefix?.tokens ?? 0;
  return {
    previous,
    turns: Int32Array.from(turns),
    firstTokens: Int32Array.from(firsts, (i) => Math.max(1, (promptTokens[i] as number) - shared)),
    followUpTokens: Int32Array.from(followUps),
    firstArrivals: Float64Array.from(firsts, (i) => arrivalSeconds[i] as number),
    ...(followUps.length === 0 ? {} : { meanPauseSeconds: pauseSeconds / followUps.length }),
    ...(sharedPrefix === undefined ? {} : { sharedPrefix }),
  };
}
