// Which architectures are understood, and how their configs are read. One line each; anything else is refused.
import type { GqaTraits, MoeTraits } from "./gqa-layers.ts";

export interface Architecture {
  readonly family: "gqa" | "mla" | "mla-sparse" | "compressed" | "gated-delta" | "nemotron-h";
  readonly traits: GqaTraits;
  /** Norms of width hidden per sub-layer: 1 before, 2 before and after. */
  readonly normsPerSublayer?: number;
  /** Norms with bias (LayerNorm). */
  readonly hasNormBias?: boolean;
  /** `tie_word_embeddings` where the config leaves it out. */
  readonly isTiedByDefault?: boolean;
  /** Fields that must have this value where they are given: another one means layers that are not understood. */
  readonly expects?: Readonly<Record<string, unknown>>;
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
