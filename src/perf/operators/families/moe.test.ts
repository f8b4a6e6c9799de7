// How many experts a batch reaches, and what a shard of a narrow expert costs.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findChip } from "../../../catalog/chip.ts";
import { chipSpec } from "../../../catalog/resolve-chip.ts";
import type { MoeCall } from "../operator-call.ts";
import { operatorTime } from "../operator-time.ts";
import { busiestPairs, reachedExperts } from "./moe.ts";

const call = (over: Partial<MoeCall>): MoeCall => ({
  kind: "moe",
  tokens: 16,
  hiddenSize: 4096,
  intermediateSize: 1536,
  topK: 8,
  experts: 128,
  moeTp: 1,
  ep: 1,
  precision: "fp8-block",
  routing: "drawn",
  ...over,
});
const reached = (over: Partial<MoeCall>): number => reachedExperts(busiestPairs(call(over)), call(over));

describe("experts reached", () => {
  test("never more than there are or than pairs, never fewer with more tokens", () => {
    const shape = fc.record({
      tokens: fc.integer({ min: 1, max: 5000 }),
      topK: fc.integer({ min: 1, max: 8 }),
      ep: fc.constantFrom(1, 2, 4, 8, 16),
      routing: fc.constantFrom("drawn" as const, "balanced" as const),
    });
    fc.assert(
      fc.property(shape, (over) => {
        const local = 128 / over.ep;
        const pairs = busiestPairs(call(over));
        const experts = reached(over);
        expect(experts).toBeGreaterThanOrEqual(1);
        expect(experts).toBeLessThanOrEqual(Math.min(local, pairs) + 1e-9);
        expect(reached({ ...over, tokens: over.tokens + 1 })).toBeGreaterThanOrEqual(experts - 1e-9);
      }),
    );
  });

  test("a chip that holds a few experts reaches the share of them that the whole group's tokens reach", () => {
    // 16 tokens x 8 of 128 experts do not crowd them: on four ranks the busiest reads little more than half of its 32.
    for (const routing of ["drawn", "power-law"] as const) {
      const whole = reached({ routing }) / 128;
      const quarter = reached({ routing, ep: 4 }) / 32;
      expect(whole).toBeLessThan(0.6);
      expect(quarter).toBeGreaterThan(whole);
      expect(quarter).toBeLessThan(1.4 * whole);
    }
  });

  test("popular experts take more of the tokens: drawn batches reach fewer experts than balanced ones", () => {
    expect(reached({})).toBeLessThan(0.8 * reached({ routing: "balanced" }));
    expect(reached({ tokens: 4096 })).toBeGreaterThan(127);
  });
});

test("mxfp4 experts pad to whole tiles: eight shards of gpt-oss take less time each than four", () => {
  const chip = chipSpec(findChip("h100-sxm"));
  const seconds = (moeTp: number): number =>
    operatorTime(
      call({ hiddenSize: 2880, intermediateSize: 2880, topK: 4, precision: "mxfp4-a16", tokens: 64, moeTp }),
      chip,
    ).seconds;
  // Measured with vLLM 0.24: 302, 165 and 111 microseconds with two, four and eight shards (aiconfigurator, power law 1.2).
  expect(seconds(8)).toBeLessThan(0.8 * seconds(4));
  expect(seconds(4)).toBeLessThan(0.65 * seconds(2));
});
