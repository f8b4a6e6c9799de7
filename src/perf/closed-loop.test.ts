import { expect, test } from "vitest";
import { anyEngine } from "../../test/any-engine.ts";
import { findChip } from "../catalog/chip.ts";
import { findModel } from "../catalog/models/shipped-models.ts";
import { chipSpec } from "../catalog/resolve-chip.ts";
import type { Configuration } from "../scenario/layout.ts";
import { type ClosedLoopWork, closedLoop } from "./closed-loop.ts";
import { compileStepModel } from "./compile.ts";
import { disaggregatedLoop, promptBatchSeconds } from "./disaggregated-loop.ts";
import { engineModel } from "./engine-composition.ts";
import { engineHabit } from "./estimate.ts";

const chip = chipSpec(findChip("h100-sxm"));
const configuration: Configuration = {
  layout: { tp: 2, pp: 1, attentionDp: 1, ep: 1, moeTp: 2 },
  precision: "mxfp4-a16",
  engine: { ...anyEngine, maxSequences: 256 },
};
const engine = engineModel("vllm", undefined, undefined, "agg", chip.architecture);
const habit = engineHabit(configuration, engine);
const model = findModel("openai/gpt-oss-120b");
const work: ClosedLoopWork = {
  inputTokens: 1024,
  outputTokens: 1024,
  concurrency: 16,
  shortestLengthFraction: 0.8,
  longestLengthFraction: 1.2,
  waves: 10,
};

test("faster memory never makes the first token later: the front end's delay does not beat with the steps", () => {
  for (const concurrency of [4, 16, 64]) {
    let before = Number.POSITIVE_INFINITY;
    for (const faster of [1, 1.05, 1.1, 1.15, 1.2]) {
      const memoryBytesPerSecond = chip.memoryBytesPerSecond * faster;
      const stepModel = compileStepModel(model, { ...chip, memoryBytesPerSecond }, configuration, engine);
      const { ttftSeconds } = closedLoop(stepModel, habit, { ...work, concurrency });
      expect(ttftSeconds, `${concurrency} in flight, memory x ${faster}`).toBeLessThan(before * 1.002);
      before = ttftSeconds;
    }
  }
});

test("repeated prompts cost one token: with all of them seen before, a burst leaves no trace", () => {
  const stepModel = compileStepModel(model, chip, configuration, engine);
  const cold = closedLoop(stepModel, habit, { ...work, concurrency: 64 });
  const warm = closedLoop(stepModel, habit, { ...work, concurrency: 64, unseenPrompts: 0 });
  const half = closedLoop(stepModel, habit, { ...work, concurrency: 64, unseenPrompts: 320 });
  expect(warm.prefillTimeFraction).toBeLessThan(cold.prefillTimeFraction);
  expect(warm.queueSeconds).toBeLessThan(0.25 * cold.queueSeconds);
  expect(half.ttftSeconds).toBeGreaterThan(warm.ttftSeconds);
  expect(half.ttftSeconds).toBeLessThan(cold.ttftSeconds);
});

const split = (concurrency: number, prefillWorkers: number, decodeSequences = 512) => {
  const stepModel = compileStepModel(model, chip, configuration, engine);
  const prefill = { model: stepModel, workers: prefillWorkers, attentionGroups: 1, maxBatchedTokens: 8192 };
  const result = disaggregatedLoop(
    prefill,
    { model: stepModel, workers: 2, attentionGroups: 1, maxSequences: decodeSequences },
    {
      ...work,
      outputTokens: 64,
      concurrency,
      kvBytesPerToken: stepModel.kvBytesPerToken,
      transferBytesPerSecond: 50e9,
      transferStartSeconds: 0.01,
      frontEndSeconds: 0.05,
      frontEndSerialSeconds: 0,
    },
  );
  return { prefill, result };
};

test("split pools obey Little's law, in bundles or not", () => {
  for (const concurrency of [2, 48, 512, 4096]) {
    const { result } = split(concurrency, 2);
    // A run has a beginning and an end, in which fewer are in flight.
    const inFlight = result.requestsPerSecond * result.e2eSeconds;
    expect(inFlight / concurrency, `${concurrency} in flight`).toBeGreaterThan(0.75);
    expect(inFlight / concurrency, `${concurrency} in flight`).toBeLessThan(1.02);
  }
});

test("a saturated prefill pool gives what its workers can read, and TTFT is what Little's law leaves", () => {
  const { prefill, result } = split(512, 1);
  const full = promptBatchSeconds(prefill, 8, 1024) / 8;
  expect(result.requestsPerSecond * full).toBeGreaterThan(0.85);
  expect(result.requestsPerSecond * full).toBeLessThan(1.05);
  expect(result.prefillUtilisation).toBeGreaterThan(0.9);
  expect(result.prefillQueueSeconds).toBeGreaterThan(0.6 * result.ttftSeconds);
});

test("a decode pool whose batches are full keeps prompts waiting", () => {
  const free = split(64, 4).result;
  const full = split(64, 4, 8).result;
  expect(full.decodeQueueSeconds).toBeGreaterThan(10 * free.decodeQueueSeconds);
  expect(full.meanBatch).toBeLessThanOrEqual(8);
});
