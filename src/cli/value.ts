// `silico value`: what a share of a company is worth, by the published convention and recomputed, with its range and reasons.
import type { Command } from "commander";
import { fail } from "../errors.ts";
import type { Label } from "../scenario/company-model.ts";
import { formatPercent } from "../units.ts";
import { type CompanyReport, companyReport } from "../valuation/company-report.ts";
import { type Explanation, explainCell, seriesOf, solveModel } from "../valuation/model/solve.ts";
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

const digits = (value: number): number => (Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 10 ? 2 : 3);
const show = (value: number | undefined, decimals?: number): string =>
  value === undefined
    ? "—"
    : value.toLocaleString("en-US", {
        minimumFractionDigits: decimals ?? digits(value),
        maximumFractionDigits: decimals ?? digits(value),
      });

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

const heading = (text: string): void => {
  print();
  print(text);
};

function printGrid(grid: Grid): void {
  const turn = (kind: Grid["rows"]["kind"], value: number): string =>
    kind === "set"
      ? Math.abs(value) < 1
        ? formatPercent(value)
        : show(value)
      : kind === "scale"
        ? `×${value.toFixed(2)}`
        : `${value >= 0 ? "+" : ""}${value.toFixed(3)}`;
  print(
    formatTable(
      [
        `${grid.rows.line} \\ ${grid.columns.line}`,
        ...grid.columns.values.map((value) => turn(grid.columns.kind, value)),
      ],
      grid.values.map((row, r) => [turn(grid.rows.kind, grid.rows.values[r]!), ...row.map((value) => show(value, 2))]),
      ["left", ...grid.columns.values.map(() => "right" as const)],
    ),
  );
}

