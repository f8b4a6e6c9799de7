// The options by which a verb names one configuration: model, chip, layout, precision, engine. Shared by the verbs that need one.
import { type Command, InvalidArgumentError, Option } from "commander";
import type { ChipSpec } from "../catalog/chip-spec.ts";
import type { ModelSpec } from "../catalog/models/model-spec.ts";
import { type ServingPrecision, servingPrecisions } from "../catalog/precision.ts";
import { chipSpecFromUser } from "../catalog/user-chip.ts";
import { fail } from "../errors.ts";
import { type Configuration, type EngineFamily, engineFamilies } from "../scenario/layout.ts";
import { loadModel } from "../scenario/load-model.ts";

/** Reads a whole number of at least 1. */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError(`expected a whole number of at least 1, got "${text}".`);
  return value;
}

interface ConfigurationOptions {
  readonly model?: string;
  readonly chip?: string;
  readonly tp: number;
  readonly pp: number;
  readonly attentionDp: number;
  readonly ep?: number;
  readonly precision?: ServingPrecision;
  readonly engine: EngineFamily;
  readonly engineVersion?: string;
  readonly maxBatchedTokens: number;
  readonly maxSequences: number;
  readonly kvCache: "bf16" | "fp8";
}

/** Adds the options to a command. */
export function withConfigurationOptions(command: Command): Command {
  return command
    .option("--model <name|config.json>", "shipped model, or a Hugging Face config.json")
    .option("--chip <name>", "chip of the catalogue")
    .option("--tp <n>", "tensor parallelism", positiveInteger, 1)
    .option("--pp <n>", "pipeline parallelism", positiveInteger, 1)
    .option("--attention-dp <n>", "attention data parallelism", positiveInteger, 1)
    .option(
      "--ep <n>",
      "expert parallelism (default: all chips of a stage where attention-dp > 1, else 1)",
      positiveInteger,
    )
    .addOption(
      new Option("--precision <p>", "weights and activations (default: as the checkpoint is stored)").choices(
        servingPrecisions,
      ),
    )
    .addOption(new Option("--engine <family>", "serving engine").choices(engineFamilies).default("vllm"))
    .option("--engine-version <v>", "release of the engine")
    .option("--max-batched-tokens <n>", "tokens one iteration may process", positiveInteger, 8192)
    .option("--max-sequences <n>", "sequences in one iteration", positiveInteger, 256)
    .addOption(new Option("--kv-cache <format>", "format of the KV cache").choices(["bf16", "fp8"]).default("bf16"));
}

export interface NamedConfiguration {
  readonly model: ModelSpec;
  readonly chip: ChipSpec;
  readonly configuration: Configuration;
}

/** @throws {SilicoError} where model or chip is missing or unknown, or the layout does not work out. */
export function readConfiguration(options: ConfigurationOptions): NamedConfiguration {
  if (options.model === undefined)
    fail(
      "schema",
      ["--model"],
      "is missing",
      "Name a model, as in --model meta-llama/Llama-3.1-8B-Instruct; `silico model` lists them.",
    );
  if (options.chip === undefined)
    fail("schema", ["--chip"], "is missing", "Name a chip, as in --chip h100-sxm; `silico chips` lists them.");
  const model = loadModel(options.model);
  const chip = chipSpecFromUser(options.chip, ["--chip"]);
  const { tp, pp, attentionDp } = options;
  const width = tp * attentionDp;
  const ep = options.ep ?? (attentionDp > 1 ? width : 1);
  if (width % ep !== 0)
    fail(
      "domain",
      ["--ep"],
      `${ep} does not divide tp ${tp} x attention-dp ${attentionDp} = ${width}`,
      "Expert parallelism spreads over the same chips: choose a divisor.",
    );
  return {
    model,
    chip,
    configuration: {
      layout: { tp, pp, attentionDp, ep, moeTp: width / ep },
      precision: options.precision ?? model.nativePrecision,
      engine: {
        family: options.engine,
        ...(options.engineVersion === undefined ? {} : { version: options.engineVersion }),
        maxBatchedTokens: options.maxBatchedTokens,
        maxSequences: options.maxSequences,
        kvBlockTokens: 16,
        memoryFraction: 0.9,
        kvCacheFormat: options.kvCache,
        hasPrefixCache: true,
      },
    },
  };
}
