// Market studies: shares, growth rates and sizes of one market that determine each other.
import { pow } from "../../elementary.ts";
import type { Book, Cell, Row } from "./book.ts";
import type { Findings } from "./finding.ts";
import { formatNumber } from "./format.ts";
import { div, type Interval, meets, midpoint, monotone, mul, point, sub } from "./interval.ts";

export function checkStudies(book: Book, findings: Findings): void {
  for (const block of marketBlocks(book)) {
    checkLocalisation(block, findings);
    checkPartAndTotal(block, findings);
    checkSubMarkets(block, findings);
    checkLeaders(block, findings);
  }
  checkMixedGrowth(book, findings);
  checkRivalShares(book, findings);
}

/** Rows of one market in one document, over all its figures. */
function marketBlocks(book: Book): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of book.rows) {
    if (!/market|市场|industry/i.test(`${row.statement} ${row.company}`)) continue;
    const key = `${row.issuer}\u0000${row.source}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

const cells = (rows: readonly Row[]): Cell[] =>
  rows.flatMap((row) => [...row.cells.values()]).filter((c) => c.isNumber);
const home = /domestic|local|localization|localisation|chinese|china vendors|本土|国产|国内/;
const abroad = /overseas|foreign|imported|海外|国外|外资/;

interface Localisation {
  readonly segment: string;
  /** Domestic share at the start, implied by the share at the end and the two growth rates. */
  readonly implied: Interval;
  readonly from: string;
  readonly to: Cell;
  readonly domestic: Cell;
  readonly foreign: Cell;
}

/**
 * The domestic share at the end and the growth of domestic and foreign sales fix the share at the start:
 * s0/(1-s0) = s1/(1-s1) x ((1+foreign)/(1+domestic))^n. A printed start is checked against it; a market's start must lie
 * between the starts of its segments.
 */
function checkLocalisation(rows: readonly Row[], findings: Findings): void {
  const all = cells(rows).filter((cell) => cell.row.unit.kind === "percent");
  const rates = all.filter((cell) => cell.period.range !== undefined && /cagr|复合/.test(cell.row.key));
  const found: Localisation[] = [];
  for (const domestic of rates.filter((cell) => home.test(cell.row.key))) {
    const segment = segmentOf(domestic.row.key);
    const foreign = rates.find(
      (cell) =>
        abroad.test(cell.row.key) && segmentOf(cell.row.key) === segment && cell.period.key === domestic.period.key,
    );
    const range = domestic.period.range;
    const share = (key: string): Cell | undefined =>
      all.find(
        (cell) =>
          cell.period.range === undefined &&
          home.test(cell.row.key) &&
          /rate|share|率|占比/.test(cell.row.key) &&
          segmentOf(cell.row.key) === segment &&
          cell.period.key === key,
      );
    const to = range === undefined ? undefined : share(range.to);
    if (foreign === undefined || range === undefined || to === undefined) continue;
    const odds = div(to.range, sub(point(1), to.range));
    const speed = div(sub(foreign.range, point(-1)), sub(domestic.range, point(-1)));
    if (odds === undefined || speed === undefined || speed.lo <= 0) continue;
    const startOdds = mul(
      odds,
      monotone(speed, (x) => pow(x, range.years)),
    );
    const implied = monotone(startOdds, (x) => x / (1 + x));
    found.push({ segment, implied, from: range.from, to, domestic, foreign });
    const start = share(range.from);
    const text = `${to.raw} in ${to.period.text} with growth of ${domestic.raw} and ${foreign.raw} over ${range.years} years`;
    if (start !== undefined) findings.compare("localisation", start, implied, text, { cells: [to, domestic, foreign] });
    else checkPath(all, found[found.length - 1] as Localisation, text, findings);
  }
  const whole = found.find((entry) => entry.segment === "");
  const parts = found.filter((entry) => entry.segment !== "" && entry.from === whole?.from);
  if (whole === undefined || parts.length < 2) return;
  const low = Math.min(...parts.map((part) => part.implied.lo));
  const high = Math.max(...parts.map((part) => part.implied.hi));
  if (meets(whole.implied, { lo: low, hi: high }))
    findings.pass(
      "localisation",
      parts.map((part) => part.domestic),
    );
  else
    findings.fail(
      "localisation",
      "note",
      whole.to,
      `The market's domestic share in ${whole.from} follows as ${percent(whole.implied)}, those of its segments as ${parts.map((part) => `${part.segment} ${percent(part.implied)}`).join(" and ")}: a whole must lie between its parts.`,
      null,
      { cells: parts.flatMap((part) => [part.to, part.domestic, part.foreign]) },
    );
}