function printReport(report: CompanyReport, isChinese: boolean): void {
  const name = (label: Label): string => (isChinese ? (label.zh ?? label.en) : label.en);
  const { model, headline, both } = report;
  const perShare = model.lines.find((line) => line.id === model.headline!.valuePerShare)!.unit;
  print(
    `${model.name.en} ${model.name.zh ?? ""} ${model.code}: value per share, ${perShare}${report.scenario === undefined ? "" : `, scenario "${report.scenario}"`}`,
  );
  print(
    formatTable(
      ["", "Value", "Upside", "Rating"],
      [
        ...(both.printed === undefined
          ? []
          : [
              [
                "Printed target price",
                show(both.printed, 2),
                formatPercent(both.printed / headline.price - 1),
                model.headline!.printedRating ?? "",
              ],
            ]),
        [
          report.scenario === undefined ? "Published convention, rerun" : "Published convention, this scenario",
          show(both.published, 2),
          formatPercent(both.published / headline.price - 1),
          "",
        ],
        [
          report.scenario === undefined ? "Recomputed from the same inputs" : "Recomputed, this scenario",
          show(both.recomputed, 2),
          formatPercent(both.recomputed / headline.price - 1),
          headline.rating === undefined ? "" : name(headline.rating),
        ],
        ["Share price", show(headline.price, 2), "", ""],
      ],
      ["left", "right", "right", "left"],
    ),
  );
  heading("From published to recomputed, one change at a time");
  print(
    formatTable(
      ["Step", "Change", "Value", "Note"],
      [
        ["Published convention", "", show(both.published, 2), ""],
        ...both.bridge
          .filter((step) => !step.isJudgement)
          .map((step) => [name(step.label), show(step.change, 2), show(step.value, 2), step.note ?? ""]),
        ["Recomputed", "", show(both.recomputed, 2), ""],
        ...both.bridge
          .filter((step) => step.isJudgement)
          .map((step) => [`If: ${name(step.label)}`, show(step.change, 2), show(step.value, 2), step.note ?? ""]),
      ],
      ["left", "right", "right", "left"],
    ),
  );
  if (report.scenarios.length > 0) {
    heading("Scenarios");
    print(
      formatTable(
        ["Scenario", "Value", "Upside", "Rating", "Note"],
        report.scenarios.map((entry) => [
          name(entry.label),
          show(entry.valuePerShare, 2),
          formatPercent(entry.upside),
          entry.rating === undefined ? "" : name(entry.rating),
          entry.note ?? "",
        ]),
        ["left", "right", "right", "left", "left"],
      ),
    );
  }
  if (report.conventions.length > 0) {
    heading(
      `The same DCF by other calendars (${model.currency}, ${model.lines.find((line) => line.id === model.dcf!.flow)!.unit})`,
    );
    print(
      formatTable(
        ["Calendar", "Flows", "Terminal", "Enterprise value", "A share"],
        report.conventions.map((row) => [
          name(row.label),
          show(row.pvFlows),
          show(row.pvTerminal),
          show(row.enterpriseValue),
          show(row.valuePerShare, 2),
        ]),
        ["left", "right", "right", "right", "right"],
      ),
    );
  }
  if (report.printedConvention !== undefined) {
    const { candidates, ordinary } = report.printedConvention;
    heading(
      candidates.some((candidate) => candidate.reproduces)
        ? "Which reading gives the printed present values"
        : "No reading tried gives the printed present values; the nearest, and the ordinary one",
    );
    print(
      formatTable(
        ["Reading", "Flows", "Printed is off", "Terminal", "Printed is off"],
        [...candidates, ordinary].map((entry) => [
          entry === ordinary ? `ordinary: ${entry.description}` : entry.description,
          show(entry.pvFlows),
          formatPercent(entry.flowsResidual, 2),
          show(entry.pvTerminal),
          formatPercent(entry.terminalResidual, 2),
        ]),
        ["left", "right", "right", "right", "right"],
      ),
    );
  }
  if (report.football.length > 0) {
    heading(`Football field (${report.football[0]!.ends})`);
    print(
      formatTable(
        ["Route", "Low", "Point", "High"],
        report.football.map((bar) => [name(bar.label), show(bar.low, 2), show(bar.middle, 2), show(bar.high, 2)]),
        ["left", "right", "right", "right"],
      ),
    );
  }
  const [first] = report.draws.outputs;
  heading(
    `Monte Carlo, ${report.draws.draws.toLocaleString("en-US")} draws, seed ${report.draws.seed}: p10 ${show(first!.p10, 2)}, p50 ${show(first!.p50, 2)}, p90 ${show(first!.p90, 2)}${report.draws.shareAbove === undefined ? "" : `; above the price in ${formatPercent(report.draws.shareAbove.share)}`}${report.draws.leftOut === 0 ? "" : `; ${report.draws.leftOut} draws without a value left out`}`,
  );
  print(
    formatTable(
      ["Driver", "Low (p10)", "High (p90)", "Swing", "Share of variance"],
      report.tornado.map((bar) => [
        bar.line,
        show(bar.low.value, 2),
        show(bar.high.value, 2),
        show(bar.swing, 2),
        formatPercent(report.draws.drivers.find((driver) => driver.name === bar.line)?.shareOfVariance),
      ]),
      ["left", "right", "right", "right", "right"],
    ),
  );
  if (report.reverse.length > 0) {
    heading(`What the price of ${show(headline.price, 2)} implies, one driver at a time, by DCF`);
    print(
      formatTable(
        ["Driver", "Implied"],
        report.reverse.map((entry) => [
          entry.line,
          entry.kind === "scale"
            ? `×${entry.turn!.toFixed(3)}`
            : `${entry.turn! >= 0 ? "+" : ""}${formatPercent(entry.turn)} points`,
        ]),
      ),
    );
  }
  for (const grid of report.grids) {
    heading(`${grid.output} by ${grid.rows.line} and ${grid.columns.line}`);
    printGrid(grid);
  }
  heading("Peer multiples by averaging rule");
  print(
    formatTable(
      ["Table", "Multiple", "Mean", "Median", "Trimmed", "Domestic mean", "Without outliers", "Peers"],
      report.peers.map((row) => [
        row.table,
        row.multiple,
        show(row.all.mean, 2),
        show(row.all.median, 2),
        show(row.all.trimmed, 2),
        show(row.domestic?.mean, 2),
        show(row.withoutOutliers.mean, 2),
        String(row.all.included.length),
      ]),
      ["left", "left", "right", "right", "right", "right", "right", "right"],
    ),
  );
  heading("Checks");
  for (const check of report.checks.filter((entry) => !entry.passed))
    print(
      `  FAILED ${name(check.label)}${check.year === undefined ? "" : ` ${check.year}`}: off by ${show(check.difference)} ${check.unit} (tolerance ${check.tolerance})`,
    );
  print(
    `  ${report.checks.filter((check) => check.passed).length} of ${report.checks.length} checks hold; cycles settled to ${report.solution.convergence.residual.toExponential(1)} in ${report.solution.convergence.passes} passes`,
  );
  if (report.gaps.length > 0) {
    print(`  ${report.gaps.length} printed forecasts differ from the engine beyond rounding:`);
    for (const gap of report.gaps.slice(0, 12))
      print(
        `    ${gap.line}${gap.year === undefined ? "" : `[${gap.year}]`}: printed ${show(gap.printed)}, recomputed ${show(gap.recomputed)} (${gap.place})`,
      );
  }
  if (model.notes.length > 0) {
    heading("Read with care");
    for (const text of model.notes) print(`  - ${text}`);
  }
}

