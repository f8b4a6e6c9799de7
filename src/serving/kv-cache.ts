// Where keys and values live: blocks of one replica, counted, and with a prefix cache also found again by their hash.
// Takes block counts and hash ids; gives what is free, what hits, what is evicted. Must not know of time or batches.

import { doubledInt32 } from "./growing-arrays.ts";
import type { PrefixHolders } from "./prefix-holders.ts";
import type { SimulatedRequests } from "./requests.ts";

/** Prompts whose content is known: block identities in chain order, so that equal identities mean equal prefixes. */
export type PrefixHashes = NonNullable<SimulatedRequests["prefix"]>;

/** Takes what leaves the cache: named units, and blocks of text that nobody can name. */
export interface EvictedKv {
  write(identity: number, tokens: number): void;
  writeText(blocks: number): void;
}

const noEntry = -1;
const anonymous = -1;

/**
 * Paged KV cache. Blocks are free, held by a request, or reclaimable: unreferenced but still hittable by hash.
 *
 * Order of reuse as in vLLM V1: blocks without a hash first, then hashed ones by time of release, a request's deepest block
 * before its earlier ones. Where a trace hashes coarser than the engine's block (Mooncake: 512 tokens against 16), the blocks
 * of one hash are kept and evicted together. Blocks of generated text are cached and age like any other, yet no later
 * request can name them, so they are kept as anonymous weight in the order of eviction.
 */
export class KvCache {
  readonly totalBlocks: number;
  readonly blockTokens: number;
  readonly prefixes: PrefixHashes | undefined;
  /** Free and without a hash. */
  free: number;
  /** Unreferenced, evictable. */
  reclaimable = 0;
  evictedBlocks = 0;
  /** Where evicted blocks go; absent = they are lost. */
  evictsTo: EvictedKv | undefined = undefined;
  private readonly unitEntry: Int32Array;
  private hash = new Int32Array(256);
  private references = new Int32Array(256);
  private weight = new Int32Array(256);
  private tokens = new Int32Array(256);
  private older = new Int32Array(256);
  private newer = new Int32Array(256);
  private chain = new Int32Array(256);
  private heads = new Int32Array(256).fill(noEntry);
  private entries = 0;
  private freeEntry = noEntry;
  private oldest = noEntry;
  private newest = noEntry;
  private hashed = 0;
  /** An index over several caches, this one's name there, and each entry's place in it; absent = nobody asks. */
  private holders: PrefixHolders | undefined = undefined;
  private nameThere = 0;
  private placeThere = new Int32Array(0);
  /** Results of the last match. */
  hitUnits = 0;
  hitTokens = 0;
  hitBlocks = 0;
  /** Hit blocks that were reclaimable: adopting them uses up as much of what is available. */
  hitReclaimable = 0;

  /** `unitEntry` has one cell per hash of the run and is shared by all replicas: a request is on one at a time. */
  constructor(totalBlocks: number, blockTokens: number, prefixes: PrefixHashes | undefined, unitEntry: Int32Array) {
    this.totalBlocks = totalBlocks;
    this.blockTokens = blockTokens;
    this.prefixes = prefixes;
    this.free = totalBlocks;
    this.unitEntry = unitEntry;
  }

  get available(): number {
    return this.free + this.reclaimable;
  }

  /** Takes blocks, evicting the longest unreferenced first. The caller has checked `available`. */
  take(blocks: number): void {
    while (this.free < blocks) this.evict(blocks - this.free);
    this.free -= blocks;
  }

  give(blocks: number): void {
    this.free += blocks;
  }

  /** Tokens of the request's prompt that hit, at most `limit`; sets the hit fields. */
  match(request: number, promptTokens: number, limit: number): number {
    this.hitUnits = 0;
    this.hitTokens = 0;
    this.hitBlocks = 0;
    this.hitReclaimable = 0;
    const { prefixes } = this;
    if (prefixes === undefined || this.hashed === 0) return 0;
    const start = prefixes.offsets[request]!;
    const end = prefixes.offsets[request + 1]!;
    const most = Math.floor(limit / this.blockTokens) * this.blockTokens;
    for (let at = start; at < end && this.hitTokens < most; at++) {
      const entry = this.find(prefixes.blocks[at]!);
      if (entry === noEntry) break;
      // A prompt's shorter last block is no hit on a whole one, nor the other way round.
      const tokens = this.unitTokens(at - start, promptTokens);
      if (tokens === 0 || tokens !== this.tokens[entry]) break;
      // A cut inside a unit made of one block leaves the block out; inside a larger unit only the last block is redone.
      if (this.hitTokens + tokens > most && tokens === this.blockTokens) break;
      this.hitUnits += 1;
      this.hitBlocks += this.weight[entry]!;
      if (this.references[entry] === 0) this.hitReclaimable += this.weight[entry]!;
      this.hitTokens += tokens;
    }
    if (this.hitTokens > most) this.hitTokens = most;
    return this.hitTokens;
  }

