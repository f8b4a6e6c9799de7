import { expect, test } from "vitest";
import { Random } from "../random.ts";
import type { SimulatedRequests } from "./requests.ts";
import { simulate } from "./simulate.ts";
import type { SimulatedEngine, SimulationInput } from "./simulation-input.ts";
import { affineStepModel, llama8bOnH100, poissonRequests } from "./synthetic.ts";

const engine: SimulatedEngine = {
  maxBatchedTokens: 2048,
  maxSequences: 128,
  kvBlockTokens: 16,
  hasPrefixCache: false,
};

function requestsOf(rows: readonly (readonly [number, number, number])[]): SimulatedRequests {
  return {
    count: rows.length,
    arrivalSeconds: Float64Array.from(rows, (row) => row[0]),
    promptTokens: Int32Array.from(rows, (row) => row[1]),
    outputTokens: Int32Array.from(rows, (row) => row[2]),
  };
}

function oneReplica(requests: SimulatedRequests, changes: Partial<SimulationInput> = {}): SimulationInput {
  const stepModel = affineStepModel({ perStep: 1 });
  return {
    requests,
    pools: [{ name: "a", role: "aggregated", count: 1, stepModel, engine }],
    keepsRecords: true,
    ...changes,
  };
}

test("one request takes one step for its prompt and one for each further token", () => {
  const { result, records } = simulate(oneReplica(requestsOf([[3, 100, 5]])));
  expect(records!.ttftSeconds[0]).toBe(1);
  expect(records!.e2eSeconds[0]).toBe(5);
  expect(result.metrics.tpotSeconds.mean).toBe(1);
  expect(result.metrics.itlSeconds.count).toBe(4);
  expect(result.run.steps).toBe(5);
});

test("a request that arrives inside a step joins the next one, and one that arrives as a step ends joins the step that starts", () => {
  // Steps of 1 s from t = 0: the second request arrives inside step 3 and the third exactly at its end.
  const { records } = simulate(
    oneReplica(
      requestsOf([
        [0, 10, 10],
        [2.5, 10, 2],
        [3, 10, 2],
      ]),
    ),
  );
  expect([...records!.ttftSeconds]).toEqual([1, 1.5, 1]);
  expect([...records!.e2eSeconds]).toEqual([10, 2.5, 2]);
});

test("with composing one step ahead a new request waits one step longer", () => {
  const base = oneReplica(
    requestsOf([
      [0, 10, 10],
      [2.5, 10, 2],
    ]),
  );
  const pools = base.pools.map((pool) => ({ ...pool, engine: { ...engine, isAsync: true } }));
  expect(simulate({ ...base, pools }).records!.ttftSeconds[1]).toBe(2.5);
});

test("a prompt of 5,000 tokens behind 100 decodes takes chunks of 1,948, 1,948 and 1,104 tokens", () => {
  const rows: [number, number, number][] = Array.from({ length: 100 }, () => [0, 1, 100]);
  rows.push([1.5, 5000, 1]);
  // Time counts the tokens of a step, so the chunks can be read from it.
  const stepModel = affineStepModel({ perStep: 1, perToken: 1e-4 });
  const base = oneReplica(requestsOf(rows));
  const { records } = simulate({ ...base, pools: [{ ...base.pools[0]!, stepModel }] });
  const first = 1 + 100e-4;
  const chunks = 3 + (2048 + 2048 + 1204) * 1e-4;
  expect(records!.ttftSeconds[100]).toBeCloseTo(2 * first + chunks - 1.5, 9);
});

test("same input and seed, same hash; another seed of a router that draws, another hash", () => {
  const requests = poissonRequests(new Random(7), 3000, 40, [10, 2000], [1, 300]);
  const input: SimulationInput = {
    requests,
    pools: [{ name: "a", role: "aggregated", count: 4, stepModel: llama8bOnH100(), engine }],
    router: "power-of-two",
    seed: 5,
  };
  const hash = simulate(input).result.run.resultHash;
  expect(simulate(input).result.run.resultHash).toBe(hash);
  expect(simulate({ ...input, seed: 6 }).result.run.resultHash).not.toBe(hash);
});

test("served, failed and unfinished requests add up to those that arrived, with a reason for each failure", () => {
  const requests = requestsOf([
    [0, 0, 5],
    [0, 5, 0],
    [0, 900, 200],
    [0, 100, 10],
    [0, 600, 10],
    [1e9, 10, 10],
  ]);
  const stepModel = affineStepModel({ perStep: 1, kvCapacityTokens: 512, contextLimit: 1000 });
  const base = oneReplica(requests, { untilSeconds: 1000 });
  const { result } = simulate({ ...base, pools: [{ ...base.pools[0]!, stepModel }] });
  expect(result.counts).toEqual({
    arrived: 5,
    finished: 1,
    failed: 4,
    unfinished: 0,
    notSent: 1,
    failures: { "empty-prompt": 1, "empty-output": 1, "over-context-limit": 1, "over-kv-capacity": 1 },
    retries: {},
  });
  expect(result.run.isComplete).toBe(false);
});

