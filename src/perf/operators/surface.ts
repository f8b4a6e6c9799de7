// From a family, a chip and a fit to a grid of log seconds that is quick to evaluate and never falls with more work.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import { log, log2 } from "../../elementary.ts";
import type { AnyFamily } from "./families/table.ts";
import type { Axis, Coefficients, Roofline } from "./family.ts";
import { type Grid, makeMonotone } from "./grid.ts";

/** Knots of the fit alone, log2 units. */
export const fitAxes = (axes: readonly Axis[]): Float64Array[] =>
  axes.map((axis) => Float64Array.from(axis.knots, log2));

/** Knots of the fit and those beyond, log2 units. */
export const fullAxes = (axes: readonly Axis[]): Float64Array[] =>
  axes.map((axis) => Float64Array.from([...axis.knots, ...(axis.beyond ?? [])], log2));

/** What a physical form is made of at every knot, fitted and beyond, row-major. */
export interface KnotWork {
  readonly launch: Float64Array;
  readonly flops: Float64Array;
  readonly bytes: Float64Array;
  /** Index of the correction that holds at each knot: beyond the fitted ones of an axis, that of its last one. */
  readonly fitted: Int32Array;
}

export function knotWork(axes: readonly Axis[], { launchAt, flopsAt, bytesAt }: Roofline): KnotWork {
  const units = axes.map((axis) => [...axis.knots, ...(axis.beyond ?? [])]);
  const total = units.reduce((product, axis) => product * axis.length, 1);
  const work: KnotWork = {
    launch: new Float64Array(total),
    flops: new Float64Array(total),
    bytes: new Float64Array(total),
    fitted: new Int32Array(total),
  };
  const point = Float64Array.from(units, (axis) => axis[0]!);
  const at = new Int32Array(axes.length);
  for (let i = 0; i < total; i++) {
    work.launch[i] = launchAt(point);
    work.flops[i] = flopsAt(point);
    work.bytes[i] = bytesAt(point);
    let fitted = 0;
    for (let d = 0; d < at.length; d++) {
      const knots = axes[d]!.knots.length;
      fitted = fitted * knots + Math.min(at[d]!, knots - 1);
    }
    work.fitted[i] = fitted;
    // The next knot: the last axis fastest.
    for (let d = at.length - 1; d >= 0; d--) {
      at[d] = at[d]! + 1 === units[d]!.length ? 0 : at[d]! + 1;
      point[d] = units[d]![at[d]!]!;
      if (at[d] !== 0) break;
    }
  }
  return work;
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
  const { launch, flops, bytes, fitted } = knotWork(family.axes, base);
  const flopsPerSecond = base.flopsPerSecond * coefficients[0];
  const bytesPerSecond = base.bytesPerSecond * coefficients[1];
  const values = new Float64Array(launch.length);
  for (let i = 0; i < values.length; i++) {
    const seconds = launch[i]! * coefficients[2] + Math.max(flops[i]! / flopsPerSecond, bytes[i]! / bytesPerSecond);
    values[i] = log(seconds) + (correction === undefined ? 0 : correction[fitted[i]!]!);
  }
  const grid = { axes, values };
  if (isMonotone)
    makeMonotone(
      grid,
      family.axes.map((axis) => axis.isRising),
    );
  return grid;
}
