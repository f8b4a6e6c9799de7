// A plan of several services for a terminal.
import pc from "picocolors";
import { formatMoney } from "../money.ts";
import type { JointResult } from "../planning/joint-plan.ts";
import { formatSeconds } from "../units.ts";
import { targetText } from "./plan-text.ts";
import { formatTable } from "./text-table.ts";

export function jointText(result: JointResult): string {
  if (result.status === "infeasible") return `No fleet serves all of them: ${result.infeasible!.bindingLimit}`;
  const { currency } = result;
  const money = (amount: number | undefined): string =>
    amount === undefined ? "—" : formatMoney({ amount, currency });
  const held = Object.entries(result.chips).filter(([, count]) => count > 0);
  const out = [
    pc.bold(result.isElastic ? "Chips in the busiest hours, paid while they run" : "Chips held"),
    `${held.map(([chip, count]) => `${count}× ${chip}`).join(" + ")}, ${money(result.perHour)}/h${result.gap > 0 ? ` (within ${(result.gap * 100).toFixed(2)}% of the optimum)` : ""}`,
  ];
  if (result.apartPerHour !== undefined && result.apartPerHour > 0)
    out.push(
      `apart, each with chips of its own: ${money(result.apartPerHour)}/h; sharing saves ${((1 - result.perHour / result.apartPerHour) * 100).toFixed(0)}%`,
    );
  out.push("", pc.bold("Instances by hour"));
  out.push(
    formatTable(
      ["service", "pool", "chips each", ...result.periods.map(({ id }) => id)],
      result.pools.map((pool) => [
        pool.service,
        `${pool.pool}${pool.isHypothetical ? ` ${pc.yellow("hypothetical")}` : ""}`,
        String(pool.chipsPerInstance),
        ...pool.instances.map(String),
      ]),
      ["left", "left", "right", ...result.periods.map(() => "right" as const)],
    ),
  );
  out.push("", pc.bold("Services, at their busiest hour"));
  out.push(
    formatTable(
      ["service", "share of the bill", "blended / M", "targets (simulated)"],
      result.services.map((service) => [
        service.name,
        `${money(service.perHour)}/h`,
        money(service.blendedPerMillion),
        service.checks
          .map(
            (check) => `${targetText(check)}: ${formatSeconds(check.reached)}${check.isMet ? "" : pc.red(" missed")}`,
          )
          .join("; "),
      ]),
      ["left", "right", "right", "left"],
    ),
  );
  return out.join("\n");
}
