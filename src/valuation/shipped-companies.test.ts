import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import ownCompany from "../../examples/valuation/own-company.yaml";
import { SilicoError } from "../errors.ts";
import { parseCompanyModel } from "../scenario/parse-company-model.ts";
import { cellValue, compareWithPrinted, solveModel } from "./model/solve.ts";
import { shippedModel, shippedModelSource } from "./shipped-companies.ts";

describe("Biren, rebuilt from the printed tables of its initiation", () => {
  const model = shippedModel("biren");
  const solved = solveModel(model);

  test("every printed forecast figure is met within the rounding its inputs allow", () => {
    const compared = compareWithPrinted(solved);
    expect(compared.length).toBeGreaterThan(150);
    // Sums of printed integers: half a unit a term; the longest chain (cash of the third year) has about six.
    expect(compared.filter((entry) => entry.line !== "value_per_share" && Math.abs(entry.gap) > 2.5)).toEqual([]);
  });

  test("published convention gives the printed target price, recomputation what the inputs imply", () => {
    const published = solveModel(model, { overrides: model.headline!.published });
    expect(cellValue(published, "equity_ps_hkd")).toBeCloseTo(192044, 0);
    expect(cellValue(published, "value_per_share")).toBeCloseTo(78.63, 2);
    expect(cellValue(solved, "dcf.enterprise_value")).toBeCloseTo(201566122, -1);
    expect(cellValue(solved, "value_dcf")).toBeCloseTo(95.88, 2);
  });

  test("units x price give the printed revenue, and a price cut falls on the margin", () => {
    expect(cellValue(solved, "revenue", 2028)).toBeCloseTo(13624016, 3);
    const cheaper = solveModel(model, { scales: [{ line: "br20x.asp", factor: 0.9 }] });
    expect(cellValue(cheaper, "gross_margin", 2028)).toBeLessThan(cellValue(solved, "gross_margin", 2028) - 0.03);
    expect(cheaper.checks.every((check) => check.passed)).toBe(true);
  });
});

describe("Iluvatar, rebuilt from the printed tables of its initiation", () => {
  const model = shippedModel("iluvatar");
  const solved = solveModel(model);

  test("every printed forecast figure is met within the rounding its inputs allow", () => {
    const compared = compareWithPrinted(solved).filter((entry) => entry.line !== "value_per_share");
    expect(compared.length).toBeGreaterThan(120);
    expect(compared.filter((entry) => Math.abs(entry.gap) > 2.5)).toEqual([]);
  });

  test("the mix of 2025 follows from three printed growth rates", () => {
    const share = cellValue(solved, "base.tg_share_2025");
    const before = share / 2.315 / (share / 2.315 + (1 - share) / 2.948);
    expect(before * 2.315 + (1 - before) * 2.948).toBeCloseTo(2.68, 10);
  });

  test("what the printed forecast does not explain stays in sight", () => {
    expect(cellValue(solved, "cash_unexplained", 2026)).toBe(468);
    expect(cellValue(solved, "equity_unexplained", 2026)).toBe(1991);
  });
});

test("Axera: what its note prints and what follows, and no value per share", () => {
  const model = shippedModel("axera");
  const solved = solveModel(model);
  expect(model.headline).toBeUndefined();
  expect(cellValue(solved, "revenue_growth", 2024)).toBeCloseTo(473 / 230 - 1, 12);
  expect(cellValue(solved, "revenue_growth", 2025)).toBeCloseTo(269 / 0.75 / 473 - 1, 12);
  expect(cellValue(solved, "fourth_quarter_share")).toBeCloseTo(0.431, 3);
  expect(cellValue(solved, "offer_size")).toBeCloseTo(379.4, 1);
  expect(cellValue(solved, "offer_shares")).toBeCloseTo((379.41 * 7.8) / 28.2, 1);
});

test("a damaged model file is solved or refused in words, never a crash and never a number that is none", () => {
  const paths: (string | number)[][] = [];
  (function walk(node: unknown, path: (string | number)[]): void {
    if (path.length > 0) paths.push(path);
    if (Array.isArray(node)) for (const [i, entry] of node.entries()) walk(entry, [...path, i]);
    else if (typeof node === "object" && node !== null)
      for (const [key, entry] of Object.entries(node)) walk(entry, [...path, key]);
  })(shippedModelSource("iluvatar"), []);
  const junk = fc.constantFrom<unknown>(
    undefined,
    null,
    -1,
    0,
    1e308,
    Number.NaN,
    "",
    "revenue",
    "1/0",
    "x[t-1]",
    "CNY",
    [],
    {},
    true,
  );
  fc.assert(
    fc.property(fc.nat(paths.length - 1), junk, (at, value) => {
      const copy = structuredClone(shippedModelSource("iluvatar"));
      const path = paths[at]!;
      let node = copy as Record<string | number, unknown>;
      for (const part of path.slice(0, -1)) node = node[part] as Record<string | number, unknown>;
      if (value === undefined) delete node[path.at(-1)!];
      else node[path.at(-1)!] = value;
      try {
        const solved = solveModel(parseCompanyModel(copy, "damaged.yaml"));
        expect(solved.graph.cells.every((cell) => Number.isFinite(solved.values[cell.index]))).toBe(true);
      } catch (error) {
        if (!(error instanceof SilicoError)) throw error;
        expect(error.code).not.toBe("invariant");
      }
    }),
    { numRuns: 60 },
  );
});

test("the example of an own company ties to the last digit, with interest on the average it is part of", () => {
  const solved = solveModel(parseCompanyModel(ownCompany, "own-company.yaml"));
  expect(solved.checks.length).toBe(7);
  expect(solved.checks.filter((check) => !check.passed)).toEqual([]);
  const cash = (year: number): number => cellValue(solved, "cash", year) - cellValue(solved, "debt", year);
  expect(cellValue(solved, "interest", 2027)).toBeCloseTo((0.025 * (cash(2026) + cash(2027))) / 2, 9);
  expect(cellValue(solved, "wacc")).toBeCloseTo(0.02 + 1.3 * 0.075, 12);
});

test("a rate used in the wrong direction does not pass the units, whatever its label says", () => {
  const wrong = { overrides: [{ line: "equity_ps_hkd", is: "equity_ps * fx" }] };
  expect(() => solveModel(shippedModel("iluvatar"), wrong)).toThrow(
    /equity_ps \* fx gives CNY\^2 mn\/HKD, but "equity_ps_hkd" is in HKD mn/,
  );
});
