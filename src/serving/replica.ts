// One engine instance: its queue, its running list, its decode batch and what it is doing until its next event.
// Takes slots from the cluster and decisions from a scheduler; prices steps by its tables. Computes no physics.
// Must not know of routers, links or other replicas.
import { fail } from "../errors.ts";
import { doubleZero } from "../perf/double-zero.ts";
import { Benched } from "./benched.ts";
import { ChunkLoad } from "./chunk-load.ts";
import { DecodeBatch } from "./decode-batch.ts";
import { DecodeRun, unlimitedSteps } from "./decode-run.ts";
import { HeldKv } from "./held-kv.ts";
import { HostLoads } from "./host-loads.ts";
import type { HostTier } from "./host-tier.ts";
import type { KvCache } from "./kv-cache.ts";
import type { MetricsCollector } from "./metrics.ts";
import { PrefillingList } from "./prefilling-list.ts";
import { chunkSeconds } from "./prompt-step.ts";
import type { ReplicaLimits } from "./replica-limits.ts";
import { heldBy, ReplicaTally } from "./replica-tally.ts";
import { RequestList } from "./request-list.ts";
import type { RequestSlots } from "./request-slots.ts";
import { acceptDrafts, type Speculation } from "./speculation.ts";
import type { StepTables } from "./step-tables.ts";
import type { Suspended } from "./suspended.ts";
import { WaitingQueue } from "./waiting-queue.ts";

/** What a replica does until its next event. `run` = several pure decode steps at once; `step` = one with prompt chunks. */
export const activity = { idle: 0, wake: 1, run: 2, step: 3, down: 4 } as const;

export class Replica {
  readonly index: number;
  readonly poolIndex: number;
  readonly tables: StepTables;
  readonly kv: KvCache;
  readonly slots: RequestSlots;
  readonly metrics: MetricsCollector;
  readonly maxTokens: number;
  /** Of any step of its scheduler. */
  stepTokenLimit: number;
  readonly maxSequences: number;
  readonly blockTokens: number;
  readonly isAsync: boolean;
  readonly limits: ReplicaLimits;
  readonly speculation: Speculation | undefined;
  /** Tokens that each decoding request puts into a step: 1, and its drafts. */
  readonly tokensPerDecode: number;

  readonly waiting: WaitingQueue;
  /** Requests that hold KV, prefilling and decoding, in order of admission. */
  readonly running: RequestList;
  nextSequence = 0;
  readonly batch: DecodeBatch;
  readonly held: HeldKv;
  /** Decoding requests away in host memory; absent = whoever gives way computes again. */
  suspended: Suspended | undefined = undefined;
  /** KV in host memory; absent = none. */
  tier: HostTier | undefined = undefined;
  /** Loads from it that go on beside the computation. */
  readonly loads = new HostLoads();
  readonly tally: ReplicaTally;
  readonly prefilling: PrefillingList;
  /** Routed here and not yet gone, for routers. */
  outstanding = 0;
  outstandingTokens = 0;
  /** Routed here and their first output token has not been made: requests, and their prompt tokens. */
  waitingPrompts = 0;
  waitingPromptTokens = 0;
  /** It serves both roles at once, and gets new work of its own only after those of its pool that do not. */
  isMixed = false;
  /** Blocks that requests which hold KV here but do not run, or whose KV is on its way here, will need beyond their prompts. */
  promisedBlocks = 0;

  /** The decision for the next step. */
  readonly chunkSlots: Int32Array;
  readonly chunkTokens: Int32Array;
  chunkCount = 0;
  decodes = true;
  /** Blocks of the decode batch's next step that are taken already. */
  prepaidBlocks = 0;
  /** What keeps the first of its queue waiting, as of the last look: see the tally. */
  heldBy: number = heldBy.nothing;
  /** Most decode steps until the scheduler wants to look again. */
  horizonSteps = unlimitedSteps;
  readonly benched: Benched;

