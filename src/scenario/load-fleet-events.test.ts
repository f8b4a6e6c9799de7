import { expect, test } from "vitest";
import { loadScenario } from "./load-scenario.ts";

const text = `version: 1
model: x
workload: { trace: t.csv }
fleet:
  - { name: p, chip: h100-sxm, role: prefill, count: 2, speculation: { draftTokens: 3, acceptance: 75% } }
  - name: d
    chip: h20
    role: decode
    count: 4
    options: { longPrefillThresholdTokens: 2048, watermarkFraction: 1% }
    autoscaling: { min: 2, outstandingPerInstance: 8, every: 5 s, load: 2 min }
kvTransfer: { bandwidth: 50 GB/s, overlapsLayers: true, conversionBandwidth: 20 GB/s }
faults:
  - { kind: crash, pool: d, instance: 3, at: 1 min, down: 90 s }
  - { kind: slow, pool: p, at: 0, duration: 10 s, factor: 2 }
  - { kind: link, at: 5 s, duration: 500 ms, factor: 0 }
  - { kind: kv-loss, at: 7 s }
  - { kind: drain, pool: p, instance: 0, at: 30 s }
retries: 2
`;
const load = (...sets: string[]) =>
  loadScenario(
    { text, file: "f.yaml", folder: "/" },
    sets.map((set) => ({ text: set, folder: "/" })),
  );

test("faults, retries, autoscaling, speculation and scheduler options become plain values in base units", () => {
  const { fleet, faults, retries, kvTransfer } = load();
  expect(fleet[0]!.speculation).toEqual({ draftTokens: 3, acceptance: 0.75, draftCostFraction: 0 });
  expect(fleet[0]).not.toHaveProperty("autoscaling");
  expect(fleet[1]!.options).toEqual({ longPrefillThresholdTokens: 2048, watermarkFraction: 0.01 });
  expect(fleet[1]!.autoscaling).toEqual({ min: 2, outstandingPerInstance: 8, everySeconds: 5, loadSeconds: 120 });
  expect(kvTransfer).toEqual({ bytesPerSecond: 5e10, overlapsLayers: true, conversionBytesPerSecond: 2e10 });
  expect(faults).toEqual([
    { kind: "crash", pool: "d", instance: 3, atSeconds: 60, downSeconds: 90 },
    { kind: "slow", pool: "p", atSeconds: 0, durationSeconds: 10, factor: 2 },
    { kind: "link", atSeconds: 5, durationSeconds: 0.5, factor: 0 },
    { kind: "kv-loss", atSeconds: 7 },
    { kind: "drain", pool: "p", instance: 0, atSeconds: 30 },
  ]);
  expect(retries).toEqual({ times: 2 });
  expect(load("retries={times: 1, wait: 30 s}").retries).toEqual({ times: 1, waitSeconds: 30 });
  expect(load("retries={wait: 30 s}").retries).toEqual({ times: 0, waitSeconds: 30 });
});

