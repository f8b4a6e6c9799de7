// Which engine runs which precision and model on which chip, and who says so; and whether KV written by one chip can be
// read by another. Facts from data/software-support.yaml and data/kv-transfer.yaml; what nobody states is unknown.
import * as z from "zod";
import transferFile from "../../data/kv-transfer.yaml";
import supportFile from "../../data/software-support.yaml";
import { nameKey } from "../near-names.ts";
import { findChip } from "./chip.ts";
import type { ServingPrecision } from "./precision.ts";

export const engineFamilyNames = ["vllm", "sglang", "trtllm", "other"] as const;
export type SupportedFamily = (typeof engineFamilyNames)[number];

const answer = z
  .union([z.enum(["yes", "no"]), z.strictObject({ status: z.enum(["yes", "no"]), note: z.string() })])
  .transform((value) => (typeof value === "string" ? { status: value } : value));
export const supportPrecisions = ["bf16", "fp8", "int8", "w4a16", "w4a8", "fp4", "mxfp4-a16"] as const;
export const supportFeatures = ["disaggregation", "prefixCache", "tp", "pp", "ep"] as const;
export const evidences = [
  "verified",
  "documented",
  "by-architecture",
  "inferred",
  "claim",
  "listed",
  "absent",
] as const;
const text = z.union([z.string(), z.number()]).transform(String);

const entrySchema = z.strictObject({
  engine: z.string().min(1),
  family: z.enum(engineFamilyNames),
  chips: z.array(z.string()).min(1),
  version: z.string().optional(),
  evidence: z.enum(evidences),
  date: text,
  source: z.string().min(10),
  precisions: z.partialRecord(z.enum(supportPrecisions), answer).default({}),
  kvFormats: z.partialRecord(z.enum(["fp8", "int8"]), answer).default({}),
  features: z.partialRecord(z.enum(supportFeatures), answer).default({}),
  models: z.array(z.string()).default([]),
  notModels: z.array(z.string()).default([]),
  notes: z.string().optional(),
});
const transferSchema = z.strictObject({
  prefill: z.array(z.string()).min(1),
  decodeVendor: z.string(),
  family: z.enum(engineFamilyNames),
  text: z.string(),
  source: z.string(),
});

/** One engine on a group of chips, as its source describes it. */
export type SupportEntry = z.infer<typeof entrySchema>;

let entries: readonly SupportEntry[] | undefined;
let transfers: readonly z.infer<typeof transferSchema>[] | undefined;

/** All entries of data/software-support.yaml. @throws {z.ZodError} where the file breaks its schema. */
export function supportEntries(): readonly SupportEntry[] {
  entries ??= z.array(entrySchema).parse(supportFile);
  return entries;
}

/** What is known of one chip, in catalogue order of engines. A board without entries of its own has its chip's. */
export function supportOfChip(chipName: string): readonly SupportEntry[] {
  const chip = findChip(chipName);
  const own = supportEntries().filter((entry) => entry.chips.includes(chip.id));
  return own.length > 0 || chip.variantOf === undefined ? own : supportOfChip(chip.variantOf);
}

export interface SupportAnswer {
  readonly status: "supported" | "unsupported" | "unknown";
  /** One sentence: which engine, what it says, on which evidence. */
  readonly text: string;
  readonly source: string;
  readonly evidence?: SupportEntry["evidence"];
  /** `listed`: the source names the model; `excluded`: it names it as not running; `unlisted`: it says nothing. */
  readonly model?: "listed" | "excluded" | "unlisted";
}

export interface SupportQuery {
  readonly chip: string;
  readonly engine: SupportedFamily;
  readonly precision: ServingPrecision;
  /** Model name, with or without organisation. */
  readonly model?: string;
}

const precisionKey: Readonly<Record<ServingPrecision, (typeof supportPrecisions)[number]>> = {
  bf16: "bf16",
  fp16: "bf16",
  fp8: "fp8",
  "fp8-block": "fp8",
  int8: "int8",
  w4a16: "w4a16",
  w4a8: "w4a8",
  fp4: "fp4",
  "mxfp4-a16": "mxfp4-a16",
};

/**
 * Does this engine (or its fork for the chip) run this precision, and the model where one is named?
 * `unsupported` only where a source says no: TensorRT-LLM off NVIDIA, a precision or model the source excludes.
 * @throws {SilicoError} code "unknown-name" for a chip the catalogue does not know.
 */
export function softwareSupport(query: SupportQuery): SupportAnswer {
  const chip = findChip(query.chip);
  const found = supportOfChip(chip.id).filter((entry) => entry.family === query.engine);
  if (found.length === 0) {
    if (query.engine === "trtllm" && chip.vendor !== "NVIDIA") {
      return {
        status: "unsupported",
        text: `TensorRT-LLM runs on NVIDIA only, not on ${chip.name}`,
        source: "NVIDIA/TensorRT-LLM documentation",
      };
    }
    return {
      status: "unknown",
      text: `no source says whether ${query.engine} runs on ${chip.name}`,
      source: "data/software-support.yaml has no entry",
    };
  }
  const answers = found.map((entry) => judge(entry, query));
  return (
    answers.find(({ status }) => status === "unsupported") ??
    answers.find(({ status }) => status === "supported") ??
    answers[0]!
  );
}

