// Closed-loop service of a prefill pool and a decode pool: an event-driven replay of both. Prompts go to the prefill worker with
// the fewest outstanding; a worker reads what waits for it together, as one batch; a read prompt moves to the decode worker with
// the fewest sequences and joins its batch at the next step.
import { drawLengths, type LengthRange } from "./drawn-lengths.ts";
import { FinishHeap } from "./finish-heap.ts";
import { interpolate } from "./knots.ts";
import { type CompiledStepModel, emptyLoad, promptLoad, promptSeconds, tokenSeconds } from "./step-model.ts";

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

export interface DisaggregatedWork extends LengthRange {
  readonly concurrency: number;
  readonly waves: number;
  /** Bytes of KV per prompt token that move, and the rate at which one prompt's move, bytes/s; a fixed start-up, seconds. */
  readonly kvBytesPerToken: number;
  readonly transferBytesPerSecond: number;
  readonly transferStartSeconds: number;
  /** Front end and routing before and after both pools, seconds per request. */
  readonly frontEndSeconds: number;
  /** Work per request of the process that receives requests, which pass it one by one, seconds. */
  readonly frontEndSerialSeconds: number;
}

export interface DisaggregatedResult {
  readonly ttftSeconds: number;
  readonly tpotSeconds: number;
  readonly e2eSeconds: number;
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

/** Above this many requests in flight fewer waves are replayed, and requests run in bundles; the burst keeps its weight. */
const replayedRequests = 2000;
const bundledConcurrency = 768;

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
  const range = work.longestLengthFraction - work.shortestLengthFraction;
  const meanInput = Math.max(1, Math.round(work.inputTokens * (work.shortestLengthFraction + range / 2)));
  const perBatch = prefill.attentionGroups * Math.max(1, Math.floor(prefill.maxBatchedTokens / meanInput));
  // Many requests in flight run in bundles that never part: no more than a prefill batch holds, so that batches stay what they are.
  const bundle = Math.max(
    1,
    Math.min(
      Math.round(work.concurrency / bundledConcurrency),
      perBatch,
      Math.floor(work.concurrency / decode.workers),
    ),
  );
  const concurrency = Math.max(1, Math.round(work.concurrency / bundle));
  const waves = Math.max(Math.min(work.waves, replayedRequests / concurrency), Math.min(work.waves, 2.5));
  const total = Math.max(concurrency, Math.round(concurrency * waves));
  const { input, output } = drawLengths(work, total);
  const arrival = new Float64Array(total);
  const queued = new Float64Array(total);
  const started = new Float64Array(total);
  const ready = new Float64Array(total);
  const first = new Float64Array(total);
  const end = new Float64Array(total);

  // Events by time: a prompt reaches the prefill pool (its slot), a prefill worker is done (total + worker), a prompt's KV has
  // reached the decode pool (total + workers + slot).
  const events = new FinishHeap(2 * total + prefill.workers);
  const readers = Array.from({ length: prefill.workers }, () => ({
    queue: [] as number[],
    head: 0,
    reading: [] as number[],
  }));
  const { model } = decode;
  const limit = Math.max(1, Math.floor(decode.maxSequences / bundle));
  const capacity = Math.max(model.kvCapacityTokens / bundle, work.inputTokens + work.outputTokens + 1);
  const writers = Array.from({ length: decode.workers }, () => ({
    waiting: [] as number[],
    head: 0,
    assigned: 0,
    due: new FinishHeap(total),
    batch: 0,
    context: 0,
    reserved: 0,
    step: 0,
    /** The run of steps under way: when it began and ends, its steps, the first step's time and what each further one adds. */
    since: 0,
    until: Number.POSITIVE_INFINITY,
    run: 0,
    stepSeconds: 0,
    growth: 0,
  }));
  let now = 0;
  let sent = 0;
  let finished = 0;
  let frontEndFree = 0;
  let prefillBusy = 0;
  let transferTime = 0;
  let busy = 0;
  let batchTime = 0;

