import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import deepseek from "../../../data/models/deepseek-ai.yaml";
import nvidia from "../../../data/models/nvidia.yaml";
import openai from "../../../data/models/openai.yaml";
import qwen from "../../../data/models/Qwen.yaml";
import { SilicoError } from "../../errors.ts";
import { parseHfConfig } from "./hf-config.ts";
import { kvBytesForContext, kvBytesPerToken, weightBytes } from "./model-bytes.ts";
import type { LayerGroup } from "./model-spec.ts";
import { findModel, modelNames, variantNames } from "./shipped-models.ts";

const llama = {
  architectures: ["LlamaForCausalLM"],
  hidden_size: 4096,
  intermediate_size: 14336,
  max_position_embeddings: 131072,
  num_attention_heads: 32,
  num_hidden_layers: 32,
  num_key_value_heads: 8,
  torch_dtype: "bfloat16",
  vocab_size: 128256,
};
const parse = (json: unknown) => parseHfConfig(json, "test", "dir/config.json");

describe("what is not understood is refused by name", () => {
  test("an unknown architecture lists the fields that give its shape", () => {
    expect(() => parse({ ...llama, architectures: ["BambaLinearForCausalLM"], mamba_d_state: 128 })).toThrow(
      /dir\/config.json: architectures: unknown architecture "BambaLinearForCausalLM"; fields not interpreted: .*mamba_d_state/,
    );
  });
  test("a misspelt class is named", () => {
    expect(() => parse({ ...llama, architectures: ["LlamaForCausalLm2"] })).toThrow(
      /Did you mean "LlamaForCausalLM" or/,
    );
  });
  test("no architecture at all", () => {
    const { architectures: _, ...rest } = llama;
    expect(() => parse(rest)).toThrow(/architectures is missing; fields not interpreted: hidden_size/);
  });
  test("a known architecture with experts nobody told us of is no dense model", () => {
    expect(() => parse({ ...llama, num_local_experts: 8, num_experts_per_tok: 2 })).toThrow(
      /num_local_experts: field not interpreted for LlamaForCausalLM/,
    );
  });
  test("an unknown field without effect on shape is only listed", () => {
    expect(parse({ ...llama, favourite_colour: "blue" }).ignoredFields).toEqual(["favourite_colour"]);
  });
  test("an unknown quantisation method", () => {
    expect(() => parse({ ...llama, quantization_config: { quant_method: "quip" } })).toThrow(
      /quantization_config: quantisation method "quip"/,
    );
  });
});

describe("numbers that make no sense", () => {
  test("all of them are told at once, with file and path", () => {
    const bad = { ...llama, hidden_size: -4096, vocab_size: "many", num_hidden_layers: 1.5 };
    expect(() => parse(bad)).toThrow(/dir\/config.json: hidden_size: expected an integer from 1 to \d+, got -4096/);
    expect(() => parse(bad)).toThrow(/vocab_size: expected an integer .* got "many"/);
    expect(() => parse(bad)).toThrow(/num_hidden_layers: expected an integer .* got 1.5/);
  });
  test("missing keys", () => {
    const { hidden_size: _, ...rest } = llama;
    expect(() => parse(rest)).toThrow(/hidden_size: missing/);
    expect(() => parse({ architectures: ["Qwen3MoeForCausalLM"] })).toThrow(/num_experts: missing/);
  });
  test("heads that do not divide", () => {
    expect(() => parse({ ...llama, num_key_value_heads: 5 })).toThrow(
      /num_key_value_heads: 5 does not divide num_attention_heads 32/,
    );
    expect(() => parse({ ...llama, num_attention_heads: 30, num_key_value_heads: 6 })).toThrow(
      /num_attention_heads: 30 does not divide hidden_size 4096/,
    );
  });
  test("more experts a token than there are", () => {
    const moe = { ...llama, architectures: ["MixtralForCausalLM"], num_local_experts: 4, num_experts_per_tok: 5 };
    expect(() => parse(moe)).toThrow(/5 experts a token of 4/);
  });
  test("not an object", () => {
    for (const json of [null, 3, "x", [llama]]) expect(() => parse(json)).toThrow(/expected a JSON object/);
  });
  test("a config with text_config names the nested path", () => {
    const nested = { architectures: ["Llama4ForConditionalGeneration"], text_config: { hidden_size: 0 } };
    expect(() => parse(nested)).toThrow(/text_config.hidden_size: expected an integer/);
  });
});

