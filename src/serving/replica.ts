// One engine instance: its queue, its running list, its decode batch and what it is doing until its next event.
// Takes slots from the cluster and decisions from a scheduler; keeps the arithmetic of fast-forward. Computes no physics:
// it asks the step tables. Must not know of routers, links or other replicas.
// Long on purpose: its methods share some thirty fields of the hot loop, and a split would turn each access into a call.
import { fail } from "../errors.ts";
import { promptStretch } from "../perf/step-model.ts";
import type { Random } from "../random.ts";
import type { KvCache } from "./kv-cache.ts";
import type { MetricsCollector } from "./metrics.ts";
import { none, type RequestSlots } from "./request-slots.ts";
import { causalPairs, type StepTables, windowPairs } from "./step-tables.ts";

/** What a replica does until its next event. `run` = several pure decode steps at once; `step` = one with prompt chunks. */
export const activity = { idle: 0, wake: 1, run: 2, step: 3, down: 4 } as const;

const keyScale = 1_048_576;

/** Drafts that the target model checks in one step: a draft model, EAGLE, multi-token prediction. */
export interface Speculation {
  /** Drafts per request and step, at least 1. */
  readonly draftTokens: number;
  /** Chance that a draft is accepted given that all before it were, 0..1. */
  readonly acceptance: number;
  /** Time to make the drafts of a step, as a share of the step that checks them. */
  readonly draftCostFraction: number;
}

export interface ReplicaLimits {
  readonly maxBatchedTokens: number;
  readonly maxSequences: number;
  readonly blockTokens: number;
  /** New requests join one step late, because the next batch is composed while the current one runs. */
  readonly isAsync: boolean;
  /** It sends or receives KV, so blocks may be held for requests that are not running here. */
  readonly isSplit: boolean;
  readonly speculation?: Speculation;
  /** Draws acceptances; needed with speculation. */
  readonly random?: Random;
}

export class Replica {
  readonly index: number;
  readonly poolIndex: number;
  readonly tables: StepTables;
  readonly kv: KvCache;
  readonly slots: RequestSlots;
  readonly metrics: MetricsCollector;
  readonly maxTokens: number;
  /** Most tokens that any step of this replica's scheduler may hold. */
  stepTokenLimit: number;
  readonly maxSequences: number;
  readonly blockTokens: number;
  readonly isAsync: boolean;
  readonly isSplit: boolean;
  readonly speculation: Speculation | undefined;
  /** Tokens that each decoding request puts into a step: 1, and its drafts. */
  readonly tokensPerDecode: number;
  readonly #random: Random | undefined;

  activity: number = activity.idle;
  /** Decode steps made so far. */
  steps = 0;
  nextSequence = 0;
  /** Sum of the context lengths of the decode batch. */
  contextSum = 0;
  decodeCount = 0;
  /** Largest admission order that ever joined the decode batch. */
  latestDecodeSequence = -1;
  /** Requests that hold KV: prefilling and decoding. */
  runningCount = 0;
  runningHead: number = none;
  runningTail: number = none;
  waitingHead: number = none;
  waitingTail: number = none;
  waitingCount = 0;
  /** Requests with an unfinished prompt, in order of admission. */
  readonly prefilling: Int32Array;
  prefillingCount = 0;
  /** Routed here and not yet gone, for routers. */
  outstanding = 0;
  outstandingTokens = 0;
  /** Prompt tokens routed here whose first output token has not been made. */
  waitingPromptTokens = 0;

  /** The decision for the next step. */
  readonly chunkSlots: Int32Array;
  readonly chunkTokens: Int32Array;
  chunkCount = 0;
  decodes = true;
  /** Blocks of the decode batch's next step that are taken already. */
  prepaidBlocks = 0;
  /** Most decode steps until the scheduler wants to look again. */
  horizonSteps = Number.POSITIVE_INFINITY;

  /** The queue is ordered by priority, not by arrival alone. */
  hasPriorities = false;
  /** A slow host stretches every step by this. */
  slowFactor = 1;
  startSeconds = 0;
  endSeconds = 0;
  lastStepStartSeconds = 0;
  /** End of the last step in which the decode batch advanced. */
  lastDecodeEndSeconds = 0;
  runSteps = 0;
  #runBase = 0;
  #runSlope = 0;
  /** Requests whose next gap between tokens does not start at the end of the last decode step. */
  readonly #fresh: Int32Array;
  #freshCount = 0;
  /** Decoding requests that got no budget in the current step. */
  readonly #benched: Int32Array;
  #benchedCount = 0;

