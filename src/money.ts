// Money and exchange rates that cannot be mixed up: an amount knows its currency and its scale, a rate its direction.
// Takes plain numbers and printed text; pure. Must not import from any room.
import { fail, type Path } from "./errors.ts";

/** ISO 4217 code. Renminbi is CNY, whether the source writes RMB, CNY, ¥ or 人民币. */
export type Currency = "CNY" | "HKD" | "USD" | "EUR" | "JPY" | "TWD" | "KRW";

/** How many currency units one printed unit stands for: 1e3 for RMB '000, 1e8 for 亿. */
export type Scale = 1 | 1e3 | 1e4 | 1e6 | 1e8 | 1e9 | 1e12;

/** `value` in units of `scale` currency units: RMB 139.7 bn is `{ value: 139.7, currency: "CNY", scale: 1e9 }`. */
export interface Money {
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
export function parseMoney(text: string, path: Path = []): Money {
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
export function rescale(money: Money, scale: Scale): Money {
  return { value: (money.value * money.scale) / scale, currency: money.currency, scale };
}

/** Whole currency units: RMB 139.7 bn is 139.7e9. */
export function inUnits(money: Money): number {
  return money.value * money.scale;
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

export function formatMoney(money: Money, decimals = 1): string {
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
export function sumMoney(amounts: readonly Money[], path: Path = []): Money {
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
        `adds ${formatMoney(money)} to ${formatMoney(first)}: scales differ by ${money.scale / first.scale}`,
        "Rescale one of them first.",
      );
    }
    value += money.value;
  }
  return { value, currency: first.currency, scale: first.scale };
}

/** One unit of `base` costs `rate` units of `quote`: USD/HKD 7.80 is base USD, quote HKD. */
export interface FxRate {
  readonly base: Currency;
  readonly quote: Currency;
  readonly rate: number;
  /** ISO date the rate was struck on. */
  readonly date: string;
  readonly source?: string;
}

/**
 * Where a rate against the US dollar has been since 2005. A quote outside the cross of two corridors has its direction
 * wrong, or a decimal point: CNY since the July 2005 reform traded 6.0 to 8.3, HKD is held to 7.75 to 7.85 by the
 * convertibility undertakings of the Hong Kong Monetary Authority (May 2005).
 */
const perUsd: Readonly<Partial<Record<Currency, readonly [number, number]>>> = {
  USD: [1, 1],
  CNY: [6.0, 8.3],
  HKD: [7.75, 7.85],
  EUR: [0.62, 1.05],
  JPY: [75, 165],
  TWD: [27, 36],
  KRW: [900, 1600],
};

/** Lowest and highest plausible `quote` per `base`; undefined where a corridor is not known. */
export function fxCorridor(base: Currency, quote: Currency): readonly [number, number] | undefined {
  const from = perUsd[base];
  const to = perUsd[quote];
  return from === undefined || to === undefined ? undefined : [to[0] / from[1], to[1] / from[0]];
}

export type FxDirection =
  | { readonly kind: "holds"; readonly fx: FxRate }
  | { readonly kind: "inverted"; readonly fx: FxRate; readonly explanation: string }
  | { readonly kind: "impossible"; readonly explanation: string };

/**
 * Read a quote such as "CNY/HKD 0.88" by the market's convention (base/quote: one base costs `rate` quotes), and say
 * whether it can hold. "inverted" carries the rate that the number does mean; nothing is silently turned round.
 */
export function readFxQuote(pair: string, rate: number, date: string): FxDirection {
  const match = /^\s*([A-Za-z]{3})\s*\/\s*([A-Za-z]{3})\s*$/.exec(pair.replace(/RMB/gi, "CNY"));
  const base = match?.[1]?.toUpperCase() as Currency | undefined;
  const quote = match?.[2]?.toUpperCase() as Currency | undefined;
  if (base === undefined || quote === undefined || !(base in perUsd) || !(quote in perUsd)) {
    return { kind: "impossible", explanation: `"${pair}" names no known currency pair` };
  }
  const corridor = fxCorridor(base, quote);
  if (corridor === undefined || (rate >= corridor[0] && rate <= corridor[1])) {
    return { kind: "holds", fx: { base, quote, rate, date } };
  }
  const range = `${corridor[0].toFixed(3)} to ${corridor[1].toFixed(3)}`;
  if (1 / rate >= corridor[0] && 1 / rate <= corridor[1]) {
    return {
      kind: "inverted",
      fx: { base: quote, quote: base, rate, date },
      explanation:
        `${base}/${quote} ${rate} would mean ${rate} ${quote} for one ${base}, outside ${range} where that rate has been since 2005; ` +
        `it holds only as ${base} per ${quote}: one ${quote} costs ${rate} ${base}, i.e. ${base}/${quote} ${(1 / rate).toFixed(4)}`,
    };
  }
  return { kind: "impossible", explanation: `${base}/${quote} ${rate} is outside ${range} in either direction` };
}

/**
 * A rate, checked. @throws {SilicoError} code "domain" where the quoted direction cannot hold, with the reading that can.
 */
export function fxRate(pair: string, rate: number, date: string, path: Path = []): FxRate {
  if (!(Number.isFinite(rate) && rate > 0))
    fail("domain", path, `expected a positive exchange rate, got ${rate}`, "Check the rate.");
  const reading = readFxQuote(pair, rate, date);
  switch (reading.kind) {
    case "holds":
      return reading.fx;
    case "inverted":
      fail("domain", path, reading.explanation, `Write it as "${reading.fx.base}/${reading.fx.quote} ${rate}".`);
      break;
    case "impossible":
      fail("domain", path, reading.explanation, "Check the pair and the rate.");
  }
}

/**
 * The amount in the rate's other currency, scale kept.
 * @throws {SilicoError} code "domain" where the rate does not quote the amount's currency.
 */
export function convert(money: Money, fx: FxRate, path: Path = []): Money {
  if (money.currency === fx.base) return { value: money.value * fx.rate, currency: fx.quote, scale: money.scale };
  if (money.currency === fx.quote) return { value: money.value / fx.rate, currency: fx.base, scale: money.scale };
  fail(
    "domain",
    path,
    `a ${fx.base}/${fx.quote} rate cannot convert ${money.currency}`,
    `Give a rate that quotes ${money.currency}.`,
  );
}
