// DeepSeek's published production day: its arithmetic as an identity, and its fleet played on predicted H800 step times.
// Stands in planning because it needs both the simulator and the bill.
import data from "../../data/published/deepseek-day.yaml";
import { fleetCost } from "../economics/fleet-cost.ts";
import { rentalCost } from "../economics/ownership.ts";
import { type ApiPrice, apiCostPerHour, serversForTokens } from "../economics/token-cost.ts";
import { money } from "../money.ts";
import { decodeWork, stepSeconds } from "../perf/step-model.ts";
import { Random } from "../random.ts";
import type { ReproducedRow, Reproduction, Watcher } from "../serving/published/reproduction.ts";
import { simulate } from "../serving/simulate.ts";
import type { SimulationInput } from "../serving/simulation-input.ts";
import { drawArrivals } from "../workload/arrivals.ts";
import { cacheBlockTokens, engineOf, type LargeEpUnit, promptStepOf, type StepOf, unitModel } from "./large-ep-unit.ts";
import { largeEpRows, largeEpSources } from "./reproduce-large-ep.ts";

export interface DeepSeekDayFacts extends LargeEpUnit {
  readonly sources: readonly string[];
  readonly gpusPerNode: number;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  readonly inputTokensPerSecondPerNode: number;
  readonly outputTokensPerSecondPerNode: number;
  readonly meanNodes: number;
  readonly usdPerGpuHour: number;
  readonly costUsd: number;
  readonly revenueUsd: number;
  readonly marginFraction: number;
  readonly prefill: { readonly nodes: number; readonly gpus: number };
  readonly decode: { readonly nodes: number; readonly gpus: number };
  readonly price: ApiPrice;
  readonly meanKvTokens: number;
  readonly outputTokensPerSecondPerUser: readonly [number, number];
  readonly prefillNodes: number;
  readonly decodeNodes: number;
  readonly prefillTokensPerGpu: number;
  readonly linkBytesPerSecondPerGpu: number;
}

/** The published set-up, as shipped: what `silico reproduce deepseek --print-scenario` prints. */
export const deepSeekDayFacts = data as DeepSeekDayFacts;

const identityTolerance = 0.001;
const simulationTolerance = 0.3;

function identityRows(day: DeepSeekDayFacts): readonly ReproducedRow[] {
  const prefill = serversForTokens(day.inputTokens, day.inputTokensPerSecondPerNode);
  const decode = serversForTokens(day.outputTokens, day.outputTokensPerSecondPerNode);
  const fleet = fleetCost([
    { count: day.meanNodes * day.gpusPerNode, cost: rentalCost(money(day.usdPerGpuHour, "USD")) },
  ]);
  const cost = fleet.perHour * 24;
  const flow = {
    freshInputPerHour: (day.inputTokens - day.cachedInputTokens) / 24,
    cachedInputPerHour: day.cachedInputTokens / 24,
    outputPerHour: day.outputTokens / 24,
  };
  const revenue = apiCostPerHour(day.price, flow) * 24;
  const row = (quantity: string, unit: string, published: number, reproduced: number): ReproducedRow => ({
    quantity,
    unit,
    bar: { kind: "ratio", published, tolerance: identityTolerance },
    reproduced,
    source: "day 6, statistics of 27-28 February",
  });
  return [
    row("identity: prefill nodes", "nodes", day.prefillNodes, prefill),
    row("identity: decode nodes", "nodes", day.decodeNodes, decode),
    row("identity: both, against the mean fleet", "nodes", day.meanNodes, prefill + decode),
    row("identity: bill of the day", "USD", day.costUsd, cost),
    row("identity: tokens at R1's price list", "USD", day.revenueUsd, revenue),
    {
      ...row("identity: revenue less cost, over cost", "", day.marginFraction, revenue / cost - 1),
      // Printed as a whole percentage, from token counts that are printed rounded.
      bar: { kind: "ratio", published: day.marginFraction, tolerance: 2 * identityTolerance },
    },
  ];
}

