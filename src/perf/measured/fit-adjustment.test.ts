import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { handMadeSteps } from "../../../test/hand-made-steps.ts";
import type { MeasuredRun } from "../../scenario/measured-run.ts";
import { type CompiledStepModel, stepSeconds } from "../step-model.ts";
import { adjustStepModel } from "./adjust-step-model.ts";
import { fitAdjustment } from "./fit-adjustment.ts";

const model = handMadeSteps;

function runOf(truth: CompiledStepModel, concurrency: number, promptTokens: number, outputTokens = 128): MeasuredRun {
  const prefill = stepSeconds(truth, {
    prefillTokens: promptTokens,
    prefillSequences: 1,
    prefillPairs: (promptTokens * (promptTokens + 1)) / 2,
    prefillWindowPairs: 0,
    decodeSequences: 0,
    decodeContextTokens: 0,
    decodeWindowTokens: 0,
  });
  const decode = stepSeconds(truth, {
    prefillTokens: 0,
    prefillSequences: 0,
    prefillPairs: 0,
    prefillWindowPairs: 0,
    decodeSequences: concurrency,
    decodeContextTokens: concurrency * (promptTokens + outputTokens / 2),
    decodeWindowTokens: 0,
  });
  return {
    source: `c${concurrency} p${promptTokens}`,
    concurrency,
    requests: 30,
    failed: 0,
    promptTokens,
    outputTokens,
    ttftSeconds: { mean: prefill },
    tpotSeconds: { mean: decode + ((concurrency - 1) / outputTokens) * prefill },
  };
}
const plan = [
  [1, 128],
  [1, 1024],
  [1, 4096],
  [4, 512],
  [16, 512],
  [64, 512],
] as const;

describe("fitting an adjustment", () => {
  test("recovers a known correction from runs that obey it", () => {
    const truth = { overheadSeconds: 1.5e-3, decodeScale: 1.2, prefillScale: 0.8 };
    const runs = plan.map(([c, p]) => runOf(adjustStepModel(model, truth), c, p));
    const fit = fitAdjustment(model, runs);
    expect(fit.medianErrorBefore).toBeGreaterThan(0.15);
    expect(fit.medianErrorAfter).toBeLessThan(0.005);
    expect(fit.adjustment.decodeScale).toBeCloseTo(1.2, 1);
    expect(fit.adjustment.prefillScale).toBeCloseTo(0.8, 1);
    expect(fit.adjustment.overheadSeconds).toBeCloseTo(1.5e-3, 3);
  });

  test("leaves a right prediction alone", () => {
    const fit = fitAdjustment(
      model,
      plan.map(([c, p]) => runOf(model, c, p)),
    );
    expect(fit.medianErrorAfter).toBeLessThan(1e-3);
    expect(fit.adjustment.decodeScale).toBeCloseTo(1, 3);
  });

  test("one wild run does not steer the fit", () => {
    const runs = plan.map(([c, p]) => runOf(model, c, p));
    const wild = { ...runs[3]!, tpotSeconds: { mean: runs[3]!.tpotSeconds.mean! * 8 } };
    const fit = fitAdjustment(model, [...runs, wild]);
    expect(fit.medianErrorAfter).toBeLessThan(0.03);
  });

  test("open loops and failed runs are listed, and nothing usable is an error", () => {
    const good = runOf(model, 1, 512);
    const { concurrency: _, ...open } = { ...good, requestsPerSecond: 3, source: "open" };
    const fit = fitAdjustment(model, [good, open, { ...good, failed: 20, source: "broken" }]);
    expect(fit.unused.map(({ source }) => source)).toEqual(["open", "broken"]);
    expect(() => fitAdjustment(model, [open])).toThrow(/none of the runs can be used/);
  });
});

test("an adjusted model never takes less time for more tokens", () => {
  const scale = fc.double({ min: 0.2, max: 5, noNaN: true });
  const overhead = fc.double({ min: -5e-3, max: 50e-3, noNaN: true });
  fc.assert(
    fc.property(
      scale,
      scale,
      overhead,
      fc.integer({ min: 1, max: 8000 }),
      (decodeScale, prefillScale, overheadSeconds, tokens) => {
        const adjusted = adjustStepModel(model, { decodeScale, prefillScale, overheadSeconds });
        const at = (prefillTokens: number) =>
          stepSeconds(adjusted, {
            prefillTokens,
            prefillSequences: 1,
            prefillPairs: 0,
            prefillWindowPairs: 0,
            decodeSequences: 0,
            decodeContextTokens: 0,
            decodeWindowTokens: 0,
          });
        expect(at(tokens + 1)).toBeGreaterThanOrEqual(at(tokens));
        expect(at(tokens)).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});
