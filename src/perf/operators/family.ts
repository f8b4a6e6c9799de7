// An operator family: calls whose time is one surface over a few log-shape coordinates, per variant (precision, head size ...).
//
//   seconds(call) = exp( G( log2 coordinates ) ),   G at a knot = log base(knot) + correction(knot)
//
// base is the physical form with three coefficients (compute fraction, memory fraction, launch factor); the correction is a
// smooth fitted surface, shared between chips of a class where one was not measured.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import { log2 } from "../../elementary.ts";
import type { OperatorCall } from "./operator-call.ts";

export interface Axis {
  readonly name: string;
  /** Knots the correction is fitted at, ascending, in the axis' own unit. */
  readonly knots: readonly number[];
  /** Further knots where only the physical form is evaluated, the correction held: keeps far shapes on the roofline. */
  readonly beyond?: readonly number[];
  /** More of it can never be quicker: enforced at the knots, and so everywhere. */
  readonly isRising: boolean;
}

/** [share of peak FLOP/s, share of peak bytes/s, launch time over the class' own]; each around 0.1 to 3. */
export type Coefficients = readonly [compute: number, memory: number, launch: number];

export interface Family<C extends OperatorCall = OperatorCall> {
  readonly name: FamilyName;
  readonly axes: readonly Axis[];
  /** What a call's variant is called, e.g. `fp8-block` or `hd128 kv-bf16 w0`. */
  readonly variantOf: (call: C) => string;
  /** Weight of second differences in the correction's fit, rows per knot; absent = 0.05. */
  readonly smoothness?: number;
  /** Coordinates of a call in the axes' units, each at least the tiniest positive number. */
  readonly locate: (call: C, out: Float64Array) => void;
  /** The physical form at a point; `variant` is parsed once by `prepare`. */
  readonly prepare: (variant: string, chip: ChipSpec) => BaseForm;
  /** How unlike two variants are; the least unlike fitted one stands in for one that was not measured. */
  readonly distance: (a: string, b: string) => number;
}

/** Time of the physical form at a point in the axes' units, and what it is made of: launches, then the slower of two roofs. */
export interface BaseForm extends Roofline {
  (point: Float64Array, coefficients: Coefficients): number;
}

export interface Roofline {
  /** Seconds of launches where the launch coefficient is 1. */
  readonly launchAt: (point: Float64Array) => number;
  readonly flopsAt: (point: Float64Array) => number;
  readonly flopsPerSecond: number;
  readonly bytesAt: (point: Float64Array) => number;
  readonly bytesPerSecond: number;
}

export function baseForm(roofline: Roofline): BaseForm {
  const { launchAt, flopsAt, flopsPerSecond, bytesAt, bytesPerSecond } = roofline;
  const seconds = (point: Float64Array, [compute, memory, launch]: Coefficients): number =>
    launchAt(point) * launch +
    Math.max(flopsAt(point) / (flopsPerSecond * compute), bytesAt(point) / (bytesPerSecond * memory));
  return Object.assign(seconds, roofline);
}

export const familyNames = [
  "gemm",
  "batched-gemm",
  "prefill-attention",
  "decode-attention",
  "mla-prefill",
  "mla-decode",
  "mla-block-prefill",
  "mla-block-decode",
  "dsa-block-prefill",
  "dsa-block-decode",
  "gated-delta",
  "moe",
  "collective",
] as const;
export type FamilyName = (typeof familyNames)[number];

/** Distance between variants written as words: a differing word costs 1, differing numbers their ratio in octaves. */
export function wordDistance(a: string, b: string): number {
  if (a === b) return 0;
  const left = a.split(" ");
  const right = b.split(" ");
  let sum = 0;
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const l = left[i] ?? "";
    const r = right[i] ?? "";
    if (l === r) continue;
    const ln = Number(/[\d.]+$/.exec(l)?.[0] ?? Number.NaN);
    const rn = Number(/[\d.]+$/.exec(r)?.[0] ?? Number.NaN);
    const bothNumbers =
      Number.isFinite(ln) && Number.isFinite(rn) && l.replace(/[\d.]+$/, "") === r.replace(/[\d.]+$/, "");
    sum += bothNumbers ? 0.1 + 0.3 * Math.min(6, Math.abs(log2((ln + 1) / (rn + 1)))) : 1;
  }
  return sum;
}
