// A model solved: every cell's value, how cycles settled, which checks hold. Answers: what is the company worth under these
// assumptions, and may the number be trusted? Takes a checked model and overrides; pure.
import { pow } from "../../elementary.ts";
import { fail } from "../../errors.ts";
import type { CompanyModel, DcfSpec, Label, LineSpec, OverrideSpec } from "../../scenario/company-model.ts";
import { requireAboveGrowth } from "../discount.ts";
import { withDcfLines } from "./dcf-lines.ts";
import { visitExpression } from "./formula.ts";
import { buildGraph, type Cell, cellKey, type Graph, type GraphOptions } from "./graph.ts";
import { type Convergence, type Program, runProgram } from "./machine.ts";
import { compileProgram } from "./program.ts";

export interface SolveOptions extends Omit<GraphOptions, "overrides" | "scales"> {
  readonly scenario?: string;
  readonly overrides?: readonly OverrideSpec[];
  readonly scales?: readonly { readonly line: string; readonly factor: number }[];
  /** Replaces parts of the model's DCF convention. */
  readonly dcf?: Partial<DcfSpec>;
}

export interface CheckResult {
  readonly id: string;
  readonly label: Label;
  readonly year?: number;
  /** What should be zero. */
  readonly difference: number;
  readonly tolerance: number;
  readonly unit: string;
  readonly passed: boolean;
}

export interface Solution {
  readonly model: CompanyModel;
  readonly graph: Graph;
  readonly program: Program;
  readonly values: Float64Array;
  readonly convergence: Convergence;
  readonly checks: readonly CheckResult[];
}

/** Compile a model with a scenario and overrides applied; unsolved. Overrides of the caller come last and win. */
export function compileModel(model: CompanyModel, options: SolveOptions = {}): Program {
  const scenario =
    options.scenario === undefined ? undefined : model.scenarios.find((entry) => entry.id === options.scenario);
  if (options.scenario !== undefined && scenario === undefined) {
    fail(
      "unknown-name",
      ["scenario"],
      `no scenario "${options.scenario}"`,
      `Known: ${model.scenarios.map((entry) => entry.id).join(", ") || "none"}.`,
    );
  }
  const full = withDcfLines(model, options.dcf);
  return compileProgram(
    buildGraph(full, {
      overrides: [...(scenario?.overrides ?? []), ...(options.overrides ?? [])],
      scales: [...(scenario?.scales ?? []), ...(options.scales ?? [])],
      ...(options.knobs === undefined ? {} : { knobs: options.knobs }),
      ...(options.externals === undefined ? {} : { externals: options.externals }),
    }),
  );
}

/**
 * Solve a model.
 * @throws {SilicoError} for a discount rate not above terminal growth, a share count that is not positive, a result that is
 * no number, or any fault of the model itself. A statement that does not balance is a failed check, not an exception.
 */
export function solveModel(model: CompanyModel, options: SolveOptions = {}): Solution {
  const program = compileModel(model, options);
  const values = program.initial.slice();
  const convergence = runProgram(program, values);
  const solution: Solution = {
    model: program.graph.model,
    graph: program.graph,
    program,
    values,
    convergence,
    checks: [],
  };
  requireSound(solution);
  return { ...solution, checks: runChecks(solution) };
}

function requireSound(solution: Solution): void {
  const { graph, values, model } = solution;
  if (model.dcf !== undefined && model.dcf.terminal !== "multiple") {
    requireAboveGrowth(cellValue(solution, model.dcf.wacc), cellValue(solution, model.dcf.growth), [
      "lines",
      model.dcf.wacc,
    ]);
  }
  for (const cell of graph.cells) {
    const value = values[cell.index]!;
    const path = ["lines", cell.year === undefined ? cell.line : `${cell.line}[${cell.year}]`];
    if (!Number.isFinite(value)) {
      const inputs = cell.reads.map((read) => `${describe(graph.cells[read]!)} = ${values[read]}`).join(", ");
      fail(
        "domain",
        path,
        `${cell.text} gives ${value}${inputs === "" ? "" : ` from ${inputs}`}`,
        "Check for a division by zero or a root of a negative number.",
      );
    }
    const powers = graph.measures.get(cell.line)!.powers;
    if (powers["share"] === 1 && Object.keys(powers).length === 1 && value < 0) {
      fail("domain", path, `${value} shares`, "A share count is not negative.");
    }
  }
}

const describe = (cell: Cell): string => (cell.year === undefined ? cell.line : `${cell.line}[${cell.year}]`);

function runChecks(solution: Solution): CheckResult[] {
  return solution.model.checks.flatMap((check) =>
    seriesOf(solution, check.line).map(({ year, value }) => ({
      id: check.id,
      label: check.label,
      ...(year === undefined ? {} : { year }),
      difference: value,
      tolerance: check.tolerance,
      unit: solution.graph.lines.get(check.line)!.unit,
      passed: Math.abs(value) <= check.tolerance,
    })),
  );
}

/** Value of a scalar, or of a line in a year. @throws {SilicoError} where the model has no such cell. */
export function cellValue(solution: Solution, line: string, year?: number): number {
  const index = cellIndex(solution.graph, line, year);
  return solution.values[index]!;
}

