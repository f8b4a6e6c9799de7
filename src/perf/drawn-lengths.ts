// Lengths of a replayed run: a low-discrepancy sequence spreads them evenly from the first few requests on, with no seed.

export interface DrawnLengths {
  readonly input: Int32Array;
  readonly output: Int32Array;
}

const inputStride = 0.6180339887498949;
const outputStride = 0.4142135623730951;

export interface LengthRange {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Lengths are uniform in [shortest, longest] x nominal, input and output independently; 1 = nominal. */
  readonly shortestLengthFraction: number;
  readonly longestLengthFraction: number;
}

/** Lengths of `count` requests, tokens: inputs at least 1, outputs at least 2. */
export function drawLengths(work: LengthRange, count: number): DrawnLengths {
  const { shortestLengthFraction: lowest, longestLengthFraction } = work;
  const range = longestLengthFraction - lowest;
  const input = new Int32Array(count);
  const output = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    input[i] = Math.max(1, Math.round(work.inputTokens * (lowest + range * (((i + 1) * inputStride) % 1))));
    output[i] = Math.max(2, Math.round(work.outputTokens * (lowest + range * (((i + 1) * outputStride) % 1))));
  }
  return { input, output };
}
