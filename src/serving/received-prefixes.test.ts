// What a decode replica has cached need not come over the link.
import { expect, test } from "vitest";
import type { Fault } from "./faults.ts";
import type { SchedulerKind } from "./scheduler.ts";
import { type Simulation, simulate } from "./simulate.ts";
import type { SimulatedPool } from "./simulation-input.ts";
import { affineStepModel } from "./synthetic.ts";

const tokenBytes = 131_072;

/** Ten tokens each, the first `shared` of them alike; the link carries one token a second. */
function play(
  shared: number,
  scheduler: SchedulerKind = "vllm",
  faults: readonly Fault[] = [],
  room = 100,
): Simulation {
  const instants = [0, 100, 100.5];
  const pool = (role: "prefill" | "decode"): SimulatedPool => ({
    name: role,
    role,
    count: 1,
    stepModel: affineStepModel({ perStep: 0.001, perToken: 0.001, kvCapacityTokens: role === "prefill" ? 100 : room }),
    engine: { maxBatchedTokens: 64, maxSequences: 8, kvBlockTokens: 1, hasPrefixCache: true, scheduler },
  });
  return simulate({
    requests: {
      count: instants.length,
      arrivalSeconds: Float64Array.from(instants),
      promptTokens: new Int32Array(instants.length).fill(10),
      outputTokens: new Int32Array(instants.length).fill(3),
      prefix: {
        blockTokens: 1,
        offsets: Int32Array.from({ length: instants.length + 1 }, (_, i) => 10 * i),
        blocks: Int32Array.from({ length: 10 * instants.length }, (_, i) => (i % 10 < shared ? i % 10 : 1000 + i)),
      },
    },
    pools: [pool("prefill"), pool("decode")],
    link: { name: "test", bytesPerSecond: tokenBytes, latencySeconds: 0, overlappedLayers: 1 },
    keepsRecords: true,
    checksInvariants: true,
    disturbances: { faults, maxRetries: 1 },
  });
}

test("only what the decode replica lacks moves, and one token always does", () => {
  // Ten tokens, then four each, of which the second two wait for each other's share of the link.
  const some = play(6).result.metrics;
  expect(some.kvTransferSeconds.max).toBeCloseTo(10, 6);
  expect(some.kvTransferSeconds.mean! * 3).toBeCloseTo(10 + 7.5 + 7.5, 1);
  expect(some.receivedHitFraction).toBeCloseTo(12 / 30, 12);
  const all = play(10).result.metrics;
  expect(all.receivedHitFraction).toBeCloseTo(18 / 30, 12);
  expect(all.kvTransferSeconds.min).toBeLessThan(1.6);
  const none = play(0).result.metrics;
  expect(none.receivedHitFraction).toBe(0);
  expect(none.kvTransferSeconds.max).toBeGreaterThan(15);
});

test("SGLang's and TensorRT-LLM's decode sides receive all of it", () => {
  for (const scheduler of ["sglang", "trtllm-no-evict"] as const)
    expect(play(10, scheduler).result.metrics.receivedHitFraction).toBeUndefined();
});

test("KV lost on its way lets go of what it would have shared; nothing stays held", () => {
  const { counts, metrics } = play(6, "vllm", [{ kind: "kv-loss", atSeconds: 102 }]).result;
  expect(counts).toMatchObject({ finished: 3, failed: 0 });
  expect(metrics.receivedHitFraction).toBeGreaterThan(0);
  for (const pool of [0, 1]) {
    const crash = { kind: "crash", pool, replica: 0, atSeconds: 102, downSeconds: 1 } as const;
    expect(play(6, "vllm", [crash]).result.counts).toMatchObject({ finished: 3, failed: 0 });
  }
});

test("a decode replica with room for one request only takes the next one when the first has left", () => {
  const { result } = play(6, "vllm", [], 13);
  expect(result.counts.finished).toBe(3);
  expect(result.metrics.receivedHitFraction).toBeCloseTo(12 / 30, 12);
});
