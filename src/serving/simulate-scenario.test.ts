import { expect, test } from "vitest";
import { chipSpecFromUser } from "../catalog/user-chip.ts";
import { loadModel } from "../scenario/load-model.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import { loadWorkload } from "../workload/load-workload.ts";
import { diagnose } from "./diagnosis.ts";
import { simulate } from "./simulate.ts";
import { scenarioSimulation } from "./simulate-scenario.ts";
import type { SimulationInput } from "./simulation-input.ts";

const text = `
version: 1
name: small
model: meta-llama/Llama-3.1-8B-Instruct
workload: { generator: azure-conv-2023, requests: 400 }
demand: 10
targets: { ttft: { p90: 1 s }, tpot: { p90: 40 ms } }
fleet:
  - { name: p, chip: h100-sxm, layout: { tp: 1 }, role: prefill, count: 2, engine: vllm }
  - { name: d, chip: h20, layout: { tp: 1 }, role: decode, count: 2, engine: sglang }
`;

function bind(...sets: string[]): SimulationInput {
  const folder = process.cwd();
  const scenario = loadScenario(
    { text, file: "small.yaml", folder },
    sets.map((set) => ({ text: set, folder })),
  );
  const workload = loadWorkload(scenario.workload, scenario.demand, { seed: 1, openChunks: () => [] });
  const chips = scenario.fleet.map((pool, i) => chipSpecFromUser(pool.chip, ["fleet", i, "chip"]));
  return scenarioSimulation(scenario, loadModel("meta-llama/Llama-3.1-8B-Instruct"), chips, workload.columns);
}

test("a split fleet of two vendors' chips is bound with its link, schedulers and bounds, and plays", () => {
  const input = bind();
  expect(input.pools.map((pool) => pool.engine.scheduler)).toEqual(["vllm", "sglang"]);
  expect(input.targets).toEqual({ ttftSeconds: 1, tpotSeconds: 0.04 });
  expect(input.link!.bytesPerSecond).toBeGreaterThan(1e9);
  const { result } = simulate({ ...input, checksInvariants: true });
  expect(result.counts.finished).toBe(400);
  expect(result.metrics.kvTransferSeconds.count).toBe(400);
  expect(diagnose(result, input).bottleneck).not.toBe("");
});

test("the measured vLLM release steps as it was measured", () => {
  const [plain] = bind("fleet.0.engine.family=vllm").pools;
  const [measured] = bind("fleet.0.engine.family=vllm", "fleet.0.engine.version=0.15.1").pools;
  expect(measured!.stepModel.tokenSeconds[5]).not.toBe(plain!.stepModel.tokenSeconds[5]);
});

test("what cannot be bound names its place and what there is instead", () => {
  expect(() => bind("router=fastest")).toThrow(/router: unknown router "fastest"\. Routers are: round-robin/);
  expect(() => bind("fleet.0.scheduler=lifo")).toThrow(/fleet\[0\]\.scheduler: unknown scheduler "lifo"/);
  expect(() => bind("fleet=[]")).toThrow(/fleet: is empty: there is nothing to simulate/);
  expect(() => bind("kvTransfer.bandwidth=0")).toThrow(/kvTransfer\.bandwidth: a link of 0 bytes\/s/);
  expect(() => simulate(bind("fleet.1.count=0"))).toThrow(/fleet\[1\]\.count: pool "d" has 0 instances/);
});

test("demand zero is a run without requests, and says so", () => {
  const input = bind("demand=0");
  const { result } = simulate(input);
  expect(result.counts.arrived).toBe(0);
  expect(result.metrics.ttftSeconds.mean).toBeUndefined();
  expect(diagnose(result, input).bottleneck).toBe("no traffic");
});

test("a rate beyond capacity is named as such, with what is full", () => {
  const input = bind("demand=400", "workload.requests=3000");
  const { result } = simulate(input);
  expect(result.metrics.isStable).toBe(false);
  expect(diagnose(result, input).bottleneck).toMatch(/beyond capacity/);
});
