// From a family, a chip and a fit to a grid of log seconds that is quick to evaluate and never falls with more work.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import { log, log2 } from "../../elementary.ts";
import type { AnyFamily } from "./families/table.ts";
import type { Axis, Coefficients } from "./family.ts";
import { type Grid, makeMonotone } from "./grid.ts";

/** Knots of the fit alone, log2 units. */
export const fitAxes = (axes: readonly Axis[]): Float64Array[] =>
  axes.map((axis) => Float64Array.from(axis.knots, log2));

/** Knots of the fit and those beyond, log2 units. */
export const fullAxes = (axes: readonly Axis[]): Float64Array[] =>
  axes.map((axis) => Float64Array.from([...axis.knots, ...(axis.beyond ?? [])], log2));

/**
 * Visits every knot, fitted and beyond, row-major: its point in the axes' units (one array, reused) and the index of the
 * correction that holds there.
 */
export function forEachKnot(axes: readonly Axis[], visit: (point: Float64Array, fitted: number) => void): void {
  const units = axes.map((axis) => [...axis.knots, ...(axis.beyond ?? [])]);
  const total = units.reduce((product, axis) => product * axis.length, 1);
  const point = new Float64Array(axes.length);
  for (let i = 0; i < total; i++) {
    // Beyond the fitted knots of an axis, the correction of its last one holds.
    let at = 0;
    let rest = i;
    let stride = 1;
    for (let d = axes.length - 1; d >= 0; d--) {
      const length = units[d]!.length;
      const fitted = axes[d]!.knots.length;
      point[d] = units[d]![rest % length]!;
      at += Math.min(rest % length, fitted - 1) * stride;
      rest = Math.floor(rest / length);
      stride *= fitted;
    }
    visit(point, at);
  }
}

/** Log seconds of the physical form at every knot of `axes` (log2 units). */
export function baseValues(
  family: AnyFamily,
  variant: string,
  chip: ChipSpec,
  coefficients: Coefficients,
  axes: readonly Float64Array[],
): Float64Array {
  const base = family.prepare(variant, chip);
  const raw = axes.map((axis) => axis.map((x) => 2 ** x));
  const total = axes.reduce((product, axis) => product * axis.length, 1);
  const out = new Float64Array(total);
  const point = new Float64Array(axes.length);
  for (let i = 0; i < total; i++) {
    let rest = i;
    for (let d = axes.length - 1; d >= 0; d--) {
      const length = axes[d]!.length;
      point[d] = raw[d]![rest % length]!;
      rest = Math.floor(rest / length);
    }
    out[i] = log(base(point, coefficients));
  }
  return out;
}

/** The surface a fit stands for: physical form plus correction, monotone along the rising axes unless asked not to be. */
export function surfaceGrid(
  family: AnyFamily,
  variant: string,
  chip: ChipSpec,
  coefficients: Coefficients,
  correction: Float64Array | undefined,
  isMonotone = true,
): Grid {
  const axes = fullAxes(family.axes);
  const base = family.prepare(variant, chip);
  const logs: number[] = [];
  forEachKnot(family.axes, (point, fitted) => {
    logs.push(log(base(point, coefficients)) + (correction?.[fitted] ?? 0));
  });
  const values = Float64Array.from(logs);
  const grid = { axes, values };
  if (isMonotone)
    makeMonotone(
      grid,
      family.axes.map((axis) => axis.isRising),
    );
  return grid;
}
