// DistServe (Zhong et al., OSDI 2024): requests per second and GPU under TTFT and TPOT bounds, split against co-located,
// with the step times that its authors fitted on A100-80GB and published in their simulator.
import distserve from "../../../data/serving/distserve-a100.yaml";
import { Random } from "../../random.ts";
import type { SimulatedRequests } from "../requests.ts";
import { simulate } from "../simulate.ts";
import type { SimulatedPool } from "../simulation-input.ts";
import { type Claim, figure, statement } from "./claim.ts";
import { maxRate } from "./max-rate.ts";
import { phaseStepModel } from "./phase-step-model.ts";

interface Fit {
  readonly engine: string;
  readonly model: string;
  readonly tp: number;
  /** ms: constant, per token, per squared token. */
  readonly prefill: readonly [number, number, number];
  /** ms: constant, per context token, per request; below and from the batch threshold. */
  readonly small: readonly [number, number, number];
  readonly large: readonly [number, number, number];
}

interface Length {
  /** Mean after cutting at `max`. */
  readonly mean: number;
  /** Standard deviation of the natural logarithm before the cut. */
  readonly sigma: number;
  readonly max: number;
}

interface Lengths {
  readonly prompt: Length;
  readonly output: Length;
}

const data = distserve as unknown as {
  readonly batchThreshold: number;
  readonly fits: readonly Fit[];
  readonly models: Readonly<Record<string, { readonly weightBytes: number; readonly kvBytesPerToken: number }>>;
  readonly lengths: Readonly<Record<string, Lengths>>;
};

const maxSequences = 256;
const memoryBytes = 80e9 * 0.9;

/** Step model of one instance from the published fit; PP spreads a step's batch over micro-batches. */
export function distserveStepModel(engine: string, model: string, tp: number, pp: number) {
  const fit = data.fits.find((entry) => entry.engine === engine && entry.model === model && entry.tp === tp);
  if (fit === undefined) throw new Error(`no published fit for ${engine} ${model} TP${tp}`);
  const facts = data.models[model]!;
  const [a, b, c] = fit.prefill;
  const tokens = [1, 4096];
  const part = (batch: number): readonly [number, number, number] =>
    batch / pp < data.batchThreshold ? fit.small : fit.large;
  return phaseStepModel({
    promptTokens: tokens,
    promptSeconds: tokens.map((n) => (a + b * n) * 1e-3),
    promptSecondsPerSquaredToken: c * 1e-3,
    decodeSeconds: (batch) => (part(batch)[0] + (part(batch)[2] * batch) / pp) * 1e-3,
    decodeSecondsPerContextToken: (batch) => (part(batch)[1] * 1e-3) / pp,
    maxSequences,
    kvCapacityTokens: (memoryBytes * tp * pp - facts.weightBytes) / facts.kvBytesPerToken,
    kvBytesPerToken: facts.kvBytesPerToken,
    contextLimit: 2048,
  });
}

/** Median of a log-normal distribution whose draws within [4, max] have the given mean. */
function medianFor({ mean, sigma, max }: Length): number {
  const cutMean = (median: number): number => {
    let weight = 0;
    let sum = 0;
    for (let i = 0; i < 4000; i++) {
      const tokens = 4 + ((max - 4) * (i + 0.5)) / 4000;
      const z = Math.log(tokens / median) / sigma;
      const density = Math.exp((-z * z) / 2) / tokens;
      weight += density;
      sum += density * tokens;
    }
    return sum / weight;
  };
  let low = 4;
  let high = 20 * max;
  while (high / low > 1.0001) {
    const middle = Math.sqrt(low * high);
    if (cutMean(middle) < mean) low = middle;
    else high = middle;
  }
  return low;
}

/** Log-normal lengths cut at the model's context, with the published means. */
export function drawDatasetRequests(name: string, count: number, rate: number, seed: number): SimulatedRequests {
  const { prompt, output } = data.lengths[name]!;
  const medians = { prompt: medianFor(prompt), output: medianFor(output) };
  const draw = (random: Random, { sigma, max }: Length, median: number): number => {
    for (;;) {
      const tokens = Math.round(median * Math.exp(sigma * random.normal()));
      if (tokens >= 4 && tokens <= max) return tokens;
    }
  };
  const prompts = new Random(seed, "prompts");
  const outputs = new Random(seed, "outputs");
  const arrivals = new Random(seed, "arrivals");
  const arrivalSeconds = new Float64Array(count);
  const promptTokens = new Int32Array(count);
  const outputTokens = new Int32Array(count);
  let seconds = 0;
  for (let i = 0; i < count; i++) {
    seconds += arrivals.exponential(1 / rate);
    arrivalSeconds[i] = seconds;
    do {
      promptTokens[i] = draw(prompts, prompt, medians.prompt);
      outputTokens[i] = draw(outputs, output, medians.output);
    } while (promptTokens[i]! + outputTokens[i]! > 2048);
  }
  return { count, arrivalSeconds, promptTokens, outputTokens };
}

interface Case {
  readonly dataset: string;
  readonly ttftSeconds: number;
  readonly tpotSeconds: number;
  readonly gpus: number;
  readonly pools: readonly SimulatedPool[];
}

