import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { companyReport } from "../valuation/company-report.ts";
import { cellKey } from "../valuation/model/graph.ts";
import { shippedModel } from "../valuation/shipped-companies.ts";
import { columnName, companyWorkbook } from "./company-workbook.ts";

const settings = { draws: 200, seed: 1, gridPoints: 3 };
const hasOffice = spawnSync("soffice", ["--version"], { stdio: "ignore" }).status === 0;

describe("a workbook of formulas", () => {
  test("formulas, not numbers, carry the model", async () => {
    const report = companyReport(shippedModel("biren"), settings);
    const { bytes, placeOf } = await companyWorkbook(report);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes.buffer as ArrayBuffer);
    const at = (line: string, year?: number) => {
      const place = placeOf.get(cellKey(line, year))!;
      return workbook.getWorksheet(place.sheet)!.getCell(place.address);
    };
    expect(at("value_per_share").formula).toMatch(/^'Valuation'!F\d+\/'Valuation'!F\d+$/);
    expect(at("value_per_share").result).toBeCloseTo(87.2536, 4);
    expect(at("fcf", 2030).formula).toContain("+");
    expect(typeof at("net_finance", 2026).value).toBe("number");
    const formulas = report.solution.graph.cells.filter((cell) => at(cell.line, cell.year).formula !== undefined);
    expect(formulas.length).toBeGreaterThan(500);
  });

  test("columns are named as spreadsheets name them", () => {
    expect([1, 26, 27, 52, 53, 702, 703].map(columnName)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
  });
});

describe.skipIf(!hasOffice)("recalculated by LibreOffice", () => {
  test("every cell of both models comes to the engine's number within 1e-9", async () => {
    const folder = mkdtempSync(join(tmpdir(), "silico-workbook-"));
    try {
      const cases = [];
      for (const [id, options] of [
        ["biren", {}],
        ["iluvatar", { scenario: "bear" }],
      ] as const) {
        const report = companyReport(shippedModel(id), settings, options);
        // No stored results: every number below was worked out by LibreOffice.
        const { bytes, placeOf } = await companyWorkbook(report, { withResults: false });
        writeFileSync(join(folder, `${id}.xlsx`), bytes);
        cases.push({ id, report, placeOf });
      }
      const files = cases.map(({ id }) => join(folder, `${id}.xlsx`));
      execFileSync(
        "soffice",
        [
          "--headless",
          `-env:UserInstallation=file://${folder}/profile`,
          "--convert-to",
          "xlsx:Calc MS Excel 2007 XML",
          "--outdir",
          join(folder, "out"),
          ...files,
        ],
        { stdio: "ignore", timeout: 55_000 },
      );
      const wrong: string[] = [];
      for (const { id, report, placeOf } of cases) {
        const workbook = new ExcelJS.Workbook();
        const output = readFileSync(join(folder, "out", `${id}.xlsx`));
        await workbook.xlsx.load(
          output.buffer.slice(output.byteOffset, output.byteOffset + output.byteLength) as ArrayBuffer,
        );
        for (const cell of report.solution.graph.cells) {
          const place = placeOf.get(cellKey(cell.line, cell.year))!;
          const found = workbook.getWorksheet(place.sheet)!.getCell(place.address);
          const value = typeof found.value === "number" ? found.value : found.result;
          const expected = report.solution.values[cell.index]!;
          if (typeof value !== "number" || Math.abs(value - expected) > 1e-9 * Math.max(1, Math.abs(expected)))
            wrong.push(`${id} ${cell.line}[${cell.year}]: ${String(value)} for ${expected} by ${found.formula}`);
        }
      }
      expect(wrong).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