  readonly #phases: Int32Array;
  readonly #finish: Int32Array;
  windowSum = 0;
  windowGrowing = 0;
  #windowDirty = true;
  #windowSteps = Number.POSITIVE_INFINITY;

  decodeSeconds = 0;
  prefillSeconds = 0;
  /** Time in steps that a crash cut short. */
  lostSeconds = 0;
  kvBlockSeconds = 0;
  peakBlocks = 0;
  stepCount = 0;
  /** Contexts of all decode steps and query-key pairs of all prompt chunks: what attention worked on. */
  contextTokensRead = 0;
  prefillPairs = 0;
  finishedRequests = 0;
  decodeTokens = 0;
  prefillTokens = 0;
  /** Tokens that came from accepted drafts. */
  acceptedTokens = 0;

  constructor(
    index: number,
    poolIndex: number,
    tables: StepTables,
    kv: KvCache,
    slots: RequestSlots,
    metrics: MetricsCollector,
    limits: ReplicaLimits,
  ) {
    this.index = index;
    this.poolIndex = poolIndex;
    this.tables = tables;
    this.kv = kv;
    this.slots = slots;
    this.metrics = metrics;
    this.maxTokens = limits.maxBatchedTokens;
    this.maxSequences = limits.maxSequences;
    this.blockTokens = limits.blockTokens;
    this.isAsync = limits.isAsync;
    this.isSplit = limits.isSplit;
    this.speculation = limits.speculation;
    this.tokensPerDecode = 1 + (limits.speculation?.draftTokens ?? 0);
    this.#random = limits.random;
    this.stepTokenLimit = limits.maxBatchedTokens;
    const most = limits.maxSequences + 1;
    this.prefilling = new Int32Array(most);
    this.chunkSlots = new Int32Array(most);
    this.chunkTokens = new Int32Array(most);
    this.#fresh = new Int32Array(most);
    this.#benched = new Int32Array(most);
    this.#finish = new Int32Array(most);
    this.#phases = new Int32Array(limits.blockTokens);
  }

  get busySeconds(): number {
    return this.decodeSeconds + this.prefillSeconds + this.lostSeconds;
  }

  /** FLOP done so far. */
  get flops(): number {
    const { flopsPerToken, flopsPerPair } = this.tables.model;
    const pairs = this.contextTokensRead + this.decodeTokens + this.prefillPairs;
    return (this.decodeTokens + this.prefillTokens) * flopsPerToken + pairs * flopsPerPair;
  }

  /** Bytes moved so far: weights once a step, KV read by decodes and written by all. */
  get bytes(): number {
    const { weightBytesPerStep, kvBytesPerToken } = this.tables.model;
    const tokens = this.contextTokensRead + this.decodeTokens + this.prefillTokens;
    return this.stepCount * weightBytesPerStep + tokens * kvBytesPerToken;
  }

  // Waiting queue.

  enqueue(slot: number): void {
    const { slots } = this;
    if (this.hasPriorities) {
      let before: number = none;
      for (let other = this.waitingTail; other !== none && this.goesBefore(slot, other); other = slots.previous[other]!)
        before = other;
      if (before !== none) {
        this.enqueueBefore(slot, before);
        return;
      }
    }
    slots.next[slot] = none;
    slots.previous[slot] = this.waitingTail;
    if (this.waitingTail === none) this.waitingHead = slot;
    else slots.next[this.waitingTail] = slot;
    this.waitingTail = slot;
    this.waitingCount += 1;
  }

  enqueueFirst(slot: number): void {
    const { slots } = this;
    slots.previous[slot] = none;
    slots.next[slot] = this.waitingHead;
    if (this.waitingHead === none) this.waitingTail = slot;
    else slots.previous[this.waitingHead] = slot;
    this.waitingHead = slot;
    this.waitingCount += 1;
  }

