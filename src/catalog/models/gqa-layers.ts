// Layers of the transformers with (grouped-query) attention per head: Llama, Mistral, Qwen, Mixtral, gpt-oss and their kin.
import type { ConfigReader } from "./config-reader.ts";
import type { FeedForward, GqaAttention, LayerGroup } from "./model-spec.ts";

/** Says which field decides, where architectures differ: a fixed answer or the name of a boolean config field. */
export type Claim = boolean | string;

export interface GqaTraits {
  readonly qkvBias?: Claim;
  readonly outputBias?: Claim;
  readonly mlpBias?: Claim;
  readonly qkNorm?: Claim;
  readonly qkNormWeights?: "all-heads" | "none";
  readonly hasSinks?: boolean;
  readonly hasOutputGate?: boolean;
  /** SwiGLU or GeGLU; false = two matrices. */
  readonly isGated?: boolean;
  readonly moe?: MoeTraits;
  /** Where the window applies if the config has one and no `layer_types`. */
  readonly window?: "all" | "alternate" | "qwen" | "every-nth-full" | "none";
  /** KV heads told by flags: multi_query, new_decoder_architecture and num_kv_heads. */
  readonly hasFalconHeads?: boolean;
  /** Width of the feed-forward network over the hidden size, where the config does not give the width. */
  readonly intermediateFactor?: number;
  /** Layers per full-attention layer where the config does not say (Gemma 3: 6, Cohere 2: 4). */
  readonly windowPattern?: number;
}

export interface MoeTraits {
  readonly experts: string;
  readonly topK: readonly string[];
  readonly expertSize: string;
  readonly denseSize?: string;
  /** Width of the shared expert: a field, or the expert's own width times a count field. */
  readonly shared?: { readonly field: string } | { readonly countField: string };
  readonly hasSharedGate?: boolean;
  readonly hasBias?: boolean;
  readonly routerBias?: Claim;
  /** Which layers have experts. */
  readonly placement: "all" | "first-k-dense" | "qwen" | "llama4" | "ernie";
  readonly isGated?: boolean;
}

export function claim(reader: ConfigReader, value: Claim | undefined): boolean {
  return typeof value === "string" ? reader.boolean(value, false) : (value ?? false);
}

function falconKvHeads(reader: ConfigReader, heads: number): number {
  const isNew = reader.boolean("new_decoder_architecture", false);
  const isMultiQuery = reader.boolean("multi_query", true);
  const grouped = reader.integer("num_kv_heads", { default: heads });
  return isNew ? grouped : isMultiQuery ? 1 : heads;
}

/** Heads and head size, with their divisibility checked. */
function readHeads(reader: ConfigReader, hiddenSize: number, hasFalconHeads: boolean) {
  const heads = reader.integer("num_attention_heads");
  const kvHeads = hasFalconHeads
    ? falconKvHeads(reader, heads)
    : reader.integer("num_key_value_heads", { default: heads });
  reader.divides("num_key_value_heads", kvHeads, heads, "num_attention_heads");
  if (!reader.has("head_dim")) reader.divides("num_attention_heads", heads, hiddenSize, "hidden_size");
  const headDim = reader.integer("head_dim", { default: Math.max(1, Math.floor(hiddenSize / heads)) });
  return { heads, kvHeads, headDim };
}

export function readGqa(reader: ConfigReader, hiddenSize: number, traits: GqaTraits): GqaAttention {
  const qkNormAllHeads = reader.string("qk_norm_type") === "per_layer" || traits.qkNormWeights === "all-heads";
  const weights = traits.qkNormWeights === "none" ? "none" : qkNormAllHeads ? "all-heads" : undefined;
  return {
    kind: "gqa",
    ...readHeads(reader, hiddenSize, traits.hasFalconHeads ?? false),
    hasQkvBias: claim(reader, traits.qkvBias),
    hasOutputBias: claim(reader, traits.outputBias),
    hasQkNorm: claim(reader, traits.qkNorm),
    ...(weights === undefined ? {} : { qkNormWeights: weights }),
    hasOutputGate: traits.hasOutputGate === true && reader.boolean("attn_output_gate", true),
    ...(traits.hasSinks === true ? { hasSinks: true } : {}),
  };
}

