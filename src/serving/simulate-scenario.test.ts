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

test("faults, retries, autoscaling, speculation, overlap and conversion of the file reach the simulation", () => {
  const calm = simulate(bind()).result.metrics;
  const both = simulate(bind("kvTransfer.conversionBandwidth=1e9")).result.metrics;
  // 128 KiB of KV a token at 1 GB/s: H100 under vLLM and H20 under SGLang do not store it alike.
  const meanPrompt = bind().requests.promptTokens.reduce((sum, tokens) => sum + tokens, 0) / 400;
  const added = both.kvTransferSeconds.mean! - calm.kvTransferSeconds.mean!;
  expect(added).toBeGreaterThan(0.9 * meanPrompt * 131_072e-9);
  const hidden = simulate(bind("kvTransfer.conversionBandwidth=1e9", "kvTransfer.overlapsLayers=true")).result.metrics;
  expect(hidden.kvTransferSeconds.mean!).toBeLessThan(both.kvTransferSeconds.mean!);
  expect(bind("kvTransfer.overlapsLayers=true").link!.overlappedLayers).toBe(32);

  const crash = "faults=[{kind: crash, pool: d, at: 10 s, down: 5 s}]";
  const lost = simulate(bind(crash)).result.counts;
  expect(lost.failed).toBeGreaterThan(0);
  expect(lost.finished + lost.failed).toBe(400);
  expect(bind(crash, "retries=3").disturbances).toEqual({
    faults: [0, 1].map((replica) => ({ kind: "crash", pool: 1, replica, atSeconds: 10, downSeconds: 5 })),
    maxRetries: 3,
  });
  const scaled = bind("fleet.1.autoscaling={outstandingPerInstance: 20, load: 30 s}");
  expect(scaled.disturbances!.autoscaling![0]).toMatchObject({ pool: 1, min: 1, everySeconds: 10, loadSeconds: 30 });
  expect(simulate(scaled).result.counts.finished).toBe(400);

  const drafted = simulate(bind("fleet.1.speculation={draftTokens: 1, acceptance: 85%}")).result.metrics;
  expect(drafted.tpotSeconds.mean!).toBeLessThan(0.8 * calm.tpotSeconds.mean!);
});

test("role switching of the file reaches the simulation, patience being the bound on TTFT unless the file says", () => {
  const sets = [
    "fleet.1.chip=h100-sxm",
    "roleSwitching={between: [p, d], switch: 5 s, cooldown: 10 s, policy: POLICY}",
  ];
  const input = (policy: string) => bind(...sets.map((set) => set.replace("POLICY", policy)));
  expect(input("queue-pressure").disturbances!.roleSwitching).toEqual({
    prefillPool: 0,
    decodePool: 1,
    policy: { kind: "queue-pressure", patienceSeconds: 1, high: 1, low: 0.7 },
    minPrefill: 1,
    minDecode: 1,
    everySeconds: 10,
    switchSeconds: 5,
    cooldownSeconds: 10,
  });
  const { result } = simulate({ ...input("token-mix"), checksInvariants: true });
  expect(result.counts.finished).toBe(400);
  expect(result.roleSwitches).toBeDefined();
  expect(simulate(bind()).result.roleSwitches).toBeUndefined();
});

test("instances of the file serve both roles where it says so", () => {
  const input = bind("fleet.1.engine=vllm", "roleMixing={promptTokens: 1000}");
  expect(input.disturbances).toEqual({ roleMixing: { promptTokens: 1000 } });
  const { counts, roleMixing } = simulate({ ...input, checksInvariants: true }).result;
  expect(counts.finished).toBe(400);
  expect(roleMixing!.promptsOnDecode).toBeGreaterThan(0);
  expect(simulate(bind()).result.roleMixing).toBeUndefined();
  const aggregated = "fleet=[{chip: h100-sxm, count: 2}]";
  expect(() => bind(aggregated, "kvTransfer={}", "roleMixing=true")).toThrow(/roleMixing: lets prefill and decode/);
  expect(bind(aggregated, "kvTransfer={}", "roleMixing=true", "chips=[h100-sxm]").disturbances).toBeUndefined();
});

test("scheduler options of the file reach the engine", () => {
  const input = bind("fleet.0.options={longPrefillThresholdTokens: 512}");
  expect(input.pools[0]!.engine.options).toEqual({ longPrefillThresholdTokens: 512 });
  expect(simulate(input).result.metrics.ttftSeconds.mean!).toBeGreaterThan(
    simulate(bind()).result.metrics.ttftSeconds.mean!,
  );
});

