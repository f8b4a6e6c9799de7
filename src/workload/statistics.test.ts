import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeShared, sharedPath } from "../../test/shared.ts";
import { fitYaml } from "../report/fit-yaml.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import { readChunks } from "../scenario/read-chunks.ts";
import type { ArrivalProcess, GeneratedTraffic, LengthDistribution } from "../scenario/scenario.ts";
import { fitWorkload } from "./fit.ts";
import { clockStep } from "./fit-arrivals.ts";
import { fitLengths, kolmogorovSmirnov } from "./fit-lengths.ts";
import { generateRequests } from "./generate.ts";
import { logHistogram, rateOverTime } from "./histogram.ts";
import { compileLengths, meanDrawn, meanLength } from "./lengths.ts";
import { findGenerator, namedGenerators } from "./named-generators.ts";
import { readTrace } from "./read-trace.ts";
import { scaleRate } from "./scale.ts";
import { dispersionIndex, rankCorrelation, workloadStatistics } from "./statistics.ts";

const traffic = (arrivals: ArrivalProcess, prompt: LengthDistribution, output = prompt): GeneratedTraffic => ({
  arrivals,
  prompt,
  output,
});
const lognormal: LengthDistribution = { kind: "lognormal", median: 800, sigma: 0.9, min: 1, max: 30_000 };
const draw = (described: GeneratedTraffic, count = 30_000, requestsPerSecond = 8) =>
  generateRequests(described, { count, requestsPerSecond, seed: 11 });

describe("statistics, by hand", () => {
  const columns = {
    count: 4,
    arrivalSeconds: Float64Array.of(0, 1, 1, 4),
    promptTokens: Int32Array.of(10, 20, 30, 40),
    outputTokens: Int32Array.of(4, 3, 2, 1),
    prefix: { blockTokens: 8, offsets: Int32Array.of(0, 1, 3, 5, 7), blocks: Int32Array.of(0, 0, 1, 2, 0, 0, 1) },
  };
  const told = workloadStatistics(columns);
  test("lengths", () => {
    expect([told.promptTokens.mean, told.promptTokens.min, told.promptTokens.max]).toEqual([25, 10, 40]);
    expect(told.promptTokens.quantiles[3]).toBe(25);
    expect([told.totalPromptTokens, told.totalOutputTokens]).toEqual([100, 10]);
    expect(told.lengthCorrelation).toBeCloseTo(-1, 12);
  });
  test("arrivals", () => {
    expect(told.arrivals.spanSeconds).toBe(4);
    expect(told.arrivals.requestsPerSecond).toBe(0.75);
    // Gaps 1, 0, 3: mean 4/3, variance 14/9.
    expect(told.arrivals.gapCv).toBeCloseTo(Math.sqrt(14) / 4, 12);
    expect(told.arrivals.peakPerSecond[0]).toEqual({ windowSeconds: 1, requestsPerSecond: 2 });
  });
  test("prefix: blocks seen before, and the leading ones that a cache saves", () => {
    // Request 1 leads with known block 0; request 2 leads with new block 2; request 3 has 0 and 1, both known.
    expect(told.prefix).toEqual({
      blockTokens: 8,
      blocks: 7,
      distinctBlocks: 3,
      seenBlockShare: 4 / 7,
      reusableTokenShare: 24 / 100,
    });
  });
  test("one request, and all at one instant", () => {
    const one = workloadStatistics({
      count: 1,
      arrivalSeconds: Float64Array.of(0),
      promptTokens: Int32Array.of(5),
      outputTokens: Int32Array.of(6),
    });
    expect(one.arrivals).toMatchObject({ spanSeconds: 0, dispersion: [], peakPerSecond: [] });
    expect("requestsPerSecond" in one.arrivals || "gapCv" in one.arrivals || "lengthCorrelation" in one).toBe(false);
    expect(rateOverTime(Float64Array.of(0, 0, 0), 8)).toEqual([]);
  });
});

