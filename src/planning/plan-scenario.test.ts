import { beforeAll, describe, expect, test } from "vitest";
import type { ChipSpec } from "../catalog/chip-spec.ts";
import { findModel } from "../catalog/models/shipped-models.ts";
import { loadSolver } from "../cli/highs-solver.ts";
import { Random } from "../random.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import { type PlanChip, planEngine, planScenario, type ScenarioPlanInputs } from "./plan-scenario.ts";
import type { Solve } from "./programme.ts";
import { fleetSimulator } from "./simulate-fleet.ts";
import type { VerifiedCandidate } from "./verify.ts";

let solve: Solve;
beforeAll(async () => {
  solve = await loadSolver();
});

/** Datasheet figures of two well-known parts (NVIDIA H100 SXM and H20), so that the test does not move with the catalogue. */
const chip = (id: string, fields: Partial<ChipSpec>): ChipSpec => ({
  id,
  name: id.toUpperCase(),
  vendor: "NVIDIA",
  architecture: "nvidia-hopper",
  peakFlopsPerSecond: { bf16: 989e12, fp16: 989e12, fp8: 1979e12, int8: 1979e12, fp32: 67e12 },
  memoryBytes: 80e9,
  memoryBytesPerSecond: 3.35e12,
  scaleUp: { bytesPerSecond: 450e9, latencySeconds: 3e-6, domainChips: 8, name: "NVLink 4" },
  scaleOut: { bytesPerSecond: 50e9, latencySeconds: 5e-6, name: "400G" },
  chipsPerServer: 8,
  boardWatts: 700,
  weakest: { figure: "memory", confidence: "datasheet" },
  assumptions: [],
  ...fields,
});
const h100 = chip("h100-sxm", {});
const h20 = chip("h20", {
  peakFlopsPerSecond: { bf16: 148e12, fp16: 148e12, fp8: 296e12, int8: 296e12, fp32: 44e12 },
  memoryBytes: 96e9,
  memoryBytesPerSecond: 4e12,
  boardWatts: 500,
});

const random = new Random(3, "lengths");
const traffic = {
  promptTokens: Float64Array.from({ length: 1500 }, () => random.integer(200, 3000)),
  outputTokens: Float64Array.from({ length: 1500 }, () => random.integer(50, 450)),
  arrivalVariation: 1,
};

function inputsFor(text: string, specs: readonly ChipSpec[]): ScenarioPlanInputs {
  const scenario = loadScenario({ text, file: "test.yaml", folder: "/" });
  const chips = specs.map(
    (spec): PlanChip => ({
      spec,
      choice: scenario.chips.find((choice) => choice.chip === spec.id) ?? { chip: spec.id },
      engine: planEngine,
      support: () => ({ verdict: "supported", text: "vLLM mainline", family: "vllm" }),
    }),
  );
  return {
    scenario,
    model: findModel("meta-llama/Llama-3.1-70B-Instruct"),
    chips,
    traffic,
    demand: scenario.demand.requestsPerSecond ?? 1,
    dayShare: 1,
    targets: scenario.targets,
    pairVerdict: (prefill, decode) =>
      prefill.chip === decode.chip
        ? { status: "documented", text: "same chip", source: "vLLM" }
        : { status: "hypothetical", text: "no engine documents it", source: "none" },
    solve,
  };
}

/** The same with a simulator, Poisson arrivals at the demand. */
function simulated(inputs: ScenarioPlanInputs): ScenarioPlanInputs {
  const arrivals = new Random(5, "arrivals");
  let seconds = 0;
  const requests = {
    count: traffic.promptTokens.length,
    arrivalSeconds: Float64Array.from(traffic.promptTokens, () => (seconds += arrivals.exponential(1 / inputs.demand))),
    promptTokens: Int32Array.from(traffic.promptTokens),
    outputTokens: Int32Array.from(traffic.outputTokens),
  };
  return { ...inputs, simulate: fleetSimulator({ requests, router: "least-outstanding", link: {}, seed: 1 }) };
}

const base = `
version: 1
model: meta-llama/Llama-3.1-70B-Instruct
workload: { generator: { prompt: 1000, output: 200 } }
targets: { ttft: { p90: 2 s }, tpot: { p90: 50 ms } }
demand: 20
chips: [h100-sxm, h20]
prices:
  basis: rent
  chips:
    h100-sxm: { rentPerHour: 2 USD }
    h20: { rentPerHour: 1 USD }
`;