test("tenants of the file are served by priority where the pool queues by it", () => {
  const tenants =
    "workload={requests: 600, tenants: [{name: batch, share: 1, generator: azure-conv-2023, priority: 5}, {name: chat, share: 1, generator: azure-conv-2023}]}";
  const pool = "fleet=[{chip: h100-sxm, count: 1, engine: {maxSequences: 16}, options: {queueOrder: ORDER}}]";
  const meanTtft = (order: string): number[] => {
    const input = bind(tenants, pool.replace("ORDER", order));
    const { records, result } = simulate({ ...input, keepsRecords: true, checksInvariants: true });
    expect(result.counts.finished).toBe(600);
    return [0, 1].map((which) => {
      const own = [...records!.ttftSeconds].filter((_, i) => input.requests.tenants!.tenant[i] === which);
      return own.reduce((sum, seconds) => sum + seconds, 0) / own.length;
    });
  };
  const [batch, chat] = meanTtft("priority") as [number, number];
  const unordered = bind(tenants, pool.replace("ORDER", "priority"));
  const fcfs = { ...unordered.pools[0]!.engine, options: {} };
  const { records } = simulate({ ...unordered, pools: [{ ...unordered.pools[0]!, engine: fcfs }], keepsRecords: true });
  const chats = [...records!.ttftSeconds].filter((_, i) => unordered.requests.tenants!.tenant[i] === 1);
  const alike = chats.reduce((sum, seconds) => sum + seconds, 0) / chats.length;
  expect(chat).toBeLessThan(0.2 * batch);
  expect(chat).toBeLessThan(0.2 * alike);
  expect(() => bind(tenants, pool.replace("ORDER", "fcfs"))).toThrow(
    /workload\.tenants\[0\]\.priority: priority 5 has no effect: no pool queues by priority/,
  );
});

test.each([
  [
    ["fleet.0.options={queueOrder: priority}", "fleet.0.scheduler=sarathi"],
    /fleet\[0\]\.options\.queueOrder: scheduler "sarathi" has no queue order "priority"/,
  ],
  [
    ["fleet.0.options={queueOrder: longest-prefix}"],
    /fleet\[0\]\.options\.queueOrder: scheduler "vllm" has no queue order "longest-prefix".*by longest prefix: sglang/,
  ],
  [
    ["fleet.1.options={queueOrder: longest-prefix}", "fleet.1.engine={family: sglang, hasPrefixCache: false}"],
    /fleet\[1\]\.options\.queueOrder: the longest cached prefix cannot go first/,
  ],
  [
    ["fleet.1.options={watermarkFraction: 1%}"],
    /fleet\[1\]\.options\.watermarkFraction: scheduler "sglang" has a watermark of its own/,
  ],
  [
    ["fleet.0.scheduler=static", "fleet.0.options={longPrefillThresholdTokens: 64}"],
    /fleet\[0\]\.options\.longPrefillThresholdTokens: scheduler "static"/,
  ],
  [
    ["fleet.0.speculation={draftTokens: 1, acceptance: 0.5}"],
    /fleet\[0\]\.speculation: a prefill pool makes one token/,
  ],
  [
    ["fleet=[{chip: h100-sxm, count: 1}]", "faults=[{kind: kv-loss, at: 1}]"],
    /faults\[0\]\.kind: a fault "kv-loss" strikes the link/,
  ],
  [
    ["fleet=[{chip: h100-sxm, count: 1}]", "kvTransfer.latency=1 ms"],
    /kvTransfer: describes the link between prefill and decode pools/,
  ],
] as const)("a key without effect is refused with its place: %s", (sets, message) => {
  expect(() => simulate(bind(...sets))).toThrow(message);
});

