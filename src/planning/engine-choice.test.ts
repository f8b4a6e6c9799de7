import { expect, test } from "vitest";
import { loadSolver } from "../cli/highs-solver.ts";
import { preparePlan } from "../cli/plan-inputs.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import { planScenario } from "./plan-scenario.ts";

const solve = await loadSolver();
const planOf = (chips: string, simulates = false) =>
  planScenario(
    preparePlan(
      loadScenario({
        text: `
version: 1
model: meta-llama/Llama-3.1-8B-Instruct
workload: { generator: { prompt: 1000, output: 200 }, requests: 600 }
targets: { ttft: { p90: 1 s }, tpot: { p90: 30 ms } }
demand: 30
chips: [${chips}]
`,
        file: "engines.yaml",
        folder: "/",
      }),
      solve,
      { simulates },
    ).inputs,
  );

test("engines that a chip names are searched side by side, and no pair mixes two", () => {
  const plan = planOf("{ chip: h100-sxm, engines: [vllm, sglang] }", true);
  const engines = plan.candidates.map(({ fleet }) => new Set(fleet.map(({ engine }) => engine.family)));
  expect(new Set(engines.flatMap((set) => [...set]))).toEqual(new Set(["vllm", "sglang"]));
  plan.candidates.forEach(({ fleet, kind, id }, i) => {
    if (kind === "disaggregated") expect(engines[i]!.size, id).toBe(1);
    // The name says which; two fleets that differ in it alone are two fleets.
    expect(id.includes("sglang")).toBe(fleet.some(({ engine }) => engine.family === "sglang"));
    for (const { option } of plan.pools.get(id)!)
      expect(
        fleet.some(({ engine, layout }) => engine.family === option.engine.family && layout === option.layout),
      ).toBe(true);
  });
  expect(new Set(plan.candidates.map(({ id }) => id)).size).toBe(plan.candidates.length);
  expect(plan.recommended).toHaveProperty("verification");
});

test("an engine that does not run on the chip is left out, with its reason", () => {
  const plan = planOf("{ chip: mi300x, engines: [trtllm, vllm] }");
  expect(plan.candidates.every(({ fleet }) => fleet.every(({ engine }) => engine.family === "vllm"))).toBe(true);
  expect(plan.excluded.some(({ what, reason }) => what.startsWith("mi300x") && /TensorRT-LLM/.test(reason))).toBe(true);
});

test("without a word on engines the choice is the one engine on record", () => {
  const plan = planOf("h100-sxm");
  expect(plan.candidates.every(({ fleet }) => fleet.every(({ engine }) => engine.family === "vllm"))).toBe(true);
});
