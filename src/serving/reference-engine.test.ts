// The fast engine against the slow one: same completion times, on random scenarios that reach every corner.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { CompiledStepModel } from "../perf/step-model.ts";
import { Random } from "../random.ts";
import { engineOptions } from "./engine-options.ts";
import type { HostTierInput } from "./host-tier.ts";
import { simulateByStepping } from "./reference-engine.ts";
import type { SimulatedRequests } from "./requests.ts";
import { type SchedulerKind, type SchedulerOptions, schedulerKinds } from "./scheduler.ts";
import { simulate } from "./simulate.ts";
import type { SimulationInput } from "./simulation-input.ts";
import { affineStepModel, poissonRequests } from "./synthetic.ts";

/** Largest relative difference of completion times, first-token times and the sum of gaps. */
function disagreement(input: SimulationInput): number {
  const fast = simulate({ ...input, keepsRecords: true, checksInvariants: true });
  const slow = simulateByStepping(input);
  let worst = 0;
  for (let i = 0; i < input.requests.count; i++) {
    const arrival = input.requests.arrivalSeconds[i]!;
    for (const field of ["ttftSeconds", "e2eSeconds"] as const) {
      const a = fast.records![field][i]! + arrival;
      const b = slow[field][i]! + arrival;
      const apart = Math.abs(a - b) / Math.max(1e-12, Math.abs(b));
      if (!(apart <= worst)) worst = Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart;
    }
    expect(fast.records!.preemptions[i], `preemptions of request ${i}`).toBe(slow.preemptions[i]);
  }
  const { itlSeconds } = fast.result.metrics;
  expect(fast.result.counts.finished, "finished").toBe(input.requests.count);
  expect(itlSeconds.count, "gaps").toBe(slow.gaps);
  expect(fast.result.run.steps, "steps").toBe(slow.steps);
  const gaps = Math.abs((itlSeconds.mean ?? 0) * itlSeconds.count - slow.gapSeconds) / Math.max(1e-12, slow.gapSeconds);
  return Math.max(worst, slow.gaps === 0 ? 0 : gaps);
}

interface Shape {
  readonly seed: number;
  readonly count: number;
  readonly load: number;
  readonly prompt: number;
  readonly output: number;
  readonly budget: number;
  readonly seats: number;
  readonly block: number;
  readonly room: number;
  readonly replicas: number;
  readonly isAsync: boolean;
  readonly threshold: number;
  readonly isChunked: boolean;
  readonly isFull: boolean;
  readonly watermark: number;
  readonly window: number;
  readonly sharing: number;
  readonly router: "round-robin" | "least-outstanding";
  readonly scheduler: SchedulerKind;
  readonly queueOrder: SchedulerOptions["queueOrder"];
  /** Host memory in blocks, its link, and which of the engine's ways it works by. */
  readonly tier:
    | {
        blocks: number;
        bandwidth: number;
        latency: number;
        loads: number;
        writes: number;
        network: number | undefined;
      }
    | undefined;
  /** Users of different priority. */
  readonly tenants: number;
  readonly stages: number;
  readonly groups: number;
}

const shape: fc.Arbitrary<Shape> = fc.record({
  seed: fc.nat(1e9),
  count: fc.integer({ min: 1, max: 60 }),
  load: fc.constantFrom(0.2, 1, 5, 1000),
  prompt: fc.constantFrom(1, 20, 200),
  output: fc.constantFrom(1, 5, 60),
  budget: fc.constantFrom(8, 64, 512),
  seats: fc.constantFrom(1, 3, 8, 64),
  block: fc.constantFrom(1, 4, 16),
  room: fc.constantFrom(1, 1.5, 4, 100),
  replicas: fc.integer({ min: 1, max: 3 }),
  isAsync: fc.boolean(),
  threshold: fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 7, 50),
  isChunked: fc.constantFrom(true, true, false),
  isFull: fc.boolean(),
  watermark: fc.constantFrom(0, 0, 0.05),
  window: fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 30),
  sharing: fc.constantFrom(0, 0, 3, 10),
  router: fc.constantFrom("round-robin" as const, "least-outstanding" as const),
  scheduler: fc.constant("vllm" as const),
  queueOrder: fc.constant("fcfs" as const),
  tenants: fc.constant(1),
  tier: fc.option(
    fc.record({
      blocks: fc.constantFrom(1, 5, 40, 1000),
      bandwidth: fc.constantFrom(1e7, 1e9, 1e11),
      latency: fc.constantFrom(0, 0.003),
      loads: fc.nat(3),
      writes: fc.nat(3),
      network: fc.constantFrom(undefined, 1e7, 1e9, 1e11),
    }),
    { nil: undefined },
  ),
  stages: fc.constantFrom(1, 1, 1, 4),
  groups: fc.constantFrom(1, 1, 1, 8),
});

