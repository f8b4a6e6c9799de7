// What an engine decides before each step: who runs, who computes how much of a prompt, who gives way.
// One small interface; schedulers.ts makes them by name. Must not know of time beyond the step at hand.
import type { Replica } from "./replica.ts";

export interface Scheduler {
  readonly kind: SchedulerKind;
  /**
   * Composes the next step of a replica at a step boundary: admits, preempts, takes KV blocks, sets the chunks
   * (`chunkCount` > 0 = one step with prompt work), `decodes` (whether the decode batch takes part) and `horizonSteps`
   * (how many pure decode steps may pass before it must be asked again; an arrival or a finish always asks again).
   */
  compose(replica: Replica, seconds: number): void;
  /** Steps with prompt work leave the decode batch out, so a request's first gap starts at its own first token. */
  readonly stallsDecode: boolean;
  /** Prompts can be hit from the end of the step that computes them; else from the moment that step is composed. */
  readonly namesWhenComputed: boolean;
  /** Admission keeps KV for every running request's full output free: nobody is ever preempted. */
  readonly keepsOutputFree: boolean;
  /** Blocks that must exist for a request of this size ever to run. */
  mostBlocks(replica: Replica, promptTokens: number, outputTokens: number): number;
  /** Most tokens of one step. */
  stepTokenLimit(replica: Replica): number;
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
  /**
   * Without chunks, a prompt longer than the budget runs whole in a step with no other prompt, where it would wait for ever:
   * the rule of Splitwise and DistServe, whose budget limits only how many prompts share a step.
   */
  readonly takesLongPromptsAlone: boolean;
  /** Longest chunk of one request, tokens; Infinity = only the budget limits it. */
  readonly longPrefillThresholdTokens: number;
  /** Share of KV blocks kept free at admission while anything runs. */
  readonly watermarkFraction: number;
  /** Admit only if KV for the whole prompt fits, not only for its first chunk. */
  readonly reservesFullPrompt: boolean;
  /**
   * In order of arrival; for SGLang also longest cached prefix first (while no more than 128 wait; last those that wait for
   * another one's prefix); for vLLM also by priority:
   * lowest value first, then arrival, and who gives way is the highest value that arrived last.
   */
  readonly queueOrder: "fcfs" | "longest-prefix" | "priority";
}

export const defaultSchedulerOptions: SchedulerOptions = {
  hasChunkedPrefill: true,
  takesLongPromptsAlone: false,
  longPrefillThresholdTokens: Number.POSITIVE_INFINITY,
  watermarkFraction: 0,
  reservesFullPrompt: true,
  queueOrder: "fcfs",
};

/** How the engines with one token budget a step differ. */
export interface BudgetTraits {
  /** Decodes take their tokens before any prompt, whatever the order of admission. */
  readonly decodesFirst: boolean;
  /** KV for the whole prompt is taken at admission, not chunk by chunk. */
  readonly takesWholePrompt: boolean;
  /** Admission keeps KV for every running request's full output free: nobody is ever preempted. */
  readonly keepsOutputFree: boolean;
  /** New requests only when nothing runs. */
  readonly runsToCompletion: boolean;
  /** No token budget: every admitted prompt runs whole in one step. */
  readonly hasNoBudget: boolean;
  /** A chunk that is cut ends on a KV block. */
  readonly cutsAtBlocks: boolean;
  readonly watermarkFraction: number | undefined;
}

/**
 * vllm: V1 core/sched/scheduler.py (2026). sarathi: Sarathi-Serve and Vidur, watermark 1%. orca, static: as Vidur's Orca and
 * FasterTransformer schedulers, with the request's own prompt + output as its reservation. trtllm: TensorRT-LLM's capacity
 * scheduler (GUARANTEED_NO_EVICT, MAX_UTILIZATION) with first-come chunks; a paused request keeps its place in the list.
 */
export const budgetTraits: Readonly<Record<Exclude<SchedulerKind, "sglang">, BudgetTraits>> = {
  vllm: {
    decodesFirst: false,
    takesWholePrompt: false,
    keepsOutputFree: false,
    runsToCompletion: false,
    hasNoBudget: false,
    cutsAtBlocks: false,
    watermarkFraction: undefined,
  },
  sarathi: {
    decodesFirst: true,
    takesWholePrompt: true,
    keepsOutputFree: false,
    runsToCompletion: false,
    hasNoBudget: false,
    cutsAtBlocks: false,
    watermarkFraction: 0.01,
  },
  orca: {
    decodesFirst: true,
    takesWholePrompt: true,
    keepsOutputFree: true,
    runsToCompletion: false,
    hasNoBudget: true,
    cutsAtBlocks: false,
    watermarkFraction: 0,
  },
  static: {
    decodesFirst: true,
    takesWholePrompt: true,
    keepsOutputFree: true,
    runsToCompletion: true,
    hasNoBudget: true,
    cutsAtBlocks: false,
    watermarkFraction: 0,
  },
  "trtllm-no-evict": {
    decodesFirst: true,
    takesWholePrompt: true,
    keepsOutputFree: true,
    runsToCompletion: false,
    hasNoBudget: false,
    cutsAtBlocks: true,
    watermarkFraction: 0,
  },
  "trtllm-max-utilization": {
    decodesFirst: true,
    takesWholePrompt: true,
    keepsOutputFree: false,
    runsToCompletion: false,
    hasNoBudget: false,
    cutsAtBlocks: true,
    watermarkFraction: 0,
  },
};

/** SGLang's constants (schedule_policy.py, server_args.py, late 2025 to 2026). */
export const sglangConstants = {
  /** A request's outstanding output counts at most this much at admission, tokens. */
  clipTokens: 4096,
  maxPrefillTokens: 16_384,
  initialNewTokenRatio: 0.7,
  minNewTokenRatioFactor: 0.14,
  newTokenRatioDecaySteps: 600,
  retractDecodeSteps: 20,
  longestPrefixQueueLimit: 128,
  /**
   * By longest prefix, a request with at most so many tokens in the cache goes last where it shares at least so many with one
   * that waits before it (IN_BATCH_PREFIX_CACHING_CHECK_THRESHOLD, …_DEPRIORITIZE_THRESHOLD; the second is recalled).
   */
  inBatchCheckTokens: 32,
  inBatchSharedTokens: 32,
  /** A decode replica keeps so many tokens free for each request that it holds or takes in. */
  reservedDecodeTokens: 512,
} as const;
