// Bytes of a model: weights per precision, KV cache per token and per context, fixed state per sequence. Pure functions.
import { assertNever, fail } from "../../errors.ts";
import type { ServingPrecision } from "../precision.ts";
import type { Attention, ModelSpec } from "./model-spec.ts";
import { usualStorage, type WeightStorage } from "./weight-storage.ts";

export type KvFormat = "bf16" | "fp8";

/** Storage of the weights at a precision: the checkpoint's own split where it is published so, else the usual one. */
export function weightStorage(model: ModelSpec, precision: ServingPrecision): WeightStorage {
  return precision === model.nativePrecision ? model.nativeStorage : usualStorage[precision];
}

export interface WeightBytes {
  readonly total: number;
  readonly embeddings: number;
  readonly attention: number;
  readonly denseFeedForward: number;
  readonly routedExperts: number;
  readonly sharedExperts: number;
  readonly routerAndNorms: number;
}

/**
 * Bytes of the language model's weights by part, block scales included; multi-token-prediction modules and vision towers
 * are not. Embeddings, head, router and norms stay 16-bit.
 * Error: under 1% against published checkpoint sizes where the checkpoint quantises the parts that `weightStorage` says.
 */
export function weightBytesByPart(model: ModelSpec, precision: ServingPrecision): WeightBytes {
  const storage = weightStorage(model, precision);
  const count = model.parameters;
  const embeddings = (count.embedding + count.head) * storage.rest.bytesPerWeight;
  const attention = count.attention * storage.attention.bytesPerWeight;
  const denseFeedForward = count.denseFeedForward * storage.denseFeedForward.bytesPerWeight;
  const routedExperts = count.routedExperts * storage.routedExperts.bytesPerWeight;
  const sharedExperts = count.sharedExperts * storage.sharedExperts.bytesPerWeight;
  const routerAndNorms = (count.router + count.norms) * storage.rest.bytesPerWeight;
  const total = embeddings + attention + denseFeedForward + routedExperts + sharedExperts + routerAndNorms;
  return { total, embeddings, attention, denseFeedForward, routedExperts, sharedExperts, routerAndNorms };
}

/** Bytes of the language model's weights; see `weightBytesByPart`. */
export function weightBytes(model: ModelSpec, precision: ServingPrecision): number {
  return weightBytesByPart(model, precision).total;
}

/** What one layer keeps of a sequence. All in bytes, for one sequence. */
export interface LayerKv {
  /** Growth per token of context, without limit. */
  readonly bytesPerToken: number;
  /** Growth per token while the context is within the window. */
  readonly windowBytesPerToken: number;
  readonly windowTokens: number;
  /** State that does not grow. */
  readonly stateBytes: number;
}

/** Bytes per element of linear-attention state and of its convolution inputs, as vLLM 0.15 keeps them (fp32, 16-bit). */
const stateElementBytes = 4;
const convElementBytes = 2;

/**
 * KV of one layer. Latent attention keeps the latent and the rotary key once for all heads. Sparse attention also keeps the
 * indexer's key; with an FP8 cache its entry is 656 bytes (512 FP8 values, four fp32 scales, 64 BF16 rotary values) and the
 * indexer's 132 (128 FP8 values, one fp32 scale), as FlashMLA and vLLM store them. Compressed attention keeps one entry per
 * `compressRatio` tokens (amortised here) beside a window.
 */
