// Turns (model, chip, configuration) into the compiled step model that simulators and planners evaluate in O(1).
import type { ChipSpec } from "../catalog/chip-spec.ts";
import type { ModelSpec } from "../catalog/models/model-spec.ts";
import { type Configuration, chipsOf } from "../scenario/layout.ts";
import { type CallClass, type Composition, callClasses } from "./composition.ts";
import { compositionFor } from "./engine-composition.ts";
import { memoryAccount, routedBytesPerChip, weightBytesPerChip } from "./memory-account.ts";
import { arithmeticOf } from "./operators/arithmetic.ts";
import { operatorWork } from "./operators/operator-work.ts";
import { configuredLanes, groupShare, type ModelPlan, planModel, prefillCalls, tokenCalls } from "./operators-of.ts";
import { partPrecision } from "./part-precision.ts";
import type { PlacedCall } from "./placed-call.ts";
import type { PromptTable } from "./prompt-attention.ts";
import type { PromptPart } from "./prompt-parts.ts";
import type { CompiledStepModel, Lanes } from "./step-model.ts";
import { type ByClass, priceParts, type StepParts } from "./step-parts.ts";

/** What a compiled model needs beside its tables of seconds. */
export type StepFrame = Omit<
  CompiledStepModel,
  | "tokenSeconds"
  | "decodeSeconds"
  | "decodeSecondsPerContextToken"
  | "decodeSecondsPerWindowToken"
  | "prefillSecondsPerSequence"
  | "prefillSecondsPerPair"
  | "promptAttention"
  | "headSeconds"
  | "pipeline"
  | "attentionGroups"
  | "queryTileTokens"
> & { readonly lanes: Lanes };

type Factors = Readonly<Record<CallClass, number>>;

/** Token tables under an engine's factors, no class below what the chip's peaks allow. */
function weighTokens(tables: ByClass<Float64Array>, floors: ByClass<Float64Array>, factors: Factors): Float64Array {
  const sum = new Float64Array(tables.gemm.length);
  for (const name of callClasses) {
    const table = tables[name];
    const floor = floors[name];
    const factor = factors[name];
    for (let i = 0; i < sum.length; i++) sum[i]! += Math.max(factor * table[i]!, floor[i]!);
  }
  return sum;
}

/** Attention tables likewise, by the least factor at each knot. */
function weighDecode(tables: ByClass<Float64Array>, least: ByClass<Float64Array>, factors: Factors): Float64Array {
  const sum = new Float64Array(tables.gemm.length);
  for (const name of callClasses) {
    const table = tables[name];
    const lowest = least[name];
    const factor = factors[name];
    for (let i = 0; i < sum.length; i++) sum[i]! += Math.max(factor, lowest[i]!) * table[i]!;
  }
  return sum;
}

const weighNumbers = (values: ByClass<number>, factors: Factors): number =>
  callClasses.reduce((sum, name) => sum + factors[name] * values[name], 0);

/** Prompt tables likewise, those of one reach added up. */
function weighPrompt(parts: readonly PromptPart[], factors: Factors): PromptTable[] {
  const tables: { -readonly [Key in keyof PromptTable]: PromptTable[Key] }[] = [];
  for (const {
    counts,
    reachTokens,
    chunkKnots,
    workKnots,
    seconds,
    floors,
    leastSecondsPerUnit,
    class: name,
  } of parts) {
    let table = tables.find((other) => other.counts === counts && other.reachTokens === reachTokens);
    if (table === undefined) {
      const none = new Float64Array(seconds.length);
      table = { counts, reachTokens, chunkKnots, workKnots, seconds: none, leastSecondsPerUnit: 0 };
      tables.push(table);
    }
    table.leastSecondsPerUnit += leastSecondsPerUnit;
    const sum = table.seconds;
    const factor = factors[name];
    for (let i = 0; i < sum.length; i++) sum[i]! += Math.max(factor * seconds[i]!, floors[i]!);
  }
  return tables;
}

/** The tile of the costliest kernel that attends to all pairs; undefined where none walks more than one row. */
function queryTileOf(parts: readonly PromptPart[]): number | undefined {
  let costliest: PromptPart | undefined;
  for (const part of parts)
    if (part.counts === "pairs" && !(costliest !== undefined && costliest.seconds.at(-1)! >= part.seconds.at(-1)!))
      costliest = part;
  return costliest === undefined || costliest.queryTileTokens <= 1 ? undefined : costliest.queryTileTokens;
}

