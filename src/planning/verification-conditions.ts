// What the verification of a planned fleet takes over from the scenario's own fleet: faults, retries, autoscaling, changes of
// role, speculation, scheduler options and priorities. The planned pools are others: each takes what the file says of a pool of its
// role, or of the nearest one, so that fleets with and without a split are judged alike. What cannot be taken over is listed with
// the reason, never dropped in silence.
import type { EngineFamily } from "../scenario/layout.ts";
import type { Pool, PoolRole, Scenario } from "../scenario/scenario.ts";
import { engineOptions } from "../serving/engine-options.ts";
import type { Autoscaling, Disturbances, Fault, RoleSwitchingInput } from "../serving/faults.ts";
import { familyScheduler } from "../serving/simulate-scenario.ts";
import type { SimulatedEngine } from "../serving/simulation-input.ts";

/** The part of a scenario that says how its fleet is run. */
export type FleetConduct = Pick<Scenario, "fleet" | "workload" | "faults" | "retries" | "roleSwitching" | "roleMixing">;

export interface PlannedPool {
  readonly role: PoolRole;
  readonly count: number;
  readonly chip: string;
  readonly chipsPerInstance: number;
  readonly family: EngineFamily;
}

export interface LeftOut {
  readonly what: string;
  readonly why: string;
}

