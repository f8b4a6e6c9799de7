// Every sensible way to spread one instance of a model over one kind of chip.
import { chipsOf, type Layout } from "../scenario/layout.ts";

export interface LayoutSpace {
  readonly layers: number;
  readonly attentionHeads: number;
  /** Routed experts; 0 for a dense model. */
  readonly experts: number;
  /** KV is shared by all heads (MLA): attention data parallelism avoids copies of it. */
  readonly isLatentAttention: boolean;
  readonly chipsPerServer: number;
  /** Chips in one scale-up domain. */
  readonly domainChips: number;
  /** Largest instance worth looking at, chips. */
  readonly maxChips: number;
}

const powersOfTwo = (most: number): number[] => {
  const list: number[] = [];
  for (let n = 1; n <= most; n *= 2) list.push(n);
  return list;
};

/**
 * Layouts in ascending order of chips. Tensor parallelism stays inside the scale-up domain and divides the heads;
 * pipelines are at most 16 stages with at least two layers each; MoE models also spread experts, with attention either
 * tensor- or data-parallel over the same chips. Nothing here favours one chip's links: slow links lose by their times.
 */
export function enumerateLayouts(space: LayoutSpace): readonly Layout[] {
  const layouts: Layout[] = [];
  const add = (layout: Layout): void => {
    if (chipsOf(layout) <= space.maxChips) layouts.push(layout);
  };
  const isMoe = space.experts > 0;
  for (const tp of powersOfTwo(Math.min(space.domainChips, space.maxChips))) {
    if (space.attentionHeads % tp !== 0) continue;
    for (const pp of powersOfTwo(Math.min(16, Math.floor(space.layers / 2)))) {
      add({ tp, pp, attentionDp: 1, ep: 1, moeTp: tp });
      if (isMoe && tp > 1 && space.experts % tp === 0) add({ tp, pp, attentionDp: 1, ep: tp, moeTp: 1 });
    }
  }
  if (isMoe)
    for (const attentionDp of powersOfTwo(space.maxChips).filter((n) => n > 1))
      for (const tp of [1, 2, 4]) {
        const width = attentionDp * tp;
        // Plain data parallelism of small models is what replicas are for; it pays where KV would be copied or experts are wide.
        if (width > space.maxChips || space.experts % width !== 0 || tp > space.domainChips) continue;
        if (!space.isLatentAttention && attentionDp > 8) continue;
        add({ tp, pp: 1, attentionDp, ep: width, moeTp: 1 });
      }
  return layouts.sort(
    (a, b) => chipsOf(a) - chipsOf(b) || a.pp - b.pp || a.attentionDp - b.attentionDp || a.tp - b.tp || a.ep - b.ep,
  );
}

/** `TP8`, `TP2 PP8`, `DP8 EP8`. */
export function layoutName(layout: Layout): string {
  const parts = [
    layout.attentionDp > 1 ? `DP${layout.attentionDp}` : "",
    layout.tp > 1 || (layout.attentionDp === 1 && layout.pp === 1) ? `TP${layout.tp}` : "",
    layout.pp > 1 ? `PP${layout.pp}` : "",
    layout.ep > 1 ? `EP${layout.ep}` : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}
