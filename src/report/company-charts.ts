// Charts of a company report: football field, revenue with gross margin, tornado. Each takes the worked-out report, gives SVG.
import { formatPercent } from "../units.ts";
import type { CompanyReport } from "../valuation/company-report.ts";
import { valueIfAny } from "../valuation/model/solve.ts";
import { chartSvg } from "./chart-svg.ts";

export function footballChart(report: CompanyReport): string {
  const bars = report.football.toReversed();
  const option = {
    grid: { left: 250, right: 60, top: 30, bottom: 40 },
    xAxis: {
      type: "value",
      scale: true,
      name: report.model.lines.find((line) => line.id === report.model.headline!.valuePerShare)!.unit,
      nameLocation: "middle",
      nameGap: 26,
    },
    yAxis: { type: "category", data: bars.map((bar) => bar.label.en), axisLabel: { width: 235, overflow: "break" } },
    series: [
      { type: "bar", stack: "range", itemStyle: { color: "transparent" }, data: bars.map((bar) => bar.low) },
      {
        type: "bar",
        stack: "range",
        barWidth: 22,
        itemStyle: { color: "#7fa3cf" },
        data: bars.map((bar) => bar.high - bar.low),
      },
      {
        type: "scatter",
        symbol: "diamond",
        symbolSize: 13,
        itemStyle: { color: "#123a6b" },
        data: bars.map((bar, i) => [bar.middle, i]),
        label: {
          show: true,
          position: "top",
          formatter: (point: { value: readonly number[] }) => point.value[0]!.toFixed(1),
        },
        markLine: {
          symbol: "none",
          lineStyle: { color: "#b4532a", width: 2 },
          label: { formatter: `price ${report.headline.price}` },
          data: [{ xAxis: report.headline.price }],
        },
      },
    ],
  };
  return chartSvg(option, { width: 1000, height: 70 + 56 * bars.length });
}

export function revenueChart(report: CompanyReport): string {
  const { solution, model } = report;
  const years = Array.from({ length: model.lastExplicit - model.firstYear + 1 }, (_, i) => model.firstYear + i);
  const unit = model.lines.find((line) => line.id === "revenue")?.unit ?? "";
  const option = {
    legend: { data: ["Revenue 收入", "Gross margin 毛利率"], top: 0 },
    grid: { left: 90, right: 60, top: 40, bottom: 30 },
    xAxis: { type: "category", data: years.map((year) => `${year}${year > model.lastActual ? "E" : ""}`) },
    yAxis: [
      { type: "value", name: unit },
      {
        type: "value",
        min: 0,
        max: 1,
        axisLabel: { formatter: (value: number) => formatPercent(value, 0) },
        splitLine: { show: false },
      },
    ],
    series: [
      {
        name: "Revenue 收入",
        type: "bar",
        barWidth: 30,
        itemStyle: { color: "#7fa3cf" },
        data: years.map((year) => valueIfAny(solution, "revenue", year) ?? "-"),
      },
      {
        name: "Gross margin 毛利率",
        type: "line",
        yAxisIndex: 1,
        itemStyle: { color: "#b4532a" },
        data: years.map((year) => valueIfAny(solution, "gross_margin", year) ?? "-"),
      },
    ],
  };
  return chartSvg(option, { width: 520, height: 280 });
}

export function tornadoChart(report: CompanyReport): string {
  const bars = report.tornado.filter((bar) => Number.isFinite(bar.swing) && bar.swing > 1e-9).toReversed();
  const middle = report.headline.valuePerShare;
  const option = {
    legend: { data: ["p10", "p90"], top: 0 },
    grid: { left: 150, right: 30, top: 34, bottom: 26 },
    xAxis: { type: "value", axisLabel: { formatter: (value: number) => (value + middle).toFixed(0) } },
    yAxis: { type: "category", data: bars.map((bar) => bar.line) },
    series: (["low", "high"] as const).map((end) => ({
      name: end === "low" ? "p10" : "p90",
      type: "bar" as const,
      stack: "swing",
      itemStyle: { color: end === "low" ? "#d49a7c" : "#7fa3cf" },
      data: bars.map((bar) => (bar[end].value ?? middle) - middle),
    })),
  };
  return chartSvg(option, { width: 520, height: 60 + 24 * bars.length });
}
