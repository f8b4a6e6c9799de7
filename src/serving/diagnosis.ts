// What holds a fleet back, in words, and the next change worth trying. Reads the figures of a result; computes nothing new.
import {
  type Diagnosis,
  holdUp,
  inWords,
  percent,
  slowFirstToken,
  slowTokens,
  slowTransfer,
} from "./diagnosis-causes.ts";
import type { ServiceResult } from "./result.ts";
import type { SimulationInput } from "./simulation-input.ts";

/** One target, and how it came out. */
export interface TargetVerdict {
  readonly metric: string;
  readonly boundSeconds: number;
  readonly achievedSeconds: number | undefined;
  readonly isMet: boolean | undefined;
}

/** What the same traffic gets from the same fleet when nothing breaks. */
export interface CalmRun {
  readonly targets: readonly TargetVerdict[];
  readonly failed: number;
}

function failures({ counts }: ServiceResult): Diagnosis | undefined {
  const worst = Object.entries(counts.failures).sort((a, b) => b[1] - a[1])[0];
  if (worst === undefined || counts.failed < 0.01 * counts.arrived) return undefined;
  const [reason, count] = worst;
  const next: Record<string, string> = {
    "over-context-limit": "serve a model with a longer context, or cut the prompts",
    "over-kv-capacity": "give each replica more memory: more chips (tp), a smaller precision, or an FP8 KV cache",
    "no-replica": "add replicas, shorten their restart, or let the gateway wait longer (retries.wait)",
    "replica-crash": "let the gateway retry (retries)",
    "kv-transfer-lost": "let the gateway retry (retries), or mend the link",
  };
  return {
    bottleneck: `${count} of ${counts.arrived} requests fail: ${reason}`,
    next: next[reason] ?? "clean the trace: such rows cannot be served",
  };
}

/** The faults, where they alone make the difference. */
function faultsAlone(
  { disturbances }: SimulationInput,
  counts: ServiceResult["counts"],
  targets: readonly TargetVerdict[],
  calm: CalmRun,
): Diagnosis | undefined {
  const missed = worstMiss(targets);
  if ((missed === undefined && counts.failed === 0) || worstMiss(calm.targets) !== undefined || calm.failed > 0)
    return undefined;
  const before = calm.targets[missed === undefined ? -1 : targets.indexOf(missed)];
  const effect =
    missed === undefined
      ? `${counts.failed} of ${counts.arrived} requests fail, without them none`
      : `${missed.metric.toUpperCase()} is ${inWords(missed.achievedSeconds!)}, without them ${inWords(before!.achievedSeconds!)}, and every target is met`;
  const kinds = new Set(disturbances?.faults?.map(({ kind }) => kind));
  const remedies = [
    ...(kinds.has("crash") || kinds.has("slow") || kinds.has("drain") ? ["a spare replica"] : []),
    ...(kinds.has("crash") ? ["a shorter restart"] : []),
    ...(counts.failed > 0 && (disturbances?.maxRetries ?? 0) === 0 ? ["retries at the gateway"] : []),
    ...(kinds.has("link") ? ["a second link"] : []),
  ];
  return { bottleneck: `the faults: ${effect}`, next: remedies.join(", ") || "fewer losses of KV on the link" };
}

/** The target that is missed by most, as a ratio to its bound. */
function worstMiss(targets: readonly TargetVerdict[]): TargetVerdict | undefined {
  const excess = ({ achievedSeconds = 0, boundSeconds }: TargetVerdict): number => achievedSeconds / boundSeconds;
  return targets.filter(({ isMet }) => isMet === false).sort((a, b) => excess(b) - excess(a))[0];
}

/**
 * One bottleneck and one next change, from most to least urgent: failures, overload, missed targets, idle capacity.
 * @param targets what was asked for and how it came out; absent = nothing was.
 * @param calm the same run without its faults, where it has any.
 */
export function diagnose(
  result: ServiceResult,
  input: SimulationInput,
  targets: readonly TargetVerdict[] = [],
  calm?: CalmRun,
): Diagnosis {
  const { metrics, counts } = result;
  if (counts.arrived === 0) return { bottleneck: "no traffic", next: "give the scenario a demand above 0" };
  const blamed = calm === undefined ? undefined : faultsAlone(input, counts, targets, calm);
  if (blamed !== undefined) return blamed;
  const failed = failures(result);
  if (failed !== undefined) return failed;
  const growth = metrics.backlogGrowthFraction ?? 0;
  const waits = (metrics.queueSeconds.mean ?? 0) > (metrics.ttftSeconds.mean ?? 0) / 2;
  // A queue that still grows at the end by a hundredth of what arrives is a rate near capacity, a slow drift included.
  if (!metrics.isStable || (growth > 0.01 && waits)) {
    const cause = holdUp(result, input);
    const what = metrics.isStable ? "at or beyond" : "beyond";
    return {
      ...cause,
      bottleneck: `the rate is ${what} capacity (${percent(growth)} of the arrivals pile up): ${cause.bottleneck}`,
    };
  }
  const missed = worstMiss(targets);
  if (missed !== undefined) {
    const isEarly = missed.metric === "ttft" || (missed.metric === "e2e" && isMostlyFirst(result));
    const cause = isEarly ? slowFirstToken(result, input) : slowTokens(result, input, boundOfTokens(missed, result));
    return { ...cause, bottleneck: `${missed.metric.toUpperCase()}: ${cause.bottleneck}` };
  }
  const transfer = metrics.kvTransferSeconds.mean;
  if (transfer !== undefined && transfer > 0.3 * (metrics.ttftSeconds.mean ?? 0) && transfer > 0.05)
    return slowTransfer(transfer, input);
  if (metrics.preemptions > 0.05 * counts.finished) return slowTokens(result, input, Number.POSITIVE_INFINITY);
  if (targets.length === 0)
    return {
      bottleneck: "none is known: every queue drains, and no target was given",
      next: "give targets, such as targets: {ttft: {p90: 1 s}, tpot: {p90: 50 ms}}",
    };
  const tight = Math.max(...targets.map(({ achievedSeconds = 0, boundSeconds }) => achievedSeconds / boundSeconds));
  return {
    bottleneck: `none: every queue drains and every target is met, the tightest at ${percent(tight)} of its bound`,
    next:
      tight > 0.8
        ? "nothing: there is little room left"
        : "fewer replicas or more traffic; silico plan finds the fleet",
  };
}

const isMostlyFirst = ({ metrics }: ServiceResult): boolean =>
  (metrics.ttftSeconds.mean ?? 0) > (metrics.e2eSeconds.mean ?? 0) / 2;

/** The gap between tokens that would keep a target: its own bound, or what E2E leaves for each token. */
function boundOfTokens({ metric, boundSeconds, achievedSeconds }: TargetVerdict, { metrics }: ServiceResult): number {
  return metric === "e2e"
    ? ((metrics.tpotSeconds.mean ?? 0) * boundSeconds) / (achievedSeconds ?? boundSeconds)
    : boundSeconds;
}
