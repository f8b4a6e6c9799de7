// Result files of load tests, from the tools people use, as measured runs: vllm bench serve, inference-perf, genai-perf
// (AIPerf keeps its shape), and Silico's own CSV. The tool is told from the keys, not from the file's name.
import { inferSchema, initParser } from "udsv";
import { z } from "zod";
import { fail, type Issue, SilicoError } from "../errors.ts";
import type { MeasuredLatency, MeasuredRun } from "./measured-run.ts";

export interface ResultText {
  readonly text: string;
  readonly file: string;
}

type Latency = { -readonly [K in keyof MeasuredLatency]: MeasuredLatency[K] };

/** Keeps what is a positive finite number; `factor` turns it into seconds. */
function latency(parts: Readonly<Record<keyof MeasuredLatency, unknown>>, factor: number): MeasuredLatency {
  const result: Latency = {};
  for (const key of ["mean", "p50", "p90", "p99"] as const) {
    const value = parts[key];
    if (typeof value === "number" && Number.isFinite(value) && value > 0) result[key] = value * factor;
  }
  return result;
}

const optional = <K extends string>(key: K, value: number | undefined | null) =>
  (value === undefined || value === null || !Number.isFinite(value) ? {} : { [key]: value }) as { [P in K]?: number };

const figure = z.number().nullish();

/** `vllm bench serve --save-result` (also SGLang's bench_serving, which keeps these keys). Milliseconds. */
const vllmBench = z.looseObject({
  completed: z.int().min(0),
  total_input_tokens: z.number().min(0),
  total_output_tokens: z.number().min(0),
  mean_ttft_ms: figure,
  median_ttft_ms: figure,
  p90_ttft_ms: figure,
  p99_ttft_ms: figure,
  mean_tpot_ms: figure,
  median_tpot_ms: figure,
  p90_tpot_ms: figure,
  p99_tpot_ms: figure,
  output_throughput: figure,
  max_concurrency: figure,
  request_rate: z.union([z.number(), z.string()]).nullish(),
  failed: z.int().min(0).nullish(),
  num_prompts: z.int().nullish(),
});

function fromVllmBench(input: z.output<typeof vllmBench>, file: string): MeasuredRun {
  if (input.completed === 0) fail("domain", ["completed"], "no request finished", "Run the load test again.", file);
  const rate = typeof input.request_rate === "number" ? input.request_rate : Number(input.request_rate);
  return {
    source: `vllm bench serve: ${file}`,
    ...(input.max_concurrency ? { concurrency: input.max_concurrency } : optional("requestsPerSecond", rate)),
    requests: input.num_prompts ?? input.completed + (input.failed ?? 0),
    failed: input.failed ?? Math.max(0, (input.num_prompts ?? 0) - input.completed),
    promptTokens: input.total_input_tokens / input.completed,
    outputTokens: input.total_output_tokens / input.completed,
    ttftSeconds: latency(
      { mean: input.mean_ttft_ms, p50: input.median_ttft_ms, p90: input.p90_ttft_ms, p99: input.p99_ttft_ms },
      1e-3,
    ),
    tpotSeconds: latency(
      { mean: input.mean_tpot_ms, p50: input.median_tpot_ms, p90: input.p90_tpot_ms, p99: input.p99_tpot_ms },
      1e-3,
    ),
    ...optional("outputTokensPerSecond", input.output_throughput),
  };
}

const genaiMetric = z
  .looseObject({ unit: z.string().nullish(), avg: figure, p50: figure, p90: figure, p99: figure })
  .nullish();
/** genai-perf and AIPerf `profile_export_*.json`: one object per metric, with its unit. */
const genaiPerf = z.looseObject({
  time_to_first_token: genaiMetric,
  inter_token_latency: genaiMetric,
  output_token_throughput: genaiMetric,
  input_sequence_length: genaiMetric,
  output_sequence_length: genaiMetric,
  request_count: genaiMetric,
  error_request_count: genaiMetric,
  input_config: z.looseObject({}).nullish(),
});

function timeFactor(unit: string | null | undefined, file: string, metric: string): number {
  const factors: Readonly<Record<string, number>> = { ms: 1e-3, s: 1, sec: 1, seconds: 1, us: 1e-6, ns: 1e-9 };
  const factor = factors[unit ?? ""];
  if (factor === undefined)
    fail("schema", [metric, "unit"], `unknown unit ${JSON.stringify(unit)}`, "Units known here: s, ms, us, ns.", file);
  return factor;
}

