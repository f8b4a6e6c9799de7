// Reports of ByteMLPerf micro-perf and its successor xpu-perf as measured operators, with the two ratios that suite prints.
// Two shapes are read: one document per operator (`{"Operators", "Performance": [...]}`), and records of arguments and targets
// (`{"op_name", "arguments": {...}, "targets": {...}}`), one JSON document, an array, or one record a line.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import type { ServingPrecision } from "../../catalog/precision.ts";
import { fail, type Issue, SilicoError } from "../../errors.ts";
import { arithmeticOf } from "../operators/arithmetic.ts";
import type { CollectiveName, OperatorCall } from "../operators/operator-call.ts";
import { operatorWork } from "../operators/operator-work.ts";
import { type KernelTable, mergeDuplicates, timesTooFast } from "./kernel-table.ts";

export interface ReportRow {
  readonly operator: string;
  readonly dtype: string;
  /** `1024x4096 4096x1024`, `M=16 K=4096 N=4096`. */
  readonly shape: string;
  readonly seconds: number;
  /** The call, where Silico models the operator; others still have bytes. */
  readonly call: OperatorCall | undefined;
  readonly bytes: number | undefined;
  /** Place in the report, counted from 1. */
  readonly line: number;
}

export interface XpuPerfReport {
  readonly device: string | undefined;
  readonly rows: readonly ReportRow[];
  /** Entries without a latency (unsupported or failed on the device), by operator. */
  readonly skipped: ReadonlyMap<string, number>;
}

type Json = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const formats: Readonly<Record<string, { readonly precision: ServingPrecision | undefined; readonly bytes: number }>> =
  {
    bfloat16: { precision: "bf16", bytes: 2 },
    float16: { precision: "fp16", bytes: 2 },
    half: { precision: "fp16", bytes: 2 },
    int8: { precision: "int8", bytes: 1 },
    float8: { precision: "fp8", bytes: 1 },
    float8_e4m3: { precision: "fp8", bytes: 1 },
    float8_e4m3fn: { precision: "fp8", bytes: 1 },
    fp8: { precision: "fp8", bytes: 1 },
    float32: { precision: undefined, bytes: 4 },
    tfloat32: { precision: undefined, bytes: 4 },
  };

const collectives: Readonly<Record<string, CollectiveName>> = {
  all_reduce: "all-reduce",
  allreduce: "all-reduce",
  all_gather: "all-gather",
  allgather: "all-gather",
  reduce_scatter: "reduce-scatter",
  reducescatter: "reduce-scatter",
  all_to_all: "all-to-all",
  alltoall: "all-to-all",
};

/** The first of `names` that holds a number (figures may be printed as text). */
function numberOf(record: Json, ...names: string[]): number | undefined {
  for (const name of names) {
    const raw = record[name];
    const value =
      typeof raw === "number" ? raw : typeof raw === "string" && raw.trim() !== "" ? Number(raw) : Number.NaN;
    if (Number.isFinite(value)) return value;
  }
  return undefined;
}

const shapesOf = (value: unknown): number[][] =>
  Array.isArray(value)
    ? value.filter((shape): shape is number[] => Array.isArray(shape) && shape.every((n) => typeof n === "number"))
    : [];

function callOf(operator: string, record: Json, shapes: number[][], dtype: string): OperatorCall | undefined {
  const format = formats[dtype.toLowerCase()];
  const collective = collectives[operator.toLowerCase()];
  if (collective !== undefined) {
    const ranks = numberOf(record, "world_size", "Group", "group", "group_size");
    const elements = shapes[0]?.reduce((product, size) => product * size, 1);
    const bytes =
      numberOf(record, "algo_size(B)", "size(B)") ??
      (elements === undefined ? undefined : elements * (format?.bytes ?? 4));
    if (ranks === undefined || bytes === undefined || ranks < 2) return undefined;
    return { kind: "collective", op: collective, bytes, ranks, ranksPerDomain: ranks, implementation: "nccl" };
  }
  if (format?.precision === undefined) return undefined;
  const [m, k, n] = [numberOf(record, "M", "m"), numberOf(record, "K", "k"), numberOf(record, "N", "n")];
  const isGemm = /^(gemm|matmul|linear)/i.test(operator);
  if (isGemm && m !== undefined && k !== undefined && n !== undefined)
    return { kind: "gemm", m, n, k, precision: format.precision };
  const [left, right] = shapes;
  if (isGemm && left?.length === 2 && right?.length === 2 && left[1] === right[0])
    return { kind: "gemm", m: left[0]!, k: left[1]!, n: right[1]!, precision: format.precision };
  if (/^batch_?gemm|^bmm/i.test(operator) && left?.length === 3 && right?.length === 3 && left[2] === right[1])
    return {
      kind: "batched-gemm",
      batch: left[0]!,
      m: left[1]!,
      k: left[2]!,
      n: right[2]!,
      precision: format.precision,
    };
  return undefined;
}

/** Bytes as the report counts them; MB there are 2^20 bytes. */
function bytesOf(record: Json): number | undefined {
  const total = numberOf(record, "io_bytes", "Memory Size(B)", "mem_size(B)", "total_io_bytes");
  if (total !== undefined) return total;
  const read = numberOf(record, "Read IO Size(MB)", "read_bytes(MB)");
  const write = numberOf(record, "Write IO Size(MB)", "write_bytes(MB)");
  if (read !== undefined || write !== undefined) return ((read ?? 0) + (write ?? 0)) * 2 ** 20;
  const memory = numberOf(record, "Memory Size(MB)");
  return memory === undefined ? undefined : memory * 2 ** 20;
}

