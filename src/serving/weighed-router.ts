// Routers that weigh the state of every replica, and keep it in order instead: what changed since the last pick is looked at
// anew, the rest stays where it is, so that a pick costs about the logarithm of the replicas.
import type { Random } from "../random.ts";
import type { Replica } from "./replica.ts";
import type { SimulatedRequests } from "./requests.ts";
import type { Router } from "./router.ts";
import { Tournament } from "./tournament.ts";

export interface RouterContext {
  readonly replicas: readonly Replica[];
  /** Capacity of each replica relative to the others. */
  readonly weights: readonly number[];
  readonly random: Random;
  readonly requests: SimulatedRequests;
  /** Bound on TTFT that the deadline-aware router keeps; absent = 1 s. */
  readonly ttftSeconds?: number;
}

/** Collects the replicas whose state changed, each once, until the next pick. */
export abstract class WeighedRouter implements Router {
  abstract readonly kind: Router["kind"];
  readonly followsSteps = true;
  protected readonly context: RouterContext;
  readonly #isUp: Uint8Array;
  readonly #changed: Int32Array;
  readonly #isListed: Uint8Array;
  #changedCount = 0;

  constructor(context: RouterContext) {
    this.context = context;
    const size = context.replicas.length;
    this.#isUp = new Uint8Array(size).fill(1);
    this.#changed = Int32Array.from({ length: size }, (_, i) => i);
    this.#isListed = new Uint8Array(size).fill(1);
    this.#changedCount = size;
  }

  /** Puts a replica where its state now belongs, or takes it out. */
  protected abstract refresh(position: number, isUp: boolean): void;

  protected abstract best(request: number, promptTokens: number): number;

  pick(request: number, promptTokens: number): number {
    for (let i = 0; i < this.#changedCount; i++) {
      const position = this.#changed[i]!;
      this.#isListed[position] = 0;
      this.refresh(position, this.#isUp[position] === 1);
    }
    this.#changedCount = 0;
    return this.best(request, promptTokens);
  }

  changed(position: number): void {
    if (this.#isListed[position] === 1) return;
    this.#isListed[position] = 1;
    this.#changed[this.#changedCount++] = position;
  }

  setUp(position: number, isUp: boolean): void {
    this.#isUp[position] = isUp ? 1 : 0;
    this.changed(position);
  }
}

/** Share of KV blocks in use, as of a replica's last step boundary; what waits there counts as if it were in. */
export function kvShare(replica: Replica): number {
  const { kv } = replica;
  const used = kv.totalBlocks - kv.available + Math.ceil(replica.waitingPromptTokens / replica.blockTokens);
  return used / kv.totalBlocks + replica.outstanding * 1e-9;
}

/** Smallest share of KV in use, the earliest of equals. */
export class LeastKvRouter extends WeighedRouter {
  readonly kind = "least-kv";
  readonly #shares: Tournament;

  constructor(context: RouterContext) {
    super(context);
    this.#shares = new Tournament(context.replicas.length);
  }

  protected refresh(position: number, isUp: boolean): void {
    this.#shares.set(position, isUp ? kvShare(this.context.replicas[position]!) : Number.POSITIVE_INFINITY);
  }

  protected best(): number {
    return this.#shares.first;
  }
}