/** Does layer `index` (from 0) have experts? */
function readPlacement(reader: ConfigReader, moe: MoeTraits, layerCount: number): (index: number) => boolean {
  switch (moe.placement) {
    case "all":
      return () => true;
    case "first-k-dense": {
      const denseFirst = reader.integer("first_k_dense_replace", { default: 0, min: 0 });
      const every = reader.integer("moe_layer_freq", { default: 1 });
      return (index) => index >= denseFirst && index % every === 0;
    }
    case "qwen": {
      const every = reader.integer("decoder_sparse_step", { default: 1 });
      const denseOnly = new Set(reader.list("mlp_only_layers", "number"));
      return (index) => !denseOnly.has(index) && (index + 1) % every === 0;
    }
    case "ernie": {
      const first = reader.integer("moe_layer_start_index", { default: 0, min: 0 });
      const last = reader.integer("moe_layer_end_index", { default: layerCount - 1, min: -1 });
      const every = reader.integer("moe_layer_interval", { default: 1 });
      return (index) => index >= first && (last < 0 || index <= last) && (index + 1) % every === 0;
    }
    case "llama4": {
      const listed = reader.list("moe_layers", "number");
      const every = reader.integer("interleave_moe_layer_step", { default: 1, min: 0 });
      if (listed.length > 0) {
        for (const index of listed) {
          if (index < 0 || index >= layerCount)
            reader.issue(
              "domain",
              "moe_layers",
              `layer ${index} does not exist`,
              `Layers go from 0 to ${layerCount - 1}.`,
            );
        }
        return (index) => listed.includes(index);
      }
      return (index) => every > 0 && (index + 1) % every === 0;
    }
  }
}

/** Feed-forward part of each layer. */
export function readFeedForwards(
  reader: ConfigReader,
  layerCount: number,
  traits: Pick<GqaTraits, "moe" | "mlpBias" | "isGated">,
  defaultIntermediateSize?: number,
): (index: number) => FeedForward {
  const { moe, isGated = true } = traits;
  const dense = (field: string): FeedForward => ({
    kind: "dense",
    intermediateSize: reader.integer(
      field,
      defaultIntermediateSize === undefined ? {} : { default: defaultIntermediateSize },
    ),
    isGated,
    hasBias: claim(reader, traits.mlpBias),
  });
  if (moe === undefined) {
    const feedForward = dense("intermediate_size");
    return () => feedForward;
  }
  const experts = reader.integer(moe.experts);
  const topK = reader.integer(moe.topK);
  if (reader.isClean && topK > experts)
    reader.issue(
      "domain",
      moe.topK[0] ?? "",
      `${topK} experts a token of ${experts}`,
      "Correct the value in the config file.",
    );
  const expertIntermediateSize = reader.integer(moe.expertSize);
  const sharedIntermediateSize =
    moe.shared === undefined
      ? 0
      : "field" in moe.shared
        ? reader.integer(moe.shared.field, { default: 0, min: 0 })
        : expertIntermediateSize * reader.integer(moe.shared.countField, { default: 0, min: 0 });
  const isMoeLayer = readPlacement(reader, moe, layerCount);
  const sparse: FeedForward = {
    kind: "moe",
    experts,
    topK,
    expertIntermediateSize,
    sharedIntermediateSize,
    hasSharedGate: (moe.hasSharedGate ?? false) && sharedIntermediateSize > 0,
    isGated: moe.isGated ?? true,
    hasBias: moe.hasBias ?? false,
    hasRouterBias: claim(reader, moe.routerBias),
  };
  const denseField = moe.denseSize ?? "intermediate_size";
  const hasDense = Array.from({ length: layerCount }, (_, index) => index).some((index) => !isMoeLayer(index));
  // A size that no layer uses is still part of what was understood.
  reader.value(denseField);
  const plain = hasDense ? dense(denseField) : undefined;
  return (index) => (isMoeLayer(index) || plain === undefined ? sparse : plain);
}

