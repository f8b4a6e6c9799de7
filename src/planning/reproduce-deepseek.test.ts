import { expect, test } from "vitest";
import { verdictOf } from "../serving/published/reproduction.ts";
import { reproduceDeepSeekDay } from "./reproduce-deepseek.ts";

test("DeepSeek's day: the arithmetic to a thousandth, each phase's tokens per node within 30%", () => {
  const { rows } = reproduceDeepSeekDay({ seed: 1, seconds: 10 });
  const phases = rows.filter(({ quantity }) => /^identity|alone \(/.test(quantity));
  expect(phases).toHaveLength(8);
  for (const row of phases) expect([row.quantity, verdictOf(row)]).toEqual([row.quantity, "pass"]);
});
