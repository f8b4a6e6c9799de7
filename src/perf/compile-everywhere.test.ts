// The compiled model against its operators, and what physics asks of it, over every chip and every model of the catalogue.
import { describe, expect, test } from "vitest";
import { anyEngine } from "../../test/any-engine.ts";
import { allChips } from "../catalog/chip.ts";
import type { ChipSpec } from "../catalog/chip-spec.ts";
import type { ModelSpec } from "../catalog/models/model-spec.ts";
import { findModel, modelNames } from "../catalog/models/shipped-models.ts";
import { chipSpec, missingFigures } from "../catalog/resolve-chip.ts";
import type { Configuration, Layout } from "../scenario/layout.ts";
import { causalPairs } from "./causal-pairs.ts";
import { compileStepModel } from "./compile.ts";
import { type Composition, idealComposition } from "./composition.ts";
import { memoryFloorSeconds, operatorWork } from "./operators/operator-work.ts";
import { planModel, stepCalls } from "./operators-of.ts";
import { hasExperts } from "./part-precision.ts";
import { checkLayout } from "./shard.ts";
import { type CompiledStepModel, type StepWork, stepSeconds } from "./step-model.ts";
import { stepTime } from "./step-time.ts";

const chips = allChips()
  .filter((chip) => missingFigures(chip).length === 0)
  .map((chip) => chipSpec(chip));
const precisions = ["fp8", "bf16", "int8", "w4a16"] as const;

/** Layouts for the i-th model: widths in turn, experts over data-parallel groups for some, a pipeline for others. */
function layoutFor(model: ModelSpec, i: number): Layout {
  const isMoe = hasExperts(model);
  const layouts = [8, 4, 2, 1].map((_, k, widths): Layout => {
    const tp = widths[(k + i) % widths.length]!;
    const groups = isMoe && i % 3 === 0 ? 8 : 1;
    return {
      tp,
      pp: !isMoe && i % 5 === 0 ? 2 : 1,
      attentionDp: groups,
      ep: groups > 1 ? tp * groups : 1,
      moeTp: groups > 1 ? 1 : tp,
    };
  });
  const found = [...layouts, { tp: 1, pp: 1, attentionDp: 1, ep: 1, moeTp: 1 }].find((layout) => {
    try {
      checkLayout(model, layout);
      return true;
    } catch {
      return false;
    }
  });
  return found!;
}

interface Sample {
  readonly name: string;
  readonly model: ModelSpec;
  readonly chip: ChipSpec;
  readonly configuration: Configuration;
  readonly compiled: CompiledStepModel;
}

/** Every model on three chips, every chip under some model. */
const samples: readonly Sample[] = modelNames.flatMap((modelName, i) => {
  const model = findModel(modelName);
  return [0, 1, 2].map((k): Sample => {
    const chip = chips[(3 * i + k) % chips.length]!;
    const precision = precisions
      .map((_, j) => precisions[(i + j + k) % precisions.length]!)
      .find((wanted) => wanted === "bf16" || wanted === "w4a16" || chip.peakFlopsPerSecond[wanted] !== undefined)!;
    const configuration: Configuration = {
      layout: layoutFor(model, i + k),
      precision,
      engine: anyEngine,
    };
    const compiled = compileStepModel(model, chip, configuration);
    return {
      name: `${modelName} on ${chip.id}, ${JSON.stringify(configuration)}`,
      model,
      chip,
      configuration,
      compiled,
    };
  });
});

const hasLinearAttention = (model: ModelSpec): boolean =>
  model.layers.some(({ attention }) => attention.kind === "gated-delta");

const decode = (sequences: number, context: number, window: number): StepWork => ({
  prefillTokens: 0,
  prefillSequences: 0,
  prefillPairs: 0,
  prefillWindowPairs: 0,
  decodeSequences: sequences,
  decodeContextTokens: sequences * context,
  decodeWindowTokens: sequences * Math.min(context, window),
});
const prompts = (sequences: number, tokens: number, cached: number, window: number): StepWork => ({
  ...decode(0, 0, window),
  prefillTokens: sequences * tokens,
  prefillSequences: sequences,
  prefillPairs: sequences * causalPairs(tokens, cached),
  prefillWindowPairs: sequences * causalPairs(tokens, cached, window),
});
const decodes = [1, 7, 100, 256].flatMap((sequences) =>
  [300, 5000, 30_000].map((context) => [sequences, context] as const),
);
/** Chunks alike: how many, tokens of each, tokens before them. */
const chunks = [
  [1, 64, 0],
  [1, 128, 0],
  [1, 131, 0],
  [1, 700, 0],
  [1, 1024, 0],
  [1, 3000, 0],
  [1, 8192, 0],
  [4, 512, 0],
  [4, 2048, 0],
  [24, 300, 0],
  [100, 64, 0],
  [1, 64, 30_000],
  [1, 200, 20_000],
  [5, 129, 9000],
  [1, 512, 4096],
  [1, 2048, 6144],
  [1, 2048, 30_000],
  [1, 8192, 24_000],
  [1, 2048, 120_000],
  [3, 1280, 10_000],
  [7, 1024, 60_000],
] as const;

