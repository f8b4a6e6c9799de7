// Families beyond the shipped models: configs cut to their shapes, totals as the Hugging Face hub counts the stored tensors (recalled,
// not looked up; a total that agrees to the last digit with shapes counted here was hardly recalled wrong).
import { expect, test } from "vitest";
import { parseHfConfig } from "./hf-config.ts";

const config = (architecture: string, fields: object) => ({
  architectures: [architecture],
  max_position_embeddings: 8192,
  ...fields,
});
const shape = (
  hidden_size: number,
  intermediate_size: number,
  num_hidden_layers: number,
  num_attention_heads: number,
  num_key_value_heads: number,
  vocab_size: number,
  more: object = {},
) => ({
  hidden_size,
  intermediate_size,
  num_hidden_layers,
  num_attention_heads,
  num_key_value_heads,
  vocab_size,
  ...more,
});

test.each<[string, object, number]>([
  [
    "gemma-2-9b",
    config("Gemma2ForCausalLM", shape(3584, 14336, 42, 16, 8, 256000, { head_dim: 256, sliding_window: 4096 })),
    9241705984,
  ],
  [
    "gemma-2-27b",
    config("Gemma2ForCausalLM", shape(4608, 36864, 46, 32, 16, 256000, { head_dim: 128, sliding_window: 4096 })),
    27227128320,
  ],
  ["gemma-7b", config("GemmaForCausalLM", shape(3072, 24576, 28, 16, 16, 256000, { head_dim: 256 })), 8537680896],
  [
    "gemma-3-1b",
    config(
      "Gemma3ForCausalLM",
      shape(1152, 6912, 26, 4, 1, 262144, { head_dim: 256, sliding_window: 512, sliding_window_pattern: 6 }),
    ),
    999885952,
  ],
  ["phi-3-mini", config("Phi3ForCausalLM", shape(3072, 8192, 32, 32, 32, 32064)), 3821079552],
  [
    "ds-v2-lite",
    config(
      "DeepseekV2ForCausalLM",
      shape(2048, 10944, 27, 16, 16, 102400, {
        kv_lora_rank: 512,
        qk_nope_head_dim: 128,
        qk_rope_head_dim: 64,
        v_head_dim: 128,
        n_routed_experts: 64,
        n_shared_experts: 2,
        num_experts_per_tok: 6,
        moe_intermediate_size: 1408,
        first_k_dense_replace: 1,
        topk_method: "greedy",
      }),
    ),
    15706484224,
  ],
  [
    "ds-v2",
    config(
      "DeepseekV2ForCausalLM",
      shape(5120, 12288, 60, 128, 128, 102400, {
        q_lora_rank: 1536,
        kv_lora_rank: 512,
        qk_nope_head_dim: 128,
        qk_rope_head_dim: 64,
        v_head_dim: 128,
        n_routed_experts: 160,
        n_shared_experts: 2,
        num_experts_per_tok: 6,
        moe_intermediate_size: 1536,
        first_k_dense_replace: 1,
        topk_method: "group_limited_greedy",
      }),
    ),
    235741434880,
  ],
  [
    "starcoder2-7b",
    config("Starcoder2ForCausalLM", shape(4608, 18432, 32, 36, 4, 49152, { use_bias: true })),
    7173923840,
  ],
  ["olmo2-7b", config("Olmo2ForCausalLM", shape(4096, 11008, 32, 32, 32, 100352)), 7298617344],
  ["smollm3", config("SmolLM3ForCausalLM", shape(2048, 11008, 36, 16, 4, 128256)), 3075098624],
  ["granite-3.1-8b", config("GraniteForCausalLM", shape(4096, 12800, 40, 32, 8, 49155)), 8170848256],
  [
    "seed-oss-36b",
    config(
      "SeedOssForCausalLM",
      shape(5120, 27648, 64, 80, 8, 155136, { head_dim: 128, attention_bias: true, attention_out_bias: false }),
    ),
    36151104512,
  ],
  [
    "olmoe",
    config("OlmoeForCausalLM", shape(2048, 1024, 16, 16, 16, 50304, { num_experts: 64, num_experts_per_tok: 8 })),
    6919161856,
  ],
  [
    "ernie-0.3b",
    config("Ernie4_5ForCausalLM", shape(1024, 3072, 18, 16, 2, 103424, { head_dim: 128, use_bias: false })),
    360748032,
  ],
  ["internlm2-7b", config("InternLM2ForCausalLM", shape(4096, 14336, 32, 32, 8, 92544, { bias: false })), 7737708544],
  ["baichuan2-7b", config("BaichuanForCausalLM", shape(4096, 11008, 32, 32, 32, 125696)), 7505973248],
  [
    "llama-3.2-1b",
    config("LlamaForCausalLM", shape(2048, 8192, 16, 32, 8, 128256, { head_dim: 64, tie_word_embeddings: true })),
    1235814400,
  ],
  ["qwen2.5-72b", config("Qwen2ForCausalLM", shape(8192, 29568, 80, 64, 8, 152064)), 72706203648],
  [
    "mistral-small-24b",
    config("MistralForCausalLM", shape(5120, 32768, 40, 32, 8, 131072, { head_dim: 128 })),
    23572403200,
  ],
  [
    "glm-4-9b-0414",
    config("Glm4ForCausalLM", shape(4096, 13696, 40, 32, 2, 151552, { head_dim: 128, attention_bias: true })),
    9400279040,
  ],
])("%s has as many parameters as its checkpoint", (name, json, total) => {
  expect(parseHfConfig(json, name).parameters.total).toBe(total);
});

