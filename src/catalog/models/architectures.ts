// Which architectures are understood, and how their configs are read. One line each; anything else is refused.
import type { ConfigReader } from "./config-reader.ts";
import type { GqaTraits, MoeTraits } from "./gqa-layers.ts";

export interface Architecture {
  readonly family: "gqa" | "mla" | "mla-sparse" | "compressed" | "gated-delta" | "nemotron-h";
  readonly traits: GqaTraits;
  /** Norms of width hidden per sub-layer: 1 before, 2 before and after, one half where both run in parallel behind one. */
  readonly normsPerSublayer?: number | ((reader: ConfigReader) => number);
  /** Norms with bias (LayerNorm). */
  readonly hasNormBias?: boolean;
  /** `tie_word_embeddings` where the config leaves it out. */
  readonly isTiedByDefault?: boolean;
  /** What this architecture calls the common fields; a dot enters an object. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Longest context where the config leaves it out. */
  readonly contextDefault?: number;
  /** Learned position embeddings, parameters. */
  readonly positions?: (contextLimit: number, hiddenSize: number) => number;
  /** Bias of the head, norm of the embedding: parameters. */
  readonly otherVectors?: (hiddenSize: number, vocabSize: number) => number;
  /** Fields that must have this value where they are given: another one means layers that are not understood. */
  readonly expects?: Readonly<Record<string, unknown>>;
  /** Fields that must repeat another one. */
  readonly repeats?: Readonly<Record<string, string>>;
  /** Fields that say how the layers are wired, not how large they are. */
  readonly neutral?: readonly string[];
  /** Multi-token-prediction modules where the config does not say. */
  readonly mtpModules?: number;
}

const qwenMoe: MoeTraits = {
  experts: "num_experts",
  topK: ["num_experts_per_tok"],
  expertSize: "moe_intermediate_size",
  placement: "qwen",
};
const sharedQwenMoe: MoeTraits = {
  ...qwenMoe,
  shared: { field: "shared_expert_intermediate_size" },
  hasSharedGate: true,
};
const mixtralMoe: MoeTraits = {
  experts: "num_local_experts",
  topK: ["num_experts_per_tok"],
  expertSize: "intermediate_size",
  placement: "all",
};
const glmMoe: MoeTraits = {
  experts: "n_routed_experts",
  topK: ["num_experts_per_tok"],
  expertSize: "moe_intermediate_size",
  shared: { countField: "n_shared_experts" },
  routerBias: true,
  placement: "first-k-dense",
};
const ernieMoe: MoeTraits = {
  experts: "moe_num_experts",
  topK: ["moe_k"],
  expertSize: "moe_intermediate_size",
  shared: { countField: "moe_num_shared_experts" },
  routerBias: "moe_use_aux_free",
  placement: "ernie",
};
const llama4Moe: MoeTraits = {
  experts: "num_local_experts",
  topK: ["num_experts_per_tok"],
  expertSize: "intermediate_size",
  denseSize: "intermediate_size_mlp",
  shared: { field: "intermediate_size" },
  placement: "llama4",
};

const llama: GqaTraits = { qkvBias: "attention_bias", outputBias: "attention_bias", mlpBias: "mlp_bias" };
const qwen2: GqaTraits = { qkvBias: true, window: "qwen" };
const qwen3: GqaTraits = { qkvBias: "attention_bias", outputBias: "attention_bias", qkNorm: true, window: "qwen" };
const qwenNext: GqaTraits = { ...qwen3, hasOutputGate: true };

/** Biases everywhere, two matrices, LayerNorm: the transformers from GPT-2 to BLOOM. */
const biased: GqaTraits = { qkvBias: true, outputBias: true, mlpBias: true, isGated: false, intermediateFactor: 4 };

const gqa = (traits: GqaTraits, more: Partial<Architecture> = {}): Architecture => ({ family: "gqa", traits, ...more });

