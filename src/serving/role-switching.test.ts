// Instances that change between prefill and decode: the mechanism against the stepping engine, under faults, and what it is for.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Random } from "../random.ts";
import { loadWorkload } from "../workload/load-workload.ts";
import type { Fault, RoleSwitchingInput } from "./faults.ts";
import { simulateByStepping } from "./reference-engine.ts";
import { requestStatus } from "./request-records.ts";
import type { SimulatedRequests } from "./requests.ts";
import type { RolePolicy } from "./role-policy.ts";
import { simulate } from "./simulate.ts";
import type { SimulatedEngine, SimulatedPool, SimulationInput } from "./simulation-input.ts";
import { affineStepModel, llama8bOnH100, poissonRequests } from "./synthetic.ts";

const engine: SimulatedEngine = { maxBatchedTokens: 256, maxSequences: 16, kvBlockTokens: 16, hasPrefixCache: false };
const stepModel = affineStepModel({ perStep: 0.02, perToken: 1e-4, perContextToken: 1e-7, kvCapacityTokens: 20_000 });
const pool = (role: SimulatedPool["role"], count: number): SimulatedPool => ({
  name: role,
  role,
  count,
  stepModel,
  engine,
});
const link = { name: "net", bytesPerSecond: 2e9, latencySeconds: 0.001, overlappedLayers: 1 };
const byQueue: RolePolicy = { kind: "queue-pressure", patienceSeconds: 0.5, high: 1, low: 0.7 };
const byMix: RolePolicy = { kind: "token-mix", hysteresis: 0.75 };
const switching = (policy: RolePolicy, changes: Partial<RoleSwitchingInput> = {}): RoleSwitchingInput => ({
  prefillPool: 0,
  decodePool: 1,
  policy,
  minPrefill: 1,
  minDecode: 1,
  everySeconds: 2,
  switchSeconds: 3,
  cooldownSeconds: 6,
  ...changes,
});

/** Long prompts and short outputs, then short prompts and long outputs, and so on, by turns of `turnSeconds`. */
function turning(seed: number, count: number, rate: number, turnSeconds: number): SimulatedRequests {
  const random = new Random(seed, "turning");
  const base = poissonRequests(random, count, rate, [1, 1], [1, 1]);
  for (let i = 0; i < count; i++) {
    const isPromptTurn = Math.floor(base.arrivalSeconds[i]! / turnSeconds) % 2 === 0;
    base.promptTokens[i] = isPromptTurn ? random.integer(1000, 1600) : random.integer(20, 60);
    base.outputTokens[i] = isPromptTurn ? random.integer(2, 10) : random.integer(100, 300);
  }
  return base;
}

const fleet = (requests: SimulatedRequests, roleSwitching: RoleSwitchingInput | undefined): SimulationInput => ({
  requests,
  pools: [pool("prefill", 3), pool("decode", 3)],
  link,
  targets: { ttftSeconds: 2, tpotSeconds: 0.1 },
  keepsRecords: true,
  checksInvariants: true,
  ...(roleSwitching === undefined ? {} : { disturbances: { roleSwitching } }),
});

test("jumping between events and stepping make the same decisions and give the same times", () => {
  const settings = fc.record({
    seed: fc.nat(1e9),
    policy: fc.constantFrom(byQueue, byMix),
    rate: fc.constantFrom(2, 6, 12),
    turn: fc.constantFrom(7, 20),
    switchSeconds: fc.constantFrom(0, 1.7, 9),
    cooldownSeconds: fc.constantFrom(0, 5),
    minDecode: fc.constantFrom(1, 2),
    room: fc.constantFrom(2000, 20_000),
    scheduler: fc.constantFrom("vllm" as const, "trtllm-no-evict" as const),
    isAsync: fc.boolean(),
  });
  let moved = 0;
  fc.assert(
    fc.property(
      settings,
      ({ seed, policy, rate, turn, switchSeconds, cooldownSeconds, minDecode, room, scheduler, isAsync }) => {
        const base = fleet(
          turning(seed, 120, rate, turn),
          switching(policy, { switchSeconds, cooldownSeconds, minDecode, everySeconds: 1.3 }),
        );
        const pools = base.pools.map((entry) => ({
          ...entry,
          stepModel: { ...stepModel, kvCapacityTokens: room },
          engine: { ...engine, scheduler, isAsync },
        }));
        const input = { ...base, pools };
        const fast = simulate(input);
        const slow = simulateByStepping(input);
        expect(fast.result.counts.finished).toBe(120);
        const decided = new Map<number, number>();
        for (const { decidedSeconds, to } of fast.result.roleSwitches!)
          decided.set(decidedSeconds, (decided.get(decidedSeconds) ?? 0) + (to === "prefill" ? 1 : -1));
        expect([...decided]).toEqual(slow.roleDecisions.map(({ seconds, moves }) => [seconds, moves]));
        moved += decided.size;
        for (let i = 0; i < 120; i++) {
          const arrival = input.requests.arrivalSeconds[i]!;
          const a = fast.records!.e2eSeconds[i]! + arrival;
          const b = slow.e2eSeconds[i]! + arrival;
          expect(Math.abs(a - b) / b).toBeLessThan(1e-9);
        }
      },
    ),
    { numRuns: 60, seed: 5, endOnFailure: true },
  );
  expect(moved).toBeGreaterThan(40);
});

