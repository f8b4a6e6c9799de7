// Calibrations that ship with the product, one file a measured chip. Written by `silico calibrate kernels`; read as data.
import a100 from "../../../data/calibration/a100-sxm.yaml";
import figureFile from "../../../data/calibration/figures.yaml";
import gb200 from "../../../data/calibration/gb200.yaml";
import h20 from "../../../data/calibration/h20.yaml";
import h100 from "../../../data/calibration/h100-sxm.yaml";
import h200 from "../../../data/calibration/h200-sxm.yaml";
import rtxPro6000 from "../../../data/calibration/rtx-pro-6000-server.yaml";
import transfer from "../../../data/calibration/transfer.yaml";
import { findChip } from "../../catalog/chip.ts";
import { chipSpec } from "../../catalog/resolve-chip.ts";
import type { ChipCalibration } from "../operators/chip-calibration.ts";
import type { Lender } from "../operators/lending.ts";
import type { TransferSpread } from "../operators/operator-model.ts";

/** In the order of their ids. Their shape is checked by a test, not on every start. */
export const shippedCalibrations = [a100, gb200, h100, h20, h200, rtxPro6000] as readonly ChipCalibration[];

export const transferSpread = transfer as TransferSpread;

let lenders: readonly Lender[] | undefined;

/** The shipped calibrations of all chips but one, each with its chip, for the prior of that one. */
export function shippedLenders(exceptChip: string): readonly Lender[] {
  lenders ??= shippedCalibrations.map((calibration) => ({ calibration, chip: chipSpec(findChip(calibration.chip)) }));
  return lenders.filter(({ chip }) => chip.id !== exceptChip);
}

interface MeasuredFigures {
  readonly computeFraction?: number;
  readonly memoryFraction?: number;
}

/** Published achievable shares of the data sheet for a chip without kernel tables. */
export function figuresOf(chipId: string): MeasuredFigures | undefined {
  return (figureFile as Readonly<Record<string, MeasuredFigures>>)[chipId];
}
