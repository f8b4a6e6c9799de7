import { expect, test } from "vitest";
import { findModel } from "../catalog/models/shipped-models.ts";
import { chipSpecFromUser } from "../catalog/user-chip.ts";
import { estimateService, type ServiceQuestion } from "./estimate.ts";

const question = (outputTokens: number): ServiceQuestion => ({
  model: findModel("meta-llama/Llama-3.1-8B-Instruct"),
  chip: chipSpecFromUser("h100-sxm"),
  configuration: {
    layout: { tp: 1, pp: 1, attentionDp: 1, ep: 1, moeTp: 1 },
    precision: "bf16",
    engine: {
      family: "vllm",
      maxBatchedTokens: 8192,
      maxSequences: 256,
      kvBlockTokens: 16,
      memoryFraction: 0.9,
      kvCacheFormat: "bf16",
      hasPrefixCache: false,
    },
  },
  inputTokens: 512,
  outputTokens,
  concurrency: 4,
});

test("one token out has no time between tokens: refused, not answered for two", () => {
  expect(() => estimateService(question(1))).toThrow(/^osl: 1 token out leaves no time between tokens/);
  const { outputTokensPerSecond, requestsPerSecond } = estimateService(question(2));
  expect(outputTokensPerSecond.p50 / requestsPerSecond).toBeCloseTo(2, 9);
});
