// Dated prices of chips, from data/prices.yaml: what was asked, by whom, for what. Currencies are never mixed here.
import * as z from "zod";
import priceFile from "../../data/prices.yaml";
import { fail } from "../errors.ts";
import type { Confidence } from "./chip-spec.ts";
import { confidences } from "./figure.ts";
import { citationText } from "./sources.ts";

const text = z.union([z.string(), z.number()]).transform(String);
const positive = z.number().positive();
const priceSchema = z
  .strictObject({
    chip: z.string(),
    per: z.enum(["chip", "chip-hour"]),
    kind: z.enum(["list", "street", "used", "contract", "model", "press"]),
    scope: z.enum(["chip", "server-share", "rack-share", "cluster-share"]).optional(),
    amount: positive.optional(),
    low: positive.optional(),
    high: positive.optional(),
    currency: z.string().regex(/^[A-Z]{3}$/u),
    date: text,
    source: z.string().min(1),
    confidence: z.enum(confidences),
    note: z.string().optional(),
    chosen: z.string().optional(),
  })
  .refine(
    ({ amount, low, high }) =>
      amount !== undefined
        ? low === undefined && high === undefined
        : low !== undefined && high !== undefined && low <= high,
    "give an amount, or low and high",
  )
  .refine(({ per, scope }) => (per === "chip") === (scope !== undefined), "a purchase has a scope, a rental has none");

export interface ChipPriceQuote {
  readonly chip: string;
  /** `chip`: bought; `chip-hour`: rented, everything included. */
  readonly per: "chip" | "chip-hour";
  readonly kind: "list" | "street" | "used" | "contract" | "model" | "press";
  /** What a purchase price covers; `chip` = the board alone. */
  readonly scope?: "chip" | "server-share" | "rack-share" | "cluster-share";
  /** The amount, or the middle of the range. */
  readonly amount: number;
  readonly low?: number;
  readonly high?: number;
  readonly currency: string;
  readonly date: string;
  /** Title, date and place of the source, for readers. */
  readonly source: string;
  /** The same as a key of data/sources.yaml and a place. */
  readonly sourceKey: string;
  readonly confidence: Confidence;
  readonly note?: string;
  /** Why this one is used where a scenario gives no price; absent = it is not. */
  readonly chosen?: string;
}

let quotes: ReadonlyMap<string, readonly ChipPriceQuote[]> | undefined;

function load(): ReadonlyMap<string, readonly ChipPriceQuote[]> {
  const parsed = z.array(priceSchema).safeParse(priceFile);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    fail("schema", issue.path.map(String), issue.message, "See docs/catalog.md.", "data/prices.yaml");
  }
  const byChip = new Map<string, ChipPriceQuote[]>();
  for (const { low, high, amount, scope, note, chosen, source, ...rest } of parsed.data) {
    const quote: ChipPriceQuote = {
      ...rest,
      source: citationText(source),
      sourceKey: source,
      amount: amount ?? (low! + high!) / 2,
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
      ...(scope === undefined ? {} : { scope }),
      ...(note === undefined ? {} : { note }),
      ...(chosen === undefined ? {} : { chosen }),
    };
    byChip.set(rest.chip, [...(byChip.get(rest.chip) ?? []), quote]);
  }
  return byChip;
}

/** Every price of a chip (catalogue id), purchases first, in file order; empty where none is public. */
export function pricesOf(chipId: string): readonly ChipPriceQuote[] {
  quotes ??= load();
  return quotes.get(chipId) ?? [];
}

/** Every price, by chip id. */
export function allPrices(): ReadonlyMap<string, readonly ChipPriceQuote[]> {
  quotes ??= load();
  return quotes;
}

/**
 * The price planning uses where the scenario gives none: the middle of the chosen quote; `undefined` where nobody
 * publishes one. A purchase whose scope is not `chip` already contains (part of) server and network.
 */
export function chosenPrice(chipId: string, per: "chip" | "chip-hour"): ChipPriceQuote | undefined {
  return pricesOf(chipId).find((quote) => quote.per === per && quote.chosen !== undefined);
}
