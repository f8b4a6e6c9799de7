// Whole attention blocks (MLA, DSA) and gated-delta kernels.
import type { NumberFormat, ServingPrecision } from "../../../catalog/precision.ts";
import { bytesPerElement } from "../../../catalog/precision.ts";
import { arithmeticOf, sixteenBitPeak } from "../arithmetic.ts";
import { type Family, type FamilyName, wordDistance } from "../family.ts";
import type { GatedDeltaCall, MlaBlockCall } from "../operator-call.ts";
import { mlaBlockShape } from "../operator-work.ts";
import { equivalentPrompt } from "./attention.ts";
import { rooflineBase } from "./gemm.ts";

const headKnots = [1, 4, 16, 32, 64, 128];

const blockVariant = (call: MlaBlockCall): string =>
  `${call.precision} kv-${call.kvFormat} h${call.hiddenSize} q${call.qLoraRank} l${call.kvLoraRank} r${call.ropeHeadDim} n${call.nopeHeadDim} v${call.valueHeadDim}${
    call.sparse ? ` i${call.sparse.indexHeads} d${call.sparse.indexHeadDim} t${call.sparse.topKTokens}` : ""
  }`;

function block(name: FamilyName, phase: "prefill" | "decode", isSparse: boolean): Family<MlaBlockCall> {
  const isDecode = phase === "decode";
  return {
    name,
    axes: [
      isDecode
        ? { name: "context", knots: [2, 128, 512, 1024, 2048, 4096, 16384, 131072], beyond: [1 << 22], isRising: true }
        : {
            name: "new tokens",
            knots: [1, 32, 128, 512, 1024, 2048, 4096, 8192, 32768],
            beyond: [1 << 19],
            isRising: true,
          },
      {
        name: "sequences",
        knots: isDecode ? [1, 8, 16, 32, 64, 128, 256, 1024] : [1, 4, 16, 64, 256],
        beyond: [1 << 15],
        isRising: true,
      },
      { name: "heads", knots: headKnots, isRising: false },
    ],
    variantOf: blockVariant,
    locate: (call, out) => {
      out[0] = isDecode
        ? call.cachedTokens + 1
        : equivalentPrompt(call.newTokens, call.cachedTokens, call.sparse?.topKTokens ?? Infinity, call.heads);
      out[1] = call.sequences;
      out[2] = call.heads;
    },
    prepare: (variant, chip) => {
      const words = variant.split(" ");
      const number = (i: number) => Number(words[i]!.slice(1));
      const shape = {
        hiddenSize: number(2),
        qLoraRank: number(3),
        kvLoraRank: number(4),
        ropeHeadDim: number(5),
        nopeHeadDim: number(6),
        valueHeadDim: number(7),
        ...(isSparse ? { sparse: { indexHeads: number(8), indexHeadDim: number(9), topKTokens: number(10) } } : {}),
      };
      const kvBytes = bytesPerElement[words[1]!.slice(3) as NumberFormat];
      const { weightBytes, peakFlopsPerSecond } = arithmeticOf(words[0] as ServingPrecision, chip);
      const ratio = peakFlopsPerSecond / sixteenBitPeak(chip);
      const workAt = (at: Float64Array) =>
        mlaBlockShape(
          shape,
          at[2]!,
          at[1]!,
          isDecode ? 1 : at[0]!,
          isDecode ? at[0]! - 1 : 0,
          phase,
          kvBytes,
          weightBytes,
        );
      return rooflineBase(
        chip,
        peakFlopsPerSecond,
        10,
        (point) => {
          const { projectionFlops, coreFlops } = workAt(point);
          return projectionFlops + ratio * coreFlops;
        },
        (point) => workAt(point).bytes,
      );
    },
    distance: wordDistance,
  };
}

export const mlaBlockPrefill = block("mla-block-prefill", "prefill", false);
export const mlaBlockDecode = block("mla-block-decode", "decode", false);
export const dsaBlockPrefill = block("dsa-block-prefill", "prefill", true);
export const dsaBlockDecode = block("dsa-block-decode", "decode", true);

/** Channels the convolution walks, in units of one head of 128. */
const channels = (call: GatedDeltaCall): number =>
  (2 * call.keyHeads * call.keyHeadDim + call.valueHeads * call.valueHeadDim) / 128;

/** One kernel of the layer: its convolution, or its state update. */
export const gatedDelta: Family<GatedDeltaCall> = {
  name: "gated-delta",
  axes: [
    {
      name: "new tokens",
      knots: [1, 4, 16, 64, 128, 256, 512, 1024, 2048, 8192, 32768],
      beyond: [1 << 19],
      isRising: true,
    },
    { name: "sequences", knots: [1, 4, 16, 64, 256, 1024], beyond: [1 << 15], isRising: true },
    { name: "value heads or channels", knots: [2, 4, 8, 16, 32, 64, 128], isRising: false },
  ],
  variantOf: (call) =>
    `${call.phase} ${call.part ?? "state"} c${call.convKernel} k${call.keyHeadDim} v${call.valueHeadDim}`,
  locate: (call, out) => {
    out[0] = call.newTokens;
    out[1] = call.sequences;
    out[2] = call.part === "convolution" ? channels(call) : call.valueHeads;
  },
  prepare: (variant, chip) => {
    const words = variant.split(" ");
    const keyDim = Number(words[3]!.slice(1));
    const valueDim = Number(words[4]!.slice(1));
    const taps = Number(words[2]!.slice(1));
    const isConvolution = words[1] === "convolution";
    return rooflineBase(
      chip,
      sixteenBitPeak(chip),
      1,
      (at) => (isConvolution ? 0 : 6 * Math.max(64, at[0]!) * at[1]! * at[2]! * keyDim * valueDim),
      (at) =>
        isConvolution
          ? 2 * at[1]! * at[2]! * 128 * (2 * at[0]! + taps)
          : at[1]! * at[2]! * (8 * keyDim * valueDim + 2 * at[0]! * (2 * keyDim + 2 * valueDim)),
    );
  },
  distance: wordDistance,
};
