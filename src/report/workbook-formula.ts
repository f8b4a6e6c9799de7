// A company model's formulas as spreadsheet formulas. Answers: what does Excel write for this cell? Takes a compiled graph and
// a function that knows where everything lies on the sheets.
import { fail } from "../errors.ts";
import type { Expression } from "../valuation/model/formula.ts";
import { measureOf } from "../valuation/model/formula-units.ts";
import type { Cell, Graph } from "../valuation/model/graph.ts";
import { parseMeasure } from "../valuation/model/measure.ts";

/** Addresses, with their sheet: `Income!G5`. */
export interface Places {
  readonly ofLine: (line: string, year: number | undefined) => string;
  readonly ofRange: (line: string, from: number, to: number) => string;
  readonly ofPrinted: (id: string, year: number | undefined) => string;
  readonly ofPeers: (name: string) => readonly string[];
  readonly ofExternal: (key: string) => string;
}

const functions: Readonly<Record<string, string>> = {
  min: "MIN",
  max: "MAX",
  sum: "SUM",
  mean: "AVERAGE",
  median: "MEDIAN",
  abs: "ABS",
  sqrt: "SQRT",
  exp: "EXP",
  ln: "LN",
  round: "ROUND",
};
const comparisons: Readonly<Record<string, string>> = {
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
  "==": "=",
  "!=": "<>",
};
const binding: Readonly<Record<string, number>> = { "+": 1, "-": 1, "*": 2, "/": 2, "^": 3 };

/** Spreadsheet formula of a cell, without the leading "=". Scales of the scenario are part of it. */
export function spreadsheetFormula(graph: Graph, cell: Cell, places: Places): string {
  const isForecast = cell.year === undefined || cell.year > graph.model.lastActual;
  const scale = isForecast ? graph.scales.get(cell.line) : undefined;
  const body = write(cell.expression, 0);
  return scale === undefined ? body : `(${body})*${scale}`;

  function yearOf(at: { kind: "relative"; offset: number } | { kind: "absolute"; year: number } | undefined): number {
    return at?.kind === "absolute" ? at.year : cell.year! + (at?.offset ?? 0);
  }

  /** `least` = binding of the surroundings: weaker operators go into brackets. */
  function write(expression: Expression, least: number): string {
    switch (expression.kind) {
      case "number":
        return expression.value < 0 ? `(${expression.value})` : String(expression.value).toUpperCase();
      case "text":
        return fail(
          "invariant",
          ["lines", cell.line],
          `text "${expression.value}" in a formula`,
          "Please report this.",
        );
      case "external":
        return places.ofExternal(expression.key);
      case "line": {
        if (expression.name.startsWith("printed.")) {
          const id = expression.name.slice("printed.".length);
          const isScalar = graph.model.printed.find((row) => row.id === id)?.value !== undefined;
          return places.ofPrinted(id, isScalar ? undefined : yearOf(expression.at));
        }
        return places.ofLine(
          expression.name,
          graph.lines.get(expression.name)!.isScalar ? undefined : yearOf(expression.at),
        );
      }
      case "range":
        return places.ofRange(expression.name, yearOf(expression.from), yearOf(expression.to));
      case "negative":
        // Excel binds a leading minus tighter than ^, so the operand of a minus is always bracketed.
        return `(-${write(expression.of, 4)})`;
      case "binary": {
        const comparison = comparisons[expression.operator];
        if (comparison !== undefined)
          return `IF(${write(expression.left, 1)}${comparison}${write(expression.right, 1)},1,0)`;
        const own = binding[expression.operator]!;
        const text = `${write(expression.left, expression.operator === "^" ? 4 : own)}${expression.operator}${write(expression.right, own + 1)}`;
        return own < least ? `(${text})` : text;
      }
      case "call": {
        const { name, args } = expression;
        if (name === "if") return `IF(${write(args[0]!, 0)}<>0,${write(args[1]!, 0)},${write(args[2]!, 0)})`;
        if (name === "to") {
          const from = measureOf(args[0]!, graph.names, ["lines", cell.line])?.factor ?? 1;
          const factor = from / parseMeasure(args[1]?.kind === "text" ? args[1].value : "").factor;
          const value = write(args[0]!, 2);
          if (Math.abs(factor - 1) < 1e-12) return least > 2 ? `(${value})` : value;
          const text =
            factor >= 1
              ? `${value}*${Number(factor.toPrecision(12))}`
              : `${value}/${Number((1 / factor).toPrecision(12))}`;
          return least > 2 ? `(${text})` : `${text}`;
        }
        const list = args.flatMap((argument) =>
          argument.kind === "line" && argument.name.startsWith("peers.")
            ? places.ofPeers(argument.name)
            : [write(argument, 0)],
        );
        return `${functions[name]!}(${list.join(",")})`;
      }
    }
  }
}
