import { expect, test } from "vitest";
import birenParity from "../../examples/valuation/biren-parity.yaml";
import iluvatarParity from "../../examples/valuation/iluvatar-parity.yaml";
import { canonicalCall, parseValuationScenario } from "../scenario/valuation-scenario.ts";
import { externalCalls } from "./externals.ts";
import { cellValue, explainCell, solveModel } from "./model/solve.ts";
import { shippedModelSource } from "./shipped-companies.ts";

const bind = (raw: unknown, file: string, cnyPerChip: number) => {
  const { model, scenario } = parseValuationScenario(raw, shippedModelSource, file);
  const [call] = externalCalls(model, scenario);
  const externals = new Map([
    [call!.key, { p10: cnyPerChip * 0.5, p50: cnyPerChip, p90: cnyPerChip * 2, unit: "CNY/chip", source: "test" }],
  ]);
  return { model, call: call!, solved: solveModel(model, { scenario, externals }), options: { scenario, externals } };
};

test("the examples ask planning for one parity price each", () => {
  expect(bind(iluvatarParity, "iluvatar-parity.yaml", 1e5).call).toEqual({
    name: "parity",
    args: { chip: "tg-gen3", against: "h20", scenario: "deepseek-r1-mixed" },
    key: "parity(against: h20, chip: tg-gen3, scenario: deepseek-r1-mixed)",
  });
  expect(bind(birenParity, "biren-parity.yaml", 1e5).call.args["role"]).toBe("prefill");
});

test("a chip worth more moves revenue, margin and value per share, by the share that is charged", () => {
  const low = bind(iluvatarParity, "x.yaml", 1e5).solved;
  const high = bind(iluvatarParity, "x.yaml", 1.1e5).solved;
  expect(cellValue(high, "tg.asp", 2028) - cellValue(low, "tg.asp", 2028)).toBeCloseTo(0.9 * 0.7 * 10, 9);
  const units = cellValue(low, "tg.units", 2028);
  // 10% of the chip's revenue comes on top as AI computing solutions.
  expect(cellValue(high, "revenue", 2028) - cellValue(low, "revenue", 2028)).toBeCloseTo(
    units * 6.3 * (1 + 732 / 7320),
    6,
  );
  expect(cellValue(high, "gross_margin", 2028)).toBeGreaterThan(cellValue(low, "gross_margin", 2028));
  expect(cellValue(high, "value_per_share")).toBeGreaterThan(cellValue(low, "value_per_share"));
  expect(low.checks.every((check) => check.passed)).toBe(true);
});

test("the base scenario of the same model is untouched, and the bound value is explained", () => {
  const { model, options, solved } = bind(birenParity, "x.yaml", 1e5);
  expect(cellValue(solveModel(model, { externals: options.externals }), "value_per_share")).toBeCloseTo(87.2536, 4);
  const why = explainCell(solved, "br166.asp", 2027, 2);
  expect(why.inputs.find((input) => input.cell === "br166.parity_price")!.facts).toEqual([
    {
      name: "parity(against: h20, chip: br166, role: prefill, scenario: deepseek-r1-mixed)",
      value: 1e5,
      source: "test",
    },
  ]);
});

test("values given in the file answer the call however it is spelt", () => {
  expect(canonicalCall("parity(scenario: s, chip: c)")).toBe("parity(chip: c, scenario: s)");
  const given = {
    ...(birenParity as object),
    externals: {
      "parity(role: prefill, scenario: deepseek-r1-mixed, chip: br166, against: h20)": {
        p10: 1,
        p50: 2,
        p90: 3,
        unit: "CNY/chip",
        source: "quoted",
      },
    },
  };
  const user = parseValuationScenario(given, shippedModelSource);
  expect(externalCalls(user.model, user.scenario).every((call) => user.externals.has(call.key))).toBe(true);
});

test("mistakes of a scenario file name their place", () => {
  expect(() =>
    parseValuationScenario({ schema: "silico/valuation-scenario/1", company: "birn", name: "x" }, shippedModelSource),
  ).toThrow(/Did you mean "biren"/);
  expect(() =>
    parseValuationScenario(
      { schema: "silico/valuation-scenario/1", company: "biren", name: "x", set: { nope: 1 } },
      shippedModelSource,
      "mine.yaml",
    ),
  ).toThrow(/mine\.yaml: scenarios\.user\.set\.nope: no line "nope"/);
  expect(() =>
    parseValuationScenario(
      { schema: "silico/valuation-scenario/1", company: "biren", nam: "x" },
      shippedModelSource,
      "mine.yaml",
    ),
  ).toThrow(/mine\.yaml/);
});
