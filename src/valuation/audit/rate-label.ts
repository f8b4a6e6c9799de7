// What a percentage row is about, read from its label: growth of X, X as a share of Y, CAGR of X.
import type { Row } from "./book.ts";
import { simplified } from "./chinese.ts";
import { labelKey } from "./concept.ts";
import { normalise } from "./printed-number.ts";

export type Rate =
  | { readonly kind: "growth"; readonly base: string }
  | { readonly kind: "cagr"; readonly base: string }
  /** "R&D / operating expenses", "% of GPGPU products". */
  | { readonly kind: "share"; readonly part: string; readonly whole: string }
  | { readonly kind: "segment-margin"; readonly base: string }
  | { readonly kind: "plain"; readonly key: string };

const growthWords =
  /\b(yoy|y\/y|y-o-y|year-on-year|growth|increase|chg|change)\b|同比增长率|同比增长|同比增速|同比|增长率|增速|增幅|增长/gi;
const category =
  /^(盈利能力|成长能力|偿债能力|营运能力|估值|profitability|growth|liquidity|gearing|valuation)\s*[-–:]\s*/i;

/** Read the label of a percentage row. A bare "YoY%" or "%" has an empty base: the level row above it. */
export function rateOf(row: Row): Rate {
  const text = simplified(normalise(row.label)).toLowerCase();
  const plain = text
    .replace(/\(([^()]*)\)/g, (_, inner: string) =>
      /^(%|x|text|as printed|rmb.*|hk\$.*|printed as yoy)$/.test(inner.trim()) ? "" : `(${inner})`,
    )
    .trim();
  const bare = plain.replace(/[%％]/g, "").trim();
  if (/\bcagr\b|复合增长率|复合年增长率/.test(bare))
    return { kind: "cagr", base: clean(bare.replace(/\bcagr\b|年?复合(年)?增长率/g, "")) };
  // Growth on the quarter, half or month before is another rate: its base is not last year's.
  if (/\b(qoq|q\/q|hoh|h\/h|mom|m\/m|sequential)\b|环比/.test(bare)) return { kind: "plain", key: labelKey(bare) };
  const isGrowthTable = /growth|增长/i.test(row.statement) && row.unit.kind === "percent";
  if (new RegExp(growthWords.source, "i").test(bare))
    return { kind: "growth", base: clean(bare.replace(growthWords, " ").replace(/\brate\b|率$/g, "")) };
  const share =
    /^(.+?)\s*\/\s*(.+)$/.exec(bare) ??
    /^(.+?)\s+(?:as )?(?:of|as a share of|share of|as percentage of)\s+(.+)$/.exec(
      bare.replace(/\bas a? ?(?:percentage|share) of\b/, "as share of"),
    ) ??
    null;
  const trimmed = bare.replace(category, "");
  if (isGrowthTable) return { kind: "growth", base: clean(trimmed) };
  const segment = /^(.*?)\s*[-–]?\s*(?:gpm|gross margin|毛利率)$/.exec(trimmed);
  if (segment?.[1] !== undefined && clean(segment[1]) !== "")
    return { kind: "segment-margin", base: clean(segment[1]) };
  const column = /^(.*?)\s*[-–]\s*%\s*(.*)$/.exec(plain);
  if (column !== null) return { kind: "share", part: clean(column[1] ?? ""), whole: clean(column[2] ?? "") };
  if (/^%\s*(.*)$/.test(plain))
    return { kind: "share", part: "", whole: clean(plain.slice(1).replace(/^\s*of\b/, "")) };
  if (share !== null) return { kind: "share", part: clean(share[1] ?? ""), whole: clean(share[2] ?? "") };
  return { kind: "plain", key: labelKey(trimmed) };
}

const clean = (text: string): string =>
  labelKey(text.replace(/[-–:]\s*$/, "").replace(/^\s*[-–:]/, ""))
    .replace(/\s*[-–]$/, "")
    .trim();
