// The closed-loop estimate against the simulator, where both assume the same: no queue before the engine, no prefix cache, KV
// for everyone.
import { describe, expect, test } from "vitest";
import { findChip } from "../src/catalog/chip.ts";
import { findModel } from "../src/catalog/models/shipped-models.ts";
import { chipSpec } from "../src/catalog/resolve-chip.ts";
import { closedLoop } from "../src/perf/closed-loop.ts";
import { compileStepModel } from "../src/perf/compile.ts";
import { disaggregatedLoop } from "../src/perf/disaggregated-loop.ts";
import { drawLengths } from "../src/perf/drawn-lengths.ts";
import { engineModel } from "../src/perf/engine-composition.ts";
import { engineHabit } from "../src/perf/estimate.ts";
import { type Configuration, type EngineFamily, engineFamilies } from "../src/scenario/layout.ts";
import { simulate } from "../src/serving/simulate.ts";

const chip = chipSpec(findChip("h200-sxm"));
const model = findModel("meta-llama/Llama-3.1-70B-Instruct");
const configurationOf = (family: EngineFamily): Configuration => ({
  layout: { tp: 4, pp: 1, attentionDp: 1, ep: 1, moeTp: 4 },
  precision: "fp8",
  engine: {
    family,
    maxBatchedTokens: 8192,
    maxSequences: 512,
    kvBlockTokens: 16,
    memoryFraction: 0.9,
    kvCacheFormat: "fp8",
    hasPrefixCache: false,
  },
});
const lengths = { inputTokens: 1500, outputTokens: 400, shortestLengthFraction: 0.8, longestLengthFraction: 1 };
/**
 * Few in flight are played for longer: the estimate's front end spreads the first burst, the simulator's, one delay for all, does not,
 * and prompts that come together wait for one another. In a long run the burst weighs little, and the two agree more closely.
 */
const few = 4;
const wavesOf = (concurrency: number): number => (concurrency <= few ? 40 : 10);
const waves = 10;
/** Front-end delays, seconds: the estimate draws them from 0.015 to 0.045; the simulator has one for all, so several are played. */
const ingressSeconds = 0.03;
const playedIngress = [0.018, 0.024, 0.03, 0.036, 0.042];
const schedulers = { vllm: "vllm", sglang: "sglang", trtllm: "trtllm-no-evict" } as const;

const requestsOf = (concurrency: number, waves: number) => {
  const count = concurrency * waves;
  const { input, output } = drawLengths(lengths, count);
  return {
    count,
    arrivalSeconds: new Float64Array(count),
    promptTokens: input,
    outputTokens: output,
    closedLoopConcurrency: concurrency,
  };
};

const within = (ratio: number, share: number, what: string): void => {
  expect.soft(ratio, what).toBeGreaterThan(1 - share);
  expect.soft(ratio, what).toBeLessThan(1 + share);
};

describe.each(engineFamilies)("%s", (family) => {
  const configuration = configurationOf(family);
  const stepModel = compileStepModel(model, chip, configuration);
  const { engine } = configuration;
  const habit = {
    ...engineHabit(configuration, engineModel(family, undefined)),
    frontEndSeconds: ingressSeconds,
    frontEndSerialSeconds: 0,
  };

  test.each([1, 4, 16, 64, 256])("aggregated, %i in flight: the simulator agrees within 5%", (concurrency) => {
    const waves = wavesOf(concurrency);
    const bound = concurrency <= few ? 0.02 : 0.05;
    const loop = closedLoop(stepModel, habit, { ...lengths, concurrency, waves });
    const played = playedIngress.map(
      (ingress) =>
        simulate({
          requests: requestsOf(concurrency, waves),
          pools: [
            {
              name: "all",
              role: "aggregated",
              count: 1,
              stepModel,
              engine: { ...engine, scheduler: schedulers[family] },
            },
          ],
          ingressSeconds: ingress,
        }).result.metrics,
    );
    const mean = (of: (metrics: (typeof played)[number]) => number | undefined): number =>
      played.reduce((sum, metrics) => sum + of(metrics)!, 0) / played.length;
    const ttft = mean(({ ttftSeconds }) => ttftSeconds.mean);
    const tpot = mean(({ tpotSeconds }) => tpotSeconds.mean);
    const rate = mean(({ outputTokensPerSecond }) => outputTokensPerSecond);
    within(loop.ttftSeconds / ttft, bound, "TTFT");
    within(loop.tpotSeconds / tpot, bound, "TPOT");
    within(loop.outputTokensPerSecond / rate, bound, "output tokens/s");
  });
});

test.each([1, 4, 16, 64, 256])("disaggregated, %i in flight: the simulator agrees within 5%", (concurrency) => {
  const configuration = configurationOf("sglang");
  const stepModel = compileStepModel(model, chip, configuration);
  const { engine } = configuration;
  const bytesPerSecond = 50e9;
  const startSeconds = 0.01;
  const loop = disaggregatedLoop(
    { model: stepModel, workers: 2, attentionGroups: 1, maxBatchedTokens: engine.maxBatchedTokens },
    { model: stepModel, workers: 1, attentionGroups: 1, maxSequences: engine.maxSequences },
    {
      ...lengths,
      concurrency,
      waves,
      kvBytesPerToken: stepModel.kvBytesPerToken,
      transferBytesPerSecond: bytesPerSecond,
      transferStartSeconds: startSeconds,
      frontEndSeconds: 0,
      frontEndSerialSeconds: 0,
    },
  );
  const pool = { stepModel, engine: { ...engine, scheduler: "sglang" as const } };
  const { metrics } = simulate({
    requests: requestsOf(concurrency, waves),
    pools: [
      { name: "prefill", role: "prefill", count: 2, ...pool },
      { name: "decode", role: "decode", count: 1, ...pool },
    ],
    link: {
      name: "link",
      bytesPerSecond: 1000 * bytesPerSecond,
      bytesPerSecondPerTransfer: bytesPerSecond,
      latencySeconds: startSeconds,
      overlappedLayers: 1,
    },
  }).result;
  // The simulator hands out the first token where it is made; the estimate, as engines do, once the decode worker has it.
  within(
    (loop.prefillQueueSeconds + loop.prefillSeconds) / metrics.ttftSeconds.mean!,
    0.05,
    "time to the first token's making",
  );
  within(loop.e2eSeconds / metrics.e2eSeconds.mean!, 0.05, "E2E");
  within(loop.outputTokensPerSecond / metrics.outputTokensPerSecond!, 0.05, "output tokens/s");
});
