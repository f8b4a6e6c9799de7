// SGLang's published large-scale expert parallelism: one phase at a time, the other unlimited, so full units against full units.
import data from "../../data/published/large-ep.yaml";
import { decodeWork, stepSeconds } from "../perf/step-model.ts";
import type { ReproducedRow } from "../serving/published/reproduction.ts";
import { engineOf, type LargeEpUnit, promptStepOf, unitModel } from "./large-ep-unit.ts";

interface LargeEpFacts extends LargeEpUnit {
  readonly sources: readonly string[];
  readonly gpusPerNode: number;
  readonly tokensPerDevice: number;
  readonly prefill: readonly {
    readonly gpus: number;
    readonly promptTokens: number;
    readonly tokensPerSecondPerNode: number;
  }[];
  readonly decode: readonly {
    readonly gpus: number;
    readonly sequencesPerGpu: number;
    readonly kvTokens: number;
    readonly tokensPerSecondPerNode: number;
  }[];
}

const facts = data as LargeEpFacts;
const tolerance = 0.3;

export const largeEpSources = facts.sources;

/** Tokens/s per node of every published unit beside ours. */
export function largeEpRows(): readonly ReproducedRow[] {
  const row = (quantity: string, published: number, reproduced: number): ReproducedRow => ({
    quantity,
    unit: "tok/s/node",
    bar: { kind: "ratio", published, tolerance },
    reproduced,
    source: "LMSYS, 5 May 2025, phases measured apart",
  });
  return [
    ...facts.prefill.map(({ gpus, promptTokens, tokensPerSecondPerNode }) => {
      const step = promptStepOf(promptTokens, 0);
      const model = unitModel(facts, gpus, engineOf(facts.tokensPerDevice, 4096), step);
      const tokens = facts.tokensPerDevice * gpus;
      const rate = tokens / stepSeconds(model, step(tokens)) / (gpus / facts.gpusPerNode);
      return row(`SGLang on H100, prefill unit of ${gpus}, prompts of ${promptTokens}`, tokensPerSecondPerNode, rate);
    }),
    ...facts.decode.map(({ gpus, sequencesPerGpu, kvTokens, tokensPerSecondPerNode }) => {
      const step = (sequences: number) => decodeWork(sequences, kvTokens);
      const model = unitModel(facts, gpus, engineOf(sequencesPerGpu, sequencesPerGpu * gpus), step);
      const sequences = sequencesPerGpu * gpus;
      const rate = sequences / stepSeconds(model, step(sequences)) / (gpus / facts.gpusPerNode);
      return row(
        `SGLang on H100, decode unit of ${gpus}, ${sequencesPerGpu} sequences a GPU`,
        tokensPerSecondPerNode,
        rate,
      );
    }),
  ];
}