/** Prompts that start with one of `groups` shared texts and go on alone; identities per block. */
function prefixOf(random: Random, requests: SimulatedRequests, block: number, groups: number): SimulatedRequests {
  const offsets = new Int32Array(requests.count + 1);
  const blocks: number[] = [];
  let unique = 1_000_000;
  for (let i = 0; i < requests.count; i++) {
    const group = random.integer(1, groups);
    const whole = Math.ceil(requests.promptTokens[i]! / block);
    const shared = random.integer(0, whole);
    for (let b = 0; b < whole; b++) blocks.push(b < shared ? group * 1000 + b : unique++);
    offsets[i + 1] = blocks.length;
  }
  return { ...requests, prefix: { blockTokens: block, offsets, blocks: Int32Array.from(blocks) } };
}

/** Priorities near each other and so far apart that SGLang takes seats away. */
function tenantsOf(s: Shape): NonNullable<SimulatedRequests["tenants"]> {
  const random = new Random(s.seed, "tenants");
  const names = Array.from({ length: s.tenants }, (_, i) => `t${i}`);
  const tenant = Uint16Array.from({ length: s.count }, () => random.integer(0, s.tenants - 1));
  return { names, tenant, priorities: names.map(() => random.integer(-2, 2) * (random.uniform() < 0.5 ? 1 : 8)) };
}

function requestsOf(s: Shape, random: Random): SimulatedRequests {
  const arrivalSeconds = new Float64Array(s.count);
  const promptTokens = new Int32Array(s.count);
  const outputTokens = new Int32Array(s.count);
  let seconds = 0;
  for (let i = 0; i < s.count; i++) {
    seconds += random.exponential(1 / s.load);
    arrivalSeconds[i] = seconds;
    promptTokens[i] = random.integer(1, s.prompt);
    outputTokens[i] = random.integer(1, s.output);
  }
  const alike = { count: s.count, arrivalSeconds, promptTokens, outputTokens };
  const requests = s.tenants === 1 ? alike : { ...alike, tenants: tenantsOf(s) };
  return s.sharing === 0 ? requests : prefixOf(random, requests, s.block, s.sharing);
}

/** Half of the engines without chunks let a prompt over the budget run alone. */
const takesLongAlone = (s: Shape): boolean => s.scheduler === "vllm" && !s.isChunked && s.seed % 2 === 0;

/** Of the drawn options those that the engine has. */
function optionsOf(s: Shape): Partial<SchedulerOptions> {
  const drawn: SchedulerOptions = {
    longPrefillThresholdTokens: s.threshold,
    hasChunkedPrefill: s.isChunked,
    takesLongPromptsAlone: takesLongAlone(s),
    reservesFullPrompt: s.isFull,
    watermarkFraction: s.watermark,
    queueOrder: s.queueOrder,
  };
  const { options, queueOrders } = engineOptions[s.scheduler];
  const own = Object.entries(drawn).filter(([name]) => options.includes(name as keyof SchedulerOptions));
  const isPossible = queueOrders.includes(s.queueOrder) && (s.queueOrder !== "longest-prefix" || s.sharing > 0);
  return { ...Object.fromEntries(own), queueOrder: isPossible ? s.queueOrder : "fcfs" };
}

/** Host memory that works as the engine's own can. */
function tierOf(
  { tier, scheduler, sharing, block, replicas }: Shape,
  stepModel: CompiledStepModel,
): HostTierInput | undefined {
  const ways = engineOptions[scheduler].hostTier;
  if (tier === undefined || ways === undefined || sharing === 0) return undefined;
  const writes = ways.writes[tier.writes % ways.writes.length]!;
  const { network } = tier;
  return {
    bytes: tier.blocks * block * stepModel.kvBytesPerToken,
    bytesPerSecond: tier.bandwidth,
    latencySeconds: tier.latency,
    loads: ways.loads[tier.loads % ways.loads.length]!,
    writes,
    ...(network !== undefined && replicas > 1 && writes === "prefill"
      ? { store: { bytesPerSecond: network, latencySeconds: tier.latency } }
      : {}),
    layers: 32,
  };
}

