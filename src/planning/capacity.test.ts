import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Knots } from "../perf/knots.ts";
import { slowed } from "../perf/scaled-steps.ts";
import type { CompiledStepModel } from "../perf/step-model.ts";
import { Random } from "../random.ts";
import { instanceCapacity, predictService, type RoleContext } from "./capacity.ts";
import { enumerateLayouts, layoutName } from "./enumerate-layouts.ts";
import { instanceModel, prefillSeconds } from "./instance-service.ts";
import { normalQuantile } from "./normal.ts";
import { profileTraffic } from "./traffic-profile.ts";

/** An 8-chip instance of a 70B model in round numbers: 10 ms to read the weights, 0.02 ms a token once compute binds. */
function steps(speed = 1): CompiledStepModel {
  const tokens = [0, 1, 512, 8192];
  return {
    tokenKnots: Knots.of(...tokens),
    tokenSeconds: Float64Array.from(tokens.map((n) => (n === 0 ? 0 : Math.max(0.01, 2e-5 * n)) / speed)),
    sequenceKnots: Knots.of(0, 1, 512),
    decodeSeconds: Float64Array.from([0, 1e-4, 1e-3]),
    decodeSecondsPerContextToken: Float64Array.from([0, 1e-8, 1e-8]),
    decodeSecondsPerWindowToken: new Float64Array(3),
    prefillSecondsPerSequence: 0,
    headSeconds: 0,
    prefillSecondsPerPair: 1e-9,
    windowTokens: Number.POSITIVE_INFINITY,
    kvBytesPerToken: 327_680,
    kvCapacityTokens: 400_000,
    contextLimit: 131_072,
    flopsPerToken: 1.4e11,
    flopsPerPair: 1e6,
    weightBytesPerStep: 1.4e11,
    peakFlopsPerSecond: 8e15,
    peakBytesPerSecond: 2.6e13,
    spread: { p10: 0.9, p90: 1.1 },
  };
}

const random = new Random(7, "lengths");
const prompts = Float64Array.from({ length: 2000 }, () => random.integer(100, 2000));
const outputs = Float64Array.from({ length: 2000 }, () => random.integer(50, 400));
const traffic = profileTraffic({ promptTokens: prompts, outputTokens: outputs });
const limits = { maxBatchedTokens: 2048, maxSequences: 256 };
const model = instanceModel(steps(), limits, traffic);
const targets = [
  { metric: "ttft", statistic: 0.9, seconds: 2 },
  { metric: "tpot", statistic: 0.9, seconds: 0.05 },
] as const;
const context: RoleContext = { role: "aggregated", targets, instances: 4, addedSeconds: 0 };

describe("the traffic's profile", () => {
  test("means are over all requests, strata within 2% of them", () => {
    const mean = prompts.reduce((sum, value) => sum + value, 0) / prompts.length;
    expect(traffic.freshTokens).toBeCloseTo(mean, 9);
    const strata = traffic.strata.reduce((sum, { fresh }) => sum + fresh, 0) / traffic.strata.length;
    expect(Math.abs(strata / mean - 1)).toBeLessThan(0.02);
  });
  test("long answers weigh more in the mean decoding context", () => {
    const two = profileTraffic({ promptTokens: [100, 100], outputTokens: [2, 1001] });
    expect(two.decodeContext).toBeCloseTo((1 * 101 + 1000 * 600.5) / 1001, 9);
  });
  test("cached tokens never cover the whole prompt", () => {
    expect(profileTraffic({ promptTokens: [10], outputTokens: [1], cachedTokens: [50] }).freshTokens).toBe(1);
  });
});

