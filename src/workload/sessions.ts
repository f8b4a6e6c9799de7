// Conversations: several turns of one user, each prompt holding all that was said before, with a pause for thought.
import { fail, requirePositiveInteger } from "../errors.ts";
import { Random } from "../random.ts";
import type { GeneratedTraffic, Sessions } from "../scenario/scenario.ts";
import { drawArrivals } from "./arrivals.ts";
import type { GenerateOptions } from "./generate-options.ts";
import { compileLengths, drawLengths, meanDrawn } from "./lengths.ts";
import type { RequestColumns } from "./request-columns.ts";

/** Granularity at which the reuse of a conversation's context is recorded, tokens. */
const sessionBlockTokens = 64;

/** Whole conversations, turn after turn: columns of turns, and where each conversation's own blocks begin. */
interface Conversations {
  readonly session: Int32Array;
  readonly turn: Int32Array;
  readonly arrival: Float64Array;
  readonly think: Float64Array;
  readonly prompt: Int32Array;
  readonly output: Int32Array;
  /** Prefix group of each conversation, and the number of its blocks that the group shares. */
  readonly group: Int32Array;
  readonly sharedBlocks: number;
}

function drawConversations(
  traffic: GeneratedTraffic,
  sessions: Sessions,
  sessionCount: number,
  startsPerSecond: number,
  options: GenerateOptions,
): Conversations {
  const { seed, stream = "" } = options;
  const random = (name: string): Random => new Random(seed, `${stream}${name}`);
  const turnsAt = compileLengths(sessions.turns, ["sessions", "turns"]);
  const turnDraws = random("turns");
  const turns = Int32Array.from({ length: sessionCount }, () => turnsAt(turnDraws.uniform()));
  const count = turns.reduce((sum, n) => sum + n, 0);
  const session = new Int32Array(count);
  const turn = new Int32Array(count);
  let made = 0;
  for (let id = 0; id < sessionCount; id++) {
    for (let k = 0; k < (turns[id] as number); k++) {
      session[made] = id;
      turn[made] = k;
      made += 1;
    }
  }
  const question = new Int32Array(count);
  const output = new Int32Array(count);
  const promptAt = compileLengths(traffic.prompt, ["prompt"]);
  const outputAt = compileLengths(traffic.output, ["output"]);
  drawLengths(promptAt, outputAt, traffic.lengthCorrelation ?? 0, random("lengths"), question, output);
  if (sessions.followUp !== undefined) {
    // A stream of its own: whether there are follow-ups does not move first prompts.
    const followUp = compileLengths(sessions.followUp, ["sessions", "followUp"]);
    const draws = random("follow-ups");
    for (let i = 0; i < count; i++) if (turn[i] !== 0) question[i] = followUp(draws.uniform());
  }
  const starts = drawArrivals(traffic.arrivals, sessionCount, startsPerSecond, random("arrivals"));
  const shared = traffic.sharedPrefix;
  if (shared !== undefined) {
    requirePositiveInteger(["sharedPrefix", "groups"], shared.groups);
    requirePositiveInteger(["sharedPrefix", "tokens"], shared.tokens);
  }
  const prefixes = random("prefixes");
  const thoughts = random("think");
  const arrival = new Float64Array(count);
  const think = new Float64Array(count);
  const prompt = new Int32Array(count);
  const group = new Int32Array(sessionCount);
  let context = 0;
  for (let i = 0; i < count; i++) {
    const id = session[i] as number;
    if (turn[i] === 0) {
      context = shared?.tokens ?? 0;
      arrival[i] = starts[id] as number;
      if (shared !== undefined) group[id] = prefixes.integer(0, shared.groups - 1);
    } else {
      think[i] = thoughts.exponential(sessions.thinkSeconds);
      arrival[i] = (arrival[i - 1] as number) + (think[i] as number);
    }
    context += question[i] as number;
    prompt[i] = context;
    context += output[i] as number;
  }
  const sharedBlocks = shared === undefined ? 0 : Math.floor(shared.tokens / sessionBlockTokens);
  return { session, turn, arrival, think, prompt, output, group, sharedBlocks };
}

