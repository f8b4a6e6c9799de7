// Laws that any simulation of split prefill and decode must obey, whatever the figures. 1 to 4: the laws that follow from
// DistServe, Splitwise and Mooncake taken together; 5 to 7: the shape on which published mixed-hardware results agree.
import { expect, test } from "vitest";
import { Random } from "../src/random.ts";
import { highestRate } from "../src/serving/published/highest-rate.ts";
import { splitwisePools, splitwiseRate } from "../src/serving/published/splitwise.ts";
import type { SimulatedRequests } from "../src/serving/requests.ts";
import { simulate } from "../src/serving/simulate.ts";
import type { SimulatedEngine, SimulatedPool } from "../src/serving/simulation-input.ts";
import { affineStepModel, llama8bOnH100, poissonRequests } from "../src/serving/synthetic.ts";
import { generateRequests } from "../src/workload/generate.ts";
import { findGenerator } from "../src/workload/named-generators.ts";

const engine: SimulatedEngine = { maxBatchedTokens: 2048, maxSequences: 256, kvBlockTokens: 16, hasPrefixCache: false };
const free = { name: "free", bytesPerSecond: 1e18, latencySeconds: 0, overlappedLayers: 1 };

/** Co-located: prompts run alone and first (sglang), or share steps with decodes (vllm). */
const together = (
  count: number,
  stepModel = llama8bOnH100(),
  scheduler: "sglang" | "vllm" = "sglang",
): readonly SimulatedPool[] => [
  { name: "both", role: "aggregated", count, stepModel, engine: { ...engine, scheduler } },
];
const apart = (prefill: number, decode: number, stepModel = llama8bOnH100()): readonly SimulatedPool[] => [
  { name: "prefill", role: "prefill", count: prefill, stepModel, engine },
  { name: "decode", role: "decode", count: decode, stepModel, engine },
];

const atRate = (requests: SimulatedRequests, rate: number): SimulatedRequests => ({
  ...requests,
  arrivalSeconds: requests.arrivalSeconds.map((seconds) => seconds / rate),
});

/** Highest rate at which 90% of requests meet both bounds. */
function goodput(
  pools: readonly SimulatedPool[],
  requests: SimulatedRequests,
  targets: { readonly ttftSeconds: number; readonly tpotSeconds: number },
  link = free,
): number {
  const isMet = (rate: number): boolean =>
    simulate({ requests: atRate(requests, rate), pools, link, targets }).result.metrics.attainment.all! >= 0.9;
  return highestRate(isMet, 5, 0.02) ?? 0;
}

const drawn = (prompt: readonly [number, number], output: readonly [number, number]): SimulatedRequests =>
  poissonRequests(new Random(11), 1500, 1, prompt, output);

test("1. with equal machines, free transfers and no bounds, splitting removes no work: it is never faster, and half as fast where a pool idles", () => {
  // Work counted in tokens alone: a mixed step costs what its parts cost, so there is no interference to remove.
  const stepModel = affineStepModel({ perStep: 0, perToken: 1e-4 });
  const seconds = (pools: readonly SimulatedPool[], prompt: number, output: number): number => {
    const requests = poissonRequests(new Random(5), 600, 1e6, [prompt, prompt], [output, output]);
    return simulate({ requests, pools, link: free }).result.metrics.durationSeconds;
  };
  for (const [prompt, output, slowdown] of [
    [400, 401, 1],
    [900, 101, 1.8],
    [100, 901, 1.8],
    [1000, 2, 2],
  ] as const) {
    const ratio = seconds(apart(1, 1, stepModel), prompt, output) / seconds(together(2, stepModel), prompt, output);
    expect(ratio).toBeGreaterThan(0.98);
    expect(Math.abs(ratio / slowdown - 1)).toBeLessThan(0.1);
  }
});

