// The tables behind a compiled step model, one set per class of operators, before an engine's coefficients weigh them.
// Splitting them lets a fit try other coefficients without pricing a single kernel again.
import type { ChipSpec } from "../catalog/chip-spec.ts";
import { type CallClass, callClasses, classOf } from "./composition.ts";
import { arithmeticOf } from "./operators/arithmetic.ts";
import { reachedExperts } from "./operators/families/moe.ts";
import type { MoeCall } from "./operators/operator-call.ts";
import { operatorModel } from "./operators/operator-time.ts";
import { causalPairs } from "./operators/operator-work.ts";
import { decodeCalls, groupShare, headCalls, type ModelPlan, prefillCalls, tokenCalls } from "./operators-of.ts";
import type { PlacedCall } from "./placed-call.ts";

export type ByClass<T> = Record<CallClass, T>;

export interface StepParts {
  readonly tokenKnots: Float64Array;
  readonly sequenceKnots: Float64Array;
  /** Share of the replica's sequences that one scheduler handles, fraction. */
  readonly groupShare: number;
  /** Seconds at each token knot; the glue's launches are part of "glue". Shared by all attention groups, and of each group alone. */
  readonly sharedToken: ByClass<Float64Array>;
  readonly groupToken: ByClass<Float64Array>;
  readonly decode: ByClass<Float64Array>;
  readonly decodePerContext: ByClass<Float64Array>;
  readonly decodePerWindow: ByClass<Float64Array>;
  readonly prefillPerSequence: ByClass<number>;
  readonly prefillPerPair: ByClass<number>;
  readonly prefillPerWindowPair: ByClass<number>;
  /** Shortest attention window of the model, tokens; Infinity where it has none. */
  readonly windowTokens: number;
}

const byClass = <T>(make: () => T): ByClass<T> =>
  Object.fromEntries(callClasses.map((name) => [name, make()])) as ByClass<T>;

