// Facts that several texts report: counts that only grow, one figure with two dates, listings and their returns.
import type { Book, Cell, Row } from "./book.ts";
import { labelKey } from "./concept.ts";
import type { Findings } from "./finding.ts";
import { div, meets, midpoint, scale, sum } from "./interval.ts";

export function checkFacts(book: Book, findings: Findings): void {
  checkCumulative(book, findings);
  checkAsOf(book, findings);
  checkOverlap(book, findings);
  checkPriceRatio(book, findings);
  checkAverageValue(book, findings);
  checkPeerDiscount(book, findings);
  checkPartOfYear(book, findings);
}

/** Revenue of a half or of nine months is no more than the year's. */
function checkPartOfYear(book: Book, findings: Findings): void {
  for (const part of book.cells) {
    if (!part.isNumber || !["half", "nine-months", "quarter"].includes(part.period.kind)) continue;
    if (part.row.concept?.id !== "revenue" || part.row.unit.kind !== "money") continue;
    const year = cellsOf(book, part.row.issuer, "revenue").find(
      (c) =>
        c.period.kind === "year" &&
        c.period.year === part.period.year &&
        c.row.unit.kind === "money" &&
        c.row.unit.currency === part.row.unit.currency &&
        c.row.kind !== "segment",
    );
    if (year === undefined) continue;
    if (part.range.lo <= year.range.hi) findings.pass("part-of-year", [part, year]);
    else
      findings.fail(
        "part-of-year",
        "error",
        part,
        `${part.row.label} of ${part.period.text} (${part.raw} ${part.row.unit.text}) is more than that of the whole year (${year.raw} ${year.row.unit.text}).`,
        null,
        { cells: [year] },
      );
  }
}

/** "Average transaction value" x "transactions" = revenue of the same year. */
function checkAverageValue(book: Book, findings: Findings): void {
  for (const cell of book.cells) {
    const kind =
      cell.isNumber && cell.row.unit.kind === "money" ? /^average (\w+) value$/.exec(cell.row.key)?.[1] : undefined;
    if (kind === undefined) continue;
    const count = book.cells.find(
      (c) =>
        c.isNumber &&
        c.row.issuer === cell.row.issuer &&
        c.row.source === cell.row.source &&
        c.row.key === `${kind}s` &&
        c.period.key === cell.period.key,
    );
    const revenue = cellsOf(book, cell.row.issuer, "revenue")
      .filter(
        (c) =>
          c.period.key === cell.period.key &&
          c.row.source === cell.row.source &&
          c.row.unit.currency === cell.row.unit.currency,
      )
      .sort((a, b) => a.range.hi - a.range.lo - (b.range.hi - b.range.lo))[0];
    const mean = count === undefined || revenue === undefined ? undefined : div(revenue.range, count.range);
    if (mean !== undefined)
      findings.compare("average-value", cell, mean, `${revenue?.raw} / ${count?.raw}`, {
        cells: [count as Cell, revenue as Cell],
      });
  }
}

/** A multiple taken from peers at a discount: the average quoted is the comparison table's, the result is average x (1 - discount). */
function checkPeerDiscount(book: Book, findings: Findings): void {
  for (const average of book.cells) {
    if (
      !average.isNumber ||
      average.row.unit.kind !== "multiple" ||
      !/^(peer|peers|comparable|可比).*(average|mean|平均)/.test(average.row.key)
    )
      continue;
    const here = (c: Cell): boolean => c.isNumber && c.row.source === average.row.source;
    const table = book.cells.find(
      (c) =>
        here(c) &&
        /average|平均/i.test(c.row.company) &&
        c.row.unit.kind === "multiple" &&
        c.period.key === average.period.key &&
        average.row.key.includes(c.row.key),
    );
    if (table !== undefined)
      findings.compare("peer-average", average, table.range, `the table's ${table.row.company} ${table.raw}`, {
        cells: [table],
      });
    const discount = book.cells.find(
      (c) =>
        here(c) &&
        c.row.issuer === average.row.issuer &&
        c.row.unit.kind === "percent" &&
        /discount|折价|折让/.test(c.row.key),
    );
    const result = book.cells.find(
      (c) =>
        here(c) &&
        c !== average &&
        c.row.issuer === average.row.issuer &&
        c.row.figure === average.row.figure &&
        c.row.unit.kind === "multiple" &&
        c.period.key === average.period.key,
    );
    if (discount === undefined || result === undefined) continue;
    // A house chooses its discount: 30% is exact.
    findings.compare(
      "peer-discount",
      result,
      scale(average.range, 1 - midpoint(discount.range)),
      `${average.raw} x (1 - ${discount.raw})`,
      { cells: [average, discount] },
    );
  }
}

