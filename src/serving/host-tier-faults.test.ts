// Random crashes, slow hosts and lost transfers in fleets whose KV lies in host memory: nothing vanishes, nothing stays held.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../random.ts";
import { engineOptions } from "./engine-options.ts";
import type { Fault } from "./faults.ts";
import { simulate } from "./simulate.ts";
import type { SimulatedEngine, SimulatedPool, SimulationInput } from "./simulation-input.ts";
import { affineStepModel, poissonRequests } from "./synthetic.ts";

const shape = fc.record({
  seed: fc.nat(1e9),
  scheduler: fc.constantFrom(
    "vllm" as const,
    "sglang" as const,
    "trtllm-no-evict" as const,
    "trtllm-max-utilization" as const,
  ),
  loads: fc.nat(3),
  writes: fc.nat(3),
  isShared: fc.boolean(),
  isSplit: fc.boolean(),
  queueOrder: fc.constantFrom("fcfs" as const, "priority" as const),
  network: fc.constantFrom(1e8, 1e10),
  room: fc.constantFrom(150, 600, 5000),
  hostBlocks: fc.constantFrom(3, 100, 10_000),
  retries: fc.nat(2),
  faults: fc.array(
    fc.record({
      kind: fc.nat(3),
      pool: fc.nat(1),
      replica: fc.nat(2),
      at: fc.double({ min: 0, max: 12, noNaN: true }),
    }),
    { maxLength: 6 },
  ),
});

test("with random faults every request is accounted for, and the same run twice is the same", () => {
  fc.assert(
    fc.property(shape, (s) => {
      const random = new Random(s.seed, "faults");
      const count = 80;
      const block = 4;
      const plain = poissonRequests(random, count, 10, [1, 120], [1, 25]);
      const offsets = new Int32Array(count + 1);
      const blocks: number[] = [];
      for (let i = 0; i < count; i++) {
        const text = random.integer(1, 4);
        const shared = random.integer(0, 30);
        for (let b = 0; b < Math.ceil(plain.promptTokens[i]! / block); b++)
          blocks.push(b < shared ? text * 100 + b : 100_000 + 100 * i + b);
        offsets[i + 1] = blocks.length;
      }
      const ways = engineOptions[s.scheduler].hostTier!;
      const writes = ways.writes[s.writes % ways.writes.length]!;
      const kvBytes = 131_072;
      const engine: SimulatedEngine = {
        maxBatchedTokens: 64,
        maxSequences: 6,
        kvBlockTokens: block,
        hasPrefixCache: true,
        scheduler: s.scheduler,
        options: { queueOrder: s.queueOrder },
      };
      const stepModel = affineStepModel({ perStep: 0.01, perToken: 1e-3, kvCapacityTokens: s.room });
      const pool = (role: SimulatedPool["role"], own: SimulatedEngine): SimulatedPool => ({
        name: role,
        role,
        count: 3,
        stepModel,
        engine: own,
      });
      const withTier: SimulatedEngine = {
        ...engine,
        hostTier: {
          bytes: s.hostBlocks * block * kvBytes,
          bytesPerSecond: 1e9,
          latencySeconds: 0.002,
          loads: ways.loads[s.loads % ways.loads.length]!,
          writes,
          layers: 8,
          ...(s.isShared && writes === "prefill"
            ? { store: { bytesPerSecond: s.network, latencySeconds: 0.001 } }
            : {}),
        },
      };
      const faults = s.faults.map((fault): Fault => {
        const where = { pool: s.isSplit ? fault.pool : 0, replica: fault.replica, atSeconds: fault.at };
        if (fault.kind === 0) return { kind: "slow", ...where, durationSeconds: 2, factor: 3 };
        if (fault.kind === 1 && s.isSplit) return { kind: "kv-loss", atSeconds: fault.at };
        return { kind: "crash", ...where, downSeconds: 1.5 };
      });
      const input: SimulationInput = {
        requests: {
          ...plain,
          prefix: { blockTokens: block, offsets, blocks: Int32Array.from(blocks) },
          tenants: {
            names: ["a", "b"],
            tenant: Uint16Array.from({ length: count }, (_, i) => i % 2),
            priorities: [0, 20],
          },
        },
        pools: s.isSplit ? [pool("prefill", withTier), pool("decode", engine)] : [pool("aggregated", withTier)],
        ...(s.isSplit
          ? { link: { name: "test", bytesPerSecond: 1e9, latencySeconds: 0.001, overlappedLayers: 4 } }
          : {}),
        disturbances: { faults, maxRetries: s.retries },
        checksInvariants: true,
      };
      const { counts, run } = simulate(input).result;
      expect(run.isComplete).toBe(true);
      expect(counts.finished + counts.failed).toBe(count);
      expect(simulate(input).result.run.resultHash).toBe(run.resultHash);
    }),
    { numRuns: 250, seed: 31, endOnFailure: true },
  );
});