  /** Puts a slot in the waiting queue before another one (none = at the end). */
  enqueueBefore(slot: number, before: number): void {
    if (before === none) this.enqueue(slot);
    else if (before === this.waitingHead) this.enqueueFirst(slot);
    else {
      const { slots } = this;
      const previous = slots.previous[before]!;
      slots.previous[slot] = previous;
      slots.next[slot] = before;
      slots.next[previous] = slot;
      slots.previous[before] = slot;
      this.waitingCount += 1;
    }
  }

  /** By priority (lower first), then arrival, then order in the columns. */
  goesBefore(slot: number, other: number): boolean {
    const { priority, arrivalSeconds, request } = this.slots;
    if (priority[slot] !== priority[other]) return priority[slot]! < priority[other]!;
    if (arrivalSeconds[slot] !== arrivalSeconds[other]) return arrivalSeconds[slot]! < arrivalSeconds[other]!;
    return request[slot]! < request[other]!;
  }

  /** Takes back what the step being composed gave to a running request; returns its tokens. */
  withdraw(slot: number): number {
    if (!this.isPrefilling(slot)) {
      if (this.contextOf(slot) % this.blockTokens === 0) {
        this.kv.give(1);
        this.prepaidBlocks -= 1;
      }
      return this.tokensPerDecode;
    }
    for (let i = 0; i < this.chunkCount; i++) {
      if (this.chunkSlots[i] !== slot) continue;
      const tokens = this.chunkTokens[i]!;
      this.chunkSlots.copyWithin(i, i + 1, this.chunkCount);
      this.chunkTokens.copyWithin(i, i + 1, this.chunkCount);
      this.chunkCount -= 1;
      return tokens;
    }
    return 0;
  }

  dequeue(slot: number): void {
    const { slots } = this;
    const previous = slots.previous[slot]!;
    const next = slots.next[slot]!;
    if (previous === none) this.waitingHead = next;
    else slots.next[previous] = next;
    if (next === none) this.waitingTail = previous;
    else slots.previous[next] = previous;
    this.waitingCount -= 1;
  }

  // Running list, in order of admission.

  /** Moves a slot from the waiting queue to the running list and gives it its place in the order of admission. */
  admit(slot: number, seconds: number): void {
    const { slots } = this;
    this.dequeue(slot);
    this.appendRunning(slot);
    slots.sequence[slot] = this.nextSequence++;
    if (Number.isNaN(slots.admittedSeconds[slot]!)) slots.admittedSeconds[slot] = seconds;
  }

  appendRunning(slot: number): void {
    const { slots } = this;
    slots.previous[slot] = this.runningTail;
    slots.next[slot] = none;
    if (this.runningTail === none) this.runningHead = slot;
    else slots.next[this.runningTail] = slot;
    this.runningTail = slot;
    this.runningCount += 1;
  }

  removeRunning(slot: number): void {
    const { slots } = this;
    const previous = slots.previous[slot]!;
    const next = slots.next[slot]!;
    if (previous === none) this.runningHead = next;
    else slots.next[previous] = next;
    if (next === none) this.runningTail = previous;
    else slots.previous[next] = previous;
    this.runningCount -= 1;
  }

  isPrefilling(slot: number): boolean {
    return this.slots.computed[slot]! < this.slots.target[slot]!;
  }

  // KV of one request.

  /** Blocks that `tokens` tokens fill. */
  blocksOf(tokens: number): number {
    return Math.ceil(tokens / this.blockTokens);
  }

  /** Grows a prefilling request's KV to `tokens` tokens; the caller has checked that it fits. */
  growPrefill(slot: number, tokens: number): void {
    const { slots } = this;
    const blocks = this.blocksOf(tokens);
    const held = slots.blocks[slot]!;
    if (blocks > held) {
      this.kv.take(blocks - held);
      slots.blocks[slot] = blocks;
    }
    if (this.kv.prefixes !== undefined) {
      slots.units[slot] = this.kv.insert(slots.request[slot]!, slots.promptTokens[slot]!, slots.units[slot]!, tokens);
    }
  }

  /** Takes the blocks of a request's whole prompt at once; its contents are named as they are computed. */
  takePrompt(slot: number): void {
    const { slots } = this;
    const more = this.blocksOf(slots.target[slot]!) - slots.blocks[slot]!;
    if (more <= 0) return;
    this.kv.take(more);
    slots.blocks[slot]! += more;
  }

