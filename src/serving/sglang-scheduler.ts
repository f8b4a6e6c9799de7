// SGLang: a prefill batch runs alone and before any decode; admission bets on how much output is still to come, and retraction
// pays where the bet was lost. Rules as in managers/schedule_policy.py and scheduler.py (late 2025 to 2026).

import { unlimitedSteps } from "./decode-run.ts";
import { outrankedBy } from "./priority-rules.ts";
import type { Replica } from "./replica.ts";
import { heldBy } from "./replica-tally.ts";
import { none } from "./request-slots.ts";
import { type Scheduler, type SchedulerOptions, sglangConstants } from "./scheduler.ts";
import { WaitingPrefixes } from "./waiting-prefixes.ts";

const initialRatio = sglangConstants.initialNewTokenRatio;
const minRatio = initialRatio * sglangConstants.minNewTokenRatioFactor;
const ratioStep = (initialRatio - minRatio) / sglangConstants.newTokenRatioDecaySteps;

interface Memory {
  /** Share of the outstanding output that admission counts, and the step count at which it held. */
  ratio: number;
  ratioSteps: number;
  /** Admission was refused; nobody is tried until the running batch shrinks. */
  isBatchFull: boolean;
  /** What it was full of. */
  fullOf: number;
  runningThen: number;
}

export class SglangScheduler implements Scheduler {
  readonly kind = "sglang";
  readonly stallsDecode = true;
  readonly namesWhenComputed = true;
  readonly keepsOutputFree = false;
  readonly #isLongestPrefixFirst: boolean;
  readonly #memories = new Map<Replica, Memory>();
  /** Gave up their seats in the pass under way; they wait again after it. */
  readonly #ousted: number[] = [];
  readonly #waitingPrefixes = new WaitingPrefixes();

  constructor(options: SchedulerOptions) {
    this.#isLongestPrefixFirst = options.queueOrder === "longest-prefix";
  }

  mostBlocks(replica: Replica, promptTokens: number, outputTokens: number): number {
    // One token more than it uses: the admission test asks for strictly less than all.
    return replica.held.blocksOf(promptTokens + outputTokens + 1);
  }

  stepTokenLimit(replica: Replica): number {
    return Math.max(replica.maxTokens, replica.maxSequences);
  }

  compose(replica: Replica, seconds: number): void {
    replica.chunkCount = 0;
    replica.decodes = true;
    replica.horizonSteps = unlimitedSteps;
    let memory = this.#memories.get(replica);
    if (memory === undefined) {
      memory = { ratio: initialRatio, ratioSteps: 0, isBatchFull: false, fullOf: heldBy.nothing, runningThen: 0 };
      this.#memories.set(replica, memory);
    }
    memory.ratio = Math.max(minRatio, memory.ratio - ratioStep * (replica.batch.stepsMade - memory.ratioSteps));
    memory.ratioSteps = replica.batch.stepsMade;
    if (replica.running.count === 0) {
      memory.ratio = initialRatio;
      // A prefill replica's batch never shrinks: what blocked it is KV that waited to be sent (disaggregation/prefill.py).
      memory.isBatchFull = false;
    }
    // With seats to be taken by priority it tries at every step anew.
    if (replica.running.count < memory.runningThen || replica.waiting.rule !== undefined) memory.isBatchFull = false;
    if (replica.waiting.head !== none || replica.prefilling.count > 0) this.#prefill(replica, memory, seconds);
    while (this.#ousted.length > 0) replica.waiting.enqueue(this.#ousted.shift()!);
    if (replica.chunkCount > 0) replica.decodes = false;
    else if (replica.batch.count > 0 && replica.batch.blocksFor(1) > replica.kv.available) {
      this.#retract(replica, memory);
    }
    memory.runningThen = replica.running.count;
    if (replica.waiting.head === none) return;
    if (memory.isBatchFull) replica.heldBy = memory.fullOf;
    else if (replica.chunkCount > 0) replica.heldBy = heldBy.tokens;
  }

  #outstanding(replica: Replica, slot: number): number {
    const generated = replica.isPrefilling(slot) ? replica.slots.generated[slot]! : replica.batch.generatedOf(slot);
    return Math.min(replica.outputOf(slot) - generated, sglangConstants.clipTokens);
  }

