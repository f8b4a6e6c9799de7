// A short run that goes before a long one. Takes the input of the long run; gives that of the short one, played for nothing.
//
// A JavaScript engine compiles a hot loop for the paths that it has seen taken, and throws the code away when another is taken.
// The first thousands of requests rarely show it a replica that falls idle or a prompt cut by the budget of a step, so it
// compiled most of the loop two to four times in a run. After a rehearsal it does so once: a million requests take 6% less CPU
// time, the rehearsal's included, and the time scatters less (bench/azure-1m.yaml).
import type { SimulatedRequests } from "./requests.ts";
import type { SimulationInput } from "./simulation-input.ts";

/**
 * Runs of so many requests are rehearsed. Shorter ones gain from it too in a fresh process, but come by the dozen in one that has
 * long compiled the loop (plans), where a rehearsal is half a millisecond for nothing.
 */
export const leastRehearsed = 50_000;

const rehearsedRequests = 96;

/** The same fleet, one replica a pool, under a few requests that come in small groups far apart, some of them longer than a step. */
export function rehearsal(input: SimulationInput): SimulationInput {
  const { pools, router, link, targets, tenantTargets, seed, ingressSeconds, egressSeconds } = input;
  return {
    requests: rehearsed(input.requests, pools[0]!.engine.maxBatchedTokens + 1),
    pools: pools.map((pool) => ({ ...pool, count: 1 })),
    ...(router === undefined ? {} : { router }),
    ...(link === undefined ? {} : { link }),
    ...(targets === undefined ? {} : { targets }),
    ...(tenantTargets === undefined ? {} : { tenantTargets }),
    ...(seed === undefined ? {} : { seed }),
    ...(ingressSeconds === undefined ? {} : { ingressSeconds }),
    ...(egressSeconds === undefined ? {} : { egressSeconds }),
  };
}

function rehearsed(requests: SimulatedRequests, longPromptTokens: number): SimulatedRequests {
  const { prefix } = requests;
  const count = rehearsedRequests;
  const columns = {
    ...requests,
    count,
    arrivalSeconds: Float64Array.from({ length: count }, (_, i) => 3 * (i >> 2) + 0.001 * (i & 3)),
    outputTokens: Int32Array.from({ length: count }, (_, i) => 2 + ((i * 37) % 200)),
  };
  if (prefix === undefined) {
    // The third of each group leaves part of its prompt to the step after that in which the others' end.
    const promptTokens = Int32Array.from({ length: count }, (_, i) => ((i & 3) === 2 ? longPromptTokens : 700 + i));
    return { ...columns, promptTokens };
  }
  // Prompts whose content is known have the length of that content.
  const offsets = prefix.offsets.subarray(0, count + 1);
  return { ...columns, prefix: { ...prefix, offsets, blocks: prefix.blocks.subarray(0, offsets[count]!) } };
}