  activity: number = activity.idle;
  slowFactor = 1;
  startSeconds = doubleZero;
  endSeconds = doubleZero;
  readonly run = new DecodeRun();
  lastStepStartSeconds = doubleZero;
  /** End of the last step in which the decode batch advanced. */
  lastDecodeEndSeconds = doubleZero;

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
    this.limits = limits;
    this.speculation = limits.speculation;
    this.tokensPerDecode = 1 + (limits.speculation?.draftTokens ?? 0);
    this.stepTokenLimit = limits.maxBatchedTokens;
    this.waiting = new WaitingQueue(slots);
    this.running = new RequestList(slots);
    this.batch = new DecodeBatch(slots, limits.maxSequences, limits.blockTokens, tables.model.windowTokens);
    this.held = new HeldKv(kv, slots, metrics);
    this.tally = new ReplicaTally(tables.model);
    const most = limits.maxSequences + 1;
    this.prefilling = new PrefillingList(slots, most);
    this.chunkSlots = new Int32Array(most);
    this.chunkTokens = new Int32Array(most);
    this.benched = new Benched(slots, this.batch, most);
  }

  get loadsBeside(): boolean {
    return this.tier?.input.loads === "background";
  }

  // Who runs.

  /** Moves a slot from the waiting queue to the running list and gives it its place in the order of admission. */
  admit(slot: number, seconds: number): void {
    const { slots } = this;
    this.waiting.remove(slot);
    this.running.append(slot);
    slots.sequence[slot] = this.nextSequence++;
    if (Number.isNaN(slots.admittedSeconds[slot]!)) slots.admittedSeconds[slot] = seconds;
  }

  /** Tokens that a request makes here. */
  outputOf(slot: number): number {
    return this.limits.isPrefillOnly ? 1 : this.slots.outputTokens[slot]!;
  }

  isPrefilling(slot: number): boolean {
    return this.slots.computed[slot]! < this.slots.target[slot]!;
  }

  /** Gives up a running request's KV and puts it at the head of the queue, to be computed again from the start. */
  preempt(slot: number): void {
    const { slots, batch } = this;
    if (this.isPrefilling(slot)) {
      this.held.releasePrefill(slot);
      slots.computed[slot] = 0;
      this.prefilling.drop(slot);
    } else {
      const context = batch.contextOf(slot);
      const generated = batch.generatedOf(slot);
      // Its last token came with the last decode step, which a prompt step may have followed.
      if (!batch.leave(slot)) slots.lastTokenSeconds[slot] = this.lastDecodeEndSeconds;
      this.held.releaseContext(slot, context);
      slots.generated[slot] = generated;
      slots.target[slot] = slots.promptTokens[slot]! + generated;
      slots.computed[slot] = 0;
      this.metrics.recomputedTokens += context;
    }
    this.running.remove(slot);
    slots.readySeconds[slot] = Number.NEGATIVE_INFINITY;
    slots.preemptions[slot]! += 1;
    this.metrics.preemptions += 1;
  }

  /**
   * Begins to load the last match of host memory for the head of the queue: it leaves the queue and holds the blocks of its
   * whole prompt from now on, so that nothing keeps it from running once its KV has come. False where they are not to be had.
   */
  startLoad(slot: number, watermarkBlocks: number, seconds: number): boolean {
    const { kv, held, slots } = this;
    const tier = this.tier!;
    const blocks = held.blocksOf(slots.target[slot]!) - kv.hitBlocks;
    if (blocks + kv.hitReclaimable + watermarkBlocks > kv.available) return false;
    this.waiting.remove(slot);
    const loadSeconds = tier.secondsOf(tier.hitTokens);
    tier.touch(slots.request[slot]!);
    tier.loadSeconds += loadSeconds;
    this.loads.begin(slot, kv.hitTokens + tier.hitTokens, loadSeconds, seconds);
    held.adoptHit(slot);
    held.takePrompt(slot);
    return true;
  }

  // The step being composed.

  addChunk(slot: number, tokens: number): void {
    this.chunkSlots[this.chunkCount] = slot;
    this.chunkTokens[this.chunkCount] = tokens;
    this.chunkCount += 1;
  }

  /** Takes the blocks that the decode batch needs for the step being composed; false where they are not to be had. */
  prepayDecode(): boolean {
    const blocks = this.batch.count === 0 ? 0 : this.batch.blocksFor(1);
    if (blocks > this.kv.available) return false;
    if (blocks > 0) this.kv.take(blocks);
    this.prepaidBlocks = blocks;
    return true;
  }

  /** Takes back what the step being composed gave to a running request; returns its tokens. */
  withdraw(slot: number): number {
    if (!this.isPrefilling(slot)) {
      if (this.batch.contextOf(slot) % this.blockTokens === 0) {
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

  // Runs of decode steps.

  /** Starts as many pure decode steps as nothing can disturb: until endSeconds. */
  startRun(seconds: number): void {
    const { tables, batch, speculation } = this;
    const members = batch.count;
    const perStep =
      speculation === undefined
        ? tables.decodeStep[members]!
        : tables.tokenSeconds(members * this.tokensPerDecode) + tables.decodeBase[members]!;
    let base = perStep + tables.perContext[members]! * batch.contextSum;
    let slope = tables.perContext[members]! * members;
    let steps = batch.stepsToFinish;
    if (this.horizonSteps < steps) steps = this.horizonSteps;
    // What is accepted differs from step to step, so each is played.
    if (speculation !== undefined) steps = 1;
    if (tables.hasWindow) {
      batch.lookAtWindow();
      if (batch.windowSteps < steps) steps = batch.windowSteps;
      base += tables.perWindow[members]! * batch.windowSum;
      slope += tables.perWindow[members]! * batch.windowGrowing;
    }
    steps = batch.stepsThatFit(steps, this.kv.available + this.prepaidBlocks);
    if (!(steps >= 1)) fail("invariant", ["serving"], `a run of ${steps} decode steps`, "Please report this bug.");
    if (speculation !== undefined) base *= 1 + speculation.draftCostFraction;
    base *= this.slowFactor;
    const stall = this.suspended?.takeStall() ?? 0;
    if (stall > 0) {
      steps = 1;
      base += stall;
    }
    this.run.start(seconds, base, slope * this.slowFactor, steps);
    this.activity = activity.run;
    this.startSeconds = seconds;
    this.endSeconds = this.run.endSeconds;
  }

  /** Cuts the current run at the first step boundary at or after an instant, or `lagSteps` steps after that. */
  cutRun(seconds: number, lagSteps: number): number {
    this.run.cut(seconds, lagSteps);
    this.endSeconds = this.run.endSeconds;
    return this.endSeconds;
  }

  /** Takes the blocks of the current run, which was cut at its next step boundary, before its end. */
  prepayRun(): void {
    const more = Math.max(0, this.batch.blocksFor(this.run.steps) - this.prepaidBlocks);
    this.kv.take(more);
    this.prepaidBlocks += more;
  }

  completeRun(): void {
    const { run, batch, tally, metrics, kv, startSeconds } = this;
    const { steps } = run;
    const members = batch.count;
    const duration = this.endSeconds - startSeconds;
    const blocks = batch.blocksFor(steps);
    const usedBefore = kv.totalBlocks - kv.available - this.prepaidBlocks;
    if (blocks > this.prepaidBlocks) kv.take(blocks - this.prepaidBlocks);
    if (usedBefore + blocks > tally.peakBlocks) tally.peakBlocks = usedBefore + blocks;
    tally.kvBlockSeconds += (usedBefore + blocks / 2) * duration;
    if (batch.freshCount === 0 && this.lastDecodeEndSeconds === startSeconds) {
      metrics.itl.addRun(run, members);
    } else {
      this.recordFirstGap(startSeconds + run.base, members);
      if (steps > 1) metrics.itl.addRamp(run.base + run.slope, run.slope, steps - 1, members);
    }
    tally.contextTokensRead += steps * batch.contextSum + (members * steps * (steps - 1)) / 2;
    tally.decodeSeconds += duration;
    tally.heldSeconds[this.heldBy]! += duration;
    tally.decodeTokens += members * steps;
    tally.stepCount += steps;
    batch.advance(steps);
    this.prepaidBlocks = 0;
    this.lastStepStartSeconds = steps === 1 ? startSeconds : startSeconds + run.secondsOf(steps - 1);
    this.lastDecodeEndSeconds = this.endSeconds;
    if (this.speculation !== undefined) this.accept(this.speculation);
  }

  private accept(speculation: Speculation): void {
    const { metrics, tally } = this;
    const kept = acceptDrafts(speculation, this.limits.random!, this.batch, this.kv);
    if (kept === 0) return;
    tally.decodeTokens += kept;
    tally.acceptedTokens += kept;
    metrics.itl.addWeighted(0, kept);
  }

  private recordFirstGap(seconds: number, members: number): void {
    const { metrics, slots, batch } = this;
    const old = members - batch.freshCount;
    if (old > 0) metrics.itl.addWeighted(seconds - this.lastDecodeEndSeconds, old);
    for (let i = 0; i < batch.freshCount; i++) {
      metrics.itl.add(seconds - slots.lastTokenSeconds[batch.fresh[i]!]!);
    }
    batch.freshCount = 0;
  }

  // Steps with prompt chunks.

  private readonly chunkLoad = new ChunkLoad();

  /** Starts one step of the chunks composed, with the decode batch where it takes part: until endSeconds. */
  startStep(seconds: number): void {
    const { tables, batch, tally, speculation } = this;
    const members = this.decodes ? batch.count : 0;
    let duration = chunkSeconds(this, this.chunkLoad, members);
    if (members > 0) {
      if (tables.hasWindow) batch.lookAtWindow();
      duration +=
        tables.decodeBase[members]! +
        tables.perContext[members]! * batch.contextSum +
        (tables.hasWindow ? tables.perWindow[members]! * batch.windowSum : 0);
      tally.contextTokensRead += batch.contextSum;
      if (speculation !== undefined) duration *= 1 + speculation.draftCostFraction;
    }
    if (this.tier !== undefined) duration = this.tier.stretch(duration);
    this.activity = activity.step;
    this.startSeconds = seconds;
    this.endSeconds = seconds + duration * this.slowFactor;
  }

  /** Applies the decode half of the step that ends now; the chunks are the cluster's to complete. */
  completeStep(): void {
    const { batch, tally, kv } = this;
    const duration = this.endSeconds - this.startSeconds;
    const members = this.decodes ? batch.count : 0;
    const used = kv.totalBlocks - kv.available;
    if (used > tally.peakBlocks) tally.peakBlocks = used;
    tally.kvBlockSeconds += used * duration;
    tally.prefillSeconds += duration;
    tally.heldSeconds[this.heldBy]! += duration;
    tally.stepCount += 1;
    tally.promptSteps += 1;
    this.prepaidBlocks = 0;
    this.lastStepStartSeconds = this.startSeconds;
    if (members > 0) {
      if (batch.freshCount === 0) this.metrics.itl.addWeighted(this.endSeconds - this.lastDecodeEndSeconds, members);
      else this.recordFirstGap(this.endSeconds, members);
      tally.decodeTokens += members;
      batch.advance(1);
      this.lastDecodeEndSeconds = this.endSeconds;
      if (this.speculation !== undefined) this.accept(this.speculation);
    } else if (batch.count === 0) this.lastDecodeEndSeconds = this.endSeconds;
    this.benched.rejoin();
  }

  /** Forgets all work: the replica crashed or was taken away. Slots are the caller's. */
  wipe(): void {
    this.activity = activity.down;
    this.outstanding = 0;
    this.outstandingTokens = 0;
    this.waitingPrompts = 0;
    this.waitingPromptTokens = 0;
    this.batch.clear();
    this.prefilling.count = 0;
    this.chunkCount = 0;
    this.prepaidBlocks = 0;
    this.running.clear();
    this.waiting.clear();
    this.benched.clear();
    this.kv.clear();
    this.tier?.clear();
    this.loads.clear();
    this.suspended?.clear();
  }
}
