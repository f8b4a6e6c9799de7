// DistServe's published set-up, and its authors' fitted step times as step models.
import data from "../../../data/published/distserve.yaml";
import { fail } from "../../errors.ts";
import type { CompiledStepModel } from "../../perf/step-model.ts";
import { measuredStepModel } from "./measured-step.ts";

type Triple = readonly [number, number, number];
interface Fit {
  readonly engine: "distserve" | "vllm";
  readonly model: string;
  readonly tp: number;
  readonly prefill: Triple;
  readonly small: Triple;
  readonly large: Triple;
}
export interface DistServeCase {
  readonly name: string;
  readonly model: string;
  readonly dataSet: string;
  readonly ttft: number;
  readonly tpot: number;
  readonly prefillTp: number;
  readonly decodeTp: number;
  readonly decodePp: number;
  readonly vllmTp: number;
  /** Shown beside the case that is held to the published gain. */
  readonly isShown?: boolean;
  readonly remark?: string;
}
export interface DistServeFacts {
  readonly sources: readonly string[];
  readonly largeBatch: number;
  readonly fits: readonly Fit[];
  readonly models: readonly { readonly name: string; readonly kvBytesPerToken: number; readonly weightBytes: number }[];
  readonly contextTokens: number;
  readonly dataSets: readonly { readonly name: string; readonly prompt: number; readonly output: number }[];
  readonly cases: readonly DistServeCase[];
  readonly chatGains: readonly [number, number];
  readonly humanEvalGain: number;
  readonly readme: {
    readonly ttft: number;
    readonly tpot: number;
    readonly requests: number;
    readonly requestsPerSecondPerGpu: number;
    readonly gpus: number;
  };
  readonly attainment: number;
  /** KV moves between the pools at this rate, bytes/s: NVLink of one A100, one direction; both pools stand on one node. */
  readonly linkBytesPerSecond: number;
  readonly gpuBytes: number;
  /** What-if for the misses: vLLM's prompt steps take this share of what its fit says. */
  readonly vllmPromptShare: number;
}

/** The published set-up, as shipped: what `silico reproduce distserve --print-scenario` prints. */
export const distServeFacts = data as unknown as DistServeFacts;

const millisecond = 1e-3;
const memoryFraction = 0.9;

export const factOf = <T extends { readonly name: string }>(list: readonly T[], name: string): T =>
  list.find((entry) => entry.name === name) ??
  fail("unknown-name", ["models"], `no "${name}"`, `There are ${list.map((entry) => entry.name).join(", ")}.`);

/**
 * The step times of one engine at one tensor parallelism, as the authors fitted them; a pipeline of `pp` stages splits the batch
 * among them. `contextShare`, `promptShare`: what-ifs, shares of the fit that decode is charged for context, and prompts take.
 */
export function distServeSteps(
  facts: DistServeFacts,
  engine: Fit["engine"],
  modelName: string,
  tp: number,
  pp = 1,
  contextShare = 1,
  promptShare = 1,
): CompiledStepModel {
  const fit = facts.fits.find((entry) => entry.engine === engine && entry.model === modelName && entry.tp === tp);
  if (fit === undefined)
    return fail(
      "unknown-name",
      ["fits"],
      `no fit of ${engine} ${modelName} TP${tp}`,
      "Add one, or use another layout.",
    );
  const model = factOf(facts.models, modelName);
  const [a, b, c] = fit.prefill.map((value) => value * millisecond * promptShare) as unknown as Triple;
  const edge = facts.largeBatch * pp;
  // A full pipeline works on one micro-batch per stage: each sequence waits for the step of its own micro-batch alone, and
  // for a millisecond a stage more, as the authors' simulator has it.
  const hop = pp > 1 ? pp * millisecond : 0;
  const decode = ([base, , perSequence]: Triple, batch: number): number =>
    hop + millisecond * (base + (perSequence * batch) / pp);
  const { small, large } = fit;
  return measuredStepModel(
    // c * n^2 = 2c * pairs - c * n.
    { tokens: [1, 2], seconds: [a + b - c, a + 2 * (b - c)], secondsPerPair: 2 * c },
    {
      sequences: [1, edge - 1, edge, edge + 1],
      seconds: [decode(small, 1), decode(small, edge - 1), decode(large, edge), decode(large, edge + 1)],
      secondsPerContextToken: [small[1], small[1], large[1], large[1]].map(
        (value) => (value * millisecond * contextShare) / pp,
      ),
    },
    {
      kvBytesPerToken: model.kvBytesPerToken,
      kvCapacityTokens: Math.floor(
        (tp * pp * facts.gpuBytes * memoryFraction - model.weightBytes) / model.kvBytesPerToken,
      ),
      contextLimit: 2 * facts.contextTokens,
    },
  );
}
