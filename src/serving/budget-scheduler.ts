// Engines with one token budget a step: vLLM V1, Sarathi, TensorRT-LLM's in-flight batching, Orca, static batching.
// Running requests come first, then the waiting queue in order until one does not fit. The traits of scheduler.ts say how
// they differ. vLLM's rules: vllm/v1/core/sched/scheduler.py and v1/core/kv_cache_manager.py (2026).

import { unlimitedSteps } from "./decode-run.ts";
import { leastUrgent } from "./priority-rules.ts";
import type { Replica } from "./replica.ts";
import { heldBy } from "./replica-tally.ts";
import { none } from "./request-slots.ts";
import {
  type BudgetTraits,
  budgetTraits,
  type Scheduler,
  type SchedulerKind,
  type SchedulerOptions,
} from "./scheduler.ts";
import { finalBlocks, uncommittedBlocks } from "./uncommitted-blocks.ts";

export class BudgetScheduler implements Scheduler {
  readonly kind: Exclude<SchedulerKind, "sglang">;
  readonly stallsDecode = false;
  readonly namesWhenComputed = false;
  readonly keepsOutputFree: boolean;
  private readonly traits: BudgetTraits;
  private readonly threshold: number;
  private readonly isChunked: boolean;
  private readonly takesLongAlone: boolean;
  private readonly reservesFullPrompt: boolean;
  private readonly watermarkFraction: number;
  /** Budget left by the running requests. */
  private left = 0;

  constructor(kind: Exclude<SchedulerKind, "sglang">, options: SchedulerOptions) {
    this.kind = kind;
    this.traits = budgetTraits[kind];
    this.keepsOutputFree = this.traits.keepsOutputFree;
    this.threshold = options.longPrefillThresholdTokens;
    this.isChunked = options.hasChunkedPrefill;
    this.takesLongAlone = !options.hasChunkedPrefill && options.takesLongPromptsAlone;
    this.reservesFullPrompt = options.reservesFullPrompt || this.traits.takesWholePrompt;
    this.watermarkFraction = this.traits.watermarkFraction ?? options.watermarkFraction;
  }

  mostBlocks(replica: Replica, promptTokens: number, outputTokens: number): number {
    return replica.held.blocksOf(promptTokens + outputTokens - (this.traits.keepsOutputFree ? 0 : 1));
  }

  stepTokenLimit(replica: Replica): number {
    return this.traits.hasNoBudget || this.takesLongAlone ? Number.POSITIVE_INFINITY : replica.maxTokens;
  }

  compose(replica: Replica, seconds: number): void {
    replica.chunkCount = 0;
    replica.benched.rejoin();
    replica.horizonSteps = unlimitedSteps;
    // Nothing but decodes, and blocks in plenty: the run itself looks how far they last.
    if (
      replica.waiting.head === none &&
      replica.prefilling.count === 0 &&
      replica.batch.count * replica.tokensPerDecode <= replica.maxTokens &&
      replica.batch.count <= replica.kv.available
    )
      return;
    const left = this.continueInBulk(replica);
    if (left >= 0) this.left = left;
    else if (this.continueOneByOne(replica)) {
      replica.heldBy = heldBy.kv;
      return;
    }
    if (replica.waiting.head === none) return;
    if (this.left > 0) this.admit(replica, seconds);
    if (replica.waiting.head === none || replica.heldBy !== heldBy.nothing) return;
    if (replica.running.count >= replica.maxSequences) replica.heldBy = heldBy.seats;
    else if (this.left <= 0) replica.heldBy = heldBy.tokens;
  }

  /** Tokens of the next chunk of a prompt with `wanted` tokens to go, out of a budget. */
  private chunk(replica: Replica, wanted: number, budget: number): number {
    if (wanted <= budget) return wanted;
    return this.traits.cutsAtBlocks ? Math.floor(budget / replica.blockTokens) * replica.blockTokens : budget;
  }

