// Share of the traffic that instances of unlike pools should get: what each can serve of the mix at hand, by its step model.
import { stepTokenBudget } from "../perf/step-model.ts";
import { instanceRates, type RatedPool, type TokenMix } from "./instance-rates.ts";
import type { SimulatedRequests } from "./requests.ts";
import type { SimulatedPool } from "./simulation-input.ts";

/** Mean lengths of all requests; what a prefix cache may hold is counted as computed. */
export function meanMix({ count, promptTokens, outputTokens }: SimulatedRequests): TokenMix {
  let prompt = 0;
  let output = 0;
  for (let i = 0; i < count; i++) {
    prompt += promptTokens[i]!;
    output += outputTokens[i]!;
  }
  const promptMean = Math.max(1, prompt / count);
  return { promptTokens: promptMean, contextTokens: promptMean, outputTokens: Math.max(1, output / count) };
}

/** What an instance of a pool is to be rated by, in either role. */
export const ratedPool = ({ stepModel, engine }: SimulatedPool): RatedPool => ({
  stepModel,
  stepTokens: stepTokenBudget(stepModel, engine.maxBatchedTokens),
  maxSequences: engine.maxSequences,
});

/** Requests per second of one instance in its role, at the largest decode batch within seats, KV and the bound on TPOT. */
function capacity(pool: SimulatedPool, mix: TokenMix, tpotSeconds: number | undefined): number {
  const { role } = pool;
  const rated = ratedPool(pool);
  const rates = instanceRates(rated, rated, mix, tpotSeconds);
  const promptSeconds = role === "decode" ? 0 : mix.promptTokens * rates.promptTokenSeconds;
  const outputSeconds = role === "prefill" ? 0 : mix.outputTokens * rates.outputTokenSeconds;
  return 1 / (promptSeconds + outputSeconds);
}

/**
 * The pools with a weight each, where several share a role: predicted capacity relative to the strongest of the role, corrected
 * by the pool's adjustment where its step times were measured. A pool alone in its role, or with a weight of its own, stays.
 */
export function weighPools(
  pools: readonly SimulatedPool[],
  requests: SimulatedRequests,
  tpotSeconds: number | undefined,
): readonly SimulatedPool[] {
  if (requests.count === 0) return pools;
  const mix = meanMix(requests);
  return pools.map((pool) => {
    const peers = pools.filter(({ role }) => role === pool.role);
    if (peers.length === 1 || pool.weight !== undefined) return pool;
    const strongest = Math.max(...peers.map((peer) => capacity(peer, mix, tpotSeconds)));
    return { ...pool, weight: capacity(pool, mix, tpotSeconds) / strongest };
  });
}
