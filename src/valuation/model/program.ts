// A graph of cells compiled to a short list of machine steps on one Float64Array: what makes 1,681 grid points and 100,000
// draws cheap. Cycles are cut at declared breakers and solved by fixed point. Takes a graph; pure.
import { fail } from "../../errors.ts";
import { type Expression, visitExpression } from "./formula.ts";
import { measureOf } from "./formula-units.ts";
import { type Cell, cellKey, type Graph, peerMultiples } from "./graph.ts";
import { apply, type Block, isUnary, op, type Program, stride } from "./machine.ts";
import { parseMeasure } from "./measure.ts";
import { closure, components } from "./order.ts";

/**
 * Compile a graph. @throws {SilicoError} code "domain" for a cycle that no breaker cuts, with the cycle spelled out.
 */
export function compileProgram(graph: Graph): Program {
  const { cells, model } = graph;
  const slots: number[] = cells.map(() => 0);
  const constants = new Map<number, number>();
  const constantValue = new Map<number, number>();
  const lists: number[] = [];
  const constant = (value: number): number => {
    const known = constants.get(value);
    if (known !== undefined) return known;
    const slot = slots.push(value) - 1;
    constants.set(value, slot);
    constantValue.set(slot, value);
    return slot;
  };
  const knobSlots = graph.knobs.map(
    (knob) => slots.push(knob.kind === "scale" ? 1 : knob.kind === "shift" ? 0 : (knob.initial ?? Number.NaN)) - 1,
  );
  // Outside values stay variables, never folded: their spread is drawn like any driver's.
  const externalSlots = new Map([...graph.externals].map(([key, value]) => [key, slots.push(value.p50) - 1] as const));
  const printed = new Map(model.printed.map((row) => [row.id, row]));

  let steps: number[] = [];
  const emit = (operation: number, a: number, b = 0, c = 0): number => {
    const values = [constantValue.get(a), constantValue.get(b), constantValue.get(c)];
    // Constants are worked out now: a step on constants alone would be repeated by every run for the same answer.
    if (
      operation !== op.median &&
      values[0] !== undefined &&
      (isUnary(operation) || values[1] !== undefined) &&
      (operation !== op.choose || values[2] !== undefined)
    ) {
      return constant(apply(operation, values[0], values[1] ?? 0, values[2] ?? 0));
    }
    const target = slots.push(0) - 1;
    steps.push(operation, target, a, b, c);
    return target;
  };

  function operandList(cell: Cell, args: readonly Expression[]): number[] {
    return args.flatMap((argument) => {
      if (argument.kind === "range") {
        const from = argument.from.kind === "absolute" ? argument.from.year : cell.year! + argument.from.offset;
        const to = argument.to.kind === "absolute" ? argument.to.year : cell.year! + argument.to.offset;
        return Array.from({ length: to - from + 1 }, (_, i) => graph.cellAt.get(cellKey(argument.name, from + i))!);
      }
      if (argument.kind === "line" && argument.name.startsWith("peers."))
        return peerMultiples(model, argument.name).map(constant);
      return [emitExpression(cell, argument)];
    });
  }

  function emitExpression(cell: Cell, expression: Expression): number {
    switch (expression.kind) {
      case "number":
        return constant(expression.value);
      case "text":
      case "range":
        return fail(
          "schema",
          ["lines", cell.line],
          `${expression.kind} where one number belongs`,
          "Wrap a range in sum(), mean(), min(), max() or median().",
        );
      case "external":
        return externalSlots.get(expression.key)!;
      case "line": {
        const at = expression.at;
        if (expression.name.startsWith("printed.")) {
          const row = printed.get(expression.name.slice("printed.".length))!;
          return constant(
            row.value ?? row.byYear.get(at?.kind === "absolute" ? at.year : cell.year! + (at?.offset ?? 0))!,
          );
        }
        const line = graph.lines.get(expression.name)!;
        const year = line.isScalar ? undefined : at?.kind === "absolute" ? at.year : cell.year! + (at?.offset ?? 0);
        return graph.cellAt.get(cellKey(expression.name, year))!;
      }
      case "negative":
        return emit(op.negate, emitExpression(cell, expression.of));
      case "binary": {
        const a = emitExpression(cell, expression.left);
        const b = emitExpression(cell, expression.right);
        switch (expression.operator) {
          case "+":
            return emit(op.add, a, b);
          case "-":
            return emit(op.subtract, a, b);
          case "*":
            return emit(op.multiply, a, b);
          case "/":
            return emit(op.divide, a, b);
          case "^":
            return emit(op.power, a, b);
          case "<":
            return emit(op.less, a, b);
          case "<=":
            return emit(op.lessEqual, a, b);
          case ">":
            return emit(op.less, b, a);
          case ">=":
            return emit(op.lessEqual, b, a);
          case "==":
            return emit(op.equal, a, b);
          case "!=":
            return emit(op.notEqual, a, b);
        }
      }
    }
    const { name, args } = expression;
    switch (name) {
      case "to": {
        const unit = args[1];
        const from = measureOf(args[0]!, graph.names, ["lines", cell.line])?.factor ?? 1;
        const factor = from / parseMeasure(unit?.kind === "text" ? unit.value : "").factor;
        const value = emitExpression(cell, args[0]!);
        // Multiplying by 1e-3 and dividing by 1e3 differ in the last bit; the workbook divides, so do we.
        return factor >= 1
          ? emit(op.multiply, value, constant(factor))
          : emit(op.divide, value, constant(roundFactor(1 / factor)));
      }
      case "if":
        return emit(
          op.choose,
          emitExpression(cell, args[0]!),
          emitExpression(cell, args[1]!),
          emitExpression(cell, args[2]!),
        );
      case "abs":
        return emit(op.abs, emitExpression(cell, args[0]!));
      case "sqrt":
        return emit(op.sqrt, emitExpression(cell, args[0]!));
      case "exp":
        return emit(op.exp, emitExpression(cell, args[0]!));
      case "ln":
        return emit(op.ln, emitExpression(cell, args[0]!));
      case "round":
        return emit(op.round, emitExpression(cell, args[0]!), emitExpression(cell, args[1]!));
      case "median": {
        const list = operandList(cell, args);
        const start = lists.length;
        lists.push(...list);
        return emit(op.median, start, list.length);
      }
      default: {
        const list = operandList(cell, args);
        const operation = name === "min" ? op.min : name === "max" ? op.max : op.add;
        const total = list.slice(1).reduce((so, slot) => emit(operation, so, slot), list[0]!);
        return name === "mean" ? emit(op.divide, total, constant(list.length)) : total;
      }
    }
  }

  // Code of each cell, into a slot of its own; the order comes after.
  const codeOf: number[][] = [];
  const resultOf: number[] = [];
  for (const cell of cells) {
    steps = [];
    let slot = emitExpression(cell, cell.expression);
    if (cell.year === undefined || cell.year > model.lastActual) {
      const scale = graph.scales.get(cell.line);
      if (scale !== undefined) slot = emit(op.multiply, slot, constant(scale));
      for (const [i, knob] of graph.knobs.entries()) {
        if (knob.line !== cell.line) continue;
        const turned = knobSlots[i]!;
        slot = knob.kind === "set" ? turned : emit(knob.kind === "scale" ? op.multiply : op.add, slot, turned);
      }
    }
    codeOf.push(steps);
    resultOf.push(slot);
  }

  const code: number[] = [];
  const blocks: Block[] = [];
  const place = (cell: number, into: number): void => {
    code.push(...codeOf[cell]!, op.copy, into, resultOf[cell]!, 0, 0);
  };
  let start = 0;
  for (const component of components(
    cells.length,
    (cell) => cells[cell]!.reads,
    cells.map((cell) => cell.index),
  )) {
    const only = component[0]!;
    if (component.length === 1 && !cells[only]!.reads.includes(only)) {
      place(only, only);
      continue;
    }
    if (code.length > start) blocks.push({ from: start, to: code.length, breakers: [] });
    start = code.length;
    const cut = new Set(component.filter((cell) => model.breakers.has(cells[cell]!.line)));
    const order = components(cells.length, (cell) => cells[cell]!.reads.filter((read) => !cut.has(read)), component);
    const uncut = order.find(
      (group) => group.length > 1 || cells[group[0]!]!.reads.some((read) => read === group[0] && !cut.has(read)),
    );
    if (uncut !== undefined) {
      const loop = describeLoop(cells, uncut, cut);
      fail(
        "domain",
        ["breakers"],
        `these lines go round in a circle: ${loop}`,
        "Declare one of them under breakers: with a start value, or break the circle.",
      );
    }
    const breakers: { slot: number; candidate: number; cell: number }[] = [];
    for (const [cell] of order as [number][]) {
      if (!cut.has(cell)) {
        place(cell, cell);
        continue;
      }
      const candidate = slots.push(0) - 1;
      slots[cell] = model.breakers.get(cells[cell]!.line)!;
      place(cell, candidate);
      breakers.push({ slot: cell, candidate, cell });
    }
    blocks.push({ from: start, to: code.length, breakers });
    start = code.length;
  }
  if (code.length > start) blocks.push({ from: start, to: code.length, breakers: [] });
  return {
    graph,
    initial: Float64Array.from(slots),
    code: Int32Array.from(code),
    blocks,
    lists: Int32Array.from(lists),
    knobSlots,
    externalSlots,
  };
}

