// Families beyond the shipped models, from configs cut to their shapes.
import { expect, test } from "vitest";
import golden from "../../../test/golden/model-families.json" with { type: "json" };
import { parseHfConfig } from "./hf-config.ts";

test.each(golden.models.map((row) => [row.model, row] as const))(
  "%s has as many parameters as its checkpoint",
  (name, row) => {
    const { total } = parseHfConfig(row.config, name).parameters;
    if (row.tolerance === 0) expect(total).toBe(row.total);
    else expect(Math.abs(total / row.total - 1)).toBeLessThan(row.tolerance);
  },
);

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

const shapeless = (architecture: string, fields: object) => ({ architectures: [architecture], ...fields });
test("renamed fields are told by their own names, and assumptions are checked", () => {
  const gpt2 = { n_embd: 1600, n_layer: 48, n_head: 25, n_positions: 1024, vocab_size: 50257 };
  expect(() => parseHfConfig(shapeless("GPT2LMHeadModel", { ...gpt2, n_head: 7 }), "t", "c.json")).toThrow(
    /c.json: n_head: 7 does not divide hidden_size 1600/,
  );
  expect(() => parseHfConfig(shapeless("GPT2LMHeadModel", { ...gpt2, n_embd: undefined }), "t", "c.json")).toThrow(
    /c.json: n_embd: missing/,
  );
  const opt = {
    hidden_size: 1024,
    ffn_dim: 4096,
    num_hidden_layers: 24,
    num_attention_heads: 16,
    vocab_size: 50272,
    max_position_embeddings: 2048,
  };
  expect(() => parseHfConfig(shapeless("OPTForCausalLM", { ...opt, word_embed_proj_dim: 512 }), "t")).toThrow(
    /word_embed_proj_dim: 512 for OPTForCausalLM. Only 1024 is understood/,
  );
});

test("a config without class is read by its model_type", () => {
  const { architectures: _, ...llama } = config("LlamaForCausalLM", shape(64, 128, 2, 4, 4, 100));
  expect(parseHfConfig({ ...llama, model_type: "llama" }, "t").architecture).toBe("LlamaForCausalLM");
  expect(() => parseHfConfig({ ...llama, model_type: "mamba" }, "t")).toThrow(/unknown architecture "mamba"/);
});
