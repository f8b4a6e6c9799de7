// What the physics needs to know of a model: its layers as data. Made from a Hugging Face config.json (hf-config.ts).
import type { ServingPrecision } from "../precision.ts";
import type { WeightStorage } from "./weight-storage.ts";

/** Multi-head, grouped-query or multi-query attention. */
export interface GqaAttention {
  readonly kind: "gqa";
  readonly heads: number;
  readonly kvHeads: number;
  /** Head size of Q and K, elements. */
  readonly headDim: number;
  /** Head size of V where it differs from `headDim`. */
  readonly valueHeadDim?: number;
  /** Sliding window or chunk, tokens; absent = full attention. */
  readonly windowTokens?: number;
  /** Q, K, V (and O) projections carry biases. */
  readonly hasQkvBias: boolean;
  readonly hasOutputBias: boolean;
  /** Normalisation of Q and K. */
  readonly hasQkNorm: boolean;
  /** What that normalisation scales: each head alike (absent), every head by its own weights, or nothing (no weights). */
  readonly qkNormWeights?: "all-heads" | "none";
  /** One learned attention sink per head (gpt-oss). */
  readonly hasSinks?: boolean;
  /** Query projection doubled by an output gate (Qwen3-Next, Qwen3.5). */
  readonly hasOutputGate: boolean;
}

/** Multi-head latent attention (DeepSeek-V2 and later); `sparse` adds DeepSeek sparse attention with its lightning indexer. */
export interface MlaAttention {
  readonly kind: "mla";
  readonly heads: number;
  /** Absent where Q is projected at full rank. */
  readonly qLoraRank?: number;
  readonly kvLoraRank: number;
  readonly qkNopeHeadDim: number;
  readonly qkRopeHeadDim: number;
  readonly valueHeadDim: number;
  readonly sparse?: { readonly indexHeads: number; readonly indexHeadDim: number; readonly topKTokens: number };
}

/** Gated delta network: linear attention with a fixed-size state per sequence. */
export interface GatedDeltaAttention {
  readonly kind: "gated-delta";
  readonly keyHeads: number;
  readonly keyHeadDim: number;
  readonly valueHeads: number;
  readonly valueHeadDim: number;
  readonly convKernel: number;
}

/** Mamba-2 state-space mixer. */
export interface MambaAttention {
  readonly kind: "mamba2";
  readonly heads: number;
  readonly headDim: number;
  readonly stateSize: number;
  readonly groups: number;
  readonly convKernel: number;
}

/** Attention with compressed KV and a local window (DeepSeek-V4): fields may grow as the architecture is interpreted. */
export interface CompressedAttention {
  readonly kind: "compressed";
  readonly heads: number;
  readonly headDim: number;
  readonly qLoraRank: number;
  readonly qkRopeHeadDim: number;
  readonly outputLoraRank: number;
  readonly outputGroups: number;
  readonly windowTokens: number;
  /** Tokens folded into one KV entry beyond the window; 0 = window only. */
  readonly compressRatio: number;
  readonly sparse?: { readonly indexHeads: number; readonly indexHeadDim: number; readonly topKTokens: number };
}

export type Attention =
  | GqaAttention
  | MlaAttention
  | GatedDeltaAttention
  | MambaAttention
  | CompressedAttention
  | { readonly kind: "none" };

export interface DenseFeedForward {
  readonly kind: "dense";
  readonly intermediateSize: number;
  /** SwiGLU/GeGLU: three matrices; otherwise two. */
  readonly isGated: boolean;
  readonly hasBias: boolean;
}

export interface MoeFeedForward {
  readonly kind: "moe";
  readonly experts: number;
  readonly topK: number;
  readonly expertIntermediateSize: number;
  /** Width of the always-active expert(s) together; 0 = none. */
  readonly sharedIntermediateSize: number;
  /** A learned gate scales the shared expert (Qwen). */
  readonly hasSharedGate: boolean;
  readonly isGated: boolean;
  readonly hasBias: boolean;
  /** Per-expert routing bias (DeepSeek-V3 and kin). */
  readonly hasRouterBias: boolean;
  /** Experts are chosen by a table from token id, not by a learned router with bias (first layers of DeepSeek-V4). */
  readonly isHashRouted?: boolean;
}

export type FeedForward = DenseFeedForward | MoeFeedForward | { readonly kind: "none" };

/** A run of identical layers. */
export interface LayerGroup {
  readonly count: number;
  readonly attention: Attention;
  readonly feedForward: FeedForward;
}

export interface ParameterCount {
  /** All weights of the language model, embeddings and head included, MTP and vision not. */
  readonly total: number;
  /** Weights touched by one token: top-k experts, shared experts, one embedding matrix (the head). */
  readonly active: number;
  /** The other convention in use: the same with the input embedding matrix counted whole. */
  readonly activeWithInputEmbedding: number;
  readonly embedding: number;
  readonly head: number;
  readonly attention: number;
  readonly denseFeedForward: number;
  readonly routedExperts: number;
  readonly sharedExperts: number;
  readonly router: number;
  /** Normalisation weights and, where the model has them, the mixers of its parallel residual streams. */
  readonly norms: number;
  /** Multi-token-prediction modules, counted apart. */
  readonly mtp: number;
  /** Vision tower, counted apart; undefined where the config has one that is not interpreted. */
  readonly vision?: number;
}

export interface ModelSpec {
  /** `meta-llama/Llama-3.1-70B-Instruct`, or the file name. */
  readonly name: string;
  /** Hugging Face class, e.g. `LlamaForCausalLM`. */
  readonly architecture: string;
  readonly hiddenSize: number;
  readonly vocabSize: number;
  readonly hasTiedEmbeddings: boolean;
  /** Longest context the config allows, tokens. */
  readonly contextLimit: number;
  /** Consecutive groups in layer order (alternating patterns give many groups). */
  readonly layers: readonly LayerGroup[];
  readonly mtpLayers: number;
  /** Parallel residual streams (hyper-connections of DeepSeek-V4); absent = 1. */
  readonly residualStreams?: number;
  /** The precision the published checkpoint is stored in. */
  readonly nativePrecision: ServingPrecision;
  /** Bytes per weight of each part in that checkpoint. */
  readonly nativeStorage: WeightStorage;
  readonly parameters: ParameterCount;
  /** Config fields that were neither interpreted nor known to be without effect on size, speed or memory. */
  readonly ignoredFields: readonly string[];
  readonly source: string;
}
