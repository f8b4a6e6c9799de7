// Host memory of the reference engine: blocks in a list, least recently used first.
import type { HostTierInput } from "./host-tier.ts";

export class ReferenceTier {
  readonly input: HostTierInput;
  readonly capacityBlocks: number;
  readonly blockBytes: number;
  blocks: (number | "text")[] = [];
  /** Loads beside the computation, in order. */
  freeSeconds = 0;

  constructor(input: HostTierInput, blockBytes: number) {
    this.input = input;
    this.blockBytes = blockBytes;
    this.capacityBlocks = Math.floor(input.bytes / blockBytes);
  }

  /** How many of the identities, from the first on, are here. */
  count(identities: readonly number[]): number {
    const missing = identities.findIndex((identity) => !this.blocks.includes(identity));
    return missing < 0 ? identities.length : missing;
  }

  write(block: number | "text"): void {
    if (block !== "text" && this.blocks.includes(block)) {
      this.use(block);
      return;
    }
    if (this.capacityBlocks === 0) return;
    if (this.blocks.length === this.capacityBlocks) this.blocks.shift();
    this.blocks.push(block);
  }

  use(block: number): void {
    this.blocks.splice(this.blocks.indexOf(block), 1);
    this.blocks.push(block);
  }

  /** Uses a prompt's blocks, its first one last. */
  useAll(identities: readonly number[]): void {
    for (const identity of [...identities].reverse()) this.use(identity);
  }

  secondsOf(blocks: number): number {
    return this.input.latencySeconds + (blocks * this.blockBytes) / this.input.bytesPerSecond;
  }

  /** A step of computation that loads so many blocks. */
  stretch(seconds: number, blocks: number): number {
    if (blocks === 0) return seconds;
    const load = this.secondsOf(blocks);
    if (this.input.loads === "blocking") return seconds + load;
    return Math.max(seconds, load) + Math.min(seconds, load) / this.input.layers;
  }
}
