// Chooses the few points of a quantile table that follow a sample best: starting from its ends, the point where table and
// sample differ most is added until they differ nowhere by much.
import { log } from "../elementary.ts";

/** Points of a fitted table at most, and the difference below which no more are added. */
export const tablePoints = 32;
export const tableDistance = 0.004;

export interface QuantileTable {
  readonly probabilities: readonly number[];
  readonly values: readonly number[];
}

/**
 * Greedy table through points of a distribution function.
 * @param x ascending places, `f` the share of the sample at or below each (last = 1); `start` the place where it begins.
 * @param scale what the table is linear in: the value, or its logarithm.
 */
export function fitTable(
  x: ArrayLike<number>,
  f: ArrayLike<number>,
  start: number,
  options: {
    readonly maxPoints: number;
    readonly distance: number;
    readonly isLog: boolean;
    /** Shares that get a point in any case: the tail decides the mean. */
    readonly always: readonly number[];
  },
): QuantileTable {
  const place = (value: number): number => (options.isLog ? log(value) : value);
  const count = x.length;
  // Indices into x of the chosen points; -1 is the start, where nothing lies below.
  const chosen = [-1];
  for (const p of [...options.always, 1]) {
    let i = (chosen[chosen.length - 1] as number) + 1;
    while (i < count - 1 && (f[i] as number) < p) i += 1;
    if (i < count - 1 || p === 1) chosen.push(Math.min(i, count - 1));
  }
  const at = (i: number): number => place(i < 0 ? start : (x[i] as number));
  const share = (i: number): number => (i < 0 ? 0 : (f[i] as number));
  while (chosen.length < options.maxPoints) {
    let worst = options.distance;
    let worstIndex = -1;
    let worstSlot = 0;
    for (let slot = 1; slot < chosen.length; slot++) {
      const from = chosen[slot - 1] as number;
      const to = chosen[slot] as number;
      const width = at(to) - at(from);
      for (let i = from + 1; i < to; i++) {
        const table = width > 0 ? share(from) + ((share(to) - share(from)) * (at(i) - at(from))) / width : share(from);
        const difference = Math.abs(table - share(i));
        if (difference > worst) {
          worst = difference;
          worstIndex = i;
          worstSlot = slot;
        }
      }
    }
    if (worstIndex < 0) break;
    chosen.splice(worstSlot, 0, worstIndex);
  }
  return {
    probabilities: chosen.map((i) => Number(share(i).toFixed(5))),
    values: chosen.map((i) => (i < 0 ? start : (x[i] as number))),
  };
}
