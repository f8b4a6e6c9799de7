// Averages against their members, and how much hangs on the kind of average; shares of one whole; ranks; totals of peers.
import type { Book, Cell, Row } from "./book.ts";
import type { Findings } from "./finding.ts";
import { formatNumber } from "./format.ts";
import { type Interval, meets, midpoint, point, scale, sum } from "./interval.ts";

const averageWord = /\b(average|mean|avg)\b|平均|均值/i;
const medianWord = /\bmedian\b|中位数|中值/i;

export function checkAverages(book: Book, findings: Findings): void {
  const noted = new Set<string>();
  for (const cell of book.cells) {
    if (!cell.isNumber) continue;
    const name = `${cell.row.company} ${cell.row.original}`;
    const isMedian = medianWord.test(name);
    if (!isMedian && !averageWord.test(cell.row.company)) continue;
    const members = book.cells.filter(
      (other) =>
        other.isNumber &&
        other.row.source === cell.row.source &&
        other.row.statement === cell.row.statement &&
        other.row.figure === cell.row.figure &&
        other.row.key === cell.row.key &&
        other.period.key === cell.period.key &&
        other.row.company !== cell.row.company &&
        !averageWord.test(other.row.company) &&
        !medianWord.test(other.row.company),
    );
    if (members.length < 2) continue;
    checkAverage(cell, members, isMedian, noted, findings);
  }
}

const mean = (ranges: readonly Interval[]): Interval => scale(sum(ranges), 1 / ranges.length);
function median(ranges: readonly Interval[]): Interval {
  const at = (pick: (r: Interval) => number): number => {
    const values = ranges.map(pick).sort((a, b) => a - b);
    const half = values.length / 2;
    return values.length % 2 === 1
      ? (values[Math.floor(half)] ?? 0)
      : ((values[half - 1] ?? 0) + (values[half] ?? 0)) / 2;
  };
  return { lo: at((r) => r.lo), hi: at((r) => r.hi) };
}

function checkAverage(
  cell: Cell,
  members: readonly Cell[],
  isMedian: boolean,
  noted: Set<string>,
  findings: Findings,
): void {
  const ranges = members.map((m) => m.range);
  const sorted = [...ranges].sort((a, b) => midpoint(a) - midpoint(b));
  const trimmed = sorted.length >= 4 ? mean(sorted.slice(1, -1)) : undefined;
  const text = `${isMedian ? "the median" : "the mean"} of ${members.map((m) => m.raw).join(", ")}`;
  const [own, other] = isMedian ? [median(ranges), mean(ranges)] : [mean(ranges), median(ranges)];
  if (!meets(cell.range, own)) {
    const matches = [
      meets(cell.range, other) ? (isMedian ? "their mean" : "their median") : "",
      trimmed !== undefined && meets(cell.range, trimmed) ? "their mean without the highest and lowest" : "",
    ].filter((x) => x !== "");
    const dropped =
      members.length <= 2
        ? undefined
        : members.find((m) => meets(cell.range, mean(ranges.filter((r) => r !== m.range))));
    if (dropped !== undefined) matches.push(`the mean without ${dropped.row.company}`);
    findings.compare("average", cell, own, text, {
      cells: members,
      hint: matches.length === 0 ? "" : `It is ${matches.join(", or ")}.`,
    });
    return;
  }
  findings.pass("average", [cell, ...members]);
  if (isMedian || cell.row.unit.kind !== "multiple") return;
  // The choice of average matters where mean and median lie far apart: said once per column of a comparison table.
  const [m, half] = [midpoint(own), midpoint(other)];
  const key = `${cell.row.source}\u0000${cell.row.figure}\u0000${cell.row.key}`;
  if (half <= 0 || Math.abs(m - half) / half <= 0.25 || noted.has(key)) return;
  noted.add(key);
  const high = members.reduce((a, b) => (midpoint(a.range) > midpoint(b.range) ? a : b));
  findings.fail(
    "average-rule",
    "note",
    cell,
    `${cell.row.label} ${cell.period.text}: the mean of ${members.length} is ${formatNumber(m, 1)}x, the median ${formatNumber(half, 1)}x${trimmed === undefined ? "" : `, the mean without highest and lowest ${formatNumber(midpoint(trimmed), 1)}x`}; ${high.row.company} alone is ${high.raw}. A value built on this average depends on the averaging and exclusion rule, which should be stated.`,
    Number(half.toPrecision(6)),
  );
}

