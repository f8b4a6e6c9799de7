// Keys of a scenario that would change nothing in its simulation: each is refused with its path, none is silently ignored.
import { fail } from "../errors.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** @throws {SilicoError} code "unsupported" at the first key without effect on the fleet that is simulated. */
export function refuseIneffectiveKeys(scenario: Scenario): void {
  const { workload, fleet, faults, kvTransfer, roleMixing, chips, file } = scenario;
  const isOrdered = fleet.some((pool) => pool.options?.queueOrder === "priority");
  const urgent = workload.tenants?.findIndex((tenant) => tenant.priority !== undefined) ?? -1;
  if (urgent >= 0 && !isOrdered)
    fail(
      "unsupported",
      ["workload", "tenants", urgent, "priority"],
      `priority ${workload.tenants![urgent]!.priority} has no effect: no pool queues by priority`,
      "Give a pool options: { queueOrder: priority }, or leave the priority out.",
      file,
    );
  if (fleet.some((pool) => pool.role !== "aggregated")) return;
  for (const [i, fault] of (faults ?? []).entries())
    if (fault.kind === "link" || fault.kind === "kv-loss")
      fail(
        "unsupported",
        ["faults", i, "kind"],
        `a fault "${fault.kind}" strikes the link between prefill and decode pools, and there are none`,
        "Leave it out, or split the fleet into prefill and decode pools.",
        file,
      );
  // A file that also plans may describe the link, and who serves what, for fleets that the planner tries.
  if (chips.length === 0 && roleMixing !== undefined)
    fail(
      "unsupported",
      ["roleMixing"],
      "lets prefill and decode instances serve both roles, and there are none",
      "Leave it out, or split the fleet into prefill and decode pools.",
      file,
    );
  if (chips.length === 0 && Object.values(kvTransfer).some((value) => value !== undefined))
    fail(
      "unsupported",
      ["kvTransfer"],
      "describes the link between prefill and decode pools, and there are none",
      "Leave it out, or split the fleet into prefill and decode pools.",
      file,
    );
}
