// Queues with a closed form, and laws that hold for any split of prefill and decode.
import { describe, expect, test } from "vitest";
import { stepSeconds } from "../perf/step-model.ts";
import { Random } from "../random.ts";
import type { SimulatedRequests } from "./requests.ts";
import { simulate } from "./simulate.ts";
import type { SimulatedPool, SimulationInput } from "./simulation-input.ts";
import { affineStepModel, llama8bOnH100, poissonRequests } from "./synthetic.ts";

/** Requests that hold a seat for `steps` steps of `tau` seconds. */
function service(count: number, rate: number, steps: (random: Random) => number, seed: number): SimulatedRequests {
  const arrivals = new Random(seed, "arrivals");
  const lengths = new Random(seed, "lengths");
  const arrivalSeconds = new Float64Array(count);
  const outputTokens = new Int32Array(count);
  let seconds = 0;
  for (let i = 0; i < count; i++) {
    seconds += arrivals.exponential(1 / rate);
    arrivalSeconds[i] = seconds;
    outputTokens[i] = steps(lengths);
  }
  return { count, arrivalSeconds, promptTokens: new Int32Array(count).fill(1), outputTokens };
}

/** Mean wait for a seat over independent runs, and half the width of its 99.9% confidence interval. */
function meanWait(
  seats: number,
  tau: number,
  draw: (seed: number) => SimulatedRequests,
): { mean: number; half: number } {
  const means = Array.from({ length: 12 }, (_, seed) => {
    const input: SimulationInput = {
      requests: draw(seed + 1),
      pools: [
        {
          name: "queue",
          role: "aggregated",
          count: 1,
          stepModel: affineStepModel({ perStep: tau }),
          engine: { maxBatchedTokens: 8192, maxSequences: seats, kvBlockTokens: 16, hasPrefixCache: false },
        },
      ],
    };
    return simulate(input).result.metrics.queueSeconds.mean!;
  });
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  const variance = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (means.length - 1);
  return { mean, half: 4.44 * Math.sqrt(variance / means.length) };
}

// Steps are short against a service, so the wait for a step boundary is small; its half step is allowed for.
const tau = 0.01;
const geometric =
  (meanSteps: number) =>
  (random: Random): number =>
    Math.max(1, Math.ceil(Math.log1p(-random.uniform()) / Math.log1p(-1 / meanSteps)));

describe("queues with a closed form", () => {
  test("constant service on one seat is M/D/1", () => {
    const steps = 100;
    const rate = 0.7;
    const { mean, half } = meanWait(1, tau, (seed) => service(20_000, rate, () => steps, seed));
    const load = rate * steps * tau;
    const expected = (load * steps * tau) / (2 * (1 - load));
    expect(Math.abs(mean - expected)).toBeLessThan(half + tau);
  });

  test("geometric service on one seat is M/M/1", () => {
    const rate = 0.6;
    const { mean, half } = meanWait(1, tau, (seed) => service(20_000, rate, geometric(100), seed));
    const load = rate * 100 * tau;
    expect(Math.abs(mean - load / (1 - load))).toBeLessThan(half + 2 * tau);
  });

  test("geometric service on several seats is M/M/c", () => {
    const seats = 4;
    const rate = 3.2;
    const { mean, half } = meanWait(seats, tau, (seed) => service(40_000, rate, geometric(100), seed));
    const offered = rate * 100 * tau;
    let term = 1;
    let sum = 0;
    for (let k = 0; k < seats; k++) {
      sum += term;
      term *= offered / (k + 1);
    }
    const tail = term / (1 - offered / seats);
    const waitProbability = tail / (sum + tail);
    const expected = waitProbability / (seats / (100 * tau) - rate);
    expect(Math.abs(mean - expected)).toBeLessThan(half + 2 * tau);
  });
});

test("Little's law: mean number in the system is throughput times mean time in it", () => {
  const requests = poissonRequests(new Random(5), 5000, 20, [10, 2000], [1, 300]);
  const { metrics } = simulate({
    requests,
    pools: [
      {
        name: "a",
        role: "aggregated",
        count: 3,
        stepModel: llama8bOnH100(),
        engine: { maxBatchedTokens: 2048, maxSequences: 64, kvBlockTokens: 16, hasPrefixCache: false },
      },
    ],
  }).result;
  const span = requests.arrivalSeconds[0]! + metrics.durationSeconds;
  expect((metrics.meanInSystem! * metrics.durationSeconds) / span).toBeCloseTo(
    (5000 / span) * metrics.e2eSeconds.mean!,
    6,
  );
});

test("no first token comes before the prompt could be computed", () => {
  const stepModel = llama8bOnH100();
  const requests = poissonRequests(new Random(6), 2000, 10, [100, 8000], [2, 50]);
  const { records } = simulate({
    requests,
    pools: [
      {
        name: "a",
        role: "aggregated",
        count: 1,
        stepModel,
        engine: { maxBatchedTokens: 8192, maxSequences: 256, kvBlockTokens: 16, hasPrefixCache: true },
      },
    ],
    keepsRecords: true,
  });
  for (let i = 0; i < requests.count; i++) {
    const tokens = requests.promptTokens[i]!;
    const pairs = (tokens * (tokens + 1)) / 2;
    const alone = stepSeconds(stepModel, {
      prefillTokens: tokens,
      prefillSequences: 1,
      prefillPairs: pairs,
      prefillWindowPairs: pairs,
      decodeSequences: 0,
      decodeContextTokens: 0,
      decodeWindowTokens: 0,
    });
    expect(records!.ttftSeconds[i]!).toBeGreaterThanOrEqual(alone * (1 - 1e-12));
  }
});