/** By the Hugging Face class in `architectures[0]`. */
export const architectures: Readonly<Record<string, Architecture>> = {
  LlamaForCausalLM: gqa(llama),
  MistralForCausalLM: gqa({}),
  Ministral3ForCausalLM: gqa({}),
  Phi3ForCausalLM: gqa({}),
  GraniteForCausalLM: gqa(llama, { isTiedByDefault: true }),
  SmolLM3ForCausalLM: gqa({ ...llama, window: "none" }, { isTiedByDefault: true }),
  SeedOssForCausalLM: gqa({ qkvBias: "attention_bias", outputBias: "attention_out_bias", mlpBias: "mlp_bias" }),
  Olmo2ForCausalLM: gqa({ ...llama, qkNorm: true, qkNormWeights: "all-heads" }),
  Starcoder2ForCausalLM: gqa(
    { qkvBias: "use_bias", outputBias: "use_bias", mlpBias: "use_bias", isGated: false },
    { hasNormBias: true, isTiedByDefault: true, expects: { mlp_type: "default", norm_type: "layer_norm" } },
  ),
  Qwen2ForCausalLM: gqa(qwen2),
  Qwen2VLForConditionalGeneration: gqa(qwen2),
  Qwen2_5_VLForConditionalGeneration: gqa(qwen2),
  Qwen3ForCausalLM: gqa(qwen3),
  Qwen3VLForConditionalGeneration: gqa(qwen3),
  GemmaForCausalLM: gqa({ qkvBias: "attention_bias", outputBias: "attention_bias" }, { isTiedByDefault: true }),
  Gemma2ForCausalLM: gqa(
    { qkvBias: "attention_bias", outputBias: "attention_bias", window: "alternate" },
    { isTiedByDefault: true, normsPerSublayer: 2 },
  ),
  Gemma3ForCausalLM: gqa(
    { ...llama, qkNorm: true, window: "every-nth-full", windowPattern: 6 },
    { isTiedByDefault: true, normsPerSublayer: 2 },
  ),
  Gemma3ForConditionalGeneration: gqa(
    { ...llama, qkNorm: true, window: "every-nth-full", windowPattern: 6 },
    { isTiedByDefault: true, normsPerSublayer: 2 },
  ),
  NemotronForCausalLM: gqa(
    { qkvBias: "attention_bias", outputBias: "attention_bias", mlpBias: "mlp_bias", isGated: false },
    { hasNormBias: true },
  ),
  CohereForCausalLM: gqa(
    { qkvBias: "attention_bias", outputBias: "attention_bias", qkNorm: "use_qk_norm", qkNormWeights: "all-heads" },
    { isTiedByDefault: true, normsPerSublayer: 0.5 },
  ),
  Cohere2ForCausalLM: gqa(
    { qkvBias: "attention_bias", outputBias: "attention_bias", window: "every-nth-full", windowPattern: 4 },
    {
      isTiedByDefault: true,
      normsPerSublayer: 0.5,
      expects: { use_gated_activation: true, use_parallel_block: true },
      neutral: ["use_parallel_embedding", "use_embedding_sharing"],
    },
  ),
  PhiForCausalLM: gqa(biased, {
    hasNormBias: true,
    normsPerSublayer: 0.5,
    otherVectors: (_, vocabSize) => vocabSize,
    expects: { qk_layernorm: false },
  }),
  StableLmForCausalLM: gqa(
    { qkvBias: "use_qkv_bias" },
    { hasNormBias: true, expects: { use_parallel_residual: false, qk_layernorm: false } },
  ),
  GPT2LMHeadModel: gqa(biased, {
    hasNormBias: true,
    isTiedByDefault: true,
    positions: (contextLimit, hiddenSize) => contextLimit * hiddenSize,
    renamed: {
      hidden_size: "n_embd",
      num_hidden_layers: "n_layer",
      num_attention_heads: "n_head",
      intermediate_size: "n_inner",
    },
  }),
  GPTNeoXForCausalLM: gqa(biased, {
    hasNormBias: true,
    expects: { attention_bias: true },
    neutral: ["use_parallel_residual"],
  }),
  OPTForCausalLM: gqa(biased, {
    hasNormBias: true,
    isTiedByDefault: true,
    // Two positions more than the context: the table starts at 2.
    positions: (contextLimit, hiddenSize) => (contextLimit + 2) * hiddenSize,
    renamed: { intermediate_size: "ffn_dim" },
    expects: { do_layer_norm_before: true, enable_bias: true },
    repeats: { word_embed_proj_dim: "hidden_size" },
  }),
  BloomForCausalLM: gqa(biased, {
    hasNormBias: true,
    isTiedByDefault: true,
    contextDefault: 2048,
    otherVectors: (hiddenSize) => 2 * hiddenSize,
    renamed: { hidden_size: "n_embed", num_hidden_layers: "n_layer", num_attention_heads: "n_head" },
    neutral: ["skip_bias_add", "skip_bias_add_qkv"],
  }),
  FalconForCausalLM: gqa(
    {
      qkvBias: "bias",
      outputBias: "bias",
      mlpBias: "bias",
      isGated: false,
      intermediateFactor: 4,
      hasFalconHeads: true,
    },
    {
      hasNormBias: true,
      isTiedByDefault: true,
      contextDefault: 2048,
      renamed: { intermediate_size: "ffn_hidden_size" },
      normsPerSublayer: (reader) => {
        const isNew = reader.boolean("new_decoder_architecture", false);
        const isParallel = reader.boolean("parallel_attn", true);
        const norms = reader.integer("num_ln_in_parallel_attn", { default: isNew ? 2 : 1, min: 1, max: 2 });
        return isParallel && norms === 1 ? 0.5 : 1;
      },
    },
  ),
  ChatGLMModel: gqa(
    { qkvBias: "add_qkv_bias", outputBias: "add_bias_linear", mlpBias: "add_bias_linear" },
    {
      renamed: {
        vocab_size: "padded_vocab_size",
        num_hidden_layers: "num_layers",
        intermediate_size: "ffn_hidden_size",
        num_key_value_heads: "multi_query_group_num",
        head_dim: "kv_channels",
      },
      expects: { multi_query_attention: true, post_layer_norm: true, rmsnorm: true, original_rope: true },
    },
  ),
  DbrxForCausalLM: gqa(
    {
      moe: {
        experts: "num_local_experts",
        topK: ["num_experts_per_tok"],
        expertSize: "intermediate_size",
        placement: "all",
      },
    },
    {
      renamed: {
        hidden_size: "d_model",
        num_hidden_layers: "n_layers",
        num_attention_heads: "n_heads",
        max_position_embeddings: "max_seq_len",
        num_key_value_heads: "attn_config.kv_n_heads",
        intermediate_size: "ffn_config.ffn_hidden_size",
        num_local_experts: "ffn_config.moe_num_experts",
        num_experts_per_tok: "ffn_config.moe_top_k",
      },
    },
  ),
  DeepseekForCausalLM: gqa({
    qkvBias: "attention_bias",
    outputBias: "attention_bias",
    moe: { ...glmMoe, routerBias: false },
  }),
  GraniteMoeForCausalLM: gqa({ ...llama, moe: mixtralMoe }, { isTiedByDefault: true }),
  Glm4ForCausalLM: gqa({ qkvBias: "attention_bias" }, { normsPerSublayer: 2 }),
  Mistral3ForConditionalGeneration: gqa({}),
  InternLM2ForCausalLM: gqa({ qkvBias: "bias", outputBias: "bias", window: "none" }),
  BaichuanForCausalLM: gqa({}),
  MixtralForCausalLM: gqa({ moe: mixtralMoe }),
  OlmoeForCausalLM: gqa({
    qkvBias: "attention_bias",
    outputBias: "attention_bias",
    qkNorm: true,
    qkNormWeights: "all-heads",
    moe: { ...mixtralMoe, experts: "num_experts" },
  }),
  Ernie4_5ForCausalLM: gqa(
    { qkvBias: "use_bias", outputBias: "use_bias", mlpBias: "use_bias" },
    { isTiedByDefault: true },
  ),
  Ernie4_5_MoeForCausalLM: gqa(
    { qkvBias: "use_bias", outputBias: "use_bias", mlpBias: "use_bias", moe: ernieMoe },
    { isTiedByDefault: true },
  ),
  Qwen2MoeForCausalLM: gqa({ qkvBias: true, moe: sharedQwenMoe, window: "qwen" }),
  Qwen3MoeForCausalLM: gqa({ ...qwen3, moe: qwenMoe }),
  Qwen3VLMoeForConditionalGeneration: gqa({ ...qwen3, moe: qwenMoe }),
  Glm4MoeForCausalLM: gqa({ qkvBias: "attention_bias", qkNorm: "use_qk_norm", moe: glmMoe }),
  MiniMaxM2ForCausalLM: gqa({
    qkNorm: "use_qk_norm",
    moe: { ...mixtralMoe, shared: { field: "shared_intermediate_size" }, routerBias: "use_routing_bias" },
  }),
  GptOssForCausalLM: gqa({
    qkvBias: "attention_bias",
    outputBias: "attention_bias",
    hasSinks: true,
    window: "alternate",
    moe: { ...mixtralMoe, topK: ["num_experts_per_tok", "experts_per_token"], hasBias: true, routerBias: true },
  }),
  // Llama 4 normalises Q and K without weights.
  Llama4ForConditionalGeneration: gqa({
    ...llama,
    qkNorm: "use_qk_norm",
    qkNormWeights: "none",
    moe: llama4Moe,
  }),
  Llama4ForCausalLM: gqa({ ...llama, qkNorm: "use_qk_norm", qkNormWeights: "none", moe: llama4Moe }),
  DeepseekV2ForCausalLM: { family: "mla", traits: {} },
  DeepseekV3ForCausalLM: { family: "mla", traits: {} },
  KimiK25ForConditionalGeneration: { family: "mla", traits: {} },
  DeepseekV32ForCausalLM: { family: "mla-sparse", traits: {} },
  GlmMoeDsaForCausalLM: { family: "mla-sparse", traits: {} },
  DeepseekV4ForCausalLM: { family: "compressed", traits: {} },
  // The checkpoint ships one multi-token-prediction module that the config does not mention (Qwen3-Next model card).
  Qwen3NextForCausalLM: { family: "gated-delta", traits: { ...qwenNext, moe: sharedQwenMoe }, mtpModules: 1 },
  Qwen3_5ForConditionalGeneration: { family: "gated-delta", traits: qwenNext },
  Qwen3_5ForCausalLM: { family: "gated-delta", traits: qwenNext },
  Qwen3_5MoeForConditionalGeneration: { family: "gated-delta", traits: { ...qwenNext, moe: sharedQwenMoe } },
  Qwen3_5MoeForCausalLM: { family: "gated-delta", traits: { ...qwenNext, moe: sharedQwenMoe } },
  NemotronHForCausalLM: { family: "nemotron-h", traits: {} },
};

