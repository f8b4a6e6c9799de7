// Splitwise, ISCA 2024: the highest request rate of prompt and token pools of A100 and H100 machines against mixed batching,
// on a small form of the authors' measured step times and lengths with the statistics of their traces.
import data from "../../../data/published/splitwise.yaml";
import { fail } from "../../errors.ts";
import type { CompiledStepModel } from "../../perf/step-model.ts";
import { generateRequests } from "../../workload/generate.ts";
import { findGenerator } from "../../workload/named-generators.ts";
import type { SimulatedRequests } from "../requests.ts";
import { simulate } from "../simulate.ts";
import type { SimulatedEngine, SimulatedPool } from "../simulation-input.ts";
import { highestRate } from "./highest-rate.ts";
import { measuredStepModel } from "./measured-step.ts";
import type { ReproducedRow, Reproduction } from "./reproduction.ts";

type Triple = readonly [number, number, number];
type Machines = readonly [machine: string, count: number];
/** Machines of a cluster by name of their step times: `both` for mixed batching, or `prompt` and `token`. */
export interface SplitwiseCluster {
  readonly name: string;
  readonly both?: Machines;
  readonly prompt?: Machines;
  readonly token?: Machines;
}
interface Fit {
  readonly model: string;
  readonly machine: string;
  readonly prompt: Triple;
  readonly token: Triple;
  readonly promptError: string;
  readonly tokenError: string;
}
const facts = data as unknown as {
  readonly sources: readonly string[];
  readonly fits: readonly Fit[];
  readonly models: readonly {
    readonly name: string;
    readonly weightBytes: number;
    readonly kvBytesPerToken: number;
    readonly layers: number;
  }[];
  readonly machineMemoryBytes: number;
  readonly transferBytesPerSecond: number;
  readonly promptTokensPerBatch: number;
  readonly slo: { readonly quantiles: readonly number[] } & Readonly<Record<"ttft" | "tbt" | "e2e", readonly number[]>>;
  readonly studies: readonly {
    readonly name: string;
    readonly workload: string;
    readonly clusters: readonly SplitwiseCluster[];
    readonly ratios: readonly {
      readonly of: string;
      readonly over: string;
      readonly published: number;
      readonly tolerance: number;
      readonly remark?: string;
    }[];
  }[];
};

const millisecond = 1e-3;
const memoryFraction = 0.9;
const chipsPerMachine = 8;
const tokenKnots = Array.from({ length: 64 }, (_, i) => 1 + 4 * i);

const engine: SimulatedEngine = {
  maxBatchedTokens: facts.promptTokensPerBatch,
  maxSequences: 256,
  kvBlockTokens: 16,
  hasPrefixCache: false,
  scheduler: "vllm",
};

const fitOf = (model: string, machine: string): Fit =>
  facts.fits.find((entry) => entry.model === model && entry.machine === machine) ??
  fail("invariant", ["published"], `no fit of ${model} on ${machine}`, "Please report this.");

const modelOf = (name: string) =>
  facts.models.find((entry) => entry.name === name) ??
  fail("invariant", ["published"], `no model ${name}`, "Please report this.");

function stepModel(modelName: string, machine: string): CompiledStepModel {
  const fit = fitOf(modelName, machine);
  const model = modelOf(modelName);
  const [a, b, c] = fit.prompt.map((value) => value * millisecond) as unknown as Triple;
  const [base, perSequence, perSquare] = fit.token;
  return measuredStepModel(
    { tokens: [1, 2], seconds: [a + b - c, a + 2 * (b - c)], secondsPerPair: 2 * c },
    {
      sequences: tokenKnots,
      seconds: tokenKnots.map((batch) => millisecond * (base + perSequence * batch + perSquare * batch * batch)),
      secondsPerContextToken: tokenKnots.map(() => 0),
    },
    {
      kvBytesPerToken: model.kvBytesPerToken,
      kvCapacityTokens: Math.floor(
        (facts.machineMemoryBytes * memoryFraction - model.weightBytes) / model.kvBytesPerToken,
      ),
      contextLimit: 1e6,
    },
  );
}

/** Pools of a cluster of DGX machines, for the simulator. */
export function splitwisePools(modelName: string, cluster: SplitwiseCluster): readonly SimulatedPool[] {
  const pool = (name: string, role: SimulatedPool["role"], [machine, count]: Machines): SimulatedPool => ({
    name,
    role,
    count,
    stepModel: stepModel(modelName, machine),
    engine,
    chipsPerReplica: chipsPerMachine,
  });
  return cluster.both === undefined
    ? [pool("prompt", "prefill", cluster.prompt!), pool("token", "decode", cluster.token!)]
    : [pool("both", "aggregated", cluster.both)];
}

/** Seconds of each request alone on one DGX-A100: its prompt in steps of at most 2,048 tokens, then its tokens one by one. */
function aloneOn(modelName: string, requests: SimulatedRequests): { ttft: Float64Array; token: number } {
  const [a, b, c] = fitOf(modelName, "a100").prompt;
  const [base, perSequence, perSquare] = fitOf(modelName, "a100").token;
  const ttft = Float64Array.from(requests.promptTokens.subarray(0, requests.count), (n) => {
    const steps = Math.ceil(n / facts.promptTokensPerBatch);
    return millisecond * (steps * a + b * n + c * n * n);
  });
  return { ttft, token: millisecond * (base + perSequence + perSquare) };
}

