// The share of the time in which a fleet has the instances it needs, when chips fail and are repaired.
import reliabilityFile from "../../data/economics/reliability.yaml";
import { pow } from "../elementary.ts";
import type { CandidatePool } from "./candidate.ts";

export interface Reliability {
  /** Mean hours between failures of one chip with its share of the server. */
  readonly chipMtbfHours: number;
  /** Mean hours until the instance it took down serves again. */
  readonly repairHours: number;
}

const figures = reliabilityFile as Readonly<Record<keyof Reliability, { readonly value: number }>>;

/** Shipped figures; sources in data/economics/reliability.yaml. */
export const defaultReliability: Reliability = {
  chipMtbfHours: figures.chipMtbfHours.value,
  repairHours: figures.repairHours.value,
};

export interface FleetAvailability {
  /** Share of the time in which every pool has the instances that its targets need. */
  readonly share: number;
  /** The same with one instance more in every pool. */
  readonly withOneMore: number;
}

/** Chance that at least `needed` of `count` are up, each with chance `up` on its own: the upper tail of the binomial. */
export function atLeastUp(needed: number, count: number, up: number): number {
  // Summed over those that are down, of which there are few: the terms fall at once.
  let term = pow(up, count);
  let sum = term;
  for (let down = 1; down <= count - needed; down++) {
    term *= ((count - down + 1) / down) * ((1 - up) / up);
    sum += term;
  }
  return Math.min(1, sum);
}

/**
 * Instances fail on their own, each as one of its chips does; every pool must have its count less its spares.
 * Steady state of a machine that fails and is repaired: up = MTBF / (MTBF + repair). Range: shares 0 to 1.
 */
export function fleetAvailability(
  pools: readonly Pick<CandidatePool, "count" | "chipsPerInstance">[],
  spareInstances: number,
  { chipMtbfHours, repairHours }: Reliability,
): FleetAvailability {
  const chipUp = chipMtbfHours / (chipMtbfHours + repairHours);
  const share = (more: number): number =>
    pools.reduce(
      (product, { count, chipsPerInstance }) =>
        product * atLeastUp(Math.max(1, count - spareInstances), count + more, pow(chipUp, chipsPerInstance)),
      1,
    );
  return { share: share(0), withOneMore: share(1) };
}
