// When KV that comes from host memory arrives: the events of all replicas' loads, as one source of the event loop.
// Takes replicas with a host tier; pokes those whose KV has come. Must not know of batches.
import type { ClusterControl } from "./cluster-control.ts";
import { EventHeap } from "./event-heap.ts";
import type { Replica } from "./replica.ts";

export class HostTraffic {
  readonly #cluster: ClusterControl;
  readonly #heap: EventHeap;

  constructor(cluster: ClusterControl) {
    this.#cluster = cluster;
    this.#heap = new EventHeap(cluster.parts.replicas.length);
  }

  get nextSeconds(): number {
    return this.#heap.nextSeconds;
  }

  /** A replica has begun or taken in loads, or has lost them. */
  loadsChanged(replica: Replica): void {
    this.#heap.set(replica.index, replica.loads.nextSeconds);
    this.#cluster.tierChanged();
  }

  /** KV has come: its request goes on at the next step boundary. */
  fire(seconds: number): void {
    const replica = this.#cluster.parts.replicas[this.#heap.nextSource]!;
    this.#heap.set(replica.index, Number.POSITIVE_INFINITY);
    this.#cluster.tierChanged();
    this.#cluster.poke(replica, seconds);
  }
}
