// A published result beside our own: each quantity with its ratio, its tolerance and a verdict, and what had to be assumed.
// Takes numbers; runs nothing.
import { assertNever } from "../../errors.ts";

/** What a published figure asks of ours. */
export type Bar =
  /** Our figure over the published one lies within 1 - tolerance and 1 + tolerance. */
  | { readonly kind: "ratio"; readonly published: number; readonly tolerance: number }
  /** The publication gives a range over several cases; ours lies in it, its ends widened by the tolerance. */
  | { readonly kind: "range"; readonly low: number; readonly high: number; readonly tolerance: number }
  /** A statement that is true or false: an order, a choice. */
  | { readonly kind: "claim"; readonly published: string; readonly isMet: boolean }
  /** Shown for understanding, held to nothing. */
  | { readonly kind: "shown"; readonly published?: number };

export interface ReproducedRow {
  readonly quantity: string;
  readonly unit: string;
  readonly bar: Bar;
  /** Ours; undefined where there is none, such as a rate that does not exist. */
  readonly reproduced: number | string | undefined;
  /** Where in the sources the published figure stands. */
  readonly source?: string;
  /** Known reason of a miss, where it is known. */
  readonly remark?: string;
}

/** Who wants to hear how far a long reproduction is. */
export interface Watcher {
  readonly onProgress?: (whatIsPlayed: string) => void;
}

export type Verdict = "pass" | "miss" | "shown";

/** One publication, reproduced. */
export interface Reproduction {
  readonly name: string;
  readonly title: string;
  readonly sources: readonly string[];
  readonly rows: readonly ReproducedRow[];
  /** What the publication does not say and we had to choose. */
  readonly assumptions: readonly string[];
}

/** Ours over the published figure; undefined where either is not one number. */
export function ratioOf({ bar, reproduced }: ReproducedRow): number | undefined {
  if (bar.kind !== "ratio" && bar.kind !== "shown") return undefined;
  return typeof reproduced === "number" && bar.published !== undefined ? reproduced / bar.published : undefined;
}

export function verdictOf(row: ReproducedRow): Verdict {
  const { bar, reproduced } = row;
  switch (bar.kind) {
    case "ratio": {
      const ratio = ratioOf(row);
      return ratio !== undefined && Math.abs(ratio - 1) <= bar.tolerance ? "pass" : "miss";
    }
    case "range":
      return typeof reproduced === "number" &&
        reproduced >= bar.low * (1 - bar.tolerance) &&
        reproduced <= bar.high * (1 + bar.tolerance)
        ? "pass"
        : "miss";
    case "claim":
      return bar.isMet ? "pass" : "miss";
    case "shown":
      return "shown";
    default:
      return assertNever(bar);
  }
}

/** Every row that is held to something passes. */
export const isReproduced = ({ rows }: Reproduction): boolean => rows.every((row) => verdictOf(row) !== "miss");
