// Robust least squares with priors, by Levenberg and Marquardt: numerical derivatives, a handful of parameters.
import { pow } from "../../elementary.ts";

export interface FitProblem {
  /** Residuals at a parameter vector; the caller has divided each by its scale. Same length every time. */
  readonly residuals: (parameters: Float64Array) => Float64Array;
  readonly start: Float64Array;
  readonly priorCentre: Float64Array;
  readonly priorSpread: Float64Array;
  readonly iterations: number;
}

/** Smooth L1 (Charbonnier) loss with unit knee: quadratic near zero, linear far out, so that outliers pull with constant force. */
const loss = (r: number): number => 2 * (Math.sqrt(1 + r * r) - 1);
const weight = (r: number): number => 1 / Math.sqrt(1 + r * r);

/** Solve A x = b, A symmetric positive definite (row-major), by Cholesky; undefined where A is not. */
export function solveSymmetric(a: Float64Array, b: Float64Array): Float64Array | undefined {
  const n = b.length;
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!;
      if (i === j) {
        if (!(sum > 0)) return undefined;
        l[i * n + i] = Math.sqrt(sum);
      } else l[i * n + j] = sum / l[j * n + j]!;
    }
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= l[i * n + k]! * x[k]!;
    x[i]! /= l[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= l[k * n + i]! * x[k]!;
    x[i]! /= l[i * n + i]!;
  }
  return x;
}

/** Minimise the robust sum of residuals plus the prior's squares. Deterministic. */
export function fitRobust(problem: FitProblem): { readonly parameters: Float64Array; readonly cost: number } {
  const { priorCentre, priorSpread } = problem;
  const n = problem.start.length;
  const costOf = (residuals: Float64Array, at: Float64Array): number => {
    let sum = 0;
    for (const r of residuals) sum += loss(r);
    for (let i = 0; i < n; i++) sum += pow((at[i]! - priorCentre[i]!) / priorSpread[i]!, 2);
    return sum;
  };
  let at = problem.start.slice();
  let residuals = problem.residuals(at);
  let cost = costOf(residuals, at);
  let damping = 1e-2;
  // Parameters that no residual feels (experts of a dense model) stay at their start and cost nothing.
  const isIdle = new Uint8Array(n);
  for (let iteration = 0; iteration < problem.iterations; iteration++) {
    const columns: Float64Array[] = [];
    const nothing = new Float64Array(residuals.length);
    const step = 0.02;
    for (let j = 0; j < n; j++) {
      if (isIdle[j] === 1) {
        columns.push(nothing);
        continue;
      }
      const moved = at.slice();
      moved[j]! += step;
      const column = problem.residuals(moved);
      let largest = 0;
      for (let i = 0; i < column.length; i++) {
        column[i] = (column[i]! - residuals[i]!) / step;
        largest = Math.max(largest, Math.abs(column[i]!));
      }
      if (largest === 0) isIdle[j] = 1;
      columns.push(column);
    }
    const hessian = new Float64Array(n * n);
    const gradient = new Float64Array(n);
    for (let i = 0; i < residuals.length; i++) {
      const w = weight(residuals[i]!);
      for (let j = 0; j < n; j++) {
        const dj = columns[j]![i]!;
        if (dj === 0) continue;
        gradient[j]! += w * dj * residuals[i]!;
        for (let k = 0; k <= j; k++) hessian[j * n + k]! += w * dj * columns[k]![i]!;
      }
    }
    for (let j = 0; j < n; j++) {
      gradient[j]! += (at[j]! - priorCentre[j]!) / pow(priorSpread[j]!, 2);
      hessian[j * n + j]! += 1 / pow(priorSpread[j]!, 2);
      for (let k = 0; k < j; k++) hessian[k * n + j] = hessian[j * n + k]!;
    }
    let improved = false;
    for (let attempt = 0; attempt < 6 && !improved; attempt++) {
      const damped = hessian.slice();
      for (let j = 0; j < n; j++) damped[j * n + j]! *= 1 + damping;
      const move = solveSymmetric(damped, gradient);
      if (move !== undefined) {
        const next = at.slice();
        for (let j = 0; j < n; j++) next[j]! -= Math.max(-0.7, Math.min(0.7, move[j]!));
        const nextResiduals = problem.residuals(next);
        const nextCost = costOf(nextResiduals, next);
        if (nextCost < cost) {
          improved = true;
          const gain = (cost - nextCost) / cost;
          at = next;
          residuals = nextResiduals;
          cost = nextCost;
          damping = Math.max(1e-4, damping / 4);
          if (gain < 1e-4) return { parameters: at, cost };
        }
      }
      if (!improved) damping *= 5;
    }
    if (!improved) break;
  }
  return { parameters: at, cost };
}
