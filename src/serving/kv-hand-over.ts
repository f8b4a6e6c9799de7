// Disaggregation: how a prefilled request gets from its prefill replica over the link into a decode replica's batch.
// Takes requests whose prompt is done; keeps them in line for room, on the link, and in line for a seat.
// Must not know how either side computes.
import type { ClusterControl } from "./cluster-control.ts";
import type { ClusterPool } from "./cluster-parts.ts";
import type { Gateway } from "./gateway.ts";
import { ReceivedPrefixes } from "./received-prefixes.ts";
import { activity, type Replica } from "./replica.ts";
import { heldBy } from "./replica-tally.ts";
import { RequestLines } from "./request-lines.ts";
import { none } from "./request-slots.ts";
import { finalBlocks, uncommittedBlocks } from "./uncommitted-blocks.ts";

export class KvHandOver {
  readonly #cluster: ClusterControl;
  readonly #gateway: Gateway;
  /** Requests whose KV is on the link. */
  readonly #moving = new Set<number>();
  /** Requests whose KV waits for room on a decode replica, and whose KV is there. */
  readonly #pending: RequestLines;
  readonly #ready: RequestLines;
  /** By receiving replica: requests whose KV is on the link or there already, not yet in a batch. */
  readonly #coming: Int32Array;
  /** What decode replicas have cached of the KV that is to come. */
  readonly received = new ReceivedPrefixes();

  constructor(cluster: ClusterControl, gateway: Gateway) {
    this.#cluster = cluster;
    this.#gateway = gateway;
    const { slots, replicas } = cluster.parts;
    this.#pending = new RequestLines(slots, replicas.length);
    this.#ready = new RequestLines(slots, replicas.length);
    this.#coming = new Int32Array(replicas.length);
  }

  /** Where a prompt done on a replica is to decode: there, elsewhere, or for the time being nowhere. */
  receiverOf(slot: number, replica: Replica, seconds: number): Replica | undefined {
    const { mixing, parts } = this.#cluster;
    if (mixing !== undefined) return mixing.decodeOn(slot, replica, seconds);
    const { slots, decodeRouter, decodeReplicas, replicas } = parts;
    const position = decodeRouter?.pick(slots.request[slot]!, slots.promptTokens[slot]!) ?? -1;
    return position < 0 ? undefined : replicas[decodeReplicas[position]!]!;
  }

  /** A prompt is done on a replica, which keeps its KV until it has been sent. */
  begin(slot: number, replica: Replica, receiver: Replica | undefined, seconds: number): void {
    const { slots } = this.#cluster.parts;
    this.#cluster.leaveReplica(slot, replica);
    slots.source[slot] = replica.index;
    if (receiver === undefined) {
      slots.home[slot] = none;
      this.#gateway.holdPrefilled(slot, seconds);
    } else this.expect(slot, receiver, seconds);
  }

