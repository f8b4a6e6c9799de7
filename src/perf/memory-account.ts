// Does it fit, and how much KV is left: the memory of one chip, stacked.
import type { ChipSpec } from "../catalog/chip-spec.ts";
import { weightBytesByPart } from "../catalog/models/model-bytes.ts";
import type { Attention, ModelSpec } from "../catalog/models/model-spec.ts";
import { bytesPerElement } from "../catalog/precision.ts";
import { assertNever } from "../errors.ts";
import type { Configuration, Layout } from "../scenario/layout.ts";
import { layerKinds } from "./layer-kinds.ts";
import { hasExperts } from "./part-precision.ts";
import { checkLayout, expertGroup, kvHeadsPerChip } from "./shard.ts";

export interface MemoryAccount {
  /** Device memory and the part the engine may use, bytes per chip. */
  readonly deviceBytes: number;
  readonly usableBytes: number;
  /** Stacked, bytes per chip. Weights of the fullest pipeline stage are taken as an even share. */
  readonly weightBytes: number;
  readonly activationBytes: number;
  /** Runtime context, communication buffers, captured graphs. */
  readonly bufferBytes: number;
  /** Fixed-size state of linear-attention and short-window layers for `maxSequences` sequences. */
  readonly stateBytes: number;
  /** What is left for paged KV; negative where the model does not fit. */
  readonly kvBytes: number;
  /** KV bytes one token costs on one chip, and on the whole replica (one attention group; groups hold different tokens). */
  readonly kvBytesPerTokenPerChip: number;
  readonly kvBytesPerToken: number;
  /** The same without the copies that tensor-parallel ranks keep (latent KV, fewer KV heads than ranks): what a transfer moves. */
  readonly kvContentBytesPerToken: number;
  /** Tokens of KV the whole replica holds, all attention groups together. */
  readonly kvCapacityTokens: number;
  readonly fits: boolean;
  /** Bytes missing per chip for the weights, buffers and one KV block; 0 where it fits. */
  readonly missingBytes: number;
}

/** Windows up to this many tokens are held as a fixed ring per sequence; longer ones are paged like full attention. */
const ringWindowTokens = 1024;

/** Runtime context and loaded kernels, NCCL or vendor communication buffers, captured graphs: typical of a CUDA-like engine. */
const runtimeBytes = 1.5e9;
const communicationBytes = 0.8e9;
const graphBytes = 0.7e9;

interface AttentionMemory {
  readonly perToken: number;
  readonly perSequence: number;
}

/** Bytes on one chip of one layer. */
function attentionMemory(attention: Attention, tp: number, kvElement: number): AttentionMemory {
  switch (attention.kind) {
    case "none":
      return { perToken: 0, perSequence: 0 };
    case "gqa": {
      const bytes =
        kvHeadsPerChip(attention.kvHeads, tp) *
        (attention.headDim + (attention.valueHeadDim ?? attention.headDim)) *
        kvElement;
      const window = attention.windowTokens;
      return window !== undefined && window <= ringWindowTokens
        ? { perToken: 0, perSequence: bytes * window }
        : { perToken: bytes, perSequence: 0 };
    }
    case "mla": {
      const indexBytes = attention.sparse === undefined ? 0 : attention.sparse.indexHeadDim + 4;
      return { perToken: (attention.kvLoraRank + attention.qkRopeHeadDim) * kvElement + indexBytes, perSequence: 0 };
    }
    case "gated-delta": {
      const state = attention.valueHeads * attention.keyHeadDim * attention.valueHeadDim * 4;
      const convolution =
        (2 * attention.keyHeads * attention.keyHeadDim + attention.valueHeads * attention.valueHeadDim) *
        attention.convKernel *
        2;
      return { perToken: 0, perSequence: (state + convolution) / tp };
    }
    case "mamba2":
      return { perToken: 0, perSequence: (attention.heads * attention.headDim * attention.stateSize * 4) / tp };
    case "compressed": {
      const entry = attention.headDim * kvElement;
      const folded = attention.compressRatio === 0 ? 0 : entry / attention.compressRatio;
      const index =
        attention.sparse === undefined || attention.compressRatio === 0
          ? 0
          : (attention.sparse.indexHeadDim + 4) / attention.compressRatio;
      return { perToken: folded + index, perSequence: entry * attention.windowTokens };
    }
    default:
      return assertNever(attention);
  }
}

