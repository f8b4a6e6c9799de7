// Layers of the DeepSeek line: multi-head latent attention (V2, V3, Kimi), sparse attention (V3.2, GLM-5) and compressed
// attention (V4).
import type { ConfigReader } from "./config-reader.ts";
import { groupLayers, type MoeTraits, readFeedForwards } from "./gqa-layers.ts";
import type { CompressedAttention, LayerGroup, MlaAttention } from "./model-spec.ts";

const deepseekMoe: MoeTraits = {
  experts: "n_routed_experts",
  topK: ["num_experts_per_tok"],
  expertSize: "moe_intermediate_size",
  shared: { countField: "n_shared_experts" },
  placement: "first-k-dense",
};

function readIndexer(reader: ConfigReader) {
  return {
    indexHeads: reader.integer("index_n_heads"),
    indexHeadDim: reader.integer("index_head_dim"),
    topKTokens: reader.integer("index_topk"),
  };
}

/** All layers of a transformer with latent attention. */
export function readMlaLayers(reader: ConfigReader, isSparse: boolean): readonly LayerGroup[] {
  const layerCount = reader.integer("num_hidden_layers", { max: 10_000 });
  const qLoraRank = reader.integer("q_lora_rank", { default: 0, min: 0 });
  const attention: MlaAttention = {
    kind: "mla",
    heads: reader.integer("num_attention_heads"),
    ...(qLoraRank > 0 ? { qLoraRank } : {}),
    kvLoraRank: reader.integer("kv_lora_rank"),
    qkNopeHeadDim: reader.integer("qk_nope_head_dim"),
    qkRopeHeadDim: reader.integer("qk_rope_head_dim"),
    valueHeadDim: reader.integer("v_head_dim"),
    ...(isSparse ? { sparse: readIndexer(reader) } : {}),
  };
  const queryHeadDim = reader.integer("qk_head_dim", { default: attention.qkNopeHeadDim + attention.qkRopeHeadDim });
  if (reader.isClean && queryHeadDim !== attention.qkNopeHeadDim + attention.qkRopeHeadDim)
    reader.issue(
      "domain",
      "qk_head_dim",
      `${queryHeadDim} is not qk_nope_head_dim + qk_rope_head_dim`,
      "Correct the value in the config file.",
    );
  // Restated in the config; without meaning of their own under latent attention.
  reader.value("num_key_value_heads");
  reader.value("head_dim");
  // V2 routes by softmax without a learned per-expert bias; from V3 on topk_method is noaux_tc, which has one.
  const routerBias = reader.string("topk_method") === "noaux_tc";
  const feedForward = reader.has("n_routed_experts")
    ? readFeedForwards(reader, layerCount, { moe: { ...deepseekMoe, routerBias } })
    : readFeedForwards(reader, layerCount, {});
  return groupLayers(
    Array.from({ length: layerCount }, (_, index) => ({ attention, feedForward: feedForward(index) })),
  );
}

/** One layer of DeepSeek-V4 with the given compression ratio. */
function compressedAttention(reader: ConfigReader, compressRatio: number): CompressedAttention {
  return {
    kind: "compressed",
    heads: reader.integer("num_attention_heads"),
    headDim: reader.integer("head_dim"),
    qLoraRank: reader.integer("q_lora_rank"),
    qkRopeHeadDim: reader.integer("qk_rope_head_dim"),
    outputLoraRank: reader.integer("o_lora_rank"),
    outputGroups: reader.integer("o_groups"),
    windowTokens: reader.integer("sliding_window"),
    compressRatio,
    // Lightly compressed layers (ratio 4) pick entries through an indexer; heavily compressed ones read them all.
    ...(compressRatio === 4 ? { sparse: readIndexer(reader) } : {}),
  };
}

/** Layers of DeepSeek-V4, and the layer its multi-token-prediction module repeats. */
export function readCompressedLayers(reader: ConfigReader): {
  readonly layers: readonly LayerGroup[];
  readonly mtpLayer: LayerGroup;
} {
  const layerCount = reader.integer("num_hidden_layers", { max: 10_000 });
  const ratios = reader.list("compress_ratios", "number");
  if (ratios.length < layerCount)
    reader.issue(
      "domain",
      "compress_ratios",
      `has ${ratios.length} entries for ${layerCount} layers`,
      "Give one per layer, and one for each multi-token-prediction module.",
    );
  for (const ratio of new Set(ratios)) {
    if (ratio !== 0 && ratio !== 4 && ratio !== 128)
      reader.issue("unsupported", "compress_ratios", `compression ratio ${ratio}`, "0, 4 and 128 are understood.");
  }
  const heads = reader.integer("num_attention_heads");
  const groups = reader.integer("o_groups");
  reader.divides("o_groups", groups, heads, "num_attention_heads");
  const kvHeads = reader.integer("num_key_value_heads", { default: 1 });
  if (kvHeads !== 1)
    reader.issue(
      "unsupported",
      "num_key_value_heads",
      `${kvHeads} KV heads with compressed attention`,
      "1 is understood.",
    );
  const hashLayers = reader.integer("num_hash_layers", { default: 0, min: 0 });
  const feedForward = readFeedForwards(reader, layerCount, {
    moe: { ...deepseekMoe, placement: "all", routerBias: reader.string("topk_method") === "noaux_tc" },
  });
  const layerAt = (index: number): Omit<LayerGroup, "count"> => {
    const sparse = feedForward(Math.min(index, layerCount - 1));
    return {
      attention: compressedAttention(reader, ratios[index] ?? 0),
      feedForward: sparse.kind === "moe" && index < hashLayers ? { ...sparse, isHashRouted: true } : sparse,
    };
  };
  return {
    layers: groupLayers(Array.from({ length: layerCount }, (_, index) => layerAt(index))),
    mtpLayer: { count: 1, ...layerAt(layerCount) },
  };
}
