// Kernel tables as measured operator calls: one literal table from file name to how its columns make a call.
// Columns and conventions: ai-dynamo/aiconfigurator (milliseconds) and alibaba/InferSim (microseconds, m,k,n order).
// Long because it is one table: an entry per measured file.
import type { NumberFormat, ServingPrecision } from "../../catalog/precision.ts";
import type {
  CollectiveName,
  GatedDeltaCall,
  MlaBlockCall,
  MlaDimensions,
  OperatorCall,
} from "../operators/operator-call.ts";

export interface KernelRow {
  readonly call: OperatorCall;
  readonly seconds: number;
  /** As grouped in accuracy tables: precision of the product, or of the KV cache. */
  readonly dtype: string;
  /** Line in its file, the header being 1. */
  readonly line: number;
}

/** Reads one column of the current row. */
export interface Columns {
  number(name: string): number;
  word(name: string): string;
}

/** The calls of one row: one, or several where a table puts sub-kernels in columns. Undefined = a row with no call, by reason. */
export type RowReader = (at: Columns) => { call: OperatorCall; latency: number; dtype: string }[] | string;

export interface TableReader {
  /** Seconds per unit of the latency columns. */
  readonly secondsPerUnit: number;
  readonly columns: readonly string[];
  readonly read: RowReader;
}

/** Names of precisions in kernel tables. MXFP4 weights with MXFP8 activations are read as 4-bit weights, 8-bit activations. */
const precisions: Readonly<Record<string, ServingPrecision>> = {
  bfloat16: "bf16",
  bf16: "bf16",
  float16: "fp16",
  fp16: "fp16",
  half: "fp16",
  fp8: "fp8",
  fp8_block: "fp8-block",
  int8: "int8",
  int8_wo: "int8",
  int4_wo: "w4a16",
  w4afp8: "w4a8",
  nvfp4: "fp4",
  w4a16_mxfp4: "mxfp4-a16",
  w4a8_mxfp4_mxfp8: "w4a8",
};
const kvFormats: Readonly<Record<string, NumberFormat>> = {
  bfloat16: "bf16",
  bf16: "bf16",
  float16: "fp16",
  fp8: "fp8",
  int8: "int8",
};
const elementBytes: Readonly<Record<string, number>> = { half: 2, bfloat16: 2, float16: 2, int8: 1, float: 4, fp8: 1 };

/** Dimensions behind the model names of block tables, from the models' published configs. */
const blockModels: Readonly<
  Record<string, Omit<MlaDimensions, "heads" | "kvFormat"> & Pick<MlaBlockCall, "hiddenSize" | "qLoraRank" | "sparse">>
> = {
  "deepseek-ai/DeepSeek-V3": {
    hiddenSize: 7168,
    qLoraRank: 1536,
    kvLoraRank: 512,
    ropeHeadDim: 64,
    nopeHeadDim: 128,
    valueHeadDim: 128,
  },
  "deepseek-ai/DeepSeek-V3.2": {
    hiddenSize: 7168,
    qLoraRank: 1536,
    kvLoraRank: 512,
    ropeHeadDim: 64,
    nopeHeadDim: 128,
    valueHeadDim: 128,
    sparse: { indexHeads: 64, indexHeadDim: 128, topKTokens: 2048 },
  },
  "zai-org/GLM-5": {
    hiddenSize: 6144,
    qLoraRank: 2048,
    kvLoraRank: 512,
    ropeHeadDim: 64,
    nopeHeadDim: 192,
    valueHeadDim: 256,
    sparse: { indexHeads: 32, indexHeadDim: 128, topKTokens: 2048 },
  },
};
/** Head dimensions of DeepSeek-V2/V3, which the core MLA tables measure. */
const deepseekHeads = { kvLoraRank: 512, ropeHeadDim: 64, nopeHeadDim: 128, valueHeadDim: 128 };

const milliseconds = 1e-3;
const microseconds = 1e-6;

function precision(at: Columns, column: string): ServingPrecision | string {
  const word = at.word(column);
  return precisions[word] ?? `unknown ${column} "${word}"`;
}
const isPrecision = (word: string): word is ServingPrecision =>
  Object.values(precisions).includes(word as ServingPrecision);

