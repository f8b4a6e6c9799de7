// Mooncake's time between tokens: for each request the mean of its longest 10% gaps, read off the log of a run.
import type { RequestRecords } from "../request-records.ts";
import { requestStatus } from "../request-records.ts";
import type { SimulatedRequests } from "../requests.ts";
import type { StepLog } from "../step-log.ts";

/** Gaps between decode steps of one replica, in order of time: `count` equal gaps that end at `end`. */
interface Gaps {
  readonly end: number[];
  readonly gap: number[];
  readonly count: number[];
}

/** A run's steps are taken as equally long; they differ by the growth of the context within the run, under 1%. */
function gapsOf(log: StepLog): Map<number, Gaps> {
  const byReplica = new Map<number, Gaps>();
  const lastEnd = new Map<number, number>();
  for (let i = 0; i < log.length; i++) {
    if (log.decoding[i] === 0) continue;
    const replica = log.replica[i]!;
    let gaps = byReplica.get(replica);
    if (gaps === undefined) {
      gaps = { end: [], gap: [], count: [] };
      byReplica.set(replica, gaps);
    }
    const start = log.startSeconds[i]!;
    const end = log.endSeconds[i]!;
    const steps = log.steps[i]!;
    const each = (end - start) / steps;
    gaps.end.push(start + each);
    gaps.gap.push(start + each - (lastEnd.get(replica) ?? start));
    gaps.count.push(1);
    if (steps > 1) {
      gaps.end.push(end);
      gaps.gap.push(each);
      gaps.count.push(steps - 1);
    }
    lastEnd.set(replica, end);
  }
  return byReplica;
}

/**
 * Per request, seconds: mean of the longest tenth of its gaps between tokens (at least one); 0 for a request of one token,
 * Infinity for one that did not finish. The log must hold the whole run.
 */
export function longestGaps(requests: SimulatedRequests, records: RequestRecords, log: StepLog): Float64Array {
  const byReplica = gapsOf(log);
  const result = new Float64Array(requests.count);
  const own: [gap: number, count: number][] = [];
  for (let i = 0; i < requests.count; i++) {
    if (records.status[i] !== requestStatus.finished) {
      result[i] = Number.POSITIVE_INFINITY;
      continue;
    }
    const gapsLeft = requests.outputTokens[i]! - 1;
    const gaps = byReplica.get(records.replica[i]!);
    if (gapsLeft < 1 || gaps === undefined) continue;
    const first = records.arrivalSeconds[i]! + records.ttftSeconds[i]!;
    const last = records.arrivalSeconds[i]! + records.e2eSeconds[i]!;
    const slack = 1e-9 * Math.max(1, last);
    let low = 0;
    let high = gaps.end.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (gaps.end[middle]! > first + slack) high = middle;
      else low = middle + 1;
    }
    own.length = 0;
    for (let at = low; at < gaps.end.length && gaps.end[at]! <= last + slack; at++)
      // The first gap runs from the request's own first token.
      own.push([at === low ? gaps.end[at]! - first : gaps.gap[at]!, gaps.count[at]!]);
    own.sort((a, b) => b[0] - a[0]);
    let wanted = Math.max(1, Math.floor(gapsLeft / 10));
    const tenth = wanted;
    let sum = 0;
    for (const [gap, count] of own) {
      const taken = Math.min(wanted, count);
      sum += taken * gap;
      wanted -= taken;
      if (wanted === 0) break;
    }
    result[i] = sum / (tenth - wanted);
  }
  return result;
}
