// Why the recommended fleet is the one, in sentences: what binds each pool, and what the best of every other kind costs.
import { type Candidate, fleetTitle } from "./candidate.ts";
import type { FleetMix } from "./fleet-programme.ts";

const bindingWords: Record<string, string> = {
  ttft: "the TTFT target",
  tpot: "the TPOT target",
  itl: "the ITL target",
  e2e: "the end-to-end target",
  "prefill throughput": "prefill throughput",
  "kv memory": "KV memory",
  "max sequences": "the engine's limit on sequences",
  "decode throughput": "decode throughput",
};

/** A kind of fleet that a reader holds the winner against. */
export interface Comparison {
  readonly what: string;
  readonly wanted: (candidate: Candidate) => boolean;
}

export function comparisonsWith(winner: Candidate): readonly Comparison[] {
  const isSingle = winner.vendors.length <= 1;
  return [
    ...(winner.isHypothetical
      ? [
          {
            what: "the best that rests on documented software alone",
            wanted: ({ isHypothetical }: Candidate) => !isHypothetical,
          },
        ]
      : []),
    ...(isSingle
      ? [
          {
            what: "the best of another vendor",
            wanted: ({ vendors }: Candidate) => vendors.length === 1 && vendors.join() !== winner.vendors.join(),
          },
          { what: "the best of mixed vendors", wanted: ({ vendors }: Candidate) => vendors.length > 1 },
        ]
      : winner.vendors.map((vendor) => ({
          what: `the best of ${vendor} alone`,
          wanted: ({ vendors }: Candidate) => vendors.join() === vendor,
        }))),
    winner.kind === "aggregated"
      ? { what: "the best with a prefill/decode split", wanted: ({ kind }: Candidate) => kind !== "aggregated" }
      : { what: "the best without a prefill/decode split", wanted: ({ kind }: Candidate) => kind === "aggregated" },
  ];
}

/** Candidates in the order of their ranking; those that were simulated first. */
export function reasonsFor(winner: Candidate, candidates: readonly Candidate[], mix: FleetMix | undefined): string[] {
  const reasons = winner.fleet.map(
    (pool) =>
      `${pool.count}× ${pool.chip} ${pool.layoutName} (${pool.role}): one instance carries ${pool.capacityPerInstance.toPrecision(3)} requests/s, stopped by ${bindingWords[pool.binding] ?? pool.binding}`,
  );
  const percent = (candidate: Candidate): string => {
    const more = (candidate.cost!.perHour / winner.cost!.perHour - 1) * 100;
    return Math.abs(more) < 0.5 ? "at the same cost" : `${Math.abs(more).toFixed(0)}% ${more < 0 ? "less" : "more"}`;
  };
  // Where some were simulated, those come first, and a dearer one of them may stand for its kind.
  const isVerified = "verification" in winner;
  const judgedBy = (simulated: boolean): string =>
    isVerified ? (simulated ? " (simulated)" : " (by the analytic model alone)") : "";
  const name = (candidate: Candidate, what: string): void => {
    if (candidate.id !== winner.id && candidate.cost !== undefined && winner.cost !== undefined)
      reasons.push(`${what}: ${fleetTitle(candidate)}, ${percent(candidate)}${judgedBy("verification" in candidate)}`);
  };
  for (const { what, wanted } of comparisonsWith(winner)) {
    const found = candidates.find(wanted);
    if (found !== undefined) name(found, what);
  }
  if (mix !== undefined && mix.gap > 0)
    reasons.push(`the mix is proven within ${(mix.gap * 100).toFixed(2)}% of the optimum`);
  return reasons;
}
