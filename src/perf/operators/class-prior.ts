// Prior efficiency of an architecture class: what share of the data sheet's peaks its kernels reach, before any measurement.
// Assumed values where no chip of the class was measured; the spread says how far off such a guess has been.
import type { ArchitectureClass } from "../../catalog/chip-spec.ts";

export interface ClassPrior {
  /** Share of dense peak FLOP/s a large GEMM reaches, fraction. */
  readonly computeFraction: number;
  /** Share of peak memory bandwidth a large stream reaches, fraction. */
  readonly memoryFraction: number;
  /** Share of peak link bandwidth a large message reaches, fraction. */
  readonly linkFraction: number;
  /** Shortest time of one kernel replayed from a graph, seconds. */
  readonly launchSeconds: number;
}

const nvidia: ClassPrior = { computeFraction: 0.8, memoryFraction: 0.85, linkFraction: 0.8, launchSeconds: 2.5e-6 };

/** Fractions from public achievable-matmul and stream tests (stas00/ml-engineering MAMF table; FlagPerf); TPU, Ascend, NPU and dataflow assumed. */
const priors: Readonly<Record<ArchitectureClass, ClassPrior>> = {
  "nvidia-ampere": nvidia,
  "nvidia-ada": nvidia,
  "nvidia-hopper": nvidia,
  "nvidia-blackwell": nvidia,
  "nvidia-blackwell-workstation": nvidia,
  "nvidia-rubin": nvidia,
  "amd-cdna": { computeFraction: 0.6, memoryFraction: 0.75, linkFraction: 0.7, launchSeconds: 4e-6 },
  "intel-gaudi": { computeFraction: 0.8, memoryFraction: 0.75, linkFraction: 0.7, launchSeconds: 6e-6 },
  "google-tpu": { computeFraction: 0.75, memoryFraction: 0.8, linkFraction: 0.8, launchSeconds: 3e-6 },
  "huawei-ascend": { computeFraction: 0.7, memoryFraction: 0.7, linkFraction: 0.65, launchSeconds: 6e-6 },
  gpgpu: { computeFraction: 0.75, memoryFraction: 0.75, linkFraction: 0.65, launchSeconds: 5e-6 },
  npu: { computeFraction: 0.65, memoryFraction: 0.7, linkFraction: 0.6, launchSeconds: 6e-6 },
  "sram-dataflow": { computeFraction: 0.7, memoryFraction: 0.7, linkFraction: 0.6, launchSeconds: 3e-6 },
};

export function classPrior(architecture: ArchitectureClass): ClassPrior {
  return priors[architecture];
}
