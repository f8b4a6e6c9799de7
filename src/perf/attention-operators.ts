// Operators of one attention block on one chip: those that depend on the tokens of the step alone (projections, norms,
// the all-reduce after it), those of decoding sequences over their context, and those of prompt chunks.
import type { Attention } from "../catalog/models/model-spec.ts";
import type { NumberFormat } from "../catalog/precision.ts";
import { assertNever } from "../errors.ts";
import type { Layout } from "../scenario/layout.ts";
import type { PartPrecision } from "./part-precision.ts";
import { elementwise, type PlacedCall, placed } from "./placed-call.ts";
import { kvHeadsPerChip } from "./shard.ts";

export interface AttentionSite {
  readonly attention: Attention;
  /** Layers of this kind. */
  readonly count: number;
  readonly hiddenSize: number;
  readonly layout: Layout;
  readonly precision: PartPrecision;
  readonly kvFormat: NumberFormat;
}

/** Bytes of one 16-bit row. */
const row = 2;

/** Projections and glue for `tokens` tokens on this chip; the MLA up-projection stands for its absorbed twin in decode (same work). */
export function attentionTokenCalls(site: AttentionSite, tokens: number): PlacedCall[] {
  const { attention, count, hiddenSize, layout, precision } = site;
  const { tp } = layout;
  const part = precision.attention;
  const gemm = (name: string, n: number, k: number, times = 1): PlacedCall =>
    placed(name, count * times, {
      kind: "gemm",
      m: tokens,
      n: Math.max(1, Math.round(n)),
      k: Math.round(k),
      precision: part,
    });
  const norm = placed(
    "norm before attention",
    count,
    elementwise("norm", 2 * row * tokens * hiddenSize, row * tokens * hiddenSize),
  );
  const reduce = placed("all-reduce after attention", count, {
    kind: "collective",
    op: "all-reduce",
    bytes: row * tokens * hiddenSize,
    ranks: tp,
  });
  const closing = tp > 1 ? [reduce] : [];
  switch (attention.kind) {
    case "none":
      return [];
    case "gqa": {
      const { heads, headDim } = attention;
      const valueDim = attention.valueHeadDim ?? headDim;
      const kv = kvHeadsPerChip(attention.kvHeads, tp);
      const queryWidth = (heads / tp) * headDim;
      const width = queryWidth * (attention.hasOutputGate ? 2 : 1) + kv * (headDim + valueDim);
      const glueBytes = row * tokens * (queryWidth + kv * (headDim + valueDim));
      return [
        norm,
        gemm("qkv", width, hiddenSize),
        placed("rope and KV write", count, elementwise("rope", glueBytes, glueBytes, attention.hasQkNorm ? 2 : 1)),
        ...(attention.hasOutputGate
          ? [
              placed(
                "attention gate",
                count,
                elementwise("activation", 2 * row * tokens * queryWidth, row * tokens * queryWidth),
              ),
            ]
          : []),
        gemm("attention output", hiddenSize, (heads / tp) * valueDim),
        ...closing,
      ];
    }
    case "mla": {
      const { kvLoraRank, qkNopeHeadDim, qkRopeHeadDim, valueHeadDim, qLoraRank, sparse } = attention;
      const heads = attention.heads / tp;
      const queryWidth = heads * (qkNopeHeadDim + qkRopeHeadDim);
      const down = (qLoraRank ?? 0) + kvLoraRank + qkRopeHeadDim;
      return [
        norm,
        gemm("latent down-projection", down, hiddenSize),
        placed("latent norms", count, elementwise("norm", row * tokens * down, row * tokens * down, 2)),
        gemm("query up-projection", queryWidth, qLoraRank ?? hiddenSize),
        gemm("KV up-projection", heads * (qkNopeHeadDim + valueHeadDim), kvLoraRank),
        placed("rope and KV write", count, elementwise("rope", row * tokens * queryWidth, row * tokens * queryWidth)),
        ...(sparse === undefined
          ? []
          : [
              gemm("indexer query", sparse.indexHeads * sparse.indexHeadDim, qLoraRank ?? hiddenSize),
              gemm("indexer key and weights", sparse.indexHeadDim + sparse.indexHeads, hiddenSize),
              placed(
                "indexer norm, rope, quantisation",
                count,
                elementwise(
                  "rope",
                  row * tokens * sparse.indexHeads * sparse.indexHeadDim,
                  tokens * sparse.indexHeads * sparse.indexHeadDim,
                  3,
                ),
              ),
            ]),
        gemm("attention output", hiddenSize, heads * valueHeadDim),
        ...closing,
      ];
    }
    case "gated-delta": {
      const keyWidth = (attention.keyHeads * attention.keyHeadDim) / tp;
      const valueWidth = (attention.valueHeads * attention.valueHeadDim) / tp;
      return [
        norm,
        gemm("linear-attention in", 2 * keyWidth + 2 * valueWidth, hiddenSize),
        gemm("linear-attention gates", (2 * attention.valueHeads) / tp, hiddenSize),
        placed("gated norm", count, elementwise("norm", 2 * row * tokens * valueWidth, row * tokens * valueWidth, 2)),
        gemm("linear-attention out", hiddenSize, valueWidth),
        ...closing,
      ];
    }
    case "mamba2": {
      const inner = (attention.heads * attention.headDim) / tp;
      const mixed = inner + (2 * attention.groups * attention.stateSize) / Math.min(tp, attention.groups);
      return [
        norm,
        gemm("mixer in", inner + mixed + attention.heads / tp, hiddenSize),
        placed(
          "convolution and norm",
          count,
          elementwise("scan", 2 * row * tokens * mixed, 2 * row * tokens * mixed, 3),
        ),
        gemm("mixer out", hiddenSize, inner),
        ...closing,
      ];
    }
    case "compressed": {
      const { headDim, qLoraRank, outputLoraRank, outputGroups, sparse } = attention;
      const heads = attention.heads / tp;
      const overlap = sparse === undefined ? 1 : 2;
      const compressor = attention.compressRatio === 0 ? 0 : 2 * overlap * headDim;
      const indexer = sparse === undefined ? 0 : 2 * overlap * sparse.indexHeadDim + sparse.indexHeads;
      return [
        norm,
        gemm("latent down-projection", qLoraRank + headDim, hiddenSize),
        gemm("query up-projection", heads * headDim, qLoraRank),
        ...(compressor + indexer > 0 ? [gemm("KV compressor and indexer", compressor + indexer, hiddenSize)] : []),
        ...(sparse === undefined ? [] : [gemm("indexer query", sparse.indexHeads * sparse.indexHeadDim, qLoraRank)]),
        placed(
          "rope, norms, KV write",
          count,
          elementwise("rope", row * tokens * heads * headDim, row * tokens * heads * headDim, 3),
        ),
        gemm(
          "output down-projection",
          outputLoraRank * Math.max(1, outputGroups / tp),
          (attention.heads * headDim) / outputGroups,
        ),
        gemm("attention output", hiddenSize, outputLoraRank * Math.max(1, outputGroups / tp)),
        ...closing,
      ];
    }
    default:
      return assertNever(attention);
  }
}

