// The discrete-event loop: arrivals, replicas, links, in order of time, until every request is served, failed or given up.
// Takes requests as columns and replicas ready to run. Must not read a clock or a file.
// Long on purpose: one loop, one order of events; each kind of event is a method beside the others it must agree with.
//
// Order of events at one instant: arrivals (in column order), then timers, then links, then replicas by number. So a request
// that arrives exactly when a step ends joins the step that starts then.
// One file although long: arrivals, hand-over and faults act on the same queues, and splitting them would open those up.
import type { PoolRole } from "../scenario/scenario.ts";
import { EventHeap } from "./event-heap.ts";
import type { Disturbances } from "./faults.ts";
import { HoldQueue } from "./hold-queue.ts";
import type { InvariantChecker } from "./invariants.ts";
import type { KvLink } from "./kv-link.ts";
import { type FailureReason, failureReasons, type MetricsCollector } from "./metrics.ts";
import { activity, type Replica } from "./replica.ts";
import type { RequestRecords } from "./request-records.ts";
import { none, type RequestSlots } from "./request-slots.ts";
import type { SimulatedRequests } from "./requests.ts";
import type { Router } from "./router.ts";
import type { Scheduler } from "./scheduler.ts";
import type { StepLog } from "./step-log.ts";
import { TimeQueue } from "./time-queue.ts";

export interface ClusterPool {
  readonly role: PoolRole;
  readonly scheduler: Scheduler;
  readonly contextLimit: number;
  readonly kvForm?: string;
  /** Tokens per request kept free beyond its prompt when KV is received. */
  readonly decodeReserveTokens: number;
}

export interface ClusterParts {
  readonly requests: SimulatedRequests;
  readonly slots: RequestSlots;
  readonly metrics: MetricsCollector;
  readonly pools: readonly ClusterPool[];
  readonly replicas: readonly Replica[];
  /** Where new requests go, and the replicas its positions mean. */
  readonly entryRouter: Router;
  readonly entryReplicas: readonly number[];
  /** Where prefilled requests go; absent without disaggregation. */
  readonly decodeRouter?: Router;
  readonly decodeReplicas: readonly number[];
  readonly link?: KvLink;
  readonly ingressSeconds: number;
  readonly egressSeconds: number;
  readonly disturbances?: Disturbances;
  readonly records?: RequestRecords;
  readonly stepLog?: StepLog;
  readonly invariants?: InvariantChecker;
}

const timerSource = 0;
const linkSource = 1;
const firstReplicaSource = 2;
const reasonIndex = Object.fromEntries(failureReasons.map((reason, i) => [reason, i])) as Record<FailureReason, number>;

export class Cluster {
  readonly parts: ClusterParts;
  readonly #heap: EventHeap;
  readonly #positions: Int32Array;
  readonly #arrivals: Float64Array;
  readonly #isClosedLoop: boolean;
  /** Requests that wait for another one to leave: the one that waits for each, or none. */
  readonly #follower: Int32Array | undefined;
  /** Requests sent at an instant that the run itself decides: later turns of a conversation, retries. */
  readonly #delayed = new TimeQueue();
  /** What is to be done at an instant, by its place in the list of actions. */
  readonly #timers = new TimeQueue();
  readonly #actions: ((seconds: number) => void)[] = [];
  /** Timers that only look, and by themselves keep no run going. */
  #watches = 0;
  /** Replicas of autoscaled pools: serving, on their way, or away. */
  readonly #isServing: Uint8Array;
  /** Requests that no replica is up for: new ones at the gateway, and prefilled ones whose KV stays where it was made. */
  readonly #heldNew: HoldQueue;
  readonly #heldPrefilled: HoldQueue;
  #released: number;
  #nextRequest = 0;
  #sent = 0;
  /** Requests whose KV is on the link. */
  readonly #moving = new Set<number>();
  /** Requests whose KV waits for room on a decode replica, and whose KV is there, per replica. */
  readonly #pendingHead: Int32Array;
  readonly #pendingTail: Int32Array;
  readonly #readyHead: Int32Array;
  readonly #readyTail: Int32Array;
  clockSeconds = 0;
  /** The last call of `run` returned because it was told to. */
  isPaused = false;
  /** Requests in the system when a quarter, a half, three quarters and all had arrived. */
  readonly backlog: number[] = [];

