// `silico workload`: what a trace or a generator sends, in numbers and pictures, and a generator fitted to a trace.
import { existsSync } from "node:fs";
import { type Command, Option } from "commander";
import pc from "picocolors";
import { fail } from "../errors.ts";
import { columnChart } from "../report/column-chart.ts";
import { fitYaml } from "../report/fit-yaml.ts";
import { readChunks } from "../scenario/read-chunks.ts";
import type { TraceFormat, Workload } from "../scenario/scenario.ts";
import { formatCount, formatPercent, formatSeconds, formatSI } from "../units.ts";
import { type FittedWorkload, fitWorkload } from "../workload/fit.ts";
import { logHistogram, rateOverTime } from "../workload/histogram.ts";
import { type LoadedWorkload, loadWorkload } from "../workload/load-workload.ts";
import { namedGenerators } from "../workload/named-generators.ts";
import type { RequestColumns } from "../workload/request-columns.ts";
import {
  type Summary,
  statisticProbabilities,
  type WorkloadStatistics,
  workloadStatistics,
} from "../workload/statistics.ts";
import { formatTable, note, print, printJson, writeFileWhole } from "./output.ts";
import { readScenario } from "./read-scenario.ts";
import type { Verb } from "./verb.ts";

interface Options {
  readonly format?: TraceFormat;
  readonly requests?: number;
  readonly rate?: number;
  readonly seed: number;
  readonly fit?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

const number = (name: string, isInteger: boolean) => (text: string) => {
  const value = Number(text.replace(/[_,]/g, ""));
  const isGood = text.trim() !== "" && Number.isFinite(value) && value >= 0 && (!isInteger || Number.isInteger(value));
  if (!isGood)
    fail("domain", [name], `expected ${isInteger ? "a whole number" : "a number"} of 0 or more, got "${text}"`, "");
  return value;
};

/** A scenario's workload, a trace file or a shipped generator. */
function load(wanted: string, options: Options): LoadedWorkload {
  const openChunks = readChunks;
  const given = options.rate === undefined ? {} : { requestsPerSecond: options.rate };
  const requests = options.requests === undefined ? {} : { requests: options.requests };
  if (/\.ya?ml$/i.test(wanted)) {
    const scenario = readScenario(wanted, []);
    return loadWorkload(
      { ...scenario.workload, ...requests },
      { ...scenario.demand, ...given },
      { seed: scenario.seed, openChunks, file: wanted },
    );
  }
  const isFile = wanted === "-" || existsSync(wanted) || /[./\\]/.test(wanted);
  const workload: Workload = isFile
    ? { trace: { path: wanted, ...(options.format === undefined ? {} : { format: options.format }) }, ...requests }
    : { generator: wanted, ...requests };
  // Lengths alone have no rate: any will do where only lengths are looked at.
  try {
    return loadWorkload(workload, given, { seed: options.seed, openChunks });
  } catch (error) {
    const isRateMissing = error instanceof Error && /has no arrival times/.test(error.message);
    if (!isRateMissing || wanted === "-") throw error;
    const loaded = loadWorkload(workload, { requestsPerSecond: 1 }, { seed: options.seed, openChunks });
    return { ...loaded, notes: [...loaded.notes, "no --rate given: arrivals are drawn at 1 request/s"] };
  }
}

const tokens = (value: number): string => formatCount(Math.round(value));
const summaryRow = (name: string, summary: Summary, format: (value: number) => string): string[] => [
  name,
  format(summary.mean),
  format(summary.min),
  ...summary.quantiles.map(format),
  format(summary.max),
];

function printStatistics(loaded: LoadedWorkload, statistics: WorkloadStatistics): void {
  const { arrivals, prefix, sessions, tenants } = statistics;
  const isClosedLoop = loaded.columns.closedLoopConcurrency !== undefined;
  print(pc.bold(loaded.description));
  if (loaded.source !== undefined) print(`Stands in for: ${loaded.source}`);
  print();
  const right = ["left", ...new Array(11).fill("right")] as const;
  print(
    formatTable(
      ["", "mean", "min", ...statisticProbabilities.map((p) => `p${p * 100}`), "max"],
      [
        summaryRow("prompt tokens", statistics.promptTokens, tokens),
        summaryRow("output tokens", statistics.outputTokens, tokens),
        ...(isClosedLoop ? [] : [summaryRow("gap", arrivals.gapSeconds, (value) => formatSeconds(value))]),
      ],
      right,
    ),
  );
  print();
  const facts: [string, string][] = [
    ["requests", formatCount(statistics.requests)],
    [
      "tokens",
      `${formatSI(statistics.totalPromptTokens, "").trim()} in, ${formatSI(statistics.totalOutputTokens, "").trim()} out`,
    ],
  ];
  if (isClosedLoop) facts.push(["arrivals", `closed loop, ${loaded.columns.closedLoopConcurrency} in flight`]);
  else {
    const rate = arrivals.requestsPerSecond;
    facts.push(["span", formatSeconds(arrivals.spanSeconds)]);
    facts.push(["mean rate", rate === undefined ? "all at once" : `${rate.toPrecision(4)} requests/s`]);
    if (arrivals.peakPerSecond.length > 0)
      facts.push([
        "peak rate",
        arrivals.peakPerSecond
          .map((peak) => `${peak.requestsPerSecond.toPrecision(3)}/s in ${formatSeconds(peak.windowSeconds)}`)
          .join(", "),
      ]);
    if (arrivals.gapCv !== undefined) facts.push(["burstiness", `gap CV ${arrivals.gapCv.toFixed(2)} (Poisson 1)`]);
    if (arrivals.dispersion.length > 0)
      facts.push([
        "variance/mean of counts",
        `${arrivals.dispersion.map((d) => `${d.index.toPrecision(3)} in ${formatSeconds(d.windowSeconds)}`).join(", ")} (Poisson 1)`,
      ]);
  }
  if (statistics.lengthCorrelation !== undefined)
    facts.push(["rank correlation of lengths", statistics.lengthCorrelation.toFixed(3)]);
  if (prefix !== undefined) {
    facts.push([
      "prefix blocks seen before",
      `${formatPercent(prefix.seenBlockShare)} of ${formatCount(prefix.blocks)} blocks of ${prefix.blockTokens} tokens`,
    ]);
    facts.push(["prompt tokens an endless cache saves", formatPercent(prefix.reusableTokenShare)]);
  }
  if (sessions !== undefined)
    facts.push(["conversations", `${formatCount(sessions.count)}, ${sessions.meanTurns.toFixed(1)} turns on average`]);
  for (const tenant of tenants ?? []) facts.push([`tenant ${tenant.name}`, `${formatCount(tenant.requests)} requests`]);
  print(formatTable(["", ""], facts).split("\n").slice(1).join("\n"));
}

function printPictures(columns: RequestColumns): void {
  const bins = 64;
  for (const [title, values] of [
    ["Prompt tokens (requests per bin, bins of equal ratio)", columns.promptTokens],
    ["Output tokens", columns.outputTokens],
  ] as const) {
    const { edges, counts } = logHistogram(values, bins);
    if (counts.length === 0) continue;
    const at = (i: number) => tokens(edges[i] ?? 0);
    print();
    print(title);
    for (const line of columnChart(counts, {
      formatValue: tokens,
      ticks: [at(0), at(bins / 2), tokens((edges[bins] ?? 1) - 1)],
    }))
      print(line);
  }
  const rates = columns.closedLoopConcurrency === undefined ? rateOverTime(columns.arrivalSeconds, bins) : [];
  if (rates.length === 0) return;
  const span = columns.arrivalSeconds[columns.count - 1] ?? 0;
  print();
  print("Requests/s over time");
  const ticks = ["0", formatSeconds(span / 2), formatSeconds(span)] as const;
  for (const line of columnChart(rates, { formatValue: (value) => value.toPrecision(3), ticks })) print(line);
}

function printFit(fitted: FittedWorkload): void {
  print();
  print(pc.bold("Fitted generator, ready for a scenario"));
  print(fitYaml(fitted).trimEnd());
  print();
  print(
    formatTable(
      ["fit", "as", "KS distance"],
      [
        ["prompt", fitted.prompt.distribution.kind, formatPercent(fitted.prompt.distance)],
        ["output", fitted.output.distribution.kind, formatPercent(fitted.output.distance)],
        ...(fitted.followUp === undefined
          ? []
          : [["later turns", fitted.followUp.distribution.kind, formatPercent(fitted.followUp.distance)]]),
        ["gaps", fitted.arrivals.process.kind, formatPercent(fitted.arrivals.distance)],
      ],
      ["left", "left", "right"],
    ),
  );
  if (fitted.arrivals.dispersion.length > 0) {
    print();
    print(
      formatTable(
        ["variance/mean of counts in", ...fitted.arrivals.dispersion.map((d) => formatSeconds(d.windowSeconds))],
        [
          ["trace", ...fitted.arrivals.dispersion.map((d) => d.trace.toPrecision(3))],
          ["fitted", ...fitted.arrivals.dispersion.map((d) => d.fitted.toPrecision(3))],
        ],
        ["left", ...fitted.arrivals.dispersion.map(() => "right" as const)],
      ),
    );
  }
  print();
  print(
    formatTable(
      ["", "trace", "fitted"],
      [
        ["mean prompt tokens", tokens(fitted.meanPromptTokens.trace), tokens(fitted.meanPromptTokens.fitted)],
        ...(fitted.reuse === undefined
          ? []
          : [["prompt tokens a cache saves", formatPercent(fitted.reuse.trace), formatPercent(fitted.reuse.fitted)]]),
      ],
      ["left", "right", "right"],
    ),
  );
  for (const remark of fitted.notes) note(`Note: ${remark}.`);
}

/** The requests as CSV that every reader here understands. Prefixes and conversations are not in it. */
function writeCsv(path: string, columns: RequestColumns): void {
  const lines = ["arrival_seconds,prompt_tokens,output_tokens"];
  for (let i = 0; i < columns.count; i++)
    lines.push(`${columns.arrivalSeconds[i]},${columns.promptTokens[i]},${columns.outputTokens[i]}`);
  writeFileWhole(path, `${lines.join("\n")}\n`);
  note(`${formatCount(columns.count)} requests written to ${path}`);
}

function printGenerators(isJson: boolean): void {
  if (isJson) printJson({ schema: "silico/workload/1", generators: namedGenerators });
  else {
    print(
      formatTable(
        ["generator", "requests/s", "what"],
        namedGenerators.map(({ name, summary, requestsPerSecond }) => [name, String(requestsPerSecond), summary]),
        ["left", "right", "left"],
      ),
    );
    note("A trace file works as well: silico workload path/to/trace.csv");
  }
}

export const verb: Verb = {
  configure: (command: Command) => {
    command
      .argument(
        "[trace|generator|scenario]",
        "a trace file (- reads standard input), a shipped generator, or a scenario",
      )
      .addOption(
        new Option("--format <format>", "format of the trace; told from the file otherwise").choices([
          "azure",
          "mooncake",
          "lengths",
          "inference-perf",
          "vllm-bench",
        ]),
      )
      .option("--requests <n>", "repeat or cut to this many requests", number("--requests", true))
      .option("--rate <requests/s>", "scale the mean rate; bursts keep their shape", number("--rate", false))
      .option("--seed <n>", "seed of what is drawn", number("--seed", true), 1)
      .option("--fit", "fit a generator and print it as YAML for a scenario")
      .option("--out <file.csv>", "write the requests as CSV")
      .option("--json", "print JSON (schema silico/workload/1)")
      .addHelpText(
        "after",
        `
Examples:
  silico workload                                       the generators that ship
  silico workload AzureLLMInferenceTrace_conv.csv       statistics and pictures of a trace
  silico workload trace.jsonl --fit                     a generator fitted to it, with its goodness
  silico workload azure-code-2023 --requests 100000     what a generator sends
  silico workload trace.csv --requests 1000000 --rate 50 --out million.csv`,
      )
      .action((wanted: string | undefined, options: Options) => {
        if (wanted === undefined) {
          printGenerators(options.json === true);
          return;
        }
        const loaded = load(wanted, options);
        if (loaded.columns.count === 0)
          fail("domain", ["demand"], "no requests to describe", "Give a rate above 0.", wanted);
        const statistics = workloadStatistics(loaded.columns);
        const fitted = options.fit === true ? fitWorkload(loaded.columns) : undefined;
        if (options.json === true) {
          const { prompt, output, ...rest } = fitted ?? {};
          printJson({
            schema: "silico/workload/1",
            description: loaded.description,
            ...(loaded.source === undefined ? {} : { source: loaded.source }),
            notes: loaded.notes,
            probabilities: statisticProbabilities,
            statistics,
            ...(fitted === undefined ? {} : { fit: { ...rest, prompt, output } }),
          });
        } else {
          for (const remark of loaded.notes) note(`Note: ${remark}.`);
          printStatistics(loaded, statistics);
          printPictures(loaded.columns);
          if (fitted !== undefined) printFit(fitted);
        }
        if (options.out !== undefined) writeCsv(options.out, loaded.columns);
      });
  },
};
