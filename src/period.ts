// Periods and dates of accounts: fiscal years, halves, quarters, actual or estimate, and day counts between dates.
// Pure; takes text, gives plain values. Must not import from any room, nor ask the clock.
import { fail, type Path } from "./errors.ts";

export type PeriodSpan = "FY" | "9M" | "1H" | "2H" | "1Q" | "2Q" | "3Q" | "4Q";
/** A: reported. E: estimated by whoever printed it. */
export type PeriodStatus = "A" | "E";

export interface Period {
  readonly fiscalYear: number;
  readonly span: PeriodSpan;
  /** Absent where the label does not say. */
  readonly status?: PeriodStatus;
}

/** Month and day on which the fiscal year closes, e.g. `{ month: 12, day: 31 }`. */
export interface FiscalYearEnd {
  readonly month: number;
  readonly day: number;
}
export const calendarYearEnd: FiscalYearEnd = { month: 12, day: 31 };

const fullYear = (digits: string): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));

/**
 * Read `2026E`, `FY24A`, `FY2025`, `1H2025`, `1H25`, `9M2025`, `3Q25`, `2025年上半年`.
 * @throws {SilicoError} code "schema" where the text is no period.
 */
export function parsePeriod(text: string, path: Path = []): Period {
  const clean = text.trim();
  const year = /^(?:FY\s*)?(\d{4}|\d{2})\s*年?\s*([AE])?$/i.exec(clean);
  const part =
    /^(9M|[12]H|[1-4]Q)\s*(\d{4}|\d{2})\s*([AE])?$/i.exec(clean) ??
    /^(?:FY)?(\d{4})\s*(9M|[12]H|H[12]|[1-4]Q|Q[1-4])\s*([AE])?$/i.exec(clean);
  const chinese = /^(\d{4})\s*年\s*(上半年|下半年)$/.exec(clean);
  const withStatus = (fiscalYear: number, span: PeriodSpan, status: string | undefined): Period =>
    status === undefined ? { fiscalYear, span } : { fiscalYear, span, status: status.toUpperCase() as PeriodStatus };
  if (year?.[1] !== undefined && (year[1].length === 4 || /^FY/i.test(clean)))
    return withStatus(fullYear(year[1]), "FY", year[2]);
  if (part?.[1] !== undefined && part[2] !== undefined) {
    const [spanText, yearText] = /^\d{4}$/.test(part[1]) ? [part[2], part[1]] : [part[1], part[2]];
    const span = spanText.toUpperCase().replace(/^([HQ])(\d)$/, "$2$1") as PeriodSpan;
    return withStatus(fullYear(yearText), span, part[3]);
  }
  if (chinese?.[1] !== undefined)
    return { fiscalYear: Number(chinese[1]), span: chinese[2] === "上半年" ? "1H" : "2H" };
  fail(
    "schema",
    path,
    `cannot read ${JSON.stringify(text)} as a period`,
    "Write a fiscal year such as 2026E, or 1H2025, 9M2025, 3Q25.",
  );
}

export function formatPeriod(period: Period): string {
  return `${period.span === "FY" ? "" : period.span}${period.fiscalYear}${period.status ?? ""}`;
}

/** Days from 1 January 1970 (proleptic Gregorian) of an ISO date `2026-06-02`. @throws {SilicoError} for a date that does not exist. */
export function dayNumber(date: string, path: Path = []): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const time = match === null ? Number.NaN : Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  if (match === null || !Number.isFinite(time) || isoDate(time / 86_400_000) !== date) {
    fail("schema", path, `${JSON.stringify(date)} is no date`, "Write dates as YYYY-MM-DD.");
  }
  return time / 86_400_000;
}

export function isoDate(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** 0 Monday to 6 Sunday. */
export function weekdayIndex(date: string): number {
  return (((dayNumber(date) + 3) % 7) + 7) % 7;
}

/** Last day of a fiscal year; 29 February is kept where it exists. */
export function fiscalYearEndDate(fiscalYear: number, end: FiscalYearEnd = calendarYearEnd): string {
  const monthEnd = new Date(Date.UTC(fiscalYear, end.month, 0)).getUTCDate();
  return isoDate(Date.UTC(fiscalYear, end.month - 1, Math.min(end.day, monthEnd)) / 86_400_000);
}

/** Actual days between two dates over 365 (Actual/365 Fixed). */
export function yearFraction(from: string, to: string): number {
  return (dayNumber(to) - dayNumber(from)) / 365;
}
