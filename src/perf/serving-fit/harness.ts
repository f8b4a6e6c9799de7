// The engine settings a published run was driven with, by engine, model and chip: from the scripts, not fitted.
import harness from "../../../data/calibration/serving-harness.yaml";
import type { ArchitectureClass } from "../../catalog/chip-spec.ts";
import type { ServingPrecision } from "../../catalog/precision.ts";
import type { EngineFamily, Layout } from "../../scenario/layout.ts";
import { compareVersions } from "./version-order.ts";

export interface HarnessSettings {
  readonly maxBatchedTokens: number;
  readonly maxSequences: number;
  readonly receiveIntervalSteps: number;
  readonly kvCacheFormat: "bf16" | "fp8";
}

interface Script extends Partial<HarnessSettings> {
  readonly family: EngineFamily;
  /** Part of the model's name. */
  readonly model: string;
  readonly precision?: string;
  readonly architecture?: ArchitectureClass;
  readonly chip?: string;
  readonly fromVersion?: string;
  readonly maxBatchedTokensPerInput?: number;
  readonly receiveIntervalStepsFrom16?: number;
}

const table = harness as {
  readonly defaults: Readonly<Record<EngineFamily, HarnessSettings>>;
  readonly scripts: readonly Script[];
  readonly internalPromptPools: readonly { readonly engine: string; readonly chip: string; readonly prompts: number }[];
  readonly internalBatches: readonly {
    readonly engine: string;
    readonly model: string;
    readonly belowConcurrency: number;
  }[];
  readonly wholeExperts: readonly {
    readonly family: EngineFamily;
    readonly model: string;
    readonly architecture: ArchitectureClass;
  }[];
  readonly sentAtOnce: readonly {
    readonly family: EngineFamily;
    readonly model: string;
    readonly chip: string;
    readonly fromConcurrency: number;
  }[];
  readonly internalLengths: { readonly default: LengthRange; readonly equal: readonly string[] };
};

export interface LengthRange {
  readonly shortestLengthFraction: number;
  readonly longestLengthFraction: number;
}

/** Lengths as a share of nominal: 0.8 to 1.0 in the public scripts; what vendor-internal runs of an engine class look like. */
export function lengthRange(isScripted: boolean, engineClass: string): LengthRange {
  if (isScripted) return { shortestLengthFraction: 0.8, longestLengthFraction: 1 };
  if (table.internalLengths.equal.includes(engineClass)) return { shortestLengthFraction: 1, longestLengthFraction: 1 };
  return table.internalLengths.default;
}

/** Requests of the warm-up before a counted run, as a multiple of the concurrency. */
const warmUpWaves = 2;

/**
 * Prompts of a run that no prefix cache holds, where a campaign drew from a pool of prompts: those that the warm-up did not
 * reach, first of all; every later one is a repeat. Undefined where prompts never repeat or the pool does not fit into the KV.
 */
export function unseenPrompts(
  engineClass: string,
  chip: string,
  run: { readonly concurrency: number; readonly inputTokens: number; readonly kvCapacityTokens: number },
): number | undefined {
  const pool = table.internalPromptPools.find((entry) => entry.engine === engineClass && entry.chip === chip);
  if (pool === undefined || pool.prompts * run.inputTokens > run.kvCapacityTokens) return undefined;
  return Math.max(0, pool.prompts - warmUpWaves * run.concurrency);
}

/** The layout that ran under a label: engines without expert parallelism for a model split its experts like all else. */
export function layoutRun(
  run: { readonly family: EngineFamily; readonly model: string },
  architecture: ArchitectureClass,
  layout: Layout,
): Layout {
  const isWhole = table.wholeExperts.some(
    (entry) => entry.family === run.family && entry.architecture === architecture && run.model.includes(entry.model),
  );
  return isWhole ? { ...layout, ep: 1, moeTp: layout.ep * layout.moeTp } : layout;
}

/** Whether a run belongs to a campaign that sent all its requests at once to an engine that ran few of them at a time. */
export function isSentAtOnce(
  run: {
    readonly family: EngineFamily;
    readonly model: string;
    readonly concurrency: number;
    readonly isInternal: boolean;
  },
  chip: string,
): boolean {
  if (run.isInternal) return false;
  return table.sentAtOnce.some(
    (entry) =>
      entry.family === run.family &&
      entry.chip === chip &&
      run.model.includes(entry.model) &&
      run.concurrency >= entry.fromConcurrency,
  );
}

export interface HarnessQuestion {
  readonly family: EngineFamily;
  readonly version: string;
  readonly engineClass: string;
  readonly model: string;
  readonly precision: ServingPrecision;
  readonly architecture: ArchitectureClass;
  readonly chip: string;
  readonly inputTokens: number;
  readonly concurrency: number;
  /** Runs of the public scripts; vendor-internal runs keep the engine's defaults. */
  readonly isScripted: boolean;
}

/** Settings of a run: the first script that matches, over the engine's defaults. */
export function harnessSettings(question: HarnessQuestion): HarnessSettings {
  const base = table.defaults[question.family];
  if (!question.isScripted) {
    const { engineClass, model, concurrency } = question;
    const below = table.internalBatches.find((entry) => entry.engine === engineClass && model.includes(entry.model));
    return below === undefined
      ? base
      : { ...base, maxSequences: Math.max(1, Math.min(base.maxSequences, concurrency - below.belowConcurrency)) };
  }
  const found = table.scripts.find(
    (script) =>
      script.family === question.family &&
      question.model.toLowerCase().includes(script.model.toLowerCase()) &&
      (script.precision === undefined || question.precision.startsWith(script.precision)) &&
      (script.architecture === undefined || script.architecture === question.architecture) &&
      (script.chip === undefined || script.chip === question.chip) &&
      (script.fromVersion === undefined || compareVersions(question.version, script.fromVersion) >= 0),
  );
  if (found === undefined) return base;
  const interval =
    question.concurrency >= 16
      ? (found.receiveIntervalStepsFrom16 ?? found.receiveIntervalSteps)
      : found.receiveIntervalSteps;
  return {
    maxBatchedTokens:
      found.maxBatchedTokensPerInput === undefined
        ? (found.maxBatchedTokens ?? base.maxBatchedTokens)
        : found.maxBatchedTokensPerInput * question.inputTokens,
    maxSequences: found.maxSequences ?? base.maxSequences,
    receiveIntervalSteps: interval ?? base.receiveIntervalSteps,
    kvCacheFormat: found.kvCacheFormat ?? base.kvCacheFormat,
  };
}