const pool = (
  role: SimulatedPool["role"],
  engine: string,
  model: string,
  tp: number,
  pp: number,
  count: number,
): SimulatedPool => ({
  name: role,
  role,
  count,
  stepModel: distserveStepModel(engine, model, tp, pp),
  chipsPerReplica: tp * pp,
  // Both run whole prompts before decodes, as the vLLM of early 2024 did and DistServe's prefill instances do.
  engine: {
    maxBatchedTokens: 2048,
    maxSequences,
    kvBlockTokens: 16,
    hasPrefixCache: false,
    scheduler: role === "decode" ? "vllm" : "sglang",
  },
});

/** Requests per second and GPU with 90% of requests within both bounds. */
function capacityPerGpu(test: Case, requests = 3000): number | undefined {
  const rate = maxRate(
    (perGpu) => {
      const { result } = simulate({
        requests: drawDatasetRequests(test.dataset, requests, perGpu * test.gpus, 1),
        pools: test.pools,
        targets: { ttftSeconds: test.ttftSeconds, tpotSeconds: test.tpotSeconds },
        // Both sides share a node: 300 GB/s of NVLink in each direction per A100.
        link: { name: "nvlink", bytesPerSecond: 300e9, latencySeconds: 1e-5, overlappedLayers: 1 },
      });
      return (result.metrics.attainment.all ?? 0) >= 0.9;
    },
    0.01,
    20,
  );
  return rate;
}

export function reproduceDistserve(): readonly Claim[] {
  const source = "Zhong et al., DistServe, OSDI 2024 (arXiv 2401.09670) and its repository";
  const opt13 = "facebook/opt-13b";
  const opt66 = "facebook/opt-66b";
  const split = (model: string, prefillTp: number, decodeTp: number, decodePp: number): readonly SimulatedPool[] => [
    pool("prefill", "distserve", model, prefillTp, 1, 1),
    pool("decode", "distserve", model, decodeTp, decodePp, 1),
  ];
  const whole = (engine: string, model: string, tp: number): readonly SimulatedPool[] => [
    pool("aggregated", engine, model, tp, 1, 1),
  ];
  const readme = capacityPerGpu({
    dataset: "sharegpt",
    ttftSeconds: 0.2,
    tpotSeconds: 0.1,
    gpus: 3,
    pools: split(opt13, 2, 1, 1),
  });
  const claims: Claim[] = [
    figure(
      "OPT-13B ShareGPT, 200/100 ms, prefill TP2 + decode TP1",
      1.56,
      readme,
      "requests/s/GPU",
      0.15,
      `${source}: README`,
      "lengths drawn from the data set's statistics",
    ),
  ];
  const gain = (
    name: string,
    dataset: string,
    model: string,
    ttftSeconds: number,
    tpotSeconds: number,
    splitPools: readonly SimulatedPool[],
    splitGpus: number,
    tp: number,
    low: number,
    high: number,
  ): void => {
    const base = { dataset, ttftSeconds, tpotSeconds };
    const ours = capacityPerGpu({ ...base, gpus: splitGpus, pools: splitPools });
    const vllm = capacityPerGpu({ ...base, gpus: tp, pools: whole("vllm", model, tp) });
    const control = capacityPerGpu({ ...base, gpus: tp, pools: whole("distserve", model, tp) });
    const over = (other: number | undefined): number | undefined =>
      ours === undefined || other === undefined ? undefined : ours / other;
    const ratio = over(vllm);
    claims.push(
      {
        what: `${name}: gain over vLLM (published ${low}x to ${high}x over cases)`,
        published: undefined,
        simulated: ratio,
        unit: "x",
        band: 0.15,
        isReproduced: ratio !== undefined && ratio >= low * 0.85 && ratio <= high * 1.15,
        source,
        note: `${ours?.toFixed(2) ?? "none"} against ${vllm?.toFixed(2) ?? "none"} requests/s/GPU`,
      },
      {
        what: `${name}: gain with the same step times on both sides`,
        published: undefined,
        simulated: over(control),
        unit: "x",
        band: undefined,
        isReproduced: undefined,
        source: "control: what splitting alone gives",
      },
    );
  };
  gain("OPT-13B ShareGPT, 250/100 ms", "sharegpt", opt13, 0.25, 0.1, split(opt13, 2, 1, 1), 3, 1, 2.0, 4.6);
  gain("OPT-66B ShareGPT, 400/100 ms", "sharegpt", opt66, 0.4, 0.1, split(opt66, 4, 2, 2), 8, 4, 2.0, 4.6);
  gain("OPT-66B HumanEval, 125/200 ms", "humaneval", opt66, 0.125, 0.2, split(opt66, 4, 2, 2), 8, 4, 5.7, 5.7);
  const [prefill, decode] = split(opt13, 2, 1, 1);
  const { result } = simulate({
    requests: drawDatasetRequests("sharegpt", 3000, 4, 1),
    pools: [prefill!, decode!],
    link: { name: "nvlink", bytesPerSecond: 300e9, latencySeconds: 1e-5, overlappedLayers: 1 },
  });
  const share = (result.metrics.kvTransferSeconds.mean ?? 0) / (result.metrics.e2eSeconds.mean ?? 1);
  claims.push(
    statement("KV transfer is below 1% of latency inside a node", share < 0.01, source, `${(100 * share).toFixed(2)}%`),
  );
  return claims;
}
