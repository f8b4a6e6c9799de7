// A chart of columns in block characters, eight steps a row: histograms and series in a terminal.

const eighths = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

export interface ColumnChartOptions {
  readonly height?: number;
  /** Text at the top of the value axis for the highest value. */
  readonly formatValue: (value: number) => string;
  /** Texts below the first, the middle and the last column. */
  readonly ticks: readonly [string, string, string];
}

/** Lines of a chart with one column per value; values of 0 or more. Anything above 0 shows at least one eighth. */
export function columnChart(values: readonly number[], options: ColumnChartOptions): readonly string[] {
  const { height = 6, formatValue, ticks } = options;
  const highest = values.reduce((max, value) => Math.max(max, value), 0);
  const labels = [formatValue(highest), formatValue(highest / 2), formatValue(0)];
  const margin = labels.reduce((max, label) => Math.max(max, label.length), 0);
  const filled = values.map((value) =>
    highest > 0 && value > 0 ? Math.max(1, Math.round((value / highest) * height * 8)) : 0,
  );
  const lines: string[] = [];
  for (let row = height - 1; row >= 0; row--) {
    const label = row === height - 1 ? labels[0] : row === Math.floor((height - 1) / 2) ? labels[1] : undefined;
    const bars = filled.map((steps) => eighths[Math.min(8, Math.max(0, steps - row * 8))]).join("");
    lines.push(`${(label ?? "").padStart(margin)} ${label === undefined ? "│" : "┤"}${bars}`.trimEnd());
  }
  lines.push(`${(labels[2] ?? "").padStart(margin)} └${"─".repeat(values.length)}`);
  const [left, middle, right] = ticks;
  const width = values.length;
  const before = Math.max(1, Math.floor((width - middle.length) / 2) - left.length);
  const after = Math.max(1, width - left.length - before - middle.length - right.length);
  lines.push(`${" ".repeat(margin + 2)}${left}${" ".repeat(before)}${middle}${" ".repeat(after)}${right}`);
  return lines;
}