/** The tables under an engine's coefficients. `layers` = launch gaps are paid once a layer and step. */
export function composeStep(
  parts: StepParts,
  composition: Composition,
  layers: number,
  frame: StepFrame,
): CompiledStepModel {
  const { factors } = composition;
  const { lanes } = frame;
  const shared = weighTokens(parts.sharedToken, parts.sharedTokenFloor, factors);
  const group = weighTokens(parts.groupToken, parts.groupTokenFloor, factors);
  const perStep = composition.hostSecondsPerStep + composition.gapSecondsPerLayer * layers;
  // Never falling, whatever the mix of experts that wake up with more tokens.
  for (let i = 1; i < shared.length; i++) shared[i] = Math.max(shared[i]! + perStep, shared[i - 1]!);
  const decodeSeconds = weighDecode(parts.decode, parts.leastDecodeFactor, factors);
  for (let i = 0; i < decodeSeconds.length; i++)
    decodeSeconds[i]! +=
      composition.hostSecondsPerSequence * Math.max(1, parts.sequenceKnots.values[i]! * parts.groupShare);
  // Every field, in one order, whatever the layout: objects of one shape are read fastest.
  return {
    tokenKnots: frame.tokenKnots,
    tokenSeconds: shared.map((seconds, i) => seconds + group[i]!),
    sequenceKnots: frame.sequenceKnots,
    decodeSeconds,
    decodeSecondsPerContextToken: weighDecode(parts.decodePerContext, parts.leastDecodeFactor, factors),
    decodeSecondsPerWindowToken: weighDecode(parts.decodePerWindow, parts.leastDecodeFactor, factors),
    prefillSecondsPerSequence: composition.hostSecondsPerPrompt * parts.groupShare,
    prefillSecondsPerPair: 0,
    promptAttention: { laneShare: parts.groupShare, tables: weighPrompt(parts.prompt, factors) },
    headSeconds: weighNumbers(parts.head, factors),
    windowTokens: frame.windowTokens,
    kvBytesPerToken: frame.kvBytesPerToken,
    kvContentBytesPerToken: frame.kvContentBytesPerToken,
    kvCapacityTokens: frame.kvCapacityTokens,
    contextLimit: frame.contextLimit,
    flopsPerToken: frame.flopsPerToken,
    flopsPerPair: frame.flopsPerPair,
    weightBytesPerStep: frame.weightBytesPerStep,
    routedWeights: frame.routedWeights,
    peakFlopsPerSecond: frame.peakFlopsPerSecond,
    peakBytesPerSecond: frame.peakBytesPerSecond,
    pipeline: lanes.pipeline,
    attentionGroups:
      lanes.attentionGroups === undefined ? undefined : { count: lanes.attentionGroups.count, tokenSeconds: group },
    queryTileTokens: queryTileOf(parts.prompt),
    spread: frame.spread,
  };
}

const flopsOf = (calls: readonly PlacedCall[], chip: ChipSpec): number =>
  calls.reduce((sum, { call, count }) => sum + operatorWork(call, chip).flops * count, 0);

function routedWeightsOf({ model, configuration }: ModelPlan, chips: number): CompiledStepModel["routedWeights"] {
  for (const { feedForward } of model.layers)
    if (feedForward.kind === "moe")
      return {
        bytes: routedBytesPerChip(model, configuration) * chips,
        unreadByOne: 1 - feedForward.topK / feedForward.experts,
      };
  return undefined;
}

/** Memory, limits and peaks of a plan, for MFU and MBU. */
export function frameOf(
  plan: ModelPlan,
  chip: ChipSpec,
  parts: StepParts,
  spread: CompiledStepModel["spread"],
): StepFrame {
  const { model, configuration } = plan;
  const { layout } = configuration;
  const chips = chipsOf(layout);
  const memory = memoryAccount(model, chip, configuration);
  const precision = partPrecision(model, configuration.precision);
  const sampleTokens = 1024;
  const samplePairs = (sampleTokens * (sampleTokens + 1)) / 2;
  const share = groupShare(configuration);
  // A chip's attention group does 1/attentionDp of the tokens in 1/(tp x pp) of each layer's work.
  const groups = chips * share;
  return {
    tokenKnots: parts.tokenKnots,
    sequenceKnots: parts.sequenceKnots,
    windowTokens: parts.windowTokens,
    kvBytesPerToken: memory.kvBytesPerToken,
    kvContentBytesPerToken: memory.kvContentBytesPerToken,
    kvCapacityTokens: memory.kvCapacityTokens,
    contextLimit: model.contextLimit,
    flopsPerToken: (flopsOf(tokenCalls(plan, sampleTokens), chip) / sampleTokens) * groups,
    flopsPerPair: (flopsOf(prefillCalls(plan, 1, sampleTokens, 0), chip) / samplePairs) * groups,
    weightBytesPerStep: weightBytesPerChip(model, configuration) * chips,
    routedWeights: routedWeightsOf(plan, chips),
    peakFlopsPerSecond: arithmeticOf(precision.experts, chip).peakFlopsPerSecond * chips,
    peakBytesPerSecond: chip.memoryBytesPerSecond * chips,
    lanes: configuredLanes(configuration),
    spread,
  };
}

/**
 * Compile a step model for one replica.
 * Cost: about 700 operator prices (one or two milliseconds), some KB of tables. Against stepTime (the same operators priced one by
 * one), over every chip and model of the catalogue: decode steps within 10%; prompt steps within 9%, linear attention 13%
 * (docs/perf-model.md).
 * @throws {SilicoError} where the layout does not divide the model or the chip cannot compute in the precision.
 */
export function compileStepModel(
  model: ModelSpec,
  chip: ChipSpec,
  configuration: Configuration,
  composition: Composition = compositionFor(configuration, chip),
): CompiledStepModel {
  const plan = planModel(model, configuration);
  const parts = priceParts(plan, chip);
  return composeStep(parts, composition, plan.layers, frameOf(plan, chip, parts, composition.spread));
}
