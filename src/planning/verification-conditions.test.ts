// What a plan's verification takes over from the scenario's own fleet, and that it says what it does not.
import { stripVTControlCharacters } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { loadSolver } from "../cli/highs-solver.ts";
import { preparePlan } from "../cli/plan-inputs.ts";
import { planText } from "../report/plan-text.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { PlanResult } from "./plan.ts";
import { planScenario } from "./plan-scenario.ts";
import type { Solve } from "./programme.ts";
import { type PlannedPool, verificationConditions } from "./verification-conditions.ts";
import type { VerifiedCandidate } from "./verify.ts";

const split = `
version: 1
model: meta-llama/Llama-3.1-8B-Instruct
workload:
  requests: 500
  tenants:
    - { name: chat, share: 1, generator: { prompt: 1500, output: 250 } }
    - { name: batch, share: 1, priority: 5, generator: { prompt: 1500, output: 250 } }
fleet:
  - { name: p, chip: h20, role: prefill, count: 2 }
  - name: d
    chip: h20
    role: decode
    count: 3
    speculation: { draftTokens: 1, acceptance: 80% }
    options: { queueOrder: priority }
faults:
  - { kind: crash, pool: d, instance: 2, at: 5 s, down: 10 s }
  - { kind: slow, pool: p, at: 5 s, duration: 10 s, factor: 2 }
  - { kind: kv-loss, at: 6 s }
  - { kind: drain, pool: d, instance: 0, at: 1e6 }
retries: { times: 2, wait: 30 s }
roleSwitching: { between: [p, d], switch: 20 s, minPrefill: 2, policy: queue-pressure }
`;
const load = (text: string, ...sets: string[]): Scenario =>
  loadScenario(
    { text, file: "test.yaml", folder: "/" },
    sets.map((set) => ({ text: set, folder: "/" })),
  );
const planned = (role: PlannedPool["role"], count: number, changes: Partial<PlannedPool> = {}): PlannedPool => ({
  role,
  count,
  chip: "h20",
  chipsPerInstance: 1,
  family: "vllm",
  ...changes,
});

describe("conditions of a planned fleet", () => {
  test("pools of the same roles take everything over; what comes after the traffic is named", () => {
    const { disturbances, engines, applied, leftOut } = verificationConditions(
      load(split),
      [planned("prefill", 1), planned("decode", 2)],
      60,
      0.5,
    );
    expect(disturbances!.faults).toEqual([
      // Of two planned instances the last stands for the file's third.
      { kind: "crash", atSeconds: 5, downSeconds: 10, pool: 1, replica: 1 },
      { kind: "slow", atSeconds: 5, durationSeconds: 10, factor: 2, pool: 0, replica: 0 },
      { kind: "kv-loss", atSeconds: 6 },
    ]);
    expect(disturbances).toMatchObject({ maxRetries: 2, maxHoldSeconds: 30 });
    expect(disturbances!.roleSwitching).toMatchObject({
      prefillPool: 0,
      decodePool: 1,
      minPrefill: 1,
      policy: { kind: "queue-pressure", patienceSeconds: 0.5 },
    });
    expect(engines[0]).toEqual({});
    expect(engines[1]).toEqual({
      options: { queueOrder: "priority" },
      speculation: { draftTokens: 1, acceptance: 0.8, draftCostFraction: 0 },
    });
    expect(applied).toEqual([
      "speculation",
      "scheduler options",
      "priorities of tenants",
      "3 faults",
      "retries",
      "changes of role",
    ]);
    expect(leftOut).toEqual([
      { what: "faults[3] (drain)", why: "it comes at 1000000 s, and the simulated traffic ends at 60 s" },
    ]);
  });

  test("instances of a split fleet serve both roles as the file's do, of others not, with the reason", () => {
    const text = split.replace(/^roleSwitching.*$/m, "roleMixing: { promptTokens: 4096 }");
    const conditions = (...pools: PlannedPool[]) => {
      const { disturbances, applied, leftOut } = verificationConditions(load(text), pools, 60);
      const why = leftOut.find(({ what }) => what === "roleMixing")?.why;
      return [disturbances!.roleMixing, applied.includes("mixed roles"), why];
    };
    expect(conditions(planned("prefill", 1), planned("decode", 2))).toEqual([{ promptTokens: 4096 }, true, undefined]);
    expect(conditions(planned("aggregated", 2))).toEqual([
      undefined,
      false,
      "instances of the planned fleet serve both roles always",
    ]);
    const sglang = { family: "sglang" } as const;
    expect(conditions(planned("prefill", 1, sglang), planned("decode", 2, sglang))[2]).toMatch(
      /^sglang starts an instance of a split fleet for prefill or for decode alone$/,
    );
  });

  test("an aggregated fleet loses as many instances, decodes alike, and each thing left out is named with its reason", () => {
    const pools = [planned("aggregated", 2), planned("aggregated", 4, { chip: "h100-sxm" })];
    const { disturbances, engines, applied, leftOut } = verificationConditions(load(split), pools, 60);
    expect(applied).toEqual(["speculation", "scheduler options", "priorities of tenants", "2 faults", "retries"]);
    expect(disturbances).toEqual({
      faults: [
        { kind: "crash", atSeconds: 5, downSeconds: 10, pool: 1, replica: 2 },
        ...[0, 1, 2, 3].map((replica) => ({
          kind: "slow",
          atSeconds: 5,
          durationSeconds: 10,
          factor: 2,
          pool: 1,
          replica,
        })),
      ],
      autoscaling: [],
      maxRetries: 2,
      maxHoldSeconds: 30,
    });
    expect(engines[1]!.speculation).toEqual({ draftTokens: 1, acceptance: 0.8, draftCostFraction: 0 });
    expect(leftOut.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      "faults[2] (kv-loss): the planned fleet hands no KV over",
      "faults[3] (drain): it comes at 1000000 s, and the simulated traffic ends at 60 s",
      "roleSwitching: the planned fleet has no prefill and decode pool of the same chips, as many per instance",
    ]);
  });

  test("a split fleet takes over what the file says of its aggregated pool; a mixed file's other pool is named", () => {
    const text = `
version: 1
model: meta-llama/Llama-3.1-8B-Instruct
workload: { generator: azure-conv-2023 }
fleet:
  - { name: a, chip: h20, count: 4, autoscaling: { outstandingPerInstance: 8, load: 60 s } }
  - { name: b, chip: h100-sxm, count: 2, autoscaling: { outstandingPerInstance: 8, load: 60 s } }
faults: [{ kind: drain, pool: a, instance: 3, at: 5 s }]
`;
    const pools = [planned("prefill", 1), planned("decode", 5)];
    const { disturbances, applied, leftOut } = verificationConditions(load(text), pools, 60);
    expect(applied).toEqual(["autoscaling", "1 fault"]);
    expect(disturbances!.autoscaling!.map(({ pool }) => pool)).toEqual([0, 1]);
    expect(disturbances!.faults).toEqual([{ kind: "drain", atSeconds: 5, pool: 1, replica: 3 }]);
    expect(leftOut).toEqual([{ what: 'autoscaling of pool "b"', why: "no planned pool is like it" }]);
  });

  test("options of another engine and measured adjustments are named; autoscaling starts at no more than the pool has", () => {
    const text = `
version: 1
model: meta-llama/Llama-3.1-8B-Instruct
workload: { generator: azure-conv-2023 }
fleet:
  - name: a
    chip: h20
    count: 4
    engine: sglang
    options: { queueOrder: longest-prefix }
    adjustment: { overheadSeconds: 0.001, decodeScale: 1.1, prefillScale: 1.2 }
    autoscaling: { min: 3, outstandingPerInstance: 8, load: 60 s }
`;
    const { disturbances, applied, leftOut } = verificationConditions(load(text), [planned("aggregated", 2)], 60);
    expect(applied).toEqual(["autoscaling"]);
    expect(disturbances!.autoscaling![0]).toMatchObject({ pool: 0, min: 2, loadSeconds: 60 });
    expect(leftOut.map(({ what }) => what)).toEqual(['options of pool "a"', 'adjustment of pool "a"']);
    expect(leftOut[0]!.why).toBe("they are of sglang, and the planned instances run vllm");
  });
});

