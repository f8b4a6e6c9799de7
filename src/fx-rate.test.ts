import { expect, test } from "vitest";
import { fxRate, readFxQuote } from "./fx-rate.ts";
import { convert } from "./money.ts";
import { inUnits, parseMoney } from "./printed-money.ts";

test("CNY/HKD 0.88 is refused: it holds only as RMB per HKD", () => {
  const reading = readFxQuote("CNY/HKD", 0.88, "2026-04-20");
  expect(reading.kind).toBe("inverted");
  expect(() => fxRate("CNY/HKD", 0.88, "2026-04-20", ["fx"])).toThrow(
    /fx: .*holds only as CNY per HKD.*CNY\/HKD 1\.1364/,
  );
  const fx = fxRate("HKD/CNY", 0.88, "2026-04-20");
  expect(convert(inUnits(parseMoney("RMB139.7211bn")), "HKD", [fx]).amount / 1e9).toBeCloseTo(158.774, 3);
  expect(readFxQuote("USD/HKD", 0.78, "2026-04-20").kind).toBe("impossible");
  expect(() => convert(inUnits(parseMoney("US$1mn")), "HKD", [fx])).toThrow(/no exchange rate from USD to HKD/);
});
