// The performance model itself: one prediction of a model never seen before, compiling a configuration, one compiled step, its size.
//
// "Never seen" means two things, and both are printed. The first prediction of a process runs code that the JavaScript engine has
// not compiled yet, and works out the surfaces of a chip's kernels. Later ones of models and precisions that the process never
// priced on that chip only do the latter.
import { findChip } from "../src/catalog/chip.ts";
import { findModel } from "../src/catalog/models/shipped-models.ts";
import { chipSpec } from "../src/catalog/resolve-chip.ts";
import { compileStepModel } from "../src/perf/compile.ts";
import { estimateService } from "../src/perf/estimate.ts";
import { type CompiledStepModel, decodeWork, type StepWork, stepSeconds } from "../src/perf/step-model.ts";
import { stepTime } from "../src/perf/step-time.ts";
import type { Configuration } from "../src/scenario/layout.ts";
import { anyEngine } from "../test/any-engine.ts";

const engine = anyEngine;
const dense = { tp: 4, pp: 1, attentionDp: 1, ep: 1, moeTp: 4 };
const wide = { tp: 1, pp: 1, attentionDp: 32, ep: 32, moeTp: 1 };
const cases = [
  ["Llama-3.1-70B, TP4", "meta-llama/Llama-3.1-70B-Instruct", { layout: dense, precision: "fp8", engine }],
  ["DeepSeek-R1, DP32", "deepseek-ai/DeepSeek-R1", { layout: wide, precision: "fp8-block", engine }],
  ["Qwen3.5-397B, TP4", "Qwen/Qwen3.5-397B-A17B", { layout: dense, precision: "fp8", engine }],
] as const satisfies readonly (readonly [string, string, Configuration])[];
const chip = chipSpec(findChip("h200-sxm"));
/** Models for the first prediction on a chip, with what their checkpoints hold. */
const unseen = [
  ["Qwen/Qwen3-32B", { layout: { ...dense, tp: 2, moeTp: 2 }, precision: "bf16", engine }],
  ["deepseek-ai/DeepSeek-R1", { layout: wide, precision: "fp8-block", engine }],
  ["openai/gpt-oss-120b", { layout: { ...dense, tp: 2, moeTp: 2 }, precision: "mxfp4-a16", engine }],
  ["deepseek-ai/DeepSeek-V3.2", { layout: { ...dense, tp: 8, moeTp: 8 }, precision: "fp8-block", engine }],
  ["Qwen/Qwen3.5-397B-A17B", { layout: dense, precision: "fp8", engine }],
] as const satisfies readonly (readonly [string, Configuration])[];

const print = (name: string, value: string): void => console.log(`  ${name.padEnd(58)} ${value.padStart(12)}`);

/** Least time of so many runs: the machine's other work only ever adds. */
function microseconds(repeats: number, work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < repeats; i++) {
    const start = process.hrtime.bigint();
    work();
    least = Math.min(least, Number(process.hrtime.bigint() - start) / 1e3);
  }
  return least;
}

/** Bytes of a compiled model: its tables and its numbers. */
function bytesOf(value: CompiledStepModel[keyof CompiledStepModel] | object): number {
  if (value instanceof Float64Array) return value.byteLength;
  if (typeof value === "object" && value !== null)
    return Object.values(value).reduce((sum: number, part) => sum + bytesOf(part as object), 0);
  return 8;
}

const decode = decodeWork(64, 2000);

/** Milliseconds of one run, which can only be had once. */
function once(work: () => unknown): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

{
  const [name, modelName, configuration] = cases[0];
  const model = findModel(modelName);
  const first = once(() => stepTime(model, chip, configuration, decode));
  print(`first prediction of the process: ${name}, one step`, `${first.toFixed(2)} ms`);
  // Other chips' kernels, so that the code is compiled and nothing of the chips below is known.
  for (const id of ["b200-sxm", "a100-sxm", "mi325x", "gaudi3", "h20", "tpu-v6e"])
    for (const [other, setting] of unseen) {
      const elsewhere = chipSpec(findChip(id));
      stepTime(findModel(other), elsewhere, setting, decode);
      if (id === "b200-sxm") compileStepModel(findModel(other), elsewhere, setting);
    }
  for (const id of ["h100-sxm", "mi300x"])
    for (const [other, setting] of unseen) {
      const elsewhere = chipSpec(findChip(id));
      const spent = once(() => stepTime(findModel(other), elsewhere, setting, decode));
      print(`model never seen on ${id}, code warm: ${other.split("/")[1]}, one step`, `${spent.toFixed(2)} ms`);
    }
}

/** Whole numbers below `limit` in an order that no branch predictor learns. */
function shuffled(count: number, limit: number): Uint32Array {
  let state = 1;
  return Uint32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  });
}
const steps = 1024;
const batches = shuffled(steps, 256);
const contexts = shuffled(steps, 1024);
const promptTokens = shuffled(steps, 4096);
const decodes = Array.from({ length: steps }, (_, i) => decodeWork(1 + batches[i]!, 1000 + contexts[i]!));
/** As engines give them: pairs counted chunk by chunk. */
const mixes = Array.from({ length: steps }, (_, i): StepWork => {
  const prefillTokens = 64 + promptTokens[i]!;
  const prefillPairs = prefillTokens * (prefillTokens + contexts[i]!);
  return Object.assign(decodeWork(batches[i]!, 1000), {
    prefillTokens,
    prefillSequences: 1 + (contexts[i]! & 3),
    prefillPairs,
    prefillTiledPairs: prefillPairs,
    prefillWindowPairs: prefillPairs,
  });
});

for (const [name, modelName, configuration] of cases) {
  const model = findModel(modelName);
  print(
    `${name}: one step, operators one by one`,
    `${(microseconds(200, () => stepTime(model, chip, configuration, decode)) / 1e3).toFixed(3)} ms`,
  );
  print(
    `${name}: compile`,
    `${(microseconds(60, () => compileStepModel(model, chip, configuration)) / 1e3).toFixed(2)} ms`,
  );
  const compiled = compileStepModel(model, chip, configuration);
  print(`${name}: size of the compiled model`, `${(bytesOf(compiled) / 1024).toFixed(1)} KiB`);
  const question = { model, chip, configuration, inputTokens: 2000, outputTokens: 500, concurrency: 32 };
  print(
    `${name}: TTFT, TPOT, throughput at 32 in flight, compiling included`,
    `${(microseconds(60, () => estimateService(question)) / 1e3).toFixed(2)} ms`,
  );
  // Steps differ, so that nothing is hoisted out of the loop; the sum is printed, so that nothing is left out.
  for (const [what, works] of [
    ["decode", decodes],
    ["mixed", mixes],
  ] as const) {
    const repeats = 1000;
    let sum = 0;
    const spent = microseconds(repeats, () => {
      let part = 0;
      for (let i = 0; i < steps; i++) part += stepSeconds(compiled, works[i]!);
      sum += part;
    });
    const mean = ((sum / steps / repeats) * 1e3).toFixed(2);
    print(`${name}: compiled ${what} step (mean ${mean} ms)`, `${((spent * 1e3) / steps).toFixed(1)} ns`);
  }
}
