// Speculative decoding: drafts that the target model checks in one step, and how many of them stay.
// Takes the decode batch after such a step; adds the accepted tokens to it. Must not know of queues.
import type { Random } from "../random.ts";
import type { DecodeBatch } from "./decode-batch.ts";
import type { KvCache } from "./kv-cache.ts";

/** Drafts that the target model checks in one step: a draft model, EAGLE, multi-token prediction. */
export interface Speculation {
  /** Drafts per request and step, at least 1. */
  readonly draftTokens: number;
  /** Chance that a draft is accepted given that all before it were, 0..1. */
  readonly acceptance: number;
  /** Time to make the drafts of a step, as a share of the step that checks them. */
  readonly draftCostFraction: number;
}

/**
 * After a step that checked drafts: each request keeps the drafts accepted before the first refusal, up to what it still
 * wants and what its KV has room for. They appear at once with the step's own token. Returns the tokens kept.
 */
export function acceptDrafts(
  { draftTokens, acceptance }: Speculation,
  random: Random,
  batch: DecodeBatch,
  kv: KvCache,
): number {
  let kept = 0;
  for (let i = 0; i < batch.count; i++) {
    const slot = batch.members[i]!;
    const left = batch.stepsLeftOf(slot);
    let accepted = 0;
    while (accepted < draftTokens && accepted < left && random.uniform() < acceptance) {
      if ((batch.contextOf(slot) + accepted) % batch.blockTokens === 0) {
        if (kv.available < 1) break;
        kv.take(1);
      }
      accepted += 1;
    }
    if (accepted === 0) continue;
    batch.lengthen(i, accepted);
    kept += accepted;
  }
  if (kept > 0) batch.reorder();
  return kept;
}
