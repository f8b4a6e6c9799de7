import { expect, test } from "vitest";
import { workOut } from "./valuation-parity.ts";

const call = (args: Record<string, string>) => ({ name: "parity", args, key: "parity(…)" });

test("planning answers a company model's parity price with its spread", async () => {
  const value = await workOut(
    call({ chip: "tg-gen3", against: "h20", scenario: "deepseek-r1-mixed" }),
    "examples/valuation/iluvatar-parity.yaml",
  );
  expect(value.unit).toBe("CNY/chip");
  expect(value.p10).toBeLessThanOrEqual(value.p50);
  expect(value.p50).toBeLessThanOrEqual(value.p90);
  expect(value.p50).toBeGreaterThan(0);
  expect(value.source).toContain("tg-gen3 against h20");
  // The figure that `silico parity` states for the same names.
  expect(value.source).toContain("simulated");
});

test("what cannot be worked out is refused by name", async () => {
  const file = "examples/valuation/x.yaml";
  await expect(workOut(call({ chip: "tg-gen3", against: "h20" }), file)).rejects.toThrow(/lacks scenario/);
  await expect(workOut(call({ chip: "tg-gen3", against: "h20", scenario: "nowhere" }), file)).rejects.toThrow(
    /no scenario "nowhere"/,
  );
  await expect(workOut(call({ chip: "a", against: "b", scenario: "c", rol: "d" }), file)).rejects.toThrow(
    /unknown argument "rol"/,
  );
  await expect(workOut({ name: "weather", args: {}, key: "weather(x: y)" }, file)).rejects.toThrow(
    /nothing supplies weather/,
  );
});
