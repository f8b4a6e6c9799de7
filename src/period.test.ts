import { expect, test } from "vitest";
import {
  dayNumber,
  fiscalYearEndDate,
  formatPeriod,
  isoDate,
  parsePeriod,
  weekdayIndex,
  yearFraction,
} from "./period.ts";

test("periods are read as tables print them", () => {
  expect(parsePeriod("2026E")).toEqual({ fiscalYear: 2026, span: "FY", status: "E" });
  expect(parsePeriod("FY24A")).toEqual({ fiscalYear: 2024, span: "FY", status: "A" });
  expect(parsePeriod("1H25")).toEqual({ fiscalYear: 2025, span: "1H" });
  expect(parsePeriod("2025Q3")).toEqual({ fiscalYear: 2025, span: "3Q" });
  expect(parsePeriod("2025年上半年")).toEqual({ fiscalYear: 2025, span: "1H" });
  expect(formatPeriod(parsePeriod("9M2025"))).toBe("9M2025");
  expect(() => parsePeriod("24", ["row"])).toThrow(/row: cannot read "24" as a period/);
});

test("dates: day counts, weekdays, year ends, and days that do not exist", () => {
  expect(yearFraction("2026-06-02", "2026-12-31")).toBe(212 / 365);
  expect(weekdayIndex("2026-01-03")).toBe(5);
  expect(weekdayIndex("2026-01-02")).toBe(4);
  expect(isoDate(dayNumber("1969-12-31"))).toBe("1969-12-31");
  expect(fiscalYearEndDate(2024, { month: 2, day: 29 })).toBe("2024-02-29");
  expect(fiscalYearEndDate(2025, { month: 2, day: 29 })).toBe("2025-02-28");
  expect(() => dayNumber("2026-02-30", ["listed"])).toThrow(/listed: "2026-02-30" is no date/);
});