describe("laws of splitting prefill from decode", () => {
  const model = llama8bOnH100();
  const engine = { maxBatchedTokens: 8192, maxSequences: 256, kvBlockTokens: 16, hasPrefixCache: false };
  const pool = (role: SimulatedPool["role"], count: number, perStep = 6e-3, perToken = 2.6e-5): SimulatedPool => ({
    name: role,
    role,
    count,
    stepModel: affineStepModel({
      perStep,
      perToken,
      perSequence: 8e-6,
      perContextToken: 5e-8,
      perPair: 1.1e-9,
      kvCapacityTokens: 430_000,
    }),
    engine,
  });
  const free = { name: "free", bytesPerSecond: 1e15, latencySeconds: 0, overlappedLayers: 1 };
  const play = (requests: SimulatedRequests, pools: readonly SimulatedPool[], bytesPerSecond = 1e15) =>
    simulate({ requests, pools, link: { ...free, bytesPerSecond } }).result.metrics;

  test("with equal pools and free transfer, splitting takes away no more than the interference of prompts", () => {
    const requests = poissonRequests(new Random(1), 4000, 30, [500, 1500], [100, 300]);
    const whole = play(requests, [pool("aggregated", 4)]);
    const split = play(requests, [pool("prefill", 2), pool("decode", 2)]);
    // A decode step without any prompt, at the batch that half the replicas carry, is the floor.
    const floor = model.tokenSeconds[1]!;
    expect(split.tpotSeconds.mean!).toBeGreaterThan(floor);
    expect(split.itlSeconds.p99!).toBeLessThan(whole.itlSeconds.p99!);
  });

  test("splitting loses where one pool idles: prompts alone gain nothing from a decode pool", () => {
    const requests = poissonRequests(new Random(1), 4000, 60, [500, 1500], [1, 1]);
    const whole = play(requests, [pool("aggregated", 4)]);
    const split = play(requests, [pool("prefill", 2), pool("decode", 2)]);
    expect(split.ttftSeconds.mean!).toBeGreaterThan(whole.ttftSeconds.mean!);
  });

  test("the best ratio follows the work: long prompts want more prefill, long answers more decode", () => {
    const best = (prompt: number, output: number, rate: number): number => {
      const requests = poissonRequests(new Random(3), 2000, rate, [prompt, prompt], [output, output]);
      let found = 1;
      let time = Number.POSITIVE_INFINITY;
      for (let prefill = 1; prefill < 8; prefill++) {
        const e2e = play(requests, [pool("prefill", prefill), pool("decode", 8 - prefill)]).e2eSeconds.mean!;
        if (e2e < time) {
          time = e2e;
          found = prefill;
        }
      }
      return found;
    };
    expect(best(4000, 20, 30)).toBeGreaterThan(best(500, 600, 30));
  });

  test("a looser TPOT bound shrinks what splitting gains", () => {
    const requests = poissonRequests(new Random(4), 3000, 36, [2000, 6000], [50, 150]);
    const gain = (tpotSeconds: number): number => {
      const share = (pools: readonly SimulatedPool[]): number =>
        simulate({ requests, pools, link: free, targets: { tpotSeconds } }).result.metrics.attainment.all!;
      return share([pool("prefill", 5), pool("decode", 3)]) / Math.max(1e-3, share([pool("aggregated", 8)]));
    };
    const gains = [0.016, 0.03, 0.2].map(gain);
    expect(gains[0]!).toBeGreaterThan(gains[1]!);
    expect(gains[1]!).toBeGreaterThanOrEqual(gains[2]!);
    expect(gains[2]!).toBeLessThanOrEqual(1.001);
  });

  test("capping prefill chips by 30% raises TTFT by about as much and leaves TPOT alone; capping compute of decode does not matter", () => {
    const requests = poissonRequests(new Random(5), 3000, 4, [1500, 1500], [100, 100]);
    const base = play(requests, [pool("prefill", 4), pool("decode", 4)]);
    const slowPrefill = play(requests, [pool("prefill", 4, 6e-3 * 1.3, 2.6e-5 * 1.3), pool("decode", 4)]);
    expect(slowPrefill.ttftSeconds.mean! / base.ttftSeconds.mean!).toBeGreaterThan(1.2);
    expect(slowPrefill.ttftSeconds.mean! / base.ttftSeconds.mean!).toBeLessThan(1.4);
    expect(slowPrefill.tpotSeconds.mean! / base.tpotSeconds.mean!).toBeCloseTo(1, 1);
  });

  test("the gain vanishes when transfer takes longer than the interference it removes", () => {
    const requests = poissonRequests(new Random(6), 2000, 20, [1000, 3000], [50, 100]);
    const pools = [pool("prefill", 4), pool("decode", 4)];
    const whole = play(requests, [pool("aggregated", 8)]).e2eSeconds.mean!;
    expect(play(requests, pools, 1e12).e2eSeconds.mean!).toBeLessThan(play(requests, pools, 8e9).e2eSeconds.mean!);
    expect(play(requests, pools, 6e9).e2eSeconds.mean!).toBeGreaterThan(whole);
  });

  test("layer-wise transfer hides behind the prompt that it belongs to", () => {
    const requests = poissonRequests(new Random(7), 1000, 5, [2000, 2000], [50, 50]);
    const at = (overlappedLayers: number): number =>
      simulate({
        requests,
        pools: [pool("prefill", 2), pool("decode", 2)],
        link: { name: "net", bytesPerSecond: 25e9, latencySeconds: 0, overlappedLayers },
      }).result.metrics.kvTransferSeconds.mean!;
    expect(at(32)).toBeLessThan(0.6 * at(1));
  });
});
