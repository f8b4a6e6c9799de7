// Instances that serve both roles under load: the mechanism against the stepping engine, by hand, and under faults.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Random } from "../random.ts";
import { engineOptions } from "./engine-options.ts";
import type { Disturbances, Fault, RoleMixingInput, RoleSwitchingInput } from "./faults.ts";
import { simulateByStepping } from "./reference-engine.ts";
import { requestStatus } from "./request-records.ts";
import type { SimulatedRequests } from "./requests.ts";
import { mixingLimits } from "./role-mixing-limits.ts";
import { routerKinds } from "./router.ts";
import { schedulerKinds } from "./scheduler.ts";
import { simulate } from "./simulate.ts";
import type { SimulatedEngine, SimulatedPool, SimulationInput } from "./simulation-input.ts";
import { affineStepModel, poissonRequests } from "./synthetic.ts";

const engine: SimulatedEngine = { maxBatchedTokens: 256, maxSequences: 16, kvBlockTokens: 16, hasPrefixCache: false };
const stepModel = affineStepModel({ perStep: 0.02, perToken: 1e-4, perContextToken: 1e-7, kvCapacityTokens: 20_000 });
const pool = (role: SimulatedPool["role"], count: number, changes: Partial<SimulatedEngine> = {}): SimulatedPool => ({
  name: role,
  role,
  count,
  stepModel,
  engine: { ...engine, ...changes },
});
const link = { name: "net", bytesPerSecond: 2e9, latencySeconds: 0.001, overlappedLayers: 1 };
const mixingSchedulers = schedulerKinds.filter((kind) => engineOptions[kind].whyRolesDoNotMix === undefined);

/** Prompts that start with one of a few shared texts, by blocks. */
function sharing(requests: SimulatedRequests, random: Random, blockTokens: number): SimulatedRequests {
  const offsets = new Int32Array(requests.count + 1);
  const blocks: number[] = [];
  let unique = 1_000_000;
  for (let i = 0; i < requests.count; i++) {
    const whole = Math.ceil(requests.promptTokens[i]! / blockTokens);
    const [group, shared] = [random.integer(1, 4), random.integer(0, whole)];
    for (let b = 0; b < whole; b++) blocks.push(b < shared ? group * 1000 + b : unique++);
    offsets[i + 1] = blocks.length;
  }
  return { ...requests, prefix: { blockTokens, offsets, blocks: Int32Array.from(blocks) } };
}

