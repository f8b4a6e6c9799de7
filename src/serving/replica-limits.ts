// The sizes of one replica and what its engine can do, as far as its own loop goes. Plain data.
import type { Random } from "../random.ts";
import type { Speculation } from "./speculation.ts";

export interface ReplicaLimits {
  readonly maxBatchedTokens: number;
  readonly maxSequences: number;
  readonly blockTokens: number;
  /** New requests join one step late, because the next batch is composed while the current one runs. */
  readonly isAsync: boolean;
  /** It sends or receives KV, so blocks may be held for requests that are not running here. */
  readonly isSplit: boolean;
  /** A prefill instance: a request makes one token here and leaves, so that is all the output its engine is told of. */
  readonly isPrefillOnly: boolean;
  readonly speculation?: Speculation;
  /** Draws acceptances; needed with speculation. */
  readonly random?: Random;
}
