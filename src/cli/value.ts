// `silico value`: what a share of a company is worth, by the published convention and recomputed, with its range and reasons.
import type { Command } from "commander";
import { fail } from "../errors.ts";
import { companyText, explanationText, gridText, statementsText } from "../report/company-text.ts";
import type { CompanyModel, LineSpec } from "../scenario/company-model.ts";
import { type CompanyReport, companyReport } from "../valuation/company-report.ts";
import { explainCell, type Solution, seriesOf, solveModel } from "../valuation/model/solve.ts";
import type { Grid } from "../valuation/sensitivity.ts";
import { sensitivityGrid } from "../valuation/sensitivity.ts";
import { formatTable, note, print, printJson } from "./output.ts";
import { type ChosenModel, chooseModel, type ModelOptions, withModelOptions } from "./valuation-inputs.ts";
import { exitCode, type Verb } from "./verb.ts";

interface Options extends ModelOptions {
  readonly json?: boolean;
  readonly zh?: boolean;
  readonly draws: string;
  readonly seed: string;
  readonly statements?: boolean;
  readonly lines?: boolean;
  readonly explain?: string;
  readonly depth: string;
  readonly grid?: string;
}

function wholeNumber(text: string, option: string, low: number, high: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  fail(
    "domain",
    [option],
    `expected a whole number from ${low} to ${high}, got ${JSON.stringify(text)}`,
    "Check the option.",
  );
}

/** `wacc=0.09:0.13:5` sets, `br20x.asp*0.7:1.3:7` scales, `far.growth+-0.1:0.1:5` shifts. */
function readAxis(text: string): Grid["rows"] {
  const match = /^([a-z][\w.]*)([=*+])(-?[\d.]+):(-?[\d.]+):(\d+)$/.exec(text.trim());
  if (match === null)
    fail(
      "schema",
      ["--grid"],
      `cannot read axis ${JSON.stringify(text)}`,
      "Write line=low:high:count to set, line*low:high:count to scale, line+low:high:count to shift.",
    );
  const [low, high, count] = [Number(match[3]), Number(match[4]), wholeNumber(match[5]!, "--grid", 1, 201)];
  const kind = match[2] === "=" ? ("set" as const) : match[2] === "*" ? ("scale" as const) : ("shift" as const);
  return {
    line: match[1]!,
    kind,
    values: Array.from({ length: count }, (_, i) => (count === 1 ? low : low + ((high - low) * i) / (count - 1))),
  };
}

function explain(chosen: ChosenModel, cell: string, depth: number, json: boolean): void {
  const match = /^([a-z][\w.]*)(?:\[(\d{4})\])?$/.exec(cell);
  if (match === null) fail("schema", ["--explain"], `cannot read ${JSON.stringify(cell)}`, "Write line or line[2027].");
  const why = explainCell(
    solveModel(chosen.model, chosen.options),
    match[1]!,
    match[2] === undefined ? undefined : Number(match[2]),
    depth,
  );
  if (json) printJson({ schema: "silico/value/1", explanation: why });
  else print(explanationText(why));
}

const companyJson = ({ id, name, code, currency }: CompanyModel) => ({ id, name, code, currency });

function solvedJson(solution: Solution) {
  const { model } = solution;
  const valuesOf = (line: LineSpec): unknown =>
    line.isScalar
      ? seriesOf(solution, line.id)[0]!.value
      : Object.fromEntries(seriesOf(solution, line.id).map((entry) => [entry.year, entry.value]));
  return {
    convergence: solution.convergence,
    checks: solution.checks,
    lines: Object.fromEntries(
      model.lines.map((line) => [
        line.id,
        { label: line.label, unit: line.unit, section: line.section, basis: line.basis, values: valuesOf(line) },
      ]),
    ),
    notes: model.notes,
    sources: model.sources,
  };
}

function reportJson(report: CompanyReport): unknown {
  const { model, solution, ...rest } = report;
  return { schema: "silico/value/1", company: companyJson(model), ...rest, ...solvedJson(solution) };
}