const quantileOf = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;

/** Whether all nine bounds hold; requests that never finish break them. */
function holds(pools: readonly SimulatedPool[], modelName: string, requests: SimulatedRequests): boolean {
  const prompts = pools.find((pool) => pool.role === "prefill")?.count ?? 1;
  const { records, result } = simulate({
    requests,
    pools,
    link: {
      name: "InfiniBand",
      bytesPerSecond: facts.transferBytesPerSecond * prompts,
      bytesPerSecondPerTransfer: facts.transferBytesPerSecond,
      latencySeconds: 0,
      overlappedLayers: modelOf(modelName).layers,
    },
    keepsRecords: true,
  });
  if (result.counts.finished < requests.count) return false;
  const alone = aloneOn(modelName, requests);
  const ttft = new Float64Array(requests.count);
  const e2e = new Float64Array(requests.count);
  const tbt: number[] = [];
  for (let i = 0; i < requests.count; i++) {
    const further = requests.outputTokens[i]! - 1;
    ttft[i] = records!.ttftSeconds[i]! / alone.ttft[i]!;
    e2e[i] = records!.e2eSeconds[i]! / (alone.ttft[i]! + further * alone.token);
    if (further > 0) tbt.push((records!.e2eSeconds[i]! - records!.ttftSeconds[i]!) / further / alone.token);
  }
  const columns = { ttft: ttft.sort(), e2e: e2e.sort(), tbt: Float64Array.from(tbt).sort() };
  return (["ttft", "tbt", "e2e"] as const).every((metric) =>
    facts.slo.quantiles.every((share, i) => quantileOf(columns[metric], share) <= facts.slo[metric][i]!),
  );
}

/** Highest rate of a cluster under the nine bounds, requests/s; `base` arrives at one a second. */
export function splitwiseRate(
  modelName: string,
  cluster: SplitwiseCluster,
  base: SimulatedRequests,
): number | undefined {
  const pools = splitwisePools(modelName, cluster);
  return highestRate(
    (rate) => holds(pools, modelName, { ...base, arrivalSeconds: base.arrivalSeconds.map((at) => at / rate) }),
    50,
    0.02,
  );
}

/** @param only names of the studies to play; absent = all. */
export function reproduceSplitwise(
  options: { readonly seed: number; readonly requests: number },
  only?: readonly string[],
): Reproduction {
  const rows: ReproducedRow[] = [];
  const shown = { kind: "shown" } as const;
  for (const study of facts.studies) {
    if (only?.includes(study.name) === false) continue;
    const { traffic } = findGenerator(study.workload);
    const requests = generateRequests(
      { ...traffic, arrivals: { kind: "poisson" } },
      { count: options.requests, requestsPerSecond: 1, seed: options.seed },
    );
    for (const { name: modelName } of facts.models) {
      const rates = new Map(
        study.clusters.map((cluster) => [cluster.name, splitwiseRate(modelName, cluster, requests)]),
      );
      const over = (a: string, b: string): number | undefined => {
        const [of, base] = [rates.get(a), rates.get(b)];
        return of === undefined || base === undefined ? undefined : of / base;
      };
      for (const { of, over: base, published, tolerance, remark } of study.ratios)
        rows.push({
          quantity: `${study.name}, ${modelName}: ${of} over ${base}`,
          unit: "x",
          bar: { kind: "ratio", published, tolerance },
          reproduced: over(of, base),
          ...(remark === undefined ? {} : { remark }),
        });
      const gain = over("Splitwise-AA", "Baseline-A100");
      const gainH = over("Splitwise-HH", "Baseline-H100");
      const isAhead = (gain ?? 0) > 1 && (gainH ?? 0) > 1;
      rows.push({
        quantity: `${study.name}, ${modelName}: split pools beat mixed batching on the same machines`,
        unit: "",
        bar: { kind: "claim", published: "yes", isMet: isAhead },
        reproduced: isAhead ? "yes" : "no",
      });
      for (const [name, rate] of rates)
        rows.push({ quantity: `  ${name}`, unit: "req/s", bar: shown, reproduced: rate });
    }
  }
  return {
    name: "splitwise",
    title: "Splitwise: request rates of split and mixed clusters of DGX-A100 and DGX-H100",
    sources: facts.sources,
    rows,
    assumptions: [
      `Step times: a quadratic fitted to the authors' measurements; mean (largest) deviation ${facts.fits.map((fit) => `${fit.model} ${fit.machine} prompt ${fit.promptError}, token ${fit.tokenError}`).join("; ")}. Token times hold no term for the context, as the measurements show none.`,
      "Lengths: Silico's generators with the statistics of the public Azure traces of 2023; Poisson arrivals.",
      "Which model, and which workload for the pools of equal cost, our source does not say: both models and, at equal cost, both workloads are held to the ratio.",
      "A prompt over 2,048 tokens is cut into steps of 2,048. Mixed batching puts decodes and prompts into one step that costs the prompt's step and what the decodes add.",
      "KV moves layer by layer at 200 GB/s a machine. Routing by fewest requests in flight; the authors' pools that change role under load are not played.",
      "The published ratios are taken from secondary texts that agree with each other.",
    ],
  };
}
