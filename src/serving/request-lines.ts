// First come, first served lines of requests outside the replicas, one per replica: singly linked through the slots.
// Takes slots; gives their order. Must not know what they wait for.
import { none, type RequestSlots } from "./request-slots.ts";

export class RequestLines {
  readonly #slots: RequestSlots;
  readonly #heads: Int32Array;
  readonly #tails: Int32Array;

  constructor(slots: RequestSlots, lines: number) {
    this.#slots = slots;
    this.#heads = new Int32Array(lines).fill(none);
    this.#tails = new Int32Array(lines).fill(none);
  }

  /** First of a line, or none. */
  headOf(line: number): number {
    return this.#heads[line]!;
  }

  append(line: number, slot: number): void {
    const { next } = this.#slots;
    const tail = this.#tails[line]!;
    next[slot] = none;
    if (tail === none) this.#heads[line] = slot;
    else next[tail] = slot;
    this.#tails[line] = slot;
  }

  /** Takes the first one out. */
  shift(line: number): void {
    const next = this.#slots.next[this.#heads[line]!]!;
    this.#heads[line] = next;
    if (next === none) this.#tails[line] = none;
  }

  /** Takes out those that a claim is true of; they keep their order. */
  takeWhere(line: number, isTaken: (slot: number) => boolean): number[] {
    const { next } = this.#slots;
    const taken: number[] = [];
    let previous: number = none;
    for (let slot = this.#heads[line]!; slot !== none; ) {
      const after = next[slot]!;
      if (isTaken(slot)) {
        if (previous === none) this.#heads[line] = after;
        else next[previous] = after;
        if (after === none) this.#tails[line] = previous;
        taken.push(slot);
      } else previous = slot;
      slot = after;
    }
    return taken;
  }
}
