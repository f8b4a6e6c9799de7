import { describe, expect, test } from "vitest";
import { parseCompanyModel } from "../../scenario/parse-company-model.ts";
import { solveModel } from "../model/solve.ts";
import { shippedModel, shippedModelIds, shippedModelSource } from "../shipped-companies.ts";
import { auditModel, printedEntries, solvedEntries } from "./model-table.ts";

describe("company models under audit", () => {
  test.each(shippedModelIds)("%s: its formulas break nothing that its printed base does not", (id) => {
    const result = auditModel(shippedModel(id));
    // A listing note prints few figures; a broker note prints whole statements.
    expect(result.checked).toBeGreaterThan(shippedModel(id).headline === undefined ? 5 : 500);
    expect(result.findings.filter((f) => f.source === "model" && f.severity === "error")).toEqual([]);
  });

  test("printed figures keep their decimals and units", () => {
    const entry = printedEntries(shippedModel("biren")).find((e) => e.lineItem === "Weighted average cost of capital");
    expect(entry).toMatchObject({ raw: "11.2%", unit: "%", period: "", kind: "E" });
    expect(
      solvedEntries(solveModel(shippedModel("biren"))).some(
        (e) => e.lineItem === "Total assets" && e.period === "2028",
      ),
    ).toBe(true);
  });

  test("the printed DCF of a shipped model is found not to reproduce, with the convention that gives it", () => {
    const finding = auditModel(shippedModel("biren")).findings.find((f) => f.test === "dcf-present-value");
    expect(finding).toMatchObject({ published: 40558874, recomputed: 60262134, severity: "error" });
    expect(finding?.message).toContain("discounted to 2023-12-31, mid-year flows 2026 to 2034");
  });

  test("a model that does not balance fails its own check and the balance-sheet test", () => {
    const raw = structuredClone(shippedModelSource("biren")) as {
      printed: { balance: { rows: { equity: { values: number[] } } } };
    };
    const values = raw.printed.balance.rows.equity.values;
    values[2] = (values[2] as number) + 5000;
    const tests = auditModel(parseCompanyModel(raw)).findings.map((f) => `${f.test} ${f.period}`);
    expect(tests).toContain("balance-sheet 2025");
    expect(tests.some((t) => t.startsWith("model-check"))).toBe(true);
  });
});
