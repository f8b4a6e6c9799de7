import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Random } from "../random.ts";
import type { ArrivalProcess, GeneratedTraffic, LengthDistribution } from "../scenario/scenario.ts";
import { drawArrivals } from "./arrivals.ts";
import { generateRequests } from "./generate.ts";
import { compileLengths, meanLength } from "./lengths.ts";
import { loadWorkload } from "./load-workload.ts";
import { namedGenerators } from "./named-generators.ts";
import { normalCdf, normalQuantile } from "./quantile-function.ts";
import { meanRate, resizeTrace, scaleRate } from "./scale.ts";

const constant = (tokens: number): LengthDistribution => ({ kind: "constant", tokens });
const poisson: GeneratedTraffic = { arrivals: { kind: "poisson" }, prompt: constant(100), output: constant(10) };
const mean = (list: ArrayLike<number>) => Array.from(list).reduce((sum, x) => sum + x, 0) / list.length;

describe("arrivals", () => {
  const gapsOf = (process: ArrivalProcess, count = 40_000, rate = 5) => {
    const arrivals = drawArrivals(process, count, rate, new Random(7, "arrivals"));
    const gaps = Array.from({ length: count - 1 }, (_, i) => (arrivals[i + 1] ?? 0) - (arrivals[i] ?? 0));
    const average = mean(gaps);
    const deviation = Math.sqrt(mean(gaps.map((gap) => (gap - average) ** 2)));
    return { average, cv: deviation / average, arrivals };
  };
  // Standard error of the mean gap is cv / sqrt(n) = 0.5% of it for a Poisson process, more with bursts.
  test.each([
    ["poisson", { kind: "poisson" }, 1, 0.02],
    ["constant", { kind: "constant" }, 0, 1e-9],
    ["gamma, bursts", { kind: "gamma", coefficientOfVariation: 3 }, 3, 0.06],
    ["gamma, smooth", { kind: "gamma", coefficientOfVariation: 0.5 }, 0.5, 0.01],
    // By hand: mean 2.885, second moment 11.90 of gaps log-uniform between 1, 2 and 8.
    ["gaps table", { kind: "gaps", probabilities: [0, 0.5, 1], gaps: [1, 2, 8] }, 0.6555, 0.02],
  ] as const)("%s: mean rate and coefficient of variation", (_, process, cv, tolerance) => {
    const got = gapsOf(process);
    expect(Math.abs(got.average * 5 - 1)).toBeLessThan(Math.max(0.02, tolerance));
    expect(Math.abs(got.cv - cv)).toBeLessThan(0.03 * Math.max(1, cv * 2));
  });
  test("two states: mean rate holds, and bursts spread the counts", () => {
    const got = gapsOf({ kind: "mmpp", burstFactor: 8, burstShare: 0.2, meanBurstSeconds: 5 }, 200_000);
    expect(Math.abs(got.average * 5 - 1)).toBeLessThan(0.05);
    expect(got.cv).toBeGreaterThan(1.3);
  });
  test("diurnal: the first half of each period has more than the second", () => {
    const { arrivals, average } = gapsOf({ kind: "diurnal", amplitude: 0.8, periodSeconds: 100 });
    const early = Array.from(arrivals).filter((t) => t % 100 < 50).length / arrivals.length;
    // The mean of 1 + 0.8 sin over half a period is 1 + 1.6 / pi.
    expect(early).toBeCloseTo(0.5 * (1 + 1.6 / Math.PI), 1);
    expect(Math.abs(average * 5 - 1)).toBeLessThan(0.03);
  });
  test("never descending, whatever the process", () => {
    const process = fc.oneof(
      fc.constant<ArrivalProcess>({ kind: "poisson" }),
      fc.record({
        kind: fc.constant("gamma" as const),
        coefficientOfVariation: fc.double({ min: 0.1, max: 20, noNaN: true }),
      }),
      fc.record({
        kind: fc.constant("mmpp" as const),
        burstFactor: fc.double({ min: 1, max: 100, noNaN: true }),
        burstShare: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        meanBurstSeconds: fc.double({ min: 0.1, max: 100, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(process, fc.integer({ min: 0, max: 2 ** 32 }), (each, seed) => {
        const arrivals = drawArrivals(each, 200, 3, new Random(seed));
        for (let i = 1; i < 200; i++) expect(arrivals[i]).toBeGreaterThanOrEqual(arrivals[i - 1] as number);
      }),
    );
  });
  test("bad parameters", () => {
    expect(() => drawArrivals({ kind: "poisson" }, 5, 0, new Random(1))).toThrow(
      /requestsPerSecond: expected a positive number, got 0/,
    );
    expect(() =>
      drawArrivals({ kind: "mmpp", burstFactor: 2, burstShare: 1, meanBurstSeconds: 1 }, 5, 1, new Random(1)),
    ).toThrow(/burstShare/);
  });
});

describe("lengths", () => {
  const distributions: readonly LengthDistribution[] = [
    constant(7),
    { kind: "uniform", low: 820, high: 1024 },
    { kind: "lognormal", median: 500, sigma: 1, min: 10, max: 4000 },
    { kind: "lognormal", median: 500, sigma: 0.8 },
    { kind: "quantiles", probabilities: [0, 0.5, 1], tokens: [1, 100, 1000] },
  ];
  test.each(distributions)("the mean of draws is the mean of the distribution: $kind", (distribution) => {
    const quantile = compileLengths(distribution, ["prompt"]);
    const random = new Random(3);
    const draws = Array.from({ length: 60_000 }, () => quantile(random.uniform()));
    expect(Math.abs(mean(draws) / meanLength(distribution) - 1)).toBeLessThan(0.02);
    expect(draws.every((tokens) => Number.isInteger(tokens) && tokens >= 1)).toBe(true);
  });
  test("uniform takes both ends", () => {
    const quantile = compileLengths({ kind: "uniform", low: 2, high: 4 }, ["prompt"]);
    expect([quantile(0), quantile(0.5), quantile(0.9999)]).toEqual([2, 3, 4]);
  });
  test("quantile functions never fall", () => {
    const u = fc.double({ min: 0, max: 0.999999, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...distributions), u, u, (distribution, a, b) => {
        const quantile = compileLengths(distribution, []);
        expect(quantile(Math.max(a, b))).toBeGreaterThanOrEqual(quantile(Math.min(a, b)));
      }),
    );
  });
  test("the normal distribution and its inverse", () => {
    for (const p of [1e-6, 0.01, 0.3, 0.5, 0.9, 0.999]) expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 6);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963985, 8);
  });
  test("rank correlation is what was asked for", () => {
    const uniform = (high: number): LengthDistribution => ({ kind: "uniform", low: 1, high });
    const { promptTokens: p, outputTokens: o } = generateRequests(
      { ...poisson, prompt: uniform(100_000), output: uniform(50_000), lengthCorrelation: 0.6 },
      { count: 20_000, requestsPerSecond: 1, seed: 1 },
    );
    // For uniform margins the correlation of values is that of ranks.
    const [mp, mo] = [mean(p), mean(o)];
    let [spo, spp, soo] = [0, 0, 0];
    p.forEach((x, i) => {
      const y = o[i] as number;
      spo += (x - mp) * (y - mo);
      spp += (x - mp) ** 2;
      soo += (y - mo) ** 2;
    });
    expect(Math.abs(spo / Math.sqrt(spp * soo) - 0.6)).toBeLessThan(0.02);
  });
});

describe("requests", () => {
  test("same seed, same requests; another seed, others", () => {
    const make = (seed: number) => generateRequests(poisson, { count: 50, requestsPerSecond: 2, seed }).arrivalSeconds;
    expect(make(1)).toEqual(make(1));
    expect(make(1)).not.toEqual(make(2));
  });
  test("a change of lengths does not shift arrivals", () => {
    const other = { ...poisson, prompt: { kind: "uniform", low: 1, high: 9 } } as const;
    const options = { count: 50, requestsPerSecond: 2, seed: 1 };
    expect(generateRequests(other, options).arrivalSeconds).toEqual(generateRequests(poisson, options).arrivalSeconds);
  });
  test("shared prefixes stand before the prompt", () => {
    const { promptTokens, prefix } = generateRequests(
      { ...poisson, sharedPrefix: { groups: 3, tokens: 512 } },
      { count: 300, requestsPerSecond: 1, seed: 1 },
    );
    expect(new Set(promptTokens)).toEqual(new Set([612]));
    expect(prefix?.blockTokens).toBe(512);
    expect(new Set(prefix?.blocks)).toEqual(new Set([0, 1, 2]));
  });
  test("a conversation's prompts hold what was said before, and its blocks are found again", () => {
    const columns = generateRequests(
      { ...poisson, sessions: { turns: constant(4), thinkSeconds: 10 }, sharedPrefix: { groups: 2, tokens: 640 } },
      { count: 400, requestsPerSecond: 4, seed: 5 },
    );
    const { sessions, prefix, promptTokens, arrivalSeconds } = columns;
    if (sessions === undefined || prefix === undefined) throw new Error("no sessions");
    let followed = 0;
    for (let i = 0; i < columns.count; i++) {
      const before = sessions.previous[i] as number;
      const own = [...prefix.blocks.subarray(prefix.offsets[i], prefix.offsets[i + 1])];
      expect(own).toHaveLength(Math.floor((promptTokens[i] as number) / 64));
      // The prefix, a first question, and so many questions and answers on top of it.
      expect(((promptTokens[i] as number) - 740) % 110).toBe(0);
      if (before === -1) continue;
      followed += 1;
      expect(before).toBeLessThan(i);
      expect(sessions.session[before]).toBe(sessions.session[i]);
      expect(promptTokens[i]).toBe((promptTokens[before] as number) + 110);
      expect((arrivalSeconds[i] as number) - (arrivalSeconds[before] as number)).toBeCloseTo(
        sessions.thinkSeconds[i] as number,
        9,
      );
      const earlier = [...prefix.blocks.subarray(prefix.offsets[before], prefix.offsets[before + 1])];
      expect(own.slice(0, earlier.length)).toEqual(earlier);
    }
    // Three turns of four follow another; conversations under way at the beginning have lost theirs.
    expect(followed).toBeGreaterThan(200);
    expect(followed).toBeLessThanOrEqual(300);
  });
  test("turns arrive at the rate asked for, at the beginning as at the end", () => {
    const sessions = { turns: { kind: "uniform", low: 1, high: 9 }, thinkSeconds: 30 } as const;
    const { arrivalSeconds } = generateRequests(
      { ...poisson, sessions },
      { count: 20_000, requestsPerSecond: 5, seed: 2 },
    );
    const rateOf = (from: number, to: number) =>
      (to - from) / ((arrivalSeconds[to] as number) - (arrivalSeconds[from] as number));
    for (const [from, to] of [
      [0, 4000],
      [8000, 12_000],
      [15_999, 19_999],
    ] as const)
      expect(Math.abs(rateOf(from, to) / 5 - 1)).toBeLessThan(0.12);
  });
  test("pauses may be none, and conversations of a closed loop begin at once", () => {
    const options = { count: 90, requestsPerSecond: 3, seed: 2 };
    const none = generateRequests({ ...poisson, sessions: { turns: constant(3), thinkSeconds: 0 } }, options);
    expect(none.count).toBe(90);
    const closed = generateRequests(
      {
        ...poisson,
        arrivals: { kind: "closed-loop", concurrency: 8 },
        sessions: { turns: constant(3), thinkSeconds: 5 },
      },
      options,
    );
    expect(closed.closedLoopConcurrency).toBe(8);
    expect(closed.arrivalSeconds[0]).toBe(0);
    expect(() => generateRequests({ ...poisson, sessions: { turns: constant(3), thinkSeconds: -1 } }, options)).toThrow(
      /thinkSeconds/,
    );
  });
});

describe("scaling", () => {
  const trace = {
    count: 3,
    arrivalSeconds: Float64Array.of(0, 1, 4),
    promptTokens: Int32Array.of(10, 20, 30),
    outputTokens: Int32Array.of(1, 2, 3),
    prefix: { blockTokens: 4, offsets: Int32Array.of(0, 2, 3, 3), blocks: Int32Array.of(0, 1, 0) },
  };
  test("repeating keeps the rate, the order and the share of reused blocks", () => {
    const long = resizeTrace(trace, 7);
    expect([...long.promptTokens]).toEqual([10, 20, 30, 10, 20, 30, 10]);
    expect([...long.arrivalSeconds]).toEqual([0, 1, 4, 6, 7, 10, 12]);
    expect([...(long.prefix?.blocks ?? [])]).toEqual([0, 1, 0, 2, 3, 2, 4, 5]);
    expect(meanRate(resizeTrace(trace, 3000).arrivalSeconds)).toBeCloseTo(0.5, 3);
  });
  test("cutting keeps the beginning", () => {
    expect([...resizeTrace(trace, 2).promptTokens]).toEqual([10, 20]);
  });
  test("another rate scales every gap alike", () => {
    expect([...scaleRate(trace, 1).arrivalSeconds]).toEqual([0, 0.5, 2]);
    const rate = fc.double({ min: 1e-3, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(rate, (r) => {
        expect((meanRate(scaleRate(trace, r).arrivalSeconds) ?? 0) / r).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe("workloads of scenarios", () => {
  const openChunks = () => [new TextEncoder().encode("num_prefill_tokens,num_decode_tokens\n5,6\n7,8\n")];
  const options = { seed: 1, openChunks };
  test("a named generator has a rate of its own, and demand changes it", () => {
    const own = loadWorkload({ generator: "azure-conv-2023", requests: 20_000 }, {}, options);
    // 57 minutes hold about a dozen changes of the slow rate: it spreads by some 6%.
    expect(Math.abs((meanRate(own.columns.arrivalSeconds) ?? 0) / 5.93 - 1)).toBeLessThan(0.2);
    expect(own.source).toMatch(/Splitwise/);
    const fast = loadWorkload({ generator: "azure-conv-2023", requests: 20_000 }, { requestsPerSecond: 50 }, options);
    expect(Math.abs((meanRate(fast.columns.arrivalSeconds) ?? 0) / 50 - 1)).toBeLessThan(0.2);
  });
  test("lengths alone need a demand", () => {
    expect(() => loadWorkload({ trace: { path: "l.csv" } }, {}, options)).toThrow(
      /demand: is not given and the trace has no arrival times/,
    );
    const { columns, notes } = loadWorkload(
      { trace: { path: "l.csv" }, requests: 1000 },
      { requestsPerSecond: 4 },
      options,
    );
    expect(meanRate(columns.arrivalSeconds) ?? 0).toBeCloseTo(4, 0);
    expect(notes.join()).toMatch(/repeated to 1000.*Poisson/);
  });
  test("a benchmark result without times is played as its settings say", () => {
    const result = (settings: object) => ({
      seed: 1,
      openChunks: () => [
        new TextEncoder().encode(
          JSON.stringify({ backend: "vllm", input_lens: [5, 6], output_lens: [7, 8], ...settings }),
        ),
      ],
    });
    const trace = { path: "r.json" };
    const closed = loadWorkload({ trace, requests: 7 }, {}, result({ request_rate: "inf", max_concurrency: 4 }));
    expect(closed.columns.closedLoopConcurrency).toBe(4);
    expect([...closed.columns.promptTokens]).toEqual([5, 6, 5, 6, 5, 6, 5]);
    const open = loadWorkload(
      { trace, requests: 20_000 },
      {},
      result({ request_rate: 3, burstiness: 0.25, max_concurrency: null }),
    );
    expect(Math.abs((meanRate(open.columns.arrivalSeconds) ?? 0) / 3 - 1)).toBeLessThan(0.05);
    expect(open.notes.join()).toMatch(/gamma gaps of coefficient of variation 2.00/);
    expect(() => loadWorkload({ trace }, {}, result({}))).toThrow(/no arrival times/);
  });
  test("demand zero is no traffic; an unknown generator gets near names", () => {
    expect(loadWorkload({ generator: "azure-conv-2023" }, { requestsPerSecond: 0 }, options).columns.count).toBe(0);
    expect(() => loadWorkload({ generator: "azure-conv-2024" }, {}, options)).toThrow(/Did you mean "azure-conv-2023"/);
    expect(() => loadWorkload({ generator: poisson }, {}, options)).toThrow(/demand: is not given/);
  });
  test("every shipped generator draws", () => {
    for (const { name } of namedGenerators)
      expect(loadWorkload({ generator: name, requests: 10 }, {}, options).columns.count).toBe(10);
  });
});
