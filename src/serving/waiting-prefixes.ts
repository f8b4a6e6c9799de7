// Prefixes that waiting requests share with each other, so that of several that no cache knows one can go first and fill it.
// Takes requests in the order of their queue; gives tokens. Must not know who runs.
import type { KvCache } from "./kv-cache.ts";

export class WaitingPrefixes {
  readonly #seen = new Set<number>();

  clear(): void {
    this.#seen.clear();
  }

  /** Leading tokens of a prompt, in whole blocks and at most `limit`, that the prompts noted so far have too. */
  shared(kv: KvCache, request: number, promptTokens: number, limit: number): number {
    const { offsets, blocks } = kv.prefixes!;
    const most = Math.floor(limit / kv.blockTokens) * kv.blockTokens;
    const start = offsets[request]!;
    let shared = 0;
    for (let at = start; at < offsets[request + 1]! && shared < most; at++) {
      const tokens = kv.unitTokens(at - start, promptTokens);
      if (tokens === 0 || !this.#seen.has(blocks[at]!)) break;
      shared += tokens;
    }
    return Math.min(shared, most);
  }

  note(kv: KvCache, request: number, promptTokens: number): void {
    const { offsets, blocks } = kv.prefixes!;
    const start = offsets[request]!;
    for (let at = start; at < offsets[request + 1]!; at++)
      if (kv.unitTokens(at - start, promptTokens) > 0) this.#seen.add(blocks[at]!);
  }
}