describe("statistics, by properties", () => {
  test("a Poisson stream has burstiness 1 at every window", () => {
    const { arrivalSeconds, ...rest } = draw(traffic({ kind: "poisson" }, lognormal));
    const told = workloadStatistics({ arrivalSeconds, ...rest });
    expect(Math.abs((told.arrivals.gapCv ?? 0) - 1)).toBeLessThan(0.03);
    // 3,750 windows of 1 s: standard error of the index is sqrt(2 / windows) = 2.3%.
    expect(Math.abs((dispersionIndex(arrivalSeconds, 1) ?? 0) - 1)).toBeLessThan(0.1);
  });
  test("shares are shares, correlations are in range, and time scales out of burstiness", () => {
    const request = fc.record({
      gap: fc.integer({ min: 0, max: 10_000 }),
      prompt: fc.integer({ min: 1, max: 5000 }),
      output: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(
        fc.array(request, { minLength: 3, maxLength: 60 }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (list, factor) => {
          let now = 0;
          const arrivalSeconds = Float64Array.from(list, ({ gap }, i) => {
            now += i === 0 ? 0 : gap / 1000;
            return now;
          });
          const columns = {
            count: list.length,
            arrivalSeconds,
            promptTokens: Int32Array.from(list, ({ prompt }) => prompt),
            outputTokens: Int32Array.from(list, ({ output }) => output),
          };
          const told = workloadStatistics(columns);
          expect(Math.abs(told.lengthCorrelation ?? 0)).toBeLessThanOrEqual(1 + 1e-12);
          expect([...told.promptTokens.quantiles]).toEqual([...told.promptTokens.quantiles].sort((a, b) => a - b));
          const rate = told.arrivals.requestsPerSecond;
          if (rate === undefined) return;
          const faster = workloadStatistics(scaleRate(columns, rate * factor));
          expect((faster.arrivals.gapCv ?? 0) - (told.arrivals.gapCv ?? 0)).toBeCloseTo(0, 9);
          expect(rateOverTime(arrivalSeconds, 7).reduce((sum, r) => sum + (r * now) / 7, 0)).toBeCloseTo(
            list.length,
            6,
          );
        },
      ),
    );
  });
  test("rank correlation does not feel a monotone change", () => {
    const a = Int32Array.of(3, 1, 4, 1, 5, 9, 2, 6);
    const b = Int32Array.of(2, 7, 1, 8, 2, 8, 1, 8);
    expect(rankCorrelation(a, b)).toBeCloseTo(
      rankCorrelation(
        a.map((x) => x ** 3),
        b,
      ) ?? 0,
      12,
    );
    expect(
      rankCorrelation(
        a,
        Int32Array.from(a, () => 5),
      ),
    ).toBeUndefined();
  });
  test("a histogram holds every value once", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1 }), (list) => {
        const { counts, edges } = logHistogram(Int32Array.from(list), 16);
        expect(counts.reduce((sum, n) => sum + n, 0)).toBe(list.length);
        expect(edges).toHaveLength(17);
      }),
    );
  });
});

