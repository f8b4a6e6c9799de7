// Mooncake, FAST 2025: share of requests within TTFT and TBT bounds on 16 nodes of A800, split with shared prefixes against
// co-located vLLM: predicted prefill, decode steps as measured on an engine of that time.
import data from "../../../data/published/mooncake.yaml";
import { findChip } from "../../catalog/chip.ts";
import { findModel } from "../../catalog/models/shipped-models.ts";
import { chipSpec } from "../../catalog/resolve-chip.ts";
import { pow } from "../../elementary.ts";
import { compileStepModel } from "../../perf/compile.ts";
import { type CompiledStepModel, decodeRunSeconds } from "../../perf/step-model.ts";
import type { SimulatedRequests } from "../requests.ts";
import type { RouterKind } from "../router.ts";
import { simulate } from "../simulate.ts";
import type { SimulatedEngine, SimulatedPool } from "../simulation-input.ts";
import type { ReproducedRow, Reproduction, Watcher } from "./reproduction.ts";
import { longestGaps } from "./token-gaps.ts";

export interface MooncakeFacts {
  readonly sources: readonly string[];
  readonly model: string;
  readonly chip: string;
  readonly chipsPerNode: number;
  readonly nodes: number;
  readonly nodeBytesPerSecond: number;
  readonly decode: {
    readonly sequences: readonly number[];
    readonly milliseconds: readonly number[];
    readonly contextTokens: number;
  };
  readonly chunkTokens: number;
  readonly storeBytesPerNode: number;
  readonly hostBytesPerSecond: number;
  readonly conversationPrefillNodes: number;
  readonly ttftSeconds: number;
  readonly tbtSeconds: readonly number[];
  readonly conversationGains: readonly number[];
  readonly conversationCachedFraction: number;
  readonly bestSplit: {
    readonly prefillNodes: number;
    readonly ttftSeconds: number;
    readonly tbtSeconds: number;
    readonly tried: readonly number[];
  };
  readonly tolerance: number;
  readonly splitRemark: string;
}

/** The published set-up, as shipped: what `silico reproduce mooncake --print-scenario` prints. */
export const mooncakeFacts = data as MooncakeFacts;

const stepTokens = 8192;
const wholePromptTokens = 131_072;
const mostSteps = 20_000_000;
/** Of one transfer, whichever way; layers of the model, which hide all but the last of a transfer. */
const latencySeconds = 1e-4;
const layers = 80;
/** Share of requests within both bounds that a speed of the trace must keep, where splits are compared. */
const wantedShare = 0.9;
const allSpeeds = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8];

const engine: SimulatedEngine = {
  maxBatchedTokens: stepTokens,
  maxSequences: 512,
  kvBlockTokens: 16,
  hasPrefixCache: true,
  scheduler: "vllm",
};

interface System {
  readonly name: string;
  readonly pools: readonly SimulatedPool[];
  readonly router: RouterKind;
}

/** Silico's prediction of one node. */
function predictedNode(facts: MooncakeFacts): CompiledStepModel {
  return compileStepModel(findModel(facts.model), chipSpec(findChip(facts.chip)), {
    layout: { tp: facts.chipsPerNode, pp: 1, attentionDp: 1, ep: 1, moeTp: facts.chipsPerNode },
    precision: "bf16",
    engine: {
      family: "vllm",
      maxBatchedTokens: stepTokens,
      maxSequences: engine.maxSequences,
      kvBlockTokens: engine.kvBlockTokens,
      memoryFraction: 0.9,
      kvCacheFormat: "bf16",
      hasPrefixCache: true,
    },
  });
}

/** The same node with the measured decode steps; what longer contexts add to them stays as predicted. */
function measuredNode(model: CompiledStepModel, { decode }: MooncakeFacts): CompiledStepModel {
  const { sequences, milliseconds, contextTokens } = decode;
  const measured = (batch: number): number => {
    let i = 0;
    while (i < sequences.length - 2 && sequences[i + 1]! <= batch) i += 1;
    const slope = (milliseconds[i + 1]! - milliseconds[i]!) / (sequences[i + 1]! - sequences[i]!);
    return 1e-3 * (milliseconds[i]! + slope * (batch - sequences[i]!));
  };
  return {
    ...model,
    decodeSeconds: model.decodeSeconds.map((seconds, i) => {
      const batch = model.sequenceKnots.values[i]!;
      if (batch === 0) return seconds;
      const context = batch * contextTokens;
      return seconds + measured(batch) - decodeRunSeconds(model, batch, context, context, 0, 1);
    }),
  };
}

