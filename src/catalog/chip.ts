// Chips by name: every figure with its source, confidence and rivals. The physics takes the resolved form, chipSpec().
import { fail, type Path, SilicoError } from "../errors.ts";
import { nameKey, nearestNames } from "../near-names.ts";
import { chipFiles, type RawChip } from "./chip-data.ts";
import { type ChipEntry, chipSchema } from "./chip-schema.ts";
import type { ArchitectureClass } from "./chip-spec.ts";
import {
  type Claim,
  type Estimate,
  type Figure,
  type FigureKey,
  figureKeys,
  figureTable,
  figureValue,
} from "./figure.ts";

export type ChipRole = ChipEntry["roles"][number];
export type ChipStatus = ChipEntry["status"];
export type ChipKind = ChipEntry["kind"];

export interface Chip {
  readonly id: string;
  readonly name: string;
  readonly nameZh?: string;
  readonly vendor: string;
  readonly aliases: readonly string[];
  readonly kind: ChipKind;
  /** The chip this board carries; figures it does not state itself are that chip's (their `from` says so). */
  readonly variantOf?: string;
  readonly architecture: ArchitectureClass;
  readonly roles: readonly ChipRole[];
  readonly status: ChipStatus;
  /** Keys of data/links.yaml. */
  readonly links: { readonly scaleUp?: string; readonly scaleOut?: string };
  /** Chosen figures in base units, in the order of `figureKeys`; a missing key is unknown. */
  readonly figures: Readonly<Partial<Record<FigureKey, ChipFigure>>>;
  readonly remarks: readonly string[];
  readonly file: string;
}

export interface ChipFigure extends Figure {
  /** The chip the figure was taken over from, where it is not this one's own. */
  readonly from?: string;
}

const rawById = new Map<string, { readonly raw: RawChip; readonly file: string }>();
const idByKey = new Map<string, string>();
const checked = new Map<string, Chip>();

function buildIndex(): void {
  if (rawById.size > 0) return;
  for (const [file, entries] of Object.entries(chipFiles))
    for (const raw of entries) {
      rawById.set(raw.id, { raw, file });
      for (const name of namesOf(raw)) {
        const key = nameKey(name);
        if (!idByKey.has(key)) idByKey.set(key, raw.id);
      }
    }
}

/** Every name under which a chip is found: id, name with and without the vendor, Chinese name, aliases. */
export function namesOf(raw: RawChip): string[] {
  const names = [raw.id, raw.name, ...(raw.nameZh === undefined ? [] : [raw.nameZh]), ...(raw.aliases ?? [])];
  if (!raw.name.startsWith(raw.vendor)) names.push(`${raw.vendor} ${raw.name}`);
  return names;
}

/** Ids of all chips, in catalogue order. */
export function chipIds(): readonly string[] {
  buildIndex();
  return [...rawById.keys()];
}

/** All chips, checked, in catalogue order. */
export function allChips(): readonly Chip[] {
  return chipIds().map(chipById);
}

/** Ids of the boards and sub-types that take over this chip's figures. */
export function variantsOf(id: string): readonly string[] {
  buildIndex();
  return [...rawById.values()].filter(({ raw }) => raw.variantOf === id).map(({ raw }) => raw.id);
}

/** Id of the chip called `name` (id, name or alias; case, spaces, hyphens ignored); `undefined` where no chip is. */
export function chipIdOf(name: string): string | undefined {
  buildIndex();
  return idByKey.get(nameKey(name));
}

/**
 * The chip called `name`: id, English or Chinese name, or alias; case, spaces, hyphens and underscores do not matter.
 * @throws {SilicoError} code "unknown-name" with the nearest names.
 */
export function findChip(name: string, path: Path = [], file?: string): Chip {
  const id = chipIdOf(name);
  if (id !== undefined) return chipById(id);
  const near = nearestNames(
    name,
    [...rawById.values()].flatMap(({ raw }) => [raw.id, ...(raw.aliases ?? [])]),
  );
  return fail(
    "unknown-name",
    path,
    `unknown chip ${JSON.stringify(name)}`,
    near.length > 0
      ? `Did you mean ${near.map((entry) => `"${entry}"`).join(" or ")}?`
      : "`silico chips` lists all of them; a chip of your own is an object with peakBf16, memory and memoryBandwidth.",
    file,
  );
}

