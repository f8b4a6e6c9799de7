// Routing by cached prefix and load at once. Takes what the caches hold and how busy replicas are; gives the cheapest one.

import { PrefixHolders } from "./prefix-holders.ts";
import type { Replica } from "./replica.ts";
import { Tournament } from "./tournament.ts";
import { type RouterContext, WeighedRouter } from "./weighed-router.ts";

/** As many holders of a block are looked at one by one; of more, the least loaded ones are found by walking up the order. */
const fewHolders = 32;

/** Replicas of one block size and weight: their costs for a request differ by load and cached prefix alone. */
interface Group {
  readonly blockTokens: number;
  readonly weight: number;
  readonly example: Replica;
  /** By tokens of work there: prompts to compute plus KV held, both in tokens. Whole numbers, so no rounding decides. */
  readonly loads: Tournament;
}

/** Tokens of work on a replica, apart from the request to be placed. */
function loadTokens(replica: Replica): number {
  const { kv } = replica;
  return replica.waitingPromptTokens + (kv.totalBlocks - kv.available) * kv.blockTokens;
}

/**
 * Cost of a request on a replica, in blocks: prefill blocks still to compute there, this request's uncached ones included, plus
 * blocks held for decoding, this request's included, over the replica's weight. The cost of NVIDIA Dynamo's KV router with
 * overlap weight 1 and temperature 0.
 */
export function prefixCost(replica: Replica, weight: number, request: number, promptTokens: number): number {
  const { kv } = replica;
  const hit = kv.match(request, promptTokens, promptTokens - 1);
  const own = promptTokens - hit + replica.held.blocksOf(promptTokens) * kv.blockTokens;
  return (loadTokens(replica) + own) / (kv.blockTokens * weight);
}

/**
 * Least `prefixCost`, the earliest of equals. Of replicas that hold the same leading blocks only the least loaded can be the
 * cheapest, so the holders of each of the prompt's blocks are looked at, the deepest block first, and nobody who could not
 * be cheaper than the best so far even if all up to that block were cached.
 */
export class PrefixAwareRouter extends WeighedRouter {
  readonly kind = "prefix-aware";
  readonly #holders = new PrefixHolders();
  readonly #groups: Group[] = [];
  readonly #groupOf: Int32Array;
  #best = -1;
  #bestCost = 0;

  constructor(context: RouterContext) {
    super(context);
    const { replicas, weights } = context;
    this.#groupOf = new Int32Array(replicas.length);
    replicas.forEach((replica, position) => {
      const { blockTokens } = replica.kv;
      const weight = weights[position]!;
      let at = this.#groups.findIndex((group) => group.blockTokens === blockTokens && group.weight === weight);
      if (at < 0)
        at = this.#groups.push({ blockTokens, weight, example: replica, loads: new Tournament(replicas.length) }) - 1;
      this.#groupOf[position] = at;
      if (replica.kv.prefixes !== undefined) replica.kv.isIndexedBy(this.#holders, position);
    });
  }

  protected refresh(position: number, isUp: boolean): void {
    const { loads } = this.#groups[this.#groupOf[position]!]!;
    loads.set(position, isUp ? loadTokens(this.context.replicas[position]!) : Number.POSITIVE_INFINITY);
  }

  protected best(request: number, promptTokens: number): number {
    this.#best = -1;
    for (const { loads } of this.#groups) {
      const first = loads.first;
      if (first >= 0) this.#consider(first, request, promptTokens);
    }
    const { prefix } = this.context.requests;
    if (prefix === undefined || this.#best < 0) return this.#best;
    const start = prefix.offsets[request]!;
    const end = prefix.offsets[request + 1]!;
    let depth = 0;
    while (start + depth < end && this.#holders.listOf(prefix.blocks[start + depth]!) >= 0) depth += 1;
    for (; depth > 0; depth--) {
      const hash = prefix.blocks[start + depth - 1]!;
      const hit = Math.min(depth * prefix.blockTokens, promptTokens - 1);
      const list = this.#holders.listOf(hash);
      const isFew = this.#holders.countOf(list) <= fewHolders;
      for (const group of this.#groups) {
        const least = group.loads.first;
        if (least < 0 || !this.#canWin(least, group, promptTokens, hit)) continue;
        if (isFew) this.#lookAtAll(list, group, request, promptTokens, hit);
        else this.#walkUp(hash, group, request, promptTokens, depth);
      }
    }
    return this.#best;
  }

  #lookAtAll(list: number, group: Group, request: number, promptTokens: number, hit: number): void {
    const at = this.#groups.indexOf(group);
    for (let entry = this.#holders.firstOf(list); entry >= 0; entry = this.#holders.nextOf(entry)) {
      const position = this.#holders.replicaOf(entry);
      if (this.#groupOf[position] !== at || !this.#canWin(position, group, promptTokens, hit)) continue;
      this.#consider(position, request, promptTokens);
    }
  }

  /** The least loaded that holds a block and all before it: all others that do are dearer, or hold more. */
  #walkUp(hash: number, group: Group, request: number, promptTokens: number, units: number): void {
    const { loads } = group;
    const hit = Math.min(units * this.context.requests.prefix!.blockTokens, promptTokens - 1);
    loads.rewind();
    for (let position = loads.next(); position >= 0; position = loads.next()) {
      if (!this.#canWin(position, group, promptTokens, hit)) return;
      const { kv } = this.context.replicas[position]!;
      if (!kv.holds(hash)) continue;
      this.#consider(position, request, promptTokens);
      if (kv.hitUnits >= units) return;
    }
  }

  /** Whether a replica is the best if so many tokens are cached there; false where it is down. */
  #canWin(position: number, group: Group, promptTokens: number, hit: number): boolean {
    const own = promptTokens - hit + group.example.held.blocksOf(promptTokens) * group.blockTokens;
    const cost = (group.loads.keyOf(position) + own) / (group.blockTokens * group.weight);
    return cost < this.#bestCost || (cost === this.#bestCost && position < this.#best);
  }

  #consider(position: number, request: number, promptTokens: number): void {
    const replica = this.context.replicas[position]!;
    const cost = prefixCost(replica, this.context.weights[position]!, request, promptTokens);
    if (this.#best >= 0 && (cost > this.#bestCost || (cost === this.#bestCost && position >= this.#best))) return;
    this.#best = position;
    this.#bestCost = cost;
  }
}
