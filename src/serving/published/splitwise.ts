// Splitwise, ISCA 2024: the highest request rate of prompt and token pools of A100 and H100 machines against mixed batching,
// on a small form of the authors' measured step times and lengths with the statistics of their traces.
import data from "../../../data/published/splitwise.yaml";
import { fail } from "../../errors.ts";
import type { CompiledStepModel } from "../../perf/step-model.ts";
import { generateRequests } from "../../workload/generate.ts";
import { findGenerator } from "../../workload/named-generators.ts";
import type { Disturbances } from "../faults.ts";
import type { SimulatedRequests } from "../requests.ts";
import { simulate } from "../simulate.ts";
import type { SimulatedEngine, SimulatedPool } from "../simulation-input.ts";
import { highestRate } from "./highest-rate.ts";
import { measuredStepModel } from "./measured-step.ts";
import type { ReproducedRow, Reproduction, Watcher } from "./reproduction.ts";

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
  readonly prompt: readonly number[];
  readonly token: readonly number[];
  readonly promptError: string;
  readonly tokenError: string;
}
interface Comparison {
  readonly of: string;
  readonly over: string;
  readonly published: number;
  readonly tolerance: number;
  readonly source: string;
  /** What is known of a miss. */
  readonly remark?: string;
}
interface Study {
  readonly name: string;
  readonly workload: string;
  readonly clusters: readonly SplitwiseCluster[];
  readonly ratios: readonly Comparison[];
  readonly bills?: readonly (Comparison & { readonly quantity: "cost" | "power" | "machines" })[];
}
export interface SplitwiseFacts {
  readonly sources: readonly string[];
  readonly promptKnots: readonly number[];
  readonly tokenKnots: readonly number[];
  readonly fits: readonly Fit[];
  readonly models: readonly {
    readonly name: string;
    readonly weightBytes: number;
    readonly kvBytesPerToken: number;
    readonly layers: number;
  }[];
  readonly machineMemoryBytes: number;
  readonly machines: readonly { readonly name: string; readonly cost: number; readonly power: number }[];
  readonly transferBytesPerSecond: number;
  readonly promptTokensPerBatch: number;
  /** Machines of clusters whose pools are of one kind go where requests queue. */
  readonly roleChange: {
    readonly patienceSeconds: number;
    readonly high: number;
    readonly low: number;
    readonly everySeconds: number;
  };
  readonly slo: { readonly quantiles: readonly number[] } & Readonly<Record<"ttft" | "tbt" | "e2e", readonly number[]>>;
  readonly studies: readonly Study[];
}

/** The published set-up, as shipped: what `silico reproduce splitwise --print-scenario` prints. */
export const splitwiseFacts = data as unknown as SplitwiseFacts;

const millisecond = 1e-3;
const memoryFraction = 0.9;
const chipsPerMachine = 8;

const named = <T extends { readonly name: string }>(list: readonly T[], name: string, where: string): T =>
  list.find((entry) => entry.name === name) ??
  fail(
    "unknown-name",
    [where],
    `no "${name}" among ${list.map((entry) => entry.name).join(", ")}`,
    "Use one of these.",
  );

function fitOf(facts: SplitwiseFacts, model: string, machine: string): Fit {
  return (
    facts.fits.find((entry) => entry.model === model && entry.machine === machine) ??
    fail("unknown-name", ["fits"], `no step times of ${model} on ${machine}`, "Add a fit, or use another machine.")
  );
}

/** Whole prompts: at most 2,048 tokens of several in one step, a longer one without others. */
const engineOf = (facts: SplitwiseFacts): SimulatedEngine => ({
  maxBatchedTokens: facts.promptTokensPerBatch,
  maxSequences: 256,
  kvBlockTokens: 16,
  hasPrefixCache: false,
  scheduler: "vllm",
  options: { hasChunkedPrefill: false, takesLongPromptsAlone: true },
});