  #prefill(replica: Replica, memory: Memory, seconds: number): void {
    const { slots, kv, tier, blockTokens: page } = replica;
    if (memory.isBatchFull && replica.prefilling.count === 0) return;
    let expected = 0;
    for (let slot = replica.running.head; slot !== none; slot = slots.next[slot]!) {
      if (!replica.isPrefilling(slot)) expected += this.#outstanding(replica, slot);
    }
    let total = kv.available * page - expected * memory.ratio;
    let current = kv.available * page;
    let input = sglangConstants.maxPrefillTokens * replica.tables.lanes;
    let chunk = replica.maxTokens;
    const spend = (tokens: number, output: number): void => {
      const paged = Math.ceil(tokens / page) * page;
      total -= paged + output;
      current -= paged;
      input -= paged;
      chunk -= paged;
    };
    if (replica.prefilling.count > 0) {
      // The one prompt that was cut goes on first.
      const slot = replica.prefilling.members[0]!;
      const left = slots.target[slot]! - slots.computed[slot]!;
      let tokens = Math.min(left, chunk, Math.floor(total));
      if (tokens < left) tokens = Math.floor(tokens / page) * page;
      if (tokens <= 0) {
        replica.horizonSteps = 1;
        return;
      }
      replica.held.growUnnamed(slot, slots.computed[slot]! + tokens);
      replica.addChunk(slot, tokens);
      spend(tokens, tokens < left ? 0 : this.#outstanding(replica, slot));
      if (tokens < left) return;
    }
    const isBusy = replica.batch.count > 0 || replica.prefilling.count > 0;
    const order = this.#prefixOrder(replica);
    let tried = 0;
    while (!memory.isBatchFull && total > 0 && current > 0 && input > 0 && chunk > 0) {
      const slot = order === undefined ? replica.waiting.head : (order[tried++] ?? none);
      if (slot === none) return;
      if (replica.isAsync && isBusy && slots.readySeconds[slot]! > replica.lastStepStartSeconds) {
        replica.horizonSteps = 1;
        return;
      }
      if (replica.running.count >= replica.maxSequences) {
        const before = kv.available;
        const promised = this.#oust(replica, slot, total, memory.ratio);
        if (promised === undefined) {
          memory.isBatchFull = true;
          memory.fullOf = heldBy.seats;
          return;
        }
        total += promised + (kv.available - before) * page;
        current += (kv.available - before) * page;
      }
      const target = slots.target[slot]!;
      const hit = kv.match(slots.request[slot]!, slots.promptTokens[slot]!, target - 1);
      const loaded = tier?.match(slots.request[slot]!, slots.promptTokens[slot]!, target - 1) ?? 0;
      const extend = target - hit - loaded;
      const output = Math.min(replica.outputOf(slot) - slots.generated[slot]!, sglangConstants.clipTokens);
      if (extend + loaded + output + kv.hitReclaimable * page >= total) {
        memory.isBatchFull = true;
        memory.fullOf = heldBy.kv;
        // Where it tries at every step: the bet on outstanding output changes with each.
        if (replica.waiting.rule !== undefined) replica.horizonSteps = 1;
        return;
      }
      const isWhole = Math.ceil(extend / page) * page <= chunk;
      const tokens = isWhole ? extend : Math.floor(chunk / page) * page;
      if (tokens <= 0) return;
      replica.admit(slot, seconds);
      if (kv.prefixes !== undefined) replica.metrics.prefixQueryTokens += target;
      total -= kv.hitReclaimable * page + loaded;
      current -= kv.hitReclaimable * page + loaded;
      slots.computed[slot] = replica.held.adoptHit(slot) + loaded;
      if (loaded > 0) tier!.loadWithStep(slots.request[slot]!);
      replica.held.growUnnamed(slot, hit + loaded + tokens);
      replica.addChunk(slot, tokens);
      replica.prefilling.append(slot);
      spend(tokens, isWhole ? output : 0);
      if (!isWhole) return;
    }
    if (replica.waiting.rule !== undefined) replica.horizonSteps = 1;
  }

