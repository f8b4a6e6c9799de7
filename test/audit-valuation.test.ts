// Random valuations that tie before they are printed: cost of capital, discounted flows, bridge to a price, multiples.
import { describe, expect, test } from "vitest";
import { Random } from "../src/random.ts";
import { audit } from "../src/valuation/audit/audit.ts";
import { parsePrinted } from "../src/valuation/audit/printed-number.ts";
import type { Entry } from "../src/valuation/audit/table.ts";

function valuation(seed: number): { readonly entries: Entry[]; readonly random: Random } {
  const random = new Random(seed, "valuation");
  const u = (lo: number, hi: number): number => lo + (hi - lo) * random.uniform();
  const isMid = random.uniform() < 0.5;
  const years = 5 + Math.floor(random.uniform() * 6);
  const [rf, beta, premium, kd, tax, de] = [
    u(0.015, 0.045),
    u(0.8, 1.8),
    u(0.05, 0.08),
    u(0.03, 0.06),
    0.25,
    u(0.05, 0.5),
  ];
  const ke = rf + beta * premium;
  const wacc = (ke + kd * (1 - tax) * de) / (1 + de);
  const growth = u(0.005, rf * 0.9);
  const scale = 10 ** u(3, 6);
  const entries: Entry[] = [];
  const push = (statement: string, lineItem: string, period: string, raw: string, unit: string, kind = "E"): void => {
    entries.push({
      company: "Random Chips (RND US)",
      statement,
      lineItem,
      original: lineItem,
      period,
      kind,
      value: "",
      unit,
      raw,
      source: "report",
      figure: statement,
      note: "",
      line: entries.length + 2,
    });
  };
  const money = (value: number): string =>
    `${value < 0 ? "-" : ""}${Math.abs(value)
      .toFixed(0)
      .replace(/\B(?=(\d{3})+$)/g, ",")}`;
  const rate = (value: number): string => `${(value * 100).toFixed(1)}%`;
  let pvSum = 0;
  let last = 0;
  let ebit = scale;
  for (let i = 0; i < years; i++) {
    const year = String(2026 + i);
    ebit *= u(1.02, 1.3);
    const [da, capex, wc] = [ebit * u(0.1, 0.3), ebit * u(0.2, 0.4), ebit * u(-0.1, 0.1)];
    const paid = ebit * tax;
    const flow = ebit + da - paid + wc - capex;
    const factor = (1 + wacc) ** -(i + (isMid ? 0.5 : 1));
    pvSum += flow * factor;
    last = flow;
    push("DCF", "EBIT", year, money(ebit), "US$ mn");
    push("DCF", "Depreciation and amortisation", year, money(da), "US$ mn");
    push("DCF", "Tax", year, money(-paid), "US$ mn");
    push("DCF", "Change in working capital", year, money(wc), "US$ mn");
    push("DCF", "Capex", year, money(-capex), "US$ mn");
    push("DCF", "Free cash flow", year, money(flow), "US$ mn");
    push("DCF", "Discount factor", year, factor.toFixed(4), "x");
    push("DCF", "PV of FCF", year, money(flow * factor), "US$ mn");
  }
  entries.sort((a, b) => order.indexOf(a.lineItem) - order.indexOf(b.lineItem));
  const terminal = (last * (1 + growth)) / (wacc - growth);
  const pvTerminal = terminal * (1 + wacc) ** -years;
  const net = scale * u(-1, 2);
  const equity = pvSum + pvTerminal + net;
  const shares = equity / u(5, 200);
  const target = equity / shares;
  const price = target / u(0.8, 1.6);
  const scalars: readonly (readonly [string, string, string])[] = [
    ["WACC", rate(wacc), "%"],
    ["Terminal growth", rate(growth), "%"],
    ["Cost of equity", rate(ke), "%"],
    ["Cost of debt", rate(kd), "%"],
    ["Risk-free rate", rate(rf), "%"],
    ["Beta", beta.toFixed(2), "x"],
    ["Equity risk premium", rate(premium), "%"],
    ["Debt/equity", rate(de), "%"],
    ["Tax rate", rate(tax), "%"],
    ["Sum of PV of FCF", money(pvSum), "US$ mn"],
    ["Terminal value", money(terminal), "US$ mn"],
    ["PV of terminal value", money(pvTerminal), "US$ mn"],
    ["Enterprise value", money(pvSum + pvTerminal), "US$ mn"],
    ["Net cash", money(net), "US$ mn"],
    ["Equity value", money(equity), "US$ mn"],
    ["Shares outstanding", shares.toFixed(1), "mn"],
    ["Target price", target.toFixed(2), "US$ per share"],
  ];
  for (const [label, raw, unit] of scalars) push("DCF", label, "", raw, unit);
  push("Market data", "Share price", "2 Jun 2026", price.toFixed(2), "US$ per share", "A");
  push("Market data", "Market cap", "2 Jun 2026", money(price * shares), "US$ mn", "A");
  push("Market data", "Upside", "2 Jun 2026", rate(target / price - 1), "%");
  for (const [i, year] of ["2026", "2027", "2028"].entries()) {
    const [revenue, profit] = [scale * (8 + 2 * i), scale * (0.5 + 0.3 * i)];
    push("Earnings summary", "Revenue", year, money(revenue), "US$ mn");
    push("Earnings summary", "Net profit", year, money(profit), "US$ mn");
    push("Earnings summary", "EPS", year, (profit / shares).toFixed(3), "US$ per share");
    push("Earnings summary", "P/E", year, ((price * shares) / profit).toFixed(1), "x");
    push("Earnings summary", "P/S", year, ((price * shares) / revenue).toFixed(1), "x");
  }
  return { entries, random };
}

