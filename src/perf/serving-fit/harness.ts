// The engine settings a published run was driven with, by engine, model and chip: from the scripts, not fitted.
import harness from "../../../data/calibration/serving-harness.yaml";
import type { ArchitectureClass } from "../../catalog/chip-spec.ts";
import type { ServingPrecision } from "../../catalog/precision.ts";
import type { EngineFamily } from "../../scenario/layout.ts";
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

/** Share of a run's prompts that were seen before, where a campaign drew from a pool of prompts with the prefix cache on. */
export function cachedPrompts(engineClass: string, chip: string, requests: number): number {
  const pool = table.internalPromptPools.find((entry) => entry.engine === engineClass && entry.chip === chip);
  return pool === undefined ? 0 : Math.max(0, 1 - pool.prompts / requests);
}

export interface HarnessQuestion {
  readonly family: EngineFamily;
  readonly version: string;
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
  if (!question.isScripted) return base;
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