  /** Frees seats for an urgent request; the tokens that who had them was promised, or undefined where none is freed. */
  #oust(replica: Replica, slot: number, total: number, ratio: number): number | undefined {
    const threshold = replica.waiting.rule?.seatThreshold;
    if (threshold === undefined) return undefined;
    const { slots, kv } = replica;
    const target = slots.target[slot]!;
    const hit = kv.match(slots.request[slot]!, slots.promptTokens[slot]!, target - 1);
    const output = Math.min(replica.outputOf(slot) - slots.generated[slot]!, sglangConstants.clipTokens);
    const outranked = outrankedBy(replica.running, slot, threshold);
    if (outranked.length > 0) replica.horizonSteps = 1;
    const loaded = replica.tier?.match(slots.request[slot]!, slots.promptTokens[slot]!, target - 1) ?? 0;
    let needed = target - hit - loaded + output - total;
    let promised = 0;
    for (const [i, other] of outranked.entries()) {
      const freed = this.#outstanding(replica, other) * ratio;
      needed -= freed;
      promised += freed;
      if (needed > 0) continue;
      for (const victim of outranked.slice(0, i + 1)) {
        replica.preempt(victim);
        this.#ousted.push(victim);
      }
      return promised;
    }
    return undefined;
  }

  /**
   * The queue by longest cached prefix, of equals the earliest first; last those who share a prefix, unknown to the cache, with one
   * that waits before them: it is to fill the cache for them. Undefined where it is in order of arrival: in a long queue too.
   */
  #prefixOrder(replica: Replica): readonly number[] | undefined {
    const { slots, kv, waiting } = replica;
    const { longestPrefixQueueLimit, inBatchCheckTokens, inBatchSharedTokens } = sglangConstants;
    if (!this.#isLongestPrefixFirst || waiting.count > longestPrefixQueueLimit) return undefined;
    const prefixes = this.#waitingPrefixes;
    prefixes.clear();
    const entries: { readonly slot: number; readonly hit: number }[] = [];
    for (let slot = waiting.head; slot !== none; slot = slots.next[slot]!) {
      const request = slots.request[slot]!;
      const promptTokens = slots.promptTokens[slot]!;
      const limit = slots.target[slot]! - 1;
      const hit = kv.match(request, promptTokens, limit);
      let isLast = false;
      if (hit <= inBatchCheckTokens && kv.prefixes !== undefined) {
        isLast = prefixes.shared(kv, request, promptTokens, limit) >= inBatchSharedTokens;
        if (!isLast) prefixes.note(kv, request, promptTokens);
      }
      entries.push({ slot, hit: isLast ? -1 : hit });
    }
    return entries.sort((a, b) => b.hit - a.hit).map(({ slot }) => slot);
  }

  /** Takes requests back until the next decode step fits: fewest generated tokens first, of equals the longest prompt. */
  #retract(replica: Replica, memory: Memory): void {
    const { slots, kv } = replica;
    while (replica.batch.blocksFor(1) > kv.available) {
      let victim = none;
      if (replica.batch.count === 1) {
        // The last decode stays; a prompt that was cut gives way to it.
        if (replica.prefilling.count === 0) return;
        victim = replica.prefilling.members[0]!;
      } else {
        for (let slot = replica.running.head; slot !== none; slot = slots.next[slot]!) {
          if (replica.isPrefilling(slot)) continue;
          if (victim === none) {
            victim = slot;
            continue;
          }
          const fewer = replica.batch.generatedOf(slot) - replica.batch.generatedOf(victim);
          if (fewer < 0 || (fewer === 0 && slots.promptTokens[slot]! > slots.promptTokens[victim]!)) victim = slot;
        }
      }
      if (replica.suspended !== undefined && !replica.isPrefilling(victim)) replica.suspended.suspend(victim, replica);
      else {
        replica.preempt(victim);
        replica.waiting.enqueue(victim);
      }
    }
    let generated = 0;
    let wanted = 0;
    let left = 0;
    for (let slot = replica.running.head; slot !== none; slot = slots.next[slot]!) {
      if (replica.isPrefilling(slot)) continue;
      generated += replica.batch.generatedOf(slot);
      wanted += slots.outputTokens[slot]!;
      left += 1;
    }
    memory.ratio = Math.min(1, (generated + sglangConstants.retractDecodeSteps * left) / (wanted + 1));
    memory.isBatchFull = false;
    replica.horizonSteps = 1;
  }
}