/** Bytes of routed experts on one chip. */
export function routedBytesPerChip(model: ModelSpec, { layout, precision }: Configuration): number {
  return weightBytesByPart(model, precision).routedExperts / expertsOver(model, layout) / layout.pp;
}

/** Weight bytes on one chip: attention and dense parts over tp, experts over moeTp x ep, everything over pp; norms copied. */
export function weightBytesPerChip(model: ModelSpec, configuration: Configuration): number {
  const { layout } = configuration;
  const part = weightBytesByPart(model, configuration.precision);
  const split = (part.attention + part.denseFeedForward + part.sharedExperts + part.embeddings) / layout.tp;
  return (split + part.routedExperts / expertsOver(model, layout) + part.routerAndNorms) / layout.pp;
}

const expertsOver = (model: ModelSpec, layout: Layout): number => (hasExperts(model) ? expertGroup(layout) : layout.tp);

/**
 * Memory of one chip of a replica under a configuration, bytes.
 * Activations: the widest layer for `maxBatchedTokens` tokens and the logits of `maxSequences` rows (vLLM profiles both);
 * buffers are typical figures. Not yet compared with measured block counts: expect KV capacity within about 10%.
 */
export function memoryAccount(model: ModelSpec, chip: ChipSpec, configuration: Configuration): MemoryAccount {
  const { layout, engine } = configuration;
  checkLayout(model, layout);
  const { tp, pp, attentionDp } = layout;
  const deviceBytes = chip.memoryBytes;
  const usableBytes = deviceBytes * engine.memoryFraction;
  const weightBytes = weightBytesPerChip(model, configuration);
  const kvElement = bytesPerElement[engine.kvCacheFormat];
  const kinds = layerKinds(model);
  let kvBytesPerTokenPerChip = 0;
  let kvContentBytesPerToken = 0;
  let statePerSequence = 0;
  for (const { block, count } of kinds.attention) {
    const memory = attentionMemory(block, tp, kvElement);
    kvContentBytesPerToken += attentionMemory(block, 1, kvElement).perToken * count;
    kvBytesPerTokenPerChip += (memory.perToken * count) / pp;
    statePerSequence += (memory.perSequence * count) / pp;
  }
  const widest = Math.max(
    ...kinds.feedForward.map(({ block }) =>
      block.kind === "dense"
        ? ((block.isGated ? 3 : 1) * block.intermediateSize) / tp
        : block.kind === "moe"
          ? (3 * block.topK * block.expertIntermediateSize) / expertGroup(layout) +
            (3 * block.sharedIntermediateSize) / tp
          : 0,
    ),
  );
  const activationBytes =
    2 * engine.maxBatchedTokens * (4 * model.hiddenSize + widest) + (4 * engine.maxSequences * model.vocabSize) / tp;
  const bufferBytes = runtimeBytes + graphBytes + (tp * attentionDp * pp > 1 ? communicationBytes : 0);
  const wantedState = (statePerSequence * engine.maxSequences) / attentionDp;
  const free = usableBytes - weightBytes - activationBytes - bufferBytes;
  // Engines lower their batch limit rather than fail when the states of all sequences do not fit.
  const stateBytes = Math.max(0, Math.min(wantedState, 0.5 * free));
  const kvBytes = free - stateBytes;
  const perToken = Math.max(kvBytesPerTokenPerChip, 1e-9);
  const block = engine.kvBlockTokens * kvBytesPerTokenPerChip;
  const fits = kvBytes >= block && free > 0;
  const blocks = Math.max(0, Math.floor(kvBytes / (perToken * engine.kvBlockTokens)));
  return {
    deviceBytes,
    usableBytes,
    weightBytes,
    activationBytes,
    bufferBytes,
    stateBytes,
    kvBytes,
    kvBytesPerTokenPerChip,
    kvBytesPerToken: kvBytesPerTokenPerChip * tp * pp,
    kvContentBytesPerToken,
    // A model without paged KV is bound by states alone.
    kvCapacityTokens:
      kvBytesPerTokenPerChip > 0 ? blocks * engine.kvBlockTokens * attentionDp : fits ? Number.MAX_SAFE_INTEGER : 0,
    fits,
    missingBytes: fits ? 0 : block - kvBytes,
  };
}