/** `seconds` = simulated time of arrivals. */
export interface DeepSeekDayOptions extends Watcher {
  readonly seed: number;
  readonly seconds: number;
  readonly facts?: DeepSeekDayFacts;
}

/** The day's bill as an identity, its units alone, and its fleet and traffic played. */
export function reproduceDeepSeekDay(options: DeepSeekDayOptions): Reproduction {
  const { facts: day = deepSeekDayFacts } = options;
  // Constant lengths P and O with P / O = input / output tokens and P + O / 2 = mean KV of a decode step.
  const inputPerOutput = day.inputTokens / day.outputTokens;
  const outputTokens = Math.round(day.meanKvTokens / (inputPerOutput + 0.5));
  const promptTokens = Math.round(outputTokens * inputPerOutput);
  const cached =
    cacheBlockTokens * Math.round((promptTokens * day.cachedInputTokens) / day.inputTokens / cacheBlockTokens);
  const fresh = promptTokens - cached;

  const promptStep = promptStepOf(fresh, cached);
  const decodeStepOf: StepOf = (sequences) => decodeWork(sequences, day.meanKvTokens);

  options.onProgress?.("units alone");
  // Prefill alone, full steps.
  const prefillEngine = engineOf(day.prefillTokensPerGpu, 4096);
  const prefillModel = unitModel(day, day.prefill.gpus, prefillEngine, promptStep);
  const stepTokens = day.prefillTokensPerGpu * day.prefill.gpus;
  const prefillSeconds = stepSeconds(prefillModel, promptStep(stepTokens));
  const inputRate = ((stepTokens / fresh) * promptTokens) / prefillSeconds / day.prefill.nodes;

  // Decode alone: the batch at which a user sees the published tokens per second.
  const decodeEngine = engineOf(256, 256 * day.decode.gpus);
  const decodeModel = unitModel(day, day.decode.gpus, decodeEngine, decodeStepOf);
  const decodeStep = (batch: number): number => stepSeconds(decodeModel, decodeStepOf(batch));
  const userRate = (day.outputTokensPerSecondPerUser[0] + day.outputTokensPerSecondPerUser[1]) / 2;
  let batch = 1;
  while (batch < 256 && decodeStep((batch + 1) * day.decode.gpus) <= 1 / userRate) batch += 1;
  const outputRateAt = (perGpu: number): number =>
    (perGpu * day.decode.gpus) / decodeStep(perGpu * day.decode.gpus) / day.decode.nodes;

  // Both together: whole units nearest to the published nodes, asked for the published tokens per decode node.
  const prefillUnits = Math.round(day.prefillNodes / day.prefill.nodes);
  const decodeUnits = Math.round(day.decodeNodes / day.decode.nodes);
  const decodeNodes = decodeUnits * day.decode.nodes;
  const rate = (day.outputTokensPerSecondPerNode * decodeNodes) / outputTokens;
  const count = Math.round(rate * options.seconds);
  // One common beginning, as long as the mean cached part of a prompt.
  const offsets = Int32Array.from({ length: count + 1 }, (_, i) => i);
  const input: SimulationInput = {
    requests: {
      count,
      arrivalSeconds: drawArrivals({ kind: "poisson" }, count, rate, new Random(options.seed, "arrivals")),
      promptTokens: new Int32Array(count).fill(promptTokens),
      outputTokens: new Int32Array(count).fill(outputTokens),
      prefix: { blockTokens: cached, offsets, blocks: new Int32Array(count) },
    },
    pools: [
      {
        name: "prefill",
        role: "prefill",
        count: prefillUnits,
        stepModel: prefillModel,
        engine: prefillEngine,
        chipsPerReplica: day.prefill.gpus,
      },
      {
        name: "decode",
        role: "decode",
        count: decodeUnits,
        stepModel: decodeModel,
        engine: { ...decodeEngine, hasPrefixCache: false },
        chipsPerReplica: day.decode.gpus,
      },
    ],
    link: {
      name: "InfiniBand",
      bytesPerSecond: day.linkBytesPerSecondPerGpu * prefillUnits * day.prefill.gpus,
      bytesPerSecondPerTransfer: day.linkBytesPerSecondPerGpu,
      latencySeconds: 1e-4,
      overlappedLayers: 1,
    },
    seed: options.seed,
  };
  // It starts empty: what it makes in the second half of the time is taken for its pace.
  options.onProgress?.("both phases together");
  const half = simulate({ ...input, untilSeconds: options.seconds / 2 }).result;
  const { result } = simulate({ ...input, untilSeconds: options.seconds });
  const [prefillPool, decodePool] = result.pools;
  const paceTokens = decodePool!.decodeTokens - half.pools[1]!.decodeTokens;
  const pace = paceTokens / (options.seconds / 2) / decodeNodes;
  const tpot = result.metrics.tpotSeconds.p50;
  const shown = { kind: "shown" } as const;
  return {
    name: "deepseek",
    title: "DeepSeek-V3/R1: the production day of 27-28 February 2025 on H800",
    sources: [...day.sources, ...largeEpSources],
    rows: [
      ...identityRows(day),
      {
        quantity: "prefill unit alone (32 GPUs): input tokens with cache hits",
        unit: "tok/s/node",
        bar: { kind: "ratio", published: day.inputTokensPerSecondPerNode, tolerance: simulationTolerance },
        reproduced: inputRate,
        source: "day 6, throughput per H800 node",
        remark:
          "The day's mean against a unit that is always full: the same steps on H100 are held to measured full units below.",
      },
      {
        quantity: `decode unit alone (144 GPUs) at ${userRate} tok/s per user`,
        unit: "tok/s/node",
        bar: { kind: "ratio", published: day.outputTokensPerSecondPerNode, tolerance: simulationTolerance },
        reproduced: outputRateAt(batch),
        source: "day 6, throughput per H800 node",
      },
      { quantity: "  sequences per GPU there", unit: "", bar: shown, reproduced: batch },
      {
        quantity: "  decode unit alone at 128 sequences per GPU",
        unit: "tok/s/node",
        bar: { kind: "shown", published: day.outputTokensPerSecondPerNode },
        reproduced: outputRateAt(128),
      },
      {
        quantity: `${prefillUnits} prefill and ${decodeUnits} decode units together: output tokens`,
        unit: "tok/s/node",
        bar: { kind: "ratio", published: day.outputTokensPerSecondPerNode, tolerance: simulationTolerance },
        reproduced: pace,
        source: "day 6, throughput per H800 node",
      },
      {
        quantity: `${prefillUnits} prefill and ${decodeUnits} decode units together: tokens a user sees, median`,
        unit: "tok/s",
        bar: { kind: "ratio", published: userRate, tolerance: simulationTolerance },
        reproduced: tpot === undefined ? undefined : 1 / tpot,
        source: "day 6, output speed of 20 to 22 tokens/s",
      },
      { quantity: "  prefill units busy", unit: "", bar: shown, reproduced: prefillPool!.busyFraction },
      { quantity: "  KV used on decode units, peak", unit: "", bar: shown, reproduced: decodePool!.kvUsePeak },
      { quantity: "  TTFT, median", unit: "s", bar: shown, reproduced: result.metrics.ttftSeconds.p50 },
      ...largeEpRows(),
    ],
    assumptions: [
      `Request lengths are not published: constant, ${promptTokens} prompt and ${outputTokens} output tokens, from the ratio of input to output and the mean KV length of an output token; ${cached} prompt tokens are found in the cache at no cost.`,
      "Step times are Silico's prediction for DeepSeek-V3 in FP8 on H800, attention data-parallel and experts spread over the unit. As the publication describes: copies of busy experts make the load even, and the all-to-all of one half batch hides behind the computation of the other. Speculative tokens are not modelled.",
      `Prefill steps of ${day.prefillTokensPerGpu} new tokens a GPU; not published.`,
      "The published day runs from night to peak (mean 226.75, peak 278 nodes); Poisson arrivals at the published tokens per node are played on a constant fleet of whole units.",
      "KV moves over one 400 Gbit/s port a GPU.",
    ],
  };
}