test("jumping between events and stepping give the same times, whatever the engine and however little KV there is", () => {
  const settings = fc.record({
    seed: fc.nat(1e9),
    count: fc.integer({ min: 5, max: 80 }),
    rate: fc.constantFrom(3, 15, 60, 1000),
    prompt: fc.constantFrom(40, 300),
    output: fc.constantFrom(4, 60),
    prefills: fc.integer({ min: 1, max: 3 }),
    decoders: fc.integer({ min: 1, max: 3 }),
    seats: fc.constantFrom(2, 5, 16),
    scheduler: fc.constantFrom(...mixingSchedulers, "vllm" as const),
    isAsync: fc.boolean(),
    isShared: fc.boolean(),
    rooms: fc.tuple(fc.constantFrom(1, 2, 100), fc.constantFrom(1, 2, 100)),
    budget: fc.constantFrom(64, 256),
    promptTokens: fc.constantFrom(undefined, 1, 100, 600),
    decodeRequests: fc.constantFrom(undefined, 1, 3, 8),
    cap: fc.constantFrom(undefined, 3e7),
    layers: fc.constantFrom(1, 8),
    bandwidth: fc.constantFrom(5e7, 2e9),
    loads: fc.constantFrom(undefined, "background" as const, "blocking" as const),
  });
  const seen = { promptsOnDecode: 0, decodesOnPrefill: 0, decodesKept: 0, preemptions: 0 };
  fc.assert(
    fc.property(settings, (s) => {
      const random = new Random(s.seed, "requests");
      const plain = poissonRequests(random, s.count, s.rate, [1, s.prompt], [1, s.output]);
      const requests = s.isShared ? sharing(plain, random, 16) : plain;
      const longest = s.prompt + s.output;
      const hostTier =
        s.loads !== undefined && s.isShared && s.scheduler === "vllm"
          ? { bytes: 60 * 16 * stepModel.kvBytesPerToken, bytesPerSecond: 1e9, latencySeconds: 0.002, loads: s.loads }
          : undefined;
      const sized = (role: SimulatedPool["role"], count: number, room: number): SimulatedPool => ({
        ...pool(role, count, {
          ...(hostTier === undefined || role === "decode"
            ? {}
            : { hostTier: { ...hostTier, writes: "prefill", layers: 32 } }),
          maxBatchedTokens: s.budget,
          maxSequences: s.seats,
          hasPrefixCache: s.isShared,
          scheduler: s.scheduler,
          isAsync: s.isAsync,
        }),
        stepModel: affineStepModel({
          perStep: 0.01 * (0.5 + random.uniform()),
          perToken: 1e-4 * random.uniform(),
          perSequence: 1e-4 * random.uniform(),
          perContextToken: 1e-6 * random.uniform(),
          kvCapacityTokens: Math.ceil(longest * room) + 32,
        }),
      });
      const roleMixing: RoleMixingInput = {
        ...(s.promptTokens === undefined ? {} : { promptTokens: s.promptTokens }),
        ...(s.decodeRequests === undefined ? {} : { decodeRequests: s.decodeRequests }),
      };
      const input: SimulationInput = {
        requests,
        pools: [sized("prefill", s.prefills, s.rooms[0]), sized("decode", s.decoders, s.rooms[1])],
        link: {
          name: "net",
          bytesPerSecond: s.bandwidth,
          latencySeconds: 0.0013,
          overlappedLayers: s.layers,
          ...(s.cap === undefined ? {} : { bytesPerSecondPerTransfer: s.cap }),
        },
        targets: { tpotSeconds: 0.03 },
        disturbances: { roleMixing },
        keepsRecords: true,
        checksInvariants: true,
      };
      const fast = simulate(input);
      const slow = simulateByStepping(input);
      expect(fast.result.counts.finished).toBe(s.count);
      expect(fast.result.run.steps, "steps").toBe(slow.steps);
      expect(fast.result.metrics.itlSeconds.count, "gaps").toBe(slow.gaps);
      for (let i = 0; i < s.count; i++) {
        const arrival = requests.arrivalSeconds[i]!;
        expect(fast.records!.preemptions[i], `preemptions of request ${i}`).toBe(slow.preemptions[i]);
        for (const field of ["ttftSeconds", "e2eSeconds"] as const) {
          const b = slow[field][i]! + arrival;
          expect(Math.abs(fast.records![field][i]! + arrival - b) / b, `${field} of request ${i}`).toBeLessThan(1e-9);
        }
      }
      const isKeeping = s.scheduler === "orca" || s.scheduler === "trtllm-no-evict";
      if (isKeeping) expect(fast.result.metrics.preemptions).toBe(0);
      const { roleMixing: counts } = fast.result;
      // What does not stay is sent once, beside what computes its prompt anew after a preemption.
      const further = requests.outputTokens.subarray(0, s.count).filter((tokens) => tokens > 1).length;
      expect(fast.result.metrics.kvTransferSeconds.count).toBe(further - counts!.decodesKept);
      seen.promptsOnDecode += counts!.promptsOnDecode;
      seen.decodesOnPrefill += counts!.decodesOnPrefill;
      seen.decodesKept += counts!.decodesKept;
      seen.preemptions += fast.result.metrics.preemptions;
    }),
    { numRuns: 200, seed: 31, endOnFailure: true },
  );
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(200);
});

