// A correction of a predicted step model by what one endpoint was seen to do: three numbers, each with a meaning.
import { pow } from "../../elementary.ts";
import type { StepAdjustment } from "../../scenario/scenario.ts";
import { neverFalling, promptShare, scaleSteps } from "../scaled-steps.ts";
import type { CompiledStepModel } from "../step-model.ts";

export const noAdjustment: StepAdjustment = { overheadSeconds: 0, decodeScale: 1, prefillScale: 1 };

/** Steps of at most so many tokens count as decode-sized, of at least so many as prompt-sized; in between, in log tokens. */
const decodeSizedTokens = 64;
const promptSizedTokens = 1024;

/**
 * The same configuration with the adjustment applied. Times stay non-negative and never fall with more tokens.
 * Error: that of the fit the adjustment came from.
 */
export function adjustStepModel(model: CompiledStepModel, adjustment: StepAdjustment): CompiledStepModel {
  const { overheadSeconds, decodeScale, prefillScale } = adjustment;
  const scaled = scaleSteps(model, {
    tokenTable: (table) =>
      neverFalling(
        table.map((seconds, i) => {
          const share = promptShare(model.tokenKnots.values[i]!, decodeSizedTokens, promptSizedTokens);
          return seconds * decodeScale * pow(prefillScale / decodeScale, share);
        }),
      ),
    decode: () => decodeScale,
    prefill: prefillScale,
  });
  // Once a step, whatever its attention groups do.
  const tokenSeconds = scaled.tokenSeconds.map((seconds, i) =>
    model.tokenKnots.values[i] === 0 ? 0 : Math.max(0, seconds + overheadSeconds),
  );
  return { ...scaled, tokenSeconds };
}