describe("a fit finds what was drawn", () => {
  test.each<LengthDistribution>([
    { kind: "constant", tokens: 512 },
    { kind: "uniform", low: 820, high: 1024 },
    lognormal,
  ])("lengths: $kind", (distribution) => {
    const { promptTokens } = draw(traffic({ kind: "poisson" }, distribution));
    const fitted = fitLengths(promptTokens);
    expect(fitted.distribution.kind).toBe(distribution.kind);
    expect(fitted.distance).toBeLessThan(0.02);
  });
  test("lengths with steps take a table, closely", () => {
    const steps: LengthDistribution = {
      kind: "quantiles",
      probabilities: [0, 0.4, 0.4001, 0.8, 1],
      tokens: [10, 12, 1000, 1001, 9000],
    };
    const fitted = fitLengths(draw(traffic({ kind: "poisson" }, steps)).promptTokens);
    expect(fitted.distribution.kind).toBe("quantiles");
    expect(fitted.distance).toBeLessThan(0.006);
  });
  test.each<ArrivalProcess>([
    { kind: "constant" },
    { kind: "poisson" },
    { kind: "gamma", coefficientOfVariation: 2.5 },
    { kind: "mmpp", burstFactor: 6, burstShare: 0.3, meanBurstSeconds: 20 },
  ])("arrivals: $kind", (process) => {
    const { traffic: fitted, requestsPerSecond } = fitWorkload(draw(traffic(process, lognormal)));
    expect(fitted.arrivals.kind).toBe(process.kind);
    expect(Math.abs((requestsPerSecond ?? 0) / 8 - 1)).toBeLessThan(0.15);
    if (fitted.arrivals.kind === "gamma")
      expect(Math.abs(fitted.arrivals.coefficientOfVariation - 2.5)).toBeLessThan(0.15);
  });
  test("correlation of lengths comes back; noise does not become one", () => {
    const tied = draw({ ...traffic({ kind: "poisson" }, lognormal), lengthCorrelation: -0.4 });
    expect(Math.abs((fitWorkload(tied).traffic.lengthCorrelation ?? 0) + 0.4)).toBeLessThan(0.03);
    expect(fitWorkload(draw(traffic({ kind: "poisson" }, lognormal))).traffic.lengthCorrelation).toBeUndefined();
  });
  test("conversations and shared prefixes come back from prompt blocks alone", () => {
    const described: GeneratedTraffic = {
      ...traffic({ kind: "poisson" }, { kind: "uniform", low: 500, high: 2000 }),
      output: { kind: "constant", tokens: 100 },
      sharedPrefix: { groups: 3, tokens: 256 },
      sessions: {
        turns: { kind: "uniform", low: 1, high: 4 },
        thinkSeconds: 60,
        followUp: { kind: "uniform", low: 20, high: 60 },
      },
    };
    // Nearly three hours: few conversations are cut by the ends.
    const { sessions: _, ...blocksOnly } = draw(described, 20_000, 2);
    const fitted = fitWorkload(blocksOnly);
    expect(fitted.traffic.sharedPrefix).toEqual({ groups: 3, tokens: 256 });
    expect(Math.abs((fitted.traffic.sessions?.thinkSeconds ?? 0) / 60 - 1)).toBeLessThan(0.05);
    const turns = compileLengths(fitted.traffic.sessions?.turns ?? described.prompt, []);
    expect(Math.abs(meanDrawn(turns) / 2.5 - 1)).toBeLessThan(0.03);
    expect(fitted.traffic.sessions?.followUp?.kind).toBe("uniform");
    // Conversations already under way look like long first prompts.
    expect(Math.abs(meanLength(fitted.prompt.distribution) / 1250 - 1)).toBeLessThan(0.02);
    expect(Math.abs((fitted.reuse?.fitted ?? 0) - (fitted.reuse?.trace ?? 1))).toBeLessThan(0.02);
    expect(fitted.traffic.arrivals.kind).toBe("poisson");
  });
  test("a clock that ticks every three seconds is seen, a fine one is not", () => {
    const { arrivalSeconds } = draw(traffic({ kind: "poisson" }, lognormal), 2000);
    expect(clockStep(arrivalSeconds)).toBeUndefined();
    expect(clockStep(arrivalSeconds.map((t) => 3 * Math.floor(t / 3)))).toBeCloseTo(3, 9);
  });
  test("Kolmogorov-Smirnov distance, by hand", () => {
    expect(kolmogorovSmirnov([1, 2, 3, 4], [1, 2, 3, 4])).toBe(0);
    expect(kolmogorovSmirnov([1, 2], [3, 4])).toBe(1);
    expect(kolmogorovSmirnov([1, 1, 2, 2], [1, 2, 2, 2])).toBe(0.25);
  });
  test("what a fit prints can be pasted into a scenario", () => {
    const fitted = fitWorkload(draw(traffic({ kind: "gamma", coefficientOfVariation: 2 }, lognormal), 3000));
    const text = `version: 1\nmodel: qwen3-8b\n${fitYaml(fitted)}`;
    expect(text).not.toMatch(/[&*]a1/);
    const scenario = loadScenario({ text, file: "s.yaml", folder: "/" }, []);
    expect(scenario.workload.generator).toEqual(fitted.traffic);
    expect(scenario.demand.requestsPerSecond).toBe(fitted.requestsPerSecond);
  });
  test("what a fit says can stand in a scenario", () => {
    for (const { traffic: each } of [
      ...namedGenerators,
      fitWorkload(draw(traffic({ kind: "poisson" }, lognormal), 500)),
    ]) {
      const text = JSON.stringify({ version: 1, model: "qwen3-8b", workload: { generator: each }, demand: 2 });
      expect(loadScenario({ text, file: "s.json", folder: "/" }, []).workload.generator).toEqual(each);
    }
  });
});

