// What each tenant of a shared fleet got, one row each, and which of its own targets hold.
import pc from "picocolors";
import type { TenantResult } from "../serving/tenant-metrics.ts";
import { formatCount, formatPercent, formatSeconds } from "../units.ts";
import { statisticText, type TargetOutcome } from "./target-outcome.ts";
import { formatTable } from "./text-table.ts";

export interface TenantTextInput {
  readonly results: readonly TenantResult[];
  /** Of each tenant, in the same order. */
  readonly targets: readonly (readonly TargetOutcome[])[];
}

function targetCell({ metric, statistic, boundSeconds, achievedSeconds, isMet }: TargetOutcome): string {
  const text = `${metric.toUpperCase()} ${statisticText(statistic)} ≤ ${formatSeconds(boundSeconds)}`;
  // A metric that is not kept per tenant has nothing to be held against.
  if (isMet === undefined) return `${text} ?`;
  return isMet ? pc.green(`${text} met`) : pc.red(`${text} missed (${formatSeconds(achievedSeconds)})`);
}

export function tenantText({ results, targets }: TenantTextInput): string {
  const right = "right" as const;
  const table = formatTable(
    ["tenant", "finished", "failed", "TTFT p50", "p90", "TPOT p50", "p90", "goodput", "in bounds"],
    results.map((tenant) => [
      tenant.name,
      formatCount(tenant.finished),
      formatCount(tenant.failed),
      formatSeconds(tenant.ttftSeconds.p50),
      formatSeconds(tenant.ttftSeconds.p90),
      formatSeconds(tenant.tpotSeconds.p50),
      formatSeconds(tenant.tpotSeconds.p90),
      tenant.goodputRequestsPerSecond === undefined ? "" : `${formatCount(tenant.goodputRequestsPerSecond)}/s`,
      formatPercent(tenant.attainment.all),
    ]),
    ["left", right, right, right, right, right, right, right, right],
  );
  const lines = results.flatMap(({ name }, i) => {
    const cells = (targets[i] ?? []).map(targetCell);
    return cells.length === 0 ? [] : [`${name}: ${cells.join(", ")}`];
  });
  return [table, ...lines].join("\n");
}
