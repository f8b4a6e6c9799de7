import { describe, expect, test } from "vitest";
import { findChip } from "../catalog/chip.ts";
import { loadSolver } from "../cli/highs-solver.ts";
import { preparePlan } from "../cli/plan-inputs.ts";
import { apiCostPerHour } from "../economics/token-cost.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import { cataloguePrices, chipEconomics, ratesOf, termsOf } from "./chip-economics.ts";
import { parity } from "./parity.ts";
import { planInputs, planScenario } from "./plan-scenario.ts";
import { priceLists, waysToPay } from "./ways-to-pay.ts";

const solve = await loadSolver();

const scenarioOf = (prices: string, chips = "h20") =>
  loadScenario({
    text: `
version: 1
model: meta-llama/Llama-3.1-8B-Instruct
workload: { generator: { prompt: 500, output: 100 }, requests: 300 }
targets: { ttft: { p90: 2 s }, tpot: { p90: 50 ms } }
demand: 5
chips: [${chips}]
prices: ${prices}
`,
    file: "prices.yaml",
    folder: "/",
  });

function chipHour(prices: string, chips?: string) {
  const { inputs } = preparePlan(scenarioOf(prices, chips), solve, { simulates: false });
  return chipEconomics(inputs.chips[0]!, inputs.scenario.prices).cost!;
}

describe("what a scenario says of prices is what is reckoned with", () => {
  test("under any name of the chip", () => {
    const byId = chipHour("{ chips: { h20: { purchase: 9000 USD } } }").total;
    expect(chipHour("{ chips: { H20: { purchase: 9000 USD } } }").total).toBe(byId);
    expect(byId).not.toBe(chipHour("{}").total);
    expect(() => chipHour("{ chips: { H20: { purchase: 9000 USD }, h20: { purchase: 1 USD } } }")).toThrow(
      /two prices/,
    );
  });

  test("every term of ownership, each on its own part of the bill", () => {
    const usual = chipHour("{}");
    const changed: Record<string, [string, readonly string[]]> = {
      serverPerChip: ["2000 USD", ["server", "financing", "maintenance"]],
      networkPerChip: ["1000 USD", ["network", "financing", "maintenance"]],
      storagePerChip: ["10 USD", ["storage", "financing", "maintenance"]],
      resaleShare: ["0.2", ["chip", "server", "network", "storage", "financing"]],
      capitalRate: ["0.05", ["financing"]],
      loadShare: ["0.6", ["power", "cooling"]],
      hostWattsPerBoardWatt: ["0.4", ["power", "cooling", "space"]],
      pue: ["1.1", ["cooling"]],
      electricityPerKwh: ["0.2 USD", ["power", "cooling"]],
      spacePerKwMonth: ["90 USD", ["space"]],
      staffPerChipYear: ["50 USD", ["staff"]],
      maintenanceShare: ["0.01", ["maintenance"]],
    };
    for (const [name, [value, parts]] of Object.entries(changed)) {
      const cost = chipHour(`{ ${name}: ${value} }`);
      const moved = Object.entries(cost.parts).flatMap(([part, amount]) =>
        Math.abs(amount - usual.parts[part as keyof typeof usual.parts]) > 1e-12 ? [part] : [],
      );
      expect(moved.sort(), name).toEqual([...parts].sort());
    }
    // Idle power counts only where there are idle hours.
    expect(chipHour("{ idleShare: 0.1, utilisation: 0.5 }").parts.power).toBeLessThan(
      chipHour("{ utilisation: 0.5 }").parts.power,
    );
  });

  test("a chip's own server goes over that of all, and a purchase that includes it adds none", () => {
    const own = chipHour("{ serverPerChip: 5000 USD, chips: { h20: { serverPerChip: 1000 USD } } }");
    expect(own.parts.server).toBeCloseTo(1000 / (5 * 8760), 9);
    const included = chipHour("{ chips: { h20: { purchase: 20000 USD, includes: server and network } } }");
    expect([included.parts.server, included.parts.network]).toEqual([0, 0]);
    expect(included.parts.storage).toBeGreaterThan(0);
  });

  test("parity reckons with them too: a cheaper server around the challenger is worth its price", () => {
    const priceWith = (server: string) => {
      const prices = `{ chips: { h20: { purchase: 14000 USD }, h100-sxm: { serverPerChip: ${server} } } }`;
      const { inputs } = preparePlan(scenarioOf(prices, "h20, h100-sxm"), solve, { simulates: false });
      const [incumbent, challenger] = inputs.chips;
      const result = parity({
        plan: planInputs(inputs),
        incumbent: incumbent!,
        challenger: challenger!,
        prices: inputs.scenario.prices,
      });
      if ("reason" in result) throw new Error(result.reason);
      return result.cases.find(({ role }) => role === "alone")!.p50.price!.amount;
    };
    // Written off, financed and maintained like the chip: one for one.
    expect(priceWith("1000 USD") - priceWith("3000 USD")).toBeCloseTo(2000, 6);
  });
});

