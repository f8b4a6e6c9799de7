// Adds up a fleet: chips, money and watts of pools of unlike machines.
import { fail } from "../errors.ts";
import type { Currency } from "../fx-rate.ts";
import { compensatedSum } from "../money.ts";
import type { ChipHourCost, CostPart } from "./ownership.ts";
import { costParts } from "./ownership.ts";

/** One pool of equal machines (chips, servers or racks: whatever `costPerHour` is per). */
export interface CostedPool {
  readonly count: number;
  readonly cost: ChipHourCost;
  /** Facility watts of one machine. */
  readonly watts?: number;
}

export interface FleetCost {
  readonly currency: Currency;
  readonly perHour: number;
  readonly parts: Readonly<Record<CostPart, number>>;
  /** Undefined where the power of a machine is unknown. */
  readonly watts: number | undefined;
}

/**
 * Cost of a fleet per hour, part by part. Parts sum to the whole (compensated sums, same terms).
 * @throws {SilicoError} "domain" where pools are priced in different currencies.
 */
export function fleetCost(pools: readonly CostedPool[]): FleetCost {
  const currency = pools[0]?.cost.currency;
  if (currency === undefined) fail("domain", ["fleet"], "a fleet without pools has no currency", "Add a pool.");
  for (const pool of pools)
    if (pool.cost.currency !== currency)
      fail(
        "domain",
        ["fleet"],
        `pools are priced in ${currency} and ${pool.cost.currency}`,
        "Convert prices to one currency first.",
      );
  const parts = Object.fromEntries(
    costParts.map((part) => [part, compensatedSum(pools.map((pool) => pool.count * pool.cost.parts[part]))]),
  ) as Record<CostPart, number>;
  const watts = pools.every((pool) => pool.watts !== undefined)
    ? compensatedSum(pools.map((pool) => pool.count * pool.watts!))
    : undefined;
  return { currency, perHour: compensatedSum(costParts.map((part) => parts[part])), parts, watts };
}
