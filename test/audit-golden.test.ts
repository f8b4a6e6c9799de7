// Golden rows on discounting conventions and on what an auditor must flag or let pass.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { audit } from "../src/valuation/audit/audit.ts";
import { type Convention, presentValues, searchConventions } from "../src/valuation/audit/dcf-convention.ts";
import { readAuditTable, records } from "../src/valuation/audit/table.ts";
import { describeShared, sharedPath } from "./shared.ts";

interface Golden {
  readonly id: string;
  readonly inputs: Record<string, unknown>;
  readonly expected: number;
  readonly tolerance: number;
  readonly kind: string;
}

function golden(): Golden[] {
  const [header, ...rows] = records(readFileSync(sharedPath("facts", "valuation_golden.csv"), "utf8")).map(
    (r) => r.cells,
  );
  const get = (row: readonly string[], name: string): string => row[(header ?? []).indexOf(name)] ?? "";
  return rows.map((row) => ({
    id: get(row, "id"),
    inputs: JSON.parse(get(row, "inputs")),
    expected: Number(get(row, "expected")),
    tolerance: Number(get(row, "abs_tol")),
    kind: get(row, "kind"),
  }));
}

const plain: Convention = {
  base: "2025-12-31",
  timing: "end",
  stub: "whole",
  explicitYears: 10,
  terminal: "gordon",
  terminalTiming: "end",
  dayCount: 365,
};
const conventions: Readonly<Record<string, Convention>> = {
  "BIR-DA": plain,
  "BIR-DB": { ...plain, timing: "mid" },
  "BIR-DC": { ...plain, base: "2026-06-02", stub: "prorated" },
  "BIR-DD": { ...plain, base: "2026-06-02", stub: "prorated", timing: "mid" },
  "BIR-DZ": { ...plain, base: "2023-12-31", timing: "mid", explicitYears: 9, terminal: "next-flow" },
};

describeShared("golden rows of a published DCF", () => {
  const rows = golden();
  const dcf = rows.filter((row) => /^BIR-D[A-DZ][12]$/.test(row.id));
  const flowsOf = (row: Golden) =>
    (row.inputs["fcf_2026_2035"] as number[]).map((value, i) => ({ year: 2026 + i, value }));

  test("ten present values under five conventions", () => {
    expect(dcf.length).toBe(10);
    for (const row of dcf) {
      const convention = conventions[row.id.slice(0, 6)] as Convention;
      const values = presentValues(flowsOf(row), row.inputs["wacc"] as number, row.inputs["g"] as number, convention);
      const value = row.id.endsWith("1") ? values?.pvFlows : values?.pvTerminal;
      expect(Math.abs((value ?? Number.NaN) - row.expected), row.id).toBeLessThanOrEqual(row.tolerance);
    }
  });

  test("the search finds the stale base date, and it alone inside the printed precision", () => {
    const flows = flowsOf(dcf[0] as Golden).map(({ year, value }) => ({
      year,
      value: { lo: value - 0.5, hi: value + 0.5 },
    }));
    const { candidates, ordinary } = searchConventions({
      flows,
      wacc: { lo: 0.1115, hi: 0.1125 },
      growth: { lo: 0.0195, hi: 0.0205 },
      pvFlows: { lo: 40558873.5, hi: 40558874.5 },
      pvTerminal: { lo: 124348548.5, hi: 124348549.5 },
      documentDate: "2026-06-02",
    });
    expect(candidates[0]?.convention).toEqual(conventions["BIR-DZ"]);
    expect(candidates.map((c) => c.reproduces)).toEqual([true, false, false, false, false]);
    expect(candidates[0]?.wacc).toBeCloseTo(0.11188, 4);
    expect(ordinary.flowsResidual).toBeCloseTo(-0.327, 3);
    expect(ordinary.terminalResidual).toBeCloseTo(-0.12, 3);
  });

  test("must flag and must pass", () => {
    const result = audit(readAuditTable(readFileSync(sharedPath("facts", "financials.csv"))));
    const flagged = (test: string, lineItem: RegExp, period = ""): number =>
      result.findings.filter(
        (f) => f.test === test && lineItem.test(f.lineItem) && (period === "" || f.period === period),
      ).length;
    expect(flagged("cash-net-change", /Net change in cash/, "2025"), "ILU-X1").toBe(1);
    expect(flagged("dcf-present-value", /^PV of free/), "BIR-DX1").toBe(1);
    expect(flagged("dcf-present-value", /^PV of terminal/), "BIR-DX2").toBe(1);
    expect(flagged("sign", /Proceeds from disposal/), "BIR-X40").toBe(3);
    expect(flagged("sign", /Cost of debt/), "BIR-X41").toBe(1);
    expect(flagged("fx-direction", /CNY\/HKD/), "ILU-T8").toBe(1);
    expect(result.tests["balance-sheet"], "ILU-X2, ILU-X3, BIR-X31..34").toMatchObject({ checked: 18, passed: 18 });
    expect(result.tests["sum-operating-expenses"], "ILU-X4").toMatchObject({ checked: 6, passed: 6 });
    expect(flagged("cash-roll-forward", /Closing cash/), "BIR-Y2025..2028").toBe(0);
    expect(rows.filter((row) => row.kind === "must_flag" || row.kind === "must_pass").length).toBe(16);
  });
});

describe("discounting", () => {
  test("a level flow forever is worth flow / rate, whatever the horizon", () => {
    const flows = Array.from({ length: 7 }, (_, i) => ({ year: 2026 + i, value: 100 }));
    const values = presentValues(flows, 0.08, 0, { ...plain, explicitYears: 7 });
    expect((values?.pvFlows ?? 0) + (values?.pvTerminal ?? 0)).toBeCloseTo(1250, 9);
  });

  test("no value where growth reaches the cost of capital", () => {
    expect(presentValues([{ year: 2026, value: 1 }], 0.05, 0.05, { ...plain, explicitYears: 1 })).toBeUndefined();
  });
});
