import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { handMadeSteps } from "../../../test/hand-made-steps.ts";
import { findChip } from "../../catalog/chip.ts";
import { findModel } from "../../catalog/models/shipped-models.ts";
import { chipSpec } from "../../catalog/resolve-chip.ts";
import { closedLoop } from "../closed-loop.ts";
import { compileStepModel } from "../compile.ts";
import { engineFor } from "../engine-composition.ts";
import { engineHabit, estimateService } from "../estimate.ts";
import { slowed } from "../scaled-steps.ts";
import { type CompiledStepModel, decodeWork, stepSeconds } from "../step-model.ts";
import { compileServing, correctSteps, measuredEngines, shippedRuns } from "./correct-steps.ts";
import { correctionAt, noCorrection } from "./correction.ts";
import { fitResiduals, type ResidualRow } from "./fit-residuals.ts";
import { spreadAt } from "./near-spread.ts";
import { cellOf, covariance, priorVariance, type ServingPlace } from "./place.ts";
import { shippedCorrections, toRows } from "./shipped-runs.ts";

const layout = { tp: 4, pp: 1, attentionDp: 1, ep: 1, moeTp: 4 };
const placeAt = (concurrency: number, change: Partial<ServingPlace> = {}): ServingPlace => ({
  cell: "engine chip model",
  precision: "fp8",
  layout,
  concurrency,
  inputTokens: 1024,
  outputTokens: 1024,
  ...change,
});
const rowAt = (concurrency: number, tpotRatio: number, change: Partial<ServingPlace> = {}): ResidualRow => ({
  place: placeAt(concurrency, change),
  tpotRatio,
  ttftRatio: tpotRatio,
});
const tpotAt = (place: ServingPlace, rows: readonly ResidualRow[]): number =>
  correctionAt(place, fitResiduals(rows)).tpotFactor;

describe("how alike two places are", () => {
  const anyPlace = fc.record({
    cell: fc.constantFrom("a", "b"),
    precision: fc.constantFrom("fp8" as const, "fp4" as const),
    layout: fc.record({
      tp: fc.constantFrom(1, 2, 8),
      pp: fc.constantFrom(1, 2),
      attentionDp: fc.constantFrom(1, 8),
      ep: fc.constantFrom(1, 8),
      moeTp: fc.constant(1),
    }),
    concurrency: fc.integer({ min: 1, max: 4096 }),
    inputTokens: fc.integer({ min: 1, max: 100_000 }),
    outputTokens: fc.integer({ min: 1, max: 10_000 }),
  });

  test("symmetric, between nothing and the variance of one place, nothing across cells", () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, (a, b) => {
        const shared = covariance(a, b);
        expect(shared).toBe(covariance(b, a));
        expect(shared).toBeLessThanOrEqual(priorVariance);
        expect(shared).toBeGreaterThanOrEqual(0);
        if (a.cell !== b.cell) expect(shared).toBe(0);
        expect(covariance(a, a)).toBe(priorVariance);
      }),
    );
  });
});