const heads = (at: Columns) => {
  const window = at.number("window_size");
  return {
    heads: at.number("num_heads"),
    kvHeads: at.number("num_kv_heads"),
    headDim: at.number("head_dim"),
    kvFormat: kvFormats[at.word("kv_dtype")] ?? ("bf16" as const),
    ...(window > 0 ? { windowTokens: window } : {}),
  };
};

const block =
  (phase: "prefill" | "decode"): RowReader =>
  (at) => {
    const shape = blockModels[at.word("model")];
    if (shape === undefined) return `unknown model "${at.word("model")}"`;
    const gemmPrecision = precision(at, "gemm_type");
    if (!isPrecision(gemmPrecision)) return gemmPrecision;
    const kv = at.word("kv_dtype");
    const call: MlaBlockCall = {
      kind: "mla-block",
      phase,
      sequences: at.number("batch_size"),
      newTokens: phase === "decode" ? 1 : at.number("isl"),
      cachedTokens: phase === "decode" ? at.number("past_kv_len") : at.number("prefix_len"),
      heads: at.number("num_heads"),
      kvFormat: kvFormats[kv] ?? "bf16",
      precision: gemmPrecision,
      ...shape,
    };
    return [{ call, latency: at.number("latency_ms"), dtype: `${gemmPrecision} kv-${call.kvFormat}` }];
  };

/** Kernel ids of the causal convolution; every other id of a gated-delta table is the state update. */
const convolutionIds = new Set(["9", "10"]);

/**
 * Squared-ReLU experts (Nemotron 3), which have no gate matrix; the tables do not say so. Those of vLLM 0.14 were collected with
 * gated experts all the same: only so do their large products reach the share of peak that the other models' do.
 */
const isUngated = (at: Columns): boolean =>
  !(at.word("backend") === "vllm" && at.word("version").startsWith("0.14.")) &&
  ((at.number("hidden_size") === 2688 && at.number("inter_size") === 1856) || at.number("topk") === 22);

/** Exponent of a routing such as `power_law_1.01`, where it is not the usual one. */
const exponentOf = (distribution: string): { exponent?: number } => {
  const exponent = Number(/^power_law_([\d.]+)$/.exec(distribution)?.[1] ?? Number.NaN);
  return exponent > 1 && exponent !== 1.2 ? { exponent } : {};
};

const moeColumns = [
  "dtype",
  "num_tokens",
  "hidden_size",
  "inter_size",
  "topk",
  "num_experts",
  "moe_tp_size",
  "moe_ep_size",
  "distribution",
  "latency_ms",
];
const attentionColumns = [
  "batch_size",
  "num_heads",
  "num_kv_heads",
  "head_dim",
  "window_size",
  "kv_dtype",
  "latency_ms",
];
const blockColumns = ["model", "kv_dtype", "gemm_type", "num_heads", "batch_size", "latency_ms"];

const collectiveNames: Readonly<Record<string, CollectiveName>> = {
  all_reduce: "all-reduce",
  all_gather: "all-gather",
  reduce_scatter: "reduce-scatter",
  alltoall: "all-to-all",
};