describe("planning Llama-3.1-70B", () => {
  test("finds a fleet that meets the targets, ranks by cost, and says why the others were left out", () => {
    const plan = planScenario(inputsFor(base, [h100, h20]));
    expect(plan.status).toBe("ok");
    const best = plan.recommended!;
    expect(best.service.ttftSeconds!.p90).toBeLessThanOrEqual(2);
    expect(best.service.tpotSeconds!.p90).toBeLessThanOrEqual(0.05);
    const costs = plan.candidates.map((candidate) => candidate.cost!.perHour);
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    const { input, output, blended } = best.costPerMillionTokens!;
    expect(output!).toBeGreaterThan(input!);
    // Parts to the whole: tokens an hour times their price is the fleet's bill.
    const perHour = 20 * 3600;
    const mean = (list: Float64Array) => list.reduce((sum, value) => sum + value, 0) / list.length;
    const bill = (perHour / 1e6) * (mean(traffic.promptTokens) * input! + mean(traffic.outputTokens) * output!);
    expect(bill).toBeCloseTo(best.cost!.perHour, 6);
    expect(blended! * ((perHour * (mean(traffic.promptTokens) + mean(traffic.outputTokens))) / 1e6)).toBeCloseTo(
      bill,
      6,
    );
    expect(plan.excluded.some(({ reason }) => /weights/.test(reason))).toBe(true);
    expect(plan.excluded.every(({ what, reason }) => what !== "" && reason !== "")).toBe(true);
  });

  test("a pair of unlike chips appears only on request, and is labelled hypothetical", () => {
    const without = planScenario(inputsFor(base, [h100, h20]));
    const isMixed = (list: typeof without.candidates) =>
      list.filter(({ fleet }) => new Set(fleet.map((p) => p.chip)).size > 1 && fleet.some((p) => p.role === "prefill"));
    expect(isMixed(without.candidates).some((candidate) => candidate.pairs.some((p) => p.prefill !== p.decode))).toBe(
      false,
    );
    const withPairs = planScenario(inputsFor(`${base}plan: { assume: [kv-transferable] }\n`, [h100, h20]));
    const mixed = withPairs.candidates.filter((candidate) => candidate.pairs.some((p) => p.prefill !== p.decode));
    expect(mixed.length).toBeGreaterThan(0);
    expect(mixed.every((candidate) => candidate.isHypothetical)).toBe(true);
    // Wherever one is named, too.
    const { reasons, tornado, switchingPoints } = withPairs.explanation;
    const ofUnlikeChips = new Set(mixed.map(({ id }) => id));
    for (const { best, isHypothetical } of tornado.flatMap(({ low, high }) => [low, high]))
      expect(isHypothetical, best).toBe(ofUnlikeChips.has(best));
    for (const { rival, isHypothetical } of switchingPoints)
      expect(isHypothetical, rival).toBe(ofUnlikeChips.has(rival));
    for (const { id } of mixed)
      for (const reason of reasons.filter((text) => text.includes(id)))
        expect(reason).toContain(`${id} (hypothetical)`);
  });

  test("the simulator verifies the best fleets and the counts meet the targets there", () => {
    const plan = planScenario(simulated(inputsFor(`${base}plan: { verify: 3 }\n`, [h100, h20])));
    expect(plan.status).toBe("ok");
    const best = plan.recommended as VerifiedCandidate;
    expect(best.service.from).toBe("simulated");
    expect(best.verification.checks.every((check) => check.isMet)).toBe(true);
    expect(best.verification.requests).toBe(1500);
  });

  test("the verified fleet keeps its spare: the targets hold with one instance of every pool down", () => {
    const inputs = simulated(inputsFor(`${base}plan: { spareInstance: true, verify: 2 }\n`, [h20]));
    const plan = planScenario(inputs);
    const best = plan.recommended as VerifiedCandidate;
    expect(best.verification.down).toBe(1);
    const pools = plan.pools.get(best.id)!;
    const short = inputs.simulate!(pools.map((pool) => ({ ...pool, count: pool.count - 1 })));
    for (const target of inputs.targets) expect(short.at(target)).toBeLessThanOrEqual(target.seconds);
  });

  test("verification never grows a fleet beyond the limits, and names the limit it would break", () => {
    const analytic = planScenario(inputsFor(base, [h20])).recommended!;
    /** A simulator that asks for one instance more of every pool than the analytic model. */
    const strict = (extra: string) =>
      planScenario({
        ...inputsFor(base + extra, [h20]),
        simulate: (pools) => {
          const isEnough = pools.every(({ option, count }) => count > option.alone);
          return {
            service: { from: "simulated" },
            at: ({ seconds }) => (isEnough ? 0.5 : 1.1) * seconds,
            finished: 1,
            failed: 0,
            lostInFaults: 0,
            applied: [],
            leftOut: [],
            unfinished: 0,
            requests: 1,
          };
        },
      });
    const free = strict("").recommended as VerifiedCandidate;
    expect(free.verification.adjusted.some(({ instances }) => instances > 0)).toBe(true);
    const limited = strict(`plan: { maxChips: ${analytic.chips} }\n`);
    expect(limited.status).toBe("infeasible");
    expect(limited.infeasible).toMatchObject({
      conflict: [`chips in all: ${analytic.chips}`],
      nearestMiss: expect.stringMatching(/^the simulation asks for .*h20/),
    });
  });

  test("a power limit is on rated power, however little of the time the fleet works", () => {
    const idle = `${base}  utilisation: 0.2\n`.replace("prices:\n  basis: rent", "prices:\n  basis: rent\n  pue: 1");
    const chips = planScenario(inputsFor(idle, [h100])).recommended!.chips;
    const rated = chips * 700 * 1.82;
    const at = (watts: number) => planScenario(inputsFor(`${idle}plan: { maxPower: ${watts} W }\n`, [h100]));
    expect(at(1.001 * rated).status).toBe("ok");
    expect(at(0.999 * rated).recommended?.chips).not.toBe(chips);
  });

  test("whole servers: every figure of the reasons is of the bill that is paid", () => {
    const plan = planScenario(inputsFor(`${base}plan: { wholeServers: true }\n`, [h100, h20]));
    const best = plan.recommended!;
    expect(best.fleet.reduce((sum, pool) => sum + pool.paidChips, 0) % 8).toBe(0);
    // The bill is linear in the load: a fifth more tokens, a sixth less a token.
    const bar = plan.explanation.tornado.find(({ input }) => input === "utilisation")!;
    expect(bar.low.perMillionTokens * 1.2).toBeCloseTo(best.costPerMillionTokens!.blended!, 9);
    for (const { chip: moved, factor, rival } of plan.explanation.switchingPoints) {
      const other = plan.candidates.find(({ id }) => id === rival)!;
      const bill = (candidate: typeof best) =>
        candidate.fleet.reduce(
          (sum, pool) => sum + pool.paidChips * (pool.chip === "h20" ? 1 : 2) * (pool.chip === moved ? factor : 1),
          0,
        );
      expect(bill(best)).toBeCloseTo(bill(other), 6);
    }
  });

  test("the price of one more request/s is that of the mean, though the fleet carries the bursts", () => {
    const at = (burst: number) => {
      const inputs = inputsFor(base, [h20]);
      return planScenario({ ...inputs, traffic: { ...traffic, burstFactor: burst } }).explanation.shadowPrices[0]!;
    };
    // Pools of other sizes carry a little more or less per instance: far less than the burst.
    expect(at(2).perUnitPerHour / at(1).perUnitPerHour).toBeGreaterThan(1.8);
    expect(at(2).perUnitPerHour / at(1).perUnitPerHour).toBeLessThan(2.2);
  });

  test("of fleets that cost the same the simpler comes first", () => {
    const { candidates } = planScenario(inputsFor(`${base}plan: { wholeServers: true }\n`, [h100, h20]));
    candidates.slice(1).forEach((candidate, i) => {
      const before = candidates[i]!;
      if (Math.abs(before.cost!.perHour - candidate.cost!.perHour) > 1e-9 || before.chips !== candidate.chips) return;
      expect(before.fleet.length).toBeLessThanOrEqual(candidate.fleet.length);
    });
  });

  test("a chip without a price is listed and never ranked; not priced at zero", () => {
    const plan = planScenario(inputsFor(base.replace("    h20: { rentPerHour: 1 USD }\n", ""), [h100, h20]));
    expect(plan.candidates.every(({ fleet }) => fleet.every((pool) => pool.chip === "h100-sxm"))).toBe(true);
    expect(plan.unpriced.length).toBeGreaterThan(0);
    expect(plan.unpriced.every((candidate) => candidate.cost === undefined)).toBe(true);
    expect(plan.excluded.find(({ what }) => what === "h20")?.reason).toMatch(/no price of h20 is known/);
  });

  test("a target below the physical floor is infeasible and says what the floor is", () => {
    const plan = planScenario(inputsFor(base.replace("p90: 50 ms", "p90: 0.5 ms"), [h100, h20]));
    expect(plan.status).toBe("infeasible");
    expect(plan.infeasible?.bindingLimit).toMatch(/TPOT/i);
    expect(plan.infeasible?.nearestMiss).toMatch(/ms at best against 500 µs/);
  });

  test("a model that fits nowhere is infeasible with the memory it lacks", () => {
    const small = chip("l4", { memoryBytes: 2e9, chipsPerServer: 1, scaleUp: { ...h100.scaleUp, domainChips: 1 } });
    const plan = planScenario(inputsFor(base, [small]));
    expect(plan.status).toBe("infeasible");
    expect(plan.infeasible?.bindingLimit).toMatch(/memory: .* GB of weights per chip, 1.8 GB usable/);
  });

  test("a demand of next to nothing takes the least fleet", () => {
    const plan = planScenario(simulated(inputsFor(base.replace("demand: 20", "demand: 1e-6"), [h100])));
    expect(plan.recommended?.fleet.map(({ count }) => count)).toEqual([1]);
  });

  test("requests longer than the model's context are infeasible for that reason, without a fleet in vain", () => {
    const long = {
      promptTokens: Float64Array.of(1000, 140_000),
      outputTokens: Float64Array.of(100, 200),
      arrivalVariation: 1,
    };
    const plan = planScenario({ ...inputsFor(base.replace("p90: 2 s", "p90: 200 s"), [h100, h20]), traffic: long });
    expect(plan.status).toBe("infeasible");
    expect(plan.infeasible?.bindingLimit).toBe(
      "context: the model takes 131072 tokens, the longest request has 140200",
    );
  });

  test("demand above stock names the stock", () => {
    const plan = planScenario(
      inputsFor(base.replace("chips: [h100-sxm, h20]", "chips: [{chip: h20, stock: 4}]"), [h20]),
    );
    expect(plan.status).toBe("infeasible");
    expect(plan.infeasible?.conflict).toEqual(["stock of h20: 4 chips"]);
    expect(plan.infeasible?.nearestMiss).toMatch(/chips\) would carry 20 requests\/s/);
    // A whole fleet, not the half of one: what the plan is without the limit.
    const free = planScenario(inputsFor(base.replace("chips: [h100-sxm, h20]", "chips: [h20]"), [h20])).recommended!;
    expect(plan.infeasible?.nearestMiss).toContain(`${free.chips} chips) would carry`);
    // What the stock does carry is a plan of its own, and a little more is not.
    const { servable } = plan.infeasible!;
    expect(servable).toBeGreaterThan(1);
    expect(servable).toBeLessThan(20);
    const at = (demand: number) =>
      planScenario(
        inputsFor(
          base
            .replace("chips: [h100-sxm, h20]", "chips: [{chip: h20, stock: 4}]")
            .replace("demand: 20", `demand: ${demand}`),
          [h20],
        ),
      ).status;
    expect([at(0.9 * servable!), at(1.1 * servable!)]).toEqual(["ok", "infeasible"]);
  });

  test("demand zero needs nothing and prices no token", () => {
    const plan = planScenario(inputsFor(base.replace("demand: 20", "demand: 0"), [h100]));
    expect(plan).toMatchObject({ status: "ok", recommended: { chips: 0, fleet: [] }, candidates: [] });
    expect(plan.recommended?.costPerMillionTokens).toBeUndefined();
  });

  test("a currency without a rate is an error that names it", () => {
    expect(() => planScenario(inputsFor(base.replace("1 USD", "1 CHF"), [h100, h20]))).toThrow(
      /no exchange rate from CHF to USD/,
    );
  });

  test("robust plans pay for a machine as slow as the calibration may be wrong, and hold the targets on it", () => {
    // Enough instances that a tenth more time does not vanish in whole numbers.
    const busy = base.replace("demand: 20", "demand: 200");
    const plain = planScenario(inputsFor(busy, [h100]));
    const robust = planScenario(inputsFor(`${busy}plan: { robust: true }\n`, [h100]));
    expect(robust.recommended!.cost!.perHour).toBeGreaterThan(plain.recommended!.cost!.perHour);
    const pools = robust.pools.get(robust.recommended!.id)!;
    for (const { option } of pools) {
      const { spread } = option.model.steps;
      expect(option.slowdown).toBe(spread.p90);
      expect(spread.p90).toBeGreaterThan(1.05);
    }
    expect(robust.recommended!.service.tpotSeconds!.p90).toBeLessThanOrEqual(0.05);
    expect(robust.recommended!.fleet.every(({ slowdown }) => slowdown! > 1.05)).toBe(true);
    expect(plain.recommended!.fleet.every(({ slowdown }) => slowdown === undefined)).toBe(true);
  });

  test("the same scenario gives the same plan", () => {
    const once = () => JSON.stringify({ ...planScenario(inputsFor(base, [h100, h20])), pools: undefined });
    expect(once()).toBe(once());
  });

  test("explains: tornado, switching points and shadow prices", () => {
    const { explanation } = planScenario(inputsFor(base, [h100, h20]));
    const inputs = explanation.tornado.map(({ input }) => input);
    expect(inputs).toContain("utilisation");
    expect(inputs).toContain("hourly cost of h100-sxm");
    expect(inputs).not.toContain("electricity");
    for (const point of explanation.switchingPoints) expect(point.factor).toBeGreaterThan(0);
    expect(explanation.shadowPrices.some((price) => price.limit.startsWith("demand"))).toBe(true);
    expect(explanation.reasons.length).toBeGreaterThan(0);
  });
});
