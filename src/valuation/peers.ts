// Peer multiples: mean, median, trimmed and aggregate side by side, with who is in and why. Answers: which multiple, and how
// much does the answer hang on the averaging rule? Plain numbers in; pure.
import { fail } from "../errors.ts";

export interface PeerMultiple {
  readonly peer: string;
  /** Undefined where the source prints N/A. */
  readonly multiple: number | undefined;
  /** Market value, in any one currency; needed for the aggregate only. */
  readonly marketValue?: number;
}

export interface OutlierRule {
  /** "none" keeps all; "tukey" drops what lies beyond 1.5 interquartile ranges of the quartiles (Tukey 1977). */
  readonly kind: "none" | "tukey";
}

export interface PeerStatistics {
  readonly mean: number;
  readonly median: number;
  /** Mean without the highest and the lowest; undefined below four peers. */
  readonly trimmed: number | undefined;
  /** Sum of market values over sum of what they are multiples of: the multiple of the group bought whole. */
  readonly aggregate: number | undefined;
  readonly lowest: number;
  readonly highest: number;
  readonly included: readonly string[];
  /** Peer and reason. */
  readonly excluded: readonly { readonly peer: string; readonly reason: string }[];
}

const mean = (values: readonly number[]): number => values.reduce((so, value) => so + value, 0) / values.length;

/** Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996); `sorted` ascending, 0 <= p <= 1. */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (at - low);
}

/** Sum of market values / sum of (market value / multiple). */
export function aggregateMultiple(marketValues: readonly number[], multiples: readonly number[]): number {
  let values = 0;
  let bases = 0;
  for (const [i, value] of marketValues.entries()) {
    values += value;
    bases += value / multiples[i]!;
  }
  return values / bases;
}

/**
 * Statistics of one multiple over peers. `only` names the peers that count; absent, all do.
 * @throws {SilicoError} code "domain" where no peer with a multiple is left.
 */
export function peerStatistics(
  peers: readonly PeerMultiple[],
  rule: OutlierRule = { kind: "none" },
  only?: readonly string[],
): PeerStatistics {
  const excluded: { peer: string; reason: string }[] = [];
  let kept: { peer: string; multiple: number; marketValue?: number }[] = [];
  for (const { peer, multiple, ...rest } of peers) {
    if (only !== undefined && !only.includes(peer)) excluded.push({ peer, reason: "not in the group" });
    else if (multiple === undefined) excluded.push({ peer, reason: "no multiple printed" });
    else if (multiple <= 0) excluded.push({ peer, reason: "multiple not positive" });
    else kept.push({ peer, multiple, ...rest });
  }
  if (rule.kind === "tukey" && kept.length >= 4) {
    const sorted = kept.map((entry) => entry.multiple).sort((a, b) => a - b);
    const low = quantile(sorted, 0.25);
    const high = quantile(sorted, 0.75);
    const reach = 1.5 * (high - low);
    const isOutlier = (value: number): boolean => value < low - reach || value > high + reach;
    for (const { peer, multiple } of kept)
      if (isOutlier(multiple)) excluded.push({ peer, reason: `${multiple}x beyond 1.5 interquartile ranges` });
    kept = kept.filter((entry) => !isOutlier(entry.multiple));
  }
  if (kept.length === 0)
    fail("domain", ["peers"], "no peer with a multiple is left", "Widen the group, or use another multiple.");
  const values = kept.map((entry) => entry.multiple).sort((a, b) => a - b);
  const caps = kept.flatMap((entry) => entry.marketValue ?? []);
  return {
    mean: mean(kept.map((entry) => entry.multiple)),
    median: quantile(values, 0.5),
    trimmed: values.length >= 4 ? mean(values.slice(1, -1)) : undefined,
    aggregate:
      caps.length === kept.length
        ? aggregateMultiple(
            caps,
            kept.map((entry) => entry.multiple),
          )
        : undefined,
    lowest: values[0]!,
    highest: values.at(-1)!,
    included: kept.map((entry) => entry.peer),
    excluded,
  };
}

/** Equity value by a multiple of revenue or earnings, less a discount, in the unit of `base`. */
export function valueByMultiple(base: number, multiple: number, discount = 0): number {
  return base * multiple * (1 - discount);
}