/** Finds `concurrency` anywhere below input_config: its place changed between versions. */
function findNumber(value: unknown, key: string): number | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, child] of Object.entries(value)) {
    const found = name === key && typeof child === "number" ? child : findNumber(child, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function fromGenaiPerf(input: z.output<typeof genaiPerf>, file: string): MeasuredRun {
  const read = (metric: "time_to_first_token" | "inter_token_latency"): MeasuredLatency => {
    const part = input[metric];
    if (!part) return {};
    return latency(
      { mean: part.avg, p50: part.p50, p90: part.p90, p99: part.p99 },
      timeFactor(part.unit, file, metric),
    );
  };
  const promptTokens = input.input_sequence_length?.avg;
  const outputTokens = input.output_sequence_length?.avg;
  if (!promptTokens || !outputTokens) {
    fail(
      "schema",
      ["input_sequence_length"],
      "input_sequence_length and output_sequence_length are missing",
      "Export the run with a tokenizer, so that lengths are counted.",
      file,
    );
  }
  const failed = input.error_request_count?.avg ?? 0;
  return {
    source: `genai-perf: ${file}`,
    ...optional("concurrency", findNumber(input.input_config, "concurrency")),
    requests: (input.request_count?.avg ?? 0) + failed,
    failed,
    promptTokens,
    outputTokens,
    ttftSeconds: read("time_to_first_token"),
    tpotSeconds: read("inter_token_latency"),
    ...optional("outputTokensPerSecond", input.output_token_throughput?.avg),
  };
}

const perfSummary = z.looseObject({ mean: figure, median: figure, p90: figure, p99: figure }).nullish();
/** inference-perf `stage_N_lifecycle_metrics.json` and `summary_lifecycle_metrics.json`. Seconds. */
const inferencePerf = z.looseObject({
  load_summary: z.looseObject({
    count: z.number(),
    requested_rate: figure,
    achieved_rate: figure,
    concurrency: figure,
  }),
  successes: z.looseObject({
    count: z.number(),
    latency: z.looseObject({
      time_to_first_token: perfSummary,
      time_per_output_token: perfSummary,
      inter_token_latency: perfSummary,
    }),
    throughput: z.looseObject({ output_tokens_per_sec: figure }),
    prompt_len: z.looseObject({ mean: z.number() }),
    output_len: z.looseObject({ mean: z.number() }),
  }),
  failures: z.looseObject({ count: z.number() }),
});

function fromInferencePerf(input: z.output<typeof inferencePerf>, file: string): MeasuredRun {
  const { successes, load_summary: load } = input;
  const read = (part: z.output<typeof perfSummary>): MeasuredLatency =>
    part ? latency({ mean: part.mean, p50: part.median, p90: part.p90, p99: part.p99 }, 1) : {};
  return {
    source: `inference-perf: ${file}`,
    ...(load.concurrency
      ? { concurrency: load.concurrency }
      : optional("requestsPerSecond", load.achieved_rate ?? load.requested_rate)),
    requests: load.count,
    failed: input.failures.count,
    promptTokens: successes.prompt_len.mean,
    outputTokens: successes.output_len.mean,
    ttftSeconds: read(successes.latency.time_to_first_token),
    tpotSeconds: read(successes.latency.time_per_output_token ?? successes.latency.inter_token_latency),
    ...optional("outputTokensPerSecond", successes.throughput.output_tokens_per_sec),
  };
}

/** Columns of Silico's own CSV. Milliseconds, as people write them; blank = unknown. */
export const resultColumns = [
  "concurrency",
  "requests_per_second",
  "requests",
  "failed",
  "prompt_tokens",
  "output_tokens",
  "ttft_mean_ms",
  "ttft_p50_ms",
  "ttft_p90_ms",
  "ttft_p99_ms",
  "tpot_mean_ms",
  "tpot_p50_ms",
  "tpot_p90_ms",
  "tpot_p99_ms",
  "output_tokens_per_second",
] as const;
const requiredColumns = ["prompt_tokens", "output_tokens"] as const;

function fromCsv({ text, file }: ResultText): MeasuredRun[] {
  // The CSV library needs a row of data to infer from; a table of a header alone has none.
  if (text.indexOf("\n") === text.length - 1)
    fail("file", [], "has a header but no rows", "Add one row per load test.", file);
  const schema = inferSchema(text, { header: (all) => [all[0]!] });
  const names = schema.cols.map((column) => column.name.trim());
  const missing = requiredColumns.filter((name) => !names.includes(name));
  if (missing.length > 0 || !names.some((name) => name.startsWith("ttft") || name.startsWith("tpot"))) {
    fail(
      "schema",
      [],
      `columns ${names.slice(0, 8).join(", ")} are no load-test result`,
      `Needed: ${requiredColumns.join(", ")} and ttft_mean_ms or tpot_mean_ms; known: ${resultColumns.join(", ")}.`,
      `${file}:1`,
    );
  }
  const issues: Issue[] = [];
  const runs = initParser(schema)
    .stringArrs(text)
    .map((cells, i): MeasuredRun => {
      const cell = (name: (typeof resultColumns)[number]): number | undefined => {
        const at = names.indexOf(name);
        const raw = at < 0 ? "" : String(cells[at] ?? "").trim();
        if (raw === "") return undefined;
        const value = Number(raw);
        if (!Number.isFinite(value) || value < 0) {
          issues.push({
            code: "schema",
            path: [name],
            problem: `cannot read ${JSON.stringify(raw)} as a number of at least 0`,
            hint: "Correct it or leave it blank.",
            file: `${file}:${i + 2}`,
          });
          return undefined;
        }
        return value;
      };
      const read = (metric: "ttft" | "tpot") =>
        latency(
          {
            mean: cell(`${metric}_mean_ms`),
            p50: cell(`${metric}_p50_ms`),
            p90: cell(`${metric}_p90_ms`),
            p99: cell(`${metric}_p99_ms`),
          },
          1e-3,
        );
      return {
        source: `${file}:${i + 2}`,
        ...optional("concurrency", cell("concurrency")),
        ...optional("requestsPerSecond", cell("requests_per_second")),
        requests: cell("requests") ?? 1,
        failed: cell("failed") ?? 0,
        promptTokens: cell("prompt_tokens") ?? 0,
        outputTokens: cell("output_tokens") ?? 0,
        ttftSeconds: read("ttft"),
        tpotSeconds: read("tpot"),
        ...optional("outputTokensPerSecond", cell("output_tokens_per_second")),
      };
    });
  if (issues.length > 0) throw new SilicoError(issues.slice(0, 20));
  return runs;
}

/** Measured runs as Silico's own CSV, readable by {@link readResults}. */
export function writeResultCsv(runs: readonly MeasuredRun[]): string {
  const ms = (value: number | undefined) => (value === undefined ? "" : (value * 1e3).toPrecision(6));
  const rows = runs.map((run) => [
    run.concurrency ?? "",
    run.requestsPerSecond ?? "",
    run.requests,
    run.failed,
    run.promptTokens,
    run.outputTokens,
    ms(run.ttftSeconds.mean),
    ms(run.ttftSeconds.p50),
    ms(run.ttftSeconds.p90),
    ms(run.ttftSeconds.p99),
    ms(run.tpotSeconds.mean),
    ms(run.tpotSeconds.p50),
    ms(run.tpotSeconds.p90),
    ms(run.tpotSeconds.p99),
    run.outputTokensPerSecond ?? "",
  ]);
  return `${[resultColumns, ...rows].map((row) => row.join(",")).join("\n")}\n`;
}

/**
 * Read one result file of a load test.
 * @throws {SilicoError} code "schema" where the text is of no known tool, naming the tools and what is missing.
 */
export function readResults(source: ResultText): MeasuredRun[] {
  const text = `${source.text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .trimEnd()}\n`;
  const { file } = source;
  if (text.trim() === "") fail("file", [], "the file is empty", "Give the result file of a load test.", file);
  if (!/^\s*[[{]/.test(text)) return fromCsv({ text, file });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    fail(
      "schema",
      [],
      `is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`,
      "Was the run cut short? Save it again.",
      file,
    );
  }
  const formats = [
    { tool: "vllm bench serve", mark: "total_input_tokens", schema: vllmBench, read: fromVllmBench },
    { tool: "genai-perf", mark: "time_to_first_token", schema: genaiPerf, read: fromGenaiPerf },
    { tool: "inference-perf", mark: "load_summary", schema: inferencePerf, read: fromInferencePerf },
  ] as const;
  const objects = Array.isArray(json) ? json : [json];
  return objects.map((object, i): MeasuredRun => {
    const format = formats.find(({ mark }) => typeof object === "object" && object !== null && mark in object);
    if (format === undefined) {
      fail(
        "schema",
        Array.isArray(json) ? [i] : [],
        "is the result of no tool known here",
        "Known: vllm bench serve --save-result, genai-perf or AIPerf export, inference-perf lifecycle metrics, or Silico's CSV.",
        file,
      );
    }
    const parsed = format.schema.safeParse(object);
    if (!parsed.success) {
      throw new SilicoError(
        parsed.error.issues.map(
          (issue): Issue => ({
            code: "schema",
            path: issue.path as (string | number)[],
            problem: `${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`,
            hint: `This looks like a result of ${format.tool}; save it again or correct the key.`,
            file,
          }),
        ),
      );
    }
    return format.read(parsed.data as never, file);
  });
}