describe("a plan", () => {
  let solve: Solve;
  beforeAll(async () => {
    solve = await loadSolver();
  });
  const base = `
version: 1
model: meta-llama/Llama-3.1-8B-Instruct
workload: { generator: { prompt: 1500, output: 250 }, requests: 600 }
targets: { ttft: { p90: 1 s }, tpot: { p90: 30 ms } }
demand: 20
chips: [{ chip: h100-sxm, roles: [aggregated], layouts: [{ tp: 1 }] }]
prices: { chips: { h100-sxm: { purchase: 27500 USD } } }
plan: { verify: 1 }
`;
  const plan = (text: string): { result: PlanResult; text: string } => {
    const { inputs, context } = preparePlan(load(text), solve, { simulates: true });
    const result = planScenario(inputs);
    return { result, text: stripVTControlCharacters(planText(result, context, 200)) };
  };

  test("is verified with the scenario's faults, which may take a larger fleet, and says so", () => {
    const calm = plan(base);
    const best = calm.result.recommended as VerifiedCandidate;
    expect(best.verification).toMatchObject({ applied: [], leftOut: [], lostInFaults: 0 });
    expect(calm.text).not.toMatch(/verified with|not in the verification/);
    const slow = plan(`${base}
fleet: [{ name: a, chip: h100-sxm, count: 2 }]
faults:
  - { kind: slow, pool: a, instance: 0, at: 0, duration: 1 h, factor: 8 }
  - { kind: crash, pool: a, instance: 1, at: 15 s, down: 1 s }
  - { kind: link, at: 1 s, duration: 1 s, factor: 0 }
`);
    const bestSlow = slow.result.recommended as VerifiedCandidate;
    expect(bestSlow.chips).toBeGreaterThan(best.chips);
    expect(bestSlow.verification.checks.every(({ isMet }) => isMet)).toBe(true);
    expect(bestSlow.verification.applied).toEqual(["2 faults"]);
    expect(bestSlow.verification.lostInFaults).toBeGreaterThan(0);
    expect(slow.text).toMatch(/verified with the scenario's 2 faults; \d+ requests lost in them, with no retry left/);
    expect(slow.text).toContain("not in the verification: faults[2] (link): the planned fleet hands no KV over");
  });
});