describe("by hand: a step takes a second and a thousandth for each token, KV half a second to move", () => {
  const slow = affineStepModel({ perStep: 1, perToken: 1e-3 });
  const fleet = (
    rows: readonly (readonly [at: number, prompt: number, output: number])[],
    roleMixing: RoleMixingInput,
    changes: Partial<SimulatedPool> = {},
  ): SimulationInput => ({
    requests: {
      count: rows.length,
      arrivalSeconds: Float64Array.from(rows, ([at]) => at),
      promptTokens: Int32Array.from(rows, ([, prompt]) => prompt),
      outputTokens: Int32Array.from(rows, ([, , output]) => output),
    },
    pools: [
      { ...pool("prefill", 1, { maxBatchedTokens: 2048 }), stepModel: slow },
      { ...pool("decode", 1, { maxBatchedTokens: 2048 }), stepModel: slow, ...changes },
    ],
    link: { name: "net", bytesPerSecond: 1e18, latencySeconds: 0.5, overlappedLayers: 1 },
    disturbances: { roleMixing },
    keepsRecords: true,
    checksInvariants: true,
  });

  test("without room to decode a request stays where its prompt was computed; prompts join it there", () => {
    const rows = [
      [0, 100, 10],
      [0, 100, 3],
      [2, 100, 1],
    ] as const;
    const { records, result } = simulate(fleet(rows, { decodeRequests: 1 }));
    // Both prompts end at 1.2. The first moves and decodes from 1.7 on; the second stays, and its next token comes at 2.201.
    expect(records!.e2eSeconds[0]).toBeCloseTo(1.7 + 9 * 1.001, 9);
    // The third prompt and the second request's last token share the step that follows: 1 + 0.1 + 0.001.
    expect(records!.ttftSeconds[2]).toBeCloseTo(2.201 + 1.101 - 2, 9);
    expect(records!.e2eSeconds[1]).toBeCloseTo(2.201 + 1.101, 9);
    expect(result.roleMixing).toEqual({ promptsOnDecode: 0, decodesOnPrefill: 1, decodesKept: 1 });
    expect(result.metrics.kvTransferSeconds.count).toBe(1);
    // Mixed from 1.2 to 3.302 of 10.709 seconds, and never on the decode side.
    expect(result.pools.map(({ mixedFraction }) => mixedFraction)).toEqual([expect.closeTo(2.102 / 10.709, 9), 0]);
  });

  test("a prompt for which too many wait runs on a decode instance, whose pool is open again afterwards", () => {
    const rows = [
      [0, 900, 1],
      [0.1, 900, 4],
      [0.2, 50, 1],
    ] as const;
    const { records, result } = simulate(fleet(rows, { promptTokens: 1000 }));
    // The second one's prompt ends at 2.0 where it is to decode: none of the decode pool is open, so it stays.
    expect([...records!.ttftSeconds]).toEqual([1.9, 1.9, 1.9 + 1.05 - 0.2].map((at) => expect.closeTo(at, 9)));
    expect(records!.e2eSeconds[1]).toBeCloseTo(1.9 + 3 * 1.001, 9);
    expect(result.roleMixing).toEqual({ promptsOnDecode: 1, decodesOnPrefill: 0, decodesKept: 1 });
    expect(result.metrics.kvTransferSeconds.count).toBe(0);
    expect(result.pools[1]!.mixedFraction! * result.metrics.durationSeconds).toBeCloseTo(1.9, 9);
  });

  const allMixed = [
    [0, 100, 10],
    [0, 100, 10],
    [2, 190, 1],
    [2.01, 190, 1],
  ] as const;

  test("prompts that mixed instances take when all are full are counted too", () => {
    const rows = [...allMixed, [2.02, 50, 1], [2.03, 50, 1]] as const;
    const { result } = simulate(fleet(rows, { promptTokens: 200, decodeRequests: 1 }));
    // The second request decodes where it is. Of the four prompts after it the prefill instance takes the first, the decode
    // instance the second; and of the last two, for which neither has room, each takes one.
    expect(result.roleMixing).toEqual({ promptsOnDecode: 2, decodesOnPrefill: 1, decodesKept: 1 });
  });

  test("a request that fits nowhere fails for that reason where all are mixed, and waits for no instance", () => {
    const { result } = simulate(
      fleet([...allMixed, [2.02, 2_000_000_000, 1]], { promptTokens: 200, decodeRequests: 1 }),
    );
    expect(result.counts.failures).toEqual({ "over-context-limit": 1 });
  });

  test("KV that finds no room where it was to go stays, and its request decodes there", () => {
    const rows = [
      [0, 100, 50],
      [0, 100, 50],
    ] as const;
    const tight = { stepModel: { ...slow, kvCapacityTokens: 176 } };
    const { records, result } = simulate(fleet(rows, { decodeRequests: 5 }, tight));
    expect(result.roleMixing).toEqual({ promptsOnDecode: 0, decodesOnPrefill: 1, decodesKept: 1 });
    expect(records!.e2eSeconds[0]).toBeCloseTo(1.7 + 49 * 1.001, 9);
    expect(records!.e2eSeconds[1]).toBeCloseTo(1.2 + 49 * 1.001, 9);
  });
});

test("bounds that are not given: a step of prompts, and as many decodes as keep the bound on TPOT", () => {
  // A step of B takes 0.02 + B (1e-4 + 1e-7 x (300 + 10)) seconds, and 20 tokens take 20 of them, the wait to join included.
  const requests = poissonRequests(new Random(1), 10, 1, [300, 300], [20, 20]);
  const given = { pools: [pool("prefill", 1), pool("decode", 1, { maxSequences: 200 })], requests };
  const kv = Math.floor(20_000 / 320);
  expect(mixingLimits({}, { ...given, targets: { tpotSeconds: 0.025 } })).toEqual([
    { promptTokens: 256, decodeRequests: 16 },
    { promptTokens: 256, decodeRequests: Math.floor(((0.025 * 19) / 20 - 0.02) / (1e-4 + 310e-7)) },
  ]);
  expect(mixingLimits({}, given)[1]!.decodeRequests).toBe(kv);
  expect(mixingLimits({ promptTokens: 7, decodeRequests: 3 }, given)).toEqual([
    { promptTokens: 7, decodeRequests: 3 },
    { promptTokens: 7, decodeRequests: 3 },
  ]);
});

