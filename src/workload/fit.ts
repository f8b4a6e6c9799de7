// Fits a generator to a trace: the simplest description whose draws look like the trace, and how much they differ.
import type { GeneratedTraffic, Sessions } from "../scenario/scenario.ts";
import { clockStep, type FittedArrivals, fitArrivals, spreadOverStep } from "./fit-arrivals.ts";
import { type FittedLengths, fitLengths } from "./fit-lengths.ts";
import { type FoundConversations, findConversations } from "./fit-sessions.ts";
import { generateRequests } from "./generate.ts";
import type { RequestColumns } from "./request-columns.ts";
import { meanRate } from "./scale.ts";
import { prefixStatistics, rankCorrelation } from "./statistics.ts";

export interface FittedWorkload {
  readonly traffic: GeneratedTraffic;
  /** Undefined where the trace has no rate (all at once). */
  readonly requestsPerSecond?: number;
  /** Whole prompts, or the first ones of conversations behind their shared prefix. */
  readonly prompt: FittedLengths;
  readonly output: FittedLengths;
  /** What later turns add; only where the trace has conversations. */
  readonly followUp?: FittedLengths;
  readonly arrivals: FittedArrivals;
  /** Share of prompt tokens that an endless prefix cache would save, trace against drawn requests. */
  readonly reuse?: { readonly trace: number; readonly fitted: number };
  /** Mean prompt with all that stands before it, tokens. */
  readonly meanPromptTokens: { readonly trace: number; readonly fitted: number };
  /** What the reader should know of the fit. */
  readonly notes: readonly string[];
}

/** Conversations rarer than this are left out: their requests are fitted as single ones. */
const leastContinuedShare = 0.02;
/** Requests drawn to see how the fit does. */
const drawnRequests = 20_000;

const mean = (values: Int32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function fitSessions(found: FoundConversations, followUp: FittedLengths): Sessions {
  return {
    turns: fitLengths(found.turns).distribution,
    thinkSeconds: Number((found.meanPauseSeconds ?? 0).toPrecision(3)),
    followUp: followUp.distribution,
  };
}

/** Fits lengths, their correlation, arrivals, shared prefixes and conversations. Deterministic. */
export function fitWorkload(columns: RequestColumns): FittedWorkload {
  const { count, promptTokens, outputTokens, closedLoopConcurrency } = columns;
  const hasReuse = columns.prefix !== undefined || columns.sessions !== undefined;
  const found = hasReuse ? findConversations(columns) : undefined;
  const isContinued = found !== undefined && found.followUpTokens.length / count >= leastContinuedShare;
  const conversations = isContinued && (found.meanPauseSeconds ?? 0) > 0 ? found : undefined;
  const sharedPrefix = found?.sharedPrefix;
  const behindPrefix =
    sharedPrefix === undefined ? promptTokens : promptTokens.map((tokens) => Math.max(1, tokens - sharedPrefix.tokens));
  const prompt = fitLengths(conversations?.firstTokens ?? behindPrefix);
  const output = fitLengths(outputTokens);
  const followUp = conversations === undefined ? undefined : fitLengths(conversations.followUpTokens);

  const begun = conversations?.firstArrivals ?? columns.arrivalSeconds;
  const step = closedLoopConcurrency === undefined ? clockStep(columns.arrivalSeconds) : undefined;
  const arrivals: FittedArrivals =
    closedLoopConcurrency === undefined
      ? fitArrivals(step === undefined ? begun : spreadOverStep(begun, step))
      : { process: { kind: "closed-loop", concurrency: closedLoopConcurrency }, distance: 0, dispersion: [] };
  const correlation = rankCorrelation(promptTokens, outputTokens) ?? 0;
  // Below the noise of this many requests it is no correlation; in conversations prompts grow by other laws.
  const isCorrelated = conversations === undefined && Math.abs(correlation) > 2 / Math.sqrt(count);
  const rate = meanRate(columns.arrivalSeconds);
  const traffic: GeneratedTraffic = {
    arrivals: arrivals.process,
    prompt: prompt.distribution,
    output: output.distribution,
    ...(isCorrelated ? { lengthCorrelation: Number(correlation.toFixed(3)) } : {}),
    ...(sharedPrefix === undefined ? {} : { sharedPrefix }),
    ...(conversations === undefined || followUp === undefined
      ? {}
      : { sessions: fitSessions(conversations, followUp) }),
  };
  const drawn = generateRequests(traffic, {
    count: drawnRequests,
    requestsPerSecond: rate ?? 1,
    seed: 1,
    stream: "fit",
  });
  const notes = [
    ...(step === undefined
      ? []
      : [`arrival times come in steps of ${step.toPrecision(3)} s: the fit spreads the requests of a step over it`]),
    ...(conversations === undefined
      ? []
      : ["thinkSeconds is the time between arrivals of two turns, service included; arrivals start conversations"]),
    ...(rate === undefined ? ["all requests arrive at once: the arrival process cannot be fitted"] : []),
  ];
  const reuse = prefixStatistics(columns);
  return {
    traffic,
    ...(rate === undefined ? {} : { requestsPerSecond: Number(rate.toPrecision(4)) }),
    prompt,
    output,
    ...(followUp === undefined ? {} : { followUp }),
    arrivals,
    ...(reuse === undefined
      ? {}
      : { reuse: { trace: reuse.reusableTokenShare, fitted: prefixStatistics(drawn)?.reusableTokenShare ?? 0 } }),
    meanPromptTokens: { trace: mean(promptTokens), fitted: mean(drawn.promptTokens) },
    notes,
  };
}