export function layerKv(attention: Attention, format: KvFormat): LayerKv {
  const elementBytes = format === "fp8" ? 1 : 2;
  const none: LayerKv = { bytesPerToken: 0, windowBytesPerToken: 0, windowTokens: 0, stateBytes: 0 };
  switch (attention.kind) {
    case "none":
      return none;
    case "gqa": {
      const valueHeadDim = attention.valueHeadDim ?? attention.headDim;
      const bytes = attention.kvHeads * (attention.headDim + valueHeadDim) * elementBytes;
      return attention.windowTokens === undefined
        ? { ...none, bytesPerToken: bytes }
        : { ...none, windowBytesPerToken: bytes, windowTokens: attention.windowTokens };
    }
    case "mla": {
      const { kvLoraRank, qkRopeHeadDim, sparse } = attention;
      if (sparse !== undefined && format === "fp8") {
        const entry = kvLoraRank + (kvLoraRank / 128) * 4 + qkRopeHeadDim * 2;
        return { ...none, bytesPerToken: entry + sparse.indexHeadDim + 4 };
      }
      return { ...none, bytesPerToken: (kvLoraRank + qkRopeHeadDim + (sparse?.indexHeadDim ?? 0)) * elementBytes };
    }
    case "compressed": {
      const { headDim, compressRatio, windowTokens, sparse } = attention;
      const entry = (headDim + (sparse?.indexHeadDim ?? 0)) * elementBytes;
      return {
        ...none,
        bytesPerToken: compressRatio === 0 ? 0 : entry / compressRatio,
        windowBytesPerToken: headDim * elementBytes,
        windowTokens,
      };
    }
    case "gated-delta": {
      const { keyHeads, keyHeadDim, valueHeads, valueHeadDim, convKernel } = attention;
      const convWidth = 2 * keyHeads * keyHeadDim + valueHeads * valueHeadDim;
      return {
        ...none,
        stateBytes:
          valueHeads * keyHeadDim * valueHeadDim * stateElementBytes + convWidth * (convKernel - 1) * convElementBytes,
      };
    }
    case "mamba2": {
      const { heads, headDim, stateSize, groups, convKernel } = attention;
      const convWidth = heads * headDim + 2 * groups * stateSize;
      return {
        ...none,
        stateBytes: heads * headDim * stateSize * stateElementBytes + convWidth * (convKernel - 1) * convElementBytes,
      };
    }
    default:
      return assertNever(attention);
  }
}

const sumLayers = (model: ModelSpec, format: KvFormat, value: (layer: LayerKv) => number): number =>
  model.layers.reduce((sum, group) => sum + group.count * value(layerKv(group.attention, format)), 0);

/**
 * KV bytes that one more token of context costs while it is within every window. The short local window of compressed
 * attention is not in it (it fills within 128 tokens and then stays): `kvBytesForContext` counts it.
 */
export function kvBytesPerToken(model: ModelSpec, format: KvFormat): number {
  return model.layers.reduce((sum, { count, attention }) => {
    const layer = layerKv(attention, format);
    return sum + count * (layer.bytesPerToken + (attention.kind === "compressed" ? 0 : layer.windowBytesPerToken));
  }, 0);
}

/** KV bytes that one more token costs once every window is full; equal to `kvBytesPerToken` without windows. */
export function kvBytesPerTokenBeyondWindows(model: ModelSpec, format: KvFormat): number {
  return sumLayers(model, format, (layer) => layer.bytesPerToken);
}

/** KV bytes held by all windows of one sequence once they are full. */
export function windowBytesPerSequence(model: ModelSpec, format: KvFormat): number {
  return sumLayers(model, format, (layer) => layer.windowBytesPerToken * layer.windowTokens);
}

/** KV bytes of one sequence with `tokens` tokens of context; windowed layers saturate. State is not in it. */
export function kvBytesForContext(model: ModelSpec, tokens: number, format: KvFormat): number {
  if (!Number.isFinite(tokens) || tokens < 0)
    fail("domain", ["tokens"], `expected a context of 0 or more tokens, got ${tokens}`, "Check the context passed in.");
  return sumLayers(
    model,
    format,
    (layer) => layer.bytesPerToken * tokens + layer.windowBytesPerToken * Math.min(tokens, layer.windowTokens),
  );
}

/** Fixed state per sequence of linear-attention and state-space layers, bytes; 0 where the model has none. */
export function stateBytesPerSequence(model: ModelSpec): number {
  return sumLayers(model, "bf16", (layer) => layer.stateBytes);
}
