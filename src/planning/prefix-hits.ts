// What the traffic's columns say beyond lengths: prompt tokens an ideal prefix cache would have, and how uneven arrivals are.

export interface PrefixBlocks {
  readonly blockTokens: number;
  readonly offsets: Int32Array;
  readonly blocks: Int32Array;
}

/** Leading prompt tokens whose blocks an earlier request already had. One entry a request; no eviction, one shared cache. */
export function idealPrefixHits(prefix: PrefixBlocks, promptTokens: ArrayLike<number>): Float64Array {
  const seen = new Set<number>();
  const hits = new Float64Array(promptTokens.length);
  for (let i = 0; i < promptTokens.length; i++) {
    const first = prefix.offsets[i]!;
    const last = prefix.offsets[i + 1]!;
    let isLeading = true;
    for (let k = first; k < last; k++) {
      const block = prefix.blocks[k]!;
      if (isLeading && seen.has(block)) hits[i] = Math.min(promptTokens[i]! - 1, hits[i]! + prefix.blockTokens);
      else {
        isLeading = false;
        seen.add(block);
      }
    }
  }
  return hits;
}

/** Squared coefficient of variation of the gaps between arrivals: 1 for Poisson. Between 0 and 25; 1 where there are too few. */
export function arrivalVariation(arrivalSeconds: ArrayLike<number>): number {
  const gaps = arrivalSeconds.length - 1;
  if (gaps < 20) return 1;
  let sum = 0;
  let squares = 0;
  for (let i = 1; i <= gaps; i++) {
    const gap = arrivalSeconds[i]! - arrivalSeconds[i - 1]!;
    sum += gap;
    squares += gap * gap;
  }
  if (!(sum > 0)) return 1;
  return Math.min(25, Math.max(0, (squares * gaps) / (sum * sum) - 1));
}

/**
 * Arrival rate in the busiest tenth of one-minute windows (weighted by their requests) over the mean rate, less what chance
 * alone would give a steady Poisson stream. At least 1: a pool sized for the mean drowns in the minutes above it.
 */
export function burstFactor(arrivalSeconds: ArrayLike<number>): number {
  const count = arrivalSeconds.length;
  const span = count > 1 ? arrivalSeconds[count - 1]! - arrivalSeconds[0]! : 0;
  if (!(span > 0) || count < 100) return 1;
  const windows = Math.max(4, Math.min(1000, Math.round(span / 60)));
  const counts = new Float64Array(windows);
  for (let i = 0; i < count; i++)
    counts[Math.min(windows - 1, Math.floor(((arrivalSeconds[i]! - arrivalSeconds[0]!) / span) * windows))]! += 1;
  const mean = count / windows;
  const sorted = [...counts].sort((a, b) => b - a);
  let covered = 0;
  let busy = sorted[0]!;
  for (const size of sorted) {
    busy = size;
    covered += size;
    if (covered >= 0.1 * count) break;
  }
  const chance = 1.2816 * Math.sqrt(mean);
  return Math.max(1, Math.min(10, (busy - chance) / mean));
}
