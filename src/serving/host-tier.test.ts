// KV in host memory, on cases small enough to follow by hand.
import { expect, test } from "vitest";
import type { HostTierInput } from "./host-tier.ts";
import type { SchedulerKind } from "./scheduler.ts";
import { simulate } from "./simulate.ts";
import type { SimulatedEngine, SimulationInput } from "./simulation-input.ts";
import { type AffineStep, affineStepModel } from "./synthetic.ts";

const tokenBytes = 131_072;
/** A token of KV takes 0.1 s, and each load 0.25 s before. */
const link = { bytesPerSecond: 10 * tokenBytes, latencySeconds: 0.25, layers: 32 };
const tier = (rest: Pick<HostTierInput, "loads" | "writes">, tokens = 1000): HostTierInput => ({
  ...link,
  bytes: tokens * tokenBytes,
  ...rest,
});

/** Prompts by their texts: each is a list of block identities, one token a block. */
function input(
  scheduler: SchedulerKind,
  hostTier: HostTierInput | undefined,
  prompts: readonly (readonly [seconds: number, identities: readonly number[], outputTokens: number])[],
  step: AffineStep = { perStep: 0.001, perToken: 1, kvCapacityTokens: 24 },
): SimulationInput {
  const engine: SimulatedEngine = {
    maxBatchedTokens: 64,
    maxSequences: 8,
    kvBlockTokens: 1,
    hasPrefixCache: true,
    scheduler,
    ...(hostTier === undefined ? {} : { hostTier }),
  };
  return {
    requests: {
      count: prompts.length,
      arrivalSeconds: Float64Array.from(prompts, ([seconds]) => seconds),
      promptTokens: Int32Array.from(prompts, ([, identities]) => identities.length),
      outputTokens: Int32Array.from(prompts, ([, , output]) => output),
      prefix: {
        blockTokens: 1,
        offsets: Int32Array.from([...prompts.keys(), prompts.length], (i) =>
          prompts.slice(0, i).reduce((sum, [, identities]) => sum + identities.length, 0),
        ),
        blocks: Int32Array.from(prompts.flatMap(([, identities]) => identities)),
      },
    },
    pools: [{ name: "a", role: "aggregated", count: 1, stepModel: affineStepModel(step), engine }],
    keepsRecords: true,
    checksInvariants: true,
  };
}

const text = (start: number, tokens: number): number[] => Array.from({ length: tokens }, (_, i) => start + i);
/** Ten tokens, then twenty others that push six of the ten out of 24 blocks, then the ten again. */
const returning = [
  [0, text(0, 10), 1],
  [100, text(100, 20), 1],
  [200, text(0, 10), 1],
] as const;

test.each([
  // Four tokens are still on the device, five come from the host, the last one is computed: 1.001 s, and 0.75 s of load.
  ["vllm", "background", "prefill", 1.751],
  ["vllm", "blocking", "prefill", 1.751],
  ["sglang", "layerwise", "prefill", 1.001 + 0.75 / 32],
  ["sglang", "layerwise", "eviction", 1.001 + 0.75 / 32],
  ["trtllm-no-evict", "blocking", "eviction", 1.751],
  ["trtllm-max-utilization", "blocking", "eviction", 1.751],
] as const)(
  "%s, %s, written at %s: what the device lost comes back from the host",
  (scheduler, loads, writes, ttft) => {
    const { records, result } = simulate(input(scheduler, tier({ loads, writes }), returning));
    expect(records!.ttftSeconds[2]).toBeCloseTo(ttft, 9);
    expect(result.metrics.prefixCacheHitFractionByTier).toEqual({ device: 4 / 40, host: 5 / 40 });
    expect(result.metrics.prefixCacheHitFraction).toBeCloseTo(9 / 40, 12);
    expect(result.pools[0]!.hostCache!.loadedTokens).toBe(5);
    const without = simulate(input(scheduler, undefined, returning));
    expect(without.records!.ttftSeconds[2]).toBeCloseTo(6.001, 9);
    expect(without.result.metrics.prefixCacheHitFractionByTier.host).toBe(0);
  },
);