  /** Running requests, where order cannot matter: budget and blocks suffice for all. Budget left, or -1. */
  private continueInBulk(replica: Replica): number {
    const { slots, batch } = replica;
    const { members: prefilling, count: prefillingCount } = replica.prefilling;
    const decodeCount = batch.count;
    let budget =
      (this.traits.hasNoBudget ? Number.POSITIVE_INFINITY : replica.maxTokens) - decodeCount * replica.tokensPerDecode;
    if (budget < 0) return -1;
    if (prefillingCount > 0) {
      // Prompts admitted after every decode get what the decodes leave; otherwise all of them must fit whole.
      const isAfterDecodes =
        this.traits.decodesFirst || decodeCount === 0 || slots.sequence[prefilling[0]!]! > replica.batch.latestSequence;
      let blocks = decodeCount === 0 ? 0 : replica.batch.blocksFor(1);
      let left = budget;
      for (let i = 0; i < prefillingCount; i++) {
        const slot = prefilling[i]!;
        const computed = slots.computed[slot]!;
        const wanted = Math.min(slots.target[slot]! - computed, this.threshold);
        const tokens = this.chunk(replica, wanted, left);
        if (tokens < wanted && !isAfterDecodes) return -1;
        blocks += Math.max(0, replica.held.blocksOf(computed + tokens) - slots.blocks[slot]!);
        left -= tokens;
      }
      if (blocks > replica.kv.available) return -1;
    }
    if (!replica.prepayDecode()) return -1;
    for (let i = 0; i < prefillingCount && budget > 0; i++) {
      const slot = prefilling[i]!;
      const computed = slots.computed[slot]!;
      const wanted = Math.min(slots.target[slot]! - computed, this.threshold);
      const tokens = this.chunk(replica, wanted, budget);
      if (tokens === 0) continue;
      replica.held.grow(slot, computed + tokens);
      replica.addChunk(slot, tokens);
      budget -= tokens;
    }
    return budget;
  }

  /** Running requests in their order, each with its budget and blocks, preempting from the tail; true if any was. */
  private continueOneByOne(replica: Replica): boolean {
    this.left = this.traits.hasNoBudget ? Number.POSITIVE_INFINITY : replica.maxTokens;
    const before = replica.metrics.preemptions;
    if (this.traits.decodesFirst) {
      this.walk(replica, true, false);
      this.walk(replica, false, true);
    } else this.walk(replica, true, true);
    const hasPreempted = replica.metrics.preemptions > before;
    if (hasPreempted) replica.horizonSteps = 1;
    return hasPreempted;
  }

  private walk(replica: Replica, takesDecodes: boolean, takesPrompts: boolean): void {
    const { slots, kv } = replica;
    let slot = replica.running.head;
    let hasGivenWay = false;
    while (slot !== none && this.left > 0 && !hasGivenWay) {
      const isPrefilling = replica.isPrefilling(slot);
      if (isPrefilling ? !takesPrompts : !takesDecodes) {
        slot = slots.next[slot]!;
        continue;
      }
      const computed = slots.computed[slot]!;
      const wanted = isPrefilling ? Math.min(slots.target[slot]! - computed, this.threshold) : 1;
      // Drafts are cut where the budget runs short.
      const tokens = isPrefilling
        ? this.chunk(replica, wanted, this.left)
        : Math.min(this.left, replica.tokensPerDecode);
      if (tokens === 0) {
        slot = slots.next[slot]!;
        continue;
      }
      const blocks = isPrefilling
        ? Math.max(0, replica.held.blocksOf(computed + tokens) - slots.blocks[slot]!)
        : replica.batch.contextOf(slot) % replica.blockTokens === 0
          ? 1
          : 0;
      const next = slots.next[slot]!;
      while (blocks > kv.available && !hasGivenWay) {
        const isByPriority = replica.waiting.rule?.choosesVictims === true;
        const victim = isByPriority ? leastUrgent(replica.running) : replica.running.tail;
        if (slots.sequence[victim]! < slots.sequence[slot]!) this.left += replica.withdraw(victim);
        replica.preempt(victim);
        if (isByPriority) replica.waiting.enqueue(victim);
        else replica.waiting.prepend(victim);
        hasGivenWay = victim === slot;
      }
      if (hasGivenWay) {
        slot = next;
        break;
      }
      if (isPrefilling) {
        replica.held.grow(slot, computed + tokens);
        replica.addChunk(slot, tokens);
      } else if (blocks > 0) {
        kv.take(blocks);
        replica.prepaidBlocks += blocks;
      }
      this.left -= tokens;
      slot = slots.next[slot]!;
    }
    // Decodes behind a prompt that used up the budget, or behind one that gave way, stand still for this step.
    for (; takesDecodes && slot !== none; slot = slots.next[slot]!) {
      if (!replica.isPrefilling(slot)) replica.benched.add(slot, replica.lastDecodeEndSeconds);
    }
  }

