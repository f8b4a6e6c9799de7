// A pool's KV cache in host memory, as the scenario file describes it. Plain data.

export interface PoolHostCache {
  /** Host memory of one instance, bytes. */
  readonly bytes: number;
  /** Host to device, all chips of one instance together, bytes/s; absent = the catalogue's host links of its chips. */
  readonly bytesPerSecond?: number;
  /** Before the first byte of a load moves, seconds; absent = the host link's. */
  readonly latencySeconds?: number;
  /** How KV comes back; absent = as the engine does it. */
  readonly loads?: "background" | "blocking" | "layerwise";
  /** When KV goes there; absent = as the engine does it. */
  readonly writes?: "prefill" | "eviction";
  /** Instances of the pool fetch from each other; absent = each keeps to itself. */
  readonly shared?: {
    /** Network of one instance, bytes/s; absent = its chips' scale-out links. */
    readonly bytesPerSecond?: number;
    readonly latencySeconds?: number;
  };
}
