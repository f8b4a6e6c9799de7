// Load-tests an OpenAI-compatible endpoint with a few minutes of streamed completions: one request at a time over a range of
// prompt lengths, then closed loops at rising concurrency. Talks only to the address the user gives.
import { createParser } from "eventsource-parser";
import { fail } from "../errors.ts";
import { Random } from "../random.ts";
import type { MeasuredLatency, MeasuredRun } from "./measured-run.ts";

export interface ProbeOptions {
  /** Base address, with or without `/v1`. */
  readonly url: string;
  /** Model name the server knows; absent = the first it lists. */
  readonly model?: string;
  readonly apiKey?: string;
  readonly promptTokens: readonly number[];
  readonly outputTokens: number;
  readonly concurrencies: readonly number[];
  /** Stop starting new runs after so many seconds. */
  readonly budgetSeconds: number;
  readonly requestTimeoutSeconds: number;
  readonly seed: number;
  readonly onProgress?: (text: string) => void;
  readonly signal?: AbortSignal;
}

interface Sample {
  readonly ttftSeconds: number;
  readonly e2eSeconds: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
}

const words =
  "time year people way day man thing woman life child world school state family student group country problem hand part place case week company system program question work government number night point home water room mother area money story fact month lot right study book eye job word business issue side kind head house service friend father power hour game line end member law car city community name".split(
    " ",
  );

/** A prompt that no cache has seen: random words. About one token each; `tokensPerWord` corrects for the server's tokenizer. */
function randomPrompt(random: Random, tokens: number, tokensPerWord: number): string {
  const count = Math.max(1, Math.round(tokens / tokensPerWord));
  return Array.from({ length: count }, () => words[random.integer(0, words.length - 1)]!).join(" ");
}

const base = (url: string): string => `${url.replace(/\/+$/, "").replace(/\/v1$/, "")}/v1`;

async function request(options: ProbeOptions, path: string, body?: unknown): Promise<Response> {
  const timeout = AbortSignal.timeout(options.requestTimeoutSeconds * 1e3);
  let response: Response;
  try {
    response = await fetch(`${base(options.url)}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]),
    });
  } catch (cause) {
    const error = cause as Error & { cause?: Error };
    fail(
      "file",
      [],
      `cannot be reached: ${error.cause?.message ?? error.message}`,
      "Is the server up, and the address right?",
      options.url,
    );
  }
  if (!response.ok) {
    const text = (await response.text()).slice(0, 200);
    fail(
      "file",
      [],
      `${path} answered ${response.status}: ${text}`,
      response.status === 401 ? "Give the key with --api-key-env." : "Is this an OpenAI-compatible server?",
      options.url,
    );
  }
  return response;
}

/** One streamed completion. Token counts are the server's own where it reports usage, else counted chunks. */
async function sample(options: ProbeOptions, model: string, prompt: string): Promise<Sample> {
  const started = performance.now();
  const response = await request(options, "/completions", {
    model,
    prompt,
    max_tokens: options.outputTokens,
    temperature: 0,
    stream: true,
    stream_options: { include_usage: true },
    // Engines that know it produce every token asked for; others ignore the key.
    ignore_eos: true,
  });
  if (response.body === null)
    fail("file", [], "answered without a body", "The server must stream completions.", options.url);
  let firstAt: number | undefined;
  let lastAt = started;
  let chunks = 0;
  let usage: { prompt_tokens?: number; completion_tokens?: number } | undefined;
  const parser = createParser({
    onEvent: ({ data }) => {
      if (data === "[DONE]") return;
      const event = JSON.parse(data) as { choices?: { text?: string }[]; usage?: typeof usage | null };
      if (event.usage) usage = event.usage;
      if ((event.choices?.length ?? 0) > 0) {
        lastAt = performance.now();
        firstAt ??= lastAt;
        chunks += 1;
      }
    },
  });
  const decoder = new TextDecoder();
  for await (const part of response.body) parser.feed(decoder.decode(part as Uint8Array, { stream: true }));
  if (firstAt === undefined)
    fail("file", [], "streamed no token", "Try a larger --output, and check the model's limits.", options.url);
  return {
    ttftSeconds: (firstAt - started) / 1e3,
    e2eSeconds: (lastAt - started) / 1e3,
    promptTokens: usage?.prompt_tokens ?? prompt.split(" ").length,
    outputTokens: usage?.completion_tokens ?? chunks,
  };
}

function summary(values: readonly number[]): MeasuredLatency {
  if (values.length === 0) return {};
  const sorted = [...values].sort((a, b) => a - b);
  const at = (p: number) => sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)]!;
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    p50: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
  };
}

/**
 * Probe an endpoint; what is known so far is returned where the time budget or the caller's signal ends it early.
 * Latencies are the client's: they hold network and server front end.
 * @throws {SilicoError} code "file" where the endpoint cannot be reached or is no completions server.
 */
export async function probeEndpoint(
  options: ProbeOptions,
): Promise<{ readonly model: string; readonly runs: MeasuredRun[] }> {
  let model = options.model;
  if (model === undefined) {
    const list = (await (await request(options, "/models")).json()) as { data?: { id?: string }[] };
    model = list.data?.[0]?.id;
    if (model === undefined)
      fail("schema", ["data"], "the server lists no model", "Name one with --model.", `${base(options.url)}/models`);
  }
  const served = model;
  const random = new Random(options.seed, "probe");
  const started = performance.now();
  const isOver = () => performance.now() - started > options.budgetSeconds * 1e3 || options.signal?.aborted === true;

  // The first request warms the server up and shows how its tokenizer counts our words.
  const warm = await sample(options, served, randomPrompt(random, 200, 1));
  const tokensPerWord = warm.promptTokens / 200;
  const runs: MeasuredRun[] = [];

  const closedLoop = async (concurrency: number, promptTokens: number): Promise<void> => {
    const wanted = concurrency === 1 ? 3 : 3 * concurrency;
    const samples: Sample[] = [];
    let sent = 0;
    let failed = 0;
    const from = performance.now();
    options.onProgress?.(`concurrency ${concurrency}, ${promptTokens} prompt tokens`);
    const worker = async () => {
      while (sent < wanted && !isOver()) {
        sent += 1;
        const prompt = randomPrompt(random, promptTokens, tokensPerWord);
        try {
          samples.push(await sample(options, served, prompt));
        } catch {
          failed += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    if (samples.length === 0) return;
    const seconds = (performance.now() - from) / 1e3;
    const mean = (of: (one: Sample) => number) => samples.reduce((sum, one) => sum + of(one), 0) / samples.length;
    runs.push({
      source: `${options.url} at concurrency ${concurrency}`,
      concurrency,
      requests: sent,
      failed,
      promptTokens: mean((one) => one.promptTokens),
      outputTokens: mean((one) => one.outputTokens),
      ttftSeconds: summary(samples.map((one) => one.ttftSeconds)),
      tpotSeconds: summary(
        samples
          .filter((one) => one.outputTokens > 1)
          .map((one) => (one.e2eSeconds - one.ttftSeconds) / (one.outputTokens - 1)),
      ),
      outputTokensPerSecond: samples.reduce((sum, one) => sum + one.outputTokens, 0) / seconds,
    });
  };

  for (const promptTokens of options.promptTokens) if (!isOver()) await closedLoop(1, promptTokens);
  const middle = options.promptTokens[Math.floor((options.promptTokens.length - 1) / 2)] ?? 512;
  for (const concurrency of options.concurrencies)
    if (concurrency > 1 && !isOver()) await closedLoop(concurrency, middle);
  return { model: served, runs };
}
