// Reads the requests back out of benchmark result files: `vllm bench serve --save-result --save-detailed`, and the per-request
// metrics of inference-perf. These are single JSON documents, so they are held whole, up to a limit.
import { fail } from "../errors.ts";
import { RequestBuilder, type RequestColumns } from "./request-columns.ts";
import { quoteValue, RowProblems } from "./row-problems.ts";

/** A detailed result of a million requests is about this large. */
const maxDocumentBytes = 500_000_000;

export interface ResultRequests {
  readonly columns: RequestColumns;
  readonly hasArrivals: boolean;
  /** How the run was driven, where the file says so instead of giving times. */
  readonly drawn?: { readonly requestsPerSecond: number; readonly coefficientOfVariation: number };
}

function parseWhole(chunks: Iterable<Uint8Array>, file: string | undefined): unknown {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maxDocumentBytes)
      fail(
        "schema",
        [],
        `is longer than ${maxDocumentBytes / 1e6} MB`,
        "Result files are one JSON document: split it, or convert it to CSV (TIMESTAMP,ContextTokens,GeneratedTokens).",
        file,
      );
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  parts.push(decoder.decode());
  try {
    return JSON.parse(parts.join("").replace(/^\uFEFF/, ""));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    fail("schema", [], `is not JSON: ${reason}`, "Give the result file as the benchmark wrote it.", file);
  }
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Requests are numbered from 1, like lines. */
function readTokens(value: unknown, index: number, name: string, problems: RowProblems): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 1e8) return value;
  problems.add(
    index + 1,
    name,
    `expected a whole number of tokens of at least 1, got ${quoteValue(JSON.stringify(value) ?? "nothing")}`,
    "Failed requests have no tokens: remove them from the file.",
    "domain",
  );
  return 0;
}

function readVllm(document: unknown, file: string | undefined): ResultRequests {
  const problems = new RowProblems(file);
  const prompts = isFields(document) ? document["input_lens"] : undefined;
  const outputs = isFields(document) ? document["output_lens"] : undefined;
  if (!isFields(document) || !Array.isArray(prompts) || !Array.isArray(outputs) || prompts.length !== outputs.length) {
    fail(
      "schema",
      ["input_lens"],
      "the result has no lists input_lens and output_lens of equal length",
      "Run vllm bench serve with --save-detailed: without it only totals are written.",
      file,
    );
  }
  const starts = document["start_times"];
  const errors = Array.isArray(document["errors"]) ? document["errors"] : [];
  const hasArrivals = Array.isArray(starts) && starts.length === prompts.length && starts.every(Number.isFinite);
  const builder = new RequestBuilder(Math.max(1, prompts.length));
  for (let i = 0; i < prompts.length; i++) {
    // A request that failed in the benchmark was still sent, but its answer's length is unknown.
    if (typeof errors[i] === "string" && errors[i] !== "") continue;
    const prompt = readTokens(prompts[i], i, "input_lens", problems);
    const output = readTokens(outputs[i], i, "output_lens", problems);
    if (prompt > 0 && output > 0) builder.add(hasArrivals ? (starts[i] as number) : 0, prompt, output);
  }
  problems.throwIfAny();
  const columns = builder.take();
  if (hasArrivals) return { columns, hasArrivals };
  // Without times the run is what its settings say: a closed loop at an endless rate, or gamma gaps of the given burstiness.
  const { request_rate: rate, max_concurrency: concurrency, burstiness } = document;
  if (typeof rate === "number" && Number.isFinite(rate) && rate > 0) {
    const shape = typeof burstiness === "number" && burstiness > 0 ? burstiness : 1;
    return { columns, hasArrivals, drawn: { requestsPerSecond: rate, coefficientOfVariation: 1 / Math.sqrt(shape) } };
  }
  if (typeof concurrency === "number" && Number.isInteger(concurrency) && concurrency > 0)
    return { columns: { ...columns, closedLoopConcurrency: concurrency }, hasArrivals };
  return { columns, hasArrivals };
}

function readInferencePerf(document: unknown, file: string | undefined): ResultRequests {
  const problems = new RowProblems(file);
  if (!Array.isArray(document))
    fail(
      "schema",
      [],
      "expected a list of requests",
      "Give inference-perf's per_request_lifecycle_metrics.json (report.request_lifecycle.per_request: true).",
      file,
    );
  const builder = new RequestBuilder(Math.max(1, document.length));
  let hasArrivals = true;
  for (const [i, entry] of document.entries()) {
    if (!isFields(entry)) {
      problems.add(i + 1, undefined, `request ${i + 1} is no object`, "Give the file as inference-perf wrote it.");
      continue;
    }
    if (isFields(entry["error"])) continue;
    const info = isFields(entry["info"]) ? entry["info"] : entry;
    const prompt = readTokens(info["input_tokens"], i, "info.input_tokens", problems);
    const output = readTokens(info["output_tokens"], i, "info.output_tokens", problems);
    const start = entry["start_time"];
    if (typeof start !== "number" || !Number.isFinite(start)) hasArrivals = false;
    if (prompt > 0 && output > 0) builder.add(typeof start === "number" ? start : 0, prompt, output);
  }
  problems.throwIfAny();
  const columns = builder.take();
  if (!hasArrivals) columns.arrivalSeconds.fill(0);
  return { columns, hasArrivals };
}

/** Requests that succeeded, with their send times where the file has them. */
export function readResultFile(
  chunks: Iterable<Uint8Array>,
  format: "vllm-bench" | "inference-perf",
  file: string | undefined,
): ResultRequests {
  const document = parseWhole(chunks, file);
  return format === "vllm-bench" ? readVllm(document, file) : readInferencePerf(document, file);
}