  private admit(replica: Replica, seconds: number): void {
    const { slots, kv, tier } = replica;
    const traits = this.traits;
    if (traits.runsToCompletion && replica.running.count > 0) {
      replica.heldBy = heldBy.seats;
      return;
    }
    const isBusy = replica.batch.count > 0 || replica.prefilling.count > 0;
    let uncommitted = traits.keepsOutputFree ? uncommittedBlocks(replica) : 0;
    while (this.left > 0 && replica.running.count < replica.maxSequences && replica.waiting.head !== none) {
      const slot = replica.waiting.head;
      if (replica.isAsync && isBusy && slots.readySeconds[slot]! > replica.lastStepStartSeconds) {
        replica.horizonSteps = 1;
        return;
      }
      const target = slots.target[slot]!;
      // Tokens that a load from the host has brought already, or else what device and host hold.
      const loaded = slots.computed[slot]!;
      let hit = loaded;
      if (loaded === 0) {
        hit = kv.match(slots.request[slot]!, slots.promptTokens[slot]!, target - 1);
        if (tier !== undefined) hit += tier.match(slots.request[slot]!, slots.promptTokens[slot]!, target - 1);
      }
      const watermark = replica.running.count > 0 ? Math.floor(this.watermarkFraction * kv.totalBlocks) : 0;
      if (loaded === 0 && replica.loadsBeside && tier!.hitTokens > 0) {
        if (!replica.startLoad(slot, watermark, seconds)) {
          replica.heldBy = heldBy.kv;
          return;
        }
        replica.metrics.prefixQueryTokens += target;
        continue;
      }
      const wanted = Math.min(target - hit, this.threshold);
      const isLongAlone = this.takesLongAlone && replica.chunkCount === 0;
      const tokens = isLongAlone ? wanted : this.chunk(replica, wanted, this.left);
      if (tokens === 0 || (!this.isChunked && wanted > this.left && !isLongAlone)) {
        replica.heldBy = heldBy.tokens;
        return;
      }
      if (loaded === 0) {
        const blocks = replica.held.blocksOf(this.reservesFullPrompt ? target : hit + tokens) - kv.hitBlocks;
        if (blocks + kv.hitReclaimable + watermark > kv.available) {
          replica.heldBy = heldBy.kv;
          return;
        }
      }
      if (traits.keepsOutputFree) {
        const whole = finalBlocks(replica, slot);
        const needed = whole - kv.hitBlocks + kv.hitReclaimable;
        if (needed > uncommitted) {
          replica.heldBy = heldBy.kv;
          return;
        }
        uncommitted -= needed;
      }
      replica.admit(slot, seconds);
      if (loaded === 0) {
        if (kv.prefixes !== undefined) replica.metrics.prefixQueryTokens += target;
        replica.held.adoptHit(slot);
        if (tier !== undefined && tier.hitTokens > 0) tier.loadWithStep(slots.request[slot]!);
      }
      slots.computed[slot] = hit;
      if (traits.takesWholePrompt) replica.held.takePrompt(slot);
      replica.held.grow(slot, hit + tokens);
      replica.addChunk(slot, tokens);
      replica.prefilling.append(slot);
      this.left -= tokens;
    }
  }
}
