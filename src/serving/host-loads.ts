// Loads from host memory that go on beside the computation: one after another, each for a request that waits outside the batch.
// Takes slots; gives the instant of the next arrival. Must not know of batches.
import type { KvCache } from "./kv-cache.ts";
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

  /** Requests whose KV has come go on: before all that wait, in the order in which it came. */
  admitDone(waiting: WaitingQueue, kv: KvCache, seconds: number): void {
    const { slots } = waiting;
    while (this.nextSeconds <= seconds) {
      const slot = this.#slots.shift()!;
      waiting.prepend(slot);
      slots.readySeconds[slot] = this.#ends.shift()!;
      slots.computed[slot] = this.#tokens.shift()!;
      slots.units[slot] = kv.insert(
        slots.request[slot]!,
        slots.promptTokens[slot]!,
        slots.units[slot]!,
        slots.computed[slot]!,
      );
    }
  }

  clear(): void {
    this.#slots = [];
    this.#ends = [];
    this.#tokens = [];
  }
}
