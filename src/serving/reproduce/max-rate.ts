// The highest rate at which a service still meets its condition, by bisection.

/**
 * Largest rate in (low, high) that `isMet` accepts, to 1%; undefined where it does not accept `low`. Assumes that a rate
 * that is too high stays too high, as simulations of one seed nearly always do.
 */
export function maxRate(isMet: (rate: number) => boolean, low: number, high: number): number | undefined {
  if (!isMet(low)) return undefined;
  let good = low;
  let bad = high;
  while (bad / good > 1.01) {
    const middle = Math.sqrt(good * bad);
    if (isMet(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
