// vLLM V1: no prefill or decode phase, one token budget a step; running requests first, then the waiting queue in order.
// Rules as in vllm/v1/core/sched/scheduler.py and v1/core/kv_cache_manager.py (2026): recompute preemption of the latest
// admitted, head-of-line admission, hashed blocks adopted at admission.
import type { Replica } from "./replica.ts";
import { none } from "./request-slots.ts";
import type { Scheduler, SchedulerOptions } from "./scheduler.ts";

export class VllmScheduler implements Scheduler {
  readonly kind = "vllm";
  readonly stallsDecode = false;
  readonly #options: SchedulerOptions;
  readonly #threshold: number;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#threshold = options.longPrefillThresholdTokens;
  }

  mostBlocks(replica: Replica, promptTokens: number, outputTokens: number): number {
    return replica.blocksOf(promptTokens + outputTokens - 1);
  }

  compose(replica: Replica, seconds: number): void {
    replica.chunkCount = 0;
    replica.horizonSteps = Number.POSITIVE_INFINITY;
    // Nothing but decodes, and blocks in plenty: the run itself looks how far they last.
    if (
      replica.waitingHead === none &&
      replica.prefillingCount === 0 &&
      replica.decodeCount <= replica.maxTokens &&
      replica.decodeCount <= replica.kv.available
    )
      return;
    const left = this.#continueInBulk(replica);
    if (left >= 0) this.#admit(replica, seconds, left);
    else if (!this.#continueOneByOne(replica, seconds)) this.#admit(replica, seconds, this.#left);
  }

  /** Running requests, where order cannot matter: budget and blocks suffice for all. Budget left, or -1. */
  #continueInBulk(replica: Replica): number {
    const { slots, prefilling, prefillingCount, decodeCount } = replica;
    let budget = replica.maxTokens - decodeCount;
    if (budget < 0) return -1;
    if (prefillingCount > 0) {
      // Prompts admitted after every decode get what the decodes leave; otherwise all of them must fit whole.
      const isAfterDecodes = decodeCount === 0 || slots.sequence[prefilling[0]!]! > replica.latestDecodeSequence;
      let blocks = decodeCount === 0 ? 0 : replica.blocksForSteps(1);
      let left = budget;
      for (let i = 0; i < prefillingCount; i++) {
        const slot = prefilling[i]!;
        const computed = slots.computed[slot]!;
        const wanted = Math.min(slots.target[slot]! - computed, this.#threshold);
        const tokens = Math.min(wanted, left);
        if (tokens < wanted && !isAfterDecodes) return -1;
        blocks += Math.max(0, replica.blocksOf(computed + tokens) - slots.blocks[slot]!);
        left -= tokens;
      }
      if (blocks > replica.kv.available) return -1;
    }
    if (!replica.prepayDecode()) return -1;
    for (let i = 0; i < prefillingCount && budget > 0; i++) {
      const slot = prefilling[i]!;
      const computed = slots.computed[slot]!;
      const tokens = Math.min(slots.target[slot]! - computed, this.#threshold, budget);
      replica.growPrefill(slot, computed + tokens);
      replica.addChunk(slot, tokens);
      budget -= tokens;
    }
    return budget;
  }

  #left = 0;

  /** Running requests in their order, each with its budget and blocks, preempting from the tail; true if any was. */
  #continueOneByOne(replica: Replica, seconds: number): boolean {
    const { slots, kv } = replica;
    let budget = replica.maxTokens;
    let hasPreempted = false;
    let slot = replica.runningHead;
    walk: while (slot !== none && budget > 0) {
      const isPrefilling = replica.isPrefilling(slot);
      const computed = slots.computed[slot]!;
      const tokens = isPrefilling ? Math.min(slots.target[slot]! - computed, this.#threshold, budget) : 1;
      const blocks = isPrefilling
        ? replica.blocksOf(computed + tokens) - slots.blocks[slot]!
        : replica.contextOf(slot) % replica.blockTokens === 0
          ? 1
          : 0;
      while (blocks > kv.available) {
        const victim = replica.runningTail;
        replica.preempt(victim, seconds);
        replica.enqueueFirst(victim);
        hasPreempted = true;
        if (victim === slot) break walk;
      }
      if (isPrefilling) {
        replica.growPrefill(slot, computed + tokens);
        replica.addChunk(slot, tokens);
      } else if (blocks > 0) {
        kv.take(blocks);
        replica.prepaidBlocks += blocks;
      }
      budget -= tokens;
      slot = slots.next[slot]!;
    }
    // Decodes behind a prompt that used up the budget stand still for this step.
    for (; slot !== none && budget === 0; slot = slots.next[slot]!) {
      if (!replica.isPrefilling(slot)) replica.bench(slot);
    }
    if (hasPreempted) replica.horizonSteps = 1;
    this.#left = budget;
    return hasPreempted;
  }

  #admit(replica: Replica, seconds: number, budgetTokens: number): void {
    const { slots, kv } = replica;
    const options = this.#options;
    const isBusy = replica.decodeCount > 0 || replica.prefillingCount > 0;
    let budget = budgetTokens;
    while (budget > 0 && replica.runningCount < replica.maxSequences && replica.waitingHead !== none) {
      const slot = replica.waitingHead;
      if (replica.isAsync && isBusy && slots.readySeconds[slot]! > replica.lastStepStartSeconds) {
        replica.horizonSteps = 1;
        return;
      }
      const target = slots.target[slot]!;
      const hit = kv.match(slots.request[slot]!, slots.promptTokens[slot]!, target - 1);
      const wanted = Math.min(target - hit, this.#threshold);
      if (!options.hasChunkedPrefill && wanted > budget) return;
      const tokens = Math.min(wanted, budget);
      const watermark = replica.runningCount > 0 ? Math.floor(options.watermarkFraction * kv.totalBlocks) : 0;
      const blocks = replica.blocksOf(options.reservesFullPrompt ? target : hit + tokens) - kv.hitBlocks;
      if (blocks + kv.hitReclaimable + watermark > kv.available) return;
      replica.admit(slot, seconds);
      if (kv.prefixes !== undefined) replica.metrics.prefixQueryTokens += target;
      slots.computed[slot] = replica.adoptHit(slot);
      replica.growPrefill(slot, hit + tokens);
      replica.addChunk(slot, tokens);
      replica.prefilling[replica.prefillingCount++] = slot;
      budget -= tokens;
    }
  }
}
