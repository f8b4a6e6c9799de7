// The machine that compiled company models run on: five integers a step, one Float64Array of values. Answers: what are the
// cells worth? Takes a program and values; pure, and allocates nothing in a run.
import { exp, log, pow } from "../../elementary.ts";
import { fail } from "../../errors.ts";
import type { Graph } from "./graph.ts";

export const op = {
  add: 0,
  subtract: 1,
  multiply: 2,
  divide: 3,
  power: 4,
  negate: 5,
  min: 6,
  max: 7,
  abs: 8,
  less: 9,
  lessEqual: 10,
  equal: 11,
  choose: 12,
  ln: 13,
  exp: 14,
  sqrt: 15,
  round: 16,
  median: 17,
  copy: 18,
  notEqual: 19,
} as const;
/** Operation, destination, and three operands: five integers a step. */
export const stride = 5;

export interface Block {
  readonly from: number;
  readonly to: number;
  /** Cells at which this block's cycle is cut; empty for straight-line code. */
  readonly breakers: readonly { readonly slot: number; readonly candidate: number; readonly cell: number }[];
}

export interface Program {
  readonly graph: Graph;
  /** Values before the first run: constants filled in, breakers at their start, knobs at rest. */
  readonly initial: Float64Array;
  readonly code: Int32Array;
  readonly blocks: readonly Block[];
  /** Operand slots of n-ary steps. */
  readonly lists: Int32Array;
  /** Cell i's value lies at slot i. */
  readonly knobSlots: readonly number[];
  readonly externalSlots: ReadonlyMap<string, number>;
}

export interface Convergence {
  /** Largest change of a breaker cell in the last pass, relative to its size. */
  readonly residual: number;
  readonly passes: number;
}

const maxPasses = 200;
const tolerance = 1e-13;
const roundingResidual = 1e-10;

export const isUnary = (operation: number): boolean =>
  operation === op.negate ||
  operation === op.abs ||
  operation === op.ln ||
  operation === op.exp ||
  operation === op.sqrt;

export function apply(operation: number, a: number, b: number, c: number): number {
  switch (operation) {
    case op.add:
      return a + b;
    case op.subtract:
      return a - b;
    case op.multiply:
      return a * b;
    case op.divide:
      return a / b;
    case op.power:
      return pow(a, b);
    case op.negate:
      return -a;
    case op.min:
      return Math.min(a, b);
    case op.max:
      return Math.max(a, b);
    case op.abs:
      return Math.abs(a);
    case op.less:
      return a < b ? 1 : 0;
    case op.lessEqual:
      return a <= b ? 1 : 0;
    case op.equal:
      return a === b ? 1 : 0;
    case op.notEqual:
      return a !== b ? 1 : 0;
    case op.choose:
      return a !== 0 ? b : c;
    case op.ln:
      return log(a);
    case op.exp:
      return exp(a);
    case op.sqrt:
      return Math.sqrt(a);
    case op.round: {
      // Half away from zero, as spreadsheets round.
      const unit = pow(10, b);
      return (Math.sign(a) * Math.round(Math.abs(a) * unit * (1 + Number.EPSILON))) / unit;
    }
    default:
      return a;
  }
}

function medianOf(v: Float64Array, lists: Int32Array, start: number, count: number): number {
  const sorted: number[] = [];
  for (let i = 0; i < count; i++) sorted.push(v[lists[start + i]!]!);
  sorted.sort((a, b) => a - b);
  const middle = count >> 1;
  return count % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Run straight-line code. The four operations come first: they are nine steps in ten. */
function runCode(code: Int32Array, from: number, to: number, lists: Int32Array, v: Float64Array): void {
  for (let i = from; i < to; i += stride) {
    const a = v[code[i + 2]!]!;
    switch (code[i]) {
      case op.copy:
        v[code[i + 1]!] = a;
        break;
      case op.multiply:
        v[code[i + 1]!] = a * v[code[i + 3]!]!;
        break;
      case op.add:
        v[code[i + 1]!] = a + v[code[i + 3]!]!;
        break;
      case op.subtract:
        v[code[i + 1]!] = a - v[code[i + 3]!]!;
        break;
      case op.divide:
        v[code[i + 1]!] = a / v[code[i + 3]!]!;
        break;
      case op.median:
        v[code[i + 1]!] = medianOf(v, lists, code[i + 2]!, code[i + 3]!);
        break;
      default:
        v[code[i + 1]!] = apply(code[i]!, a, v[code[i + 3]!]!, v[code[i + 4]!]!);
    }
  }
}

/**
 * Run a program in place on `v` (a copy of `program.initial`, knobs set as wished). Cycles are passed through until no
 * breaker moves by more than 1e-13 of its size, or more passes only shuffle rounding below 1e-10.
 * @throws {SilicoError} code "domain" where a cycle does not settle in 200 passes.
 */
export function runProgram(
  program: Pick<Program, "graph" | "code" | "blocks" | "lists">,
  v: Float64Array,
): Convergence {
  let worst = 0;
  let mostPasses = 0;
  for (const block of program.blocks) {
    if (block.breakers.length === 0) {
      runCode(program.code, block.from, block.to, program.lists, v);
      continue;
    }
    let residual = Number.POSITIVE_INFINITY;
    let before = Number.POSITIVE_INFINITY;
    let passes = 0;
    // A small line cut out of large ones (interest out of cash) is only as exact as they are: once passes stop helping and
    // what is left is rounding, the circle has settled.
    while (residual > tolerance && passes < maxPasses && !(residual < roundingResidual && residual >= before)) {
      before = residual;
      runCode(program.code, block.from, block.to, program.lists, v);
      residual = 0;
      for (const { slot, candidate } of block.breakers) {
        const now = v[candidate]!;
        residual = Math.max(residual, Math.abs(now - v[slot]!) / Math.max(1, Math.abs(now)));
        v[slot] = now;
      }
      passes++;
      if (!Number.isFinite(residual)) break;
    }
    if (!(residual < roundingResidual)) {
      const cell = program.graph.cells[block.breakers[0]!.cell]!;
      fail(
        "domain",
        ["lines", cell.line],
        `the circle through ${cell.line}${cell.year === undefined ? "" : `[${cell.year}]`} does not settle: residual ${residual.toPrecision(3)} after ${passes} passes`,
        "Check the rates in the circle, or cut it with a fixed value.",
      );
    }
    if (residual > worst) worst = residual;
    if (passes > mostPasses) mostPasses = passes;
  }
  return { residual: worst, passes: mostPasses };
}
