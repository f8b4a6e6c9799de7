// Decoding requests whose KV went to host memory because the device had no room: SGLang's decode side takes back its batch so.
// Takes them out of a replica's batch and puts them back whole; counts the time that moving their KV holds the engine up.

import { doubleZero } from "../perf/double-zero.ts";
import type { DecodeBatch } from "./decode-batch.ts";
import type { HeldKv } from "./held-kv.ts";
import type { KvCache } from "./kv-cache.ts";
import type { MetricsCollector } from "./metrics.ts";
import { RequestList } from "./request-list.ts";
import { none, type RequestSlots } from "./request-slots.ts";
import type { StepTables } from "./step-tables.ts";

/** The replica, as far as its batch goes. */
interface Batching {
  readonly batch: DecodeBatch;
  readonly running: RequestList;
  readonly held: HeldKv;
  readonly kv: KvCache;
  readonly tables: StepTables;
  readonly metrics: MetricsCollector;
  readonly maxSequences: number;
  readonly lastDecodeEndSeconds: number;
  nextSequence: number;
}

export class Suspended {
  /** In the order in which they went, in which they come back. */
  readonly line: RequestList;
  readonly #slots: RequestSlots;
  /** Between device and host memory of the instance, either way, bytes/s. */
  readonly #bytesPerSecond: number;
  /** Time to move KV that the next step must wait for: the engine copies while it composes a step. */
  #stallSeconds = doubleZero;

  constructor(slots: RequestSlots, bytesPerSecond: number) {
    this.line = new RequestList(slots);
    this.#slots = slots;
    this.#bytesPerSecond = bytesPerSecond;
  }

  get count(): number {
    return this.line.count;
  }

  /** Takes what the next step has to wait; the caller adds it. */
  takeStall(): number {
    const seconds = this.#stallSeconds;
    this.#stallSeconds = doubleZero;
    return seconds;
  }

  /** A decoding request leaves the batch with its KV. */
  suspend(slot: number, replica: Batching): void {
    const { batch, held, running, metrics } = replica;
    const context = batch.contextOf(slot);
    const generated = batch.generatedOf(slot);
    if (!batch.leave(slot)) this.#slots.lastTokenSeconds[slot] = replica.lastDecodeEndSeconds;
    held.releaseContext(slot, context);
    running.remove(slot);
    this.#slots.generated[slot] = generated;
    this.#slots.preemptions[slot]! += 1;
    metrics.preemptions += 1;
    this.line.append(slot);
    this.#move(context, replica);
  }

  /**
   * Those that fit come back, the longest away first: room for their tokens and `reserveTokens` more each, beside as many for
   * everybody who runs or is to come. True where nobody is away any more.
   * @param others requests whose KV has come or is coming.
   */
  resume(replica: Batching, reserveTokens: number, others: number): boolean {
    const { batch, held, kv, running } = replica;
    const slots = this.#slots;
    const reserve = held.blocksOf(reserveTokens);
    let room = kv.available - reserve * (running.count + others);
    for (let slot = this.line.head; slot !== none; slot = this.line.head) {
      if (running.count >= replica.maxSequences) return false;
      const tokens = slots.promptTokens[slot]! + slots.generated[slot]!;
      const wanted = held.blocksOf(tokens + reserveTokens);
      // Alone on the device it always fits: a request that could never run was refused.
      if (wanted > room && kv.available < kv.totalBlocks) return false;
      this.line.remove(slot);
      // The KV of the last token is made by the step that makes the next one.
      const context = tokens - 1;
      kv.take(held.blocksOf(context));
      room -= wanted;
      running.append(slot);
      slots.sequence[slot] = replica.nextSequence++;
      batch.join(slot, context, slots.outputTokens[slot]! - slots.generated[slot]!);
      batch.markFresh(slot);
      this.#move(context, replica);
    }
    return true;
  }

  /** The replica crashed: whoever is away is lost with it. */
  clear(): void {
    this.line.clear();
    this.#stallSeconds = doubleZero;
  }

  #move(context: number, replica: Batching): void {
    this.#stallSeconds += (context * replica.tables.model.kvBytesPerToken) / this.#bytesPerSecond;
  }
}
