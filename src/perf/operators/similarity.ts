// How much a measured chip says about one that was not measured: by distance between architecture generations.
import type { ArchitectureClass } from "../../catalog/chip-spec.ts";
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

/** Coefficients of a class seen from another: scaled by what the two classes' chips reach of their data sheets. */
export function carryOver(coefficients: Coefficients, from: ArchitectureClass, to: ArchitectureClass): Coefficients {
  const source = classPrior(from);
  const target = classPrior(to);
  return [
    coefficients[0] * (target.computeFraction / source.computeFraction),
    coefficients[1] * (target.memoryFraction / source.memoryFraction),
    coefficients[2],
  ];
}
