// The KV that single requests hold on a replica: grown chunk by chunk, adopted from the prefix cache, given back.
// Takes slots; keeps their block and unit counts in step with the cache. Must not know of batches or time.
import type { KvCache } from "./kv-cache.ts";
import type { MetricsCollector } from "./metrics.ts";
import type { RequestSlots } from "./request-slots.ts";

export class HeldKv {
  readonly kv: KvCache;
  readonly slots: RequestSlots;
  readonly metrics: MetricsCollector;

  constructor(kv: KvCache, slots: RequestSlots, metrics: MetricsCollector) {
    this.kv = kv;
    this.slots = slots;
    this.metrics = metrics;
  }

  /** Blocks that `tokens` tokens fill: of one request, so a 32-bit number. */
  blocksOf(tokens: number): number {
    const size = this.kv.blockTokens;
    return ((tokens + size - 1) / size) | 0;
  }

  /** Grows a prefilling request's KV to `tokens` tokens, which others can hit at once; the caller has checked that it fits. */
  grow(slot: number, tokens: number): void {
    this.growUnnamed(slot, tokens);
    this.name(slot, tokens);
  }

  /** As `grow`, but nobody can hit what is new yet. */
  growUnnamed(slot: number, tokens: number): void {
    const { slots } = this;
    const blocks = this.blocksOf(tokens);
    const held = slots.blocks[slot]!;
    if (blocks <= held) return;
    this.kv.take(blocks - held);
    slots.blocks[slot] = blocks;
  }

  /** From now on others can hit a request's prompt up to `tokens` tokens. */
  name(slot: number, tokens: number): void {
    const { kv, slots } = this;
    if (kv.prefixes === undefined) return;
    slots.units[slot] = kv.insert(slots.request[slot]!, slots.promptTokens[slot]!, slots.units[slot]!, tokens);
  }

  /** Takes the blocks of a request's whole prompt at once; its contents are named as they are computed. */
  takePrompt(slot: number): void {
    const { slots } = this;
    const more = this.blocksOf(slots.target[slot]!) - slots.blocks[slot]!;
    if (more <= 0) return;
    this.kv.take(more);
    slots.blocks[slot]! += more;
  }

  /** Adopts the blocks of the last prefix match; returns its tokens. */
  adoptHit(slot: number): number {
    const { kv, slots } = this;
    const tokens = kv.hitTokens;
    if (kv.hitUnits > 0) {
      slots.blocks[slot] = kv.hitBlocks;
      slots.units[slot] = kv.hitUnits;
      kv.adopt(slots.request[slot]!, kv.hitUnits);
      this.metrics.prefixHitTokens += tokens;
    }
    return tokens;
  }

  /** Gives back what a prefilling request holds. */
  releasePrefill(slot: number): void {
    const { slots } = this;
    this.release(slot, slots.blocks[slot]!, slots.computed[slot]!);
  }

  /** Gives back what a request with so many tokens in KV holds. */
  releaseContext(slot: number, context: number): void {
    this.release(slot, Math.max(this.blocksOf(context), this.slots.blocks[slot]!), context);
  }

  private release(slot: number, blocks: number, tokens: number): void {
    const { slots } = this;
    this.kv.release(slots.request[slot]!, slots.promptTokens[slot]!, slots.units[slot]!, blocks, tokens);
    slots.units[slot] = 0;
    slots.blocks[slot] = 0;
  }
}
