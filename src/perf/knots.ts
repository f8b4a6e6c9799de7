// Knots of piecewise-linear tables, and where among them a number lies, found without searching.

/** Buckets: one a unit below 16, from there on eight an octave. */
const unitBits = 3;

/** Bucket of x >= 0. Beyond 2^32 it comes out too low, which only costs time. */
function bucketOf(x: number): number {
  const shift = Math.max(0, 31 - unitBits - Math.clz32(x));
  return (shift << unitBits) + (x >>> shift);
}

/** Ascending numbers, the first at least 0; at least two. */
export class Knots {
  readonly values: Float64Array;
  /** Where each segment ends; the last goes on. */
  readonly ends: Float64Array;
  /** By bucket: the last segment that begins at or below the bucket's lower end. */
  readonly starts: Uint16Array;

  constructor(values: Float64Array) {
    this.values = values;
    const last = values.length - 2;
    const starts = new Uint16Array(Math.min(1 << 15, bucketOf(Math.min(values[last]!, 2 ** 31)) + 1));
    let segment = 0;
    for (let bucket = 0; bucket < starts.length; bucket++) {
      const shift = Math.max(0, (bucket >> unitBits) - 1);
      const lower = (bucket - (shift << unitBits)) * 2 ** shift;
      while (segment < last && values[segment + 1]! <= lower) segment += 1;
      starts[bucket] = segment;
    }
    this.starts = starts;
    this.ends = values.slice(1);
    this.ends[last] = Number.POSITIVE_INFINITY;
  }

  static of(...values: number[]): Knots {
    return new Knots(Float64Array.from(values));
  }
}

/** Index of the last knot at or below x; at most that of the last but one. */
export function segmentOf({ starts, ends }: Knots, x: number): number {
  let i = starts[Math.min(bucketOf(x), starts.length - 1)]!;
  while (x >= ends[i]!) i += 1;
  return i;
}

/** Where x lies between knots i and i + 1, fraction. */
export const shareOf = ({ values }: Knots, i: number, x: number): number =>
  (x - values[i]!) / (values[i + 1]! - values[i]!);

/** The table so far between its knots i and i + 1. */
export const between = (table: Float64Array, i: number, share: number): number => {
  const from = table[i]!;
  return from + share * (table[i + 1]! - from);
};

/** Piecewise-linear table; beyond the last knot the last segment goes on. */
export function interpolate(knots: Knots, table: Float64Array, x: number): number {
  const i = segmentOf(knots, x);
  return between(table, i, shareOf(knots, i, x));
}