  constructor(parts: ClusterParts) {
    this.parts = parts;
    const count = parts.replicas.length;
    this.#heap = new EventHeap(firstReplicaSource + count);
    this.#positions = new Int32Array(count);
    parts.entryReplicas.forEach((replica, position) => {
      this.#positions[replica] = position;
    });
    parts.decodeReplicas.forEach((replica, position) => {
      this.#positions[replica] = position;
    });
    this.#pendingHead = new Int32Array(count).fill(none);
    this.#pendingTail = new Int32Array(count).fill(none);
    this.#readyHead = new Int32Array(count).fill(none);
    this.#readyTail = new Int32Array(count).fill(none);
    this.#isServing = new Uint8Array(count).fill(1);
    const { maxRetries = 0, maxHoldSeconds } = parts.disturbances ?? {};
    const patienceSeconds = maxHoldSeconds ?? (maxRetries > 0 ? Number.POSITIVE_INFINITY : 0);
    this.#heldNew = new HoldQueue(patienceSeconds);
    this.#heldPrefilled = new HoldQueue(patienceSeconds);
    this.#schedule(parts.disturbances);
    const { requests } = parts;
    const { closedLoopConcurrency, sessions, count: total } = requests;
    this.#isClosedLoop = closedLoopConcurrency !== undefined;
    this.#released = Math.min(total, closedLoopConcurrency ?? total);
    // Arrivals that the run decides are written down as they happen; the caller's columns stay as they are.
    this.#arrivals = this.#isClosedLoop
      ? new Float64Array(total)
      : sessions === undefined
        ? requests.arrivalSeconds
        : Float64Array.from(requests.arrivalSeconds);
    if (sessions !== undefined) {
      this.#follower = new Int32Array(total).fill(none);
      for (let i = 0; i < total; i++) if (sessions.previous[i]! >= 0) this.#follower[sessions.previous[i]!] = i;
      this.#skipFollowers();
    }
  }

  /** Requests that have arrived. */
  get sent(): number {
    return this.#sent;
  }

  #skipFollowers(): void {
    const previous = this.parts.requests.sessions?.previous;
    if (previous === undefined) return;
    while (this.#nextRequest < this.#released && previous[this.#nextRequest]! >= 0) this.#nextRequest += 1;
  }

  /** Client's arrival time of a request (in a closed loop: when it was released). */
  arrivalOf(request: number): number {
    return this.#arrivals[request]!;
  }

  /**
   * Plays events until all is done, until an instant, or until told to pause (asked every 16,384 events); may be called again.
   */
  run(untilSeconds: number, shouldPause: () => boolean): void {
    this.isPaused = false;
    const { metrics, ingressSeconds } = this.parts;
    const heap = this.#heap;
    let patience = 16_384;
    for (;;) {
      const scheduled =
        this.#nextRequest < this.#released ? this.#arrivals[this.#nextRequest]! : Number.POSITIVE_INFINITY;
      const delayed = this.#delayed.nextSeconds;
      const arrival = Math.min(scheduled, delayed) + ingressSeconds;
      const next = heap.nextSeconds;
      const seconds = Math.min(arrival, next);
      if (seconds === Number.POSITIVE_INFINITY) {
        if (this.#giveUpHeld()) continue;
        break;
      }
      if (seconds > untilSeconds) {
        metrics.tick(untilSeconds);
        this.clockSeconds = untilSeconds;
        return;
      }
      this.clockSeconds = seconds;
      metrics.events += 1;
      if (arrival <= next) {
        if (scheduled <= delayed) {
          const request = this.#nextRequest++;
          if (this.#follower !== undefined) this.#skipFollowers();
          this.#arrive(request, seconds);
        } else this.#arrive(this.#delayed.pop(), seconds);
      } else {
        const source = heap.nextSource;
        if (source >= firstReplicaSource) this.#boundary(this.parts.replicas[source - firstReplicaSource]!, seconds);
        else if (source === linkSource) this.#linkEvent(seconds);
        else {
          const action = this.#actions[this.#timers.pop()]!;
          this.#heap.set(timerSource, this.#timers.nextSeconds);
          action(seconds);
        }
      }
      if (--patience === 0) {
        patience = 16_384;
        if (shouldPause()) {
          this.isPaused = true;
          return;
        }
      }
    }
    this.parts.invariants?.checkEnd(metrics, this.isComplete);
  }

  /** Every request of the columns has been sent and has left. */
  get isComplete(): boolean {
    return this.parts.metrics.inSystem === 0 && this.#sent === this.parts.requests.count;
  }

  #arrive(request: number, seconds: number): void {
    const { requests, metrics, slots, pools, replicas } = this.parts;
    const promptTokens = requests.promptTokens[request]!;
    const outputTokens = requests.outputTokens[request]!;
    metrics.enter(seconds);
    this.#sent += 1;
    if (4 * this.#sent >= (this.backlog.length + 1) * requests.count) this.backlog.push(metrics.inSystem);
    if (promptTokens < 1) {
      this.#reject(request, "empty-prompt", seconds);
      return;
    }
    if (outputTokens < 1) {
      this.#reject(request, "empty-output", seconds);
      return;
    }
    const position = this.parts.entryRouter.pick(request, promptTokens);
    if (position < 0) {
      this.#hold(request, seconds);
      return;
    }
    const replica = replicas[this.parts.entryReplicas[position]!]!;
    const pool = pools[replica.poolIndex]!;
    if (promptTokens + outputTokens > pool.contextLimit) {
      this.#reject(request, "over-context-limit", seconds);
      return;
    }
    const outputHere = pool.role === "prefill" ? 1 : outputTokens;
    if (pool.scheduler.mostBlocks(replica, promptTokens, outputHere) > replica.kv.totalBlocks) {
      this.#reject(request, "over-kv-capacity", seconds);
      return;
    }
    const slot = this.#slotFor(request);
    slots.readySeconds[slot] = seconds;
    slots.home[slot] = replica.index;
    replica.outstanding += 1;
    replica.outstandingTokens += promptTokens + outputTokens;
    replica.waitingPromptTokens += promptTokens;
    this.parts.entryRouter.changed(position);
    replica.waiting.enqueue(slot);
    if (replica.waiting.head === slot) this.#poke(replica, seconds);
  }

  #slotFor(request: number): number {
    const { requests, slots } = this.parts;
    const slot = slots.take();
    slots.request[slot] = request;
    slots.promptTokens[slot] = requests.promptTokens[request]!;
    slots.outputTokens[slot] = requests.outputTokens[request]!;
    slots.target[slot] = requests.promptTokens[request]!;
    slots.arrivalSeconds[slot] = this.#arrivals[request]!;
    const priorities = requests.tenants?.priorities;
    slots.priority[slot] = priorities === undefined ? 0 : priorities[requests.tenants!.tenant[request]!]!;
    return slot;
  }

  /** Something new waits at the head of a replica's queue: it is looked at at the next step boundary. */
  #poke(replica: Replica, seconds: number): void {
    if (replica.activity === activity.run) {
      if (replica.running.count < replica.maxSequences || replica.waiting.rule?.seatThreshold !== undefined)
        this.#heap.set(firstReplicaSource + replica.index, replica.cutRun(seconds, replica.isAsync ? 1 : 0));
    } else if (replica.activity === activity.idle) {
      replica.activity = activity.wake;
      replica.startSeconds = seconds;
      this.#heap.set(firstReplicaSource + replica.index, seconds);
    }
  }

