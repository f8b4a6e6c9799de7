// A company model as a graph of cells: one cell a line and year, each with its formula and the cells it reads. Answers: what
// is each cell made of, and do the units agree? Takes a checked model, overrides and outside values; pure.
import { fail, type Path } from "../../errors.ts";
import type { CompanyModel, KnobKind, LineSpec, OverrideSpec } from "../../scenario/company-model.ts";
import { type Expression, type PeriodIndex, parseFormula } from "./formula.ts";
import { type MeasureNames, measureOf } from "./formula-units.ts";
import { formatMeasure, hasSameDimension, isSameMeasure, type Measure, parseMeasure, plainMeasure } from "./measure.ts";

/** A number another room supplied for an external call, with its spread. */
export interface ExternalValue {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly unit: string;
  readonly source: string;
}

/** Something that can be turned after compiling: a factor on, a shift of, or a new value for a line's forecast. */
export interface Knob {
  readonly line: string;
  readonly kind: KnobKind;
  /** "set" only: the value before anyone turns it. */
  readonly initial?: number;
}

export interface GraphOptions {
  readonly overrides?: readonly OverrideSpec[];
  readonly scales?: readonly { readonly line: string; readonly factor: number }[];
  readonly knobs?: readonly Knob[];
  /** Values of external calls by their canonical spelling, e.g. `parity(against: h20, chip: bi-v150)`. */
  readonly externals?: ReadonlyMap<string, ExternalValue>;
}

/** Where a cell's number comes from. */
export type CellOrigin = "printed" | "value" | "formula" | "override" | "external";

export interface Cell {
  readonly index: number;
  readonly line: string;
  /** Absent for scalars. */
  readonly year?: number;
  readonly origin: CellOrigin;
  readonly expression: Expression;
  readonly text: string;
  /** Cells it reads. */
  readonly reads: number[];
}

export interface Graph {
  readonly model: CompanyModel;
  readonly lines: ReadonlyMap<string, LineSpec>;
  readonly measures: ReadonlyMap<string, Measure>;
  readonly cells: readonly Cell[];
  /** Cell index by `line` or `line@year`. */
  readonly cellAt: ReadonlyMap<string, number>;
  readonly scales: ReadonlyMap<string, number>;
  readonly knobs: readonly Knob[];
  readonly externals: ReadonlyMap<string, ExternalValue>;
  readonly names: MeasureNames;
}

export const cellKey = (line: string, year?: number): string => (year === undefined ? line : `${line}@${year}`);

const describeCell = (line: string, year?: number): string => (year === undefined ? line : `${line}[${year}]`);

/** Peer multiples named `peers.<table>.<multiple>` or `peers.<table>.<group>.<multiple>`; those printed as N/A are left out. */
export function peerMultiples(model: CompanyModel, name: string, path: Path = []): readonly number[] {
  const [, tableId, ...rest] = name.split(".");
  const table = model.peerTables.find((entry) => entry.id === tableId);
  if (table === undefined)
    fail(
      "unknown-name",
      path,
      `no peer table "${tableId}"`,
      `Known: ${model.peerTables.map((entry) => entry.id).join(", ") || "none"}.`,
    );
  const group = rest.length === 2 ? rest[0] : undefined;
  const multiple = rest.at(-1) ?? "";
  const found = table.peers.filter((peer) => group === undefined || peer.group === group);
  const values = found.flatMap((peer) => peer.multiples[multiple] ?? []);
  if (values.length === 0)
    fail(
      "unknown-name",
      path,
      `no peer multiple "${name}"`,
      "Write peers.<table>.<multiple> or peers.<table>.<group>.<multiple>.",
    );
  return values;
}

/** Year a period index means for a cell of `year`. */
function yearOf(at: PeriodIndex, year: number | undefined, path: Path, name: string): number {
  if (at.kind === "absolute") return at.year;
  if (year === undefined)
    fail("domain", path, `"${name}[t]" in a line without periods`, `Name the year, e.g. ${name}[2027].`);
  return year + at.offset;
}

