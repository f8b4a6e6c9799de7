// A chip of the user's own: a catalogue name, a catalogue chip with some figures replaced, or a whole description.
// Checked here once, then the same ChipSpec as any other chip.
import * as z from "zod";
import { fail, type Issue, type Path, SilicoError } from "../errors.ts";
import { nearestNames } from "../near-names.ts";
import { type Dimension, formatSI, parseQuantity } from "../units.ts";
import { chipIds, findChip } from "./chip.ts";
import { architectureClasses } from "./chip-schema.ts";
import type { ChipSpec, LinkSpec } from "./chip-spec.ts";
import type { NumberFormat } from "./precision.ts";
import { chipSpec, peakKeys } from "./resolve-chip.ts";

/** Every key of a chip object and the dimension of its value; quantities are text with a unit, or base units. */
const quantityKeys = {
  peakFp32: "flops",
  peakTf32: "flops",
  peakBf16: "flops",
  peakFp16: "flops",
  peakFp8: "flops",
  peakInt8: "flops",
  peakFp6: "flops",
  peakFp4: "flops",
  peakInt4: "flops",
  memory: "bytes",
  memoryBandwidth: "bandwidth",
  /** Chip to chip, ONE direction. */
  scaleUp: "bandwidth",
  scaleUpLatency: "time",
  scaleUpDomain: "count",
  /** NIC per chip, one direction. */
  scaleOut: "bandwidth",
  scaleOutLatency: "time",
  chipsPerServer: "count",
  boardPower: "power",
  l2: "bytes",
  cores: "count",
} as const satisfies Record<string, Dimension>;
type QuantityKey = keyof typeof quantityKeys;

const quantity = z.union([z.number(), z.string().min(1)]).optional();
const userChipSchema = z.strictObject({
  /** Catalogue chip to start from; absent = a whole description. */
  chip: z.string().min(1).optional(),
  id: z.string().min(1).optional(),
  name: z.string().min(1).optional(),
  vendor: z.string().min(1).optional(),
  architecture: z.enum(architectureClasses).optional(),
  scaleUpName: z.string().min(1).optional(),
  scaleOutName: z.string().min(1).optional(),
  /** mm². */
  dieArea: z.union([z.number().positive(), z.string().regex(/^[\d.]+ ?mm(2|²)$/u)]).optional(),
  ...(Object.fromEntries(Object.keys(quantityKeys).map((key) => [key, quantity])) as Record<
    QuantityKey,
    typeof quantity
  >),
});
export const userChipKeys: readonly string[] = Object.keys(userChipSchema.shape);

/** Bounds outside which a value is surely a slip of the unit (a bandwidth given in bytes, a peak in TFLOPS as plain number). */
const plausible: Partial<Record<QuantityKey, readonly [number, number]>> = {
  memory: [1e7, 1e14],
  memoryBandwidth: [1e9, 1e17],
  scaleUp: [1e8, 1e15],
  scaleOut: [1e7, 1e14],
  boardPower: [1, 1e5],
};
for (const key of Object.values(peakKeys)) plausible[key as QuantityKey] = [1e11, 1e19];

/**
 * The chip a scenario means: a name, `{chip: h20, memoryBandwidth: 4.8 TB/s}`, or a whole chip with at least a 16-bit
 * peak, `memory` and `memoryBandwidth`. Peaks are dense, links count one direction.
 * @throws {SilicoError} codes "schema", "domain", "unknown-name", "unsupported", with the path inside the scenario.
 */
export function chipSpecFromUser(input: unknown, path: Path = [], file?: string): ChipSpec {
  if (typeof input === "string") return chipSpec(findChip(input, path, file), path);
  const parsed = userChipSchema.safeParse(input);
  if (!parsed.success)
    throw new SilicoError(parsed.error.issues.flatMap((issue) => toIssues(issue, input, path, file)));
  const user = parsed.data;
  const given = readQuantities(user, path, file);
  const base = user.chip === undefined ? undefined : baseSpec(user.chip, given, path, file);
  return merge(user, given, base, path, file);
}

