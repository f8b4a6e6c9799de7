// Decoding requests that got no budget in the current step: out of the decode batch for it, and back in after.
import type { DecodeBatch } from "./decode-batch.ts";
import type { RequestSlots } from "./request-slots.ts";

export class Benched {
  private readonly slots: RequestSlots;
  private readonly batch: DecodeBatch;
  private readonly members: Int32Array;
  private count = 0;

  constructor(slots: RequestSlots, batch: DecodeBatch, most: number) {
    this.slots = slots;
    this.batch = batch;
    this.members = new Int32Array(most);
  }

  has(slot: number): boolean {
    for (let i = 0; i < this.count; i++) if (this.members[i] === slot) return true;
    return false;
  }

  /** Takes a request out of the decode batch, whose last step ended at `lastDecodeEndSeconds`. */
  add(slot: number, lastDecodeEndSeconds: number): void {
    const slots = this.slots;
    const batch = this.batch;
    const context = batch.contextOf(slot);
    const generated = batch.generatedOf(slot);
    if (!batch.leave(slot)) slots.lastTokenSeconds[slot] = lastDecodeEndSeconds;
    slots.target[slot] = context;
    slots.computed[slot] = context;
    slots.generated[slot] = generated;
    this.members[this.count++] = slot;
  }

  /** Takes all of them back into the decode batch. */
  rejoin(): void {
    const slots = this.slots;
    for (let i = 0; i < this.count; i++) {
      const slot = this.members[i]!;
      this.batch.join(slot, slots.target[slot]!, slots.outputTokens[slot]! - slots.generated[slot]!);
      this.batch.markFresh(slot);
    }
    this.count = 0;
  }

  clear(): void {
    this.count = 0;
  }
}
