// KV in host memory: prefix blocks that left (or were made in) device memory, found again by their identity, least recently
// used first out. Takes units of prompts; gives how many more tokens hit, and what a load adds to a step. Must not know of
// queues or events.
import type { KvCache } from "./kv-cache.ts";
import { RecentUnits } from "./recent-units.ts";

/**
 * How KV comes back to the device.
 *
 * - `background`: the request waits outside the batch, its device blocks held, while others run; loads of one instance follow
 *   one another (vLLM's OffloadingConnector: asynchronous load, WAITING_FOR_REMOTE_KVS).
 * - `blocking`: the step that admits the request starts when its KV is there (LMCache's default; TensorRT-LLM's onboarding).
 * - `layerwise`: each layer of the step waits for that layer's KV only (SGLang's HiCache).
 */
export const tierLoads = ["background", "blocking", "layerwise"] as const;
export type TierLoad = (typeof tierLoads)[number];

/**
 * When KV goes to the host. `prefill`: a prompt's blocks when its prefill ends (OffloadingConnector, LMCache, HiCache's
 * write-through). `eviction`: blocks as they leave the device (TensorRT-LLM, HiCache's write-back), generated text included.
 */
export const tierWrites = ["prefill", "eviction"] as const;
export type TierWrite = (typeof tierWrites)[number];

/** The host memory of a pool's replicas as one store. */
export interface PrefixStoreInput {
  /** What the network of one replica carries, bytes/s: shared fairly by the fetches from it. */
  readonly bytesPerSecond: number;
  /** Before the first byte of a fetch moves, seconds. */
  readonly latencySeconds: number;
}

/** Host memory of one replica. */
export interface HostTierInput {
  readonly bytes: number;
  /** Host to device, all chips of the replica together, bytes/s. */
  readonly bytesPerSecond: number;
  /** Before the first byte of a load moves, seconds. */
  readonly latencySeconds: number;
  readonly loads: TierLoad;
  readonly writes: TierWrite;
  /** Layers of the model, for loads layer by layer. */
  readonly layers: number;
  /** Replicas fetch from each other what they lack; absent = each keeps to itself. */
  readonly store?: PrefixStoreInput;
}

/** Writing to the host takes no time: it uses the other direction of the link, beside the computation. */
export class HostTier {
  readonly input: HostTierInput;
  readonly kv: KvCache;
  readonly capacityBlocks: number;
  readonly #kvBytesPerToken: number;
  readonly #units = new RecentUnits();
  usedBlocks = 0;
  evictedBlocks = 0;
  loadedTokens = 0;
  loadSeconds = 0;
  /** Result of the last match: units and tokens beyond what the device holds. */
  hitUnits = 0;
  hitTokens = 0;
  /** Tokens that the step being composed must load. */
  #pendingTokens = 0;

  constructor(input: HostTierInput, kv: KvCache, kvBytesPerToken: number) {
    this.input = input;
    this.kv = kv;
    this.#kvBytesPerToken = kvBytesPerToken;
    this.capacityBlocks = Math.floor(input.bytes / (kvBytesPerToken * kv.blockTokens));
  }

