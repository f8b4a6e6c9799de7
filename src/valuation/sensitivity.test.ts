import { describe, expect, test } from "vitest";
import { distributionQuantile, normalQuantile } from "./distribution.ts";
import { cellValue, solveModel } from "./model/solve.ts";
import { monteCarlo } from "./monte-carlo.ts";
import { printedConvention } from "./printed-convention.ts";
import { reverseSolve, sensitivityGrid, tornado } from "./sensitivity.ts";
import { shippedModel } from "./shipped-companies.ts";
import { conventionValues, footballField, publishedAndRecomputed, scenarioValues } from "./valuation.ts";

const biren = shippedModel("biren");
const iluvatar = shippedModel("iluvatar");

describe("grids recompute the model", () => {
  test("WACC x growth gives the DCF values per share worked out by hand from the printed flows", () => {
    const grid = sensitivityGrid(
      biren,
      { line: "wacc", kind: "set", values: [0.102, 0.112, 0.122] },
      { line: "growth", kind: "set", values: [0.01, 0.02, 0.03] },
      "value_dcf",
    );
    const byHand = [
      [103.56, 113.2, 125.53],
      [88.73, 95.88, 104.77],
      [76.83, 82.25, 88.85],
    ];
    for (const [r, row] of byHand.entries())
      for (const [c, value] of row.entries()) expect(grid.values[r]![c]).toBeCloseTo(value, 1.7);
  });

  test("a rate not above growth has no value in the grid", () => {
    const grid = sensitivityGrid(
      biren,
      { line: "wacc", kind: "set", values: [0.02, 0.11] },
      { line: "growth", kind: "set", values: [0.02, 0.03] },
      "value_dcf",
    );
    expect(grid.values[0]).toEqual([undefined, undefined]);
    expect(grid.values[1]!.every((value) => value !== undefined)).toBe(true);
  });

  test("price x units is the same as solving with both scaled", () => {
    const grid = sensitivityGrid(
      iluvatar,
      { line: "tg.asp", kind: "scale", values: [0.8] },
      { line: "zk.units", kind: "scale", values: [1.2] },
      "value_dcf",
    );
    const solved = solveModel(iluvatar, {
      scales: [
        { line: "tg.asp", factor: 0.8 },
        { line: "zk.units", factor: 1.2 },
      ],
    });
    expect(grid.values[0]![0]).toBeCloseTo(cellValue(solved, "value_dcf"), 9);
    expect(() =>
      sensitivityGrid(
        biren,
        { line: "br20x.asp", kind: "set", values: [1] },
        { line: "wacc", kind: "set", values: [0.1] },
        "value_dcf",
      ),
    ).toThrow(/has one value a year/);
  });
});

test("tornado bars come widest first and meet in the recomputed value", () => {
  const bars = tornado(biren, "value_per_share");
  expect(bars.map((bar) => bar.swing)).toEqual(bars.map((bar) => bar.swing).toSorted((a, b) => b - a));
  expect(bars[0]!.line).toBe("br20x.units");
  expect(bars.find((bar) => bar.line === "wacc")!.low.value).toBeGreaterThan(
    bars.find((bar) => bar.line === "wacc")!.high.value!,
  );
});

describe("Monte Carlo", () => {
  const settings = { draws: 4000, seed: 7, threshold: 61.65 };
  const drawn = monteCarlo(biren, ["value_per_share", "value_dcf"], settings);

  test("same seed, same bytes; another seed, about the same answer", () => {
    expect(monteCarlo(biren, ["value_per_share", "value_dcf"], settings)).toEqual(drawn);
    const other = monteCarlo(biren, ["value_per_share"], { ...settings, seed: 8 });
    expect(other.outputs[0]!.p50).not.toBe(drawn.outputs[0]!.p50);
    expect(Math.abs(other.outputs[0]!.p50 / drawn.outputs[0]!.p50 - 1)).toBeLessThan(0.03);
  });

  test("quantiles are in order and the blame adds up to about the whole", () => {
    const { p5, p10, p25, p50, p75, p90, p95 } = drawn.outputs[0]!;
    expect([p5, p10, p25, p50, p75, p90, p95]).toEqual([p5, p10, p25, p50, p75, p90, p95].toSorted((a, b) => a - b));
    const explained = drawn.drivers.reduce((so, driver) => so + driver.shareOfVariance, 0);
    expect(explained).toBeGreaterThan(0.85);
    expect(explained).toBeLessThan(1.1);
  });

  test("with no spread every draw is the recomputed value", () => {
    const still = {
      ...biren,
      uncertainty: [
        { line: "br20x.units", kind: "scale" as const, distribution: { shape: "normal" as const, mean: 1, sd: 0 } },
      ],
    };
    const flat = monteCarlo(still, ["value_per_share"], { draws: 20, seed: 1 });
    expect(flat.outputs[0]!.p5).toBeCloseTo(cellValue(solveModel(biren), "value_per_share"), 9);
    expect(flat.outputs[0]!.sd).toBeLessThan(1e-9);
  });

  test("an outside value carries its spread into the value", () => {
    const key = "parity(against: h20, chip: br20x)";
    const externals = new Map([[key, { p10: 8000, p50: 12000, p90: 15000, unit: "USD/chip", source: "test" }]]);
    const line = {
      id: "usd_cny",
      label: { en: "CNY per USD" },
      section: "drivers",
      unit: "CNY/USD",
      isScalar: true,
      value: 7.1,
      values: new Map<number, number>(),
      formulas: [],
      basis: "assumption" as const,
    };
    const bound = { ...biren, lines: [...biren.lines, line], uncertainty: [] };
    const overrides = [{ line: "br20x.asp", year: 2028, is: `to(${key} * usd_cny * 0.7, "CNY k/chip")` }];
    const spread = monteCarlo(bound, ["value_per_share"], { draws: 2000, seed: 1 }, { externals, overrides })
      .outputs[0]!;
    const at = (p50: number): number =>
      cellValue(
        solveModel(bound, {
          overrides,
          externals: new Map([[key, { p10: p50, p50, p90: p50, unit: "USD/chip", source: "test" }]]),
        }),
        "value_per_share",
      );
    expect(spread.p50).toBeCloseTo(at(12000), -0.5);
    expect(Math.abs(spread.p10 / at(8000) - 1)).toBeLessThan(0.03);
    expect(Math.abs(spread.p90 / at(15000) - 1)).toBeLessThan(0.03);
    expect(() => solveModel(bound, { overrides })).toThrow(/nothing supplies parity\(against: h20, chip: br20x\)/);
  });
});