  /** From now on an index knows what is cached here, under a name of the index's owner. */
  isIndexedBy(holders: PrefixHolders, name: number): void {
    this.holders = holders;
    this.nameThere = name;
    this.placeThere = new Int32Array(this.hash.length);
  }

  /** A block with this hash is cached. */
  holds(hash: number): boolean {
    return this.find(hash) !== noEntry;
  }

  /** Takes a reference on the units of the last match of this request. */
  adopt(request: number, units: number): void {
    const start = this.prefixes!.offsets[request]!;
    for (let at = start; at < start + units; at++) {
      const entry = this.find(this.prefixes!.blocks[at]!);
      if (this.references[entry]!++ === 0) this.unlink(entry);
      this.unitEntry[at] = entry;
    }
  }

  /** Keeps the units of the last match from eviction for a request whose KV is still held by another replica. */
  pin(request: number, units: number): void {
    const start = this.prefixes!.offsets[request]!;
    for (let at = start; at < start + units; at++) {
      const entry = this.find(this.prefixes!.blocks[at]!);
      if (this.references[entry]!++ === 0) this.unlink(entry);
    }
  }

  /** The pinned units are the request's own from now on: the other replica has let go. */
  adoptPinned(request: number, units: number): void {
    const start = this.prefixes!.offsets[request]!;
    for (let at = start; at < start + units; at++) this.unitEntry[at] = this.find(this.prefixes!.blocks[at]!);
  }

  /** Gives pinned units up. */
  unpin(request: number, units: number): void {
    const start = this.prefixes!.offsets[request]!;
    for (let at = start + units - 1; at >= start; at--) {
      const entry = this.find(this.prefixes!.blocks[at]!);
      if (--this.references[entry]! === 0) this.append(entry);
    }
  }

  /** Names the blocks of a prompt computed (or about to be) up to `computed` tokens; returns the units now held. */
  insert(request: number, promptTokens: number, heldUnits: number, computed: number): number {
    const { prefixes } = this;
    if (prefixes === undefined) return 0;
    const start = prefixes.offsets[request]!;
    const count = prefixes.offsets[request + 1]! - start;
    let unit = heldUnits;
    while (unit < count) {
      const tokens = this.unitTokens(unit, promptTokens);
      if (tokens === 0 || unit * prefixes.blockTokens + tokens > computed) break;
      const hash = prefixes.blocks[start + unit]!;
      // A second request that computes the same block at the same time keeps a copy of its own.
      this.unitEntry[start + unit] = this.find(hash) === noEntry ? this.create(hash, tokens) : noEntry;
      unit += 1;
    }
    return unit;
  }

  /** Gives back everything a request holds: `tokens` in KV on `blocks` blocks, of which `units` leading units are named. */
  release(request: number, promptTokens: number, units: number, blocks: number, tokens: number): void {
    const { prefixes } = this;
    if (prefixes === undefined) {
      this.free += blocks;
      return;
    }
    const start = prefixes.offsets[request]!;
    let named = 0;
    for (let unit = 0; unit < units; unit++) {
      const entry = this.unitEntry[start + unit]!;
      named += entry === noEntry ? this.unitTokens(unit, promptTokens) / this.blockTokens : this.weight[entry]!;
    }
    // Of the rest, blocks taken ahead of their tokens are empty; what is full is text that nobody can name.
    const filled = Math.max(named, Math.min(blocks, Math.ceil(tokens / this.blockTokens)));
    this.free += Math.max(0, blocks - filled);
    const rest = filled - named;
    const partial = tokens % this.blockTokens === 0 ? 0 : Math.min(1, rest);
    this.free += partial;
    if (rest > partial) this.append(this.allocate(anonymous, 0, rest - partial));
    for (let unit = units - 1; unit >= 0; unit--) {
      const entry = this.unitEntry[start + unit]!;
      if (entry === noEntry) this.free += this.unitTokens(unit, promptTokens) / this.blockTokens;
      else if (--this.references[entry]! === 0) this.append(entry);
    }
  }

  /** Forgets everything: the replica crashed. */
  clear(): void {
    if (this.holders !== undefined)
      for (let entry of this.heads)
        for (; entry !== noEntry; entry = this.chain[entry]!) this.holders.remove(this.placeThere[entry]!);
    this.free = this.totalBlocks;
    this.reclaimable = 0;
    this.heads.fill(noEntry);
    this.entries = 0;
    this.freeEntry = noEntry;
    this.oldest = noEntry;
    this.newest = noEntry;
    this.hashed = 0;
  }

