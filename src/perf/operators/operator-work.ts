// Useful FLOP and compulsory bytes of every operator: the floors nothing may beat, and the base every fitted form starts from.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import { bytesPerElement } from "../../catalog/precision.ts";
import { assertNever } from "../../errors.ts";
import { arithmeticOf, sixteenBitPeak } from "./arithmetic.ts";
import type { MlaBlockCall, MoeCall, OperatorCall } from "./operator-call.ts";

/** Each operand moved once, each useful multiply-add counted as 2 FLOP at the chip's dense peak for its format. */
export interface OperatorWork {
  readonly flops: number;
  readonly bytes: number;
  /** Dense peak that bounds `flops`; Infinity where there are none to speak of. */
  readonly peakFlopsPerSecond: number;
}

/** Query-key pairs of `tokens` new tokens after `cached` ones under a causal mask, each query reaching back `window` tokens. */
export function causalPairs(tokens: number, cached: number, window: number = Infinity): number {
  if (window >= cached + tokens) return tokens * cached + (tokens * (tokens + 1)) / 2;
  // Queries whose whole past still fits in the window, then the rest at the full window.
  const growing = Math.max(0, Math.min(tokens, window - cached));
  return growing * cached + (growing * (growing + 1)) / 2 + (tokens - growing) * window;
}

/** Experts on one chip that receive at least one token. `skew` = exponent of the popularity power law, 0 = uniform draws. */
export function touchedExperts(call: MoeCall): number {
  const local = call.experts / call.ep;
  const drawn = call.tokens * call.topK;
  // Distinct experts of one token differ, so a single token touches exactly topK of all experts.
  const missProbability = (1 - Math.min(1, call.topK / call.experts)) ** call.tokens;
  return Math.min(local, Math.max(Math.min(1, drawn / call.ep), local * (1 - missProbability)));
}

function mlaBlockWork(call: MlaBlockCall, chip: ChipSpec): OperatorWork {
  const { heads, kvLoraRank, ropeHeadDim, nopeHeadDim, valueHeadDim, hiddenSize, qLoraRank, sparse } = call;
  const arithmetic = arithmeticOf(call.precision, chip);
  const tokens = call.sequences * call.newTokens;
  const headDim = nopeHeadDim + ropeHeadDim;
  const queryWeights =
    qLoraRank > 0 ? hiddenSize * qLoraRank + qLoraRank * heads * headDim : hiddenSize * heads * headDim;
  const otherWeights =
    hiddenSize * (kvLoraRank + ropeHeadDim) +
    kvLoraRank * heads * (nopeHeadDim + valueHeadDim) +
    heads * valueHeadDim * hiddenSize;
  const indexWeights = sparse
    ? (qLoraRank > 0 ? qLoraRank : hiddenSize) * sparse.indexHeads * sparse.indexHeadDim +
      hiddenSize * (sparse.indexHeadDim + sparse.indexHeads)
    : 0;
  const weights = queryWeights + otherWeights + indexWeights;
  const kvRowBytes = (kvLoraRank + ropeHeadDim) * bytesPerElement[call.kvFormat];
  const context = call.cachedTokens + call.newTokens;
  const reach = sparse ? sparse.topKTokens : Infinity;
  const pairs = call.sequences * causalPairs(call.newTokens, call.cachedTokens, reach);
  const allPairs = call.sequences * causalPairs(call.newTokens, call.cachedTokens);
  // The cheaper of the absorbed and the expanded form bounds the useful arithmetic per pair.
  const perPair = Math.min(headDim + valueHeadDim, 2 * kvLoraRank + ropeHeadDim);
  const indexFlops = sparse ? 2 * allPairs * sparse.indexHeads * sparse.indexHeadDim : 0;
  const indexBytes = sparse ? call.sequences * context * sparse.indexHeadDim : 0;
  const readContext = call.phase === "decode" ? Math.min(context, reach) : context;
  return {
    flops: 2 * tokens * weights + 2 * pairs * heads * perPair + indexFlops,
    bytes:
      weights * arithmetic.weightBytes +
      2 * tokens * hiddenSize * 2 +
      call.sequences * readContext * kvRowBytes +
      indexBytes,
    peakFlopsPerSecond: arithmetic.peakFlopsPerSecond,
  };
}

/**
 * FLOP and bytes of a call on one chip. Attention: QK and PV over causal pairs, KV read once per sequence.
 * Collectives: `bytes` is what one chip must send over its link (bandwidth-optimal algorithm), flops 0.
 */
