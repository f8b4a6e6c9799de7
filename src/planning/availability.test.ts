import { expect, test } from "vitest";
import { atLeastUp, defaultReliability, fleetAvailability } from "./availability.ts";

test("the binomial tail: by hand, and summing to one", () => {
  expect(atLeastUp(3, 3, 0.9)).toBeCloseTo(0.729, 12);
  expect(atLeastUp(2, 3, 0.9)).toBeCloseTo(0.729 + 3 * 0.81 * 0.1, 12);
  expect(atLeastUp(0, 40, 0.7)).toBeCloseTo(1, 12);
});

test("instances of more chips fail more often, a spare covers one failure of each pool", () => {
  const reliability = { chipMtbfHours: 99, repairHours: 1 };
  const two = [
    { count: 2, chipsPerInstance: 1 },
    { count: 1, chipsPerInstance: 4 },
  ];
  const { share, withOneMore } = fleetAvailability(two, 0, reliability);
  expect(share).toBeCloseTo(0.99 ** 6, 12);
  const four = 0.99 ** 4;
  expect(withOneMore).toBeCloseTo((0.99 ** 3 + 3 * 0.99 ** 2 * 0.01) * (four ** 2 + 2 * four * (1 - four)), 12);
  // A fleet that holds with one down is the one above with one more.
  const spared = two.map(({ count, chipsPerInstance }) => ({ count: count + 1, chipsPerInstance }));
  expect(fleetAvailability(spared, 1, reliability).share).toBeCloseTo(withOneMore, 12);
});

test("the shipped figures: three to four failures a thousand server-days", () => {
  expect((8 * 24_000) / defaultReliability.chipMtbfHours).toBeCloseTo(3.79, 2);
});
