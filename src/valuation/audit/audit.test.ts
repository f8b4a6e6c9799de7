// Bad input and single tests on small tables, each with the answer worked by hand.
import { describe, expect, test } from "vitest";
import { audit } from "./audit.ts";
import { readAuditTable } from "./table.ts";

/** Rows "statement | label | unit | 2024=1,000 | 2025E=…" as a table of one company. */
function table(rows: readonly string[], company = "Test (1 HK)") {
  const lines = rows.flatMap((row) => {
    const [statement, label, unit, ...cells] = row.split("|").map((part) => part.trim());
    return cells.map((cell) => {
      const [period, raw] = cell.split("=");
      return [company, statement, label, unit, period, raw].map((field) => `"${field ?? ""}"`).join(",");
    });
  });
  return readAuditTable(`company,statement,line_item,unit,period,raw\n${lines.join("\n")}\n`);
}

const findings = (rows: readonly string[]) =>
  audit(table(rows)).findings.map((f) => `${f.severity} ${f.test} ${f.lineItem} ${f.period}`.trim());

describe("what cannot be right is said", () => {
  test("a sheet that does not balance", () => {
    expect(
      findings([
        "Balance sheet|Total assets|RMB mn|2024=1,000",
        "Balance sheet|Total liabilities|RMB mn|2024=600",
        "Balance sheet|Total equity|RMB mn|2024=402",
      ]),
    ).toEqual(["error balance-sheet Total assets 2024"]);
  });

  test("the same sheet within rounding passes: three terms may be off by one and a half", () => {
    expect(
      findings([
        "Balance sheet|Total assets|RMB mn|2024=1,000",
        "Balance sheet|Total liabilities|RMB mn|2024=600",
        "Balance sheet|Total equity|RMB mn|2024=401",
      ]),
    ).toEqual([]);
  });

  test("one decimal more, and the same difference is an error", () => {
    expect(
      findings([
        "Balance sheet|Total assets|RMB mn|2024=1,000.0",
        "Balance sheet|Total liabilities|RMB mn|2024=600.0",
        "Balance sheet|Total equity|RMB mn|2024=401.0",
      ]),
    ).toEqual(["error balance-sheet Total assets 2024"]);
  });

  test("a row in another scale converts in the sum and is pointed out", () => {
    expect(
      findings([
        "Income statement|Revenue|RMB mn|2024=1,000|2025E=1,500",
        "Income statement|Cost of sales|RMB '000|2024=-600,000|2025E=-900,000",
        "Income statement|Gross profit|RMB mn|2024=400|2025E=600",
        "Income statement|Net profit|RMB mn|2024=100|2025E=150",
      ]),
    ).toEqual(["warning mixed-scale Cost of sales 2024"]);
  });

  test("two currencies in one sum, with or without a statement's name, are never added", () => {
    const rows = ["Revenue|RMB mn|2024=1,000", "Cost of sales|US$ mn|2024=-600", "Gross profit|RMB mn|2024=400"];
    for (const statement of ["Income statement", "", "Key figures"])
      expect(findings(rows.map((row) => `${statement}|${row}`))).toEqual(["error mixed-currency Cost of sales 2024"]);
  });

  test("a row without a unit is said to be left out", () => {
    expect(
      findings([
        "Income statement|Revenue|RMB mn|2024=1,000",
        "Income statement|Cost of sales||2024=-600",
        "Income statement|Gross profit|RMB mn|2024=500",
      ]),
    ).toEqual(["warning missing-unit Cost of sales 2024"]);
  });

  test("a number in thousands under a unit of millions: the sum fails and the message names the factor", () => {
    const result = audit(
      table([
        "Income statement|Revenue|RMB mn|2024=1,000",
        "Income statement|Cost of sales|RMB mn|2024=-600",
        "Income statement|Gross profit|RMB mn|2024=400,000",
      ]),
    );
    expect(result.findings.map((f) => f.message)).toEqual([
      expect.stringContaining("1,000 times too large: check the unit"),
    ]);
  });

  test("a missing period", () => {
    expect(
      findings([
        "Balance sheet|Cash|RMB mn|2023=4|2024=5|2025E=6",
        "Balance sheet|Inventories|RMB mn|2023=4|2024=5|2025E=6",
        "Balance sheet|Receivables|RMB mn|2023=4|2024=5|2025E=6",
        "Balance sheet|Prepayments|RMB mn|2023=4|2025E=6",
        "Balance sheet|Goodwill|RMB mn|2024=4",
      ]),
    ).toEqual(["warning missing-period Prepayments 2023"]);
  });

  test("negative shares, negative revenue, growth at or above the cost of capital", () => {
    expect(findings(["Market data|Shares outstanding|mn|2025=-10"])).toEqual(["error sign Shares outstanding 2025"]);
    expect(findings(["DCF|WACC|%|=8.0%", "DCF|Terminal growth|%|=8.5%"])).toEqual([
      "error terminal-growth Terminal growth",
    ]);
  });

  test("a broken number is refused, not read as another one", () => {
    expect(findings(["Income statement|Revenue|RMB mn|2024=12,34"])).toEqual(["error unreadable-number Revenue 2024"]);
  });

  test("the unit in the print against the unit column", () => {
    expect(findings(["Income statement|Revenue|RMB mn|2024=RMB5.2bn"])).toEqual(["error unit-print Revenue 2024"]);
    expect(findings(["Income statement|Revenue|RMB mn|2024=US$5.2"])).toEqual(["error unit-print Revenue 2024"]);
  });

  test("a rate named one way and used the other", () => {
    const rows = ["P/S valuation|Equity value|RMB bn|2027=100.0", "P/S valuation|Equity value|US$ bn|2027=14.0"];
    expect(findings([...rows, "P/S valuation|USD/CNY|x|2027=7.14"])).toEqual([]);
    expect(findings([...rows, "P/S valuation|CNY/USD|x|2027=7.14"])).toEqual(["error fx-direction CNY/USD 2027"]);
  });
});

