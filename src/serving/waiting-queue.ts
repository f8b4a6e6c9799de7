// Requests that wait for a replica: in order of arrival, or by priority first.
// Takes slots; gives the next one. Must not know why they wait.
import { type PriorityRule, placeByPriority } from "./priority-rules.ts";
import { RequestList } from "./request-list.ts";
import { none } from "./request-slots.ts";

export class WaitingQueue extends RequestList {
  /** How it is ordered by priority; absent = by arrival alone. */
  rule: PriorityRule | undefined;

  /** Puts a slot at its place: the end, or behind the last one that goes before it. */
  enqueue(slot: number): void {
    this.insertBefore(slot, this.rule === undefined ? none : placeByPriority(this, this.rule, slot));
  }
}
