// What engines that never take a request back may still promise: KV beyond the full outputs of all that run.
import type { Replica } from "./replica.ts";
import { none } from "./request-slots.ts";

/** Blocks that a request needs at its end. */
export function finalBlocks(replica: Replica, slot: number): number {
  return replica.held.blocksOf(replica.slots.promptTokens[slot]! + replica.outputOf(slot));
}

/** Blocks that nobody who runs here, or is to run here with the KV that it has, will need for the rest of its output. */
export function uncommittedBlocks(replica: Replica): number {
  const { slots, kv, held, batch } = replica;
  let committed = 0;
  for (let slot = replica.running.head; slot !== none; slot = slots.next[slot]!) {
    const blocks = replica.isPrefilling(slot) ? slots.blocks[slot]! : held.blocksOf(batch.contextOf(slot));
    committed += finalBlocks(replica, slot) - blocks;
  }
  return kv.available + replica.prepaidBlocks - committed - replica.promisedBlocks;
}
