// Silico as a library: explicit names only.
export { allChips, type Chip, type ChipFigure, chipIds, findChip } from "./catalog/chip.ts";
export { type ChipExport, chipExport } from "./catalog/chip-export.ts";
export type { ChipSpec, LinkSpec } from "./catalog/chip-spec.ts";
export { type ChipPriceQuote, chosenPrice, pricesOf } from "./catalog/prices.ts";
export { chipSpec, missingFigures } from "./catalog/resolve-chip.ts";
export {
  kvTransferSupport,
  type SupportAnswer,
  softwareSupport,
  type TransferAnswer,
} from "./catalog/software-support.ts";
export { allSystems, findSystem, type System } from "./catalog/systems.ts";
export { chipSpecFromUser } from "./catalog/user-chip.ts";
export { formatIssue, type Issue, SilicoError } from "./errors.ts";
export { version } from "./version.ts";