  /** Adopts the blocks of the last prefix match. */
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

  /** Context of a decoding request: tokens in KV. */
  contextOf(slot: number): number {
    return this.slots.contextBase[slot]! + this.steps;
  }

  /** Output tokens made so far by a decoding request. */
  generatedOf(slot: number): number {
    const left = Math.floor(this.slots.finishKey[slot]! / keyScale) - this.steps;
    return this.slots.outputTokens[slot]! - left;
  }

  releasePrefill(slot: number): void {
    const { slots } = this;
    this.kv.release(
      slots.request[slot]!,
      slots.promptTokens[slot]!,
      slots.units[slot]!,
      slots.blocks[slot]!,
      slots.computed[slot]!,
    );
    slots.units[slot] = 0;
    slots.blocks[slot] = 0;
  }

  releaseContext(slot: number, context: number): void {
    const { slots } = this;
    const blocks = Math.max(this.blocksOf(context), slots.blocks[slot]!);
    this.kv.release(slots.request[slot]!, slots.promptTokens[slot]!, slots.units[slot]!, blocks, context);
    slots.units[slot] = 0;
    slots.blocks[slot] = 0;
  }

  // Decode batch.

  /** A request with `context` tokens in KV starts to decode; its last token comes after `stepsLeft` more steps. */
  joinDecode(slot: number, context: number, stepsLeft: number): void {
    const { slots } = this;
    const base = context - this.steps;
    slots.contextBase[slot] = base;
    slots.blocks[slot] = 0;
    slots.finishKey[slot] = (this.steps + stepsLeft) * keyScale + (slots.sequence[slot]! % keyScale);
    this.#phases[this.#phase(base)]! += 1;
    this.contextSum += context;
    if (slots.sequence[slot]! > this.latestDecodeSequence) this.latestDecodeSequence = slots.sequence[slot]!;
    this.#windowDirty = true;
    this.#pushFinish(slot);
  }

