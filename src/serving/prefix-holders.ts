// Which replicas have a block of a prompt cached: an index over the prefix caches that one router looks at.
// Takes blocks that caches name and forget; gives the holders of a block. Must not know what is in use or how long it stays.

import { doubledFloat64, doubledInt32 } from "./growing-arrays.ts";

const none = -1;

/** Holders of each block as a linked list with its count; an entry is added and removed in constant time. */
export class PrefixHolders {
  /** Lists by their block's hash, chained per bucket: prompts have hundreds of blocks, too many for a Map. */
  #buckets = new Int32Array(256).fill(none);
  #chain = new Int32Array(256);
  #heads = new Int32Array(256);
  #counts = new Int32Array(256);
  #listCount = 0;
  #freeList = none;
  #replica = new Int32Array(256);
  #list = new Int32Array(256);
  #next = new Int32Array(256);
  #previous = new Int32Array(256);
  #entries = 0;
  #freeEntry = none;
  #hashes = new Float64Array(256);

  /** The list of a block's holders; -1 where nobody has it. */
  listOf(hash: number): number {
    let list = this.#buckets[this.#bucket(hash)]!;
    while (list !== none && this.#hashes[list] !== hash) list = this.#chain[list]!;
    return list;
  }

  countOf(list: number): number {
    return this.#counts[list]!;
  }

  /** First entry of a list, and the one after an entry; -1 at the end. */
  firstOf(list: number): number {
    return this.#heads[list]!;
  }

  nextOf(entry: number): number {
    return this.#next[entry]!;
  }

  replicaOf(entry: number): number {
    return this.#replica[entry]!;
  }

  /** A replica has cached a block; returns the entry by which it is forgotten. */
  add(hash: number, replica: number): number {
    let list = this.listOf(hash);
    if (list === none) list = this.#newList(hash);
    let entry = this.#freeEntry;
    if (entry !== none) this.#freeEntry = this.#next[entry]!;
    else {
      if (this.#entries === this.#next.length) this.#growEntries();
      entry = this.#entries++;
    }
    const head = this.#heads[list]!;
    this.#replica[entry] = replica;
    this.#list[entry] = list;
    this.#next[entry] = head;
    this.#previous[entry] = none;
    if (head !== none) this.#previous[head] = entry;
    this.#heads[list] = entry;
    this.#counts[list]! += 1;
    return entry;
  }

  remove(entry: number): void {
    const list = this.#list[entry]!;
    const next = this.#next[entry]!;
    const previous = this.#previous[entry]!;
    if (previous === none) this.#heads[list] = next;
    else this.#next[previous] = next;
    if (next !== none) this.#previous[next] = previous;
    this.#next[entry] = this.#freeEntry;
    this.#freeEntry = entry;
    if (--this.#counts[list]! > 0) return;
    this.#unchain(list);
    this.#heads[list] = this.#freeList;
    this.#freeList = list;
  }

  #newList(hash: number): number {
    let list = this.#freeList;
    if (list !== none) this.#freeList = this.#heads[list]!;
    else {
      if (this.#listCount === this.#heads.length) this.#growLists();
      list = this.#listCount++;
    }
    this.#heads[list] = none;
    this.#counts[list] = 0;
    this.#hashes[list] = hash;
    const bucket = this.#bucket(hash);
    this.#chain[list] = this.#buckets[bucket]!;
    this.#buckets[bucket] = list;
    return list;
  }

  #bucket(hash: number): number {
    const mixed = Math.imul((hash | 0) ^ Math.imul((hash / 4294967296) | 0, 0x9e3779b1), 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & (this.#buckets.length - 1);
  }

  #unchain(list: number): void {
    const bucket = this.#bucket(this.#hashes[list]!);
    let at = this.#buckets[bucket]!;
    if (at === list) {
      this.#buckets[bucket] = this.#chain[list]!;
      return;
    }
    while (this.#chain[at] !== list) at = this.#chain[at]!;
    this.#chain[at] = this.#chain[list]!;
  }

  /** Called when no list is free, so that every one of them is in a bucket. */
  #growLists(): void {
    this.#heads = doubledInt32(this.#heads);
    this.#counts = doubledInt32(this.#counts);
    this.#hashes = doubledFloat64(this.#hashes);
    this.#chain = doubledInt32(this.#chain);
    this.#buckets = new Int32Array(this.#heads.length).fill(none);
    for (let list = 0; list < this.#listCount; list++) {
      const bucket = this.#bucket(this.#hashes[list]!);
      this.#chain[list] = this.#buckets[bucket]!;
      this.#buckets[bucket] = list;
    }
  }

  #growEntries(): void {
    this.#replica = doubledInt32(this.#replica);
    this.#list = doubledInt32(this.#list);
    this.#next = doubledInt32(this.#next);
    this.#previous = doubledInt32(this.#previous);
  }
}
