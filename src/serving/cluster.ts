// The discrete-event loop: arrivals, replicas, links, in order of time, until every request is served, failed or given up.
// Takes requests as columns and replicas ready to run. Must not read a clock or a file.
// Long because what happens at an event stays in one class: its methods share the clock and are compiled together.
//
// Order of events at one instant: arrivals (in column order), then timers, then links, then KV from host memory, then replicas
// by number. So a request that arrives exactly when a step ends joins the step that starts then.

import { doubleZero } from "../perf/double-zero.ts";
import { autoscale } from "./autoscaler.ts";
import type { ClusterControl } from "./cluster-control.ts";
import type { ClusterParts, ClusterPool } from "./cluster-parts.ts";
import { playFaults } from "./fault-player.ts";
import { Gateway } from "./gateway.ts";
import { HostTraffic } from "./host-traffic.ts";
import { KvHandOver } from "./kv-hand-over.ts";
import { type FailureReason, failureIndex } from "./metrics.ts";
import { activity, type Replica } from "./replica.ts";
import { heldBy } from "./replica-tally.ts";
import { none } from "./request-slots.ts";
import { RequestSource } from "./request-source.ts";
import { RoleMixing } from "./role-mixing.ts";
import { RoleSwitching } from "./role-switching.ts";
import { Timers } from "./timers.ts";
import { Tournament } from "./tournament.ts";

/** What acts beside the replicas. */
const beside = { timers: 0, link: 1, tier: 2 } as const;

/** What came of the attempt to play an event: it was, nothing is due, nothing is due by the instant asked for, all have left. */
const played = { event: 0, nothing: 1, beyond: 2, all: 3 } as const;

export class Cluster implements ClusterControl {
  readonly parts: ClusterParts;
  readonly source: RequestSource;
  readonly timers: Timers;
  readonly gateway: Gateway;
  readonly handOver: KvHandOver;
  private readonly hostTraffic: HostTraffic | undefined;
  readonly roles: RoleSwitching | undefined;
  readonly mixing: RoleMixing | undefined;
  readonly positions: Int32Array;
  /** When each replica, and whatever acts beside them, is due. */
  private readonly due: Tournament;
  private readonly dueBeside = new Tournament(3);
  private readonly routersFollowSteps: boolean;
  clockSeconds = doubleZero;
  /** The last call of `run` returned because it was told to. */
  isPaused = false;
  /** Requests in the system when a quarter, a half, three quarters and all had arrived. */
  readonly backlog: number[] = [];

  constructor(parts: ClusterParts) {
    this.parts = parts;
    const count = parts.replicas.length;
    this.routersFollowSteps = parts.entryRouter.followsSteps;
    this.due = new Tournament(count);
    this.positions = new Int32Array(count);
    for (const list of [parts.entryReplicas, parts.decodeReplicas])
      list.forEach((replica, position) => {
        this.positions[replica] = position;
      });
    this.source = new RequestSource(parts.requests, parts.egressSeconds);
    this.timers = new Timers(() => this.dueBeside.set(beside.timers, this.timers.nextSeconds));
    this.gateway = new Gateway(this, (slot, receiver, seconds) => this.handOver.expect(slot, receiver, seconds));
    this.mixing = parts.mixingLimits && new RoleMixing(this, this.gateway, parts.mixingLimits);
    this.handOver = new KvHandOver(this, this.gateway);
    if (parts.replicas.some((replica) => replica.tier !== undefined)) this.hostTraffic = new HostTraffic(this);
    const { gateway, handOver } = this;
    const { faults = [], autoscaling = [], roleSwitching } = parts.disturbances ?? {};
    this.roles = roleSwitching && new RoleSwitching(this, gateway, roleSwitching, parts.rolePairs ?? []);
    playFaults({ cluster: this, gateway, handOver, roles: this.roles }, faults);
    for (const scaling of autoscaling) autoscale(this, gateway, scaling);
  }

  /**
   * Plays events until all is done, until an instant, or until told to pause (asked every 16,384 events); may be called again.
   */
  run(untilSeconds: number, shouldPause: () => boolean): void {
    const { metrics, invariants } = this.parts;
    this.isPaused = false;
    let outcome: number;
    do {
      outcome = this.playMany(untilSeconds);
      if (outcome === played.event && shouldPause()) this.isPaused = true;
      if (outcome === played.nothing && this.gateway.giveUpHeld(this.clockSeconds)) outcome = played.event;
    } while (outcome === played.event && !this.isPaused);
    if (outcome === played.beyond) {
      metrics.tick(untilSeconds);
      this.clockSeconds = untilSeconds;
    } else if (!this.isPaused) invariants?.checkEnd(metrics, this.isComplete);
  }

