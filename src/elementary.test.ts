import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exp, expm1, hypot, log, log1p, log2, log10, pow, sin } from "./elementary.ts";

/** Units in the last place between two numbers of the same size. */
const ulps = (a: number, b: number): number => {
  if (Object.is(a, b)) return 0;
  return Math.abs(a - b) / (Math.max(Math.abs(b), 2 ** -1022) * Number.EPSILON);
};
const near = (ours: number, engine: number, most: number): void => {
  if (Number.isFinite(engine)) expect(ulps(ours, engine)).toBeLessThanOrEqual(most);
  else expect(ours).toBe(engine);
};
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe("elementary functions", () => {
  // The engine's own are within 1 ulp of the truth; the bounds leave room for both.
  test("agree with the engine's to the last places", () => {
    fc.assert(
      fc.property(number(-745, 710), number(-690, 690), (x, size) => {
        const y = Math.exp(size);
        if (x > -700) near(exp(x), Math.exp(x), 2);
        near(log(y), Math.log(y), 2);
        near(log2(y), Math.log2(y), 3);
        near(log10(y), Math.log10(y), 3);
        near(expm1(x / 300), Math.expm1(x / 300), 6);
      }),
      { numRuns: 3000, seed: 1 },
    );
    fc.assert(
      fc.property(number(-0.999, 1e6), number(1e-12, 1e-3), number(-7, 7), (x, small, angle) => {
        near(log1p(x), Math.log1p(x), 6);
        near(log1p(small), Math.log1p(small), 6);
        near(log1p(-small), Math.log1p(-small), 6);
        near(expm1(small), Math.expm1(small), 6);
        expect(Math.abs(sin(angle) - Math.sin(angle))).toBeLessThan(4e-16);
        near(hypot(x, small), Math.hypot(x, small), 2);
      }),
      { numRuns: 3000, seed: 2 },
    );
  });

  test("powers are close where exponents are small, and keep their identities", () => {
    fc.assert(
      fc.property(number(1e-6, 1e6), number(-40, 40), (base, to) => {
        const engine = base ** to;
        if (engine > 1e-290 && engine < 1e290) near(pow(base, to), engine, 8 + 2 * Math.abs(to));
        expect(pow(base, 2)).toBe(base * base);
        expect(pow(base, 0.5)).toBe(Math.sqrt(base));
        expect(pow(base, -1)).toBe(1 / base);
      }),
      { numRuns: 2000, seed: 3 },
    );
    expect([pow(-2, 3), pow(10, 3), pow(10, -2), pow(0, 3), pow(0, 0), pow(7, 1)]).toEqual([-8, 1000, 0.01, 0, 1, 7]);
    expect([pow(-8, 1 / 3), pow(0, 0.5), pow(0, -0.5)]).toEqual([Number.NaN, 0, Number.POSITIVE_INFINITY]);
  });

  test("are exact where the answer is a whole number", () => {
    for (let n = -1074; n <= 1023; n++) expect(log2(2 ** n)).toBe(n);
    for (let n = 0; n <= 22; n++) expect(log10(Number(`1e${n}`))).toBe(n);
    expect([exp(0), log(1), expm1(0), log1p(0), sin(0)]).toEqual([1, 0, 0, 0, 0]);
  });

  test("say what they say at the edges", () => {
    const infinity = Number.POSITIVE_INFINITY;
    expect([exp(710), exp(infinity), exp(-746), exp(-infinity)]).toEqual([infinity, infinity, 0, 0]);
    expect([log(0), log2(0), log10(0), log1p(-1)]).toEqual([-infinity, -infinity, -infinity, -infinity]);
    expect([log(infinity), log2(infinity), log10(infinity)]).toEqual([infinity, infinity, infinity]);
    expect([exp(Number.NaN), log(-1), log2(Number.NaN), log10(-1), log1p(-2), expm1(Number.NaN)]).toEqual(
      Array(6).fill(Number.NaN),
    );
    expect(exp(-740)).toBeGreaterThan(0);
    expect(log(5e-324)).toBeCloseTo(-744.4400719213812, 10);
  });

  test("give these bits, on every machine", () => {
    const bytes = new Float64Array(
      Array.from({ length: 500 }, (_, i) => {
        const x = (i - 250) / 17;
        return exp(x) + log(i + 0.3) + pow(1 + i / 100, x) + sin(x) + log1p(i / 7) + expm1(x / 9) + log10(i + 0.7);
      }),
    );
    let hash = 0x811c9dc5;
    for (const byte of new Uint8Array(bytes.buffer)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    expect(hash).toBe(2464118846);
  });
});
