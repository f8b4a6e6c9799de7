// The unit column of a table: dimension, currency and scale. Two numbers may be added only when these agree.
import { type Currency, currencyIn, normalise, scaleIn } from "./printed-number.ts";

export type UnitKind =
  | "money"
  | "percent"
  | "multiple"
  | "per-share"
  | "shares"
  | "count"
  | "fx"
  | "date"
  | "ticker"
  | "text"
  | "rank"
  | "days"
  | "none"
  | "other";

export interface Unit {
  readonly kind: UnitKind;
  readonly text: string;
  readonly currency?: Currency;
  /** Printed value x factor = base unit (one currency unit, one share, a fraction of one). */
  readonly factor: number;
}

/** Read a unit such as "RMB mn", "RMB '000", "HK$ 100mn", "人民币千元", "%", "x", "HK$ per share", "10k shares (万股)". */
export function parseUnit(raw: string): Unit {
  const text = normalise(raw);
  const lower = text.toLowerCase();
  // A bare "元" is renminbi: other currencies write theirs before it.
  const currency = currencyIn(text) ?? (/元/.test(text) ? "CNY" : undefined);
  const money = currency === undefined ? {} : { currency };
  const unit = (kind: UnitKind, factor = 1): Unit => ({ kind, text: raw.trim(), factor, ...money });
  if (lower === "") return unit("none");
  if (/^(text|string|文本)$/.test(lower)) return unit("text");
  if (/^(ticker|code|代码|代碼)$/.test(lower)) return unit("ticker");
  if (/^(date|日期)$/.test(lower)) return unit("date");
  if (/^(rank|排名)$/.test(lower)) return unit("rank");
  if (/^(%|percent|pct|百分比)$/.test(lower)) return unit("percent", 0.01);
  if (/^(bps?|basis points?)$/.test(lower)) return unit("percent", 1e-4);
  if (/^(x|times|倍)$/.test(lower)) return unit("multiple");
  if (/^(days?|天|日)$/.test(lower)) return unit("days");
  if (/^[A-Z]{3}\/[A-Z]{3}$/.test(text)) return unit("fx");
  if (/\bper (hkd|usd|cny|rmb|hk\$|us\$)/i.test(text)) return unit("fx");
  if (/per share|\/share|\/股|每股/.test(lower)) return unit("per-share", /cents?|仙|分/.test(lower) ? 0.01 : 1);
  if (currency !== undefined && /\bcents?\b|仙/.test(lower)) return unit("per-share", 0.01);
  if (/\bper\b|\//.test(lower)) return unit("other");
  const factor = scaleIn(text) ?? (/\bm\b/i.test(text) ? 1e6 : /\bk\b/i.test(text) ? 1e3 : 1);
  if (/shares?|股/.test(lower)) return unit("shares", factor);
  if (currency !== undefined) return unit("money", factor);
  if (/^(mn|m|million|bn|'000|thousand|百万|千|万|亿)$/.test(lower)) return unit("none", factor);
  return unit("count", factor);
}

/** "RMB mn", "RMB '000": a currency with a scale, for messages. */
export const describeUnit = (unit: Unit): string => (unit.text === "" ? "no unit" : unit.text);
