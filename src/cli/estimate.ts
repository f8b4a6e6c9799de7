// `silico estimate`: what one replica of a model on a chip delivers, how sure that is, and why.
import type { Command } from "commander";
import { fail } from "../errors.ts";
import { estimateService, leversOf, nearestFit, type Quantiles, type ServiceQuestion } from "../perf/estimate.ts";
import { type MemoryAccount, memoryAccount } from "../perf/memory-account.ts";
import { measuredEngines } from "../perf/nearby/correct-steps.ts";
import type { NearbyCorrection } from "../perf/nearby/correction.ts";
import { arithmeticOf } from "../perf/operators/arithmetic.ts";
import type { StepTime } from "../perf/step-time.ts";
import { formatCount, formatPercent, formatSeconds, formatSI } from "../units.ts";
import { positiveInteger, readConfiguration, withConfigurationOptions } from "./configuration-options.ts";
import { formatTable, note, print, printJson } from "./output.ts";
import { exitCode, type Verb } from "./verb.ts";

type Options = Parameters<typeof readConfiguration>[0] & {
  readonly isl: number;
  readonly osl: number;
  readonly concurrency: number;
  readonly explain?: boolean;
  readonly json?: boolean;
};

const range = (value: Quantiles, format: (x: number) => string): string[] => [
  format(value.p10),
  format(value.p50),
  format(value.p90),
];

function memoryRows(memory: MemoryAccount): string[][] {
  const row = (name: string, bytes: number) => [name, formatSI(bytes, "B"), formatPercent(bytes / memory.deviceBytes)];
  return [
    row("weights", memory.weightBytes),
    row("KV cache", Math.max(0, memory.kvBytes)),
    ...(memory.stateBytes > 0 ? [row("states and windows", memory.stateBytes)] : []),
    row("activations", memory.activationBytes),
    row("runtime and buffers", memory.bufferBytes),
    row("left to the system", memory.deviceBytes - memory.usableBytes),
  ];
}

/** The operator table, rows under a thousandth of the step together. */
function operatorTable(step: StepTime): string {
  const shown = step.rows.filter((row) => row.share >= 0.001).sort((a, b) => b.seconds - a.seconds);
  const rest = step.rows.filter((row) => row.share < 0.001).reduce((sum, row) => sum + row.seconds, 0);
  const rows = shown.map((row) => [
    row.name,
    formatCount(row.calls),
    formatSeconds(row.seconds),
    formatPercent(row.share),
    row.bound,
    formatPercent(row.mfu),
    formatPercent(row.mbu),
    `${row.spread.p10.toFixed(2)}-${row.spread.p90.toFixed(2)}`,
    row.source,
  ]);
  const line = (name: string, seconds: number) => [
    name,
    "",
    formatSeconds(seconds),
    formatPercent(seconds / step.seconds),
    "",
    "",
    "",
    "",
    "",
  ];
  if (rest > 0) rows.push(line("all others", rest));
  rows.push(line("host", step.hostSeconds), line("gaps between kernels", step.gapSeconds), line("step", step.seconds));
  return formatTable(["Operator", "Calls", "Time", "Share", "Bound", "MFU", "MBU", "Spread", "Source"], rows, [
    "left",
    "right",
    "right",
    "right",
    "left",
    "right",
    "right",
    "right",
    "left",
  ]);
}

/** Points for a roofline plot: arithmetic intensity against achieved FLOP/s, beside the chip's roofs. */
const roofline = (step: StepTime) =>
  step.rows
    .filter((row) => row.flops > 0 && row.bytes > 0)
    .map((row) => ({
      operator: row.name,
      flopsPerByte: row.flops / row.bytes,
      flopsPerSecond: row.flops / row.seconds,
      share: row.share,
    }));

function printEstimate(question: ServiceQuestion, explains: boolean): void {
  const estimate = estimateService(question);
  const { configuration, chip, model } = question;
  const { layout } = configuration;
  print(
    `${model.name} on ${estimate.chips} x ${chip.name} (tp ${layout.tp}, pp ${layout.pp}, attention dp ${layout.attentionDp}, ep ${layout.ep}), ${configuration.precision}, ${estimate.engine.name}`,
  );
  print(`${question.concurrency} requests in flight, ${question.inputTokens} tokens in, ${question.outputTokens} out`);
  print(nearbyText(estimate.nearby, question));
  print();
  print(
    formatTable(
      ["", "p10", "p50", "p90"],
      [
        ["TTFT", ...range(estimate.ttftSeconds, formatSeconds)],
        ["TPOT", ...range(estimate.tpotSeconds, formatSeconds)],
        ["output tokens/s", ...range(estimate.outputTokensPerSecond, formatCount)],
        ["output tokens/s per chip", ...range(estimate.outputTokensPerSecond, (x) => formatCount(x / estimate.chips))],
      ],
      ["left", "right", "right", "right"],
    ),
  );
  print();
  print(formatTable(["Memory per chip", "Bytes", "Share"], memoryRows(estimate.memory), ["left", "right", "right"]));
  print(`KV cache: ${formatCount(estimate.memory.kvCapacityTokens)} tokens on the replica`);
  for (const assumption of chip.assumptions) note(`assumed: ${assumption}`);
  if (!explains) return;
  print();
  print(`One decode step at ${Math.max(1, Math.round(estimate.loop.meanBatch))} sequences:`);
  print(operatorTable(estimate.decodeStep));
  print();
  print("Reading one prompt (or its first chunk) alone:");
  print(operatorTable(estimate.promptStep));
  print();
  print(
    `Prompts take ${formatPercent(estimate.loop.prefillTimeFraction)} of the engine's time; a request waits ${formatSeconds(estimate.loop.queueSeconds)} to be scheduled.`,
  );
  print();
  print("What would make this faster:");
  print(
    formatTable(
      ["Change", "TTFT", "TPOT", "Throughput"],
      leversOf(question).map((lever) => [
        lever.change,
        signed(lever.ttft),
        signed(lever.tpot),
        signed(lever.throughput),
      ]),
      ["left", "right", "right", "right"],
    ),
  );
}

