// What a run says about KV in host memory.
import type { PrefixStore } from "./prefix-store.ts";
import type { Replica } from "./replica.ts";

export interface HostCacheResult {
  /** Prompt tokens loaded from host memory instead of being computed. */
  readonly loadedTokens: number;
  /** Share of replica-time in which a load was under way. */
  readonly loadFraction: number;
  /** Share of the blocks in use at the end. */
  readonly useFraction: number;
  readonly evictedBlocks: number;
  /** Of instances that share; absent where each keeps to itself. */
  readonly store?: StoreResult;
}

export interface StoreResult {
  /** Prompt tokens that some instance's host memory held when the request was placed / all prompt tokens placed. */
  readonly hitFraction: number | undefined;
  /** The part of it that was on another instance only. */
  readonly elsewhereFraction: number | undefined;
  /** Requests that fetched, and the tokens: what was elsewhere and not quicker to compute. */
  readonly fetches: number;
  readonly fetchedTokens: number;
  /** Share of instance-time in which something was on an instance's network. */
  readonly linkFraction: number;
}

const sum = (replicas: readonly Replica[], field: (tier: NonNullable<Replica["tier"]>) => number): number =>
  replicas.reduce((total, { tier }) => total + (tier === undefined ? 0 : field(tier)), 0);

export const loadedTokens = (replicas: readonly Replica[]): number => sum(replicas, (tier) => tier.loadedTokens);

const ratio = (a: number, b: number): number | undefined => (b > 0 ? a / b : undefined);

function storeResult(store: PrefixStore, replicaSeconds: number): StoreResult {
  return {
    hitFraction: ratio(store.heldTokens, store.lookedUpTokens),
    elsewhereFraction: ratio(store.elsewhereTokens, store.lookedUpTokens),
    fetches: store.fetches,
    fetchedTokens: store.fetchedTokens,
    linkFraction:
      ratio(
        store.links.reduce((total, link) => total + link.busySeconds, 0),
        replicaSeconds,
      ) ?? 0,
  };
}

export function hostCacheResult(
  replicas: readonly Replica[],
  replicaSeconds: number,
  store: PrefixStore | undefined,
): HostCacheResult {
  return {
    loadedTokens: loadedTokens(replicas),
    loadFraction: replicaSeconds > 0 ? sum(replicas, (tier) => tier.loadSeconds) / replicaSeconds : 0,
    useFraction: sum(replicas, (tier) => tier.usedBlocks) / sum(replicas, (tier) => tier.capacityBlocks),
    evictedBlocks: sum(replicas, (tier) => tier.evictedBlocks),
    ...(store === undefined ? {} : { store: storeResult(store, replicaSeconds) }),
  };
}