  const send = () => {
    const slot = sent++;
    // A later request is sent once the client has the last token of the one it follows.
    arrival[slot] = slot < concurrency ? now : now + 0.5 * work.frontEndSeconds;
    frontEndFree = Math.max(frontEndFree, arrival[slot]!) + work.frontEndSerialSeconds * bundle;
    events.push(frontEndFree + 0.5 * work.frontEndSeconds, slot);
  };
  const read = (worker: number) => {
    const reader = readers[worker]!;
    if (reader.reading.length > 0 || reader.head === reader.queue.length) return;
    let tokens = 0;
    while (reader.head < reader.queue.length && (reader.reading.length + 1) * bundle <= perBatch) {
      const slot = reader.queue[reader.head++]!;
      started[slot] = now;
      tokens += input[slot]!;
      reader.reading.push(slot);
    }
    const prompts = reader.reading.length;
    const seconds = promptBatchSeconds(prefill, prompts * bundle, tokens / prompts);
    prefillBusy += seconds;
    events.push(now + seconds, total + worker);
  };
  const moved = (slot: number): number =>
    work.transferStartSeconds + (work.kvBytesPerToken * input[slot]!) / work.transferBytesPerSecond;
  /** Begin a run of decode steps: until the next finish. */
  const decodeRun = (writer: (typeof writers)[number]) => {
    while (writer.head < writer.waiting.length && writer.batch < limit) {
      const slot = writer.waiting[writer.head]!;
      if (writer.reserved > 0 && writer.reserved + input[slot]! + output[slot]! > capacity) break;
      writer.head++;
      first[slot] = now;
      writer.batch++;
      writer.context += input[slot]! + 1;
      writer.reserved += input[slot]! + output[slot]!;
      writer.due.push(writer.step + output[slot]! - 1, slot);
    }
    if (writer.batch === 0) {
      writer.until = Number.POSITIVE_INFINITY;
      return;
    }
    const batch = writer.batch * bundle;
    const context = writer.context * bundle;
    // The fullest attention group sets the pace.
    const uneven = decode.attentionGroups > 1 ? fullestGroup(batch, decode.attentionGroups) : 1;
    const counted = batch * uneven;
    const perContext = interpolate(model.sequenceKnots, model.decodeSecondsPerContextToken, counted);
    writer.stepSeconds =
      interpolate(model.tokenKnots, model.tokenSeconds, counted) +
      interpolate(model.sequenceKnots, model.decodeSeconds, counted) +
      perContext * context * uneven +
      interpolate(model.sequenceKnots, model.decodeSecondsPerWindowToken, counted) *
        Math.min(context, model.windowTokens * batch) *
        uneven;
    writer.growth = counted * perContext;
    writer.since = now;
    writer.run = writer.due.least - writer.step;
    writer.until = now + runSeconds(writer, writer.run);
  };
  const finishRun = (writer: (typeof writers)[number]) => {
    busy += writer.until - writer.since;
    batchTime += (writer.until - writer.since) * writer.batch;
    writer.step += writer.run;
    writer.context += writer.run * writer.batch;
    while (writer.due.size > 0 && writer.due.least <= writer.step) {
      const slot = writer.due.pop();
      end[slot] = now;
      writer.batch--;
      writer.assigned--;
      writer.context -= input[slot]! + output[slot]!;
      writer.reserved -= input[slot]! + output[slot]!;
      finished++;
      if (sent < total) send();
    }
  };

