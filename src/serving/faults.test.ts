import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../random.ts";
import type { Fault } from "./faults.ts";
import type { KvLinkInput } from "./kv-link.ts";
import { requestStatus } from "./request-records.ts";
import { simulate } from "./simulate.ts";
import type { SimulatedEngine, SimulatedPool, SimulationInput } from "./simulation-input.ts";
import { affineStepModel, poissonRequests } from "./synthetic.ts";

const engine: SimulatedEngine = { maxBatchedTokens: 256, maxSequences: 16, kvBlockTokens: 16, hasPrefixCache: false };
const stepModel = affineStepModel({ perStep: 0.02, perToken: 1e-4, kvCapacityTokens: 20_000 });
const pool = (role: SimulatedPool["role"], count: number): SimulatedPool => ({
  name: role,
  role,
  count,
  stepModel,
  engine,
});
const requests = poissonRequests(new Random(1), 400, 8, [20, 400], [2, 60]);
const link: KvLinkInput = { name: "net", bytesPerSecond: 2e9, latencySeconds: 0.001, overlappedLayers: 1 };
const whole: SimulationInput = { requests, pools: [pool("aggregated", 2)], keepsRecords: true, checksInvariants: true };
const split: SimulationInput = {
  requests,
  pools: [pool("prefill", 2), pool("decode", 2)],
  link,
  keepsRecords: true,
  checksInvariants: true,
};
const crash = (pool_: number, replica: number, atSeconds: number): Fault => ({
  kind: "crash",
  pool: pool_,
  replica,
  atSeconds,
  downSeconds: 5,
});

test("a crash fails what was on the replica, with its reason, unless the gateway retries", () => {
  const faults = [crash(0, 0, 10)];
  const lost = simulate({ ...whole, disturbances: { faults } }).result;
  expect(lost.counts.failures["replica-crash"]).toBeGreaterThan(0);
  expect(lost.counts.finished + lost.counts.failed).toBe(400);
  const retried = simulate({ ...whole, disturbances: { faults, maxRetries: 1 } });
  expect(retried.result.counts.finished).toBe(400);
  expect(retried.records!.retries.reduce((sum, count) => sum + count, 0)).toBe(lost.counts.failed);
});

const bothDown = [crash(0, 0, 10), crash(0, 1, 10)];

test("with every replica down requests fail for want of one at once where the gateway does not retry", () => {
  const { counts } = simulate({ ...whole, disturbances: { faults: bothDown } }).result;
  expect(counts.failures["no-replica"]).toBeGreaterThan(0);
  expect(counts.retries).toEqual({});
  expect(counts.finished + counts.failed).toBe(400);
});

test("a gateway that retries holds requests until a replica is back, and counts them by what stopped them", () => {
  const { result, records } = simulate({ ...whole, disturbances: { faults: bothDown, maxRetries: 3 } });
  expect(result.counts.finished).toBe(400);
  expect(result.counts.retries["replica-crash"]).toBe(records!.retries.reduce((sum, count) => sum + count, 0));
  // Those that came while all were down, and those lost in the crash, for which none was up either.
  const cameMeanwhile = [...records!.arrivalSeconds].filter((seconds) => seconds > 10 && seconds < 15).length;
  expect(result.counts.retries["no-replica"]).toBeGreaterThanOrEqual(cameMeanwhile);
  for (let i = 0; i < 400; i++)
    if (records!.arrivalSeconds[i]! > 10 && records!.arrivalSeconds[i]! < 15)
      expect(records!.arrivalSeconds[i]! + records!.ttftSeconds[i]!).toBeGreaterThan(15);
});

test("held requests give up after their patience, or at the end where no replica ever comes back", () => {
  const impatient = simulate({ ...whole, disturbances: { faults: bothDown, maxHoldSeconds: 2 } });
  const failed = [...impatient.records!.status].flatMap((status, i) => (status === requestStatus.failed ? [i] : []));
  for (const i of failed) {
    const arrival = impatient.records!.arrivalSeconds[i]!;
    // Lost in the crash, or come so early that two seconds of patience ended before the restart at 15 s.
    expect(arrival).toBeLessThan(13);
  }
  expect(impatient.result.counts.failures["no-replica"]).toBeGreaterThan(0);
  expect(impatient.result.counts.finished + failed.length).toBe(400);
  const drained: Fault[] = [0, 1].map((replica) => ({ kind: "drain", pool: 0, replica, atSeconds: 10 }));
  const autoscaling = [{ pool: 1, min: 1, outstandingPerReplica: 4, everySeconds: 1, loadSeconds: 3 }];
  for (const input of [
    { ...whole, disturbances: { faults: drained, maxRetries: 1 } },
    { ...split, disturbances: { faults: drained, maxRetries: 1, autoscaling } },
  ]) {
    const { counts } = simulate(input).result;
    expect(counts.failures["no-replica"]).toBe(counts.retries["no-replica"]);
    expect(counts.finished + counts.failed).toBe(400);
    expect(counts.failed).toBeGreaterThan(200);
  }
});