/** By file name without `.csv`. */
export const tableReaders: Readonly<Record<string, TableReader>> = {
  gemm: {
    secondsPerUnit: milliseconds,
    columns: ["dtype", "m", "n", "k", "latency_ms"],
    read: (at) => {
      const p = precision(at, "dtype");
      if (!isPrecision(p)) return p;
      const call = { kind: "gemm" as const, m: at.number("m"), n: at.number("n"), k: at.number("k"), precision: p };
      return [{ call, latency: at.number("latency_ms"), dtype: p }];
    },
  },
  context_attention: {
    secondsPerUnit: milliseconds,
    columns: [...attentionColumns, "isl"],
    read: (at) => {
      const shape = heads(at);
      const call = {
        kind: "prefill-attention" as const,
        ...shape,
        sequences: at.number("batch_size"),
        newTokens: at.number("isl"),
        cachedTokens: at.number("prefix_len"),
      };
      return [{ call, latency: at.number("latency_ms"), dtype: `kv-${shape.kvFormat}` }];
    },
  },
  generation_attention: {
    secondsPerUnit: milliseconds,
    columns: [...attentionColumns, "past_kv_len"],
    read: (at) => {
      const shape = heads(at);
      const call = {
        kind: "decode-attention" as const,
        ...shape,
        sequences: at.number("batch_size"),
        contextTokens: at.number("past_kv_len"),
      };
      return [{ call, latency: at.number("latency_ms"), dtype: `kv-${shape.kvFormat}` }];
    },
  },
  context_mla: {
    secondsPerUnit: milliseconds,
    columns: ["kv_dtype", "num_heads", "batch_size", "isl", "latency_ms"],
    read: (at) => {
      const kvFormat = kvFormats[at.word("kv_dtype")] ?? "bf16";
      const call = {
        kind: "mla-prefill" as const,
        ...deepseekHeads,
        kvFormat,
        heads: at.number("num_heads"),
        sequences: at.number("batch_size"),
        newTokens: at.number("isl"),
        cachedTokens: at.number("prefix_len"),
      };
      return [{ call, latency: at.number("latency_ms"), dtype: `kv-${kvFormat}` }];
    },
  },
  generation_mla: {
    secondsPerUnit: milliseconds,
    columns: ["kv_dtype", "num_heads", "batch_size", "past_kv_len", "latency_ms"],
    read: (at) => {
      const kvFormat = kvFormats[at.word("kv_dtype")] ?? "bf16";
      const call = {
        kind: "mla-decode" as const,
        ...deepseekHeads,
        kvFormat,
        heads: at.number("num_heads"),
        sequences: at.number("batch_size"),
        contextTokens: at.number("past_kv_len"),
      };
      return [{ call, latency: at.number("latency_ms"), dtype: `kv-${kvFormat}` }];
    },
  },
  mla_context_module: { secondsPerUnit: milliseconds, columns: [...blockColumns, "isl"], read: block("prefill") },
  mla_generation_module: {
    secondsPerUnit: milliseconds,
    columns: [...blockColumns, "past_kv_len"],
    read: block("decode"),
  },
  dsa_context_module: { secondsPerUnit: milliseconds, columns: [...blockColumns, "isl"], read: block("prefill") },
  dsa_generation_module: {
    secondsPerUnit: milliseconds,
    columns: [...blockColumns, "past_kv_len"],
    read: block("decode"),
  },
  mla_bmm: {
    secondsPerUnit: milliseconds,
    columns: ["op", "dtype", "num_tokens", "num_heads", "latency_ms"],
    read: (at) => {
      const p = precision(at, "dtype");
      if (!isPrecision(p)) return p;
      const isPre = at.word("op") === "mla_gen_pre";
      const call = {
        kind: "batched-gemm" as const,
        batch: at.number("num_heads"),
        m: at.number("num_tokens"),
        k: isPre ? deepseekHeads.nopeHeadDim : deepseekHeads.kvLoraRank,
        n: isPre ? deepseekHeads.kvLoraRank : deepseekHeads.valueHeadDim,
        precision: p,
      };
      return [{ call, latency: at.number("latency_ms"), dtype: p }];
    },
  },
  moe: {
    secondsPerUnit: milliseconds,
    columns: moeColumns,
    read: (at) => {
      const p = precision(at, "dtype");
      if (!isPrecision(p)) return p;
      const call = {
        kind: "moe" as const,
        tokens: at.number("num_tokens"),
        hiddenSize: at.number("hidden_size"),
        intermediateSize: at.number("inter_size"),
        topK: at.number("topk"),
        experts: at.number("num_experts"),
        moeTp: at.number("moe_tp_size"),
        ep: at.number("moe_ep_size"),
        precision: p,
        routing: at.word("distribution") === "balanced" ? ("balanced" as const) : ("power-law" as const),
        ...(at.number("num_experts") === 256 && at.number("hidden_size") === 7168
          ? { router: "grouped" as const }
          : {}),
        ...exponentOf(at.word("distribution")),
        ...(isUngated(at) ? { isGated: false } : {}),
      };
      return [{ call, latency: at.number("latency_ms"), dtype: p }];
    },
  },
  nccl: {
    secondsPerUnit: milliseconds,
    columns: ["op", "dtype", "num_gpus", "message_elems", "latency_ms"],
    read: (at) => {
      const op = collectiveNames[at.word("op")];
      const bytes = elementBytes[at.word("dtype")];
      if (op === undefined || bytes === undefined) return `unknown op or dtype "${at.word("op")} ${at.word("dtype")}"`;
      const call = {
        kind: "collective" as const,
        op,
        bytes: at.number("message_elems") * bytes,
        ranks: at.number("num_gpus"),
        ranksPerDomain: at.number("num_gpus"),
        implementation: "nccl" as const,
      };
      return [{ call, latency: at.number("latency_ms"), dtype: at.word("dtype") }];
    },
  },
  custom_allreduce: {
    secondsPerUnit: milliseconds,
    columns: ["dtype", "num_gpus", "variant", "message_elems", "latency_ms"],
    read: (at) => {
      const call = {
        kind: "collective" as const,
        op: "all-reduce" as const,
        bytes: at.number("message_elems") * (elementBytes[at.word("dtype")] ?? 2),
        ranks: at.number("num_gpus"),
        ranksPerDomain: at.number("num_gpus"),
        implementation: at.word("variant").endsWith("graph") ? ("custom-graph" as const) : ("custom-eager" as const),
      };
      return [{ call, latency: at.number("latency_ms"), dtype: at.word("dtype") }];
    },
  },
  gdn: {
    secondsPerUnit: milliseconds,
    columns: ["kernel_id", "phase", "batch_size", "seq_len", "num_k_heads", "num_v_heads", "latency_ms"],
    read: (at) => {
      const isContext = at.word("phase") === "context";
      const part = convolutionIds.has(at.word("kernel_id")) ? ("convolution" as const) : ("state" as const);
      // SGLang's collector ran the convolution over one group of key channels alone: its time does not vary with value heads.
      const isOneGroup = part === "convolution" && at.word("backend") === "sglang";
      const call: GatedDeltaCall = {
        kind: "gated-delta",
        phase: isContext ? "prefill" : "decode",
        part,
        sequences: at.number("batch_size"),
        newTokens: isContext ? at.number("seq_len") : 1,
        convKernel: at.number("d_conv"),
        keyHeads: isOneGroup ? 0 : at.number("num_k_heads"),
        keyHeadDim: at.number("head_k_dim"),
        valueHeads: isOneGroup ? at.number("num_k_heads") : at.number("num_v_heads"),
        valueHeadDim: at.number("head_v_dim"),
      };
      return [{ call, latency: at.number("latency_ms"), dtype: "bf16" }];
    },
  },
};