function scenarioOf(s: Shape): SimulationInput {
  const random = new Random(s.seed, "scenario");
  const longest = s.prompt + s.output;
  const stepModel = affineStepModel({
    perStep: 0.01 * (0.5 + random.uniform()),
    perToken: 1e-4 * random.uniform(),
    perSequence: 1e-4 * random.uniform(),
    perContextToken: 1e-6 * random.uniform(),
    perPair: 1e-7 * random.uniform(),
    kvCapacityTokens: Math.ceil(longest * s.room) + 2 * s.block,
    windowTokens: s.window,
    ...(s.window < 1e9 ? { perWindowToken: 1e-6 * random.uniform() } : {}),
    ...(s.stages > 1 ? { pipeline: { stages: s.stages, microBatchTokens: s.budget } } : {}),
    ...(s.groups > 1 ? { groups: { count: s.groups, share: 0.5 } } : {}),
  });
  const hostTier = tierOf(s, stepModel);
  return {
    requests: requestsOf(s, random),
    pools: [
      {
        name: "a",
        role: "aggregated",
        count: s.replicas,
        stepModel,
        engine: {
          // Without chunks a prompt must fit the budget whole, as engines insist at start-up, or run alone.
          maxBatchedTokens: s.isChunked || takesLongAlone(s) ? s.budget : Math.max(s.budget, longest),
          maxSequences: s.seats,
          kvBlockTokens: s.block,
          hasPrefixCache: s.sharing > 0,
          isAsync: s.isAsync,
          scheduler: s.scheduler,
          options: optionsOf(s),
          ...(hostTier === undefined ? {} : { hostTier }),
        },
      },
    ],
    router: s.router,
  };
}

test("vLLM scheduler: jumping between events and stepping give the same times", () => {
  fc.assert(
    fc.property(shape, (s) => {
      expect(disagreement(scenarioOf(s))).toBeLessThan(1e-9);
    }),
    { numRuns: 800, seed: 20, endOnFailure: true },
  );
});

test("vLLM scheduler by priority: jumping between events and stepping give the same times", () => {
  fc.assert(
    fc.property(shape, fc.integer({ min: 2, max: 4 }), (s, tenants) => {
      expect(disagreement(scenarioOf({ ...s, queueOrder: "priority", tenants }))).toBeLessThan(1e-9);
    }),
    { numRuns: 500, seed: 23, endOnFailure: true },
  );
});

for (const scheduler of schedulerKinds) {
  if (scheduler === "vllm") continue;
  const { queueOrders, options } = engineOptions[scheduler];
  test(`${scheduler} scheduler: jumping between events and stepping give the same times`, () => {
    fc.assert(
      fc.property(shape, fc.constantFrom(...queueOrders), fc.integer({ min: 2, max: 4 }), (s, queueOrder, tenants) => {
        const isChunked = s.isChunked || !options.includes("hasChunkedPrefill");
        // A cut chunk must hold at least one block.
        const budget = Math.max(s.budget, 2 * s.block + s.seats);
        expect(disagreement(scenarioOf({ ...s, isChunked, budget, scheduler, queueOrder, tenants }))).toBeLessThan(
          1e-9,
        );
      }),
      { numRuns: 150 * (1 + queueOrders.length), seed: 22, endOnFailure: true },
    );
  });
}