test("a host cache of the file is bound with the chip's own link and the engine's own ways, and takes part", () => {
  const shared =
    "workload={requests: 300, generator: {prompt: 3000, output: 20, sharedPrefix: {groups: 40, tokens: 2800}}}";
  const pool =
    "fleet=[{chip: h100-sxm, count: 1, engine: {memoryFraction: 0.3, kvBlockTokens: 16}, hostCache: {size: 64 GiB}}]";
  const input = bind(shared, pool);
  expect(input.pools[0]!.engine.hostTier).toEqual({
    bytes: 64 * 2 ** 30,
    bytesPerSecond: 64e9,
    latencySeconds: 6e-6,
    loads: "background",
    writes: "prefill",
    layers: 32,
  });
  const { metrics } = simulate({ ...input, checksInvariants: true }).result;
  expect(metrics.prefixCacheHitFractionByTier.host).toBeGreaterThan(0.1);
  const ways = (family: string): unknown =>
    bind(shared, pool, `fleet.0.engine.family=${family}`).pools[0]!.engine.hostTier;
  expect(ways("sglang")).toMatchObject({ loads: "layerwise", writes: "prefill" });
  expect(ways("trtllm")).toMatchObject({ loads: "blocking", writes: "eviction" });
  const store = (...sets: string[]) => bind(shared, pool, ...sets).pools[0]!.engine.hostTier!.store;
  expect(store("fleet.0.hostCache.shared=true", "fleet.0.layout.tp=2")).toEqual({
    bytesPerSecond: 100e9,
    latencySeconds: expect.closeTo(7e-6, 5),
  });
  expect(store("fleet.0.hostCache.shared={bandwidth: 200 Gbit/s, latency: 1 ms}")).toEqual({
    bytesPerSecond: 25e9,
    latencySeconds: 1e-3,
  });
  const pooled = simulate(bind(shared, pool, "fleet.0.count=3", "fleet.0.hostCache.shared=true")).result;
  expect(pooled.pools[0]!.hostCache!.store!.fetches).toBeGreaterThan(0);
  expect(bind(shared, pool, "fleet.0.layout.tp=2").pools[0]!.engine.hostTier!.bytesPerSecond).toBe(128e9);
});

test.each([
  ["fleet.0.hostCache={size: 0}", /fleet\[0\]\.hostCache\.size: expected above 0/],
  ["fleet.0.hostCache={size: 1 GiB, bandwidth: 0}", /fleet\[0\]\.hostCache\.bandwidth: expected above 0/],
  ["fleet.0.hostCache={size: 1 GiB, latency: -1}", /fleet\[0\]\.hostCache\.latency: expected at least 0/],
  ["fleet.0.hostCache={size: 1 GiB, shared: {bandwidth: 0}}", /fleet\[0\]\.hostCache\.shared/],
  ["fleet.0.hostCache={size: 1 GiB, loads: sometimes}", /fleet\[0\]\.hostCache\.loads/],
  ["fleet.0.hostCache={size: 1 GiB}", /fleet\[0\]\.hostCache: the workload does not say which prompts start alike/],
  ["fleet.1.hostCache={size: 1 GiB}", /fleet\[1\]\.hostCache: a decode pool computes no prompts/],
] as const)("a host cache that cannot be is refused with its place: %s", (set, message) => {
  expect(() => simulate(bind(set))).toThrow(message);
});

test("a tenant's own targets stand in place of the scenario's on the same metric", () => {
  const input = bind(
    "workload={requests: 300, tenants: [{name: batch, share: 1, generator: azure-conv-2023, targets: {ttft: {p90: 20 s}}}, {name: chat, share: 1, generator: azure-conv-2023}]}",
  );
  expect(input.tenantTargets).toEqual([
    { ttftSeconds: 20, tpotSeconds: 0.04 },
    { ttftSeconds: 1, tpotSeconds: 0.04 },
  ]);
  expect(simulate(input).result.tenants!.map(({ name, finished }) => [name, finished])).toEqual([
    ["batch", 150],
    ["chat", 150],
  ]);
  expect(bind().tenantTargets).toBeUndefined();
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

test("unlike pools of one role weigh what they can serve, a pool alone and equal ones weigh the same", () => {
  const split = bind().pools;
  expect(split.map(({ weight }) => weight)).toEqual([undefined, undefined]);
  const chips = "fleet=[{chip: h100-sxm, count: 1}, {chip: ascend-910b, count: 2}, {chip: h100-sxm, count: 1}]";
  const [fast, slow, same] = bind(chips).pools;
  expect(fast!.weight).toBe(1);
  expect(same!.weight).toBe(1);
  expect(slow!.weight).toBeGreaterThan(0.1);
  expect(slow!.weight).toBeLessThan(0.7);
  const input = bind(chips, "router=round-robin", "demand=20");
  const { records } = simulate({ ...input, keepsRecords: true });
  const share = records!.replica.filter((replica) => replica === 0).length / 400;
  expect(share).toBeCloseTo(1 / (2 + 2 * slow!.weight!), 1);
});
