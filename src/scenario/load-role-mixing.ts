// From the file's roleMixing to plain values: refused where another controller decides over the same instances.
import type { Issue } from "../errors.ts";
import type { RoleMixing } from "./fleet-events.ts";
import { omitUndefined } from "./omit-undefined.ts";
import type { ScenarioInput } from "./schema.ts";

type Given = NonNullable<ScenarioInput["roleMixing"]>;

export function roleMixingOf(
  given: Given,
  { fleet, roleSwitching }: Pick<ScenarioInput, "fleet" | "roleSwitching">,
  issues: Issue[],
  file: string,
): RoleMixing {
  const refuse = (problem: string, other: string): void => {
    const hint = `Let one controller decide over an instance: leave out roleMixing, or ${other}.`;
    issues.push({ code: "unsupported", path: ["roleMixing"], problem, hint, file });
  };
  if (roleSwitching !== undefined) refuse("instances change role too", "roleSwitching");
  for (const [i, pool] of fleet.entries())
    if (pool.autoscaling !== undefined) refuse(`pool ${pool.name ?? i} is autoscaled too`, "autoscaling");
  return omitUndefined(given);
}
