// A scenario's faults, retries and autoscaling in the simulator's words: pools and instances by position.
import type { FleetFault } from "../scenario/fleet-events.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Autoscaling, Disturbances, Fault, RoleSwitchingInput } from "./faults.ts";

/** One fault of the file; one on a whole pool becomes one on each of its instances. */
function spread(fault: FleetFault, fleet: Scenario["fleet"]): readonly Fault[] {
  if (fault.kind === "link" || fault.kind === "kv-loss") return [fault];
  const pool = fleet.findIndex(({ name }) => name === fault.pool);
  const { instance, ...rest } = fault;
  const instances = instance === undefined ? Array.from({ length: fleet[pool]!.count }, (_, i) => i) : [instance];
  return instances.map((replica): Fault => ({ ...rest, pool, replica }));
}

function roleSwitchingOf(scenario: Scenario, ttftSeconds: number | undefined): RoleSwitchingInput | undefined {
  const { fleet, roleSwitching } = scenario;
  if (roleSwitching === undefined) return undefined;
  const { prefillPool, decodePool, policy, ...settings } = roleSwitching;
  const at = (wanted: string): number => fleet.findIndex(({ name }) => name === wanted);
  return {
    ...settings,
    prefillPool: at(prefillPool),
    decodePool: at(decodePool),
    policy:
      policy.kind === "token-mix" ? policy : { ...policy, patienceSeconds: policy.patienceSeconds ?? ttftSeconds ?? 1 },
  };
}

/**
 * What disturbs the scenario's fleet; undefined where nothing does.
 * @param ttftSeconds the bound on TTFT of a request, if there is one: how long prompt work may wait.
 */
export function scenarioDisturbances(scenario: Scenario, ttftSeconds?: number): Disturbances | undefined {
  const { fleet, faults, retries } = scenario;
  // What a file says of split fleets that the planner tries does not concern an aggregated one of its own.
  const isSplit = fleet.some(({ role }) => role !== "aggregated");
  const roleMixing = isSplit ? scenario.roleMixing : undefined;
  const roleSwitching = roleSwitchingOf(scenario, ttftSeconds);
  const autoscaling = fleet.flatMap((pool, i): Autoscaling[] => {
    if (pool.autoscaling === undefined) return [];
    const { min, outstandingPerInstance, everySeconds, loadSeconds } = pool.autoscaling;
    return [{ pool: i, min, outstandingPerReplica: outstandingPerInstance, everySeconds, loadSeconds }];
  });
  if ((faults ?? retries ?? roleSwitching ?? roleMixing) === undefined && autoscaling.length === 0) return undefined;
  return {
    ...(roleSwitching === undefined ? {} : { roleSwitching }),
    ...(roleMixing === undefined ? {} : { roleMixing }),
    ...(faults === undefined ? {} : { faults: faults.flatMap((fault) => spread(fault, fleet)) }),
    ...(autoscaling.length === 0 ? {} : { autoscaling }),
    ...(retries === undefined ? {} : { maxRetries: retries.times }),
    ...(retries?.waitSeconds === undefined ? {} : { maxHoldSeconds: retries.waitSeconds }),
  };
}
