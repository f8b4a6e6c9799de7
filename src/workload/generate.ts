// Makes requests from a description: arrivals, lengths, shared prefixes, conversations. Same seed, same requests.
import { fail, requirePositiveInteger } from "../errors.ts";
import { Random } from "../random.ts";
import type { GeneratedTraffic } from "../scenario/scenario.ts";
import { drawArrivals } from "./arrivals.ts";
import type { GenerateOptions } from "./generate-options.ts";
import { compileLengths, drawLengths } from "./lengths.ts";
import { maxRequests, type PrefixColumns, type RequestColumns } from "./request-columns.ts";
import { generateSessions } from "./sessions.ts";

/** One block, as long as the prefix, per request: which of the groups it belongs to. */
function sharedPrefix(traffic: GeneratedTraffic, promptTokens: Int32Array, random: Random): PrefixColumns | undefined {
  const shared = traffic.sharedPrefix;
  if (shared === undefined) return undefined;
  requirePositiveInteger(["sharedPrefix", "groups"], shared.groups);
  requirePositiveInteger(["sharedPrefix", "tokens"], shared.tokens);
  const count = promptTokens.length;
  const offsets = new Int32Array(count + 1);
  const blocks = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    // The prefix stands before the drawn prompt, so that lengths say what users typed.
    promptTokens[i] = (promptTokens[i] as number) + shared.tokens;
    blocks[i] = random.integer(0, shared.groups - 1);
    offsets[i + 1] = i + 1;
  }
  return { blockTokens: shared.tokens, offsets, blocks };
}

/**
 * Draws `count` requests. Prompt lengths are those of the distribution plus the shared prefix; in conversations plus
 * everything said before.
 */
export function generateRequests(traffic: GeneratedTraffic, options: GenerateOptions): RequestColumns {
  const { count, requestsPerSecond, seed, stream = "" } = options;
  requirePositiveInteger(["requests"], count);
  if (count > maxRequests) fail("domain", ["requests"], `${count} requests`, `At most ${maxRequests} in one run.`);
  if (traffic.sessions !== undefined) return generateSessions(traffic, traffic.sessions, options);
  const promptTokens = new Int32Array(count);
  const outputTokens = new Int32Array(count);
  drawLengths(
    compileLengths(traffic.prompt, ["prompt"]),
    compileLengths(traffic.output, ["output"]),
    traffic.lengthCorrelation ?? 0,
    new Random(seed, `${stream}lengths`),
    promptTokens,
    outputTokens,
  );
  const arrivalSeconds = drawArrivals(
    traffic.arrivals,
    count,
    requestsPerSecond,
    new Random(seed, `${stream}arrivals`),
  );
  const prefix = sharedPrefix(traffic, promptTokens, new Random(seed, `${stream}prefixes`));
  return {
    count,
    arrivalSeconds,
    promptTokens,
    outputTokens,
    ...(prefix === undefined ? {} : { prefix }),
    ...(traffic.arrivals.kind === "closed-loop" ? { closedLoopConcurrency: traffic.arrivals.concurrency } : {}),
  };
}