test("the driver value that the price implies gives the price back", () => {
  const units = { line: "br20x.units", kind: "scale", range: [0.1, 3] } as const;
  const price = { line: "br20x.asp", kind: "scale", range: [0.1, 3] } as const;
  const [implied, other] = reverseSolve(biren, [units, price], "value_dcf", 61.65);
  expect(other!.turn).toBeCloseTo(reverseSolve(biren, [price], "value_dcf", 61.65)[0]!.turn!, 9);
  const solved = solveModel(biren, { scales: [{ line: "br20x.units", factor: implied!.turn! }] });
  expect(cellValue(solved, "value_dcf")).toBeCloseTo(61.65, 8);
  expect(
    reverseSolve(biren, [{ line: "wacc", kind: "set", range: [0.05, 0.3] }], "value_dcf", 1e6)[0]!.turn,
  ).toBeUndefined();
});

describe("published and recomputed stand beside each other", () => {
  test("Biren: HK$78.63 printed and reproduced, HK$87.25 recomputed, every step of the gap named", () => {
    const both = publishedAndRecomputed(biren);
    expect(both.printed).toBe(78.63);
    expect(both.published).toBeCloseTo(78.63, 2);
    const arithmetic = both.bridge.filter((step) => !step.isJudgement);
    expect(both.published + arithmetic.reduce((so, step) => so + step.change, 0)).toBeCloseTo(both.recomputed, 9);
    expect(both.bridge.find((step) => step.id === "ipo")!.change).toBeCloseTo(
      (0.5 * 19.6 * 247.6928 * 1.15) / 2438.8646,
      3,
    );
  });

  test("Iluvatar: HK$494 to 884 by the averaging rule alone", () => {
    const both = publishedAndRecomputed(iluvatar);
    expect(Math.round(both.published)).toBe(694);
    expect(both.bridge.filter((step) => step.isJudgement).map((step) => Math.round(step.value))).toEqual([884, 494]);
  });

  test("four calendars of one DCF, as golden figures give them", () => {
    expect(
      conventionValues(biren, "2026-06-02", "value_dcf").map((row) => Number(row.valuePerShare!.toFixed(2))),
    ).toEqual([95.88, 97.44, 100.21, 101.84]);
  });

  test("tax base and terminal method are switches; dilution spreads value over more shares", () => {
    const base = solveModel(biren);
    const onEbit = solveModel(biren, { overrides: [{ line: "tax_on_ebit", is: 1 }] });
    expect(cellValue(onEbit, "fcf", 2035) - cellValue(base, "fcf", 2035)).toBeCloseTo(-0.15 * 46250698 + 7215196, 0);
    const exit = solveModel(biren, { dcf: { terminal: "multiple" } });
    expect(cellValue(exit, "dcf.terminal_value")).toBeCloseTo(12 * cellValue(exit, "fcf", 2035), 3);
    const diluted = solveModel(biren, { overrides: [{ line: "overallotment", is: 0.15 }] });
    expect(cellValue(diluted, "shares_diluted") - cellValue(base, "shares_diluted")).toBeCloseTo(
      0.15 * 247.6928 * 1.15,
      6,
    );
    expect(cellValue(diluted, "value_per_share")).toBeLessThan(cellValue(base, "value_per_share"));
  });

  test("scenarios are ordered and rated; a football bar holds its quantiles in order", () => {
    expect(scenarioValues(biren).map((entry) => entry.rating!.en)).toEqual(["Avoid", "Strong Buy", "Strong Buy"]);
    for (const bar of footballField(biren, { draws: 500, seed: 1 })) expect(bar.low).toBeLessThan(bar.high);
  });
});

test("quantile functions: normal to 1e-8, triangular closed form, two half normals through three points", () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 8);
  expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 7);
  expect(distributionQuantile({ shape: "triangular", low: 0, mode: 1, high: 2 }, 0.5)).toBeCloseTo(1, 12);
  const three = { shape: "quantiles", p10: 8, p50: 12, p90: 15 } as const;
  expect([0.1, 0.5, 0.9].map((p) => Number(distributionQuantile(three, p).toFixed(7)))).toEqual([8, 12, 15]);
});

test("the printed present values of Biren come nearest to a stale base date, and the ordinary reading stands beside it", () => {
  const search = printedConvention(biren)!;
  const [nearest] = search.candidates;
  expect(nearest!.convention).toMatchObject({
    base: "2023-12-31",
    timing: "mid",
    explicitYears: 9,
    terminal: "next-flow",
  });
  expect(Math.abs(nearest!.flowsResidual!)).toBeLessThan(0.002);
  expect(search.ordinary.flowsResidual).toBeCloseTo(-0.327, 3);
  expect(printedConvention(iluvatar)).toBeUndefined();
});