export function operatorWork(call: OperatorCall, chip: ChipSpec): OperatorWork {
  switch (call.kind) {
    case "gemm": {
      const { weightBytes, activationBytes, peakFlopsPerSecond } = arithmeticOf(call.precision, chip);
      const { m, n, k } = call;
      return {
        flops: 2 * m * n * k,
        bytes: m * k * activationBytes + k * n * weightBytes + 2 * m * n,
        peakFlopsPerSecond,
      };
    }
    case "batched-gemm": {
      const { weightBytes, activationBytes, peakFlopsPerSecond } = arithmeticOf(call.precision, chip);
      const { batch, m, n, k } = call;
      return {
        flops: 2 * batch * m * n * k,
        bytes: batch * (m * k * activationBytes + k * n * weightBytes + 2 * m * n),
        peakFlopsPerSecond,
      };
    }
    case "prefill-attention": {
      const { sequences, newTokens, cachedTokens, heads, kvHeads, headDim } = call;
      const window = call.windowTokens ?? Infinity;
      const pairs = sequences * causalPairs(newTokens, cachedTokens, window);
      const reached = Math.min(cachedTokens + newTokens, newTokens + window);
      const kvElements = 2 * kvHeads * headDim;
      return {
        flops: 4 * pairs * heads * headDim,
        bytes:
          sequences *
          (4 * newTokens * heads * headDim +
            (reached - newTokens) * kvElements * bytesPerElement[call.kvFormat] +
            newTokens * kvElements * bytesPerElement[call.kvFormat]),
        peakFlopsPerSecond: sixteenBitPeak(chip),
      };
    }
    case "decode-attention": {
      const { sequences, contextTokens, heads, kvHeads, headDim } = call;
      const reached = Math.min(contextTokens + 1, call.windowTokens ?? Infinity);
      return {
        flops: 4 * sequences * reached * heads * headDim,
        bytes: sequences * (reached * 2 * kvHeads * headDim * bytesPerElement[call.kvFormat] + 4 * heads * headDim),
        peakFlopsPerSecond: sixteenBitPeak(chip),
      };
    }
    case "mla-prefill": {
      const { sequences, newTokens, cachedTokens, heads, nopeHeadDim, ropeHeadDim, valueHeadDim } = call;
      const pairs = sequences * causalPairs(newTokens, cachedTokens);
      const headDim = nopeHeadDim + ropeHeadDim;
      return {
        flops: 2 * pairs * heads * (headDim + valueHeadDim),
        bytes: 2 * sequences * newTokens * heads * (headDim + valueHeadDim),
        peakFlopsPerSecond: sixteenBitPeak(chip),
      };
    }
    case "mla-decode": {
      const { sequences, contextTokens, heads, kvLoraRank, ropeHeadDim } = call;
      const context = contextTokens + 1;
      const row = kvLoraRank + ropeHeadDim;
      return {
        flops: 2 * sequences * context * heads * (row + kvLoraRank),
        bytes: sequences * (context * row * bytesPerElement[call.kvFormat] + 2 * heads * (row + kvLoraRank)),
        peakFlopsPerSecond: sixteenBitPeak(chip),
      };
    }
    case "mla-block":
      return mlaBlockWork(call, chip);
    case "gated-delta": {
      const { sequences, newTokens, keyHeads, keyHeadDim, valueHeads, valueHeadDim, convKernel } = call;
      const tokens = sequences * newTokens;
      const channels = 2 * keyHeads * keyHeadDim + valueHeads * valueHeadDim;
      const stateElements = sequences * valueHeads * keyHeadDim * valueHeadDim;
      return {
        flops: 2 * tokens * channels * convKernel + 6 * tokens * valueHeads * keyHeadDim * valueHeadDim,
        bytes: 2 * tokens * (2 * channels + valueHeads * valueHeadDim) + 2 * stateElements * 4,
        peakFlopsPerSecond: sixteenBitPeak(chip),
      };
    }
    case "moe": {
      const { weightBytes, peakFlopsPerSecond } = arithmeticOf(call.precision, chip);
      const width = call.intermediateSize / call.moeTp;
      const pairs = (call.tokens * call.topK) / call.ep;
      return {
        flops: 6 * pairs * call.hiddenSize * width,
        bytes:
          touchedExperts(call) * 3 * call.hiddenSize * width * weightBytes +
          4 * Math.min(call.tokens, pairs) * call.hiddenSize,
        peakFlopsPerSecond,
      };
    }
    case "elementwise":
      return { flops: 0, bytes: call.bytesRead + call.bytesWritten, peakFlopsPerSecond: Infinity };
    case "sampling":
      return { flops: 0, bytes: 4 * call.sequences * call.vocabSize, peakFlopsPerSecond: Infinity };
    case "collective": {
      const share = call.ranks > 1 ? (call.ranks - 1) / call.ranks : 0;
      return { flops: 0, bytes: call.bytes * share * (call.op === "all-reduce" ? 2 : 1), peakFlopsPerSecond: Infinity };
    }
    case "p2p":
      return { flops: 0, bytes: call.bytes, peakFlopsPerSecond: Infinity };
    default:
      return assertNever(call);
  }
}
