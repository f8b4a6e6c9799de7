// One kernel table: text in, measured operator calls out, every line that is not one accounted for.
import { inferSchema, initParser } from "udsv";
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import { fail, type Issue, SilicoError } from "../../errors.ts";
import { arithmeticOf } from "../operators/arithmetic.ts";
import { classPrior } from "../operators/class-prior.ts";
import type { OperatorCall } from "../operators/operator-call.ts";
import { operatorWork } from "../operators/operator-work.ts";
import { type Columns, inferSimReaders, type KernelRow, type TableReader, tableReaders } from "./kernel-row.ts";

export interface KernelTable {
  /** As given, for messages. */
  readonly file: string;
  readonly rows: readonly KernelRow[];
  /** Lines of the file that hold no measurement Silico can predict, by reason. */
  readonly excluded: ReadonlyMap<string, number>;
  /** `vllm 0.24.0`; several joined by " + ". Empty where the table does not say. */
  readonly engine: string;
  /** Remarks for the person: mixed versions, duplicates that disagree. */
  readonly remarks: readonly string[];
}

/** The reader of a file of a system folder; undefined = not a kernel table. */
export function readerOf(folder: string, file: string): TableReader | undefined {
  const name = file.replace(/\.csv$/, "");
  return (/_infersim$/.test(folder) ? inferSimReaders : tableReaders)[name];
}

/** A table whose implied rate exceeds the data sheet by more than this is in the wrong unit. */
const impossibleRatio = 2;
/** The same where all operands fit in the last-level cache, which is several times as fast as device memory. */
const impossibleCachedRatio = 8;

/** A table none of whose rows comes closer than this to its launch and roof together is in the wrong unit too. */
const hopelessRatio = 300;

/**
 * @throws {SilicoError} code "schema" for missing columns, unreadable or non-positive latencies, for a row that would need more
 * than twice the data sheet's bandwidth or arithmetic, and for a table slower throughout than any chip is (wrong unit), naming
 * file and line.
 */
export function readKernelTable(file: string, text: string, reader: TableReader, chip: ChipSpec): KernelTable {
  const clean = text.replace(/^\uFEFF/, "").trimEnd();
  if (clean === "") fail("file", [], "the file is empty", "Give a table with a header line.", file);
  if (!clean.includes("\n"))
    fail("file", [], "the file has a header line and no rows", "Give one measured call a line.", file);
  const schema = inferSchema(clean, { trim: true });
  const names = schema.cols.map((column) => column.name);
  const missing = reader.columns.filter((name) => !names.includes(name));
  if (missing.length > 0)
    fail(
      "schema",
      [],
      `missing column${missing.length > 1 ? "s" : ""} ${missing.join(", ")} (found ${names.join(", ")})`,
      "Add them, or rename the file if it holds another kind of table.",
      file,
    );
  const records = initParser(schema).stringArrs(clean);
  const index = new Map(names.map((name, i) => [name, i]));
  const rows: KernelRow[] = [];
  const issues: Issue[] = [];
  const excluded = new Map<string, number>();
  const engines = new Set<string>();
  let record: readonly string[] = [];
  let quickest = { ratio: Number.POSITIVE_INFINITY, latency: 0, line: 0 };
  const { launchSeconds } = classPrior(chip.architecture);
  const at: Columns = {
    number: (name) => Number(record[index.get(name) ?? -1] ?? Number.NaN),
    word: (name) => record[index.get(name) ?? -1] ?? "",
  };
  records.forEach((cells, i) => {
    record = cells;
    const line = i + 2;
    const read = reader.read(at);
    if (typeof read === "string") {
      excluded.set(read, (excluded.get(read) ?? 0) + 1);
      return;
    }
    if (index.has("backend")) engines.add(`${at.word("backend")} ${at.word("version")}`.trim());
    for (const { call, latency, dtype } of read) {
      const seconds = latency * reader.secondsPerUnit;
      if (!(seconds > 0) || !Number.isFinite(seconds)) {
        issues.push(
          problem(file, line, `expected a positive latency, got ${latency}`, "Remove or repeat the measurement."),
        );
        continue;
      }
      const bad = Object.entries(call).find(([, value]) => typeof value === "number" && !Number.isFinite(value));
      if (bad !== undefined) {
        issues.push(problem(file, line, `expected a number for ${bad[0]}, got ${bad[1]}`, "Correct the column."));
        continue;
      }
      if ("precision" in call && isLacking(call.precision, chip)) {
        const reason = `${chip.id} has no ${call.precision} arithmetic`;
        excluded.set(reason, (excluded.get(reason) ?? 0) + 1);
        continue;
      }
      const floor = dataSheetSeconds(call, chip);
      const ratio = timesTooFast(call, seconds, chip);
      const slowness = seconds / (launchSeconds + floor);
      if (slowness < quickest.ratio) quickest = { ratio: slowness, latency, line };
      if (ratio !== undefined)
        issues.push(
          problem(
            file,
            line,
            `${latency} would be ${ratio.toFixed(1)} times as fast as the data sheet of ${chip.id} allows`,
            `Check the unit: this table is read as ${unitOf(reader)}.`,
          ),
        );
      rows.push({ call, seconds, dtype, line });
    }
  });
  if (rows.length > 0 && quickest.ratio > hopelessRatio)
    issues.push(
      problem(
        file,
        quickest.line,
        `${quickest.latency} is the row nearest to the data sheet of ${chip.id}, and ${quickest.ratio.toFixed(0)} times as slow as it allows`,
        `Check the unit: this table is read as ${unitOf(reader)}.`,
      ),
    );
  if (issues.length > 0) throw new SilicoError(issues.slice(0, 10));
  const { merged, remarks } = mergeDuplicates(rows);
  if (engines.size > 1) remarks.unshift(`mixed versions: ${[...engines].sort().join(", ")}`);
  return { file, rows: merged, excluded, engine: [...engines].sort().join(" + "), remarks };
}

