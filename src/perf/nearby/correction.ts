// The correction that measured runs near a place suggest, and how near they are.
import { exp } from "../../elementary.ts";
import { noiseDeviation, type WeightedPlace } from "./fit-residuals.ts";
import { covariance, priorVariance, type ServingPlace } from "./place.ts";

export interface NearbyCorrection {
  /** Measured over predicted, as expected here. 1 where nothing was measured near. */
  readonly tpotFactor: number;
  readonly ttftFactor: number;
  /** Share of the variance of log TPOT that the nearest measured place alone explains, 0 to 1: 0 = none near, 0.93 = one run here. */
  readonly nearness: number;
  /** Measured runs of the same engine class, chip and model that lie near enough to count (correlation above a half). */
  readonly runs: number;
}

export const noCorrection: NearbyCorrection = { tpotFactor: 1, ttftFactor: 1, nearness: 0, runs: 0 };

/**
 * The correction at a place from places of its own cell; error in docs/accuracy.md, rows left out. Cost: some 100 ns a place.
 */
export function correctionAt(place: ServingPlace, measured: readonly WeightedPlace[]): NearbyCorrection {
  let tpot = 0;
  let ttft = 0;
  let nearness = 0;
  let runs = 0;
  for (const other of measured) {
    const shared = covariance(place, other.place);
    tpot += shared * other.tpotWeight;
    ttft += shared * other.ttftWeight;
    const noise = (noiseDeviation * noiseDeviation) / other.runs;
    nearness = Math.max(nearness, (shared * shared) / (priorVariance * (priorVariance + noise)));
    if (shared > priorVariance / 2) runs += other.runs;
  }
  return { tpotFactor: exp(tpot), ttftFactor: exp(ttft), nearness, runs };
}
