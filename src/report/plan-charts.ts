// Three charts of a plan: cost against speed, the bill, the latencies.

import { type CostPart, costParts } from "../economics/ownership.ts";
import { formatMoney } from "../money.ts";
import type { Candidate } from "../planning/candidate.ts";
import type { LatencyCurves } from "../planning/simulate-fleet.ts";
import type { Target } from "../scenario/scenario.ts";
import { axisStyle, type ChartSize, ink, palette } from "./chart-svg.ts";
import type { Figure } from "./html-page.ts";
import { figure, half, leftAxisStyle, legendStyle, niceCeiling } from "./plan-figure.ts";

/** Short name of a fleet: roles and chips, without layouts. */
export function fleetFamily(candidate: Candidate): string {
  const chips = (role: string): string =>
    [...new Set(candidate.fleet.filter((pool) => pool.role === role).map((pool) => pool.chip))].join("/");
  const whole = chips("aggregated");
  const prefill = chips("prefill");
  const decode = chips("decode");
  const split = prefill === "" ? "" : prefill === decode ? `${prefill} split` : `${prefill} → ${decode}`;
  return [whole, split].filter((part) => part !== "").join(" + ");
}

const tick = (value: number): string =>
  value >= 100
    ? value.toFixed(0)
    : value >= 10
      ? String(Number(value.toFixed(1)))
      : String(Number(value.toPrecision(3)));

export function paretoFigure(
  candidates: readonly Candidate[],
  frontier: readonly Candidate[],
  best: Candidate,
  currency: string,
  source: string,
): Figure {
  const usable = candidates.filter(
    ({ costPerMillionTokens, service }) =>
      costPerMillionTokens?.blended !== undefined && service.tpotSeconds !== undefined,
  );
  const at = (candidate: Candidate): [number, number] => [
    candidate.service.tpotSeconds!.p90 * 1e3,
    candidate.costPerMillionTokens!.blended!,
  ];
  const vendors = [...new Set(usable.map((candidate) => candidate.vendors.join(" + ")))].sort();
  return figure("Cost per million tokens against time per output token, one point per fleet", source, (isNarrow) => ({
    grid: { left: 8, right: 18, top: isNarrow ? 76 : 58, bottom: 30, containLabel: true },
    legend: { ...legendStyle, data: vendors },
    xAxis: {
      type: "value",
      name: "TPOT p90, ms",
      nameLocation: "middle",
      nameGap: 28,
      scale: true,
      ...axisStyle,
      splitLine: { show: false },
    },
    yAxis: {
      type: "value",
      name: `${currency} per million tokens`,
      min: 0,
      ...leftAxisStyle,
    },
    series: [
      {
        type: "line",
        data: frontier.map(at).sort((a, b) => a[0] - b[0]),
        showSymbol: false,
        lineStyle: { color: "#9aa5b4", width: 1.5, type: "dashed" },
        silent: true,
      },
      ...vendors.map((vendor, i) => ({
        name: vendor,
        type: "scatter",
        itemStyle: { color: palette[i % palette.length], opacity: 0.85, borderColor: "#fff", borderWidth: 1 },
        symbolSize: 10,
        data: usable
          .filter((candidate) => candidate.vendors.join(" + ") === vendor)
          .map((candidate) => ({
            value: at(candidate),
            ...(candidate.isHypothetical
              ? {
                  symbol: "diamond",
                  itemStyle: { color: "#fff", borderColor: palette[i % palette.length], borderWidth: 2 },
                }
              : {}),
          })),
      })),
      {
        type: "scatter",
        data: [at(best)],
        symbol: "circle",
        symbolSize: 20,
        itemStyle: { color: "transparent", borderColor: ink, borderWidth: 2 },
        label: {
          show: true,
          formatter: "recommended",
          position: "right",
          distance: 8,
          color: ink,
          fontWeight: 600,
          fontSize: 12,
          backgroundColor: "rgba(255,255,255,0.85)",
          padding: [1, 3],
        },
        silent: true,
      },
    ],
  }));
}

const partWords: Record<CostPart, string> = {
  chip: "chips",
  server: "servers",
  network: "network",
  storage: "storage",
  financing: "financing",
  power: "power",
  cooling: "cooling",
  space: "space",
  staff: "staff",
  maintenance: "maintenance",
  rental: "rent",
};

