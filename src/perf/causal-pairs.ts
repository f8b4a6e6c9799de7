// The work of attention over a prompt, as every part of the model counts it.

/** Query-key pairs of `tokens` new tokens after `cached` ones under a causal mask, each query reaching back `window` tokens. */
export function causalPairs(tokens: number, cached: number, window: number = Infinity): number {
  if (window >= cached + tokens) return tokens * cached + (tokens * (tokens + 1)) / 2;
  // Queries whose whole past still fits in the window, then the rest at the full window.
  const growing = Math.max(0, Math.min(tokens, window - cached));
  return growing * cached + (growing * (growing + 1)) / 2 + (tokens - growing) * window;
}

/**
 * The same, queries counted as a kernel walks them: in whole tiles of `tile` rows over the tokens before them. A fresh prompt's
 * rows fill its tiles. Never falls with more tokens or more before them.
 */
export function tiledPairs(tokens: number, cached: number, tile: number): number {
  if (tile <= 1 || cached <= 0) return causalPairs(tokens, cached);
  return (walkedTokens(tokens, cached, tile) - tokens) * cached + causalPairs(tokens, cached);
}

/** Rows of queries that a kernel walks over the tokens before them, for `tokens` of a chunk. */
export const walkedTokens = (tokens: number, cached: number, tile: number): number =>
  Math.max(tokens, tile * Math.ceil(tokens / tile) * Math.min(1, cached / tile));
