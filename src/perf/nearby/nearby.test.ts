import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Knots } from "../knots.ts";
import { slowed } from "../scaled-steps.ts";
import { type CompiledStepModel, stepSeconds } from "../step-model.ts";
import { correctSteps } from "./correct-steps.ts";
import { correctionAt, noCorrection } from "./correction.ts";
import { fitResiduals, type ResidualRow } from "./fit-residuals.ts";
import { spreadAt } from "./near-spread.ts";
import { covariance, priorVariance, type ServingPlace } from "./place.ts";
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
  const model: CompiledStepModel = {
    tokenKnots: Knots.of(0, 1, 64, 256, 1024, 8192),
    tokenSeconds: Float64Array.of(0, 5.5e-3, 5.8e-3, 7e-3, 27e-3, 220e-3),
    sequenceKnots: Knots.of(0, 1, 256),
    decodeSeconds: Float64Array.of(0, 1e-4, 2e-4),
    decodeSecondsPerContextToken: Float64Array.of(0, 4.4e-8, 4.4e-8),
    decodeSecondsPerWindowToken: Float64Array.of(0, 0, 0),
    prefillSecondsPerSequence: 0,
    headSeconds: 1e-4,
    prefillSecondsPerPair: 9e-10,
    windowTokens: Number.POSITIVE_INFINITY,
    kvBytesPerToken: 131_072,
    kvCapacityTokens: 400_000,
    contextLimit: 131_072,
    flopsPerToken: 16e9,
    flopsPerPair: 5e5,
    weightBytesPerStep: 16e9,
    peakFlopsPerSecond: 989e12,
    peakBytesPerSecond: 3.35e12,
    spread: { p10: 0.9, p90: 1.1 },
  };
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
        expect(stepSeconds(moved, work(tokens + 1, 0))).toBeGreaterThanOrEqual(stepSeconds(moved, work(tokens, 0)));
      }),
    );
  });
});
