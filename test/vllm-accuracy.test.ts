// The vLLM load tests beside their simulation, held to the errors that docs/accuracy promises.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { chipSpecFromUser } from "../src/catalog/user-chip.ts";
import { loadModel } from "../src/scenario/load-model.ts";
import { compareVllmRuns, summariseErrors } from "../src/serving/validation/vllm-accuracy.ts";
import { type MeasuredMetric, readVllmRuns, readVllmWorkloads } from "../src/serving/validation/vllm-runs.ts";
import { describeShared, sharedPath } from "./shared.ts";

describeShared("vLLM 0.15.1 on H100 and A100", () => {
  test("E2E and TPOT within 8%, TTFT within 20%, E2E p90 and p99 within 12% on average", () => {
    const read = (name: string): string => readFileSync(sharedPath("data", "e2e", name), "utf8");
    const { rows, excluded } = compareVllmRuns(
      readVllmRuns(read("vllm_ground_truth_dev.csv"), "runs"),
      readVllmWorkloads(read("vllm_workloads.json"), "workloads"),
      { model: loadModel, chip: (name) => chipSpecFromUser(name, []) },
    );
    const pooled = summariseErrors(rows).filter((entry) => entry.by === "all");
    const error = (metric: MeasuredMetric): number => pooled.find((entry) => entry.metric === metric)!.mape;
    expect(error("e2e mean")).toBeLessThan(8);
    expect(error("tpot")).toBeLessThan(8);
    expect(error("ttft mean")).toBeLessThan(20);
    expect(error("e2e p90")).toBeLessThan(12);
    expect(error("e2e p99")).toBeLessThan(12);
    expect(rows.length + excluded.reduce((sum, entry) => sum + entry.rows, 0)).toBe(84);
  });
});
