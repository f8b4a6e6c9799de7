// One figure of a chip as the catalogue keeps it: what the source printed, what that is in base units, who says so, and
// which rival sources say otherwise. Pure; takes the entries of data/chips, gives figures. Must not know any chip.
import { fail, type Path } from "../errors.ts";
import { type Dimension, parseQuantity } from "../units.ts";
import type { Confidence } from "./chip-spec.ts";

export type FigureDimension = Dimension | "area" | "text";

/** Every figure a chip may have: its dimension and how people call it. Peaks are DENSE; sparse figures are only rivals. */
export const figureTable = {
  peakFp64: { dimension: "flops", label: "peak FP64" },
  peakFp32: { dimension: "flops", label: "peak FP32" },
  peakTf32: { dimension: "flops", label: "peak TF32" },
  peakBf16: { dimension: "flops", label: "peak BF16" },
  peakFp16: { dimension: "flops", label: "peak FP16" },
  peakFp8: { dimension: "flops", label: "peak FP8" },
  peakInt8: { dimension: "flops", label: "peak INT8" },
  peakFp6: { dimension: "flops", label: "peak FP6" },
  peakFp4: { dimension: "flops", label: "peak FP4" },
  peakInt4: { dimension: "flops", label: "peak INT4" },
  memory: { dimension: "bytes", label: "memory" },
  memoryReported: { dimension: "bytes", label: "memory as reported by the device" },
  memoryBandwidth: { dimension: "bandwidth", label: "memory bandwidth" },
  memoryType: { dimension: "text", label: "memory type" },
  sram: { dimension: "bytes", label: "on-chip SRAM" },
  l2: { dimension: "bytes", label: "L2 or last-level cache" },
  cores: { dimension: "count", label: "cores (SM, CU, SPC or AI cores)" },
  dies: { dimension: "count", label: "compute dies" },
  dieArea: { dimension: "area", label: "die area" },
  process: { dimension: "text", label: "process" },
  scaleUp: { dimension: "bandwidth", label: "scale-up bandwidth" },
  scaleUpPeer: { dimension: "bandwidth", label: "scale-up bandwidth to one peer" },
  scaleUpDomain: { dimension: "count", label: "scale-up domain (chips)" },
  dieToDie: { dimension: "bandwidth", label: "die-to-die bandwidth" },
  scaleOut: { dimension: "bandwidth", label: "scale-out NIC per chip" },
  pcieGeneration: { dimension: "count", label: "PCIe generation" },
  chipsPerServer: { dimension: "count", label: "chips per server" },
  boardPower: { dimension: "power", label: "board power" },
  allInPower: { dimension: "power", label: "all-in facility power per chip" },
  formFactor: { dimension: "text", label: "form factor" },
  launch: { dimension: "text", label: "launch and production" },
  availability: { dimension: "text", label: "availability" },
  dataTypes: { dimension: "text", label: "number formats named" },
  programmingModel: { dimension: "text", label: "programming model" },
  cudaCompatibility: { dimension: "text", label: "CUDA compatibility" },
  video: { dimension: "text", label: "video engines" },
  remark: { dimension: "text", label: "remark" },
  achievedFp32: { dimension: "flops", label: "achieved FP32 matmul" },
  achievedBf16: { dimension: "flops", label: "achieved BF16 matmul" },
  achievedFp16: { dimension: "flops", label: "achieved FP16 matmul" },
  achievedFp8: { dimension: "flops", label: "achieved FP8 matmul" },
  achievedMemoryBandwidth: { dimension: "bandwidth", label: "achieved memory bandwidth" },
  achievedIntraServer: { dimension: "bandwidth", label: "achieved all-reduce bus bandwidth, one server" },
  achievedInterServer: { dimension: "bandwidth", label: "achieved all-reduce bus bandwidth, two servers" },
  achievedHostToDevice: { dimension: "bandwidth", label: "achieved host-to-device" },
} as const satisfies Record<string, { dimension: FigureDimension; label: string }>;

export type FigureKey = keyof typeof figureTable;
export const figureKeys = Object.keys(figureTable) as readonly FigureKey[];
export const confidences = ["measured", "datasheet", "press", "estimate"] as const satisfies readonly Confidence[];

/** `one` direction, `both` summed, or `unstated` by the source. */
export type LinkDirection = "one" | "both" | "unstated";

export interface Claim {
  /** As printed, e.g. `3.35 TB/s`. */
  readonly text: string;
  /** In the base unit of the figure (FLOP/s, bytes, bytes/s, W, mm², 1); links in ONE direction. Absent for text. */
  readonly value?: number;
  readonly source: string;
  readonly confidence: Confidence;
  readonly direction?: LinkDirection;
  readonly note?: string;
}

export interface Figure extends Claim {
  readonly key: FigureKey;
  /** What other sources say; `why` tells why this one was chosen. */
  readonly rivals: readonly Claim[];
  readonly why?: string;
  /** Bounds, where the figure is an estimate of Silico's. */
  readonly estimate?: Estimate;
}

/** A stated guess: bounds, centre, and the reasoning that anyone may attack. Base units. */
export interface Estimate {
  readonly low: number;
  readonly central: number;
  readonly high: number;
  readonly why: string;
}

/**
 * `"450 GB/s"` of a figure into its base unit; links into ONE direction (`both` is halved; `unstated` is halved too,
 * the cautious reading, and the resolver says so).
 * @throws {SilicoError} code "schema" where the text cannot be read in the figure's dimension.
 */
export function figureValue(
  key: FigureKey,
  text: string | number,
  direction: LinkDirection | undefined,
  path: Path,
): number | undefined {
  const { dimension } = figureTable[key];
  if (dimension === "text") return undefined;
  const value =
    dimension === "area"
      ? parseQuantity(String(text).replace(/\s*mm(2|²)$/u, ""), "count", path)
      : parseQuantity(text, dimension, path);
  if (!(value > 0))
    fail("domain", path, `expected a positive ${dimension}, got ${JSON.stringify(text)}`, "Leave unknown figures out.");
  return direction === "both" || direction === "unstated" ? value / 2 : value;
}