describe("residuals smoothed over measured runs", () => {
  test("a cell whose runs are all a tenth slower is a tenth slower there, and as predicted far away", () => {
    const rows = [1, 2, 4, 8, 16, 32, 64].map((concurrency) => rowAt(concurrency, 1.1));
    expect(tpotAt(placeAt(8), rows)).toBeCloseTo(1.1, 2);
    expect(tpotAt(placeAt(11), rows)).toBeCloseTo(1.1, 2);
    expect(tpotAt(placeAt(8, { inputTokens: 1024 * 2 ** 9 }), rows)).toBeCloseTo(1, 3);
    expect(tpotAt(placeAt(8, { cell: "engine other model" }), rows)).toBe(1);
  });

  test("one run's residual is believed by its variance against that of the scatter", () => {
    const [only] = fitResiduals([rowAt(8, 1.05)]);
    const correction = correctionAt(placeAt(8), [only!]);
    expect(correction.runs).toBe(1);
    expect(correction.nearness).toBeGreaterThan(0.9);
    expect(correction.tpotFactor).toBeGreaterThan(1.04);
    expect(correction.tpotFactor).toBeLessThan(1.05);
  });

  test("one wild run among its like does not steer them", () => {
    const rows = [1, 2, 4, 8, 16, 32].map((concurrency) => rowAt(concurrency, 1.02));
    const wild = [...rows, rowAt(8, 4)];
    expect(tpotAt(placeAt(8), wild)).toBeLessThan(1.06);
    expect(tpotAt(placeAt(16), wild)).toBeCloseTo(1.02, 1);
  });

  test("of two runs at one place the mean counts, and a metric that was not measured says nothing", () => {
    const measured = fitResiduals([
      { place: placeAt(8), tpotRatio: 1.1, ttftRatio: undefined },
      { place: placeAt(8), tpotRatio: 1.12, ttftRatio: undefined },
    ]);
    expect(measured).toHaveLength(1);
    expect(measured[0]!.runs).toBe(2);
    const { tpotFactor, ttftFactor } = correctionAt(placeAt(8), measured);
    expect(tpotFactor).toBeGreaterThan(1.08);
    expect(tpotFactor).toBeLessThan(1.12);
    expect(ttftFactor).toBe(1);
    expect(fitResiduals([])).toEqual([]);
  });

  test("the order of the runs does not matter", () => {
    const rows = [1, 2, 4, 8, 16].map((concurrency, i) => rowAt(concurrency, 1 + 0.03 * (i % 3)));
    expect(tpotAt(placeAt(3), [...rows].reverse())).toBeCloseTo(tpotAt(placeAt(3), rows), 12);
  });

  test("what is shipped says what was fitted, to the digits kept", () => {
    const rows = [
      ...[1, 4, 16].map((concurrency) => rowAt(concurrency, 1.07)),
      ...[8, 64].map((concurrency) =>
        rowAt(concurrency, 0.9, { cell: "split", pools: { prefillChips: 4, decodeChips: 8 } }),
      ),
    ];
    const measured = fitResiduals(rows);
    const far = { p10: 0.9, p90: 1.1 };
    const shipped = shippedCorrections({ tpotSpread: far, ttftSpread: far, cells: toRows(measured) });
    for (const { place } of rows) {
      const cell = measured.filter((entry) => entry.place.cell === place.cell);
      expect(shipped(place).tpotFactor).toBeCloseTo(correctionAt(place, cell).tpotFactor, 4);
      expect(shipped(place).ttftFactor).toBeCloseTo(correctionAt(place, cell).ttftFactor, 4);
    }
    expect(shipped(placeAt(1, { cell: "nowhere" }))).toEqual(noCorrection);
  });
});

test("the spread narrows from the class's own to that beside a run", () => {
  const far = { p10: 0.8, p90: 1.3 };
  const near = { p10: 0.97, p90: 1.03 };
  expect(spreadAt(0, far, near).p90).toBeCloseTo(far.p90, 12);
  expect(spreadAt(1, far, near).p10).toBeCloseTo(near.p10, 12);
  const half = spreadAt(0.4, far, near);
  expect(half.p10).toBeGreaterThan(far.p10);
  expect(half.p10).toBeLessThan(near.p10);
});

