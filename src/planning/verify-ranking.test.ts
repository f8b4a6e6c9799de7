import { expect, test } from "vitest";
import { loadSolver } from "../cli/highs-solver.ts";
import { preparePlan } from "../cli/plan-inputs.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import { planScenario } from "./plan-scenario.ts";
import type { SimulatedService } from "./verify.ts";

const solve = await loadSolver();
const text = (chips: string) => `
version: 1
model: meta-llama/Llama-3.1-70B-Instruct
workload: { generator: { prompt: { kind: uniform, low: 200, high: 3000 }, output: 200 }, requests: 800 }
targets: { ttft: { p90: 2 s }, tpot: { p90: 50 ms } }
demand: 30
chips: [${chips}]
`;
const inputsOf = (chips: string) =>
  preparePlan(loadScenario({ text: text(chips), file: "ranking.yaml", folder: "/" }), solve, { simulates: false })
    .inputs;

/** A simulator that asks for one instance more of every pool than the analytic model does, and counts its runs. */
function strict(chips: string) {
  const inputs = inputsOf(chips);
  const fewest = new Map<string, number>();
  for (const pools of planScenario(inputs).pools.values())
    for (const { option } of pools) fewest.set(option.id, option.alone + 1);
  const answer = (isMet: (metric: string) => boolean): SimulatedService => ({
    service: { from: "simulated" },
    at: ({ metric, seconds }) => (isMet(metric) ? 0.9 : 1.2) * seconds,
    finished: 1,
    failed: 0,
    lostInFaults: 0,
    applied: [],
    leftOut: [],
    unfinished: 0,
    requests: 1,
  });
  const result = planScenario({
    ...inputs,
    simulate: (pools) => {
      const short = pools.filter(
        ({ option, count, requestsPerSecond }) =>
          requestsPerSecond >= inputs.demand && count < (fewest.get(option.id) ?? 0),
      );
      return answer((metric) =>
        short.every(({ option }) => option.role === (metric === "ttft" ? "decode" : "prefill")),
      );
    },
  });
  return { result, fewest, demand: inputs.demand };
}

const strictPlan = strict("h100-sxm, h20, mi300x");

test("what the simulation asks of a pool, every fleet with that pool is taken to need", () => {
  const { result, fewest, demand } = strictPlan;
  const simulated = result.candidates.filter((candidate) => "verification" in candidate);
  // A pool of a mix carries a part of the demand, and says nothing of one that carries all.
  const whole = (id: string) => result.pools.get(id)!.filter(({ requestsPerSecond }) => requestsPerSecond >= demand);
  const taught = new Set(simulated.flatMap(({ id }) => whole(id).map(({ option }) => option.id)));
  const others = result.candidates.filter((candidate) => !("verification" in candidate));
  let raised = 0;
  for (const { id } of others)
    for (const { option, count } of whole(id)) {
      if (!taught.has(option.id)) continue;
      expect(count, id).toBeGreaterThanOrEqual(fewest.get(option.id)!);
      raised += 1;
    }
  expect(raised).toBeGreaterThan(0);
  // And no unverified fleet stands above the recommended one.
  const [best] = result.candidates;
  expect(best).toHaveProperty("verification");
  expect(best!.id).toBe(result.recommended!.id);
  expect(new Set(result.candidates.map(({ id }) => id)).size).toBe(result.candidates.length);
});

test("the best of each kind is settled by simulation, not by the analytic model", () => {
  const { result } = strictPlan;
  const compared = result.explanation.reasons.filter((reason) => reason.startsWith("the best "));
  expect(compared.length).toBeGreaterThan(0);
  for (const reason of compared) expect(reason).toMatch(/\(simulated\)$/);
});
