// What an operator is asked to do on ONE chip: shapes after tensor, expert and data parallelism have divided them.
// Made by the composition of a model's layers; priced by operatorTime. Sequences of one call share one length: pass the mean.

import type { LinkSpec } from "../../catalog/chip-spec.ts";
import type { NumberFormat, ServingPrecision } from "../../catalog/precision.ts";

/** C[m,n] = A[m,k] · B[k,n]; `m` tokens, `k` input and `n` output features of this shard. */
export interface GemmCall {
  readonly kind: "gemm";
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly precision: ServingPrecision;
}

/** `batch` independent products of one shape, 16-bit (the absorbed MLA projections: batch = heads, m = tokens). */
export interface BatchedGemmCall {
  readonly kind: "batched-gemm";
  readonly batch: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly precision: ServingPrecision;
}

/** Shape of attention heads on this chip. `windowTokens` absent = full causal attention. */
interface AttentionHeads {
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly windowTokens?: number;
  readonly kvFormat: NumberFormat;
}

/** One layer's attention over new tokens: `sequences` × `newTokens` queries after `cachedTokens` already in KV. */
export interface PrefillAttentionCall extends AttentionHeads {
  readonly kind: "prefill-attention";
  readonly sequences: number;
  readonly newTokens: number;
  readonly cachedTokens: number;
}

/** One layer's attention of one new token per sequence over `contextTokens` in KV. */
export interface DecodeAttentionCall extends AttentionHeads {
  readonly kind: "decode-attention";
  readonly sequences: number;
  readonly contextTokens: number;
}

/** Dimensions of multi-head latent attention; `heads` on this chip, ranks not divided. */
export interface MlaDimensions {
  readonly heads: number;
  readonly kvLoraRank: number;
  readonly ropeHeadDim: number;
  readonly nopeHeadDim: number;
  readonly valueHeadDim: number;
  readonly kvFormat: NumberFormat;
}

/** MLA core kernel over new tokens, not absorbed (heads of nope + rope); projections not included. */
export interface MlaPrefillCall extends MlaDimensions {
  readonly kind: "mla-prefill";
  readonly sequences: number;
  readonly newTokens: number;
  readonly cachedTokens: number;
  /** Each query reads only the tokens that an indexer chose; priced as the dense kernel, run by one of its own. */
  readonly isSparse?: boolean;
}

/** MLA core kernel for one new token per sequence, absorbed (latent KV shared by all heads); projections not included. */
export interface MlaDecodeCall extends MlaDimensions {
  readonly kind: "mla-decode";
  readonly sequences: number;
  readonly contextTokens: number;
}

/**
 * The whole MLA block of one layer: down and up projections, norms, rope, core, output projection (no all-reduce).
 * `decode`: newTokens = 1 and cachedTokens = context. `sparse` makes it a DeepSeek sparse attention block with its indexer.
 */
export interface MlaBlockCall extends MlaDimensions {
  readonly kind: "mla-block";
  readonly phase: "prefill" | "decode";
  readonly sequences: number;
  readonly newTokens: number;
  readonly cachedTokens: number;
  readonly hiddenSize: number;
  /** 0 where Q is projected at full rank. */
  readonly qLoraRank: number;
  readonly precision: ServingPrecision;
  readonly sparse?: { readonly indexHeads: number; readonly indexHeadDim: number; readonly topKTokens: number };
}

/** Gated-delta linear attention of one layer: causal convolution and state update, projections not included. */
export interface GatedDeltaCall {
  readonly kind: "gated-delta";
  readonly phase: "prefill" | "decode";
  /** One kernel alone; absent = both. */
  readonly part?: "convolution" | "state";
  readonly sequences: number;
  /** Per sequence; 1 in decode. */
  readonly newTokens: number;
  readonly convKernel: number;
  readonly keyHeads: number;
  readonly keyHeadDim: number;
  readonly valueHeads: number;
  readonly valueHeadDim: number;
}

/**
 * How tokens spread over experts. Kernel tables are collected with `balanced` shares or shares of a `power-law`, rounded to whole
 * tokens; a serving engine's are `drawn`: each token picks by itself, from experts of unequal popularity.
 */
export type Routing = "balanced" | "power-law" | "drawn";

