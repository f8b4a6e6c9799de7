// Every scheduler by its name.
import { assertNever, fail } from "../errors.ts";
import type { Scheduler, SchedulerKind, SchedulerOptions } from "./scheduler.ts";
import { VllmScheduler } from "./vllm-scheduler.ts";

export function createScheduler(kind: SchedulerKind, options: SchedulerOptions): Scheduler {
  switch (kind) {
    case "vllm":
      return new VllmScheduler(options);
    case "sglang":
    case "trtllm-no-evict":
    case "trtllm-max-utilization":
    case "sarathi":
    case "orca":
    case "static":
      return fail("unsupported", ["engine", "scheduler"], `no scheduler "${kind}" yet`, "Use vllm.");
    default:
      return assertNever(kind);
  }
}
