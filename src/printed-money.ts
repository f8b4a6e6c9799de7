// Amounts as reports print them, with the scale they are printed at: RMB 139.7 bn, 人民币 10.35 亿.
// Takes printed text; pure. Must not import from any room.
import { fail, type Path } from "./errors.ts";
import type { Currency } from "./fx-rate.ts";
import type { Money } from "./money.ts";

/** How many currency units one printed unit stands for: 1e3 for RMB '000, 1e8 for 亿. */
export type Scale = 1 | 1e3 | 1e4 | 1e6 | 1e8 | 1e9 | 1e12;

/** `value` in units of `scale` currency units: RMB 139.7 bn is `{ value: 139.7, currency: "CNY", scale: 1e9 }`. */
export interface PrintedMoney {
  readonly value: number;
  readonly currency: Currency;
  readonly scale: Scale;
}

const currencyWords: readonly (readonly [string, Currency])[] = [
  ["HK\\$|HKD|港元|港幣|港币", "HKD"],
  ["US\\$|USD|美元|美金|\\$", "USD"],
  ["RMB|CNY|CNH|人民[币幣]|¥|￥", "CNY"],
  ["EUR|€|欧元|歐元", "EUR"],
  ["JPY|日元|日圓", "JPY"],
  ["NT\\$|TWD", "TWD"],
  ["KRW|₩|韩元|韓元", "KRW"],
];

const scaleWords: readonly (readonly [string, Scale])[] = [
  ["tn|trillion|万亿|萬億|兆", 1e12],
  ["百万|百萬|mn|million|mln|m", 1e6],
  ["bn|billion|b|十亿|十億", 1e9],
  ["100mn|亿|億", 1e8],
  ["10k|万|萬", 1e4],
  ["'000|千|k|thousand", 1e3],
];

/** Full-width digits and signs to ASCII: `１，２３４．５` is `1,234.5`. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ");
}

export interface PrintedNumber {
  readonly value: number;
  /** Decimals as printed: what the reader may take as exact. */
  readonly decimals: number;
}

/**
 * Read a printed number: `1,034`, `(892.4)`, `-1.5`, `−1.5`, `１，０３４`. `undefined` for `N/A`, `na`, `ns`, `-`, blank.
 * A bracketed number is negative, as accounts print it. Text that is no number reads as `undefined`, never as 0.
 */
export function readPrintedNumber(text: string): PrintedNumber | undefined {
  const clean = toHalfWidth(text)
    .trim()
    .replace(/[−–—]/g, "-")
    .replace(/[\s,_]/g, "");
  const bracketed = /^\((\d*\.?\d+)\)$/.exec(clean);
  const digits = bracketed?.[1] ?? (/^[+-]?\d*\.?\d+$/.test(clean) ? clean : undefined);
  if (digits === undefined) return undefined;
  const value = bracketed === null ? Number(digits) : -Number(digits);
  return { value: Object.is(value, -0) ? 0 : value, decimals: digits.split(".")[1]?.length ?? 0 };
}

/**
 * Read an amount as reports print it: `RMB139.7bn`, `HK$158.8bn`, `人民币 10.35 亿`, `US$ 5,857 亿`.
 * @throws {SilicoError} code "schema" where the currency is missing or the number cannot be read.
 */
export function parseMoney(text: string, path: Path = []): PrintedMoney {
  const plain = toHalfWidth(text);
  const currency = currencyWords.find(([words]) => new RegExp(words, "i").test(plain));
  if (currency === undefined) {
    fail(
      "schema",
      path,
      `no currency in ${JSON.stringify(text)}`,
      "Write the currency, e.g. RMB139.7bn or HK$158.8bn.",
    );
  }
  const rest = plain.replace(new RegExp(currency[0], "gi"), " ");
  const match = /(\(?[+\-−]?[\d,]*\.?\d+\)?)\s*([^\d\s(),.]*)/.exec(rest);
  const number = match?.[1] === undefined ? undefined : readPrintedNumber(match[1]);
  const word = match?.[2]?.toLowerCase() ?? "";
  const scale = word === "" ? 1 : scaleWords.find(([words]) => new RegExp(`^(?:${words})$`, "i").test(word))?.[1];
  if (number === undefined || scale === undefined) {
    fail(
      "schema",
      path,
      `cannot read ${JSON.stringify(text)} as money`,
      "Write a currency, a number and a scale: k, mn, bn, 万, 亿.",
    );
  }
  return { value: number.value, currency: currency[1], scale };
}

/** The same amount printed at another scale. */
export function rescale(money: PrintedMoney, scale: Scale): PrintedMoney {
  return { value: (money.value * money.scale) / scale, currency: money.currency, scale };
}

/** Whole currency units: RMB 139.7 bn is 139.7e9. */
export function inUnits({ value, currency, scale }: PrintedMoney): Money {
  return { amount: value * scale, currency };
}

const scaleNames: Readonly<Record<Scale, string>> = {
  1: "",
  1e3: " k",
  1e4: " 万",
  1e6: " mn",
  1e8: " 亿",
  1e9: " bn",
  1e12: " tn",
};

export function formatPrintedMoney(money: PrintedMoney, decimals = 1): string {
  const number = money.value.toLocaleString("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return `${money.currency} ${number}${scaleNames[money.scale]}`;
}

/**
 * Sum of amounts in one currency at one scale.
 * @throws {SilicoError} code "domain" where currencies or scales differ: convert or rescale first, in the open.
 */
export function sumMoney(amounts: readonly PrintedMoney[], path: Path = []): PrintedMoney {
  const first = amounts[0];
  if (first === undefined) fail("domain", path, "no amounts to add", "Give at least one amount.");
  let value = 0;
  for (const [i, money] of amounts.entries()) {
    if (money.currency !== first.currency) {
      fail(
        "domain",
        [...path, i],
        `adds ${money.currency} to ${first.currency}`,
        "Convert one of them at a dated exchange rate first.",
      );
    }
    if (money.scale !== first.scale) {
      fail(
        "domain",
        [...path, i],
        `adds ${formatPrintedMoney(money)} to ${formatPrintedMoney(first)}: scales differ by ${money.scale / first.scale}`,
        "Rescale one of them first.",
      );
    }
    value += money.value;
  }
  return { value, currency: first.currency, scale: first.scale };
}
