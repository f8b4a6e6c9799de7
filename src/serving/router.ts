// Which replica gets the next request. One small interface; the same policies can stand in a live gateway.
// Takes what a gateway could know: counts in flight, KV use as last reported, prefixes cached. One literal table of policies.
import type { Random } from "../random.ts";
import type { Replica } from "./replica.ts";
import { Tournament } from "./tournament.ts";

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
  /** What it weighs changes with steps: it is told of every step boundary, not only of requests that come and go. */
  readonly followsSteps: boolean;
  /** The load of a replica changed: requests in flight, prompts that wait there, KV in use. */
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

/**
 * Each in turn; with unequal weights the smooth weighted round robin of nginx: no replica gets two bursts in a row. Each pick
 * credits every replica with its weight and takes the sum of them from the one with most credit. Replicas of equal weight
 * gain alike, so only their best is compared with those of other weights.
 */
export class RoundRobin implements Router {
  readonly kind = "round-robin";
  readonly followsSteps = false;
  private readonly list: UpList;
  private readonly weights: Float64Array;
  /** What each replica was debited, less what its weight had gained when it came up; credit = gained - debt. */
  private readonly debts: Float64Array;
  private readonly groups: { readonly weight: number; readonly order: Tournament; gained: number }[] = [];
  private readonly groupOf: Int32Array;
  private readonly isEven: boolean;
  private total = 0;
  private turn = 0;

  constructor(size: number, weights: readonly number[]) {
    this.list = new UpList(size);
    this.weights = Float64Array.from(weights);
    this.debts = new Float64Array(size);
    this.isEven = weights.every((weight) => weight === weights[0]);
    this.groupOf = new Int32Array(size);
    for (const weight of new Set(weights)) this.groups.push({ weight, order: new Tournament(size), gained: 0 });
    weights.forEach((weight, position) => {
      const group = this.groups.findIndex((other) => other.weight === weight);
      this.groupOf[position] = group;
      this.groups[group]!.order.set(position, 0);
      this.total += weight;
    });
  }

  pick(): number {
    const { up, count } = this.list;
    if (count === 0) return -1;
    if (this.isEven) {
      if (this.turn >= count) this.turn = 0;
      return up[this.turn++]!;
    }
    let best = -1;
    let bestCredit = 0;
    for (const group of this.groups) {
      const { order, weight } = group;
      const first = order.first;
      if (first < 0) continue;
      group.gained += weight;
      const credit = group.gained - order.keyOf(first);
      if (best >= 0 && (credit < bestCredit || (credit === bestCredit && first > best))) continue;
      best = first;
      bestCredit = credit;
    }
    const { order } = this.groups[this.groupOf[best]!]!;
    order.set(best, order.keyOf(best) + this.total);
    return best;
  }

  changed(): void {}

  setUp(position: number, isUp: boolean): void {
    this.list.set(position, isUp);
    const group = this.groups[this.groupOf[position]!]!;
    const { order, gained } = group;
    const wasUp = order.keyOf(position) !== Number.POSITIVE_INFINITY;
    if (wasUp === isUp) return;
    // Credit stands still while it is down.
    if (wasUp) this.debts[position] = order.keyOf(position) - gained;
    order.set(position, isUp ? this.debts[position]! + gained : Number.POSITIVE_INFINITY);
    this.total = 0;
    for (let i = 0; i < this.list.count; i++) this.total += this.weights[this.list.up[i]!]!;
  }
}

export class RandomRouter implements Router {
  readonly kind = "random";
  readonly followsSteps = false;
  private readonly list: UpList;
  private readonly random: Random;

  constructor(size: number, random: Random) {
    this.list = new UpList(size);
    this.random = random;
  }

  pick(): number {
    const { up, count } = this.list;
    return count === 0 ? -1 : up[Math.floor(this.random.uniform() * count)]!;
  }

  changed(): void {}

  setUp(position: number, isUp: boolean): void {
    this.list.set(position, isUp);
  }
}

/** Fewest requests in flight per unit of weight; ties go to the lowest position. */
export class LeastOutstanding implements Router {
  readonly kind = "least-outstanding";
  readonly followsSteps = false;
  private readonly replicas: readonly Replica[];
  private readonly inverseWeights: Float64Array;
  private readonly loads: Tournament;

  constructor(replicas: readonly Replica[], weights: readonly number[]) {
    this.replicas = replicas;
    this.inverseWeights = Float64Array.from(weights, (weight) => 1 / weight);
    this.loads = new Tournament(replicas.length);
    for (let i = 0; i < replicas.length; i++) this.loads.set(i, 0);
  }

  pick(): number {
    return this.loads.first;
  }

  changed(position: number): void {
    if (this.loads.keyOf(position) === Number.POSITIVE_INFINITY) return;
    this.loads.set(position, this.replicas[position]!.outstanding * this.inverseWeights[position]!);
  }

  setUp(position: number, isUp: boolean): void {
    this.loads.set(
      position,
      isUp ? this.replicas[position]!.outstanding * this.inverseWeights[position]! : Number.POSITIVE_INFINITY,
    );
  }
}

/** Two distinct replicas at random, the less loaded of them; a tie goes to the first drawn. */
export class PowerOfTwo implements Router {
  readonly kind = "power-of-two";
  readonly followsSteps = false;
  private readonly replicas: readonly Replica[];
  private readonly weights: readonly number[];
  private readonly list: UpList;
  private readonly random: Random;

  constructor(replicas: readonly Replica[], weights: readonly number[], random: Random) {
    this.replicas = replicas;
    this.weights = weights;
    this.list = new UpList(replicas.length);
    this.random = random;
  }

  pick(): number {
    const { up, count } = this.list;
    if (count === 0) return -1;
    const first = Math.floor(this.random.uniform() * count);
    if (count === 1) return up[first]!;
    let second = Math.floor(this.random.uniform() * (count - 1));
    if (second >= first) second += 1;
    const a = up[first]!;
    const b = up[second]!;
    const loadOf = (at: number): number => this.replicas[at]!.outstanding / this.weights[at]!;
    return loadOf(b) < loadOf(a) ? b : a;
  }

  changed(): void {}

  setUp(position: number, isUp: boolean): void {
    this.list.set(position, isUp);
  }
}