  while (sent < Math.min(concurrency, total)) send();
  while (finished < total) {
    let next = events.size > 0 ? events.least : Number.POSITIVE_INFINITY;
    let soonest = -1;
    for (let w = 0; w < writers.length; w++)
      if (writers[w]!.until <= next) {
        next = writers[w]!.until;
        soonest = w;
      }
    now = next;
    if (soonest >= 0) {
      finishRun(writers[soonest]!);
      decodeRun(writers[soonest]!);
      continue;
    }
    const event = events.pop();
    if (event < total) {
      let least = 0;
      const outstanding = (worker: number) =>
        readers[worker]!.queue.length - readers[worker]!.head + readers[worker]!.reading.length;
      for (let p = 1; p < readers.length; p++) if (outstanding(p) < outstanding(least)) least = p;
      queued[event] = now;
      readers[least]!.queue.push(event);
      read(least);
    } else if (event < total + prefill.workers) {
      const reader = readers[event - total]!;
      for (const slot of reader.reading) {
        ready[slot] = now + moved(slot);
        transferTime += moved(slot);
        events.push(ready[slot]!, total + prefill.workers + slot);
      }
      reader.reading.length = 0;
      read(event - total);
    } else {
      let writer = writers[0]!;
      for (const other of writers) if (other.assigned < writer.assigned) writer = other;
      writer.assigned++;
      writer.waiting.push(event - total - prefill.workers);
      if (writer.until === Number.POSITIVE_INFINITY) decodeRun(writer);
      else if (writer.batch < limit) {
        // It joins at the next step.
        const elapsed = now - writer.since;
        let steps = Math.max(1, Math.ceil(elapsed / (writer.stepSeconds + writer.growth * writer.run)));
        while (steps < writer.run && runSeconds(writer, steps) < elapsed) steps++;
        if (steps < writer.run) {
          writer.run = steps;
          writer.until = writer.since + runSeconds(writer, steps);
        }
      }
    }
  }

  // The first wave is one of `work.waves`; where fewer waves were replayed the later ones count for those left out.
  const laterWeight = total > concurrency ? (work.waves - 1) / (total / concurrency - 1) : 1;
  let weights = 0;
  let ttft = 0;
  let tpot = 0;
  let latency = 0;
  let outputs = 0;
  let prefillQueue = 0;
  let prefillTime = 0;
  let decodeQueue = 0;
  for (let i = 0; i < total; i++) {
    const weight = i < concurrency ? 1 : laterWeight;
    weights += weight;
    ttft += weight * (first[i]! - arrival[i]! + 0.5 * work.frontEndSeconds);
    tpot += (weight * (end[i]! - first[i]!)) / (output[i]! - 1);
    latency += weight * (end[i]! - arrival[i]! + 0.5 * work.frontEndSeconds);
    prefillQueue += weight * (started[i]! - queued[i]!);
    prefillTime += weight * (ready[i]! - moved(i) - started[i]!);
    decodeQueue += weight * (first[i]! - ready[i]!);
    outputs += output[i]!;
  }
  return {
    ttftSeconds: ttft / weights,
    tpotSeconds: tpot / weights,
    e2eSeconds: latency / weights,
    requestsPerSecond: (total / now) * bundle,
    outputTokensPerSecond: (outputs / now) * bundle,
    prefillQueueSeconds: prefillQueue / weights,
    prefillSeconds: prefillTime / weights,
    transferSeconds: transferTime / total,
    decodeQueueSeconds: decodeQueue / weights,
    meanBatch: busy > 0 ? (batchTime / busy) * bundle : 0,
    prefillUtilisation: now > 0 ? prefillBusy / now / prefill.workers : 0,
  };
}

/** Seconds of the first `steps` steps of a run, each longer than the last by what the growing contexts add. */
const runSeconds = (run: { readonly stepSeconds: number; readonly growth: number }, steps: number): number =>
  steps * run.stepSeconds + (run.growth * steps * (steps - 1)) / 2;

/** Sequences of the fullest of `groups` over the mean, for a router that keeps groups within about one sequence of each other. */
function fullestGroup(batch: number, groups: number): number {
  const each = batch / groups;
  return each <= 1 ? 1 : Math.min(2, 1 + 0.5 / each);
}
