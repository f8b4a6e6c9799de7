// What a checkpoint's quantization_config says of its storage: the precision's name and the bytes per weight of each part.
import type { ServingPrecision } from "../precision.ts";
import { type ConfigReader, isPlainFields, type PlainFields } from "./config-reader.ts";
import {
  int4Storage,
  type PartStorage,
  type QuantisedPart,
  quantisedParts,
  storageFormats,
  usualStorage,
  type WeightStorage,
} from "./weight-storage.ts";

export interface NativeStorage {
  readonly precision: ServingPrecision;
  readonly storage: WeightStorage;
}

/** Module names as checkpoints write them, one set per part; layer and expert numbers are replaced by N. */
const moduleNames: Readonly<Record<QuantisedPart, readonly string[]>> = {
  attention: ["q_proj", "k_proj", "v_proj", "o_proj", "q_b_proj", "kv_b_proj"].map(
    (name) => `model.layers.N.self_attn.${name}`,
  ),
  denseFeedForward: ["mlp", "feed_forward"].flatMap((block) =>
    ["gate_proj", "up_proj", "down_proj"].map((name) => `model.layers.N.${block}.${name}`),
  ),
  routedExperts: ["mlp.experts.N", "feed_forward.experts.N", "block_sparse_moe.experts.N"].flatMap((block) =>
    ["gate_proj", "up_proj", "down_proj"].map((name) => `model.layers.N.${block}.${name}`),
  ),
  sharedExperts: ["mlp.shared_experts", "mlp.shared_expert", "feed_forward.shared_expert"].flatMap((block) =>
    ["gate_proj", "up_proj", "down_proj"].map((name) => `model.layers.N.${block}.${name}`),
  ),
};

const numberless = (name: string): string =>
  name
    .replace(/^language_model\./, "")
    .replace(/\.(layers|experts)\.\d+(?=\.|$)/g, ".$1.N")
    .replace(/\.(layers|experts)\.\*(?=\.|$)/g, ".$1.N");

/** Does an ignore entry (`re:` pattern, glob, or dotted name) cover a module? */
function covers(entry: string, module: string): boolean {
  if (entry.startsWith("re:")) {
    try {
      return new RegExp(`^(?:${entry.slice(3)})$`).test(module.replace(/\.N(?=\.|$)/g, ".7"));
    } catch {
      return false;
    }
  }
  const name = numberless(entry);
  if (name.includes("*")) {
    const pattern = name.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*");
    return new RegExp(`^${pattern}(\\.|$)`).test(module);
  }
  return `.${module}.`.includes(`.${name}.`);
}

/** Parts of which any module stays 16-bit by the ignore list. */
function ignoredParts(entries: readonly string[]): ReadonlySet<QuantisedPart> {
  const distinct = [...new Set(entries.map((entry) => (entry.startsWith("re:") ? entry : numberless(entry))))];
  return new Set(
    quantisedParts.filter((part) =>
      moduleNames[part].some((module) => distinct.some((entry) => covers(entry, module))),
    ),
  );
}

function withStorage(
  precision: ServingPrecision,
  part: PartStorage,
  ignored: ReadonlySet<QuantisedPart>,
): NativeStorage {
  const plain = storageFormats.bf16;
  const of = (name: QuantisedPart) => (ignored.has(name) ? plain : part);
  return {
    precision,
    storage: {
      attention: of("attention"),
      denseFeedForward: of("denseFeedForward"),
      routedExperts: of("routedExperts"),
      sharedExperts: of("sharedExperts"),
      rest: plain,
    },
  };
}

