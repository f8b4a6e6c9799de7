// Which of many fleets are worth a simulation first.
import type { Candidate } from "./candidate.ts";

/**
 * Which fleets to simulate first: the answers to the questions a reader asks (the cheapest of all, of those that rest on
 * nothing hypothetical, of each vendor alone, without a split), then the best of further combinations of chips and roles.
 */
export function variedFirst(ranked: readonly Candidate[], count: number): readonly Candidate[] {
  const picked = new Set<Candidate>();
  const pick = (wanted: (candidate: Candidate) => boolean): void => {
    const found = ranked.find(wanted);
    if (found !== undefined) picked.add(found);
  };
  pick(() => true);
  pick((candidate) => !candidate.isHypothetical);
  for (const vendor of ranked[0]?.vendors ?? []) pick(({ vendors }) => vendors.join() === vendor);
  pick(({ kind }) => kind === "aggregated");
  const seen = new Set<string>();
  for (const candidate of ranked) {
    if (picked.size >= count) break;
    const key = candidate.fleet.map((pool) => `${pool.role} ${pool.chip}`).join();
    if (seen.has(key)) continue;
    seen.add(key);
    picked.add(candidate);
  }
  return [...picked];
}
