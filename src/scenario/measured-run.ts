// One load test of a real endpoint, whoever ran it: what was sent, and what its client measured. Base units; unknown = absent.

/** Mean and quantiles of one latency, seconds. Absent where the tool did not print it. */
export interface MeasuredLatency {
  readonly mean?: number;
  readonly p50?: number;
  readonly p90?: number;
  readonly p99?: number;
}

export interface MeasuredRun {
  /** Tool and file, for messages and for the source line of whatever is fitted: `vllm bench serve: run1.json`. */
  readonly source: string;
  /** Requests in flight of a closed loop; absent for an open loop. */
  readonly concurrency?: number;
  /** Requests per second of an open loop; absent for a closed one. */
  readonly requestsPerSecond?: number;
  readonly requests: number;
  readonly failed: number;
  /** Mean tokens per request. */
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly ttftSeconds: MeasuredLatency;
  readonly tpotSeconds: MeasuredLatency;
  /** Output tokens per second of the whole endpoint. */
  readonly outputTokensPerSecond?: number;
}

/** The figure to compare a prediction of the mean with: the mean, else the median. */
export const centre = (latency: MeasuredLatency): number | undefined => latency.mean ?? latency.p50;
