// What the auditor says: findings with their place, and how many checks were made and passed.

import type { Cell } from "./book.ts";
import { describeInterval } from "./format.ts";
import { type Interval, meets } from "./interval.ts";

export type Severity = "error" | "warning" | "note";

export interface Finding {
  readonly severity: Severity;
  readonly company: string;
  readonly statement: string;
  readonly lineItem: string;
  readonly period: string;
  readonly figure: string;
  /** As printed: a number in the row's own unit, or text. */
  readonly published: number | string | null;
  /** What the test gives, in the same unit. */
  readonly recomputed: number | string | null;
  /** Name of the test, as in the manual. */
  readonly test: string;
  readonly message: string;
  /** The arithmetic with the printed numbers. */
  readonly arithmetic?: string;
  readonly source: string;
  /** Line of the file; 0 where the finding is about no single line. */
  readonly line: number;
}

export interface Unchecked {
  readonly company: string;
  readonly statement: string;
  readonly lineItem: string;
  readonly reason: string;
}

export interface AuditResult {
  readonly findings: readonly Finding[];
  readonly checked: number;
  readonly passed: number;
  /** Checks made and passed, by test. */
  readonly tests: Readonly<Record<string, { readonly checked: number; readonly passed: number }>>;
  /** Rows no test could use: unknown line items, unreadable cells. */
  readonly notChecked: readonly Unchecked[];
}

/** Counts checks and keeps the findings. */
export class Findings {
  readonly list: Finding[] = [];
  readonly unchecked: Unchecked[] = [];
  readonly counts = new Map<string, { checked: number; passed: number }>();
  /** Cells some check has looked at. */
  readonly touched = new Set<Cell>();

  #count(test: string, isPassed: boolean): void {
    const entry = this.counts.get(test) ?? { checked: 0, passed: 0 };
    entry.checked += 1;
    if (isPassed) entry.passed += 1;
    this.counts.set(test, entry);
  }

  pass(test: string, cells: readonly Cell[] = []): void {
    this.#count(test, true);
    for (const cell of cells) this.touched.add(cell);
  }

  /** Records a failed check at a cell. */
  fail(
    test: string,
    severity: Severity,
    cell: Cell,
    message: string,
    recomputed: number | string | null,
    extra: {
      readonly arithmetic?: string;
      readonly published?: number | string | null;
      readonly cells?: readonly Cell[];
    } = {},
  ): void {
    this.#count(test, false);
    this.touched.add(cell);
    for (const other of extra.cells ?? []) this.touched.add(other);
    this.list.push({
      severity,
      company: cell.row.company,
      statement: cell.row.statement,
      lineItem: cell.row.label,
      period: cell.period.text,
      figure: cell.row.figure,
      published: extra.published !== undefined ? extra.published : cell.printedValue,
      recomputed,
      test,
      message,
      ...(extra.arithmetic === undefined ? {} : { arithmetic: extra.arithmetic }),
      source: cell.row.source,
      line: cell.line,
    });
  }

  /**
   * The one comparison behind every numeric test: does what was printed meet what its inputs allow? `expected` is in
   * base units; nothing but the printed decimals decides. Returns whether it passed.
   */
  compare(
    test: string,
    cell: Cell,
    expected: Interval,
    arithmetic: string,
    options: {
      readonly severity?: Severity;
      readonly what?: string;
      readonly cells?: readonly Cell[];
      readonly hint?: string;
    } = {},
  ): boolean {
    if (meets(cell.range, expected)) {
      this.pass(test, [cell, ...(options.cells ?? [])]);
      return true;
    }
    const unit = cell.row.unit;
    const inUnit = (value: Interval): Interval => ({ lo: value.lo / unit.factor, hi: value.hi / unit.factor });
    const recomputed = inUnit(expected);
    const what = options.what ?? cell.row.label;
    const hint = options.hint ?? scaleHint(cell.range, expected);
    this.fail(
      test,
      options.severity ?? "error",
      cell,
      `${what} is printed as ${cell.raw}, but ${arithmetic} gives ${describeInterval(recomputed, unit)}.${hint === "" ? "" : ` ${hint}`}`,
      round((recomputed.lo + recomputed.hi) / 2),
      { arithmetic, ...(options.cells === undefined ? {} : { cells: options.cells }) },
    );
    return false;
  }

  result(): AuditResult {
    const tests = Object.fromEntries([...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)));
    const totals = Object.values(tests);
    return {
      findings: this.list,
      checked: totals.reduce((n, t) => n + t.checked, 0),
      passed: totals.reduce((n, t) => n + t.passed, 0),
      tests,
      notChecked: this.unchecked,
    };
  }
}

/** Twelve significant digits: no binary dust in reports. */
export const round = (value: number): number | null => (Number.isFinite(value) ? Number(value.toPrecision(12)) : null);

/** Says so when the two sides differ by a power of ten that units differ by, or by a sign. */
export function scaleHint(published: Interval, expected: Interval): string {
  if (meets({ lo: -published.hi, hi: -published.lo }, expected)) return "The sign is reversed.";
  for (const [factor, name] of [
    [1e3, "1,000"],
    [1e4, "10,000"],
    [1e6, "1,000,000"],
    [1e8, "100,000,000"],
    [100, "100"],
    [10, "10"],
  ] as const) {
    if (meets({ lo: published.lo * factor, hi: published.hi * factor }, expected))
      return `It is ${name} times too small: check the unit.`;
    if (meets({ lo: published.lo / factor, hi: published.hi / factor }, expected))
      return `It is ${name} times too large: check the unit.`;
  }
  return "";
}
