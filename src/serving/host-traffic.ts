// When KV from host memory arrives: loads onto the device and fetches between replicas, as one source of the event loop.
// Takes replicas with a host tier and stores across them; sends on those whose KV has come. Must not know of batches.
import type { ClusterControl } from "./cluster-control.ts";
import type { PrefixStore } from "./prefix-store.ts";
import type { Replica } from "./replica.ts";
import { Tournament } from "./tournament.ts";

export class HostTraffic {
  readonly #cluster: ClusterControl;
  /** Loads of each replica, then what leaves each replica's network. */
  readonly #due: Tournament;
  readonly #fetchSource: number;

  constructor(cluster: ClusterControl) {
    this.#cluster = cluster;
    this.#fetchSource = cluster.parts.replicas.length;
    this.#due = new Tournament(2 * this.#fetchSource);
  }

  get nextSeconds(): number {
    return this.#due.least;
  }

  /** A replica has begun or taken in loads, or has lost them. */
  loadsChanged(replica: Replica): void {
    this.#due.set(replica.index, replica.loads.nextSeconds);
    this.#cluster.tierChanged();
  }

  /** A request was placed: true where it waits for KV from another replica before it queues. */
  fetch(store: PrefixStore, slot: number, replica: Replica, seconds: number): boolean {
    const from = store.begin(slot, replica, seconds);
    if (from < 0) return false;
    this.#fetchesChanged(store, from);
    return true;
  }

  /** KV has come: its request goes on. */
  fire(seconds: number): void {
    const { replicas, pools } = this.#cluster.parts;
    const source = this.#due.first;
    const replica = replicas[source % this.#fetchSource]!;
    if (source < this.#fetchSource) {
      this.#due.set(source, Number.POSITIVE_INFINITY);
      this.#cluster.tierChanged();
      this.#cluster.poke(replica, seconds);
      return;
    }
    const store = pools[replica.poolIndex]!.store!;
    const position = store.replicas.indexOf(replica);
    const come = store.step(position, seconds);
    this.#fetchesChanged(store, position);
    if (come !== undefined) this.#queue(come.slot, come.home, seconds);
  }

  /** A replica crashed: the requests that waited there for KV, which are lost. Those bereft of its KV queue without. */
  crash(replica: Replica, seconds: number): readonly number[] {
    const store = this.#cluster.parts.pools[replica.poolIndex]!.store;
    const loading = [...replica.loads.slots];
    if (store === undefined) return loading;
    const { lost, bereft } = store.crash(replica, seconds);
    for (let position = 0; position < store.links.length; position++) this.#fetchesChanged(store, position);
    for (const { slot, home } of bereft) this.#queue(slot, home, seconds);
    return [...loading, ...lost];
  }

  #queue(slot: number, home: Replica, seconds: number): void {
    home.slots.readySeconds[slot] = seconds;
    home.waiting.enqueueLate(slot);
    if (home.waiting.head === slot) this.#cluster.poke(home, seconds);
  }

  #fetchesChanged(store: PrefixStore, position: number): void {
    this.#due.set(this.#fetchSource + store.replicas[position]!.index, store.links[position]!.nextSeconds);
    this.#cluster.tierChanged();
  }
}
