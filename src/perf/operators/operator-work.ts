// Useful FLOP and compulsory bytes of every operator: the floors nothing may beat, and the base every fitted form starts from.

import type { ChipSpec } from "../../catalog/chip-spec.ts";
import { bytesPerElement } from "../../catalog/precision.ts";
import { assertNever } from "../../errors.ts";
import { causalPairs } from "../causal-pairs.ts";
import { arithmeticOf, sixteenBitPeak } from "./arithmetic.ts";
import type { MlaBlockCall, MoeCall, OperatorCall } from "./operator-call.ts";

/** Each operand moved once, each useful multiply-add counted as 2 FLOP at the chip's dense peak for its format. */
export interface OperatorWork {
  readonly flops: number;
  readonly bytes: number;
  /** Dense peak that bounds `flops`; Infinity where there are none to speak of. */
  readonly peakFlopsPerSecond: number;
}

/**
 * Least time for `bytes` of compulsory traffic: what does not fit in the last-level cache must come from device memory.
 * Repeated measurements find up to a cacheful already on chip, and show it (small products on chips with a large L2).
 */
export function memoryFloorSeconds(bytes: number, chip: ChipSpec): number {
  return Math.max(0, bytes - (chip.l2Bytes ?? 0)) / chip.memoryBytesPerSecond;
}

/**
 * Experts whose weights a chip cannot avoid reading: the fewest that can hold its pairs, as no expert takes a token twice.
 * Real routers reach more; how many is a matter of the fitted form, not of the floor.
 */
export function leastExperts(call: MoeCall): number {
  const pairs = (call.tokens * call.topK) / call.ep;
  return Math.min(call.experts / call.ep, Math.max(Math.min(1, pairs), pairs / call.tokens));
}

/** Dimensions of an MLA or DSA block that do not depend on the call. */
export type MlaBlockShape = Pick<
  MlaBlockCall,
  "hiddenSize" | "qLoraRank" | "kvLoraRank" | "ropeHeadDim" | "nopeHeadDim" | "valueHeadDim" | "sparse"
>;

/** Arithmetic of the projections and of the attention core apart, and compulsory bytes, of one MLA or DSA block. */
export function mlaBlockShape(
  shape: MlaBlockShape,
  heads: number,
  sequences: number,
  newTokens: number,
  cachedTokens: number,
  phase: "prefill" | "decode",
  kvBytes: number,
  weightBytes: number,
): { projectionFlops: number; coreFlops: number; bytes: number } {
  const { kvLoraRank, ropeHeadDim, nopeHeadDim, valueHeadDim, hiddenSize, qLoraRank, sparse } = shape;
  const tokens = sequences * newTokens;
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
  const context = cachedTokens + newTokens;
  const reach = sparse ? sparse.topKTokens : Infinity;
  const pairs = sequences * causalPairs(newTokens, cachedTokens, reach);
  const allPairs = sequences * causalPairs(newTokens, cachedTokens);
  // The cheaper of the absorbed and the expanded form bounds the useful arithmetic per pair.
  const perPair = Math.min(headDim + valueHeadDim, 2 * kvLoraRank + ropeHeadDim);
  const readContext = phase === "decode" ? Math.min(context, reach) : context;
  return {
    projectionFlops: 2 * tokens * weights,
    coreFlops: 2 * pairs * heads * perPair + (sparse ? 2 * allPairs * sparse.indexHeads * sparse.indexHeadDim : 0),
    bytes:
      weights * weightBytes +
      4 * tokens * hiddenSize +
      sequences * readContext * (kvLoraRank + ropeHeadDim) * kvBytes +
      (sparse ? sequences * context * sparse.indexHeadDim : 0),
  };
}

function mlaBlockWork(call: MlaBlockCall, chip: ChipSpec): OperatorWork {
  const { weightBytes, peakFlopsPerSecond } = arithmeticOf(call.precision, chip);
  const { projectionFlops, coreFlops, bytes } = mlaBlockShape(
    call,
    call.heads,
    call.sequences,
    call.newTokens,
    call.cachedTokens,
    call.phase,
    bytesPerElement[call.kvFormat],
    weightBytes,
  );
  return { flops: projectionFlops + coreFlops, bytes, peakFlopsPerSecond };
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
      const hasConvolution = call.part !== "state";
      const hasState = call.part !== "convolution";
      return {
        // The recurrent form: decay, correct and read a state of key x value elements per token and head.
        flops:
          (hasConvolution ? 2 * tokens * channels * convKernel : 0) +
          (hasState ? 4 * tokens * valueHeads * keyHeadDim * valueHeadDim : 0),
        bytes:
          (hasConvolution ? 4 * tokens * channels : 0) +
          (hasState ? 2 * tokens * (channels + valueHeads * valueHeadDim) + 2 * 2 * stateElements : 0),
        peakFlopsPerSecond: sixteenBitPeak(chip),
      };
    }
    case "moe": {
      const { weightBytes, peakFlopsPerSecond } = arithmeticOf(call.precision, chip);
      const width = call.intermediateSize / call.moeTp;
      const pairs = (call.tokens * call.topK) / call.ep;
      const matrices = call.isGated === false ? 2 : 3;
      return {
        flops: 2 * matrices * pairs * call.hiddenSize * width,
        bytes:
          leastExperts(call) * matrices * call.hiddenSize * width * weightBytes +
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
