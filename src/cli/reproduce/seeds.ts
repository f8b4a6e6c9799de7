// `silico reproduce seeds`: DeepSeek-R1 prefill on Iluvatar chips and on A800, as a broker published it.
import type { Command } from "commander";
import { findChip } from "../../catalog/chip.ts";
import { findModel } from "../../catalog/models/shipped-models.ts";
import { chipSpec } from "../../catalog/resolve-chip.ts";
import { type PublishedPrefill, reproducePrefill } from "../../perf/pipeline-prefill.ts";
import { formatPercent } from "../../units.ts";
import { formatTable, print, printJson } from "../output.ts";
import type { Verb } from "../verb.ts";

const source = "CMBI, Iluvatar CoreX initiation, Apr 2026, Figures 10 and 11";
const lengths = [1024, 2048, 4096] as const;
const table = (ttftMs: readonly number[], rates: readonly number[]): PublishedPrefill[] =>
  lengths.map((promptTokens, i) => ({ promptTokens, ttftSeconds: ttftMs[i]! / 1e3, tokensPerSecond: rates[i]! }));

const platforms = [
  { chip: "bi-v150", precision: "w4a8", published: table([397.93, 770.2, 1627.9], [20586, 21272, 20129]) },
  { chip: "a800", precision: "w4a16", published: table([735.67, 1343.85, 2749.54], [11135, 12192, 11918]) },
] as const;

const meaning = [
  "Batch: TTFT x throughput is 8 x the prompt length to the printed digit, so eight prompts are in flight: one per pipeline stage.",
  "Precision: Iluvatar multiplies INT8 activations (W4A8), the A800 16-bit ones (W4A16). An A800 has INT8 at twice its 16-bit",
  "rate, so about a factor of two of the published lead is the number format, not the chip: the tables are not a like-for-like",
  "comparison. The fitted efficiencies are shares of each platform's own peak in its own format.",
];

export const verb: Verb = {
  configure: (command: Command) => {
    command
      .option("--json", "machine-readable result")
      .addHelpText("after", "\nExample:\n  silico reproduce seeds")
      .action((options: { json?: boolean }) => {
        const model = findModel("deepseek-ai/DeepSeek-R1");
        const results = platforms.map(({ chip, precision, published }) => {
          const spec = chipSpec(findChip(chip));
          return {
            chip: spec.name,
            precision,
            ...reproducePrefill({ model, chip: spec, precision, tp: 2, pp: 8 }, published),
          };
        });
        if (options.json === true) {
          printJson({
            schema: "silico/reproduce-seeds/1",
            source,
            layout: { tp: 2, pp: 8, chips: 16, batch: 8 },
            platforms: results,
            meaning,
          });
          return;
        }
        print(`DeepSeek-R1 671B prefill, TP2 x PP8, 16 chips. Published: ${source}.`);
        print();
        print(
          formatTable(
            [
              "Platform",
              "Tokens",
              "TTFT published",
              "TTFT ours",
              "Error",
              "Tokens/s published",
              "Tokens/s ours",
              "Error",
            ],
            results.flatMap(({ chip, precision, rows }) =>
              rows.map(({ published, ttftSeconds, tokensPerSecond }) => [
                `${chip}, ${precision}`,
                String(published.promptTokens),
                `${(published.ttftSeconds * 1e3).toFixed(1)} ms`,
                `${(ttftSeconds * 1e3).toFixed(1)} ms`,
                formatPercent(ttftSeconds / published.ttftSeconds - 1),
                published.tokensPerSecond.toFixed(0),
                tokensPerSecond.toFixed(0),
                formatPercent(tokensPerSecond / published.tokensPerSecond - 1),
              ]),
            ),
            ["left", "right", "right", "right", "right", "right", "right", "right"],
          ),
        );
        print();
        for (const { chip, precision, efficiency } of results)
          print(
            `One fitted number for ${chip} in ${precision}: ${formatPercent(efficiency)} of the data sheet's peak FLOP/s in prefill.`,
          );
        print();
        for (const line of meaning) print(line);
      });
  },
};