test("a load beside the computation delays no running request; one in the step does", () => {
  const decoding = [
    [0, text(500, 1), 150],
    ...returning.map(([, ids, out], i) => [0.1 + 0.3 * i, ids, out] as const),
  ] as const;
  const step = { perStep: 0.01, kvCapacityTokens: 180 };
  const crowded = decoding.map(([seconds, ids, out], i) => [seconds, i === 2 ? text(100, 135) : ids, out] as const);
  const longestGap = (loads: HostTierInput["loads"]): number => {
    const { result } = simulate({ ...input("vllm", tier({ loads, writes: "prefill" }), crowded, step) });
    expect(result.pools[0]!.hostCache!.loadedTokens).toBeGreaterThan(0);
    return result.metrics.itlSeconds.max!;
  };
  expect(longestGap("background")).toBeLessThan(0.011);
  expect(longestGap("blocking")).toBeGreaterThan(0.26);
});

test("the host's least recently used blocks give way, a prompt's deepest first", () => {
  // Room for 22 tokens: the twenty push out eight of the ten, and the ten, computed again, everything older.
  const small = simulate(input("vllm", tier({ loads: "blocking", writes: "prefill" }, 22), returning)).result;
  expect(small.metrics.prefixCacheHitFractionByTier).toEqual({ device: 4 / 40, host: 0 });
  expect(small.pools[0]!.hostCache).toMatchObject({ loadedTokens: 0, evictedBlocks: 8 + 10, useFraction: 1 });
});

test("generated text takes room in the host where blocks go there as they are evicted", () => {
  const prompts = [
    [0, text(0, 4), 17],
    [100, text(100, 20), 1],
  ] as const;
  const { hostCache } = simulate(input("trtllm-no-evict", tier({ loads: "blocking", writes: "eviction" }), prompts))
    .result.pools[0]!;
  // 20 tokens of the first are in KV, 16 of them generated; the second needs 20 of 24 blocks.
  expect(hostCache!.useFraction).toBe(16 / 1000);
});

test("an instance that crashes while KV is on its way loses the host's KV and the request, which is counted", () => {
  const base = input("vllm", tier({ loads: "background", writes: "prefill" }), returning);
  const crash = { kind: "crash", pool: 0, replica: 0, atSeconds: 200.5, downSeconds: 1 } as const;
  const { counts } = simulate({ ...base, disturbances: { faults: [crash] } }).result;
  expect(counts).toMatchObject({ finished: 2, failed: 1, failures: { "replica-crash": 1 } });
  const again = simulate({ ...base, disturbances: { faults: [crash], maxRetries: 1 } });
  expect(again.result.counts.finished).toBe(3);
  // Nothing is left to load: all ten tokens are computed after the second of restart.
  expect(again.records!.ttftSeconds[2]).toBeCloseTo(1.5 + 10.001, 9);
});

test.each([
  [
    "sarathi",
    { loads: "blocking", writes: "prefill" },
    {},
    /hostCache: scheduler "sarathi" has no KV cache in host memory/,
  ],
  [
    "vllm",
    { loads: "layerwise", writes: "prefill" },
    {},
    /hostCache\.loads: scheduler "vllm" has no host cache with loads "layerwise"/,
  ],
  ["sglang", { loads: "background", writes: "prefill" }, {}, /hostCache\.loads.*It has: layerwise/],
  ["trtllm-no-evict", { loads: "blocking", writes: "prefill" }, {}, /hostCache\.writes/],
  ["vllm", { loads: "blocking", writes: "prefill" }, { bytes: 0 }, /hostCache\.size: a host cache with a size of 0/],
  [
    "vllm",
    { loads: "blocking", writes: "prefill" },
    { bytes: 1000 },
    /hostCache\.size: 1000 bytes hold no KV block of 131072/,
  ],
  [
    "vllm",
    { loads: "blocking", writes: "prefill" },
    { bytesPerSecond: 0 },
    /hostCache\.bandwidth: a host cache with a bandwidth of 0/,
  ],
  [
    "vllm",
    { loads: "blocking", writes: "prefill" },
    { latencySeconds: Number.NaN },
    /hostCache\.latency: a latency of NaN/,
  ],
] as const)("bad input, %s %o %o, is refused with its place", (scheduler, ways, change, message) => {
  expect(() => simulate(input(scheduler, { ...tier(ways), ...change }, returning))).toThrow(message);
});

test("a host cache where nothing could be found is refused", () => {
  const base = input("vllm", tier({ loads: "blocking", writes: "prefill" }), returning);
  const { prefix: _, ...requests } = base.requests;
  expect(() => simulate({ ...base, requests })).toThrow(/does not say which prompts start alike/);
  const [pool] = base.pools;
  const engine = { ...pool!.engine, hasPrefixCache: false };
  expect(() => simulate({ ...base, pools: [{ ...pool!, engine }] })).toThrow(/without a prefix cache has no effect/);
});
