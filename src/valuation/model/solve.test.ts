import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCompanyModel } from "../../scenario/parse-company-model.ts";
import { runProgram } from "./machine.ts";
import { sliceProgram } from "./program.ts";
import { cellIndex, cellValue, compileModel, explainCell, solveModel } from "./solve.ts";

const frame = {
  schema: "silico/company-model/1",
  id: "acme",
  name: "Acme",
  code: "0001 HK",
  currency: "CNY",
  periods: { first: 2024, lastActual: 2025, last: 2028 },
};
type Lines = Record<string, Record<string, unknown>>;
const model = (lines: Lines, more: Record<string, unknown> = {}) =>
  parseCompanyModel({ ...frame, sections: [{ id: "main", en: "Main", unit: "CNY mn", lines }], ...more });
const base: Lines = {
  revenue: { en: "Revenue", values: { 2024: 80, 2025: 100 }, forecast: "revenue[t-1] * (1 + growth)" },
  growth: { en: "Growth", unit: "fraction", forecast: "10%" },
};

describe("a model is solved", () => {
  test("recurrences, ranges and overrides by year", () => {
    const total = { total: { en: "Total", is: "sum(revenue[2026:2028])" } };
    expect(cellValue(solveModel(model({ ...base, ...total })), "revenue", 2028)).toBeCloseTo(133.1, 10);
    const faster = solveModel(model({ ...base, ...total }), { overrides: [{ line: "growth", year: 2027, is: 0.5 }] });
    expect(cellValue(faster, "total")).toBeCloseTo(110 + 165 + 181.5, 10);
  });

  test("interest on average cash settles to the closed form, with the residual shown", () => {
    const lines: Lines = {
      ...base,
      cash: { en: "Cash", values: { 2024: 50, 2025: 60 }, forecast: "cash[t-1] + 20 * one + interest" },
      one: { en: "One", value: 1 },
      interest: { en: "Interest", forecast: "4% * mean(cash[t-1], cash)" },
    };
    const solved = solveModel(model(lines, { breakers: { interest: 0 } }));
    // cash = c + 20 + r (c + cash) / 2, so cash = (c (1 + r/2) + 20) / (1 - r/2).
    expect(cellValue(solved, "cash", 2026)).toBeCloseTo((60 * 1.02 + 20) / 0.98, 10);
    expect(solved.convergence.residual).toBeLessThanOrEqual(1e-13);
    expect(solved.convergence.passes).toBeGreaterThan(2);
    expect(() => solveModel(model(lines))).toThrow(
      /go round in a circle: .*cash\[2026\] <- .*Declare one of them under breakers/,
    );
  });

  test("a circle that grows without bound is an error, not a number", () => {
    const lines: Lines = {
      x: { en: "X", values: { 2024: 1, 2025: 1 }, forecast: "2 * y + 1 * x[t-1]" },
      y: { en: "Y", forecast: "x" },
    };
    expect(() => solveModel(model(lines, { breakers: { y: 1 } }))).toThrow(/does not settle/);
  });

  test("every cell says what it is made of", () => {
    const why = explainCell(solveModel(model(base)), "revenue", 2026);
    expect(why).toMatchObject({ value: 110.00000000000001, formula: "revenue[t-1] * (1 + growth)", unit: "CNY mn" });
    expect(why.inputs.map((input) => input.cell)).toEqual(["revenue[2025]", "growth[2026]"]);
  });

  test("a slice gives what a full run gives", () => {
    const acme = model({
      ...base,
      margin: { en: "Margin", unit: "fraction", forecast: "0.3" },
      profit: { en: "Profit", forecast: "revenue * margin" },
    });
    const program = compileModel(acme, {
      knobs: [
        { line: "growth", kind: "shift" },
        { line: "margin", kind: "scale" },
      ],
    });
    const wanted = cellIndex(program.graph, "profit", 2028);
    const slice = sliceProgram(program, [wanted]);
    expect(slice.code.length).toBeLessThan(program.code.length);
    const rested = program.initial.slice();
    runProgram(program, rested);
    fc.assert(
      fc.property(
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        (shift, scale) => {
          const full = program.initial.slice();
          const part = rested.slice();
          for (const v of [full, part]) {
            v[program.knobSlots[0]!] = shift;
            v[program.knobSlots[1]!] = scale;
          }
          runProgram(program, full);
          runProgram(slice, part);
          expect(part[wanted]).toBe(full[wanted]);
        },
      ),
    );
  });
});

