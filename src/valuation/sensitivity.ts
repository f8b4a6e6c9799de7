// What if: the model worked out again with knobs turned. Answers: how does value move with two drivers (grid), with each
// driver alone (tornado), and which driver value does the price imply (reverse)? Every cell is a recomputation.
import { fail, SilicoError } from "../errors.ts";
import type { CompanyModel, KnobKind } from "../scenario/company-model.ts";
import { distributionQuantile } from "./distribution.ts";
import type { Knob } from "./model/graph.ts";
import { runProgram } from "./model/machine.ts";
import { sliceProgram } from "./model/program.ts";
import { cellIndex, cellValue, compileModel, type SolveOptions, solveModel } from "./model/solve.ts";

export interface Axis {
  readonly line: string;
  readonly kind: KnobKind;
  readonly values: readonly number[];
}

/** A model ready to be turned: set the knobs, read the outputs. Undefined where the result means nothing (rate <= growth). */
export interface Bench {
  /** Turns that leave the model as it is. */
  readonly neutral: readonly number[];
  readonly evaluate: (turns: readonly number[]) => readonly (number | undefined)[];
  /** The same without checks or copies, for inner loops: NaN where the result means nothing. */
  readonly evaluateInto: (turns: ArrayLike<number>, results: Float64Array) => void;
}

/**
 * Compile a model once for many turns of `knobs`, reading `outputs` (scalars, or a line and year). Turns past the knobs set
 * the outside values (`externals`, in their order).
 */
export function prepareBench(
  model: CompanyModel,
  knobs: readonly Knob[],
  outputs: readonly { readonly line: string; readonly year?: number }[],
  options: SolveOptions = {},
): Bench {
  const atRest = knobs.some((knob) => knob.kind === "set" && knob.initial === undefined)
    ? solveModel(model, options)
    : undefined;
  const filled = knobs.map((knob) =>
    knob.kind === "set" && knob.initial === undefined ? { ...knob, initial: cellValue(atRest!, knob.line) } : knob,
  );
  for (const knob of filled) {
    const line = model.lines.find((entry) => entry.id === knob.line);
    if (knob.kind === "set" && line !== undefined && !line.isScalar)
      fail(
        "domain",
        [knob.line],
        `"${knob.line}" has one value a year and cannot be set as a whole`,
        "Scale or shift it, or override one year.",
      );
  }
  const program = compileModel(model, { ...options, knobs: filled });
  const rested = program.initial.slice();
  runProgram(program, rested);
  const cells = outputs.map((output) => cellIndex(program.graph, output.line, output.year));
  const dcf = program.graph.model.dcf;
  const guard =
    dcf === undefined || dcf.terminal === "multiple"
      ? undefined
      : [cellIndex(program.graph, dcf.wacc), cellIndex(program.graph, dcf.growth)];
  const slice = sliceProgram(program, [...cells, ...(guard ?? [])]);
  const work = rested.slice();
  const slots = [...program.knobSlots, ...program.externalSlots.values()];
  const evaluateInto = (turns: ArrayLike<number>, results: Float64Array): void => {
    for (let i = 0; i < turns.length; i++) work[slots[i]!] = turns[i]!;
    try {
      runProgram(slice, work);
    } catch (error) {
      if (!(error instanceof SilicoError)) throw error;
      // A circle that does not settle has no value; what it left behind must not reach the next turn.
      work.set(rested);
      results.fill(Number.NaN);
      return;
    }
    const isSound = guard === undefined || work[guard[0]!]! > work[guard[1]!]!;
    for (let i = 0; i < cells.length; i++) results[i] = isSound ? work[cells[i]!]! : Number.NaN;
  };
  const results = new Float64Array(cells.length);
  return {
    neutral: slots.map((slot) => program.initial[slot]!),
    evaluateInto,
    evaluate: (turns) => {
      evaluateInto(turns, results);
      return Array.from(results, (value) => (Number.isFinite(value) ? value : undefined));
    },
  };
}

export interface Grid {
  readonly rows: Axis;
  readonly columns: Axis;
  readonly output: string;
  /** `values[r][c]`; undefined where the discount rate is not above growth. */
  readonly values: readonly (readonly (number | undefined)[])[];
}

