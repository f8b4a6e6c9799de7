// A Hugging Face config.json -> layers, parameters, storage. Pure: the caller reads the file.
// What is not understood is refused by name; there is no default architecture.
import { distance } from "fastest-levenshtein";
import { fail, type Issue } from "../../errors.ts";
import { type Architecture, architectures, modelTypes } from "./architectures.ts";
import { ConfigReader, isPlainFields } from "./config-reader.ts";
import { readGqaLayers } from "./gqa-layers.ts";
import { readGatedDeltaLayers, readNemotronLayers } from "./hybrid-layers.ts";
import { readCompressedLayers, readMlaLayers } from "./latent-layers.ts";
import type { LayerGroup, ModelSpec } from "./model-spec.ts";
import { countParameters, layerParameters, streamHeadParameters } from "./parameters.ts";
import { readNativeStorage } from "./quantization.ts";
import { sortUnread } from "./unread-fields.ts";
import { visionParameters } from "./vision-tower.ts";

/** Keys under which multimodal configs nest their language model. */
const nestedKeys = ["text_config", "llm_config", "language_config"];

function unknownArchitecture(named: string | undefined, text: ConfigReader, file: string | undefined): never {
  const fields = sortUnread(text.unreadKeys(), (key) => text.value(key));
  const list = [...fields.shaping, ...fields.other];
  const near =
    named === undefined
      ? []
      : Object.keys(architectures).filter((known) => distance(known.toLowerCase(), named.toLowerCase()) <= 3);
  const what = named === undefined ? "architectures is missing" : `unknown architecture "${named}"`;
  const shown = list.slice(0, 40);
  fail(
    "unsupported",
    ["architectures"],
    `${what}; fields not interpreted: ${shown.length === 0 ? "none that give a shape" : shown.join(", ")}${list.length > shown.length ? `, and ${list.length - shown.length} more` : ""}`,
    `${near.length > 0 ? `Did you mean ${near.map((name) => `"${name}"`).join(" or ")}? ` : ""}If the layers are those of a known architecture, write its class there: ${Object.keys(architectures).slice(0, 4).join(", ")} and ${Object.keys(architectures).length - 4} more (silico model lists them).`,
    file,
  );
}

/** Layers, and the layer that a multi-token-prediction module repeats. */
function readLayers(
  architecture: Architecture,
  text: ConfigReader,
  hiddenSize: number,
  contextLimit: number,
): { readonly layers: readonly LayerGroup[]; readonly mtpLayer: LayerGroup | undefined } {
  const { traits } = architecture;
  const withLast = (layers: readonly LayerGroup[]) => ({ layers, mtpLayer: layers[layers.length - 1] });
  switch (architecture.family) {
    case "gqa":
      return withLast(readGqaLayers(text, hiddenSize, contextLimit, traits));
    case "mla":
      return withLast(readMlaLayers(text, false));
    case "mla-sparse":
      return withLast(readMlaLayers(text, true));
    case "compressed":
      return readCompressedLayers(text);
    case "gated-delta":
      return withLast(readGatedDeltaLayers(text, hiddenSize, traits));
    case "nemotron-h":
      return { layers: readNemotronLayers(text, hiddenSize), mtpLayer: undefined };
  }
}

/** What the layers of an architecture take for granted, where the config says it. */
function checkAssumptions(architecture: Architecture, text: ConfigReader, named: string): void {
  const expected = [
    ...Object.entries(architecture.expects ?? {}),
    ...Object.entries(architecture.repeats ?? {}).map(([key, other]) => [key, text.value(other)] as const),
  ];
  for (const [key, value] of expected) {
    const given = text.value(key);
    if (given !== undefined && given !== value)
      text.issue(
        "unsupported",
        key,
        `${JSON.stringify(given)} for ${named}`,
        `Only ${JSON.stringify(value)} is understood.`,
      );
  }
  for (const key of architecture.neutral ?? []) text.value(key);
}

/** Names of the longest context, newest first. */
const contextKeys = [
  "max_position_embeddings",
  "n_positions",
  "max_sequence_length",
  "model_max_length",
  "seq_length",
  "n_ctx",
];

/**
 * The class that says how to read the config: of the whole where it is known, else of the language model inside, else the
 * one its model_type stands for.
 */
function declaredArchitecture(whole: ConfigReader, text: ConfigReader): string | undefined {
  const classes = [whole, text].flatMap((reader) => reader.list("architectures", "string"));
  const types = [text, whole].flatMap((reader) => reader.string("model_type") ?? []);
  const known = [...classes, ...types.map((type) => modelTypes[type] ?? "")].find((name) => name in architectures);
  return known ?? classes[0] ?? types[0];
}

