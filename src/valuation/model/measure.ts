// Units of a company model: currencies, shares, chips, and the scale figures are printed at. Answers: may these two be added,
// and what unit has this product? Takes unit text such as "CNY k" or "HKD/share"; pure.
import { pow } from "../../elementary.ts";
import { fail, type Path } from "../../errors.ts";

/** Dimensions with their powers, and the factor to base units: "CNY k" is { CNY: 1 } at 1e3. */
export interface Measure {
  readonly powers: Readonly<Record<string, number>>;
  readonly factor: number;
}

export const plainMeasure: Measure = { powers: {}, factor: 1 };

const factors: Readonly<Record<string, number>> = {
  k: 1e3,
  mn: 1e6,
  bn: 1e9,
  tn: 1e12,
  wan: 1e4,
  yi: 1e8,
  cents: 0.01,
  "%": 0.01,
  days: 1,
  x: 1,
  fraction: 1,
  years: 1,
};
const dimensions = new Set(["CNY", "HKD", "USD", "EUR", "JPY", "TWD", "KRW", "share", "chip"]);
const plurals: Readonly<Record<string, string>> = {
  RMB: "CNY",
  shares: "share",
  chips: "chip",
  unit: "chip",
  units: "chip",
};

/**
 * Read "CNY k" (RMB '000), "HKD mn", "HKD/share", "CNY cents/share", "mn shares", "CNY/HKD", "k chips", "CNY k/chip",
 * "fraction", "x", "days".
 * @throws {SilicoError} code "schema" for a word that is no unit.
 */
export function parseMeasure(text: string, path: Path = []): Measure {
  const powers: Record<string, number> = {};
  let factor = 1;
  for (const [i, side] of text.split("/").entries()) {
    const sign = i === 0 ? 1 : -1;
    for (const raw of side.split(/\s+/)) {
      if (raw === "") continue;
      const word = plurals[raw] ?? raw;
      const scale = factors[word];
      if (scale !== undefined) factor *= pow(scale, sign);
      else if (dimensions.has(word)) powers[word] = (powers[word] ?? 0) + sign;
      else
        fail(
          "schema",
          path,
          `unknown unit "${raw}" in "${text}"`,
          `Known: ${[...dimensions, ...Object.keys(factors)].join(", ")}.`,
        );
    }
  }
  return { powers: withoutZeros(powers), factor };
}

function withoutZeros(powers: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(powers).filter(([, power]) => power !== 0));
}

export function multiplyMeasures(a: Measure, b: Measure, sign: 1 | -1 = 1): Measure {
  const powers: Record<string, number> = { ...a.powers };
  for (const [name, power] of Object.entries(b.powers)) powers[name] = (powers[name] ?? 0) + sign * power;
  return { powers: withoutZeros(powers), factor: a.factor * pow(b.factor, sign) };
}

export function raiseMeasure(a: Measure, exponent: number): Measure {
  return {
    powers: withoutZeros(Object.fromEntries(Object.entries(a.powers).map(([name, power]) => [name, power * exponent]))),
    factor: pow(a.factor, exponent),
  };
}

export function hasSameDimension(a: Measure, b: Measure): boolean {
  const names = new Set([...Object.keys(a.powers), ...Object.keys(b.powers)]);
  return [...names].every((name) => Math.abs((a.powers[name] ?? 0) - (b.powers[name] ?? 0)) < 1e-12);
}

export function isSameMeasure(a: Measure, b: Measure): boolean {
  return hasSameDimension(a, b) && Math.abs(a.factor / b.factor - 1) < 1e-9;
}

export function isPlain(a: Measure): boolean {
  return Object.keys(a.powers).length === 0;
}

const scaleWords: readonly (readonly [number, string])[] = [
  [1e12, "tn"],
  [1e9, "bn"],
  [1e8, "yi"],
  [1e6, "mn"],
  [1e4, "wan"],
  [1e3, "k"],
  [0.01, "cents"],
];

export function formatMeasure(a: Measure): string {
  const word = scaleWords.find(([factor]) => Math.abs(a.factor / factor - 1) < 1e-9)?.[1];
  const scale = Math.abs(a.factor - 1) < 1e-9 ? "" : (word ?? `×${a.factor}`);
  const side = (sign: number): string =>
    Object.entries(a.powers)
      .filter(([, power]) => power * sign > 0)
      .map(([name, power]) => (Math.abs(power) === 1 ? name : `${name}^${Math.abs(power)}`))
      .join(" ");
  const bottom = side(-1);
  return `${[side(1), scale].filter((part) => part !== "").join(" ") || (bottom === "" ? "a plain number" : "1")}${bottom === "" ? "" : `/${bottom}`}`;
}
