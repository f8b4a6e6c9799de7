// Sets up instances that may change role: a second replica of each in the other pool, and the checks that it makes sense.
import { fail, requirePositive } from "../errors.ts";
import type { Autoscaling, RoleSwitchingInput } from "./faults.ts";
import type { Replica } from "./replica.ts";
import type { SimulatedPool } from "./simulation-input.ts";

export type SwitchedRole = "prefill" | "decode";

/** One instance as a replica of either pool. */
export interface RolePair {
  readonly prefill: Replica;
  readonly decode: Replica;
  readonly startsAs: SwitchedRole;
}

/**
 * Gives each instance of the two pools a replica in the other one, those of the prefill pool first.
 * @param growers one per pool: adds a replica to it.
 */
export function pairRoles(
  input: RoleSwitchingInput,
  replicas: readonly Replica[],
  growers: readonly (() => Replica)[],
): RolePair[] {
  const own = (pool: number): readonly Replica[] => replicas.filter(({ poolIndex }) => poolIndex === pool);
  const [prefills, decodes] = [own(input.prefillPool), own(input.decodePool)];
  return [
    ...prefills.map((prefill): RolePair => ({ prefill, decode: growers[input.decodePool]!(), startsAs: "prefill" })),
    ...decodes.map((decode): RolePair => ({ prefill: growers[input.prefillPool]!(), decode, startsAs: "decode" })),
  ];
}

/** @throws {SilicoError} code "domain" or "unsupported" where the two pools cannot share their instances. */
export function validateRoleSwitching(
  input: RoleSwitchingInput,
  pools: readonly SimulatedPool[],
  autoscaling: readonly Autoscaling[],
): void {
  const path = ["roleSwitching"];
  for (const [key, role] of [
    ["prefillPool", "prefill"],
    ["decodePool", "decode"],
  ] as const) {
    const pool = pools[input[key]];
    if (pool?.role !== role)
      fail("domain", [...path, "between"], `pool ${input[key]} is not a ${role} pool`, "Name one pool of each role.");
    if (autoscaling.some((scaling) => scaling.pool === input[key]))
      fail(
        "unsupported",
        [...path, "between"],
        `pool "${pool.name}" is autoscaled too`,
        "Let one controller decide over an instance: leave out autoscaling, or role switching.",
      );
  }
  const [prefill, decode] = [pools[input.prefillPool]!, pools[input.decodePool]!];
  const [chips, otherChips] = [prefill.chipsPerReplica ?? 1, decode.chipsPerReplica ?? 1];
  if (chips !== otherChips)
    fail(
      "unsupported",
      [...path, "between"],
      `an instance of "${prefill.name}" has ${chips} chips, one of "${decode.name}" ${otherChips}`,
      "Instances that change role keep their chips: give both pools the same number per instance.",
    );
  for (const [key, count] of [
    ["minPrefill", prefill.count],
    ["minDecode", decode.count],
  ] as const)
    if (!(Number.isInteger(input[key]) && input[key] >= 1 && input[key] <= count))
      fail(
        "domain",
        [...path, key],
        `at least ${input[key]} instances, of a pool that starts with ${count}`,
        "Keep at least 1, and no more than the pool starts with.",
      );
  requirePositive([...path, "everySeconds"], input.everySeconds);
  for (const key of ["switchSeconds", "cooldownSeconds"] as const)
    if (!(input[key] >= 0)) fail("domain", [...path, key], `${input[key]} is no time`, "Give 0 or more.");
  const { policy } = input;
  if (policy.kind === "token-mix") {
    if (!(policy.hysteresis > 0.5))
      fail(
        "domain",
        [...path, "policy", "hysteresis"],
        `a hysteresis of ${policy.hysteresis} instances would move one to and fro`,
        "Give more than 0.5.",
      );
    return;
  }
  requirePositive([...path, "policy", "patienceSeconds"], policy.patienceSeconds);
  if (!(policy.low > 0 && policy.low <= policy.high))
    fail(
      "domain",
      [...path, "policy", "low"],
      `low ${policy.low} and high ${policy.high} leave no room between them`,
      "Give 0 < low <= high.",
    );
}
