// Closed-loop service of a prefill pool and a decode pool: one decode worker is replayed with its share of the requests and of
// the prefill pool, as the workers of a pool are alike and the router spreads requests evenly.
import {
  type CompiledStepModel,
  emptyLoad,
  interpolate,
  promptLoad,
  promptSeconds,
  tokenSeconds,
} from "./step-model.ts";

export interface PrefillPool {
  readonly model: CompiledStepModel;
  readonly workers: number;
  /** Attention groups of one worker: a prompt is read by one of them, the others read other prompts or wait. */
  readonly attentionGroups: number;
  readonly maxBatchedTokens: number;
}

export interface DecodePool {
  readonly model: CompiledStepModel;
  readonly workers: number;
  /** Attention groups of one worker; a step lasts as long as its fullest group. */
  readonly attentionGroups: number;
  readonly maxSequences: number;
}

export interface DisaggregatedWork {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly concurrency: number;
  readonly shortestLengthFraction: number;
  readonly longestLengthFraction: number;
  readonly waves: number;
  /** Bytes of KV per prompt token that move, and the rate at which one prompt's move, bytes/s; a fixed start-up, seconds. */
  readonly kvBytesPerToken: number;
  readonly transferBytesPerSecond: number;
  readonly transferStartSeconds: number;
  /** Front end and routing before and after both pools, seconds per request. */
  readonly frontEndSeconds: number;
}

export interface DisaggregatedResult {
  readonly ttftSeconds: number;
  readonly tpotSeconds: number;
  readonly requestsPerSecond: number;
  readonly outputTokensPerSecond: number;
  /** Mean time a prompt waits for a prefill worker, is read, moves, and waits for a place in the decode batch, seconds. */
  readonly prefillQueueSeconds: number;
  readonly prefillSeconds: number;
  readonly transferSeconds: number;
  readonly decodeQueueSeconds: number;
  readonly meanBatch: number;
  /** Share of time the prefill workers are busy, fraction. */
  readonly prefillUtilisation: number;
}

const replayedRequests = 2000;
const inputStride = 0.6180339887498949;
const outputStride = 0.4142135623730951;

/** Time for one worker to read `prompts` prompts of `tokens` each at once: whole rounds over its attention groups. */
export function promptBatchSeconds(pool: PrefillPool, prompts: number, tokens: number): number {
  const { model } = pool;
  const rounds = Math.ceil(prompts / pool.attentionGroups);
  const pairs = (tokens * (tokens + 1)) / 2;
  const window = model.windowTokens;
  const windowPairs = tokens <= window ? pairs : (window * (window + 1)) / 2 + (tokens - window) * window;
  // Longer prompts than the budget are read in chunks: the weights are read once a chunk.
  const chunks = Math.max(1, Math.ceil((rounds * tokens) / Math.max(1, pool.maxBatchedTokens)));
  const load = promptLoad(
    model,
    {
      prefillTokens: (prompts * tokens) / chunks,
      prefillSequences: Math.max(Math.min(prompts, pool.attentionGroups), prompts / chunks),
      prefillPairs: (prompts * pairs) / chunks,
      prefillWindowPairs: (prompts * windowPairs) / chunks,
      // The fullest group's prompts, one after another.
      largestChunk: {
        tokens: (rounds * tokens) / chunks,
        pairs: (rounds * pairs) / chunks,
        windowPairs: (rounds * windowPairs) / chunks,
      },
      decodeSequences: 0,
      decodeContextTokens: 0,
      decodeWindowTokens: 0,
    },
    emptyLoad(),
  );
  return chunks * (tokenSeconds(model, load, 0) + promptSeconds(model, load, 0));
}