  #boundary(replica: Replica, seconds: number): void {
    const { slots, pools } = this.parts;
    this.parts.stepLog?.add(replica);
    if (replica.activity === activity.run) {
      replica.completeRun();
      this.#finishDecodes(replica, seconds);
    } else if (replica.activity === activity.step) {
      replica.completeStep();
      if (replica.decodes) this.#finishDecodes(replica, seconds);
      this.#finishChunks(replica, seconds);
    }
    replica.chunkCount = 0;
    const pool = pools[replica.poolIndex]!;
    this.#compose(replica, pool, seconds);
    // An engine whose only request gave way looks again at once: what gave way, or what has arrived, may now run. By priority
    // the first may give way while others run, so it looks until one has got its turn.
    let looksAgain = true;
    while (looksAgain && replica.chunkCount === 0 && replica.batch.count === 0 && replica.waiting.head !== none) {
      looksAgain = replica.waiting.rule?.choosesVictims === true && replica.running.count > 0;
      this.#compose(replica, pool, seconds);
    }
    this.parts.invariants?.check(replica, seconds);
    if (replica.chunkCount > 0) {
      this.#heap.set(firstReplicaSource + replica.index, replica.startStep(seconds));
      if (pool.role === "prefill") {
        const duration = replica.endSeconds - seconds;
        for (let i = 0; i < replica.chunkCount; i++) slots.chunkSeconds[replica.chunkSlots[i]!]! += duration;
      }
    } else if (replica.batch.count > 0) {
      this.#heap.set(firstReplicaSource + replica.index, replica.startRun(seconds));
    } else {
      replica.activity = activity.idle;
      this.#heap.set(firstReplicaSource + replica.index, Number.POSITIVE_INFINITY);
    }
  }

  #compose(replica: Replica, pool: ClusterPool, seconds: number): void {
    const looksAgain = pool.role === "decode" && this.#intake(replica, pool, seconds);
    pool.scheduler.compose(replica, seconds);
    if (looksAgain && replica.horizonSteps > 1) replica.horizonSteps = 1;
  }

  #finishDecodes(replica: Replica, seconds: number): void {
    for (let slot = replica.batch.popFinished(); slot !== none; slot = replica.batch.popFinished()) {
      replica.running.remove(slot);
      replica.held.releaseContext(slot, replica.batch.contextOf(slot));
      this.#depart(slot, replica, seconds);
    }
  }

  #finishChunks(replica: Replica, seconds: number): void {
    const { slots, metrics, pools } = this.parts;
    let isAnyComplete = false;
    for (let i = 0; i < replica.chunkCount; i++) {
      const slot = replica.chunkSlots[i]!;
      const computed = slots.computed[slot]! + replica.chunkTokens[i]!;
      slots.computed[slot] = computed;
      const target = slots.target[slot]!;
      if (computed < target) continue;
      isAnyComplete = true;
      const generated = slots.generated[slot]! + 1;
      slots.generated[slot] = generated;
      if (generated === 1) {
        slots.firstTokenSeconds[slot] = seconds;
        replica.waitingPromptTokens -= slots.promptTokens[slot]!;
      } else metrics.itl.add(seconds - slots.lastTokenSeconds[slot]!);
      const outputTokens = slots.outputTokens[slot]!;
      const pool = pools[replica.poolIndex]!;
      if (generated === outputTokens) {
        replica.running.remove(slot);
        replica.held.releaseContext(slot, target);
        this.#depart(slot, replica, seconds);
      } else if (pool.role === "prefill") {
        slots.lastTokenSeconds[slot] = seconds;
        replica.running.remove(slot);
        this.#handOver(slot, replica, seconds);
      } else {
        replica.batch.join(slot, target, outputTokens - generated);
        if (pool.scheduler.stallsDecode) {
          slots.lastTokenSeconds[slot] = seconds;
          replica.batch.markFresh(slot);
        }
      }
    }
    if (isAnyComplete) replica.compactPrefilling();
  }

  #depart(slot: number, replica: Replica, seconds: number): void {
    const { slots, metrics, egressSeconds, ingressSeconds, records } = this.parts;
    const request = slots.request[slot]!;
    const arrival = slots.arrivalSeconds[slot]!;
    const ttft = slots.firstTokenSeconds[slot]! - arrival + egressSeconds;
    const e2e = seconds - arrival + egressSeconds;
    const queue = Math.max(0, slots.admittedSeconds[slot]! - arrival - ingressSeconds);
    metrics.leave(arrival + ingressSeconds, seconds);
    metrics.finish(request, slots.promptTokens[slot]!, slots.outputTokens[slot]!, ttft, e2e, queue);
    replica.tally.finishedRequests += 1;
    records?.finish(request, replica.index, arrival, queue, ttft, e2e, slots.preemptions[slot]!, slots.retries[slot]!);
    this.#leaveReplica(slot, replica);
    slots.give(slot);
    this.#releaseNext(request, seconds);
  }

  #leaveReplica(slot: number, replica: Replica): void {
    const { slots, pools } = this.parts;
    replica.outstanding -= 1;
    replica.outstandingTokens -= slots.promptTokens[slot]! + slots.outputTokens[slot]!;
    const router = pools[replica.poolIndex]!.role === "decode" ? this.parts.decodeRouter : this.parts.entryRouter;
    router?.changed(this.#positions[replica.index]!);
  }

  /** A request that never got a slot. */
  #reject(request: number, reason: FailureReason, seconds: number): void {
    const { metrics, records, ingressSeconds } = this.parts;
    const arrival = this.#arrivals[request]!;
    metrics.leave(arrival + ingressSeconds, seconds);
    metrics.fail(reasonIndex[reason]);
    records?.fail(request, reasonIndex[reason], arrival);
    this.#releaseNext(request, seconds);
  }

  #failSlot(slot: number, reason: FailureReason, seconds: number): void {
    const { slots, metrics, records, ingressSeconds } = this.parts;
    const request = slots.request[slot]!;
    metrics.leave(slots.arrivalSeconds[slot]! + ingressSeconds, seconds);
    metrics.fail(reasonIndex[reason]);
    records?.fail(request, reasonIndex[reason], slots.arrivalSeconds[slot]!);
    slots.give(slot);
    this.#releaseNext(request, seconds);
  }

  /** One leaves: the next of a closed loop, or the next turn of its conversation, is sent. */
  #releaseNext(request: number, seconds: number): void {
    const { requests, egressSeconds } = this.parts;
    if (this.#isClosedLoop) {
      if (this.#released < requests.count) this.#arrivals[this.#released++] = seconds + egressSeconds;
      return;
    }
    const follower = this.#follower?.[request] ?? none;
    if (follower === none) return;
    const sendSeconds = seconds + egressSeconds + requests.sessions!.thinkSeconds[follower]!;
    this.#arrivals[follower] = sendSeconds;
    this.#delayed.push(sendSeconds, follower);
  }

  // Disaggregation.

  /** A prompt is done on a prefill replica, which keeps its KV until it has been sent. */
  #handOver(slot: number, replica: Replica, seconds: number): void {
    const { slots, decodeRouter } = this.parts;
    this.#leaveReplica(slot, replica);
    const position = decodeRouter?.pick(slots.request[slot]!, slots.promptTokens[slot]!) ?? -1;
    slots.source[slot] = replica.index;
    if (position < 0) {
      slots.home[slot] = none;
      this.#holdSlot(this.#heldPrefilled, slot, seconds);
      return;
    }
    this.#expectKv(slot, position, seconds);
  }

  /** A decode replica is to receive the KV of a prefilled request. */
  #expectKv(slot: number, position: number, seconds: number): void {
    const { slots, decodeRouter, decodeReplicas, replicas, pools } = this.parts;
    const source = replicas[slots.source[slot]!]!;
    const receiver = replicas[decodeReplicas[position]!]!;
    const pool = pools[receiver.poolIndex]!;
    const promptTokens = slots.promptTokens[slot]!;
    const outputTokens = slots.outputTokens[slot]!;
    const isTooLong = promptTokens + outputTokens > pool.contextLimit;
    if (isTooLong || receiver.held.blocksOf(promptTokens + outputTokens - 1) > receiver.kv.totalBlocks) {
      source.held.releaseContext(slot, slots.target[slot]!);
      this.#failSlot(slot, isTooLong ? "over-context-limit" : "over-kv-capacity", seconds);
      return;
    }
    slots.home[slot] = receiver.index;
    receiver.outstanding += 1;
    receiver.outstandingTokens += promptTokens + outputTokens;
    decodeRouter!.changed(position);
    slots.readySeconds[slot] = seconds;
    slots.next[slot] = none;
    const at = receiver.index;
    if (this.#pendingTail[at] === none) this.#pendingHead[at] = slot;
    else slots.next[this.#pendingTail[at]!] = slot;
    this.#pendingTail[at] = slot;
    if (this.#pendingHead[at] === slot) this.#pokeReceiver(receiver, seconds);
  }

  #pokeReceiver(replica: Replica, seconds: number): void {
    if (replica.activity === activity.run) {
      this.#heap.set(firstReplicaSource + replica.index, replica.cutRun(seconds, 0));
    } else this.#poke(replica, seconds);
  }

  /** At a boundary of a decode replica: seats for KV that has arrived, room for KV that wants to come. */
  #intake(replica: Replica, pool: ClusterPool, seconds: number): boolean {
    const { slots } = this.parts;
    const at = replica.index;
    let looksAgain = false;
    const isBusy = replica.batch.count > 0 || replica.prefillingCount > 0;
    for (let slot = this.#readyHead[at]!; slot !== none; slot = this.#readyHead[at]!) {
      if (replica.running.count >= replica.maxSequences) break;
      if (replica.isAsync && isBusy && slots.readySeconds[slot]! > replica.lastStepStartSeconds) {
        looksAgain = true;
        break;
      }
      const next = slots.next[slot]!;
      this.#readyHead[at] = next;
      if (next === none) this.#readyTail[at] = none;
      replica.running.append(slot);
      slots.sequence[slot] = replica.nextSequence++;
      replica.batch.join(slot, slots.target[slot]!, slots.outputTokens[slot]! - slots.generated[slot]!);
      replica.batch.markFresh(slot);
    }
    const nextStep = replica.batch.count === 0 ? 0 : replica.batch.blocksFor(1);
    for (let slot = this.#pendingHead[at]!; slot !== none; slot = this.#pendingHead[at]!) {
      const target = slots.target[slot]!;
      const blocks = replica.held.blocksOf(target);
      const reserve = replica.held.blocksOf(pool.decodeReserveTokens) * Math.max(1, replica.outstanding);
      const isAlone = replica.kv.available === replica.kv.totalBlocks;
      if (blocks + nextStep + (isAlone ? 0 : reserve) > replica.kv.available) break;
      const next = slots.next[slot]!;
      this.#pendingHead[at] = next;
      if (next === none) this.#pendingTail[at] = none;
      replica.kv.take(blocks);
      this.#startTransfer(slot, seconds);
    }
    return looksAgain;
  }

  #startTransfer(slot: number, seconds: number): void {
    const { slots, link, replicas } = this.parts;
    const source = replicas[slots.source[slot]!]!;
    const bytes = slots.target[slot]! * source.tables.model.kvBytesPerToken;
    this.#moving.add(slot);
    const form = this.parts.pools[source.poolIndex]!.kvForm;
    const isConverted = form === undefined || form !== this.parts.pools[replicas[slots.home[slot]!]!.poolIndex]!.kvForm;
    link!.start(slot, link!.visibleBytes(bytes, slots.chunkSeconds[slot]!, isConverted), seconds, isConverted);
    this.#heap.set(linkSource, link!.nextSeconds);
  }

  #linkEvent(seconds: number): void {
    const { link, slots, replicas, metrics } = this.parts;
    const slot = link!.step(seconds);
    this.#heap.set(linkSource, link!.nextSeconds);
    if (slot < 0) return;
    this.#moving.delete(slot);
    const source = replicas[slots.source[slot]!]!;
    source.held.releaseContext(slot, slots.target[slot]!);
    slots.source[slot] = none;
    metrics.transfer.add(seconds - slots.lastTokenSeconds[slot]!);
    // The prefill replica may have been waiting for this room.
    if (source.waiting.head !== none) this.#poke(source, seconds);
    const receiver = replicas[slots.home[slot]!]!;
    slots.readySeconds[slot] = seconds;
    slots.next[slot] = none;
    const at = receiver.index;
    if (this.#readyTail[at] === none) this.#readyHead[at] = slot;
    else slots.next[this.#readyTail[at]!] = slot;
    this.#readyTail[at] = slot;
    if (this.#readyHead[at] === slot) this.#poke(receiver, seconds);
  }

  // Faults and elasticity.

  #at(seconds: number, action: (seconds: number) => void): void {
    this.#timers.push(seconds, this.#actions.length);
    this.#actions.push(action);
    this.#heap.set(timerSource, this.#timers.nextSeconds);
  }

  /** Looks every so often for as long as anything else may happen. */
  #every(periodSeconds: number, look: (seconds: number) => void): void {
    const arm = (from: number): void => {
      this.#watches += 1;
      this.#at(from + periodSeconds, (seconds) => {
        this.#watches -= 1;
        look(seconds);
        const held = this.#heldNew.length + this.#heldPrefilled.length;
        const isWorking = this.parts.metrics.inSystem > held || this.#timers.length > this.#watches;
        if (isWorking || this.#nextRequest < this.#released || this.#delayed.length > 0) arm(seconds);
      });
    };
    arm(0);
  }

  #replicaOf(pool: number, position: number): Replica {
    return this.parts.replicas.filter((replica) => replica.poolIndex === pool)[position]!;
  }

  #routerOf(replica: Replica): Router {
    const { pools, decodeRouter, entryRouter } = this.parts;
    return pools[replica.poolIndex]!.role === "decode" ? decodeRouter! : entryRouter;
  }

  #setServing(replica: Replica, isServing: boolean, seconds: number): void {
    this.#isServing[replica.index] = isServing ? 1 : 0;
    this.#routerOf(replica).setUp(this.#positions[replica.index]!, isServing);
    if (!isServing) return;
    if (this.parts.pools[replica.poolIndex]!.role !== "decode") {
      for (const slot of this.#heldNew.takeAll()) this.#send(slot, seconds);
      return;
    }
    const { slots, decodeRouter } = this.parts;
    for (const slot of this.#heldPrefilled.takeAll())
      this.#expectKv(slot, decodeRouter!.pick(slots.request[slot]!, slots.promptTokens[slot]!), seconds);
  }

  // Requests for which no replica is up.

  #hold(request: number, seconds: number): void {
    if (this.#heldNew.patienceSeconds > 0) this.#holdSlot(this.#heldNew, this.#slotFor(request), seconds);
    else this.#reject(request, "no-replica", seconds);
  }

  #holdSlot(queue: HoldQueue, slot: number, seconds: number): void {
    if (queue.patienceSeconds === 0) {
      this.#forsake(slot, seconds);
      return;
    }
    this.parts.metrics.resent[reasonIndex["no-replica"]]! += 1;
    const isFirst = queue.length === 0;
    queue.hold(slot, seconds);
    if (isFirst) this.#watch(queue);
  }

  /** Looks at a queue of held requests when the first of them gives up. */
  #watch(queue: HoldQueue): void {
    if (queue.nextSeconds === Number.POSITIVE_INFINITY) return;
    this.#at(queue.nextSeconds, (seconds) => {
      for (const slot of queue.takeExpired(seconds)) this.#forsake(slot, seconds);
      this.#watch(queue);
    });
  }

  /** Nothing more will happen, so no replica will come back: whoever is still held fails. False where nobody is. */
  #giveUpHeld(): boolean {
    if (this.#heldNew.length + this.#heldPrefilled.length === 0) return false;
    for (const queue of [this.#heldNew, this.#heldPrefilled])
      for (const slot of queue.takeAll()) this.#forsake(slot, this.clockSeconds);
    return true;
  }

  #forsake(slot: number, seconds: number): void {
    const { slots, replicas } = this.parts;
    const at = slots.source[slot]!;
    if (at !== none) {
      const source = replicas[at]!;
      source.held.releaseContext(slot, slots.target[slot]!);
      if (source.waiting.head !== none) this.#poke(source, seconds);
    }
    this.#failSlot(slot, "no-replica", seconds);
  }

  #schedule(disturbances: Disturbances | undefined): void {
    for (const fault of disturbances?.faults ?? []) {
      switch (fault.kind) {
        case "crash":
          this.#at(fault.atSeconds, (seconds) => {
            const replica = this.#replicaOf(fault.pool, fault.replica);
            if (replica.activity === activity.down) return;
            this.#crash(replica, seconds);
            this.#at(seconds + fault.downSeconds, (upSeconds) => {
              replica.activity = activity.idle;
              this.#setServing(replica, true, upSeconds);
            });
          });
          break;
        case "slow":
          this.#at(fault.atSeconds, (seconds) =>
            this.#slow(this.#replicaOf(fault.pool, fault.replica), fault.factor, seconds),
          );
          this.#at(fault.atSeconds + fault.durationSeconds, (seconds) =>
            this.#slow(this.#replicaOf(fault.pool, fault.replica), 1, seconds),
          );
          break;
        case "link":
          this.#at(fault.atSeconds, (seconds) => this.#setLink(fault.factor, seconds));
          this.#at(fault.atSeconds + fault.durationSeconds, (seconds) => this.#setLink(1, seconds));
          break;
        case "kv-loss":
          this.#at(fault.atSeconds, (seconds) => this.#loseTransfers(seconds));
          break;
        case "drain":
          this.#at(fault.atSeconds, (seconds) =>
            this.#setServing(this.#replicaOf(fault.pool, fault.replica), false, seconds),
          );
          break;
      }
    }
    for (const scaling of disturbances?.autoscaling ?? []) {
      const mine = this.parts.replicas.filter((replica) => replica.poolIndex === scaling.pool);
      for (const replica of mine.slice(scaling.min)) this.#setServing(replica, false, 0);
      const coming = new Set<Replica>();
      this.#every(scaling.everySeconds, (seconds) => {
        const outstanding = mine.reduce((sum, replica) => sum + replica.outstanding, 0);
        const wanted = Math.max(
          scaling.min,
          Math.min(mine.length, Math.ceil(outstanding / scaling.outstandingPerReplica)),
        );
        const serving = mine.filter((replica) => this.#isServing[replica.index] === 1);
        let missing = wanted - serving.length - coming.size;
        for (const replica of mine) {
          if (missing <= 0) break;
          if (this.#isServing[replica.index] === 1 || coming.has(replica)) continue;
          // A crashed replica comes back by its own restart.
          if (replica.activity === activity.down) continue;
          coming.add(replica);
          missing -= 1;
          this.#at(seconds + scaling.loadSeconds, (upSeconds) => {
            coming.delete(replica);
            if (replica.activity !== activity.down) this.#setServing(replica, true, upSeconds);
          });
        }
        // Shrinking drains: the replica serves what it has and takes nothing new.
        for (const replica of serving.slice(wanted)) this.#setServing(replica, false, seconds);
      });
    }
  }

  #slow(replica: Replica, factor: number, seconds: number): void {
    replica.slowFactor = factor;
    if (replica.activity === activity.run)
      this.#heap.set(firstReplicaSource + replica.index, replica.cutRun(seconds, 0));
  }

  #setLink(factor: number, seconds: number): void {
    const { link } = this.parts;
    if (link === undefined) return;
    link.setFactor(factor, seconds);
    this.#heap.set(linkSource, link.nextSeconds);
  }

  /** Whatever is on the link is lost; its requests are sent again from their start, or fail. */
  #loseTransfers(seconds: number): void {
    const { slots, link, replicas } = this.parts;
    const lost = [...this.#moving];
    if (link === undefined || lost.length === 0) return;
    lost.sort((a, b) => slots.request[a]! - slots.request[b]!);
    const touched = new Set<Replica>();
    for (const slot of lost) {
      link.cancel(slot, seconds);
      const source = replicas[slots.source[slot]!]!;
      const home = replicas[slots.home[slot]!]!;
      home.kv.give(home.held.blocksOf(slots.target[slot]!));
      source.held.releaseContext(slot, slots.target[slot]!);
      this.#leaveReplica(slot, home);
      touched.add(source).add(home);
    }
    this.#moving.clear();
    this.#heap.set(linkSource, link.nextSeconds);
    for (const slot of lost) this.#retry(slot, "kv-transfer-lost", seconds);
    // Room has come free on both sides.
    for (const replica of touched)
      if (replica.waiting.head !== none || this.#pendingHead[replica.index] !== none)
        this.#pokeReceiver(replica, seconds);
  }

  /** Everything on the replica is lost; its requests are sent again from their start, or fail. */
  #crash(replica: Replica, seconds: number): void {
    const { slots, replicas } = this.parts;
    const at = replica.index;
    this.#setServing(replica, false, seconds);
    this.#heap.set(firstReplicaSource + at, Number.POSITIVE_INFINITY);
    const lost: number[] = [];
    for (let slot = replica.running.head; slot !== none; slot = slots.next[slot]!) lost.push(slot);
    for (let slot = replica.waiting.head; slot !== none; slot = slots.next[slot]!) lost.push(slot);
    for (let slot = this.#readyHead[at]!; slot !== none; slot = slots.next[slot]!) lost.push(slot);
    for (const slot of this.#heldPrefilled.takeWhere((held) => slots.source[held] === at)) lost.push(slot);
    // KV on its way to or from here, and KV that waits here to be sent.
    const homeless: number[] = [];
    for (let receiver = 0; receiver < replicas.length; receiver++) {
      let previous: number = none;
      for (let slot = this.#pendingHead[receiver]!; slot !== none; ) {
        const next = slots.next[slot]!;
        if (receiver === at || slots.source[slot] === at) {
          if (previous === none) this.#pendingHead[receiver] = next;
          else slots.next[previous] = next;
          if (next === none) this.#pendingTail[receiver] = previous;
          homeless.push(slot);
        } else previous = slot;
        slot = next;
      }
    }
    for (const slot of [...this.#moving]) {
      if (slots.source[slot] !== at && slots.home[slot] !== at) continue;
      this.#moving.delete(slot);
      this.parts.link!.cancel(slot, seconds);
      const home = replicas[slots.home[slot]!]!;
      if (home !== replica) home.kv.give(home.held.blocksOf(slots.target[slot]!));
      homeless.push(slot);
    }
    for (const slot of homeless) {
      const source = replicas[slots.source[slot]!]!;
      const home = replicas[slots.home[slot]!]!;
      if (source !== replica) source.held.releaseContext(slot, slots.target[slot]!);
      if (home !== replica) this.#leaveReplica(slot, home);
      lost.push(slot);
    }
    if (this.parts.link !== undefined) this.#heap.set(linkSource, this.parts.link.nextSeconds);
    this.#readyHead[at] = none;
    this.#readyTail[at] = none;
    replica.tally.lostSeconds +=
      replica.activity === activity.run || replica.activity === activity.step ? seconds - replica.startSeconds : 0;
    replica.wipe();
    lost.sort((a, b) => slots.request[a]! - slots.request[b]!);
    const isTransfer = new Set(homeless);
    for (const slot of lost) this.#retry(slot, isTransfer.has(slot) ? "kv-transfer-lost" : "replica-crash", seconds);
    for (const other of replicas) if (other !== replica && other.waiting.head !== none) this.#poke(other, seconds);
  }

  /** A request that was lost is sent again from its start, or fails. */
  #retry(slot: number, reason: FailureReason, seconds: number): void {
    const { slots, disturbances, metrics } = this.parts;
    if (slots.retries[slot]! >= (disturbances?.maxRetries ?? 0)) {
      this.#failSlot(slot, reason, seconds);
      return;
    }
    slots.retries[slot]! += 1;
    metrics.resent[reasonIndex[reason]]! += 1;
    slots.computed[slot] = 0;
    slots.generated[slot] = 0;
    slots.blocks[slot] = 0;
    slots.units[slot] = 0;
    slots.chunkSeconds[slot] = 0;
    slots.target[slot] = slots.promptTokens[slot]!;
    slots.firstTokenSeconds[slot] = Number.NaN;
    slots.source[slot] = none;
    this.#send(slot, seconds);
  }

  /** Sends a request that the gateway has kept: one that was lost, or that no replica was up for. */
  #send(slot: number, seconds: number): void {
    const { slots, entryRouter, entryReplicas, replicas, pools } = this.parts;
    const promptTokens = slots.promptTokens[slot]!;
    const outputTokens = slots.outputTokens[slot]!;
    const position = entryRouter.pick(slots.request[slot]!, promptTokens);
    if (position < 0) {
      this.#holdSlot(this.#heldNew, slot, seconds);
      return;
    }
    const replica = replicas[entryReplicas[position]!]!;
    const pool = pools[replica.poolIndex]!;
    const isTooLong = promptTokens + outputTokens > pool.contextLimit;
    const outputHere = pool.role === "prefill" ? 1 : outputTokens;
    if (isTooLong || pool.scheduler.mostBlocks(replica, promptTokens, outputHere) > replica.kv.totalBlocks) {
      this.#failSlot(slot, isTooLong ? "over-context-limit" : "over-kv-capacity", seconds);
      return;
    }
    slots.readySeconds[slot] = seconds;
    slots.home[slot] = replica.index;
    replica.outstanding += 1;
    replica.outstandingTokens += promptTokens + outputTokens;
    replica.waitingPromptTokens += promptTokens;
    entryRouter.changed(position);
    replica.waiting.enqueue(slot);
    if (replica.waiting.head === slot) this.#poke(replica, seconds);
  }
}