  /** A replica is to receive the KV of a prefilled request. */
  expect(slot: number, receiver: Replica, seconds: number): void {
    const { slots, replicas, pools } = this.#cluster.parts;
    const source = replicas[slots.source[slot]!]!;
    const pool = pools[receiver.poolIndex]!;
    const promptTokens = slots.promptTokens[slot]!;
    const outputTokens = slots.outputTokens[slot]!;
    const isTooLong = promptTokens + outputTokens > pool.contextLimit;
    const mostTokens = promptTokens + outputTokens - (pool.keepsOutputFree ? 0 : 1);
    if (isTooLong || receiver.held.blocksOf(mostTokens) > receiver.kv.totalBlocks) {
      this.#release(source, slot, seconds);
      this.#cluster.failSlot(slot, isTooLong ? "over-context-limit" : "over-kv-capacity", seconds);
      return;
    }
    slots.home[slot] = receiver.index;
    receiver.outstanding += 1;
    receiver.outstandingTokens += promptTokens + outputTokens;
    this.#cluster.loadChanged(receiver);
    if (pools[source.poolIndex]!.receivesKv) this.#promise(slot, source);
    slots.readySeconds[slot] = seconds;
    this.#pending.append(receiver.index, slot);
    if (this.#pending.headOf(receiver.index) === slot) this.#pokeReceiver(receiver, seconds);
  }

  /**
   * At a boundary of a decode replica: seats for KV that has arrived, room for KV that wants to come. True where somebody
   * waits for the next step only.
   */
  intake(replica: Replica, pool: ClusterPool, seconds: number): boolean {
    const { slots } = this.#cluster.parts;
    const { batch, kv, held, index } = replica;
    let looksAgain = false;
    const isBusy = batch.count > 0 || replica.prefilling.count > 0;
    for (let slot = this.#ready.headOf(index); slot !== none; slot = this.#ready.headOf(index)) {
      if (replica.running.count >= replica.maxSequences) {
        replica.heldBy = heldBy.seats;
        break;
      }
      if (replica.isAsync && isBusy && slots.readySeconds[slot]! > replica.lastStepStartSeconds) {
        looksAgain = true;
        break;
      }
      this.#ready.shift(index);
      this.#expectNoMore(slot, replica);
      this.received.adopt(slot, replica);
      replica.running.append(slot);
      slots.sequence[slot] = replica.nextSequence++;
      batch.join(slot, slots.target[slot]!, slots.outputTokens[slot]! - slots.generated[slot]!);
      batch.markFresh(slot);
    }
    // Whoever gave way comes back before anybody new is taken in.
    if (replica.suspended !== undefined && replica.suspended.count > 0) {
      if (!replica.suspended.resume(replica, pool.decodeReserveTokens, this.#coming[index]!)) {
        replica.heldBy = heldBy.kv;
        return looksAgain;
      }
    }
    const nextStep = batch.count === 0 ? 0 : batch.blocksFor(1);
    const reserve = held.blocksOf(pool.decodeReserveTokens);
    let free = 0;
    if (pool.keepsOutputFree && this.#pending.headOf(index) !== none) free = uncommittedBlocks(replica);
    for (let slot = this.#pending.headOf(index); slot !== none; slot = this.#pending.headOf(index)) {
      const blocks = this.received.blocksFor(slot, replica);
      const kept = kv.available === kv.totalBlocks ? 0 : reserve * (replica.running.count + this.#coming[index]! + 1);
      const isPromised = pool.keepsOutputFree && finalBlocks(replica, slot) > free;
      if (isPromised || blocks + nextStep + kept > kv.available) {
        if (pool.sendsKv) {
          this.#pending.shift(index);
          this.#keep(slot, replica, seconds);
          continue;
        }
        replica.heldBy = heldBy.kv;
        break;
      }
      this.#pending.shift(index);
      free -= blocks + finalBlocks(replica, slot) - held.blocksOf(slots.target[slot]!);
      this.#coming[index]! += 1;
      this.#promise(slot, replica);
      this.received.take(slot, replica);
      this.#start(slot, seconds);
    }
    return looksAgain;
  }

  /** What is due on the link now: KV has arrived, or begins to move. */
  step(seconds: number): void {
    const { link, slots, replicas, metrics } = this.#cluster.parts;
    const slot = link!.step(seconds);
    this.#cluster.linkChanged();
    if (slot < 0) return;
    this.#moving.delete(slot);
    const source = replicas[slots.source[slot]!]!;
    this.#release(source, slot, seconds);
    slots.source[slot] = none;
    metrics.transfer.add(seconds - slots.lastTokenSeconds[slot]!);
    this.#cluster.mayBeEmpty(seconds);
    // The sender may have been waiting for this room, with a new prompt or with one that it had to leave half way.
    if (source.waiting.head !== none || source.prefilling.count > 0) this.#cluster.interrupt(source, seconds);
    const receiver = replicas[slots.home[slot]!]!;
    slots.readySeconds[slot] = seconds;
    this.#ready.append(receiver.index, slot);
    if (this.#ready.headOf(receiver.index) === slot) this.#cluster.poke(receiver, seconds);
  }

  /** Whatever is on the link is lost; its requests are sent again from their start, or fail. */
  loseTransfers(seconds: number): void {
    const { slots, link, replicas } = this.#cluster.parts;
    const lost = [...this.#moving];
    if (link === undefined || lost.length === 0) return;
    lost.sort((a, b) => slots.request[a]! - slots.request[b]!);
    const touched = new Set<Replica>();
    for (const slot of lost) {
      link.cancel(slot, seconds);
      const source = replicas[slots.source[slot]!]!;
      const home = replicas[slots.home[slot]!]!;
      this.received.giveUp(slot, home);
      this.#expectNoMore(slot, home);
      this.#release(source, slot, seconds);
      this.#cluster.leaveReplica(slot, home);
      this.#cluster.mixing?.settle(home, seconds);
      touched.add(source).add(home);
    }
    this.#moving.clear();
    this.#cluster.linkChanged();
    for (const slot of lost) this.#gateway.retry(slot, "kv-transfer-lost", seconds);
    this.#cluster.mayBeEmpty(seconds);
    // Room has come free on both sides.
    for (const replica of touched)
      if (replica.waiting.head !== none || this.#pending.headOf(replica.index) !== none)
        this.#pokeReceiver(replica, seconds);
  }

  /**
   * A replica crashed. Those whose KV had arrived there and waited for a seat; and those whose KV is on its way to or from
   * it, or waits there to be sent, freed of the other side. All are taken out and left to the caller.
   */
  takeFrom(replica: Replica, seconds: number): { readonly seated: readonly number[]; readonly homeless: number[] } {
    const { slots, replicas, link, pools } = this.#cluster.parts;
    const at = replica.index;
    const seated = this.#ready.takeWhere(at, () => true);
    for (const slot of seated) {
      this.received.forget(slot);
      this.#expectNoMore(slot, replica);
    }
    const homeless: number[] = [];
    for (let receiver = 0; receiver < replicas.length; receiver++)
      homeless.push(...this.#pending.takeWhere(receiver, (slot) => receiver === at || slots.source[slot] === at));
    for (const slot of homeless) {
      const source = replicas[slots.source[slot]!]!;
      if (pools[source.poolIndex]!.receivesKv) this.#promise(slot, source, -1);
    }
    for (const slot of [...this.#moving]) {
      if (slots.source[slot] !== at && slots.home[slot] !== at) continue;
      this.#moving.delete(slot);
      link!.cancel(slot, seconds);
      const home = replicas[slots.home[slot]!]!;
      this.#expectNoMore(slot, home);
      if (home !== replica) this.received.giveUp(slot, home);
      else this.received.forget(slot);
      homeless.push(slot);
    }
    for (const slot of homeless) {
      const source = replicas[slots.source[slot]!]!;
      const home = replicas[slots.home[slot]!]!;
      if (source !== replica) this.#release(source, slot, seconds);
      if (home === replica) continue;
      this.#cluster.leaveReplica(slot, home);
      this.#cluster.mixing?.settle(home, seconds);
    }
    if (link !== undefined) this.#cluster.linkChanged();
    return { seated, homeless };
  }

  /** What was coming has got its seat, or will not come. */
  #expectNoMore(slot: number, home: Replica): void {
    this.#coming[home.index]! -= 1;
    this.#promise(slot, home, -1);
  }

  /** A replica that has a request's prompt, or reserves blocks for it, owes it the rest of its output; -1 = no longer. */
  #promise(slot: number, replica: Replica, sign = 1): void {
    replica.promisedBlocks += sign * (finalBlocks(replica, slot) - replica.held.blocksOf(replica.slots.target[slot]!));
  }

  /** No room where a request was to decode: it stays where its KV is, and waits for a seat there alone. */
  #keep(slot: number, home: Replica, seconds: number): void {
    const { slots, replicas } = this.#cluster.parts;
    const source = replicas[slots.source[slot]!]!;
    this.#cluster.leaveReplica(slot, home);
    this.#cluster.mixing!.keep(source, seconds);
    slots.home[slot] = source.index;
    slots.source[slot] = none;
    source.outstanding += 1;
    source.outstandingTokens += slots.promptTokens[slot]! + slots.outputTokens[slot]!;
    this.#cluster.loadChanged(source);
    slots.readySeconds[slot] = seconds;
    this.#coming[source.index]! += 1;
    this.#ready.append(source.index, slot);
    if (this.#ready.headOf(source.index) === slot) this.#cluster.interrupt(source, seconds);
  }

  /** The replica that computed a request's prompt no longer needs its KV. */
  #release(source: Replica, slot: number, seconds: number): void {
    // Blocks of its decode steps so far are taken first: they had to do without what comes free now.
    if (source.activity === activity.run && source.kv.prefixes !== undefined) {
      this.#cluster.interrupt(source, seconds);
      source.prepayRun();
    }
    source.held.releaseContext(slot, this.#cluster.parts.slots.target[slot]!);
    this.#cluster.loadChanged(source);
  }

  #pokeReceiver(replica: Replica, seconds: number): void {
    // KV needs no step of its own to come in, so even an asynchronous engine looks at its next boundary.
    this.#cluster.interrupt(replica, seconds);
  }

  #start(slot: number, seconds: number): void {
    const { slots, link, replicas, pools } = this.#cluster.parts;
    const source = replicas[slots.source[slot]!]!;
    const home = replicas[slots.home[slot]!]!;
    const bytes = (slots.target[slot]! - this.received.tokensOf(slot)) * source.tables.model.kvBytesPerToken;
    this.#moving.add(slot);
    if (pools[source.poolIndex]!.receivesKv) {
      this.#promise(slot, source, -1);
      // What it owed may have kept a prompt waiting there.
      if (pools[source.poolIndex]!.keepsOutputFree && source.waiting.head !== none)
        this.#cluster.interrupt(source, seconds);
    }
    const form = pools[source.poolIndex]!.kvForm;
    const isConverted = form === undefined || form !== pools[home.poolIndex]!.kvForm;
    link!.start(slot, link!.visibleBytes(bytes, slots.chunkSeconds[slot]!, isConverted), seconds, isConverted);
    this.#cluster.linkChanged();
  }
}
