// How much a measured chip says about one that was not measured: by distance between architecture generations.
import type { ArchitectureClass, ChipSpec } from "../../catalog/chip-spec.ts";
import { exp, log, log2, pow } from "../../elementary.ts";
import { sixteenBitPeak, vectorFlopsPerSecond } from "./arithmetic.ts";
import type { ChipPeaks } from "./chip-calibration.ts";
import { classPrior } from "./class-prior.ts";
import type { FamilyName } from "./family.ts";

/**
 * Position on a line of tensor-core generations: ampere (synchronous copies) 0, hopper (bulk asynchronous copies) 1, blackwell
 * (tensor memory) 2; workstation parts lack the latter. Others stand where their programming model is nearest. Assumed.
 */
const generation: Readonly<Record<ArchitectureClass, number>> = {
  "nvidia-ampere": 0,
  "nvidia-ada": 0.5,
  "nvidia-hopper": 1,
  "nvidia-blackwell-workstation": 1.6,
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
  return exp(-4 * Math.abs(generation[from] - generation[to]));
}

/**
 * What a workstation part is further away from data-centre chips: it lacks their copies and tensor memory. Much further where
 * engines write a kernel for those by hand and leave the others a generic one.
 */
const workstationStep = 0.35;
const handWrittenStep = 1;
const isHandWritten = /^(mla|dsa|gated)/;

/** Weight of one measured chip in the prior of another for a family of operators, in (0, 1]. */
export function kinship(family: FamilyName, from: ChipSpec, to: ChipSpec): number {
  if (family === "collective") return exp(-2 * Math.abs(log2(from.scaleUp.bytesPerSecond / to.scaleUp.bytesPerSecond)));
  const isWorkstation = (chip: ChipSpec) => chip.architecture === "nvidia-blackwell-workstation";
  const step = isHandWritten.test(family) ? handWrittenStep : workstationStep;
  return (
    similarity(from.architecture, to.architecture) *
    exp(-4 * (isWorkstation(from) === isWorkstation(to) ? 0 : step)) *
    // Chips cut to another balance of cores and memory run the same kernels in another regime.
    exp(-0.3 * imbalance(from, to))
  );
}

/** By how much the ratio of cores to memory differs, natural-log units. */
const imbalance = (from: ChipSpec, to: ChipSpec): number => {
  const balance = (chip: ChipSpec) => sixteenBitPeak(chip) / chip.memoryBytesPerSecond;
  return Math.abs(log(balance(from) / balance(to)));
};

/** One class and one balance within a factor of two: then the same kernels run in the same regime (H100 and H200, not H20). */
export function isAlike(from: ChipSpec, to: ChipSpec): boolean {
  return from.architecture === to.architecture && imbalance(from, to) < Math.LN2;
}

/** Shares of a roof that nothing but the roof itself explains: tensor pipes and memory streams at their best. */
const bareCompute = 0.95;
const bareMemory = 0.92;
/**
 * Copy engines and tensor memory grew with the tensor pipes from class to class, so that feeding them costs less than vector
 * throughput says: the power it enters with. One within a class; chosen on the left-out chips.
 */
const feedingPower = 0.4;
const isFed = /gemm|moe|block/;

/**
 * How coefficients fitted on one chip look from another. A share of a roof keeps what the bare roof explains; what a call needs
 * beyond it is work of the cores (loads into shared memory, soft-max, conversions, epilogues) and carries over in seconds by
 * their throughput, not by the roof.
 */
export interface CarryOver {
  /** Vector throughput here over that of the lender, and the power by which it enters the share of the compute roof. */
  readonly cores: number;
  readonly computePower: number;
  /** What excess over the bare memory roof is multiplied by; undefined where shares stay as they are (links). */
  readonly memoryExcess: number | undefined;
  /** Best case of this chip's class over that of the lender's. */
  readonly computeClass: number;
  readonly memoryClass: number;
}

export function carryOver(family: FamilyName, from: ChipSpec, to: ChipSpec): CarryOver {
  const source = classPrior(from.architecture);
  const target = classPrior(to.architecture);
  const cores = vectorFlopsPerSecond(to) / vectorFlopsPerSecond(from);
  const bandwidths = to.memoryBytesPerSecond / from.memoryBytesPerSecond;
  const isSameClass = from.architecture === to.architecture;
  const isLink = family === "collective";
  return {
    cores,
    computePower: isSameClass ? 1 : feedingPower,
    memoryExcess: isLink ? undefined : pow(bandwidths / cores, isSameClass || !isFed.test(family) ? 1 : feedingPower),
    computeClass: isLink ? 1 : target.computeFraction / source.computeFraction,
    memoryClass: isLink ? target.linkFraction / source.linkFraction : target.memoryFraction / source.memoryFraction,
  };
}

/** Share of the compute roof. @param peaks this chip's peak over the lender's, of the arithmetic that the family counts in */
export function computeElsewhere(
  { cores, computePower, memoryExcess, computeClass }: CarryOver,
  share: number,
  peaks: number,
): number {
  const excess = 1 / share - 1 / bareCompute;
  if (memoryExcess === undefined) return share;
  if (excess <= 0) return share * computeClass;
  const roofs = peaks / cores;
  return (1 / (1 / bareCompute + excess * (computePower === 1 ? roofs : pow(roofs, computePower)))) * computeClass;
}

/** Share of the memory roof, or of the link. */
export function memoryElsewhere({ memoryExcess, memoryClass }: CarryOver, share: number): number {
  const excess = 1 / share - 1 / bareMemory;
  if (memoryExcess === undefined || excess <= 0) return share * memoryClass;
  return (1 / (1 / bareMemory + excess * memoryExcess)) * memoryClass;
}

export const peaksOf = (chip: ChipSpec): ChipPeaks => ({
  memoryBytesPerSecond: chip.memoryBytesPerSecond,
  vectorFlopsPerSecond: vectorFlopsPerSecond(chip),
});
