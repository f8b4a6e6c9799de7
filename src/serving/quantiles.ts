// What a distribution of times looks like, in constant memory: counts in buckets that are equally fine at every scale.
// Takes non-negative seconds with weights. Must not import anything that knows of requests or replicas.
import { doubleZero } from "../perf/double-zero.ts";

const subBuckets = 256;
const lowestExponent = -34;
const octaves = 64;
const bucketOffset = (1023 + lowestExponent) * subBuckets;
const smallest = 2 ** lowestExponent;
const largest = 2 ** (lowestExponent + octaves);

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);
const highWord = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Summary of a distribution, seconds; every field undefined where nothing was recorded. */
export interface DistributionSummary {
  readonly count: number;
  readonly mean: number | undefined;
  readonly p50: number | undefined;
  readonly p90: number | undefined;
  readonly p95: number | undefined;
  readonly p99: number | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/**
 * Streaming histogram of seconds, 256 buckets to each power of two from 2^-34 s to 2^30 s, read off the bits of the number.
 * Quantiles are exact in rank and within 1/256 (0.4%) of the true value; mean, count, minimum and maximum are exact.
 */
export class Quantiles {
  readonly counts = new Float64Array(octaves * subBuckets);
  zeros = doubleZero;
  count = doubleZero;
  sum = doubleZero;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;

  add(value: number): void {
    this.count += 1;
    this.sum += value;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    if (value < smallest) this.zeros += 1;
    else this.counts[bucketOf(value)]! += 1;
  }

  addWeighted(value: number, weight: number): void {
    this.count += weight;
    this.sum += value * weight;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    if (value < smallest) this.zeros += weight;
    else this.counts[bucketOf(value)]! += weight;
  }

  /** Adds first, first + slope, …, `steps` values in all, each `weight` times; slope is not negative. */
  addRamp(first: number, slope: number, steps: number, weight: number): void {
    const last = first + slope * (steps - 1);
    if (first < smallest) {
      for (let j = 0; j < steps; j++) this.addWeighted(first + slope * j, weight);
      return;
    }
    this.count += steps * weight;
    this.sum += weight * (steps * first + (slope * steps * (steps - 1)) / 2);
    if (first < this.min) this.min = first;
    if (last > this.max) this.max = last;
    let bucket = bucketOf(first);
    const lastBucket = bucketOf(last);
    let done = 0;
    while (bucket < lastBucket) {
      const below = Math.min(steps, Math.max(done, Math.ceil((edges[bucket + 1]! - first) / slope)));
      this.counts[bucket]! += (below - done) * weight;
      done = below;
      bucket += 1;
    }
    this.counts[lastBucket]! += (steps - done) * weight;
  }

  /** Adds the steps of a run, read here: a fraction that is handed over is put on the heap. */
  addRun(run: { readonly base: number; readonly slope: number; readonly steps: number }, weight: number): void {
    this.addRamp(run.base, run.slope, run.steps, weight);
  }

  /** Value below which a fraction of the weight lies; undefined where nothing was recorded. */
  quantile(fraction: number): number | undefined {
    if (this.count === 0) return undefined;
    const rank = fraction * this.count;
    let below = this.zeros;
    if (rank <= below && below > 0) return Math.max(0, Math.min(this.min, smallest));
    const { counts } = this;
    for (let i = this.min < smallest ? 0 : bucketOf(this.min); i < counts.length; i++) {
      const inside = counts[i]!;
      if (inside > 0 && below + inside >= rank) {
        const low = edges[i]!;
        const value = low + ((rank - below) / inside) * (edges[i + 1]! - low);
        return Math.min(this.max, Math.max(this.min, value));
      }
      below += inside;
    }
    return this.max;
  }

  /** Weight recorded at or below a value, to the resolution of a bucket (the value's own bucket counts in proportion). */
  weightAtOrBelow(value: number): number {
    if (value < smallest) return this.zeros;
    const bucket = bucketOf(value);
    let weight = this.zeros;
    for (let i = 0; i < bucket; i++) weight += this.counts[i]!;
    const low = edges[bucket]!;
    return weight + (this.counts[bucket]! * (value - low)) / (edges[bucket + 1]! - low);
  }

  summary(): DistributionSummary {
    const empty = this.count === 0;
    return {
      count: this.count + 0,
      mean: empty ? undefined : this.sum / this.count,
      p50: this.quantile(0.5),
      p90: this.quantile(0.9),
      p95: this.quantile(0.95),
      p99: this.quantile(0.99),
      min: empty ? undefined : this.min,
      max: empty ? undefined : this.max,
    };
  }
}

function bucketOf(value: number): number {
  bits[0] = value < largest ? value : largest / 2;
  return (words[highWord]! >>> 12) - bucketOffset;
}

/** Lower edges of all buckets, the upper edge of the last one included. */
const edges = Float64Array.from({ length: octaves * subBuckets + 1 }, (_, bucket) => {
  const octave = Math.floor(bucket / subBuckets);
  return 2 ** (lowestExponent + octave) * (1 + (bucket - octave * subBuckets) / subBuckets);
});
