// A model's layers by kind: identical attention and feed-forward blocks counted together, whatever their order in the stack.
import type { Attention, FeedForward, ModelSpec } from "../catalog/models/model-spec.ts";

export interface Counted<T> {
  readonly block: T;
  readonly count: number;
}

export interface LayerKinds {
  readonly attention: readonly Counted<Attention>[];
  readonly feedForward: readonly Counted<FeedForward>[];
  readonly layers: number;
}

function countAlike<T>(entries: readonly { readonly block: T; readonly count: number }[]): Counted<T>[] {
  const seen = new Map<string, { block: T; count: number }>();
  for (const { block, count } of entries) {
    const key = JSON.stringify(block);
    const known = seen.get(key);
    if (known === undefined) seen.set(key, { block, count });
    else known.count += count;
  }
  return [...seen.values()];
}

export function layerKinds(model: ModelSpec): LayerKinds {
  return {
    attention: countAlike(model.layers.map((group) => ({ block: group.attention, count: group.count }))),
    feedForward: countAlike(model.layers.map((group) => ({ block: group.feedForward, count: group.count }))),
    layers: model.layers.reduce((sum, group) => sum + group.count, 0),
  };
}