/** 1/0.001 is 1000, not 999.9999999999999: factors are powers of ten and their products. */
function roundFactor(factor: number): number {
  const nearest = Math.round(factor);
  return Math.abs(factor - nearest) < 1e-9 * nearest ? nearest : factor;
}

function describeLoop(cells: readonly Cell[], members: readonly number[], cut: ReadonlySet<number>): string {
  const inside = new Set(members);
  const seen: number[] = [];
  let cell = members[0]!;
  while (!seen.includes(cell)) {
    seen.push(cell);
    const next = cells[cell]!.reads.find((read) => inside.has(read) && !cut.has(read));
    if (next === undefined) break;
    cell = next;
  }
  const loop = [...seen.slice(seen.indexOf(cell)), cell];
  return loop.map((i) => cells[i]!.line + (cells[i]!.year === undefined ? "" : `[${cells[i]!.year}]`)).join(" <- ");
}

/**
 * The part of a program that carries the turned knobs to the wanted cells: everything else keeps its value from a full run.
 * This is what a grid or a Monte Carlo draw runs.
 */
export function sliceProgram(program: Program, wanted: readonly number[]): Program {
  const { cells, knobs } = program.graph;
  const knobLines = new Set(knobs.map((knob) => knob.line));
  const readers: number[][] = cells.map(() => []);
  for (const cell of cells) for (const read of cell.reads) readers[read]!.push(cell.index);
  const moved = closure(
    cells.flatMap((cell) => (knobLines.has(cell.line) || readsOutside(cell.expression) ? [cell.index] : [])),
    (cell) => readers[cell]!,
  );
  const needed = closure([...wanted], (cell) => cells[cell]!.reads);
  // Steps are attributed to cells by the copy that ends each cell's code.
  const code: number[] = [];
  const blocks: Block[] = [];
  for (const block of program.blocks) {
    const from = code.length;
    const candidates = new Map(block.breakers.map(({ candidate, cell }) => [candidate, cell]));
    let begin = block.from;
    let isKept = false;
    for (let i = block.from; i < block.to; i += stride) {
      const target = program.code[i + 1]!;
      const cell = program.code[i] === op.copy ? (target < cells.length ? target : candidates.get(target)) : undefined;
      if (cell === undefined) continue;
      if (moved.has(cell) && needed.has(cell)) {
        for (let j = begin; j < i + stride; j++) code.push(program.code[j]!);
        isKept = true;
      }
      begin = i + stride;
    }
    if (isKept) blocks.push({ from, to: code.length, breakers: block.breakers });
  }
  return { ...program, code: Int32Array.from(code), blocks };
}

function readsOutside(expression: Expression): boolean {
  let isOutside = false;
  visitExpression(expression, (node) => {
    if (node.kind === "external") isOutside = true;
  });
  return isOutside;
}
