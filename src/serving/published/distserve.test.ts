import { expect, test } from "vitest";
import { distServeExampleRate } from "./distserve.ts";

test("DistServe's example gives its 1.56 requests/s/GPU within 15%, more than the placement with one GPU more", () => {
  const chosen = distServeExampleRate(2, 1, 12, 201)!;
  expect(Math.abs(chosen / 1.56 - 1)).toBeLessThan(0.15);
  expect(distServeExampleRate(2, 2, 4, 201)!).toBeLessThan(chosen);
});
