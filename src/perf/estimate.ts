// The service of one replica in a closed loop, with its memory, its operators, its uncertainty, and what would make it faster.
import type { ChipSpec } from "../catalog/chip-spec.ts";
import type { ModelSpec } from "../catalog/models/model-spec.ts";
import { exp, hypot, log } from "../elementary.ts";
import { fail } from "../errors.ts";
import { type Configuration, chipsOf } from "../scenario/layout.ts";
import { type ClosedLoopResult, closedLoop, type EngineHabit } from "./closed-loop.ts";
import { compileStepModel } from "./compile.ts";
import { type EngineModel, engineFor, nearbyRuns, spreadsAt } from "./engine-composition.ts";
import { type MemoryAccount, memoryAccount } from "./memory-account.ts";
import type { NearbyCorrection } from "./nearby/correction.ts";
import { cellOf, placeOf } from "./nearby/place.ts";
import { reservedOutputShare, schedulingOf } from "./serving-fit/engine-coefficients.ts";
import type { Spread } from "./spread.ts";
import { decodeWork, emptyWork, type StepWork } from "./step-model.ts";
import { type StepTime, stepTime } from "./step-time.ts";

export interface ServiceQuestion {
  readonly model: ModelSpec;
  readonly chip: ChipSpec;
  readonly configuration: Configuration;
  /** Mean prompt and output, tokens. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Requests always in flight. */
  readonly concurrency: number;
}