/** Nothing is printed for the start itself: an earlier share may not lie above it where shares rise. */
function checkPath(all: readonly Cell[], entry: Localisation, text: string, findings: Findings): void {
  const earlier = all.find(
    (cell) => cell.period.range === undefined && cell.row === entry.to.row && cell.period.key < entry.from,
  );
  if (earlier === undefined) return;
  if (earlier.range.lo <= entry.implied.hi)
    findings.pass("localisation", [earlier, entry.to, entry.domestic, entry.foreign]);
  else
    findings.fail(
      "localisation",
      "warning",
      earlier,
      `${earlier.row.label} is ${earlier.raw} in ${earlier.period.text}, but ${text} leave only ${percent(entry.implied)} in ${entry.from}: the share would first have to fall.`,
      null,
    );
}

const segmentOf = (key: string): string => {
  const segment = key
    .replace(
      /\b(domestic|local|overseas|foreign|chinese|vendors?|suppliers?|companies|players?|market|size|cagr|revenue|localization|localisation|rate|share|sales)\b/g,
      "",
    )
    .replace(/\s+/g, " ")
    .trim();
  return segment;
};

const percent = (range: Interval): string => {
  const [lo, hi] = [formatNumber(range.lo * 100, 1), formatNumber(range.hi * 100, 1)];
  return lo === hi ? `${lo}%` : `${lo}% to ${hi}%`;
};

/** A printed share against part and total of the same kind ("domestic shipments", "total shipments", "Chinese vendors share"). */
function checkPartAndTotal(rows: readonly Row[], findings: Findings): void {
  const levels = cells(rows).filter((cell) => cell.row.unit.kind === "count" || cell.row.unit.kind === "money");
  for (const total of levels) {
    const kind = /^total (.+)$/.exec(total.row.key)?.[1];
    if (kind === undefined) continue;
    const parts = levels.filter(
      (cell) =>
        cell !== total &&
        cell.row.key.endsWith(` ${kind}`) &&
        cell.period.key === total.period.key &&
        cell.row.unit.text === total.row.unit.text,
    );
    const sumLow = parts.reduce((n, cell) => n + cell.range.lo, 0);
    if (parts.length >= 2) {
      if (sumLow <= total.range.hi) findings.pass("total-of-members", [total, ...parts]);
      else
        findings.fail(
          "total-of-members",
          "error",
          total,
          `${total.row.label} ${total.raw} is less than its parts: ${parts.map((cell) => `${cell.row.label} ${cell.raw}`).join(" + ")}.`,
          null,
          { cells: parts },
        );
    }
    for (const part of parts) {
      const share = cells(rows).find(
        (cell) =>
          cell.row.unit.kind === "percent" &&
          /share|占比|份额/.test(cell.row.key) &&
          cell.period.key === total.period.key &&
          home.test(cell.row.key) &&
          home.test(part.row.key),
      );
      const ratio = div(part.range, total.range);
      if (share !== undefined && ratio !== undefined)
        findings.compare("share-of-whole", share, ratio, `${part.raw} / ${total.raw}`, { cells: [part, total] });
    }
  }
}

/** "X share of Y market" against "X market size" over "Y market size" of one period; and no part larger than the whole. */
function checkSubMarkets(rows: readonly Row[], findings: Findings): void {
  const sizes = cells(rows).filter(
    (cell) => cell.row.unit.kind === "money" && /market size|市场规模/.test(cell.row.key),
  );
  const name = (cell: Cell): string => cell.row.key.replace(/market size|市场规模/g, "").trim();
  for (const share of cells(rows)) {
    const match = share.row.unit.kind === "percent" ? /^(.+?) share of (.+?) market$/.exec(share.row.key) : null;
    if (match === null) continue;
    const part = sizes.find((cell) => name(cell) === `${match[2]} ${match[1]}` && cell.period.key === share.period.key);
    const whole = sizes.find(
      (cell) =>
        name(cell) === match[2] &&
        cell.period.key === share.period.key &&
        cell.row.unit.currency === part?.row.unit.currency,
    );
    const ratio = part === undefined || whole === undefined ? undefined : div(part.range, whole.range);
    if (part !== undefined && whole !== undefined && ratio !== undefined)
      findings.compare("share-of-whole", share, ratio, `${part.raw} / ${whole.raw}`, { cells: [part, whole] });
    else if (part !== undefined && whole === undefined) checkWholeByGrowth(rows, share, part, match[2] ?? "", findings);
  }
  for (const part of sizes)
    for (const whole of sizes) {
      const [small, large] = [name(part), name(whole)];
      if (part === whole || part.period.key !== whole.period.key || part.row.unit.currency !== whole.row.unit.currency)
        continue;
      if (large === "" || !small.startsWith(`${large} `)) continue;
      if (part.range.lo <= whole.range.hi) findings.pass("total-of-members", [part, whole]);
      else
        findings.fail(
          "total-of-members",
          "error",
          part,
          `${part.row.label} ${part.raw} is larger than ${whole.row.label} ${whole.raw}, which holds it.`,
          whole.printedValue,
          { cells: [whole] },
        );
    }
}