type UserChip = z.infer<typeof userChipSchema>;
type Given = Partial<Record<QuantityKey, number>>;

function readQuantities(user: UserChip, path: Path, file?: string): Given {
  const given: Given = {};
  for (const [key, dimension] of Object.entries(quantityKeys) as [QuantityKey, Dimension][]) {
    const raw = user[key];
    if (raw === undefined) continue;
    const value = parseQuantity(raw, dimension, [...path, key]);
    const [low, high] = plausible[key] ?? [Number.MIN_VALUE, Number.MAX_VALUE];
    if (!(value >= low && value <= high)) {
      fail(
        "domain",
        [...path, key],
        `${JSON.stringify(raw)} is no plausible ${key}`,
        `Write the unit, e.g. ${example[dimension]}.`,
        file,
      );
    }
    if (dimension === "count" && !Number.isInteger(value)) {
      fail("domain", [...path, key], `expected a whole number, got ${value}`, "Count chips or cores.", file);
    }
    given[key] = value;
  }
  return given;
}

const example: Partial<Record<Dimension, string>> = {
  flops: "148 TFLOPS",
  bytes: "96 GB",
  bandwidth: "4.8 TB/s",
  time: "3 us",
  power: "400 W",
  count: "8",
};

/** A catalogue chip that lacks a peak or memory figure is usable where the user gives what is missing. */
function baseSpec(name: string, given: Given, path: Path, file?: string): ChipSpec {
  const chip = findChip(name, [...path, "chip"], file);
  const figures = { ...chip.figures };
  for (const [key, value] of Object.entries(given) as [QuantityKey, number][]) {
    if (key === "scaleUpLatency" || key === "scaleOutLatency") continue;
    // The user's memory figure is the usable one: a device-reported one of the catalogue must not go before it.
    if (key === "memory") delete figures.memoryReported;
    figures[key] = { key, text: String(value), value, source: "scenario", confidence: "estimate", rivals: [] };
  }
  return chipSpec({ ...chip, figures }, path);
}

function merge(user: UserChip, given: Given, base: ChipSpec | undefined, path: Path, file?: string): ChipSpec {
  const peaks: Partial<Record<NumberFormat, number>> = { ...base?.peakFlopsPerSecond };
  for (const [format, key] of Object.entries(peakKeys) as [NumberFormat, QuantityKey][]) {
    const value = given[key];
    if (value !== undefined) peaks[format] = value;
  }
  const memoryBytes = given.memory ?? base?.memoryBytes;
  const memoryBytesPerSecond = given.memoryBandwidth ?? base?.memoryBytesPerSecond;
  const missing = [
    ...(peaks.bf16 === undefined && peaks.fp16 === undefined ? ["peakBf16"] : []),
    ...(memoryBytes === undefined ? ["memory"] : []),
    ...(memoryBytesPerSecond === undefined ? ["memoryBandwidth"] : []),
  ];
  if (memoryBytes === undefined || memoryBytesPerSecond === undefined || missing.length > 0) {
    return fail(
      "schema",
      path,
      `a chip of your own needs ${missing.join(", ")}`,
      "Give them, or start from a catalogue chip with the key chip.",
      file,
    );
  }
  const link = (which: "scaleUp" | "scaleOut", fallback: LinkSpec): LinkSpec => {
    const from = base?.[which] ?? fallback;
    const domainChips = which === "scaleUp" ? (given.scaleUpDomain ?? from.domainChips) : undefined;
    return {
      bytesPerSecond: given[which] ?? from.bytesPerSecond,
      latencySeconds: given[`${which}Latency`] ?? from.latencySeconds,
      ...(domainChips === undefined ? {} : { domainChips }),
      name: user[`${which}Name`] ?? from.name,
    };
  };
  const assumptions = [...(base?.assumptions ?? ownAssumptions(given)), ...describeOverrides(given, base)];
  const boardWatts = given.boardPower ?? base?.boardWatts;
  const l2Bytes = given.l2 ?? base?.l2Bytes;
  const coreCount = given.cores ?? base?.coreCount;
  const dieAreaMm2 = user.dieArea === undefined ? base?.dieAreaMm2 : Number.parseFloat(String(user.dieArea));
  const isChanged = Object.keys(given).length > 0;
  const id = user.id ?? (base === undefined ? "custom" : isChanged ? `${base.id}-custom` : base.id);
  // Under the id of a catalogue chip are its measurements, which would go before the figures given here.
  if (id === user.id && chipIds().includes(id) && (isChanged || id !== base?.id))
    fail(
      "domain",
      [...path, "id"],
      `"${id}" is the catalogue's id of a chip with other figures`,
      "Choose another id, or leave it out.",
      file,
    );
  const name = user.name ?? (base === undefined ? id : isChanged ? `${base.name}, changed` : base.name);
  const estimates = Object.fromEntries(Object.entries(base?.estimates ?? {}).filter(([key]) => !(key in given)));
  return {
    id,
    ...(base?.catalogId === undefined ? {} : { catalogId: base.catalogId }),
    name,
    vendor: user.vendor ?? base?.vendor ?? "custom",
    architecture: user.architecture ?? base?.architecture ?? "gpgpu",
    peakFlopsPerSecond: peaks,
    memoryBytes,
    memoryBytesPerSecond,
    scaleUp: link("scaleUp", { bytesPerSecond: 32e9, latencySeconds: 6e-6, name: "PCIe Gen4 x16" }),
    scaleOut: link("scaleOut", { bytesPerSecond: 25e9, latencySeconds: 7e-6, name: "RDMA 200G" }),
    chipsPerServer: given.chipsPerServer ?? base?.chipsPerServer ?? 8,
    ...(boardWatts === undefined ? {} : { boardWatts }),
    ...(base?.hostLink === undefined ? {} : { hostLink: base.hostLink }),
    ...(l2Bytes === undefined ? {} : { l2Bytes }),
    ...(coreCount === undefined ? {} : { coreCount }),
    ...(dieAreaMm2 === undefined ? {} : { dieAreaMm2 }),
    weakest: base?.weakest ?? { figure: "memoryBandwidth", confidence: "estimate" },
    assumptions,
    estimates,
  };
}

