// Loads from host memory that go on beside the computation: one after another, each for a request that waits outside the batch.
// Takes slots; gives the instant of the next arrival. Must not know of batches.
import type { KvCache } from "./kv-cache.ts";
import { none } from "./request-slots.ts";
import type { WaitingQueue } from "./waiting-queue.ts";

export class HostLoads {
  #slots: number[] = [];
  #ends: number[] = [];
  /** Tokens in KV once each load is done. */
  #tokens: number[] = [];

  get nextSeconds(): number {
    return this.#ends[0] ?? Number.POSITIVE_INFINITY;
  }

  get count(): number {
    return this.#slots.length;
  }

  get slots(): readonly number[] {
    return this.#slots;
  }

  /** Starts when the load before it has ended. */
  begin(slot: number, tokens: number, loadSeconds: number, seconds: number): void {
    this.#ends.push(Math.max(this.#ends.at(-1) ?? seconds, seconds) + loadSeconds);
    this.#slots.push(slot);
    this.#tokens.push(tokens);
  }

  /**
   * Requests whose KV has come go before all that wait, in the order in which it came: with their blocks held, they must be
   * the first to go on. By priority they take the place of their priority.
   */
  admitDone(waiting: WaitingQueue, kv: KvCache, seconds: number): void {
    const { slots } = waiting;
    while (this.nextSeconds <= seconds) {
      const slot = this.#slots.shift()!;
      slots.readySeconds[slot] = this.#ends.shift()!;
      slots.computed[slot] = this.#tokens.shift()!;
      slots.units[slot] = kv.insert(
        slots.request[slot]!,
        slots.promptTokens[slot]!,
        slots.units[slot]!,
        slots.computed[slot]!,
      );
      if (waiting.rule !== undefined) waiting.enqueue(slot);
      else {
        let before = waiting.head;
        while (before !== none && slots.computed[before]! > 0) before = slots.next[before]!;
        waiting.insertBefore(slot, before);
      }
    }
  }

  clear(): void {
    this.#slots = [];
    this.#ends = [];
    this.#tokens = [];
  }
}
