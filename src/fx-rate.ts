// Exchange rates that carry their direction and date, and what a quotation can mean. Pure. Must not import from any room.
import { fail, type Path } from "./errors.ts";

/** ISO 4217 code. Renminbi is CNY, whether the source writes RMB, CNY, ¥ or 人民币. */
export type Currency = string;

/** One unit of `base` costs `rate` units of `quote`: USD/HKD 7.80 is base USD, quote HKD. */
export interface FxRate {
  readonly base: Currency;
  readonly quote: Currency;
  readonly rate: number;
  /** ISO date the rate was struck on. */
  readonly date: string;
  readonly source?: string;
}

/** The rate that turns `from` into `to`: quoted directly, inversely, or through one currency both are quoted against. */
export function findRate(
  from: Currency,
  to: Currency,
  rates: readonly FxRate[],
  path: Path = ["prices", "fx"],
): FxRate {
  if (from === to) return { base: from, quote: to, rate: 1, date: "", source: "same currency" };
  const direct = quoted(from, to, rates);
  if (direct !== undefined) return direct;
  for (const { base, quote } of rates) {
    for (const pivot of [base, quote]) {
      const first = quoted(from, pivot, rates);
      const second = quoted(pivot, to, rates);
      if (first === undefined || second === undefined) continue;
      return {
        base: from,
        quote: to,
        rate: first.rate * second.rate,
        date: [first.date, second.date].sort()[0]!,
        source: `${first.source ?? "no source"}; ${second.source ?? "no source"} (through ${pivot})`,
      };
    }
  }
  const known = [...new Set(rates.flatMap(({ base, quote }) => [base, quote]))].sort();
  fail(
    "unknown-name",
    path,
    `no exchange rate from ${from} to ${to}`,
    `Add one under prices.fx, with its date; rates known: ${known.length > 0 ? known.join(", ") : "none"}.`,
  );
}

function quoted(from: Currency, to: Currency, rates: readonly FxRate[]): FxRate | undefined {
  // The newest quotation wins, so that a user's rate of today beats the one that ships with the catalogue.
  let best: FxRate | undefined;
  for (const rate of rates) {
    const found =
      rate.base === from && rate.quote === to
        ? rate
        : rate.base === to && rate.quote === from
          ? { ...rate, base: from, quote: to, rate: 1 / rate.rate }
          : undefined;
    if (found !== undefined && (best === undefined || found.date > best.date)) best = found;
  }
  return best;
}

/**
 * Where a rate against the US dollar has been since 2005. A quote outside the cross of two corridors has its direction
 * wrong, or a decimal point: CNY since the July 2005 reform traded 6.0 to 8.3, HKD is held to 7.75 to 7.85 by the
 * convertibility undertakings of the Hong Kong Monetary Authority (May 2005).
 */
const perUsd: Readonly<Record<string, readonly [number, number]>> = {
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
  const base = match?.[1]?.toUpperCase();
  const quote = match?.[2]?.toUpperCase();
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
