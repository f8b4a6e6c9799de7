// Four ways to lay statements out. Each ties: no finding. Then every single cell is changed in turn.
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { audit } from "../src/valuation/audit/audit.ts";
import { readAuditTable } from "../src/valuation/audit/table.ts";

const folder = resolve(import.meta.dirname, "audit-layouts");

describe("statement layouts", () => {
  test.each(readdirSync(folder).sort())("%s ties, and nearly every changed cell is found", (name) => {
    const table = readAuditTable(readFileSync(resolve(folder, name)), name);
    expect(audit(table).findings).toEqual([]);
    const missed: string[] = [];
    let changed = 0;
    for (const [at, entry] of table.entries.entries()) {
      const digits = /\d[\d,]*(\.\d+)?/.exec(entry.raw);
      const value = Number(digits?.[0].replace(/,/g, ""));
      if (digits === null || !(value > 0)) continue;
      const decimals = (digits[1] ?? ".").length - 1;
      const raw = entry.raw.replace(digits[0], (value * 1.37 + (decimals > 0 ? 0 : 7)).toFixed(decimals));
      changed += 1;
      const { findings } = audit({ entries: table.entries.map((e, i) => (i === at ? { ...e, raw, value: "" } : e)) });
      if (!findings.some((f) => f.severity !== "note")) missed.push(`${entry.lineItem} ${entry.period}`);
    }
    console.log(
      `${name}: ${changed - missed.length} of ${changed} changed cells found${missed.length > 0 ? `; missed ${missed.join(", ")}` : ""}`,
    );
    expect(changed).toBeGreaterThan(50);
    expect(missed.length / changed).toBeLessThan(0.05);
  });
});