test("prefilled requests keep their KV where it was made while no decode replica is up", () => {
  const faults = [crash(1, 0, 10), crash(1, 1, 10)];
  const disturbances = { faults, maxRetries: 2 };
  const { counts } = simulate({ ...split, disturbances }).result;
  expect(counts.retries["no-replica"]).toBeGreaterThan(0);
  expect(counts.finished).toBe(400);
  // Also where the replica that holds the KV goes down meanwhile, and where nobody waits.
  const worse = [...faults, crash(0, 0, 12)];
  expect(simulate({ ...split, disturbances: { faults: worse, maxRetries: 2 } }).result.counts.finished).toBe(400);
  const impatient = simulate({ ...split, disturbances: { faults: worse, maxRetries: 2, maxHoldSeconds: 0.5 } }).result;
  expect(impatient.counts.failures["no-replica"]).toBeGreaterThan(0);
  expect(impatient.counts.finished + impatient.counts.failed).toBe(400);
});

test("KV that was on its way to or from a crashed replica is lost, and counted as such", () => {
  const slow: KvLinkInput = { ...link, bytesPerSecond: 2e8 };
  const { counts } = simulate({ ...split, link: slow, disturbances: { faults: [crash(1, 0, 12)] } }).result;
  expect(counts.failures["kv-transfer-lost"]).toBeGreaterThan(0);
  expect(counts.finished + counts.failed).toBe(400);
});

test("KV on the link when it is lost fails its requests, or a retry serves them", () => {
  const slow: KvLinkInput = { ...link, bytesPerSecond: 2e8 };
  const faults: Fault[] = [5, 10, 15, 20].map((atSeconds) => ({ kind: "kv-loss", atSeconds }));
  const lost = simulate({ ...split, link: slow, disturbances: { faults } }).result.counts;
  expect(lost.failures["kv-transfer-lost"]).toBeGreaterThan(0);
  expect(lost.finished + lost.failed).toBe(400);
  expect(simulate({ ...split, link: slow, disturbances: { faults, maxRetries: 4 } }).result.counts.finished).toBe(400);
});

test("converting KV between unlike pools takes its bytes over its bandwidth, hidden where layers overlap, and nothing between like pools", () => {
  const one: SimulationInput = {
    ...split,
    requests: {
      count: 1,
      arrivalSeconds: new Float64Array(1),
      promptTokens: Int32Array.of(1000),
      outputTokens: Int32Array.of(2),
    },
    pools: split.pools.map((entry) => ({ ...entry, count: 1 })),
  };
  const seconds = (with_: Partial<KvLinkInput>, kvForm?: string): number =>
    simulate({
      ...one,
      link: { ...link, ...with_ },
      pools: one.pools.map((entry) => (kvForm === undefined ? entry : { ...entry, kvForm })),
    }).result.metrics.kvTransferSeconds.mean!;
  const bytes = 1000 * stepModel.kvBytesPerToken;
  const plain = seconds({});
  expect(plain).toBeCloseTo(0.001 + bytes / 2e9, 9);
  const converted = { conversionBytesPerSecond: 1e9 };
  expect(seconds(converted)).toBeCloseTo(plain + bytes / 1e9, 9);
  expect(seconds(converted, "same")).toBe(plain);
  // Four chunks of 256 tokens hide all but the last of 32 layers.
  expect(seconds({ ...converted, overlappedLayers: 32 })).toBeLessThan(plain + bytes / 1e9);
  expect(() => seconds({ conversionBytesPerSecond: 0 })).toThrow(/a conversion of 0 bytes\/s never ends/);
});

test("a cut link holds transfers until it is mended", () => {
  const faults: Fault[] = [{ kind: "link", atSeconds: 5, durationSeconds: 20, factor: 0 }];
  const calm = simulate(split).result.metrics;
  const cut = simulate({ ...split, disturbances: { faults } }).result;
  expect(cut.counts.finished).toBe(400);
  expect(cut.metrics.kvTransferSeconds.max).toBeGreaterThan(15);
  expect(calm.kvTransferSeconds.max).toBeLessThan(1);
});

test("a slow host takes its factor longer for every step", () => {
  const one: SimulationInput = {
    ...whole,
    requests: {
      count: 1,
      arrivalSeconds: new Float64Array(1),
      promptTokens: Int32Array.of(1),
      outputTokens: Int32Array.of(100),
    },
    pools: [{ ...pool("aggregated", 1), stepModel: affineStepModel({ perStep: 1 }) }],
  };
  const faults: Fault[] = [{ kind: "slow", pool: 0, replica: 0, atSeconds: 20, durationSeconds: 30, factor: 3 }];
  // 20 steps of 1 s, 10 of 3 s until t = 50, then 70 of 1 s.
  expect(simulate({ ...one, disturbances: { faults } }).records!.e2eSeconds[0]).toBe(120);
});

