import { expect, test } from "vitest";
import { verdictOf } from "./reproduction.ts";
import { reproduceSplitwise } from "./splitwise.ts";

test("Splitwise at equal power: split A100 pools gain over mixed batching as published, within 30%, on both models", () => {
  const { rows } = reproduceSplitwise({ seed: 1, requests: 600, only: ["equal power, coding"] });
  const held = rows.filter(({ bar }) => bar.kind !== "shown");
  expect(held).toHaveLength(7);
  for (const row of held) expect([row.quantity, verdictOf(row)]).toEqual([row.quantity, "pass"]);
});
