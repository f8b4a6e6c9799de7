// Instances that take work of the other role when its pool has no room, and then run both in one batch: the mixed pool of
// Splitwise (Patel et al., ISCA 2024). A mixed instance gets new work of its own role only after those of its pool that are not
// mixed, and goes back to its pool when it has nothing of the other role left.
// Takes the loads of instances; says where a prompt or a decode goes. Must not know how requests run or how KV moves. Where a
// pool has no room every mixed instance is looked at: a few microseconds a request where hundreds are mixed.
import type { ClusterControl, MixingControl } from "./cluster-control.ts";
import type { Gateway } from "./gateway.ts";
import type { Replica } from "./replica.ts";
import type { MixingLimits } from "./role-mixing-limits.ts";

/** What became of the requests, counted by decision. */
export interface MixingCounts {
  /** Prompts sent to decode instances. */
  promptsOnDecode: number;
  /** Requests that decode on prefill instances. */
  decodesOnPrefill: number;
  /** Requests that decode where their prompt was computed: their KV does not move. */
  decodesKept: number;
}

/** Requests that decode on a replica, or whose KV is on its way there. */
const decodesOf = (replica: Replica): number => replica.outstanding - replica.waitingPrompts;

export class RoleMixing implements MixingControl {
  readonly counts: MixingCounts = { promptsOnDecode: 0, decodesOnPrefill: 0, decodesKept: 0 };
  readonly #cluster: ClusterControl;
  readonly #gateway: Gateway;
  /** By pool. */
  readonly #limits: readonly MixingLimits[];
  /** By number. */
  readonly #mixed: Replica[] = [];
  /** By replica number: since when it is mixed, and how long it was before, seconds. */
  readonly #since: Float64Array;
  readonly #mixedSeconds: Float64Array;

  constructor(cluster: ClusterControl, gateway: Gateway, limits: readonly MixingLimits[]) {
    this.#cluster = cluster;
    this.#gateway = gateway;
    this.#limits = limits;
    this.#since = new Float64Array(cluster.parts.replicas.length);
    this.#mixedSeconds = new Float64Array(cluster.parts.replicas.length);
  }

  /**
   * The replica for a new prompt: the prefill pool's choice; a mixed one; a decode replica, mixed from now on. Where all are full,
   * the one with the fewest prompt tokens; undefined where none is up.
   */
  promptTo(request: number, promptTokens: number, outputTokens: number, seconds: number): Replica | undefined {
    const fits = (replica: Replica): boolean =>
      this.#cluster.obstacle(replica, promptTokens, outputTokens) === undefined;
    const takes = (replica: Replica): boolean => {
      const { waitingPromptTokens: waiting, poolIndex } = replica;
      return waiting === 0 || waiting + promptTokens <= this.#limits[poolIndex]!.promptTokens;
    };
    const own = this.#entry(request, promptTokens);
    if (own !== undefined && takes(own)) return own;
    const mixed = this.#least(({ waitingPromptTokens }) => waitingPromptTokens, fits);
    if (mixed !== undefined && takes(mixed)) return this.#prompted(mixed);
    const other = this.#decode(request, promptTokens);
    if (other !== undefined && fits(other)) {
      this.#start(other, seconds);
      return this.#prompted(other);
    }
    // Too long for every mixed one, and no other is up: any of them says why it fails.
    if (mixed === undefined) return own ?? other ?? this.#mixed[0];
    return own === undefined || mixed.waitingPromptTokens < own.waitingPromptTokens ? this.#prompted(mixed) : own;
  }

  /**
   * Where a request whose prompt is done on a replica decodes: the decode pool's choice; where it is, if that is mixed; another mixed
   * one; where it is, mixed from now on; the prefill pool's choice, mixed from now on. Where all are full, the one with the fewest.
   */
  decodeOn(slot: number, source: Replica, seconds: number): Replica {
    const { slots, pools } = this.#cluster.parts;
    const request = slots.request[slot]!;
    const promptTokens = slots.promptTokens[slot]!;
    const outputTokens = slots.outputTokens[slot]!;
    const fits = (replica: Replica): boolean =>
      replica === source || this.#cluster.obstacle(replica, promptTokens, outputTokens) === undefined;
    /** Others that decode there. */
    const load = (replica: Replica): number => decodesOf(replica) - (replica === source ? 1 : 0);
    const takes = (replica: Replica): boolean => load(replica) < this.#limits[replica.poolIndex]!.decodeRequests;
    const to = (replica: Replica): Replica => {
      if (pools[replica.poolIndex]!.isPrefill) {
        this.counts.decodesOnPrefill += 1;
        this.#start(replica, seconds);
      }
      if (replica === source) this.counts.decodesKept += 1;
      return replica;
    };
    const choice = this.#decode(request, promptTokens);
    const own = choice !== undefined && fits(choice) ? choice : undefined;
    if (own !== undefined && takes(own)) return to(own);
    if (source.isMixed && takes(source)) return to(source);
    const mixed = this.#least(load, fits);
    if (mixed !== undefined && takes(mixed)) return to(mixed);
    if (!source.isMixed) return to(source);
    const other = this.#entry(request, promptTokens);
    if (other !== undefined && fits(other)) return to(other);
    const last = mixed ?? source;
    return to(own !== undefined && load(own) < load(last) ? own : last);
  }

