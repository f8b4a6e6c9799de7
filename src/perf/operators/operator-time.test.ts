// Physics every prediction obeys, on every kind of operator: floors, and no gain from more work.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyCall, anyChip, growers } from "../../../test/any-call.ts";
import { operatorTime } from "./operator-time.ts";
import { memoryFloorSeconds, operatorWork } from "./operator-work.ts";

describe("floors", () => {
  test("no operator beats its FLOP or its byte floor", () => {
    fc.assert(
      fc.property(anyCall, anyChip, (call, chip) => {
        const { seconds } = operatorTime(call, chip);
        const { flops, bytes, peakFlopsPerSecond } = operatorWork(call, chip);
        expect(seconds).toBeGreaterThanOrEqual((flops / peakFlopsPerSecond) * (1 - 1e-9));
        if (call.kind !== "collective" && call.kind !== "p2p")
          expect(seconds).toBeGreaterThanOrEqual(memoryFloorSeconds(bytes, chip) * (1 - 1e-9));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("more work never takes less time", () => {
  test.each(Object.keys(growers))("%s", (name) => {
    fc.assert(
      fc.property(anyCall, anyChip, fc.integer({ min: 1, max: 5000 }), (call, chip, more) => {
        const larger = growers[name]!(call, more);
        fc.pre(larger !== undefined);
        expect(operatorTime(larger!, chip).seconds).toBeGreaterThanOrEqual(
          operatorTime(call, chip).seconds * (1 - 1e-9),
        );
      }),
      { numRuns: 1500, maxSkipsPerRun: 100 },
    );
  });
});