function documentsOf(text: string, file: string): Json[] {
  const clean = text.replace(/^\uFEFF/, "").trim();
  if (clean === "") fail("file", [], "the report is empty", "Give a report of byte_micro_perf or xpu-perf.", file);
  try {
    const parsed: unknown = JSON.parse(clean);
    return (Array.isArray(parsed) ? parsed : [parsed]).filter(isRecord);
  } catch {
    // One record a line.
  }
  return clean.split(/\r?\n/).map((line, i) => {
    try {
      const parsed: unknown = JSON.parse(line);
      if (isRecord(parsed)) return parsed;
    } catch {
      // Reported below.
    }
    return fail("schema", [], `line ${i + 1} is no JSON object`, "Give the report as the suite wrote it.", file);
  });
}

/** @throws {SilicoError} code "schema" or "file" where the text is no such report, naming the entry. */
export function readXpuPerfReport(file: string, text: string): XpuPerfReport {
  let device: string | undefined;
  const rows: ReportRow[] = [];
  const skipped = new Map<string, number>();
  let line = 0;
  const add = (operator: string, record: Json, targets: Json): void => {
    line += 1;
    const shapes = shapesOf(record["Tensor Shapes"] ?? record["tensor_shapes"] ?? record["shapes"]);
    const dtype = String(record["Dtype"] ?? record["dtype"] ?? record["Data Type"] ?? "unknown");
    const microseconds = numberOf(targets, "Avg latency(us)", "latency(us)", "avg_latency(us)", "latency_us");
    if (microseconds === undefined || microseconds === 0) {
      skipped.set(operator, (skipped.get(operator) ?? 0) + 1);
      return;
    }
    if (microseconds < 0)
      fail("schema", [], `entry ${line} (${operator}): latency of ${microseconds} us`, "Repeat the measurement.", file);
    const dims = ["M", "K", "N"].filter((name) => numberOf(record, name) !== undefined);
    rows.push({
      operator,
      dtype,
      shape:
        shapes.length > 0
          ? shapes.map((shape) => shape.join("x")).join(" ")
          : dims.map((name) => `${name}=${record[name]}`).join(" "),
      seconds: microseconds * 1e-6,
      call: callOf(operator, { ...record, ...targets }, shapes, dtype),
      bytes: bytesOf({ ...record, ...targets }),
      line,
    });
  };
  for (const document of documentsOf(text, file)) {
    const named = document["Device Info"] ?? document["sku_name"] ?? document["device_name"];
    if (typeof named === "string") device ??= named;
    const operator = String(
      document["Operators"] ?? document["Operator"] ?? document["op_name"] ?? document["op"] ?? "",
    );
    const list = document["Performance"];
    if (Array.isArray(list)) for (const entry of list.filter(isRecord)) add(operator, entry, entry);
    else if (isRecord(document["targets"]))
      add(operator, isRecord(document["arguments"]) ? document["arguments"] : document, document["targets"]);
    else
      fail(
        "schema",
        [],
        `neither "Performance" nor "targets" in ${JSON.stringify(Object.keys(document).slice(0, 6))}`,
        "Give a report of byte_micro_perf or xpu-perf.",
        file,
      );
  }
  return { device, rows, skipped };
}

/** Model FLOP and memory-bandwidth utilisation of one measured row, fractions; undefined where they mean nothing. */
export function utilisation(row: ReportRow, chip: ChipSpec): { mfu: number | undefined; mbu: number | undefined } {
  const work = row.call === undefined ? undefined : operatorWork(row.call, chip);
  if (row.call?.kind === "collective")
    return { mfu: undefined, mbu: work!.bytes / row.seconds / chip.scaleUp.bytesPerSecond };
  const bytes = row.bytes ?? work?.bytes;
  return {
    mfu: work === undefined || work.flops === 0 ? undefined : work.flops / row.seconds / work.peakFlopsPerSecond,
    mbu: bytes === undefined ? undefined : bytes / row.seconds / chip.memoryBytesPerSecond,
  };
}

/**
 * The rows Silico models, as a kernel table to fit: copies of one call merged to their median, rows in a precision the chip lacks
 * counted out.
 * @throws {SilicoError} code "schema" for entries that beat twice the data sheet (wrong unit, or another chip), by entry
 */
export function reportTable(file: string, report: XpuPerfReport, chip: ChipSpec): KernelTable {
  const excluded = new Map<string, number>();
  const count = (reason: string) => excluded.set(reason, (excluded.get(reason) ?? 0) + 1);
  const issues: Issue[] = [];
  const rows = report.rows.flatMap(({ call, seconds, dtype, line, operator }) => {
    if (call === undefined) {
      count(`${operator} in ${dtype} is not an operator of the model`);
      return [];
    }
    if ("precision" in call && arithmeticOf(call.precision, chip).isEmulated) {
      count(`${chip.id} has no ${call.precision} arithmetic`);
      return [];
    }
    const ratio = timesTooFast(call, seconds, chip);
    if (ratio !== undefined)
      issues.push({
        code: "schema",
        path: [],
        problem: `entry ${line} (${operator}): ${seconds * 1e6} us would be ${ratio.toFixed(1)} times as fast as the data sheet of ${chip.id} allows`,
        hint: "Check the unit (reports are in microseconds), the chip and the precision.",
        file,
      });
    return [{ call, seconds, dtype, line }];
  });
  if (issues.length > 0) throw new SilicoError(issues.slice(0, 10));
  const { merged, remarks } = mergeDuplicates(rows);
  return { file, rows: merged, excluded, engine: "xpu-perf", remarks };
}