export const verb: Verb = {
  configure: (command: Command) => {
    withModelOptions(
      command
        .argument("<company>", "shipped model (biren, iluvatar, axera), company model file, or scenario file")
        .option("--draws <count>", "Monte Carlo draws", "10000")
        .option("--seed <number>", "seed of the draws", "1")
        .option("--grid <axes>", 'one grid of the value per share, e.g. "wacc=0.09:0.13:5,br20x.asp*0.7:1.3:7"')
        .option("--statements", "every line of the model, year by year")
        .option("--explain <cell>", "what a cell is made of, e.g. value_per_share or revenue[2027]")
        .option("--depth <levels>", "levels of --explain", "2")
        .option("--lines", "the model's lines: name, unit, where from")
        .option("--zh", "Chinese labels")
        .option("--json", "machine-readable result"),
    )
      .addHelpText(
        "after",
        `
Examples:
  silico value biren                                       published beside recomputed, scenarios, range, reasons
  silico value biren --scenario bear
  silico value biren --set wacc=12% --scale br20x.units=0.8
  silico value biren --valuation-date 2026-06-02 --stub --timing mid
  silico value biren --grid "wacc=0.10:0.13:7,growth=0.01:0.03:5"
  silico value iluvatar --explain value_per_share --depth 3
  silico value examples/valuation/iluvatar-parity.yaml     a scenario of your own on a shipped model`,
      )
      .action(async (name: string, options: Options) => {
        const chosen = await chooseModel(name, options);
        const json = options.json === true;
        if (options.explain !== undefined) {
          explain(chosen, options.explain, wholeNumber(options.depth, "--depth", 0, 12), json);
          return;
        }
        if (options.lines === true) {
          const { lines } = solveModel(chosen.model, chosen.options).model;
          if (json)
            printJson({
              schema: "silico/value/1",
              lines: lines.map(({ id, label, unit, section, basis, note: text, source }) => ({
                id,
                label,
                unit,
                section,
                basis,
                note: text,
                source,
              })),
            });
          else
            print(
              formatTable(
                ["Line", "Unit", "Basis", "What"],
                lines.map((line) => [
                  line.id,
                  line.unit,
                  line.basis,
                  `${line.label.en}${line.note === undefined ? "" : ` (${line.note})`}`,
                ]),
              ),
            );
          return;
        }
        if (options.statements === true && !json) {
          print(statementsText(solveModel(chosen.model, chosen.options), options.zh === true));
          return;
        }
        if (options.grid !== undefined) {
          const axes = options.grid.split(",").map(readAxis);
          if (axes.length !== 2)
            fail(
              "schema",
              ["--grid"],
              `expected two axes, got ${axes.length}`,
              'Write "wacc=0.09:0.13:5,growth=0.01:0.03:3".',
            );
          if (chosen.model.headline === undefined)
            fail("unsupported", ["headline"], "the model has no value per share", "Add a headline.");
          const grid = sensitivityGrid(
            chosen.model,
            axes[0]!,
            axes[1]!,
            chosen.model.headline.valuePerShare,
            chosen.options,
          );
          if (json)
            printJson({
              schema: "silico/value/1",
              grid: { ...grid, values: grid.values.map((row) => row.map((value) => value ?? null)) },
            });
          else print(gridText(grid));
          return;
        }
        if (chosen.model.headline === undefined) {
          const solution = solveModel(chosen.model, chosen.options);
          if (json)
            printJson({ schema: "silico/value/1", company: companyJson(chosen.model), ...solvedJson(solution) });
          else {
            print(
              `${chosen.model.name.en} ${chosen.model.name.zh ?? ""} ${chosen.model.code}: no value per share`.trim(),
            );
            print(statementsText(solution, options.zh === true));
            print();
            for (const text of chosen.model.notes) print(`- ${text}`);
          }
          return;
        }
        const report = companyReport(
          chosen.model,
          {
            draws: wholeNumber(options.draws, "--draws", 100, 2_000_000),
            seed: wholeNumber(options.seed, "--seed", 0, 2 ** 32),
            ...(options.valuationDate === undefined ? {} : { date: options.valuationDate }),
            gridPoints: 5,
          },
          chosen.options,
        );
        if (json) printJson(reportJson(report));
        else print(companyText(report, options.zh === true));
        const failed = report.checks.filter((check) => !check.passed);
        if (failed.length > 0) {
          note(`${failed.length} checks of the model fail: do not rely on its value before they hold`);
          process.exitCode = exitCode.failed;
        }
      });
  },
};
