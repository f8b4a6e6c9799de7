import { expect, test } from "vitest";
import { verdictOf } from "../serving/published/reproduction.ts";
import { reproduceDeepSeekDay } from "./reproduce-deepseek.ts";

test("DeepSeek's day: the arithmetic to a thousandth, its units and those that SGLang measured full within 30%", () => {
  const { rows } = reproduceDeepSeekDay({ seed: 1, seconds: 10 });
  const held = rows.filter(({ quantity }) => /^identity|^decode unit alone|^SGLang/.test(quantity));
  expect(held).toHaveLength(10);
  for (const row of held) expect([row.quantity, verdictOf(row)]).toEqual([row.quantity, "pass"]);
  // A unit that is always full reads more than the day's mean, at which fleets were neither always full nor resized at once.
  const prefill = rows.find(({ quantity }) => quantity.startsWith("prefill unit alone"))!;
  expect(prefill.reproduced as number).toBeGreaterThan(73_700);
  expect(prefill.reproduced as number).toBeLessThan(1.5 * 73_700);
});
