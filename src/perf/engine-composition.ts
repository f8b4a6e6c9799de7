// Which coefficients hold for an engine on a chip.
import type { ChipSpec } from "../catalog/chip-spec.ts";
import type { Configuration } from "../scenario/layout.ts";
import { type Composition, idealComposition } from "./composition.ts";

export function compositionFor(_configuration: Configuration, _chip: ChipSpec): Composition {
  return { ...idealComposition, hostSecondsPerStep: 1e-3, hostSecondsPerSequence: 1e-5 };
}
