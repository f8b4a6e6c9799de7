import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import type { DistributionSummary } from "../serving/quantiles.ts";
import { tenantText } from "./tenant-text.ts";

const summary = (p50: number, p90: number): DistributionSummary => ({
  count: 9,
  mean: p50,
  p50,
  p90,
  p95: p90,
  p99: p90,
  min: p50,
  max: p90,
});

test("a row for each tenant with its goodput and share in bounds, and its own targets below", () => {
  const text = stripVTControlCharacters(
    tenantText({
      results: [
        {
          name: "chat",
          finished: 9,
          failed: 1,
          ttftSeconds: summary(0.1, 0.4),
          tpotSeconds: summary(0.01, 0.02),
          e2eSeconds: summary(1, 2),
          promptTokensPerSecond: 5,
          outputTokensPerSecond: 6,
          attainment: { ttft: 0.7, tpot: undefined, e2e: undefined, all: 0.7 },
          goodputRequestsPerSecond: 3.5,
        },
      ],
      targets: [
        [
          { metric: "ttft", statistic: 0.9, boundSeconds: 0.2, achievedSeconds: 0.4, isMet: false },
          { metric: "tpot", statistic: "mean", boundSeconds: 0.05, achievedSeconds: 0.01, isMet: true },
          { metric: "itl", statistic: 0.99, boundSeconds: 0.1, achievedSeconds: undefined, isMet: undefined },
        ],
      ],
    }),
  );
  expect(text).toMatch(/tenant +finished +failed +TTFT p50 +p90 +TPOT p50 +p90 +goodput +in bounds/);
  expect(text).toMatch(/chat +9 +1 +100 ms +400 ms +10\.0 ms +20\.0 ms +3\.5\/s +70\.0%/);
  expect(text).toContain("chat: TTFT p90 ≤ 200 ms missed (400 ms), TPOT mean ≤ 50.0 ms met, ITL p99 ≤ 100 ms ?");
});
