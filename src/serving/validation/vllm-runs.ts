// Published vLLM load tests as checked rows: one per experiment and stage, and the workloads that they name.
// Takes the text of a table and of a workload description; says which row and column it cannot read.
import { inferSchema, initParser } from "udsv";
import { fail } from "../../errors.ts";

/** Measured service of one stage of one run. Times in seconds. */
export interface VllmRun {
  readonly experiment: string;
  readonly experimentId: string;
  readonly model: string;
  readonly hardware: string;
  readonly tp: number;
  readonly dp: number;
  readonly precision: string;
  readonly maxModelTokens: number;
  readonly maxSequences: number;
  readonly maxBatchedTokens: number;
  readonly memoryFraction: number | undefined;
  /** As the server reported it; undefined where it was not published. */
  readonly kvBlocks: number | undefined;
  readonly workload: string;
  /** -1 = all stages pooled. */
  readonly stage: number;
  readonly isOverloaded: boolean;
  readonly measured: Readonly<Partial<Record<MeasuredMetric, number>>>;
}

export const measuredMetrics = [
  "e2e mean",
  "e2e p50",
  "e2e p90",
  "e2e p99",
  "ttft mean",
  "ttft p50",
  "ttft p90",
  "ttft p99",
  "tpot",
] as const;
export type MeasuredMetric = (typeof measuredMetrics)[number];

const metricColumns: Readonly<Record<MeasuredMetric, string>> = {
  "e2e mean": "e2e_mean_ms",
  "e2e p50": "e2e_p50_ms",
  "e2e p90": "e2e_p90_ms",
  "e2e p99": "e2e_p99_ms",
  "ttft mean": "ttft_mean_ms",
  "ttft p50": "ttft_p50_ms",
  "ttft p90": "ttft_p90_ms",
  "ttft p99": "ttft_p99_ms",
  tpot: "tpot_nominal_ms",
};

const required = ["exp", "model", "hardware", "tp", "workload", "stage_index", "e2e_mean_ms", "ttft_mean_ms"] as const;

/** @throws {SilicoError} code "schema" naming the file, line and column. */
export function readVllmRuns(text: string, file: string): VllmRun[] {
  const clean = text.replace(/^\uFEFF/u, "");
  if (clean.trim() === "") fail("schema", [], "the file is empty", "Give a table of vLLM runs.", file);
  const schema = inferSchema(clean, { header: (rows) => [rows[0]!] });
  const names = clean.slice(0, clean.search(/\r?\n|$/u)).split(",");
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length > 0)
    fail("schema", [], `no column ${missing.join(", ")}`, "Check that this is a table of vLLM runs.", file);
  const rows: string[][] = initParser(schema).stringArrs(clean);
  return rows.map((row, i) => {
    const cell = (name: string): string => row[names.indexOf(name)]?.trim() ?? "";
    const optional = (name: string): number | undefined => {
      const raw = cell(name);
      if (raw === "") return undefined;
      const value = Number(raw);
      if (!Number.isFinite(value))
        fail(
          "schema",
          [`row ${i + 2}`, name],
          `cannot read ${JSON.stringify(raw)} as a number`,
          "Write a number.",
          file,
        );
      return value;
    };
    const number = (name: string, otherwise?: number): number => {
      const value = optional(name) ?? otherwise;
      if (value === undefined) fail("schema", [`row ${i + 2}`, name], "is empty", "Every run needs this figure.", file);
      return value;
    };
    const measured: Partial<Record<MeasuredMetric, number>> = {};
    for (const metric of measuredMetrics) {
      const value = optional(metricColumns[metric]);
      if (value !== undefined) measured[metric] = value / 1e3;
    }
    return {
      experiment: cell("exp"),
      experimentId: cell("exp_id") || cell("exp"),
      model: cell("model"),
      hardware: cell("hardware"),
      tp: number("tp"),
      dp: number("dp", 1),
      precision: cell("precision"),
      maxModelTokens: number("max_model_len", 4096),
      maxSequences: number("max_num_seqs", 128),
      maxBatchedTokens: number("max_num_batched_tokens", 2048),
      memoryFraction: optional("gpu_mem_util"),
      kvBlocks: optional("gpu_kv_blocks"),
      workload: cell("workload"),
      stage: number("stage_index"),
      isOverloaded: cell("overload") === "1",
      measured,
    };
  });
}

export interface LoadStage {
  readonly requestsPerSecond: number;
  readonly requests: number;
  readonly durationSeconds: number;
}

/** One workload: prompts in groups that share a system prompt, drawn again and again. */
export interface VllmWorkload {
  readonly systemTokens: number;
  readonly promptTokens: { readonly min: number; readonly mean: number; readonly max: number };
  readonly outputTokens: number;
  readonly groups: number;
  readonly promptsPerGroup: number;
  readonly stages: readonly LoadStage[];
  readonly blockTokens: number;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The workloads by name. Where the measured prompt lengths of a "-lite" workload are not published, those of the full-rate
 * workload of the same name hold; where neither is, the nominal length plus the 4% that clients measured elsewhere.
 */
export function readVllmWorkloads(text: string, file: string): Map<string, VllmWorkload> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    fail("schema", [], `is no JSON: ${cause instanceof Error ? cause.message : ""}`, "Give the workloads file.", file);
  }
  const root = json as Json;
  const list = root["workloads"] as Readonly<Record<string, Json>> | undefined;
  if (typeof list !== "object" || list === null)
    fail("schema", ["workloads"], "is missing", "Give the file that describes the workloads by name.", file);
  const server = (root["server"] ?? {}) as Json;
  const found = new Map<string, VllmWorkload>();
  for (const [name, entry] of Object.entries(list)) {
    const number = (key: string): number => {
      const value = entry[key];
      if (typeof value !== "number" || !Number.isFinite(value))
        fail(
          "schema",
          ["workloads", name, key],
          `expected a number, got ${JSON.stringify(value)}`,
          "See the source.",
          file,
        );
      return value;
    };
    const measured = [entry, list[name.replace(/-lite$/u, "")]]
      .map((candidate) => candidate?.["measured_prompt_len_min_mean_max"])
      .find((candidate) => Array.isArray(candidate)) as readonly number[] | undefined;
    const nominal = number("nominal_prompt_len");
    const [min, mean, max] = measured ?? [nominal * 1.02, nominal * 1.04, nominal * 1.07];
    found.set(name, {
      systemTokens: number("system_prompt_len"),
      promptTokens: { min: Math.round(min!), mean: mean!, max: Math.round(max!) },
      outputTokens: number("output_len"),
      groups: number("actual_prompt_groups"),
      promptsPerGroup: number("actual_prompts_per_group"),
      stages: (entry["stages"] as readonly Json[]).map((stage) => ({
        requestsPerSecond: Number(stage["rate_rps"]),
        requests: Number(stage["requests"]),
        durationSeconds: Number(stage["duration_s"]),
      })),
      blockTokens: typeof server["kv_block_tokens"] === "number" ? server["kv_block_tokens"] : 16,
    });
  }
  return found;
}
