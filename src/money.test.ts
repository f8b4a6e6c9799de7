import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type FxRate, findRate } from "./fx-rate.ts";
import { compensatedSum, convert, formatMoney, money } from "./money.ts";

const rates: FxRate[] = [
  { base: "USD", quote: "CNY", rate: 7, date: "2026-01-02", source: "test" },
  { base: "HKD", quote: "CNY", rate: 0.9, date: "2025-12-31", source: "test" },
];

test("converts directly, inversely and through a common currency, and keeps the older date", () => {
  expect(convert(money(10, "USD"), "CNY", rates).amount).toBe(70);
  expect(convert(money(70, "CNY"), "USD", rates).amount).toBeCloseTo(10, 12);
  expect(convert(money(9, "HKD"), "USD", rates).amount).toBeCloseTo((9 * 0.9) / 7, 12);
  expect(findRate("HKD", "USD", rates).date).toBe("2025-12-31");
});

test("the newest of two quotations wins", () => {
  const newer = [...rates, { base: "CNY", quote: "USD", rate: 1 / 7.5, date: "2026-06-01", source: "user" }];
  expect(convert(money(1, "USD"), "CNY", newer).amount).toBeCloseTo(7.5, 12);
});

test("a currency without a rate is an error that names both currencies", () => {
  expect(() => convert(money(1, "EUR"), "CNY", rates)).toThrow(/no exchange rate from EUR to CNY.*prices\.fx/);
});

test("converting there and back returns the amount", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 1e9, noNaN: true }), (amount) => {
      const back = convert(convert(money(amount, "USD"), "HKD", rates), "USD", rates).amount;
      expect(Math.abs(back - amount) / amount).toBeLessThan(1e-12);
    }),
  );
});

test("a long bill of cents adds up to the cent", () => {
  const cents = Array.from({ length: 1_000_000 }, () => 0.01);
  expect(compensatedSum(cents)).toBe(10_000);
  expect(cents.reduce((sum, cent) => sum + cent, 0)).not.toBe(10_000);
});

test("prints money with its currency and never rounds a small price to nothing", () => {
  expect(formatMoney(money(1234.5, "USD"))).toBe("$1,234.50");
  expect(formatMoney(money(0.0123, "CNY"))).toBe("¥0.0123");
  expect(formatMoney(money(-3, "AUD"))).toBe("-AUD 3.00");
  expect(formatMoney(undefined)).toBe("—");
});
