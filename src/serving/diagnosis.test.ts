// Each kind of shortage, made by hand, is named as what it is.
import { describe, expect, test } from "vitest";
import { Random } from "../random.ts";
import { diagnose, type TargetVerdict } from "./diagnosis.ts";
import type { Diagnosis } from "./diagnosis-causes.ts";
import type { SimulatedRequests } from "./requests.ts";
import { simulate } from "./simulate.ts";
import type { SimulatedEngine, SimulatedPool, SimulationInput } from "./simulation-input.ts";
import { type AffineStep, affineStepModel, poissonRequests } from "./synthetic.ts";

const plainStep: AffineStep = { perStep: 0.005, perToken: 2e-5, perSequence: 1e-5, perContextToken: 1e-8 };
const plainEngine: SimulatedEngine = {
  maxBatchedTokens: 4096,
  maxSequences: 128,
  kvBlockTokens: 16,
  hasPrefixCache: false,
};

function pool(
  step: Partial<AffineStep> = {},
  engine: Partial<SimulatedEngine> = {},
  role: SimulatedPool["role"] = "aggregated",
): SimulatedPool {
  return {
    name: role,
    role,
    count: 2,
    stepModel: affineStepModel({ ...plainStep, ...step }),
    engine: { ...plainEngine, ...engine },
  };
}

const traffic = (rate: number, prompt = 1000, output = 100): SimulatedRequests =>
  poissonRequests(new Random(1), 1500, rate, [prompt / 2, 1.5 * prompt], [output / 2, 1.5 * output]);

/** Targets on 90th percentiles, judged as the command line does. */
function verdicts(
  input: SimulationInput,
  bounds: Partial<Record<"ttft" | "tpot", number>>,
): {
  targets: TargetVerdict[];
  result: ReturnType<typeof simulate>["result"];
} {
  const { result, distributions } = simulate({ ...input, checksInvariants: true });
  const targets = Object.entries(bounds).map(([metric, boundSeconds]) => {
    const achievedSeconds = distributions[metric as "ttft" | "tpot"].quantile(0.9);
    return { metric, boundSeconds, achievedSeconds, isMet: achievedSeconds! <= boundSeconds };
  });
  return { targets, result };
}

function told(
  input: SimulationInput,
  bounds: Partial<Record<"ttft" | "tpot", number>> = { ttft: 1, tpot: 0.05 },
): Diagnosis {
  const { targets, result } = verdicts(input, bounds);
  return diagnose(result, input, targets);
}

const link = { name: "link", bytesPerSecond: 100e9, latencySeconds: 1e-4, overlappedLayers: 1 };

describe("beyond capacity, it names", () => {
  test("seats", () => {
    const found = told({ requests: traffic(60), pools: [pool({}, { maxSequences: 8 })] });
    expect(found.bottleneck).toMatch(/beyond capacity .*: all 8 seats of pool "aggregated" are taken/);
    expect(found.next).toMatch(/raise engine\.maxSequences above 8/);
  });

  test.each(["vllm", "sglang", "trtllm-no-evict", "orca"] as const)("KV memory under %s", (scheduler) => {
    const found = told({ requests: traffic(60), pools: [pool({ kvCapacityTokens: 8000 }, { scheduler })] });
    expect(found.bottleneck).toMatch(/beyond capacity .*: KV memory of pool "aggregated" is full/);
  });

  test("compute for prompts", () => {
    const found = told({ requests: traffic(60, 4000, 4), pools: [pool()] });
    expect(found.bottleneck).toMatch(/beyond capacity .*: pool "aggregated" is short of compute for prompts/);
  });

  test("the link, though the prefill side is what fills up", () => {
    const requests = traffic(20);
    const pools = [pool({ kvCapacityTokens: 20_000 }, {}, "prefill"), pool({}, {}, "decode")];
    const { bottleneck } = told({ requests, pools, link: { ...link, bytesPerSecond: 1e9 } });
    expect(bottleneck).toMatch(/the link between prefill and decode is full (9\d|100)% of the time/);
  });

  test("room on the decode side, though the prefill side is what fills up", () => {
    const requests = traffic(40);
    const pools = [pool({ kvCapacityTokens: 20_000 }, {}, "prefill"), pool({ kvCapacityTokens: 5000 }, {}, "decode")];
    expect(told({ requests, pools, link }).bottleneck).toMatch(/KV memory of pool "decode" is full/);
  });

  test("a batch that runs to its end", () => {
    const found = told({ requests: traffic(60), pools: [pool({}, { scheduler: "static", maxSequences: 8 })] });
    expect(found.bottleneck).toMatch(/a batch of pool "aggregated" runs to its end/);
  });
});

