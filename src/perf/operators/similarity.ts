// How much a measured chip says about one that was not measured: by distance between architecture generations.
import type { ArchitectureClass, ChipSpec } from "../../catalog/chip-spec.ts";
import { vectorFlopsPerSecond } from "./arithmetic.ts";
import type { ChipPeaks } from "./chip-calibration.ts";
import { classPrior } from "./class-prior.ts";
import type { Coefficients } from "./family.ts";

/**
 * Position on a line of tensor-core generations: ampere (synchronous copies) 0, hopper (bulk asynchronous copies) 1, blackwell
 * (tensor memory) 2; workstation parts lack the latter. Others stand where their programming model is nearest. Assumed.
 */
const generation: Readonly<Record<ArchitectureClass, number>> = {
  "nvidia-ampere": 0,
  "nvidia-ada": 0.5,
  "nvidia-hopper": 1,
  "nvidia-blackwell-workstation": 1.5,
  "nvidia-blackwell": 2,
  "nvidia-rubin": 2.4,
  "amd-cdna": 0.8,
  "intel-gaudi": 1,
  "google-tpu": 1,
  "huawei-ascend": 0.5,
  gpgpu: 0,
  npu: 0.5,
  "sram-dataflow": 1,
};

/** Weight of a measured chip of class `from` in the prior of a chip of class `to`, in (0, 1]. */
export function similarity(from: ArchitectureClass, to: ArchitectureClass): number {
  return Math.exp(-4 * Math.abs(generation[from] - generation[to]));
}

/**
 * Coefficients fitted on one chip as seen from another. Compute and memory shares are scaled by what the two classes reach of
 * their data sheets. A memory share far below what streams reach was never memory's: work on the cores grew with the bytes,
 * and its time carries over by vector throughput, not by bandwidth.
 */
export function carryOver(
  coefficients: Coefficients,
  from: { readonly architecture: ArchitectureClass; readonly peaks: ChipPeaks },
  to: { readonly architecture: ArchitectureClass; readonly peaks: ChipPeaks },
  isLink = false,
): Coefficients {
  const source = classPrior(from.architecture);
  const target = classPrior(to.architecture);
  const [compute, memory, launch] = coefficients;
  const coreShare = isLink ? 0 : Math.min(1, Math.max(0, (source.memoryFraction - memory) / 0.3));
  const coresPerByte = (peaks: ChipPeaks) => peaks.vectorFlopsPerSecond / peaks.memoryBytesPerSecond;
  const scaled = memory * (coresPerByte(to.peaks) / coresPerByte(from.peaks)) ** coreShare;
  const ratio = isLink
    ? target.linkFraction / source.linkFraction
    : (target.memoryFraction / source.memoryFraction) ** (1 - coreShare);
  return [
    compute * (target.computeFraction / source.computeFraction),
    Math.min(scaled, Math.max(memory, source.memoryFraction)) * ratio,
    launch,
  ];
}

export const peaksOf = (chip: ChipSpec): ChipPeaks => ({
  memoryBytesPerSecond: chip.memoryBytesPerSecond,
  vectorFlopsPerSecond: vectorFlopsPerSecond(chip),
});