function judge(entry: SupportEntry, { precision, model }: SupportQuery): SupportAnswer {
  const key = precisionKey[precision];
  const said = entry.precisions[key];
  const how = `${entry.engine}${entry.version === undefined ? "" : ` ${entry.version}`}`;
  const modelStatus = model === undefined ? undefined : modelIn(entry, model);
  const common = {
    source: `${entry.source} (${entry.date})`,
    evidence: entry.evidence,
    ...(modelStatus === undefined ? {} : { model: modelStatus }),
  };
  const note = said !== undefined && "note" in said && said.note !== undefined ? ` (${said.note})` : "";
  if (modelStatus === "excluded") {
    return { status: "unsupported", text: `${how} lists ${model} as not running here`, ...common };
  }
  if (said?.status === "no") return { status: "unsupported", text: `${how}: no ${precision}${note}`, ...common };
  if (said === undefined) {
    const why = entry.evidence === "absent" ? "does not name this chip" : `says nothing of ${precision}`;
    return { status: "unknown", text: `${how} ${why}`, ...common };
  }
  const models =
    modelStatus === "listed" ? `, ${model} among its models` : modelStatus === "unlisted" ? `, ${model} not named` : "";
  return { status: "supported", text: `${how}: ${precision}${note}${models}; ${entry.evidence}`, ...common };
}

function modelIn(entry: SupportEntry, model: string): "listed" | "excluded" | "unlisted" {
  const wanted = nameKey(model.split("/").at(-1) ?? model);
  const names = (list: readonly string[]): boolean => list.some((name) => wanted.includes(nameKey(name)));
  if (names(entry.notModels)) return "excluded";
  return names(entry.models) ? "listed" : "unlisted";
}

export interface TransferAnswer {
  readonly status: "documented" | "hypothetical" | "unsupported";
  readonly text: string;
  readonly source: string;
}

/**
 * Can KV that `prefillChip` wrote be read by `decodeChip` under this engine? One vendor: documented where the engine's
 * entries of both chips name disaggregation. Two vendors: hypothetical, except the pairs of data/kv-transfer.yaml.
 * @throws {SilicoError} code "unknown-name" for a chip the catalogue does not know.
 */
export function kvTransferSupport(prefillChip: string, decodeChip: string, engine: SupportedFamily): TransferAnswer {
  const prefill = findChip(prefillChip);
  const decode = findChip(decodeChip);
  for (const chip of [prefill, decode]) {
    if (engine === "trtllm" && chip.vendor !== "NVIDIA") {
      return {
        status: "unsupported",
        text: `TensorRT-LLM runs on NVIDIA only, not on ${chip.name}`,
        source: "NVIDIA/TensorRT-LLM documentation",
      };
    }
  }
  if (prefill.vendor !== decode.vendor) {
    transfers ??= z.array(transferSchema).parse(transferFile);
    const pair = transfers.find(
      (row) => row.prefill.includes(prefill.id) && row.decodeVendor === decode.vendor && row.family === engine,
    );
    if (pair !== undefined) return { status: "documented", text: pair.text, source: pair.source };
    return {
      status: "hypothetical",
      text: `no engine documents KV written by ${prefill.name} being read by ${decode.name}`,
      source: "data/kv-transfer.yaml: Gaudi to NVIDIA under vLLM is the one mixed-vendor pair found",
    };
  }
  const said = [prefill, decode].map((chip) =>
    supportOfChip(chip.id)
      .filter((entry) => entry.family === engine)
      .map((entry) => ({ entry, disaggregation: entry.features.disaggregation }))
      .find(({ disaggregation }) => disaggregation !== undefined),
  );
  const denied = said.find((part) => part?.disaggregation?.status === "no");
  if (denied !== undefined) {
    return { status: "unsupported", text: `${denied.entry.engine}: no disaggregation`, source: denied.entry.source };
  }
  const [from, to] = said;
  if (from === undefined || to === undefined) {
    return {
      status: "hypothetical",
      text: `no source names disaggregation under ${engine} on ${(from === undefined ? prefill : decode).name}`,
      source: "data/software-support.yaml",
    };
  }
  const mixed = prefill.id === decode.id ? "" : "; two chips of one vendor, versions and KV format must agree";
  return {
    status: "documented",
    text: `${from.entry.engine}: disaggregation ${noteOf(from.disaggregation)}${mixed}`.trim(),
    source: from.entry.source,
  };
}

function noteOf(said: SupportEntry["features"][(typeof supportFeatures)[number]]): string {
  return said !== undefined && "note" in said && said.note !== undefined ? `(${said.note})` : "supported";
}