export interface Quantiles {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

export interface Lever {
  /** `memory bandwidth +10%`. */
  readonly change: string;
  /** Relative change of TTFT, TPOT and output tokens per second, fraction. */
  readonly ttft: number;
  readonly tpot: number;
  readonly throughput: number;
}

export interface ServiceEstimate {
  readonly ttftSeconds: Quantiles;
  readonly tpotSeconds: Quantiles;
  readonly outputTokensPerSecond: Quantiles;
  readonly outputTokensPerSecondPerChip: number;
  readonly requestsPerSecond: number;
  readonly loop: ClosedLoopResult;
  readonly memory: MemoryAccount;
  /** A decode step at the mean batch and context, and the reading of one prompt. */
  readonly decodeStep: StepTime;
  readonly promptStep: StepTime;
  readonly engine: { readonly name: string; readonly rows: number };
  /** How far measured runs near this question moved TTFT and TPOT; `loop` and the steps are those of the coefficients alone. */
  readonly nearby: NearbyCorrection;
  readonly chips: number;
}

/** The habit of an engine, from its profile and its fitted front end. */
export function engineHabit(configuration: Configuration, engine: EngineModel): EngineHabit {
  return {
    scheduling: schedulingOf(configuration.engine.family),
    maxBatchedTokens: configuration.engine.maxBatchedTokens,
    maxSequences: configuration.engine.maxSequences,
    reservedOutputShare: reservedOutputShare(configuration.engine.family),
    receiveIntervalSteps: 1,
    frontEndSeconds: engine.frontEndSeconds,
    frontEndSerialSeconds: engine.frontEndSerialSeconds,
  };
}

const run = (question: ServiceQuestion, engine: EngineModel): ClosedLoopResult =>
  closedLoop(
    compileStepModel(question.model, question.chip, question.configuration, engine),
    engineHabit(question.configuration, engine),
    {
      inputTokens: question.inputTokens,
      outputTokens: question.outputTokens,
      concurrency: question.concurrency,
      shortestLengthFraction: 0.8,
      longestLengthFraction: 1.2,
      waves: 10,
    },
  );

const promptWork = (tokens: number): StepWork => ({
  ...emptyWork(),
  prefillTokens: tokens,
  prefillSequences: 1,
  prefillPairs: (tokens * (tokens + 1)) / 2,
  prefillWindowPairs: (tokens * (tokens + 1)) / 2,
});

/** Share of a step whose kernels were measured on this chip, and the time-weighted spread of those that were not. */
function priorSpread(step: StepTime): { readonly share: number; readonly p10: number; readonly p90: number } {
  let prior = 0;
  let low = 0;
  let high = 0;
  for (const row of step.rows) {
    if (!row.source.startsWith("prior") || row.class === "glue") continue;
    prior += row.seconds;
    low += row.seconds * log(row.spread.p10);
    high += row.seconds * log(row.spread.p90);
  }
  return step.seconds > 0 && prior > 0
    ? { share: prior / step.seconds, p10: low / prior, p90: high / prior }
    : { share: 0, p10: 0, p90: 0 };
}

/**
 * Quantiles of a latency: the spread of rows that the fit had not seen, of the engine's class or beside measured runs, widened by
 * kernels that are known only from other chips. Independent errors: log widths add in squares.
 */
export function quantilesOf(seconds: number, spread: Spread, step: StepTime): Quantiles {
  const prior = priorSpread(step);
  const width = (own: number, other: number) => hypot(own, prior.share * other);
  return {
    p10: seconds * exp(-width(log(spread.p10), prior.p10)),
    p50: seconds,
    p90: seconds * exp(width(log(spread.p90), prior.p90)),
  };
}

/**
 * Requests that run at once, and the mean wait of all for a seat or for KV room, seconds: by Little's law, those who wait over the
 * rate at which seats turn over. Measured runs are compared by what ran.
 */
function seats(
  { configuration: { engine: profile }, inputTokens, outputTokens, concurrency }: ServiceQuestion,
  kvCapacityTokens: number,
  loop: ClosedLoopResult,
): { readonly requestsRunning: number; readonly waitSeconds: number } {
  const inKv = Math.floor(kvCapacityTokens / (inputTokens + reservedOutputShare(profile.family) * outputTokens));
  const requestsRunning = Math.max(1, Math.min(concurrency, profile.maxSequences, inKv));
  // The rate of a short run is no exact one: a request has at least a hundredth of its TTFT to itself.
  const waitSeconds = Math.min((concurrency - requestsRunning) / loop.requestsPerSecond, 0.99 * loop.ttftSeconds);
  return { requestsRunning, waitSeconds };
}

function checkQuestion({ model, inputTokens, outputTokens }: ServiceQuestion): void {
  if (outputTokens < 2)
    fail(
      "domain",
      ["osl"],
      `${outputTokens} token out leaves no time between tokens to estimate`,
      "Ask for 2 or more, or let silico simulate play prompts that are answered by one token.",
    );
  if (inputTokens + outputTokens > model.contextLimit)
    fail(
      "domain",
      ["isl"],
      `${inputTokens} + ${outputTokens} tokens exceed the ${model.contextLimit} of ${model.name}`,
      "Shorten the prompt or the output.",
    );
}

/**
 * TTFT, TPOT and throughput of one replica in a closed loop; p50 is the prediction, p10 and p90 hold 80% of measured values.
 * Error on measured runs: docs/accuracy.md. Cost: a few milliseconds.
 * @throws {SilicoError} code "domain" where the context is too long, fewer than two tokens come out, or the layout does not
 * divide the model.
 */
export function estimateService(question: ServiceQuestion): ServiceEstimate {
  checkQuestion(question);
  const { model, chip, configuration } = question;
  const engine = engineFor(configuration.engine, chip);
  const memory = memoryAccount(model, chip, configuration);
  const loop = run(question, engine);
  const context = question.inputTokens + question.outputTokens / 2;
  const decodeStep = stepTime(
    model,
    chip,
    configuration,
    decodeWork(Math.max(1, Math.round(loop.meanBatch)), context),
    engine,
  );
  const promptStep = stepTime(
    model,
    chip,
    configuration,
    promptWork(Math.min(question.inputTokens, configuration.engine.maxBatchedTokens)),
    engine,
  );
  const { requestsRunning, waitSeconds } = seats(question, memory.kvCapacityTokens, loop);
  const place = placeOf(cellOf(engine.name, chip, model), configuration, { ...question, concurrency: requestsRunning });
  const near = nearbyRuns(place);
  const { tpotSpread, ttftSpread } = spreadsAt(near.nearness, engine);
  // A seat turns over once a request's life on it, however long that is; those who wait for one wait in proportion.
  const own = loop.ttftSeconds - waitSeconds;
  const life = (ttft: number, tpot: number): number => ttft + (question.outputTokens - 1) * tpot;
  const pace = life(own, loop.tpotSeconds) / life(own * near.ttftFactor, loop.tpotSeconds * near.tpotFactor);
  const ttftSeconds = quantilesOf(own * near.ttftFactor + waitSeconds / pace, ttftSpread, promptStep);
  const tpotSeconds = quantilesOf(loop.tpotSeconds * near.tpotFactor, tpotSpread, decodeStep);
  const rate = loop.outputTokensPerSecond * pace;
  return {
    ttftSeconds,
    tpotSeconds,
    // Requests spend most of their life decoding: throughput moves against TPOT.
    outputTokensPerSecond: {
      p10: (rate * tpotSeconds.p50) / tpotSeconds.p90,
      p50: rate,
      p90: (rate * tpotSeconds.p50) / tpotSeconds.p10,
    },
    outputTokensPerSecondPerChip: rate / chipsOf(configuration.layout),
    requestsPerSecond: loop.requestsPerSecond * pace,
    loop,
    memory,
    decodeStep,
    promptStep,
    engine: { name: engine.name, rows: engine.rows },
    nearby: near,
    chips: chipsOf(configuration.layout),
  };
}

/** What ten per cent more of each resource would change, each alone: the answer to "what would make this faster". */
export function leversOf(question: ServiceQuestion): Lever[] {
  const { chip, configuration } = question;
  const engine = engineFor(configuration.engine, chip);
  const base = run(question, engine);
  const more = 1.1;
  const scaledPeaks = Object.fromEntries(
    Object.entries(chip.peakFlopsPerSecond).map(([format, peak]) => [format, peak * more]),
  );
  const faster = (link: ChipSpec["scaleUp"]) => ({ ...link, bytesPerSecond: link.bytesPerSecond * more });
  const variants: readonly (readonly [string, ChipSpec, EngineModel])[] = [
    ["memory bandwidth +10%", { ...chip, memoryBytesPerSecond: chip.memoryBytesPerSecond * more }, engine],
    ["peak FLOP/s +10%", { ...chip, peakFlopsPerSecond: scaledPeaks }, engine],
    ["link bandwidth +10%", { ...chip, scaleUp: faster(chip.scaleUp), scaleOut: faster(chip.scaleOut) }, engine],
    ["memory capacity +10%", { ...chip, memoryBytes: chip.memoryBytes * more }, engine],
    [
      "host and launch overhead -50%",
      chip,
      {
        ...engine,
        hostSecondsPerStep: engine.hostSecondsPerStep / 2,
        hostSecondsPerSequence: engine.hostSecondsPerSequence / 2,
        hostSecondsPerPrompt: engine.hostSecondsPerPrompt / 2,
        gapSecondsPerLayer: engine.gapSecondsPerLayer / 2,
      },
    ],
  ];
  return variants
    .map(([change, variantChip, variantEngine]) => {
      const result = run({ ...question, chip: variantChip }, variantEngine);
      return {
        change,
        ttft: result.ttftSeconds / base.ttftSeconds - 1,
        tpot: result.tpotSeconds / base.tpotSeconds - 1,
        throughput: result.outputTokensPerSecond / base.outputTokensPerSecond - 1,
      };
    })
    .sort((a, b) => a.tpot - b.tpot);
}

export interface NearestFit {
  readonly configuration: Configuration;
  readonly memory: MemoryAccount;
  /** What was changed, in words. */
  readonly change: string;
}

/** The smallest change of a configuration that makes the model fit: more tensor parallelism, then a narrower precision. */
export function nearestFit(model: ModelSpec, chip: ChipSpec, configuration: Configuration): NearestFit | undefined {
  const isMoe = model.layers.some((group) => group.feedForward.kind === "moe");
  const tries: { change: string; configuration: Configuration }[] = [];
  for (let tp = configuration.layout.tp * 2; tp <= 64; tp *= 2) {
    const { attentionDp, ep } = configuration.layout;
    const width = tp * attentionDp;
    const keptEp = isMoe && width % ep === 0 ? ep : 1;
    tries.push({
      change: `tp ${tp}`,
      configuration: { ...configuration, layout: { ...configuration.layout, tp, ep: keptEp, moeTp: width / keptEp } },
    });
  }
  for (const precision of ["fp8", "w4a16"] as const)
    if (precision === "w4a16" || chip.peakFlopsPerSecond.fp8 !== undefined)
      tries.push({ change: `precision ${precision}`, configuration: { ...configuration, precision } });
  for (const candidate of tries) {
    try {
      const memory = memoryAccount(model, chip, candidate.configuration);
      if (memory.fits) return { ...candidate, memory };
    } catch {
      // This layout does not divide the model: try the next.
    }
  }
  return undefined;
}
