// Requests of unequal urgency: how each engine orders its queue by priority, and what urgency may take from who runs.
// Lower value = sooner, as in vLLM and in SGLang with low values first; engines that count the other way are read negated.
import type { RequestList } from "./request-list.ts";
import { none, type RequestSlots } from "./request-slots.ts";

export interface PriorityRule {
  /** Of equal priority goes first who arrived first at the client's clock, or who entered this queue first. */
  readonly ties: "arrival" | "entry";
  /** Who gave way stays before everything that has not run yet, whatever its priority. */
  readonly keepsPaused: boolean;
  /** When KV runs out, who gives way is the least urgent, not the latest admitted. */
  readonly choosesVictims: boolean;
  /** With every seat taken, a request takes the seat of a running one whose value is higher by more than this. */
  readonly seatThreshold: number | undefined;
}

/** The waiting request before which a new one goes; none = to the end. */
export function placeByPriority(queue: RequestList, rule: PriorityRule, slot: number): number {
  const { priority, previous, readySeconds, computed } = queue.slots;
  let before: number = none;
  for (let other = queue.tail; other !== none; other = previous[other]!) {
    // Nobody goes before those whose KV has been loaded: they hold blocks.
    if (computed[other]! > 0 || (rule.keepsPaused && readySeconds[other] === Number.NEGATIVE_INFINITY)) break;
    const isSooner =
      rule.ties === "arrival" ? goesBefore(queue.slots, slot, other) : priority[slot]! < priority[other]!;
    if (!isSooner) break;
    before = other;
  }
  return before;
}

/** By priority, then arrival, then order in the columns. */
function goesBefore({ priority, arrivalSeconds, request }: RequestSlots, slot: number, other: number): boolean {
  if (priority[slot] !== priority[other]) return priority[slot]! < priority[other]!;
  if (arrivalSeconds[slot] !== arrivalSeconds[other]) return arrivalSeconds[slot]! < arrivalSeconds[other]!;
  return request[slot]! < request[other]!;
}

/** Who gives way by priority: the highest value, of those the latest arrival. */
export function leastUrgent({ head, slots }: RequestList): number {
  let worst = head;
  for (let slot = worst; slot !== none; slot = slots.next[slot]!) if (goesBefore(slots, worst, slot)) worst = slot;
  return worst;
}

/**
 * Decoding requests whose seats an urgent one may take, each less urgent than it by more than the threshold: the least urgent
 * first, of equals the latest admitted.
 */
export function outrankedBy(running: RequestList, slot: number, threshold: number): readonly number[] {
  const { priority, sequence, next, computed, target } = running.slots;
  const least = priority[slot]! + threshold;
  const found: number[] = [];
  for (let other = running.head; other !== none; other = next[other]!)
    if (computed[other]! >= target[other]! && priority[other]! > least) found.push(other);
  return found.sort((a, b) => priority[b]! - priority[a]! || sequence[b]! - sequence[a]!);
}