describe("the same tokens, owned, rented or bought", () => {
  const { inputs } = preparePlan(
    scenarioOf(
      "{ chips: { h20: { purchase: 14000 USD, rentPerHour: 1.5 USD } }, api: [{ name: acme, input: 2 CNY, output: 8 CNY }] }",
    ),
    solve,
    { simulates: false },
  );
  const plan = planScenario(inputs);

  test("the owned bill is the plan's, the rented one its chips times the rent, an API's its list times the tokens", () => {
    const best = plan.recommended!;
    const of = (way: string) => plan.waysToPay.filter((one) => one.way === way);
    expect(of("own").map(({ perHour }) => perHour)).toEqual([expect.closeTo(best.cost!.perHour, 9)]);
    expect(of("rent").map(({ perHour }) => perHour)).toEqual([expect.closeTo(1.5 * best.chips, 9)]);
    const flow = plan.tokensPerHour!;
    expect(flow.outputPerHour).toBeCloseTo(5 * 3600 * 100, 6);
    const { rate } = ratesOf(inputs.scenario.prices).find(({ base, quote }) => base === "USD" && quote === "CNY")!;
    const acme = of("api").find(({ name }) => name === "acme")!;
    expect(acme.list!.isOfThisModel).toBe(true);
    expect(acme.perHour).toBeCloseTo((2 * flow.freshInputPerHour + 8 * flow.outputPerHour) / 1e6 / rate, 9);
    const published = of("api").filter(({ list }) => !list!.isOfThisModel);
    expect(published).toHaveLength(11);
    for (const { list, perHour } of published) expect(perHour).toBeCloseTo(apiCostPerHour(list!, flow), 9);
  });

  test("a chip with one price only is not shown in the other way", () => {
    const { prices } = scenarioOf("{ chips: { kunlun-p800: { rentPerHour: 1 USD } } }", "kunlun-p800");
    const spec = inputs.chips[0]!.spec;
    const chip = { ...inputs.chips[0]!, spec: { ...spec, id: "kunlun-p800" }, purchase: undefined };
    const { purchase: _, ...rented } = chip;
    const lists = priceLists([rented], prices, ratesOf(prices));
    expect(lists.own.get("kunlun-p800")?.cost).toBeUndefined();
    expect(lists.rent.get("kunlun-p800")?.cost?.total).toBe(1);
    const fleet = { ...plan.recommended!, fleet: plan.recommended!.fleet.map((pool) => ({ ...pool, chip: spec.id })) };
    expect(waysToPay(fleet, plan.tokensPerHour!, lists, { spareInstances: 0 }).every(({ way }) => way === "api")).toBe(
      true,
    );
  });
});

test("the catalogue's price of a server's share adds no server of its own", () => {
  const { prices } = scenarioOf("{}", "910c");
  const { id } = findChip("910c");
  const purchase = cataloguePrices({ ...inputsOf("910c").chips[0]!.spec }).purchase!;
  expect(purchase.includes).toBe("server and network");
  expect(termsOf(prices, id).serverPerChip.amount).toBeGreaterThan(0);
  expect(chipHour("{}", "910c").parts.server).toBe(0);
});

function inputsOf(chip: string) {
  return preparePlan(scenarioOf("{}", chip), solve, { simulates: false }).inputs;
}