/**
 * Lay a model out as cells.
 *
 * A cell's content is the first of: an override for its year, an override for the line, a value, a formula covering the
 * year, the printed figure (years reported). References must land on a cell.
 * @throws {SilicoError} for an unknown name, a missing period, or units that do not agree.
 */
export function buildGraph(model: CompanyModel, options: GraphOptions = {}): Graph {
  const externals = options.externals ?? new Map<string, ExternalValue>();
  const lines = new Map(model.lines.map((line) => [line.id, line]));
  const printed = new Map(model.printed.map((row) => [row.id, row]));
  const measures = new Map(model.lines.map((line) => [line.id, parseMeasure(line.unit, ["lines", line.id, "unit"])]));
  const parsed = new Map<string, Expression>();
  const parse = (text: string, path: Path): Expression => {
    const known = parsed.get(text) ?? parseFormula(text, path);
    parsed.set(text, known);
    return known;
  };

  const names: MeasureNames = {
    ofLine: (name) => {
      if (name.startsWith("peers.")) return plainMeasure;
      const row = name.startsWith("printed.") ? printed.get(name.slice("printed.".length)) : undefined;
      return row === undefined ? measures.get(name)! : parseMeasure(row.unit, ["printed", row.id, "unit"]);
    },
    ofExternal: (key) => parseMeasure(externals.get(key)!.unit),
  };

  const overrides = options.overrides ?? [];
  for (const entry of overrides) {
    const line = lines.get(entry.line);
    if (line === undefined)
      fail(
        "unknown-name",
        ["set", entry.line],
        `no line "${entry.line}"`,
        "List the lines with silico value <company> --lines.",
      );
    if (line.isScalar && entry.year !== undefined)
      fail("domain", ["set", entry.line], `"${entry.line}" has no periods`, "Set it without a year.");
    if (entry.year !== undefined && (entry.year < model.firstYear || entry.year > model.lastYear)) {
      fail(
        "domain",
        ["set", entry.line, entry.year],
        `year ${entry.year} is outside ${model.firstYear} to ${model.lastYear}`,
        "Choose a year of the model.",
      );
    }
  }
  for (const entry of [...(options.scales ?? []), ...(options.knobs ?? [])]) {
    if (!lines.has(entry.line))
      fail(
        "unknown-name",
        ["set", entry.line],
        `no line "${entry.line}"`,
        "List the lines with silico value <company> --lines.",
      );
  }

  const content = (
    line: LineSpec,
    year: number | undefined,
  ): { origin: CellOrigin; text: string; expression: Expression } | undefined => {
    const path = ["lines", describeCell(line.id, year)];
    const isForecast = year === undefined || year > model.lastActual;
    const override =
      overrides.findLast((entry) => entry.line === line.id && entry.year === year && year !== undefined) ??
      (isForecast ? overrides.findLast((entry) => entry.line === line.id && entry.year === undefined) : undefined);
    if (override !== undefined) {
      const text = String(override.is);
      return {
        origin: "override",
        text,
        expression: typeof override.is === "number" ? { kind: "number", value: override.is } : parse(override.is, path),
      };
    }
    const value = year === undefined ? line.value : line.values.get(year);
    if (value !== undefined) return { origin: "value", text: String(value), expression: { kind: "number", value } };
    const formula = line.formulas.find((entry) => year === undefined || (year >= entry.from && year <= entry.to));
    if (formula !== undefined) return { origin: "formula", text: formula.text, expression: parse(formula.text, path) };
    const row = printed.get(line.id);
    const figure = year === undefined ? row?.value : year <= model.lastActual ? row?.byYear.get(year) : undefined;
    if (figure !== undefined)
      return {
        origin: "printed",
        text: `printed.${line.id}`,
        expression: { kind: "line", name: `printed.${line.id}` },
      };
    return undefined;
  };

  const cells: Cell[] = [];
  const cellAt = new Map<string, number>();
  for (const line of model.lines) {
    const years = line.isScalar
      ? [undefined]
      : Array.from({ length: model.lastYear - model.firstYear + 1 }, (_, i) => model.firstYear + i);
    for (const year of years) {
      const found = content(line, year);
      if (found === undefined) continue;
      const index = cells.length;
      cellAt.set(cellKey(line.id, year), index);
      cells.push({ index, line: line.id, ...(year === undefined ? {} : { year }), ...found, reads: [] });
    }
    if (!years.some((year) => cellAt.has(cellKey(line.id, year)))) {
      fail(
        "domain",
        ["lines", line.id],
        `line "${line.id}" has no value, formula or printed figure in any year`,
        "Give it one, or remove it.",
      );
    }
  }

  // Units are a property of a line's formula, not of each year: one check a distinct text.
  const checked = new Set<string>();
  for (const cell of cells) {
    const path = ["lines", describeCell(cell.line, cell.year)];
    collectReads(cell, cell.expression, path);
    const key = `${cell.line}\n${cell.text}`;
    if (cell.origin === "value" || checked.has(key)) continue;
    checked.add(key);
    if (cell.expression.kind === "number") continue;
    const wanted = measures.get(cell.line)!;
    const found = measureOf(cell.expression, names, path);
    if (found !== undefined && !isSameMeasure(found, wanted)) {
      fail(
        "domain",
        path,
        `${cell.text} gives ${formatMeasure(found)}, but "${cell.line}" is in ${lines.get(cell.line)!.unit}`,
        hasSameDimension(found, wanted)
          ? `The scales differ: write to(${cell.text}, "${lines.get(cell.line)!.unit}").`
          : "Convert the currency or divide by the shares in the open.",
      );
    }
  }

  function collectReads(cell: Cell, expression: Expression, path: Path): void {
    const read = (name: string, year: number | undefined): void => {
      const index = cellAt.get(cellKey(name, year));
      if (index === undefined) {
        fail(
          "domain",
          path,
          `reads ${describeCell(name, year)}, which has no value and no formula`,
          `Give ${name} a value for ${year ?? "the model"}, or start this line later with from:.`,
        );
      }
      cell.reads.push(index);
    };
    switch (expression.kind) {
      case "line": {
        if (expression.name.startsWith("printed.")) {
          const row = printed.get(expression.name.slice("printed.".length));
          if (row === undefined)
            fail("unknown-name", path, `no printed row "${expression.name}"`, "Name a row of the printed tables.");
          if (row.value === undefined) {
            const year = yearOf(expression.at ?? { kind: "relative", offset: 0 }, cell.year, path, expression.name);
            if (!row.byYear.has(year))
              fail(
                "domain",
                path,
                `reads ${expression.name}[${year}], which ${row.place} does not print`,
                "Limit the formula to the printed years with from: or explicit:.",
              );
          }
          return;
        }
        const line = lines.get(expression.name);
        if (line === undefined) fail("unknown-name", path, `no line "${expression.name}"`, "Check the name.");
        read(
          expression.name,
          line.isScalar
            ? undefined
            : yearOf(expression.at ?? { kind: "relative", offset: 0 }, cell.year, path, expression.name),
        );
        return;
      }
      case "range": {
        if (!lines.has(expression.name)) fail("unknown-name", path, `no line "${expression.name}"`, "Check the name.");
        const from = yearOf(expression.from, cell.year, path, expression.name);
        const to = yearOf(expression.to, cell.year, path, expression.name);
        if (from > to) fail("domain", path, `range ${from} to ${to} runs backwards`, "Write the earlier year first.");
        for (let year = from; year <= to; year++) read(expression.name, year);
        return;
      }
      case "negative":
        collectReads(cell, expression.of, path);
        return;
      case "binary":
        collectReads(cell, expression.left, path);
        collectReads(cell, expression.right, path);
        return;
      case "call":
        for (const argument of expression.args) {
          if (!(argument.kind === "line" && argument.name.startsWith("peers."))) collectReads(cell, argument, path);
        }
        return;
      case "external":
        if (!externals.has(expression.key)) {
          fail(
            "unsupported",
            path,
            `nothing supplies ${expression.key}`,
            "Run it where the value can be worked out, or set the driver to a number.",
          );
        }
        return;
    }
  }

  return {
    model,
    lines,
    measures,
    cells,
    cellAt,
    scales: new Map((options.scales ?? []).map((entry) => [entry.line, entry.factor])),
    knobs: options.knobs ?? [],
    externals,
    names,
  };
}
