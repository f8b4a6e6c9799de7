// Quantities as data sheets print them: TFLOPS and TOPS, no trailing zeros.
import { type FigureKey, figureTable } from "../catalog/figure.ts";
import { formatCount, formatSI } from "../units.ts";

/** `2.250 PFLOPS` → `2.25 PFLOPS`, `400.0 W` → `400 W`. */
const trimZeros = (text: string): string => text.replace(/(\.\d*?)0+(?= |$)/u, "$1").replace(/\.(?= |$)/u, "");

/** A figure's value in base units, with the unit its field uses. */
export function quantityText(key: FigureKey, value: number, digits = 4): string {
  switch (figureTable[key].dimension) {
    case "flops":
      return trimZeros(formatSI(value, key === "peakInt8" || key === "peakInt4" ? "OPS" : "FLOPS", digits));
    case "bytes":
      return trimZeros(formatSI(value, "B", digits));
    case "bandwidth":
      return trimZeros(formatSI(value, "B/s", digits));
    case "power":
      return trimZeros(formatSI(value, "W", digits));
    case "area":
      return `${formatCount(value)} mm²`;
    default:
      return formatCount(value);
  }
}

/** A value with an SI prefix and no trailing zeros. */
export function siText(value: number, unit: string, digits = 3): string {
  return trimZeros(formatSI(value, unit, digits));
}
