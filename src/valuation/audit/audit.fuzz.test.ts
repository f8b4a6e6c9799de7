import * as fc from "fast-check";
import { expect, test } from "vitest";
import { SilicoError } from "../../errors.ts";
import { audit } from "./audit.ts";
import { readAuditTable } from "./table.ts";

const labels = [
  "Revenue",
  "Cost of sales",
  "毛利",
  "Total assets",
  "总负债",
  "Total equity",
  "Others",
  "P/E",
  "WACC",
  "Terminal growth",
  "Free cash flow",
  "PV of terminal value",
  "CNY/HKD",
  "EPS (diluted)",
  "Revenue growth",
  "Customers",
  "Listing date",
  "Peer average P/S",
  "",
];
const raws = [
  "1,000",
  "(5)",
  "-",
  "—",
  "na",
  "12,34",
  "0",
  "0.0%",
  "-3.2%",
  "１２３",
  "1e9",
  "RMB5bn",
  "2.0x",
  "∞",
  "2026年2月30日(周五)",
  "HK$",
  "999999999999999999",
  "1/0",
  '"',
  "超过290家",
];
const units = [
  "RMB mn",
  "RMB '000",
  "US$ bn",
  "%",
  "x",
  "",
  "HK$ per share",
  "RMB per HKD",
  "date",
  "ticker",
  "customers",
  "???",
];
const periods = ["2024", "2025E", "FY26", "1H2025", "2 Jan 2026", "2024-2029", "end-2025", "", "soon", "2026-02-30"];
const statements = [
  "Income statement",
  "资产负债表",
  "Cash flow",
  "DCF",
  "Ratios",
  "Segment revenue",
  "Comps",
  "Market forecast",
  "",
];

test("whatever the table holds, the auditor answers with findings, never with NaN or a crash", () => {
  const entry = fc.record({
    company: fc.constantFrom("A (1 HK)", "A", "Average of peers", "乙", ""),
    statement: fc.constantFrom(...statements),
    lineItem: fc.constantFrom(...labels),
    original: fc.constantFrom("", "超過 290 家"),
    period: fc.constantFrom(...periods),
    kind: fc.constantFrom("A", "E", ""),
    value: fc.constantFrom("", "5", "x"),
    unit: fc.constantFrom(...units),
    raw: fc.constantFrom(...raws),
    source: fc.constantFrom("one", "two"),
    figure: fc.constantFrom("", "1"),
    note: fc.constantFrom("", "section: Operating"),
    line: fc.nat(100),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 60 }), (entries) => {
      const result = audit({ entries });
      expect(result.passed).toBeLessThanOrEqual(result.checked);
      for (const { published, recomputed } of result.findings)
        for (const value of [published, recomputed])
          if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
      expect(JSON.stringify(result)).not.toMatch(/NaN|Infinity|undefined/);
    }),
    { numRuns: 300, seed: 7 },
  );
});

test("whatever the bytes, the reader gives a table or a named error", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, hasHeader) => {
      const head = new TextEncoder().encode("line_item,period,raw\n");
      const input = hasHeader ? Uint8Array.from([...head, ...bytes]) : bytes;
      try {
        audit(readAuditTable(input));
      } catch (error) {
        expect(error).toBeInstanceOf(SilicoError);
      }
    }),
    { numRuns: 300, seed: 7 },
  );
});
