// A company's valuation for a terminal: headline, bridge, scenarios, ranges, reasons, checks. Takes worked-out results, gives
// text.
import type { Label } from "../scenario/company-model.ts";
import { formatPercent } from "../units.ts";
import type { CompanyReport } from "../valuation/company-report.ts";
import { type Explanation, type Solution, seriesOf } from "../valuation/model/solve.ts";
import type { Grid } from "../valuation/sensitivity.ts";
import { formatTable } from "./text-table.ts";

const digits = (value: number): number => (Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 10 ? 2 : 3);
const show = (value: number | undefined, decimals?: number): string =>
  value === undefined
    ? "—"
    : value
        .toLocaleString("en-US", {
          minimumFractionDigits: decimals ?? digits(value),
          maximumFractionDigits: decimals ?? digits(value),
        })
        // What rounds to nought has no sign.
        .replace(/^-(?=0(?:\.0*)?$)/, "");

/** One grid as an aligned table. */
export function gridText(grid: Grid): string {
  const turn = (kind: Grid["rows"]["kind"], value: number): string =>
    kind === "set"
      ? Math.abs(value) < 1
        ? formatPercent(value)
        : show(value)
      : kind === "scale"
        ? `×${value.toFixed(2)}`
        : `${value >= 0 ? "+" : ""}${value.toFixed(3)}`;
  return formatTable(
    [
      `${grid.rows.line} \\ ${grid.columns.line}`,
      ...grid.columns.values.map((value) => turn(grid.columns.kind, value)),
    ],
    grid.values.map((row, r) => [turn(grid.rows.kind, grid.rows.values[r]!), ...row.map((value) => show(value, 2))]),
    ["left", ...grid.columns.values.map(() => "right" as const)],
  );
}

/** The whole report for a terminal. */
export function companyText(report: CompanyReport, isChinese: boolean): string {
  const out: string[] = [];
  const print = (line: string): void => {
    out.push(line);
  };
  const heading = (line: string): void => {
    out.push("", line);
  };
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
        ...(both.isPublished
          ? [
              [
                report.scenario === undefined ? "Published convention, rerun" : "Published convention, this scenario",
                show(both.published, 2),
                formatPercent(both.published / headline.price - 1),
                "",
              ],
            ]
          : []),
        [
          !both.isPublished
            ? "Value per share"
            : report.scenario === undefined
              ? "Recomputed from the same inputs"
              : "Recomputed, this scenario",
          show(both.recomputed, 2),
          formatPercent(both.recomputed / headline.price - 1),
          headline.rating === undefined ? "" : name(headline.rating),
        ],
        ["Share price", show(headline.price, 2), "", ""],
      ],
      ["left", "right", "right", "left"],
    ),
  );
  if (both.isPublished) {
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
  }
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
    print(gridText(grid));
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
  const findings = report.printedAudit.findings.filter((finding) => finding.severity !== "note");
  print(
    `  ${report.printedAudit.passed} of ${report.printedAudit.checked} identities of the printed tables hold; ${findings.length} findings (silico audit ${model.id} for all):`,
  );
  for (const finding of findings.slice(0, 8)) print(`    ${finding.severity}: ${finding.message}`);
  if (model.notes.length > 0) {
    heading("Read with care");
    for (const text of model.notes) print(`  - ${text}`);
  }
  return out.join("\n");
}

/** Every line of a solved model, year by year. */
export function statementsText(solution: Solution, isChinese: boolean): string {
  const out: string[] = [];
  const print = (line: string): void => {
    out.push(line);
  };
  const heading = (line: string): void => {
    out.push("", line);
  };
  for (const section of solution.model.sections) {
    const lines = solution.model.lines.filter((line) => line.section === section.id && !line.isScalar);
    const scalars = solution.model.lines.filter((line) => line.section === section.id && line.isScalar);
    if (lines.length + scalars.length === 0) continue;
    const years = [...new Set(lines.flatMap((line) => seriesOf(solution, line.id).map((entry) => entry.year!)))].sort(
      (a, b) => a - b,
    );
    heading(isChinese ? (section.label.zh ?? section.label.en) : section.label.en);
    const value = (unit: string, amount: number | undefined): string =>
      unit === "fraction" ? formatPercent(amount) : show(amount);
    if (scalars.length > 0)
      print(
        formatTable(
          ["", "Unit", "Value"],
          scalars.map((line) => [
            isChinese ? (line.label.zh ?? line.label.en) : line.label.en,
            line.unit === "fraction" ? "%" : line.unit,
            value(line.unit, seriesOf(solution, line.id)[0]!.value),
          ]),
          ["left", "left", "right"],
        ),
      );
    if (lines.length === 0) continue;
    print(
      formatTable(
        ["", "Unit", ...years.map((year) => `${year}${year > solution.model.lastActual ? "E" : ""}`)],
        lines.map((line) => {
          const values = new Map(seriesOf(solution, line.id).map((entry) => [entry.year, entry.value]));
          return [
            isChinese ? (line.label.zh ?? line.label.en) : line.label.en,
            line.unit === "fraction" ? "%" : line.unit,
            ...years.map((year) => value(line.unit, values.get(year))),
          ];
        }),
        ["left", "left", ...years.map(() => "right" as const)],
      ),
    );
  }
  return out.join("\n");
}

/** What a cell is made of, indented by level. */
export function explanationText(why: Explanation, indent = ""): string {
  const out: string[] = [];
  const print = (line: string): void => {
    out.push(line);
  };
  print(
    `${indent}${why.cell} = ${show(why.value)} ${why.unit === "x" || why.unit === "fraction" ? "" : why.unit}  [${why.basis}, ${why.origin}]  ${why.formula}`,
  );
  if (why.source !== undefined) print(`${indent}  source: ${why.source}`);
  if (why.note !== undefined) print(`${indent}  note: ${why.note}`);
  for (const fact of why.facts) print(`${indent}  ${fact.name} = ${show(fact.value)}  (${fact.source})`);
  for (const input of why.inputs) print(explanationText(input, `${indent}  `));
  return out.join("\n");
}
