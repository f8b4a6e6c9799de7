import { expect, test } from "vitest";
import { formatPrintedMoney, inUnits, parseMoney, readPrintedNumber, rescale, sumMoney } from "./printed-money.ts";

test("amounts are read as reports print them", () => {
  expect(parseMoney("RMB139.7bn")).toEqual({ value: 139.7, currency: "CNY", scale: 1e9 });
  expect(parseMoney("HK$158.8bn")).toEqual({ value: 158.8, currency: "HKD", scale: 1e9 });
  expect(parseMoney("人民币 10.35 亿")).toEqual({ value: 10.35, currency: "CNY", scale: 1e8 });
  expect(parseMoney("RMB (892.4) mn").value).toBe(-892.4);
  expect(inUnits(parseMoney("HK$419.20"))).toEqual({ amount: 419.2, currency: "HKD" });
  expect(formatPrintedMoney(rescale(parseMoney("RMB5,233mn"), 1e9), 3)).toBe("CNY 5.233 bn");
  expect(() => parseMoney("139.7bn", ["equity"])).toThrow(/^equity: no currency in "139\.7bn"/);
});

test("printed numbers: brackets are negative, full-width digits are digits, N/A is unknown", () => {
  expect(readPrintedNumber("(1,004)")).toEqual({ value: -1004, decimals: 0 });
  expect(readPrintedNumber("１，０３４．６")).toEqual({ value: 1034.6, decimals: 1 });
  expect(readPrintedNumber("（６７１）")).toEqual({ value: -671, decimals: 0 });
  for (const blank of ["N/A", "ns", "-", "", "(12"]) expect(readPrintedNumber(blank)).toBeUndefined();
});

test("a sum refuses to mix currencies or scales", () => {
  const rmb = parseMoney("RMB5mn");
  expect(() => sumMoney([rmb, parseMoney("HK$5mn")], ["total"])).toThrow(/total\[1\]: adds HKD to CNY/);
  expect(() => sumMoney([rmb, parseMoney("RMB5k")])).toThrow(/scales differ by 0\.001/);
  expect(sumMoney([rmb, rmb]).value).toBe(10);
});