describe("an instance at its targets", () => {
  test("a chunked prompt costs its chunks", () => {
    const s = steps();
    expect(prefillSeconds(s, 2048, 4096, 0)).toBeCloseTo(2 * 2048 * 2e-5 + (1e-9 * 4096 * 4097) / 2, 9);
    expect(prefillSeconds(s, 2048, 1000, 3000)).toBeCloseTo(1000 * 2e-5 + 1e-9 * (3e6 + 500_500), 9);
  });

  test("carries less than its prompts alone would allow, and meets every target there", () => {
    const capacity = instanceCapacity(model, context);
    expect(capacity.rate).toBeGreaterThan(1);
    expect(capacity.rate).toBeLessThan(1 / model.prefillFloor);
    const { service } = predictService(model, capacity.rate, context)!;
    expect(service.ttftSeconds!.p90).toBeLessThanOrEqual(2.0001);
    expect(service.tpotSeconds!.p90).toBeLessThanOrEqual(0.050001);
  });

  test("never carries less when a target loosens, when the chip is faster, or when more instances share the queue", () => {
    const rate = (ttft: number, tpot: number, instances: number, speed: number) =>
      instanceCapacity(instanceModel(steps(speed), limits, traffic), {
        ...context,
        instances,
        targets: [
          { metric: "ttft", statistic: 0.9, seconds: ttft },
          { metric: "tpot", statistic: 0.9, seconds: tpot },
        ],
      }).rate;
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 4, noNaN: true }),
        fc.double({ min: 0.015, max: 0.1, noNaN: true }),
        fc.integer({ min: 1, max: 32 }),
        (ttft, tpot, instances) => {
          const base = rate(ttft, tpot, instances, 1);
          const slack = 1e-3 * (base + 0.01);
          expect(rate(ttft * 1.3, tpot, instances, 1)).toBeGreaterThanOrEqual(base - slack);
          expect(rate(ttft, tpot * 1.3, instances, 1)).toBeGreaterThanOrEqual(base - slack);
          expect(rate(ttft, tpot, instances * 2, 1)).toBeGreaterThanOrEqual(base - slack);
          expect(rate(ttft, tpot, instances, 1.5)).toBeGreaterThanOrEqual(base - slack);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("a target below the physical floor binds at no load, and the floor is the idle step", () => {
    const capacity = instanceCapacity(model, {
      ...context,
      targets: [{ metric: "tpot", statistic: 0.9, seconds: 0.005 }],
    });
    expect(capacity).toMatchObject({ rate: 0, binding: "tpot" });
    if ("floorSeconds" in capacity) {
      expect(capacity.floorSeconds).toBeGreaterThan(0.01);
      expect(capacity.floorSeconds).toBeLessThan(0.012);
    }
  });

  test("too little memory for KV binds on memory, and its name is given", () => {
    const cramped = instanceModel({ ...steps(), kvCapacityTokens: 5000 }, limits, traffic);
    const capacity = instanceCapacity(cramped, { ...context, role: "decode" });
    expect(capacity.binding).toBe("kv memory");
    expect(capacity.rate).toBeLessThan(instanceCapacity(model, { ...context, role: "decode" }).rate);
  });

  test("a decode-only instance carries more than one that must also prefill", () => {
    expect(instanceCapacity(model, { ...context, role: "decode" }).rate).toBeGreaterThan(
      instanceCapacity(model, context).rate,
    );
  });

  test("prompts of unlike lengths fill a pipeline worse than prompts alike, and each waits for the largest", () => {
    const piped = { ...steps(), pipeline: { stages: 4, microBatchTokens: 2048 } };
    const of = (lengths: readonly number[]) =>
      instanceModel(piped, limits, profileTraffic({ promptTokens: lengths, outputTokens: lengths.map(() => 2) }));
    const prefill: RoleContext = { ...context, role: "prefill", instances: 1 };
    const [alike, unlike] = [of([1000, 1000, 1000, 1000]), of([100, 100, 100, 3700])];
    expect(instanceCapacity(unlike, prefill).rate).toBeLessThan(0.9 * instanceCapacity(alike, prefill).rate);
    // The mean of the largest of two draws: 3700 unless both are short, 9 times of 16.
    expect(unlike.largestChunks?.[1]?.tokens).toBeCloseTo((9 * 100 + 7 * 3700) / 16, 9);
    expect(alike.largestChunks?.map(({ tokens }) => tokens)).toEqual(Array(11).fill(1000));
    expect(model.largestChunks).toBeUndefined();
  });

  test("the p90 of calibration error costs capacity", () => {
    const tight = { ...context, targets: [{ metric: "tpot", statistic: 0.9, seconds: 0.02 }] as const };
    const plain = instanceCapacity(model, tight);
    expect(plain).toMatchObject({ binding: "tpot" });
    const slow = instanceModel(slowed(steps(), 1.3), limits, traffic);
    expect(instanceCapacity(slow, tight).rate).toBeLessThan(plain.rate);
  });
});

test("normal quantiles", () => {
  expect(normalQuantile(0.5)).toBeCloseTo(0, 12);
  expect(normalQuantile(0.9)).toBeCloseTo(1.2815515655, 8);
  expect(normalQuantile(0.001)).toBeCloseTo(-3.0902323062, 8);
});

describe("layouts", () => {
  const dense = {
    layers: 80,
    attentionHeads: 64,
    experts: 0,
    isLatentAttention: false,
    chipsPerServer: 8,
    domainChips: 8,
    maxChips: 16,
  };
  test("keep tensor parallelism inside the scale-up domain and never repeat", () => {
    const layouts = enumerateLayouts(dense);
    expect(layouts.every((layout) => layout.tp <= 8 && layout.tp * layout.pp <= 16)).toBe(true);
    expect(new Set(layouts.map((layout) => JSON.stringify(layout))).size).toBe(layouts.length);
    expect(layouts.map(layoutName)).toContain("TP2 PP8");
  });
  test("a latent-attention MoE may spread attention over data-parallel ranks and experts over all of them", () => {
    const layouts = enumerateLayouts({ ...dense, experts: 256, isLatentAttention: true, attentionHeads: 128 });
    expect(layouts.map(layoutName)).toContain("DP16 EP16");
    for (const { tp, attentionDp, ep, moeTp } of layouts) expect(ep * moeTp).toBe(tp * attentionDp);
  });
});
