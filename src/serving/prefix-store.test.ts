// Prefixes shared by the instances of a pool, on cases small enough to follow by hand.
import { expect, test } from "vitest";
import type { Fault } from "./faults.ts";
import type { HostTierInput } from "./host-tier.ts";
import { RequestSlots } from "./request-slots.ts";
import type { SchedulerKind } from "./scheduler.ts";
import { type Simulation, simulate } from "./simulate.ts";
import { affineStepModel } from "./synthetic.ts";
import { WaitingQueue } from "./waiting-queue.ts";

const tokenBytes = 131_072;

/** A network that carries so many tokens a second; a load from the host takes 0.25 s and 0.1 s a token. */
const sharing = (tokensPerSecond: number): HostTierInput => ({
  bytes: 1000 * tokenBytes,
  bytesPerSecond: 10 * tokenBytes,
  latencySeconds: 0.25,
  loads: "blocking",
  writes: "prefill",
  layers: 32,
  store: { bytesPerSecond: tokensPerSecond * tokenBytes, latencySeconds: 0.1 },
});

/** The same ten tokens at each instant, taking turns over the replicas: 10.001 s to compute, or 9 of them from elsewhere. */
function play(
  instants: readonly number[],
  replicas: number,
  hostTier: HostTierInput,
  faults: readonly Fault[] = [],
  scheduler: SchedulerKind = "vllm",
): Simulation {
  const count = instants.length;
  return simulate({
    requests: {
      count,
      arrivalSeconds: Float64Array.from(instants),
      promptTokens: new Int32Array(count).fill(10),
      outputTokens: new Int32Array(count).fill(1),
      prefix: {
        blockTokens: 1,
        offsets: Int32Array.from({ length: count + 1 }, (_, i) => 10 * i),
        blocks: Int32Array.from({ length: 10 * count }, (_, i) => i % 10),
      },
    },
    pools: [
      {
        name: "a",
        role: "aggregated",
        count: replicas,
        stepModel: affineStepModel({ perStep: 0.001, perToken: 1, kvCapacityTokens: 1000 }),
        engine: { maxBatchedTokens: 64, maxSequences: 8, kvBlockTokens: 1, hasPrefixCache: true, scheduler, hostTier },
      },
    ],
    router: "round-robin",
    keepsRecords: true,
    checksInvariants: true,
    ...(faults.length === 0 ? {} : { disturbances: { faults } }),
  });
}

/** 0.1 s + ten tokens on the network, 0.25 s + nine tokens onto the device, one token computed. */
const fetched = (networkSeconds: number): number => 0.1 + networkSeconds + 1.15 + 1.001;

test("a prefix that another instance has is fetched where that is quicker than computing it", () => {
  const { records, result } = play([0, 100], 2, sharing(20));
  expect(records!.ttftSeconds[0]).toBeCloseTo(10.001, 9);
  expect(records!.ttftSeconds[1]).toBeCloseTo(fetched(0.5), 9);
  expect(result.pools[0]!.hostCache).toMatchObject({ loadedTokens: 9 });
  expect(result.pools[0]!.hostCache!.store).toMatchObject({
    hitFraction: 9 / 20,
    elsewhereFraction: 9 / 20,
    fetches: 1,
    fetchedTokens: 9,
  });
  const slow = play([0, 100], 2, sharing(1));
  expect(slow.records!.ttftSeconds[1]).toBeCloseTo(10.001, 9);
  expect(slow.result.pools[0]!.hostCache!.store).toMatchObject({ hitFraction: 9 / 20, fetches: 0, fetchedTokens: 0 });
});

test("fetches from one instance share its network, and those who come late count that in", () => {
  const { records } = play([0, 100, 100], 3, sharing(20));
  expect(records!.ttftSeconds[1]).toBeCloseTo(fetched(1), 9);
  expect(records!.ttftSeconds[2]).toBeCloseTo(fetched(1), 9);
  // 9 s are saved; 10 tokens at 2 a second and a load are quicker, at half of that they are not.
  const crowded = play([0, 100, 100], 3, sharing(2));
  expect(crowded.records!.ttftSeconds[1]).toBeCloseTo(fetched(5), 9);
  expect(crowded.records!.ttftSeconds[2]).toBeCloseTo(10.001, 9);
});

test("what is fetched stays where it was wanted, so that a hot prefix has several sources", () => {
  const { records, result } = play([0, 100, 200, 200], 4, sharing(20));
  expect(records!.ttftSeconds[2]).toBeCloseTo(fetched(0.5), 9);
  expect(records!.ttftSeconds[3]).toBeCloseTo(fetched(0.5), 9);
  expect(result.pools[0]!.hostCache!.useFraction).toBe(40 / 4000);
});

test("SGLang fetches too, and loads layer by layer", () => {
  const { records } = play([0, 100], 2, { ...sharing(20), loads: "layerwise" }, [], "sglang");
  expect(records!.ttftSeconds[1]).toBeCloseTo(0.6 + 1.15 + 1.001 / 32, 9);
});

test("a request that loses the source of its KV computes it; one that loses its own instance is counted", () => {
  const crash = (replica: number): Fault => ({ kind: "crash", pool: 0, replica, atSeconds: 100.3, downSeconds: 1 });
  const bereft = play([0, 100], 2, sharing(20), [crash(0)]);
  expect(bereft.records!.ttftSeconds[1]).toBeCloseTo(0.3 + 10.001, 9);
  const lost = play([0, 100], 2, sharing(20), [crash(1)]);
  expect(lost.result.counts).toMatchObject({ finished: 1, failed: 1, failures: { "replica-crash": 1 } });
});

test("a request that was kept away goes before those who arrived later, never before those whose KV is loaded", () => {
  const slots = new RequestSlots();
  const queue = new WaitingQueue(slots);
  const [loaded, early, late, kept] = [5, 1, 3, 2].map((arrivalSeconds, i) => {
    const slot = slots.take();
    slots.arrivalSeconds[slot] = arrivalSeconds;
    slots.request[slot] = i;
    return slot;
  });
  slots.computed[loaded!] = 4;
  for (const slot of [loaded!, early!, late!]) queue.append(slot);
  queue.enqueueLate(kept!);
  const order: number[] = [];
  for (let slot = queue.head; slot >= 0; slot = slots.next[slot]!) order.push(slot);
  expect(order).toEqual([loaded, early, kept, late]);
  queue.remove(early!);
  queue.prepend(early!);
  expect(queue.head).toBe(loaded);
  expect(slots.next[loaded!]).toBe(early);
});

test.each([
  [{}, 1, "vllm", /hostCache\.shared: a pool of one instance shares with nobody/],
  [
    { writes: "eviction" },
    2,
    "trtllm-no-evict",
    /hostCache\.shared: a host cache that is written at "eviction" cannot be shared/,
  ],
  [
    { store: { bytesPerSecond: 0, latencySeconds: 0 } },
    2,
    "vllm",
    /hostCache\.shared\.bandwidth: a network of 0 bytes/,
  ],
  [{ store: { bytesPerSecond: 1, latencySeconds: -1 } }, 2, "vllm", /hostCache\.shared\.latency: a latency of -1 s/],
] as const)("bad input, %o on %i of %s, is refused with its place", (change, replicas, scheduler, message) => {
  expect(() => play([0, 100], replicas, { ...sharing(20), ...change }, [], scheduler)).toThrow(message);
});