describe("a step model moved by what was measured", () => {
  const model: CompiledStepModel = { ...handMadeSteps, headSeconds: 1e-4 };
  const work = (prefillTokens: number, decodeSequences: number) => ({
    prefillTokens,
    prefillSequences: prefillTokens > 0 ? 1 : 0,
    prefillPairs: (prefillTokens * (prefillTokens + 1)) / 2,
    prefillWindowPairs: 0,
    decodeSequences,
    decodeContextTokens: decodeSequences * 1000,
    decodeWindowTokens: 0,
  });

  test("is the same where nothing was, and slowed where everything was as much slower", () => {
    expect(correctSteps(model, () => noCorrection)).toEqual({ ...model });
    const slower = correctSteps(model, () => ({ ...noCorrection, tpotFactor: 1.2, ttftFactor: 1.2 }));
    for (const step of [work(0, 1), work(0, 200), work(3000, 0), work(500, 30)])
      expect(stepSeconds(slower, step)).toBeCloseTo(stepSeconds(slowed(model, 1.2), step), 12);
  });

  test("decodes follow TPOT at their batch, prompts that of a full engine", () => {
    const moved = correctSteps(model, (concurrency) => ({
      ...noCorrection,
      tpotFactor: concurrency > 100 ? 1.3 : concurrency === 64 ? 1.1 : 0.9,
      ttftFactor: 3,
    }));
    const ratio = (step: ReturnType<typeof work>) => stepSeconds(moved, step) / stepSeconds(model, step);
    expect(ratio(work(0, 1))).toBeCloseTo(0.9, 6);
    expect(ratio(work(0, 256))).toBeCloseTo(1.3, 6);
    expect(ratio(work(8192, 0))).toBeCloseTo(1.1, 6);
  });

  test("never takes less time for more tokens", () => {
    const factor = fc.double({ min: 0.5, max: 2, noNaN: true });
    fc.assert(
      fc.property(factor, factor, factor, fc.integer({ min: 1, max: 8000 }), (few, many, prompt, tokens) => {
        const moved = correctSteps(model, (concurrency) => ({
          ...noCorrection,
          tpotFactor: concurrency === 64 ? prompt : concurrency > 30 ? many : few,
        }));
        const sequences = 1 + (tokens % 255);
        for (const [less, more] of [
          [work(tokens, 0), work(tokens + 1, 0)],
          [work(0, sequences), work(0, sequences + 1)],
        ] as const)
          expect(stepSeconds(moved, more)).toBeGreaterThanOrEqual(stepSeconds(moved, less) * (1 - 1e-12));
      }),
    );
  });
});