/** Prefill nodes whose host memories are one store of prefixes, and decode nodes. */
function split(facts: MooncakeFacts, model: CompiledStepModel, prefillNodes: number): System {
  const hostTier = {
    bytes: facts.storeBytesPerNode,
    bytesPerSecond: facts.hostBytesPerSecond,
    latencySeconds,
    loads: "background",
    writes: "prefill",
    layers,
    store: { bytesPerSecond: facts.nodeBytesPerSecond, latencySeconds },
  } as const;
  const pool = (name: "prefill" | "decode", count: number, own: Partial<SimulatedEngine>): SimulatedPool => ({
    name,
    role: name,
    count,
    stepModel: model,
    engine: { ...engine, ...own },
    chipsPerReplica: facts.chipsPerNode,
  });
  return {
    name: `Mooncake, ${prefillNodes} prefill + ${facts.nodes - prefillNodes} decode nodes`,
    router: "prefix-aware",
    pools: [
      pool("prefill", prefillNodes, { hostTier }),
      pool("decode", facts.nodes - prefillNodes, { hasPrefixCache: false }),
    ],
  };
}

function baselines(facts: MooncakeFacts, model: CompiledStepModel): readonly System[] {
  const system = (name: string, own: Partial<SimulatedEngine>): System => ({
    name,
    router: "least-outstanding",
    pools: [
      {
        name: "vllm",
        role: "aggregated",
        count: facts.nodes,
        stepModel: model,
        engine: { ...engine, ...own },
        chipsPerReplica: facts.chipsPerNode,
      },
    ],
  });
  const whole = { scheduler: "sglang", maxBatchedTokens: wholePromptTokens } as const;
  return [
    system("plain vLLM", { ...whole, hasPrefixCache: false }),
    system("vLLM, prefix cache", whole),
    system("vLLM, chunked prefill", { hasPrefixCache: false, maxBatchedTokens: facts.chunkTokens }),
  ];
}

interface Outcome {
  readonly within: (ttftSeconds: number, tbtSeconds: number) => number;
  readonly hitFraction: number | undefined;
}

function play(facts: MooncakeFacts, system: System, requests: SimulatedRequests): Outcome {
  const { records, stepLog, result } = simulate({
    requests,
    pools: system.pools,
    router: system.router,
    link: {
      name: "RDMA",
      bytesPerSecond: facts.nodeBytesPerSecond * (system.pools[0]?.count ?? 1),
      bytesPerSecondPerTransfer: facts.nodeBytesPerSecond,
      latencySeconds,
      overlappedLayers: layers,
    },
    keepsRecords: true,
    keepsSteps: mostSteps,
  });
  const tbt = longestGaps(requests, records!, stepLog!);
  return {
    within: (ttftSeconds, tbtSeconds) => {
      let met = 0;
      for (let i = 0; i < requests.count; i++)
        if (records!.ttftSeconds[i]! <= ttftSeconds && tbt[i]! <= tbtSeconds) met += 1;
      return met / requests.count;
    },
    hitFraction: result.metrics.prefixCacheHitFraction,
  };
}

export interface MooncakeInput extends Watcher {
  readonly conversation: { readonly requests: SimulatedRequests; readonly origin: string };
  /** The synthetic trace, where it is at hand. */
  readonly synthetic?: { readonly requests: SimulatedRequests; readonly origin: string };
  /** Speeds at which the synthetic trace is played, times its own, ascending; absent = from a quarter to 2.8. */
  readonly speeds?: readonly number[];
  readonly facts?: MooncakeFacts;
}