function chipById(id: string): Chip {
  const known = checked.get(id);
  if (known !== undefined) return known;
  const { raw, file } = rawById.get(id) ?? fail("invariant", [], `no catalogue entry ${id}`, "Please report this.");
  const chip = checkChip(raw, `data/${file}`);
  checked.set(id, chip);
  return chip;
}

/**
 * Check one raw entry of data/chips and read its figures.
 * @throws {SilicoError} code "schema" listing every problem with its place in the file.
 */
export function checkChip(raw: unknown, file: string): Chip {
  const parsed = chipSchema.safeParse(raw);
  const label = typeof raw === "object" && raw !== null && "id" in raw ? String(raw.id) : "?";
  if (!parsed.success) {
    throw new SilicoError(
      parsed.error.issues.map((issue) => ({
        code: "schema" as const,
        path: [label, ...issue.path.map((part) => (typeof part === "number" ? part : String(part)))],
        problem: issue.message,
        hint: "See docs/catalog.md for the shape of an entry.",
        file,
      })),
    );
  }
  const entry = parsed.data;
  const parent = entry.variantOf === undefined ? undefined : findChip(entry.variantOf, [entry.id, "variantOf"], file);
  const figures: Partial<Record<FigureKey, ChipFigure>> = {};
  for (const key of figureKeys) {
    const figure = readFigure(entry, key) ?? takeOver(parent, key);
    if (figure !== undefined) figures[key] = figure;
  }
  return {
    id: entry.id,
    name: entry.name,
    ...(entry.nameZh === undefined ? {} : { nameZh: entry.nameZh }),
    vendor: entry.vendor,
    aliases: entry.aliases,
    kind: entry.kind,
    ...(parent === undefined ? {} : { variantOf: parent.id }),
    architecture: entry.architecture,
    roles: entry.roles,
    status: entry.status,
    links: { ...parent?.links, ...omitUndefined(entry.links) },
    figures,
    remarks: entry.remarks,
    file,
  };
}

function takeOver(parent: Chip | undefined, key: FigureKey): ChipFigure | undefined {
  const figure = parent?.figures[key];
  return figure === undefined || parent === undefined ? undefined : { ...figure, from: figure.from ?? parent.id };
}

type RawFigure = NonNullable<ChipEntry["figures"][FigureKey]>;

function readFigure(entry: ChipEntry, key: FigureKey): Figure | undefined {
  const figure = entry.figures[key];
  const estimate = entry.estimates[key];
  if (figure !== undefined) {
    const path: Path = [entry.id, "figures", key];
    return {
      key,
      ...readClaim(key, figure, path),
      rivals: (figure.rivals ?? []).map((rival, i) => readClaim(key, rival, [...path, "rivals", i])),
      ...(figure.why === undefined ? {} : { why: figure.why }),
    };
  }
  if (estimate === undefined) return undefined;
  const path: Path = [entry.id, "estimates", key];
  const read = (bound: "low" | "central" | "high"): number =>
    figureValue(key, estimate[bound], undefined, [...path, bound]) ??
    fail("schema", path, `${key} is no quantity`, "Estimate numbers only.");
  const bounds: Estimate = { low: read("low"), central: read("central"), high: read("high"), why: estimate.why };
  if (!(bounds.low <= bounds.central && bounds.central <= bounds.high)) {
    fail("domain", path, "expected low <= central <= high", "Order the bounds.", `data/chips`);
  }
  return {
    key,
    text: String(estimate.central),
    value: bounds.central,
    source: "silico estimate",
    confidence: "estimate",
    ...(figureTable[key].dimension === "bandwidth" && key.startsWith("scaleUp") ? { direction: "one" as const } : {}),
    rivals: (estimate.rivals ?? []).map((rival, i) => readClaim(key, rival, [...path, "rivals", i])),
    why: bounds.why,
    estimate: bounds,
  };
}

function readClaim(key: FigureKey, raw: Omit<RawFigure, "rivals" | "why">, path: Path): Claim {
  const value = figureValue(key, raw.value, raw.direction, path);
  return {
    text: String(raw.value),
    ...(value === undefined ? {} : { value }),
    source: raw.source,
    confidence: raw.confidence,
    ...(raw.direction === undefined ? {} : { direction: raw.direction }),
    ...(raw.note === undefined ? {} : { note: raw.note }),
  };
}

function omitUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
