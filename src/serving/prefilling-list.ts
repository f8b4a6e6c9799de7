// Requests with an unfinished prompt on one replica, in order of admission.
import type { RequestSlots } from "./request-slots.ts";

export class PrefillingList {
  readonly members: Int32Array;
  count = 0;
  private readonly slots: RequestSlots;

  constructor(slots: RequestSlots, most: number) {
    this.slots = slots;
    this.members = new Int32Array(most);
  }

  append(slot: number): void {
    this.members[this.count++] = slot;
  }

  drop(slot: number): void {
    const { members } = this;
    let kept = 0;
    for (let i = 0; i < this.count; i++) if (members[i] !== slot) members[kept++] = members[i]!;
    this.count = kept;
  }

  /** Removes those whose prompt is complete, keeping the order. */
  compact(): void {
    const { computed, target } = this.slots;
    const { members } = this;
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const slot = members[i]!;
      if (computed[slot]! < target[slot]!) members[kept++] = slot;
    }
    this.count = kept;
  }
}