/** The published gains beside ours. Seconds of CPU: about 3, and 10 more with the synthetic trace. */
export function reproduceMooncake(input: MooncakeInput): Reproduction {
  const { conversation, synthetic, facts = mooncakeFacts } = input;
  const predicted = predictedNode(facts);
  const node = measuredNode(predicted, facts);
  const rows: ReproducedRow[] = conversationRows(facts, node, predicted, input);
  if (synthetic !== undefined) rows.push(...splitRows(facts, node, synthetic.requests, input));
  return {
    name: "mooncake",
    title: "Mooncake: requests within bounds on 16 nodes of eight A800",
    sources: facts.sources,
    rows,
    assumptions: [
      `Conversation: ${conversation.origin}. ${synthetic === undefined ? "The synthetic trace was not given (--synthetic)." : `Synthetic: ${synthetic.origin}.`}`,
      "Effective capacity is read as the share of requests within both bounds while the trace is played at its own pace; the gain is the ratio of two shares.",
      "The figures' labels do not say which variant of vLLM they compare with: the ratios are held against whole prompts without prefix cache, the plain engine of the time; the gain over every variant is shown.",
      "Prefill steps are Silico's prediction for a Llama-3-70B in BF16 on eight A800 (TP8); a 2,048-token step is within 2% of what splitwise-sim measured for this shape on eight A100. Decode steps are those measurements, on both sides of the comparison: the prediction is fitted to vLLM of 2025, which hides the host's work and steps in 18 ms where engines of 2024 took 45. Prompt steps a tenth shorter give gains of 4.4, 2.5 and 1.7, a tenth longer 5.7, 3.6 and 2.5.",
      "The split of the nodes is not published for the conversation trace: 8 + 8, which the paper finds best on its synthetic trace.",
      "The store shared by all prefill nodes: 1 TB of host memory on each, loaded to the GPUs at 200 GB/s, while other requests run; what another node holds is fetched over its network where that is quicker than computing it. Routing prefers nodes that hold the prefix.",
      "KV moves layer by layer at 100 GB/s a node. Rejecting requests early is not played.",
      `Chunked prefill: ${facts.chunkTokens} tokens a step, the default of vLLM 0.5 (recalled); vLLM's requests go to the instance with the fewest in flight.`,
      "TBT of a request is the mean of the longest tenth of its gaps between tokens.",
    ],
  };
}

/** The same requests, sent `speed` times as fast. */
const atSpeed = (requests: SimulatedRequests, speed: number): SimulatedRequests => ({
  ...requests,
  arrivalSeconds: requests.arrivalSeconds.map((seconds) => seconds / speed),
  ...(requests.sessions === undefined
    ? {}
    : {
        sessions: {
          ...requests.sessions,
          thinkSeconds: requests.sessions.thinkSeconds.map((seconds) => seconds / speed),
        },
      }),
});

/** Speed, times the trace's own, up to which the wanted share stays within the bounds; read between the speeds played. */
function capacityOf(speeds: readonly number[], shares: readonly number[]): number | undefined {
  let last: number | undefined;
  for (let i = 0; i < speeds.length; i++) {
    if (shares[i]! >= wantedShare) last = speeds[i]!;
    else if (last !== undefined && shares[i - 1]! >= wantedShare) {
      const part = (shares[i - 1]! - wantedShare) / (shares[i - 1]! - shares[i]!);
      return speeds[i - 1]! * pow(speeds[i]! / speeds[i - 1]!, part);
    }
  }
  return last;
}

const shown = { kind: "shown" } as const;
const over = (a: number, b: number): number | undefined => (b > 0 ? a / b : undefined);

