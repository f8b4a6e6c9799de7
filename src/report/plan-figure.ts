// What the charts of a plan share: sizes, axes, legend.
import { log10, pow } from "../elementary.ts";
import { axisStyle, type ChartOption, type ChartSize, chartSvg, soft } from "./chart-svg.ts";
import type { Figure } from "./html-page.ts";

/** A vertical axis whose name starts at the left edge instead of being centred over the line. */
export const leftAxisStyle = { ...axisStyle, nameTextStyle: { color: soft, align: "left", fontSize: 12 } } as const;

// Gaps allow for text that a browser sets wider than ECharts, which has no font on the server side, expects.
export const legendStyle = {
  top: 0,
  left: 0,
  icon: "roundRect",
  itemWidth: 11,
  itemHeight: 11,
  itemGap: 22,
  textStyle: { color: soft, fontSize: 12 },
} as const;

/** Round number at or above `value`, so that an axis ends on a label. */
export function niceCeiling(value: number): number {
  const step = pow(10, Math.floor(log10(value / 4)));
  const unit = [1, 2, 2.5, 5, 10].map((factor) => factor * step).find((size) => size * 4 >= value) ?? value / 4;
  return Math.ceil(value / unit - 1e-9) * unit;
}

export const wide: ChartSize = { width: 980, height: 420 };
export const half: ChartSize = { width: 980, height: 360 };
export const narrow: ChartSize = { width: 360, height: 340 };

export function figure(
  label: string,
  source: string,
  draw: (isNarrow: boolean) => ChartOption,
  sizes: { readonly wide: ChartSize; readonly narrow: ChartSize } = { wide, narrow },
): Figure {
  return {
    label,
    source,
    wideSvg: chartSvg(draw(false), sizes.wide),
    narrowSvg: chartSvg(draw(true), sizes.narrow),
  };
}
