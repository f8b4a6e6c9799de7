// A target beside what was reached, and how its statistic is called.
export interface TargetOutcome {
  readonly metric: string;
  readonly statistic: number | "mean";
  readonly boundSeconds: number;
  readonly achievedSeconds: number | undefined;
  readonly isMet: boolean | undefined;
}

export const statisticText = (statistic: number | "mean"): string =>
  statistic === "mean" ? "mean" : `p${Number((statistic * 100).toFixed(3))}`;