const order = [
  "EBIT",
  "Depreciation and amortisation",
  "Tax",
  "Change in working capital",
  "Capex",
  "Free cash flow",
  "Discount factor",
  "PV of FCF",
];

describe("random valuations", () => {
  test("24 that tie give no error and no warning", () => {
    for (let seed = 1; seed <= 24; seed++) {
      const result = audit({ entries: valuation(seed).entries });
      expect(
        result.findings.filter((f) => f.severity !== "note").map((f) => `${seed}: ${f.test} ${f.message}`),
      ).toEqual([]);
      expect(result.tests["dcf-present-value"]?.passed, String(seed)).toBe(2);
    }
  });

  test("one changed cell is found", () => {
    const misses = new Map<string, number>();
    let [changed, found] = [0, 0];
    for (let seed = 1; seed <= 96; seed++) {
      const { entries, random } = valuation(1 + (seed % 24));
      const at = (seed * 7 + Math.floor(random.uniform() * entries.length)) % entries.length;
      const entry = entries[at] as Entry;
      const printed = parsePrinted(entry.raw);
      if (printed.kind !== "number" || printed.value === 0) continue;
      const digits = entry.raw.replace(/%$/, "").split(".")[1]?.length ?? 0;
      const value = printed.value * (random.uniform() < 0.5 ? 1.3 : 0.7) + 20 * printed.ulp;
      const raw = `${value.toFixed(digits)}${printed.percent ? "%" : ""}`;
      changed += 1;
      if (
        audit({ entries: entries.map((e, i) => (i === at ? { ...e, raw } : e)) }).findings.some(
          (f) => f.severity !== "note",
        )
      )
        found += 1;
      else misses.set(entry.lineItem, (misses.get(entry.lineItem) ?? 0) + 1);
    }
    console.log(
      `changed valuation cells found: ${found} of ${changed}; missed: ${[...misses].map(([k, n]) => `${k} ${n}`).join(", ")}`,
    );
    expect(found / changed).toBeGreaterThan(0.95);
  });
});