/** Value at every pair of two axes. */
export function sensitivityGrid(
  model: CompanyModel,
  rows: Axis,
  columns: Axis,
  output: string,
  options: SolveOptions = {},
): Grid {
  if (rows.line === columns.line)
    fail("domain", ["grid"], `both axes turn "${rows.line}"`, "Name two different drivers.");
  const bench = prepareBench(
    model,
    [rows, columns].map(({ line, kind }) => ({ line, kind })),
    [{ line: output }],
    options,
  );
  return {
    rows,
    columns,
    output,
    values: rows.values.map((row) => columns.values.map((column) => bench.evaluate([row, column])[0])),
  };
}

export interface TornadoBar {
  readonly line: string;
  readonly kind: KnobKind;
  /** Turns at the 10th and 90th percentile of the driver's range, and what they give. */
  readonly low: { readonly turn: number; readonly value: number | undefined };
  readonly high: { readonly turn: number; readonly value: number | undefined };
  readonly swing: number;
}

/** Each driver alone from its 10th to its 90th percentile, the widest first. */
export function tornado(model: CompanyModel, output: string, options: SolveOptions = {}): TornadoBar[] {
  const bench = prepareBench(
    model,
    model.uncertainty.map(({ line, kind }) => ({ line, kind })),
    [{ line: output }],
    options,
  );
  return model.uncertainty
    .map((driver, i): TornadoBar => {
      const at = (p: number): { turn: number; value: number | undefined } => {
        const turn = distributionQuantile(driver.distribution, p);
        return { turn, value: bench.evaluate(bench.neutral.with(i, turn))[0] };
      };
      const low = at(0.1);
      const high = at(0.9);
      const swing = Math.abs((high.value ?? Number.NaN) - (low.value ?? Number.NaN));
      return { line: driver.line, kind: driver.kind, low, high, swing };
    })
    .sort(
      (a, b) =>
        (Number.isFinite(b.swing) ? b.swing : -1) - (Number.isFinite(a.swing) ? a.swing : -1) ||
        (a.line < b.line ? -1 : 1),
    );
}

export interface ReverseResult {
  readonly line: string;
  readonly kind: KnobKind;
  /** The turn at which `output` equals `target`; undefined where no turn in the range does. */
  readonly turn: number | undefined;
  readonly target: number;
  readonly range: readonly [number, number];
  readonly atEnds: readonly [number | undefined, number | undefined];
}

export interface ReverseQuestion {
  readonly line: string;
  readonly kind: KnobKind;
  readonly range: readonly [number, number];
}

/**
 * For each driver by itself, the turn at which a line takes a target value: what the price implies (reverse DCF). Bisection
 * on the driver's range; the answer is exact to 1e-12 of the range.
 */
export function reverseSolve(
  model: CompanyModel,
  questions: readonly ReverseQuestion[],
  output: string,
  target: number,
  options: SolveOptions = {},
): ReverseResult[] {
  const bench = prepareBench(
    model,
    questions.map(({ line, kind }) => ({ line, kind })),
    [{ line: output }],
    options,
  );
  return questions.map(({ line, kind, range }, i): ReverseResult => {
    const value = (turn: number): number | undefined => bench.evaluate(bench.neutral.with(i, turn))[0];
    let [low, high] = range;
    const atEnds = [value(low), value(high)] as const;
    const result = { line, kind, target, range, atEnds };
    if (atEnds[0] === undefined || atEnds[1] === undefined || (atEnds[0] - target) * (atEnds[1] - target) > 0)
      return { ...result, turn: undefined };
    const isRising = atEnds[1] > atEnds[0];
    for (let step = 0; step < 200 && high - low > 1e-12 * (range[1] - range[0]); step++) {
      const middle = (low + high) / 2;
      const at = value(middle);
      if (at === undefined) return { ...result, turn: undefined };
      if (at < target === isRising) low = middle;
      else high = middle;
    }
    return { ...result, turn: (low + high) / 2 };
  });
}

/** `count` evenly spaced values from `low` to `high`. */
export function evenly(low: number, high: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (count === 1 ? low : low + ((high - low) * i) / (count - 1)));
}
