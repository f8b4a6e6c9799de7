// A simulation's step log as a trace for Perfetto (ui.perfetto.dev) or chrome://tracing: one track a replica.
import type { StepLog } from "../serving/step-log.ts";

/** Chrome trace event format, JSON array; times in microseconds. `names` are the replicas' names. */
export function timelineTrace(log: StepLog, names: readonly string[]): string {
  const events: string[] = names.map((name, replica) =>
    JSON.stringify({ ph: "M", name: "thread_name", pid: 1, tid: replica, args: { name } }),
  );
  const micro = (seconds: number): number => Math.round(seconds * 1e9) / 1e3;
  for (let i = 0; i < log.length; i++) {
    const start = micro(log.startSeconds[i]!);
    const promptTokens = log.promptTokens[i]!;
    const args = {
      steps: log.steps[i],
      promptTokens,
      decoding: log.decoding[i],
      waiting: log.waiting[i],
      kvBlocks: log.usedBlocks[i],
    };
    const name = promptTokens > 0 ? (log.decoding[i]! > 0 ? "mixed" : "prefill") : `decode x${log.steps[i]}`;
    const duration = micro(log.endSeconds[i]! - log.startSeconds[i]!);
    events.push(JSON.stringify({ ph: "X", name, pid: 1, tid: log.replica[i], ts: start, dur: duration, args }));
    const load = { decoding: log.decoding[i], waiting: log.waiting[i] };
    events.push(JSON.stringify({ ph: "C", name: names[log.replica[i]!], pid: 2, ts: start, args: load }));
  }
  return `[\n${events.join(",\n")}\n]\n`;
}
