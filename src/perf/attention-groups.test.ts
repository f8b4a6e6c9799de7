import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findChip } from "../catalog/chip.ts";
import { findModel } from "../catalog/models/shipped-models.ts";
import { chipSpec } from "../catalog/resolve-chip.ts";
import type { Configuration } from "../scenario/layout.ts";
import { tiledPairs } from "./causal-pairs.ts";
import { compileStepModel } from "./compile.ts";
import { emptyLoad, promptLoad, promptSeconds, type StepWork, stepSeconds } from "./step-model.ts";
import { stepTime } from "./step-time.ts";

const chip = chipSpec(findChip("h200-sxm"));
const configuration = (groups: number, precision: Configuration["precision"]): Configuration => ({
  layout: { tp: 1, pp: 1, attentionDp: groups, ep: groups, moeTp: 1 },
  precision,
  engine: {
    family: "sglang",
    maxBatchedTokens: 16_384,
    maxSequences: 512,
    kvBlockTokens: 16,
    memoryFraction: 0.9,
    kvCacheFormat: "bf16",
    hasPrefixCache: false,
  },
});
const prompts = (count: number, tokens: number): StepWork => {
  const pairs = (tokens * (tokens + 1)) / 2;
  return {
    prefillTokens: count * tokens,
    prefillSequences: count,
    prefillPairs: count * pairs,
    prefillWindowPairs: count * pairs,
    decodeSequences: 0,
    decodeContextTokens: 0,
    decodeWindowTokens: 0,
  };
};
const groupCounts = [1, 2, 8, 16, 32];

for (const [name, precision] of [
  ["deepseek-ai/DeepSeek-R1", "fp8-block"],
  ["Qwen/Qwen3-235B-A22B-Instruct-2507", "fp8"],
] as const) {
  const model = findModel(name);
  for (const groups of groupCounts)
    test(`${name}: prompts on ${groups} attention groups cost what their operators cost, from one to two a group`, () => {
      const setting = configuration(groups, precision);
      const compiled = compileStepModel(model, chip, setting);
      for (const count of new Set([1, 2, Math.ceil(groups / 2), groups - 1, groups, groups + 1, 2 * groups]))
        for (const tokens of [512, 1024, 2048, 4096, 8192]) {
          if (count < 1) continue;
          const work = prompts(count, tokens);
          const ratio = stepSeconds(compiled, work) / stepTime(model, chip, setting, work).seconds;
          expect.soft(ratio, `${count} prompts of ${tokens}`).toBeGreaterThan(0.95);
          expect.soft(ratio, `${count} prompts of ${tokens}`).toBeLessThan(1.05);
        }
    });
}

test("idle groups do not help the one that reads a prompt: its own work is that of a full replica's busiest group", () => {
  const compiled = compileStepModel(findModel("deepseek-ai/DeepSeek-R1"), chip, configuration(32, "fp8-block"));
  const one = promptLoad(compiled, prompts(1, 4096), emptyLoad());
  const full = promptLoad(compiled, prompts(32, 4096), emptyLoad());
  expect(one.groupTokens).toBe(full.groupTokens);
  expect(promptSeconds(compiled, one, 0)).toBe(promptSeconds(compiled, full, 0));
  // The experts see one prompt, not thirty-two.
  expect(one.tokens * 32).toBe(full.tokens);
});

test("a step never takes less time with one more chunk, however unequal the chunks", () => {
  const models = [2, 8].map((groups) =>
    compileStepModel(findModel("deepseek-ai/DeepSeek-R1"), chip, configuration(groups, "fp8-block")),
  );
  const chunk = fc.record({ tokens: fc.integer({ min: 1, max: 8192 }), cached: fc.integer({ min: 0, max: 60_000 }) });
  const workOf = (chunks: readonly { tokens: number; cached: number }[]): StepWork => {
    const pairs = chunks.map(({ tokens, cached }) => tokens * cached + (tokens * (tokens + 1)) / 2);
    const tiled = chunks.map(({ tokens, cached }) => tiledPairs(tokens, cached, 128));
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    return {
      ...prompts(0, 0),
      prefillTokens: sum(chunks.map(({ tokens }) => tokens)),
      prefillSequences: chunks.length,
      prefillPairs: sum(pairs),
      prefillTiledPairs: sum(tiled),
      prefillWindowPairs: sum(pairs),
      largestChunk: {
        tokens: Math.max(...chunks.map(({ tokens }) => tokens)),
        pairs: Math.max(...pairs),
        tiledPairs: Math.max(...tiled),
        windowPairs: Math.max(...pairs),
      },
    };
  };
  fc.assert(
    fc.property(
      fc.constantFrom(...models),
      fc.array(chunk, { minLength: 1, maxLength: 12 }),
      chunk,
      (model, chunks, one) => {
        expect(stepSeconds(model, workOf([...chunks, one]))).toBeGreaterThanOrEqual(
          stepSeconds(model, workOf(chunks)) * (1 - 1e-12),
        );
      },
    ),
  );
});
