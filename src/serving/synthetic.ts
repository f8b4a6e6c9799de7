// Step models and requests made by hand, for tests, benchmarks and theory: no chip, no catalogue.
import { Knots } from "../perf/knots.ts";
import type { CompiledStepModel } from "../perf/step-model.ts";
import type { Random } from "../random.ts";
import type { SimulatedRequests } from "./requests.ts";

export interface AffineStep {
  /** Seconds of any step, per token, per decoding sequence, per token of context read, per query-key pair of a prompt. */
  readonly perStep: number;
  readonly perToken?: number;
  readonly perSequence?: number;
  readonly perContextToken?: number;
  readonly perPair?: number;
  readonly kvCapacityTokens?: number;
  readonly contextLimit?: number;
  readonly windowTokens?: number;
  readonly perWindowToken?: number;
  readonly pipeline?: NonNullable<CompiledStepModel["pipeline"]>;
  /** Data-parallel attention groups, and the part of a token's time that is each group's own, fraction. */
  readonly groups?: { readonly count: number; readonly share: number };
}

/** T = perStep + perToken * tokens + perSequence * B + perContextToken * contexts + perPair * pairs. */
export function affineStepModel(step: AffineStep): CompiledStepModel {
  const perToken = step.perToken ?? 0;
  const constant = (value: number): Float64Array => Float64Array.of(value, value);
  return {
    tokenKnots: Knots.of(0, 1, 1e6),
    tokenSeconds: Float64Array.of(0, step.perStep + perToken, step.perStep + perToken * 1e6),
    sequenceKnots: Knots.of(0, 1e6),
    decodeSeconds: Float64Array.of(0, (step.perSequence ?? 0) * 1e6),
    decodeSecondsPerContextToken: constant(step.perContextToken ?? 0),
    decodeSecondsPerWindowToken: constant(step.perWindowToken ?? 0),
    prefillSecondsPerSequence: 0,
    headSeconds: 0,
    prefillSecondsPerPair: step.perPair ?? 0,
    windowTokens: step.windowTokens ?? Number.POSITIVE_INFINITY,
    kvBytesPerToken: 131_072,
    kvCapacityTokens: step.kvCapacityTokens ?? 1e9,
    contextLimit: step.contextLimit ?? 1e9,
    flopsPerToken: 1.6e10,
    flopsPerPair: 5.2e5,
    weightBytesPerStep: 1.6e10,
    peakFlopsPerSecond: 9.89e14,
    peakBytesPerSecond: 3.35e12,
    spread: { p10: 1, p90: 1 },
    ...(step.pipeline === undefined ? {} : { pipeline: step.pipeline }),
    ...(step.groups === undefined
      ? {}
      : {
          attentionGroups: {
            count: step.groups.count,
            tokenSeconds: Float64Array.of(0, 1, 1e6).map((tokens) => tokens * perToken * step.groups!.share),
          },
        }),
  };
}

/** The size and speed of Llama-3.1-8B at bf16 on one H100, by roofline: 16 GB of weights, 131 kB of KV a token. */
export function llama8bOnH100(): CompiledStepModel {
  return affineStepModel({
    perStep: 6.0e-3,
    perToken: 2.6e-5,
    perSequence: 8e-6,
    perContextToken: 5.0e-8,
    perPair: 1.1e-9,
    kvCapacityTokens: 430_000,
    contextLimit: 131_072,
  });
}

/** Poisson arrivals, lengths uniform in the given ranges. */
export function poissonRequests(
  random: Random,
  count: number,
  requestsPerSecond: number,
  prompt: readonly [number, number],
  output: readonly [number, number],
): SimulatedRequests {
  const arrivalSeconds = new Float64Array(count);
  const promptTokens = new Int32Array(count);
  const outputTokens = new Int32Array(count);
  let seconds = 0;
  for (let i = 0; i < count; i++) {
    seconds += random.exponential(1 / requestsPerSecond);
    arrivalSeconds[i] = seconds;
    promptTokens[i] = random.integer(prompt[0], prompt[1]);
    outputTokens[i] = random.integer(output[0], output[1]);
  }
  return { count, arrivalSeconds, promptTokens, outputTokens };
}
