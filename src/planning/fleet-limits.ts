// The limits of a whole fleet: stock, chips, servers, power. Says which one a set of pools breaks, in the words of a conflict.
import type { FleetLimits } from "./fleet-programme.ts";

/** Chips of one pool, as limits see them. */
export interface LimitedPool {
  readonly chip: string;
  readonly chips: number;
  readonly chipsPerServer: number;
  /** Facility watts of one chip at rated load; undefined where unknown, which no power limit can judge. */
  readonly ratedWatts: number | undefined;
}

export interface LimitRules {
  /** Chips there are, by id; absent = as many as wanted. */
  readonly stock: ReadonlyMap<string, number>;
  readonly limits: FleetLimits;
  /** Chips are bought in units of a whole server where true. */
  readonly wholeServers: boolean;
}

/** One limit in words: what a message or a conflict calls it. */
export const limitText = {
  stock: (chip: string, value: number): string => `stock of ${chip}: ${value} chip${value === 1 ? "" : "s"}`,
  watts: (value: number): string => `power: ${value} W`,
  servers: (value: number): string => `servers: ${value}`,
  chips: (value: number): string => `chips in all: ${value}`,
};

/** The first limit that the pools break; undefined where all hold. Counts what is paid: with whole servers, all of the last one. */
export function brokenLimit(pools: readonly LimitedPool[], rules: LimitRules): string | undefined {
  const { stock, limits, wholeServers } = rules;
  if (stock.size === 0 && limits.chips === undefined && limits.watts === undefined && limits.servers === undefined)
    return undefined;
  const held = new Map<string, LimitedPool>();
  for (const pool of pools) held.set(pool.chip, { ...pool, chips: (held.get(pool.chip)?.chips ?? 0) + pool.chips });
  let chips = 0;
  let servers = 0;
  let watts = 0;
  for (const [chip, one] of held) {
    const full = Math.ceil(one.chips / one.chipsPerServer);
    const paid = wholeServers ? full * one.chipsPerServer : one.chips;
    const most = stock.get(chip);
    if (most !== undefined && paid > most) return limitText.stock(chip, most);
    chips += paid;
    servers += full;
    watts += paid * (one.ratedWatts ?? 0);
  }
  if (limits.chips !== undefined && chips > limits.chips) return limitText.chips(limits.chips);
  if (limits.servers !== undefined && servers > limits.servers) return limitText.servers(limits.servers);
  if (limits.watts !== undefined && watts > limits.watts * (1 + 1e-9)) return limitText.watts(limits.watts);
  return undefined;
}
