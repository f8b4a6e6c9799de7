// Names in published result files -> names in the catalogue.

import { chipIdOf, findChip } from "../../catalog/chip.ts";
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import type { ModelSpec } from "../../catalog/models/model-spec.ts";
import { findModel, modelNames } from "../../catalog/models/shipped-models.ts";
import { chipSpec } from "../../catalog/resolve-chip.ts";

/** The chip a system label means, or undefined. */
export function chipOfSystem(system: string): ChipSpec | undefined {
  const id = chipIdOf(system);
  if (id === undefined) return undefined;
  try {
    return chipSpec(findChip(id));
  } catch {
    return undefined;
  }
}

const bare = (name: string): string =>
  name
    .slice(name.indexOf("/") + 1)
    .toLowerCase()
    .replace(/^meta-/u, "")
    .replace(
      /[-_](?:fp8|nvfp4|fp4|mxfp4|bf16|fp16|int4|int8|awq|gptq|w4a16|w8a8|dynamic|block|instruct|chat|hf|v\d)/gu,
      "",
    );

/**
 * The model a label means: the exact name, else the shipped model of the same architecture and size whatever its
 * organisation and quantisation suffix. Undefined where none is.
 */
export function modelOfLabel(label: string): ModelSpec | undefined {
  try {
    return findModel(label);
  } catch {
    const wanted = bare(label);
    const found =
      modelNames.find((name) => name === label) ??
      modelNames.filter((name) => bare(name) === wanted).sort((a, b) => a.length - b.length)[0];
    return found === undefined ? undefined : findModel(found);
  }
}
