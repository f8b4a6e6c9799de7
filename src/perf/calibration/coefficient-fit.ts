// Three coefficients of a physical form from measured times: damped Gauss-Newton on log seconds with Huber weights.
import { exp, log, pow } from "../../elementary.ts";
import type { BaseForm, Coefficients } from "../operators/family.ts";

const huber = 0.2;
/** Weight, in rows, of the starting values: keeps a coefficient the data say nothing about where it was. */
const priorRows = 2;

/**
 * @param points rows × dims coordinates, row-major; @param seconds measured
 * @returns coefficients minimising the Huber loss of log(measured / predicted)
 */
export function fitCoefficients(
  base: BaseForm,
  dims: number,
  points: Float64Array,
  seconds: Float64Array,
  start: Coefficients,
): Coefficients {
  const stride = Math.max(1, Math.floor(seconds.length / 1500));
  const rows: number[] = [];
  for (let i = 0; i < seconds.length; i += stride) rows.push(i);
  const origin = start.map(log);
  let theta = origin.slice();
  const unpack = (t: readonly number[]): Coefficients => [exp(t[0]!), exp(t[1]!), exp(t[2]!)];
  const point = new Float64Array(dims);
  const errors = (t: readonly number[]): Float64Array => {
    const coefficients = unpack(t);
    return Float64Array.from(rows, (i) => {
      for (let d = 0; d < dims; d++) point[d] = points[i * dims + d]!;
      return log(seconds[i]!) - log(base(point, coefficients));
    });
  };
  const loss = (e: Float64Array, t: readonly number[]): number => {
    let sum = 0;
    for (const value of e) {
      const size = Math.abs(value);
      sum += size <= huber ? size * size : huber * (2 * size - huber);
    }
    for (let j = 0; j < 3; j++) sum += priorRows * 0.01 * pow(t[j]! - origin[j]!, 2);
    return sum;
  };
  let current = errors(theta);
  let best = loss(current, theta);
  let damping = 1e-2;
  for (let step = 0; step < 30; step++) {
    const columns = [0, 1, 2].map((j) => {
      const moved = theta.slice();
      moved[j]! += 1e-4;
      const e = errors(moved);
      return e.map((value, i) => (value - current[i]!) / 1e-4);
    });
    const a = [0, 1, 2].map((j) => [0, 1, 2].map((k) => (j === k ? priorRows * 0.01 : 0)));
    const b = [0, 1, 2].map((j) => -priorRows * 0.01 * (theta[j]! - origin[j]!));
    for (let i = 0; i < current.length; i++) {
      const e = current[i]!;
      const w = Math.abs(e) <= huber ? 1 : huber / Math.abs(e);
      for (let j = 0; j < 3; j++) {
        b[j]! -= w * columns[j]![i]! * e;
        for (let k = 0; k < 3; k++) a[j]![k]! += w * columns[j]![i]! * columns[k]![i]!;
      }
    }
    const move = solve3(a, b, damping);
    const next = theta.map((value, j) => Math.min(4, Math.max(-6, value + Math.max(-1, Math.min(1, move[j]!)))));
    const tried = errors(next);
    const value = loss(tried, next);
    if (value < best) {
      const isDone = best - value < 1e-6 * best;
      theta = next;
      current = tried;
      best = value;
      damping = Math.max(1e-6, damping / 4);
      if (isDone) break;
    } else {
      damping *= 8;
      if (damping > 1e6) break;
    }
  }
  return unpack(theta);
}

function solve3(a: readonly (readonly number[])[], b: readonly number[], damping: number): number[] {
  const m = a.map((row, i) => [...row.map((v, j) => (i === j ? v * (1 + damping) + 1e-12 : v)), b[i]!]);
  for (let i = 0; i < 3; i++) {
    for (let r = i + 1; r < 3; r++) {
      const f = m[r]![i]! / m[i]![i]!;
      for (let c = i; c < 4; c++) m[r]![c]! -= f * m[i]![c]!;
    }
  }
  const x = [0, 0, 0];
  for (let i = 2; i >= 0; i--) {
    let sum = m[i]![3]!;
    for (let c = i + 1; c < 3; c++) sum -= m[i]![c]! * x[c]!;
    x[i] = sum / m[i]![i]!;
  }
  return x;
}
