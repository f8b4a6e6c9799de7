// The requests of one replica that make a token a step: who finishes when, how much context they hold, what KV they will need.
// Takes slots that join and leave; keeps sums, so that a step of the whole batch is O(1). Must not know of time or queues.
import { unlimitedSteps } from "./decode-run.ts";
import type { RequestSlots } from "./request-slots.ts";

/** A finishing key is the step count times this, plus the order of admission. */
const keyScale = 1_048_576;
/** Steps are counted from zero again beyond this: counts and contexts stay 32-bit integers however long the run. */
const mostSteps = 2 ** 30;

export class DecodeBatch {
  readonly slots: RequestSlots;
  readonly blockTokens: number;
  /** Sliding window, tokens; Infinity = none, and then its sums are not kept. */
  readonly windowTokens: number;
  /** Decode steps made since the count began, and before it began anew. */
  steps = 0;
  private earlierSteps = 0;
  count = 0;
  /** Sum of the context lengths. */
  contextSum = 0;
  /** Largest admission order that ever joined. */
  latestSequence = -1;
  /** Slots as a heap by finishing key: the first one finishes first. */
  readonly members: Int32Array;
  /** Key of each member at its place; Infinity behind the last one. */
  private readonly keys: Float64Array;
  /** Step count at which the first member makes its last token; more than any where there is none. */
  private nextFinishStep = unlimitedSteps;
  /**
   * Members by phase, (context + stepPhase) modulo the block size when they joined, where stepPhase counts down with the
   * steps. So a member's phase stays, and who is at the current stepPhase needs a new block in the next step.
   */
  private readonly phases: Int32Array;
  private stepPhase = 0;
  /** Requests whose next gap between tokens does not start at the end of the last decode step. */
  readonly fresh: Int32Array;
  freshCount = 0;
  /** Sum of min(context, window), members that still grow in it, and steps until one of them stops: see lookAtWindow. */
  windowSum = 0;
  windowGrowing = 0;
  windowSteps = unlimitedSteps;
  private isWindowDirty = true;

  constructor(slots: RequestSlots, maxSequences: number, blockTokens: number, windowTokens: number) {
    this.slots = slots;
    this.blockTokens = blockTokens;
    this.windowTokens = windowTokens;
    this.members = new Int32Array(maxSequences + 1);
    this.keys = new Float64Array(maxSequences + 2).fill(Number.POSITIVE_INFINITY);
    this.fresh = new Int32Array(maxSequences + 1);
    this.phases = new Int32Array(blockTokens);
  }

  /** Decode steps made so far. */
  get stepsMade(): number {
    return this.earlierSteps + this.steps;
  }

  /** Context of a member: tokens in KV. */
  contextOf(slot: number): number {
    return this.slots.contextBase[slot]! + this.steps;
  }

  /** Steps until a member makes its last token. */
  stepsLeftOf(slot: number): number {
    return this.slots.finishStep[slot]! - this.steps;
  }

  /** Output tokens that a member has made so far. */
  generatedOf(slot: number): number {
    return this.slots.outputTokens[slot]! - this.stepsLeftOf(slot);
  }

  /** Steps until the first member finishes; the batch must not be empty. */
  get stepsToFinish(): number {
    return this.nextFinishStep - this.steps;
  }

  /** A request with `context` tokens in KV starts to decode; its last token comes after `stepsLeft` more steps. */
  join(slot: number, context: number, stepsLeft: number): void {
    const { slots } = this;
    const sequence = slots.sequence[slot]!;
    const finishStep = this.steps + stepsLeft;
    const phase = (context + this.stepPhase) % this.blockTokens;
    slots.contextBase[slot] = context - this.steps;
    slots.blocks[slot] = 0;
    slots.finishStep[slot] = finishStep;
    slots.phase[slot] = phase;
    this.phases[phase]! += 1;
    this.contextSum += context;
    if (sequence > this.latestSequence) this.latestSequence = sequence;
    if (finishStep < this.nextFinishStep) this.nextFinishStep = finishStep;
    this.isWindowDirty = true;
    this.siftUp(slot, finishStep * keyScale + (sequence & (keyScale - 1)), this.count++);
  }

  /** A member leaves before its time; true where its next gap was its own (see markFresh). */
  leave(slot: number): boolean {
    this.forget(slot);
    let place = 0;
    while (this.members[place] !== slot) place += 1;
    this.fill(place);
    for (let i = 0; i < this.freshCount; i++) {
      if (this.fresh[i] !== slot) continue;
      this.fresh[i] = this.fresh[--this.freshCount]!;
      return true;
    }
    return false;
  }

  /** Somebody has made the last token. */
  get hasFinished(): boolean {
    return this.nextFinishStep <= this.steps;
  }

  /** Takes the first of those that have finished out of the batch. */
  popFinished(): number {
    const slot = this.members[0]!;
    this.forget(slot);
    this.fill(0);
    return slot;
  }

  /** The member's next gap runs from its own last token, not from the batch's last step. */
  markFresh(slot: number): void {
    this.fresh[this.freshCount++] = slot;
  }