export function cellIndex(graph: Graph, line: string, year?: number): number {
  const index = graph.cellAt.get(cellKey(line, year));
  if (index !== undefined) return index;
  if (!graph.lines.has(line))
    fail("unknown-name", [line], `no line "${line}"`, "List the lines with silico value <company> --lines.");
  fail(
    "domain",
    [line],
    year === undefined ? `"${line}" has one value a year` : `"${line}" has no ${year}`,
    year === undefined ? `Name a year: ${line}[${graph.model.lastActual + 1}].` : "Choose a year the line covers.",
  );
}

/** Value if the cell exists. */
export function valueIfAny(solution: Solution, line: string, year?: number): number | undefined {
  const index = solution.graph.cellAt.get(cellKey(line, year));
  return index === undefined ? undefined : solution.values[index];
}

/** A line's cells in order of years; a scalar gives one entry without a year. */
export function seriesOf(solution: Solution, line: string): { readonly year?: number; readonly value: number }[] {
  const spec = solution.graph.lines.get(line);
  if (spec === undefined) fail("unknown-name", [line], `no line "${line}"`, "Check the name.");
  if (spec.isScalar) return [{ value: cellValue(solution, line) }];
  const { firstYear, lastYear } = solution.model;
  return Array.from({ length: lastYear - firstYear + 1 }, (_, i) => firstYear + i).flatMap((year) => {
    const value = valueIfAny(solution, line, year);
    return value === undefined ? [] : [{ year, value }];
  });
}

/** What a cell is made of, to the depth asked: the answer to "why this number?". */
export interface Explanation {
  readonly cell: string;
  readonly label: Label;
  readonly value: number;
  readonly unit: string;
  readonly origin: Cell["origin"];
  readonly formula: string;
  readonly basis: LineSpec["basis"];
  readonly source?: string;
  readonly note?: string;
  /** Printed figures and outside values it reads directly, with where they come from. */
  readonly facts: readonly { readonly name: string; readonly value: number; readonly source: string }[];
  readonly inputs: readonly Explanation[];
}

export function explainCell(solution: Solution, line: string, year?: number, depth = 1): Explanation {
  const { graph, model } = solution;
  const cell = graph.cells[cellIndex(graph, line, year)]!;
  const spec = graph.lines.get(line)!;
  const row = cell.origin === "printed" ? model.printed.find((entry) => entry.id === line) : undefined;
  const sourceId = row?.source ?? spec.source;
  const place = row?.place ?? spec.place;
  const source =
    sourceId === undefined
      ? undefined
      : `${model.sources[sourceId]!.publisher}, ${model.sources[sourceId]!.title}, ${model.sources[sourceId]!.date}${place === undefined ? "" : `, ${place}`}`;
  return {
    cell: describe(cell),
    label: spec.label,
    value: solution.values[cell.index]!,
    unit: spec.unit,
    origin: cell.origin,
    formula: cell.text,
    basis: spec.basis,
    ...(source === undefined ? {} : { source }),
    ...(spec.note === undefined ? {} : { note: spec.note }),
    facts: factsRead(solution, cell),
    inputs:
      depth <= 0
        ? []
        : [...new Set(cell.reads)].map((read) => {
            const input = graph.cells[read]!;
            return explainCell(solution, input.line, input.year, depth - 1);
          }),
  };
}

function factsRead(solution: Solution, cell: Cell): { name: string; value: number; source: string }[] {
  const { model, graph } = solution;
  const facts: { name: string; value: number; source: string }[] = [];
  visitExpression(cell.expression, (node) => {
    if (node.kind === "external") {
      const bound = graph.externals.get(node.key)!;
      facts.push({ name: node.key, value: bound.p50, source: bound.source });
    }
    if (node.kind !== "line" || !node.name.startsWith("printed.") || cell.origin === "printed") return;
    const row = model.printed.find((entry) => entry.id === node.name.slice("printed.".length))!;
    const year =
      row.value !== undefined
        ? undefined
        : node.at?.kind === "absolute"
          ? node.at.year
          : cell.year! + (node.at?.offset ?? 0);
    facts.push({
      name: year === undefined ? node.name : `${node.name}[${year}]`,
      value: year === undefined ? row.value! : row.byYear.get(year)!,
      source: `${model.sources[row.source]!.publisher}, ${row.place}`,
    });
  });
  return facts;
}

export interface PrintedComparison {
  readonly line: string;
  readonly label: Label;
  readonly year?: number;
  readonly printed: number;
  readonly recomputed: number;
  readonly gap: number;
  /** Half a unit of the last printed digit: a gap within it is rounding. */
  readonly rounding: number;
  readonly place: string;
}

/** Every printed forecast figure beside the engine's: where a published model and its own inputs part ways. */
export function compareWithPrinted(solution: Solution): PrintedComparison[] {
  const { model, graph } = solution;
  return model.printed.flatMap((row) => {
    const line = graph.lines.get(row.id);
    if (line === undefined || line.unit !== row.unit) return [];
    const entries: [number | undefined, number][] =
      row.value === undefined ? [...row.byYear] : [[undefined, row.value]];
    return entries.flatMap(([year, printed]) => {
      const recomputed = valueIfAny(solution, row.id, year);
      if (recomputed === undefined || graph.cells[cellIndex(graph, row.id, year)]!.origin === "printed") return [];
      return [
        {
          line: row.id,
          label: row.label,
          ...(year === undefined ? {} : { year }),
          printed,
          recomputed,
          gap: recomputed - printed,
          rounding: 0.5 * pow(10, -row.decimals),
          place: `${model.sources[row.source]!.publisher}, ${row.place}`,
        },
      ];
    });
  });
}
