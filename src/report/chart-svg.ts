// Charts as SVG text, drawn on the server side by ECharts: no script in the report, no network, no browser needed.
import { BarChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { LegacyGridContainLabel } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

echarts.use([
  BarChart,
  CustomChart,
  LineChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  LegacyGridContainLabel,
  SVGRenderer,
]);

export const ink = "#18202f";
export const soft = "#5a6679";
export const line = "#e3e8ef";
/** Told apart by people with common colour blindness; order is the order of use. */
export const palette = [
  "#2f6fed",
  "#e07a1f",
  "#14a37f",
  "#c23b75",
  "#7c5cd6",
  "#b59a00",
  "#5b6b7f",
  "#0aa2c0",
  "#8a4b2a",
  "#9aa5b4",
  "#d14a3a",
];

export type ChartOption = Record<string, unknown>;

export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

const font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans SC', sans-serif";

let drawn = 0;

/** Draws one chart. Deterministic for a given sequence of calls: ids are renumbered so that equal reports are equal bytes. */
export function chartSvg(option: ChartOption, size: ChartSize): string {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, ...size });
  try {
    chart.setOption({
      animation: false,
      color: palette,
      textStyle: { fontFamily: font, color: ink, fontSize: 12 },
      ...option,
    });
    const svg = chart.renderToSVGString();
    drawn += 1;
    // What is left out serves a script that this page does not have: hover styles, data indices. Clip paths keep their
    // ids, numbered by chart, because several charts share one page and ECharts counts over the whole process.
    return svg
      .replace(/<style\s*>[\s\S]*?<\/style>/g, "")
      .replace(/ (?:class|ecmeta_\w+)="[^"]*"/g, "")
      .replace(/zr\d+-/g, `c${drawn}-`)
      .replace(/^<svg /, '<svg focusable="false" ');
  } finally {
    chart.dispose();
  }
}

/** Called once per report, so that the same report drawn twice in one process is the same text. */
export function startPage(): void {
  drawn = 0;
}

export const axisStyle = {
  axisLine: { lineStyle: { color: "#c3ccd8" } },
  axisTick: { lineStyle: { color: "#c3ccd8" } },
  axisLabel: { color: soft, fontSize: 12 },
  nameTextStyle: { color: soft, fontSize: 12 },
  splitLine: { lineStyle: { color: line } },
} as const;
