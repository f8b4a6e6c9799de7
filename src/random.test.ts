import { expect, test } from "vitest";
import { Random } from "./random.ts";

const draws = (seed: number, stream: string, n: number) => {
  const random = new Random(seed, stream);
  return Array.from({ length: n }, () => random.uint32());
};

test("the same seed and stream give the same numbers", () => {
  expect(draws(7, "arrivals", 100)).toEqual(draws(7, "arrivals", 100));
});

test("another seed or stream gives other numbers", () => {
  expect(draws(7, "arrivals", 4)).not.toEqual(draws(8, "arrivals", 4));
  expect(draws(7, "arrivals", 4)).not.toEqual(draws(7, "lengths", 4));
});

test("moments of the distributions lie within five standard errors", () => {
  const random = new Random(1, "moments");
  const n = 100_000;
  const mean = (draw: () => number) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += draw();
    return sum / n;
  };
  const root = Math.sqrt(n);
  expect(Math.abs(mean(() => random.uniform()) - 0.5)).toBeLessThan((5 * Math.sqrt(1 / 12)) / root);
  expect(Math.abs(mean(() => random.exponential(3)) - 3)).toBeLessThan((5 * 3) / root);
  expect(Math.abs(mean(() => random.normal()))).toBeLessThan(5 / root);
  expect(Math.abs(mean(() => random.gamma(0.5, 2)) - 1)).toBeLessThan((5 * Math.SQRT2) / root);
});