function ownAssumptions(given: Given): string[] {
  return [
    ...(given.scaleUp === undefined ? ["chips talk over PCIe Gen4 x16: the scenario states no scaleUp"] : []),
    ...(given.scaleOut === undefined ? ["one 200 Gbit/s RDMA NIC per chip: the scenario states no scaleOut"] : []),
    ...(given.chipsPerServer === undefined ? ["8 chips per server: the scenario states no chipsPerServer"] : []),
  ];
}

function describeOverrides(given: Given, base: ChipSpec | undefined): string[] {
  if (base === undefined) return ["every figure is the scenario's own"];
  const unit: Partial<Record<Dimension, string>> = {
    flops: "FLOPS",
    bytes: "B",
    bandwidth: "B/s",
    power: "W",
    time: "s",
  };
  return Object.entries(given).map(
    ([key, value]) => `${key} is the scenario's own: ${formatSI(value, unit[quantityKeys[key as QuantityKey]] ?? "")}`,
  );
}

function toIssues(issue: z.core.$ZodIssue, input: unknown, path: Path, file?: string): Issue[] {
  const where = { ...(file === undefined ? {} : { file }) };
  const at: Path = [...path, ...issue.path.map((part) => (typeof part === "number" ? part : String(part)))];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const near = nearestNames(key, userChipKeys);
      return {
        code: "schema" as const,
        path: [...at, key],
        problem: `unknown key ${JSON.stringify(key)} of a chip`,
        hint:
          near.length > 0
            ? `Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?`
            : `Keys: ${userChipKeys.join(", ")}.`,
        ...where,
      };
    });
  }
  const value = issue.path.reduce<unknown>(
    (part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key],
    input,
  );
  return [
    {
      code: "schema",
      path: at,
      problem: `${issue.message.toLowerCase()}, got ${JSON.stringify(value) ?? "nothing"}`,
      hint: "A chip is a name of the catalogue or an object; see docs/catalog.md.",
      ...where,
    },
  ];
}