test.each<[string, object, number]>([
  [
    "qwen2-57b-a14b",
    config(
      "Qwen2MoeForCausalLM",
      shape(3584, 18944, 28, 28, 4, 151936, {
        num_experts: 64,
        num_experts_per_tok: 8,
        moe_intermediate_size: 2560,
        shared_expert_intermediate_size: 20480,
      }),
    ),
    57.41e9,
  ],
  [
    "glm-4.5",
    config(
      "Glm4MoeForCausalLM",
      shape(5120, 12288, 92, 96, 8, 151552, {
        head_dim: 128,
        attention_bias: true,
        use_qk_norm: true,
        n_routed_experts: 160,
        n_shared_experts: 1,
        num_experts_per_tok: 8,
        moe_intermediate_size: 1536,
        first_k_dense_replace: 3,
        num_nextn_predict_layers: 1,
      }),
    ),
    355e9,
  ],
  [
    "glm-4.5-air",
    config(
      "Glm4MoeForCausalLM",
      shape(4096, 10944, 46, 96, 8, 151552, {
        head_dim: 128,
        attention_bias: true,
        use_qk_norm: false,
        n_routed_experts: 128,
        n_shared_experts: 1,
        num_experts_per_tok: 8,
        moe_intermediate_size: 1408,
        first_k_dense_replace: 1,
        num_nextn_predict_layers: 1,
      }),
    ),
    106e9,
  ],
  [
    "ernie-21b",
    config(
      "Ernie4_5_MoeForCausalLM",
      shape(2560, 12288, 28, 20, 4, 103424, {
        head_dim: 128,
        moe_num_experts: 64,
        moe_k: 6,
        moe_intermediate_size: 1536,
        moe_num_shared_experts: 2,
        moe_layer_start_index: 1,
        tie_word_embeddings: true,
      }),
    ),
    21.8e9,
  ],
  [
    "ernie-300b",
    config(
      "Ernie4_5_MoeForCausalLM",
      shape(8192, 28672, 54, 64, 8, 103424, {
        head_dim: 128,
        moe_num_experts: 64,
        moe_k: 8,
        moe_intermediate_size: 3584,
        moe_num_shared_experts: 0,
        moe_layer_start_index: 3,
        tie_word_embeddings: false,
      }),
    ),
    300e9,
  ],
])("%s is within 1% of its card", (name, json, total) => {
  expect(Math.abs(parseHfConfig(json, name).parameters.total / total - 1)).toBeLessThan(0.01);
});

test("Gemma 3 keeps a window on five layers of six, Gemma 2 on every second", () => {
  const windows = (json: object) =>
    parseHfConfig(json, "test").layers.map(({ count, attention }) => [
      count,
      attention.kind === "gqa" ? attention.windowTokens : undefined,
    ]);
  const gemma3 = config(
    "Gemma3ForCausalLM",
    shape(1152, 6912, 26, 4, 1, 262144, { head_dim: 256, sliding_window: 512 }),
  );
  expect(windows(gemma3).slice(0, 2)).toEqual([
    [5, 512],
    [1, undefined],
  ]);
  const gemma2 = config(
    "Gemma2ForCausalLM",
    shape(3584, 14336, 42, 16, 8, 256000, { head_dim: 256, sliding_window: 4096 }),
  );
  expect(windows(gemma2).slice(0, 2)).toEqual([
    [1, 4096],
    [1, undefined],
  ]);
});

test("fields of training and of formulas pass, fields of shapes do not", () => {
  const starcoder = (more: object) =>
    parseHfConfig(
      config("Starcoder2ForCausalLM", shape(4608, 18432, 32, 36, 4, 49152, { use_bias: true, ...more })),
      "test",
    );
  const usual = {
    mlp_type: "default",
    norm_type: "layer_norm",
    norm_epsilon: 1e-5,
    residual_dropout: 0.1,
    scale_attn_weights: true,
  };
  expect(starcoder(usual).parameters.total).toBe(7173923840);
  expect(() => starcoder({ mlp_type: "gated" })).toThrow(
    /mlp_type: "gated" for Starcoder2ForCausalLM. Only "default" is understood/,
  );
  expect(() => starcoder({ mlp_expansion_size: 3 })).toThrow(/mlp_expansion_size: field not interpreted/);
  expect(() => starcoder({ layer_pattern: "AABB" })).toThrow(/layer_pattern: field not interpreted/);
});

test("what stands beside a nested language model does not shape it", () => {
  const nested = {
    architectures: ["Mistral3ForConditionalGeneration"],
    text_config: { max_position_embeddings: 131072, ...shape(5120, 32768, 40, 32, 8, 131072, { head_dim: 128 }) },
    projector_hidden_act: "gelu",
    spatial_merge_size: 2,
    vision_feature_layer: -1,
    vision_config: { hidden_size: 1024, num_hidden_layers: 24 },
  };
  const model = parseHfConfig(nested, "test");
  expect(model.parameters.total).toBe(23572403200);
  // The tower is not understood: its size is unknown, not zero.
  expect("vision" in model.parameters).toBe(false);
});
