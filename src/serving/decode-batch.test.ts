import fc from "fast-check";
import { expect, test } from "vitest";
import { DecodeBatch } from "./decode-batch.ts";
import { RequestSlots } from "./request-slots.ts";

const blocksOf = (tokens: number, size: number): number => Math.ceil(tokens / size);

function batchOf(contexts: readonly number[], stepsLeft: number, size: number): DecodeBatch {
  const slots = new RequestSlots();
  const batch = new DecodeBatch(slots, contexts.length, size, Number.POSITIVE_INFINITY);
  for (const [i, context] of contexts.entries()) {
    const slot = slots.take();
    slots.sequence[slot] = i;
    batch.join(slot, context, stepsLeft);
  }
  return batch;
}

test("blocks for the next steps are those that the contexts grow into, whatever was played before", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 20 }),
      fc.constantFrom(1, 3, 16, 64),
      fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 5 }),
      fc.integer({ min: 1, max: 200 }),
      (contexts, size, played, next) => {
        const batch = batchOf(contexts, 5000, size);
        for (const steps of played) batch.advance(steps);
        const made = played.reduce((sum, steps) => sum + steps, 0);
        const held = (extra: number): number =>
          contexts.reduce((sum, context) => sum + blocksOf(context + made + extra, size), 0);
        expect(batch.blocksFor(next)).toBe(held(next) - held(0));
        const room = held(next) - held(0);
        const fits = batch.stepsThatFit(next + 50, room);
        expect(held(fits) - held(0)).toBeLessThanOrEqual(room);
        if (fits < next + 50) expect(held(fits + 1) - held(0)).toBeGreaterThan(room);
      },
    ),
    { seed: 1 },
  );
});

test("the step count begins anew beyond 2^30, and nobody's context, end or order changes", () => {
  const last = 2 ** 30 + 10;
  const batch = batchOf([100, 7], last, 16);
  batch.advance(2 ** 30 - 3);
  expect(batch.steps).toBe(2 ** 30 - 3);
  batch.advance(8);
  expect(batch.steps).toBe(0);
  expect(batch.stepsMade).toBe(2 ** 30 + 5);
  expect([0, 1].map((slot) => batch.contextOf(slot))).toEqual([100 + 2 ** 30 + 5, 7 + 2 ** 30 + 5]);
  expect([0, 1].map((slot) => batch.stepsLeftOf(slot))).toEqual([5, 5]);
  expect(batch.contextSum).toBe(107 + 2 * (2 ** 30 + 5));
  const grown = (extra: number): number =>
    blocksOf(100 + 2 ** 30 + 5 + extra, 16) + blocksOf(7 + 2 ** 30 + 5 + extra, 16);
  expect(batch.blocksFor(5)).toBe(grown(5) - grown(0));
  expect(batch.hasFinished).toBe(false);
  batch.advance(5);
  expect(batch.hasFinished).toBe(true);
  expect([batch.popFinished(), batch.popFinished()]).toEqual([0, 1]);
  expect(batch.count).toBe(0);
});
