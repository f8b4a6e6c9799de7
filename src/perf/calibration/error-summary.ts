// Errors of predictions against measurements, summed up by group.

export interface Prediction {
  readonly measured: number;
  readonly predicted: number;
  /** 10th and 90th percentile of the true value over the predicted one, as the model believes. */
  readonly spread: { readonly p10: number; readonly p90: number };
}

/** Percent as numbers such as 12.3. `bias` > 0 = predicted too long. Interval: share of rows inside p10..p90. */
export interface ErrorSummary {
  readonly mape: number;
  readonly medianApe: number;
  readonly bias: number;
  readonly p90Ape: number;
  readonly intervalCoverage: number;
}

const round = (value: number): number => Number(value.toFixed(2));

/** At least one prediction. Relative error is (predicted - measured) / measured. */
export function summariseErrors(predictions: readonly Prediction[]): ErrorSummary {
  const count = predictions.length;
  let absolute = 0;
  let signed = 0;
  let inside = 0;
  const errors = predictions.map(({ measured, predicted, spread }) => {
    const error = predicted / measured - 1;
    absolute += Math.abs(error);
    signed += error;
    if (measured >= predicted * spread.p10 && measured <= predicted * spread.p90) inside += 1;
    return Math.abs(error);
  });
  errors.sort((a, b) => a - b);
  const at = (q: number) => errors[Math.min(count - 1, Math.floor(q * count))]!;
  return {
    mape: round((100 * absolute) / count),
    medianApe: round(100 * at(0.5)),
    bias: round((100 * signed) / count),
    p90Ape: round(100 * at(0.9)),
    intervalCoverage: round((100 * inside) / count),
  };
}
