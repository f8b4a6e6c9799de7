// The one question this room's lower half answers: how long does this operator take on that chip.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import { figuresOf, shippedCalibrations, shippedLenders, transferSpread } from "../calibration/shipped.ts";
import type { ChipCalibration } from "./chip-calibration.ts";
import type { OperatorCall, OperatorTime } from "./operator-call.ts";
import { OperatorModel } from "./operator-model.ts";

/** Surfaces are prepared once a chip object and calibration; the same input gives the same output all the same. */
const models = new WeakMap<ChipSpec, Map<ChipCalibration | undefined, OperatorModel>>();

/**
 * Time of one operator call on one chip.
 * @param call shapes on this chip, see operator-call.ts
 * @param calibration fitted efficiencies; absent = those shipped for this chip, else the prior of similar chips
 * Error: docs/accuracy.md; every result carries its own spread.
 */
export function operatorTime(call: OperatorCall, chip: ChipSpec, calibration?: ChipCalibration): OperatorTime {
  return operatorModel(chip, calibration).time(call);
}

/** The model behind operatorTime, for callers that price many calls on one chip. */
export function operatorModel(chip: ChipSpec, calibration?: ChipCalibration): OperatorModel {
  let byCalibration = models.get(chip);
  if (byCalibration === undefined) {
    byCalibration = new Map();
    models.set(chip, byCalibration);
  }
  let model = byCalibration.get(calibration);
  if (model === undefined) {
    const figures = figuresOf(chip.id);
    model = new OperatorModel(chip, {
      own: calibration ?? shippedCalibrations.find((entry) => entry.chip === chip.id),
      others: shippedLenders(chip.id),
      transfer: transferSpread,
      ...(figures === undefined ? {} : { figures }),
    });
    byCalibration.set(calibration, model);
  }
  return model;
}