/** The subject of a running count: the label without remarks, and whether it is a subset ("Fortune 500 customers"). */
function countSubject(row: Row): string | undefined {
  if (row.unit.kind !== "count") return undefined;
  const key = labelKey(row.label)
    .replace(/\b(served|deployed|cumulative|total|number of)\b|累计/g, "")
    .replace(/\s+/g, " ")
    .trim();
  const isRunning =
    /cumulative|累计|累計/i.test(row.label) ||
    /\b(customers|deployments|projects|patents|installations)\b|客户|部署|专利/.test(key);
  return isRunning && key !== "" ? key : undefined;
}

/** Cumulative counts never fall from one date to a later one, whoever reports them. */
function checkCumulative(book: Book, findings: Findings): void {
  const groups = new Map<string, Cell[]>();
  for (const cell of book.cells) {
    const subject =
      cell.isNumber && cell.period.end !== undefined && cell.period.kind !== "range"
        ? countSubject(cell.row)
        : undefined;
    if (subject === undefined) continue;
    const key = `${cell.row.issuer}\u0000${subject}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  for (const cells of groups.values()) {
    const list = cells.sort((a, b) => ((a.period.end ?? "") < (b.period.end ?? "") ? -1 : 1));
    for (let i = 1; i < list.length; i++) {
      const now = list[i] as Cell;
      const higher = list
        .slice(0, i)
        .filter((before) => (before.period.end ?? "") < (now.period.end ?? "") && before.range.lo > now.range.hi);
      const top = higher.sort((a, b) => b.range.lo - a.range.lo)[0];
      if (top === undefined) findings.pass("running-count", [now]);
      else
        findings.fail(
          "running-count",
          "warning",
          now,
          `${now.row.label} is ${now.raw} at ${now.period.text}, but already ${top.raw} at ${top.period.text} (${[top.row.figure, top.row.source].filter((x) => x !== "").join(", ")}): a running count cannot fall. One of the dates or counts is wrong.`,
          top.printedValue,
          { cells: [top] },
        );
    }
  }
}

/** One precise figure reported for two dates: at most one of the dates is right. */
function checkAsOf(book: Book, findings: Findings): void {
  const groups = new Map<string, Cell[]>();
  for (const cell of book.cells) {
    const { row, printed } = cell;
    if (printed.kind !== "number" || row.unit.kind !== "money" || row.concept !== undefined) continue;
    if (cell.period.kind === "year" || cell.period.kind === "none" || cell.period.kind === "half") continue;
    // Three digits or more, so that two figures do not agree by chance.
    if (String(Math.abs(printed.value)).replace(/\D|^0+|0+$/g, "").length < 3) continue;
    const key = `${row.issuer}\u0000${row.key}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  for (const cells of groups.values()) {
    const dated = cells.filter((cell) => cell.period.end !== undefined);
    const monthOf = (cell: Cell): string => (cell.period.end ?? "").slice(0, 7);
    const dates = new Map<string, Cell[]>();
    for (const cell of dated) dates.set(monthOf(cell), [...(dates.get(monthOf(cell)) ?? []), cell]);
    if (dates.size < 2) continue;
    const ranked = [...dates.values()].sort(
      (a, b) => b.length - a.length || monthOf(b[0] as Cell).localeCompare(monthOf(a[0] as Cell)),
    );
    const main = ranked[0]?.[0] as Cell;
    for (const other of ranked.slice(1).flat()) {
      if (!meets(other.range, main.range)) continue;
      findings.fail(
        "as-of-date",
        "warning",
        other,
        `${other.row.label} ${other.raw} ${other.row.unit.text} is dated ${other.period.text} here and ${main.period.text} in ${[main.row.figure, main.row.source].filter((x) => x !== "").join(", ")}: the same figure cannot be struck at both dates.`,
        main.period.text,
        { published: other.period.text, cells: [main] },
      );
    }
  }
}

export const cellsOf = (book: Book, issuer: string, concept: string): Cell[] =>
  book.cells.filter((cell) => cell.isNumber && cell.row.issuer === issuer && cell.row.concept?.id === concept);

/** A printed combination of parts whose descriptions count the same things: they may be counted twice. */
function checkOverlap(book: Book, findings: Findings): void {
  for (const total of book.cells) {
    if (
      !total.isNumber ||
      total.row.unit.kind !== "money" ||
      !/^(combined|total|aggregate)\b|合计/.test(total.row.key) ||
      total.row.kind === "segment"
    )
      continue;
    const parts = book.cells.filter(
      (cell) =>
        cell.isNumber &&
        cell !== total &&
        cell.row.issuer === total.row.issuer &&
        cell.row.source === total.row.source &&
        cell.row.figure === total.row.figure &&
        cell.row.statement === total.row.statement &&
        cell.row.unit.kind === "money" &&
        cell.row.unit.currency === total.row.unit.currency,
    );
    if (parts.length < 2 || parts.length > 6 || !meets(total.range, sum(parts.map((p) => p.range)))) continue;
    const counts = parts.map((part) => [...part.row.label.matchAll(/\b(\d{2,})\b/g)].map((m) => m[1] ?? ""));
    const shared = counts[0]?.find((n) => counts.slice(1).some((list) => list.includes(n)));
    if (shared === undefined) {
      findings.pass("combined-total", [total, ...parts]);
      continue;
    }
    findings.fail(
      "combined-total",
      "warning",
      total,
      `${total.row.label} ${total.raw} adds ${parts.map((p) => `"${p.row.label}" ${p.raw}`).join(" and ")}; both speak of ${shared} contracts or orders, so one may be part of the other and be counted twice.`,
      null,
      { cells: parts },
    );
  }
}

/** "Output/input price ratio" rows: a multiple whose label names two rows of its own table. */
function checkPriceRatio(book: Book, findings: Findings): void {
  for (const block of book.blocks)
    for (const row of block.rows) {
      const names =
        row.unit.kind === "multiple"
          ? /^([\p{L}\d ]+?)\s*\/\s*([\p{L}\d ]+?)(?:\s+(?:price\s+)?ratio)?$/u.exec(row.key)
          : null;
      if (names === null) continue;
      const find = (name: string): Row | undefined =>
        block.rows.find(
          (r) =>
            r !== row &&
            r.unit.kind !== "percent" &&
            r.unit.kind !== "multiple" &&
            r.key.split(/[^\p{L}\d]+/u).includes(name.trim().split(" ")[0] ?? ""),
        );
      const [top, bottom] = [find(names[1] ?? ""), find(names[2] ?? "")];
      if (top === undefined || bottom === undefined || top === bottom || top.unit.text !== bottom.unit.text) continue;
      for (const cell of row.cells.values()) {
        const [a, b] = [top.cells.get(cell.period.key), bottom.cells.get(cell.period.key)];
        const ratio = a?.isNumber && b?.isNumber ? div(a.range, b.range) : undefined;
        if (cell.isNumber && ratio !== undefined)
          findings.compare("named-ratio", cell, ratio, `${a?.raw} / ${b?.raw}`, { cells: [a as Cell, b as Cell] });
      }
    }
}
