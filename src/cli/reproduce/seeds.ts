// `silico reproduce seeds`: DeepSeek-R1 prefill on Iluvatar chips and on A800, as a broker published it.
import type { Command } from "commander";
import data from "../../../data/published/iluvatar-prefill.yaml";
import { findChip } from "../../catalog/chip.ts";
import { findModel } from "../../catalog/models/shipped-models.ts";
import type { ServingPrecision } from "../../catalog/precision.ts";
import { chipSpec } from "../../catalog/resolve-chip.ts";
import { reproducePrefill } from "../../perf/pipeline-prefill.ts";
import type { ReproducedRow, Reproduction } from "../../serving/published/reproduction.ts";
import type { Verb } from "../verb.ts";
import { printReproduction } from "./print-reproduction.ts";
import { type CommonOptions, withReproduceOptions } from "./reproduce-options.ts";
import { printFacts, readFacts } from "./scenario-file.ts";

export interface PrefillFacts {
  readonly sources: readonly string[];
  readonly model: string;
  readonly tp: number;
  readonly pp: number;
  readonly promptTokens: readonly number[];
  readonly platforms: readonly {
    readonly chip: string;
    readonly precision: ServingPrecision;
    readonly ttftMilliseconds: readonly number[];
    readonly tokensPerSecond: readonly number[];
  }[];
  readonly tolerance: number;
}
/** The published set-up, as shipped. */
export const prefillFacts = data as unknown as PrefillFacts;

function platformRows(facts: PrefillFacts, platform: PrefillFacts["platforms"][number]): readonly ReproducedRow[] {
  const chip = chipSpec(findChip(platform.chip));
  const { tp, pp, tolerance } = facts;
  const published = facts.promptTokens.map((promptTokens, i) => ({
    promptTokens,
    ttftSeconds: platform.ttftMilliseconds[i]! / 1e3,
    tokensPerSecond: platform.tokensPerSecond[i]!,
  }));
  const { rows, efficiency } = reproducePrefill(
    { model: findModel(facts.model), chip, precision: platform.precision, tp, pp },
    published,
  );
  const label = `${chip.name}, ${platform.precision}`;
  return [
    ...rows.flatMap(({ published, ttftSeconds, tokensPerSecond }): ReproducedRow[] => [
      {
        quantity: `${label}, ${published.promptTokens} tokens: TTFT`,
        unit: "ms",
        bar: { kind: "ratio", published: published.ttftSeconds * 1e3, tolerance },
        reproduced: ttftSeconds * 1e3,
        source: "Figures 10 and 11",
      },
      {
        quantity: `${label}, ${published.promptTokens} tokens: throughput`,
        unit: "tok/s",
        bar: { kind: "ratio", published: published.tokensPerSecond, tolerance },
        reproduced: tokensPerSecond,
        source: "Figures 10 and 11",
      },
    ]),
    {
      quantity: `  ${label}: fitted share of the data sheet's peak FLOP/s`,
      unit: "",
      bar: { kind: "shown" },
      reproduced: efficiency,
    },
  ];
}

export const reproduce = (facts = prefillFacts): Reproduction => ({
  name: "seeds",
  title: `DeepSeek-R1 671B prefill, TP${facts.tp} x PP${facts.pp}, ${facts.tp * facts.pp} chips: Iluvatar beside A800`,
  sources: facts.sources,
  rows: facts.platforms.flatMap((platform) => platformRows(facts, platform)),
  assumptions: [
    "Batch: TTFT x throughput is 8 x the prompt length to the printed digit, so eight prompts are in flight: one per pipeline stage.",
    "One number per platform is fitted to its six figures: the share of its own peak in its own number format.",
    "Precision: Iluvatar multiplies INT8 activations (W4A8), the A800 16-bit ones (W4A16). An A800 has INT8 at twice its 16-bit rate, so about a factor of two of the published lead is the number format, not the chip: the tables are not a like-for-like comparison.",
  ],
});

function run(options: CommonOptions): void {
  if (options.printScenario === true) printFacts("seeds", prefillFacts);
  else
    printReproduction(
      reproduce(options.scenario === undefined ? prefillFacts : readFacts(options.scenario, prefillFacts)),
      options,
    );
}

export const verb: Verb = {
  configure(command: Command): void {
    withReproduceOptions(command, "seeds", [], false).action((options: CommonOptions) => run(options));
  },
};