/** The class that a `model_type` stands for, for configs (or language models inside others) that name no class. */
export const modelTypes: Readonly<Record<string, string>> = {
  llama: "LlamaForCausalLM",
  mistral: "MistralForCausalLM",
  mixtral: "MixtralForCausalLM",
  phi3: "Phi3ForCausalLM",
  qwen2: "Qwen2ForCausalLM",
  qwen2_moe: "Qwen2MoeForCausalLM",
  qwen3: "Qwen3ForCausalLM",
  qwen3_moe: "Qwen3MoeForCausalLM",
  qwen3_next: "Qwen3NextForCausalLM",
  qwen3_5_text: "Qwen3_5ForCausalLM",
  qwen3_5_moe_text: "Qwen3_5MoeForCausalLM",
  gemma: "GemmaForCausalLM",
  gemma2: "Gemma2ForCausalLM",
  gemma3_text: "Gemma3ForCausalLM",
  llama4_text: "Llama4ForCausalLM",
  gpt_oss: "GptOssForCausalLM",
  minimax_m2: "MiniMaxM2ForCausalLM",
  glm4: "Glm4ForCausalLM",
  glm4_moe: "Glm4MoeForCausalLM",
  glm_moe_dsa: "GlmMoeDsaForCausalLM",
  deepseek_v2: "DeepseekV2ForCausalLM",
  deepseek_v3: "DeepseekV3ForCausalLM",
  deepseek_v32: "DeepseekV32ForCausalLM",
  deepseek_v4: "DeepseekV4ForCausalLM",
  kimi_k2: "DeepseekV3ForCausalLM",
  nemotron_h: "NemotronHForCausalLM",
  internlm2: "InternLM2ForCausalLM",
  granite: "GraniteForCausalLM",
};
