// A scatter plot in text: Braille cells give two by four dots each, so that sixty columns draw a readable Pareto picture.

export interface ScatterPoint {
  readonly x: number;
  readonly y: number;
  /** Drawn as this letter over the dots: the frontier, the winner. */
  readonly mark?: string;
}

export interface ScatterOptions {
  readonly width: number;
  readonly height: number;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}

const dots = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

/** Lines of text: y axis with three labels, the cells, x axis with three labels. Empty input gives no lines. */
export function brailleScatter(points: readonly ScatterPoint[], options: ScatterOptions): readonly string[] {
  const usable = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  if (usable.length === 0) return [];
  const { width, height, formatX, formatY } = options;
  const range = (values: readonly number[]): [number, number] => {
    const low = Math.min(...values);
    const high = Math.max(...values);
    const pad = high > low ? (high - low) * 0.06 : Math.abs(high) * 0.1 || 1;
    return [Math.max(0, low - pad), high + pad];
  };
  const [x0, x1] = range(usable.map(({ x }) => x));
  const [y0, y1] = range(usable.map(({ y }) => y));
  const column = (x: number): number => Math.round(((x - x0) / (x1 - x0)) * (width * 2 - 1));
  const row = (y: number): number => Math.round((1 - (y - y0) / (y1 - y0)) * (height * 4 - 1));
  const cells = Array.from({ length: height }, () => new Array<number>(width).fill(0));
  const marks = new Map<string, string>();
  for (const { x, y, mark } of usable) {
    const c = column(x);
    const r = row(y);
    const line = cells[r >> 2]!;
    line[c >> 1] = line[c >> 1]! | dots[r & 3]![c & 1]!;
    if (mark !== undefined) marks.set(`${r >> 2} ${c >> 1}`, mark);
  }
  const yLabels = [y1, (y0 + y1) / 2, y0].map(formatY);
  const margin = Math.max(...yLabels.map((label) => label.length));
  const labelAt = new Map([
    [0, yLabels[0]!],
    [Math.floor(height / 2), yLabels[1]!],
    [height - 1, yLabels[2]!],
  ]);
  const lines = [`${" ".repeat(margin)} ${options.yLabel}`];
  for (let r = 0; r < height; r++) {
    const text = cells[r]!.map(
      (cell, c) => marks.get(`${r} ${c}`) ?? (cell === 0 ? " " : String.fromCharCode(0x2800 + cell)),
    ).join("");
    const label = labelAt.get(r);
    lines.push(`${(label ?? "").padStart(margin)} ${label === undefined ? "│" : "┤"}${text.trimEnd()}`);
  }
  const left = formatX(x0);
  const middle = formatX((x0 + x1) / 2);
  const right = formatX(x1);
  const gap = Math.max(1, Math.floor(width / 2 - left.length - middle.length / 2));
  const rest = Math.max(1, width - left.length - gap - middle.length - right.length);
  lines.push(`${" ".repeat(margin)} └${"─".repeat(width)}`);
  lines.push(`${" ".repeat(margin + 2)}${left}${" ".repeat(gap)}${middle}${" ".repeat(rest)}${right}`);
  lines.push(`${" ".repeat(margin + 2)}${options.xLabel}`);
  return lines;
}

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A horizontal bar of up to `width` columns, in eighths of a column. */
export function bar(share: number, width: number): string {
  const units = Math.round(Math.max(0, Math.min(1, share)) * width * 8);
  return "█".repeat(units >> 3) + eighths[units & 7]!;
}
