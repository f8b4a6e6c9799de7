// Discounting conventions described in words ("end-year, t=1..10 from 31 Dec 2025") -> a calendar. Text in, plain values out.
import type { DiscountConvention } from "./discount.ts";

/** Discounting described in words: base date, timing, stub, where the terminal value comes from. */
export function readConvention(
  text: string,
  description = "",
): { convention: DiscountConvention; explicitYears?: number; isNextFlow: boolean } {
  const letter =
    /\bas ([A-D])\b/.exec(text)?.[1] ??
    /^convention ([A-D])\b/.exec(text.trim())?.[1] ??
    /convention ([A-D])\b/.exec(description)?.[1];
  const isDated = letter === "C" || letter === "D" || /valuation date/.test(text);
  const isMid =
    /mid-(year|period)/.test(text) ||
    (letter === "B" && !/end-year/.test(text)) ||
    (letter === "D" && !/year-end/.test(text));
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const date = /(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (\d{4})/.exec(text);
  const iso =
    date === null
      ? undefined
      : `${date[3]}-${String(months.indexOf(date[2]!) + 1).padStart(2, "0")}-${date[1]!.padStart(2, "0")}`;
  const explicit = /explicit (\d{4})-(\d{4})/.exec(text);
  return {
    convention: {
      valuationDate: iso ?? (isDated ? "2026-06-02" : "2025-12-31"),
      timing: isMid ? "mid" : "end",
      firstPeriod: isDated ? "stub" : "whole",
    },
    ...(explicit === null ? {} : { explicitYears: Number(explicit[2]) - Number(explicit[1]) + 1 }),
    isNextFlow: /TV = FCF\d{4}\/\(wacc-g\)/.test(text),
  };
}
