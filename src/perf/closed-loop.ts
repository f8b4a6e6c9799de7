// Closed-loop service of one replica: `concurrency` requests always in flight, each finished one replaced at once.
// An exact event-driven replay of the engine's habit over the compiled step model: decode runs between events are summed in
// closed form, so a prediction costs microseconds per request, not per token.
import { fail } from "../errors.ts";
import { tiledPairs } from "./causal-pairs.ts";
import { drawLengths, type LengthRange } from "./drawn-lengths.ts";
import { FinishHeap } from "./finish-heap.ts";
import { interpolate } from "./knots.ts";
import {
  type CompiledStepModel,
  emptyLoad,
  emptyWork,
  promptLoad,
  promptSeconds,
  stepTokenBudget,
  tokenSeconds,
} from "./step-model.ts";

/** How an engine orders its work. */
export interface EngineHabit {
  /** `mixed`: prompt chunks ride along with decodes (vLLM, TensorRT-LLM); `prefill-first`: decodes pause (SGLang). */
  readonly scheduling: "mixed" | "prefill-first";
  readonly maxBatchedTokens: number;
  readonly maxSequences: number;
  /** Share of a request's output for which KV is set aside at admission, fraction. */
  readonly reservedOutputShare: number;
  /** New requests are looked for every so many decode steps. */
  readonly receiveIntervalSteps: number;
  /** Mean time outside the engine before a request is queued and after its first token: HTTP, detokeniser, seconds. */
  readonly frontEndSeconds: number;
  /** Work per request of the one process that receives requests (tokeniser, templates): requests pass it one by one, seconds. */
  readonly frontEndSerialSeconds: number;
}

export interface ClosedLoopWork extends LengthRange {
  readonly concurrency: number;
  /** Prompts at the start of the run that no prefix cache holds; all later ones cost one token of prefill. Absent = none repeats. */
  readonly unseenPrompts?: number;
  /** Requests of the run as a multiple of the concurrency; all of the first `concurrency` arrive at once. */
  readonly waves: number;
}

export interface ClosedLoopResult {
  /** Means over requests, seconds. */
  readonly ttftSeconds: number;
  readonly tpotSeconds: number;
  readonly e2eSeconds: number;
  readonly ttftMedianSeconds: number;
  readonly tpotMedianSeconds: number;
  readonly requestsPerSecond: number;
  readonly outputTokensPerSecond: number;
  readonly totalTokensPerSecond: number;
  /** Share of the engine's time in steps that carried prompt tokens, fraction. */
  readonly prefillTimeFraction: number;
  /** Mean sequences decoding. */
  readonly meanBatch: number;
  /** Mean seconds from arrival to the first step that works on a request. */
  readonly queueSeconds: number;
  readonly steps: number;
}

/** Above this many requests in flight fewer waves are replayed; the burst keeps its weight. */
const replayedRequests = 2000;

/** Low-discrepancy fractions, as those of the lengths. */
const delayStride = 0.7320508075688772;
/** The front end's delay of a request is uniform in 1 +- this share of its mean: a fixed one would beat with the step time. */
const delaySpread = 0.5;

