// One scenario from the file to the price of a million tokens, by the library's own steps: read this first.
import { expect, test } from "vitest";
import {
  chipSpec,
  compileStepModel,
  defaultRates,
  defaultTerms,
  findChip,
  findModel,
  fleetCost,
  loadScenario,
  loadWorkload,
  memoryAccount,
  ownershipCost,
  scenarioSimulation,
  simulate,
  stepSeconds,
  tokenCost,
} from "../src/index.ts";

test("from a scenario to the price of a million tokens", () => {
  // 1. What the user wrote becomes checked plain values in base units.
  const scenario = loadScenario({
    file: "walkthrough.yaml",
    folder: ".",
    text: `
version: 1
model: meta-llama/Llama-3.1-8B-Instruct
workload: { generator: azure-conv-2023, requests: 3000 }
targets: { ttft: { p90: 500 ms }, tpot: { p90: 30 ms } }
demand: 8 req/s
fleet: [{ chip: h100-sxm, count: 2, precision: bf16 }]
`,
  });
  const pool = scenario.fleet[0]!;
  expect(scenario.targets[1]).toEqual({ metric: "tpot", statistic: 0.9, seconds: 0.03 });

  // 2. Names become what the physics needs: layers as data, peaks and bandwidths as numbers.
  const model = findModel("meta-llama/Llama-3.1-8B-Instruct");
  const chip = chipSpec(findChip("H100"));
  expect(model.parameters.total).toBe(8_030_261_248);
  expect(chip.memoryBytesPerSecond).toBe(3.35e12);

  // 3. One replica: what fits, and what a step costs. A decode step cannot be faster than its weights can be read.
  const configuration = { layout: pool.layout, precision: "bf16", engine: pool.engine } as const;
  const memory = memoryAccount(model, chip, configuration);
  expect(memory.fits).toBe(true);
  const steps = compileStepModel(model, chip, configuration);
  const decode = stepSeconds(steps, {
    prefillTokens: 0,
    prefillSequences: 0,
    prefillPairs: 0,
    prefillWindowPairs: 0,
    decodeSequences: 8,
    decodeContextTokens: 8 * 1000,
    decodeWindowTokens: 8 * 1000,
  });
  const headAndLayers = 2 * (model.parameters.total - model.parameters.embedding);
  expect(decode).toBeGreaterThan(headAndLayers / chip.memoryBytesPerSecond);
  expect(decode).toBeLessThan(3 * (headAndLayers / chip.memoryBytesPerSecond));

  // 4. Requests, as columns; the same seed draws the same ones.
  const { columns } = loadWorkload(scenario.workload, scenario.demand, { seed: scenario.seed, openChunks: () => [] });
  expect(columns.count).toBe(3000);

  // 5. The service that two replicas give them. Nothing vanishes; the same input gives the same bytes.
  const input = scenarioSimulation(scenario, model, [chip], columns);
  const run = simulate(input).result;
  const { arrived, finished, failed, unfinished } = run.counts;
  expect(finished + failed + unfinished).toBe(arrived);
  expect(run.metrics.ttftSeconds.p90!).toBeLessThan(0.5);
  expect(run.metrics.tpotSeconds.p90!).toBeLessThan(0.03);
  expect(simulate(input).result.run.resultHash).toBe(run.run.resultHash);

  // 6. What that costs: an H100 of 25,000 dollars, owned, by the shipped terms; each phase pays for its share of busy time.
  const perChip = ownershipCost(
    { amount: 25_000, currency: "USD" },
    { boardWatts: 700 },
    defaultTerms,
    "USD",
    defaultRates,
  );
  const bill = fleetCost([{ count: 2, cost: perChip }]);
  const busy = run.pools[0]!;
  const prefillShare = busy.prefillFraction / (busy.prefillFraction + busy.decodeFraction);
  const seconds = run.metrics.durationSeconds;
  const cost = tokenCost(
    { currency: "USD", prefillPerHour: bill.perHour * prefillShare, decodePerHour: bill.perHour * (1 - prefillShare) },
    {
      freshInputPerHour: (busy.prefillTokens / seconds) * 3600,
      cachedInputPerHour: 0,
      outputPerHour: ((busy.decodeTokens + finished) / seconds) * 3600,
    },
    0,
  );
  expect(cost.output!).toBeGreaterThan(cost.input!);
  const perHour =
    (cost.input! * busy.prefillTokens + cost.output! * (busy.decodeTokens + finished)) / 1e6 / (seconds / 3600);
  expect(perHour).toBeCloseTo(bill.perHour, 9);
});