function conversationRows(
  facts: MooncakeFacts,
  node: CompiledStepModel,
  predicted: CompiledStepModel,
  { conversation: { requests }, onProgress }: MooncakeInput,
): ReproducedRow[] {
  const played = (model: CompiledStepModel, label: string, isFull: boolean) =>
    [split(facts, model, facts.conversationPrefillNodes), ...baselines(facts, model)]
      .slice(0, isFull ? undefined : 2)
      .map((system) => {
        onProgress?.(`conversation${label}: ${system.name}`);
        return { name: system.name, outcome: play(facts, system, requests) };
      });
  const systems = played(node, "", true);
  const recent = played(predicted, ", decode as predicted", false);
  const rows: ReproducedRow[] = [];
  const gains: number[] = [];
  facts.tbtSeconds.forEach((tbt, i) => {
    const share = ({ outcome }: { readonly outcome: Outcome }): number => outcome.within(facts.ttftSeconds, tbt);
    const [mooncake, ...variants] = systems;
    const own = share(mooncake!);
    const published = 1 + facts.conversationGains[i]!;
    const gain = over(own, share(variants[0]!));
    if (gain !== undefined) gains.push(gain);
    const label = `conversation, TBT ${tbt * 1e3} ms`;
    rows.push({
      quantity: `${label}: Mooncake over plain vLLM`,
      unit: "x",
      bar: { kind: "ratio", published, tolerance: facts.tolerance },
      reproduced: gain,
      source: "figure of effective capacity, conversation",
    });
    const isAhead = variants.every((variant) => own > share(variant));
    rows.push({
      quantity: `${label}: Mooncake ahead of every vLLM variant`,
      unit: "",
      bar: { kind: "claim", published: "yes", isMet: isAhead },
      reproduced: isAhead ? "yes" : "no",
      source: "figure of effective capacity, conversation",
    });
    for (const system of systems)
      rows.push({ quantity: `  share within, ${system.name}`, unit: "", bar: shown, reproduced: share(system) });
    for (const variant of variants.slice(1))
      rows.push({
        quantity: `  gain over ${variant.name}`,
        unit: "x",
        bar: { kind: "shown", published },
        reproduced: over(own, share(variant)),
      });
    rows.push({
      quantity: "  gain over plain vLLM, decode as predicted for 2025",
      unit: "x",
      bar: { kind: "shown", published },
      reproduced: over(share(recent[0]!), share(recent[1]!)),
    });
  });
  const isFalling =
    gains.length === facts.tbtSeconds.length && gains.every((gain, i) => i === 0 || gain <= gains[i - 1]!);
  rows.push({
    quantity: "conversation: the gain falls as the TBT bound rises",
    unit: "",
    bar: { kind: "claim", published: "yes", isMet: isFalling },
    reproduced: isFalling ? "yes" : "no",
    source: "figure of effective capacity, conversation",
  });
  rows.push({
    quantity: "conversation: prompt tokens found in Mooncake's caches",
    unit: "",
    bar: { kind: "shown", published: facts.conversationCachedFraction },
    reproduced: systems[0]!.outcome.hitFraction,
  });
  return rows;
}

/** Speed within the bounds over splits of the 16 nodes. */
function splitRows(
  facts: MooncakeFacts,
  model: CompiledStepModel,
  requests: SimulatedRequests,
  { speeds = allSpeeds, onProgress }: MooncakeInput,
): ReproducedRow[] {
  const { prefillNodes, ttftSeconds, tbtSeconds, tried } = facts.bestSplit;
  const measured = tried.map((nodes) => {
    onProgress?.(`synthetic: ${nodes} + ${facts.nodes - nodes} nodes`);
    const system = split(facts, model, nodes);
    const outcomes = speeds.map((speed) => play(facts, system, atSpeed(requests, speed)));
    const shares = outcomes.map((outcome) => outcome.within(ttftSeconds, tbtSeconds));
    return { nodes, capacity: capacityOf(speeds, shares), atPace: shares[speeds.indexOf(1)] };
  });
  const best = measured.reduce((a, b) => ((b.capacity ?? 0) > (a.capacity ?? 0) ? b : a));
  return [
    {
      quantity: "synthetic, TTFT 10 s, TBT 100 ms: best split of 16 nodes",
      unit: "",
      bar: {
        kind: "claim",
        published: `${prefillNodes} + ${facts.nodes - prefillNodes}`,
        isMet: best.nodes === prefillNodes,
      },
      reproduced: `${best.nodes} + ${facts.nodes - best.nodes}`,
      source: "figure of prefill to decode ratios",
      remark: facts.splitRemark,
    },
    ...measured.flatMap(({ nodes, capacity, atPace }): ReproducedRow[] => [
      {
        quantity: `  ${nodes} + ${facts.nodes - nodes} nodes: speed with 90% within`,
        unit: "x trace",
        bar: shown,
        reproduced: capacity,
      },
      { quantity: "  share within at the trace's pace", unit: "", bar: shown, reproduced: atPace },
    ]),
  ];
}
