// Fits the open-loop step coefficients on a table of runs: damped Gauss-Newton on the logarithm of TPOT, each coefficient held
// near its prior. The model is the simulator itself, so queueing and prompt interference are in the fit.
import { exp, log, pow } from "../../elementary.ts";
import type { OpenLoopCoefficients } from "./vllm-open-loop.ts";
import { openLoopPriors } from "./vllm-open-loop.ts";

const names = Object.keys(openLoopPriors) as (keyof typeof openLoopPriors)[];

/** Spread of each coefficient's prior in log space: kernels are known within 15%, host times within a factor of 2. */
const priorSpread = (name: (typeof names)[number]): number =>
  name.startsWith("host") || name.startsWith("gap")
    ? 0.7
    : name === "eightBit" || name === "expertsOnAmpere"
      ? 0.4
      : 0.2;

/** Solves A x = b for a symmetric positive matrix by elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(rows[r]![i]!) > Math.abs(rows[pivot]![i]!)) pivot = r;
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    for (let r = i + 1; r < n; r++) {
      const factor = rows[r]![i]! / rows[i]![i]!;
      for (let c = i; c <= n; c++) rows[r]![c]! -= factor * rows[i]![c]!;
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let sum = rows[i]![n]!;
    for (let c = i + 1; c < n; c++) sum -= rows[i]![c]! * x[c]!;
    x[i] = sum / rows[i]![i]!;
  }
  return x;
}

export interface OpenLoopFit {
  readonly coefficients: OpenLoopCoefficients;
  /** Mean absolute log residual before and after. */
  readonly before: number;
  readonly after: number;
}

/** log(predicted / measured) of each run under given coefficients; its length must not change. */
export type Residuals = (coefficients: OpenLoopCoefficients) => readonly number[];

const coefficientsAt = (logs: readonly number[]): OpenLoopCoefficients =>
  Object.fromEntries(names.map((name, i) => [name, exp(logs[i]!)])) as unknown as OpenLoopCoefficients;

const priorLogs = names.map((name) => log(openLoopPriors[name]));
const spreads = names.map(priorSpread);

/** Runs far off count by their distance, not its square: an overloaded prediction must not steer the fit. */
const weigh = (residual: number, noise: number): number => 1 / Math.max(1, Math.abs(residual) / (2 * noise));

/** Slopes of every residual by every coefficient's logarithm, by forward differences from `current`. */
function slopesAt(residuals: Residuals, logs: readonly number[], current: readonly number[]): number[][] {
  const step = 0.03;
  return names.map((_, i) =>
    residuals(coefficientsAt(logs.map((value, j) => (j === i ? value + step : value)))).map(
      (value, row) => (value - current[row]!) / step,
    ),
  );
}

/** Normal equations of one Gauss-Newton move over the rows that count, priors included. */
function normalEquations(
  slopes: readonly (readonly number[])[],
  current: readonly number[],
  logs: readonly number[],
  noise: number,
  counts: (row: number) => boolean = () => true,
): { readonly gradient: number[]; readonly normal: number[][] } {
  const sum = (term: (row: number) => number): number =>
    current.reduce((total, _, row) => (counts(row) ? total + term(row) : total), 0);
  const gradient = names.map(
    (_, i) =>
      sum((row) => (weigh(current[row]!, noise) * slopes[i]![row]! * current[row]!) / pow(noise, 2)) +
      (logs[i]! - priorLogs[i]!) / pow(spreads[i]!, 2),
  );
  const normal = names.map((_, i) =>
    names.map(
      (__, j) =>
        sum((row) => (weigh(current[row]!, noise) * slopes[i]![row]! * slopes[j]![row]!) / pow(noise, 2)) +
        (i === j ? 1 / pow(spreads[i]!, 2) : 0),
    ),
  );
  return { gradient, normal };
}

/**
 * Coefficients as if some rows had not been in the fit: one Gauss-Newton move from the fit over the rows that are left, the
 * slopes worked out once for all. Exact where residuals are linear in the coefficients' logarithms, which they nearly are.
 */
export function withoutRows(
  residuals: Residuals,
  fit: OpenLoopFit,
  noise = 0.04,
): (isLeftOut: (row: number) => boolean) => OpenLoopCoefficients {
  const logs = names.map((name) => log(fit.coefficients[name]));
  const current = residuals(fit.coefficients);
  const slopes = slopesAt(residuals, logs, current);
  return (isLeftOut) => {
    const { gradient, normal } = normalEquations(slopes, current, logs, noise, (row) => !isLeftOut(row));
    const move = solve(normal, gradient);
    return coefficientsAt(logs.map((value, i) => value - Math.max(-0.7, Math.min(0.7, move[i]!))));
  };
}

/**
 * @param noise expected log scatter of a run around a good model.
 */
export function fitOpenLoop(residuals: Residuals, iterations = 8, noise = 0.04): OpenLoopFit {
  const cost = (logs: readonly number[], r: readonly number[]): number =>
    r.reduce((sum, value) => sum + (weigh(value, noise) * value * value) / pow(noise, 2), 0) +
    logs.reduce((sum, value, i) => sum + pow((value - priorLogs[i]!) / spreads[i]!, 2), 0);
  const size = (r: readonly number[]): number => r.reduce((sum, value) => sum + Math.abs(value), 0) / r.length;
  let logs: number[] = [...priorLogs];
  let current = residuals(coefficientsAt(logs));
  const before = size(current);
  let damping = 0.01;
  for (let iteration = 0; iteration < iterations; iteration++) {
    const { gradient, normal } = normalEquations(slopesAt(residuals, logs, current), current, logs, noise);
    let isBetter = false;
    for (let attempt = 0; attempt < 5 && !isBetter; attempt++) {
      const damped = normal.map((row, i) => row.map((value, j) => (i === j ? value * (1 + damping) : value)));
      const move = solve(damped, gradient);
      const next = logs.map((value, i) => value - Math.max(-0.5, Math.min(0.5, move[i]!)));
      const there = residuals(coefficientsAt(next));
      if (cost(next, there) < cost(logs, current)) {
        logs = next;
        current = there;
        damping /= 4;
        isBetter = true;
      } else damping *= 8;
    }
    if (!isBetter) break;
  }
  return { coefficients: coefficientsAt(logs), before, after: size(current) };
}
