// Dates: weekdays that do not fit, prices struck when no market was open, one event with two dates, plans that were
// already past when the document was written.
import type { Book, Cell } from "./book.ts";
import { simplified } from "./chinese.ts";
import { labelKey } from "./concept.ts";
import type { Findings } from "./finding.ts";
import { dateIn, parsePeriod, weekdayOf } from "./period.ts";
import { normalise } from "./printed-number.ts";

const names = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const chinese = ["日", "一", "二", "三", "四", "五", "六"];

/** The weekday a text claims: "(周五)", "星期日", "Friday", "(Fri)". */
function weekdayIn(raw: string): number | undefined {
  const text = simplified(normalise(raw)).replace(/週/g, "周");
  const han = /(?:周|星期|礼拜)([一二三四五六日天])/.exec(text)?.[1];
  if (han !== undefined) return han === "天" ? 0 : chinese.indexOf(han);
  const word = /\b(sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?\b/i.exec(text)?.[1]?.toLowerCase();
  return word === undefined ? undefined : names.findIndex((name) => name.toLowerCase().startsWith(word.slice(0, 3)));
}

export function checkDates(book: Book, findings: Findings): void {
  const events = new Map<string, { cell: Cell; when: string; sortKey: string }[]>();
  for (const cell of book.cells) {
    const { row } = cell;
    const texts = [...new Set([cell.raw, row.original, cell.period.text])];
    for (const text of texts) {
      const day = dateIn(text);
      const claimed = day === undefined ? undefined : weekdayIn(text);
      if (day === undefined || claimed === undefined) continue;
      const actual = weekdayOf(day);
      if (actual === claimed) findings.pass("weekday", [cell]);
      else
        findings.fail(
          "weekday",
          "error",
          cell,
          `${text}: ${day} is a ${names[actual]}, not a ${names[claimed]}.`,
          names[actual] ?? null,
          { published: text },
        );
      break;
    }
    checkTradingDay(cell, findings);
    if (row.unit.kind === "date" || row.concept?.id === "listing-date") {
      const when = whenOf(cell.raw);
      if (when === undefined) continue;
      const subject =
        row.concept?.id === "listing-date"
          ? "listing-date"
          : labelKey(row.label)
              .replace(/\b(date|time)\b|日期|时间/g, "")
              .replace(/\s+/g, " ")
              .trim();
      const key = `${row.issuer}\u0000${subject}`;
      events.set(key, [...(events.get(key) ?? []), { cell, ...when }]);
      checkAfterDocument(cell, when.when, book, findings);
    }
    if (row.unit.kind === "text" || row.unit.kind === "date") checkStale(cell, book, findings);
  }
  for (const list of events.values()) checkOneDate(list, findings);
  checkOrder(events, findings);
}

/** A price or a market value is struck on a trading day; every exchange closes at weekends. */
function checkTradingDay(cell: Cell, findings: Findings): void {
  const { row, period } = cell;
  if (period.kind !== "day" || cell.isEstimate || !cell.isNumber) return;
  if (!["share-price", "market-cap", "first-day-close", "first-day-high"].includes(row.concept?.id ?? "")) return;
  const weekday = weekdayOf(period.key);
  if (weekday !== 0 && weekday !== 6) findings.pass("trading-day", [cell]);
  else
    findings.fail(
      "trading-day",
      "warning",
      cell,
      `${row.label} is dated ${period.text}, a ${names[weekday]}: no exchange traded. It is another day's price, or the date is wrong.`,
      names[weekday] ?? null,
    );
}

/** A listing that the document reports as done cannot come after it. */
function checkAfterDocument(cell: Cell, when: string, book: Book, findings: Findings): void {
  const written = book.documentDate.get(cell.row.source);
  if (written === undefined || cell.isEstimate || cell.row.concept?.id !== "listing-date" || when.length < 10) return;
  if (when <= written) findings.pass("date-after-document", [cell]);
  else
    findings.fail(
      "date-after-document",
      "warning",
      cell,
      `${cell.row.label} ${when} is reported as past, but the document's own latest date is ${written}.`,
      written,
    );
}

interface When {
  /** For comparison: equal where one is the other, less precisely. */
  readonly when: string;
  readonly sortKey: string;
}

/** A date, month, quarter or year as text; "Late-2026" and other words are not read. */
function whenOf(raw: string): When | undefined {
  const day = dateIn(raw);
  if (day !== undefined) return { when: day, sortKey: day };
  const period = parsePeriod(raw.replace(/\./g, ""));
  if (period.end === undefined || period.kind === "range") return undefined;
  return { when: period.key, sortKey: period.end };
}

const isSame = (a: string, b: string): boolean => {
  if (a === b || a.startsWith(b) || b.startsWith(a)) return true;
  const quarter = (text: string): string | undefined =>
    /^\d{4}-\d{2}/.test(text) ? `${text.slice(0, 4)}Q${Math.ceil(Number(text.slice(5, 7)) / 3)}` : undefined;
  return quarter(a) === b || quarter(b) === a;
};

function checkOneDate(list: readonly { cell: Cell; when: string }[], findings: Findings): void {
  if (list.length < 2) return;
  const support = (when: string): number => list.filter((other) => isSame(other.when, when)).length;
  const main = [...list].sort(
    (a, b) =>
      support(b.when) - support(a.when) ||
      Number(/text|printed/.test(a.cell.row.label)) - Number(/text|printed/.test(b.cell.row.label)),
  )[0];
  if (main === undefined) return;
  for (const { cell, when } of list) {
    if (cell === main.cell) continue;
    if (isSame(when, main.when)) findings.pass("one-event-one-date", [cell, main.cell]);
    else
      findings.fail(
        "one-event-one-date",
        "error",
        cell,
        `${cell.row.label} is ${cell.raw} here and ${main.cell.raw} in ${[main.cell.row.figure, main.cell.row.source].filter((x) => x !== "").join(", ")} ("${main.cell.row.label}").`,
        main.cell.raw,
        { published: cell.raw },
      );
  }
}

/** A product is launched before, or when, it goes into mass production. */
function checkOrder(events: ReadonlyMap<string, readonly { cell: Cell; sortKey: string }[]>, findings: Findings): void {
  for (const [key, list] of events) {
    if (!key.endsWith("mass production")) continue;
    const launch = events.get(key.replace(/mass production$/, "launch"))?.[0];
    const first = list[0];
    if (launch === undefined || first === undefined) continue;
    if (launch.sortKey <= first.sortKey) findings.pass("date-order", [first.cell, launch.cell]);
    else
      findings.fail(
        "date-order",
        "warning",
        first.cell,
        `Mass production (${first.cell.raw}) comes before launch (${launch.cell.raw}).`,
        launch.cell.raw,
        { published: first.cell.raw },
      );
  }
}

/** "Expected in 4Q25" in a document of June 2026: a status copied from an older one. */
function checkStale(cell: Cell, book: Book, findings: Findings): void {
  const text = simplified(normalise(cell.raw));
  const written = book.documentDate.get(cell.row.source);
  if (written === undefined || !/(预计|预期|将于|拟于|待推出|expected|to be launched|planned|scheduled)/i.test(text))
    return;
  const quarter = /(\d{4})年第?([一二三四1-4])季/.exec(text);
  const due =
    quarter !== null
      ? parsePeriod(`${"一二三四".indexOf(quarter[2] ?? "") + 1 || Number(quarter[2])}Q${quarter[1]}`).end
      : (dateIn(text) ??
        parsePeriod(
          /([1-4]Q\d{2,4}|\d{4}年|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{4}|\b20\d{2}\b)/i
            .exec(text)?.[0]
            ?.replace("年", "") ?? "",
        ).end);
  if (due === undefined) return;
  if (due >= written) findings.pass("stale-plan", [cell]);
  else
    findings.fail(
      "stale-plan",
      "warning",
      cell,
      `"${cell.raw}" was already past when the document was written (its latest date is ${written}).`,
      written,
      { published: cell.raw },
    );
}
