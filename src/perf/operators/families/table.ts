// Every fitted family, and which one prices a call.
import type { Family, FamilyName } from "../family.ts";
import type { OperatorCall } from "../operator-call.ts";
import { decodeAttention, mlaDecode, mlaPrefill, prefillAttention } from "./attention.ts";
import { dsaBlockDecode, dsaBlockPrefill, gatedDelta, mlaBlockDecode, mlaBlockPrefill } from "./blocks.ts";
import { collective } from "./collective.ts";
import { batchedGemm, gemm } from "./gemm.ts";
import { moe } from "./moe.ts";

/** A family seen without the type of its calls: `familyOf` guarantees that they match. */
export type AnyFamily = Family<never>;

export const families: Readonly<Record<FamilyName, AnyFamily>> = {
  gemm,
  "batched-gemm": batchedGemm,
  "prefill-attention": prefillAttention,
  "decode-attention": decodeAttention,
  "mla-prefill": mlaPrefill,
  "mla-decode": mlaDecode,
  "mla-block-prefill": mlaBlockPrefill,
  "mla-block-decode": mlaBlockDecode,
  "dsa-block-prefill": dsaBlockPrefill,
  "dsa-block-decode": dsaBlockDecode,
  "gated-delta": gatedDelta,
  moe,
  collective,
};

/** The family that prices a call; undefined for glue and messages, which are priced by bytes alone. */
export function familyOf(call: OperatorCall): FamilyName | undefined {
  switch (call.kind) {
    case "mla-block":
      return `${call.sparse ? "dsa" : "mla"}-block-${call.phase}`;
    case "elementwise":
    case "sampling":
    case "p2p":
      return undefined;
    default:
      return call.kind;
  }
}
