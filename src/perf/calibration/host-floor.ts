// Tables of kernels that were launched one by one from Python measure the host, not the device, at small shapes.
// This finds that plateau along a family's first axis and takes it out of the rows that rise above it.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import { log, pow } from "../../elementary.ts";
import { classPrior } from "../operators/class-prior.ts";
import type { AnyFamily } from "../operators/families/table.ts";

/** A plateau this many times what the kernels' own launches cost is the host's. */
const hostOverLaunches = 8;
/** Only rows this far above the plateau, and with device work to show for it, say something about the device. */
export const clearOfHost = 1.25;
export const deviceShare = 0.4;
const sharpness = 6;

/**
 * Median time at each knot of the first axis over rows whose device work is well below it, seconds; undefined where the
 * smallest shapes are no slower than launches explain.
 */
export function hostFloor(
  family: AnyFamily,
  variant: string,
  chip: ChipSpec,
  points: Float64Array,
  seconds: Float64Array,
): Float64Array | undefined {
  const dims = family.axes.length;
  const knots = family.axes[0]!.knots;
  const base = family.prepare(variant, chip);
  const prior = classPrior(chip.architecture);
  const coefficients = [prior.computeFraction, prior.memoryFraction, 1] as const;
  const byKnot: { work: number; time: number }[][] = knots.map(() => []);
  let launchSeconds = Number.POSITIVE_INFINITY;
  const point = new Float64Array(dims);
  for (let i = 0; i < seconds.length; i++) {
    for (let d = 0; d < dims; d++) point[d] = points[i * dims + d]!;
    const work = base(point, coefficients);
    launchSeconds = Math.min(launchSeconds, work);
    let nearest = 0;
    for (let j = 1; j < knots.length; j++)
      if (Math.abs(log(point[0]! / knots[j]!)) < Math.abs(log(point[0]! / knots[nearest]!))) nearest = j;
    byKnot[nearest]!.push({ work, time: seconds[i]! });
  }
  const plateau = byKnot.map((rows, j) => {
    if (rows.length === 0) return Number.NaN;
    // Rows whose device work may itself reach the plateau are no evidence of it.
    const light = rows.filter((row) => row.work < deviceShare * row.time);
    if (light.length < rows.length * (j === 0 ? 0.5 : 0.1)) return Number.NaN;
    const times = light.map((row) => row.time).sort((a, b) => a - b);
    return times[times.length >> 1]!;
  });
  if (!(plateau[0]! > hostOverLaunches * launchSeconds)) return undefined;
  const out = new Float64Array(knots.length);
  let last = plateau[0]!;
  plateau.forEach((value, j) => {
    // The host does the same work whatever the shape: a plateau that grows with the shape is the device's.
    if (value > last && value < 2 * plateau[0]!) last = value;
    out[j] = last;
  });
  return out;
}

/** Device time behind a measured one, given the host's: inverse of the rounded maximum of the two. */
export const behindHost = (seconds: number, host: number): number =>
  pow(pow(seconds, sharpness) - pow(host, sharpness), 1 / sharpness);
