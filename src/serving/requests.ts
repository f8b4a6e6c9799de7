// The columns that the simulator reads, field for field those of the workload room's RequestColumns.

export interface SimulatedRequests {
  readonly count: number;
  /** Seconds, ascending. Ignored in a closed loop and for requests that wait for a previous one. */
  readonly arrivalSeconds: Float64Array;
  /** Whole prompt, at least 1. */
  readonly promptTokens: Int32Array;
  /** Tokens to generate, at least 1. */
  readonly outputTokens: Int32Array;
  /** Identity of leading prompt blocks: equal identities mean equal tokens from the start of the prompt to there. */
  readonly prefix?: { readonly blockTokens: number; readonly offsets: Int32Array; readonly blocks: Int32Array };
  /** Request that must have left before this one is sent (or -1, always a smaller index), and the pause after it. */
  readonly sessions?: {
    readonly session: Int32Array;
    readonly previous: Int32Array;
    readonly thinkSeconds: Float64Array;
  };
  readonly tenants?: {
    readonly names: readonly string[];
    readonly tenant: Uint16Array;
    /** Of each tenant's requests, lower = sooner; read by engines that queue by priority. Absent = all alike. */
    readonly priorities?: readonly number[];
  };
  /** Set: the next request is sent when one leaves, this many in flight. */
  readonly closedLoopConcurrency?: number;
}
