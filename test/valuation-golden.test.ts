import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readGoldenTable } from "../src/scenario/read-golden.ts";
import { readConvention } from "../src/valuation/discount-words.ts";
import { scoreGoldenRow } from "../src/valuation/golden.ts";
import { cellValue, solveModel } from "../src/valuation/model/solve.ts";
import { shippedModel } from "../src/valuation/shipped-companies.ts";
import { describeShared, sharedPath } from "./shared.ts";

describeShared("golden valuation figures", () => {
  const path = sharedPath("facts", "valuation_golden.csv");
  const rows = readGoldenTable(readFileSync(path, "utf8"), path);

  test("every row is within its tolerance", () => {
    expect(rows.length).toBe(152);
    expect(rows.map(scoreGoldenRow).filter((score) => !score.passed)).toEqual([]);
  });

  test("an answer is computed, not echoed: a wrong expectation fails", () => {
    const wrong = rows
      .filter((row) => row.kind === "published" || row.kind === "recomputed")
      .map((row) => scoreGoldenRow({ ...row, expected: row.expected + 7 + Math.abs(row.expected) }));
    expect(wrong.filter((score) => score.passed)).toEqual([]);
  });

  test("an identity that breaks is flagged, one that holds is not", () => {
    const [flagged] = rows.filter((row) => row.id === "ILU-X1");
    expect(scoreGoldenRow({ ...flagged!, kind: "must_pass" }).passed).toBe(false);
    const [holds] = rows.filter((row) => row.id === "ILU-X3");
    expect(scoreGoldenRow({ ...holds!, kind: "must_flag" }).passed).toBe(false);
  });
});

describeShared("shipped models and golden figures", () => {
  const path = sharedPath("facts", "valuation_golden.csv");
  const rows = new Map(readGoldenTable(readFileSync(path, "utf8"), path).map((row) => [row.id, row]));
  const inputsOf = (id: string): Record<string, unknown> => rows.get(id)!.inputs;

  test("the models' own cells give the golden figures, not only the rows' inputs", () => {
    const biren = shippedModel("biren");
    const solved = solveModel(biren);
    const published = solveModel(biren, { overrides: biren.headline!.published });
    const iluvatar = shippedModel("iluvatar");
    const ilu = solveModel(iluvatar);
    const iluPublished = solveModel(iluvatar, { overrides: iluvatar.headline!.published });
    const found: Record<string, number> = {
      "BIR-P1": cellValue(published, "equity_ps_hkd"),
      "BIR-P3": cellValue(published, "equity_blend_hkd"),
      "BIR-P5": cellValue(published, "value_per_share"),
      "BIR-P4": cellValue(solved, "shares"),
      "BIR-P6": cellValue(published, "upside") * 100,
      "BIR-E1": cellValue(published, "dcf.enterprise_value"),
      "BIR-E2": cellValue(published, "equity_dcf"),
      "BIR-E3": cellValue(solved, "fx"),
      "BIR-E4": cellValue(published, "equity_dcf_hkd"),
      "BIR-C2": cellValue(solved, "ps.multiple"),
      "BIR-K1": cellValue(solved, "rebuilt_wacc") * 100,
      "BIR-DA1": cellValue(solved, "dcf.pv_flows"),
      "BIR-DA2": cellValue(solved, "dcf.pv_terminal"),
      "BIR-DA3": cellValue(solved, "value_dcf"),
      "BIR-T1": cellValue(solved, "tax", 2028),
      "BIR-Q-Blended2027": cellValue(published, "implied_ps_2027"),
      "BIR-Q-Blended2028": cellValue(published, "implied_ps_2028"),
      "ILU-C2": cellValue(ilu, "ps_multiple"),
      "ILU-T1": cellValue(iluPublished, "equity_ps") / 1e3,
      "ILU-T2": cellValue(iluPublished, "equity_ps_hkd") / 1e3,
      "ILU-T3": cellValue(iluPublished, "value_per_share"),
      "ILU-T4": cellValue(iluPublished, "value_per_share"),
      "ILU-T5": cellValue(ilu, "value_per_share"),
      "ILU-T6": cellValue(ilu, "value_ps_domestic"),
      "ILU-T7": cellValue(ilu, "value_ps_median"),
    };
    for (const year of [2026, 2027, 2028]) {
      found[`BIR-F${year}`] = cellValue(solved, "fcf", year);
      found[`BIR-W${year}`] = cellValue(solved, "fcf.nwc", year);
      found[`BIR-I${year}`] = cellValue(solved, "ebit", year);
      found[`BIR-M${year}`] = cellValue(solved, "gross_margin", year) * 100;
      found[`BIR-G${year}`] = cellValue(solved, "revenue_growth", year) * 100;
      found[`ILU-G${year}`] = cellValue(ilu, "revenue_growth", year) * 100;
      found[`ILU-M${year}`] = cellValue(ilu, "gross_margin", year) * 100;
      found[`ILU-R${year}`] = cellValue(ilu, "roe", year) * 100;
      found[`ILU-L${year}`] = cellValue(ilu, "current_ratio", year);
    }
    for (let year = 2029; year <= 2035; year++) found[`BIR-F${year}`] = cellValue(solved, "fcf", year);
    // What sums of printed integers may add to a figure's own tolerance: a unit or two of RMB '000 in flows, 6 in what is
    // discounted from them.
    const carried: Record<string, number> = { "BIR-DA1": 0, "BIR-DA2": 0, "BIR-C2": 0 };
    for (const [id, value] of Object.entries(found)) {
      const row = rows.get(id)!;
      const allowed = (row.absoluteTolerance ?? 0) + (carried[id] ?? (row.unit === "RMB '000" ? 2 : 0));
      expect(Math.abs(value - row.expected), `${id}: ${value} for ${row.expected}`).toBeLessThanOrEqual(allowed + 1e-9);
    }
    expect(Object.keys(found).length).toBeGreaterThan(55);
  });

  test("the figures shipped are the figures the golden rows were made from", () => {
    const printed = new Map(shippedModel("biren").printed.map((row) => [row.id, row]));
    expect([...printed.get("fcf")!.byYear.values()]).toEqual(inputsOf("BIR-DA1")["fcf_2026_2035"]);
    const peers = shippedModel("iluvatar").peerTables[0]!.peers;
    expect(peers.map((peer) => peer.multiples["ps_2027"])).toEqual(inputsOf("ILU-C2")["values"]);
    expect(peers.map((peer) => peer.multiples["pe_2026"] ?? null)).toEqual(inputsOf("ILU-C3")["values"]);
  });
});

