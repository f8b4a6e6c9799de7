// The link between prefill and decode pools: as the scenario gives it, or the scale-out network of the slower side.
import type { ChipSpec } from "../catalog/chip-spec.ts";
import type { ModelSpec } from "../catalog/models/model-spec.ts";
import type { EngineProfile } from "../scenario/layout.ts";
import type { KvTransferLink, PoolRole } from "../scenario/scenario.ts";
import type { KvLinkInput } from "./kv-link.ts";

/** What the link needs to know of a pool. */
export interface LinkedPool {
  readonly role: PoolRole;
  /** Instances. */
  readonly count: number;
  /** Chips of one instance. */
  readonly chips: number;
  readonly chip: ChipSpec;
}

/**
 * One transfer draws at most what the NICs of one instance on either side carry, bytes/s.
 * @param modelLayers layers of the model, of which all but the last can hide behind the prefill where layers overlap.
 * @returns undefined where the pools have no such link between them.
 */
export function poolLink(
  pools: readonly LinkedPool[],
  given: KvTransferLink,
  modelLayers: number,
): KvLinkInput | undefined {
  const nics = ({ chip, chips }: LinkedPool): number => chip.scaleOut.bytesPerSecond * chips;
  const sides = (["prefill", "decode"] as const).map((role) => pools.filter((pool) => pool.role === role));
  if (sides.some((side) => side.length === 0)) return undefined;
  const totals = sides.map((side) => side.reduce((sum, pool) => sum + pool.count * nics(pool), 0));
  const bytesPerSecond = given.bytesPerSecond ?? Math.min(...totals);
  return {
    name: "kvTransfer",
    bytesPerSecond,
    bytesPerSecondPerTransfer: Math.min(bytesPerSecond, ...sides.flat().map(nics)),
    latencySeconds: given.latencySeconds ?? Math.max(...sides.flat().map(({ chip }) => chip.scaleOut.latencySeconds)),
    overlappedLayers: given.overlapsLayers === true ? modelLayers : 1,
    ...(given.conversionBytesPerSecond === undefined
      ? {}
      : { conversionBytesPerSecond: given.conversionBytesPerSecond }),
  };
}

/** How KV lies in a pool's memory: pools with equal answers send it as it is, others convert it. */
export function kvFormOf(chip: ChipSpec, engine: EngineProfile): string {
  return `${chip.vendor} ${engine.family} ${engine.kvCacheFormat} ${engine.kvBlockTokens}`;
}

export const layersOf = (model: ModelSpec): number => model.layers.reduce((sum, group) => sum + group.count, 0);