  /** Plays 16,384 events, or until there is no more to play. */
  private playMany(untilSeconds: number): number {
    for (let i = 0; i < 16_384; i++) {
      const outcome = this.play(untilSeconds);
      if (outcome !== played.event) return outcome;
    }
    return played.event;
  }

  /** Plays the next event. */
  private play(untilSeconds: number): number {
    const { source } = this;
    const due = this.due;
    const dueBeside = this.dueBeside;
    const arrival = source.nextSeconds + this.parts.ingressSeconds;
    const boundary = due.least;
    const other = dueBeside.least;
    const inside = Math.min(other, boundary);
    const isArrival = arrival <= inside;
    const seconds = isArrival ? arrival : inside;
    if (seconds === Number.POSITIVE_INFINITY) return played.nothing;
    if (seconds > untilSeconds) return played.beyond;
    this.clockSeconds = seconds;
    this.parts.metrics.events += 1;
    if (isArrival) this.arrive(source.take());
    else if (other <= boundary) return this.playBeside(dueBeside.first);
    else this.boundary(this.parts.replicas[due.first]!);
    return played.event;
  }

  private playBeside(what: number): number {
    const seconds = this.clockSeconds;
    if (what === beside.link) this.handOver.step(seconds);
    else if (what === beside.tier) this.hostTraffic!.fire(seconds);
    // Once all have left, what a timer would do changes nothing.
    else if (this.isComplete) return played.all;
    else this.timers.fire(seconds);
    return played.event;
  }

  /** Every request of the columns has been sent and has left. */
  get isComplete(): boolean {
    return this.parts.metrics.inSystem === 0 && this.source.sent === this.parts.requests.count;
  }

  get isWorking(): boolean {
    const never = Number.POSITIVE_INFINITY;
    const acts = this.due.least < never;
    const moves = this.dueBeside.keyOf(beside.link) < never || this.dueBeside.keyOf(beside.tier) < never;
    return acts || moves || this.timers.isAnythingDue || this.source.nextSeconds < never;
  }

  // Arrivals.

  // Methods of the hot path read the clock: a fraction handed on is a fraction put on the heap.

  private arrive(request: number): void {
    const seconds = this.clockSeconds;
    const { requests, metrics } = this.parts;
    const promptTokens = requests.promptTokens[request]!;
    const outputTokens = requests.outputTokens[request]!;
    metrics.enter(seconds);
    this.parts.records?.send(request, this.source.arrivalOf(request));
    if (4 * this.source.sent >= (this.backlog.length + 1) * requests.count) this.backlog.push(metrics.inSystem);
    if (promptTokens < 1 || outputTokens < 1) {
      this.reject(request, promptTokens < 1 ? "empty-prompt" : "empty-output", seconds);
      return;
    }
    const replica = this.entryFor(request, promptTokens, outputTokens);
    if (replica === undefined) {
      this.gateway.hold(request, seconds);
      return;
    }
    const obstacle = this.obstacle(replica, promptTokens, outputTokens);
    if (obstacle !== undefined) this.reject(request, obstacle, seconds);
    else this.place(this.slotFor(request), replica, seconds);
  }

  entryFor(request: number, promptTokens: number, outputTokens: number): Replica | undefined {
    if (this.mixing !== undefined) return this.mixing.promptTo(request, promptTokens, outputTokens, this.clockSeconds);
    const { replicas, entryRouter, entryReplicas } = this.parts;
    const position = entryRouter.pick(request, promptTokens);
    return position < 0 ? undefined : replicas[entryReplicas[position]!]!;
  }

  slotFor(request: number): number {
    const { requests, slots } = this.parts;
    return slots.takeFor(request, requests, this.source.arrivalOf(request));
  }

  obstacle(replica: Replica, promptTokens: number, outputTokens: number): FailureReason | undefined {
    const pool = this.parts.pools[replica.poolIndex]!;
    if (promptTokens + outputTokens > pool.contextLimit) return "over-context-limit";
    const outputHere = pool.sendsKv && !pool.receivesKv ? 1 : outputTokens;
    return pool.scheduler.mostBlocks(replica, promptTokens, outputHere) > replica.kv.totalBlocks
      ? "over-kv-capacity"
      : undefined;
  }

