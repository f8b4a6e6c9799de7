// A correction of a predicted step model by what one endpoint was seen to do: three numbers, each with a meaning.
import { log, pow } from "../../elementary.ts";
import type { StepAdjustment } from "../../scenario/scenario.ts";
import { scaleSteps } from "../scaled-steps.ts";
import type { CompiledStepModel } from "../step-model.ts";

export const noAdjustment: StepAdjustment = { overheadSeconds: 0, decodeScale: 1, prefillScale: 1 };

/** Steps of at most so many tokens count as decode-sized, of at least so many as prompt-sized; in between, in log tokens. */
const decodeSizedTokens = 64;
const promptSizedTokens = 1024;

function promptShare(tokens: number): number {
  if (tokens <= decodeSizedTokens) return 0;
  if (tokens >= promptSizedTokens) return 1;
  return log(tokens / decodeSizedTokens) / log(promptSizedTokens / decodeSizedTokens);
}

/**
 * The same configuration with the adjustment applied. Times stay non-negative and never fall with more tokens.
 * Error: that of the fit the adjustment came from.
 */
export function adjustStepModel(model: CompiledStepModel, adjustment: StepAdjustment): CompiledStepModel {
  const { overheadSeconds, decodeScale, prefillScale } = adjustment;
  const scaled = scaleSteps(model, {
    tokenTable: (table) => {
      const bent = table.map(
        (seconds, i) =>
          seconds * decodeScale * pow(prefillScale / decodeScale, promptShare(model.tokenKnots.values[i]!)),
      );
      // A smaller prompt scale may bend the table down between its knots: more tokens never take less time.
      for (let i = 1; i < bent.length; i++) bent[i] = Math.max(bent[i]!, bent[i - 1]!);
      return bent;
    },
    decode: () => decodeScale,
    prefill: prefillScale,
  });
  // Once a step, whatever its attention groups do.
  const tokenSeconds = scaled.tokenSeconds.map((seconds, i) =>
    model.tokenKnots.values[i] === 0 ? 0 : Math.max(0, seconds + overheadSeconds),
  );
  return { ...scaled, tokenSeconds };
}
