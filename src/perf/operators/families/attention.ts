// Attention cores. What counts: queries and keys a kernel really walks, and how many independent (sequence, head) rows fill the chip.
import type { NumberFormat } from "../../../catalog/precision.ts";
import { bytesPerElement } from "../../../catalog/precision.ts";
import { causalPairs } from "../../causal-pairs.ts";
import { exponentialsAsFlops, sixteenBitPeak } from "../arithmetic.ts";
import { type Family, wordDistance } from "../family.ts";
import type { DecodeAttentionCall, MlaDecodeCall, MlaPrefillCall, PrefillAttentionCall } from "../operator-call.ts";
import { rooflineBase } from "./gemm.ts";

/**
 * Length of a fresh prompt with as many query-key pairs as `tokens` new ones after `cached`: the coordinate by which a chunk
 * with a prefix finds its efficiency. Queries count in full tiles of 128 rows, which `group` heads that share KV fill together.
 */
export function equivalentPrompt(tokens: number, cached: number, window: number, group: number): number {
  if (cached <= 0) return tokens;
  const tile = Math.max(1, 128 / group);
  const walked = Math.max(tokens, tile * Math.ceil(tokens / tile) * Math.min(1, cached / tile));
  const pairs =
    walked > tokens
      ? (walked - tokens) * Math.min(cached, window) + causalPairs(tokens, cached, window)
      : causalPairs(tokens, cached, window);
  const triangle = (window * (window + 1)) / 2;
  if (pairs <= triangle) return (Math.sqrt(1 + 8 * pairs) - 1) / 2;
  return window + (pairs - triangle) / window;
}

const parse = (variant: string): { headDim: number; kvBytes: number; window: number } => {
  const [dim, kv, window] = variant.split(" ");
  const tokens = Number(window!.slice(1));
  return {
    headDim: Number(dim!.slice(2)),
    kvBytes: bytesPerElement[kv!.slice(3) as NumberFormat],
    window: tokens === 0 ? Infinity : tokens,
  };
};

export const prefillAttention: Family<PrefillAttentionCall> = {
  name: "prefill-attention",
  axes: [
    {
      name: "new tokens",
      knots: [1, 32, 128, 256, 512, 1024, 2048, 4096, 16384],
      beyond: [1 << 18, 1 << 21],
      isRising: true,
    },
    { name: "sequences x heads", knots: [1, 8, 32, 128, 512, 2048, 16384], beyond: [1 << 20], isRising: true },
    { name: "heads per KV head", knots: [1, 4, 16], isRising: false },
  ],
  variantOf: (call) => `hd${call.headDim} kv-${call.kvFormat} w${call.windowTokens ?? 0}`,
  locate: (call, out) => {
    const group = call.heads / call.kvHeads;
    out[0] = equivalentPrompt(call.newTokens, call.cachedTokens, call.windowTokens ?? Infinity, group);
    out[1] = call.sequences * call.heads;
    out[2] = group;
  },
  prepare: (variant, chip) => {
    const { headDim, kvBytes, window } = parse(variant);
    return rooflineBase(
      chip,
      sixteenBitPeak(chip),
      2,
      // Tiles on the diagonal are computed whole: half a tile of 128 keys more per query.
      (at) => at[1]! * (causalPairs(at[0]!, 0, window) + 64 * at[0]!) * (4 * headDim + exponentialsAsFlops(1, chip)),
      (at) => at[1]! * at[0]! * headDim * (4 + (2 * kvBytes) / at[2]!),
    );
  },
  distance: wordDistance,
};

