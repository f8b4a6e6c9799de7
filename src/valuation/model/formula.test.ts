import * as fc from "fast-check";
import { expect, test } from "vitest";
import { SilicoError } from "../../errors.ts";
import { parseFormula } from "./formula.ts";

test("operators bind as in arithmetic; powers group to the right and before a minus", () => {
  expect(parseFormula("a - b - c")).toMatchObject({ operator: "-", left: { operator: "-" }, right: { name: "c" } });
  expect(parseFormula("-2^2")).toMatchObject({ kind: "negative", of: { operator: "^" } });
  expect(parseFormula("2^3^2")).toMatchObject({ operator: "^", right: { operator: "^" } });
  expect(parseFormula("a + b * c")).toMatchObject({ operator: "+", right: { operator: "*" } });
});

test("lines carry periods, ranges and percentages", () => {
  expect(parseFormula("revenue[t-1]")).toEqual({ kind: "line", name: "revenue", at: { kind: "relative", offset: -1 } });
  expect(parseFormula("cf.da[2027]")).toEqual({ kind: "line", name: "cf.da", at: { kind: "absolute", year: 2027 } });
  expect(parseFormula("sum(pv[2026:2035])")).toMatchObject({ name: "sum", args: [{ kind: "range", name: "pv" }] });
  expect(parseFormula("15%")).toEqual({ kind: "number", value: 0.15 });
});

test("a call with named arguments is a value from another room, spelt one way whatever the order", () => {
  const call = parseFormula("parity(scenario: deepseek-r1-mixed, chip: tg-gen3, against: h20) * 0.7");
  expect(call).toMatchObject({ operator: "*", left: { kind: "external", name: "parity", args: { chip: "tg-gen3" } } });
  expect(call.kind === "binary" && call.left.kind === "external" && call.left.key).toBe(
    "parity(against: h20, chip: tg-gen3, scenario: deepseek-r1-mixed)",
  );
});

test("what cannot be read is refused at its place", () => {
  expect(() => parseFormula("a +", ["lines", "x"])).toThrow(/lines\.x: the formula ends too soon at character 4/);
  expect(() => parseFormula("sqr(2)")).toThrow(/unknown function "sqr"/);
  expect(() => parseFormula("a[last]")).toThrow(/expected a period/);
  expect(() => parseFormula("if(a, b)")).toThrow(/if\(\) takes 3 arguments, got 2/);
  expect(() => parseFormula("a b")).toThrow(/unexpected "b"/);
  expect(() => parseFormula("constructor(1)")).toThrow(/unknown function/);
});

test("any text is a formula or a SilicoError, never a crash", () => {
  const piece = fc.constantFrom(
    "a",
    "b.c",
    "[t-1]",
    "[2025:2027]",
    "(",
    ")",
    "+",
    "-",
    "*",
    "^",
    "<=",
    "==",
    ",",
    "sum",
    "if(",
    "15%",
    '"CNY k"',
    "1e999",
    ".",
    " ",
    "parity(chip: x",
    ":",
    "[",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece, { maxLength: 40 }).map((parts) => parts.join("")),
      ),
      (text) => {
        try {
          parseFormula(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SilicoError);
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(() => parseFormula("(".repeat(3000))).toThrow(/too many levels of brackets/);
  expect(() => parseFormula(`a${"+a".repeat(5000)}`)).toThrow(/a formula of 10001 characters/);
  expect(() => parseFormula("-".repeat(3000))).toThrow(SilicoError);
});