describe("bad models give a clear error, never a number that looks fine", () => {
  test("mixed currencies and mixed scales in one sum", () => {
    const foreign = { hk: { en: "HK", unit: "HKD mn", value: 1 }, small: { en: "Small", unit: "CNY k", value: 1 } };
    expect(() => solveModel(model({ ...base, ...foreign, x: { en: "X", is: "revenue[2026] + hk" } }))).toThrow(
      /lines\.x: adds CNY mn and HKD mn/,
    );
    expect(() => solveModel(model({ ...base, ...foreign, x: { en: "X", is: "revenue[2026] + small" } }))).toThrow(
      /adds CNY mn and CNY k\. Bring them to one scale/,
    );
    expect(() =>
      solveModel(model({ ...base, ...foreign, x: { en: "X", unit: "HKD mn", is: "revenue[2026]" } })),
    ).toThrow(/gives CNY mn, but "x" is in HKD mn/);
  });

  test("a missing period", () => {
    expect(() =>
      solveModel(model({ revenue: { en: "Revenue", values: { 2024: 80 }, forecast: "revenue[t-1] * 1.1" } })),
    ).toThrow(/lines\.revenue\[2026\]: reads revenue\[2025\], which has no value and no formula/);
  });

  test("a discount rate not above growth, and shares that are not positive", () => {
    const lines: Lines = {
      ...base,
      wacc: { en: "WACC", unit: "fraction", value: 0.03 },
      g: { en: "g", unit: "fraction", value: 0.03 },
    };
    const dcf = {
      flow: "revenue",
      wacc: "wacc",
      growth: "g",
      firstYear: 2026,
      lastYear: 2028,
      valuationDate: "2025-12-31",
    };
    expect(() => solveModel(model(lines, { dcf }))).toThrow(/discount rate 3\.00% is not above terminal growth 3\.00%/);
    expect(() => solveModel(model({ ...base, shares: { en: "Shares", unit: "mn shares", value: -5 } }))).toThrow(
      /lines\.shares: -5 shares/,
    );
  });

  test("a division by zero names the cell and its inputs", () => {
    expect(() =>
      solveModel(
        model({ ...base, x: { en: "X", unit: "fraction", is: "revenue[2026] / (revenue[2026] - revenue[2026])" } }),
      ),
    ).toThrow(/lines\.x: .* gives Infinity from revenue\[2026\] = 110/);
  });

  test("a balance sheet that does not balance fails its check and leaves the plug in sight", () => {
    const lines: Lines = {
      ...base,
      assets: { en: "A", value: 100 },
      claims: { en: "C", value: 97 },
      plug: { en: "Plug", is: "assets - claims" },
    };
    const checks = { balance: { en: "Balances", line: "plug", tolerance: 1 } };
    expect(solveModel(model(lines, { checks })).checks).toMatchObject([
      { id: "balance", difference: 3, passed: false },
    ]);
  });

  test("all mistakes of a file are listed with their paths", () => {
    expect(() =>
      parseCompanyModel(
        {
          ...frame,
          sections: [
            {
              id: "m",
              en: "M",
              lines: { a: { en: "A", value: 1 }, b: { en: "B", unit: "CNY mn", value: 1, forecast: "2" } },
            },
          ],
          checks: { c: { en: "C", line: "nope", tolerance: 1 } },
        },
        "acme.yaml",
      ),
    ).toThrow(
      /acme\.yaml: sections\[0\]\.lines\.a: line "a" has no unit[\s\S]*lines\.b: line "b" is written as a scalar and as a series[\s\S]*checks\.c\.line: no line "nope"/,
    );
  });
});
