// What an engine decides before each step: who runs, who computes how much of a prompt, who gives way.
// One small interface, one file each scheduler; schedulers.ts lists them. Must not know of time beyond the step at hand.
import type { Replica } from "./replica.ts";

export interface Scheduler {
  readonly kind: SchedulerKind;
  /**
   * Composes the next step of a replica at a step boundary: admits, preempts, takes KV blocks, sets the chunks
   * (`chunkCount` > 0 = one step with prompt work), `decodes` (whether the decode batch takes part) and `horizonSteps`
   * (how many pure decode steps may pass before it must be asked again; an arrival or a finish always asks again).
   */
  compose(replica: Replica, seconds: number): void;
  /** A request has finished its prompt: true where other decodes stood still meanwhile (its first gap is its own). */
  readonly stallsDecode: boolean;
  /** Blocks that must be in reach for a request of this size ever to run. */
  mostBlocks(replica: Replica, promptTokens: number, outputTokens: number): number;
}

export const schedulerKinds = [
  "vllm",
  "sglang",
  "trtllm-no-evict",
  "trtllm-max-utilization",
  "sarathi",
  "orca",
  "static",
] as const;
export type SchedulerKind = (typeof schedulerKinds)[number];

export interface SchedulerOptions {
  /** Prompt tokens are split over steps; without it a prompt runs whole or waits. */
  readonly hasChunkedPrefill: boolean;
  /** Longest chunk of one request, tokens; Infinity = only the budget limits it. */
  readonly longPrefillThresholdTokens: number;
  /** Share of KV blocks kept free at admission while anything runs. */
  readonly watermarkFraction: number;
  /** Admit only if KV for the whole prompt fits, not only for its first chunk. */
  readonly reservesFullPrompt: boolean;
  /** Lower number first; otherwise first come, first served. */
  readonly hasPriorities: boolean;
}

export const defaultSchedulerOptions: SchedulerOptions = {
  hasChunkedPrefill: true,
  longPrefillThresholdTokens: Number.POSITIVE_INFINITY,
  watermarkFraction: 0,
  reservesFullPrompt: true,
  hasPriorities: false,
};