test("role switching becomes plain values, with its defaults", () => {
  const both = "fleet=[{name: p, chip: h20, role: prefill, count: 3}, {name: d, chip: h20, role: decode, count: 4}]";
  expect(load(both, "faults=[]", "roleSwitching={between: [p, d], switch: 30 s}").roleSwitching).toEqual({
    prefillPool: "p",
    decodePool: "d",
    policy: { kind: "token-mix", hysteresis: 1 },
    minPrefill: 1,
    minDecode: 1,
    everySeconds: 10,
    switchSeconds: 30,
    cooldownSeconds: 60,
  });
  const policy = (text: string) =>
    load(both, "faults=[]", `roleSwitching={between: [p, d], switch: 0, policy: ${text}}`).roleSwitching!.policy;
  expect(policy("queue-pressure")).toEqual({ kind: "queue-pressure", high: 1, low: 0.7 });
  expect(policy("{kind: queue-pressure, patience: 500 ms, high: 2}")).toEqual({
    kind: "queue-pressure",
    patienceSeconds: 0.5,
    high: 2,
    low: 0.7,
  });
  for (const [set, message] of [
    [
      "roleSwitching.between=[d, p]",
      /roleSwitching\.between\[0\]: pool "d" has the role decode, not prefill\. Pools for prefill are: p/,
    ],
    ["roleSwitching.between=[p, x]", /roleSwitching\.between\[1\]: no pool is called "x"\. Pools for decode are: d/],
    ["roleSwitching.between=[p]", /roleSwitching\.between/],
    ["roleSwitching.minDecode=5", /roleSwitching\.minDecode: at least 5 instances, of a pool that starts with 4/],
    ["roleSwitching.policy={kind: queue-pressure, low: 3}", /roleSwitching\.policy\.low: 3 is above high \(1\)/],
    ["roleSwitching.policy={kind: token-mix, hysteresis: 0.5}", /roleSwitching\.policy/],
    ["roleSwitching.policy=fastest", /roleSwitching\.policy/],
    ["roleSwitching.switch=-1", /roleSwitching\.switch/],
    ["fleet.0.chip=h100-sxm", /roleSwitching\.between: pool "p" and pool "d" are of different chips/],
    ["fleet.0.layout={tp: 2}", /an instance of "p" has 2 chips, one of "d" 1/],
    ["fleet.1.autoscaling={outstandingPerInstance: 8, load: 60}", /pool "d" is autoscaled too/],
  ] as const)
    expect(() => load(both, "faults=[]", "roleSwitching={between: [p, d], switch: 30 s}", set), set).toThrow(message);
});

test("role mixing becomes plain values, with no bounds where none are given", () => {
  const both = "fleet=[{name: p, chip: h20, role: prefill, count: 3}, {chip: h20, role: decode, count: 4}]";
  const mixing = (...sets: string[]) => load(both, "faults=[]", ...sets).roleMixing;
  expect(mixing()).toBeUndefined();
  expect(mixing("roleMixing=true")).toEqual({});
  expect(mixing("roleMixing={}")).toEqual({});
  expect(mixing("roleMixing={promptTokens: 4096, decodeRequests: 32}")).toEqual({
    promptTokens: 4096,
    decodeRequests: 32,
  });
  for (const [set, message] of [
    ["roleMixing=false", /roleMixing/],
    ["roleMixing={promptTokens: 0}", /roleMixing/],
    ["roleMixing={decodeRequests: 2.5}", /roleMixing/],
    [
      "roleSwitching={between: [p, decode 1], switch: 1}",
      /roleMixing: instances change role too.*leave out roleMixing, or/,
    ],
    ["fleet.0.autoscaling={outstandingPerInstance: 8, load: 60}", /roleMixing: pool p is autoscaled too/],
  ] as const)
    expect(() => mixing("roleMixing=true", set), set).toThrow(message);
});

test.each([
  ["faults.0.pool=x", /faults\[0\]\.pool: no pool is called "x"\. Pools are: p, d/],
  ["faults.0.instance=4", /faults\[0\]\.instance: instance 4 of a pool of 4\. Instances count from 0 to 3/],
  ["fleet.1.name=p", /2 pools are called "p"/],
  ["faults.1.factor=0.5", /faults\[1\]/],
  ["fleet.1.autoscaling.min=5", /fleet\[1\]\.autoscaling\.min: 5 instances at least, of a pool of 4/],
  ["fleet.0.speculation.acceptance=1.2", /fleet\[0\]\.speculation\.acceptance: expected at most 1/],
  ["kvTransfer.conversionBandwidth=0", /kvTransfer\.conversionBandwidth: expected above 0/],
  ["retries=-1", /retries/],
  ["retries={times: 1, wait: -3}", /retries/],
  ["retries={time: 1}", /retries/],
] as const)("bad value %s is named with its place", (set, message) => {
  expect(() => load(set)).toThrow(message);
});