describe.each([
  ["by the queues", byQueue],
  ["by the work", byMix],
] as const)("roles %s", (_, policy) => {
  const requests = turning(7, 4000, 14, 120);

  test("a mix that turns is served better than by a fixed split, with as many instances", () => {
    const attained = (roleSwitching: RoleSwitchingInput | undefined): number =>
      simulate(fleet(requests, roleSwitching)).result.metrics.attainment.all!;
    const fixed = attained(undefined);
    const { result } = simulate(fleet(requests, switching(policy)));
    expect(result.metrics.attainment.all).toBeGreaterThan(fixed + 0.1);
    const [prefill, decode] = result.pools;
    expect(prefill!.replicas + decode!.replicas).toBe(6);
    // What is missing from six is the time in which instances were between the roles.
    const endSeconds = requests.arrivalSeconds[0]! + result.metrics.durationSeconds;
    const betweenSeconds = result.roleSwitches!.reduce(
      (sum, { emptySeconds = endSeconds, joinedSeconds = endSeconds }) => sum + joinedSeconds - emptySeconds,
      0,
    );
    expect(prefill!.meanReplicas + decode!.meanReplicas).toBeCloseTo(
      6 - betweenSeconds / result.metrics.durationSeconds,
      6,
    );
    for (const { decidedSeconds, emptySeconds, joinedSeconds } of result.roleSwitches!) {
      expect(emptySeconds).toBeGreaterThanOrEqual(decidedSeconds);
      if (joinedSeconds !== undefined) expect(joinedSeconds).toBeCloseTo(emptySeconds! + 3, 9);
    }
  });

  test("decisions keep their distance, and a steady mix that the split fits moves nothing", () => {
    const { roleSwitches } = simulate(fleet(requests, switching(policy, { cooldownSeconds: 40 }))).result;
    const times = [...new Set(roleSwitches!.map(({ decidedSeconds }) => decidedSeconds))];
    for (let i = 1; i < times.length; i++) expect(times[i]! - times[i - 1]!).toBeGreaterThanOrEqual(40);
    // Prompts of 300 tokens take 0.053 s of an instance, 16 outputs at batch 16 about 0.03 s each: halves of the same work.
    const steady = poissonRequests(new Random(3), 2000, 10, [250, 350], [20, 36]);
    expect(simulate(fleet(steady, switching(policy))).result.roleSwitches).toEqual([]);
  });

  test("whatever breaks, no request vanishes", () => {
    const fault = fc.record({
      kind: fc.constantFrom("crash" as const, "crash" as const, "slow" as const, "drain" as const),
      pool: fc.nat(1),
      replica: fc.nat(2),
      atSeconds: fc.double({ min: 0, max: 80, noNaN: true }),
      downSeconds: fc.double({ min: 0.1, max: 20, noNaN: true }),
      durationSeconds: fc.constant(5),
      factor: fc.constant(3),
    });
    fc.assert(
      fc.property(fc.array(fault, { maxLength: 5 }), fc.nat(2), fc.nat(1e6), (list, maxRetries, seed) => {
        const base = fleet(turning(seed, 400, 6, 15), undefined);
        const roleSwitching = switching(policy, { cooldownSeconds: 0, switchSeconds: 4 });
        const faults = list as readonly Fault[];
        const { result, records } = simulate({ ...base, disturbances: { roleSwitching, faults, maxRetries } });
        const { counts } = result;
        expect(counts.finished + counts.failed).toBe(400);
        expect(records!.status.filter((status) => status === requestStatus.unfinished)).toHaveLength(0);
        for (const resultPool of result.pools) expect(resultPool.busyFraction).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { numRuns: 60, seed: 11, endOnFailure: true },
    );
  });
});

test("by the work, code completion comes to hold more prefill instances than conversation", () => {
  const prefillShare = (generator: string): number => {
    const { columns } = loadWorkload(
      { generator, requests: 4000 },
      { requestsPerSecond: 20 },
      { seed: 1, openChunks: () => [] },
    );
    const model = llama8bOnH100();
    const split = { ...engine, maxBatchedTokens: 8192, maxSequences: 64 };
    const pools = [pool("prefill", 4), pool("decode", 4)].map((one) => ({ ...one, stepModel: model, engine: split }));
    const { result } = simulate({ requests: columns, pools, link, disturbances: { roleSwitching: switching(byMix) } });
    expect(result.counts.finished).toBe(4000);
    return result.pools[0]!.meanReplicas / 8;
  };
  expect(prefillShare("azure-code-2023")).toBeGreaterThan(prefillShare("azure-conv-2023") + 0.2);
});

test("a crash on the way between the roles ends in the new role", () => {
  const base = fleet(turning(7, 600, 8, 1e6), undefined);
  const roleSwitching = switching(byMix, { switchSeconds: 30, cooldownSeconds: 1e6 });
  const calm = simulate({ ...base, disturbances: { roleSwitching } }).result.roleSwitches!;
  expect(calm).toHaveLength(1);
  const [change] = calm;
  expect(change!.to).toBe("prefill");
  // Instances count from the prefill pool's first: 3 is the decode pool's first.
  const faults: Fault[] = [
    { kind: "crash", pool: 1, replica: change!.instance - 3, atSeconds: change!.emptySeconds! + 1, downSeconds: 7 },
  ];
  const { result } = simulate({ ...base, disturbances: { roleSwitching, faults } });
  expect(result.roleSwitches![0]!.joinedSeconds).toBeCloseTo(change!.emptySeconds! + 8, 9);
  expect(result.counts.finished).toBe(600);
});

test("a prefill instance of SGLang that was refused for KV goes on when that KV has been sent", () => {
  const base = fleet(turning(0, 120, 6, 7), switching(byMix));
  const tight = (kvCapacityTokens: number): SimulationInput => ({
    ...base,
    pools: base.pools.map((entry) => ({
      ...entry,
      stepModel: { ...stepModel, kvCapacityTokens },
      engine: { ...engine, scheduler: "sglang" },
    })),
  });
  expect(simulate(tight(2000)).result.counts.finished).toBe(120);
});

test("what cannot share instances is refused, with its place", () => {
  const base = fleet(turning(1, 10, 1, 10), undefined);
  const refuse =
    (changes: Partial<RoleSwitchingInput>, pools = base.pools, policy: RolePolicy = byQueue): (() => unknown) =>
    () =>
      simulate({ ...base, pools, disturbances: { roleSwitching: switching(policy, changes) } });
  expect(refuse({ prefillPool: 1 })).toThrow(/roleSwitching\.between: pool 1 is not a prefill pool/);
  expect(refuse({ decodePool: 7 })).toThrow(/roleSwitching\.between: pool 7 is not a decode pool/);
  expect(refuse({ minDecode: 4 })).toThrow(
    /roleSwitching\.minDecode: at least 4 instances, of a pool that starts with 3/,
  );
  expect(refuse({ minPrefill: 0 })).toThrow(/roleSwitching\.minPrefill: at least 0 instances/);
  expect(refuse({ everySeconds: 0 })).toThrow(/roleSwitching\.everySeconds/);
  expect(refuse({ switchSeconds: -1 })).toThrow(/roleSwitching\.switchSeconds: -1 is no time/);
  expect(refuse({}, [base.pools[0]!, { ...base.pools[1]!, chipsPerReplica: 8 }])).toThrow(/keep their chips/);
  expect(refuse({}, base.pools, { kind: "token-mix", hysteresis: 0.5 })).toThrow(/policy\.hysteresis: .*to and fro/);
  expect(refuse({}, base.pools, { ...byQueue, low: 2 })).toThrow(/policy\.low: low 2 and high 1/);
  const autoscaling = [{ pool: 1, min: 1, outstandingPerReplica: 4, everySeconds: 1, loadSeconds: 10 }];
  expect(() => simulate({ ...base, disturbances: { roleSwitching: switching(byQueue), autoscaling } })).toThrow(
    /pool "decode" is autoscaled too/,
  );
});
