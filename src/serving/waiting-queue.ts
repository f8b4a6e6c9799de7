// Requests that wait for a replica: in order of arrival, or by priority first.
// Takes slots; gives the next one. Must not know why they wait.
import { type PriorityRule, placeByPriority } from "./priority-rules.ts";
import { RequestList } from "./request-list.ts";
import { none } from "./request-slots.ts";

export class WaitingQueue extends RequestList {
  /** How it is ordered by priority; absent = by arrival alone. */
  rule: PriorityRule | undefined = undefined;

  /** Puts a slot at its place: the end, or behind the last one that goes before it. */
  enqueue(slot: number): void {
    this.insertBefore(slot, this.rule === undefined ? none : placeByPriority(this, this.rule, slot));
  }

  /** Puts a slot first, yet behind those whose KV is there: they hold blocks, so all would wait for them in vain. */
  override prepend(slot: number): void {
    const { computed, next } = this.slots;
    let before = this.head;
    while (before !== none && computed[before]! > 0) before = next[before]!;
    this.insertBefore(slot, before);
  }

  /** As `enqueue`, for one that was kept away: without priorities it goes before those who arrived later. */
  enqueueLate(slot: number): void {
    if (this.rule !== undefined) {
      this.enqueue(slot);
      return;
    }
    const { arrivalSeconds, request, previous, computed } = this.slots;
    let before: number = none;
    for (let other = this.tail; other !== none && computed[other] === 0; other = previous[other]!) {
      const isLater = arrivalSeconds[other]! - arrivalSeconds[slot]! || request[other]! - request[slot]!;
      if (isLater < 0) break;
      before = other;
    }
    this.insertBefore(slot, before);
  }
}