describe("within capacity, a missed target is laid to", () => {
  test("the weights, where a step is slow with one request already", () => {
    const found = told({ requests: traffic(2), pools: [pool({ perStep: 0.06 })] }, { tpot: 0.05 });
    expect(found.bottleneck).toMatch(/^TPOT: a decode step takes \d+ ms .* reading the weights sets the pace/);
    expect(found.next).toMatch(/more replicas do not help/);
  });

  test("the batch, where it is not", () => {
    const found = told({ requests: traffic(2, 100, 400), pools: [pool({ perSequence: 2e-3 })] }, { tpot: 0.02 });
    expect(found.bottleneck).toMatch(/^TPOT: a decode step takes \d+ ms at \d+ requests$/);
    expect(found.next).toMatch(/^more replicas/);
  });

  test("prompts of others, where steps without them are quick enough", () => {
    const found = told({ requests: traffic(8, 4000, 100), pools: [pool()] }, { tpot: 0.009 });
    expect(found.bottleneck).toMatch(/^TPOT: prompts of others interrupt decoding/);
  });

  test("bursts, and the router that does not see them, where prompts wait on a pool with time to spare", () => {
    const pools = [pool(), { ...pool(), name: "other" }];
    const { bottleneck, next } = told({ requests: traffic(17.5, 8000, 2), pools, router: "random" }, { ttft: 0.3 });
    expect(bottleneck).toMatch(/^TTFT: .* works on them only [67]\d% of the time: they come in bursts, or unevenly$/);
    expect(next).toMatch(/^a router that weighs the prompts that wait/);
  });

  test("the prompts themselves, where nothing waits", () => {
    const found = told({ requests: traffic(0.5, 8000, 10), pools: [pool()] }, { ttft: 0.1 });
    expect(found.bottleneck).toMatch(/^TTFT: prompts take \d+ ms to compute/);
  });
});

test("with every target met it says how much room is left, and without targets asks for some", () => {
  const input = { requests: traffic(2), pools: [pool()] };
  expect(told(input).bottleneck).toMatch(/^none: .* the tightest at \d+% of its bound/);
  expect(told(input, {}).next).toMatch(/^give targets/);
});

test("faults are blamed where the run without them meets every target, and only there", () => {
  const slow = { kind: "slow" as const, pool: 0, atSeconds: 5, durationSeconds: 20, factor: 20 };
  const faults = [0, 1].map((replica) => ({ ...slow, replica }));
  const told = (rate: number): Diagnosis => {
    const input = { requests: traffic(rate), pools: [pool()], disturbances: { faults } };
    const bounds = { ttft: 1, tpot: 0.05 };
    const { result, targets } = verdicts(input, bounds);
    const calm = verdicts({ ...input, disturbances: {} }, bounds);
    return diagnose(result, input, targets, { targets: calm.targets, failed: calm.result.counts.failed });
  };
  expect(told(25).bottleneck).toMatch(/^the faults: (TTFT|TPOT) is .*, without them .*, and every target is met/);
  expect(told(200).bottleneck).not.toMatch(/faults/);
});
