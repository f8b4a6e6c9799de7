// One suite that every router must pass, and what each is for.
import { describe, expect, test } from "vitest";
import { Random } from "../random.ts";
import type { SimulatedRequests } from "./requests.ts";
import { routerKinds } from "./router.ts";
import { simulate } from "./simulate.ts";
import type { SimulationInput } from "./simulation-input.ts";
import { affineStepModel, llama8bOnH100, poissonRequests } from "./synthetic.ts";

const requests = poissonRequests(new Random(2), 2000, 60, [50, 3000], [10, 300]);
const input: SimulationInput = {
  requests,
  pools: [
    {
      name: "a",
      role: "aggregated",
      count: 4,
      stepModel: llama8bOnH100(),
      engine: { maxBatchedTokens: 4096, maxSequences: 128, kvBlockTokens: 16, hasPrefixCache: true },
    },
  ],
  keepsRecords: true,
  checksInvariants: true,
};

/** Conversations of five turns, each prompt holding the whole of the earlier ones. */
function conversations(count: number): SimulatedRequests {
  const turns = 5;
  const block = 64;
  const arrivalSeconds = new Float64Array(count);
  const promptTokens = new Int32Array(count);
  const outputTokens = new Int32Array(count).fill(50);
  const offsets = new Int32Array(count + 1);
  const blocks: number[] = [];
  for (let i = 0; i < count; i++) {
    // Twenty-one conversations at a time: taking turns over four replicas never meets one again.
    const conversation = Math.floor(i / 105) * 21 + (i % 21);
    const turn = Math.floor((i % 105) / 21);
    arrivalSeconds[i] = i * 0.05;
    const length = 4 * (turn + 1);
    promptTokens[i] = length * block;
    for (let b = 0; b < length; b++) blocks.push(conversation * turns * 4 + b);
    offsets[i + 1] = blocks.length;
  }
  return {
    count,
    arrivalSeconds,
    promptTokens,
    outputTokens,
    prefix: { blockTokens: block, offsets, blocks: Int32Array.from(blocks) },
  };
}

describe.each(routerKinds)("router %s", (router) => {
  test("serves all, uses every replica, and decides the same twice", () => {
    const { result, records } = simulate({ ...input, router });
    expect(result.counts.finished).toBe(2000);
    expect(new Set(records!.replica).size).toBe(4);
    expect(simulate({ ...input, router }).result.run.resultHash).toBe(result.run.resultHash);
  });

  test("sends nothing to a replica that is down", () => {
    const { records } = simulate({
      ...input,
      router,
      disturbances: { faults: [{ kind: "drain", pool: 0, replica: 2, atSeconds: 0 }] },
    });
    for (let i = 1; i < 2000; i++) expect(records!.replica[i]).not.toBe(2);
  });
});

test("unequal vendors get traffic by their measured capacity", () => {
  const fast = { ...input.pools[0]!, count: 1, weight: 3 };
  const slow = {
    ...fast,
    name: "b",
    weight: 1,
    stepModel: affineStepModel({ perStep: 0.018, perToken: 7.8e-5, kvCapacityTokens: 430_000 }),
  };
  for (const router of ["round-robin", "least-outstanding"] as const) {
    const { records } = simulate({
      ...input,
      requests: poissonRequests(new Random(2), 2000, 12, [50, 3000], [10, 300]),
      pools: [fast, slow],
      router,
    });
    const share = records!.replica.filter((replica) => replica === 0).length / 2000;
    expect(share).toBeGreaterThan(0.65);
    expect(share).toBeLessThan(0.9);
  }
});

test("routing by prefix finds what routing by load spreads out", () => {
  const base: SimulationInput = { ...input, requests: conversations(2000) };
  const hits = (router: SimulationInput["router"]): number =>
    simulate({ ...base, router: router! }).result.metrics.prefixCacheHitFraction ?? 0;
  expect(hits("prefix-aware")).toBeGreaterThan(1.5 * hits("round-robin"));
  expect(hits("session-affinity")).toBeGreaterThan(1.5 * hits("round-robin"));
});

test("with deadlines on first tokens the decode side is not packed: every decode replica gets its share", () => {
  const [pool] = input.pools;
  const { records } = simulate({
    ...input,
    router: "deadline-aware",
    pools: [
      { ...pool!, name: "p", role: "prefill" },
      { ...pool!, name: "d", role: "decode", count: 2 },
    ],
    link: { name: "link", bytesPerSecond: 100e9, latencySeconds: 1e-4, overlappedLayers: 1 },
  });
  const share = records!.replica.filter((replica) => replica === 4).length / 2000;
  expect(share).toBeGreaterThan(0.4);
  expect(share).toBeLessThan(0.6);
});
