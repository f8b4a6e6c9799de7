// Collectives inside one scale-up domain: latency per step plus bytes over the link. Coordinates: bytes of one rank's buffer, ranks.
import { log2 } from "../../../elementary.ts";
import { classPrior } from "../class-prior.ts";
import { baseForm, type Family, wordDistance } from "../family.ts";
import type { CollectiveCall, CollectiveName } from "../operator-call.ts";

/** Share of the buffer one chip sends over its link with a bandwidth-optimal algorithm. */
export function wireShare(op: CollectiveName, ranks: number): number {
  return (op === "all-reduce" ? 2 : 1) * (ranks > 1 ? (ranks - 1) / ranks : 0);
}

export const collective: Family<CollectiveCall> = {
  name: "collective",
  axes: [
    {
      name: "bytes",
      knots: [256, 4096, 16384, 65536, 262144, 2 ** 20, 2 ** 22, 2 ** 24, 2 ** 26, 2 ** 28, 2 ** 30],
      beyond: [2 ** 36],
      isRising: true,
    },
    { name: "ranks", knots: [2, 4, 8], beyond: [16, 72, 1024], isRising: false },
  ],
  variantOf: (call) => `${call.op} ${call.implementation ?? "nccl"}`,
  locate: (call, out) => {
    out[0] = call.bytes;
    out[1] = call.ranks;
  },
  prepare: (variant, chip) => {
    const op = variant.split(" ")[0] as CollectiveName;
    const { launchSeconds } = classPrior(chip.architecture);
    const { bytesPerSecond, latencySeconds } = chip.scaleUp;
    return baseForm({
      launchAt: (point) => launchSeconds + latencySeconds * log2(Math.max(2, point[1]!)),
      flopsAt: () => 0,
      flopsPerSecond: 1,
      bytesAt: (point) => point[0]! * wireShare(op, point[1]!),
      bytesPerSecond,
    });
  },
  distance: wordDistance,
};
