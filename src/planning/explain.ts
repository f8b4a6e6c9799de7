// Why this fleet, what would change the answer, and where the cost of two fleets differs.

import { log } from "../elementary.ts";
import { compensatedSum } from "../money.ts";
import type { Candidate, ChipEconomics } from "./candidate.ts";

/** Cost of a candidate's fleet per hour under other prices; undefined where a chip has none. */
export function repriced(candidate: Candidate, economics: ReadonlyMap<string, ChipEconomics>): number | undefined {
  const parts: number[] = [];
  for (const pool of candidate.fleet) {
    const cost = economics.get(pool.chip)?.cost;
    if (cost === undefined) return undefined;
    parts.push(pool.paidChips * cost.total);
  }
  return compensatedSum(parts);
}

/** One input moved down and up, and what a million tokens from the best fleet then costs. */
export interface TornadoBar {
  readonly input: string;
  readonly low: TornadoEnd;
  readonly high: TornadoEnd;
}

export interface TornadoEnd {
  readonly label: string;
  /** Blended, per million tokens. */
  readonly perMillionTokens: number;
  readonly best: string;
  readonly isHypothetical: boolean;
}

/** Prices and load under one changed assumption. */
export interface Assumption {
  readonly label: string;
  readonly economics: ReadonlyMap<string, ChipEconomics>;
  /** Million tokens served an hour. */
  readonly millionTokensPerHour: number;
}

export interface Perturbation {
  readonly input: string;
  readonly low: Assumption;
  readonly high: Assumption;
}

function bestUnder(candidates: readonly Candidate[], assumption: Assumption): TornadoEnd | undefined {
  let best: TornadoEnd | undefined;
  for (const candidate of candidates) {
    const perHour = repriced(candidate, assumption.economics);
    if (perHour === undefined) continue;
    const perMillionTokens = perHour / assumption.millionTokensPerHour;
    if (best === undefined || perMillionTokens < best.perMillionTokens)
      best = {
        label: assumption.label,
        perMillionTokens,
        best: candidate.id,
        isHypothetical: candidate.isHypothetical,
      };
  }
  return best;
}

/** Bars of a tornado, widest first. Under each change the best of the candidates is taken anew: a fleet may give way to another. */
export function tornado(
  candidates: readonly Candidate[],
  perturbations: readonly Perturbation[],
): readonly TornadoBar[] {
  const width = (bar: TornadoBar): number => Math.abs(bar.high.perMillionTokens - bar.low.perMillionTokens);
  return perturbations
    .flatMap(({ input, low, high }): TornadoBar[] => {
      const under = bestUnder(candidates, low);
      const over = bestUnder(candidates, high);
      if (under === undefined || over === undefined) return [];
      const isInert = under.perMillionTokens === over.perMillionTokens && under.best === over.best;
      return isInert ? [] : [{ input, low: under, high: over }];
    })
    .sort((a, b) => width(b) - width(a) || (a.input < b.input ? -1 : 1));
}

/** The factor on one chip's hourly cost at which a rival becomes as cheap as the winner. */
export interface SwitchingPoint {
  readonly chip: string;
  /** Present cost times this makes the two equal; above 1 for a chip of the winner, below 1 for a chip of the rival. */
  readonly factor: number;
  readonly rival: string;
  readonly isHypothetical: boolean;
}

/**
 * For each chip, the smallest change of its hourly cost at which another candidate takes the lead.
 * Both bills are linear in a chip's cost, so each crossing is one division; chips used equally by both never switch.
 */
export function switchingPoints(
  winner: Candidate,
  rivals: readonly Candidate[],
  economics: ReadonlyMap<string, ChipEconomics>,
): readonly SwitchingPoint[] {
  const bill = (candidate: Candidate, chip: string): number => {
    const cost = economics.get(chip)?.cost?.total ?? 0;
    return candidate.fleet.reduce((sum, pool) => sum + (pool.chip === chip ? pool.paidChips * cost : 0), 0);
  };
  const chips = [
    ...new Set([winner, ...rivals].flatMap((candidate) => candidate.fleet.map((pool) => pool.chip))),
  ].sort();
  const points: SwitchingPoint[] = [];
  const total = winner.cost?.perHour;
  if (total === undefined) return [];
  for (const chip of chips) {
    let nearest: SwitchingPoint | undefined;
    for (const rival of rivals) {
      if (rival.id === winner.id || rival.cost === undefined) continue;
      const slope = bill(winner, chip) - bill(rival, chip);
      if (Math.abs(slope) < 1e-12) continue;
      // winner + (f - 1) * own = rival + (f - 1) * its
      const factor = 1 + (rival.cost.perHour - total) / slope;
      if (factor <= 0) continue;
      if (nearest === undefined || Math.abs(log(factor)) < Math.abs(log(nearest.factor)))
        nearest = { chip, factor, rival: rival.id, isHypothetical: rival.isHypothetical };
    }
    if (nearest !== undefined) points.push(nearest);
  }
  return points.sort((a, b) => Math.abs(log(a.factor)) - Math.abs(log(b.factor)) || (a.chip < b.chip ? -1 : 1));
}

/** A fleet's cost per million tokens as a product: chips x cost of a chip-hour / million tokens an hour. */
export interface CostDrivers {
  readonly paidChips: number;
  readonly perChipHour: number;
  readonly millionTokensPerHour: number;
}

export function costDrivers({ fleet, cost, costPerMillionTokens }: Candidate): CostDrivers | undefined {
  const blended = costPerMillionTokens?.blended;
  if (cost === undefined || blended === undefined || !(blended > 0)) return undefined;
  const paidChips = fleet.reduce((sum, pool) => sum + pool.paidChips, 0);
  return { paidChips, perChipHour: cost.perHour / paidChips, millionTokensPerHour: cost.perHour / blended };
}

/**
 * What of the difference b - a in cost per million tokens comes from more chips, dearer chip-hours, fewer tokens. The three
 * sum to it exactly: logarithmic-mean weights (Ang 2005, "The LMDI approach to decomposition analysis"), which treat a and b
 * alike and leave no residue.
 */
export function decompose(a: CostDrivers, b: CostDrivers): Readonly<Record<keyof CostDrivers, number>> {
  const per = ({ paidChips, perChipHour, millionTokensPerHour }: CostDrivers): number =>
    (paidChips * perChipHour) / millionTokensPerHour;
  const [from, to] = [per(a), per(b)];
  const weight = Math.abs(to - from) < 1e-12 * from ? from : (to - from) / log(to / from);
  const part = (key: keyof CostDrivers): number => weight * log(b[key] / a[key]);
  return {
    paidChips: part("paidChips"),
    perChipHour: part("perChipHour"),
    millionTokensPerHour: -part("millionTokensPerHour"),
  };
}

/** Candidates within `share` of the winner's cost: too close to call a winner. */
export function nearTies(winner: Candidate, candidates: readonly Candidate[], share = 0.03): readonly Candidate[] {
  const limit = (winner.cost?.perHour ?? 0) * (1 + share);
  return candidates.filter(
    (candidate) => candidate.id !== winner.id && candidate.cost !== undefined && candidate.cost.perHour <= limit,
  );
}
