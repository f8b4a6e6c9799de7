// Quantities: the one place where units are converted. Inside the rooms that compute there is one unit per dimension:
// seconds, bytes, FLOP, FLOP/s, watts, fractions. Everything else is parsed here on the way in and formatted on the way out.
import { log10 } from "./elementary.ts";
import { fail, type Path } from "./errors.ts";

export const secondsPerHour = 3600;
export const hoursPerYear = 8760;
export const bytesPerGB = 1e9;
export const bytesPerGiB = 2 ** 30;
export const bitsPerByte = 8;

export type Dimension = "time" | "bytes" | "bandwidth" | "flops" | "power" | "energy" | "fraction" | "rate" | "count";

/** Factors to the base unit of each dimension: s, B, B/s, FLOP/s, W, J, 1, 1/s, 1. */
const factors: Record<Dimension, Readonly<Record<string, number>>> = {
  time: { s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9, min: 60, h: 3600, d: 86400 },
  bytes: { B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 },
  bandwidth: {
    "B/s": 1,
    "MB/s": 1e6,
    "GB/s": 1e9,
    "TB/s": 1e12,
    "GiB/s": 2 ** 30,
    "Mbit/s": 1e6 / 8,
    "Gbit/s": 1e9 / 8,
    Gbps: 1e9 / 8,
    "Tbit/s": 1e12 / 8,
  },
  flops: { "FLOP/s": 1, GFLOPS: 1e9, TFLOPS: 1e12, PFLOPS: 1e15, TOPS: 1e12, POPS: 1e15 },
  power: { W: 1, kW: 1e3, MW: 1e6 },
  energy: { J: 1, kJ: 1e3, Wh: 3600, kWh: 3.6e6 },
  fraction: { "": 1, "%": 0.01 },
  rate: { "/s": 1, "req/s": 1, rps: 1, "/min": 1 / 60, "/h": 1 / 3600, "tok/s": 1 },
  count: { "": 1, k: 1e3, M: 1e6 },
};

/**
 * Read a quantity such as `"50 ms"`, `"3.35 TB/s"` or a bare number (already in the base unit) into the base unit.
 * @throws {SilicoError} code "schema" where the text is no number with a known unit of that dimension.
 */
export function parseQuantity(input: string | number, dimension: Dimension, path: Path): number {
  if (typeof input === "number") {
    if (Number.isFinite(input)) return input;
    fail("schema", path, `expected a finite number, got ${input}`, "Give a number, with a unit where it has one.");
  }
  const match = /^\s*([+-]?(?:\d[\d_,]*)?\.?\d*(?:[eE][+-]?\d+)?)\s*(.*?)\s*$/u.exec(input);
  const number = Number(match?.[1]?.replace(/[_,]/g, ""));
  const factor = factors[dimension][match?.[2] ?? ""] ?? (match?.[2] === "" ? 1 : undefined);
  if (match?.[1] === undefined || match[1] === "" || !Number.isFinite(number) || factor === undefined) {
    const units = Object.keys(factors[dimension])
      .filter((unit) => unit !== "")
      .join(", ");
    fail(
      "schema",
      path,
      `cannot read ${JSON.stringify(input)} as a ${dimension} quantity`,
      `Write a number and a unit, one of: ${units}.`,
    );
  }
  return number * factor;
}

const significant = (value: number, digits: number): string => {
  if (value === 0) return "0";
  const magnitude = Math.floor(log10(Math.abs(value)));
  return value.toFixed(Math.min(12, Math.max(0, digits - 1 - magnitude)));
};

/** `0.0312` → `31.2 ms`. Unknown (`undefined`) prints as an em dash, never as zero. */
export function formatSeconds(value: number | undefined, digits = 3): string {
  if (value === undefined) return "—";
  const size = Math.abs(value);
  if (size >= 172800) return `${significant(value / 86400, digits)} d`;
  if (size >= 7200) return `${significant(value / 3600, digits)} h`;
  if (size >= 600) return `${significant(value / 60, digits)} min`;
  if (size >= 1 || size === 0) return `${significant(value, digits)} s`;
  if (size >= 1e-3) return `${significant(value * 1e3, digits)} ms`;
  if (size >= 1e-6) return `${significant(value * 1e6, digits)} µs`;
  return `${significant(value * 1e9, digits)} ns`;
}

/** `8.0e10` → `80.0 GB` (decimal prefixes, as datasheets print them). */
export function formatSI(value: number | undefined, unit: string, digits = 3): string {
  if (value === undefined) return "—";
  const size = Math.abs(value);
  const prefixes: readonly (readonly [number, string])[] = [
    [1e18, "E"],
    [1e15, "P"],
    [1e12, "T"],
    [1e9, "G"],
    [1e6, "M"],
    [1e3, "k"],
  ];
  for (const [factor, prefix] of prefixes)
    if (size >= factor) return `${significant(value / factor, digits)} ${prefix}${unit}`;
  return `${significant(value, digits)} ${unit}`;
}

export function formatPercent(fraction: number | undefined, decimals = 1): string {
  return fraction === undefined ? "—" : `${(fraction * 100).toFixed(decimals)}%`;
}

export function formatCount(value: number | undefined): string {
  return value === undefined ? "—" : value.toLocaleString("en-US", { maximumFractionDigits: value >= 100 ? 0 : 2 });
}
