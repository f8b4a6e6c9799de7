// A model's layers in words, and its layer kinds counted: what a person reads first.
import { assertNever } from "../../errors.ts";
import type { Attention, FeedForward, ModelSpec } from "./model-spec.ts";
import { attentionWeights, countWeights, feedForwardParameters } from "./projections.ts";

const count = (value: number): string => value.toLocaleString("en-US");

export function describeAttention(attention: Attention): string {
  switch (attention.kind) {
    case "none":
      return "—";
    case "gqa": {
      const { heads, kvHeads, headDim, windowTokens } = attention;
      const name = heads === kvHeads ? "MHA" : kvHeads === 1 ? "MQA" : "GQA";
      const shape = heads === kvHeads ? `${heads} heads` : `${heads} heads, ${kvHeads} KV`;
      const window = windowTokens === undefined ? "" : `, window ${count(windowTokens)}`;
      return `${name} ${shape} of ${headDim}${window}${attention.hasSinks === true ? ", sinks" : ""}${attention.hasOutputGate ? ", output gate" : ""}`;
    }
    case "mla": {
      const { heads, kvLoraRank, qkNopeHeadDim, qkRopeHeadDim, sparse } = attention;
      const index =
        sparse === undefined ? "" : `, sparse: top ${count(sparse.topKTokens)} by ${sparse.indexHeads} index heads`;
      return `MLA ${heads} heads of ${qkNopeHeadDim}+${qkRopeHeadDim}, latent ${kvLoraRank}+${qkRopeHeadDim}${index}`;
    }
    case "gated-delta":
      return `gated delta ${attention.keyHeads} key, ${attention.valueHeads} value heads of ${attention.valueHeadDim}`;
    case "mamba2":
      return `Mamba-2 ${attention.heads} heads of ${attention.headDim}, state ${attention.stateSize}`;
    case "compressed": {
      const { heads, headDim, windowTokens, compressRatio, sparse } = attention;
      const beyond =
        compressRatio === 0
          ? "window only"
          : `${compressRatio} tokens an entry${sparse === undefined ? "" : `, top ${count(sparse.topKTokens)}`}`;
      return `compressed ${heads} heads of ${headDim}, window ${windowTokens}, ${beyond}`;
    }
    default:
      return assertNever(attention);
  }
}

export function describeFeedForward(feedForward: FeedForward): string {
  switch (feedForward.kind) {
    case "none":
      return "—";
    case "dense":
      return `dense ${count(feedForward.intermediateSize)}${feedForward.isGated ? "" : ", not gated"}`;
    case "moe": {
      const { experts, topK, expertIntermediateSize, sharedIntermediateSize } = feedForward;
      const shared = sharedIntermediateSize === 0 ? "" : ` + shared ${count(sharedIntermediateSize)}`;
      return `${experts} experts of ${count(expertIntermediateSize)}, top ${topK}${shared}${feedForward.isHashRouted === true ? ", by token" : ""}`;
    }
    default:
      return assertNever(feedForward);
  }
}

export interface LayerKind {
  /** How many layers of the model are of this kind. */
  readonly count: number;
  readonly attention: string;
  readonly feedForward: string;
  /** Parameters of one such layer, norms not counted. */
  readonly parametersPerLayer: number;
}

/** Distinct kinds of layers in order of first appearance. */
export function layerKinds(model: ModelSpec): readonly LayerKind[] {
  const kinds = new Map<string, LayerKind>();
  for (const group of model.layers) {
    const attention = describeAttention(group.attention);
    const feedForward = describeFeedForward(group.feedForward);
    const key = `${attention}|${feedForward}`;
    const known = kinds.get(key);
    const part = feedForwardParameters(group.feedForward, model.hiddenSize);
    const parametersPerLayer =
      countWeights(attentionWeights(group.attention, model.hiddenSize)) +
      part.dense +
      part.routed +
      part.shared +
      part.router;
    kinds.set(key, { count: (known?.count ?? 0) + group.count, attention, feedForward, parametersPerLayer });
  }
  return [...kinds.values()];
}

/** Number of layers. */
export const layerCount = (model: ModelSpec): number => model.layers.reduce((sum, group) => sum + group.count, 0);
