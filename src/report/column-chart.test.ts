import { expect, test } from "vitest";
import { columnChart } from "./column-chart.ts";

test("columns are as high as their values, and nothing above zero vanishes", () => {
  const lines = columnChart([0, 1, 8, 16, 0.001], { height: 2, formatValue: (v) => `${v}`, ticks: ["a", "b", "c"] });
  expect(lines[0]).toBe("16 ┤   █");
  expect(lines[1]).toBe(" 8 ┤ ▁██▁");
  expect(lines[2]).toBe(" 0 └─────");
  expect(lines[3]).toBe("    a b c");
});

test("all zero is an empty chart", () => {
  const lines = columnChart([0, 0], { height: 2, formatValue: String, ticks: ["", "", ""] });
  expect(lines.slice(0, 2).join("")).not.toMatch(/[▁-█]/);
});
