// Which replica gets the next request. One small interface; the same policies can stand in a live gateway.
// Takes what a gateway could know: counts in flight, KV use as last reported, prefixes cached. One literal table of policies.
import type { Random } from "../random.ts";
import type { Replica } from "./replica.ts";

export const routerKinds = [
  "round-robin",
  "random",
  "least-outstanding",
  "power-of-two",
  "least-kv",
  "prefix-aware",
  "session-affinity",
  "deadline-aware",
] as const;
export type RouterKind = (typeof routerKinds)[number];

export interface Router {
  readonly kind: RouterKind;
  /** Position, in the list the router was made with, of the replica for this request; -1 where none is up. */
  pick(request: number, promptTokens: number): number;
  /** The load of a replica changed. */
  changed(position: number): void;
  /** A replica came up or went down. */
  setUp(position: number, isUp: boolean): void;
}

/** Ups and downs of replicas, shared by the policies. */
class UpList {
  readonly up: Int32Array;
  count: number;

  constructor(size: number) {
    this.up = Int32Array.from({ length: size }, (_, i) => i);
    this.count = size;
  }

  set(position: number, isUp: boolean): void {
    const kept = [...this.up.subarray(0, this.count)].filter((other) => other !== position);
    if (isUp) kept.push(position);
    kept.sort((a, b) => a - b);
    this.up.set(kept);
    this.count = kept.length;
  }
}

/** Each in turn; with unequal weights the smooth weighted round robin of nginx: no replica gets two bursts in a row. */
export class RoundRobin implements Router {
  readonly kind = "round-robin";
  readonly #list: UpList;
  readonly #weights: Float64Array;
  readonly #credit: Float64Array;
  readonly #isEven: boolean;
  #turn = 0;

  constructor(size: number, weights: readonly number[]) {
    this.#list = new UpList(size);
    this.#weights = Float64Array.from(weights);
    this.#credit = new Float64Array(size);
    this.#isEven = weights.every((weight) => weight === weights[0]);
  }

  pick(): number {
    const { up, count } = this.#list;
    if (count === 0) return -1;
    if (this.#isEven) {
      if (this.#turn >= count) this.#turn = 0;
      return up[this.#turn++]!;
    }
    let total = 0;
    let best = -1;
    for (let i = 0; i < count; i++) {
      const at = up[i]!;
      total += this.#weights[at]!;
      this.#credit[at]! += this.#weights[at]!;
      if (best < 0 || this.#credit[at]! > this.#credit[best]!) best = at;
    }
    this.#credit[best]! -= total;
    return best;
  }

  changed(): void {}

  setUp(position: number, isUp: boolean): void {
    this.#list.set(position, isUp);
  }
}

export class RandomRouter implements Router {
  readonly kind = "random";
  readonly #list: UpList;
  readonly #random: Random;

  constructor(size: number, random: Random) {
    this.#list = new UpList(size);
    this.#random = random;
  }

  pick(): number {
    const { up, count } = this.#list;
    return count === 0 ? -1 : up[Math.floor(this.#random.uniform() * count)]!;
  }

  changed(): void {}

  setUp(position: number, isUp: boolean): void {
    this.#list.set(position, isUp);
  }
}

/** Fewest requests in flight per unit of weight; ties go to the lowest position. A tournament tree: log of the replicas. */
export class LeastOutstanding implements Router {
  readonly kind = "least-outstanding";
  readonly #replicas: readonly Replica[];
  readonly #inverseWeights: Float64Array;
  readonly #loads: Float64Array;
  readonly #tree: Int32Array;
  readonly #leaves: number;

  constructor(replicas: readonly Replica[], weights: readonly number[]) {
    this.#replicas = replicas;
    this.#inverseWeights = Float64Array.from(weights, (weight) => 1 / weight);
    let leaves = 1;
    while (leaves < replicas.length) leaves *= 2;
    this.#leaves = leaves;
    this.#loads = new Float64Array(leaves).fill(Number.POSITIVE_INFINITY);
    this.#loads.fill(0, 0, replicas.length);
    this.#tree = new Int32Array(2 * leaves);
    for (let i = 0; i < leaves; i++) this.#tree[leaves + i] = i;
    for (let i = leaves - 1; i > 0; i--) this.#play(i);
  }

  pick(): number {
    const best = this.#tree[1]!;
    return this.#loads[best] === Number.POSITIVE_INFINITY ? -1 : best;
  }

  changed(position: number): void {
    if (this.#loads[position] === Number.POSITIVE_INFINITY) return;
    this.#set(position, this.#replicas[position]!.outstanding * this.#inverseWeights[position]!);
  }

  setUp(position: number, isUp: boolean): void {
    this.#set(
      position,
      isUp ? this.#replicas[position]!.outstanding * this.#inverseWeights[position]! : Number.POSITIVE_INFINITY,
    );
  }

  #set(position: number, load: number): void {
    const tree = this.#tree;
    this.#loads[position] = load;
    for (let i = (this.#leaves + position) >> 1; i > 0; i >>= 1) {
      const before = tree[i]!;
      const winner = this.#play(i);
      // Where another one won and wins again, nobody above sees a change.
      if (winner === before && winner !== position) break;
    }
  }

  #play(i: number): number {
    const tree = this.#tree;
    const left = tree[2 * i]!;
    const right = tree[2 * i + 1]!;
    const winner = this.#loads[right]! < this.#loads[left]! ? right : left;
    tree[i] = winner;
    return winner;
  }
}

/** Two distinct replicas at random, the less loaded of them; a tie goes to the first drawn. */
export class PowerOfTwo implements Router {
  readonly kind = "power-of-two";
  readonly #replicas: readonly Replica[];
  readonly #weights: readonly number[];
  readonly #list: UpList;
  readonly #random: Random;

  constructor(replicas: readonly Replica[], weights: readonly number[], random: Random) {
    this.#replicas = replicas;
    this.#weights = weights;
    this.#list = new UpList(replicas.length);
    this.#random = random;
  }

  pick(): number {
    const { up, count } = this.#list;
    if (count === 0) return -1;
    const first = Math.floor(this.#random.uniform() * count);
    if (count === 1) return up[first]!;
    let second = Math.floor(this.#random.uniform() * (count - 1));
    if (second >= first) second += 1;
    const a = up[first]!;
    const b = up[second]!;
    const loadOf = (at: number): number => this.#replicas[at]!.outstanding / this.#weights[at]!;
    return loadOf(b) < loadOf(a) ? b : a;
  }

  changed(): void {}

  setUp(position: number, isUp: boolean): void {
    this.#list.set(position, isUp);
  }
}