describe("layers as data", () => {
  const attentionOf = (groups: readonly LayerGroup[]) =>
    groups.map(({ count, attention }) => [
      count,
      attention.kind,
      "windowTokens" in attention ? attention.windowTokens : undefined,
    ]);
  test("gpt-oss alternates window and full attention", () => {
    const { layers } = findModel("gpt-oss-20b");
    expect(attentionOf(layers).slice(0, 2)).toEqual([
      [1, "gqa", 128],
      [1, "gqa", undefined],
    ]);
    expect(layers).toHaveLength(24);
  });
  test("Llama 4 chunks three layers of four", () => {
    const { layers } = findModel("Llama-4-Scout-17B-16E-Instruct");
    expect(attentionOf(layers).slice(0, 2)).toEqual([
      [3, "gqa", 8192],
      [1, "gqa", undefined],
    ]);
  });
  test("Maverick has experts on every second layer, DeepSeek after the first three", () => {
    const maverick = findModel("Llama-4-Maverick-17B-128E-Instruct").layers;
    expect(maverick.slice(0, 2).map((group) => group.feedForward.kind)).toEqual(["dense", "moe"]);
    const deepseek = findModel("deepseek-r1").layers;
    expect(deepseek.map((group) => [group.count, group.feedForward.kind])).toEqual([
      [3, "dense"],
      [58, "moe"],
    ]);
  });
  test("a Mistral window holds on every layer, a Qwen one only where it is switched on", () => {
    const mistral = parse({ ...llama, architectures: ["MistralForCausalLM"], sliding_window: 4096 });
    expect(attentionOf(mistral.layers)).toEqual([[32, "gqa", 4096]]);
    const qwen = { ...llama, architectures: ["Qwen2ForCausalLM"], sliding_window: 4096, max_window_layers: 28 };
    expect(attentionOf(parse({ ...qwen, use_sliding_window: false }).layers)).toEqual([[32, "gqa", undefined]]);
    expect(attentionOf(parse({ ...qwen, use_sliding_window: true }).layers)).toEqual([
      [28, "gqa", undefined],
      [4, "gqa", 4096],
    ]);
  });
  test("tied embeddings count once", () => {
    const tied = parse({ ...llama, tie_word_embeddings: true }).parameters;
    const free = parse(llama).parameters;
    expect(free.total - tied.total).toBe(128256 * 4096);
    expect(tied.active).toBe(tied.total);
  });
});

describe("quantised checkpoints", () => {
  // Checkpoint sizes: OpenAI, gpt-oss model card, 2025, table 1, GiB.
  test.each([
    ["openai/gpt-oss-120b", "mxfp4-a16", 60.8],
    ["openai/gpt-oss-20b", "mxfp4-a16", 12.8],
  ] as const)("%s is %s", (name, precision, gibibytes) => {
    const model = findModel(name);
    expect(model.nativePrecision).toBe(precision);
    expect(weightBytes(model, precision) / 2 ** 30 / gibibytes).toBeCloseTo(1, 2);
  });
  test("parts on the ignore list stay 16-bit", () => {
    const kimi = findModel("Kimi-K2.5").nativeStorage;
    expect(kimi.routedExperts).toEqual({ format: "int4 g32", bytesPerWeight: 0.5625 });
    expect([kimi.attention, kimi.sharedExperts, kimi.denseFeedForward].map((part) => part.format)).toEqual([
      "bf16",
      "bf16",
      "bf16",
    ]);
    const scout = findModel("RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic").nativeStorage;
    expect([scout.attention.format, scout.routedExperts.format]).toEqual(["bf16", "fp8"]);
    // "gate" in the list is the router, not gate_proj.
    expect(findModel("MiniMax-M2.5").nativeStorage.routedExperts.format).toBe("fp8 128x128");
  });
  test("DeepSeek-V4 keeps experts in MXFP4 beside FP8", () => {
    const { nativeStorage } = findModel("DeepSeek-V4-Flash");
    expect([nativeStorage.attention.format, nativeStorage.routedExperts.format]).toEqual(["fp8 128x128", "mxfp4"]);
  });
});