const windowedTypes = new Set(["sliding_attention", "chunked_attention", "local_attention"]);

/** Window of each layer in tokens; undefined = full attention. */
export function readWindows(
  reader: ConfigReader,
  layerCount: number,
  traits: GqaTraits,
  contextLimit: number,
): (index: number) => number | undefined {
  const chunk = reader.integer("attention_chunk_size", { default: 0, min: 0 });
  const isOn = reader.boolean("use_sliding_window", true);
  const sliding = reader.integer("sliding_window", { default: 0, min: 0 });
  const size = chunk > 0 ? chunk : isOn ? sliding : 0;
  const firstWindowed = reader.integer("max_window_layers", { default: 0, min: 0 });
  const types = reader.list("layer_types", "string");
  const fullEvery = reader.integer(["sliding_window_pattern", "full_attention_interval"], {
    default: traits.windowPattern ?? 0,
    min: 0,
  });
  const noRope = reader.list("no_rope_layers", "number");
  const noRopeEvery = reader.integer("no_rope_layer_interval", { default: 4 });
  if (types.length > 0) {
    if (types.length !== layerCount)
      reader.issue(
        "domain",
        "layer_types",
        `has ${types.length} entries for ${layerCount} layers`,
        "Give one per layer.",
      );
    for (const type of new Set(types)) {
      if (windowedTypes.has(type) && size === 0)
        reader.issue(
          "schema",
          "layer_types",
          `has "${type}" but no window size`,
          "Give sliding_window or attention_chunk_size.",
        );
    }
    return (index) => (windowedTypes.has(types[index] ?? "") && size > 0 ? size : undefined);
  }
  if (size === 0 || size >= contextLimit) return () => undefined;
  if (chunk > 0) {
    // Llama 4: layers without rotary positions see everything, the others one chunk (1 = rotary).
    return (index) => {
      const hasRope = noRope.length > 0 ? noRope[index] !== 0 : (index + 1) % noRopeEvery !== 0;
      return hasRope ? size : undefined;
    };
  }
  switch (traits.window ?? "all") {
    case "none":
      return () => undefined;
    case "all":
      return () => size;
    case "alternate":
      return (index) => (index % 2 === 0 ? size : undefined);
    case "qwen":
      return (index) => (index >= firstWindowed ? size : undefined);
    case "every-nth-full":
      return (index) => ((index + 1) % Math.max(1, fullEvery) === 0 ? undefined : size);
  }
}

/** Merges neighbours that are alike. */
export function groupLayers(layers: readonly Omit<LayerGroup, "count">[]): readonly LayerGroup[] {
  const groups: LayerGroup[] = [];
  let lastKey = "";
  for (const layer of layers) {
    const key = JSON.stringify(layer);
    const last = groups[groups.length - 1];
    if (last !== undefined && key === lastKey) groups[groups.length - 1] = { ...last, count: last.count + 1 };
    else groups.push({ count: 1, ...layer });
    lastKey = key;
  }
  return groups;
}

/** All layers of a GQA transformer. */
export function readGqaLayers(
  reader: ConfigReader,
  hiddenSize: number,
  contextLimit: number,
  traits: GqaTraits,
): readonly LayerGroup[] {
  const layerCount = reader.integer("num_hidden_layers", { max: 10_000 });
  const attention = readGqa(reader, hiddenSize, traits);
  const { intermediateFactor } = traits;
  const width = intermediateFactor === undefined ? undefined : intermediateFactor * hiddenSize;
  const feedForward = readFeedForwards(reader, layerCount, traits, width);
  const window = readWindows(reader, layerCount, traits, contextLimit);
  return groupLayers(
    Array.from({ length: layerCount }, (_, index) => {
      const windowTokens = window(index);
      return {
        attention: windowTokens === undefined ? attention : { ...attention, windowTokens },
        feedForward: feedForward(index),
      };
    }),
  );
}
