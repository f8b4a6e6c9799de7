// Periods and dates as reports write them, brought to one key: "2025", "FY25E", "1H2025", "9M2025", "2Q26",
// "2 Jan 2026", "end-2025", "2024-2029", "2026年1月3日(周五)".
import { normalise } from "./printed-number.ts";

export type PeriodKind =
  | "year"
  | "half"
  | "nine-months"
  | "quarter"
  | "month"
  | "day"
  | "instant"
  | "range"
  | "none"
  | "other";

export interface Period {
  readonly kind: PeriodKind;
  /** One spelling per period: "2025", "2025H1", "2025Q2", "2025-12", "2026-01-02", "2024..2029". */
  readonly key: string;
  readonly text: string;
  readonly year?: number;
  /** Last day covered, ISO; for a range, of its end. */
  readonly end?: string;
  /** For a range: years of its ends and their distance. */
  readonly range?: { readonly from: string; readonly to: string; readonly years: number };
  /** "A" or "E" written in the period itself. */
  readonly actual?: boolean;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const fullYear = (text: string): number => {
  const year = Number(text);
  return text.length === 4 ? year : year + 2000;
};
const monthOf = (word: string): number => months.indexOf(word.slice(0, 3).toLowerCase()) + 1;
const two = (n: number): string => String(n).padStart(2, "0");
export const daysInMonth = (year: number, month: number): number =>
  [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][
    month - 1
  ] ?? 30;
const monthEnd = (year: number, month: number): string => `${year}-${two(month)}-${two(daysInMonth(year, month))}`;

/** A calendar date written anywhere in a text, ISO; `undefined` where there is none or it does not exist. */
export function dateIn(raw: string): string | undefined {
  const text = normalise(raw);
  const month = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
  const found =
    pick(/(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*日?/.exec(text), 1, 2, 3) ??
    pick(/(?<!\d)(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(text), 3, 2, 1) ??
    pick(new RegExp(`(\\d{1,2})(?:st|nd|rd|th)?\\s+${month},?\\s+(\\d{4})`, "i").exec(text), 3, 2, 1) ??
    pick(new RegExp(`${month}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})`, "i").exec(text), 3, 1, 2);
  if (found === undefined) return undefined;
  const [year, m, day] = found;
  if (m < 1 || m > 12 || day < 1 || day > daysInMonth(year, m)) return undefined;
  return `${year}-${two(m)}-${two(day)}`;
}

function pick(match: RegExpExecArray | null, y: number, m: number, d: number): [number, number, number] | undefined {
  if (match === null) return undefined;
  const word = match[m] ?? "";
  return [Number(match[y]), /^\d+$/.test(word) ? Number(word) : monthOf(word), Number(match[d])];
}

/** Read a period; what is no period keeps its text under kind "other". */
export function parsePeriod(raw: string): Period {
  const text = normalise(raw)
    .replace(/^at report date\s*\((.*)\)$/i, "$1")
    .replace(/^latest practicable date\s*\((.*)\)$/i, "$1");
  if (text === "") return { kind: "none", key: "", text: "" };
  const suffix = /[\d\s]([AEF])$/i.exec(text)?.[1]?.toUpperCase();
  const actual = suffix === undefined ? {} : { actual: suffix === "A" };
  const body = suffix === undefined ? text : text.slice(0, -1).trim();
  const base = { text: raw.trim(), ...actual };
  let m = /^(.{2,12}?)\s*(?:-|~|to|至)\s*(.{2,12})$/.exec(body);
  if (m !== null && !/^end$/i.test(m[1] ?? "") && !/^\d{4}-\d{1,2}-\d{1,2}$/.test(body)) {
    const from = parsePeriod(m[1] ?? "");
    const to = parsePeriod(m[2]?.length === 2 ? `${(m[1] ?? "").slice(0, 2)}${m[2]}` : (m[2] ?? ""));
    if (from.year !== undefined && to.year !== undefined && to.end !== undefined && to.year >= from.year)
      return {
        kind: "range",
        key: `${from.key}..${to.key}`,
        ...base,
        year: to.year,
        end: to.end,
        range: { from: from.key, to: to.key, years: to.year - from.year },
      };
  }
  m = /^(?:FY|CY)?\s*'?(\d{4}|\d{2})\s*(?:年|年度|财年)?$/i.exec(body);
  if (m !== null && (m[1]?.length === 4 || /^(FY|CY|')/i.test(body)) && validYear(fullYear(m[1] ?? ""))) {
    const year = fullYear(m[1] ?? "");
    return { kind: "year", key: String(year), ...base, year, end: `${year}-12-31` };
  }
  // "Dec-24", "Mar-25": a fiscal year by the month it ends in.
  m = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-'\u2019 ]+(\d{2})$/i.exec(body);
  if (m !== null) {
    const year = fullYear(m[2] ?? "");
    return { kind: "year", key: String(year), ...base, year, end: monthEnd(year, monthOf(m[1] ?? "")) };
  }
  m = /^([12])\s*H\s*'?(\d{4}|\d{2})$/i.exec(body) ?? swap(/^(?:FY)?(\d{4}|\d{2})\s*[- ]?H([12])$/i.exec(body));
  if (m !== null) {
    const year = fullYear(m[2] ?? "");
    return {
      kind: "half",
      key: `${year}H${m[1]}`,
      ...base,
      year,
      end: m[1] === "1" ? `${year}-06-30` : `${year}-12-31`,
    };
  }
  m = /^9M\s*'?(\d{4}|\d{2})$/i.exec(body);
  if (m !== null) {
    const year = fullYear(m[1] ?? "");
    return { kind: "nine-months", key: `${year}M9`, ...base, year, end: `${year}-09-30` };
  }
  m = /^([1-4])\s*Q\s*'?(\d{4}|\d{2})$/i.exec(body) ?? swap(/^(?:FY)?(\d{4}|\d{2})\s*[- ]?Q([1-4])$/i.exec(body));
  if (m !== null) {
    const year = fullYear(m[2] ?? "");
    return { kind: "quarter", key: `${year}Q${m[1]}`, ...base, year, end: monthEnd(year, Number(m[1]) * 3) };
  }
  m = /^end[- ](?:of )?(\d{4})$/i.exec(body) ?? /^(\d{4})\s*年底$/.exec(body);
  if (m !== null) return { kind: "instant", key: `${m[1]}-12-31`, ...base, year: Number(m[1]), end: `${m[1]}-12-31` };
  const day = dateIn(body);
  if (day !== undefined) return { kind: "day", key: day, ...base, year: Number(day.slice(0, 4)), end: day };
  m = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{4})$/i.exec(body);
  if (m !== null || /^\d{4}-\d{2}$/.test(body)) {
    const year = m === null ? Number(body.slice(0, 4)) : Number(m[2]);
    const month = m === null ? Number(body.slice(5)) : monthOf(m[1] ?? "");
    if (month >= 1 && month <= 12)
      return { kind: "month", key: `${year}-${two(month)}`, ...base, year, end: monthEnd(year, month) };
  }
  return { kind: "other", key: text.toLowerCase(), ...base };
}

const validYear = (year: number): boolean => year >= 1950 && year <= 2100;
const swap = (m: RegExpExecArray | null): RegExpExecArray | null => {
  if (m === null) return null;
  [m[1], m[2]] = [m[2] ?? "", m[1] ?? ""];
  return m;
};

/** The key under which a balance (a stock) is filed: the day it was struck. Flows keep their period's key. */
export const instantKey = (period: Period): string => period.end ?? period.key;

/** 0 Sunday ... 6 Saturday, by Sakamoto's method (no clock, no time zone). */
export function weekdayOf(iso: string): number {
  const [y = 0, m = 1, d = 1] = iso.split("-").map(Number);
  const t = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
  const year = m < 3 ? y - 1 : y;
  return (year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + (t[m - 1] ?? 0) + d) % 7;
}