describe("shipped runs", () => {
  const chip = chipSpec(findChip("h200-sxm"));
  const model = findModel("openai/gpt-oss-120b");
  const question = (concurrency: number, inputTokens: number) => ({
    model,
    chip,
    configuration: {
      layout: { tp: 2, pp: 1, attentionDp: 1, ep: 1, moeTp: 2 },
      precision: "mxfp4-a16" as const,
      engine: {
        family: "vllm" as const,
        maxBatchedTokens: 8192,
        maxSequences: 256,
        kvBlockTokens: 16,
        memoryFraction: 0.9,
        kvCacheFormat: "bf16" as const,
        hasPrefixCache: false,
      },
    },
    inputTokens,
    outputTokens: 1024,
    concurrency,
  });

  test.each([
    [8, 1024],
    [64, 1024],
    [64, 8192],
  ])("an estimate and a closed loop of steps agree, %d in flight, %d tokens", (concurrency, inputTokens) => {
    const asked = question(concurrency, inputTokens);
    const estimate = estimateService(asked);
    expect(estimate.nearby.runs).toBeGreaterThan(3);
    expect(Math.abs(estimate.nearby.tpotFactor - 1)).toBeGreaterThan(0.005);
    expect(estimate.tpotSeconds.p50).toBeCloseTo(estimate.loop.tpotSeconds * estimate.nearby.tpotFactor, 12);
    const steps = compileServing(model, chip, asked.configuration, asked);
    const loop = closedLoop(steps, engineHabit(asked.configuration, engineFor(asked.configuration.engine, chip)), {
      ...asked,
      shortestLengthFraction: 0.8,
      longestLengthFraction: 1.2,
      waves: 10,
    });
    expect(Math.abs(loop.tpotSeconds / estimate.tpotSeconds.p50 - 1)).toBeLessThan(0.03);
    // Requests turn over as often as their lives are long: Little's law.
    const life = estimate.ttftSeconds.p50 + 1023 * estimate.tpotSeconds.p50;
    expect(estimate.requestsPerSecond * life).toBeCloseTo(
      estimate.loop.requestsPerSecond * (estimate.loop.ttftSeconds + 1023 * estimate.loop.tpotSeconds),
      6,
    );
  });

  test("leave a full engine its seats: it serves no more than they turn over, and not much less", () => {
    for (const concurrency of [1, 2, 64]) {
      const asked = question(concurrency, 1024);
      const { engine } = asked.configuration;
      const estimate = estimateService({
        ...asked,
        configuration: { ...asked.configuration, engine: { ...engine, maxSequences: 1 } },
      });
      const most = 1 / estimate.tpotSeconds.p50;
      // The front end, a hundredth of a life here, works beside the seats.
      expect(estimate.outputTokensPerSecond.p50).toBeLessThan(most * 1.01);
      expect(estimate.outputTokensPerSecond.p50).toBeGreaterThan(most * 0.93);
      // In flight = rate x life.
      const life = estimate.ttftSeconds.p50 + 1023 * estimate.tpotSeconds.p50;
      expect(Math.abs((estimate.requestsPerSecond * life) / concurrency - 1)).toBeLessThan(0.06);
    }
  });

  test("are listed by engine and release, and each release leads to its runs", () => {
    const engines = measuredEngines(model, chip);
    expect(engines.length).toBeGreaterThan(1);
    for (const { family, version, runs } of engines)
      expect(shippedRuns(model, chip, { ...question(1, 128).configuration.engine, family, version })).toBe(runs);
    expect(measuredEngines(model, chipSpec(findChip("mi300x")))).toEqual([]);
  });

  test("count for every model of their shape", () => {
    const h200 = (name: string) => cellOf("vllm", chip, findModel(name));
    expect(h200("deepseek-ai/DeepSeek-R1")).toBe(h200("deepseek-ai/DeepSeek-V3"));
    expect(h200("meta-llama/Llama-3.1-70B-Instruct")).not.toBe(h200("meta-llama/Llama-3.1-8B-Instruct"));
  });

  test("narrow the spread where they are near, and leave other chips to the coefficients", () => {
    const asked = question(16, 1024);
    const { engine } = asked.configuration;
    const near = compileServing(model, chip, asked.configuration, asked);
    expect(near.spread.p90).toBeLessThan(engineFor(engine, chip).tpotSpread.p90);
    expect(shippedRuns(model, chip, engine)).toBeGreaterThan(10);
    const other = chipSpec(findChip("mi300x"));
    expect(shippedRuns(model, other, engine)).toBe(0);
    expect(compileServing(model, other, asked.configuration, asked)).toEqual(
      compileStepModel(model, other, asked.configuration),
    );
  });

  test("beat no floor: at no measured place do the steps go below the bytes they read or the FLOP they do", () => {
    const asked = question(16, 1024);
    for (const inputTokens of [128, 1024, 8192]) {
      const steps = compileServing(model, chip, asked.configuration, { inputTokens, outputTokens: 1024 });
      for (const sequences of [1, 4, 16, 64, 256]) {
        const work = decodeWork(sequences, inputTokens + 512);
        const kvBytes = steps.kvBytesPerToken * work.decodeContextTokens * 0.5;
        // gpt-oss reads few of its experts for few tokens: a tenth of the weights is less than any step's share.
        const least = (0.1 * steps.weightBytesPerStep + kvBytes) / steps.peakBytesPerSecond;
        expect(stepSeconds(steps, work)).toBeGreaterThan(least);
        expect(stepSeconds(steps, work)).toBeGreaterThan((sequences * steps.flopsPerToken) / steps.peakFlopsPerSecond);
      }
    }
  });
});