const localHeads = (at: Columns) => ({
  heads: at.number("num_heads"),
  kvHeads: at.number("num_kv_heads"),
  headDim: at.number("head_dim"),
  kvFormat: "bf16" as const,
});
const groupedGemm =
  (tokensColumn: string): RowReader =>
  (at) => {
    const call = {
      kind: "moe" as const,
      tokens: at.number(tokensColumn) * at.number("num_gpus"),
      hiddenSize: at.number("hidden_size"),
      intermediateSize: at.number("intermediate_size"),
      topK: at.number("topk"),
      experts: at.number("num_experts"),
      moeTp: 1,
      ep: at.number("num_gpus"),
      precision: "fp8-block" as const,
      routing: "balanced" as const,
    };
    return [{ call, latency: at.number("up_proj_us") + at.number("down_proj_us"), dtype: "fp8-block" }];
  };
const deltaShape = (at: Columns) => ({
  convKernel: at.number("conv_kernel"),
  keyHeads: at.number("num_k_heads"),
  keyHeadDim: at.number("head_k_dim"),
  valueHeads: at.number("num_v_heads"),
  valueHeadDim: at.number("head_v_dim"),
});

/** The same for folders whose name ends in `_infersim`: microseconds, other columns, FP8 block products. */
export const inferSimReaders: Readonly<Record<string, TableReader>> = {
  gemm: {
    secondsPerUnit: microseconds,
    columns: ["m", "k", "n", "latency_us"],
    read: (at) => [
      {
        call: { kind: "gemm", m: at.number("m"), n: at.number("n"), k: at.number("k"), precision: "fp8-block" },
        latency: at.number("latency_us"),
        dtype: "fp8-block",
      },
    ],
  },
  grouped_gemm_decode: {
    secondsPerUnit: microseconds,
    columns: ["num_experts", "num_gpus", "batch_size_per_gpu", "up_proj_us", "down_proj_us"],
    read: groupedGemm("batch_size_per_gpu"),
  },
  grouped_gemm_prefill: {
    secondsPerUnit: microseconds,
    columns: ["num_experts", "num_gpus", "seq_len_per_gpu", "up_proj_us", "down_proj_us"],
    read: groupedGemm("seq_len_per_gpu"),
  },
  mha_prefill: {
    secondsPerUnit: microseconds,
    columns: ["num_heads", "num_kv_heads", "head_dim", "seq_len", "latency_us"],
    read: (at) => [
      {
        call: {
          kind: "prefill-attention",
          ...localHeads(at),
          sequences: 1,
          newTokens: at.number("seq_len"),
          cachedTokens: 0,
        },
        latency: at.number("latency_us"),
        dtype: "kv-bf16",
      },
    ],
  },
  mha_decode: {
    secondsPerUnit: microseconds,
    columns: ["num_heads", "num_kv_heads", "head_dim", "batch_size", "kv_len", "kv_dtype", "latency_us"],
    read: (at) => [
      {
        call: {
          kind: "decode-attention",
          ...localHeads(at),
          kvFormat: kvFormats[at.word("kv_dtype")] ?? "bf16",
          sequences: at.number("batch_size"),
          contextTokens: at.number("kv_len"),
        },
        latency: at.number("latency_us"),
        dtype: `kv-${at.word("kv_dtype")}`,
      },
    ],
  },
  mla_decode: {
    secondsPerUnit: microseconds,
    columns: ["num_heads", "kv_lora_rank", "rope_dim", "batch_size", "kv_len", "kv_dtype", "latency_us"],
    read: (at) => [
      {
        call: {
          kind: "mla-decode",
          ...deepseekHeads,
          kvLoraRank: at.number("kv_lora_rank"),
          ropeHeadDim: at.number("rope_dim"),
          heads: at.number("num_heads"),
          kvFormat: kvFormats[at.word("kv_dtype")] ?? "bf16",
          sequences: at.number("batch_size"),
          contextTokens: at.number("kv_len"),
        },
        latency: at.number("latency_us"),
        dtype: `kv-${at.word("kv_dtype")}`,
      },
    ],
  },
  gdn_decode: {
    secondsPerUnit: microseconds,
    columns: ["batchsize", "conv", "gdn_update"],
    read: (at) => {
      const shape = {
        kind: "gated-delta" as const,
        phase: "decode" as const,
        ...deltaShape(at),
        sequences: at.number("batchsize"),
        newTokens: 1,
      };
      return [
        { call: { ...shape, part: "convolution" }, latency: at.number("conv"), dtype: "bf16" },
        { call: { ...shape, part: "state" }, latency: at.number("gdn_update"), dtype: "bf16" },
      ];
    },
  },
  gdn_prefill: {
    secondsPerUnit: microseconds,
    columns: ["seq_len", "conv", "kkt", "tril", "wu", "chunk_gdn", "chunk_o"],
    read: (at) => {
      const shape = {
        kind: "gated-delta" as const,
        phase: "prefill" as const,
        ...deltaShape(at),
        sequences: 1,
        newTokens: at.number("seq_len"),
      };
      const state = ["kkt", "tril", "wu", "chunk_gdn", "chunk_o"].reduce((sum, name) => sum + at.number(name), 0);
      return [
        { call: { ...shape, part: "convolution" }, latency: at.number("conv"), dtype: "bf16" },
        { call: { ...shape, part: "state" }, latency: state, dtype: "bf16" },
      ];
    },
  },
};
