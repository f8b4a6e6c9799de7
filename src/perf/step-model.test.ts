import * as fc from "fast-check";
import { expect, test } from "vitest";
import { anyEngine } from "../../test/any-engine.ts";
import { findChip } from "../catalog/chip.ts";
import { findModel } from "../catalog/models/shipped-models.ts";
import { chipSpec } from "../catalog/resolve-chip.ts";
import type { Layout } from "../scenario/layout.ts";
import { compileStepModel } from "./compile.ts";
import { emptyLoad, promptLoad, type StepWork, stepSeconds, weightBytesRead } from "./step-model.ts";

const model = findModel("meta-llama/Llama-3.1-70B-Instruct");
const chip = chipSpec(findChip("h100-sxm"));
const compiled = (layout: Partial<Layout>) =>
  compileStepModel(model, chip, {
    layout: { tp: 1, pp: 1, attentionDp: 1, ep: 1, moeTp: layout.tp ?? 1, ...layout },
    precision: "fp8",
    engine: { ...anyEngine, maxSequences: 256, hasPrefixCache: true },
  });
const prompts = (count: number, tokens: number): StepWork => ({
  prefillTokens: count * tokens,
  prefillSequences: count,
  prefillPairs: (count * tokens * (tokens + 1)) / 2,
  prefillWindowPairs: (count * tokens * (tokens + 1)) / 2,
  decodeSequences: 0,
  decodeContextTokens: 0,
  decodeWindowTokens: 0,
});
const four = compiled({ pp: 4 });

test("one prompt alone passes the stages of a pipeline one after another: it is no faster than one stage's chips", () => {
  for (const tokens of [256, 1024, 4096, 8192]) {
    const floor = (tokens * four.flopsPerToken) / (four.peakFlopsPerSecond / 4);
    expect(stepSeconds(four, prompts(1, tokens))).toBeGreaterThan(floor);
  }
});

test("a full pipeline does as many prompts at once as it has stages, in about the time of one", () => {
  const one = stepSeconds(four, prompts(1, 2048));
  const full = stepSeconds(four, prompts(4, 2048));
  expect(full / one).toBeGreaterThan(0.99);
  expect(full / one).toBeLessThan(1.01);
});

test("a prompt longer than a micro-batch fills the pipeline with its own chunks", () => {
  const stretch = (model: typeof four, tokens: number) => {
    const load = promptLoad(model, prompts(1, tokens), emptyLoad());
    expect(load.pairs / ((tokens * (tokens + 1)) / 2)).toBeCloseTo(load.tokens / tokens, 9);
    return load.tokens / tokens;
  };
  expect(stretch(four, 8192)).toBe(4);
  expect(stretch(four, 16_384)).toBe(2);
  expect(stretch(four, 65_536)).toBe(1);
  expect(stretch(compiled({ tp: 4 }), 100)).toBe(1);
});

test("a step never takes less time with one more prompt", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 4000 }), (count, tokens) => {
      expect(stepSeconds(four, prompts(count + 1, tokens))).toBeGreaterThanOrEqual(
        stepSeconds(four, prompts(count, tokens)) * (1 - 1e-12),
      );
    }),
  );
});

test("a step reads of an expert model what its tokens choose, from one token's experts to all", () => {
  const some = { weightBytesPerStep: 100, routedWeights: { bytes: 80, unreadByOne: 1 - 4 / 128 } };
  expect(weightBytesRead(some, 1)).toBeCloseTo(20 + (80 * 4) / 128, 9);
  expect(weightBytesRead(some, 64)).toBeCloseTo(20 + 80 * (1 - (1 - 4 / 128) ** 64), 9);
  expect(weightBytesRead(some, 10_000)).toBeCloseTo(100, 9);
  expect(weightBytesRead({ weightBytesPerStep: 100 }, 1)).toBe(100);
  // gpt-oss-120b: 5.1 of 117 thousand million weights are active, and most of the rest are experts.
  const experts = compileStepModel(findModel("openai/gpt-oss-120b"), chip, {
    layout: { tp: 2, pp: 1, attentionDp: 1, ep: 1, moeTp: 2 },
    precision: "mxfp4-a16",
    engine: { ...anyEngine, maxSequences: 256, hasPrefixCache: true },
  });
  const share = weightBytesRead(experts, 1) / experts.weightBytesPerStep;
  expect(share).toBeGreaterThan(0.03);
  expect(share).toBeLessThan(0.15);
});