  /** A request leaves the decode batch before its time; true where its next gap was its own (see markFresh). */
  leaveDecode(slot: number): boolean {
    const base = this.slots.contextBase[slot]!;
    this.#phases[this.#phase(base)]! -= 1;
    this.contextSum -= base + this.steps;
    this.#windowDirty = true;
    let place = 0;
    while (this.#finish[place] !== slot) place += 1;
    this.decodeCount -= 1;
    if (place < this.decodeCount) {
      const last = this.#finish[this.decodeCount]!;
      this.#finish[place] = last;
      this.#siftUp(last, place);
      let at = 0;
      while (this.#finish[at] !== last) at += 1;
      this.#siftDown(last, at);
    }
    for (let i = 0; i < this.#freshCount; i++) {
      if (this.#fresh[i] !== slot) continue;
      this.#fresh[i] = this.#fresh[--this.#freshCount]!;
      return true;
    }
    return false;
  }

  /** Slot that finishes at the current step count, or none; it is taken out of the batch. */
  popFinished(): number {
    if (this.decodeCount === 0) return none;
    const slot = this.#finish[0]!;
    const { slots } = this;
    if (Math.floor(slots.finishKey[slot]! / keyScale) > this.steps) return none;
    const base = slots.contextBase[slot]!;
    this.#phases[this.#phase(base)]! -= 1;
    this.contextSum -= base + this.steps;
    this.#windowDirty = true;
    const last = this.#finish[--this.decodeCount]!;
    if (this.decodeCount > 0) this.#siftDown(last, 0);
    return slot;
  }

  /** The request's next gap runs from its own last token, not from the batch's last step. */
  markFresh(slot: number): void {
    this.#fresh[this.#freshCount++] = slot;
  }

  /** Leaves a decoding request out of the step being composed. */
  bench(slot: number): void {
    const { slots } = this;
    const context = this.contextOf(slot);
    const left = Math.floor(slots.finishKey[slot]! / keyScale) - this.steps;
    if (!this.leaveDecode(slot)) slots.lastTokenSeconds[slot] = this.lastDecodeEndSeconds;
    slots.target[slot] = context;
    slots.computed[slot] = context;
    slots.generated[slot] = slots.outputTokens[slot]! - left;
    this.#benched[this.#benchedCount++] = slot;
  }

  isBenched(slot: number): boolean {
    for (let i = 0; i < this.#benchedCount; i++) if (this.#benched[i] === slot) return true;
    return false;
  }

  /** Takes the benched back into the decode batch. */
  unbench(): void {
    const { slots } = this;
    for (let i = 0; i < this.#benchedCount; i++) {
      const slot = this.#benched[i]!;
      this.joinDecode(slot, slots.target[slot]!, slots.outputTokens[slot]! - slots.generated[slot]!);
      this.markFresh(slot);
    }
    this.#benchedCount = 0;
  }

  /** Blocks that the decode batch needs for its next `count` steps. */
  blocksForSteps(count: number): number {
    const size = this.blockTokens;
    const whole = Math.floor(count / size);
    let blocks = whole * this.decodeCount;
    let phase = this.#phase(-this.steps - whole * size);
    for (let j = whole * size; j < count; j++) {
      blocks += this.#phases[phase]!;
      phase = phase === 0 ? size - 1 : phase - 1;
    }
    return blocks;
  }

  /** Most decode steps, up to `wanted`, for which the free blocks last. */
  #stepsThatFit(wanted: number): number {
    const available = this.kv.available + this.prepaidBlocks;
    const size = this.blockTokens;
    const batch = this.decodeCount;
    if ((Math.floor(wanted / size) + 1) * batch <= available) return wanted;
    let steps = Math.min(wanted, Math.floor(available / batch) * size);
    let left = available - (steps / size) * batch;
    if (steps === wanted) return wanted;
    let phase = this.#phase(-this.steps - steps);
    while (steps < wanted) {
      left -= this.#phases[phase]!;
      if (left < 0) break;
      steps += 1;
      phase = phase === 0 ? size - 1 : phase - 1;
    }
    return steps;
  }

  /** Starts as many pure decode steps as nothing can disturb; returns when they end. */
  startRun(seconds: number): number {
    const { tables } = this;
    const batch = this.decodeCount;
    const { speculation } = this;
    const perStep =
      speculation === undefined
        ? tables.decodeStep[batch]!
        : tables.tokenSeconds(batch * this.tokensPerDecode) + tables.decodeBase[batch]!;
    let base = perStep + tables.perContext[batch]! * this.contextSum;
    let slope = tables.perContext[batch]! * batch;
    let steps = Math.floor(this.slots.finishKey[this.#finish[0]!]! / keyScale) - this.steps;
    if (this.horizonSteps < steps) steps = this.horizonSteps;
    // What is accepted differs from step to step, so each is played.
    if (speculation !== undefined) steps = 1;
    if (tables.hasWindow) {
      if (this.#windowDirty) this.#scanWindow();
      if (this.#windowSteps < steps) steps = this.#windowSteps;
      base += tables.perWindow[batch]! * this.windowSum;
      slope += tables.perWindow[batch]! * this.windowGrowing;
    }
    steps = this.#stepsThatFit(steps);
    if (!(steps >= 1)) fail("invariant", ["serving"], `a run of ${steps} decode steps`, "Please report this bug.");
    if (speculation !== undefined) base *= 1 + speculation.draftCostFraction;
    this.#runBase = base * this.slowFactor;
    this.#runSlope = slope * this.slowFactor;
    this.runSteps = steps;
    this.activity = activity.run;
    this.startSeconds = seconds;
    this.endSeconds = seconds + this.#runSeconds(steps);
    return this.endSeconds;
  }

  /** Cuts the current run at the first step boundary at or after an instant, or `lagSteps` steps after that. */
  cutRun(seconds: number, lagSteps: number): number {
    const elapsed = seconds - this.startSeconds;
    const base = this.#runBase;
    const slope = this.#runSlope;
    const linear = base - slope / 2;
    let steps = Math.ceil((2 * elapsed) / (linear + Math.sqrt(linear * linear + 2 * slope * elapsed)));
    if (steps < 1) steps = 1;
    while (steps > 1 && this.startSeconds + this.#runSeconds(steps - 1) >= seconds) steps -= 1;
    while (this.startSeconds + this.#runSeconds(steps) < seconds) steps += 1;
    steps += lagSteps;
    if (steps < this.runSteps) {
      this.runSteps = steps;
      this.endSeconds = this.startSeconds + this.#runSeconds(steps);
    }
    return this.endSeconds;
  }

  /** Decode steps of the current run that are complete at an instant. */
  stepsDoneBy(seconds: number): number {
    if (this.activity !== activity.run) return 0;
    let steps = 0;
    let high = this.runSteps;
    while (steps < high) {
      const middle = (steps + high + 1) >> 1;
      if (this.startSeconds + this.#runSeconds(middle) <= seconds) steps = middle;
      else high = middle - 1;
    }
    return steps;
  }

  completeRun(): void {
    const steps = this.runSteps;
    const batch = this.decodeCount;
    const { metrics } = this;
    const duration = this.endSeconds - this.startSeconds;
    const blocks = this.blocksForSteps(steps);
    const usedBefore = this.kv.totalBlocks - this.kv.available - this.prepaidBlocks;
    if (blocks > this.prepaidBlocks) this.kv.take(blocks - this.prepaidBlocks);
    if (usedBefore + blocks > this.peakBlocks) this.peakBlocks = usedBefore + blocks;
    this.kvBlockSeconds += (usedBefore + blocks / 2) * duration;
    if (this.#freshCount === 0 && this.lastDecodeEndSeconds === this.startSeconds) {
      metrics.itl.addRamp(this.#runBase, this.#runSlope, steps, batch);
    } else {
      this.#recordFirstGap(this.startSeconds + this.#runBase, batch);
      if (steps > 1) metrics.itl.addRamp(this.#runBase + this.#runSlope, this.#runSlope, steps - 1, batch);
    }
    const contextTokens = steps * this.contextSum + (batch * steps * (steps - 1)) / 2;
    const tokens = batch * steps;
    this.contextTokensRead += contextTokens;
    this.decodeSeconds += duration;
    this.decodeTokens += tokens;
    this.stepCount += steps;
    this.steps += steps;
    this.contextSum += tokens;
    if (this.tables.hasWindow) {
      this.windowSum += this.windowGrowing * steps;
      this.#windowSteps -= steps;
      if (this.#windowSteps <= 0) this.#windowDirty = true;
    }
    this.prepaidBlocks = 0;
    this.lastStepStartSeconds = steps === 1 ? this.startSeconds : this.startSeconds + this.#runSeconds(steps - 1);
    this.lastDecodeEndSeconds = this.endSeconds;
    if (this.speculation !== undefined) this.#accept();
  }

  /**
   * After a step that checked drafts: each request keeps the drafts accepted before the first refusal, up to what it still
   * wants and what its KV has room for. They appear at once with the step's own token.
   */
  #accept(): void {
    const { slots, kv, blockTokens } = this;
    const { draftTokens, acceptance } = this.speculation!;
    let kept = 0;
    for (let i = 0; i < this.decodeCount; i++) {
      const slot = this.#finish[i]!;
      const left = Math.floor(slots.finishKey[slot]! / keyScale) - this.steps;
      let accepted = 0;
      while (accepted < draftTokens && accepted < left && this.#random!.uniform() < acceptance) {
        const context = slots.contextBase[slot]! + this.steps + accepted;
        if (context % blockTokens === 0) {
          if (kv.available < 1) break;
          kv.take(1);
        }
        accepted += 1;
      }
      if (accepted === 0) continue;
      const base = slots.contextBase[slot]!;
      this.#phases[this.#phase(base)]! -= 1;
      slots.contextBase[slot] = base + accepted;
      this.#phases[this.#phase(base + accepted)]! += 1;
      slots.finishKey[slot]! -= accepted * keyScale;
      kept += accepted;
    }
    if (kept === 0) return;
    this.contextSum += kept;
    this.decodeTokens += kept;
    this.acceptedTokens += kept;
    this.metrics.itl.addWeighted(0, kept);
    this.#windowDirty = true;
    for (let i = (this.decodeCount >> 1) - 1; i >= 0; i--) this.#siftDown(this.#finish[i]!, i);
  }

  #runSeconds(steps: number): number {
    return steps * this.#runBase + (this.#runSlope * steps * (steps - 1)) / 2;
  }

  #recordFirstGap(seconds: number, batch: number): void {
    const { metrics, slots } = this;
    const old = batch - this.#freshCount;
    if (old > 0) metrics.itl.addWeighted(seconds - this.lastDecodeEndSeconds, old);
    for (let i = 0; i < this.#freshCount; i++) {
      metrics.itl.add(seconds - slots.lastTokenSeconds[this.#fresh[i]!]!);
    }
    this.#freshCount = 0;
  }

  // Steps with prompt chunks.

  addChunk(slot: number, tokens: number): void {
    this.chunkSlots[this.chunkCount] = slot;
    this.chunkTokens[this.chunkCount] = tokens;
    this.chunkCount += 1;
  }

  /** Starts one step of the chunks composed, with the decode batch where it takes part; returns when it ends. */
  startStep(seconds: number): number {
    const { tables, slots } = this;
    const model = tables.model;
    const batch = this.decodes ? this.decodeCount : 0;
    let prompt = 0;
    let pairs = 0;
    let windowed = 0;
    for (let i = 0; i < this.chunkCount; i++) {
      const slot = this.chunkSlots[i]!;
      const tokens = this.chunkTokens[i]!;
      const cached = slots.computed[slot]!;
      prompt += tokens;
      pairs += causalPairs(tokens, cached);
      if (tables.hasWindow) windowed += windowPairs(tokens, cached, model.windowTokens);
    }
    if (!tables.hasWindow) windowed = pairs;
    const stretch = promptStretch(model, prompt, this.chunkCount);
    const { speculation } = this;
    let duration =
      tables.tokenSeconds(stretch * prompt + batch * this.tokensPerDecode) +
      stretch *
        (model.prefillSecondsPerSequence * this.chunkCount +
          model.prefillSecondsPerPair * pairs +
          model.prefillSecondsPerWindowPair * windowed);
    this.prefillPairs += pairs;
    if (batch > 0) {
      if (tables.hasWindow && this.#windowDirty) this.#scanWindow();
      duration +=
        tables.decodeBase[batch]! +
        tables.perContext[batch]! * this.contextSum +
        (tables.hasWindow ? tables.perWindow[batch]! * this.windowSum : 0);
      this.contextTokensRead += this.contextSum;
    }
    if (speculation !== undefined && batch > 0) duration *= 1 + speculation.draftCostFraction;
    this.prefillTokens += prompt;
    this.activity = activity.step;
    this.startSeconds = seconds;
    this.endSeconds = seconds + duration * this.slowFactor;
    return this.endSeconds;
  }

  /** Applies the decode half of the step that ends now; the chunks are the cluster's to complete. */
  completeStep(): void {
    const duration = this.endSeconds - this.startSeconds;
    const batch = this.decodes ? this.decodeCount : 0;
    const used = this.kv.totalBlocks - this.kv.available;
    if (used > this.peakBlocks) this.peakBlocks = used;
    this.kvBlockSeconds += used * duration;
    this.prefillSeconds += duration;
    this.stepCount += 1;
    this.prepaidBlocks = 0;
    this.lastStepStartSeconds = this.startSeconds;
    if (batch > 0) {
      if (this.#freshCount === 0) this.metrics.itl.addWeighted(this.endSeconds - this.lastDecodeEndSeconds, batch);
      else this.#recordFirstGap(this.endSeconds, batch);
      this.decodeTokens += batch;
      this.steps += 1;
      this.contextSum += batch;
      this.#windowDirty = true;
      this.lastDecodeEndSeconds = this.endSeconds;
      if (this.speculation !== undefined) this.#accept();
    } else if (this.decodeCount === 0) this.lastDecodeEndSeconds = this.endSeconds;
    this.unbench();
  }

  /** Takes the blocks that the decode batch needs for the step being composed; false where they are not to be had. */
  prepayDecode(): boolean {
    const blocks = this.decodeCount === 0 ? 0 : this.blocksForSteps(1);
    if (blocks > this.kv.available) return false;
    if (blocks > 0) this.kv.take(blocks);
    this.prepaidBlocks = blocks;
    return true;
  }

  /** Gives up a running request's KV and puts it at the head of the queue, to be computed again from the start. */
  preempt(slot: number, seconds: number): void {
    const { slots } = this;
    if (this.isPrefilling(slot)) {
      this.releasePrefill(slot);
      slots.computed[slot] = 0;
      this.dropPrefilling(slot);
    } else {
      const context = this.contextOf(slot);
      const generated = this.generatedOf(slot);
      if (!this.leaveDecode(slot)) slots.lastTokenSeconds[slot] = seconds;
      this.releaseContext(slot, context);
      slots.generated[slot] = generated;
      slots.target[slot] = slots.promptTokens[slot]! + generated;
      slots.computed[slot] = 0;
      this.metrics.recomputedTokens += context;
    }
    this.removeRunning(slot);
    slots.readySeconds[slot] = Number.NEGATIVE_INFINITY;
    slots.preemptions[slot]! += 1;
    this.metrics.preemptions += 1;
  }

  dropPrefilling(slot: number): void {
    let kept = 0;
    for (let i = 0; i < this.prefillingCount; i++) {
      if (this.prefilling[i] !== slot) this.prefilling[kept++] = this.prefilling[i]!;
    }
    this.prefillingCount = kept;
  }

  /** Removes the entries whose prompt is complete from the prefilling list, keeping its order. */
  compactPrefilling(): void {
    const { computed, target } = this.slots;
    let kept = 0;
    for (let i = 0; i < this.prefillingCount; i++) {
      const slot = this.prefilling[i]!;
      if (computed[slot]! < target[slot]!) this.prefilling[kept++] = slot;
    }
    this.prefillingCount = kept;
  }

  /** Used blocks at an instant inside the current activity. */
  usedBlocksAt(seconds: number): number {
    const used = this.kv.totalBlocks - this.kv.available;
    return this.activity === activity.run ? used + this.blocksForSteps(this.stepsDoneBy(seconds)) : used;
  }

  /** Forgets all work: the replica crashed or was taken away. Slots are the caller's. */
  wipe(): void {
    this.activity = activity.down;
    this.outstanding = 0;
    this.outstandingTokens = 0;
    this.waitingPromptTokens = 0;
    this.decodeCount = 0;
    this.contextSum = 0;
    this.prefillingCount = 0;
    this.chunkCount = 0;
    this.prepaidBlocks = 0;
    this.runningCount = 0;
    this.runningHead = none;
    this.runningTail = none;
    this.waitingHead = none;
    this.waitingTail = none;
    this.waitingCount = 0;
    this.#freshCount = 0;
    this.#benchedCount = 0;
    this.#phases.fill(0);
    this.#windowDirty = true;
    this.kv.clear();
  }

  #phase(base: number): number {
    const size = this.blockTokens;
    const rest = base % size;
    return rest < 0 ? rest + size : rest;
  }

  #scanWindow(): void {
    const window = this.tables.model.windowTokens;
    let sum = 0;
    let growing = 0;
    let next = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.decodeCount; i++) {
      const context = this.contextOf(this.#finish[i]!);
      if (context < window) {
        sum += context;
        growing += 1;
        if (window - context < next) next = window - context;
      } else sum += window;
    }
    this.windowSum = sum;
    this.windowGrowing = growing;
    this.#windowSteps = next;
    this.#windowDirty = false;
  }

  #pushFinish(slot: number): void {
    this.#siftUp(slot, this.decodeCount++);
  }

  #siftUp(slot: number, from: number): void {
    const heap = this.#finish;
    const keys = this.slots.finishKey;
    const key = keys[slot]!;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = heap[above]!;
      if (keys[other]! <= key) break;
      heap[place] = other;
      place = above;
    }
    heap[place] = slot;
  }

  #siftDown(slot: number, from: number): void {
    const heap = this.#finish;
    const keys = this.slots.finishKey;
    const length = this.decodeCount;
    const key = keys[slot]!;
    let place = from;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= length) break;
      let other = heap[below]!;
      if (below + 1 < length) {
        const right = heap[below + 1]!;
        if (keys[right]! < keys[other]!) {
          below += 1;
          other = right;
        }
      }
      if (key <= keys[other]!) break;
      heap[place] = other;
      place = below;
    }
    heap[place] = slot;
  }
}
