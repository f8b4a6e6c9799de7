import { expect, test } from "vitest";
import { readResults, writeResultCsv } from "./read-results.ts";

const read = (value: unknown) =>
  readResults({ text: typeof value === "string" ? value : JSON.stringify(value), file: "run.json" });

const vllm = {
  backend: "vllm",
  model_id: "meta-llama/Llama-3.1-8B-Instruct",
  num_prompts: 100,
  max_concurrency: 8,
  completed: 98,
  failed: 2,
  total_input_tokens: 98_000,
  total_output_tokens: 19_600,
  output_throughput: 812.5,
  mean_ttft_ms: 61.5,
  median_ttft_ms: 58,
  p99_ttft_ms: 140,
  mean_tpot_ms: 9.5,
  median_tpot_ms: 9.25,
  p99_tpot_ms: 12,
};

test("vllm bench serve", () => {
  expect(read(vllm)).toEqual([
    {
      source: "vllm bench serve: run.json",
      concurrency: 8,
      requests: 100,
      failed: 2,
      promptTokens: 1000,
      outputTokens: 200,
      ttftSeconds: { mean: 0.0615, p50: 0.058, p99: 0.14 },
      tpotSeconds: { mean: 0.0095, p50: 0.00925, p99: 0.012 },
      outputTokensPerSecond: 812.5,
    },
  ]);
});

test("an open loop has a rate and no concurrency", () => {
  const [run] = read({ ...vllm, max_concurrency: null, request_rate: 6.5 });
  expect(run?.requestsPerSecond).toBe(6.5);
  expect(run).not.toHaveProperty("concurrency");
  expect(read({ ...vllm, max_concurrency: null, request_rate: "inf" })[0]).not.toHaveProperty("requestsPerSecond");
});

test("genai-perf, with the unit it states", () => {
  const metric = (unit: string, avg: number) => ({ unit, avg, p50: avg, p90: avg * 2, p99: avg * 3 });
  const [run] = read({
    time_to_first_token: metric("ms", 50),
    inter_token_latency: metric("us", 9000),
    input_sequence_length: metric("tokens", 550),
    output_sequence_length: metric("tokens", 150),
    request_count: { unit: "requests", avg: 64 },
    input_config: { perf_analyzer: { stimulus: { concurrency: 4 } } },
  });
  expect(run).toMatchObject({ concurrency: 4, requests: 64, promptTokens: 550, outputTokens: 150 });
  expect(run?.ttftSeconds).toEqual({ mean: 0.05, p50: 0.05, p90: 0.1, p99: expect.closeTo(0.15, 12) });
  expect(run?.tpotSeconds.mean).toBeCloseTo(0.009, 12);
});

test("inference-perf", () => {
  const summary = (mean: number) => ({ mean, median: mean, p90: mean, p99: mean });
  const [run] = read({
    load_summary: { count: 1200, requested_rate: 2, achieved_rate: 1.98 },
    successes: {
      count: 1190,
      latency: {
        time_to_first_token: summary(0.06),
        time_per_output_token: summary(0.01),
        inter_token_latency: summary(0.011),
      },
      throughput: { output_tokens_per_sec: 490 },
      prompt_len: summary(575),
      output_len: summary(248),
    },
    failures: { count: 10 },
  });
  expect(run).toMatchObject({
    requestsPerSecond: 1.98,
    requests: 1200,
    failed: 10,
    promptTokens: 575,
    outputTokens: 248,
    tpotSeconds: { mean: 0.01 },
  });
});

test("our CSV, with a byte order mark and CRLF, survives a round trip", () => {
  const text =
    "\uFEFFconcurrency,prompt_tokens,output_tokens,ttft_mean_ms,tpot_mean_ms\r\n1,512,128,31.25,7.5\r\n8,512,128,80,9\r\n";
  const runs = read(text);
  expect(runs).toHaveLength(2);
  expect(runs[1]).toMatchObject({ concurrency: 8, promptTokens: 512, ttftSeconds: { mean: 0.08 } });
  const again = readResults({ text: writeResultCsv(runs), file: "run.json" });
  expect(again).toEqual(runs);
});

test.each([
  ["", /the file is empty/],
  ['{"a": 1}', /is the result of no tool known here. Known: vllm bench serve/],
  ['{"total_input_tokens": 5', /is not JSON/],
  [{ ...vllm, completed: "many" }, /run.json: completed: .*looks like a result of vllm bench serve/],
  [{ ...vllm, completed: 0 }, /completed: no request finished/],
  ["a,b\n1,2\n", /run.json:1: columns a, b are no load-test result. Needed: prompt_tokens, output_tokens/],
  ["prompt_tokens,output_tokens,tpot_mean_ms", /has a header but no rows/],
  ["prompt_tokens,output_tokens,tpot_mean_ms\r\n100,10,5\n200,x,5\r\n", /run.json:3: output_tokens: cannot read "x"/],
  ["prompt_tokens,output_tokens,tpot_mean_ms\n100,10,fast\n", /run.json:2: tpot_mean_ms: cannot read "fast"/],
  ["prompt_tokens,output_tokens,tpot_mean_ms\n100,-10,5\n", /output_tokens: cannot read "-10"/],
] as const)("bad input %#", (value, message) => {
  expect(() => read(value)).toThrow(message);
});
