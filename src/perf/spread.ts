/** 10th and 90th percentile of the true value over the predicted one. */
export interface Spread {
  readonly p10: number;
  readonly p90: number;
}
