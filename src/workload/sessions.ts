// Conversations: several turns of one user, each prompt holding all that was said before, with a pause for thought.
import { requirePositive, requirePositiveInteger } from "../errors.ts";
import { Random } from "../random.ts";
import type { GeneratedTraffic, Sessions } from "../scenario/scenario.ts";
import { drawArrivals } from "./arrivals.ts";
import type { GenerateOptions } from "./generate-options.ts";
import { compileLengths, drawLengths, meanLength } from "./lengths.ts";
import type { RequestColumns } from "./request-columns.ts";

/** Granularity at which the reuse of a conversation's context is recorded, tokens. */
const sessionBlockTokens = 64;

/**
 * Draws conversations until there are `count` requests (the last conversation may be cut). Think times are exponential.
 * New conversations begin at `requestsPerSecond / mean turns`, so that turns arrive at the rate asked for in the long run.
 */
export function generateSessions(
  traffic: GeneratedTraffic,
  sessions: Sessions,
  options: GenerateOptions,
): RequestColumns {
  const { count, requestsPerSecond, seed, stream = "" } = options;
  requirePositive(["sessions", "thinkSeconds"], sessions.thinkSeconds);
  const turnsAt = compileLengths(sessions.turns, ["sessions", "turns"]);
  const random = new Random(seed, `${stream}sessions`);

  const session = new Int32Array(count);
  const turn = new Int32Array(count);
  let sessionCount = 0;
  for (let made = 0; made < count; sessionCount++) {
    const turns = Math.min(count - made, turnsAt(random.uniform()));
    for (let k = 0; k < turns; k++) {
      session[made] = sessionCount;
      turn[made] = k;
      made += 1;
    }
  }
  const questionTokens = new Int32Array(count);
  const outputTokens = new Int32Array(count);
  drawLengths(
    compileLengths(traffic.prompt, ["prompt"]),
    compileLengths(traffic.output, ["output"]),
    traffic.lengthCorrelation ?? 0,
    new Random(seed, `${stream}lengths`),
    questionTokens,
    outputTokens,
  );
  if (sessions.followUp !== undefined) {
    // A stream of its own: whether there are follow-ups does not move first prompts.
    const followUp = compileLengths(sessions.followUp, ["sessions", "followUp"]);
    const draws = new Random(seed, `${stream}follow-ups`);
    for (let i = 0; i < count; i++) if (turn[i] !== 0) questionTokens[i] = followUp(draws.uniform());
  }
  const rate = requestsPerSecond / Math.max(1, meanLength(sessions.turns));
  const starts = drawArrivals(traffic.arrivals, sessionCount, rate, new Random(seed, `${stream}arrivals`));
  const shared = traffic.sharedPrefix;
  if (shared !== undefined) {
    requirePositiveInteger(["sharedPrefix", "groups"], shared.groups);
    requirePositiveInteger(["sharedPrefix", "tokens"], shared.tokens);
  }
  const sharedBlocks = shared === undefined ? 0 : Math.floor(shared.tokens / sessionBlockTokens);
  const prefixes = new Random(seed, `${stream}prefixes`);

  // In order of conversation: arrivals, whole prompts, first block of each conversation.
  const arrival = new Float64Array(count);
  const think = new Float64Array(count);
  const prompt = new Int32Array(count);
  const group = new Int32Array(sessionCount);
  const firstBlock = new Int32Array(sessionCount + 1);
  let nextBlock = shared === undefined ? 0 : shared.groups * sharedBlocks;
  let context = 0;
  for (let i = 0; i < count; i++) {
    const id = session[i] as number;
    if (turn[i] === 0) {
      context = shared?.tokens ?? 0;
      arrival[i] = starts[id] as number;
      if (shared !== undefined) group[id] = prefixes.integer(0, shared.groups - 1);
      firstBlock[id] = nextBlock;
    } else {
      think[i] = random.exponential(sessions.thinkSeconds);
      arrival[i] = (arrival[i - 1] as number) + (think[i] as number);
    }
    context += questionTokens[i] as number;
    prompt[i] = context;
    context += outputTokens[i] as number;
    const isLastTurn = i + 1 === count || turn[i + 1] === 0;
    if (isLastTurn) nextBlock += Math.max(0, Math.ceil(context / sessionBlockTokens) - sharedBlocks);
  }
  firstBlock[sessionCount] = nextBlock;

  const rows = Uint32Array.from({ length: count }, (_, i) => i);
  rows.sort((a, b) => (arrival[a] as number) - (arrival[b] as number) || a - b);
  const place = new Int32Array(count);
  for (let i = 0; i < count; i++) place[rows[i] as number] = i;
  const offsets = new Int32Array(count + 1);
  for (let i = 0; i < count; i++)
    offsets[i + 1] = (offsets[i] as number) + Math.floor((prompt[rows[i] as number] as number) / sessionBlockTokens);
  const blocks = new Int32Array(offsets[count] as number);
  for (let i = 0; i < count; i++) {
    const id = session[rows[i] as number] as number;
    const from = offsets[i] as number;
    const length = (offsets[i + 1] as number) - from;
    for (let b = 0; b < length; b++) {
      blocks[from + b] =
        b < sharedBlocks ? (group[id] as number) * sharedBlocks + b : (firstBlock[id] as number) + b - sharedBlocks;
    }
  }
  return {
    count,
    arrivalSeconds: Float64Array.from(rows, (row) => arrival[row] as number),
    promptTokens: Int32Array.from(rows, (row) => prompt[row] as number),
    outputTokens: Int32Array.from(rows, (row) => outputTokens[row] as number),
    prefix: { blockTokens: sessionBlockTokens, offsets, blocks },
    sessions: {
      session: Int32Array.from(rows, (row) => session[row] as number),
      previous: Int32Array.from(rows, (row) => (turn[row] === 0 ? -1 : (place[row - 1] as number))),
      thinkSeconds: Float64Array.from(rows, (row) => think[row] as number),
    },
    ...(traffic.arrivals.kind === "closed-loop" ? { closedLoopConcurrency: traffic.arrivals.concurrency } : {}),
  };
}
