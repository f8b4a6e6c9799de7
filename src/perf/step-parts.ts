// The tables behind a compiled step model, one set per class of operators, before an engine's coefficients weigh them.
// Splitting them lets a fit try other coefficients without pricing a single kernel again.
import type { ChipSpec } from "../catalog/chip-spec.ts";
import { type CallClass, callClasses, classOf } from "./composition.ts";
import { interpolate, Knots } from "./knots.ts";
import { arithmeticOf } from "./operators/arithmetic.ts";
import { reachedExperts } from "./operators/families/moe.ts";
import type { MoeCall } from "./operators/operator-call.ts";
import { operatorModel } from "./operators/operator-time.ts";
import { decodeCalls, groupShare, headCalls, type ModelPlan, tokenCalls } from "./operators-of.ts";
import type { PlacedCall } from "./placed-call.ts";
import { type PromptPart, promptParts } from "./prompt-parts.ts";
import { relativeFit } from "./relative-fit.ts";

export type ByClass<T> = Record<CallClass, T>;

export interface StepParts {
  readonly tokenKnots: Knots;
  readonly sequenceKnots: Knots;
  /** Share of the replica's sequences that one scheduler handles, fraction. */
  readonly groupShare: number;
  /** Seconds at each token knot; the glue's launches are part of "glue". Shared by all attention groups, and of each group alone. */
  readonly sharedToken: ByClass<Float64Array>;
  readonly groupToken: ByClass<Float64Array>;
  readonly decode: ByClass<Float64Array>;
  readonly decodePerContext: ByClass<Float64Array>;
  readonly decodePerWindow: ByClass<Float64Array>;
  readonly prompt: readonly PromptPart[];
  /** Head and draw of a step that has prompts alone. */
  readonly head: ByClass<number>;
  /** The token tables at the chip's peaks, and the least factor that keeps attention at or above them: no engine beats either. */
  readonly sharedTokenFloor: ByClass<Float64Array>;
  readonly groupTokenFloor: ByClass<Float64Array>;
  readonly leastDecodeFactor: ByClass<Float64Array>;
  /** Shortest attention window of the model, tokens; Infinity where it has none. */
  readonly windowTokens: number;
}

/** Written out: a literal gives every such object one shape, which the sums over classes read fastest. */
const byClass = <T>(make: () => T): ByClass<T> => ({
  gemm: make(),
  gemm16: make(),
  experts: make(),
  expertsWeightOnly: make(),
  expertsFp4: make(),
  idleExperts: make(),
  decodeAttention: make(),
  prefillAttention: make(),
  latentPrefill: make(),
  communication: make(),
  glue: make(),
});

/** Time to stream the weights of the local experts that no token of the step chose. */
export function idleExpertSeconds(call: MoeCall, chip: ChipSpec): number {
  const local = call.experts / call.ep;
  const idle = Math.max(0, local - reachedExperts((call.tokens * call.topK) / call.ep, call));
  const weights = (3 * call.hiddenSize * call.intermediateSize) / call.moeTp;
  return (idle * weights * arithmeticOf(call.precision, chip).weightBytes) / chip.memoryBytesPerSecond;
}

/** Seconds of a list of calls by class. */
export function secondsByClass(calls: readonly PlacedCall[], chip: ChipSpec): ByClass<number> {
  const sums = byClass(() => 0);
  const operators = operatorModel(chip);
  for (const { call, count } of calls) {
    sums[classOf(call)] += operators.time(call).seconds * count;
    if (call.kind === "moe") sums.idleExperts += idleExpertSeconds(call, chip) * count;
  }
  return sums;
}

function floorsByClass(calls: readonly PlacedCall[], chip: ChipSpec): ByClass<number> {
  const sums = byClass(() => 0);
  const operators = operatorModel(chip);
  for (const { call, count } of calls) sums[classOf(call)] += count * operators.leastSeconds(call);
  return sums;
}

/** Largest share of any sample's time that is its floor, by class. */
function leastFactors(samples: readonly (readonly PlacedCall[])[], chip: ChipSpec): ByClass<number> {
  const least = byClass(() => 0);
  for (const calls of samples) {
    const floors = floorsByClass(calls, chip);
    const seconds = secondsByClass(calls, chip);
    for (const name of callClasses)
      if (seconds[name] > 0) least[name] = Math.max(least[name], Math.min(1, floors[name] / seconds[name]));
  }
  return least;
}

/** 0, 1 and `perOctave` knots an octave up to `last`: fine where kernels turn from memory- to compute-bound. */
function octaveKnots(last: number, perOctave: number): Float64Array {
  const values = [0];
  for (let step = 0; values[values.length - 1]! < last; step++) {
    const value = Math.round(2 ** (step / perOctave));
    if (value > values[values.length - 1]!) values.push(value);
  }
  return Float64Array.from(values);
}

/** Window of the model's attention layers that have one. Where several differ, the mean over layers. */
export function modelWindow(plan: ModelPlan): number {
  let weighted = 0;
  let layers = 0;
  for (const { attention, count } of plan.attention) {
    const window =
      attention.kind === "gqa"
        ? attention.windowTokens
        : attention.kind === "mla"
          ? attention.sparse?.topKTokens
          : attention.kind === "compressed"
            ? attention.windowTokens
            : undefined;
    if (window === undefined) continue;
    weighted += window * count;
    layers += count;
  }
  return layers === 0 ? Infinity : Math.round(weighted / layers);
}

const sumOf = (value: (name: CallClass) => number): number => callClasses.reduce((sum, name) => sum + value(name), 0);

const mostSingleKnots = 128;

/** Tokens at which products take one more tile of 64 rows, where that is much of the whole. */
const tileSteps: readonly number[] = [129, 192, 193, 257, 320, 321];

