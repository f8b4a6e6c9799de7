// Two properties on random statements: what ties gives no finding; one changed cell in a checked row gives one.
import { describe, expect, test } from "vitest";
import { Random } from "../src/random.ts";
import { audit } from "../src/valuation/audit/audit.ts";
import { parsePrinted } from "../src/valuation/audit/printed-number.ts";
import type { Entry } from "../src/valuation/audit/table.ts";
import { houses, printStatements, randomYears } from "./audit-statements.ts";

const companies = 80;

function company(seed: number): { readonly entries: Entry[]; readonly random: Random } {
  const random = new Random(seed);
  const house = houses(random);
  return { entries: printStatements(randomYears(random, house.years), house), random };
}

describe("random statements", () => {
  test(`${companies} companies whose figures tie before rounding give no error and no warning`, () => {
    for (let seed = 1; seed <= companies; seed++) {
      const { entries } = company(seed);
      const result = audit({ entries });
      expect(
        result.findings.filter((f) => f.severity !== "note").map((f) => `${seed}: ${f.test} ${f.message}`),
      ).toEqual([]);
      expect(result.checked).toBeGreaterThan(20);
    }
  });

  test("one cell changed by more than its identities can absorb is found, line by line", () => {
    let named = 0;
    const seen = new Map<string, { changed: number; found: number }>();
    for (let seed = 1; seed <= 3 * companies; seed++) {
      const { entries, random } = company(seed);
      const at = Math.min(entries.length - 1, Math.floor(random.uniform() * entries.length));
      const entry = entries[at] as Entry;
      const printed = parsePrinted(entry.raw);
      if (printed.kind !== "number" || printed.value === 0) continue;
      // From twenty units of the last digit up to twice the value: transposed digits, a lost digit, a wrong sign.
      const size = Math.max(20 * printed.ulp, Math.abs(printed.value) * (0.02 + 0.9 * random.uniform()));
      const value = printed.value + (random.uniform() < 0.5 ? -size : size);
      const decimals = printed.ulp < 1 ? 1 : 0;
      const raw = `${value.toFixed(decimals)}${printed.percent ? "%" : ""}`;
      const changed = entries.map((e, i) => (i === at ? { ...e, raw } : e));
      const found = audit({ entries: changed }).findings.filter((f) => f.severity !== "note");
      const isFound = found.length > 0;
      if (
        found.some(
          (f) =>
            (f.lineItem === entry.lineItem && f.period === entry.period) || f.message.includes(raw.replace("%", "")),
        )
      )
        named += 1;
      const count = seen.get(entry.lineItem) ?? { changed: 0, found: 0 };
      seen.set(entry.lineItem, { changed: count.changed + 1, found: count.found + (isFound ? 1 : 0) });
    }
    const all = [...seen.values()].reduce((a, b) => ({ changed: a.changed + b.changed, found: a.found + b.found }));
    const weak = [...seen].filter(([, n]) => n.found < n.changed).map(([item, n]) => `${item} ${n.found}/${n.changed}`);
    console.log(
      `changed cells found: ${all.found} of ${all.changed}, named by a finding: ${named}; by line where some were missed: ${weak.join(", ")}`,
    );
    expect(all.changed).toBeGreaterThan(200);
    expect(all.found / all.changed).toBeGreaterThan(0.97);
    expect(named / all.found).toBeGreaterThan(0.97);
  });
});