function stepModel(facts: SplitwiseFacts, modelName: string, machine: string): CompiledStepModel {
  const fit = fitOf(facts, modelName, machine);
  const model = named(facts.models, modelName, "models");
  return measuredStepModel(
    { tokens: facts.promptKnots, seconds: fit.prompt.map((value) => value * millisecond) },
    {
      sequences: facts.tokenKnots,
      seconds: fit.token.map((value) => value * millisecond),
      secondsPerContextToken: fit.token.map(() => 0),
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
export function splitwisePools(
  modelName: string,
  cluster: SplitwiseCluster,
  facts = splitwiseFacts,
): readonly SimulatedPool[] {
  const pool = (name: string, role: SimulatedPool["role"], [machine, count]: Machines): SimulatedPool => ({
    name,
    role,
    count,
    stepModel: stepModel(facts, modelName, machine),
    engine: engineOf(facts),
    chipsPerReplica: chipsPerMachine,
  });
  return cluster.both === undefined
    ? [pool("prompt", "prefill", cluster.prompt!), pool("token", "decode", cluster.token!)]
    : [pool("both", "aggregated", cluster.both)];
}

const interpolated = (knots: readonly number[], values: readonly number[], x: number): number => {
  let i = 0;
  while (i < knots.length - 2 && knots[i + 1]! <= x) i += 1;
  return values[i]! + ((x - knots[i]!) / (knots[i + 1]! - knots[i]!)) * (values[i + 1]! - values[i]!);
};

/** Seconds of each request alone on one DGX-A100: its prompt in one step, then its tokens one by one. */
function aloneOn(facts: SplitwiseFacts, modelName: string, requests: SimulatedRequests) {
  const fit = fitOf(facts, modelName, "a100");
  const ttft = Float64Array.from(
    requests.promptTokens.subarray(0, requests.count),
    (tokens) => millisecond * interpolated(facts.promptKnots, fit.prompt, tokens),
  );
  return { ttft, token: millisecond * fit.token[0]! };
}

const quantileOf = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;

/** Whether all nine bounds hold; requests that never finish break them. */
function holds(
  facts: SplitwiseFacts,
  pools: readonly SimulatedPool[],
  modelName: string,
  requests: SimulatedRequests,
  disturbances: Disturbances | undefined,
): boolean {
  const prompts = pools.find((pool) => pool.role === "prefill")?.count ?? 1;
  const alone = aloneOn(facts, modelName, requests);
  const { records, result } = simulate({
    requests,
    pools,
    link: {
      name: "InfiniBand",
      bytesPerSecond: facts.transferBytesPerSecond * prompts,
      bytesPerSecondPerTransfer: facts.transferBytesPerSecond,
      latencySeconds: 0,
      overlappedLayers: named(facts.models, modelName, "models").layers,
    },
    keepsRecords: true,
    targets: { tpotSeconds: facts.slo.tbt[0]! * alone.token },
    ...(disturbances === undefined ? {} : { disturbances }),
  });
  if (result.counts.finished < requests.count) return false;
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

/** Machines that go where requests queue, drained first. */
function changingRoles({ roleChange }: SplitwiseFacts): Disturbances {
  const { patienceSeconds, high, low, everySeconds } = roleChange;
  return {
    roleSwitching: {
      prefillPool: 0,
      decodePool: 1,
      policy: { kind: "queue-pressure", patienceSeconds, high, low },
      minPrefill: 1,
      minDecode: 1,
      everySeconds,
      switchSeconds: 0,
      cooldownSeconds: everySeconds,
    },
  };
}

/**
 * Highest rate of a cluster under the nine bounds, requests/s; `base` arrives at one a second.
 * @param disturbances how its machines change or mix roles; absent = each keeps its own.
 */
export function splitwiseRate(
  modelName: string,
  cluster: SplitwiseCluster,
  base: SimulatedRequests,
  facts = splitwiseFacts,
  disturbances?: Disturbances,
): number | undefined {
  const pools = splitwisePools(modelName, cluster, facts);
  return highestRate(
    (rate) =>
      holds(
        facts,
        pools,
        modelName,
        { ...base, arrivalSeconds: base.arrivalSeconds.map((at) => at / rate) },
        disturbances,
      ),
    50,
    0.02,
  );
}

/** Sum of a figure over the machines of a cluster. */
function totalOf(facts: SplitwiseFacts, cluster: SplitwiseCluster, quantity: "cost" | "power" | "machines"): number {
  let sum = 0;
  for (const machines of [cluster.both, cluster.prompt, cluster.token]) {
    if (machines === undefined) continue;
    const [name, count] = machines;
    sum += count * (quantity === "machines" ? 1 : named(facts.machines, name, "machines")[quantity]);
  }
  return sum;
}

export interface SplitwiseOptions extends Watcher {
  readonly seed: number;
  /** Requests of one run; too few and a run ends before long answers have filled the pools. */
  readonly requests: number;
  /** Names of the studies to play; absent = all. */
  readonly only?: readonly string[];
  readonly facts?: SplitwiseFacts;
}

/** The published ratios beside ours. Seconds of CPU: about 20 with 16,000 requests a run. */
export function reproduceSplitwise(options: SplitwiseOptions): Reproduction {
  const { only, facts = splitwiseFacts } = options;
  const studies = facts.studies.filter(({ name }) => only?.includes(name) !== false);
  return {
    name: "splitwise",
    title: "Splitwise: request rates of split and mixed clusters of DGX-A100 and DGX-H100",
    sources: facts.sources,
    rows: studies.flatMap((study) => [
      ...billRows(facts, study),
      ...facts.models.flatMap(({ name }) => studyRows(facts, study, name, options)),
    ]),
    assumptions: [
      `Step times: the authors' measurements, piecewise linear; mean (largest) deviation from their medians ${facts.fits.map((fit) => `${fit.model} ${fit.machine} prompt ${fit.promptError}, token ${fit.tokenError}`).join("; ")}. Token times hold no term for the context, as the measurements show none.`,
      "Lengths: Silico's generators with the statistics of the public Azure traces of 2023; Poisson arrivals.",
      "Which model, and which workload for the pools of equal cost, our source does not say: both models and, at equal cost, both workloads are held to the ratio.",
      "Prompts run whole: several of up to 2,048 tokens together in one step, a longer one in a step without other prompts. Mixed batching puts decodes and prompts into one step that costs the prompt's step and what the decodes add.",
      "The nine bounds are read per request: time between tokens is a request's mean, over that of the same request alone on a DGX-A100.",
      "KV moves layer by layer at 200 GB/s a machine. Routing by fewest requests in flight.",
      `Machines keep their roles in the figures that are held. The authors' may do both at once under load, by thresholds that are not published; shown beside them are machines that go where requests queue, looked at every ${facts.roleChange.everySeconds} s and drained first, which helps pools that do not fit the traffic and hurts those that do.`,
      "The published ratios are taken from secondary texts that agree with each other.",
    ],
  };
}

function billRows(facts: SplitwiseFacts, study: Study): readonly ReproducedRow[] {
  return (study.bills ?? []).map(({ of, over, quantity, published, tolerance, source }) => {
    const total = (name: string): number => totalOf(facts, named(study.clusters, name, "studies"), quantity);
    return {
      quantity: `${study.name}: ${quantity} of ${of} over ${over}`,
      unit: "x",
      bar: { kind: "ratio", published, tolerance },
      reproduced: total(of) / total(over),
      source,
    };
  });
}

function studyRows(
  facts: SplitwiseFacts,
  study: Study,
  modelName: string,
  options: SplitwiseOptions,
): readonly ReproducedRow[] {
  const { traffic } = findGenerator(study.workload);
  const requests = generateRequests(
    { ...traffic, arrivals: { kind: "poisson" } },
    { count: options.requests, requestsPerSecond: 1, seed: options.seed },
  );
  const label = `${study.name}, ${modelName}`;
  const shown = { kind: "shown" } as const;
  const rates = new Map<string, number | undefined>();
  const changing = new Map<string, number | undefined>();
  for (const cluster of study.clusters) {
    options.onProgress?.(`${label}: ${cluster.name}`);
    rates.set(cluster.name, splitwiseRate(modelName, cluster, requests, facts));
    if (cluster.prompt !== undefined && cluster.prompt[0] === cluster.token![0])
      changing.set(cluster.name, splitwiseRate(modelName, cluster, requests, facts, changingRoles(facts)));
  }
  const over = (a: string, b: string): number | undefined => {
    const [of, base] = [rates.get(a), rates.get(b)];
    return of === undefined || base === undefined ? undefined : of / base;
  };
  const rows: ReproducedRow[] = study.ratios.map(({ of, over: base, published, tolerance, source, remark }) => ({
    quantity: `${label}: ${of} over ${base}`,
    unit: "x",
    bar: { kind: "ratio", published, tolerance },
    reproduced: over(of, base),
    source,
    ...(remark === undefined ? {} : { remark }),
  }));
  const isAhead = (over("Splitwise-AA", "Baseline-A100") ?? 0) > 1 && (over("Splitwise-HH", "Baseline-H100") ?? 0) > 1;
  rows.push({
    quantity: `${label}: split pools beat mixed batching on the same machines`,
    unit: "",
    bar: { kind: "claim", published: "yes", isMet: isAhead },
    reproduced: isAhead ? "yes" : "no",
    source: "order of the clusters (second hand)",
  });
  for (const [name, rate] of rates) rows.push({ quantity: `  ${name}`, unit: "req/s", bar: shown, reproduced: rate });
  for (const [name, rate] of changing)
    rows.push({ quantity: `  ${name}, machines change roles`, unit: "req/s", bar: shown, reproduced: rate });
  return rows;
}