function printStatements({ model, options }: ChosenModel, isChinese: boolean): void {
  const solution = solveModel(model, options);
  for (const section of solution.model.sections) {
    const lines = solution.model.lines.filter((line) => line.section === section.id && !line.isScalar);
    if (lines.length === 0) continue;
    const years = [...new Set(lines.flatMap((line) => seriesOf(solution, line.id).map((entry) => entry.year!)))].sort(
      (a, b) => a - b,
    );
    heading(isChinese ? (section.label.zh ?? section.label.en) : section.label.en);
    print(
      formatTable(
        ["", "Unit", ...years.map((year) => `${year}${year > solution.model.lastActual ? "E" : ""}`)],
        lines.map((line) => {
          const values = new Map(seriesOf(solution, line.id).map((entry) => [entry.year, entry.value]));
          return [
            isChinese ? (line.label.zh ?? line.label.en) : line.label.en,
            line.unit,
            ...years.map((year) =>
              line.unit === "fraction" ? formatPercent(values.get(year)) : show(values.get(year)),
            ),
          ];
        }),
        ["left", "left", ...years.map(() => "right" as const)],
      ),
    );
  }
}

function printExplanation(why: Explanation, indent = ""): void {
  print(
    `${indent}${why.cell} = ${show(why.value)} ${why.unit === "x" || why.unit === "fraction" ? "" : why.unit}  [${why.basis}, ${why.origin}]  ${why.formula}`,
  );
  if (why.source !== undefined) print(`${indent}  source: ${why.source}`);
  if (why.note !== undefined) print(`${indent}  note: ${why.note}`);
  for (const fact of why.facts) print(`${indent}  ${fact.name} = ${show(fact.value)}  (${fact.source})`);
  for (const input of why.inputs) printExplanation(input, `${indent}  `);
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
  else printExplanation(why);
}

function reportJson(report: CompanyReport): unknown {
  const { model, solution, ...rest } = report;
  return {
    schema: "silico/value/1",
    company: { id: model.id, name: model.name, code: model.code, currency: model.currency },
    ...rest,
    convergence: solution.convergence,
    lines: Object.fromEntries(
      solution.model.lines.map((line) => [
        line.id,
        {
          label: line.label,
          unit: line.unit,
          section: line.section,
          basis: line.basis,
          values: line.isScalar
            ? seriesOf(solution, line.id)[0]!.value
            : Object.fromEntries(seriesOf(solution, line.id).map((entry) => [entry.year, entry.value])),
        },
      ]),
    ),
    notes: model.notes,
    sources: model.sources,
  };
}

export const verb: Verb = {
  configure: (command: Command) => {
    withModelOptions(
      command
        .argument("<company>", "shipped model (biren, iluvatar), company model file, or scenario file")
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
          printStatements(chosen, options.zh === true);
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
          else printGrid(grid);
          return;
        }
        const report = companyReport(
          chosen.model,
          {
            draws: wholeNumber(options.draws, "--draws", 100, 5_000_000),
            seed: wholeNumber(options.seed, "--seed", 0, 2 ** 32),
            ...(options.valuationDate === undefined ? {} : { date: options.valuationDate }),
            gridPoints: 5,
          },
          chosen.options,
        );
        if (json) printJson(reportJson(report));
        else printReport(report, options.zh === true);
        const failed = report.checks.filter((check) => !check.passed);
        if (failed.length > 0) {
          note(`${failed.length} checks of the model fail: do not rely on its value before they hold`);
          process.exitCode = exitCode.failed;
        }
      });
  },
};
