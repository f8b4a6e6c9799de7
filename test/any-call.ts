// Arbitrary operator calls and chips for property tests. Imported by tests only.

import * as fc from "fast-check";
import { allChips } from "../src/catalog/chip.ts";
import type { ChipSpec } from "../src/catalog/chip-spec.ts";
import { servingPrecisions } from "../src/catalog/precision.ts";
import { chipSpec, missingFigures } from "../src/catalog/resolve-chip.ts";
import type { OperatorCall } from "../src/perf/operators/operator-call.ts";

const size = (max: number) =>
  fc.integer({ min: 0, max: Math.floor(Math.log2(max) * 8) }).map((e) => Math.round(2 ** (e / 8)));
const precision = fc.constantFrom(...servingPrecisions);
const kvFormat = fc.constantFrom("bf16" as const, "fp8" as const);
const headDim = fc.constantFrom(64, 128, 192, 256);
const windowed = fc.constantFrom(undefined, 128, 1024);

const heads = fc
  .tuple(fc.constantFrom(1, 2, 4, 8), fc.constantFrom(1, 2, 4, 8, 12), headDim, windowed, kvFormat)
  .map(([kvHeads, group, dim, windowTokens, format]) => ({
    kvHeads,
    heads: kvHeads * group,
    headDim: dim,
    kvFormat: format,
    ...(windowTokens === undefined ? {} : { windowTokens }),
  }));
const mla = fc.tuple(fc.constantFrom(1, 8, 16, 64, 128), kvFormat).map(([n, format]) => ({
  heads: n,
  kvLoraRank: 512,
  ropeHeadDim: 64,
  nopeHeadDim: 128,
  valueHeadDim: 128,
  kvFormat: format,
}));
const block = fc.record({
  hiddenSize: fc.constantFrom(6144, 7168),
  qLoraRank: fc.constantFrom(1536, 2048),
  precision,
});
const sparse = fc.constantFrom(undefined, { indexHeads: 64, indexHeadDim: 128, topKTokens: 2048 });

export const anyCall: fc.Arbitrary<OperatorCall> = fc.oneof(
  fc.record({ kind: fc.constant("gemm" as const), m: size(65536), n: size(65536), k: size(65536), precision }),
  fc.record({
    kind: fc.constant("batched-gemm" as const),
    batch: size(128),
    m: size(20480),
    n: fc.constantFrom(128, 512),
    k: fc.constantFrom(128, 512),
    precision: fc.constantFrom("bf16" as const, "fp8" as const),
  }),
  fc.tuple(heads, size(256), size(32768), size(32768)).map(([h, sequences, newTokens, cached]) => ({
    kind: "prefill-attention" as const,
    ...h,
    sequences,
    newTokens,
    cachedTokens: cached - 1,
  })),
  fc.tuple(heads, size(1024), size(131072)).map(([h, sequences, contextTokens]) => ({
    kind: "decode-attention" as const,
    ...h,
    sequences,
    contextTokens,
  })),
  fc.tuple(mla, size(256), size(32768), size(4096)).map(([h, sequences, newTokens, cached]) => ({
    kind: "mla-prefill" as const,
    ...h,
    sequences,
    newTokens,
    cachedTokens: cached - 1,
  })),
  fc.tuple(mla, size(1024), size(131072)).map(([h, sequences, contextTokens]) => ({
    kind: "mla-decode" as const,
    ...h,
    sequences,
    contextTokens,
  })),
  fc.tuple(mla, block, sparse, size(256), size(32768), size(4096)).map(([h, b, s, sequences, newTokens, cached]) => ({
    kind: "mla-block" as const,
    phase: "prefill" as const,
    ...h,
    ...b,
    ...(s === undefined ? {} : { sparse: s }),
    sequences,
    newTokens,
    cachedTokens: cached - 1,
  })),
  fc.tuple(mla, block, sparse, size(1024), size(131072)).map(([h, b, s, sequences, cachedTokens]) => ({
    kind: "mla-block" as const,
    phase: "decode" as const,
    ...h,
    ...b,
    ...(s === undefined ? {} : { sparse: s }),
    sequences,
    newTokens: 1,
    cachedTokens,
  })),
  fc
    .tuple(fc.constantFrom("prefill" as const, "decode" as const), size(256), size(32768), fc.constantFrom(2, 4, 16))
    .map(([phase, sequences, tokens, keyHeads]) => ({
      kind: "gated-delta" as const,
      phase,
      sequences,
      newTokens: phase === "decode" ? 1 : tokens,
      convKernel: 4,
      keyHeads,
      keyHeadDim: 128,
      valueHeads: 2 * keyHeads,
      valueHeadDim: 128,
    })),
  fc
    .tuple(size(65536), fc.constantFrom(8, 64, 128, 256), fc.constantFrom(1, 2, 8), fc.constantFrom(1, 2, 8), precision)
    .map(([tokens, experts, topK, ep, p]) => ({
      kind: "moe" as const,
      tokens,
      hiddenSize: 4096,
      intermediateSize: 1536,
      topK,
      experts,
      moeTp: 1,
      ep,
      precision: p,
      routing: (["balanced", "power-law", "drawn"] as const)[tokens % 3]!,
    })),
  fc.record({
    kind: fc.constant("elementwise" as const),
    name: fc.constant("norm" as const),
    bytesRead: size(1e9),
    bytesWritten: size(1e9),
    launches: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ kind: fc.constant("sampling" as const), sequences: size(1024), vocabSize: size(200000) }),
  fc.record({
    kind: fc.constant("collective" as const),
    op: fc.constantFrom("all-reduce" as const, "all-gather" as const, "reduce-scatter" as const, "all-to-all" as const),
    bytes: size(1e9),
    ranks: fc.constantFrom(1, 2, 4, 8, 16, 72),
  }),
  fc.record({
    kind: fc.constant("p2p" as const),
    bytes: size(1e9),
    link: fc.constantFrom("scale-up" as const, "scale-out" as const),
  }),
);