  place(slot: number, replica: Replica, seconds: number): void {
    const { slots } = this.parts;
    const promptTokens = slots.promptTokens[slot]!;
    slots.readySeconds[slot] = seconds;
    slots.home[slot] = replica.index;
    replica.outstanding += 1;
    replica.outstandingTokens += promptTokens + slots.outputTokens[slot]!;
    replica.waitingPrompts += 1;
    replica.waitingPromptTokens += promptTokens;
    this.loadChanged(replica);
    if (replica.tier !== undefined) {
      const { store } = this.parts.pools[replica.poolIndex]!;
      if (store !== undefined && this.hostTraffic!.fetch(store, slot, replica, seconds)) return;
    }
    replica.waiting.enqueue(slot);
    if (replica.waiting.head === slot) this.poke(replica, seconds);
  }

  // The instants at which replicas act.

  poke(replica: Replica, seconds: number): void {
    if (replica.activity === activity.run) {
      if (replica.running.count < replica.maxSequences || replica.waiting.rule?.seatThreshold !== undefined)
        this.due.set(replica.index, replica.cutRun(seconds, replica.isAsync ? 1 : 0));
    } else this.wake(replica, seconds);
  }

  interrupt(replica: Replica, seconds: number): void {
    if (replica.activity === activity.run) this.due.set(replica.index, replica.cutRun(seconds, 0));
    else this.wake(replica, seconds);
  }

  private wake(replica: Replica, seconds: number): void {
    if (replica.activity !== activity.idle) return;
    replica.tally.heldSeconds[replica.heldBy]! += seconds - replica.startSeconds;
    replica.activity = activity.wake;
    replica.startSeconds = seconds;
    this.due.set(replica.index, seconds);
  }

  unschedule(replica: Replica): void {
    this.due.set(replica.index, Number.POSITIVE_INFINITY);
  }

  loadsChanged(replica: Replica): void {
    this.hostTraffic?.loadsChanged(replica);
  }

  takeFetching(replica: Replica, seconds: number): readonly number[] {
    return this.hostTraffic?.crash(replica, seconds) ?? [];
  }

  tierChanged(): void {
    this.dueBeside.set(beside.tier, this.hostTraffic!.nextSeconds);
  }

  linkChanged(): void {
    this.dueBeside.set(beside.link, this.parts.link!.nextSeconds);
  }

  // Step boundaries.

  private boundary(replica: Replica): void {
    const seconds = this.clockSeconds;
    const { slots, pools } = this.parts;
    this.parts.stepLog?.add(replica);
    const doing = replica.activity;
    if (doing === activity.run) replica.completeRun();
    else if (doing === activity.step) replica.completeStep();
    if (replica.batch.hasFinished) this.finishDecodes(replica);
    if (doing === activity.step) this.finishChunks(replica);
    replica.chunkCount = 0;
    const pool = pools[replica.poolIndex]!;
    // An engine whose only request gave way looks again at once: what gave way, or what has arrived, may now run. By priority
    // the first may give way while others run, so it looks until one has got its turn.
    for (let looksAgain = true; ; ) {
      this.compose(replica, pool, seconds);
      if (!looksAgain || replica.chunkCount > 0 || replica.batch.count > 0 || replica.waiting.head === none) break;
      looksAgain = replica.waiting.rule?.choosesVictims === true && replica.running.count > 0;
    }
    this.parts.invariants?.check(replica, seconds);
    if (replica.chunkCount > 0) {
      replica.startStep(seconds);
      if (pool.sendsKv) {
        const duration = replica.endSeconds - seconds;
        for (let i = 0; i < replica.chunkCount; i++) slots.chunkSeconds[replica.chunkSlots[i]!]! += duration;
      }
    } else if (replica.batch.count > 0) {
      replica.startRun(seconds);
    } else {
      replica.activity = activity.idle;
      replica.startSeconds = seconds;
      replica.endSeconds = Number.POSITIVE_INFINITY;
    }
    this.due.set(replica.index, replica.endSeconds);
    if (replica.activity === activity.idle) this.mayBeEmpty(seconds);
    if (this.mixing !== undefined) this.mixing.settle(replica, seconds);
    if (this.routersFollowSteps) this.loadChanged(replica);
  }

  private compose(replica: Replica, pool: ClusterPool, seconds: number): void {
    replica.heldBy = heldBy.nothing;
    const looksAgain = pool.receivesKv && this.handOver.intake(replica, pool, seconds);
    if (replica.tier !== undefined) replica.loads.admitDone(replica.waiting, replica.kv, seconds);
    pool.scheduler.compose(replica, seconds);
    if (replica.loadsBeside) this.loadsChanged(replica);
    if (looksAgain && replica.horizonSteps > 1) replica.horizonSteps = 1;
  }

