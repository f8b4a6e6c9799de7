// Requests that wait for a replica: in order of arrival, or by priority first.
// Takes slots; gives the next one. Must not know why they wait.
import { RequestList } from "./request-list.ts";
import { none } from "./request-slots.ts";

export class WaitingQueue extends RequestList {
  /** Ordered by priority, not by arrival alone. */
  hasPriorities = false;

  /** Puts a slot at its place: the end, or behind the last one that goes before it. */
  enqueue(slot: number): void {
    let before: number = none;
    if (this.hasPriorities) {
      const { previous } = this.slots;
      for (let other = this.tail; other !== none && this.goesBefore(slot, other); other = previous[other]!)
        before = other;
    }
    this.insertBefore(slot, before);
  }

  /** By priority (lower first), then arrival, then order in the columns. */
  goesBefore(slot: number, other: number): boolean {
    const { priority, arrivalSeconds, request } = this.slots;
    if (priority[slot] !== priority[other]) return priority[slot]! < priority[other]!;
    if (arrivalSeconds[slot] !== arrivalSeconds[other]) return arrivalSeconds[slot]! < arrivalSeconds[other]!;
    return request[slot]! < request[other]!;
  }
}