describe("properties", () => {
  const name = fc.constantFrom(...modelNames);
  test("parts add up to the total, and active is no more than total", () => {
    for (const each of modelNames) {
      const { parameters: p } = findModel(each);
      const sum =
        p.embedding +
        p.head +
        p.attention +
        p.denseFeedForward +
        p.routedExperts +
        p.sharedExperts +
        p.router +
        p.norms;
      expect(sum).toBe(p.total);
      expect(p.active).toBeLessThanOrEqual(p.activeWithInputEmbedding);
      expect(p.activeWithInputEmbedding).toBeLessThanOrEqual(p.total);
    }
  });
  test("KV never falls with context, and never grows faster than at its start", () => {
    const tokens = fc.integer({ min: 0, max: 300_000 });
    fc.assert(
      fc.property(name, tokens, tokens, fc.constantFrom("bf16" as const, "fp8" as const), (each, a, b, format) => {
        const model = findModel(each);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const growth = kvBytesForContext(model, high, format) - kvBytesForContext(model, low, format);
        const localWindow = model.layers.reduce(
          (sum, { count, attention }) => sum + (attention.kind === "compressed" ? count * attention.headDim * 2 : 0),
          0,
        );
        expect(growth).toBeGreaterThanOrEqual(0);
        expect(growth).toBeLessThanOrEqual(
          (kvBytesPerToken(model, format) + localWindow) * (high - low) * (1 + 1e-12) + 1,
        );
      }),
    );
  });
  test("more layers, wider layers and more vocabulary are more parameters; fewer bits are fewer bytes", () => {
    const layers = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(
        layers,
        fc.integer({ min: 1, max: 500_000 }),
        fc.integer({ min: 1, max: 50_000 }),
        (n, vocabulary, inner) => {
          const at = (depth: number, vocab: number, width: number) =>
            parse({ ...llama, num_hidden_layers: depth, vocab_size: vocab, intermediate_size: width });
          const base = at(n, vocabulary, inner);
          expect(at(n + 1, vocabulary, inner).parameters.total).toBeGreaterThan(base.parameters.total);
          expect(at(n, vocabulary + 1, inner).parameters.total).toBeGreaterThan(base.parameters.total);
          expect(at(n, vocabulary, inner + 1).parameters.total).toBeGreaterThan(base.parameters.total);
          expect(weightBytes(base, "fp8")).toBeLessThan(weightBytes(base, "bf16"));
          expect(weightBytes(base, "w4a16")).toBeLessThan(weightBytes(base, "fp8"));
        },
      ),
    );
  });
});

describe("a config with any one field spoilt", () => {
  type Fields = Record<string, unknown>;
  const configs = [deepseek, nvidia, openai, qwen].flatMap((file) =>
    (file as { readonly models: readonly { readonly config: Fields }[] }).models.map((model) => model.config),
  );
  const junk = fc.oneof(
    fc.constantFrom<unknown>(null, true, false, 0, -1, 0.5, 1e300, Number.NaN, "", "x", [], {}, [1], { a: 1 }, [null]),
    fc.integer({ min: 1, max: 100_000 }),
  );
  test("is read to finite, non-negative counts or refused by name", () => {
    fc.assert(
      fc.property(fc.constantFrom(...configs), fc.nat(), junk, (config, which, value) => {
        const nested = config["text_config"] as Fields | undefined;
        const fields = nested ?? config;
        const keys = Object.keys(fields);
        const spoilt = { ...fields, [keys[which % keys.length] as string]: value };
        try {
          const model = parse(nested === undefined ? spoilt : { ...config, text_config: spoilt });
          const numbers = [
            ...Object.values(model.parameters),
            kvBytesPerToken(model, "fp8"),
            weightBytes(model, "w4a8"),
          ];
          for (const number of numbers) expect(Number.isFinite(number) && number >= 0).toBe(true);
        } catch (error) {
          if (!(error instanceof SilicoError)) throw error;
          expect(error.message).toMatch(/^dir\/config.json: /);
          expect(error.code).not.toBe("invariant");
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("names", () => {
  test("case and organisation do not matter", () => {
    for (const each of ["deepseek-ai/DeepSeek-R1", "DEEPSEEK-AI/deepseek-r1", "deepseek-r1"])
      expect(findModel(each).name).toBe("deepseek-ai/DeepSeek-R1");
  });
  test("variants have the layers of their model, and storage and context of their own", () => {
    for (const each of variantNames) expect(findModel(each).name).toBe(each);
    const fp8 = findModel("nvidia/Llama-3.1-8B-Instruct-FP8");
    const base = findModel("Llama-3.1-8B-Instruct");
    expect(fp8.layers).toEqual(base.layers);
    expect(fp8.nativePrecision).toBe("fp8");
    expect(weightBytes(fp8, "fp8")).toBe(weightBytes(base, "fp8"));
    expect(fp8.source).toMatch(/variant \(quantised: FP8; estimate\)/);
    expect(findModel("Meta-Llama-3-8B-Instruct").contextLimit).toBe(8192);
    // A name of two organisations is the shipped one; a quantised multimodal model is quantised inside.
    expect(findModel("glm-5").name).toBe("zai-org/GLM-5");
    expect(findModel("Kimi-K2.5-NVFP4").nativeStorage.routedExperts.format).toBe("nvfp4");
    expect(findModel("Kimi-K2-Thinking").nativeStorage).toEqual(findModel("Kimi-K2.5").nativeStorage);
  });
  test("an unknown name gets near ones", () => {
    expect(() => findModel("deepseek-ai/DeepSeek-R2")).toThrow(
      /unknown model "deepseek-ai\/DeepSeek-R2". Did you mean "deepseek-ai\/DeepSeek-R1"/,
    );
    expect(() => findModel("llama-3.1-70b-instrukt")).toThrow(/meta-llama\/Llama-3.1-70B-Instruct/);
    expect(() => findModel("grok-9000")).toThrow(/give the path of the file/);
  });
});
