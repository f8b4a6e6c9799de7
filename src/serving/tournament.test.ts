import fc from "fast-check";
import { expect, test } from "vitest";
import { Tournament } from "./tournament.ts";

const key = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(Number.POSITIVE_INFINITY));

test("positions come by key, then position, whatever was set before", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.tuple(fc.nat(), key), { maxLength: 60 }),
      (size, changes) => {
        const tournament = new Tournament(size);
        const keys = new Array<number>(size).fill(Number.POSITIVE_INFINITY);
        for (const [at, value] of changes) {
          tournament.set(at % size, value);
          keys[at % size] = value;
        }
        const order = keys
          .map((_, position) => position)
          .filter((position) => keys[position] !== Number.POSITIVE_INFINITY)
          .sort((a, b) => keys[a]! - keys[b]! || a - b);
        expect(tournament.first).toBe(order[0] ?? -1);
        expect(tournament.least).toBe(order.length === 0 ? Number.POSITIVE_INFINITY : keys[order[0]!]);
        expect(keys.map((_, position) => tournament.keyOf(position))).toEqual(keys);
        tournament.rewind();
        expect(order.map(() => tournament.next())).toEqual(order);
        expect(tournament.next()).toBe(-1);
      },
    ),
    { seed: 1 },
  );
});