const median = (values: Float64Array): number => {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Replay a closed loop on one replica. Deterministic. Cost: about 0.2 microseconds per event, three events a request. */
export function closedLoop(model: CompiledStepModel, habit: EngineHabit, work: ClosedLoopWork): ClosedLoopResult {
  const { concurrency } = work;
  const waves = Math.max(Math.min(work.waves, replayedRequests / concurrency), Math.min(work.waves, 2.5));
  const total = Math.max(concurrency, Math.round(concurrency * waves));
  const { input, output } = drawLengths(work, total);
  const unseen = work.unseenPrompts ?? total;
  const arrival = new Float64Array(total);
  const visible = new Float64Array(total);
  const started = new Float64Array(total);
  const first = new Float64Array(total);
  const end = new Float64Array(total);
  const isMixed = habit.scheduling === "mixed";
  const budget = Math.max(stepTokenBudget(model, habit.maxBatchedTokens), 16);
  const sequenceLimit = Math.max(1, Math.min(habit.maxSequences, concurrency));
  // At least one request always fits, so that a run ends; the caller refuses models that do not fit at all.
  const capacity = Math.max(model.kvCapacityTokens, work.inputTokens + work.outputTokens + 1);
  const interval = Math.max(1, habit.receiveIntervalSteps);
  let frontEndFree = 0;
  /** Requests in the order in which the engine sees them; those before `admitted` have begun. */
  const queue = new Int32Array(total);
  let admitted = 0;
  const receive = (i: number, at: number) => {
    arrival[i] = at;
    frontEndFree = Math.max(frontEndFree, at) + habit.frontEndSerialSeconds;
    const delay = 1 + delaySpread * (2 * (((i + 1) * delayStride) % 1) - 1);
    visible[i] = frontEndFree + habit.frontEndSeconds * delay;
    let place = i;
    for (; place > admitted && visible[queue[place - 1]!]! > visible[i]!; place--) queue[place] = queue[place - 1]!;
    queue[place] = i;
  };

  const { windowTokens: window, sequenceKnots } = model;
  const tableSize = sequenceLimit + 2;
  const base = new Float64Array(tableSize).fill(-1);
  const perContext = new Float64Array(tableSize);
  const perWindow = new Float64Array(tableSize);
  const fill = (batch: number) => {
    base[batch] = interpolate(sequenceKnots, model.decodeSeconds, batch);
    perContext[batch] = interpolate(sequenceKnots, model.decodeSecondsPerContextToken, batch);
    perWindow[batch] = interpolate(sequenceKnots, model.decodeSecondsPerWindowToken, batch);
  };

  if (!(interpolate(model.tokenKnots, model.tokenSeconds, budget) >= 0) || !(model.prefillSecondsPerPair >= 0))
    fail("invariant", ["step model"], "a step has no time", "Please report this as a bug in Silico.");
  const heap = new FinishHeap(total);
  let nextArrival = 0;
  for (; nextArrival < Math.min(concurrency, total); nextArrival++) receive(nextArrival, 0);
  let partial = -1;
  let partialDone = 0;
  let now = 0;
  let decodeStep = 0;
  let batch = 0;
  let contextTokens = 0;
  let reserved = 0;
  let finished = 0;
  let steps = 0;
  let busyPrefill = 0;
  let busy = 0;
  let batchTime = 0;
  const running = new Int32Array(Math.max(1, Math.min(total, 4096)));
  const largest = { tokens: 0, pairs: 0, tiledPairs: 0, windowPairs: 0 };
  const prompts = emptyWork();
  prompts.largestChunk = largest;
  const tile = model.queryTileTokens ?? 1;
  const load = emptyLoad();

  const finishDue = () => {
    while (heap.size > 0 && heap.least <= decodeStep) {
      const slot = heap.pop();
      end[slot] = now;
      batch--;
      contextTokens -= input[slot]! + output[slot]!;
      reserved -= input[slot]! + output[slot]! * habit.reservedOutputShare;
      finished++;
      if (nextArrival < total) {
        receive(nextArrival, now);
        nextArrival++;
      }
    }
  };
  const canAdmit = (): boolean => {
    if (admitted >= nextArrival || visible[queue[admitted]!]! > now || batch + (partial >= 0 ? 1 : 0) >= sequenceLimit)
      return false;
    if (batch > 0 && interval > 1 && decodeStep % interval !== 0) return false;
    const next = queue[admitted]!;
    return reserved === 0 || reserved + input[next]! + output[next]! * habit.reservedOutputShare <= capacity;
  };

  while (finished < total) {
    if (partial >= 0 || canAdmit()) {
      // One step with prompt tokens.
      let left = isMixed ? Math.max(16, budget - batch) : budget;
      let tokens = 0;
      let sequences = 0;
      let pairs = 0;
      let tiled = 0;
      let windowPairs = 0;
      let completed = 0;
      largest.tokens = 0;
      largest.pairs = 0;
      largest.tiledPairs = 0;
      largest.windowPairs = 0;
      while (left > 0) {
        if (partial < 0) {
          if (batch + completed >= sequenceLimit || completed >= running.length || !canAdmit()) break;
          partial = queue[admitted++]!;
          partialDone = partial < unseen ? 0 : input[partial]! - 1;
          started[partial] = now;
          reserved += input[partial]! + output[partial]! * habit.reservedOutputShare;
        }
        const chunk = Math.min(left, input[partial]! - partialDone);
        const all = chunk * partialDone + (chunk * (chunk + 1)) / 2;
        pairs += all;
        const walked = partialDone > 0 ? tiledPairs(chunk, partialDone, tile) : all;
        tiled += walked;
        let near = all;
        if (window !== Infinity) {
          const growing = Math.max(0, Math.min(chunk, window - partialDone));
          near = growing * partialDone + (growing * (growing + 1)) / 2 + (chunk - growing) * window;
        }
        windowPairs += near;
        if (chunk > largest.tokens) largest.tokens = chunk;
        if (all > largest.pairs) largest.pairs = all;
        if (walked > largest.tiledPairs) largest.tiledPairs = walked;
        if (near > largest.windowPairs) largest.windowPairs = near;
        sequences++;
        tokens += chunk;
        left -= chunk;
        partialDone += chunk;
        if (partialDone < input[partial]!) break;
        running[completed++] = partial;
        partial = -1;
      }
      const decoding = isMixed ? batch : 0;
      prompts.prefillTokens = tokens;
      prompts.prefillSequences = sequences;
      prompts.prefillPairs = pairs;
      prompts.prefillTiledPairs = tiled;
      prompts.prefillWindowPairs = windowPairs;
      promptLoad(model, prompts, load);
      let seconds = tokenSeconds(model, load, decoding) + promptSeconds(model, load, decoding);
      if (decoding > 0) {
        if (base[decoding]! < 0) fill(decoding);
        seconds +=
          base[decoding]! +
          perContext[decoding]! * contextTokens +
          perWindow[decoding]! * Math.min(contextTokens, window * decoding);
      }
      now += seconds;
      steps++;
      busy += seconds;
      busyPrefill += seconds;
      batchTime += seconds * decoding;
      if (decoding > 0) {
        decodeStep++;
        contextTokens += decoding;
      }
      for (let k = 0; k < completed; k++) {
        const slot = running[k]!;
        first[slot] = now;
        batch++;
        contextTokens += input[slot]! + 1;
        heap.push(decodeStep + output[slot]! - 1, slot);
      }
      finishDue();
      continue;
    }
    if (batch === 0) {
      now = Math.max(now, visible[queue[admitted]!]!);
      continue;
    }
    // Decode steps until the next finish, the next look for new requests, or the next arrival.
    if (base[batch]! < 0) fill(batch);
    let run = heap.least - decodeStep;
    const step =
      interpolate(model.tokenKnots, model.tokenSeconds, batch) +
      base[batch]! +
      perContext[batch]! * contextTokens +
      perWindow[batch]! * Math.min(contextTokens, window * batch);
    const growth = batch * perContext[batch]! + (contextTokens < window * batch ? batch * perWindow[batch]! : 0);
    if (admitted < nextArrival && batch < sequenceLimit) {
      const wait = visible[queue[admitted]!]! - now;
      if (wait > 0)
        run = Math.min(run, Math.max(1, Math.ceil(wait / (step + 0.5 * growth * Math.min(run, wait / step)))));
      else if (interval > 1) run = Math.min(run, interval - (decodeStep % interval));
    }
    const seconds = run * step + (growth * run * (run - 1)) / 2;
    now += seconds;
    steps += run;
    busy += seconds;
    batchTime += seconds * batch;
    decodeStep += run;
    contextTokens += run * batch;
    finishDue();
  }

  let ttft = 0;
  let tpot = 0;
  let latency = 0;
  let waited = 0;
  let outputs = 0;
  let inputs = 0;
  // The first wave is one of `work.waves`; where fewer waves were replayed the later ones count for those left out.
  const laterWeight = total > concurrency ? (work.waves - 1) / (total / concurrency - 1) : 1;
  let weights = 0;
  const ttfts = new Float64Array(total);
  const tpots = new Float64Array(total);
  for (let i = 0; i < total; i++) {
    const weight = i < concurrency ? 1 : laterWeight;
    weights += weight;
    ttfts[i] = first[i]! - arrival[i]!;
    tpots[i] = (end[i]! - first[i]!) / (output[i]! - 1);
    ttft += weight * ttfts[i]!;
    tpot += weight * tpots[i]!;
    latency += weight * (end[i]! - arrival[i]!);
    waited += weight * (started[i]! - visible[i]!);
    outputs += output[i]!;
    inputs += input[i]!;
  }
  return {
    ttftSeconds: ttft / weights,
    tpotSeconds: tpot / weights,
    e2eSeconds: latency / weights,
    ttftMedianSeconds: median(ttfts),
    tpotMedianSeconds: median(tpots),
    requestsPerSecond: total / now,
    outputTokensPerSecond: outputs / now,
    totalTokensPerSecond: (inputs + outputs) / now,
    prefillTimeFraction: busy > 0 ? busyPrefill / busy : 0,
    meanBatch: busy > 0 ? batchTime / busy : 0,
    queueSeconds: waited / weights,
    steps,
  };
}
