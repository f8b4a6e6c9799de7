// Looks up a figure of an issuer wherever a document prints it, the most precise printing first.
import type { Book, Cell, Row } from "./book.ts";
import { conceptById, labelKey } from "./concept.ts";
import { instantKey, type Period, parsePeriod } from "./period.ts";
import type { UnitKind } from "./unit.ts";

const levelKinds = new Set<UnitKind>(["money", "count", "shares", "none", "per-share"]);

/** Balances are filed by day, so that "2025" and "end-2025" meet; flows by their period. */
export function periodKeyOf(row: Row, period: Period): string {
  return row.concept?.group === "balance" ? instantKey(period) : period.key;
}

export class Ledger {
  readonly #byConcept = new Map<string, Cell[]>();
  readonly #byLabel = new Map<string, Cell[]>();
  readonly book: Book;

  constructor(book: Book) {
    this.book = book;
    for (const cell of book.cells) {
      if (!cell.isNumber || !levelKinds.has(cell.row.unit.kind)) continue;
      const { row } = cell;
      const key = periodKeyOf(row, cell.period);
      if (row.concept !== undefined) push(this.#byConcept, join(row.issuer, row.concept.id, key), cell);
      push(this.#byLabel, join(row.issuer, row.key, key), cell);
    }
    for (const map of [this.#byConcept, this.#byLabel])
      for (const cells of map.values()) cells.sort((a, b) => width(a) - width(b));
  }

  /** The most precise printing of a concept in one document; exact numbers before bounds. */
  find(issuer: string, source: string, concept: string, period: string | Period): Cell | undefined {
    return this.all(issuer, concept, period).find((cell) => cell.row.source === source);
  }

  /** Every printing of a concept, in all documents, most precise first. */
  all(issuer: string, concept: string, period: string | Period): readonly Cell[] {
    const parsed = typeof period === "string" ? parsePeriod(period) : period;
    const key = conceptById.get(concept)?.group === "balance" ? instantKey(parsed) : parsed.key;
    return this.#byConcept.get(join(issuer, concept, key)) ?? [];
  }

  byLabel(issuer: string, source: string, label: string, period: string): Cell | undefined {
    return this.#byLabel.get(join(issuer, labelKey(label), period))?.find((cell) => cell.row.source === source);
  }
}

const join = (...parts: string[]): string => parts.join("\u0000");

const push = (map: Map<string, Cell[]>, key: string, cell: Cell): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [cell]);
  else list.push(cell);
};

const width = (cell: Cell): number => cell.range.hi - cell.range.lo;
