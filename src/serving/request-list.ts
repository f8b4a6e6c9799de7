// A line of requests: waiting, running. Doubly linked through the slots, so a request is in one line at a time.
// Takes slots; gives their order. Must not know what the line is for.
import { none, type RequestSlots } from "./request-slots.ts";

export class RequestList {
  readonly slots: RequestSlots;
  head: number = none;
  tail: number = none;
  count = 0;

  constructor(slots: RequestSlots) {
    this.slots = slots;
  }

  append(slot: number): void {
    const { slots, tail } = this;
    slots.previous[slot] = tail;
    slots.next[slot] = none;
    if (tail === none) this.head = slot;
    else slots.next[tail] = slot;
    this.tail = slot;
    this.count += 1;
  }

  prepend(slot: number): void {
    this.insertBefore(slot, this.head);
  }

  /** Puts a slot in front of another one; none = at the end. */
  insertBefore(slot: number, before: number): void {
    if (before === none) {
      this.append(slot);
      return;
    }
    const { slots } = this;
    const previous = slots.previous[before]!;
    slots.previous[slot] = previous;
    slots.next[slot] = before;
    slots.previous[before] = slot;
    if (previous === none) this.head = slot;
    else slots.next[previous] = slot;
    this.count += 1;
  }

  remove(slot: number): void {
    const { slots } = this;
    const previous = slots.previous[slot]!;
    const next = slots.next[slot]!;
    if (previous === none) this.head = next;
    else slots.next[previous] = next;
    if (next === none) this.tail = previous;
    else slots.previous[next] = previous;
    this.count -= 1;
  }

  /** Forgets everybody; the slots' links are the caller's. */
  clear(): void {
    this.head = none;
    this.tail = none;
    this.count = 0;
  }
}
