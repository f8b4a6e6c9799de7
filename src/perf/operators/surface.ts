// From a family, a chip and a fit to a grid of log seconds that is quick to evaluate and never falls with more work.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import { log, log2 } from "../../elementary.ts";
import type { AnyFamily } from "./families/table.ts";
import type { Axis, Coefficients, Roofline } from "./family.ts";
import { type Grid, gridSize, gridValue, locate, makeMonotone } from "./grid.ts";

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

/**
 * Knots of one slice of a family's axes: those at knot `slice` of the last axis, or all of them where it is undefined.
 * Where more along the last axis is not slower by rule, slices do not depend on each other, and most are never asked for.
 */
export type Slice = number | undefined;

export const isSliced = (axes: readonly Axis[]): boolean => !axes[axes.length - 1]!.isRising;

export function knotWork(axes: readonly Axis[], { launchAt, flopsAt, bytesAt }: Roofline, slice: Slice): KnotWork {
  const units = axes.map((axis) => [...axis.knots, ...(axis.beyond ?? [])]);
  const moving = slice === undefined ? axes.length : axes.length - 1;
  let total = 1;
  for (let d = 0; d < moving; d++) total *= units[d]!.length;
  const work: KnotWork = {
    launch: new Float64Array(total),
    flops: new Float64Array(total),
    bytes: new Float64Array(total),
    fitted: new Int32Array(total),
  };
  const at = new Int32Array(axes.length);
  if (slice !== undefined) at[moving] = slice;
  const point = Float64Array.from(units, (axis, d) => axis[at[d]!]!);
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
    for (let d = moving - 1; d >= 0; d--) {
      at[d] = at[d]! + 1 === units[d]!.length ? 0 : at[d]! + 1;
      point[d] = units[d]![at[d]!]!;
      if (at[d] !== 0) break;
    }
  }
  return work;
}

/** Log seconds at the knots of a slice, row-major. */
export type SliceValues = (slice: Slice) => Float64Array;

/** Log seconds over a family's axes, worked out slice by slice as they are asked for. */
export class Surface {
  readonly #grid: Grid;
  readonly #valuesOf: SliceValues;
  readonly #isSliced: boolean;
  readonly #isKnown: Uint8Array;
  readonly #cell = new Float64Array(2);

  constructor(axes: readonly Axis[], valuesOf: SliceValues) {
    const knots = fullAxes(axes);
    this.#grid = { axes: knots, values: new Float64Array(gridSize(knots)) };
    this.#valuesOf = valuesOf;
    this.#isSliced = isSliced(axes);
    this.#isKnown = new Uint8Array(knots[knots.length - 1]!.length);
  }

  /** Log seconds at a point, log2 units. */
  value(point: Float64Array): number {
    const { axes } = this.#grid;
    const cell = this.#cell;
    if (this.#isSliced) locate(axes[axes.length - 1]!, point[axes.length - 1]!, cell, 0);
    const slice = cell[0]!;
    if (this.#isKnown[slice] === 0) this.#workOut(slice);
    if (cell[1] !== 0 && this.#isKnown[slice + 1] === 0) this.#workOut(slice + 1);
    return gridValue(this.#grid, point);
  }

  #workOut(slice: number): void {
    const { values } = this.#grid;
    const stride = this.#isKnown.length;
    if (this.#isSliced) {
      const own = this.#valuesOf(slice);
      for (let i = 0; i < own.length; i++) values[i * stride + slice] = own[i]!;
    } else values.set(this.#valuesOf(undefined));
    this.#isKnown[slice] = 1;
  }
}

/** Makes a slice's values monotone along the rising axes. */
export function makeSliceMonotone(axes: readonly Axis[], slice: Slice, values: Float64Array): void {
  const own = slice === undefined ? axes : axes.slice(0, -1);
  makeMonotone(
    { axes: fullAxes(own), values },
    own.map((axis) => axis.isRising),
  );
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
export function fittedValues(
  family: AnyFamily,
  variant: string,
  chip: ChipSpec,
  coefficients: Coefficients,
  correction: Float64Array | undefined,
  isMonotone = true,
): SliceValues {
  const base = family.prepare(variant, chip);
  const flopsPerSecond = base.flopsPerSecond * coefficients[0];
  const bytesPerSecond = base.bytesPerSecond * coefficients[1];
  return (slice) => {
    const { launch, flops, bytes, fitted } = knotWork(family.axes, base, slice);
    const values = new Float64Array(launch.length);
    for (let i = 0; i < values.length; i++) {
      const seconds = launch[i]! * coefficients[2] + Math.max(flops[i]! / flopsPerSecond, bytes[i]! / bytesPerSecond);
      values[i] = log(seconds) + (correction === undefined ? 0 : correction[fitted[i]!]!);
    }
    if (isMonotone) makeSliceMonotone(family.axes, slice, values);
    return values;
  };
}

/** The same as a whole grid. */
export const surfaceGrid = (...fit: Parameters<typeof fittedValues>): Grid => ({
  axes: fullAxes(fit[0].axes),
  values: fittedValues(...fit)(undefined),
});
