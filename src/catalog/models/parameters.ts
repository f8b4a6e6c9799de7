// Parameter counts from layer shapes: total, active, and by part.
import type { LayerGroup, ParameterCount } from "./model-spec.ts";
import { attentionWeights, countWeights, feedForwardParameters } from "./projections.ts";

/** What counting needs beside the layers. */
export interface CountedBody {
  readonly hiddenSize: number;
  readonly vocabSize: number;
  readonly hasTiedEmbeddings: boolean;
  readonly layers: readonly LayerGroup[];
  /**
   * Norm weights of width `hiddenSize` before (or around) each sub-layer; 2 where outputs are normalised too (Gemma 2), one half
   * where attention and feed-forward run in parallel behind one norm.
   */
  readonly normsPerSublayer: number;
  /** Weights per norm element: 2 where norms carry a bias. */
  readonly weightsPerNormElement: number;
  /** Parallel residual streams; 1 = plain residual. */
  readonly residualStreams: number;
  readonly mtp: number;
  readonly vision?: number;
  /** Learned positions, counted with the embedding. */
  readonly positions: number;
  /** Bias of the head, norm of the embedding and the like, counted with the norms. */
  readonly otherVectors: number;
}

/**
 * Mixers of `streams` parallel residual streams (DeepSeek-V4 hyper-connections): one projection of all streams to
 * streams x (streams + 2) coefficients, its base and three scales, per sub-layer.
 */
export function streamMixerParameters(streams: number, hiddenSize: number): number {
  if (streams === 1) return 0;
  const mix = streams * (streams + 2);
  return mix * streams * hiddenSize + mix + 3;
}

/** The reduction of all streams to one before the head. */
export function streamHeadParameters(streams: number, hiddenSize: number): number {
  return streams === 1 ? 0 : streams * streams * hiddenSize + streams + 1;
}

/** Parameters of one layer without its experts' split: used for multi-token-prediction modules, which are whole layers. */
export function layerParameters(group: LayerGroup, hiddenSize: number, streams: number, normWeights: number): number {
  const feedForward = feedForwardParameters(group.feedForward, hiddenSize);
  const sublayers = (group.attention.kind === "none" ? 0 : 1) + (group.feedForward.kind === "none" ? 0 : 1);
  return (
    countWeights(attentionWeights(group.attention, hiddenSize)) +
    feedForward.dense +
    feedForward.routed +
    feedForward.shared +
    feedForward.router +
    sublayers * (normWeights * hiddenSize + streamMixerParameters(streams, hiddenSize))
  );
}

/** Counts by part; every count is exact for the shapes given. */
export function countParameters(body: CountedBody): ParameterCount {
  const { hiddenSize, vocabSize, residualStreams } = body;
  const normWeights = body.weightsPerNormElement * hiddenSize;
  let attention = 0;
  let dense = 0;
  let routed = 0;
  let routedActive = 0;
  let shared = 0;
  let router = 0;
  let sublayers = 0;
  for (const group of body.layers) {
    const part = feedForwardParameters(group.feedForward, hiddenSize);
    attention += group.count * countWeights(attentionWeights(group.attention, hiddenSize));
    dense += group.count * part.dense;
    routed += group.count * part.routed;
    routedActive += group.count * part.routedActive;
    shared += group.count * part.shared;
    router += group.count * part.router;
    sublayers +=
      group.count * ((group.attention.kind === "none" ? 0 : 1) + (group.feedForward.kind === "none" ? 0 : 1));
  }
  const norms =
    sublayers * (body.normsPerSublayer * normWeights + streamMixerParameters(residualStreams, hiddenSize)) +
    normWeights +
    streamHeadParameters(residualStreams, hiddenSize) +
    body.otherVectors;
  const matrix = vocabSize * hiddenSize;
  const embedding = matrix + body.positions;
  const head = body.hasTiedEmbeddings ? 0 : matrix;
  const body16 = attention + dense + shared + router + norms;
  const activeWithInputEmbedding = body16 + routedActive + embedding + head;
  return {
    total: body16 + routed + embedding + head,
    active: activeWithInputEmbedding - (body.hasTiedEmbeddings ? 0 : embedding),
    activeWithInputEmbedding,
    embedding,
    head,
    attention,
    denseFeedForward: dense,
    routedExperts: routed,
    sharedExperts: shared,
    router,
    norms,
    mtp: body.mtp,
    ...(body.vision === undefined ? {} : { vision: body.vision }),
  };
}
