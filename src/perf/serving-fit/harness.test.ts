import { expect, test } from "vitest";
import { type HarnessQuestion, harnessSettings, isSentAtOnce, layoutRun, unseenPrompts } from "./harness.ts";

test("a pool of prompts is read once: what the warm-up reached is a repeat, a pool that memory cannot hold is none", () => {
  const run = { inputTokens: 1000, kvCapacityTokens: 1e6 };
  expect(unseenPrompts("vllm-0.12", "h200-sxm", { ...run, concurrency: 16 })).toBe(68);
  expect(unseenPrompts("vllm-0.12", "h200-sxm", { ...run, concurrency: 64 })).toBe(0);
  expect(unseenPrompts("vllm-0.12", "h200-sxm", { ...run, concurrency: 64, kvCapacityTokens: 90_000 })).toBeUndefined();
  expect(unseenPrompts("vllm-0.12", "h100-sxm", { ...run, concurrency: 64 })).toBeUndefined();
});

test("a campaign whose batch was one short of its requests in flight keeps one waiting", () => {
  const question: HarnessQuestion = {
    family: "trtllm",
    version: "1.0.0rc3",
    engineClass: "trtllm-1.0",
    model: "meta-llama/Llama-3.1-8B-Instruct",
    precision: "bf16",
    architecture: "nvidia-hopper",
    chip: "h100-sxm",
    inputTokens: 1024,
    concurrency: 8,
    isScripted: false,
  };
  expect(harnessSettings(question).maxSequences).toBe(7);
  expect(harnessSettings({ ...question, model: "Qwen/Qwen3-32B" }).maxSequences).toBe(2048);
  expect(harnessSettings({ ...question, isScripted: true }).maxSequences).toBe(2048);
});

test("the runs of a campaign that sent everything at once are known by their label", () => {
  const run = { family: "vllm" as const, model: "openai/gpt-oss-120b", concurrency: 512, isInternal: false };
  expect(isSentAtOnce(run, "h100-sxm")).toBe(true);
  expect(isSentAtOnce({ ...run, concurrency: 64 }, "h100-sxm")).toBe(false);
  expect(isSentAtOnce(run, "h200-sxm")).toBe(false);
  expect(isSentAtOnce({ ...run, isInternal: true }, "h100-sxm")).toBe(false);
});

test("an engine that splits a model's experts whatever the label says is read as it ran", () => {
  const layout = { tp: 4, pp: 1, attentionDp: 1, ep: 4, moeTp: 1 };
  const run = { family: "trtllm" as const, model: "openai/gpt-oss-120b" };
  expect(layoutRun(run, "nvidia-hopper", layout)).toEqual({ ...layout, ep: 1, moeTp: 4 });
  expect(layoutRun(run, "nvidia-blackwell", layout)).toEqual(layout);
  expect(layoutRun({ ...run, family: "vllm" }, "nvidia-hopper", layout)).toEqual(layout);
});
