// Splitwise, ISCA 2024: the highest request rate of prompt and token pools of A100 and H100 machines against mixed batching,
// on a small form of the authors' measured step times and lengths with the statistics of their traces.
import type { CompiledStepModel } from "../../perf/step-model.ts";
import { generateRequests } from "../../workload/generate.ts";
import { findGenerator } from "../../workload/named-generators.ts";
import type { Disturbances, RoleMixingInput } from "../faults.ts";
import type { SimulatedRequests } from "../requests.ts";
import { mixingLimits } from "../role-mixing-limits.ts";
import { simulate } from "../simulate.ts";
import type { SimulatedEngine, SimulatedPool } from "../simulation-input.ts";
import { highestRate } from "./highest-rate.ts";
import { measuredStepModel } from "./measured-step.ts";
import type { ReproducedRow, Reproduction, Watcher } from "./reproduction.ts";
import {
  fitOf,
  type Machines,
  named,
  type SplitwiseCluster,
  type SplitwiseFacts,
  type Study,
  splitwiseFacts,
} from "./splitwise-facts.ts";

const millisecond = 1e-3;
const memoryFraction = 0.9;
const chipsPerMachine = 8;

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

/** The first bound on the time between tokens, seconds. */
const firstTokenBound = (facts: SplitwiseFacts, modelName: string): number =>
  facts.slo.tbt[0]! * millisecond * fitOf(facts, modelName, "a100").token[0]!;

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
  const machines = pools.reduce((sum, { count }) => sum + count, 0);
  const alone = aloneOn(facts, modelName, requests);
  const { records, result } = simulate({
    requests,
    pools,
    link: {
      name: "InfiniBand",
      bytesPerSecond: facts.transferBytesPerSecond * machines,
      bytesPerSecondPerTransfer: facts.transferBytesPerSecond,
      latencySeconds: 0,
      overlappedLayers: named(facts.models, modelName, "models").layers,
    },
    keepsRecords: true,
    targets: { tpotSeconds: firstTokenBound(facts, modelName) },
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

/** Highest rates of a cluster under other bounds of its mixed machines, from lowest to highest, by what is changed. */
function otherBounds(
  modelName: string,
  cluster: SplitwiseCluster,
  base: SimulatedRequests,
  facts: SplitwiseFacts,
): readonly { readonly what: string; readonly rates: string }[] {
  const { promptTokens, others } = facts.mixedPool;
  const pools = splitwisePools(modelName, cluster, facts);
  const targets = { tpotSeconds: firstTokenBound(facts, modelName) };
  const most = mixingLimits({ promptTokens }, { pools, requests: base, targets })[1]!.decodeRequests;
  const rates = (bounds: readonly RoleMixingInput[]): string => {
    const found = bounds.map((roleMixing) => splitwiseRate(modelName, cluster, base, facts, { roleMixing }) ?? 0);
    const [low, high] = [Math.min(...found), Math.max(...found)].map((rate) =>
      String(Number(rate.toPrecision(rate >= 100 ? 4 : 3))),
    );
    return low === high ? low! : `${low} to ${high}`;
  };
  const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;
  return [
    {
      what: `prompts overflow at ${others.promptTokens.join(" to ")} tokens`,
      rates: rates(others.promptTokens.map((tokens) => ({ promptTokens: tokens }))),
    },
    {
      what: `decodes overflow at ${percent(Math.min(...others.decodeShares))} to ${percent(Math.max(...others.decodeShares))} of ${most}`,
      rates: rates(
        others.decodeShares.map((share) => ({ promptTokens, decodeRequests: Math.max(1, Math.round(share * most)) })),
      ),
    },
    {
      what: "decodes overflow when KV is full",
      rates: rates([{ promptTokens, decodeRequests: others.sequences }]),
    },
  ];
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
  /** Leave out how the clusters fare under other bounds and policies of their roles. Absent = play them too. */
  readonly skipsVariants?: boolean;
  readonly facts?: SplitwiseFacts;
}

/** The published ratios beside ours. Seconds of CPU: about 60 with 16,000 requests a run. */
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
      `Machines of either pool take the other's work when it has no room, run both in one batch, and go back when it is done, as the paper's mixed pool. Its bounds are not published; held are ${facts.mixedPool.promptTokens} prompt tokens that wait (a full step), and as many decodes as keep the first bound on the time between tokens, the step that each waits to join included. Other bounds are shown beside. The one on prompts moves one verdict (BLOOM-176B, conversation: ratio 0.91 to 1.02). The one on decodes hardly matters for coding and decides for conversation: at half of it, three quarters or a tenth more those ratios are 0.73 to 0.98, so they pass by it alone. The paper, as we recall it, lets token machines fill their KV before others take over; played so, Splitwise-AA fares there as with machines that keep their roles.`,
      `Shown too are machines that keep their roles, and machines that go where requests queue, looked at every ${facts.roleChange.everySeconds} s and drained first.`,
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
  const variants: ReproducedRow[] = [];
  for (const cluster of study.clusters) {
    options.onProgress?.(`${label}: ${cluster.name}`);
    if (cluster.both !== undefined) {
      rates.set(cluster.name, splitwiseRate(modelName, cluster, requests, facts));
      continue;
    }
    const roleMixing = { promptTokens: facts.mixedPool.promptTokens };
    rates.set(cluster.name, splitwiseRate(modelName, cluster, requests, facts, { roleMixing }));
    if (options.skipsVariants === true) continue;
    const show = (what: string, reproduced: number | string | undefined): void => {
      variants.push({ quantity: `  ${cluster.name}, ${what}`, unit: "req/s", bar: shown, reproduced });
    };
    show("machines keep their roles", splitwiseRate(modelName, cluster, requests, facts));
    if (cluster.prompt![0] !== cluster.token![0]) continue;
    show("machines change roles", splitwiseRate(modelName, cluster, requests, facts, changingRoles(facts)));
    for (const { what, rates: found } of otherBounds(modelName, cluster, requests, facts)) show(what, found);
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
  const orderRemark = study.orderRemarks?.[modelName];
  rows.push({
    quantity: `${label}: split pools beat mixed batching on the same machines`,
    unit: "",
    bar: { kind: "claim", published: "yes", isMet: isAhead },
    reproduced: isAhead ? "yes" : "no",
    source: "order of the clusters (second hand)",
    ...(orderRemark === undefined ? {} : { remark: orderRemark }),
  });
  for (const [name, rate] of rates) rows.push({ quantity: `  ${name}`, unit: "req/s", bar: shown, reproduced: rate });
  return [...rows, ...variants];
}