test("a drained replica serves what it has and gets nothing new", () => {
  const faults: Fault[] = [{ kind: "drain", pool: 0, replica: 1, atSeconds: 15 }];
  const { result, records } = simulate({ ...whole, disturbances: { faults } });
  expect(result.counts.finished).toBe(400);
  for (let i = 0; i < 400; i++) if (records!.arrivalSeconds[i]! > 15) expect(records!.replica[i]).toBe(0);
});

test("autoscaling starts replicas as load grows, after their load time, and gives them back", () => {
  const autoscaling = [{ pool: 0, min: 1, outstandingPerReplica: 4, everySeconds: 1, loadSeconds: 10 }];
  const input: SimulationInput = { ...whole, pools: [pool("aggregated", 4)], disturbances: { autoscaling } };
  const { result, records } = simulate(input);
  expect(result.counts.finished).toBe(400);
  const early = new Set<number>();
  const all = new Set<number>();
  for (let i = 0; i < 400; i++) {
    if (records!.arrivalSeconds[i]! < 10) early.add(records!.replica[i]!);
    all.add(records!.replica[i]!);
  }
  expect([...early]).toEqual([0]);
  expect(all.size).toBeGreaterThan(1);
});

test("autoscaling leaves a crashed replica to its restart, and takes another", () => {
  const autoscaling = [{ pool: 0, min: 1, outstandingPerReplica: 4, everySeconds: 1, loadSeconds: 3 }];
  const faults: Fault[] = [{ kind: "crash", pool: 0, replica: 0, atSeconds: 5, downSeconds: 1e4 }];
  const input: SimulationInput = {
    ...whole,
    pools: [pool("aggregated", 4)],
    disturbances: { autoscaling, faults, maxRetries: 3 },
    untilSeconds: 2000,
  };
  const { result, records } = simulate(input);
  expect(result.counts.finished + result.counts.failed).toBe(400);
  expect(result.counts.finished).toBeGreaterThan(200);
  for (let i = 0; i < 400; i++)
    if (records!.arrivalSeconds[i]! > 10 && records!.e2eSeconds[i]! > 0) expect(records!.replica[i]).not.toBe(0);
});

test("whatever breaks, no request vanishes and every invariant holds", () => {
  const fault = fc.record({
    pool: fc.nat(1),
    replica: fc.nat(1),
    atSeconds: fc.double({ min: 0, max: 60, noNaN: true }),
    downSeconds: fc.double({ min: 0.1, max: 30, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(fault, { maxLength: 6 }),
      fc.nat(2),
      fc.constantFrom(undefined, 0, 4),
      fc.constantFrom(3e7, 1e9),
      (list, maxRetries, hold, speed) => {
        const faults = list.map((entry): Fault => ({ kind: "crash", ...entry }));
        const { counts } = simulate({
          ...split,
          link: { ...link, bytesPerSecond: speed },
          disturbances: { faults, maxRetries, ...(hold === undefined ? {} : { maxHoldSeconds: hold }) },
        }).result;
        expect(counts.finished + counts.failed).toBe(400);
        expect(counts.unfinished).toBe(0);
      },
    ),
    { numRuns: 80, seed: 4, endOnFailure: true },
  );
});

test("KV that a decode replica had sent to host memory is lost in its crash, and nobody vanishes", () => {
  const decode: SimulatedPool = {
    ...pool("decode", 2),
    stepModel: affineStepModel({ perStep: 0.005, perToken: 1e-5, kvCapacityTokens: 4000 }),
    engine: { ...engine, scheduler: "sglang", retractionBytesPerSecond: 1e10 },
  };
  const longAnswers = poissonRequests(new Random(3), 120, 6, [20, 300], [200, 1800]);
  const base = { ...split, requests: longAnswers, pools: [pool("prefill", 2), decode] };
  expect(simulate(base).result.metrics.preemptions).toBeGreaterThan(5);
  for (let atSeconds = 10; atSeconds < 60; atSeconds += 5) {
    const { counts } = simulate({
      ...base,
      disturbances: { faults: [crash(1, 0, atSeconds), crash(1, 1, atSeconds + 7)] },
    }).result;
    expect(counts.finished + counts.failed).toBe(120);
    const { result } = simulate({ ...base, disturbances: { faults: [crash(1, 0, atSeconds)], maxRetries: 1 } });
    expect(result.counts.finished).toBe(120);
    expect(result.counts.retries["replica-crash"]).toBeGreaterThan(0);
  }
});
