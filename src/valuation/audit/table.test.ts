import { describe, expect, test } from "vitest";
import { SilicoError } from "../../errors.ts";
import { audit } from "./audit.ts";
import { decodeText, readAuditTable, records } from "./table.ts";

const hex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

describe("statements as CSV", () => {
  test("quotes, commas and line breaks inside a field", () => {
    expect(records('a,b\n"x, ""y""","1\n2"\n').map((r) => r.cells)).toEqual([
      ["a", "b"],
      ['x, "y"', "1\n2"],
    ]);
  });

  test("GBK text is recognised where it is no UTF-8", () => {
    // "收入,1" in GBK
    expect(decodeText(hex("cad5c8eb2c31"))).toBe("收入,1");
    expect(decodeText(new TextEncoder().encode("\ufeff收入"))).toBe("收入");
  });

  test("a wide table becomes cells, by period", () => {
    const { entries } = readAuditTable("Item,Unit,2024A,2025E\nRevenue,RMB mn,100,150\n");
    expect(entries.map((e) => [e.lineItem, e.period, e.raw])).toEqual([
      ["Revenue", "2024A", "100"],
      ["Revenue", "2025E", "150"],
    ]);
  });

  test("a header without a line item or without periods says what is missing", () => {
    expect(() => readAuditTable("foo,bar\n1,2\n")).toThrow(SilicoError);
    expect(() => readAuditTable("line_item,value\nRevenue,2\n")).toThrow(/no period column/);
    expect(() => readAuditTable("")).toThrow(/no rows/);
  });

  test("full-width digits and brackets are read, and a sheet that does not balance is found", () => {
    const csv = `公司,报表,项目,期间,单位,数值
甲公司,资产负债表,总资产,2024,人民币百万元,１０００
甲公司,资产负债表,总负债,2024,人民币百万元,６００
甲公司,资产负债表,权益总额,2024,人民币百万元,５００
甲公司,利润表,收入,2024,人民币百万元,800
甲公司,利润表,销售成本,2024,人民币百万元,（３００）
甲公司,利润表,毛利,2024,人民币百万元,500
`;
    const result = audit(readAuditTable(csv));
    expect(result.findings.map((f) => [f.test, f.published, f.recomputed])).toEqual([["balance-sheet", 1000, 1100]]);
    expect(result.tests["gross-profit"]).toEqual({ checked: 1, passed: 1 });
  });

  test("two currencies in one statement are refused, not added", () => {
    const csv = `statement,line_item,period,unit,value
Income statement,Revenue,2024,RMB mn,100
Income statement,Cost of sales,2024,US$ mn,-60
Income statement,Gross profit,2024,RMB mn,40
`;
    expect(audit(readAuditTable(csv)).findings.map((f) => f.test)).toEqual(["mixed-currency"]);
  });
});