/** One bar per family of fleets, stacked by part of the bill per hour. */
export function costFigure(candidates: readonly Candidate[], currency: string, source: string): Figure {
  const shown: Candidate[] = [];
  for (const candidate of candidates)
    if (candidate.cost !== undefined && !shown.some((other) => fleetFamily(other) === fleetFamily(candidate)))
      shown.push(candidate);
  const list = shown.slice(0, 8).reverse();
  const parts = costParts.filter((part) => list.some((candidate) => candidate.cost!.parts[part] > 0));
  const size = (width: number): ChartSize => ({ width, height: 76 + 36 * list.length + (width < 500 ? 44 : 0) });
  return figure(
    "The bill per hour of the best fleet of each kind, by part",
    source,
    (isNarrow) => ({
      grid: { left: isNarrow ? 118 : 230, right: 70, top: isNarrow ? 92 : 44, bottom: 24 },
      legend: legendStyle,
      xAxis: {
        type: "value",
        ...axisStyle,
        axisLabel: { ...axisStyle.axisLabel, formatter: tick },
        splitNumber: isNarrow ? 3 : 5,
      },
      yAxis: {
        type: "category",
        data: list.map(fleetFamily),
        ...axisStyle,
        axisTick: { show: false },
        axisLabel: { color: ink, fontSize: 12, width: isNarrow ? 104 : 214, overflow: "break" },
      },
      series: parts.map((part, i) => ({
        name: partWords[part],
        type: "bar",
        stack: "bill",
        barWidth: 18,
        itemStyle: { color: palette[i % palette.length] },
        data: list.map((candidate) => candidate.cost!.parts[part]),
        ...(i === parts.length - 1
          ? {
              label: {
                show: true,
                position: "right",
                color: ink,
                fontSize: 12,
                formatter: (item: { dataIndex: number }) =>
                  formatMoney({ amount: list[item.dataIndex]!.cost!.perHour, currency }),
              },
            }
          : {}),
      })),
    }),
    { wide: size(980), narrow: size(360) },
  );
}

/** Cumulative share of requests against TTFT and TPOT, with the targets. */
export function latencyFigure(curves: LatencyCurves, targets: readonly Target[], source: string): Figure {
  const toPoints = (values: readonly number[], scale: number): [number, number][] =>
    values.map((seconds, p) => [seconds * scale, p]);
  const targetLine = (metric: "ttft" | "tpot", scale: number) => ({
    symbol: "none",
    silent: true,
    lineStyle: { color: "#d14a3a", type: "dashed", width: 1.5 },
    label: { color: "#d14a3a", fontSize: 12, position: "insideEndTop" },
    data: targets
      .filter((target) => target.metric === metric)
      .map((target) => ({
        xAxis: target.seconds * scale,
        label: { formatter: `target ${target.statistic === "mean" ? "mean" : `p${target.statistic * 100}`}` },
      })),
  });
  const most = (values: readonly number[], metric: "ttft" | "tpot", scale: number): number => {
    const target = Math.max(0, ...targets.filter((item) => item.metric === metric).map((item) => item.seconds));
    const tail = values[99] ?? 1;
    return niceCeiling(Math.max(tail * 1.1, target < tail * 6 ? target * 1.05 : 0) * scale);
  };
  return figure(
    "Share of requests whose first token and whose time per token are at most so long",
    source,
    (isNarrow) => {
      const grids = isNarrow
        ? [
            { left: 4, right: 22, top: 26, height: 190, containLabel: true },
            { left: 4, right: 22, top: 300, height: 190, containLabel: true },
          ]
        : [
            { left: 4, width: "44%", top: 30, bottom: 30, containLabel: true },
            { right: 16, width: "44%", top: 30, bottom: 30, containLabel: true },
          ];
      const axes = (name: string, max: number) => ({
        type: "value",
        min: 0,
        max,
        name,
        nameLocation: "middle",
        nameGap: 28,
        splitNumber: 4,
        ...axisStyle,
        splitLine: { show: false },
      });
      const share = (gridIndex: number) => ({
        gridIndex,
        type: "value",
        min: 0,
        max: 100,
        name: "% of requests",
        ...leftAxisStyle,
      });
      return {
        grid: grids,
        xAxis: [
          { gridIndex: 0, ...axes("TTFT, s", most(curves.ttftSeconds, "ttft", 1)) },
          { gridIndex: 1, ...axes("TPOT, ms", most(curves.tpotSeconds, "tpot", 1e3)) },
        ],
        yAxis: [share(0), share(1)],
        series: [
          {
            type: "line",
            data: toPoints(curves.ttftSeconds, 1),
            showSymbol: false,
            lineStyle: { width: 2.5, color: palette[0] },
            areaStyle: { color: "rgba(47,111,237,0.08)" },
            markLine: targetLine("ttft", 1),
          },
          {
            type: "line",
            xAxisIndex: 1,
            yAxisIndex: 1,
            data: toPoints(curves.tpotSeconds, 1e3),
            showSymbol: false,
            lineStyle: { width: 2.5, color: palette[2] },
            areaStyle: { color: "rgba(20,163,127,0.08)" },
            markLine: targetLine("tpot", 1e3),
          },
        ],
      };
    },
    { wide: half, narrow: { width: 360, height: 540 } },
  );
}