/**
 * Reads a config.json that is already parsed JSON.
 *
 * Understands the architectures of `architectures.ts`: grouped-query, latent, sliding-window, chunked, gated-delta, Mamba-2,
 * sparse and compressed attention; dense and mixture-of-experts feed-forward; quantised checkpoints.
 * Error: within 1% of every published total that is not a rounded nominal size (test/golden/model-totals.csv).
 * @throws {SilicoError} with all problems: missing or impossible values ("schema", "domain"), and architectures, fields or
 * quantisation methods that are not interpreted ("unsupported"), each with file and path.
 */
export function parseHfConfig(json: unknown, name: string, file?: string): ModelSpec {
  if (!isPlainFields(json))
    fail("schema", [], "expected a JSON object", "Give the config.json of a Hugging Face model.", file);
  const issues: Issue[] = [];
  const whole = new ConfigReader(json, [], file, issues);
  const nested = nestedKeys.map((key) => whole.child(key)).find((child) => child !== undefined);
  const text = nested ?? whole;
  const named = declaredArchitecture(whole, text);
  const architecture = named === undefined ? undefined : architectures[named];
  if (named === undefined || architecture === undefined) unknownArchitecture(named, text, file);

  text.useNames(architecture.renamed ?? {});
  const hiddenSize = text.integer("hidden_size");
  const vocabSize = text.integer("vocab_size");
  const contextLimit = text.integer(contextKeys, {
    max: 1_000_000_000,
    ...(architecture.contextDefault === undefined ? {} : { default: architecture.contextDefault }),
  });
  const isTied = (reader: ConfigReader, fallback: boolean) => reader.boolean("tie_word_embeddings", fallback);
  const hasTiedEmbeddings = isTied(whole, isTied(text, architecture.isTiedByDefault ?? false));
  const { layers, mtpLayer } = readLayers(architecture, text, hiddenSize, contextLimit);
  const residualStreams = text.integer("hc_mult", { default: 1, max: 64 });
  const native = readNativeStorage(text, whole);
  checkAssumptions(architecture, text, named);

  // MiniMax writes modules and layers per module; use_mtp switches them.
  const modules = text.boolean("use_mtp", true)
    ? text.integer(["num_nextn_predict_layers", "mtp_num_hidden_layers", "num_mtp_modules"], {
        default: architecture.mtpModules ?? 0,
        min: 0,
        max: 64,
      }) * text.integer("mtp_transformer_layers", { default: 1, max: 64 })
    : 0;
  const vision = whole.child("vision_config");
  // Read before the unread are told.
  if (typeof architecture.normsPerSublayer === "function") architecture.normsPerSublayer(text);

  const unread = sortUnread(text.unreadKeys(), (key) => text.value(key));
  // Beside a nested language model stand fields of images and sound: they do not shape it.
  const outside = text === whole ? [] : sortUnread(whole.unreadKeys(), (key) => whole.value(key)).other;
  for (const key of unread.shaping) {
    text.issue(
      "unsupported",
      key,
      `field not interpreted for ${named}`,
      "It may change the model's shape: remove it if it does not, or report the model.",
    );
  }
  text.throwIfAny();

  const normWeights = architecture.hasNormBias === true ? 2 : 1;
  const perSublayer = architecture.normsPerSublayer ?? 1;
  const normsPerSublayer = typeof perSublayer === "number" ? perSublayer : perSublayer(text);
  // A module is a whole layer, a projection of embedding and hidden state to hidden size, and three norms.
  const mtp =
    mtpLayer === undefined
      ? 0
      : modules *
        (layerParameters(mtpLayer, hiddenSize, residualStreams, normsPerSublayer * normWeights) +
          2 * hiddenSize * hiddenSize +
          3 * hiddenSize +
          streamHeadParameters(residualStreams, hiddenSize));
  const visionCount = vision === undefined ? undefined : visionParameters(vision, hiddenSize);
  const unknownTower = vision !== undefined && visionCount === undefined ? ["vision_config"] : [];
  const parameters = countParameters({
    hiddenSize,
    vocabSize,
    hasTiedEmbeddings,
    layers,
    normsPerSublayer,
    weightsPerNormElement: normWeights,
    residualStreams,
    mtp,
    positions: architecture.positions?.(contextLimit, hiddenSize) ?? 0,
    otherVectors: architecture.otherVectors?.(hiddenSize, vocabSize) ?? 0,
    ...(visionCount === undefined ? {} : { vision: visionCount }),
  });
  if (!Number.isSafeInteger(parameters.total))
    fail("domain", [], `the sizes give ${parameters.total} parameters`, "Check hidden_size, layers and experts.", file);
  return {
    name,
    architecture: named,
    hiddenSize,
    vocabSize,
    hasTiedEmbeddings,
    contextLimit,
    layers,
    mtpLayers: modules,
    ...(residualStreams === 1 ? {} : { residualStreams }),
    nativePrecision: native.precision,
    nativeStorage: native.storage,
    parameters,
    ignoredFields: [...new Set([...unread.other, ...outside, ...unknownTower])].sort(),
    source: file ?? name,
  };
}
