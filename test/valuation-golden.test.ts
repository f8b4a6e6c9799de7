import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readGoldenTable } from "../src/scenario/read-golden.ts";
import { readConvention, scoreGoldenRow } from "../src/valuation/golden.ts";
import { describeShared, sharedPath } from "./shared.ts";

describeShared("golden valuation figures", () => {
  const path = sharedPath("facts", "valuation_golden.csv");
  const rows = readGoldenTable(readFileSync(path, "utf8"), path);

  test("every row is within its tolerance", () => {
    expect(rows.length).toBe(152);
    expect(rows.map(scoreGoldenRow).filter((score) => !score.passed)).toEqual([]);
  });

  test("an answer is computed, not echoed: a wrong expectation fails", () => {
    const wrong = rows
      .filter((row) => row.kind === "published" || row.kind === "recomputed")
      .map((row) => scoreGoldenRow({ ...row, expected: row.expected + 7 + Math.abs(row.expected) }));
    expect(wrong.filter((score) => score.passed)).toEqual([]);
  });

  test("an identity that breaks is flagged, one that holds is not", () => {
    const [flagged] = rows.filter((row) => row.id === "ILU-X1");
    expect(scoreGoldenRow({ ...flagged!, kind: "must_pass" }).passed).toBe(false);
    const [holds] = rows.filter((row) => row.id === "ILU-X3");
    expect(scoreGoldenRow({ ...holds!, kind: "must_flag" }).passed).toBe(false);
  });
});

test("conventions of discounting are read from words", () => {
  expect(readConvention("end-year, t=1..10 from 31 Dec 2025; TV = FCF2035*(1+g)/(wacc-g) at t=10")).toEqual({
    convention: { valuationDate: "2025-12-31", timing: "end", firstPeriod: "whole" },
    isNextFlow: false,
  });
  expect(
    readConvention(
      "stale base: discount to 31 Dec 2023, mid-year, explicit 2026-2034 (t=2.5..10.5), TV = FCF2035/(wacc-g) at t=11",
    ),
  ).toEqual({
    convention: { valuationDate: "2023-12-31", timing: "mid", firstPeriod: "whole" },
    explicitYears: 9,
    isNextFlow: true,
  });
  expect(readConvention("as C with mid-period flows (2026 at s/2, then s+k-0.5)").convention).toEqual({
    valuationDate: "2026-06-02",
    timing: "mid",
    firstPeriod: "stub",
  });
});