/** Core of `sequences` decoding sequences of `contextTokens` each, on this chip. */
export function attentionDecodeCalls(site: AttentionSite, sequences: number, contextTokens: number): PlacedCall[] {
  const { attention, count, layout, kvFormat } = site;
  const { tp } = layout;
  switch (attention.kind) {
    case "none":
      return [];
    case "gqa":
      return [
        placed(attention.windowTokens === undefined ? "attention, decode" : "window attention, decode", count, {
          kind: "decode-attention",
          sequences,
          contextTokens,
          heads: attention.heads / tp,
          kvHeads: kvHeadsPerChip(attention.kvHeads, tp),
          headDim: attention.headDim,
          kvFormat,
          ...(attention.windowTokens === undefined ? {} : { windowTokens: attention.windowTokens }),
        }),
      ];
    case "mla": {
      const { kvLoraRank, qkRopeHeadDim, qkNopeHeadDim, valueHeadDim, sparse } = attention;
      const core = placed(
        sparse === undefined ? "latent attention, decode" : "sparse latent attention, decode",
        count,
        {
          kind: "mla-decode",
          sequences,
          contextTokens: sparse === undefined ? contextTokens : Math.min(contextTokens, sparse.topKTokens),
          heads: attention.heads / tp,
          kvLoraRank,
          ropeHeadDim: qkRopeHeadDim,
          nopeHeadDim: qkNopeHeadDim,
          valueHeadDim,
          kvFormat,
        },
      );
      if (sparse === undefined) return [core];
      // Scores of every cached token: index keys are one FP8 vector a token, not divided by tensor parallelism.
      return [
        placed(
          "indexer scores",
          count,
          elementwise("scan", sequences * contextTokens * sparse.indexHeadDim, 4 * sequences * contextTokens, 2),
        ),
        core,
      ];
    }
    case "gated-delta":
      return [placed("gated delta, decode", count, gatedDelta(attention, "decode", sequences, 1, tp))];
    case "mamba2": {
      const stateBytes = (4 * sequences * attention.heads * attention.headDim * attention.stateSize) / tp;
      return [placed("state update, decode", count, elementwise("scan", stateBytes, stateBytes, 2))];
    }
    case "compressed": {
      const shape = { heads: attention.heads / tp, kvHeads: 1, headDim: attention.headDim, kvFormat } as const;
      const folded = attention.compressRatio === 0 ? 0 : contextTokens / attention.compressRatio;
      const reach = attention.sparse === undefined ? folded : Math.min(folded, attention.sparse.topKTokens);
      return [
        placed("window attention, decode", count, {
          kind: "decode-attention",
          sequences,
          contextTokens,
          windowTokens: attention.windowTokens,
          ...shape,
        }),
        ...(folded === 0
          ? []
          : [
              placed("compressed attention, decode", count, {
                kind: "decode-attention",
                sequences,
                contextTokens: reach,
                ...shape,
              }),
            ]),
        ...(attention.sparse === undefined
          ? []
          : [
              placed(
                "indexer scores",
                count,
                elementwise("scan", sequences * folded * attention.sparse.indexHeadDim, 4 * sequences * folded, 2),
              ),
            ]),
      ];
    }
    default:
      return assertNever(attention);
  }
}

