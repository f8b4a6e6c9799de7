// A pool's host cache in the simulator's words: the link from the catalogue, what the engine does from its own table.
import type { ChipSpec } from "../catalog/chip-spec.ts";
import { fail } from "../errors.ts";
import { chipsOf } from "../scenario/layout.ts";
import type { Pool } from "../scenario/scenario.ts";
import { engineOptions } from "./engine-options.ts";
import type { HostTierInput } from "./host-tier.ts";
import type { SchedulerKind } from "./scheduler.ts";

/**
 * @param modelLayers of the model, for loads layer by layer.
 * @throws {SilicoError} code "domain" where neither the file nor the catalogue states the host link's bandwidth.
 */
export function hostTierOf(
  pool: Pool,
  index: number,
  chip: ChipSpec,
  scheduler: SchedulerKind,
  modelLayers: number,
  file: string | undefined,
): HostTierInput | undefined {
  const given = pool.hostCache;
  if (given === undefined) return undefined;
  const ways = engineOptions[scheduler].hostTier;
  const ownBytesPerSecond = chip.hostLink && chip.hostLink.bytesPerSecond * chipsOf(pool.layout);
  const bytesPerSecond = given.bytesPerSecond ?? ownBytesPerSecond;
  if (bytesPerSecond === undefined)
    fail(
      "domain",
      ["fleet", index, "hostCache", "bandwidth"],
      `no source states the link between host and device of ${chip.id}`,
      "Give hostCache.bandwidth, such as 25 GB/s.",
      file,
    );
  return {
    bytes: given.bytes,
    bytesPerSecond,
    latencySeconds: given.latencySeconds ?? chip.hostLink?.latencySeconds ?? 0,
    // Without such a tier the simulator refuses it, whatever stands here.
    loads: given.loads ?? ways?.loads[0] ?? "blocking",
    writes: given.writes ?? ways?.writes[0] ?? "eviction",
    layers: modelLayers,
    ...(given.shared === undefined
      ? {}
      : {
          store: {
            bytesPerSecond: given.shared.bytesPerSecond ?? chip.scaleOut.bytesPerSecond * chipsOf(pool.layout),
            latencySeconds: given.shared.latencySeconds ?? chip.scaleOut.latencySeconds,
          },
        }),
  };
}
