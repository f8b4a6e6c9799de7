// The gateway in front of the replicas: which of them are up, who waits until one is, and what is sent again.
// Takes requests that found no replica or lost theirs; sends them or gives them up. Must not decide what fails or scales.
import type { ClusterControl } from "./cluster-control.ts";
import { HoldQueue } from "./hold-queue.ts";
import { type FailureReason, failureIndex } from "./metrics.ts";
import type { Replica } from "./replica.ts";
import { none } from "./request-slots.ts";

export class Gateway {
  readonly #cluster: ClusterControl;
  /** Goes on with a prefilled request on a decode replica. */
  readonly #resume: (slot: number, receiver: Replica, seconds: number) => void;
  /** Replicas that take new work: neither down nor drained nor scaled away. */
  readonly #isServing: Uint8Array;
  /** Drained for good. */
  readonly #isRetired: Uint8Array;
  /** Requests that no replica is up for: new ones at the gateway, and prefilled ones whose KV stays where it was made. */
  readonly #heldNew: HoldQueue;
  readonly #heldPrefilled: HoldQueue;

  constructor(cluster: ClusterControl, resume: (slot: number, receiver: Replica, seconds: number) => void) {
    this.#cluster = cluster;
    this.#resume = resume;
    const { replicas, disturbances } = cluster.parts;
    this.#isServing = new Uint8Array(replicas.length).fill(1);
    this.#isRetired = new Uint8Array(replicas.length);
    const { maxRetries = 0, maxHoldSeconds } = disturbances ?? {};
    const patienceSeconds = maxHoldSeconds ?? (maxRetries > 0 ? Number.POSITIVE_INFINITY : 0);
    this.#heldNew = new HoldQueue(patienceSeconds);
    this.#heldPrefilled = new HoldQueue(patienceSeconds);
  }

  get heldCount(): number {
    return this.#heldNew.length + this.#heldPrefilled.length;
  }

  isServing(replica: Replica): boolean {
    return this.#isServing[replica.index] === 1;
  }

  isRetired(replica: Replica): boolean {
    return this.#isRetired[replica.index] === 1;
  }

  /** A replica takes no new work, now or after a restart. */
  retire(replica: Replica, seconds: number): void {
    this.#isRetired[replica.index] = 1;
    this.setServing(replica, false, seconds);
  }

  /** A replica takes new work from now on, or no longer; whoever is held for it goes there. */
  setServing(replica: Replica, isServing: boolean, seconds: number): void {
    const { parts, positions, mixing } = this.#cluster;
    const { isDecode } = parts.pools[replica.poolIndex]!;
    this.#isServing[replica.index] = isServing ? 1 : 0;
    if (!isServing) mixing?.end(replica, seconds);
    (isDecode ? parts.decodeRouter! : parts.entryRouter).setUp(positions[replica.index]!, isServing);
    if (!isServing) return;
    if (!isDecode || mixing !== undefined) for (const slot of this.#heldNew.takeAll()) this.send(slot, seconds);
    if (!isDecode) return;
    const { slots, decodeRouter, decodeReplicas, replicas } = parts;
    for (const slot of this.#heldPrefilled.takeAll()) {
      const position = decodeRouter!.pick(slots.request[slot]!, slots.promptTokens[slot]!);
      this.#resume(slot, replicas[decodeReplicas[position]!]!, seconds);
    }
  }

  /** A new request that no replica is up for. */
  hold(request: number, seconds: number): void {
    if (this.#heldNew.patienceSeconds > 0) this.#hold(this.#heldNew, this.#cluster.slotFor(request), seconds);
    else this.#cluster.reject(request, "no-replica", seconds);
  }

  /** A prefilled request that no decode replica is up for. */
  holdPrefilled(slot: number, seconds: number): void {
    this.#hold(this.#heldPrefilled, slot, seconds);
  }

  /** Prefilled requests held here whose KV is on a replica; they are held no longer. */
  takeHeldOn(replica: Replica): readonly number[] {
    const { source } = this.#cluster.parts.slots;
    return this.#heldPrefilled.takeWhere((slot) => source[slot] === replica.index);
  }

  /** Nothing more will happen, so no replica will come back: whoever is still held fails. False where nobody is. */
  giveUpHeld(seconds: number): boolean {
    if (this.heldCount === 0) return false;
    for (const queue of [this.#heldNew, this.#heldPrefilled])
      for (const slot of queue.takeAll()) this.#forsake(slot, seconds);
    return true;
  }

  /** A request that was lost is sent again from its start, or fails. */
  retry(slot: number, reason: FailureReason, seconds: number): void {
    const { slots, disturbances, metrics } = this.#cluster.parts;
    if (slots.retries[slot]! >= (disturbances?.maxRetries ?? 0)) {
      this.#cluster.failSlot(slot, reason, seconds);
      return;
    }
    slots.retries[slot]! += 1;
    metrics.resent[failureIndex[reason]]! += 1;
    slots.computed[slot] = 0;
    slots.generated[slot] = 0;
    slots.blocks[slot] = 0;
    slots.units[slot] = 0;
    slots.chunkSeconds[slot] = 0;
    slots.target[slot] = slots.promptTokens[slot]!;
    slots.firstTokenSeconds[slot] = Number.NaN;
    slots.source[slot] = none;
    this.send(slot, seconds);
  }

  /** Sends a request that the gateway has kept: one that was lost, or that no replica was up for. */
  send(slot: number, seconds: number): void {
    const { slots } = this.#cluster.parts;
    const promptTokens = slots.promptTokens[slot]!;
    const outputTokens = slots.outputTokens[slot]!;
    const replica = this.#cluster.entryFor(slots.request[slot]!, promptTokens, outputTokens);
    if (replica === undefined) {
      this.#hold(this.#heldNew, slot, seconds);
      return;
    }
    const obstacle = this.#cluster.obstacle(replica, promptTokens, outputTokens);
    if (obstacle === undefined) this.#cluster.place(slot, replica, seconds);
    else this.#cluster.failSlot(slot, obstacle, seconds);
  }

  #hold(queue: HoldQueue, slot: number, seconds: number): void {
    if (queue.patienceSeconds === 0) {
      this.#forsake(slot, seconds);
      return;
    }
    this.#cluster.parts.metrics.resent[failureIndex["no-replica"]]! += 1;
    const isFirst = queue.length === 0;
    queue.hold(slot, seconds);
    if (isFirst) this.#watch(queue);
  }

  /** Looks at a queue of held requests when the first of them gives up. */
  #watch(queue: HoldQueue): void {
    if (queue.nextSeconds === Number.POSITIVE_INFINITY) return;
    this.#cluster.timers.at(queue.nextSeconds, (seconds) => {
      for (const slot of queue.takeExpired(seconds)) this.#forsake(slot, seconds);
      this.#watch(queue);
    });
  }

  #forsake(slot: number, seconds: number): void {
    const { slots, replicas } = this.#cluster.parts;
    const at = slots.source[slot]!;
    if (at !== none) {
      const source = replicas[at]!;
      source.held.releaseContext(slot, slots.target[slot]!);
      this.#cluster.loadChanged(source);
      if (source.waiting.head !== none) this.#cluster.poke(source, seconds);
    }
    this.#cluster.failSlot(slot, "no-replica", seconds);
    this.#cluster.mayBeEmpty(seconds);
  }
}
