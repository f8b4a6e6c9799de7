import * as fc from "fast-check";
import { expect, test } from "vitest";
import { discountSchedule, presentValue } from "./discount.ts";

const end = { valuationDate: "2025-12-31", timing: "end", firstPeriod: "whole" } as const;

test("at no growth a level flow for ever is worth flow over rate, whatever the explicit horizon", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.double({ min: 0.01, max: 0.5, noNaN: true }), (years, rate) => {
      const value = presentValue(Array(years).fill(100), 2026, rate, { kind: "gordon", growth: 0 }, end);
      expect(value.total).toBeCloseTo(100 / rate, 6);
    }),
  );
});

test("calendars: end and mid year, whole years and stubs", () => {
  expect(discountSchedule(2026, 2028, end)).toEqual({ years: [1, 2, 3], shares: [1, 1, 1], terminalYears: 3 });
  expect(discountSchedule(2026, 2027, { ...end, timing: "mid" }).years).toEqual([0.5, 1.5]);
  const stub = discountSchedule(2026, 2027, { valuationDate: "2026-06-02", timing: "mid", firstPeriod: "stub" });
  const s = 212 / 365;
  expect(stub).toEqual({ years: [s / 2, s + 1 - 0.5], shares: [s, 1], terminalYears: s + 1 });
  // A June year end: 2 June 2026 lies in fiscal 2026, four weeks before it closes.
  expect(
    discountSchedule(2026, 2026, { ...end, valuationDate: "2026-06-02", firstPeriod: "stub" }, { month: 6, day: 30 })
      .years[0],
  ).toBe(28 / 365);
});

test("a rate at or below growth, and a valuation date after the flows, are refused", () => {
  expect(() => presentValue([1], 2026, 0.02, { kind: "gordon", growth: 0.02 }, end)).toThrow(
    /not above terminal growth/,
  );
  expect(() =>
    discountSchedule(2026, 2027, { valuationDate: "2027-06-01", timing: "end", firstPeriod: "stub" }),
  ).toThrow(/is not before the end of 2026/);
});
