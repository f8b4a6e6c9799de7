import { expect, test } from "vitest";
import { generateRequests } from "../../workload/generate.ts";
import { findGenerator } from "../../workload/named-generators.ts";
import { verdictOf } from "./reproduction.ts";
import { reproduceSplitwise, splitwiseRate } from "./splitwise.ts";
import { splitwiseFacts } from "./splitwise-facts.ts";

test("Splitwise at equal power: split A100 pools gain over mixed batching as published, within 30%, on both models", () => {
  const { rows } = reproduceSplitwise({ seed: 1, requests: 600, only: ["equal power, coding"], skipsVariants: true });
  const held = rows.filter(({ bar }) => bar.kind !== "shown");
  expect(held).toHaveLength(7);
  for (const row of held) expect([row.quantity, verdictOf(row)]).toEqual([row.quantity, "pass"]);
});

test("pools that do not fit the traffic serve more where machines take each other's work than where they keep their roles", () => {
  const { clusters } = splitwiseFacts.studies.find(({ workload }) => workload === "azure-conv-2023")!;
  const { traffic } = findGenerator("azure-conv-2023");
  const requests = generateRequests(
    { ...traffic, arrivals: { kind: "poisson" } },
    { count: 4000, requestsPerSecond: 1, seed: 1 },
  );
  for (const name of ["Splitwise-AA", "Splitwise-HA"]) {
    const cluster = clusters.find((entry) => entry.name === name)!;
    const fixed = splitwiseRate("llama2-70b", cluster, requests)!;
    const mixed = splitwiseRate("llama2-70b", cluster, requests, splitwiseFacts, { roleMixing: {} })!;
    expect(mixed, name).toBeGreaterThan(1.1 * fixed);
  }
});
