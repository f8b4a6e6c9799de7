import { expect, test } from "vitest";
import { anyEngine } from "../../test/any-engine.ts";
import type { ChipSpec } from "../catalog/chip-spec.ts";
import { findModel } from "../catalog/models/shipped-models.ts";
import type { Configuration, Layout } from "../scenario/layout.ts";
import { compileStepModel } from "./compile.ts";
import { memoryAccount } from "./memory-account.ts";
import { type StepWork, stepSeconds } from "./step-model.ts";
import { stepTime } from "./step-time.ts";

const h100: ChipSpec = {
  id: "h100-sxm",
  name: "NVIDIA H100 SXM",
  vendor: "NVIDIA",
  architecture: "nvidia-hopper",
  peakFlopsPerSecond: { bf16: 989e12, fp16: 989e12, fp8: 1979e12, int8: 1979e12 },
  memoryBytes: 80e9,
  memoryBytesPerSecond: 3.35e12,
  scaleUp: { bytesPerSecond: 450e9, latencySeconds: 2e-6, domainChips: 8, name: "NVLink 4" },
  scaleOut: { bytesPerSecond: 50e9, latencySeconds: 5e-6, name: "InfiniBand NDR" },
  chipsPerServer: 8,
  weakest: { figure: "scaleUp", confidence: "datasheet" },
  assumptions: [],
};

const single: Layout = { tp: 1, pp: 1, attentionDp: 1, ep: 1, moeTp: 1 };
const configuration = (layout: Partial<Layout>, precision: Configuration["precision"] = "fp8"): Configuration => ({
  layout: { ...single, ...layout },
  precision,
  engine: anyEngine,
});
const cases = [
  ["meta-llama/Llama-3.1-70B-Instruct", configuration({ tp: 4 })],
  ["deepseek-ai/DeepSeek-V3", configuration({ attentionDp: 16, ep: 16 }, "fp8-block")],
  ["deepseek-ai/DeepSeek-V3.2", configuration({ tp: 16, moeTp: 16 }, "fp8-block")],
  ["openai/gpt-oss-120b", configuration({ tp: 2, moeTp: 2 }, "mxfp4-a16")],
  ["Qwen/Qwen3-Next-80B-A3B-Instruct", configuration({ tp: 2, ep: 2 }, "bf16")],
  ["deepseek-ai/DeepSeek-V4-Flash", configuration({ tp: 8, ep: 8 })],
  ["meta-llama/Llama-3.1-8B-Instruct", configuration({ pp: 2 }, "bf16")],
] as const;

const decode = (sequences: number, context: number, window: number): StepWork => ({
  prefillTokens: 0,
  prefillSequences: 0,
  prefillPairs: 0,
  prefillWindowPairs: 0,
  decodeSequences: sequences,
  decodeContextTokens: sequences * context,
  decodeWindowTokens: sequences * Math.min(context, window),
});
const prefill = (tokens: number, cached: number, window: number): StepWork => {
  const reach = (from: number, to: number) => {
    let pairs = 0;
    for (let position = from; position < to; position++) pairs += Math.min(position + 1, window);
    return pairs;
  };
  return {
    prefillTokens: tokens,
    prefillSequences: 1,
    prefillPairs: tokens * cached + (tokens * (tokens + 1)) / 2,
    prefillWindowPairs: reach(cached, cached + tokens),
    decodeSequences: 0,
    decodeContextTokens: 0,
    decodeWindowTokens: 0,
  };
};

for (const [name, setting] of cases) {
  test(`the compiled model of ${name} agrees with its operators priced one by one`, () => {
    const model = findModel(name);
    const compiled = compileStepModel(model, h100, setting);
    for (const sequences of [16, 24, 100, 256])
      for (const context of [300, 1500, 6000]) {
        const work = decode(sequences, context, compiled.windowTokens);
        const direct = stepTime(model, h100, setting, work).seconds;
        expect(stepSeconds(compiled, work) / direct, `decode ${sequences} x ${context}`).toBeGreaterThan(0.93);
        expect(stepSeconds(compiled, work) / direct, `decode ${sequences} x ${context}`).toBeLessThan(1.07);
      }
    // Linear attention reads one prompt slower than several of as many tokens together; its table stays between.
    const bound = name.includes("Qwen3-Next") ? 0.09 : 0.05;
    for (const [tokens, cached] of [
      [64, 0],
      [131, 0],
      [64, 30_000],
      [300, 60_000],
      [512, 0],
      [1024, 0],
      [3000, 0],
      [8192, 0],
      [2048, 6144],
      [2048, 30_000],
      [8192, 24_000],
    ] as const) {
      const work = prefill(tokens, cached, compiled.windowTokens);
      const direct = stepTime(model, h100, setting, work).seconds;
      expect(stepSeconds(compiled, work) / direct, `prefill ${tokens} after ${cached}`).toBeGreaterThan(1 - bound);
      expect(stepSeconds(compiled, work) / direct, `prefill ${tokens} after ${cached}`).toBeLessThan(1 + bound);
    }
  });
}

test("a 70B model in 16 bits misses two H100 by what its weights lack, and fits four", () => {
  const model = findModel("meta-llama/Llama-3.1-70B-Instruct");
  const two = memoryAccount(model, h100, configuration({ tp: 2 }, "bf16"));
  const four = memoryAccount(model, h100, configuration({ tp: 4 }, "bf16"));
  expect(two.weightBytes).toBeGreaterThan(70e9);
  expect(four.fits).toBe(true);
  expect(four.kvCapacityTokens).toBeGreaterThan(350_000);
  expect(two.kvCapacityTokens).toBeLessThan(20_000);
});

test("a layout that does not divide the model names what it does not divide", () => {
  const model = findModel("meta-llama/Llama-3.1-70B-Instruct");
  expect(() => compileStepModel(model, h100, configuration({ tp: 3 }))).toThrow(/layout\.tp: tp 3 does not divide 64/);
  const experts = findModel("openai/gpt-oss-120b");
  expect(() => compileStepModel(experts, h100, configuration({ tp: 4, ep: 2 }))).toThrow(/moeTp 1 x ep 2 must equal/);
});