/** Replay a closed loop over both pools. Deterministic. */
export function disaggregatedLoop(
  prefill: PrefillPool,
  decode: DecodePool,
  work: DisaggregatedWork,
): DisaggregatedResult {
  const concurrency = Math.max(1, Math.round(work.concurrency / decode.workers));
  const waves = Math.max(Math.min(work.waves, replayedRequests / concurrency), Math.min(work.waves, 2.5));
  const total = Math.max(concurrency, Math.round(concurrency * waves));
  const input = new Int32Array(total);
  const output = new Int32Array(total);
  const range = work.longestLengthFraction - work.shortestLengthFraction;
  for (let i = 0; i < total; i++) {
    input[i] = Math.max(
      1,
      Math.round(work.inputTokens * (work.shortestLengthFraction + range * (((i + 1) * inputStride) % 1))),
    );
    output[i] = Math.max(
      2,
      Math.round(work.outputTokens * (work.shortestLengthFraction + range * (((i + 1) * outputStride) % 1))),
    );
  }
  // This decode worker's share of the prefill pool: whole workers, each as fast as its share allows.
  const share = prefill.workers / decode.workers;
  const servers = Math.max(1, Math.round(share));
  const slowdown = servers / share;
  const free = new Float64Array(servers);
  const meanInput = Math.max(1, Math.round(work.inputTokens * (work.shortestLengthFraction + range / 2)));
  const perBatch = prefill.attentionGroups * Math.max(1, Math.floor(prefill.maxBatchedTokens / meanInput));
  const aloneSeconds = promptBatchSeconds(prefill, 1, meanInput);
  const batchedSeconds = promptBatchSeconds(prefill, perBatch, meanInput) / perBatch;
  const arrival = new Float64Array(total);
  const ready = new Float64Array(total);
  const first = new Float64Array(total);
  const end = new Float64Array(total);
  let prefillQueue = 0;
  let prefillBusy = 0;
  let prefillTime = 0;
  let transferTime = 0;
  const send = (i: number, at: number) => {
    arrival[i] = at;
    const queued = at + 0.5 * work.frontEndSeconds;
    let server = 0;
    for (let s = 1; s < servers; s++) if (free[s]! < free[server]!) server = s;
    const start = Math.max(queued, free[server]!);
    // A worker with prompts waiting reads them together; an idle one reads a prompt alone.
    const isBacklogged = free[server]! > queued;
    const scale = input[i]! / meanInput;
    const reading = aloneSeconds * scale;
    const occupied = (isBacklogged ? batchedSeconds * scale : reading) * slowdown;
    free[server] = start + occupied;
    const done = start + Math.max(reading, isBacklogged ? Math.min(batchedSeconds * perBatch, reading * 2) : 0);
    const moving = work.transferStartSeconds + (work.kvBytesPerToken * input[i]!) / work.transferBytesPerSecond;
    ready[i] = done + moving;
    prefillQueue += start - queued;
    prefillTime += done - start;
    prefillBusy += occupied / slowdown;
    transferTime += moving;
  };

  const { model } = decode;
  const limit = Math.max(1, Math.min(decode.maxSequences, concurrency));
  const capacity = Math.max(model.kvCapacityTokens, work.inputTokens + work.outputTokens + 1);
  const order: number[] = [];
  let sent = 0;
  const insert = (i: number) => {
    // Nearly sorted already: prompts leave the prefill pool about in order.
    let at = order.length;
    order.push(i);
    while (at > head && ready[order[at - 1]!]! > ready[i]!) {
      order[at] = order[at - 1]!;
      at--;
    }
    order[at] = i;
  };
  let head = 0;
  for (; sent < Math.min(concurrency, total); sent++) {
    send(sent, 0);
    insert(sent);
  }
  const due: { step: number; slot: number }[] = [];
  const push = (step: number, slot: number) => {
    let i = due.length;
    due.push({ step, slot });
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (due[parent]!.step <= step) break;
      due[i] = due[parent]!;
      i = parent;
    }
    due[i] = { step, slot };
  };
  const pop = (): number => {
    const top = due[0]!.slot;
    const last = due.pop()!;
    if (due.length > 0) {
      let i = 0;
      for (;;) {
        let child = 2 * i + 1;
        if (child >= due.length) break;
        if (child + 1 < due.length && due[child + 1]!.step < due[child]!.step) child++;
        if (due[child]!.step >= last.step) break;
        due[i] = due[child]!;
        i = child;
      }
      due[i] = last;
    }
    return top;
  };
  let now = 0;
  let decodeStep = 0;
  let batch = 0;
  let context = 0;
  let reserved = 0;
  let finished = 0;
  let busy = 0;
  let batchTime = 0;
  let decodeQueue = 0;
  const groups = decode.attentionGroups;
  const window = model.windowTokens;
  while (finished < total) {
    while (
      head < order.length &&
      ready[order[head]!]! <= now &&
      batch < limit &&
      (reserved === 0 || reserved + input[order[head]!]! + output[order[head]!]! <= capacity)
    ) {
      const slot = order[head++]!;
      decodeQueue += now - ready[slot]!;
      first[slot] = now;
      batch++;
      context += input[slot]! + 1;
      reserved += input[slot]! + output[slot]!;
      push(decodeStep + output[slot]! - 1, slot);
    }
    if (batch === 0) {
      now = Math.max(now, ready[order[head]!]!);
      continue;
    }
    // The fullest attention group sets the pace: random spread of requests over groups.
    const uneven = groups > 1 ? fullestGroup(batch, groups) : 1;
    const counted = Math.min(batch * uneven, groups * batch);
    const step =
      interpolate(model.tokenKnots, model.tokenSeconds, counted) +
      interpolate(model.sequenceKnots, model.decodeSeconds, counted) +
      interpolate(model.sequenceKnots, model.decodeSecondsPerContextToken, counted) * context * uneven +
      interpolate(model.sequenceKnots, model.decodeSecondsPerWindowToken, counted) *
        Math.min(context, window * batch) *
        uneven;
    const growth = batch * uneven * interpolate(model.sequenceKnots, model.decodeSecondsPerContextToken, counted);
    let run = due[0]!.step - decodeStep;
    const next = head < order.length ? ready[order[head]!]! : Infinity;
    if (batch < limit && next > now && next < Infinity)
      run = Math.min(run, Math.max(1, Math.ceil((next - now) / step)));
    const seconds = run * step + (growth * run * (run - 1)) / 2;
    now += seconds;
    busy += seconds;
    batchTime += seconds * batch;
    decodeStep += run;
    context += run * batch;
    while (due.length > 0 && due[0]!.step <= decodeStep) {
      const slot = pop();
      end[slot] = now;
      batch--;
      context -= input[slot]! + output[slot]!;
      reserved -= input[slot]! + output[slot]!;
      finished++;
      if (sent < total) {
        send(sent, now);
        insert(sent);
        sent++;
      }
    }
  }
  const laterWeight = total > concurrency ? (work.waves - 1) / (total / concurrency - 1) : 1;
  let weights = 0;
  let ttft = 0;
  let tpot = 0;
  let outputs = 0;
  for (let i = 0; i < total; i++) {
    const weight = i < concurrency ? 1 : laterWeight;
    weights += weight;
    ttft += weight * (first[i]! - arrival[i]! + 0.5 * work.frontEndSeconds);
    tpot += (weight * (end[i]! - first[i]!)) / (output[i]! - 1);
    outputs += output[i]!;
  }
  return {
    ttftSeconds: ttft / weights,
    tpotSeconds: tpot / weights,
    requestsPerSecond: (total / now) * decode.workers,
    outputTokensPerSecond: (outputs / now) * decode.workers,
    prefillQueueSeconds: prefillQueue / total,
    prefillSeconds: prefillTime / total,
    transferSeconds: transferTime / total,
    decodeQueueSeconds: decodeQueue / total,
    meanBatch: busy > 0 ? batchTime / busy : 0,
    prefillUtilisation: now > 0 ? Math.min(1, prefillBusy / now / servers) : 0,
  };
}

/** Sequences of the fullest of `groups` over the mean, for a router that keeps groups within about one sequence of each other. */
function fullestGroup(batch: number, groups: number): number {
  const each = batch / groups;
  return each <= 1 ? 1 : Math.min(2, 1 + 0.5 / each);
}
