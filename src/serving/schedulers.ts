// Every scheduler by its name.
import { BudgetScheduler } from "./budget-scheduler.ts";
import type { Scheduler, SchedulerKind, SchedulerOptions } from "./scheduler.ts";
import { SglangScheduler } from "./sglang-scheduler.ts";

export function createScheduler(kind: SchedulerKind, options: SchedulerOptions): Scheduler {
  return kind === "sglang" ? new SglangScheduler(options) : new BudgetScheduler(kind, options);
}