describeShared("named generators against their traces", () => {
  test.each([
    ["azure-conv-2023", "azure_conv_2023.csv"],
    ["azure-code-2023", "azure_code_2023.csv"],
  ])("%s", (name, file) => {
    const trace = readTrace(readChunks(sharedPath("data", "traces", file))).columns;
    const generator = namedGenerators.find((each) => each.name === name);
    if (generator === undefined) throw new Error(name);
    const drawn = generateRequests(generator.traffic, {
      count: 50_000,
      requestsPerSecond: generator.requestsPerSecond,
      seed: 4,
    });
    const of = (columns: typeof trace) => workloadStatistics(columns);
    const [a, b] = [of(trace), of(drawn)];
    expect(Math.abs(b.promptTokens.mean / a.promptTokens.mean - 1)).toBeLessThan(0.02);
    expect(Math.abs(b.outputTokens.mean / a.outputTokens.mean - 1)).toBeLessThan(0.04);
    expect(kolmogorovSmirnov(trace.promptTokens.slice().sort(), drawn.promptTokens.slice().sort())).toBeLessThan(0.02);
    expect(kolmogorovSmirnov(trace.outputTokens.slice().sort(), drawn.outputTokens.slice().sort())).toBeLessThan(0.02);
    const cv = a.arrivals.gapCv ?? 0;
    expect(Math.abs((b.arrivals.gapCv ?? 0) / cv - 1)).toBeLessThan(0.15);
  });
  test("mooncake-conversation reuses as much of its prompts as the trace", () => {
    const trace = readTrace(readChunks(sharedPath("data", "traces", "mooncake_conversation.jsonl"))).columns;
    const { traffic: described } = findGenerator("mooncake-conversation");
    const drawn = generateRequests(described, { count: 12_000, requestsPerSecond: 3.401, seed: 9 });
    const [a, b] = [workloadStatistics(trace), workloadStatistics(drawn)];
    expect(Math.abs((b.prefix?.reusableTokenShare ?? 0) - (a.prefix?.reusableTokenShare ?? 1))).toBeLessThan(0.05);
    expect(Math.abs(b.promptTokens.mean / a.promptTokens.mean - 1)).toBeLessThan(0.12);
    expect(Math.abs(b.outputTokens.mean / a.outputTokens.mean - 1)).toBeLessThan(0.02);
    expect(Math.abs((b.arrivals.requestsPerSecond ?? 0) / 3.401 - 1)).toBeLessThan(0.05);
  });
  test("Mooncake's published share of reused blocks", () => {
    const { columns } = readTrace(readChunks(sharedPath("data", "traces", "mooncake_conversation.jsonl")));
    expect(workloadStatistics(columns).prefix?.seenBlockShare).toBeCloseTo(0.366, 3);
  });
});
