// One variant of one operator family on one chip: coefficients of the physical form, then the smooth correction on top.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import { exp, log, log2 } from "../../elementary.ts";
import { encodeSurface, type VariantFit } from "../operators/chip-calibration.ts";
import { classPrior } from "../operators/class-prior.ts";
import type { AnyFamily } from "../operators/families/table.ts";
import type { Coefficients } from "../operators/family.ts";
import { gridSize, gridValue, locate } from "../operators/grid.ts";
import { baseValues, fitAxes, surfaceGrid } from "../operators/surface.ts";
import { fitCoefficients } from "./coefficient-fit.ts";
import { fitGrid } from "./grid-fit.ts";
import { behindHost, clearOfHost, deviceShare, hostFloor } from "./host-floor.ts";
import { projectMonotone } from "./isotonic.ts";
import type { KernelRow } from "./kernel-row.ts";

const options = { smoothness: 0.05, ridge: 0.02, huber: 0.1 };
/** Pull, in rows per knot, towards the sibling's correction where the host hides the device. */
const hiddenRidge = 0.3;
/** Launch factor where the host hides it and no sibling shows it: what attention kernels measured in graphs come to. */
const hiddenLaunch = 2.5;

interface Samples {
  /** rows × dims, in the axes' units and in log2. */
  readonly points: Float64Array;
  readonly logs: Float64Array;
  readonly seconds: Float64Array;
}

function samplesOf(family: AnyFamily, rows: readonly KernelRow[]): Samples {
  const dims = family.axes.length;
  const points = new Float64Array(rows.length * dims);
  const seconds = new Float64Array(rows.length);
  const point = new Float64Array(dims);
  rows.forEach((row, i) => {
    family.locate(row.call as never, point);
    points.set(point, i * dims);
    seconds[i] = row.seconds;
  });
  return { points, logs: points.map(log2), seconds };
}

interface Fit {
  readonly coefficients: Coefficients;
  readonly correction: Float64Array;
}

/** Rows above the host's plateau, with the plateau taken out; all rows where there is none. */
function clearHost(
  family: AnyFamily,
  all: Samples,
  host: Float64Array,
  work: (point: Float64Array) => number,
): Samples {
  const dims = family.axes.length;
  const axis = { axes: [fitAxes(family.axes)[0]!], values: host };
  const keep: number[] = [];
  const seconds: number[] = [];
  all.seconds.forEach((value, i) => {
    const floor = gridValue(axis, all.logs, i * dims);
    const expected = work(all.points.subarray(i * dims, (i + 1) * dims));
    if (value < clearOfHost * floor || expected < deviceShare * value) return;
    keep.push(i);
    seconds.push(behindHost(value, floor));
  });
  const pick = (from: Float64Array) =>
    Float64Array.from(keep.flatMap((i) => [...from.subarray(i * dims, (i + 1) * dims)]));
  return { points: pick(all.points), logs: pick(all.logs), seconds: Float64Array.from(seconds) };
}

const startOf = (family: AnyFamily, chip: ChipSpec): Coefficients => {
  const prior = classPrior(chip.architecture);
  return [prior.computeFraction, family.name === "collective" ? prior.linkFraction : prior.memoryFraction, 1];
};

/** Coefficients, then the correction on top of them. `prior`: the correction where rows are silent. */
function fitSamples(
  family: AnyFamily,
  variant: string,
  chip: ChipSpec,
  samples: Samples,
  coefficients: Coefficients,
  prior: Float64Array | undefined,
  ridge: number,
  isMonotone: boolean,
): Fit {
  const dims = family.axes.length;
  const axes = fitAxes(family.axes);
  const knots = baseValues(family, variant, chip, coefficients, axes);
  const grid = { axes, values: knots };
  const target = samples.seconds.map((value, i) => log(value) - gridValue(grid, samples.logs, i * dims));
  const correction = fitGrid(axes, samples.logs, target, {
    ...options,
    smoothness: family.smoothness ?? options.smoothness,
    ridge,
    prior,
  });
  const mass = rowsNear(axes, samples.logs);
  holdUntouched(axes, correction, mass, prior);
  const values = knots.map((value, j) => value + correction[j]!);
  if (isMonotone)
    projectMonotone(
      axes,
      values,
      // Rows near a knot say how little it may move when the surface is made monotone; those no row touches give way.
      mass.map((rows) => rows + 1e-3),
      family.axes.map((axis) => axis.isRising),
    );
  return { coefficients, correction: values.map((value, j) => value - knots[j]!) };
}

/**
 * A knot no row touches takes the correction of the one before it along the first axis that has one (or, with a prior, the
 * prior's step from there): as good as a smooth extrapolation, and it compresses.
 */
