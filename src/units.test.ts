import { expect, test } from "vitest";
import { formatSeconds, parseQuantity } from "./units.ts";

test.each([
  ["50 ms", "time", 0.05],
  ["2", "time", 2],
  ["3.35 TB/s", "bandwidth", 3.35e12],
  ["400 Gbit/s", "bandwidth", 5e10],
  ["80 GiB", "bytes", 80 * 2 ** 30],
  ["95%", "fraction", 0.95],
  ["1,000 rps", "rate", 1000],
] as const)("%s is a %s of %d base units", (text, dimension, expected) => {
  expect(parseQuantity(text, dimension, [])).toBeCloseTo(expected, 9);
});

test("an unknown unit names the path, the value and the units that exist", () => {
  expect(() => parseQuantity("5 parsecs", "time", ["targets", "ttft", "p90"])).toThrow(
    /^targets.ttft.p90: cannot read "5 parsecs" as a time quantity. Write a number and a unit, one of: s, ms/,
  );
});

test("unknown prints as a dash, never as zero", () => {
  expect(formatSeconds(undefined)).toBe("—");
  expect(formatSeconds(0.0312)).toBe("31.2 ms");
});
