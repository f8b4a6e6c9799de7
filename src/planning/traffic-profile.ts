// What the analytic model needs to know of the traffic: means over every request, and a few strata for the tails.

/** Equal-length columns, one entry a request. */
export interface TrafficColumns {
  readonly promptTokens: ArrayLike<number>;
  readonly outputTokens: ArrayLike<number>;
  /** Prompt tokens expected to be found in a prefix cache; absent = none. */
  readonly cachedTokens?: ArrayLike<number>;
}

export interface TrafficProfile {
  readonly requests: number;
  /** Prompt tokens computed, and found in cache, per request. */
  readonly freshTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  /** Decode steps per request: the first token comes out of the prefill. */
  readonly decodeSteps: number;
  /** Context of a decoding sequence, averaged over decode steps (long answers count for more). */
  readonly decodeContext: number;
  /** Squared coefficient of variation of the gaps between arrivals; 1 for Poisson. */
  readonly arrivalVariation: number;
  /** Rate in the busiest tenth of the minutes over the mean rate; 1 for steady traffic. */
  readonly burstFactor: number;
  /** Strata of equal weight, ascending by prompt. */
  readonly strata: readonly { readonly fresh: number; readonly cached: number; readonly output: number }[];
  readonly longestContext: number;
}

const strataCount = 32;

/**
 * Profile of a set of requests. Strata are the requests at the mid-quantiles of the prompt length, so their mean is within
 * a few percent of the whole for smooth distributions; the means themselves are over all requests.
 */
export function profileTraffic(columns: TrafficColumns, arrivalVariation = 1, burstFactor = 1): TrafficProfile {
  const { promptTokens, outputTokens, cachedTokens } = columns;
  const requests = promptTokens.length;
  let fresh = 0;
  let cached = 0;
  let output = 0;
  let steps = 0;
  let contextSteps = 0;
  let longestContext = 0;
  for (let i = 0; i < requests; i++) {
    const prompt = promptTokens[i]!;
    const answer = outputTokens[i]!;
    const hit = Math.min(cachedTokens?.[i] ?? 0, Math.max(0, prompt - 1));
    fresh += prompt - hit;
    cached += hit;
    output += answer;
    const decode = Math.max(0, answer - 1);
    steps += decode;
    contextSteps += decode * (prompt + (decode + 1) / 2);
    longestContext = Math.max(longestContext, prompt + answer);
  }
  const order = Array.from({ length: requests }, (_, i) => i).sort(
    (a, b) => promptTokens[a]! - promptTokens[b]! || outputTokens[a]! - outputTokens[b]! || a - b,
  );
  const count = Math.min(strataCount, requests);
  const strata = Array.from({ length: count }, (_, k) => {
    const i = order[Math.floor(((k + 0.5) / count) * requests)]!;
    const hit = Math.min(cachedTokens?.[i] ?? 0, Math.max(0, promptTokens[i]! - 1));
    return { fresh: promptTokens[i]! - hit, cached: hit, output: outputTokens[i]! };
  });
  const n = Math.max(1, requests);
  return {
    requests,
    freshTokens: fresh / n,
    cachedTokens: cached / n,
    outputTokens: output / n,
    decodeSteps: steps / n,
    decodeContext: steps > 0 ? contextSteps / steps : 0,
    arrivalVariation,
    burstFactor,
    strata,
    longestContext,
  };
}