export interface VerificationConditions {
  readonly disturbances: Disturbances | undefined;
  /** Of each planned pool, over its engine's settings. */
  readonly engines: readonly Pick<SimulatedEngine, "options" | "speculation">[];
  readonly applied: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * The conditions of one planned fleet.
 * @param lastArrivalSeconds end of the simulated traffic: what comes later cannot be seen in it.
 * @param ttftSeconds bound on TTFT of a request: how long prompt work may wait before an instance changes role.
 */
export function verificationConditions(
  conduct: FleetConduct,
  pools: readonly PlannedPool[],
  lastArrivalSeconds: number,
  ttftSeconds = 1,
): VerificationConditions {
  const { fleet, faults = [], retries, workload } = conduct;
  const applied: string[] = [];
  const leftOut: LeftOut[] = [];
  // The file's pool of the same role, of the same chip if there is one; else the one that does the same work.
  const modelOf = ({ role, chip }: PlannedPool): Pool | undefined =>
    fleet.find((pool) => pool.role === role && pool.chip === chip) ??
    fleet.find((pool) => pool.role === role) ??
    fleet.find((pool) => pool.role === (role === "aggregated" ? "decode" : "aggregated"));
  const engines = pools.map((planned): Pick<SimulatedEngine, "options" | "speculation"> => {
    const pool = modelOf(planned);
    if (pool === undefined) return {};
    const runsAlike = pool.engine.family === planned.family && pool.scheduler === undefined;
    if (pool.options !== undefined && !runsAlike)
      leftOut.push({
        what: `options of pool "${pool.name}"`,
        why: `they are of ${pool.scheduler ?? pool.engine.family}, and the planned instances run ${planned.family}`,
      });
    if (pool.adjustment !== undefined)
      leftOut.push({ what: `adjustment of pool "${pool.name}"`, why: "planned instances run at predicted step times" });
    if (pool.hostCache !== undefined)
      leftOut.push({ what: `hostCache of pool "${pool.name}"`, why: "plans are made without KV in host memory" });
    return {
      ...(pool.options !== undefined && runsAlike ? { options: pool.options } : {}),
      ...(pool.speculation === undefined || planned.role === "prefill" ? {} : { speculation: pool.speculation }),
    };
  });
  if (engines.some(({ speculation }) => speculation !== undefined)) applied.push("speculation");
  if (engines.some(({ options }) => options !== undefined)) applied.push("scheduler options");
  const taken = new Set(pools.map(modelOf));
  for (const pool of fleet)
    if (!taken.has(pool))
      for (const key of ["speculation", "options", "autoscaling", "hostCache"] as const)
        if (pool[key] !== undefined)
          leftOut.push({ what: `${key} of pool "${pool.name}"`, why: "no planned pool is like it" });
  if (workload.tenants?.some(({ priority }) => priority !== undefined) === true) {
    if (engines.some(({ options }) => options?.queueOrder === "priority")) applied.push("priorities of tenants");
    else leftOut.push({ what: "priorities of tenants", why: "no pool of the planned fleet queues by priority" });
  }

  const autoscaling = pools.flatMap((planned, i): Autoscaling[] => {
    const scaling = modelOf(planned)?.autoscaling;
    if (scaling === undefined) return [];
    const { min, outstandingPerInstance, everySeconds, loadSeconds } = scaling;
    const least = Math.min(min, planned.count);
    return [{ pool: i, min: least, outstandingPerReplica: outstandingPerInstance, everySeconds, loadSeconds }];
  });
  if (autoscaling.length > 0) applied.push("autoscaling");

  const played: Fault[] = [];
  for (const [i, fault] of faults.entries()) {
    const drop = (why: string): void => {
      leftOut.push({ what: `faults[${i}] (${fault.kind})`, why });
    };
    if (fault.atSeconds > lastArrivalSeconds) {
      drop(`it comes at ${fault.atSeconds} s, and the simulated traffic ends at ${Math.floor(lastArrivalSeconds)} s`);
    } else if (fault.kind === "link" || fault.kind === "kv-loss") {
      if (pools.some(({ role }) => role === "decode")) played.push(fault);
      else drop("the planned fleet hands no KV over");
    } else {
      const { pool: name, instance, ...rest } = fault;
      const role = fleet.find((pool) => pool.name === name)?.role;
      // Where the planned fleet has no such role, the largest pool is struck: an instance lost is an instance lost.
      const most = Math.max(...pools.map(({ count }) => count));
      const alike = pools.findIndex((planned) => planned.role === role);
      const pool = alike >= 0 ? alike : pools.findIndex(({ count }) => count === most);
      const { count } = pools[pool]!;
      // One instance stays one instance, in a smaller pool the last one.
      const struck =
        instance === undefined ? Array.from({ length: count }, (_, k) => k) : [Math.min(instance, count - 1)];
      played.push(...struck.map((replica): Fault => ({ ...rest, pool, replica })));
    }
  }
  const kept = faults.length - leftOut.filter(({ what }) => what.startsWith("faults[")).length;
  if (kept > 0) applied.push(kept === 1 ? "1 fault" : `${kept} faults`);
  if (retries !== undefined) applied.push("retries");

  const roles = rolesOf(conduct, pools, autoscaling, ttftSeconds);
  if (roles !== undefined && "why" in roles) leftOut.push({ what: "roleSwitching", why: roles.why });
  const roleSwitching = roles === undefined || "why" in roles ? undefined : roles;
  if (roleSwitching !== undefined) applied.push("changes of role");
  const whyNotMixed = conduct.roleMixing && whyRolesDoNotMix(pools);
  if (whyNotMixed !== undefined) leftOut.push({ what: "roleMixing", why: whyNotMixed });
  const roleMixing = whyNotMixed === undefined ? conduct.roleMixing : undefined;
  if (roleMixing !== undefined) applied.push("mixed roles");

  const isCalm =
    played.length === 0 && autoscaling.length === 0 && (retries ?? roleSwitching ?? roleMixing) === undefined;
  return {
    disturbances: isCalm
      ? undefined
      : {
          faults: played,
          autoscaling,
          ...(roleSwitching === undefined ? {} : { roleSwitching }),
          ...(roleMixing === undefined ? {} : { roleMixing }),
          ...(retries === undefined ? {} : { maxRetries: retries.times }),
          ...(retries?.waitSeconds === undefined ? {} : { maxHoldSeconds: retries.waitSeconds }),
        },
    engines,
    applied,
    leftOut,
  };
}

/** Why instances of a planned fleet cannot serve both roles at once; undefined where they can. */
function whyRolesDoNotMix(pools: readonly PlannedPool[]): string | undefined {
  if (pools.some(({ role }) => role === "aggregated")) return "instances of the planned fleet serve both roles always";
  const stuck = pools.find(({ family }) => engineOptions[familyScheduler[family]].whyRolesDoNotMix !== undefined);
  return stuck && `${stuck.family} ${engineOptions[familyScheduler[stuck.family]].whyRolesDoNotMix}`;
}

/** Changes of role between the planned prefill and decode pool that share chips, or why there are none. */
function rolesOf(
  { roleSwitching }: FleetConduct,
  pools: readonly PlannedPool[],
  autoscaling: readonly Autoscaling[],
  ttftSeconds: number,
): RoleSwitchingInput | { readonly why: string } | undefined {
  if (roleSwitching === undefined) return undefined;
  const { policy, minPrefill, minDecode, everySeconds, switchSeconds, cooldownSeconds } = roleSwitching;
  for (const [prefillPool, prefill] of pools.entries())
    for (const [decodePool, decode] of pools.entries()) {
      if (prefill.role !== "prefill" || decode.role !== "decode") continue;
      if (prefill.chip !== decode.chip || prefill.chipsPerInstance !== decode.chipsPerInstance) continue;
      if (autoscaling.some(({ pool }) => pool === prefillPool || pool === decodePool)) continue;
      return {
        prefillPool,
        decodePool,
        policy:
          policy.kind === "token-mix" ? policy : { ...policy, patienceSeconds: policy.patienceSeconds ?? ttftSeconds },
        minPrefill: Math.min(minPrefill, prefill.count),
        minDecode: Math.min(minDecode, decode.count),
        everySeconds,
        switchSeconds,
        cooldownSeconds,
      };
    }
  return { why: "the planned fleet has no prefill and decode pool of the same chips, as many per instance" };
}
