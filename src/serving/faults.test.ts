import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../random.ts";
import type { Fault } from "./faults.ts";
import type { KvLinkInput } from "./kv-link.ts";
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

test("with every replica down new requests fail for want of one", () => {
  const faults = [crash(0, 0, 10), crash(0, 1, 10)];
  const { counts } = simulate({ ...whole, disturbances: { faults, maxRetries: 3 } }).result;
  expect(counts.failures["no-replica"]).toBeGreaterThan(0);
  expect(counts.finished + counts.failed).toBe(400);
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
    fc.property(fc.array(fault, { maxLength: 6 }), fc.nat(2), fc.constantFrom(3e7, 1e9), (list, maxRetries, speed) => {
      const faults = list.map((entry): Fault => ({ kind: "crash", ...entry }));
      const { counts } = simulate({
        ...split,
        link: { ...link, bytesPerSecond: speed },
        disturbances: { faults, maxRetries },
      }).result;
      expect(counts.finished + counts.failed).toBe(400);
      expect(counts.unfinished).toBe(0);
    }),
    { numRuns: 60, seed: 4, endOnFailure: true },
  );
});