  private finishDecodes(replica: Replica): void {
    while (replica.batch.hasFinished) {
      const slot = replica.batch.popFinished();
      replica.running.remove(slot);
      replica.held.releaseContext(slot, replica.batch.contextOf(slot));
      this.depart(slot, replica);
    }
  }

  private finishChunks(replica: Replica): void {
    const seconds = this.clockSeconds;
    const { slots, metrics, pools } = this.parts;
    let isAnyComplete = false;
    for (let i = 0; i < replica.chunkCount; i++) {
      const slot = replica.chunkSlots[i]!;
      const computed = slots.computed[slot]! + replica.chunkTokens[i]!;
      slots.computed[slot] = computed;
      if (pools[replica.poolIndex]!.scheduler.namesWhenComputed) replica.held.name(slot, computed);
      const target = slots.target[slot]!;
      if (computed < target) continue;
      isAnyComplete = true;
      if (replica.tier?.input.writes === "prefill")
        replica.tier.writePrompt(slots.request[slot]!, slots.promptTokens[slot]!);
      const generated = slots.generated[slot]! + 1;
      slots.generated[slot] = generated;
      if (generated === 1) {
        slots.firstTokenSeconds[slot] = seconds;
        replica.waitingPrompts -= 1;
        replica.waitingPromptTokens -= slots.promptTokens[slot]!;
      } else metrics.itl.add(seconds - slots.lastTokenSeconds[slot]!);
      const outputTokens = slots.outputTokens[slot]!;
      const pool = pools[replica.poolIndex]!;
      if (generated === outputTokens) {
        replica.running.remove(slot);
        replica.held.releaseContext(slot, target);
        this.depart(slot, replica);
        continue;
      }
      const receiver = pool.sendsKv && generated === 1 ? this.handOver.receiverOf(slot, replica, seconds) : replica;
      if (receiver !== replica) {
        slots.lastTokenSeconds[slot] = seconds;
        replica.running.remove(slot);
        this.handOver.begin(slot, replica, receiver, seconds);
        continue;
      }
      replica.batch.join(slot, target, outputTokens - generated);
      if (pool.scheduler.stallsDecode) {
        slots.lastTokenSeconds[slot] = seconds;
        replica.batch.markFresh(slot);
      }
    }
    if (isAnyComplete) replica.prefilling.compact();
  }

  // Departures.

  mayBeEmpty(seconds: number): void {
    this.roles?.settle(seconds);
  }

  private depart(slot: number, replica: Replica): void {
    const seconds = this.clockSeconds;
    const { slots, metrics, egressSeconds, ingressSeconds, records } = this.parts;
    const request = slots.request[slot]!;
    const arrival = slots.arrivalSeconds[slot]!;
    const ttft = slots.firstTokenSeconds[slot]! - arrival + egressSeconds;
    const e2e = seconds - arrival + egressSeconds;
    const queue = Math.max(0, slots.admittedSeconds[slot]! - arrival - ingressSeconds);
    metrics.leave(arrival + ingressSeconds, seconds);
    metrics.finish(request, slots.promptTokens[slot]!, slots.outputTokens[slot]!, ttft, e2e, queue);
    replica.tally.finishedRequests += 1;
    records?.finish(request, replica.index, queue, ttft, e2e, slots.preemptions[slot]!, slots.retries[slot]!);
    this.leaveReplica(slot, replica);
    slots.give(slot);
    this.source.release(request, seconds);
  }

  leaveReplica(slot: number, replica: Replica): void {
    const { slots } = this.parts;
    replica.outstanding -= 1;
    replica.outstandingTokens -= slots.promptTokens[slot]! + slots.outputTokens[slot]!;
    this.loadChanged(replica);
  }

  loadChanged(replica: Replica): void {
    const { pools, decodeRouter, entryRouter } = this.parts;
    const router = pools[replica.poolIndex]!.isDecode ? decodeRouter : entryRouter;
    router?.changed(this.positions[replica.index]!);
  }

  reject(request: number, reason: FailureReason, seconds: number): void {
    this.fail(request, this.source.arrivalOf(request), reason, seconds);
  }

  failSlot(slot: number, reason: FailureReason, seconds: number): void {
    const { slots } = this.parts;
    const request = slots.request[slot]!;
    const arrival = slots.arrivalSeconds[slot]!;
    slots.give(slot);
    this.fail(request, arrival, reason, seconds);
  }

  private fail(request: number, arrival: number, reason: FailureReason, seconds: number): void {
    const { metrics, records, ingressSeconds } = this.parts;
    metrics.leave(arrival + ingressSeconds, seconds);
    metrics.fail(request, failureIndex[reason]);
    records?.fail(request, failureIndex[reason]);
    this.source.release(request, seconds);
  }
}
