// Least squares for a surface over log-shape: multilinear basis, smoothness penalty, Huber weights against outliers.
// Normal equations are never formed: conjugate gradients over the few corners each row touches.
import { gridSize, locate } from "../operators/grid.ts";

export interface GridFitOptions {
  /** Weight of squared second differences along each axis, in rows per knot. */
  readonly smoothness: number;
  /** Weight of squared distance from `prior` (or from zero), in rows per knot. */
  readonly ridge: number;
  /** Errors beyond this many (log units) count linearly. */
  readonly huber: number;
  readonly prior?: Float64Array | undefined;
}

/**
 * Knot values r minimising sum huber(target - surface(x)) + smoothness + ridge.
 * @param axes knots in log2 units; @param x rows × axes, row-major, log2 units; @param target log seconds over base
 */
export function fitGrid(
  axes: readonly Float64Array[],
  x: Float64Array,
  target: Float64Array,
  options: GridFitOptions,
): Float64Array {
  const dims = axes.length;
  const rows = target.length;
  const knots = gridSize(axes);
  const corners = 1 << dims;
  const index = new Int32Array(rows * corners);
  const weight = new Float64Array(rows * corners);
  const cell = new Float64Array(2 * dims);
  for (let i = 0; i < rows; i++) {
    for (let d = 0; d < dims; d++) locate(axes[d]!, x[i * dims + d]!, cell, 2 * d);
    for (let c = 0; c < corners; c++) {
      let at = 0;
      let w = 1;
      for (let d = 0; d < dims; d++) {
        const up = (c >> d) & 1;
        const share = cell[2 * d + 1]!;
        w *= up ? share : 1 - share;
        at = at * axes[d]!.length + Math.min(axes[d]!.length - 1, cell[2 * d]! + up);
      }
      index[i * corners + c] = at;
      weight[i * corners + c] = w;
    }
  }
  const penalties = secondDifferences(axes);
  const prior = options.prior ?? new Float64Array(knots);
  const r = Float64Array.from(prior);
  const rowWeight = new Float64Array(rows).fill(1);
  const surface = (values: Float64Array, i: number): number => {
    let sum = 0;
    for (let c = i * corners; c < (i + 1) * corners; c++) sum += weight[c]! * values[index[c]!]!;
    return sum;
  };
  const apply = (v: Float64Array, out: Float64Array): void => {
    for (let j = 0; j < knots; j++) out[j] = options.ridge * v[j]!;
    for (let i = 0; i < rows; i++) {
      const s = rowWeight[i]! * surface(v, i);
      for (let c = i * corners; c < (i + 1) * corners; c++) out[index[c]!]! += weight[c]! * s;
    }
    for (const { a, b, c, wa, wc } of penalties) {
      const s = options.smoothness * (wa * v[a]! + wc * v[c]! - (wa + wc) * v[b]!);
      out[a]! += wa * s;
      out[c]! += wc * s;
      out[b]! -= (wa + wc) * s;
    }
  };
  const right = new Float64Array(knots);
  for (let pass = 0; pass < 4; pass++) {
    if (pass > 0)
      for (let i = 0; i < rows; i++) {
        const error = Math.abs(target[i]! - surface(r, i));
        rowWeight[i] = error <= options.huber ? 1 : options.huber / error;
      }
    for (let j = 0; j < knots; j++) right[j] = options.ridge * prior[j]!;
    for (let i = 0; i < rows; i++) {
      const s = rowWeight[i]! * target[i]!;
      for (let c = i * corners; c < (i + 1) * corners; c++) right[index[c]!]! += weight[c]! * s;
    }
    conjugateGradients(apply, right, r, pass === 0 ? 80 : 40);
  }
  return r;
}

interface Triple {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly wa: number;
  readonly wc: number;
}

/** Second differences at inner knots, scaled to the spacing (even spacing: 1, -2, 1); with two knots, none. */
function secondDifferences(axes: readonly Float64Array[]): Triple[] {
  const total = gridSize(axes);
  const out: Triple[] = [];
  let stride = 1;
  for (let d = axes.length - 1; d >= 0; d--) {
    const axis = axes[d]!;
    for (let i = 0; i < total; i++) {
      const at = Math.floor(i / stride) % axis.length;
      if (at === 0 || at === axis.length - 1) continue;
      const before = axis[at]! - axis[at - 1]!;
      const after = axis[at + 1]! - axis[at]!;
      const wa = (2 * after) / (before + after);
      out.push({ a: i - stride, b: i, c: i + stride, wa, wc: 2 - wa });
    }
    stride *= axis.length;
  }
  return out;
}

function conjugateGradients(
  apply: (v: Float64Array, out: Float64Array) => void,
  right: Float64Array,
  x: Float64Array,
  iterations: number,
): void {
  const n = x.length;
  const product = new Float64Array(n);
  apply(x, product);
  const residual = right.map((value, j) => value - product[j]!);
  const direction = residual.slice();
  let norm = residual.reduce((sum, value) => sum + value * value, 0);
  const stop = norm * 1e-10;
  for (let step = 0; step < iterations && norm > stop && norm > 0; step++) {
    apply(direction, product);
    let curvature = 0;
    for (let j = 0; j < n; j++) curvature += direction[j]! * product[j]!;
    const alpha = norm / curvature;
    let next = 0;
    for (let j = 0; j < n; j++) {
      x[j]! += alpha * direction[j]!;
      residual[j]! -= alpha * product[j]!;
      next += residual[j]! * residual[j]!;
    }
    const beta = next / norm;
    norm = next;
    for (let j = 0; j < n; j++) direction[j] = residual[j]! + beta * direction[j]!;
  }
}
