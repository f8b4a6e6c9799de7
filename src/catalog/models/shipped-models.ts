// The models that ship with Silico: facts of published configs, found by name.
import { distance } from "fastest-levenshtein";
import ai01 from "../../../data/models/01-ai.yaml";
import codellama from "../../../data/models/codellama.yaml";
import deepseek from "../../../data/models/deepseek-ai.yaml";
import miniMax from "../../../data/models/MiniMaxAI.yaml";
import meta from "../../../data/models/meta-llama.yaml";
import mistral from "../../../data/models/mistralai.yaml";
import moonshot from "../../../data/models/moonshotai.yaml";
import nvidia from "../../../data/models/nvidia.yaml";
import openai from "../../../data/models/openai.yaml";
import qwen from "../../../data/models/Qwen.yaml";
import redHat from "../../../data/models/RedHatAI.yaml";
import variantFile from "../../../data/models/variants.yaml";
import zai from "../../../data/models/zai-org.yaml";
import { fail } from "../../errors.ts";
import type { PlainFields } from "./config-reader.ts";
import { parseHfConfig } from "./hf-config.ts";
import type { ModelSpec } from "./model-spec.ts";

interface ShippedModel {
  readonly name: string;
  readonly source: string;
  readonly config: PlainFields;
}

/** Another published name of a shipped model's layers. */
interface Variant {
  readonly name: string;
  readonly like: string;
  /** Fields of the config that differ. */
  readonly config?: PlainFields;
  readonly quantization?: PlainFields;
}

const files = [ai01, codellama, deepseek, miniMax, meta, mistral, moonshot, nvidia, openai, qwen, redHat, zai];
const shipped: ReadonlyMap<string, ShippedModel> = new Map(
  files
    .flatMap((file) => (file as { readonly models: readonly ShippedModel[] }).models)
    .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
    .map((model) => [model.name, model]),
);
const variants: ReadonlyMap<string, Variant> = new Map(
  (variantFile as { readonly variants: readonly Variant[] }).variants.map((variant) => [variant.name, variant]),
);
const parsed = new Map<string, ModelSpec>();

/** Names of the shipped models, `organisation/model`, sorted. */
export const modelNames: readonly string[] = [...shipped.keys()];
/** Further names that `findModel` knows: renamed, quantised or longer-context variants of the shipped models. */
export const variantNames: readonly string[] = [...variants.keys()];

const withoutOrganisation = (name: string): string => name.slice(name.indexOf("/") + 1);

/** Names that `wanted` could mean: exact, then without regard to case, then without the organisation; shipped before variants. */
function candidates(wanted: string): readonly string[] {
  const lower = wanted.toLowerCase();
  const matches: readonly ((name: string) => boolean)[] = [
    (name) => name === wanted,
    (name) => name.toLowerCase() === lower,
    (name) => withoutOrganisation(name).toLowerCase() === lower,
  ];
  for (const matching of matches) {
    for (const names of [modelNames, variantNames]) {
      const found = names.filter(matching);
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** The config of a name that is known. */
function configOf(name: string): ShippedModel {
  const model = shipped.get(name);
  if (model !== undefined) return model;
  const variant = variants.get(name);
  const base = variant === undefined ? undefined : shipped.get(variant.like);
  if (variant === undefined || base === undefined)
    fail(
      "invariant",
      ["data", "models"],
      `"${name}" is like a model that does not ship`,
      "Correct data/models/variants.yaml.",
    );
  const { quantization } = variant;
  // A quantised text model inside a multimodal one says so at its own place.
  const nested = base.config["text_config"];
  const isNested = typeof nested === "object" && nested !== null && "quantization_config" in nested;
  const config = {
    ...base.config,
    ...variant.config,
    ...(quantization === undefined ? {} : { quantization_config: quantization }),
    ...(quantization !== undefined && isNested
      ? { text_config: { ...nested, quantization_config: quantization } }
      : {}),
  };
  const changes = [
    ...Object.entries(variant.config ?? {}).map(([key, value]) => `${key} ${String(value)}`),
    ...(quantization === undefined
      ? []
      : [`quantised: ${String(quantization["quant_algo"] ?? quantization["quant_method"])}`]),
  ];
  const source = `${base.source}, of which it is ${changes.length === 0 ? "another name" : `a variant (${changes.join(", ")}; estimate)`}`;
  return { name, source, config };
}

/** Names near a misspelt one, best first, at most three. */
function near(wanted: string): readonly string[] {
  const lower = wanted.toLowerCase();
  const bare = withoutOrganisation(lower);
  const limit = Math.max(3, Math.floor(bare.length / 4));
  return [...modelNames, ...variantNames]
    .map((name) => {
      const known = withoutOrganisation(name).toLowerCase();
      const contains = bare.length >= 3 && (known.includes(bare) || bare.includes(known));
      const away = Math.min(distance(bare, known), distance(lower, name.toLowerCase()));
      return { name, away: contains ? Math.min(away, 1) : away };
    })
    .filter(({ away }) => away <= limit)
    .sort((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/**
 * A shipped model by name; upper or lower case and a left-out organisation do not matter.
 * @throws {SilicoError} code "unknown-name", with the nearest names.
 */
export function findModel(name: string, path: readonly (string | number)[] = ["model"], file?: string): ModelSpec {
  const found = candidates(name);
  const only = found[0];
  if (only === undefined || found.length > 1) {
    const names = found.length > 1 ? found : near(name);
    fail(
      "unknown-name",
      path,
      found.length > 1 ? `"${name}" is the name of ${found.length} models` : `unknown model "${name}"`,
      names.length > 0
        ? `Did you mean ${names.map((near) => `"${near}"`).join(" or ")}?`
        : "silico model lists the shipped ones; any other works from its config.json: give the path of the file.",
      file,
    );
  }
  const known = parsed.get(only);
  if (known !== undefined) return known;
  const model = configOf(only);
  const spec = { ...parseHfConfig(model.config, model.name, `data/models: ${model.name}`), source: model.source };
  parsed.set(only, spec);
  return spec;
}