test("prefill and decode pools with a shared link: jumping and stepping give the same times", () => {
  const split = fc.record({
    shape,
    scheduler: fc.constantFrom("vllm" as const, "vllm" as const, "sglang" as const, "trtllm-no-evict" as const),
    decoders: fc.integer({ min: 1, max: 3 }),
    bandwidth: fc.constantFrom(3e7, 3e8, 1e10),
    cap: fc.constantFrom(undefined, 5e7),
    latency: fc.constantFrom(0, 0.003),
    layers: fc.constantFrom(1, 8),
    conversion: fc.constantFrom(undefined, undefined, 2e7, 1e9),
    form: fc.constantFrom(undefined, "alike"),
    room: fc.constantFrom(1, 2, 100),
  });
  fc.assert(
    fc.property(split, ({ shape: s, scheduler, decoders, bandwidth, cap, latency, layers, conversion, form, room }) => {
      // Prompts of one length would end their transfers at instants that only rounding tells apart.
      const budget = Math.max(s.budget, 2 * s.block + s.seats);
      const alike = { ...s, prompt: Math.max(20, s.prompt), isFull: true, budget };
      const base = scenarioOf({ ...alike, scheduler, ...(scheduler === "vllm" ? {} : { isChunked: true }) });
      const pool = base.pools[0]!;
      const longest = Math.max(20, s.prompt) + s.output;
      const decodeModel = {
        ...pool.stepModel,
        kvCapacityTokens: Math.ceil(longest * room) + s.block,
      };
      const kvForm = form === undefined ? {} : { kvForm: form };
      const { hostTier: _, ...decodeEngine } = scenarioOf(alike).pools[0]!.engine;
      const input: SimulationInput = {
        ...base,
        pools: [
          { ...pool, ...kvForm, name: "prefill", role: "prefill" },
          {
            ...pool,
            ...kvForm,
            name: "decode",
            role: "decode",
            count: decoders,
            stepModel: decodeModel,
            engine: decodeEngine,
          },
        ],
        link: {
          name: "network",
          bytesPerSecond: bandwidth,
          ...(cap === undefined ? {} : { bytesPerSecondPerTransfer: cap }),
          ...(conversion === undefined ? {} : { conversionBytesPerSecond: conversion }),
          latencySeconds: latency,
          overlappedLayers: layers,
        },
      };
      expect(disagreement(input)).toBeLessThan(1e-9);
    }),
    { numRuns: 400, seed: 21, endOnFailure: true },
  );
});

test("decode pools of every engine, long answers in little KV: jumping and stepping give the same times", () => {
  const shapes = fc.record({
    seed: fc.nat(1e9),
    count: fc.integer({ min: 2, max: 25 }),
    load: fc.constantFrom(1, 5, 1000),
    block: fc.constantFrom(1, 16),
    room: fc.constantFrom(2300, 3000, 6000),
    seats: fc.constantFrom(2, 8, 64),
    decoders: fc.integer({ min: 1, max: 2 }),
    scheduler: fc.constantFrom(...schedulerKinds, "sglang" as const, "sglang" as const),
    host: fc.constantFrom(undefined, 1e8, 1e10),
    isAsync: fc.boolean(),
  });
  let moved = 0;
  fc.assert(
    fc.property(shapes, ({ seed, count, load, block, room, seats, decoders, scheduler, host, isAsync }) => {
      const random = new Random(seed, "requests");
      const requests = poissonRequests(random, count, load, [20, 300], [1, 1900]);
      const stepModel = affineStepModel({ perStep: 0.01, perToken: 1e-4, perSequence: 1e-4, perContextToken: 1e-7 });
      const engine = {
        maxBatchedTokens: 512,
        maxSequences: seats,
        kvBlockTokens: block,
        hasPrefixCache: false,
        scheduler,
        isAsync,
      };
      const input: SimulationInput = {
        requests,
        pools: [
          { name: "prefill", role: "prefill", count: 1, stepModel, engine },
          {
            name: "decode",
            role: "decode",
            count: decoders,
            stepModel: { ...stepModel, kvCapacityTokens: room },
            engine: { ...engine, ...(host === undefined ? {} : { retractionBytesPerSecond: host }) },
          },
        ],
        link: { name: "network", bytesPerSecond: 1e10, latencySeconds: 1e-4, overlappedLayers: 1 },
      };
      expect(disagreement(input)).toBeLessThan(1e-9);
      const { preemptions, recomputedTokens } = simulate(input).result.metrics;
      if (scheduler === "trtllm-no-evict" || scheduler === "orca") expect(preemptions).toBe(0);
      if (host !== undefined && scheduler === "sglang") {
        expect(recomputedTokens).toBe(0);
        moved += preemptions;
      }
    }),
    { numRuns: 90, seed: 23, endOnFailure: true },
  );
  expect(moved).toBeGreaterThan(20);
});
