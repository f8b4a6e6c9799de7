// Reads a number the way it was printed: value, half a unit of the last digit on each side, percent sign, currency and
// scale words, bracketed negatives, full-width digits. What cannot be read is said to be so, never guessed.
import { pow } from "../../elementary.ts";
import { type Interval, point } from "./interval.ts";

export type Currency = "CNY" | "HKD" | "USD" | "EUR" | "JPY" | "TWD" | "KRW" | "GBP";
export type Qualifier = "exact" | "at-least" | "at-most" | "about";

export type Printed =
  | {
      readonly kind: "number";
      /** As printed: 12.5 for "12.5%", 1.2 for "1.2bn"; negative for "(3)". */
      readonly value: number;
      /** One unit of the last printed digit, in the same terms as `value`. */
      readonly ulp: number;
      /** Zeros at the end of a printed integer: "6,200" has two. Its precision is open where it stands in prose. */
      readonly trailingZeros: number;
      readonly percent: boolean;
      readonly currency?: Currency;
      /** Factor of a scale word printed with the number: 1e9 for "bn". */
      readonly scale?: number;
    }
  /** "na", "ns", "NM", "—" in a percent row: the publisher gives no number. */
  | { readonly kind: "missing" }
  /** A dash alone: nil in a money row. */
  | { readonly kind: "dash" }
  | { readonly kind: "text" };

const missingWords =
  /^(n\/?a\.?|n\.a\.?|ns|n\/s|nm|n\.m\.?|n\/m|nmf|not meaningful|not available|不适用|不適用|无|無|nil)$/i;
const dashes = /^[-‐‑‒–—―−_]{1,3}$/;

export const currencyWords: readonly (readonly [RegExp, Currency])[] = [
  [/HK\$|HKD|港元|港币|港幣|港圆/i, "HKD"],
  [/US\$|USD|美元|美金/i, "USD"],
  [/RMB|CNY|CNH|人民币|人民幣|Yuan/i, "CNY"],
  [/NT\$|TWD|新台币|新台幣/i, "TWD"],
  [/EUR|€|欧元|歐元/i, "EUR"],
  [/JPY|日元|日圓/i, "JPY"],
  [/KRW|韩元|韓元/i, "KRW"],
  [/GBP|£|英镑|英鎊/i, "GBP"],
  [/\$/, "USD"],
];

/** Scale words, longest first; each must stand beside a number or a currency. */
export const scaleWords: readonly (readonly [RegExp, number])[] = [
  [/万亿|萬億|兆|trillion|(?<![a-z])trn(?![a-z])/i, 1e12],
  [/十亿|十億/, 1e9],
  [/100\s?(?:mn|million|m\b)|亿|億/i, 1e8],
  [/billion|(?<![a-z])bn(?![a-z])/i, 1e9],
  [/百万|百萬|million|(?<![a-z])mn(?![a-z])|(?<![a-z])mm(?![a-z])/i, 1e6],
  [/10k|万|萬/i, 1e4],
  [/'000|’000|thousand|千/i, 1e3],
];

/** Full-width digits, brackets and signs become their plain forms. */
export const normalise = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[−‒–—―]/g, "-")
    .replace(/[\u00a0\u3000\s]+/g, " ")
    .trim();

export function currencyIn(text: string): Currency | undefined {
  return currencyWords.find(([pattern]) => pattern.test(text))?.[1];
}

export function scaleIn(text: string): number | undefined {
  return scaleWords.find(([pattern]) => pattern.test(text))?.[1];
}

/**
 * Read one printed cell.
 *
 * "(1,201)" is -1201 with ulp 1; "52.6%" is 52.6 with ulp 0.1; "RMB139.7bn" carries its currency and scale.
 * Text with no number, with two numbers ("27.3/65.9"), or with broken grouping ("1,23") is `text`.
 */
