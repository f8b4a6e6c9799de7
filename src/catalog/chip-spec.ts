// What the physics needs to know of a chip: plain numbers in base units, each already chosen from its rival sources.
// Made by the catalogue (chip.ts) from data/, or from a chip object in a user's scenario.
import type { NumberFormat } from "./precision.ts";

export type Confidence = "measured" | "datasheet" | "press" | "estimate";

/** Hardware generation whose kernels behave alike; the class from which an unmeasured chip takes its prior efficiency. */
export type ArchitectureClass =
  | "nvidia-ampere"
  | "nvidia-ada"
  | "nvidia-hopper"
  | "nvidia-blackwell"
  | "nvidia-blackwell-workstation"
  | "nvidia-rubin"
  | "amd-cdna"
  | "intel-gaudi"
  | "google-tpu"
  | "huawei-ascend"
  | "gpgpu"
  | "npu"
  | "sram-dataflow";

export interface LinkSpec {
  /** Bytes per second per chip in ONE direction. */
  readonly bytesPerSecond: number;
  /** One-way latency of a small message, seconds. */
  readonly latencySeconds: number;
  /** Chips that share this link domain at full rate (8 for an HGX board, 72 for NVL72); undefined where unknown. */
  readonly domainChips?: number;
  /** For people: "NVLink 4", "PCIe Gen4 x16", "RoCE 400G". */
  readonly name: string;
}

export interface ChipSpec {
  /** Lower-case id in the catalogue, e.g. `h100-sxm`. */
  readonly id: string;
  /** Catalogue chip it comes from (its own id, or the base of a user's chip); absent for a wholly custom chip. */
  readonly catalogId?: string;
  readonly name: string;
  readonly vendor: string;
  readonly architecture: ArchitectureClass;
  /** Dense peak per number format, FLOP/s (integer formats: OP/s). A missing format is not supported natively. */
  readonly peakFlopsPerSecond: Readonly<Partial<Record<NumberFormat, number>>>;
  /** Device memory usable in principle, bytes. */
  readonly memoryBytes: number;
  /** Peak memory bandwidth, bytes/s. */
  readonly memoryBytesPerSecond: number;
  /** Chip to chip inside the scale-up domain (NVLink, UB, Blink; PCIe where there is nothing better). */
  readonly scaleUp: LinkSpec;
  /** Between domains: NIC per chip. */
  readonly scaleOut: LinkSpec;
  /** Host memory to device: as measured, or the PCIe generation's 16 lanes; undefined where no source states it. */
  readonly hostLink?: LinkSpec;
  /** Chips per server. */
  readonly chipsPerServer: number;
  /** Board power, watts; undefined where unknown. */
  readonly boardWatts?: number;
  readonly l2Bytes?: number;
  /** Streaming multiprocessors or comparable cores. */
  readonly coreCount?: number;
  readonly dieAreaMm2?: number;
  /** The least certain of the figures the physics uses, and which figure that is. */
  readonly weakest: { readonly figure: string; readonly confidence: Confidence };
  /** Figures that were assumed because no source states them, in words. */
  readonly assumptions: readonly string[];
  /** Bounds of figures that are Silico's own estimates, by figure key (`peakBf16`, `memoryBandwidth`), base units. */
  readonly estimates?: Readonly<
    Record<string, { readonly low: number; readonly central: number; readonly high: number }>
  >;
}
