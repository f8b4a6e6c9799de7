import { beforeAll, describe, expect, test } from "vitest";
import { loadSolver } from "../cli/highs-solver.ts";
import { preparePlan } from "../cli/plan-inputs.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import { hourText, type JointService, jointPlan } from "./joint-plan.ts";
import { planInputs } from "./plan-scenario.ts";
import type { Solve } from "./programme.ts";

let solve: Solve;
beforeAll(async () => {
  solve = await loadSolver();
});

const day = [...Array(8).fill(1), ...Array(12).fill(8), ...Array(4).fill(1)].join(", ");
const night = [...Array(8).fill(8), ...Array(12).fill(1), ...Array(4).fill(8)].join(", ");
function service(
  name: string,
  hourly: string,
  extra = "",
  prices = "chips: { h100-sxm: { purchase: 27500 USD } }",
): JointService {
  const text = `
version: 1
name: ${name}
model: meta-llama/Llama-3.1-8B-Instruct
workload: { generator: { prompt: 1500, output: 250 }, requests: 600 }
targets: { ttft: { p90: 2 s }, tpot: { p90: 40 ms } }
demand: { requestsPerSecond: 60, hourly: [${hourly}] }
chips: [h100-sxm]
prices: { ${prices} }
${extra}`;
  const scenario = loadScenario({ text, file: `${name}.yaml`, folder: "/" });
  const { inputs } = preparePlan(scenario, solve, { simulates: true });
  return { name, plan: planInputs(inputs), hourly: scenario.demand.hourly! };
}

describe("several services on one pool of chips", () => {
  test("chips change hands with the hour, sharing saves, and every target holds in the simulation", () => {
    const result = jointPlan([service("chat", day), service("batch", night)], solve);
    expect(result.status).toBe("ok");
    expect(result.periods).toHaveLength(2);
    expect(result.perHour).toBeLessThan(0.75 * result.apartPerHour!);
    for (const { checks } of result.services) {
      expect(checks.length).toBe(2);
      expect(checks.every((check) => check.isMet)).toBe(true);
    }
    const shares = result.services.reduce((sum, { perHour }) => sum + perHour, 0);
    expect(shares).toBeCloseTo(result.perHour, 9);
    // In no period do the services run more chips than are held.
    for (const t of result.periods.keys()) {
      const used = result.pools.reduce((sum, pool) => sum + pool.instances[t]! * pool.chipsPerInstance, 0);
      expect(used).toBeLessThanOrEqual(result.chips["h100-sxm"]!);
    }
  });

  test("limits that cannot hold together are named", () => {
    const result = jointPlan([service("chat", day, "plan: { maxChips: 2 }"), service("batch", night)], solve);
    expect(result).toMatchObject({ status: "infeasible", infeasible: { conflict: ["chips in all: 2"] } });
  });

  test("chips that are rented by the hour cost what runs: the mean of the hours, not the fullest", () => {
    const extra = "plan: { rentByHour: true }";
    const rented = (name: string, hourly: string, plan = "") =>
      service(name, hourly, plan, "basis: rent, chips: { h100-sxm: { rentPerHour: 2 USD } }");
    const held = jointPlan([rented("chat", day), rented("more", day)], solve);
    const elastic = jointPlan([rented("chat", day, extra), rented("more", day, extra)], solve);
    const mean = elastic.periods.reduce(
      (sum, { share }, t) =>
        sum + share * elastic.pools.reduce((all, pool) => all + pool.instances[t]! * pool.chipsPerInstance * 2, 0),
      0,
    );
    expect(elastic.perHour).toBeCloseTo(mean, 9);
    expect(elastic.perHour).toBeLessThan(0.75 * held.perHour);
    expect(() => service("own", day, extra)).toThrow(/only rented chips can be given back/);
  });

  test("two scenarios of one name are refused", () => {
    expect(() => jointPlan([service("chat", day), service("chat", night)], solve)).toThrow(/same name/);
  });
});

test("hours read as ranges", () => {
  expect(hourText([0, 1, 2, 7, 22, 23])).toBe("0-2, 7, 22-23 h");
});