describe("rates", () => {
  test("growth passes wherever the rounding of its levels allows, and no further", () => {
    const levels = "Income statement|Revenue|RMB mn|2024=16|2025=166";
    // 165.5 / 16.5 - 1 = 903.0%, 166.5 / 15.5 - 1 = 974.2%
    expect(findings([levels, "Ratios|Revenue growth|%|2025=970.8%"])).toEqual([]);
    expect(findings([levels, "Ratios|Revenue growth|%|2025=975.0%"])).toEqual(["error growth Revenue growth 2025"]);
  });

  test("return on equity: the definition that fits most years is the house's, and the odd year is found", () => {
    const rows = [
      "Income statement|Net profit|RMB mn|2022=90|2023=100|2024=120|2025=140",
      "Balance sheet|Shareholders' equity|RMB mn|2021=700|2022=800|2023=900|2024=1,000|2025=1,100",
    ];
    // On average equity: 12.0%, 11.8%, 12.6%, 13.3%.
    expect(findings([...rows, "Ratios|ROE|%|2022=12.0%|2023=11.8%|2024=12.6%|2025=13.3%"])).toEqual([]);
    expect(findings([...rows, "Ratios|ROE|%|2022=12.0%|2023=11.8%|2024=12.0%|2025=13.3%"])).toEqual([
      "error roe ROE 2024",
    ]);
  });

  test("an average that is a median says so", () => {
    const entries = ["A", "B", "C", "Average of peers"].flatMap(
      (name, i) => table([`Comps|P/S|x|2026=${[10, 20, 60, 20][i]}.0`], name).entries,
    );
    const [finding] = audit({ entries }).findings;
    expect(finding?.message).toContain("It is their median");
    expect(finding?.recomputed).toBe(30);
  });
});
