// Routed experts on one chip: a grouped product over the experts that received tokens.
// Coordinates: (token, expert) pairs on this chip, experts on this chip, weights of one expert matrix.
import type { ServingPrecision } from "../../../catalog/precision.ts";
import { arithmeticOf } from "../arithmetic.ts";
import { type Family, wordDistance } from "../family.ts";
import type { MoeCall } from "../operator-call.ts";
import { rooflineBase } from "./gemm.ts";

const exponent = 1.2;
/** Share of the normal-tail excess by which the hottest of `ep` ranks exceeds the mean; fitted to measured power-law rows. */
const hotRankShare = 0.25;

/** Moments of expert popularity drawn from a power law of exponent 1.2 between `low` and `high` (inverse-transform sampling). */
function popularity(low: number, high: number): { mean: number; variation: number; above: (x: number) => number } {
  const power = 1 - exponent;
  const a = low ** power;
  const b = high ** power;
  const moment = (order: number) => {
    const s = order / power + 1;
    return (b ** s - a ** s) / (s * (b - a));
  };
  const mean = moment(1);
  return {
    mean,
    variation: Math.sqrt(Math.max(0, moment(2) / mean ** 2 - 1)),
    above: (x) => Math.min(1, Math.max(0, (x ** power - b) / (a - b))),
  };
}

/** Popularity range for `pairs` draws over `experts`, `tokens` of them: no expert is asked by more than 80% of all tokens. */
const rangeOf = (pairs: number, experts: number, tokens: number): readonly [number, number] =>
  pairs > experts ? [1, Math.max(1.25, 0.8 * tokens)] : [0.01, 2];

/** (token, expert) pairs on the busiest chip of the expert group. */
export function busiestPairs(call: Pick<MoeCall, "tokens" | "topK" | "experts" | "ep" | "routing">): number {
  const pairs = call.tokens * call.topK;
  const mean = pairs / call.ep;
  if (call.ep === 1) return pairs;
  if (call.routing === "balanced") return Math.max(1, mean);
  const { variation } = popularity(...rangeOf(pairs, call.experts, call.tokens));
  const perRank = variation / Math.sqrt(call.experts / call.ep);
  const excess = 1 + hotRankShare * perRank * Math.sqrt(2 * Math.log(call.ep));
  return Math.max(1, Math.min(pairs, mean * Math.min(call.ep, excess)));
}

/** Experts, of `local`, that at least one of `pairs` reaches. */
export function reachedExperts(pairs: number, local: number, routing: "balanced" | "power-law"): number {
  const cap = Math.min(local, pairs);
  if (routing === "balanced") return Math.max(1, cap);
  // Eight choices a token stand for the top-k in use; the range of popularity depends on it only by its logarithm.
  const { mean, above } = popularity(...rangeOf(pairs, local, pairs / 8));
  return Math.max(1, Math.min(cap, local * above((0.5 * local * mean) / pairs)));
}

export const moe: Family<MoeCall> = {
  name: "moe",
  axes: [
    {
      name: "pairs on this chip",
      knots: [1, 8, 32, 128, 512, 2048, 8192, 32768, 262144],
      beyond: [1 << 22, 1 << 26],
      isRising: true,
    },
    { name: "experts on this chip", knots: [1, 4, 16, 64, 256, 896], isRising: false },
    {
      name: "weights of one expert matrix",
      knots: [2 ** 15, 2 ** 17, 2 ** 19, 2 ** 21, 2 ** 23, 2 ** 25, 2 ** 27],
      isRising: true,
    },
  ],
  variantOf: (call) => `${call.precision} ${call.routing}`,
  locate: (call, out) => {
    out[0] = busiestPairs(call);
    out[1] = call.experts / call.ep;
    out[2] = (call.hiddenSize * call.intermediateSize) / call.moeTp;
  },
  prepare: (variant, chip) => {
    const [precision, routing] = variant.split(" ") as [ServingPrecision, "balanced" | "power-law"];
    const { weightBytes, peakFlopsPerSecond } = arithmeticOf(precision, chip);
    return rooflineBase(
      chip,
      peakFlopsPerSecond,
      4,
      ([pairs, experts, weights]) => 6 * weights! * Math.max(pairs!, 16 * reachedExperts(pairs!, experts!, routing)),
      ([pairs, experts, weights]) =>
        3 * weights! * weightBytes * reachedExperts(pairs!, experts!, routing) + 16 * pairs! * Math.sqrt(weights!),
    );
  },
  distance: wordDistance,
};