test("every chip and every model of the catalogue is among the samples", () => {
  expect(new Set(samples.map(({ chip }) => chip.id)).size).toBe(chips.length);
  expect(new Set(samples.map(({ model }) => model.name)).size).toBe(modelNames.length);
});

describe("compiled steps agree with their operators priced one by one", () => {
  test("decode, within 10%", () => {
    for (const { name, model, chip, configuration, compiled } of samples)
      for (const [sequences, context] of decodes) {
        const work = decode(sequences, context, compiled.windowTokens);
        const ratio = stepSeconds(compiled, work) / stepTime(model, chip, configuration, work).seconds;
        if (Math.abs(ratio - 1) >= 0.1) expect.soft(ratio, `${name}: ${sequences} x ${context}`).toBeCloseTo(1, 9);
      }
  });

  // What prompt attention takes in an engine, over its kernels alone, has been fitted from 0.7 to 2.5. The worst are sparse latent
  // kernels after a chunk of 129 tokens: a model counts the tiles of one kernel, there its indexer's, and not its core's.
  for (const [factor, bound] of [
    [0.3, 9],
    [1, 9],
    [3, 12],
  ] as const)
    test(`prefill, within ${bound}% where attention takes ${factor} times as long as its kernels`, () => {
      const factors = { ...idealComposition.factors, prefillAttention: factor, latentPrefill: factor };
      const composition: Composition = { ...idealComposition, factors };
      for (const { name, model, chip, configuration } of samples) {
        const compiled = compileStepModel(model, chip, configuration, composition);
        // Linear attention reads a prompt's tokens one after another: several short prompts are faster than one of as many tokens.
        // A step knows the sum alone, and more prompts may not take less time.
        const allowed = hasLinearAttention(model) ? 0.015 * bound : 0.01 * bound;
        for (const [sequences, tokens, cached] of chunks) {
          const work = prompts(sequences, tokens, cached, compiled.windowTokens);
          const ratio = stepSeconds(compiled, work) / stepTime(model, chip, configuration, work, composition).seconds;
          if (Math.abs(ratio - 1) >= allowed)
            expect.soft(ratio, `${name}: ${sequences} x ${tokens} after ${cached}`).toBeCloseTo(1, 9);
        }
      }
    });
});

describe("physics", () => {
  test("no step is faster than the FLOP and the bytes of its operators, whatever the engine's coefficients", () => {
    for (const { name, model, chip, configuration, compiled } of samples) {
      const plan = planModel(model, configuration);
      const window = compiled.windowTokens;
      for (const work of [
        decode(1, 3000, window),
        decode(64, 3000, window),
        decode(256, 8000, window),
        prompts(2, 2048, 1000, window),
        prompts(8, 4096, 0, window),
      ]) {
        let flopSeconds = 0;
        let byteSeconds = 0;
        for (const { call, count } of stepCalls(plan, work)) {
          if (call.kind === "collective" || call.kind === "p2p") continue;
          const { flops, bytes, peakFlopsPerSecond } = operatorWork(call, chip);
          flopSeconds += (count * flops) / peakFlopsPerSecond;
          byteSeconds += count * memoryFloorSeconds(bytes, chip);
        }
        const floor = Math.max(flopSeconds, byteSeconds);
        const priced = stepTime(model, chip, configuration, work).seconds;
        if (!(priced >= floor * (1 - 1e-9))) expect.soft(priced, `${name}: priced`).toBeGreaterThanOrEqual(floor);
        const tabled = stepSeconds(compiled, work);
        if (!(tabled >= floor)) expect.soft(tabled, `${name}: ${JSON.stringify(work)}`).toBeGreaterThanOrEqual(floor);
      }
    }
  });

  test("a compiled step never takes less time with more tokens, sequences, context or pairs", () => {
    for (const { name, compiled } of samples) {
      const window = compiled.windowTokens;
      const series: readonly (readonly [string, readonly StepWork[]])[] = [
        ["sequences", [1, 2, 3, 5, 8, 13, 40, 41, 64, 65, 128, 200, 256, 400, 512].map((n) => decode(n, 2000, window))],
        ["context", [1, 100, 127, 128, 1000, 4097, 20_000, 100_000].map((context) => decode(48, context, window))],
        ["prompt tokens", [1, 2, 16, 17, 100, 511, 513, 2000, 8192, 8193, 20_000].map((n) => prompts(1, n, 0, window))],
        ["prompts", [1, 2, 3, 4, 7, 8, 9, 16, 17].map((n) => prompts(n, 300, 0, window))],
        ["cached tokens", [0, 1, 500, 4096, 60_000].map((cached) => prompts(2, 512, cached, window))],
        [
          "decodes beside a prompt",
          [0, 1, 2, 8, 64, 256].map((n) => ({
            ...prompts(1, 1024, 0, window),
            ...{
              decodeSequences: n,
              decodeContextTokens: n * 1000,
              decodeWindowTokens: n * Math.min(1000, window),
            },
          })),
        ],
      ];
      for (const [what, works] of series) {
        let least = 0;
        works.forEach((work, i) => {
          const seconds = stepSeconds(compiled, work);
          if (!(seconds >= least * (1 - 1e-12)))
            expect.soft(seconds, `${name}: ${what}, ${i}`).toBeGreaterThanOrEqual(least);
          least = seconds;
        });
      }
    }
  });
});