/** Least time that bandwidth and arithmetic of the data sheet allow, seconds. */
function dataSheetSeconds(call: OperatorCall, chip: ChipSpec): number {
  const work = operatorWork(call, chip);
  const roof = call.kind === "collective" ? chip.scaleUp.bytesPerSecond : chip.memoryBytesPerSecond;
  return Math.max(work.bytes / roof, work.flops / work.peakFlopsPerSecond);
}

/** By how much a measurement beats the data sheet, where that is more than any chip can; otherwise undefined. */
export function timesTooFast(call: OperatorCall, seconds: number, chip: ChipSpec): number | undefined {
  const ratio = dataSheetSeconds(call, chip) / seconds;
  const isCached = call.kind !== "collective" && operatorWork(call, chip).bytes <= (chip.l2Bytes ?? 0);
  return ratio > (isCached ? impossibleCachedRatio : impossibleRatio) ? ratio : undefined;
}

const unitOf = (reader: TableReader): string => (reader.secondsPerUnit === 1e-3 ? "milliseconds" : "microseconds");

const problem = (file: string, line: number, text: string, hint: string): Issue => ({
  code: "schema",
  path: [],
  problem: `line ${line}: ${text}`,
  hint,
  file,
});

/** Weight-only formats run anywhere; the others need their own arithmetic. */
function isLacking(precision: Parameters<typeof arithmeticOf>[0], chip: ChipSpec): boolean {
  return arithmeticOf(precision, chip).isEmulated;
}

/** One row a call: the median where a call was measured more than once; copies that differ by over 20% are remarked on. */
export function mergeDuplicates(rows: readonly KernelRow[]): { merged: KernelRow[]; remarks: string[] } {
  const byCall = new Map<string, KernelRow[]>();
  for (const row of rows) {
    const key = Object.values(row.call).join("|") + JSON.stringify("sparse" in row.call ? row.call.sparse : 0);
    const same = byCall.get(key);
    if (same === undefined) byCall.set(key, [row]);
    else same.push(row);
  }
  const merged: KernelRow[] = [];
  let differing = 0;
  let worst: { ratio: number; line: number } = { ratio: 1, line: 0 };
  for (const copies of byCall.values()) {
    if (copies.length === 1) {
      merged.push(copies[0]!);
      continue;
    }
    const sorted = [...copies].sort((a, b) => a.seconds - b.seconds);
    const middle = (sorted[(sorted.length - 1) >> 1]!.seconds + sorted[sorted.length >> 1]!.seconds) / 2;
    const ratio = sorted[sorted.length - 1]!.seconds / sorted[0]!.seconds;
    if (ratio > 1.2) differing += 1;
    if (ratio > worst.ratio) worst = { ratio, line: copies[1]!.line };
    merged.push({ ...copies[0]!, seconds: middle });
  }
  const remarks =
    differing === 0
      ? []
      : [
          `${differing} calls were measured more than once with over 20% between copies (worst ${worst.ratio.toFixed(2)}x, line ${worst.line}); their median is used`,
        ];
  return { merged, remarks };
}
