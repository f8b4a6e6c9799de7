// The weight matrices of one layer, as shapes: the one place that knows them. Parameter counts add them up here, and the
// performance model turns the same list into matrix products.
import { assertNever } from "../../errors.ts";
import type { Attention, FeedForward, MoeFeedForward } from "./model-spec.ts";

/** `copies` matrices of `outputs` x `inputs`. */
export interface Projection {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly copies: number;
}

export interface LayerWeights {
  readonly projections: readonly Projection[];
  /** Biases, norms, convolution kernels, decay rates: everything that is no matrix product. */
  readonly vectors: number;
}

const matrix = (name: string, inputs: number, outputs: number, copies = 1): Projection => ({
  name,
  inputs,
  outputs,
  copies,
});

const noWeights: LayerWeights = { projections: [], vectors: 0 };

/** Weights of an attention block (or of the mixer in its place). `hiddenSize` in elements. */
export function attentionWeights(attention: Attention, hiddenSize: number): LayerWeights {
  switch (attention.kind) {
    case "none":
      return noWeights;
    case "gqa": {
      const { heads, kvHeads, headDim } = attention;
      const valueHeadDim = attention.valueHeadDim ?? headDim;
      const queryWidth = heads * headDim;
      const keyWidth = kvHeads * headDim;
      const valueWidth = kvHeads * valueHeadDim;
      const queryOutputs = queryWidth * (attention.hasOutputGate ? 2 : 1);
      const qkNorm =
        !attention.hasQkNorm || attention.qkNormWeights === "none"
          ? 0
          : attention.qkNormWeights === "all-heads"
            ? queryWidth + keyWidth
            : 2 * headDim;
      return {
        projections: [
          matrix("q", hiddenSize, queryOutputs),
          matrix("k", hiddenSize, keyWidth),
          matrix("v", hiddenSize, valueWidth),
          matrix("o", heads * valueHeadDim, hiddenSize),
        ],
        vectors:
          (attention.hasQkvBias ? queryOutputs + keyWidth + valueWidth : 0) +
          (attention.hasOutputBias ? hiddenSize : 0) +
          qkNorm +
          (attention.hasSinks === true ? heads : 0),
      };
    }
    case "mla": {
      const { heads, qLoraRank, kvLoraRank, qkNopeHeadDim, qkRopeHeadDim, valueHeadDim, sparse } = attention;
      const queryWidth = heads * (qkNopeHeadDim + qkRopeHeadDim);
      const queryRank = qLoraRank ?? hiddenSize;
      return {
        projections: [
          ...(qLoraRank === undefined
            ? [matrix("q", hiddenSize, queryWidth)]
            : [matrix("q_a", hiddenSize, qLoraRank), matrix("q_b", qLoraRank, queryWidth)]),
          matrix("kv_a", hiddenSize, kvLoraRank + qkRopeHeadDim),
          matrix("kv_b", kvLoraRank, heads * (qkNopeHeadDim + valueHeadDim)),
          matrix("o", heads * valueHeadDim, hiddenSize),
          ...(sparse === undefined
            ? []
            : [
                matrix("index_q", queryRank, sparse.indexHeads * sparse.indexHeadDim),
                matrix("index_k", hiddenSize, sparse.indexHeadDim),
                matrix("index_weights", hiddenSize, sparse.indexHeads),
              ]),
        ],
        vectors: (qLoraRank ?? 0) + kvLoraRank + (sparse === undefined ? 0 : 2 * sparse.indexHeadDim),
      };
    }
    case "gated-delta": {
      const keyWidth = attention.keyHeads * attention.keyHeadDim;
      const valueWidth = attention.valueHeads * attention.valueHeadDim;
      return {
        projections: [
          matrix("in_qkvz", hiddenSize, 2 * keyWidth + 2 * valueWidth),
          matrix("in_ba", hiddenSize, 2 * attention.valueHeads),
          matrix("out", valueWidth, hiddenSize),
        ],
        // Convolution over q, k, v; decay and step bias per head; norm of the head output.
        vectors: (2 * keyWidth + valueWidth) * attention.convKernel + 2 * attention.valueHeads + attention.valueHeadDim,
      };
    }
    case "mamba2": {
      const inner = attention.heads * attention.headDim;
      const mixed = inner + 2 * attention.groups * attention.stateSize;
      return {
        projections: [matrix("in", hiddenSize, inner + mixed + attention.heads), matrix("out", inner, hiddenSize)],
        // Convolution with bias; A, D and step bias per head; norm of the inner width.
        vectors: mixed * (attention.convKernel + 1) + 3 * attention.heads + inner,
      };
    }
    case "compressed": {
      const { heads, headDim, qLoraRank, outputLoraRank, outputGroups, compressRatio, sparse } = attention;
      // Ratio 4 folds overlapping windows: keys and gates at twice the width.
      const overlap = sparse === undefined ? 1 : 2;
      const compressor = (width: number) => ({
        projections: [
          matrix("compress_kv", hiddenSize, overlap * width),
          matrix("compress_gate", hiddenSize, overlap * width),
        ],
        vectors: compressRatio * overlap * width + width,
      });
      const main = compressRatio === 0 ? noWeights : compressor(headDim);
      const index = sparse === undefined ? noWeights : compressor(sparse.indexHeadDim);
      return {
        projections: [
          matrix("q_a", hiddenSize, qLoraRank),
          matrix("q_b", qLoraRank, heads * headDim),
          matrix("kv", hiddenSize, headDim),
          matrix("o_a", (heads * headDim) / outputGroups, outputLoraRank, outputGroups),
          matrix("o_b", outputGroups * outputLoraRank, hiddenSize),
          ...main.projections,
          ...(sparse === undefined
            ? []
            : [
                matrix("index_q", qLoraRank, sparse.indexHeads * sparse.indexHeadDim),
                matrix("index_weights", hiddenSize, sparse.indexHeads),
                ...index.projections,
              ]),
        ],
        // Norms of q and kv, one attention sink per head.
        vectors: qLoraRank + headDim + heads + main.vectors + index.vectors,
      };
    }
    default:
      return assertNever(attention);
  }
}

