// Engine versions that behave alike: the classes for which coefficients are fitted.
import type { ArchitectureClass } from "../../catalog/chip-spec.ts";
import type { EngineFamily } from "../../scenario/layout.ts";
import { compareVersions } from "./version-order.ts";

export interface EngineClass {
  readonly name: string;
  readonly family: EngineFamily;
  /** First version of the class; the oldest class of a family takes everything before. */
  readonly fromVersion: string;
  /** Holds on this generation of chips alone: its kernels are others. */
  readonly architecture?: ArchitectureClass;
  /** Disaggregated pools under an orchestrator: its versions are not the engine's. */
  readonly isDisaggregated?: boolean;
}

/** Oldest first within a family; boundaries where the engines changed their scheduler or kernels and the data tell versions apart. */
export const engineClasses: readonly EngineClass[] = [
  { name: "vllm-0.11", family: "vllm", fromVersion: "0.0.0" },
  { name: "vllm-0.12", family: "vllm", fromVersion: "0.12.0" },
  { name: "vllm-0.16", family: "vllm", fromVersion: "0.16.0" },
  { name: "vllm-0.18", family: "vllm", fromVersion: "0.18.0" },
  { name: "vllm-0.16-blackwell", family: "vllm", fromVersion: "0.16.0", architecture: "nvidia-blackwell" },
  { name: "sglang-0.5.1", family: "sglang", fromVersion: "0.0.0" },
  { name: "sglang-0.5.5", family: "sglang", fromVersion: "0.5.5" },
  { name: "sglang-0.5.9", family: "sglang", fromVersion: "0.5.9" },
  { name: "sglang-0.5.9-blackwell", family: "sglang", fromVersion: "0.5.9", architecture: "nvidia-blackwell" },
  { name: "trtllm-1.0", family: "trtllm", fromVersion: "0.0.0" },
  { name: "trtllm-1.1", family: "trtllm", fromVersion: "1.1.0rc0" },
  { name: "trtllm-1.1-blackwell", family: "trtllm", fromVersion: "1.1.0rc0", architecture: "nvidia-blackwell" },
  { name: "vllm-disagg", family: "vllm", fromVersion: "0.0.0", isDisaggregated: true },
  { name: "sglang-disagg", family: "sglang", fromVersion: "0.0.0", isDisaggregated: true },
  { name: "trtllm-disagg", family: "trtllm", fromVersion: "0.0.0", isDisaggregated: true },
];

const isDated = (version: string): boolean => /^v?\d+\.\d+/u.test(version);

/**
 * Class of a version. Without one: what was current when the run was measured (before 2026 the second newest release line of
 * TensorRT-LLM and the oldest of the others), else the newest class. Development builds count by the same dates.
 */
export function engineClassOf(
  family: EngineFamily,
  version: string | undefined,
  measuredDate = "",
  mode: "agg" | "disagg" = "agg",
  architecture?: ArchitectureClass,
): EngineClass {
  const general = generalClass(family, version, measuredDate, mode);
  // The newest of a chip's own classes that is no newer than the version's class.
  const special = engineClasses.findLast(
    (entry) =>
      entry.family === family &&
      entry.architecture !== undefined &&
      entry.architecture === architecture &&
      general.isDisaggregated !== true &&
      compareVersions(general.fromVersion, entry.fromVersion) >= 0,
  );
  return special ?? general;
}

function generalClass(
  family: EngineFamily,
  version: string | undefined,
  measuredDate: string,
  mode: "agg" | "disagg",
): EngineClass {
  const isDisaggregated = mode === "disagg";
  const classes = engineClasses.filter(
    (entry) =>
      entry.family === family &&
      entry.architecture === undefined &&
      (entry.isDisaggregated === true) === isDisaggregated,
  );
  if (isDisaggregated) return classes[0]!;
  const newest = classes[classes.length - 1]!;
  if (version === undefined || !isDated(version)) {
    const isOld = (measuredDate !== "" && measuredDate < "2026") || version === "gpt-oss-dev";
    if (!isOld) return newest;
    return family === "trtllm" ? classes[1]! : classes[0]!;
  }
  let found = classes[0]!;
  for (const entry of classes) if (compareVersions(version, entry.fromVersion) >= 0) found = entry;
  return found;
}
