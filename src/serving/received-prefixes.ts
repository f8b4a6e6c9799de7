// Prefix hits where KV is received: what a decode replica has cached need not come over the link.
// Takes requests whose KV is about to move; pins what hits, and names what has come. Must not know of links or batches.
import type { Replica } from "./replica.ts";

interface Pinned {
  readonly units: number;
  readonly blocks: number;
  readonly tokens: number;
}

const nothing: Pinned = { units: 0, blocks: 0, tokens: 0 };

/** One cell per request on its way, and only for those that hit. */
export class ReceivedPrefixes {
  readonly #pinned = new Map<number, Pinned>();
  hitTokens = 0;
  queryTokens = 0;

  /** Blocks that KV about to come will take, beyond what hits; the hits are found and not yet kept. */
  blocksFor(slot: number, home: Replica): number {
    const { slots, kv, held } = home;
    const target = slots.target[slot]!;
    if (kv.prefixes === undefined) return held.blocksOf(target);
    kv.match(slots.request[slot]!, slots.promptTokens[slot]!, target - 1);
    return held.blocksOf(target) - kv.hitBlocks + kv.hitReclaimable;
  }

  /** Takes the blocks of `blocksFor` just asked, and keeps the hits. */
  take(slot: number, home: Replica): void {
    const { slots, kv, held } = home;
    const blocks = held.blocksOf(slots.target[slot]!);
    if (kv.prefixes === undefined) {
      kv.take(blocks);
      return;
    }
    this.queryTokens += slots.target[slot]!;
    const { hitUnits: units, hitBlocks, hitTokens: tokens } = kv;
    if (units > 0) {
      kv.pin(slots.request[slot]!, units);
      this.#pinned.set(slot, { units, blocks: hitBlocks, tokens });
      this.hitTokens += tokens;
    }
    kv.take(blocks - (units > 0 ? hitBlocks : 0));
  }

  /** Tokens that need not move. */
  tokensOf(slot: number): number {
    return this.#pinned.get(slot)?.tokens ?? 0;
  }

  /** The KV has come, its sender has let go of it, and its request gets a seat: from now on others may hit it. */
  adopt(slot: number, home: Replica): void {
    const { slots, kv } = home;
    // Blocks that are named already were computed here: their request never left.
    if (kv.prefixes === undefined || slots.units[slot]! > 0) return;
    const { units } = this.#pinned.get(slot) ?? nothing;
    this.#pinned.delete(slot);
    const request = slots.request[slot]!;
    kv.adoptPinned(request, units);
    slots.units[slot] = kv.insert(request, slots.promptTokens[slot]!, units, slots.target[slot]!);
  }

  /** The KV will not come. */
  giveUp(slot: number, home: Replica): void {
    const { slots, kv, held } = home;
    const { units, blocks } = this.#pinned.get(slot) ?? nothing;
    kv.give(held.blocksOf(slots.target[slot]!) - blocks);
    if (units > 0) kv.unpin(slots.request[slot]!, units);
    this.#pinned.delete(slot);
  }

  /** The receiving replica crashed: there is nothing left to give up. */
  forget(slot: number): void {
    this.#pinned.delete(slot);
  }
}
