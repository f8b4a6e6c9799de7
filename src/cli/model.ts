// `silico model`: what a model is made of, what its weights weigh, and what its KV cache costs.
import type { Command } from "commander";
import pc from "picocolors";
import { layerCount, layerKinds } from "../catalog/models/describe-model.ts";
import {
  kvBytesForContext,
  kvBytesPerToken,
  kvBytesPerTokenBeyondWindows,
  stateBytesPerSequence,
  weightBytes,
  weightStorage,
  windowBytesPerSequence,
} from "../catalog/models/model-bytes.ts";
import type { ModelSpec } from "../catalog/models/model-spec.ts";
import { findModel, modelNames, variantNames } from "../catalog/models/shipped-models.ts";
import { type ServingPrecision, servingPrecisions } from "../catalog/precision.ts";
import { fail } from "../errors.ts";
import { loadModel } from "../scenario/load-model.ts";
import { formatCount, formatPercent, formatSI } from "../units.ts";
import { formatTable, note, print, printJson } from "./output.ts";
import type { Verb } from "./verb.ts";

const billions = (parameters: number): string =>
  parameters >= 1e9 ? `${(parameters / 1e9).toFixed(2)} B` : `${(parameters / 1e6).toFixed(1)} M`;
const exactBytes = (bytes: number): string => (bytes < 1e6 ? `${formatCount(bytes)} B` : formatSI(bytes, "B", 4));

/** `32k` is 32 x 1,024 tokens, as context lengths are named; `1M` is 1,048,576. */
function parseContext(text: string): number {
  const match = /^([\d_,]*\.?\d+)\s*([kKmM]?)$/.exec(text.trim());
  const scale = { k: 1024, m: 1024 * 1024 }[match?.[2]?.toLowerCase() ?? ""] ?? 1;
  const tokens = Number(match?.[1]?.replace(/[_,]/g, "")) * scale;
  if (match === null || !Number.isFinite(tokens) || tokens < 1 || tokens > 1e9)
    fail(
      "domain",
      ["--context"],
      `cannot read ${JSON.stringify(text)} as a context length`,
      "Write tokens: 4096, 32k or 1M.",
    );
  return Math.round(tokens);
}

function describeJson(model: ModelSpec, contextTokens: number) {
  const kv = (format: "bf16" | "fp8") => ({
    bytesPerToken: kvBytesPerToken(model, format),
    bytesPerTokenBeyondWindows: kvBytesPerTokenBeyondWindows(model, format),
    windowBytesPerSequence: windowBytesPerSequence(model, format),
    bytesForContext: kvBytesForContext(model, contextTokens, format),
  });
  return {
    schema: "silico/model/1",
    name: model.name,
    architecture: model.architecture,
    source: model.source,
    hiddenSize: model.hiddenSize,
    vocabSize: model.vocabSize,
    hasTiedEmbeddings: model.hasTiedEmbeddings,
    contextLimit: model.contextLimit,
    nativePrecision: model.nativePrecision,
    layerCount: layerCount(model),
    layerKinds: layerKinds(model),
    layers: model.layers,
    mtpLayers: model.mtpLayers,
    parameters: model.parameters,
    weights: servingPrecisions.map((precision) => ({
      precision,
      isNative: precision === model.nativePrecision,
      bytes: weightBytes(model, precision),
      storage: weightStorage(model, precision),
    })),
    kv: {
      contextTokens,
      bf16: kv("bf16"),
      fp8: kv("fp8"),
      stateBytesPerSequence: stateBytesPerSequence(model),
    },
    ignoredFields: model.ignoredFields,
  };
}

function storageInWords(model: ModelSpec, precision: ServingPrecision): string {
  const storage = weightStorage(model, precision);
  const count = model.parameters;
  const parts = [
    ["attention", storage.attention.format, count.attention],
    ["dense", storage.denseFeedForward.format, count.denseFeedForward],
    ["experts", storage.routedExperts.format, count.routedExperts],
    ["shared experts", storage.sharedExperts.format, count.sharedExperts],
    ["rest", storage.rest.format, 1],
  ] as const;
  const byFormat = new Map<string, string[]>();
  for (const [part, format, size] of parts) if (size > 0) byFormat.set(format, [...(byFormat.get(format) ?? []), part]);
  if (byFormat.size === 1) return "all parts";
  return [...byFormat].map(([format, names]) => `${format}: ${names.join(", ")}`).join("; ");
}

