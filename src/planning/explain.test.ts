import { expect, test } from "vitest";
import { Random } from "../random.ts";
import { type CostDrivers, decompose } from "./explain.ts";

const per = ({ paidChips, perChipHour, millionTokensPerHour }: CostDrivers): number =>
  (paidChips * perChipHour) / millionTokensPerHour;

test("the causes of a difference sum to it, turn their sign with it, and are zero where nothing changed", () => {
  const random = new Random(11, "drivers");
  const draw = (): CostDrivers => ({
    paidChips: random.integer(1, 100),
    perChipHour: 0.5 + 5 * random.uniform(),
    millionTokensPerHour: 1 + 500 * random.uniform(),
  });
  for (let i = 0; i < 200; i++) {
    const [a, b] = [draw(), draw()];
    const there = decompose(a, b);
    const back = decompose(b, a);
    const sum = there.paidChips + there.perChipHour + there.millionTokensPerHour;
    expect(Math.abs(sum - (per(b) - per(a)))).toBeLessThan(1e-9 * (per(a) + per(b)));
    for (const key of ["paidChips", "perChipHour", "millionTokensPerHour"] as const)
      expect(back[key]).toBeCloseTo(-there[key], 9);
    const onlyChips = decompose(a, { ...a, paidChips: b.paidChips });
    expect(onlyChips.perChipHour).toBeCloseTo(0, 12);
    expect(onlyChips.millionTokensPerHour).toBeCloseTo(0, 12);
  }
});
