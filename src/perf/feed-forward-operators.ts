// Operators of one feed-forward block on one chip: dense, or experts with their router, shared experts and exchange.
import type { FeedForward } from "../catalog/models/model-spec.ts";
import { assertNever } from "../errors.ts";
import type { Layout } from "../scenario/layout.ts";
import type { PartPrecision } from "./part-precision.ts";
import { elementwise, type PlacedCall, placed } from "./placed-call.ts";

export interface FeedForwardSite {
  readonly feedForward: FeedForward;
  readonly count: number;
  readonly hiddenSize: number;
  readonly layout: Layout;
  readonly precision: PartPrecision;
}

const row = 2;

const together = (...parts: Parameters<typeof placed>): PlacedCall => ({ ...placed(...parts), isShared: true });

/** `tokens` on the busiest attention group, `meanTokens` on the mean one: the expert group sees `meanTokens * attentionDp`. */
export function feedForwardCalls(site: FeedForwardSite, tokens: number, meanTokens: number): PlacedCall[] {
  const { feedForward, count, hiddenSize, layout, precision } = site;
  const { tp, attentionDp, ep, moeTp } = layout;
  if (feedForward.kind === "none") return [];
  const norm = placed(
    "norm before feed-forward",
    count,
    elementwise("norm", 2 * row * tokens * hiddenSize, row * tokens * hiddenSize),
  );
  const network = (name: string, width: number, isGated: boolean, part: PartPrecision["dense"]): PlacedCall[] => {
    const inner = width / tp;
    return [
      placed(`${name} up`, count, {
        kind: "gemm",
        m: tokens,
        n: Math.ceil((isGated ? 2 : 1) * inner),
        k: hiddenSize,
        precision: part,
      }),
      placed(
        `${name} activation`,
        count,
        elementwise("activation", (isGated ? 2 : 1) * row * tokens * inner, row * tokens * inner),
      ),
      placed(`${name} down`, count, { kind: "gemm", m: tokens, n: hiddenSize, k: Math.ceil(inner), precision: part }),
    ];
  };
  const reduce = (ranks: number): PlacedCall[] =>
    ranks > 1
      ? [
          placed("all-reduce after feed-forward", count, {
            kind: "collective",
            op: "all-reduce",
            bytes: row * tokens * hiddenSize,
            ranks,
          }),
        ]
      : [];
  switch (feedForward.kind) {
    case "dense":
      return [
        norm,
        ...network("feed-forward", feedForward.intermediateSize, feedForward.isGated, precision.dense),
        ...reduce(tp),
      ];
    case "moe": {
      const groupTokens = meanTokens * attentionDp;
      const router: PlacedCall[] = [
        placed("router", count, {
          kind: "gemm",
          m: tokens,
          n: feedForward.experts,
          k: hiddenSize,
          precision: precision.rest,
        }),
        placed(
          "top-k",
          count,
          elementwise("router", 4 * tokens * feedForward.experts, 8 * tokens * feedForward.topK, 2),
        ),
      ];
      const experts = together("experts", count, {
        kind: "moe",
        tokens: groupTokens,
        hiddenSize,
        intermediateSize: feedForward.expertIntermediateSize,
        topK: feedForward.topK,
        experts: feedForward.experts,
        moeTp,
        ep,
        precision: precision.experts,
        routing: "drawn",
      });
      const shared =
        feedForward.sharedIntermediateSize > 0
          ? network("shared expert", feedForward.sharedIntermediateSize, feedForward.isGated, precision.shared)
          : [];
      return [
        norm,
        ...router,
        ...shared,
        experts,
        ...exchange(site, tokens, meanTokens),
        ...(attentionDp === 1 ? reduce(tp) : []),
      ];
    }
    default:
      return assertNever(feedForward);
  }
}

/** How tokens of data-parallel attention groups reach the experts and return: all-to-all with EP, gather and scatter without. */
function exchange(site: FeedForwardSite, tokens: number, meanTokens: number): PlacedCall[] {
  const { feedForward, count, hiddenSize, layout } = site;
  if (feedForward.kind !== "moe" || layout.attentionDp === 1) return [];
  const ranks = layout.tp * layout.attentionDp;
  // Each tensor-parallel rank of an attention group sends its share of the group's tokens.
  const ownTokens = tokens / layout.tp;
  if (layout.ep > 1) {
    const copies = Math.min(feedForward.topK, layout.ep);
    return [
      placed("dispatch to experts", count, {
        kind: "collective",
        op: "all-to-all",
        bytes: ownTokens * copies * hiddenSize,
        ranks,
      }),
      placed("combine from experts", count, {
        kind: "collective",
        op: "all-to-all",
        bytes: row * ownTokens * copies * hiddenSize,
        ranks,
      }),
    ];
  }
  const bytes = row * meanTokens * layout.attentionDp * hiddenSize;
  return [
    together("gather tokens", count, { kind: "collective", op: "all-gather", bytes, ranks }),
    together("scatter results", count, { kind: "collective", op: "reduce-scatter", bytes, ranks }),
  ];
}
