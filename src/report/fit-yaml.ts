// A fitted generator as YAML that can be pasted into a scenario.
import { stringify } from "yaml";
import type { FittedWorkload } from "../workload/fit.ts";

/** Keys whose lists of numbers are written on one line. */
const tables = /^( *)(probabilities|tokens|gaps):\n((?:\1 *- .*\n)+)/gm;

/** `workload:` with the generator and `demand:` with the trace's rate. */
export function fitYaml(fitted: FittedWorkload): string {
  const scenario = {
    workload: { generator: fitted.traffic },
    ...(fitted.requestsPerSecond === undefined ? {} : { demand: fitted.requestsPerSecond }),
  };
  return stringify(scenario, { aliasDuplicateObjects: false, lineWidth: 0 }).replace(
    tables,
    (_, indent: string, key: string, items: string) =>
      `${indent}${key}: [${[...items.matchAll(/- (.*)\n/g)].map((item) => item[1]).join(", ")}]\n`,
  );
}
