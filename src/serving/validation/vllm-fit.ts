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

/**
 * @param residuals log(predicted / measured) of each run under given coefficients; its length must not change.
 * @param noise expected log scatter of a run around a good model.
 */
export function fitOpenLoop(
  residuals: (coefficients: OpenLoopCoefficients) => readonly number[],
  iterations = 8,
  noise = 0.04,
): OpenLoopFit {
  const prior = names.map((name) => log(openLoopPriors[name]));
  const spreads = names.map(priorSpread);
  const of = (logs: readonly number[]): OpenLoopCoefficients =>
    Object.fromEntries(names.map((name, i) => [name, exp(logs[i]!)])) as unknown as OpenLoopCoefficients;
  // Runs far off count by their distance, not its square: an overloaded prediction must not steer the fit.
  const weigh = (residual: number): number => 1 / Math.max(1, Math.abs(residual) / (2 * noise));
  const cost = (logs: readonly number[], r: readonly number[]): number =>
    r.reduce((sum, value) => sum + (weigh(value) * value * value) / pow(noise, 2), 0) +
    logs.reduce((sum, value, i) => sum + pow((value - prior[i]!) / spreads[i]!, 2), 0);
  const size = (r: readonly number[]): number => r.reduce((sum, value) => sum + Math.abs(value), 0) / r.length;
  let logs: number[] = [...prior];
  let current = residuals(of(logs));
  const before = size(current);
  let damping = 0.01;
  for (let iteration = 0; iteration < iterations; iteration++) {
    const step = 0.03;
    const columns = names.map((_, i) => {
      const moved = residuals(of(logs.map((value, j) => (j === i ? value + step : value))));
      return moved.map((value, row) => (value - current[row]!) / step);
    });
    const gradient = names.map(
      (_, i) =>
        columns[i]!.reduce(
          (sum, slope, row) => sum + (weigh(current[row]!) * slope * current[row]!) / pow(noise, 2),
          0,
        ) +
        (logs[i]! - prior[i]!) / pow(spreads[i]!, 2),
    );
    const normal = names.map((_, i) =>
      names.map((__, j) => {
        const sum = columns[i]!.reduce(
          (total, slope, row) => total + (weigh(current[row]!) * slope * columns[j]![row]!) / pow(noise, 2),
          0,
        );
        return sum + (i === j ? 1 / pow(spreads[i]!, 2) : 0);
      }),
    );
    let isBetter = false;
    for (let attempt = 0; attempt < 5 && !isBetter; attempt++) {
      const damped = normal.map((row, i) => row.map((value, j) => (i === j ? value * (1 + damping) : value)));
      const move = solve(damped, gradient);
      const next = logs.map((value, i) => value - Math.max(-0.5, Math.min(0.5, move[i]!)));
      const there = residuals(of(next));
      if (cost(next, there) < cost(logs, current)) {
        logs = next;
        current = there;
        damping /= 4;
        isBetter = true;
      } else damping *= 8;
    }
    if (!isBetter) break;
  }
  return { coefficients: of(logs), before, after: size(current) };
}