test("a burst of long answers is served sooner, in every target, than by instances that keep their roles", () => {
  const requests = poissonRequests(new Random(3), 3000, 22, [200, 300], [80, 160]);
  const base: SimulationInput = {
    requests,
    pools: [pool("prefill", 4), pool("decode", 3)],
    link,
    targets: { ttftSeconds: 1, tpotSeconds: 0.06 },
    checksInvariants: true,
  };
  const fixed = simulate(base).result.metrics.attainment;
  const mixed = simulate({ ...base, disturbances: { roleMixing: {} } }).result.metrics.attainment;
  expect(mixed.all).toBeGreaterThan(fixed.all! + 0.2);
  expect(mixed.ttft).toBeGreaterThanOrEqual(fixed.ttft! - 0.01);
});

test("whatever breaks, no request vanishes and time adds up", () => {
  const fault = fc.record({
    kind: fc.constantFrom("crash" as const, "crash" as const, "slow" as const, "drain" as const, "kv-loss" as const),
    pool: fc.nat(1),
    replica: fc.nat(2),
    atSeconds: fc.double({ min: 0, max: 30, noNaN: true }),
    downSeconds: fc.double({ min: 0.1, max: 10, noNaN: true }),
    durationSeconds: fc.constant(5),
    factor: fc.constant(3),
  });
  const settings = fc.record({
    faults: fc.array(fault, { maxLength: 5 }),
    maxRetries: fc.nat(2),
    seed: fc.nat(1e6),
    scheduler: fc.constantFrom(...mixingSchedulers),
    room: fc.constantFrom(700, 20_000),
    isShared: fc.boolean(),
    router: fc.constantFrom(...routerKinds),
    promptTokens: fc.constantFrom(1, 400),
    decodeRequests: fc.constantFrom(1, 4),
  });
  fc.assert(
    fc.property(settings, (s) => {
      const random = new Random(s.seed, "requests");
      const plain = poissonRequests(random, 300, 12, [20, 400], [1, 150]);
      const one = (role: SimulatedPool["role"]): SimulatedPool => ({
        ...pool(role, 3, { scheduler: s.scheduler, hasPrefixCache: s.isShared }),
        stepModel: { ...stepModel, kvCapacityTokens: s.room },
      });
      const { result, records } = simulate({
        requests: s.isShared ? sharing(plain, random, 16) : plain,
        pools: [one("prefill"), one("decode")],
        link: { ...link, bytesPerSecond: 5e8 },
        router: s.router,
        keepsRecords: true,
        checksInvariants: true,
        targets: { ttftSeconds: 1, tpotSeconds: 0.05 },
        disturbances: {
          roleMixing: { promptTokens: s.promptTokens, decodeRequests: s.decodeRequests },
          faults: s.faults as readonly Fault[],
          maxRetries: s.maxRetries,
        },
      });
      const { counts, pools } = result;
      expect(counts.finished + counts.failed).toBe(300);
      expect(records!.status.filter((status) => status === requestStatus.unfinished)).toHaveLength(0);
      for (const { busyFraction, mixedFraction } of pools) {
        expect(busyFraction).toBeLessThanOrEqual(1 + 1e-9);
        expect(mixedFraction).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
    { numRuns: 60, seed: 12, endOnFailure: true },
  );
});

test("what cannot mix roles is refused, with its place", () => {
  const requests = poissonRequests(new Random(1), 10, 1, [100, 100], [10, 10]);
  const both = [pool("prefill", 2), pool("decode", 2)];
  const refuse =
    (pools: readonly SimulatedPool[], roleMixing: RoleMixingInput = {}, others: Disturbances = {}): (() => unknown) =>
    () =>
      simulate({ requests, pools, link, disturbances: { roleMixing, ...others } });
  expect(refuse(both, { promptTokens: 0 })).toThrow(/^roleMixing\.promptTokens: /);
  expect(refuse(both, { decodeRequests: 1.5 })).toThrow(/^roleMixing\.decodeRequests: /);
  expect(refuse([pool("aggregated", 2)])).toThrow(/^fleet\[0\]\.role: roleMixing, and pool "aggregated" serves both/);
  expect(refuse([pool("prefill", 1), pool("decode", 1, { scheduler: "sglang" })])).toThrow(
    /^fleet\[1\]\.scheduler: .*decode", sglang, starts an instance .* for prefill or for decode alone\. .*vllm, trtllm/,
  );
  const roleSwitching: RoleSwitchingInput = {
    prefillPool: 0,
    decodePool: 1,
    policy: { kind: "token-mix", hysteresis: 1 },
    minPrefill: 1,
    minDecode: 1,
    everySeconds: 1,
    switchSeconds: 1,
    cooldownSeconds: 1,
  };
  expect(refuse(both, {}, { roleSwitching })).toThrow(/^roleMixing: instances change role too/);
  const autoscaling = [{ pool: 1, min: 1, outstandingPerReplica: 4, everySeconds: 1, loadSeconds: 10 }];
  expect(refuse(both, {}, { autoscaling })).toThrow(/^roleMixing: pool "decode" is autoscaled too/);
});
