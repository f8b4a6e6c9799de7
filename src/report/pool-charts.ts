// Two charts of the pools of a plan: the memory of their chips, the roofs over their steps.
import { log10, pow } from "../elementary.ts";
import type { PoolPhysics } from "../planning/pool-physics.ts";
import { axisStyle, ink, palette } from "./chart-svg.ts";
import type { Figure } from "./html-page.ts";
import { figure, leftAxisStyle, legendStyle } from "./plan-figure.ts";

/** Memory of one chip of each pool, stacked. */
export function memoryFigure(physics: readonly PoolPhysics[], source: string): Figure {
  const list = [...physics].reverse();
  const gb = (bytes: number): number => Math.max(0, bytes) / 1e9;
  const stack: readonly (readonly [string, string, (pool: PoolPhysics) => number])[] = [
    ["weights", palette[0]!, ({ memory }) => gb(memory.weightBytes)],
    ["activations", palette[4]!, ({ memory }) => gb(memory.activationBytes)],
    ["buffers", palette[6]!, ({ memory }) => gb(memory.bufferBytes + memory.stateBytes)],
    ["KV in use", palette[1]!, ({ kvUsedBytes }) => gb(kvUsedBytes)],
    ["KV free", "#f6d9bd", ({ memory, kvUsedBytes }) => gb(memory.kvBytes - kvUsedBytes)],
    ["not for the engine", "#e3e8ef", ({ memory }) => gb(memory.deviceBytes - memory.usableBytes)],
  ];
  const height = 96 + 44 * list.length;
  return figure(
    "Memory of one chip of each pool",
    source,
    (isNarrow) => ({
      grid: { left: isNarrow ? 118 : 230, right: 18, top: isNarrow ? 74 : 44, bottom: 44 },
      legend: legendStyle,
      xAxis: { type: "value", name: "GB per chip", nameLocation: "middle", nameGap: 26, ...axisStyle },
      yAxis: {
        type: "category",
        data: list.map((pool) => pool.pool),
        ...axisStyle,
        axisTick: { show: false },
        axisLabel: { color: ink, fontSize: 12, width: isNarrow ? 104 : 214, overflow: "break" },
      },
      series: stack.map(([name, color, value]) => ({
        name,
        type: "bar",
        stack: "memory",
        barWidth: 20,
        itemStyle: { color },
        data: list.map(value),
      })),
    }),
    { wide: { width: 980, height }, narrow: { width: 360, height: height + 40 } },
  );
}

/** Roofs of each pool's instances, and where their steps lie. Log-log. */
export function rooflineFigure(physics: readonly PoolPhysics[], source: string): Figure {
  const points = physics.flatMap((pool) => pool.points);
  const low = pow(10, Math.floor(log10(Math.min(1, ...points.map((point) => point.intensity)))));
  const high = pow(10, Math.ceil(log10(Math.max(1000, ...points.map((point) => point.intensity * 2)))));
  return figure("Where the steps of each pool lie under the roofs of its chips", source, (isNarrow) => ({
    grid: { left: 8, right: 24, top: isNarrow ? 92 : 58, bottom: 30, containLabel: true },
    legend: legendStyle,
    xAxis: {
      type: "log",
      min: low,
      max: high,
      name: "FLOP per byte",
      nameLocation: "middle",
      nameGap: 28,
      ...axisStyle,
    },
    yAxis: {
      type: "log",
      name: "TFLOP/s per instance",
      ...leftAxisStyle,
      axisLabel: {
        ...axisStyle.axisLabel,
        formatter: (value: number) => (value >= 1 ? String(value) : value.toPrecision(1)),
      },
    },
    series: physics.flatMap((pool, i) => {
      const color = palette[i % palette.length]!;
      const ridge = pool.peakFlopsPerSecond / pool.peakBytesPerSecond;
      const twin = physics.findIndex(
        (other) =>
          other.peakFlopsPerSecond === pool.peakFlopsPerSecond && other.peakBytesPerSecond === pool.peakBytesPerSecond,
      );
      return [
        {
          name: pool.pool,
          type: "line",
          showSymbol: false,
          // A roof that two pools share is drawn in both colours.
          lineStyle: { color, width: 2, ...(twin < i ? { type: [6, 6] } : {}) },
          itemStyle: { color },
          data: [
            [low, (low * pool.peakBytesPerSecond) / 1e12],
            [ridge, pool.peakFlopsPerSecond / 1e12],
            [high, pool.peakFlopsPerSecond / 1e12],
          ],
        },
        {
          type: "scatter",
          symbolSize: 12,
          itemStyle: { color, borderColor: "#fff", borderWidth: 1.5 },
          label: {
            show: true,
            position: isNarrow ? "top" : "right",
            color: ink,
            fontSize: 12,
            formatter: (item: { dataIndex: number }) => {
              const point = pool.points[item.dataIndex]!;
              const roof = Math.min(pool.peakFlopsPerSecond, point.intensity * pool.peakBytesPerSecond);
              return `${point.phase}, ${((point.flopsPerSecond / roof) * 100).toFixed(0)}% of its roof`;
            },
          },
          data: pool.points.map((point) => [point.intensity, point.flopsPerSecond / 1e12]),
        },
      ];
    }),
  }));
}
