// Routed experts on one chip: a grouped product over the experts that received tokens.
// Coordinates: pairs per reached expert on the busiest chip, experts reached there, hidden size, expert width, chips of the group.
import type { ServingPrecision } from "../../../catalog/precision.ts";
import { exp, hypot, log, pow } from "../../../elementary.ts";
import { arithmeticOf } from "../arithmetic.ts";
import { type Family, wordDistance } from "../family.ts";
import type { MoeCall } from "../operator-call.ts";
import { rooflineBase } from "./gemm.ts";

const usualExponent = 1.2;
/** Share of the normal-tail excess by which the hottest of `ep` ranks exceeds the mean; fitted to measured power-law rows. */
const hotRankShare = 0.25;
/** The same for the excess by chance, which fades with the pairs a rank receives. */
const luckyRankShare = 0.7;

/** Moments of expert popularity drawn from a power law between `low` and `high` (inverse-transform sampling). */
function popularity(
  exponent: number,
  low: number,
  high: number,
): { mean: number; variation: number; above: (x: number) => number } {
  const power = 1 - exponent;
  const a = pow(low, power);
  const b = pow(high, power);
  const moment = (order: number) => {
    const s = order / power + 1;
    return (pow(b, s) - pow(a, s)) / (s * (b - a));
  };
  const mean = moment(1);
  return {
    mean,
    variation: Math.sqrt(Math.max(0, moment(2) / pow(mean, 2) - 1)),
    above: (x) => Math.min(1, Math.max(0, (pow(x, power) - b) / (a - b))),
  };
}

/** Popularity range for `pairs` draws over `experts`, `tokens` of them: no expert is asked by more than 80% of all tokens. */
const rangeOf = (pairs: number, experts: number, tokens: number): readonly [number, number] =>
  pairs > experts ? [1, Math.max(1.25, 0.8 * tokens)] : [0.01, 2];

/** Widths that no 32-byte vector divides are loaded element by element: as slow as a matrix this much wider. */
const misaligned = 2.8;
/** Kernels of mxfp4 weights pad the width to whole tiles instead. */
const mxfp4TileWidth = 64;

function effectiveWidth(call: MoeCall): number {
  const width = call.intermediateSize / call.moeTp;
  if (call.precision === "mxfp4-a16") return mxfp4TileWidth * Math.ceil(width / mxfp4TileWidth);
  return Math.round(width) % 16 === 0 ? width : misaligned * width;
}

/**
 * Models whose experts run in kernels of their own: gpt-oss (2,880 wide), and two whose activations the fused kernels of
 * Blackwell lack, so that engines fall back to generic ones there (2,816 x 704 and 6,144 x 3,072).
 */
function kernelsOf(call: MoeCall): string {
  const { hiddenSize, intermediateSize } = call;
  if (call.router === "grouped") return " grouped-router";
  if (hiddenSize === 2880 && intermediateSize === 2880) return " gpt-oss";
  if ((hiddenSize === 2816 && intermediateSize === 704) || (hiddenSize === 6144 && intermediateSize === 3072))
    return " generic-kernel";
  return "";
}

/** Popularity at the middles of ten equal parts of the experts, over its mean, and its standard deviation. */
interface Popularity {
  readonly shares: readonly number[];
  readonly variation: number;
}

function logNormalPopularity(spread: number): Popularity {
  const normalMidpoints = [-1.645, -1.036, -0.674, -0.385, -0.126, 0.126, 0.385, 0.674, 1.036, 1.645];
  const weights = normalMidpoints.map((z) => exp(spread * z));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  const shares = weights.map((weight) => weight / mean);
  const squares = shares.reduce((sum, share) => sum + pow(share - 1, 2), 0);
  return { shares, variation: Math.sqrt(squares / shares.length) };
}

/**
 * Popularity of experts while serving, by the spread of its logarithm. A few large experts are asked almost alike (Jiang et al.
 * 2024, Mixtral of Experts, section 5). Many small ones are not: 1.0 to 2.0 serve the public closed-loop runs of such models alike.
 */
const coarsePopularity = logNormalPopularity(0.25);
const finePopularity = logNormalPopularity(1.25);
const mostCoarseExperts = 16;
const drawnPopularity = (experts: number): Popularity =>
  experts <= mostCoarseExperts ? coarsePopularity : finePopularity;

