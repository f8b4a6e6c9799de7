// What a run says about KV in host memory.
import type { Replica } from "./replica.ts";

export interface HostCacheResult {
  /** Prompt tokens loaded from host memory instead of being computed. */
  readonly loadedTokens: number;
  /** Share of replica-time in which a load was under way. */
  readonly loadFraction: number;
  /** Share of the blocks in use at the end. */
  readonly useFraction: number;
  readonly evictedBlocks: number;
}

const sum = (replicas: readonly Replica[], field: (tier: NonNullable<Replica["tier"]>) => number): number =>
  replicas.reduce((total, { tier }) => total + (tier === undefined ? 0 : field(tier)), 0);

export const loadedTokens = (replicas: readonly Replica[]): number => sum(replicas, (tier) => tier.loadedTokens);

export function hostCacheResult(replicas: readonly Replica[], replicaSeconds: number): HostCacheResult {
  return {
    loadedTokens: loadedTokens(replicas),
    loadFraction: replicaSeconds > 0 ? sum(replicas, (tier) => tier.loadSeconds) / replicaSeconds : 0,
    useFraction: sum(replicas, (tier) => tier.usedBlocks) / sum(replicas, (tier) => tier.capacityBlocks),
    evictedBlocks: sum(replicas, (tier) => tier.evictedBlocks),
  };
}