/**
 * Routed experts of one layer on the BUSIEST chip of the expert group (gate, up, down; shared experts and all-to-all not
 * included). Unless `balanced`, ep > 1 includes that chip's surplus over the mean.
 */
export interface MoeCall {
  readonly kind: "moe";
  /** Tokens of the whole expert group (all its ranks together), before top-k. */
  readonly tokens: number;
  readonly hiddenSize: number;
  /** Full width of one expert, before `moeTp` divides it. */
  readonly intermediateSize: number;
  readonly topK: number;
  /** All experts of the layer, before `ep` divides them. */
  readonly experts: number;
  readonly moeTp: number;
  readonly ep: number;
  readonly precision: ServingPrecision;
  readonly routing: Routing;
  /** Of the power law, above 1; absent = 1.2. */
  readonly exponent?: number;
  /** Gate, up and down matrices (absent or true), or up and down alone (false). */
  readonly isGated?: boolean;
  /**
   * `grouped`: random scores through DeepSeek-V3's group-limited router, as kernel tables are collected: whole groups of
   * experts stay idle and one rank gets many times its share. Absent in serving, where scores are trained to balance.
   */
  readonly router?: "grouped";
}

/** Memory-bound glue: norms, rope, activation, residual, quantisation, embedding look-up. `launches` kernels in all. */
export interface ElementwiseCall {
  readonly kind: "elementwise";
  readonly name: "norm" | "rope" | "activation" | "residual" | "quantise" | "embedding" | "router" | "scan" | "copy";
  readonly bytesRead: number;
  readonly bytesWritten: number;
  readonly launches: number;
}

/** Softmax, top-k/top-p and draw over `sequences` rows of `vocabSize` logits. */
export interface SamplingCall {
  readonly kind: "sampling";
  readonly sequences: number;
  readonly vocabSize: number;
}

export type CollectiveName = "all-reduce" | "all-gather" | "reduce-scatter" | "all-to-all";

/**
 * One collective over `ranks` chips, of which `ranksPerDomain` share a scale-up domain (the rest is reached by scale-out).
 * `bytes` = the full buffer of one rank: all-reduce its vector; all-gather the gathered result; reduce-scatter the input;
 * all-to-all what one rank sends in total, its own share included.
 */
export interface CollectiveCall {
  readonly kind: "collective";
  readonly op: CollectiveName;
  readonly bytes: number;
  readonly ranks: number;
  /** Absent: as many as the chip's scale-up domain holds. */
  readonly ranksPerDomain?: number;
  /** `best` (default): the engine's own one-shot kernel where it is quicker than NCCL. */
  readonly implementation?: "best" | "nccl" | "custom-graph" | "custom-eager";
}

/** A message between two chips (pipeline stages, KV transfer). */
export interface PointToPointCall {
  readonly kind: "p2p";
  readonly bytes: number;
  readonly link: "scale-up" | "scale-out" | LinkSpec;
}

export type OperatorCall =
  | GemmCall
  | BatchedGemmCall
  | PrefillAttentionCall
  | DecodeAttentionCall
  | MlaPrefillCall
  | MlaDecodeCall
  | MlaBlockCall
  | GatedDeltaCall
  | MoeCall
  | ElementwiseCall
  | SamplingCall
  | CollectiveCall
  | PointToPointCall;

export type OperatorKind = OperatorCall["kind"];

export type Bound = "compute" | "memory" | "launch" | "link";

/** What one call costs, and what the figure is made of. */
export interface OperatorTime {
  /** Median prediction on the device, as replayed from a graph: kernel launches included, the host's own time not. */
  readonly seconds: number;
  /** The same call issued alone by the engine's eager path, as kernel tables measure it where the host is the slower of the two. */
  readonly isolatedSeconds: number;
  readonly bound: Bound;
  /** Useful FLOP (no padding) and compulsory bytes (each operand once) of the call. */
  readonly flops: number;
  readonly bytes: number;
  /** `fitted: vllm 0.24.0 on NVIDIA H100 80GB HBM3`, or `prior: gpgpu`. */
  readonly source: string;
  /** 10th and 90th percentile of the true time over `seconds`. */
  readonly spread: { readonly p10: number; readonly p90: number };
}