/** The whole is not printed for that year, but a later size and a growth rate give it. */
function checkWholeByGrowth(rows: readonly Row[], share: Cell, part: Cell, whole: string, findings: Findings): void {
  const rate = cells(rows).find(
    (cell) => cell.row.key === `${whole} cagr` && cell.period.range?.from === share.period.key,
  );
  const years = rate?.period.range;
  const later =
    years === undefined
      ? undefined
      : cells(rows).find(
          (cell) =>
            cell.row.unit.kind === "money" &&
            cell.row.key === `${whole} market size` &&
            cell.period.key === years.to &&
            cell.row.unit.currency === part.row.unit.currency,
        );
  if (rate === undefined || years === undefined || later === undefined) return;
  const size = div(
    later.range,
    monotone(sub(rate.range, point(-1)), (x) => pow(x, years.years)),
  );
  const ratio = size === undefined ? undefined : div(part.range, size);
  if (ratio !== undefined)
    findings.compare(
      "share-of-whole",
      share,
      ratio,
      `${part.raw} / (${later.raw} / (1 + ${rate.raw})^${years.years})`,
      { cells: [part, later, rate] },
    );
}

/** The growth of a total lies between the growth of its parts: "total shipment growth" with those of two series. */
function checkMixedGrowth(book: Book, findings: Findings): void {
  for (const total of book.cells) {
    const kind =
      total.isNumber && total.row.unit.kind === "percent"
        ? /^total (?:.*\s)?(\w+ growth)$/.exec(total.row.key)?.[1]
        : undefined;
    if (kind === undefined) continue;
    const parts = book.cells.filter(
      (cell) =>
        cell.isNumber &&
        cell !== total &&
        cell.row.issuer === total.row.issuer &&
        cell.row.source === total.row.source &&
        cell.row.unit.kind === "percent" &&
        cell.period.key === total.period.key &&
        cell.row.key.endsWith(` ${kind}`) &&
        !cell.row.key.startsWith("total"),
    );
    if (parts.length < 2) continue;
    const [low, high] = [Math.min(...parts.map((c) => c.range.lo)), Math.max(...parts.map((c) => c.range.hi))];
    if (meets(total.range, { lo: low, hi: high })) findings.pass("growth-between-parts", [total, ...parts]);
    else
      findings.fail(
        "growth-between-parts",
        "warning",
        total,
        `${total.row.label} ${total.raw} lies outside the growth of its parts (${parts.map((c) => `${c.row.label} ${c.raw}`).join(", ")}).`,
        null,
        { cells: parts },
      );
  }
}

/** The domestic share of one country's chip market in one year, by rival studies: far apart means different markets. */
function checkRivalShares(book: Book, findings: Findings): void {
  const shares = book.cells.filter(
    (cell) =>
      cell.isNumber &&
      cell.row.unit.kind === "percent" &&
      cell.period.kind === "year" &&
      home.test(cell.row.key) &&
      /share|localization rate|localisation rate|份额|国产化率/.test(cell.row.key) &&
      ["", "china"].includes(segmentOf(cell.row.key).replace(/-/g, "").trim()),
  );
  for (const cell of shares) {
    const rival = shares.find(
      (other) =>
        other !== cell &&
        other.period.key === cell.period.key &&
        other.row.issuer !== cell.row.issuer &&
        midpoint(other.range) < midpoint(cell.range),
    );
    if (rival === undefined || midpoint(cell.range) < 2 * midpoint(rival.range)) continue;
    findings.fail(
      "rival-studies",
      "note",
      cell,
      `${cell.row.company} gives ${cell.row.label} ${cell.raw} for ${cell.period.text}, ${rival.row.company} gives ${rival.row.label} ${rival.raw}: the two do not measure one market and cannot be used together.`,
      rival.printedValue,
      { cells: [rival] },
    );
  }
}

/** The share of the leaders and the share of local vendors may overlap; beyond 100% they must. */
function checkLeaders(rows: readonly Row[], findings: Findings): void {
  const shares = cells(rows).filter((cell) => cell.row.unit.kind === "percent" && cell.period.kind === "year");
  for (const leaders of shares.filter((cell) => /\btop[- ](two|three|five|\d)\b/.test(cell.row.key))) {
    const stem = (key: string): string =>
      key
        .replace(/\btop[- ]\w+|local-vendor|local vendors?|domestic vendors?|share/g, "")
        .replace(/\s+/g, " ")
        .trim();
    const local = shares.find(
      (cell) =>
        cell.period.key === leaders.period.key &&
        /local|domestic/.test(cell.row.key) &&
        stem(cell.row.key) === stem(leaders.row.key),
    );
    if (local === undefined) continue;
    const over = leaders.range.lo + local.range.lo - 1;
    if (over <= 0) findings.pass("leaders-and-locals", [leaders, local]);
    else
      findings.fail(
        "leaders-and-locals",
        "note",
        leaders,
        `${leaders.row.label} ${leaders.raw} and ${local.row.label} ${local.raw} in ${leaders.period.text} overlap by ${formatNumber(over * 100, 1)} points at least: the leaders must hold a local vendor of that share, or one figure is another market's.`,
        null,
        { cells: [local] },
      );
  }
}