  /** All members make one token in each of so many steps. */
  advance(steps: number): void {
    this.steps += steps;
    this.contextSum += this.count * steps;
    const phase = this.stepPhase - (steps % this.blockTokens);
    this.stepPhase = phase < 0 ? phase + this.blockTokens : phase;
    if (this.steps > mostSteps) this.countAnew();
    if (this.windowTokens === Number.POSITIVE_INFINITY) return;
    this.windowSum += this.windowGrowing * steps;
    this.windowSteps -= steps;
    if (this.windowSteps <= 0) this.isWindowDirty = true;
  }

  /** The member at a place makes more tokens than one in the step just made. Call `reorder` after the last one. */
  lengthen(place: number, tokens: number): void {
    const { slots } = this;
    const slot = this.members[place]!;
    const phase = slots.phase[slot]!;
    const later = (phase + tokens) % this.blockTokens;
    this.phases[phase]! -= 1;
    this.phases[later]! += 1;
    slots.phase[slot] = later;
    slots.contextBase[slot]! += tokens;
    slots.finishStep[slot]! -= tokens;
    this.keys[place]! -= tokens * keyScale;
    this.contextSum += tokens;
  }

  reorder(): void {
    this.isWindowDirty = true;
    for (let i = (this.count >> 1) - 1; i >= 0; i--) this.siftDown(this.members[i]!, this.keys[i]!, i);
    this.lookAtFirst();
  }

  /** Blocks that the next `count` steps need. */
  blocksFor(count: number): number {
    const size = this.blockTokens;
    const phases = this.phases;
    // Runs are mostly shorter than a block, and a division takes as long as the rest of this.
    const whole = count < size ? 0 : (count / size) | 0;
    let blocks = whole * this.count;
    let phase = this.stepPhase;
    for (let left = count - whole * size; left > 0; left--) {
      blocks += phases[phase]!;
      phase = phase === 0 ? size - 1 : phase - 1;
    }
    return blocks;
  }

  /** Most steps, up to `wanted`, for which so many blocks last. */
  stepsThatFit(wanted: number, blocks: number): number {
    const size = this.blockTokens;
    if ((((wanted / size) | 0) + 1) * this.count <= blocks) return wanted;
    let steps = ((blocks / this.count) | 0) * size;
    if (steps >= wanted) return wanted;
    let left = blocks - (steps / size) * this.count;
    let phase = this.stepPhase;
    while (steps < wanted) {
      left -= this.phases[phase]!;
      if (left < 0) break;
      steps += 1;
      phase = phase === 0 ? size - 1 : phase - 1;
    }
    return steps;
  }

  /** Brings windowSum, windowGrowing and windowSteps up to date with the members. */
  lookAtWindow(): void {
    if (!this.isWindowDirty) return;
    const window = this.windowTokens;
    let sum = 0;
    let growing = 0;
    let next = unlimitedSteps;
    for (let i = 0; i < this.count; i++) {
      const context = this.contextOf(this.members[i]!);
      if (context < window) {
        sum += context;
        growing += 1;
        if (window - context < next) next = window - context;
      } else sum += window;
    }
    this.windowSum = sum;
    this.windowGrowing = growing;
    this.windowSteps = next;
    this.isWindowDirty = false;
  }

  clear(): void {
    this.count = 0;
    this.contextSum = 0;
    this.freshCount = 0;
    this.phases.fill(0);
    this.keys.fill(Number.POSITIVE_INFINITY);
    this.nextFinishStep = unlimitedSteps;
    this.isWindowDirty = true;
  }

  private countAnew(): void {
    const { slots, steps } = this;
    for (let i = 0; i < this.count; i++) {
      const slot = this.members[i]!;
      slots.contextBase[slot]! += steps;
      slots.finishStep[slot]! -= steps;
      this.keys[i]! -= steps * keyScale;
    }
    this.lookAtFirst();
    this.earlierSteps += steps;
    this.steps = 0;
  }

  private forget(slot: number): void {
    const { phase, contextBase } = this.slots;
    this.phases[phase[slot]!]! -= 1;
    this.contextSum -= contextBase[slot]! + this.steps;
    this.isWindowDirty = true;
  }

  private lookAtFirst(): void {
    this.nextFinishStep = this.count > 0 ? this.slots.finishStep[this.members[0]!]! : unlimitedSteps;
  }

  /** Puts the last member into the place of one that leaves. */
  private fill(place: number): void {
    const last = --this.count;
    const slot = this.members[last]!;
    const key = this.keys[last]!;
    this.keys[last] = Number.POSITIVE_INFINITY;
    if (place < last) {
      if (place > 0 && key < this.keys[(place - 1) >> 1]!) this.siftUp(slot, key, place);
      else this.siftDown(slot, key, place);
    }
    this.lookAtFirst();
  }

  private siftUp(slot: number, key: number, from: number): void {
    const { members } = this;
    const keys = this.keys;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (keys[above]! <= key) break;
      members[place] = members[above]!;
      keys[place] = keys[above]!;
      place = above;
    }
    members[place] = slot;
    keys[place] = key;
  }

  private siftDown(slot: number, key: number, from: number): void {
    const { members, count } = this;
    const keys = this.keys;
    let place = from;
    for (let below = 2 * place + 1; below < count; below = 2 * place + 1) {
      // Computed, not branched on: see Tournament.
      below += Number(keys[below + 1]! < keys[below]!);
      if (key <= keys[below]!) break;
      members[place] = members[below]!;
      keys[place] = keys[below]!;
      place = below;
    }
    members[place] = slot;
    keys[place] = key;
  }
}
