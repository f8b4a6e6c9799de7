// The spread of a prediction between a class's own, where nothing was measured near, and that beside a measured place.
import { exp, log } from "../../elementary.ts";
import type { Spread } from "../spread.ts";

/** From here on a place counts as measured: half the distance over which runs stay alike. */
export const nextTo = 0.8;
/** Mean nearness of rows from there on. */
const meanThere = 0.85;

/** Squared log widths in proportion to nearness: it is the share of the variance that the nearest run explains. */
export function spreadAt(nearness: number, far: Spread, near: Spread): Spread {
  const share = Math.min(1, nearness / meanThere);
  const width = (a: number, b: number): number => {
    const wide = log(a);
    const narrow = log(b);
    return Math.sqrt((1 - share) * wide * wide + share * narrow * narrow);
  };
  return { p10: exp(-width(far.p10, near.p10)), p90: exp(width(far.p90, near.p90)) };
}