test("a rate beyond capacity is reported as unstable, and the run ends", () => {
  const requests = poissonRequests(new Random(3), 4000, 50, [100, 100], [50, 50]);
  const base = oneReplica(requests);
  const pools = [{ ...base.pools[0]!, stepModel: affineStepModel({ perStep: 0.1 }) }];
  const { result } = simulate({ ...base, pools });
  expect(result.metrics.isStable).toBe(false);
  expect(result.counts.finished).toBe(4000);
  const calm = poissonRequests(new Random(3), 4000, 10, [100, 100], [50, 50]);
  expect(simulate({ ...base, pools, requests: calm }).result.metrics.isStable).toBe(true);
});

test("a million requests at one instant are all served", () => {
  const count = 1_000_000;
  const requests: SimulatedRequests = {
    count,
    arrivalSeconds: new Float64Array(count),
    promptTokens: new Int32Array(count).fill(1),
    outputTokens: new Int32Array(count).fill(1),
  };
  const { result } = simulate({ ...oneReplica(requests), keepsRecords: false });
  expect(result.counts.finished).toBe(count);
  expect(result.metrics.e2eSeconds.max).toBe(Math.ceil(count / 128));
});

test("a closed loop keeps its concurrency", () => {
  const requests: SimulatedRequests = {
    ...requestsOf(Array.from({ length: 504 }, () => [0, 50, 20])),
    closedLoopConcurrency: 8,
  };
  const { result } = simulate(oneReplica(requests));
  expect(result.metrics.peakInSystem).toBe(8);
  expect(result.counts.finished).toBe(504);
  expect(result.metrics.meanInSystem).toBeCloseTo(8, 1);
});

test("the next turn of a conversation is sent after the last one ended and the pause is over", () => {
  const requests: SimulatedRequests = {
    ...requestsOf([
      [0, 10, 4],
      [0, 10, 4],
    ]),
    sessions: {
      session: Int32Array.of(0, 0),
      previous: Int32Array.of(-1, 0),
      thinkSeconds: Float64Array.of(0, 2.5),
    },
  };
  const { records } = simulate(oneReplica(requests));
  expect([...records!.arrivalSeconds]).toEqual([0, 6.5]);
});

test("bad fleets are refused with their path", () => {
  const base = oneReplica(requestsOf([[0, 10, 4]]));
  const pool = base.pools[0]!;
  expect(() => simulate({ ...base, pools: [] })).toThrow(/^fleet: a fleet without pools/);
  expect(() => simulate({ ...base, pools: [{ ...pool, count: 0 }] })).toThrow(
    /^fleet\[0\]\.count: pool "a" has 0 instances/,
  );
  expect(() => simulate({ ...base, pools: [{ ...pool, role: "prefill" }] })).toThrow(
    /prefill pools without a decode pool/,
  );
  const split = [
    { ...pool, role: "prefill" as const },
    { ...pool, role: "decode" as const },
  ];
  expect(() => simulate({ ...base, pools: split })).toThrow(/^link: no link/);
  const link = { name: "dead", bytesPerSecond: 0, latencySeconds: 0, overlappedLayers: 1 };
  expect(() => simulate({ ...base, pools: split, link })).toThrow(/link\.dead\.bytesPerSecond: a link of 0 bytes\/s/);
});

test("at one instant arrivals come before faults, and KV from the link before the step that ends", () => {
  const crash = { kind: "crash" as const, atSeconds: 10, pool: 0, replica: 0, downSeconds: 5 };
  const { counts } = simulate(oneReplica(requestsOf([[10, 10, 5]]), { disturbances: { faults: [crash] } })).result;
  // It had reached the replica, so it is the crash that it is lost in.
  expect(counts.failures).toEqual({ "replica-crash": 1 });

  const base = oneReplica(
    requestsOf([
      [0, 10, 10],
      [1, 10, 2],
    ]),
  );
  const [pool] = base.pools;
  const { records } = simulate({
    ...base,
    pools: [
      { ...pool!, name: "p", role: "prefill" },
      { ...pool!, name: "d", role: "decode" },
    ],
    link: { name: "link", bytesPerSecond: 1e30, latencySeconds: 1, overlappedLayers: 1 },
  });
  // The first decodes from t = 2 in steps of a second; the second's KV comes at t = 3, as one of them ends, and joins the next.
  expect(records!.e2eSeconds[1]).toBe(3);
});