test("a row nobody foresaw is worked out by the formula it states, or fails as unknown", () => {
  const row = {
    id: "N1",
    group: "other",
    description: "Loss a head",
    inputs: { loss_mn: 120, people: 60 },
    convention: "loss / people",
    expected: 2,
    unit: "RMB mn",
    absoluteTolerance: 0.01,
    kind: "recomputed",
  } as const;
  expect(scoreGoldenRow(row)).toMatchObject({ computed: 2, passed: true });
  expect(scoreGoldenRow({ ...row, expected: 3 }).passed).toBe(false);
  expect(scoreGoldenRow({ ...row, convention: "as printed" })).toMatchObject({
    passed: false,
    how: "no computation for these inputs",
  });
});

test("a table that cannot be read says where", () => {
  const head = "id,group,description,inputs,convention,expected,unit,abs_tol,rel_tol,kind";
  expect(() => readGoldenTable("", "g.csv")).toThrow(/g\.csv: is empty/);
  expect(() => readGoldenTable("id,group\nx,y\n", "g.csv")).toThrow(/no column "description"/);
  expect(() => readGoldenTable(`${head}\nA,g,d,"{""a"": 1}",a,one,x,0,,published`, "g.csv")).toThrow(
    /row 2\.expected: cannot read "one"/,
  );
  expect(() => readGoldenTable(`${head}\nA,g,d,{a,a,1,x,0,,published`, "g.csv")).toThrow(/row 2\.inputs/);
  expect(readGoldenTable(`\uFEFF${head}\r\nA,g,d,"{""a"": 1}",a,1,x,0,,published\r\n`, "g.csv")).toHaveLength(1);
  expect(readGoldenTable(head, "g.csv")).toEqual([]);
});

test("conventions of discounting are read from words", () => {
  expect(readConvention("end-year, t=1..10 from 31 Dec 2025; TV = FCF2035*(1+g)/(wacc-g) at t=10")).toEqual({
    convention: { valuationDate: "2025-12-31", timing: "end", firstPeriod: "whole" },
    isNextFlow: false,
  });
  expect(
    readConvention(
      "stale base: discount to 31 Dec 2023, mid-year, explicit 2026-2034 (t=2.5..10.5), TV = FCF2035/(wacc-g) at t=11",
    ),
  ).toEqual({
    convention: { valuationDate: "2023-12-31", timing: "mid", firstPeriod: "whole" },
    explicitYears: 9,
    isNextFlow: true,
  });
  expect(readConvention("as C with mid-period flows (2026 at s/2, then s+k-0.5)").convention).toEqual({
    valuationDate: "2026-06-02",
    timing: "mid",
    firstPeriod: "stub",
  });
});
