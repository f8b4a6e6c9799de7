import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import iluvatarParity from "../../examples/valuation/iluvatar-parity.yaml";
import type { CompanyModel } from "../scenario/company-model.ts";
import { parseCompanyModel } from "../scenario/parse-company-model.ts";
import { parseValuationScenario } from "../scenario/valuation-scenario.ts";
import { companyReport } from "../valuation/company-report.ts";
import { externalCalls } from "../valuation/externals.ts";
import { cellKey } from "../valuation/model/graph.ts";
import type { SolveOptions } from "../valuation/model/solve.ts";
import { shippedModel, shippedModelSource } from "../valuation/shipped-companies.ts";
import { columnName, companyWorkbook } from "./company-workbook.ts";

const settings = { draws: 100, seed: 1, gridPoints: 1 };
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

/** A model whose cells use every operator and function, with the precedences that spreadsheets see differently. */
function everyOperator(): CompanyModel {
  const plain = (en: string, is: string): Record<string, unknown> => ({ en, unit: "x", is });
  return parseCompanyModel({
    schema: "silico/company-model/1",
    id: "operators",
    name: "Operators & <signs>",
    code: "0001 HK",
    currency: "CNY",
    periods: { first: 2024, lastActual: 2025, last: 2028 },
    sources: { here: { title: "Test", publisher: "Silico", date: "2026-01-01" } },
    peers: {
      t: {
        source: "here",
        place: "p. 1",
        date: "2026-01-01",
        rows: {
          a: { en: "A", group: "domestic", multiples: { ps: 3 } },
          b: { en: "B", group: "overseas", multiples: { ps: 8 } },
          c: { en: "C's", group: "domestic", multiples: { ps: null } },
          d: { en: "D", group: "domestic", multiples: { ps: 4.5 } },
        },
      },
    },
    sections: [
      {
        id: "all",
        en: "It's [all]: / of * them?",
        unit: "CNY mn",
        lines: {
          sales: { en: "Sales", values: { 2024: 80, 2025: 100 }, forecast: "sales[t-1] * (1 + 7.5%)" },
          power: plain("Power", "-2^2 + (-2)^2 + 2^3^2 / 2^-1"),
          order: plain("Order", "2 - 3 - 4 / 5 / 6 * 7 + -(-8)"),
          compare: plain(
            "Compare",
            "(1 < 2) + (2 <= 2) * 10 + (1 > 2) * 100 + (2 >= 3) * 1000 + (1 == 1) * 1e4 + (1 != 1) * 1e5",
          ),
          choose: plain("Choose", "if(1 < 2, if(0, 1, 2), 3) - if(2 < 1, 1, -4)"),
          functions: plain(
            "Functions",
            "min(3, 1, 2) + max(3, 1, 2) + abs(-5) + sqrt(2) + exp(1) + ln(3) + round(2.675, 2) + round(-1.5, 0) + mean(1, 2, 6) + median(9, 1, 4, 5)",
          ),
          ranges: {
            en: "Ranges",
            is: "sum(sales[2026:2028]) - mean(sales[2025:2027]) + max(sales[2024:2028]) - median(sales[2024:2027])",
          },
          tiny: plain("Tiny", "1e-7 * 3 - -2.5e-3"),
          peers: plain("Peers", "mean(peers.t.ps) + median(peers.t.domestic.ps) * max(peers.t.ps, 1)"),
          thousands: { en: "Thousands", unit: "CNY k", is: 'to(sales[2028] / 3, "CNY k") - to(-sales[2025], "CNY k")' },
          billions: { en: "Billions", unit: "CNY bn", is: '2 * to(sales[2028] - sales[2025], "CNY bn") / to(2, "x")' },
          price: { en: "Price", unit: "HKD/share", value: 10 },
          value: {
            en: "Value",
            unit: "HKD/share",
            is: 'price * (1 + to(ranges / thousands, "x") * to(thousands, "CNY mn") / ranges)',
          },
        },
      },
    ],
    headline: { valuePerShare: "value", price: "price", routes: { value: "Only route" } },
  });
}

describe.skipIf(!hasOffice)("recalculated by LibreOffice", () => {
  test("every cell of every model comes to the engine's number within 1e-9", async () => {
    const folder = mkdtempSync(join(tmpdir(), "silico-workbook-"));
    try {
      const cases = [];
      const user = parseValuationScenario(iluvatarParity, shippedModelSource);
      const [call] = externalCalls(user.model, user.scenario);
      const bound = { p10: 9e4, p50: 2e5, p90: 4e5, unit: "CNY/chip", source: "test" };
      const stub = { valuationDate: "2026-06-02", timing: "mid", firstPeriod: "stub", terminal: "multiple" } as const;
      const inputs: readonly (readonly [string, CompanyModel, SolveOptions])[] = [
        ["biren-stub", shippedModel("biren"), { dcf: stub, scales: [{ line: "br20x.asp", factor: 0.9 }] }],
        ["iluvatar-bear", shippedModel("iluvatar"), { scenario: "bear" }],
        ["iluvatar-parity", user.model, { scenario: user.scenario, externals: new Map([[call!.key, bound]]) }],
        ["every-operator", everyOperator(), {}],
      ];
      for (const [id, model, options] of inputs) {
        const report = companyReport(model, settings, options);
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
