// Reads a trace from byte chunks, whatever its format: detects it, streams it, checks it, orders it.
import { fail } from "../errors.ts";
import type { TraceFormat } from "../scenario/scenario.ts";
import { CsvTrace } from "./csv-trace.ts";
import { JsonlTrace } from "./jsonl-trace.ts";
import { LineSplitter } from "./line-splitter.ts";
import { countOutOfOrder, type RequestColumns, sortByArrival, startAtZero } from "./request-columns.ts";
import { readResultFile } from "./result-files.ts";
import { RowProblems } from "./row-problems.ts";

export interface Trace {
  readonly columns: RequestColumns;
  readonly format: TraceFormat;
  /** False: the file has lengths alone, all arrivals are 0 and must be drawn. */
  readonly hasArrivals: boolean;
  /** How the arrivals are to be drawn, where the file says so instead of giving times. */
  readonly drawn?: { readonly requestsPerSecond: number; readonly coefficientOfVariation: number };
  /** What was done to the rows, for the reader: sorted, equal times. */
  readonly notes: readonly string[];
}

export interface ReadTraceOptions {
  readonly format?: TraceFormat;
  /** Name for messages. */
  readonly file?: string;
}

const decoder = new TextDecoder();
const headBytes = 4096;

/** The format that a file beginning with `head` has. */
export function detectFormat(head: string, file: string | undefined): TraceFormat {
  const start = head.replace(/^\uFEFF/, "").trimStart();
  if (start === "") fail("schema", [], "the file is empty", "Give a trace with at least one request.", file);
  if (start.startsWith("{") || start.startsWith("[")) {
    const firstLine = start.split("\n", 1)[0] ?? "";
    if (/"hash_ids"|"input_length"/.test(firstLine)) return "mooncake";
    if (/"input_lens"|"request_throughput"|"backend"|"output_throughput"|"model_id"/.test(start)) return "vllm-bench";
    if (/"start_time"|"end_time"|"request"|"info"/.test(start)) return "inference-perf";
    fail(
      "schema",
      [],
      `cannot tell what this JSON is: ${JSON.stringify(firstLine.slice(0, 60))}`,
      "Known: Mooncake JSONL, results of vllm bench serve (--save-detailed) and of inference-perf (per-request metrics).",
      file,
    );
  }
  if (start.startsWith("<")) fail("schema", [], "holds a web page (HTML), not a trace", "Download the raw file.", file);
  if (start.startsWith("version https://git-lfs"))
    fail("schema", [], "holds a Git LFS pointer, not a trace", "Fetch the file itself: git lfs pull.", file);
  const header = (start.split("\n", 1)[0] ?? "").toLowerCase();
  return /time|arriv/.test(header) ? "azure" : "lengths";
}

/** Enough of the file to tell its format; pieces are joined, since the first may be a single byte. */
function readHead(iterator: Iterator<Uint8Array>): Uint8Array {
  const first = iterator.next();
  if (first.done === true) return new Uint8Array(0);
  let head = first.value;
  while (head.length < headBytes) {
    // The chunk may be reused by the next call.
    const known = head.slice();
    const next = iterator.next();
    if (next.done === true) return known;
    head = new Uint8Array(known.length + next.value.length);
    head.set(known);
    head.set(next.value, known.length);
  }
  return head;
}

/**
 * Reads a trace. Rows stay in order of arrival; unsorted rows are sorted (stably) and equal times kept, both with a note.
 * @param chunks bytes of the file, in order; each chunk may be reused once the next is asked for.
 * @throws {SilicoError} with file, line, column, value and next step of up to 20 bad rows.
 */
export function readTrace(chunks: Iterable<Uint8Array>, options: ReadTraceOptions = {}): Trace {
  const { file } = options;
  const iterator = chunks[Symbol.iterator]();
  const head = readHead(iterator);
  const format = options.format ?? detectFormat(decoder.decode(head.subarray(0, 65536)), file);
  const rest = function* (): Iterable<Uint8Array> {
    yield head;
    for (let next = iterator.next(); next.done !== true; next = iterator.next()) yield next.value;
  };
  if (format === "vllm-bench" || format === "inference-perf") {
    const { columns, hasArrivals, drawn } = readResultFile(rest(), format, file);
    return { ...finish(columns, format, hasArrivals, file), ...(drawn === undefined ? {} : { drawn }) };
  }
  const problems = new RowProblems(file);
  const reader = format === "mooncake" ? new JsonlTrace(problems) : new CsvTrace(problems, file);
  const splitter = new LineSplitter((bytes, start, end, line) => reader.line(bytes, start, end, line), file);
  try {
    for (const chunk of rest()) splitter.push(chunk);
    splitter.finish();
  } finally {
    // A reader stopped by an error lets go of its file.
    iterator.return?.();
  }
  problems.throwIfAny();
  return finish(reader.builder.take(), format, reader.hasArrivals, file);
}

function finish(columns: RequestColumns, format: TraceFormat, hasArrivals: boolean, file: string | undefined): Trace {
  if (columns.count === 0)
    fail("schema", [], "has no requests", "Give a trace with at least one row below the header.", file);
  const notes: string[] = [];
  const outOfOrder = hasArrivals ? countOutOfOrder(columns.arrivalSeconds) : 0;
  if (outOfOrder > 0) notes.push(`${outOfOrder} rows stood before their predecessor in time; the trace was sorted`);
  const sorted = hasArrivals ? sortByArrival(columns) : columns;
  if (hasArrivals) {
    let equal = 0;
    for (let i = 1; i < sorted.count; i++) if (sorted.arrivalSeconds[i] === sorted.arrivalSeconds[i - 1]) equal += 1;
    if (equal > 0) notes.push(`${equal} requests arrive at the same time as the one before; kept in the file's order`);
    startAtZero(sorted.arrivalSeconds);
  }
  return { columns: sorted, format, hasArrivals, notes };
}