function printModel(model: ModelSpec, contextTokens: number): void {
  const count = model.parameters;
  print(pc.bold(model.name));
  print(
    `${model.architecture}, ${layerCount(model)} layers, hidden size ${formatCount(model.hiddenSize)}, vocabulary ${formatCount(model.vocabSize)}${model.hasTiedEmbeddings ? " (embeddings tied)" : ""}, context ${formatCount(model.contextLimit)}, stored as ${model.nativePrecision}`,
  );
  print(`Source: ${model.source}`);
  print();
  print(
    formatTable(
      ["layers", "attention", "feed-forward", "parameters each"],
      layerKinds(model).map((kind) => [
        String(kind.count),
        kind.attention,
        kind.feedForward,
        billions(kind.parametersPerLayer),
      ]),
      ["right", "left", "left", "right"],
    ),
  );
  print();
  const parts: readonly (readonly [string, number])[] = [
    ["routed experts", count.routedExperts],
    ["shared experts", count.sharedExperts],
    ["dense feed-forward", count.denseFeedForward],
    ["attention", count.attention],
    ["router", count.router],
    ["norms", count.norms],
    [model.hasTiedEmbeddings ? "embedding = head" : "embedding", count.embedding],
    ["head", count.head],
  ];
  print(
    formatTable(
      ["part", "parameters", "share"],
      [
        ...parts
          .filter(([, size]) => size > 0)
          .map(([name, size]) => [name, formatCount(size), formatPercent(size / count.total)]),
        ["total", formatCount(count.total), billions(count.total)],
        ["active per token", formatCount(count.active), billions(count.active)],
        ...(count.activeWithInputEmbedding === count.active
          ? []
          : [
              [
                "  with input embedding",
                formatCount(count.activeWithInputEmbedding),
                billions(count.activeWithInputEmbedding),
              ],
            ]),
        ...(count.mtp === 0 ? [] : [[`beside: ${model.mtpLayers} MTP`, formatCount(count.mtp), billions(count.mtp)]]),
        ...(count.vision === undefined ? [] : [["beside: vision", formatCount(count.vision), billions(count.vision)]]),
      ],
      ["left", "right", "right"],
    ),
  );
  print();
  print(
    formatTable(
      ["weights as", "bytes", "formats"],
      servingPrecisions.map((precision) => [
        precision === model.nativePrecision ? `${precision} (published)` : precision,
        formatSI(weightBytes(model, precision), "B", 4),
        storageInWords(model, precision),
      ]),
      ["left", "right", "left"],
    ),
  );
  print();
  const beyond = kvBytesPerTokenBeyondWindows(model, "bf16");
  const hasWindows = windowBytesPerSequence(model, "bf16") > 0;
  print(
    formatTable(
      ["KV cache", "bf16", "fp8"],
      [
        ["per token", ...(["bf16", "fp8"] as const).map((format) => exactBytes(kvBytesPerToken(model, format)))],
        ...(hasWindows
          ? [
              [
                "per token once windows are full",
                exactBytes(beyond),
                exactBytes(kvBytesPerTokenBeyondWindows(model, "fp8")),
              ],
            ]
          : []),
        [
          `at ${formatCount(contextTokens)} tokens`,
          ...(["bf16", "fp8"] as const).map((format) => exactBytes(kvBytesForContext(model, contextTokens, format))),
        ],
        ...(stateBytesPerSequence(model) === 0
          ? []
          : [
              [
                "fixed state per sequence",
                exactBytes(stateBytesPerSequence(model)),
                exactBytes(stateBytesPerSequence(model)),
              ],
            ]),
      ],
      ["left", "right", "right"],
    ),
  );
  if (model.ignoredFields.length > 0)
    note(`Config fields without known effect on size or speed: ${model.ignoredFields.join(", ")}.`);
  if (contextTokens > model.contextLimit)
    note(
      `${formatCount(contextTokens)} tokens are more than the config's limit of ${formatCount(model.contextLimit)}.`,
    );
}

function printList(isJson: boolean): void {
  const models = modelNames.map((name) => findModel(name));
  if (isJson) {
    printJson({
      schema: "silico/model/1",
      variants: variantNames,
      models: models.map((model) => ({
        name: model.name,
        architecture: model.architecture,
        totalParameters: model.parameters.total,
        activeParameters: model.parameters.active,
        nativePrecision: model.nativePrecision,
        kvBytesPerTokenBf16: kvBytesPerToken(model, "bf16"),
        contextLimit: model.contextLimit,
        source: model.source,
      })),
    });
    return;
  }
  print(
    formatTable(
      ["model", "parameters", "active", "stored as", "weights", "KV per token", "context"],
      models.map((model) => [
        model.name,
        billions(model.parameters.total),
        billions(model.parameters.active),
        model.nativePrecision,
        formatSI(weightBytes(model, model.nativePrecision), "B"),
        exactBytes(kvBytesPerToken(model, "bf16")),
        formatCount(model.contextLimit),
      ]),
      ["left", "right", "right", "left", "right", "right", "right"],
    ),
  );
  note(
    `${models.length} models ship with Silico, and ${variantNames.length} further names of the same layers. Any other: silico model path/to/config.json`,
  );
}

export const verb: Verb = {
  configure: (command: Command) => {
    command
      .argument("[name|config.json]", "a shipped model (any case, organisation optional) or a Hugging Face config.json")
      .option("--context <tokens>", "context length for the KV account; k = 1,024", "32k")
      .option("--json", "print JSON (schema silico/model/1)")
      .addHelpText(
        "after",
        `
Examples:
  silico model                                    the models that ship
  silico model deepseek-ai/DeepSeek-R1            layers, parameters, weights, KV cache
  silico model gpt-oss-120b --context 128k        KV of a long context; windowed layers saturate
  silico model ~/models/mine/config.json --json   any Hugging Face config.json`,
      )
      .action((wanted: string | undefined, options: { context: string; json?: boolean }) => {
        const contextTokens = parseContext(options.context);
        if (wanted === undefined) {
          printList(options.json === true);
          return;
        }
        const model = loadModel(wanted);
        if (options.json === true) printJson(describeJson(model, contextTokens));
        else printModel(model, contextTokens);
      });
  },
};
