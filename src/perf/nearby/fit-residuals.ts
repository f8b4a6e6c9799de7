// What measured runs say of the predictions around them: residuals of TPOT and TTFT, smoothed by a Gaussian process.
import { log, pow } from "../../elementary.ts";
import { solveSymmetric } from "../serving-fit/levenberg-marquardt.ts";
import { covariance, type ServingPlace } from "./place.ts";

/** A measured run beside its prediction; a metric that was not measured is undefined. Ratios: measured over predicted. */
export interface ResidualRow {
  readonly place: ServingPlace;
  readonly tpotRatio: number | undefined;
  readonly ttftRatio: number | undefined;
}

/** A place where runs were measured, and what it adds to the log ratio around it, per unit of covariance. */
export interface WeightedPlace {
  readonly place: ServingPlace;
  readonly runs: number;
  readonly tpotWeight: number;
  readonly ttftWeight: number;
}

/** Scatter of log TPOT from run to run and from version to version of a class. */
export const noiseDeviation = 0.03;
/** TTFT scatters so many times as much as TPOT, and is so many times as far off. */
export const ttftScale = 2.5;
/** Degrees of freedom of the scatter: runs slowed by something that nobody wrote down are common, and pull little. */
const freedom = 4;
const rounds = 6;
/** A ratio beyond e^this is a run of something else: it counts as this far off. */
const furthest = 1;

const placeKey = ({ precision, layout, pools, concurrency, inputTokens, outputTokens }: ServingPlace): string =>
  [
    precision,
    layout.tp,
    layout.pp,
    layout.attentionDp,
    layout.ep,
    pools?.prefillChips,
    pools?.decodeChips,
    concurrency,
    inputTokens,
    outputTokens,
  ].join(" ");

interface Site {
  readonly place: ServingPlace;
  readonly rows: ResidualRow[];
}

/** Distinct places by cell, in the order of the rows. */
function sitesOf(rows: readonly ResidualRow[]): Site[][] {
  const cells = new Map<string, Map<string, Site>>();
  for (const row of rows) {
    const { place } = row;
    let sites = cells.get(place.cell);
    if (sites === undefined) {
      sites = new Map();
      cells.set(place.cell, sites);
    }
    const key = placeKey(place);
    const site = sites.get(key);
    if (site === undefined) sites.set(key, { place, rows: [row] });
    else site.rows.push(row);
  }
  return [...cells.values()].map((sites) => [...sites.values()]);
}

/** Weights of one metric at the sites of one cell; 0 where it was not measured. */
function weightsOf(sites: readonly Site[], ratioOf: (row: ResidualRow) => number | undefined): Float64Array {
  const weights = new Float64Array(sites.length);
  const values = sites.map(({ rows }) =>
    rows.flatMap((row) => {
      const ratio = ratioOf(row);
      return ratio === undefined ? [] : [Math.max(-furthest, Math.min(furthest, log(ratio)))];
    }),
  );
  const held = sites.flatMap((_, i) => (values[i]!.length > 0 ? [i] : []));
  if (held.length === 0) return weights;
  const n = held.length;
  const prior = new Float64Array(n * n);
  held.forEach((a, i) => {
    held.forEach((b, j) => {
      prior[i * n + j] = covariance(sites[a]!.place, sites[b]!.place);
    });
  });
  const noise = noiseDeviation * noiseDeviation;
  const trust = held.map((site) => values[site]!.map(() => 1));
  let solved = new Float64Array(n);
  // Student's t by reweighting: a run far from what its neighbours say counts less each round.
  for (let round = 0; round < rounds; round++) {
    const matrix = prior.slice();
    const target = new Float64Array(n);
    const variance = new Float64Array(n);
    held.forEach((site, i) => {
      const total = trust[i]!.reduce((sum, value) => sum + value, 0);
      target[i] = values[site]!.reduce((sum, value, k) => sum + value * trust[i]![k]!, 0) / total;
      variance[i] = noise / total;
      matrix[i * n + i]! += variance[i]!;
    });
    solved = solveSymmetric(matrix, target) as Float64Array<ArrayBuffer>;
    held.forEach((site, i) => {
      const smooth = target[i]! - variance[i]! * solved[i]!;
      trust[i] = values[site]!.map(
        (value) => (freedom + 1) / (freedom + ((value - smooth) * (value - smooth)) / noise),
      );
    });
  }
  held.forEach((site, i) => {
    weights[site] = solved[i]!;
  });
  return weights;
}

/**
 * The smoothed residuals of measured runs, as weights at their places. Deterministic; cubic in the places of one cell.
 * Far from every place the correction fades to none.
 */
export function fitResiduals(rows: readonly ResidualRow[]): WeightedPlace[] {
  return sitesOf(rows).flatMap((sites) => {
    const tpot = weightsOf(sites, ({ tpotRatio }) => tpotRatio);
    // TTFT's process is TPOT's with every deviation scaled: the same matrix serves the scaled values.
    const ttft = weightsOf(sites, ({ ttftRatio }) =>
      ttftRatio === undefined ? undefined : pow(ttftRatio, 1 / ttftScale),
    );
    return sites.map(({ place, rows: { length } }, i) => ({
      place,
      runs: length,
      tpotWeight: tpot[i]!,
      ttftWeight: ttft[i]! * ttftScale,
    }));
  });
}
