// Layers of hybrids: most mixers keep a fixed-size state (gated delta network, Mamba-2), a few attend.
import type { ConfigReader } from "./config-reader.ts";
import { type GqaTraits, groupLayers, readFeedForwards, readGqa } from "./gqa-layers.ts";
import type { Attention, FeedForward, GatedDeltaAttention, LayerGroup, MambaAttention } from "./model-spec.ts";

/** Qwen3-Next and Qwen3.5: three gated-delta layers, then one of full attention with an output gate. */
export function readGatedDeltaLayers(
  reader: ConfigReader,
  hiddenSize: number,
  traits: GqaTraits,
): readonly LayerGroup[] {
  const layerCount = reader.integer("num_hidden_layers", { max: 10_000 });
  const full = readGqa(reader, hiddenSize, traits);
  const linear: GatedDeltaAttention = {
    kind: "gated-delta",
    keyHeads: reader.integer("linear_num_key_heads"),
    keyHeadDim: reader.integer("linear_key_head_dim"),
    valueHeads: reader.integer("linear_num_value_heads"),
    valueHeadDim: reader.integer("linear_value_head_dim"),
    convKernel: reader.integer("linear_conv_kernel_dim"),
  };
  reader.divides("linear_num_key_heads", linear.keyHeads, linear.valueHeads, "linear_num_value_heads");
  const every = reader.integer("full_attention_interval", { default: 4 });
  const types = reader.list("layer_types", "string");
  if (types.length > 0 && types.length !== layerCount)
    reader.issue(
      "domain",
      "layer_types",
      `has ${types.length} entries for ${layerCount} layers`,
      "Give one per layer.",
    );
  for (const type of new Set(types)) {
    if (type !== "full_attention" && type !== "linear_attention")
      reader.issue(
        "unsupported",
        "layer_types",
        `layer type "${type}"`,
        "linear_attention and full_attention are understood.",
      );
  }
  const isFull = (index: number) => (types.length > 0 ? types[index] === "full_attention" : (index + 1) % every === 0);
  const feedForward = readFeedForwards(reader, layerCount, traits);
  return groupLayers(
    Array.from({ length: layerCount }, (_, index) => ({
      attention: isFull(index) ? full : linear,
      feedForward: feedForward(index),
    })),
  );
}

/** Nemotron-H: one mixer a layer, chosen by a letter: M = Mamba-2, * = attention, E = experts, - = dense feed-forward. */
export function readNemotronLayers(reader: ConfigReader, hiddenSize: number): readonly LayerGroup[] {
  const layerCount = reader.integer("num_hidden_layers", { max: 10_000 });
  const pattern = reader.string("hybrid_override_pattern") ?? "";
  if (pattern.length !== layerCount)
    reader.issue(
      "domain",
      "hybrid_override_pattern",
      `has ${pattern.length} letters for ${layerCount} layers`,
      "Give one letter (M, *, E or -) per layer.",
    );
  for (const letter of new Set(pattern)) {
    if (!"M*E-".includes(letter))
      reader.issue("unsupported", "hybrid_override_pattern", `letter "${letter}"`, "M, *, E and - are understood.");
  }
  const none = { kind: "none" } as const;
  const mamba: MambaAttention = {
    kind: "mamba2",
    heads: reader.integer("mamba_num_heads"),
    headDim: reader.integer("mamba_head_dim"),
    stateSize: reader.integer("ssm_state_size"),
    groups: reader.integer("n_groups"),
    convKernel: reader.integer("conv_kernel"),
  };
  const attention: Attention = pattern.includes("*")
    ? readGqa(reader, hiddenSize, { qkvBias: "attention_bias", outputBias: "attention_bias" })
    : none;
  const hasBias = reader.boolean("mlp_bias", false);
  const dense: FeedForward = pattern.includes("-")
    ? { kind: "dense", intermediateSize: reader.integer("intermediate_size"), isGated: false, hasBias }
    : none;
  reader.value("intermediate_size");
  const moe: FeedForward = pattern.includes("E")
    ? {
        kind: "moe",
        experts: reader.integer("n_routed_experts"),
        topK: reader.integer("num_experts_per_tok"),
        expertIntermediateSize: reader.integer("moe_intermediate_size"),
        sharedIntermediateSize:
          reader.integer("n_shared_experts", { default: 0, min: 0 }) *
          reader.integer("moe_shared_expert_intermediate_size", { default: 0, min: 0 }),
        hasSharedGate: false,
        isGated: false,
        hasBias,
        hasRouterBias: true,
      }
    : none;
  for (const key of ["use_bias", "mamba_proj_bias"]) {
    if (reader.boolean(key, false))
      reader.issue("unsupported", key, "biased Mamba projections", "Only false is understood.");
  }
  if (!reader.boolean("use_conv_bias", true))
    reader.issue("unsupported", "use_conv_bias", "a Mamba convolution without bias", "Only true is understood.");
  return groupLayers(
    [...pattern].map((letter) => ({
      attention: letter === "M" ? mamba : letter === "*" ? attention : none,
      feedForward: letter === "E" ? moe : letter === "-" ? dense : none,
    })),
  );
}
