// A company's valuation as a workbook whose formulas live: the model's own formulas, sheet by sheet, on the printed figures.
// Takes a worked-out report; gives the bytes of an .xlsx file. Recalculated anywhere, it gives the engine's numbers.
import ExcelJS from "exceljs";
import type { CompanyReport } from "../valuation/company-report.ts";
import { cellKey } from "../valuation/model/graph.ts";
import { seriesOf } from "../valuation/model/solve.ts";
import { type Places, spreadsheetFormula } from "./workbook-formula.ts";

const firstValueColumn = 6;
const headerRow = 3;
const ink = { heading: "FF1F3864", input: "FF0000FF", printed: "FF7F6000" } as const;

/** 1 is A, 27 is AA. */
export function columnName(index: number): string {
  let name = "";
  for (let rest = index; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

export interface WorkbookOptions {
  /** Store the engine's results beside the formulas, for viewers that do not calculate. */
  readonly withResults: boolean;
}

/** Where each cell of the model lies, by `cellKey`; for tests and links. */
export interface CompanyWorkbook {
  readonly bytes: Uint8Array;
  readonly placeOf: ReadonlyMap<string, { readonly sheet: string; readonly address: string }>;
}

export async function companyWorkbook(
  report: CompanyReport,
  options: WorkbookOptions = { withResults: true },
): Promise<CompanyWorkbook> {
  const { solution } = report;
  const { model, graph } = solution;
  const workbook = new ExcelJS.Workbook();
  workbook.creator = "Silico";
  workbook.calcProperties.fullCalcOnLoad = true;
  const years = Array.from({ length: model.lastYear - model.firstYear + 1 }, (_, i) => model.firstYear + i);
  const columnOf = (year: number | undefined): string =>
    columnName(firstValueColumn + (year === undefined ? 0 : year - model.firstYear));
  const sheetName = (text: string): string => text.replace(/[\\/?*[\]:']/g, " ").slice(0, 31);
  const quoted = (sheet: string): string => `'${sheet}'`;

  // Rows first, so that formulas know where to point.
  const rowOf = new Map<string, { sheet: string; row: number }>();
  const sectionSheets = model.sections
    .map((section) => ({
      section,
      sheet: sheetName(section.label.en),
      lines: model.lines.filter((line) => line.section === section.id),
    }))
    .filter((entry) => entry.lines.length > 0);
  for (const { sheet, lines } of sectionSheets)
    for (const [i, line] of lines.entries()) rowOf.set(line.id, { sheet, row: headerRow + 1 + i });
  const printedSheet = "Published";
  const printedYears = [...new Set(model.printed.flatMap((row) => [...row.byYear.keys()]))].sort((a, b) => a - b);
  const printedRow = new Map(model.printed.map((row, i) => [row.id, headerRow + 1 + i]));
  const printedColumn = (year: number | undefined): string =>
    columnName(firstValueColumn + (year === undefined ? 0 : 1 + printedYears.indexOf(year)));
  const peerSheet = "Peers";
  const peerPlaces = new Map<string, string>();
  let peerRow = headerRow + 1;
  const peerNames = [
    ...new Set(model.peerTables.flatMap((table) => table.peers.flatMap((peer) => Object.keys(peer.multiples)))),
  ];
  for (const table of model.peerTables) {
    for (const peer of table.peers) {
      for (const [c, name] of peerNames.entries())
        peerPlaces.set(`${table.id}\n${peer.id}\n${name}`, `${columnName(firstValueColumn + c)}${peerRow}`);
      peerRow++;
    }
  }
  const externalKeys = [...graph.externals.keys()];

  const places: Places = {
    ofLine: (line, year) => `${quoted(rowOf.get(line)!.sheet)}!${columnOf(year)}${rowOf.get(line)!.row}`,
    ofRange: (line, from, to) =>
      `${quoted(rowOf.get(line)!.sheet)}!${columnOf(from)}${rowOf.get(line)!.row}:${columnOf(to)}${rowOf.get(line)!.row}`,
    ofPrinted: (id, year) => `${quoted(printedSheet)}!${printedColumn(year)}${printedRow.get(id)!}`,
    ofPeers: (name) => {
      const [, tableId, ...rest] = name.split(".");
      const group = rest.length === 2 ? rest[0] : undefined;
      const multiple = rest.at(-1)!;
      const table = model.peerTables.find((entry) => entry.id === tableId)!;
      return table.peers
        .filter((peer) => (group === undefined || peer.group === group) && peer.multiples[multiple] !== undefined)
        .map((peer) => `${quoted(peerSheet)}!${peerPlaces.get(`${table.id}\n${peer.id}\n${multiple}`)!}`);
    },
    ofExternal: (key) =>
      `'Outside values'!${columnName(firstValueColumn + 1)}${headerRow + 1 + externalKeys.indexOf(key)}`,
  };

  const head = (sheet: ExcelJS.Worksheet, title: string, columns: readonly string[]): void => {
    sheet.getCell("A1").value = title;
    sheet.getCell("A1").font = { bold: true, size: 14, color: { argb: ink.heading } };
    sheet.getRow(headerRow).values = [...columns];
    sheet.getRow(headerRow).font = { bold: true };
    sheet.views = [{ state: "frozen", xSplit: 2, ySplit: headerRow }];
    for (const [i, width] of [26, 40, 26, 14, 34].entries()) sheet.getColumn(i + 1).width = width;
    for (let i = firstValueColumn; i < firstValueColumn + 16; i++) sheet.getColumn(i).width = 16;
  };
  const sourceText = (id: string | undefined, place: string | undefined): string =>
    id === undefined
      ? ""
      : `${model.sources[id]!.publisher}, ${model.sources[id]!.date}${place === undefined ? "" : `, ${place}`}`;
  const numberFormat = (unit: string): string =>
    unit === "fraction" ? "0.0%" : /share|x|days|years/.test(unit) ? "#,##0.00;(#,##0.00)" : "#,##0.0;(#,##0.0)";

  // The cover is a front page: every number on it is a link to the sheet that works it out.
  const cover = workbook.addWorksheet("Cover");
  const coverHeadline = model.headline!;
  cover.getColumn(1).width = 56;
  cover.getColumn(2).width = 18;
  cover.getColumn(3).width = 60;
  cover.getCell("A1").value = `${model.name.en} ${model.name.zh ?? ""} (${model.code})`;
  cover.getCell("A1").font = { bold: true, size: 16, color: { argb: ink.heading } };
  cover.getCell("A2").value =
    report.scenario === undefined ? "Base: the printed forecast" : `Scenario: ${report.scenario}`;

  const placeOf = new Map<string, { sheet: string; address: string }>();
  const put = (target: ExcelJS.Cell, formula: string, result: number): void => {
    target.value = options.withResults ? { formula, result } : { formula };
  };
  const residuals: { label: string; formula: string; pasted: string }[] = [];
  for (const { section, sheet: name, lines } of sectionSheets) {
    const sheet = workbook.addWorksheet(name);
    head(sheet, `${section.label.en} ${section.label.zh ?? ""}`, [
      "Line",
      "English",
      "中文",
      "Unit",
      "Basis, source, note",
      ...years.map((year) => `${year}${year > model.lastActual ? "E" : ""}`),
    ]);
    for (const line of lines) {
      const row = sheet.getRow(rowOf.get(line.id)!.row);
      row.getCell(1).value = line.id;
      row.getCell(2).value = line.label.en;
      row.getCell(3).value = line.label.zh ?? "";
      row.getCell(4).value = line.unit;
      row.getCell(5).value = [line.basis, sourceText(line.source, line.place), line.note ?? ""]
        .filter((text) => text !== "")
        .join("; ");
      for (const year of line.isScalar ? [undefined] : years) {
        const index = graph.cellAt.get(cellKey(line.id, year));
        if (index === undefined) continue;
        const cell = graph.cells[index]!;
        const address = `${columnOf(year)}${rowOf.get(line.id)!.row}`;
        const target = sheet.getCell(address);
        placeOf.set(cellKey(line.id, year), { sheet: name, address });
        target.numFmt = numberFormat(line.unit);
        const value = solution.values[index]!;
        const formula = spreadsheetFormula(graph, cell, places);
        if (model.breakers.has(line.id) && cell.origin === "formula") {
          // A circle cannot live in a sheet without iteration: its cut holds the solved value, and Checks shows what is left.
          target.value = value;
          target.note = `Solved by fixed point; formula ${cell.text}. See Checks for the residual.`;
          residuals.push({
            label: `${line.label.en} ${year ?? ""}`.trim(),
            formula,
            pasted: `${quoted(name)}!${address}`,
          });
        } else if (cell.expression.kind === "number" && graph.scales.get(line.id) === undefined) {
          target.value = value;
          target.font = { color: { argb: ink.input } };
        } else put(target, formula, value);
      }
    }
  }

  const printed = workbook.addWorksheet(printedSheet);
  head(printed, "Published figures, as printed", [
    "Row",
    "English",
    "中文",
    "Unit",
    "Source",
    "Value",
    ...printedYears.map(String),
  ]);
  for (const row of model.printed) {
    const target = printed.getRow(printedRow.get(row.id)!);
    target.getCell(1).value = row.id;
    target.getCell(2).value = row.label.en;
    target.getCell(3).value = row.label.zh ?? "";
    target.getCell(4).value = row.unit;
    target.getCell(5).value = sourceText(row.source, row.place);
    if (row.value !== undefined) target.getCell(firstValueColumn).value = row.value;
    for (const [year, value] of row.byYear)
      target.getCell(firstValueColumn + 1 + printedYears.indexOf(year)).value = value;
    target.font = { color: { argb: ink.printed } };
  }

  const peers = workbook.addWorksheet(peerSheet);
  head(peers, "Peer multiples, as printed", ["Table", "Company", "中文", "Group", "Source", ...peerNames]);
  for (const table of model.peerTables) {
    for (const peer of table.peers) {
      const at = Number(/\d+$/.exec(peerPlaces.get(`${table.id}\n${peer.id}\n${peerNames[0]!}`)!)![0]);
      const row = peers.getRow(at);
      row.getCell(1).value = table.id;
      row.getCell(2).value = peer.label.en;
      row.getCell(3).value = peer.label.zh ?? "";
      row.getCell(4).value = peer.group;
      row.getCell(5).value = `${sourceText(table.source, table.place)}, as of ${table.date}`;
      for (const [c, name] of peerNames.entries())
        row.getCell(firstValueColumn + c).value = peer.multiples[name] ?? "N/A";
    }
  }
  for (const [i, [label, formula]] of (
    [
      ["Mean", "AVERAGE"],
      ["Median", "MEDIAN"],
    ] as const
  ).entries()) {
    const row = peers.getRow(peerRow + 1 + i);
    row.getCell(2).value = label;
    for (const [c] of peerNames.entries()) {
      const column = columnName(firstValueColumn + c);
      row.getCell(firstValueColumn + c).value = {
        formula: `${formula}(${column}${headerRow + 1}:${column}${peerRow - 1})`,
      };
    }
  }

  if (externalKeys.length > 0) {
    const outside = workbook.addWorksheet("Outside values");
    head(outside, "Values worked out elsewhere", ["Call", "", "", "Unit", "Source", "p10", "p50", "p90"]);
    for (const [i, key] of externalKeys.entries()) {
      const bound = graph.externals.get(key)!;
      outside.getRow(headerRow + 1 + i).values = [
        key,
        "",
        "",
        bound.unit,
        bound.source,
        bound.p10,
        bound.p50,
        bound.p90,
      ];
    }
  }

  const checks = workbook.addWorksheet("Checks");
  head(checks, "Checks", ["Check", "", "", "Unit", "", "Difference", "Tolerance", "Holds"]);
  let at = headerRow + 1;
  for (const check of report.checks) {
    const spec = model.checks.find((entry) => entry.id === check.id)!;
    const row = checks.getRow(at);
    row.getCell(1).value = `${check.label.en}${check.year === undefined ? "" : ` ${check.year}`}`;
    row.getCell(3).value = check.label.zh ?? "";
    row.getCell(4).value = check.unit;
    put(row.getCell(6), places.ofLine(spec.line, check.year), check.difference);
    row.getCell(7).value = check.tolerance;
    row.getCell(8).value = {
      formula: `IF(ABS(F${at})<=G${at},"yes","NO")`,
      ...(options.withResults ? { result: check.passed ? "yes" : "NO" } : {}),
    };
    at++;
  }
  for (const residual of residuals) {
    const row = checks.getRow(at);
    row.getCell(1).value = `Circle cut at ${residual.label}: formula less solved value`;
    put(row.getCell(6), `${residual.formula}-${residual.pasted}`, 0);
    row.getCell(7).value = 1e-6;
    row.getCell(8).value = {
      formula: `IF(ABS(F${at})<=G${at},"yes","NO: paste the formula's value into the cut")`,
      ...(options.withResults ? { result: "yes" } : {}),
    };
    at++;
  }

  const coverRows: [string, string | undefined, number | undefined, string][] = [
    ["Printed target price", undefined, report.both.printed, coverHeadline.printedRating ?? ""],
    ...(report.both.isPublished
      ? [
          ["Published convention, rerun by the engine", undefined, report.both.published, ""] as [
            string,
            undefined,
            number,
            string,
          ],
        ]
      : []),
    [
      "Recomputed (live)",
      places.ofLine(coverHeadline.valuePerShare, undefined),
      report.headline.valuePerShare,
      report.headline.rating?.en ?? "",
    ],
    [
      "Share price (live)",
      places.ofLine(coverHeadline.price, undefined),
      report.headline.price,
      coverHeadline.priceDate ?? "",
    ],
    [
      "Upside (live)",
      `${places.ofLine(coverHeadline.valuePerShare, undefined)}/${places.ofLine(coverHeadline.price, undefined)}-1`,
      report.headline.upside,
      "",
    ],
    ...coverHeadline.routes.map((route): [string, string, number, string] => [
      `${route.label.en} (live)`,
      places.ofLine(route.line, undefined),
      seriesOf(solution, route.line)[0]!.value,
      route.label.zh ?? "",
    ]),
    ...report.both.bridge.map((step): [string, undefined, number, string] => [
      `${step.isJudgement ? "If: " : "Step: "}${step.label.en}`,
      undefined,
      step.change,
      step.note ?? "",
    ]),
    ...report.scenarios.map((entry): [string, undefined, number, string] => [
      `Scenario ${entry.label.en}`,
      undefined,
      entry.valuePerShare,
      entry.note ?? "",
    ]),
  ];
  for (const [i, [label, formula, value, text]] of coverRows.entries()) {
    const row = cover.getRow(4 + i);
    row.getCell(1).value = label;
    if (formula !== undefined) put(row.getCell(2), formula, value!);
    else if (value !== undefined) row.getCell(2).value = value;
    row.getCell(2).numFmt = label.startsWith("Upside") ? "0.0%" : "#,##0.00";
    row.getCell(3).value = text;
  }
  let noteRow = 5 + coverRows.length;
  for (const text of [
    "Blue: inputs. Brown: figures as printed. Black: formulas.",
    ...model.notes,
    ...Object.entries(model.sources).map(([, source]) => `${source.publisher}, ${source.title}, ${source.date}`),
  ]) {
    cover.getCell(`A${noteRow}`).value = text;
    cover.getCell(`A${noteRow}`).font = { italic: true, size: 9 };
    noteRow++;
  }
  const bytes = await workbook.xlsx.writeBuffer();
  return { bytes: new Uint8Array(bytes as ArrayBuffer), placeOf };
}