export function parsePrinted(raw: string): Printed {
  const text = normalise(raw);
  if (text === "" || missingWords.test(text)) return { kind: "missing" };
  if (dashes.test(text)) return { kind: "dash" };
  const numbers = [...text.matchAll(/\d[\d,]*(?:\.\d+)?|\.\d+/g)];
  const match = numbers[0];
  if (match === undefined || numbers.length > 1) return { kind: "text" };
  const digits = match[0];
  const [whole = "", fraction] = digits.split(".");
  if (whole.includes(",") && !/^\d{1,3}(,\d{3})+$/.test(whole)) return { kind: "text" };
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + digits.length);
  // Letters that are no unit make it prose ("6 framework contracts"), which is for a person to read.
  const rest = `${before} ${after}`
    .replace(/HK\$|US\$|NT\$|RMB|CNY|CNH|HKD|USD|TWD|EUR|JPY|KRW|GBP|cents?|per share|[$€£¥%+()'’-]/gi, "")
    .replace(/trillion|billion|million|thousand|trn|bn|mn|mm|[xXT倍]/g, "")
    .replace(/[十百千万萬亿億兆]?[元股家人颗顆年]?/g, "")
    .replace(/人民币|人民幣|港元|港币|港幣|美元|units?|shares?|times/g, "")
    .trim();
  if (/[\p{L}]{2,}/u.test(rest)) return { kind: "text" };
  const bracketed = /^\(.*\)\s*%?$/.test(text) || (/\(\s*[^()]*$/.test(before) && /^[^()]*\)/.test(after));
  const signed = /[-△▲]\s*[^\d]*$/.test(before) || /^\s*-\s*$/.test(after);
  const negative = bracketed || signed;
  const size = Number(digits.replace(/,/g, ""));
  const ulp = fraction === undefined ? 1 : pow(10, -fraction.length);
  const plain = whole.replace(/,/g, "");
  const currency = currencyIn(text);
  const scale = /\dT\b/.test(text) ? 1e12 : (scaleIn(after) ?? (before.includes("'000") ? 1e3 : undefined));
  return {
    kind: "number",
    value: negative ? (size === 0 ? 0 : -size) : size,
    ulp,
    trailingZeros: fraction === undefined && size !== 0 ? plain.length - plain.replace(/0+$/, "").length : 0,
    percent: /%/.test(text),
    ...(currency === undefined ? {} : { currency }),
    ...(scale === undefined ? {} : { scale }),
  };
}

/**
 * How a source hedges a number: "超過 290 家", "over 80%", "約85%", "接近700%", "up to". Reads the words right before the
 * number inside the sentence it was taken from.
 */
export function qualifierIn(sentence: string, printedNumber: string): Qualifier {
  const text = normalise(sentence);
  const digits = /\d[\d,]*(?:\.\d+)?/.exec(normalise(printedNumber))?.[0];
  if (digits === undefined) return "exact";
  let at = text.indexOf(digits);
  if (at < 0) at = text.replace(/,/g, "").indexOf(digits.replace(/,/g, ""));
  if (at < 0) return "exact";
  const before = text.slice(Math.max(0, at - 14), at);
  const after = text.slice(at + digits.length, at + digits.length + 6);
  if (
    /(超|超过|超過|逾|突破|冲破|衝破|高于|高於|over|more than|at least|exceed\w*|above|>)\s*[^\d\s,;。，、]{0,4}\s*$/i.test(
      before,
    )
  )
    return "at-least";
  if (/^\s*[%x倍\p{L}]{0,3}\s*(以上|\+)/u.test(after)) return "at-least";
  if (/(最多|不超过|不超過|up to|at most|less than|under|below|<)\s*[^\d\s]{0,4}\s*$/i.test(before)) return "at-most";
  if (
    /(约|約|大约|大約|近|接近|approximately|approx\.?|about|around|nearly|almost|circa|c\.|~|≈)\s*[^\d\s]{0,4}\s*$/i.test(
      before,
    )
  )
    return "about";
  return "exact";
}

/**
 * What a printed number can stand for, in the terms it was printed in: half a unit of its last digit either way
 * (the rule of XBRL Calculations 1.1), a bound where the source says "over" or "up to".
 *
 * @param inProse a number in running text: zeros at the end of an integer may be rounding, so they are no precision.
 */
export function rangeOf(
  printed: Extract<Printed, { kind: "number" }>,
  qualifier: Qualifier = "exact",
  inProse = false,
): Interval {
  const { value } = printed;
  if (qualifier === "at-least")
    return value >= 0 ? { lo: value, hi: Number.POSITIVE_INFINITY } : { lo: Number.NEGATIVE_INFINITY, hi: value };
  if (qualifier === "at-most") return value >= 0 ? { lo: 0, hi: value } : { lo: value, hi: 0 };
  // A rate keeps two digits: "2,500%" may be rounded to hundreds, "400%" is not taken for "between 350 and 450".
  const digits = String(Math.abs(value)).length;
  const kept = printed.percent && qualifier !== "about" ? Math.max(0, digits - 2) : digits;
  const loose = inProse || qualifier === "about";
  const ulp = loose ? printed.ulp * pow(10, Math.min(printed.trailingZeros, kept)) : printed.ulp;
  if (value === 0 && ulp >= 1) return { lo: -ulp / 2, hi: ulp / 2 };
  return Number.isFinite(value) ? { lo: value - ulp / 2, hi: value + ulp / 2 } : point(0);
}