function holdUntouched(
  axes: readonly Float64Array[],
  correction: Float64Array,
  mass: Float64Array,
  prior: Float64Array | undefined,
): void {
  for (let j = 0; j < correction.length; j++) {
    if (mass[j]! > 0) continue;
    let stride = correction.length;
    for (const axis of axes) {
      stride /= axis.length;
      if (Math.floor(j / stride) % axis.length === 0) continue;
      const before = j - stride;
      correction[j] = correction[before]! + (prior === undefined ? 0 : prior[j]! - prior[before]!);
      break;
    }
  }
}

/** Rows in whose cell each knot is a corner. */
function rowsNear(axes: readonly Float64Array[], logs: Float64Array): Float64Array {
  const dims = axes.length;
  const count = new Float64Array(gridSize(axes));
  const cell = new Float64Array(2 * dims);
  for (let i = 0; i < logs.length / dims; i++) {
    for (let d = 0; d < dims; d++) locate(axes[d]!, logs[i * dims + d]!, cell, 2 * d);
    for (let c = 0; c < 1 << dims; c++) {
      let at = 0;
      let weight = 1;
      for (let d = 0; d < dims; d++) {
        const up = (c >> d) & 1;
        const share = cell[2 * d + 1]!;
        weight *= up ? share : 1 - share;
        at = at * axes[d]!.length + Math.min(axes[d]!.length - 1, cell[2 * d]! + up);
      }
      count[at]! += weight;
    }
  }
  return count;
}

const rounded = (coefficients: Coefficients): Coefficients =>
  coefficients.map((value) => Number(value.toPrecision(4))) as unknown as Coefficients;

/** An already fitted variant with much the same kernels. */
export interface Sibling {
  readonly rows: number;
  readonly coefficients: Coefficients;
  readonly correction: Float64Array;
}

interface Fits {
  readonly isolated: Fit;
  readonly device: Fit | undefined;
}

function fitRows(
  family: AnyFamily,
  variant: string,
  chip: ChipSpec,
  rows: readonly KernelRow[],
  sibling: Sibling | undefined,
): Fits {
  const dims = family.axes.length;
  const all = samplesOf(family, rows);
  const base = family.prepare(variant, chip);
  const host = hostFloor(family, variant, chip, all.points, all.seconds);
  const whole = rounded(fitCoefficients(base, dims, all.points, all.seconds, startOf(family, chip)));
  // Few rows leave most knots untouched: there the shape is the sibling's.
  const shape = sibling !== undefined && sibling.rows >= 3 * rows.length ? sibling.correction : undefined;
  const isolated = fitSamples(family, variant, chip, all, whole, shape, options.ridge, host === undefined);
  if (host === undefined) return { isolated, device: undefined };
  const [compute, memory] = startOf(family, chip);
  const start: Coefficients = sibling?.coefficients ?? [compute, memory, hiddenLaunch];
  const clear = clearHost(family, all, host, (point) => base(point, start));
  const free = fitCoefficients(base, dims, clear.points, clear.seconds, start);
  // Launches hide behind the host: nothing in the rows tells them apart, so the sibling's (or the class') stand.
  const coefficients = rounded([free[0], free[1], start[2]]);
  const lent = sibling === undefined ? undefined : sibling.correction;
  return { isolated, device: fitSamples(family, variant, chip, clear, coefficients, lent, hiddenRidge, true) };
}

/** Deterministic share of rows kept out to measure the error of the fit. */
const isKeptOut = (index: number): boolean => ((Math.imul(index + 1, 0x9e3779b1) >>> 8) & 1023) < 205;

const asData = (fit: Fit) => ({ coefficients: fit.coefficients, surface: encodeSurface(fit.correction) });

/** @param sibling lends its shape where this variant has no rows, or where its host hides the device */
export function fitVariant(
  family: AnyFamily,
  variant: string,
  chip: ChipSpec,
  rows: readonly KernelRow[],
  sibling?: Sibling,
): VariantFit {
  const dims = family.axes.length;
  const seen = rows.length >= 40 ? rows.filter((_, i) => !isKeptOut(i)) : rows;
  const checked = rows.length >= 40 ? rows.filter((_, i) => isKeptOut(i)) : rows;
  const trial = fitRows(family, variant, chip, seen, sibling);
  const { coefficients, correction } = trial.isolated;
  const grid = surfaceGrid(family, variant, chip, coefficients, correction, trial.device === undefined);
  const checks = samplesOf(family, checked);
  const ratios = checks.seconds
    .map((value, i) => value / exp(gridValue(grid, checks.logs, i * dims)))
    .sort((a, b) => a - b);
  const errors = ratios.map((ratio) => Math.abs(1 / ratio - 1)).sort((a, b) => a - b);
  const quantile = (q: number) => Number(ratios[Math.floor(q * (ratios.length - 1))]!.toFixed(3));
  const { isolated, device } = fitRows(family, variant, chip, rows, sibling);
  return {
    rows: rows.length,
    ...asData(isolated),
    ...(device === undefined ? {} : { device: asData(device) }),
    medianErrorPercent: Number((100 * errors[errors.length >> 1]!).toFixed(2)),
    spread: [quantile(0.1), quantile(0.9)],
  };
}
