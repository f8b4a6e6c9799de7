// How one instance of a model is spread over chips, and how its engine behaves.
import type { ServingPrecision } from "../catalog/precision.ts";

/** Parallel layout of one instance. Chips used = tp * pp * attentionDp (expert parallelism re-uses the same chips). */
export interface Layout {
  /** Tensor parallelism of attention and dense layers. */
  readonly tp: number;
  readonly pp: number;
  /** Attention data parallelism: groups that hold their own KV and share the experts. */
  readonly attentionDp: number;
  /** Expert parallelism; moeTp * ep = tp * attentionDp for MoE models. 1 where the model has no experts. */
  readonly ep: number;
  readonly moeTp: number;
}

export const engineFamilies = ["vllm", "sglang", "trtllm"] as const;
export type EngineFamily = (typeof engineFamilies)[number];

export interface EngineProfile {
  readonly family: EngineFamily;
  /** e.g. "0.15.1"; absent = the newest version class that was calibrated. */
  readonly version?: string;
  /** Tokens one iteration may process (chunked prefill), of each attention group: every one has a scheduler of its own. */
  readonly maxBatchedTokens: number;
  /** Sequences that run at once on the whole replica. */
  readonly maxSequences: number;
  readonly kvBlockTokens: number;
  /** Share of device memory the engine may use, fraction. */
  readonly memoryFraction: number;
  readonly kvCacheFormat: "bf16" | "fp8";
  readonly hasPrefixCache: boolean;
}

/** What perf needs to compile a step model, besides the chip and the model. */
export interface Configuration {
  readonly layout: Layout;
  readonly precision: ServingPrecision;
  readonly engine: EngineProfile;
}

export function chipsOf(layout: Layout): number {
  return layout.tp * layout.pp * layout.attentionDp;
}
