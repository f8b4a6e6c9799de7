import { expect, test } from "vitest";
import { chipSpecFromUser } from "../catalog/user-chip.ts";
import { type LinkedPool, poolLink } from "./pool-link.ts";

const pool = (role: LinkedPool["role"], name: string, count: number, chips: number): LinkedPool => ({
  role,
  count,
  chips,
  chip: chipSpecFromUser(name, ["chip"]),
});
const pools = [pool("prefill", "h100-sxm", 2, 8), pool("decode", "h20", 4, 1)];

test("without figures of its own the link is the slower side's network, and one transfer draws one instance's NICs", () => {
  const nic = pools[1]!.chip.scaleOut.bytesPerSecond;
  const link = poolLink(pools, {}, 32)!;
  expect(link.bytesPerSecond).toBe(Math.min(16 * pools[0]!.chip.scaleOut.bytesPerSecond, 4 * nic));
  expect(link.bytesPerSecondPerTransfer).toBe(Math.min(8 * pools[0]!.chip.scaleOut.bytesPerSecond, nic));
  expect(link.overlappedLayers).toBe(1);
  expect(link.conversionBytesPerSecond).toBeUndefined();
});

test("what the file gives is taken, and layers overlap only where it says so", () => {
  const given = { bytesPerSecond: 1e9, latencySeconds: 0.5, overlapsLayers: true, conversionBytesPerSecond: 2e9 };
  expect(poolLink(pools, given, 32)).toEqual({
    name: "kvTransfer",
    bytesPerSecond: 1e9,
    bytesPerSecondPerTransfer: 1e9,
    latencySeconds: 0.5,
    overlappedLayers: 32,
    conversionBytesPerSecond: 2e9,
  });
  expect(poolLink([pools[0]!], given, 32)).toBeUndefined();
});
