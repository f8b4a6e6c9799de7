// The shape of data/chips/*.yaml. An entry is checked when somebody first asks for that chip, all of them in the tests.
import * as z from "zod";
import { confidences, type FigureKey, figureKeys } from "./figure.ts";

const confidence = z.enum(confidences);
const claim = z.strictObject({
  /** As printed by the source, with its unit; decimal GB, binary GiB. */
  value: z.union([z.string().min(1), z.number()]),
  /** `key of data/sources.yaml, place inside it`, e.g. `cmbi-iluvatar, Figure 8`. */
  source: z.string().min(1),
  confidence,
  /** Links only: does the value count one direction, both, or does the source not say? */
  direction: z.enum(["one", "both", "unstated"]).optional(),
  note: z.string().optional(),
});
const figure = claim.extend({
  rivals: z.array(claim).min(1).optional(),
  /** Why this value was chosen over its rivals. */
  why: z.string().optional(),
});
const quantity = z.union([z.string().min(1), z.number()]);
const estimate = z.strictObject({
  low: quantity,
  central: quantity,
  high: quantity,
  why: z.string().min(5),
  /** Figures that circulate and were not taken. */
  rivals: z.array(claim).min(1).optional(),
});
const keys = figureKeys as unknown as readonly [FigureKey, ...FigureKey[]];

export const architectureClasses = [
  "nvidia-ampere",
  "nvidia-ada",
  "nvidia-hopper",
  "nvidia-blackwell",
  "nvidia-blackwell-workstation",
  "nvidia-rubin",
  "amd-cdna",
  "intel-gaudi",
  "google-tpu",
  "huawei-ascend",
  "gpgpu",
  "npu",
  "sram-dataflow",
] as const;
export const chipRoles = ["training", "inference", "prefill", "decode", "edge", "graphics", "science"] as const;
export const chipStatuses = ["shipping", "announced", "planned", "discontinued", "cancelled", "unknown"] as const;

export const chipSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u),
  name: z.string().min(1),
  nameZh: z.string().optional(),
  vendor: z.string().min(1),
  aliases: z.array(z.string().min(1)).default([]),
  /** Chip, or a board that carries `variantOf` and takes over every figure it does not state itself. */
  kind: z.enum(["chip", "board", "soc", "wafer"]).default("chip"),
  variantOf: z.string().optional(),
  architecture: z.enum(architectureClasses),
  roles: z.array(z.enum(chipRoles)).min(1),
  status: z.enum(chipStatuses),
  /** Keys of data/links.yaml. */
  links: z.strictObject({ scaleUp: z.string().optional(), scaleOut: z.string().optional() }).default({}),
  figures: z.partialRecord(z.enum(keys), figure).default({}),
  estimates: z.partialRecord(z.enum(keys), estimate).default({}),
  remarks: z.array(z.string()).default([]),
});
export type ChipEntry = z.infer<typeof chipSchema>;
