// The DCF tables of a document, as the checks ask them.
import type { Block, Cell, Row } from "./book.ts";

/** The DCF tables of one issuer in one document, read together: flows by year and single inputs. */
export class Dcf {
  readonly rows: readonly Row[];
  constructor(blocks: readonly Block[]) {
    this.rows = blocks.flatMap((block) => block.rows);
  }
  /** A row over several years. */
  series(concept: string): Row | undefined {
    return this.rows.find((row) => row.concept?.id === concept && row.cells.size >= 2);
  }
  /** A single input. */
  one(concept: string): Cell | undefined {
    for (const row of this.rows)
      if (row.concept?.id === concept && row.cells.size === 1) {
        const cell = [...row.cells.values()][0];
        if (cell?.isNumber) return cell;
      }
    return undefined;
  }
}