  /** Tokens of a prompt's unit; 0 where it fills no whole block. */
  unitTokens(unit: number, promptTokens: number): number {
    const size = this.prefixes!.blockTokens;
    const tokens = Math.min(size, promptTokens - unit * size);
    return tokens === size ? size : Math.max(0, Math.floor(tokens / this.blockTokens) * this.blockTokens);
  }

  private bucket(hash: number): number {
    const mixed = Math.imul(hash, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & (this.heads.length - 1);
  }

  private find(hash: number): number {
    let entry = this.heads[this.bucket(hash)]!;
    while (entry !== noEntry && this.hash[entry] !== hash) entry = this.chain[entry]!;
    return entry;
  }

  private create(hash: number, tokens: number): number {
    const entry = this.allocate(hash, tokens, tokens / this.blockTokens);
    this.references[entry] = 1;
    this.hashed += 1;
    const bucket = this.bucket(hash);
    this.chain[entry] = this.heads[bucket]!;
    this.heads[bucket] = entry;
    if (this.holders !== undefined) this.placeThere[entry] = this.holders.add(hash, this.nameThere);
    return entry;
  }

  private allocate(hash: number, tokens: number, weight: number): number {
    let entry = this.freeEntry;
    if (entry !== noEntry) this.freeEntry = this.newer[entry]!;
    else {
      if (this.entries === this.hash.length) this.grow();
      entry = this.entries++;
    }
    this.hash[entry] = hash;
    this.tokens[entry] = tokens;
    this.weight[entry] = weight;
    this.references[entry] = 0;
    return entry;
  }

  private append(entry: number): void {
    this.reclaimable += this.weight[entry]!;
    this.older[entry] = this.newest;
    this.newer[entry] = noEntry;
    if (this.newest === noEntry) this.oldest = entry;
    else this.newer[this.newest] = entry;
    this.newest = entry;
  }

  private unlink(entry: number): void {
    this.reclaimable -= this.weight[entry]!;
    const older = this.older[entry]!;
    const newer = this.newer[entry]!;
    if (older === noEntry) this.oldest = newer;
    else this.newer[older] = newer;
    if (newer === noEntry) this.newest = older;
    else this.older[newer] = older;
  }

  private evict(wanted: number): void {
    const entry = this.oldest;
    const weight = this.weight[entry]!;
    if (this.tokens[entry] === 0 && weight > wanted) {
      // Part of an anonymous run of blocks: its deepest blocks go first.
      this.weight[entry] = weight - wanted;
      this.reclaimable -= wanted;
      this.free += wanted;
      this.evictedBlocks += wanted;
      this.evictsTo?.writeText(wanted);
      return;
    }
    this.unlink(entry);
    this.free += weight;
    this.evictedBlocks += weight;
    if (this.tokens[entry]! > 0) {
      this.forget(entry);
      this.evictsTo?.write(this.hash[entry]!, this.tokens[entry]!);
    } else this.evictsTo?.writeText(weight);
    this.newer[entry] = this.freeEntry;
    this.freeEntry = entry;
  }

  private forget(entry: number): void {
    this.hashed -= 1;
    if (this.holders !== undefined) this.holders.remove(this.placeThere[entry]!);
    const bucket = this.bucket(this.hash[entry]!);
    let at = this.heads[bucket]!;
    if (at === entry) {
      this.heads[bucket] = this.chain[entry]!;
      return;
    }
    while (this.chain[at] !== entry) at = this.chain[at]!;
    this.chain[at] = this.chain[entry]!;
  }

  private grow(): void {
    this.hash = doubledInt32(this.hash);
    this.references = doubledInt32(this.references);
    this.weight = doubledInt32(this.weight);
    this.tokens = doubledInt32(this.tokens);
    this.older = doubledInt32(this.older);
    this.newer = doubledInt32(this.newer);
    this.chain = doubledInt32(this.chain);
    if (this.holders !== undefined) this.placeThere = doubledInt32(this.placeThere);
    this.heads = new Int32Array(this.hash.length).fill(noEntry);
    const isFree = new Uint8Array(this.hash.length);
    for (let entry = this.freeEntry; entry !== noEntry; entry = this.newer[entry]!) isFree[entry] = 1;
    for (let entry = 0; entry < this.entries; entry++) {
      if (isFree[entry] === 1 || this.tokens[entry] === 0) continue;
      const bucket = this.bucket(this.hash[entry]!);
      this.chain[entry] = this.heads[bucket]!;
      this.heads[bucket] = entry;
    }
  }
}