/** Contexts at which decode attention is priced. */
const decodeContexts: readonly number[] = [256, 1024, 4096, 12_288, 32_768];

/** Price every table of a plan on a chip. About 600 operator calls. */
export function priceParts(plan: ModelPlan, chip: ChipSpec): StepParts {
  const { engine } = plan.configuration;
  const share = groupShare(plan.configuration);
  const tokenCounts = Float64Array.from([
    ...octaveKnots(Math.max(8192, engine.maxBatchedTokens) / share, 2),
    ...tileSteps.map((tokens) => tokens / share),
  ]).sort();
  const tokenKnots = new Knots(tokenCounts);
  // Up to one sequence a lane, a lane's work stays that of one: per sequence it falls as 1 / n, so every n is a knot.
  const lanes = Math.min(mostSingleKnots, Math.round(1 / share));
  const sequenceCounts = Float64Array.from([
    ...Array.from({ length: lanes + 1 }, (_, n) => n),
    ...octaveKnots(Math.max(64, Math.min(8192, engine.maxSequences)), 1).filter((n) => n > lanes),
  ]);
  const windowTokens = modelWindow(plan);
  const parts: StepParts = {
    tokenKnots,
    sequenceKnots: new Knots(sequenceCounts),
    groupShare: share,
    sharedToken: byClass(() => new Float64Array(tokenCounts.length)),
    groupToken: byClass(() => new Float64Array(tokenCounts.length)),
    sharedTokenFloor: byClass(() => new Float64Array(tokenCounts.length)),
    groupTokenFloor: byClass(() => new Float64Array(tokenCounts.length)),
    leastDecodeFactor: byClass(() => new Float64Array(sequenceCounts.length)),
    decode: byClass(() => new Float64Array(sequenceCounts.length)),
    decodePerContext: byClass(() => new Float64Array(sequenceCounts.length)),
    decodePerWindow: byClass(() => new Float64Array(sequenceCounts.length)),
    prompt: promptParts(plan, chip, windowTokens),
    head: secondsByClass(headCalls(plan, 1), chip),
    windowTokens,
  };
  for (let i = 1; i < tokenCounts.length; i++) {
    const calls = tokenCalls(plan, Math.max(1, tokenCounts[i]! * share));
    const sharedCalls = calls.filter(({ isShared }) => isShared === true);
    const groupCalls = calls.filter(({ isShared }) => isShared !== true);
    const shared = secondsByClass(sharedCalls, chip);
    const group = secondsByClass(groupCalls, chip);
    const sharedFloor = floorsByClass(sharedCalls, chip);
    const groupFloor = floorsByClass(groupCalls, chip);
    // Time never falls with more tokens, whatever a fitted kernel does between two shapes.
    // Idle experts alone shrink with more tokens, together with what the busy ones gain.
    for (const name of callClasses) {
      parts.sharedTokenFloor[name][i] = Math.max(sharedFloor[name], parts.sharedTokenFloor[name][i - 1]!);
      parts.groupTokenFloor[name][i] = Math.max(groupFloor[name], parts.groupTokenFloor[name][i - 1]!);
      parts.groupToken[name][i] = Math.max(group[name], parts.groupToken[name][i - 1]!);
      parts.sharedToken[name][i] =
        name === "idleExperts" ? shared[name] : Math.max(shared[name], parts.sharedToken[name][i - 1]!);
    }
  }
  // Errors of a part count by what they are of the whole step: its tokens' other work, before any engine's coefficients.
  const tokenSum = tokenCounts.map((_, i) =>
    sumOf((name) => (name === "idleExperts" ? 0 : parts.groupToken[name][i]! + parts.sharedToken[name][i]!)),
  );
  const hasWindow = Number.isFinite(windowTokens);
  const sites = plan.attention.map((site) => ({ ...plan, attention: [site] }));
  const reaches = decodeContexts.map((context) =>
    hasWindow ? [1, context, Math.min(context, windowTokens)] : [1, context],
  );
  let priced = { sequences: 0, head: parts.head, least: byClass(() => 0), sites: [] as ByClass<number>[][] };
  for (let i = 1; i < sequenceCounts.length; i++) {
    const replicaSequences = sequenceCounts[i]!;
    const sequences = Math.max(1, replicaSequences * share);
    if (sequences !== priced.sequences)
      priced = {
        sequences,
        head: secondsByClass(headCalls(plan, sequences), chip),
        least: leastFactors(
          decodeContexts.map((context) => decodeCalls(plan, sequences, context)),
          chip,
        ),
        sites: sites.map((site) =>
          decodeContexts.map((context) => secondsByClass(decodeCalls(site, sequences, context), chip)),
        ),
      };
    const { head } = priced;
    for (const samples of priced.sites) {
      const others = interpolate(tokenKnots, tokenSum, replicaSequences);
      const wholes = samples.map((seconds) => others + sumOf((name) => seconds[name]));
      for (const name of callClasses) {
        const [base, slope, windowSlope] = relativeFit(
          reaches,
          samples.map((seconds) => seconds[name]),
          wholes,
        );
        parts.decode[name][i]! += base!;
        parts.decodePerContext[name][i]! += slope! / replicaSequences;
        parts.decodePerWindow[name][i]! += (windowSlope ?? 0) / replicaSequences;
      }
    }
    for (const name of callClasses) {
      parts.decode[name][i]! += head[name];
      parts.leastDecodeFactor[name][i] = priced.least[name];
    }
  }
  // Knot 0: the smallest batch's cost, so that the tables stay flat below one sequence.
  for (const table of [parts.decode, parts.decodePerContext, parts.decodePerWindow, parts.leastDecodeFactor])
    for (const name of callClasses) table[name][0] = table[name][1]!;
  return parts;
}
