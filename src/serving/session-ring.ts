// Routing by conversation: a ring of hashed points, many for each replica. Takes what names a conversation; gives the replica
// that owns the next point of the ring. Must not look at load.
import type { Router } from "./router.ts";
import type { RouterContext } from "./weighed-router.ts";

/** Points of a replica of mean weight: with so many the shares of equal replicas differ by about 8%. */
const pointsPerReplica = 160;

function mixed(a: number, b: number): number {
  let value = Math.imul(a ^ Math.imul(b + 1, 0x9e3779b1), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  value = Math.imul(value ^ (value >>> 16), 0x27d4eb2f);
  return (value ^ (value >>> 15)) >>> 0;
}

/**
 * All turns of a conversation to one replica, by consistent hashing as the session routers of vLLM's production stack and of
 * SGLang's gateway do it (recalled): a replica that goes down moves its own conversations only. Where a trace names no
 * conversations, by the second block of the prompt (the first is often a system prompt that everybody shares), else by the
 * request itself.
 */
export class SessionAffinityRouter implements Router {
  readonly kind = "session-affinity";
  readonly followsSteps = false;
  readonly #requests: RouterContext["requests"];
  /** Points in ascending order, and whose they are. */
  readonly #points: Float64Array;
  readonly #owners: Int32Array;
  readonly #isUp: Uint8Array;
  #upCount: number;

  constructor({ replicas, weights, requests }: RouterContext) {
    this.#requests = requests;
    this.#isUp = new Uint8Array(replicas.length).fill(1);
    this.#upCount = replicas.length;
    const meanWeight = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
    const ring: { readonly point: number; readonly owner: number }[] = [];
    weights.forEach((weight, owner) => {
      const count = Math.max(1, Math.round((pointsPerReplica * weight) / meanWeight));
      for (let i = 0; i < count; i++) ring.push({ point: mixed(i, owner), owner });
    });
    ring.sort((a, b) => a.point - b.point || a.owner - b.owner);
    this.#points = Float64Array.from(ring, ({ point }) => point);
    this.#owners = Int32Array.from(ring, ({ owner }) => owner);
  }

  pick(request: number): number {
    if (this.#upCount === 0) return -1;
    const { sessions, prefix } = this.#requests;
    const start = prefix?.offsets[request] ?? 0;
    const hasOwnBlock = prefix !== undefined && prefix.offsets[request + 1]! > start + 1;
    const own = hasOwnBlock ? prefix.blocks[start + 1]! : request;
    const point = mixed(sessions === undefined ? own : sessions.session[request]!, 0x5bd1e995);
    let low = 0;
    let high = this.#points.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#points[middle]! < point) low = middle + 1;
      else high = middle;
    }
    const length = this.#owners.length;
    let at = low % length;
    while (this.#isUp[this.#owners[at]!] === 0) at = (at + 1) % length;
    return this.#owners[at]!;
  }

  changed(): void {}

  setUp(position: number, isUp: boolean): void {
    if ((this.#isUp[position] === 1) === isUp) return;
    this.#isUp[position] = isUp ? 1 : 0;
    this.#upCount += isUp ? 1 : -1;
  }
}
