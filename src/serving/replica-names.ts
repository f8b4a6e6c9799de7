// What to call each replica of a simulation, by its number: in timelines and per-request files.
import type { SimulationInput } from "./simulation-input.ts";

/** `decode 2`, and `prefill (decode 2)` for the same instance in its other role. */
export function replicaNames({ pools, disturbances }: SimulationInput): string[] {
  const own = pools.map((pool) => Array.from({ length: pool.count }, (_, i) => `${pool.name} ${i}`));
  const { prefillPool, decodePool } = disturbances?.roleSwitching ?? {};
  if (prefillPool === undefined || decodePool === undefined) return own.flat();
  const as = (pool: number, names: readonly string[]): string[] =>
    names.map((name) => `${pools[pool]!.name} (${name})`);
  return [...own.flat(), ...as(decodePool, own[prefillPool]!), ...as(prefillPool, own[decodePool]!)];
}