/** (token, expert) pairs on the busiest chip of the expert group. */
export function busiestPairs(
  call: Pick<MoeCall, "tokens" | "topK" | "experts" | "ep" | "routing" | "exponent">,
): number {
  const pairs = call.tokens * call.topK;
  const mean = pairs / call.ep;
  if (call.ep === 1) return pairs;
  if (call.routing === "balanced") return Math.max(1, mean);
  const variation =
    call.routing === "drawn"
      ? drawnPopularity(call.experts).variation
      : popularity(call.exponent ?? usualExponent, ...rangeOf(pairs, call.experts, call.tokens)).variation;
  // Popularity of whole ranks, and the luck of the draw: a token's experts differ, so one token alone has none.
  const perRank = (hotRankShare * variation) / Math.sqrt(call.experts / call.ep);
  const luck = luckyRankShare * Math.sqrt(Math.max(0, 1 - 1 / call.tokens) / mean);
  const excess = 1 + hypot(perRank, luck) * Math.sqrt(2 * log(call.ep));
  return Math.max(1, Math.min(pairs, mean * Math.min(call.ep, excess)));
}

/** Experts of one chip that at least one of its `pairs` reaches. */
export function reachedExperts(
  pairs: number,
  call: Pick<MoeCall, "tokens" | "topK" | "experts" | "ep" | "routing" | "exponent">,
): number {
  const local = call.experts / call.ep;
  const cap = Math.min(local, pairs);
  if (call.routing === "balanced") return Math.max(1, cap);
  if (call.routing === "drawn") {
    // A token asks no expert twice: each is missed by all tokens alone.
    const chance = pairs / (call.tokens * local);
    const { shares } = drawnPopularity(call.experts);
    const missed = shares.reduce((sum, share) => sum + pow(Math.max(0, 1 - share * chance), call.tokens), 0);
    return Math.max(1, Math.min(cap, local * (1 - missed / shares.length)));
  }
  const asked = call.tokens * call.topK;
  const { mean, above } = popularity(call.exponent ?? usualExponent, ...rangeOf(asked, call.experts, call.tokens));
  // Shares are rounded to whole tokens; where most round to none, what is left over is dealt out to more experts.
  const threshold = asked > call.experts ? 0.5 : 0.3;
  return Math.max(1, Math.min(cap, local * above((threshold * local * mean) / pairs)));
}

export const moe: Family<MoeCall> = {
  name: "moe",
  axes: [
    {
      name: "pairs per reached expert",
      knots: [1, 2, 4, 16, 64, 256, 1024, 8192],
      beyond: [2 ** 18, 2 ** 23],
      isRising: true,
    },
    { name: "experts reached on this chip", knots: [1, 4, 16, 64, 256, 896], isRising: true },
    { name: "hidden size", knots: [1024, 7168], beyond: [16384], isRising: true },
    {
      name: "expert width on this chip",
      knots: [16, 64, 192, 768, 4096, 16384],
      beyond: [1 << 18],
      isRising: true,
    },
    { name: "chips of the expert group", knots: [1, 8, 64, 256], isRising: false },
  ],
  // Tile sizes and schedules switch with shape more sharply than elsewhere: rows kept out are met best by a rougher surface.
  smoothness: 0.01,
  variantOf: (call) => `${call.precision} ${call.routing === "balanced" ? "balanced" : "power-law"}${kernelsOf(call)}`,
  locate: (call, out) => {
    const pairs = busiestPairs(call);
    const reached = reachedExperts(pairs, call);
    out[0] = pairs / reached;
    out[1] = reached;
    out[2] = call.hiddenSize;
    out[3] = effectiveWidth(call) * (call.isGated === false ? 2 / 3 : 1);
    out[4] = call.ep;
  },
  prepare: (variant, chip) => {
    const precision = variant.split(" ")[0] as ServingPrecision;
    const { weightBytes, peakFlopsPerSecond } = arithmeticOf(precision, chip);
    return rooflineBase(
      chip,
      peakFlopsPerSecond,
      4,
      (at) => 6 * at[2]! * Math.max(64, at[3]!) * at[1]! * Math.max(16, at[0]!),
      (at) => {
        const [each, reached, hidden, width, group] = [at[0]!, at[1]!, at[2]!, at[3]!, at[4]!];
        // Every chip of the group walks all pairs of the group when it gathers and sums, its own or not.
        return 3 * hidden * width * weightBytes * reached + each * reached * (8 * width + (4 + 2 * group) * hidden);
      },
    );
  },
  distance: wordDistance,
};
