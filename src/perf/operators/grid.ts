// A surface over log-shape: values at the knots of a rectangular grid, multilinear between them, constant beyond its ends.
// A grid that rises along an axis at its knots rises along it everywhere: monotone by construction.

export interface Grid {
  /** Knots of each axis in log2 units, ascending, at least one. */
  readonly axes: readonly Float64Array[];
  /** Row-major, the last axis fastest. */
  readonly values: Float64Array;
}

export function gridSize(axes: readonly ArrayLike<number>[]): number {
  return axes.reduce((product, axis) => product * axis.length, 1);
}

/** Index of the knot at or below x and the share of the way to the next, in `cell` (index, share alternating). */
export function locate(axis: Float64Array, x: number, cell: Float64Array, at: number): void {
  const last = axis.length - 1;
  if (!(x > axis[0]!)) {
    cell[at] = 0;
    cell[at + 1] = 0;
    return;
  }
  if (x >= axis[last]!) {
    cell[at] = Math.max(0, last - 1);
    cell[at + 1] = last === 0 ? 0 : 1;
    return;
  }
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (axis[middle]! <= x) low = middle;
    else high = middle;
  }
  cell[at] = low;
  cell[at + 1] = (x - axis[low]!) / (axis[low + 1]! - axis[low]!);
}

const scratch = new Float64Array(16);

/** Value of the surface at `x` (log2 units, one number an axis, read from `offset`). At most eight axes. */
export function gridValue(grid: Grid, x: ArrayLike<number>, offset = 0): number {
  const { axes, values } = grid;
  for (let d = 0; d < axes.length; d++) locate(axes[d]!, x[offset + d]!, scratch, 2 * d);
  return blend(axes, values, 0, 0);
}

function blend(axes: readonly Float64Array[], values: Float64Array, d: number, base: number): number {
  const length = axes[d]!.length;
  const index = scratch[2 * d]!;
  const share = scratch[2 * d + 1]!;
  const at = base * length + index;
  if (d === axes.length - 1) {
    const low = values[at]!;
    return share === 0 ? low : low + share * (values[at + 1]! - low);
  }
  const low = blend(axes, values, d + 1, at);
  return share === 0 ? low : low + share * (blend(axes, values, d + 1, at + 1) - low);
}

/** Raises values until none falls along the axes flagged in `rising`: the smallest monotone surface above, halved towards the largest below. */
export function makeMonotone(grid: Grid, rising: readonly boolean[]): void {
  const { axes, values } = grid;
  const above = values.slice();
  const below = values.slice();
  let stride = 1;
  for (let d = axes.length - 1; d >= 0; d--) {
    const length = axes[d]!.length;
    const block = stride * length;
    if (rising[d])
      for (let start = 0; start < values.length; start += block) {
        for (let i = start + stride; i < start + block; i++)
          if (above[i - stride]! > above[i]!) above[i] = above[i - stride]!;
        for (let i = start + block - stride - 1; i >= start; i--)
          if (below[i + stride]! < below[i]!) below[i] = below[i + stride]!;
      }
    stride = block;
  }
  // Running maximum and running minimum are both monotone, and so is their mean.
  for (let i = 0; i < values.length; i++) values[i] = (above[i]! + below[i]!) / 2;
}