/** Core of `sequences` prompt chunks of `newTokens` each after `cachedTokens`, on this chip. */
export function attentionPrefillCalls(
  site: AttentionSite,
  sequences: number,
  newTokens: number,
  cachedTokens: number,
): PlacedCall[] {
  const { attention, count, layout, kvFormat } = site;
  const { tp } = layout;
  const chunk = { sequences, newTokens, cachedTokens };
  switch (attention.kind) {
    case "none":
      return [];
    case "gqa":
      return [
        placed(attention.windowTokens === undefined ? "attention, prefill" : "window attention, prefill", count, {
          kind: "prefill-attention",
          ...chunk,
          heads: attention.heads / tp,
          kvHeads: kvHeadsPerChip(attention.kvHeads, tp),
          headDim: attention.headDim,
          kvFormat,
          ...(attention.windowTokens === undefined ? {} : { windowTokens: attention.windowTokens }),
        }),
      ];
    case "mla": {
      const { kvLoraRank, qkRopeHeadDim, qkNopeHeadDim, valueHeadDim, sparse } = attention;
      const heads = attention.heads / tp;
      const core = (share: number, name: string) =>
        placed(name, count * share, {
          kind: "mla-prefill",
          ...chunk,
          heads,
          kvLoraRank,
          ropeHeadDim: qkRopeHeadDim,
          nopeHeadDim: qkNopeHeadDim,
          valueHeadDim,
          kvFormat,
          ...(sparse === undefined ? {} : { isSparse: true }),
        });
      if (sparse === undefined) return [core(1, "latent attention, prefill")];
      // Each query attends to at most topK tokens: the same kernel's work, scaled by the pairs that remain.
      return [
        placed("indexer scores, prefill", count, {
          kind: "prefill-attention",
          ...chunk,
          heads: sparse.indexHeads / 2,
          kvHeads: 1,
          headDim: sparse.indexHeadDim,
          kvFormat: "fp8",
        }),
        {
          ...core(windowShare(newTokens, cachedTokens, sparse.topKTokens), "sparse latent attention, prefill"),
          reachTokens: sparse.topKTokens,
        },
      ];
    }
    case "gated-delta":
      return [placed("gated delta, prefill", count, gatedDelta(attention, "prefill", sequences, newTokens, tp))];
    case "mamba2": {
      const tokens = sequences * newTokens;
      const streamBytes = (6 * tokens * attention.heads * attention.headDim) / tp;
      return [placed("state scan, prefill", count, elementwise("scan", streamBytes, streamBytes, 5))];
    }
    case "compressed": {
      const shape = { heads: attention.heads / tp, kvHeads: 1, headDim: attention.headDim, kvFormat } as const;
      const ratio = attention.compressRatio;
      const reach = attention.sparse === undefined ? Infinity : attention.sparse.topKTokens * Math.max(1, ratio);
      return [
        placed("window attention, prefill", count, {
          kind: "prefill-attention",
          ...chunk,
          windowTokens: attention.windowTokens,
          ...shape,
        }),
        ...(ratio === 0
          ? []
          : [
              {
                ...placed(
                  "compressed attention, prefill",
                  (count * windowShare(newTokens, cachedTokens, reach)) / ratio,
                  {
                    kind: "prefill-attention",
                    ...chunk,
                    ...shape,
                  },
                ),
                reachTokens: reach,
              },
            ]),
      ];
    }
    default:
      return assertNever(attention);
  }
}

/** Query-key pairs left when each query reaches back `window` tokens, over those of full causal attention. */
export function windowShare(newTokens: number, cachedTokens: number, window: number): number {
  const all = newTokens * cachedTokens + (newTokens * (newTokens + 1)) / 2;
  const growing = Math.max(0, Math.min(newTokens, window - cachedTokens));
  const kept =
    growing * cachedTokens +
    (growing * (growing + 1)) / 2 +
    (newTokens - growing) * Math.min(window, cachedTokens + newTokens);
  return all === 0 ? 1 : Math.min(1, kept / all);
}

function gatedDelta(
  attention: Extract<Attention, { kind: "gated-delta" }>,
  phase: "prefill" | "decode",
  sequences: number,
  newTokens: number,
  tp: number,
) {
  return {
    kind: "gated-delta",
    phase,
    sequences,
    newTokens,
    convKernel: attention.convKernel,
    keyHeads: Math.max(1, attention.keyHeads / tp),
    keyHeadDim: attention.keyHeadDim,
    valueHeads: Math.max(1, attention.valueHeads / tp),
    valueHeadDim: attention.valueHeadDim,
  } as const;
}
