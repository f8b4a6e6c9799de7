// A correction of a predicted step model by what one endpoint was seen to do: three numbers, each with a meaning.
import { log, pow } from "../../elementary.ts";
import type { StepAdjustment } from "../../scenario/scenario.ts";
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

const scaled = (values: Float64Array, factor: number): Float64Array => values.map((value) => value * factor);

/**
 * The same configuration with the adjustment applied. Times stay non-negative and never fall with more tokens.
 * Error: that of the fit the adjustment came from.
 */
export function adjustStepModel(model: CompiledStepModel, adjustment: StepAdjustment): CompiledStepModel {
  const { overheadSeconds, decodeScale, prefillScale } = adjustment;
  const tokenSeconds = model.tokenSeconds.map((seconds, i) => {
    const tokens = model.tokenKnots[i]!;
    if (tokens === 0) return 0;
    return Math.max(0, seconds * decodeScale * pow(prefillScale / decodeScale, promptShare(tokens)) + overheadSeconds);
  });
  // A smaller prompt scale may bend the table down between its knots: more tokens never take less time.
  for (let i = 1; i < tokenSeconds.length; i++) tokenSeconds[i] = Math.max(tokenSeconds[i]!, tokenSeconds[i - 1]!);
  return {
    ...model,
    tokenSeconds,
    decodeSeconds: scaled(model.decodeSeconds, decodeScale),
    decodeSecondsPerContextToken: scaled(model.decodeSecondsPerContextToken, decodeScale),
    decodeSecondsPerWindowToken: scaled(model.decodeSecondsPerWindowToken, decodeScale),
    prefillSecondsPerStep: model.prefillSecondsPerStep * prefillScale,
    prefillSecondsPerToken: model.prefillSecondsPerToken * prefillScale,
    headSeconds: model.headSeconds * prefillScale,
    prefillSecondsPerSequence: model.prefillSecondsPerSequence * prefillScale,
    prefillSecondsPerPair: model.prefillSecondsPerPair * prefillScale,
    prefillSecondsPerWindowPair: model.prefillSecondsPerWindowPair * prefillScale,
  };
}
