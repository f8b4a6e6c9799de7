// Draws arrival times: when requests come, at a given mean rate.
import { sin } from "../elementary.ts";
import { assertNever, fail, requirePositive } from "../errors.ts";
import type { Random } from "../random.ts";
import type { ArrivalProcess } from "../scenario/scenario.ts";
import { interpolateQuantile, quantileMean, requireQuantileTable } from "./quantile-function.ts";

type NextGap = () => number;

/** Two states with exponential dwell times; arrivals are Poisson at the state's rate. */
function markovGaps(
  process: Extract<ArrivalProcess, { kind: "mmpp" }>,
  requestsPerSecond: number,
  random: Random,
): NextGap {
  const { burstFactor, burstShare, meanBurstSeconds } = process;
  if (!(burstFactor >= 1))
    fail("domain", ["arrivals", "burstFactor"], `expected at least 1, got ${burstFactor}`, "1 = no bursts.");
  if (!(burstShare > 0 && burstShare < 1))
    fail(
      "domain",
      ["arrivals", "burstShare"],
      `expected above 0 and below 1, got ${burstShare}`,
      "Share of time in bursts.",
    );
  requirePositive(["arrivals", "meanBurstSeconds"], meanBurstSeconds);
  const quietRate = requestsPerSecond / (1 + burstShare * (burstFactor - 1));
  const meanQuietSeconds = (meanBurstSeconds * (1 - burstShare)) / burstShare;
  let isBurst = random.uniform() < burstShare;
  let left = random.exponential(isBurst ? meanBurstSeconds : meanQuietSeconds);
  return () => {
    let gap = 0;
    for (;;) {
      const next = random.exponential(1 / (isBurst ? quietRate * burstFactor : quietRate));
      if (next <= left) {
        left -= next;
        return gap + next;
      }
      // Without memory: what is left of the gap is drawn again at the other state's rate.
      gap += left;
      isBurst = !isBurst;
      left = random.exponential(isBurst ? meanBurstSeconds : meanQuietSeconds);
    }
  };
}

/** Poisson whose rate is `mean (1 + amplitude sin(2 pi t / period))`, by thinning (Lewis and Shedler 1979). */
function diurnalGaps(
  process: Extract<ArrivalProcess, { kind: "diurnal" }>,
  requestsPerSecond: number,
  random: Random,
): NextGap {
  const { amplitude, periodSeconds } = process;
  if (!(amplitude >= 0 && amplitude <= 1))
    fail(
      "domain",
      ["arrivals", "amplitude"],
      `expected 0 to 1, got ${amplitude}`,
      "Share of the mean rate by which it swings.",
    );
  requirePositive(["arrivals", "periodSeconds"], periodSeconds);
  const highest = requestsPerSecond * (1 + amplitude);
  let now = 0;
  return () => {
    const start = now;
    do now += random.exponential(1 / highest);
    while (random.uniform() * (1 + amplitude) > 1 + amplitude * sin((2 * Math.PI * now) / periodSeconds));
    return now - start;
  };
}

function gapSource(process: ArrivalProcess, requestsPerSecond: number, random: Random): NextGap {
  const mean = 1 / requestsPerSecond;
  switch (process.kind) {
    case "poisson":
      return () => random.exponential(mean);
    case "constant":
      return () => mean;
    case "gamma": {
      const cv = process.coefficientOfVariation;
      requirePositive(["arrivals", "coefficientOfVariation"], cv);
      return () => random.gamma(1 / (cv * cv), mean * cv * cv);
    }
    case "gaps": {
      requireQuantileTable(["arrivals", "gaps"], process.probabilities, process.gaps);
      if (!((process.gaps[0] as number) > 0))
        fail("domain", ["arrivals", "gaps"], "the shortest gap must be above 0", "Give a small number.");
      const probabilities = Float64Array.from(process.probabilities);
      const scale = mean / quantileMean(process.probabilities, process.gaps, true);
      const gaps = Float64Array.from(process.gaps, (gap) => gap * scale);
      return () => interpolateQuantile(probabilities, gaps, random.uniform(), true);
    }
    case "mmpp":
      return markovGaps(process, requestsPerSecond, random);
    case "diurnal":
      return diurnalGaps(process, requestsPerSecond, random);
    case "closed-loop":
      return () => 0;
    default:
      return assertNever(process);
  }
}

/**
 * `count` arrival times in seconds, ascending from 0, at a mean rate of `requestsPerSecond` (closed loop: all 0).
 * The mean holds in expectation; heavy-tailed gaps need many requests to come near it.
 */
export function drawArrivals(
  process: ArrivalProcess,
  count: number,
  requestsPerSecond: number,
  random: Random,
): Float64Array {
  const arrivals = new Float64Array(count);
  if (process.kind === "closed-loop") return arrivals;
  requirePositive(["requestsPerSecond"], requestsPerSecond);
  const nextGap = gapSource(process, requestsPerSecond, random);
  let now = 0;
  for (let i = 1; i < count; i++) {
    now += nextGap();
    arrivals[i] = now;
  }
  return arrivals;
}
