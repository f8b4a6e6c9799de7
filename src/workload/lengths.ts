// Draws prompt and output lengths from their distributions.
import { exp, log, sin } from "../elementary.ts";
import { assertNever, fail, type Path } from "../errors.ts";
import type { Random } from "../random.ts";
import type { LengthDistribution } from "../scenario/scenario.ts";
import {
  interpolateQuantile,
  normalCdf,
  normalQuantile,
  quantileMean,
  requireQuantileTable,
} from "./quantile-function.ts";

/** Tokens at probability `u` in [0, 1): an integer of at least 1. */
export type LengthQuantile = (u: number) => number;

const maxTokens = 100_000_000;
const atLeastOne = (tokens: number): number => Math.min(maxTokens, Math.max(1, Math.round(tokens)));

/** Compiles a distribution into its quantile function, checked. */
export function compileLengths(distribution: LengthDistribution, path: Path): LengthQuantile {
  switch (distribution.kind) {
    case "constant": {
      const tokens = distribution.tokens;
      if (!Number.isInteger(tokens) || tokens < 1)
        fail("domain", path, `expected a positive integer of tokens, got ${tokens}`, "Give at least 1 token.");
      return () => tokens;
    }
    case "uniform": {
      const { low, high } = distribution;
      if (!(low >= 1 && high >= low))
        fail("domain", path, `expected 1 <= low <= high, got ${low} and ${high}`, "Give low and high in tokens.");
      const from = Math.ceil(low);
      const choices = Math.floor(high) - from + 1;
      return (u) => from + Math.min(choices - 1, Math.floor(u * choices));
    }
    case "lognormal": {
      const { median, sigma, min = 1, max = maxTokens } = distribution;
      if (!(median > 0 && sigma >= 0 && max >= min))
        fail(
          "domain",
          path,
          `a lognormal with median ${median}, sigma ${sigma}, min ${min}, max ${max}`,
          "Give a positive median and sigma >= 0.",
        );
      return (u) => atLeastOne(Math.min(max, Math.max(min, median * exp(sigma * normalQuantile(Math.max(u, 1e-12))))));
    }
    case "quantiles": {
      requireQuantileTable(path, distribution.probabilities, distribution.tokens);
      const probabilities = Float64Array.from(distribution.probabilities);
      const tokens = Float64Array.from(distribution.tokens);
      return (u) => atLeastOne(interpolateQuantile(probabilities, tokens, u));
    }
    default:
      return assertNever(distribution);
  }
}

/** Mean of what a quantile function gives, rounding included; for small numbers, where rounding matters. */
export function meanDrawn(quantile: LengthQuantile): number {
  const points = 20_000;
  let sum = 0;
  for (let i = 0; i < points; i++) sum += quantile((i + 0.5) / points);
  return sum / points;
}

/** Mean of a distribution, tokens. Rounding to whole tokens is not in it (under half a token). */
export function meanLength(distribution: LengthDistribution): number {
  switch (distribution.kind) {
    case "constant":
      return distribution.tokens;
    case "uniform":
      return (Math.ceil(distribution.low) + Math.floor(distribution.high)) / 2;
    case "lognormal": {
      const { median, sigma, min = 0, max = Number.POSITIVE_INFINITY } = distribution;
      if (sigma === 0) return Math.min(max, Math.max(min, median));
      // Mean of a lognormal cut at both ends, values beyond moved to the ends.
      const z = (x: number) => (x <= 0 ? Number.NEGATIVE_INFINITY : (log(x) - log(median)) / sigma);
      const below = normalCdf(z(min));
      const above = 1 - normalCdf(z(max));
      const inside = normalCdf(z(max) - sigma) - normalCdf(z(min) - sigma);
      return (
        min * below + (max === Number.POSITIVE_INFINITY ? 0 : max * above) + median * exp((sigma * sigma) / 2) * inside
      );
    }
    case "quantiles":
      return quantileMean(distribution.probabilities, distribution.tokens);
    default:
      return assertNever(distribution);
  }
}

/**
 * Fills two columns with lengths whose ranks correlate: a Gaussian copula with Spearman correlation `rankCorrelation`
 * (Pearson correlation of the normals = 2 sin(pi rho / 6), Pearson 1907).
 */
export function drawLengths(
  prompt: LengthQuantile,
  output: LengthQuantile,
  rankCorrelation: number,
  random: Random,
  promptTokens: Int32Array,
  outputTokens: Int32Array,
): void {
  if (!(rankCorrelation >= -1 && rankCorrelation <= 1))
    fail("domain", ["lengthCorrelation"], `expected a number from -1 to 1, got ${rankCorrelation}`, "0 = independent.");
  const count = promptTokens.length;
  if (rankCorrelation === 0) {
    for (let i = 0; i < count; i++) {
      promptTokens[i] = prompt(random.uniform());
      outputTokens[i] = output(random.uniform());
    }
    return;
  }
  const rho = 2 * sin((Math.PI * rankCorrelation) / 6);
  const own = Math.sqrt(Math.max(0, 1 - rho * rho));
  for (let i = 0; i < count; i++) {
    const z = random.normal();
    promptTokens[i] = prompt(normalCdf(z));
    outputTokens[i] = output(normalCdf(rho * z + own * random.normal()));
  }
}
