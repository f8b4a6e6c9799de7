// From the file's faults, autoscaling and speculation to plain values: units in names, pools and instances looked up.
import type { Issue } from "../errors.ts";
import type { FleetFault, PoolAutoscaling, PoolSpeculation } from "./fleet-events.ts";
import type { Pool } from "./scenario.ts";
import type { ScenarioInput } from "./schema.ts";

type PoolInput = ScenarioInput["fleet"][number];

/** The pool's own share; `undefined` where the file says nothing. */
export function eventsOfPool(
  pool: PoolInput,
  index: number,
  issues: Issue[],
  file: string,
): { speculation: PoolSpeculation | undefined; autoscaling: PoolAutoscaling | undefined } {
  const { speculation, autoscaling, count } = pool;
  if (autoscaling !== undefined && count > 0 && autoscaling.min > count)
    issues.push({
      code: "domain",
      path: ["fleet", index, "autoscaling", "min"],
      problem: `${autoscaling.min} instances at least, of a pool of ${count}`,
      hint: "A pool grows up to its count: raise count, or lower min.",
      file,
    });
  return {
    speculation: speculation && {
      draftTokens: speculation.draftTokens,
      acceptance: speculation.acceptance,
      draftCostFraction: speculation.draftCost,
    },
    autoscaling: autoscaling && {
      min: autoscaling.min,
      outstandingPerInstance: autoscaling.outstandingPerInstance,
      everySeconds: autoscaling.every,
      loadSeconds: autoscaling.load,
    },
  };
}

/** Faults, each with a pool and instance that exist. */
export function faultsOf(
  input: NonNullable<ScenarioInput["faults"]>,
  fleet: readonly Pool[],
  issues: Issue[],
  file: string,
): FleetFault[] {
  return input.map((fault, i): FleetFault => {
    const atSeconds = fault.at;
    if (fault.kind === "kv-loss") return { kind: fault.kind, atSeconds };
    if (fault.kind === "link")
      return { kind: fault.kind, atSeconds, durationSeconds: fault.duration, factor: fault.factor };
    const named = fleet.filter((pool) => pool.name === fault.pool);
    const issue = (key: string, problem: string, hint: string): void => {
      issues.push({ code: "unknown-name", path: ["faults", i, key], problem, hint, file });
    };
    const names = fleet.map((pool) => pool.name).join(", ");
    if (named.length !== 1)
      issue(
        "pool",
        named.length === 0 ? `no pool is called "${fault.pool}"` : `${named.length} pools are called "${fault.pool}"`,
        named.length === 0 ? `Pools are: ${names}.` : "Give each pool a name of its own.",
      );
    else if (fault.instance !== undefined && fault.instance >= named[0]!.count)
      issue(
        "instance",
        `instance ${fault.instance} of a pool of ${named[0]!.count}`,
        `Instances count from 0 to ${named[0]!.count - 1}.`,
      );
    const struck = { pool: fault.pool, ...(fault.instance === undefined ? {} : { instance: fault.instance }) };
    if (fault.kind === "crash") return { kind: fault.kind, atSeconds, downSeconds: fault.down, ...struck };
    if (fault.kind === "slow")
      return { kind: fault.kind, atSeconds, durationSeconds: fault.duration, factor: fault.factor, ...struck };
    return { kind: fault.kind, atSeconds, ...struck };
  });
}
