import { expect, test } from "vitest";
import { readVllmRuns, readVllmWorkloads } from "./vllm-runs.ts";
import { drawVllmTraffic } from "./vllm-traffic.ts";

const header = "exp,model,hardware,tp,workload,stage_index,e2e_mean_ms,ttft_mean_ms";

test("a run's times are read in seconds, and what is not given stays unknown", () => {
  const [run] = readVllmRuns(`\uFEFF${header}\r\na,m,H100,2,general,0,2500,40\r\n`, "runs.csv");
  expect(run!.measured["e2e mean"]).toBe(2.5);
  expect(run!.measured.tpot).toBeUndefined();
  expect(run!.kvBlocks).toBeUndefined();
});

test("a bad cell names its file, row and column", () => {
  expect(() => readVllmRuns(`${header}\na,m,H100,two,general,0,1,1\n`, "runs.csv")).toThrow(
    /^runs\.csv: row 2\.tp: cannot read "two" as a number/,
  );
  expect(() => readVllmRuns("a,b\n1,2\n", "runs.csv")).toThrow(/no column exp, model/);
  expect(() => readVllmRuns("", "runs.csv")).toThrow(/the file is empty/);
});

test("the load drawn has each stage's count inside its duration, and a hundred prompts", () => {
  const text = JSON.stringify({
    server: { kv_block_tokens: 16 },
    workloads: {
      general: {
        system_prompt_len: 100,
        nominal_prompt_len: 547,
        output_len: 248,
        actual_prompt_groups: 10,
        actual_prompts_per_group: 10,
        stages: [
          { rate_rps: 8, duration_s: 60, requests: 480 },
          { rate_rps: 20, duration_s: 60, requests: 1200 },
        ],
        measured_prompt_len_min_mean_max: [557, 575, 596],
      },
    },
  });
  const workload = readVllmWorkloads(text, "w.json").get("general")!;
  const { requests, stage } = drawVllmTraffic(workload, 3);
  expect(requests.count).toBe(1680);
  expect(requests.arrivalSeconds[479]).toBeCloseTo(60, 9);
  expect(requests.arrivalSeconds[1679]).toBeCloseTo(120, 9);
  expect([...stage].filter((index) => index === 0).length).toBe(480);
  const { offsets, blocks } = requests.prefix!;
  const last = new Set(Array.from({ length: requests.count }, (_, i) => blocks[offsets[i + 1]! - 1]!));
  expect(last.size).toBe(100);
  expect(Math.min(...requests.promptTokens)).toBeGreaterThanOrEqual(557);
  expect(Math.max(...requests.promptTokens)).toBeLessThanOrEqual(596);
});