/** Time to stream the weights of the local experts that no token of the step chose. */
export function idleExpertSeconds(call: MoeCall, chip: ChipSpec): number {
  const local = call.experts / call.ep;
  const idle = Math.max(0, local - reachedExperts((call.tokens * call.topK) / call.ep, local, call.topK, call.routing));
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

/** 0, 1 and `perOctave` knots an octave up to `last`: fine where kernels turn from memory- to compute-bound. */
function knots(last: number, perOctave: number): Float64Array {
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

/** Splits a cost that is linear beyond a start into its value at zero and its slope; neither below zero. */
function line(x1: number, y1: number, x2: number, y2: number): { base: number; slope: number } {
  const slope = Math.max(0, (y2 - y1) / (x2 - x1));
  return { base: Math.max(0, y1 - slope * x1), slope };
}

/** Chunks (tokens, tokens before them) at which prompt attention is priced: short, middling, long, the end of a chunked one. */
const promptChunks: readonly (readonly [number, number])[] = [
  [1024, 0],
  [3072, 0],
  [8192, 0],
  [2048, 6144],
];

/** y = base + slope x of least relative error, neither below zero. */
function relativeLine(points: readonly (readonly [number, number])[]): { base: number; slope: number } {
  let one = 0;
  let x1 = 0;
  let x2 = 0;
  let y0 = 0;
  let y1 = 0;
  for (const [x, y] of points) {
    if (!(y > 0)) continue;
    one += 1 / y ** 2;
    x1 += x / y ** 2;
    x2 += (x / y) ** 2;
    y0 += 1 / y;
    y1 += x / y;
  }
  const determinant = one * x2 - x1 * x1;
  if (!(determinant > 0)) return { base: 0, slope: 0 };
  const base = (y0 * x2 - y1 * x1) / determinant;
  const slope = (one * y1 - x1 * y0) / determinant;
  if (base < 0) return { base: 0, slope: y1 / x2 };
  return slope < 0 ? { base: y0 / one, slope: 0 } : { base, slope };
}

/** Contexts at which attention is priced to find its cost per token. */
const nearContext = 1024;
const farContext = 8192;

/** Price every table of a plan on a chip. About 600 operator calls. */
export function priceParts(plan: ModelPlan, chip: ChipSpec): StepParts {
  const { engine } = plan.configuration;
  const share = groupShare(plan.configuration);
  const tokenKnots = knots(Math.max(8192, engine.maxBatchedTokens) / share, 2);
  const sequenceKnots = knots(Math.max(64, Math.min(8192, engine.maxSequences)), 1);
  const windowTokens = modelWindow(plan);
  const parts: StepParts = {
    tokenKnots,
    sequenceKnots,
    groupShare: share,
    sharedToken: byClass(() => new Float64Array(tokenKnots.length)),
    groupToken: byClass(() => new Float64Array(tokenKnots.length)),
    decode: byClass(() => new Float64Array(sequenceKnots.length)),
    decodePerContext: byClass(() => new Float64Array(sequenceKnots.length)),
    decodePerWindow: byClass(() => new Float64Array(sequenceKnots.length)),
    prefillPerSequence: byClass(() => 0),
    prefillPerPair: byClass(() => 0),
    prefillPerWindowPair: byClass(() => 0),
    windowTokens,
  };
  for (let i = 1; i < tokenKnots.length; i++) {
    const calls = tokenCalls(plan, Math.max(1, tokenKnots[i]! * share));
    const shared = secondsByClass(
      calls.filter(({ isShared }) => isShared === true),
      chip,
    );
    const group = secondsByClass(
      calls.filter(({ isShared }) => isShared !== true),
      chip,
    );
    // Time never falls with more tokens, whatever a fitted kernel does between two shapes.
    // Idle experts alone shrink with more tokens, together with what the busy ones gain.
    for (const name of callClasses) {
      parts.groupToken[name][i] = Math.max(group[name], parts.groupToken[name][i - 1]!);
      parts.sharedToken[name][i] =
        name === "idleExperts" ? shared[name] : Math.max(shared[name], parts.sharedToken[name][i - 1]!);
    }
  }
  const sites = plan.attention.map((site) => ({
    plan: { ...plan, attention: [site] },
    isWindowed: Number.isFinite(windowTokens) && isBounded(site.attention),
  }));
  for (let i = 1; i < sequenceKnots.length; i++) {
    const replicaSequences = sequenceKnots[i]!;
    const sequences = Math.max(1, replicaSequences * share);
    const head = secondsByClass(headCalls(plan, sequences), chip);
    for (const site of sites) {
      const x1 = site.isWindowed ? windowTokens / 2 : nearContext;
      const x2 = site.isWindowed ? windowTokens : farContext;
      const at = (context: number) => secondsByClass(decodeCalls(site.plan, sequences, context), chip);
      const near = at(x1);
      const far = at(x2);
      const beyond = site.isWindowed ? at(windowTokens + farContext) : far;
      for (const name of callClasses) {
        const { base, slope } = line(x1, near[name], x2, far[name]);
        parts.decode[name][i]! += base;
        (site.isWindowed ? parts.decodePerWindow : parts.decodePerContext)[name][i]! += slope / replicaSequences;
        // What still grows beyond the window: scores of a sparse attention's indexer.
        if (site.isWindowed)
          parts.decodePerContext[name][i]! += Math.max(0, beyond[name] - far[name]) / farContext / replicaSequences;
      }
    }
    for (const name of callClasses) parts.decode[name][i]! += head[name];
  }
  // Knot 0: the smallest batch's cost, so that the tables stay flat below one sequence.
  for (const table of [parts.decode, parts.decodePerContext, parts.decodePerWindow])
    for (const name of callClasses) table[name][0] = table[name][1]!;
  for (const { plan: single, isWindowed } of sites) {
    const samples = promptChunks.map(([tokens, cached]) => ({
      // Attention that is cut at the window: its pairs are those inside.
      pairs: causalPairs(tokens, cached, isWindowed ? windowTokens : Infinity),
      seconds: secondsByClass(prefillCalls(single, 1, tokens, cached), chip),
    }));
    for (const name of callClasses) {
      const { base, slope } = relativeLine(samples.map(({ pairs, seconds }) => [pairs, seconds[name]] as const));
      // One chunk's cost on its lane; evenly dealt chunks keep all lanes busy.
      parts.prefillPerSequence[name] += base * share;
      (isWindowed ? parts.prefillPerWindowPair : parts.prefillPerPair)[name] += slope * share;
    }
  }
  return parts;
}

const isBounded = (attention: ModelPlan["attention"][number]["attention"]): boolean =>
  (attention.kind === "gqa" && attention.windowTokens !== undefined) ||
  (attention.kind === "mla" && attention.sparse !== undefined) ||
  (attention.kind === "compressed" && attention.compressRatio === 0);
