// What one engine step runs on one chip: every operator of every layer, with its shape after the layout has divided it.
import type { ModelSpec } from "../catalog/models/model-spec.ts";
import type { Configuration } from "../scenario/layout.ts";
import {
  type AttentionSite,
  attentionDecodeCalls,
  attentionPrefillCalls,
  attentionTokenCalls,
} from "./attention-operators.ts";
import { type FeedForwardSite, feedForwardCalls } from "./feed-forward-operators.ts";
import { layerKinds } from "./layer-kinds.ts";
import { partPrecision } from "./part-precision.ts";
import { elementwise, type PlacedCall, placed } from "./placed-call.ts";
import { checkLayout } from "./shard.ts";
import { emptyLoad, type Lanes, promptLoad, type StepWork } from "./step-model.ts";

/** A model laid over chips, ready to list operators for any step. */
export interface ModelPlan {
  readonly model: ModelSpec;
  readonly configuration: Configuration;
  readonly attention: readonly AttentionSite[];
  readonly feedForward: readonly FeedForwardSite[];
  readonly layers: number;
}

/** @throws {SilicoError} where the layout does not divide the model. */
export function planModel(model: ModelSpec, configuration: Configuration): ModelPlan {
  const { layout, engine } = configuration;
  checkLayout(model, layout);
  const kinds = layerKinds(model);
  const precision = partPrecision(model, configuration.precision);
  const { hiddenSize } = model;
  return {
    model,
    configuration,
    layers: kinds.layers,
    attention: kinds.attention.map(({ block, count }) => ({
      attention: block,
      count,
      hiddenSize,
      layout,
      precision,
      kvFormat: engine.kvCacheFormat,
    })),
    feedForward: kinds.feedForward.map(({ block, count }) => ({
      feedForward: block,
      count,
      hiddenSize,
      layout,
      precision,
    })),
  };
}

/** Operators that depend only on how many tokens the busiest attention group has in the step, and the mean one (as many, if not given). */
export function tokenCalls(plan: ModelPlan, tokens: number, meanTokens: number = tokens): PlacedCall[] {
  const { hiddenSize } = plan.model;
  const { pp } = plan.configuration.layout;
  return [
    placed("embedding", 1, elementwise("embedding", 2 * tokens * hiddenSize, 2 * tokens * hiddenSize)),
    ...plan.attention.flatMap((site) => attentionTokenCalls(site, tokens)),
    ...plan.feedForward.flatMap((site) => feedForwardCalls(site, tokens, meanTokens)),
    ...(pp > 1
      ? [
          placed("send to next stage", pp - 1, {
            kind: "p2p",
            bytes: 2 * tokens * hiddenSize,
            link: "scale-up",
          } as const),
        ]
      : []),
  ];
}

/** Final norm, head and draw for `sequences` sequences that produce a token. */
export function headCalls(plan: ModelPlan, sequences: number): PlacedCall[] {
  const { hiddenSize, vocabSize } = plan.model;
  const { tp } = plan.configuration.layout;
  return [
    placed("final norm", 1, elementwise("norm", 2 * sequences * hiddenSize, 2 * sequences * hiddenSize)),
    placed("head", 1, { kind: "gemm", m: sequences, n: Math.ceil(vocabSize / tp), k: hiddenSize, precision: "bf16" }),
    ...(tp > 1
      ? [
          placed("gather logits", 1, {
            kind: "collective",
            op: "all-gather",
            bytes: 2 * sequences * vocabSize,
            ranks: tp,
          } as const),
        ]
      : []),
    placed("sampling", 1, { kind: "sampling", sequences, vocabSize }),
  ];
}

export const decodeCalls = (plan: ModelPlan, sequences: number, contextTokens: number): PlacedCall[] =>
  plan.attention.flatMap((site) => attentionDecodeCalls(site, sequences, contextTokens));

export const prefillCalls = (
  plan: ModelPlan,
  sequences: number,
  newTokens: number,
  cachedTokens: number,
): PlacedCall[] => plan.attention.flatMap((site) => attentionPrefillCalls(site, sequences, newTokens, cachedTokens));

/**
 * Share of a replica's work that falls on one chip's attention group at a time: divided over data-parallel groups, and over
 * the micro-batches that fill a pipeline (each passes all layers, so a step counts every layer once).
 */
export const groupShare = (configuration: Configuration): number =>
  1 / (configuration.layout.attentionDp * configuration.layout.pp);

/** How a configuration divides prompts, for promptLoad. */
export const configuredLanes = ({ layout, engine }: Configuration): Lanes => ({
  pipeline: layout.pp > 1 ? { stages: layout.pp, microBatchTokens: engine.maxBatchedTokens } : undefined,
  attentionGroups: layout.attentionDp > 1 ? { count: layout.attentionDp } : undefined,
  queryTileTokens: undefined,
});

/** Mean chunk of a step: tokens and earlier tokens per prompt sequence, from the step's sums. */
export function meanChunk(work: StepWork): { readonly newTokens: number; readonly cachedTokens: number } {
  const newTokens = work.prefillTokens / work.prefillSequences;
  const pairs = work.prefillPairs / work.prefillSequences;
  return { newTokens, cachedTokens: Math.max(0, (pairs - (newTokens * (newTokens + 1)) / 2) / newTokens) };
}

/**
 * Every operator of one step on one chip. `work` is that of the whole replica (all its attention groups).
 * Sequences of the step are taken at their mean length. Counts are per step; pipeline stages are counted together.
 */
export function operatorsOf(model: ModelSpec, configuration: Configuration, work: StepWork): PlacedCall[] {
  return stepCalls(planModel(model, configuration), work);
}

export function stepCalls(plan: ModelPlan, work: StepWork): PlacedCall[] {
  const share = groupShare(plan.configuration);
  const calls: PlacedCall[] = [];
  const load = promptLoad(configuredLanes(plan.configuration), work, emptyLoad());
  const mean = (load.tokens + work.decodeSequences) * share;
  const busiest = (load.groupTokens + work.decodeSequences) * share;
  if (mean > 0) calls.push(...tokenCalls(plan, Math.max(1, busiest), Math.max(1, mean)));
  if (work.decodeSequences > 0) {
    const sequences = Math.max(1, work.decodeSequences * share);
    calls.push(...decodeCalls(plan, sequences, work.decodeContextTokens / work.decodeSequences));
    calls.push(...headCalls(plan, sequences));
  }
  if (work.prefillTokens > 0 && work.prefillSequences > 0) {
    const { newTokens, cachedTokens } = meanChunk(work);
    // A chunk is read whole, so a lane that has less than one a step on average has one in some steps.
    const sequences = load.chunks * share;
    const whole = Math.max(1, sequences);
    for (const call of prefillCalls(plan, whole, newTokens, cachedTokens))
      calls.push({ ...call, count: (call.count * sequences) / whole });
    if (work.decodeSequences === 0) calls.push(...headCalls(plan, whole));
  }
  return calls;
}