test("2. the best share of prefill machines follows the work: code completion wants more of them than conversation", () => {
  const best = (workload: string): number => {
    const { traffic } = findGenerator(workload);
    const requests = generateRequests(
      { ...traffic, arrivals: { kind: "poisson" } },
      { count: 600, requestsPerSecond: 1, seed: 3 },
    );
    let found = { prompt: 0, rate: 0 };
    for (let prompt = 2; prompt <= 10; prompt += 2) {
      const cluster = { name: "", prompt: ["a100", prompt], token: ["a100", 12 - prompt] } as const;
      const rate = splitwiseRate("llama2-70b", cluster, requests) ?? 0;
      if (rate > found.rate) found = { prompt, rate };
    }
    return found.prompt;
  };
  expect(best("azure-code-2023")).toBeGreaterThan(best("azure-conv-2023"));
});

test("3. the looser the bound on time per output token, the smaller the gain of splitting", () => {
  const requests = drawn([2000, 6000], [100, 300]);
  const gains = [0.012, 0.03, 0.1, 0.3].map((tpotSeconds) => {
    const targets = { ttftSeconds: 5, tpotSeconds };
    return goodput(apart(2, 2), requests, targets) / goodput(together(4), requests, targets);
  });
  for (let i = 1; i < gains.length; i++) expect(gains[i]!).toBeLessThanOrEqual(gains[i - 1]! * 1.02);
  expect(gains[0]!).toBeGreaterThan(1.2 * gains.at(-1)!);
});

test("4. a power cap of 70% on decode machines leaves the time between tokens as it was; on prefill machines it costs 30% of TTFT", () => {
  const requests = atRate(drawn([500, 2000], [50, 100]), 1);
  const play = (prompt: string, token: string) =>
    simulate({
      requests,
      pools: splitwisePools("llama2-70b", { name: "", prompt: [prompt, 4], token: [token, 4] }),
      link: free,
    }).result.metrics;
  const base = play("h100", "h100");
  const cappedDecode = play("h100", "h100-cap");
  const cappedPrefill = play("h100-cap", "h100");
  expect(cappedDecode.tpotSeconds.p50! / base.tpotSeconds.p50!).toBeCloseTo(1, 3);
  expect(cappedDecode.ttftSeconds.p50).toBe(base.ttftSeconds.p50);
  expect(Math.abs(cappedPrefill.ttftSeconds.p50! / base.ttftSeconds.p50! - 1.3)).toBeLessThan(0.03);
  expect(cappedPrefill.tpotSeconds.p50! / base.tpotSeconds.p50!).toBeCloseTo(1, 2);
});

const strict = { ttftSeconds: 5, tpotSeconds: 0.012 };

test("5. the gain of splitting vanishes for short prompts, which a step of decodes carries along for next to nothing", () => {
  const gain = (prompt: readonly [number, number]): number => {
    const requests = drawn(prompt, [100, 300]);
    const most = Math.max(...[1, 2, 3].map((prefill) => goodput(apart(prefill, 4 - prefill), requests, strict)));
    return most / goodput(together(4, llama8bOnH100(), "vllm"), requests, strict);
  };
  const long = gain([3000, 5000]);
  const short = gain([20, 60]);
  expect(long).toBeGreaterThan(1);
  expect(short).toBeLessThan(1);
});

test("6. the gain of splitting is lost where transfers take longer than the interference they avoid", () => {
  const requests = drawn([3000, 5000], [100, 300]);
  const base = goodput(together(4), requests, strict);
  const rates = [1e18, 1e10, 1e9].map((bytesPerSecond) =>
    goodput(apart(2, 2), requests, strict, { ...free, bytesPerSecond }),
  );
  expect(rates[0]!).toBeGreaterThan(base);
  expect(rates[1]!).toBeLessThanOrEqual(rates[0]! * 1.02);
  expect(rates[2]!).toBeLessThan(base);
});

test("7. of a fixed number of machines, more prefill ones lower TTFT and raise the time per output token", () => {
  const requests = atRate(drawn([2000, 6000], [100, 300]), 8);
  const metrics = [2, 3, 4, 5, 6].map(
    (prefill) => simulate({ requests, pools: apart(prefill, 8 - prefill), link: free }).result.metrics,
  );
  for (let i = 1; i < metrics.length; i++) {
    expect(metrics[i]!.ttftSeconds.mean!).toBeLessThan(metrics[i - 1]!.ttftSeconds.mean!);
    expect(metrics[i]!.tpotSeconds.mean!).toBeGreaterThan(metrics[i - 1]!.tpotSeconds.mean!);
  }
});
