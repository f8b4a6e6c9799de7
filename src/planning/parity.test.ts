import { beforeAll, describe, expect, test } from "vitest";
import { loadSolver } from "../cli/highs-solver.ts";
import { preparePlan } from "../cli/plan-inputs.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import { chipEconomics } from "./chip-economics.ts";
import { type ParityResult, parity } from "./parity.ts";
import { planInputs, planScenario } from "./plan-scenario.ts";
import type { Solve } from "./programme.ts";

let solve: Solve;
beforeAll(async () => {
  solve = await loadSolver();
});

const text = (chips: string, prices = "basis: own, chips: { h20: { purchase: 14000 USD } }") => `
version: 1
name: parity-test
model: meta-llama/Llama-3.1-70B-Instruct
workload: { generator: { prompt: { kind: uniform, low: 200, high: 3000 }, output: 200 }, requests: 800 }
targets: { ttft: { p90: 3 s }, tpot: { p90: 60 ms } }
demand: 40
chips: [${chips}]
prices: { ${prices} }
`;

const runs = new Map<string, ReturnType<typeof runOnce>>();

/** Each question is answered once, however many tests look at the answer. */
function run(...question: Parameters<typeof runOnce>): ReturnType<typeof runOnce> {
  const key = JSON.stringify(question);
  const known = runs.get(key) ?? runOnce(...question);
  runs.set(key, known);
  return known;
}

function runOnce(chips: string, prices?: string, simulates = false) {
  const scenario = loadScenario({ text: text(chips, prices), file: "parity.yaml", folder: "/" });
  const { inputs } = preparePlan(scenario, solve, { simulates });
  const [incumbent, challenger] = inputs.chips;
  const result = parity({
    plan: planInputs(inputs),
    challenger: challenger!,
    incumbent: incumbent!,
    prices: scenario.prices,
  });
  return { result: result as ParityResult, inputs, scenario };
}

describe("parity price", () => {
  test.each([false, true])("at that price both fleets cost the same, to the cent (simulated: %s)", (simulates) => {
    const { result, inputs, scenario } = run("h20, h100-sxm", undefined, simulates);
    expect(result.cases.map(({ role }) => role)).toEqual(["alone", "prefill", "decode"]);
    for (const { p50 } of result.cases) {
      if (p50.price === undefined) continue;
      const prices = { ...scenario.prices, chips: { ...scenario.prices.chips, "h100-sxm": { purchase: p50.price } } };
      const own = chipEconomics(inputs.chips[1]!, prices).cost!.total;
      const other = chipEconomics(inputs.chips[0]!, prices).cost!.total;
      const bill = p50.challengerChips * own + p50.incumbentChips * other;
      // Like is held against like: a simulated fleet against the incumbent's simulated bill.
      expect(p50.isSimulated).toBe(simulates);
      expect(Math.abs(bill - result.incumbent.perHour)).toBeLessThan(0.005);
      expect(p50.analyticPrice === undefined).toBe(!simulates);
    }
    expect(result.incumbent.isSimulated).toBe(simulates);
  });

  test("the incumbent's bill is that of the fleet the planner recommends for it alone", () => {
    const { result, inputs, scenario } = run("h100-sxm, h20", undefined, true);
    const alone = planScenario({
      ...inputs,
      scenario: { ...scenario, chips: [{ chip: "h100-sxm" }] },
      chips: inputs.chips.slice(0, 1),
    });
    expect(result.incumbent.perHour).toBeCloseTo(alone.recommended!.cost!.perHour, 6);
    expect(result.incumbent.fleet).toBe(alone.recommended!.id);
  });

  test("without a price the parity says what parity leaves, and what a chip costs beside the chip", () => {
    const { result } = run("h20, h100-sxm");
    for (const { p50 } of result.cases) expect(p50.price === undefined).toBe(p50.perChipHour < p50.besidesChipPerHour);
  });

  test("the row of today's prices in each table is the answer itself, bounds included", () => {
    const { result } = run("h20, h100-sxm");
    for (const { role, p10, p50, p90 } of result.cases)
      for (const row of [
        result.sensitivity.electricity.find(({ label, role: its }) => its === role && label.startsWith("0.10 "))!,
        result.sensitivity.utilisation.find(({ label, role: its }) => its === role && label === "100%")!,
        result.sensitivity.incumbentPrice.find(({ label, role: its }) => its === role && label === "h20 at 100%")!,
      ])
        for (const [mine, its] of [
          [p10, row.p10],
          [p50.price, row.price],
          [p90, row.p90],
        ] as const)
          expect(its?.amount ?? -1).toBeCloseTo(mine?.amount ?? -1, 6);
  });

  test("a faster challenger may cost more: p10 <= p50 <= p90", () => {
    for (const { p10, p50, p90 } of run("h20, h100-sxm").result.cases) {
      if (p10 !== undefined && p50.price !== undefined) expect(p10.amount).toBeLessThanOrEqual(p50.price.amount);
      if (p90 !== undefined && p50.price !== undefined) expect(p90.amount).toBeGreaterThanOrEqual(p50.price.amount);
    }
  });

  test("rises with the incumbent's price, in every role", () => {
    const { result } = run("h20, h100-sxm");
    for (const role of ["alone", "prefill", "decode"] as const) {
      const prices = result.sensitivity.incumbentPrice.flatMap((row) =>
        row.role === role && row.price ? [row.price.amount] : [],
      );
      expect(prices).toEqual([...prices].sort((a, b) => a - b));
    }
  });

  test("on a rental basis the parity is a rent", () => {
    const { result } = run("h20, h100-sxm", "basis: rent, chips: { h20: { rentPerHour: 1.5 USD } }");
    const alone = result.cases.find(({ role }) => role === "alone")!;
    expect(alone.p50.price?.amount).toBeCloseTo(alone.p50.perChipHour, 9);
  });

  test("an incumbent without a price leaves nothing to compare with", () => {
    const { result } = run("kunlun-p800, h100-sxm", "basis: own");
    expect(result).toMatchObject({ reason: expect.stringMatching(/no price of kunlun-p800/) });
  });
});