/** Weights of a compressed-tensors group. */
function compressedTensors(config: PlainFields): readonly [ServingPrecision, PartStorage] | undefined {
  const groups = config["config_groups"];
  const group = isPlainFields(groups) ? Object.values(groups)[0] : undefined;
  const weights = isPlainFields(group) ? group["weights"] : undefined;
  if (!isPlainFields(group) || !isPlainFields(weights)) return undefined;
  const activations = isPlainFields(group["input_activations"]) ? group["input_activations"]["num_bits"] : 16;
  const { num_bits: bits, type, strategy } = weights;
  const groupSize =
    typeof weights["group_size"] === "number" && weights["group_size"] > 0 ? weights["group_size"] : 128;
  if (bits === 8 && type === "float")
    return strategy === "block" ? ["fp8-block", storageFormats.fp8Block] : ["fp8", storageFormats.fp8];
  if (bits === 8 && type === "int") return ["int8", storageFormats.int8];
  if (bits === 4 && type === "float") return ["fp4", groupSize === 16 ? storageFormats.nvfp4 : storageFormats.mxfp4];
  if (bits === 4 && type === "int")
    return [activations === 8 ? "w4a8" : "w4a16", int4Storage(groupSize, weights["symmetric"] !== false)];
  return undefined;
}

function byMethod(config: PlainFields): readonly [ServingPrecision, PartStorage] | undefined {
  const method = String(config["quant_method"] ?? "").toLowerCase();
  const bits = config["bits"] ?? config["w_bit"];
  const groupSize = config["group_size"] ?? config["q_group_size"];
  const group = typeof groupSize === "number" && groupSize > 0 ? groupSize : 128;
  switch (method) {
    case "fp8":
    case "fbgemm_fp8":
      return Array.isArray(config["weight_block_size"])
        ? ["fp8-block", storageFormats.fp8Block]
        : ["fp8", storageFormats.fp8];
    case "mxfp4":
      return ["mxfp4-a16", storageFormats.mxfp4];
    case "compressed-tensors":
      return compressedTensors(config);
    case "awq":
      return bits === undefined || bits === 4
        ? ["w4a16", int4Storage(group, config["zero_point"] === false)]
        : undefined;
    case "gptq":
      if (bits === 8) return ["int8", storageFormats.int8];
      return bits === 4 ? ["w4a16", int4Storage(group, config["sym"] !== false)] : undefined;
    case "modelopt":
    case "modelopt_fp4":
    case "nvfp4": {
      const algorithm = String(config["quant_algo"] ?? (method === "modelopt" ? "" : "NVFP4")).toUpperCase();
      if (algorithm === "FP8") return ["fp8", storageFormats.fp8];
      if (algorithm === "NVFP4") return ["fp4", storageFormats.nvfp4];
      if (algorithm.startsWith("W4A8")) return ["w4a8", storageFormats.int4Group128];
      return undefined;
    }
    default:
      return undefined;
  }
}

/** Storage of the checkpoint, from its dtype and quantization_config (of the text model or of the whole). */
export function readNativeStorage(text: ConfigReader, whole: ConfigReader): NativeStorage {
  const dtypes = ["torch_dtype", "dtype"].flatMap((key) => [text.string(key), whole.string(key)]);
  const plain = dtypes.includes("float16") ? "fp16" : "bf16";
  const expertFormat = text.string("expert_dtype");
  const reader = text.has("quantization_config") ? text : whole;
  const config = reader.value("quantization_config");
  if (config === undefined) return { precision: plain, storage: usualStorage[plain] };
  const understood = isPlainFields(config) ? byMethod(config) : undefined;
  if (understood === undefined || !isPlainFields(config)) {
    const method = isPlainFields(config) ? config["quant_method"] : config;
    reader.issue(
      "unsupported",
      "quantization_config",
      `quantisation method ${JSON.stringify(method)} with these settings is not understood`,
      "Understood: fp8, mxfp4, compressed-tensors (8 bits, 4 bits), awq, gptq, modelopt (FP8, NVFP4, W4A8).",
    );
    return { precision: plain, storage: usualStorage[plain] };
  }
  const lists = ["modules_to_not_convert", "ignore", "ignored_layers", "exclude_modules"].map((key) => config[key]);
  const entries = lists.flatMap((list) => (Array.isArray(list) ? list.filter((item) => typeof item === "string") : []));
  const [precision, part] = understood;
  const native = withStorage(precision, part, ignoredParts(entries));
  // DeepSeek-V4 keeps its experts in MXFP4 beside block-scaled FP8 for everything else.
  if (expertFormat === "fp4")
    return { precision: "fp4", storage: { ...native.storage, routedExperts: storageFormats.mxfp4 } };
  return native;
}