/** Parts that claim to divide one whole ("use of proceeds: ...", shares of revenue) add to no more than 100%, and to 100% where they say they are all. */
export function checkShares(book: Book, findings: Findings): void {
  const groups = new Map<string, Cell[]>();
  for (const cell of book.cells) {
    if (!cell.isNumber || cell.row.unit.kind !== "percent" || cell.qualifier === "at-least") continue;
    const stem = stemOf(cell.row);
    if (stem === undefined) continue;
    const key = [cell.row.issuer, cell.row.source, cell.row.figure, stem, cell.period.key].join("\u0000");
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  for (const cells of groups.values()) {
    if (cells.length < 2) continue;
    const total = sum(cells.map((cell) => cell.range));
    const last = cells[cells.length - 1] as Cell;
    const text = cells.map((cell) => `${cell.row.label} ${cell.raw}`).join(" + ");
    const isWhole = cells.length >= 3 || /use of proceeds|募资用途|所得款项用途/i.test(last.row.label);
    if (meets(total, point(1)) || (!isWhole && total.lo < 1)) findings.pass("parts-of-whole", cells);
    else
      findings.fail(
        "parts-of-whole",
        total.lo > 1 ? "error" : "warning",
        last,
        `${text} add to ${formatNumber(midpoint(total) * 100, 1)}%, not 100%.`,
        100,
        { published: Number((midpoint(total) * 100).toPrecision(6)) },
      );
  }
}

/** Only wordings that divide one whole: "Use of proceeds: R&D", "Graphics share of revenue", "X (% of shipments)". */
function stemOf(row: Row): string | undefined {
  const colon = /^(.*(?:proceeds|用途|split|mix|breakdown|构成|占比).*?)[:：-]/i.exec(row.label)?.[1];
  if (colon !== undefined) return colon.toLowerCase().trim();
  const share = /\bshare of (revenue|sales|shipments|gross profit|shipment)\b/i.exec(row.label)?.[0];
  return share === undefined || /top|largest|\b\d+\b|r&d|headcount|customer/i.test(row.label)
    ? undefined
    : share.toLowerCase();
}

/** Ranks follow their values; a printed total is no less than the members printed under it. */
export function checkRanks(book: Book, findings: Findings): void {
  const ranks = book.cells.filter((cell) => cell.row.unit.kind === "rank" && cell.isNumber);
  const tables = new Map<string, { rank: Cell; value: Cell }[]>();
  for (const rank of ranks) {
    const value = book.cells.find(
      (cell) =>
        cell.isNumber &&
        cell.row.company === rank.row.company &&
        cell.row.figure === rank.row.figure &&
        cell.row.source === rank.row.source &&
        cell.row.unit.kind !== "rank" &&
        cell.period.key === rank.period.key,
    );
    if (value === undefined) continue;
    const key = `${rank.row.source}\u0000${rank.row.figure}\u0000${value.row.key}\u0000${rank.period.key}`;
    tables.set(key, [...(tables.get(key) ?? []), { rank, value }]);
  }
  for (const table of tables.values()) {
    const list = table.sort((a, b) => midpoint(a.rank.range) - midpoint(b.rank.range));
    const isFalling =
      midpoint((list[0] as (typeof list)[0]).value.range) >=
      midpoint((list[list.length - 1] as (typeof list)[0]).value.range);
    for (let i = 1; i < list.length; i++) {
      const [before, now] = [list[i - 1] as (typeof list)[0], list[i] as (typeof list)[0]];
      const holds = isFalling
        ? now.value.range.lo <= before.value.range.hi
        : now.value.range.hi >= before.value.range.lo;
      if (holds) findings.pass("rank-order", [now.rank, now.value]);
      else
        findings.fail(
          "rank-order",
          "error",
          now.value,
          `${now.rank.row.company} at rank ${now.rank.raw} has ${now.value.raw}, ${before.rank.row.company} at rank ${before.rank.raw} only ${before.value.raw}.`,
          before.value.printedValue,
        );
    }
    const first = (list[0] as (typeof list)[0]).value;
    const total = book.cells.find(
      (cell) =>
        cell.isNumber &&
        cell.row.source === first.row.source &&
        /^total\b|合计|总/.test(cell.row.key) &&
        cell.row.key.includes(first.row.key) &&
        cell.row.unit.text === first.row.unit.text &&
        cell.period.key === first.period.key,
    );
    if (total === undefined) continue;
    const members = sum(list.map((entry) => entry.value.range));
    if (members.lo <= total.range.hi) findings.pass("total-of-members", [total]);
    else
      findings.fail(
        "total-of-members",
        "error",
        total,
        `${total.row.label} is ${total.raw}, but the ${list.length} members listed add to ${formatNumber(midpoint(members) / total.row.unit.factor, 2)}.`,
        Number((midpoint(members) / total.row.unit.factor).toPrecision(6)),
      );
  }
}