const signed = (fraction: number): string => `${fraction >= 0 ? "+" : "-"}${Math.abs(fraction * 100).toFixed(1)}%`;

/** What measured runs had to say of the answer. */
function nearbyText({ runs, tpotFactor, ttftFactor }: NearbyCorrection, { model, chip }: ServiceQuestion): string {
  const others = measuredEngines(model, chip).map(
    (engine) => `--engine ${engine.family} --engine-version ${engine.version} (${engine.runs} runs)`,
  );
  return runs === 0
    ? `No measured run of this engine class, chip and model is near: the fitted coefficients alone.${others.length === 0 ? "" : ` Measured on this chip: ${others.join(", ")}.`}`
    : `${runs} measured run${runs === 1 ? "" : "s"} near: TTFT moved by ${signed(ttftFactor - 1)}, TPOT by ${signed(tpotFactor - 1)} against the fitted coefficients.`;
}

/** An answer where the model does not fit: exit code 3, with what would. */
function reportMisfit(question: ServiceQuestion, memory: MemoryAccount, isJson: boolean): void {
  const near = nearestFit(question.model, question.chip, question.configuration);
  process.exitCode = exitCode.infeasible;
  if (isJson) {
    printJson({
      schema: "silico/estimate/1",
      status: "infeasible",
      reason: "memory",
      memory,
      nearest:
        near === undefined
          ? undefined
          : {
              change: near.change,
              layout: near.configuration.layout,
              precision: near.configuration.precision,
              memory: near.memory,
            },
    });
    return;
  }
  print(
    `${question.model.name} in ${question.configuration.precision} does not fit ${question.chip.name}: ${formatSI(memory.weightBytes, "B")} of weights per chip, ${formatSI(memory.missingBytes, "B")} missing.`,
  );
  print(formatTable(["Memory per chip", "Bytes", "Share"], memoryRows(memory), ["left", "right", "right"]));
  print(
    near === undefined
      ? "No tensor parallelism up to 64 makes it fit."
      : `Nearest that fits: --${near.change.replace(" ", " ")}.`,
  );
}

export const verb: Verb = {
  configure: (command: Command) => {
    withConfigurationOptions(command)
      .option("--isl <tokens>", "mean prompt length", positiveInteger, 1024)
      .option("--osl <tokens>", "mean output length", positiveInteger, 1024)
      .option("--concurrency <n>", "requests always in flight", positiveInteger, 16)
      .option("--explain", "the operator table, and what would make this faster")
      .option("--json", "machine-readable result, with the operator table and roofline points")
      .addHelpText(
        "after",
        `
Examples:
  silico estimate --model meta-llama/Llama-3.1-70B-Instruct --chip h100-sxm --tp 4 --precision fp8
  silico estimate --model deepseek-ai/DeepSeek-V3 --chip h200-sxm --tp 8 --ep 8 --isl 8192 --concurrency 64 --explain
  silico estimate --model Qwen/Qwen3-32B --chip c550 --tp 4 --json

p10 to p90 holds four measured values in five. Exit code 3: the model does not fit; the answer says what would.`,
      )
      .action((options: Options) => {
        const named = readConfiguration(options);
        if (options.precision !== undefined && arithmeticOf(options.precision, named.chip).isEmulated)
          fail(
            "domain",
            ["--precision"],
            `${named.chip.name} has no ${options.precision} arithmetic`,
            `It computes in ${Object.keys(named.chip.peakFlopsPerSecond).join(", ")}; w4a16 and mxfp4-a16 hold narrow weights and compute in 16 bits.`,
          );
        const question: ServiceQuestion = {
          ...named,
          inputTokens: options.isl,
          outputTokens: options.osl,
          concurrency: options.concurrency,
        };
        const memory = memoryAccount(named.model, named.chip, named.configuration);
        if (!memory.fits) {
          reportMisfit(question, memory, options.json === true);
          return;
        }
        if (options.json !== true) {
          printEstimate(question, options.explain === true);
          return;
        }
        const estimate = estimateService(question);
        printJson({
          schema: "silico/estimate/1",
          status: "ok",
          model: named.model.name,
          chip: named.chip.id,
          chips: estimate.chips,
          configuration: named.configuration,
          load: { inputTokens: options.isl, outputTokens: options.osl, concurrency: options.concurrency },
          ttftSeconds: estimate.ttftSeconds,
          tpotSeconds: estimate.tpotSeconds,
          outputTokensPerSecond: estimate.outputTokensPerSecond,
          requestsPerSecond: estimate.requestsPerSecond,
          memory: estimate.memory,
          engine: estimate.engine,
          nearby: estimate.nearby,
          prefillTimeFraction: estimate.loop.prefillTimeFraction,
          meanBatch: estimate.loop.meanBatch,
          ...(options.explain === true
            ? {
                decodeStep: estimate.decodeStep,
                promptStep: estimate.promptStep,
                levers: leversOf(question),
                roofline: {
                  peakFlopsPerSecond: named.chip.peakFlopsPerSecond,
                  memoryBytesPerSecond: named.chip.memoryBytesPerSecond,
                  decode: roofline(estimate.decodeStep),
                  prompt: roofline(estimate.promptStep),
                },
              }
            : {}),
          assumptions: named.chip.assumptions,
        });
      });
  },
};
