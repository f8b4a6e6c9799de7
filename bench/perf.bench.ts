// The performance model itself: one prediction by a model never seen before, compiling a configuration, one compiled step, its size.
import { findChip } from "../src/catalog/chip.ts";
import { findModel } from "../src/catalog/models/shipped-models.ts";
import { chipSpec } from "../src/catalog/resolve-chip.ts";
import { compileStepModel } from "../src/perf/compile.ts";
import { estimateService } from "../src/perf/estimate.ts";
import { type CompiledStepModel, type StepWork, stepSeconds } from "../src/perf/step-model.ts";
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

const decode: StepWork = {
  prefillTokens: 0,
  prefillSequences: 0,
  prefillPairs: 0,
  prefillWindowPairs: 0,
  decodeSequences: 64,
  decodeContextTokens: 64 * 2000,
  decodeWindowTokens: 64 * 2000,
};
for (const [name, modelName, configuration] of cases) {
  const model = findModel(modelName);
  const start = process.hrtime.bigint();
  stepTime(model, chip, configuration, decode);
  const first = Number(process.hrtime.bigint() - start) / 1e6;
  print(`${name}: first step of the process, operators one by one`, `${first.toFixed(2)} ms`);
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
  const steps = 20_000;
  let sum = 0;
  const work = { ...decode };
  const nanoseconds =
    (microseconds(60, () => {
      for (let i = 0; i < steps; i++) {
        work.decodeSequences = 1 + (i & 255);
        work.decodeContextTokens = work.decodeSequences * (1000 + (i & 1023));
        work.decodeWindowTokens = work.decodeContextTokens;
        sum += stepSeconds(compiled, work);
      }
    }) *
      1e3) /
    steps;
  print(
    `${name}: compiled decode step (mean ${((sum / steps / 60) * 1e3).toFixed(2)} ms)`,
    `${nanoseconds.toFixed(1)} ns`,
  );
  let prompts = 0;
  const prompt = { ...decode };
  const mixed =
    (microseconds(60, () => {
      for (let i = 0; i < steps; i++) {
        prompt.decodeSequences = i & 255;
        prompt.decodeContextTokens = prompt.decodeSequences * 1000;
        prompt.decodeWindowTokens = prompt.decodeContextTokens;
        prompt.prefillTokens = 512 + (i & 2047);
        prompt.prefillSequences = 2;
        prompt.prefillPairs = prompt.prefillTokens * 600;
        prompt.prefillWindowPairs = prompt.prefillPairs;
        prompts += stepSeconds(compiled, prompt);
      }
    }) *
      1e3) /
    steps;
  print(
    `${name}: compiled mixed step (mean ${((prompts / steps / 60) * 1e3).toFixed(2)} ms)`,
    `${mixed.toFixed(1)} ns`,
  );
}