  /** Units of the prompt that are here without a gap, from a first one on. */
  unitsHeld(request: number, promptTokens: number, first: number): number {
    const { offsets, blocks } = this.kv.prefixes!;
    const start = offsets[request]!;
    const most = offsets[request + 1]! - start;
    let unit = first;
    while (unit < most) {
      const tokens = this.kv.unitTokens(unit, promptTokens);
      if (tokens === 0 || tokens !== this.#units.tokensOf(blocks[start + unit]!)) break;
      unit += 1;
    }
    return unit - first;
  }

  /** Tokens of a prompt's leading units. */
  tokensOf(promptTokens: number, units: number): number {
    let tokens = 0;
    for (let unit = 0; unit < units; unit++) tokens += this.kv.unitTokens(unit, promptTokens);
    return tokens;
  }

  /** The same, as far as they spare computing: whole blocks, short of the whole prompt. */
  usableTokens(promptTokens: number, units: number): number {
    const { blockTokens } = this.kv;
    return Math.min(this.tokensOf(promptTokens, units), Math.floor((promptTokens - 1) / blockTokens) * blockTokens);
  }

  /** Tokens of the prompt that the host holds beyond the last match of `kv`, up to `limit` in all; sets the hit fields. */
  match(request: number, promptTokens: number, limit: number): number {
    const { kv } = this;
    const { prefixes } = kv;
    this.hitUnits = 0;
    this.hitTokens = 0;
    if (prefixes === undefined) return 0;
    const start = prefixes.offsets[request]!;
    const end = prefixes.offsets[request + 1]!;
    const most = Math.floor(limit / kv.blockTokens) * kv.blockTokens;
    let total = kv.hitTokens;
    for (let at = start + kv.hitUnits; at < end && total < most; at++) {
      const tokens = kv.unitTokens(at - start, promptTokens);
      if (tokens === 0 || tokens !== this.#units.tokensOf(prefixes.blocks[at]!)) break;
      if (total + tokens > most && tokens === kv.blockTokens) break;
      this.hitUnits += 1;
      total += tokens;
    }
    this.hitTokens = Math.min(total, most) - kv.hitTokens;
    return this.hitTokens;
  }

  /** The last match is used: its units count as used now, a prompt's first ones last. */
  touch(request: number): void {
    this.use(request, this.kv.hitUnits, this.hitUnits);
    this.loadedTokens += this.hitTokens;
  }

  /** Units of a prompt that are here count as used now, the first one last. */
  use(request: number, first: number, units: number): void {
    const { offsets, blocks } = this.kv.prefixes!;
    const start = offsets[request]! + first;
    for (let at = start + units - 1; at >= start; at--) this.#units.use(blocks[at]!);
  }

  /** The step being composed loads the last match. */
  loadWithStep(request: number): void {
    this.touch(request);
    this.#pendingTokens += this.hitTokens;
  }

  /** Time to load so many tokens with nothing in the way. */
  secondsOf(tokens: number): number {
    return this.input.latencySeconds + (tokens * this.#kvBytesPerToken) / this.input.bytesPerSecond;
  }

  /** A step of so many seconds of computation, with what it must load. */
  stretch(seconds: number): number {
    if (this.#pendingTokens === 0) return seconds;
    const load = this.secondsOf(this.#pendingTokens);
    this.#pendingTokens = 0;
    this.loadSeconds += load;
    return this.input.loads === "layerwise"
      ? Math.max(seconds, load) + Math.min(seconds, load) / this.input.layers
      : seconds + load;
  }

  /** A prompt has been computed: its whole units are written, the deepest first, so that it is the first to go. */
  writePrompt(request: number, promptTokens: number): void {
    const { offsets } = this.kv.prefixes!;
    this.writeUnits(request, promptTokens, 0, offsets[request + 1]! - offsets[request]!);
  }

  /** Units of a prompt are written, the first one last. */
  writeUnits(request: number, promptTokens: number, first: number, units: number): void {
    const { offsets, blocks } = this.kv.prefixes!;
    for (let unit = first + units - 1; unit >= first; unit--) {
      const tokens = this.kv.unitTokens(unit, promptTokens);
      if (tokens > 0) this.write(blocks[offsets[request]! + unit]!, tokens);
    }
  }

  /** Keeps a unit, or counts it as used now where it is kept already. */
  write(identity: number, tokens: number): void {
    const blocks = tokens / this.kv.blockTokens;
    if (this.#units.use(identity) || blocks > this.capacityBlocks) return;
    this.#makeRoom(blocks);
    this.#units.add(identity, tokens);
    this.usedBlocks += blocks;
  }

  /** Keeps blocks of generated text, which only age. */
  writeText(blocks: number): void {
    const kept = Math.min(blocks, this.capacityBlocks);
    this.#makeRoom(kept);
    this.#units.addUnnamed(kept * this.kv.blockTokens);
    this.usedBlocks += kept;
  }

  #makeRoom(blocks: number): void {
    const { blockTokens } = this.kv;
    for (;;) {
      const excess = this.usedBlocks + blocks - this.capacityBlocks;
      if (excess <= 0) return;
      const dropped = this.#units.dropOldest(excess * blockTokens) / blockTokens;
      this.usedBlocks -= dropped;
      this.evictedBlocks += dropped;
    }
  }

  /** Forgets everything: the host crashed. */
  clear(): void {
    this.#units.clear();
    this.usedBlocks = 0;
    this.#pendingTokens = 0;
  }
}