/** The chosen turns (in order of arrival) as columns; turns whose predecessor is not chosen begin a conversation. */
function toColumns(drawn: Conversations, rows: Uint32Array, groups: number): RequestColumns {
  const count = rows.length;
  const place = new Map<number, number>();
  const { session, turn, sharedBlocks } = drawn;
  const previous = new Int32Array(count).fill(-1);
  const think = new Float64Array(count);
  const offsets = new Int32Array(count + 1);
  /** Conversations in the order in which they appear, and the most blocks of their own that any of their prompts has. */
  const ids = new Map<number, number>();
  const ownBlocks: number[] = [];
  for (let i = 0; i < count; i++) {
    const row = rows[i] as number;
    place.set(row, i);
    const before = turn[row] === 0 ? undefined : place.get(row - 1);
    if (before !== undefined) {
      previous[i] = before;
      think[i] = drawn.think[row] as number;
    }
    const blocks = Math.floor((drawn.prompt[row] as number) / sessionBlockTokens);
    offsets[i + 1] = (offsets[i] as number) + blocks;
    let id = ids.get(session[row] as number);
    if (id === undefined) {
      id = ids.size;
      ids.set(session[row] as number, id);
    }
    ownBlocks[id] = Math.max(ownBlocks[id] ?? 0, blocks - sharedBlocks);
  }
  const firstBlock = new Float64Array(ownBlocks.length);
  let next = groups * sharedBlocks;
  for (const [id, own] of ownBlocks.entries()) {
    firstBlock[id] = next;
    next += own;
  }
  if (next >= 2 ** 31)
    fail("domain", ["requests"], `${next} prefix blocks are too many for one run`, "Ask for fewer requests.");
  const blocks = new Int32Array(offsets[count] as number);
  for (let i = 0; i < count; i++) {
    const original = session[rows[i] as number] as number;
    const own = firstBlock[ids.get(original) as number] as number;
    const from = offsets[i] as number;
    const length = (offsets[i + 1] as number) - from;
    const shared = (drawn.group[original] as number) * sharedBlocks;
    for (let b = 0; b < length; b++) blocks[from + b] = b < sharedBlocks ? shared + b : own + b - sharedBlocks;
  }
  const first = drawn.arrival[rows[0] as number] as number;
  return {
    count,
    arrivalSeconds: Float64Array.from(rows, (row) => (drawn.arrival[row] as number) - first),
    promptTokens: Int32Array.from(rows, (row) => drawn.prompt[row] as number),
    outputTokens: Int32Array.from(rows, (row) => drawn.output[row] as number),
    prefix: { blockTokens: sessionBlockTokens, offsets, blocks },
    sessions: {
      session: Int32Array.from(rows, (row) => ids.get(session[row] as number) as number),
      previous,
      thinkSeconds: think,
    },
  };
}

/**
 * Draws `count` turns of conversations in the steady state: conversations began long before the first request, so that turns arrive
 * at `requestsPerSecond` from the beginning. A turn whose predecessor lies before the first request stands like a first one, with
 * its long prompt. Think times are exponential. In a closed loop all conversations begin at once.
 */
export function generateSessions(
  traffic: GeneratedTraffic,
  sessions: Sessions,
  options: GenerateOptions,
): RequestColumns {
  const { count, requestsPerSecond } = options;
  const { thinkSeconds } = sessions;
  if (!(thinkSeconds >= 0 && Number.isFinite(thinkSeconds)))
    fail("domain", ["sessions", "thinkSeconds"], `expected 0 or more seconds, got ${thinkSeconds}`, "0 = no pause.");
  const isClosedLoop = traffic.arrivals.kind === "closed-loop";
  const turnsAt = compileLengths(sessions.turns, ["sessions", "turns"]);
  const startsPerSecond = requestsPerSecond / meanDrawn(turnsAt);
  // As long as almost every conversation lasts, but no more work than twenty times what was asked for.
  const lifetime = 1.5 * (turnsAt(0.999) - 1) * thinkSeconds;
  const warmUpSeconds = isClosedLoop ? 0 : Math.min(lifetime, (20 * count + 1000) / requestsPerSecond);
  let sessionCount = Math.ceil(1.1 * startsPerSecond * (warmUpSeconds + count / requestsPerSecond)) + 20;
  for (;;) {
    const drawn = drawConversations(traffic, sessions, sessionCount, startsPerSecond, options);
    const rows = Uint32Array.from({ length: drawn.arrival.length }, (_, i) => i).filter(
      (row) => (drawn.arrival[row] as number) >= warmUpSeconds,
    );
    // Turns after the last conversation began would miss those of conversations not drawn.
    const lastStart = drawn.turn.lastIndexOf(0);
    const end = isClosedLoop ? Number.POSITIVE_INFINITY : (drawn.arrival[lastStart] as number);
    const inside = rows.filter((row) => (drawn.arrival[row] as number) <= end);
    if (inside.length >= count) {
      inside.sort((a, b) => (drawn.arrival[a] as number) - (drawn.arrival[b] as number) || a - b);
      const columns = toColumns(drawn, inside.subarray(0, count), traffic.sharedPrefix?.groups ?? 0);
      return traffic.arrivals.kind === "closed-loop"
        ? { ...columns, closedLoopConcurrency: traffic.arrivals.concurrency }
        : columns;
    }
    sessionCount = Math.ceil(sessionCount * 1.5);
  }
}