export const decodeAttention: Family<DecodeAttentionCall> = {
  name: "decode-attention",
  axes: [
    {
      name: "reached tokens",
      knots: [2, 128, 256, 512, 1024, 2048, 4096, 16384, 131072],
      beyond: [1 << 22],
      isRising: true,
    },
    {
      name: "sequences x KV heads",
      knots: [1, 8, 32, 64, 128, 256, 512, 1024, 8192],
      beyond: [1 << 18],
      isRising: true,
    },
    { name: "heads per KV head", knots: [1, 2, 8, 64], isRising: false },
  ],
  variantOf: (call) => `hd${call.headDim} kv-${call.kvFormat} w${call.windowTokens ?? 0}`,
  locate: (call, out) => {
    // Kernels walk whole KV blocks at both ends of a window: up to about twice a short window.
    out[0] = Math.min(call.contextTokens + 1, 2 * (call.windowTokens ?? Infinity));
    out[1] = call.sequences * call.kvHeads;
    out[2] = call.heads / call.kvHeads;
  },
  prepare: (variant, chip) => {
    const { headDim, kvBytes, window } = parse(variant);
    return rooflineBase(
      chip,
      sixteenBitPeak(chip),
      2,
      (at) => 4 * Math.min(at[0]!, window) * at[1]! * headDim * Math.max(16, at[2]!),
      (at) => at[1]! * headDim * (2 * Math.min(at[0]!, window) * kvBytes + 4 * at[2]!),
    );
  },
  distance: wordDistance,
};

/** Query-key width and value width of the expanded form; latent row and latent width of the absorbed one. */
const parseMla = (variant: string) => {
  const [qk, value, kv] = variant.split(" ");
  return {
    qkDim: Number(qk!.slice(2)),
    valueDim: Number(value!.slice(1)),
    kvBytes: bytesPerElement[kv!.slice(3) as NumberFormat],
  };
};

export const mlaPrefill: Family<MlaPrefillCall> = {
  name: "mla-prefill",
  axes: [
    {
      name: "new tokens",
      knots: [1, 32, 128, 512, 1024, 2048, 4096, 8192, 32768],
      beyond: [1 << 19],
      isRising: true,
    },
    { name: "sequences", knots: [1, 8, 32, 256], beyond: [1 << 14], isRising: true },
    { name: "heads", knots: [1, 4, 16, 64, 128], isRising: false },
  ],
  variantOf: (call) => `qk${call.nopeHeadDim + call.ropeHeadDim} v${call.valueHeadDim} kv-${call.kvFormat}`,
  locate: (call, out) => {
    out[0] = equivalentPrompt(call.newTokens, call.cachedTokens, Infinity, 1);
    out[1] = call.sequences;
    out[2] = call.heads;
  },
  prepare: (variant, chip) => {
    const { qkDim, valueDim } = parseMla(variant);
    return rooflineBase(
      chip,
      sixteenBitPeak(chip),
      2,
      (at) =>
        at[1]! *
        at[2]! *
        (causalPairs(at[0]!, 0) + 64 * at[0]!) *
        (2 * (qkDim + valueDim) + exponentialsAsFlops(1, chip)),
      (at) => 4 * at[1]! * at[0]! * at[2]! * (qkDim + valueDim),
    );
  },
  distance: wordDistance,
};

export const mlaDecode: Family<MlaDecodeCall> = {
  name: "mla-decode",
  axes: [
    {
      name: "context",
      knots: [2, 128, 512, 1024, 2048, 4096, 16384, 131072],
      beyond: [1 << 22],
      isRising: true,
    },
    { name: "sequences", knots: [1, 8, 32, 64, 128, 256, 1024], beyond: [1 << 15], isRising: true },
    { name: "heads", knots: [1, 8, 16, 32, 64, 128], isRising: false },
  ],
  variantOf: (call) => `qk${call.kvLoraRank + call.ropeHeadDim} v${call.kvLoraRank} kv-${call.kvFormat}`,
  locate: (call, out) => {
    out[0] = call.contextTokens + 1;
    out[1] = call.sequences;
    out[2] = call.heads;
  },
  prepare: (variant, chip) => {
    const { qkDim, valueDim, kvBytes } = parseMla(variant);
    return rooflineBase(
      chip,
      sixteenBitPeak(chip),
      2,
      (at) => 2 * at[0]! * at[1]! * Math.max(16, at[2]!) * (qkDim + valueDim),
      (at) => at[1]! * (at[0]! * qkDim * kvBytes + 2 * at[2]! * (qkDim + valueDim)),
    );
  },
  distance: wordDistance,
};
