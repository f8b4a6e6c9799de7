import * as fc from "fast-check";
import { expect, test } from "vitest";
import { interpolate, Knots, segmentOf } from "./knots.ts";

const knots = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0.01, max: 1e7, noNaN: true })), {
    minLength: 1,
    maxLength: 40,
  })
  .map((values) => Knots.of(0, ...values.sort((a, b) => a - b)));
const anywhere = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.double({ min: 0, max: 1e12, noNaN: true }));

test("the segment found is that of a search from the start, at knots, between and beyond them", () => {
  fc.assert(
    fc.property(knots, fc.array(anywhere, { minLength: 1, maxLength: 20 }), (table, points) => {
      for (const x of [...points, ...table.values]) {
        let wanted = 0;
        while (wanted < table.values.length - 2 && table.values[wanted + 1]! <= x) wanted += 1;
        expect(segmentOf(table, x)).toBe(wanted);
      }
    }),
  );
});

test("tables go through their knots and on beyond the last along their last segment", () => {
  const table = Knots.of(0, 1, 2, 3, 10, 64);
  const seconds = Float64Array.of(0, 5, 6, 6, 20, 128);
  expect(Array.from(table.values, (x) => interpolate(table, seconds, x))).toEqual(Array.from(seconds));
  expect(interpolate(table, seconds, 6.5)).toBe(13);
  expect(interpolate(table, seconds, 118)).toBe(236);
});
