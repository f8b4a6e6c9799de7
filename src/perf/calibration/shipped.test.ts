// What ships: small enough, complete enough, and as accurate on the measured tables as the documentation says.
import { readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { describeShared, sharedPath } from "../../../test/shared.ts";
import { allChips } from "../../catalog/chip.ts";
import { chipSpec, missingFigures } from "../../catalog/resolve-chip.ts";
import { surfaceValues } from "../operators/chip-calibration.ts";
import { families } from "../operators/families/table.ts";
import { operatorTime } from "../operators/operator-time.ts";
import { kernelAccuracy } from "./kernel-accuracy.ts";
import { readerOf, readKernelTable } from "./kernel-table.ts";
import { figuresOf, shippedCalibrations, transferSpread } from "./shipped.ts";

test("each chip's calibration is at most 64 KiB and every surface fits its family's knots", () => {
  for (const calibration of shippedCalibrations) {
    expect(statSync(`data/calibration/${calibration.chip}.yaml`).size).toBeLessThanOrEqual(64 * 1024);
    for (const [name, fit] of Object.entries(calibration.families)) {
      expect(fit.engine, `${calibration.chip} ${name}`).not.toBe("");
      const knots = families[name as "gemm"].axes.reduce((product, axis) => product * axis.knots.length, 1);
      for (const [variant, data] of Object.entries(fit.variants)) {
        expect(surfaceValues(data, fit.variants).length, `${calibration.chip} ${name} ${variant}`).toBe(knots);
        expect(data.rows).toBeGreaterThan(0);
        expect(data.spread[0]).toBeLessThan(data.spread[1]);
      }
    }
  }
});

test("every chip of the catalogue that can be computed has a finite time for every kind of operator", () => {
  const chips = allChips().filter((chip) => missingFigures(chip).length === 0);
  expect(chips.length).toBeGreaterThan(30);
  for (const chip of chips) {
    const spec = chipSpec(chip);
    for (const tokens of [1, 700]) {
      const { seconds, spread } = operatorTime({ kind: "gemm", m: tokens, n: 4096, k: 4096, precision: "bf16" }, spec);
      expect(seconds, chip.id).toBeGreaterThan(0);
      expect(seconds, chip.id).toBeLessThan(0.1);
      expect(spread.p10, chip.id).toBeLessThan(1.05);
      expect(spread.p90, chip.id).toBeGreaterThan(0.95);
    }
  }
});

test("spreads of priors bracket one, and figures are fractions", () => {
  for (const spreads of [transferSpread.sameClass, transferSpread.otherClass])
    for (const [low, high] of Object.values(spreads)) expect(low).toBeLessThan(high);
  for (const chip of allChips()) {
    const figures = figuresOf(chip.id);
    for (const value of Object.values(figures ?? {}).filter((entry) => typeof entry === "number"))
      expect(value).toBeLessThanOrEqual(1);
  }
});

describeShared("measured tables", () => {
  const chip = chipSpec(allChips().find(({ id }) => id === "h100-sxm")!);
  const tables = ["generation_attention.csv", "mla_generation_module.csv"].map((file) => {
    const path = sharedPath("data", "kernels", "h100_sxm", file);
    return readKernelTable(path, readFileSync(path, "utf8"), readerOf("h100_sxm", file)!, chip);
  });

  test("errors stay where the documentation says they are, calibrated and left out", () => {
    const own = kernelAccuracy([{ chip, tables }], false).summary.filter(({ by }) => by === "operator");
    expect(own.map(({ value }) => value)).toEqual(["decode-attention", "mla-block-decode"]);
    for (const { value, medianApe, coverage, intervalCoverage } of own) {
      expect(medianApe, value).toBeLessThan(5);
      expect(coverage, value).toBe(100);
      expect(intervalCoverage, value).toBeGreaterThan(70);
    }
    const left = kernelAccuracy([{ chip, tables }], true).summary.filter(({ by }) => by === "operator");
    for (const { value, medianApe } of left) expect(medianApe, value).toBeLessThan(20);
  });
});
