// The three examples that ship run with `plan` and with `simulate`, and their scenarios are what the docs say they are.
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { loadSolver } from "../src/cli/highs-solver.ts";
import { preparePlan } from "../src/cli/plan-inputs.ts";
import { planScenario } from "../src/planning/plan-scenario.ts";
import type { Solve } from "../src/planning/programme.ts";
import { planJson } from "../src/report/plan-json.ts";
import { loadScenario } from "../src/scenario/load-scenario.ts";

const read = (name: string, sets: readonly string[] = []) => {
  const file = `examples/${name}.yaml`;
  return loadScenario(
    { text: readFileSync(file, "utf8"), file, folder: "examples" },
    sets.map((text) => ({ text, folder: "." })),
  );
};

let solve: Solve;
beforeAll(async () => {
  solve = await loadSolver();
});

describe.each(["chat-70b", "deepseek-r1-mixed", "azure-replay"])("examples/%s.yaml", (name) => {
  test("plans, verifies by simulation, and has every field of the contract", () => {
    // Fewer requests than the example plays: the path is the same, the statistics coarser.
    const { inputs, context } = preparePlan(read(name, ["workload.requests=1500", "plan.verify=2"]), solve, {
      simulates: true,
    });
    const result = planScenario(inputs);
    expect(result.status).toBe("ok");
    const json = JSON.parse(JSON.stringify(planJson(result, context)));
    expect(json.recommended.verification.checks.every((check: { isMet: boolean }) => check.isMet)).toBe(true);
    expect(json.recommended.costPerMillionTokens.output).toBeGreaterThan(json.recommended.costPerMillionTokens.input);
    expect(json.frontier.length).toBeGreaterThan(0);
    expect(json.excluded.length).toBeGreaterThan(0);
  });
  test("also says which fleet to simulate", () => {
    expect(read(name).fleet.length).toBeGreaterThan(0);
  });
});

test("the mixed example compares prefill and decode of two vendors with either alone, and labels what nobody documents", () => {
  const { inputs } = preparePlan(read("deepseek-r1-mixed", ["workload.requests=1000"]), solve, { simulates: false });
  expect(inputs.chips).toHaveLength(12);
  const { candidates } = planScenario(inputs);
  const split = candidates.filter(({ pairs }) => pairs.length > 0);
  const mixed = split.filter(({ vendors }) => vendors.length > 1);
  expect(mixed.length).toBeGreaterThan(0);
  expect(split.some(({ vendors }) => vendors.length === 1)).toBe(true);
  for (const { pairs, isHypothetical } of split)
    expect(isHypothetical).toBe(pairs.some(({ status }) => status === "hypothetical"));
  for (const { pairs } of split)
    for (const pair of pairs) expect(pair.source, `${pair.prefill} to ${pair.decode}`).not.toBe("");
});