  /** A request found no room where it was to decode, and stays on the replica that has its KV. */
  keep(source: Replica, seconds: number): void {
    this.counts.decodesKept += 1;
    if (!this.#cluster.parts.pools[source.poolIndex]!.isPrefill) return;
    this.counts.decodesOnPrefill += 1;
    this.#start(source, seconds);
  }

  /** A mixed replica with nothing of the other role goes back to its pool. */
  settle(replica: Replica, seconds: number): void {
    const { parts } = this.#cluster;
    const isPrefill = parts.pools[replica.poolIndex]!.isPrefill;
    const others = isPrefill ? decodesOf(replica) : replica.waitingPrompts;
    if (others > 0) {
      if (!replica.isMixed && this.#gateway.isServing(replica)) parts.invariants?.refuseMixedWork(replica);
      return;
    }
    if (!replica.isMixed) return;
    this.end(replica, seconds);
    this.#setUp(replica, true);
  }

  /** A replica is mixed no longer: it goes back, crashed, or takes no new work. */
  end(replica: Replica, seconds: number): void {
    if (!replica.isMixed) return;
    replica.isMixed = false;
    this.#mixed.splice(this.#mixed.indexOf(replica), 1);
    this.#mixedSeconds[replica.index]! += seconds - this.#since[replica.index]!;
  }

  /** Time until an instant in which a replica was mixed, seconds. */
  mixedSecondsOf(replica: Replica, seconds: number): number {
    const now = replica.isMixed ? seconds - this.#since[replica.index]! : 0;
    return this.#mixedSeconds[replica.index]! + now;
  }

  #start(replica: Replica, seconds: number): void {
    // One that is drained serves what it has, and gets nothing new.
    if (replica.isMixed || !this.#gateway.isServing(replica)) return;
    replica.isMixed = true;
    this.#since[replica.index] = seconds;
    const place = this.#mixed.findIndex((other) => other.index > replica.index);
    this.#mixed.splice(place < 0 ? this.#mixed.length : place, 0, replica);
    this.#setUp(replica, false);
  }

  #setUp(replica: Replica, isUp: boolean): void {
    const { pools, entryRouter, decodeRouter } = this.#cluster.parts;
    const router = pools[replica.poolIndex]!.isPrefill ? entryRouter : decodeRouter!;
    router.setUp(this.#cluster.positions[replica.index]!, isUp);
  }

  #entry(request: number, promptTokens: number): Replica | undefined {
    const { entryRouter, entryReplicas, replicas } = this.#cluster.parts;
    const position = entryRouter.pick(request, promptTokens);
    return position < 0 ? undefined : replicas[entryReplicas[position]!];
  }

  #decode(request: number, promptTokens: number): Replica | undefined {
    const { decodeRouter, decodeReplicas, replicas } = this.#cluster.parts;
    const position = decodeRouter!.pick(request, promptTokens);
    return position < 0 ? undefined : replicas[decodeReplicas[position]!];
  }

  #prompted(replica: Replica): Replica {
    if (this.#cluster.parts.pools[replica.poolIndex]!.isDecode) this.counts.promptsOnDecode += 1;
    return replica;
  }

  /** Of the mixed replicas that may take it the one with the least load; of equals the first. */
  #least(load: (replica: Replica) => number, mayTake: (replica: Replica) => boolean): Replica | undefined {
    let best: Replica | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const replica of this.#mixed) {
      const found = load(replica);
      if (found >= least || !mayTake(replica)) continue;
      best = replica;
      least = found;
    }
    return best;
  }
}