const link = (bytesPerSecond: number, latencySeconds: number, name: string) => ({
  bytesPerSecond,
  latencySeconds,
  name,
});

/** One chip per kind of prior: data-sheet figures of well-known parts, and a challenger with 16-bit and INT8 only. */
export const chips: readonly ChipSpec[] = [
  {
    id: "h100-sxm",
    name: "NVIDIA H100 SXM",
    vendor: "NVIDIA",
    architecture: "nvidia-hopper",
    peakFlopsPerSecond: { bf16: 989e12, fp16: 989e12, fp8: 1979e12, int8: 1979e12 },
    memoryBytes: 80 * 2 ** 30,
    memoryBytesPerSecond: 3.35e12,
    scaleUp: link(450e9, 2e-6, "NVLink 4"),
    scaleOut: link(50e9, 5e-6, "400G"),
    chipsPerServer: 8,
    l2Bytes: 50 * 2 ** 20,
    coreCount: 132,
    weakest: { figure: "memory", confidence: "datasheet" },
    assumptions: [],
  },
  {
    id: "a100-sxm",
    name: "NVIDIA A100 SXM",
    vendor: "NVIDIA",
    architecture: "nvidia-ampere",
    peakFlopsPerSecond: { bf16: 312e12, fp16: 312e12, int8: 624e12 },
    memoryBytes: 80 * 2 ** 30,
    memoryBytesPerSecond: 2.039e12,
    scaleUp: link(300e9, 2e-6, "NVLink 3"),
    scaleOut: link(25e9, 5e-6, "200G"),
    chipsPerServer: 8,
    weakest: { figure: "memory", confidence: "datasheet" },
    assumptions: [],
  },
  {
    id: "challenger",
    name: "A general-purpose GPU with a data sheet only",
    vendor: "none",
    architecture: "gpgpu",
    peakFlopsPerSecond: { fp16: 200e12, bf16: 200e12, int8: 400e12 },
    memoryBytes: 64 * 2 ** 30,
    memoryBytesPerSecond: 1.2e12,
    scaleUp: link(32e9, 5e-6, "PCIe Gen4 x16"),
    scaleOut: link(25e9, 8e-6, "200G"),
    chipsPerServer: 8,
    weakest: { figure: "memory", confidence: "press" },
    assumptions: [],
  },
];

/** Those three, and every chip of the catalogue whose figures suffice. */
export const anyChip = fc.constantFrom(
  ...chips,
  ...allChips()
    .filter((chip) => missingFigures(chip).length === 0)
    .map((chip) => chipSpec(chip)),
);

type Grower = (call: OperatorCall, more: number) => OperatorCall | undefined;
const grow =
  (...fields: string[]): Grower =>
  (call, more) => {
    const present = fields.filter((field) => field in call);
    if (present.length === 0) return undefined;
    // A decode call keeps its one new token.
    if ("phase" in call && call.phase === "decode" && fields.includes("newTokens")) return undefined;
    const larger: Record<string, unknown> = { ...call };
    for (const field of present) larger[field] = (larger[field] as number) + more;
    return larger as unknown as OperatorCall;
  };

/** The ways work may grow; each must not shorten the time. */
export const growers: Readonly<Record<string, Grower>> = {
  "more tokens": grow("m", "tokens", "newTokens"),
  "more sequences": grow("sequences"),
  "more context": grow("contextTokens", "cachedTokens"),
  "more bytes": grow("bytes", "bytesRead", "bytesWritten"),
  "more features": (call, more) => (call.kind === "gemm" ? grow("n", "k")(call, more) : undefined),
};
