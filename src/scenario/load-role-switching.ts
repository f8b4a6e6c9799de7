// From the file's roleSwitching to plain values: pools looked up, and checked to be able to share their instances.
import type { Issue } from "../errors.ts";
import type { RoleSwitching } from "./fleet-events.ts";
import { chipsOf } from "./layout.ts";
import type { Pool } from "./scenario.ts";
import type { ScenarioInput } from "./schema.ts";

type Given = NonNullable<ScenarioInput["roleSwitching"]>;

export function roleSwitchingOf(given: Given, fleet: readonly Pool[], issues: Issue[], file: string): RoleSwitching {
  const { between, policy } = given;
  const issue = (code: Issue["code"], path: (string | number)[], problem: string, hint: string): void => {
    issues.push({ code, path: ["roleSwitching", ...path], problem, hint, file });
  };
  const pools = between.map((name, i): Pool | undefined => {
    const role = i === 0 ? "prefill" : "decode";
    const named = fleet.filter((pool) => pool.name === name);
    const names = fleet.filter((pool) => pool.role === role).map((pool) => pool.name);
    const hint = names.length === 0 ? `The fleet has no ${role} pool.` : `Pools for ${role} are: ${names.join(", ")}.`;
    if (named.length === 0) issue("unknown-name", ["between", i], `no pool is called "${name}"`, hint);
    else if (named.length > 1)
      issue(
        "domain",
        ["between", i],
        `${named.length} pools are called "${name}"`,
        "Give each pool a name of its own.",
      );
    else if (named[0]!.role !== role)
      issue("domain", ["between", i], `pool "${name}" has the role ${named[0]!.role}, not ${role}`, hint);
    else return named[0];
    return undefined;
  });
  const [prefill, decode] = pools;
  if (prefill !== undefined && decode !== undefined) {
    if (JSON.stringify(prefill.chip) !== JSON.stringify(decode.chip))
      issue(
        "unsupported",
        ["between"],
        `pool "${prefill.name}" and pool "${decode.name}" are of different chips`,
        "An instance keeps its chips when it changes role: name two pools of one chip.",
      );
    else if (chipsOf(prefill.layout) !== chipsOf(decode.layout))
      issue(
        "unsupported",
        ["between"],
        `an instance of "${prefill.name}" has ${chipsOf(prefill.layout)} chips, one of "${decode.name}" ${chipsOf(decode.layout)}`,
        "An instance keeps its chips when it changes role: give both layouts the same number.",
      );
    for (const [key, pool] of [
      ["minPrefill", prefill],
      ["minDecode", decode],
    ] as const) {
      if (pool.autoscaling !== undefined)
        issue(
          "unsupported",
          ["between"],
          `pool "${pool.name}" is autoscaled too`,
          "Let one controller decide over an instance: leave out autoscaling, or role switching.",
        );
      if (pool.count > 0 && given[key] > pool.count)
        issue(
          "domain",
          [key],
          `at least ${given[key]} instances, of a pool that starts with ${pool.count}`,
          "Raise count, or lower the minimum.",
        );
    }
  }
  if (policy.kind === "queue-pressure" && policy.low > policy.high)
    issue(
      "domain",
      ["policy", "low"],
      `${policy.low} is above high (${policy.high})`,
      "Give low below high, or an instance moves to and fro.",
    );
  return {
    prefillPool: between[0],
    decodePool: between[1],
    policy:
      policy.kind === "token-mix"
        ? policy
        : {
            kind: policy.kind,
            high: policy.high,
            low: policy.low,
            ...(policy.patience === undefined ? {} : { patienceSeconds: policy.patience }),
          },
    minPrefill: given.minPrefill,
    minDecode: given.minDecode,
    everySeconds: given.every,
    switchSeconds: given.switch,
    cooldownSeconds: given.cooldown,
  };
}
