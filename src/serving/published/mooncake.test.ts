import { expect, test } from "vitest";
import { generateRequests } from "../../workload/generate.ts";
import { findGenerator } from "../../workload/named-generators.ts";
import { simulate } from "../simulate.ts";
import { affineStepModel } from "../synthetic.ts";
import { reproduceMooncake } from "./mooncake.ts";
import { verdictOf } from "./reproduction.ts";
import { longestGaps } from "./token-gaps.ts";

test("the longest tenth of the gaps holds the stall that another prompt causes", () => {
  // Steps of 1 s; the second prompt runs alone from 6 s to 7 s, so one gap of the first request lasts 2 s.
  const requests = {
    count: 2,
    arrivalSeconds: Float64Array.of(0, 5.5),
    promptTokens: Int32Array.of(10, 10),
    outputTokens: Int32Array.of(21, 1),
  };
  const engine = {
    maxBatchedTokens: 2048,
    maxSequences: 8,
    kvBlockTokens: 16,
    hasPrefixCache: false,
    scheduler: "sglang",
  } as const;
  const pools = [
    { name: "a", role: "aggregated", count: 1, stepModel: affineStepModel({ perStep: 1 }), engine },
  ] as const;
  const { records, stepLog } = simulate({ requests, pools, keepsRecords: true, keepsSteps: 1000 });
  const gaps = longestGaps(requests, records!, stepLog!);
  expect(gaps[0]).toBeCloseTo((2 + 1) / 2, 9);
  expect(gaps[1]).toBe(0);
});

test("Mooncake stands before every vLLM variant at each bound, and its gain falls as the bound rises", () => {
  const { traffic, requestsPerSecond } = findGenerator("mooncake-conversation");
  const requests = generateRequests(traffic, { count: 700, requestsPerSecond, seed: 1 });
  const { rows } = reproduceMooncake({ conversation: { requests, origin: "drawn" } });
  const claims = rows.filter(({ bar }) => bar.kind === "claim");
  expect(claims).toHaveLength(4);
  for (const row of claims) expect([row.quantity, verdictOf(row)]).toEqual([row.quantity, "pass"]);
});
