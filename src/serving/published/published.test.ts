import { expect, test } from "vitest";
import { decodeRunSeconds, stepSeconds } from "../../perf/step-model.ts";
import { normalQuantile } from "../../workload/quantile-function.ts";
import { highestRate } from "./highest-rate.ts";
import { leastAssuming, lognormalAround } from "./length-statistics.ts";
import { measuredStepModel } from "./measured-step.ts";
import { type ReproducedRow, verdictOf } from "./reproduction.ts";

const memory = { kvBytesPerToken: 1, kvCapacityTokens: 1e6, contextLimit: 1e6 };

test("a compiled fit gives back the fitted seconds of a step of prompts alone and of decodes alone", () => {
  const model = measuredStepModel(
    { tokens: [1, 1000, 3000], seconds: [0.02, 0.12, 0.52], secondsPerPair: 1e-8 },
    {
      sequences: [1, 94, 95, 96],
      seconds: [0.02, 0.025, 0.03, 0.0303],
      secondsPerContextToken: [6e-7, 6e-7, 5e-7, 5e-7],
    },
    memory,
  );
  const none = { decodeSequences: 0, decodeContextTokens: 0, decodeWindowTokens: 0 };
  const prompt = (tokens: number) =>
    stepSeconds(model, {
      prefillTokens: tokens,
      prefillSequences: 1,
      prefillPairs: 100,
      prefillWindowPairs: 100,
      ...none,
    });
  expect(prompt(1000)).toBeCloseTo(0.12 + 1e-6, 12);
  expect(prompt(2000)).toBeCloseTo(0.32 + 1e-6, 12);
  expect(prompt(4000)).toBeCloseTo(0.72 + 1e-6, 12);
  expect(decodeRunSeconds(model, 1, 0, 0, 0, 1)).toBeCloseTo(0.02, 12);
  expect(decodeRunSeconds(model, 94, 50_000, 0, 0, 1)).toBeCloseTo(0.025 + 0.03, 12);
  expect(decodeRunSeconds(model, 95, 50_000, 0, 0, 1)).toBeCloseTo(0.03 + 0.025, 12);
  expect(decodeRunSeconds(model, 120, 0, 0, 0, 1)).toBeCloseTo(0.0303 + 24 * 0.0003, 12);
});

test("a step of both costs at least its prompts alone and its decodes alone", () => {
  // As measured: few prompt tokens are slower than as many decodes, and than some more.
  const model = measuredStepModel(
    { tokens: [1, 256, 2048], seconds: [0.065, 0.052, 0.133] },
    { sequences: [1, 16, 64], seconds: [0.03, 0.034, 0.05], secondsPerContextToken: [0, 0, 0] },
    memory,
  );
  const step = (prefillTokens: number, decodeSequences: number) =>
    stepSeconds(model, {
      prefillTokens,
      prefillSequences: prefillTokens > 0 ? 1 : 0,
      prefillPairs: 0,
      prefillWindowPairs: 0,
      decodeSequences,
      decodeContextTokens: 0,
      decodeWindowTokens: 0,
    });
  for (const decodes of [1, 2, 16, 40, 64])
    for (const prompt of [256, 700, 2000]) {
      expect(step(prompt, decodes)).toBeGreaterThanOrEqual(step(prompt, 0));
      expect(step(prompt, decodes)).toBeGreaterThanOrEqual(step(0, decodes));
    }
  expect(step(1, 0)).toBeCloseTo(0.065, 12);
  expect(step(0, 16)).toBeCloseTo(0.034, 12);
});

test("the least assuming lengths have the mean asked for, in the range asked for", () => {
  for (const mean of [30, 171.3, 755.5, 1026, 1900]) {
    const quantile = leastAssuming(mean, 4, 2048);
    let sum = 0;
    for (let i = 0; i < 20_000; i++) sum += quantile((i + 0.5) / 20_000);
    expect(sum / 20_000 / mean).toBeCloseTo(1, 3);
    expect(quantile(0)).toBeGreaterThanOrEqual(4);
    expect(quantile(1 - 1e-12)).toBeLessThanOrEqual(2048);
  }
  expect(() => leastAssuming(3, 4, 2048)).toThrow(/mean 3 outside 4 to 2048/);
  const lognormal = lognormalAround(755.5, 0.5, 1, 1e6, normalQuantile);
  let sum = 0;
  for (let i = 0; i < 20_000; i++) sum += lognormal((i + 0.5) / 20_000);
  expect(sum / 20_000 / 755.5).toBeCloseTo(1, 2);
});

test("the highest rate is found from below and from above, and is undefined where there is none", () => {
  for (const guess of [0.01, 1, 3, 500]) {
    expect(highestRate((rate) => rate <= 3.7, guess)! / 3.7).toBeCloseTo(1, 2);
  }
  expect(highestRate(() => false, 1)).toBeUndefined();
});

test("a verdict needs a figure inside the tolerance", () => {
  const row = (bar: ReproducedRow["bar"], reproduced: number | undefined): ReproducedRow => ({
    quantity: "q",
    unit: "",
    bar,
    reproduced,
  });
  const ratio = { kind: "ratio", published: 2, tolerance: 0.15 } as const;
  expect(verdictOf(row(ratio, 2.29))).toBe("pass");
  expect(verdictOf(row(ratio, 2.31))).toBe("miss");
  expect(verdictOf(row(ratio, undefined))).toBe("miss");
  const range = { kind: "range", low: 2, high: 4, tolerance: 0.1 } as const;
  expect(verdictOf(row(range, 1.81))).toBe("pass");
  expect(verdictOf(row(range, 4.5))).toBe("miss");
  expect(verdictOf(row({ kind: "claim", published: "x", isMet: false }, 1))).toBe("miss");
  expect(verdictOf(row({ kind: "shown" }, undefined))).toBe("shown");
});
