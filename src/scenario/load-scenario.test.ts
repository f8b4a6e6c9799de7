import { expect, test } from "vitest";
import { loadScenario } from "./load-scenario.ts";

const base = `version: 1
model: meta-llama/Llama-3.1-70B-Instruct
workload:
  generator: azure-conv-2023
  requests: 2000
targets: { ttft: { p90: 2 s }, tpot: { p90: 50 ms, mean: 40 ms } }
demand: 20
chips:
  - h100-sxm
  - { chip: h20, stock: 64 }
  - { chip: bi-v150, memoryBandwidth: 1.2 TB/s, stock: 8 }
fleet:
  - { chip: h100-sxm, count: 2, layout: { tp: 4 }, engine: vllm }
prices:
  chips: { h100-sxm: { purchase: 25000 USD, rentPerHour: 2.1 } }
`;
const load = (text: string, sets: string[] = []) =>
  loadScenario(
    { text, file: "dir/my.yaml", folder: "/data" },
    sets.map((set) => ({ text: set, folder: "/here" })),
  );

test("short forms and units become plain values in base units", () => {
  const scenario = load(base);
  expect(scenario.name).toBe("my");
  expect(scenario.model).toEqual({ kind: "name", name: "meta-llama/Llama-3.1-70B-Instruct" });
  expect(scenario.targets).toEqual([
    { metric: "ttft", statistic: 0.9, seconds: 2 },
    { metric: "tpot", statistic: 0.9, seconds: 0.05 },
    { metric: "tpot", statistic: "mean", seconds: 0.04 },
  ]);
  expect(scenario.demand).toEqual({ requestsPerSecond: 20 });
  expect(scenario.chips).toEqual([
    { chip: "h100-sxm" },
    { chip: "h20", stock: 64 },
    { chip: { chip: "bi-v150", memoryBandwidth: "1.2 TB/s" }, stock: 8 },
  ]);
  expect(scenario.fleet[0]).toMatchObject({
    name: "aggregated-0",
    layout: { tp: 4, pp: 1, attentionDp: 1, ep: 1, moeTp: 4 },
    engine: { family: "vllm", maxSequences: 256 },
  });
  expect(scenario.prices.chips["h100-sxm"]).toEqual({
    purchase: { amount: 25000, currency: "USD" },
    rentPerHour: { amount: 2.1, currency: "USD" },
  });
});

test("JSON is read like YAML", () => {
  const json = JSON.stringify({ version: 1, model: "x", workload: { trace: "t.csv" } });
  expect(load(json).workload.trace).toEqual({ path: "/data/t.csv" });
});

test("overrides change any key, paths start from the caller's folder", () => {
  const scenario = load(base, [
    "workload.trace=my.csv",
    "chips.0=h20",
    "fleet.0.count=8",
    "targets.ttft.p99=3 s",
    "demand=5",
    "chips.1.stock=7",
  ]);
  expect(scenario.workload.trace).toEqual({ path: "/here/my.csv" });
  expect(scenario.chips[0]).toEqual({ chip: "h20" });
  expect(scenario.chips[1]).toEqual({ chip: "h20", stock: 7 });
  expect(scenario.fleet[0]?.count).toBe(8);
  expect(scenario.targets).toContainEqual({ metric: "ttft", statistic: 0.99, seconds: 3 });
  expect(scenario.demand.requestsPerSecond).toBe(5);
});

test("every problem is reported at once, with file, line, path, value and a hint", () => {
  const bad = base
    .replace("targets:", "targest:")
    .replace("demand: 20", "demand: -3")
    .replace("count: 2", "count: two")
    .replace("25000 USD", "a lot");
  expect(() => load(bad)).toThrow(/dir\/my.yaml:6: targest: unknown key "targest". Did you mean "targets"\?/);
  expect(() => load(bad)).toThrow(/dir\/my.yaml:7: demand: expected at least 0, got -3/);
  expect(() => load(bad)).toThrow(
    /fleet\[0\].count: expected int, got "two"|fleet\[0\].count: expected number, got "two"/,
  );
  expect(() => load(bad)).toThrow(/h100-sxm.purchase: cannot read "a lot" as an amount of money/);
});

test.each([
  ["", /the file is empty/],
  ["- a\n- b", /expected keys and values, got a list/],
  ["version: 2\nmodel: x\nworkload: {trace: t}", /version: unknown value 2. One of: 1/],
  ["version: 1\nmodel: x", /workload: is missing/],
  ["version: 1\nmodel: x\nworkload: {}", /workload: has neither a trace nor a generator/],
  ["version: 1\nmodel: [", /my.yaml:2/],
  [
    "version: 1\nmodel: x\nworkload: {trace: t}\ntargets: {ttft: {p90: 5 parsecs}}",
    /cannot read "5 parsecs" as a time quantity/,
  ],
  [
    "version: 1\nmodel: x\nworkload: {trace: t}\ntargets: {ttft: {best: 5 s}}",
    /unknown statistic "best". Use mean, p50/,
  ],
  [
    "version: 1\nmodel: x\nworkload: {trace: t}\nfleet: [{chip: h20, count: 1, engine: vlm}]",
    /unknown value "vlm". Did you mean "vllm"/,
  ],
  [
    "version: 1\nmodel: x\nworkload: {trace: t}\nfleet: [{chip: h20, count: 1, layout: {tp: 8, ep: 3}}]",
    /ep x moeTp must equal/,
  ],
] as const)("bad input %#: %s", (text, message) => {
  expect(() => load(text)).toThrow(message);
});

test.each([
  ["nonsense", /cannot read "nonsense"/],
  ["chips.9=h20", /index 9 is past the end/],
  ["__proto__.x=1", /"__proto__" is no key/],
  ["fleet.0.cout=3", /unknown key "cout". Did you mean "count"/],
] as const)("bad override %s", (set, message) => {
  expect(() => load(base, [set])).toThrow(message);
});

test("an adjustment may be a file that calibrate wrote, or its three numbers", () => {
  const text = "overheadSeconds: 0.001\ndecodeScale: 1.1\nprefillScale: 0.9\nsources: [c1.json]\n";
  const read: string[] = [];
  const source = {
    text: base,
    file: "dir/my.yaml",
    folder: "/data",
    readText: (path: string) => {
      read.push(path);
      return text;
    },
  };
  const wanted = { overheadSeconds: 0.001, decodeScale: 1.1, prefillScale: 0.9 };
  const set = { text: "fleet.0.adjustment=mine.yaml", folder: "/here" };
  expect(loadScenario(source, [set]).fleet[0]?.adjustment).toEqual(wanted);
  expect(read).toEqual(["/here/mine.yaml"]);
  expect(
    load(base, ["fleet.0.adjustment={overheadSeconds: 0.001, decodeScale: 1.1, prefillScale: 0.9}"]).fleet[0]
      ?.adjustment,
  ).toEqual(wanted);
  expect(() => loadScenario({ ...source, readText: () => "decodeScale: fast" }, [set])).toThrow(
    /here\/mine.yaml: overheadSeconds: is missing/,
  );
  expect(load(base).fleet[0]).not.toHaveProperty("adjustment");
});