/** One feed-forward network of the given width: gate, up and down, or up and down. */
export function feedForwardWeights(
  hiddenSize: number,
  intermediateSize: number,
  isGated: boolean,
  hasBias: boolean,
  copies = 1,
): LayerWeights {
  const inner = isGated ? 2 * intermediateSize : intermediateSize;
  return {
    projections: [
      matrix(isGated ? "gate_up" : "up", hiddenSize, inner, copies),
      matrix("down", intermediateSize, hiddenSize, copies),
    ],
    vectors: hasBias ? copies * (inner + hiddenSize) : 0,
  };
}

/** Router weights with its biases, per layer. */
export function routerWeights(moe: MoeFeedForward, hiddenSize: number): LayerWeights {
  return {
    projections: [
      matrix("router", hiddenSize, moe.experts),
      ...(moe.hasSharedGate ? [matrix("shared_gate", hiddenSize, 1)] : []),
    ],
    vectors: moe.hasRouterBias && moe.isHashRouted !== true ? moe.experts : 0,
  };
}

export function countWeights(weights: LayerWeights): number {
  let sum = weights.vectors;
  for (const { inputs, outputs, copies } of weights.projections) sum += inputs * outputs * copies;
  return sum;
}

/** Parameters of the feed-forward part of one layer, by role. */
export function feedForwardParameters(feedForward: FeedForward, hiddenSize: number) {
  switch (feedForward.kind) {
    case "none":
      return { dense: 0, routed: 0, routedActive: 0, shared: 0, router: 0 };
    case "dense": {
      const { intermediateSize, isGated, hasBias } = feedForward;
      const dense = countWeights(feedForwardWeights(hiddenSize, intermediateSize, isGated, hasBias));
      return { dense, routed: 0, routedActive: 0, shared: 0, router: 0 };
    }
    case "moe": {
      const { experts, topK, expertIntermediateSize, sharedIntermediateSize, isGated, hasBias } = feedForward;
      const expert = countWeights(feedForwardWeights(hiddenSize, expertIntermediateSize, isGated, hasBias));
      const shared =
        sharedIntermediateSize === 0
          ? 0
          : countWeights(feedForwardWeights(hiddenSize, sharedIntermediateSize, isGated, hasBias));
      const router = countWeights(routerWeights(feedForward, hiddenSize));
      return { dense: 0, routed: experts * expert, routedActive: topK * expert, shared, router };
    }
    default:
      return assertNever(feedForward);
  }
}
