// Facts of companies, markets and token demand as the catalogue writes them (YAML) -> checked plain values.
import { z } from "zod";
import { SilicoError } from "../errors.ts";
import type { Label, SourceSpec } from "./company-model.ts";
import { toIssues } from "./schema-issues.ts";

export interface CompanyFact {
  readonly what: string;
  /** Fiscal period (`2025`, `1H2025`) or ISO date. */
  readonly when: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  readonly place: string;
}

export interface Listing {
  readonly exchange: string;
  readonly date: string;
  readonly currency: string;
  readonly offerPrice?: number | undefined;
  readonly sharesOffered?: number | undefined;
  readonly firstDayClose?: number | undefined;
  readonly intradayHigh?: number | undefined;
  /** Fraction, where the source prints it instead of prices. */
  readonly firstDayReturn?: number | undefined;
  readonly lot?: number | undefined;
  readonly cornerstoneUsdMillions?: number | undefined;
  readonly cornerstoneShare?: number | undefined;
  readonly source: string;
}

export interface CompanyProfile {
  readonly id: string;
  readonly name: Label;
  readonly aliases: readonly string[];
  readonly code?: string | undefined;
  readonly founded?: number | undefined;
  readonly status: "listed" | "filed" | "private";
  /** Id of the shipped company model, where there is one. */
  readonly model?: string | undefined;
  readonly products?: string | undefined;
  readonly software?: string | undefined;
  readonly listing?: Listing | undefined;
  readonly facts: readonly CompanyFact[];
}

export interface ProfileBook {
  readonly sources: Readonly<Record<string, SourceSpec>>;
  readonly companies: readonly CompanyProfile[];
}

const source = z.strictObject({ title: z.string(), publisher: z.string(), date: z.string() });
const when = z.union([z.number().transform(String), z.string()]);
const label = z.strictObject({ en: z.string(), zh: z.string() });
const profiles = z.strictObject({
  schema: z.literal("silico/company-profiles/1"),
  sources: z.record(z.string(), source),
  companies: z.record(
    z.string(),
    z.strictObject({
      name: label,
      aliases: z.array(z.string()).default([]),
      code: z.string().optional(),
      founded: z.number().int().optional(),
      status: z.enum(["listed", "filed", "private"]),
      model: z.string().optional(),
      products: z.string().optional(),
      software: z.string().optional(),
      listing: z
        .strictObject({
          exchange: z.string(),
          date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
          currency: z.string(),
          offerPrice: z.number().positive().optional(),
          sharesOffered: z.number().positive().optional(),
          firstDayClose: z.number().positive().optional(),
          intradayHigh: z.number().positive().optional(),
          firstDayReturn: z.number().optional(),
          lot: z.number().int().positive().optional(),
          cornerstoneUsdMillions: z.number().positive().optional(),
          cornerstoneShare: z.number().positive().optional(),
          source: z.string(),
        })
        .optional(),
      facts: z.array(z.tuple([z.string(), when, z.number(), z.string(), z.string(), z.string()])),
    }),
  ),
});

/** @throws {SilicoError} code "schema" with every mistake, or a fact whose source is not listed. */
export function parseCompanyProfiles(raw: unknown, file?: string): ProfileBook {
  const parsed = profiles.safeParse(raw);
  if (!parsed.success) throw new SilicoError(toIssues(parsed.error, profiles, raw, file));
  const { sources, companies } = parsed.data;
  const stray = Object.entries(companies).flatMap(([id, company]) =>
    company.facts.flatMap(([, , , , from], i) =>
      sources[from] === undefined
        ? [
            {
              code: "schema" as const,
              path: ["companies", id, "facts", i],
              problem: `unknown source "${from}"`,
              hint: "List it under sources.",
            },
          ]
        : [],
    ),
  );
  if (stray.length > 0) throw new SilicoError(stray);
  return {
    sources,
    companies: Object.entries(companies).map(([id, company]) => ({
      id,
      ...company,
      facts: company.facts.map(([what, at, value, unit, from, place]) => ({
        what,
        when: at,
        value,
        unit,
        source: from,
        place,
      })),
    })),
  };
}

export interface MarketSeries {
  readonly id: string;
  /** Who measured it. Figures of two houses are never put into one sum. */
  readonly house: string;
  readonly market: string;
  readonly measure: string;
  readonly unit: string;
  readonly points: ReadonlyMap<number, number>;
  readonly growth: readonly { readonly from: number; readonly to: number; readonly printed: number }[];
  readonly source: string;
}

export interface MarketMix {
  readonly id: string;
  readonly house: string;
  readonly total: string;
  readonly first: string;
  readonly rest: string;
  readonly share: string;
  readonly from: number;
  readonly to: number;
}

export interface MarketBook {
  readonly sources: Readonly<Record<string, SourceSpec>>;
  readonly series: readonly MarketSeries[];
  readonly mixes: readonly MarketMix[];
}

const markets = z.strictObject({
  schema: z.literal("silico/market-models/1"),
  sources: z.record(z.string(), source),
  series: z.array(
    z.strictObject({
      id: z.string(),
      house: z.string(),
      market: z.string(),
      measure: z.string(),
      unit: z.string(),
      points: z.record(z.string().regex(/^\d{4}$/), z.number()),
      growth: z
        .array(z.strictObject({ from: z.number().int(), to: z.number().int(), printed: z.number() }))
        .default([]),
      source: z.string(),
    }),
  ),
  mixes: z.array(
    z.strictObject({
      id: z.string(),
      house: z.string(),
      total: z.string(),
      first: z.string(),
      rest: z.string(),
      share: z.string(),
      from: z.number().int(),
      to: z.number().int(),
    }),
  ),
});

export function parseMarketModels(raw: unknown, file?: string): MarketBook {
  const parsed = markets.safeParse(raw);
  if (!parsed.success) throw new SilicoError(toIssues(parsed.error, markets, raw, file));
  const { sources, series, mixes } = parsed.data;
  return {
    sources,
    mixes,
    series: series.map((entry) => ({
      ...entry,
      points: new Map(Object.entries(entry.points).map(([year, value]) => [Number(year), value])),
    })),
  };
}

export interface TokenRank {
  readonly period: string;
  readonly rank: number;
  readonly model: string;
  readonly provider: string;
  readonly trillions: number;
  /** On the month before, fraction; absent where the source prints no figure. */
  readonly change?: number | undefined;
}

export interface TokenDemand {
  readonly sources: Readonly<Record<string, SourceSpec>>;
  readonly demand: readonly { readonly period: string; readonly totalTrillions: number }[];
  readonly ranking: readonly TokenRank[];
}

const tokens = z.strictObject({
  schema: z.literal("silico/token-demand/1"),
  sources: z.record(z.string(), source),
  demand: z.array(
    z.strictObject({
      period: z.string(),
      totalTrillions: z.number().positive(),
      printedGrowthOnYear: z.number().optional(),
      source: z.string(),
    }),
  ),
  ranking: z.array(
    z.strictObject({
      period: z.string(),
      rank: z.number().int().positive(),
      model: z.string(),
      provider: z.string(),
      trillions: z.number().positive(),
      change: z.number().optional(),
      source: z.string(),
    }),
  ),
});

export function parseTokenDemand(raw: unknown, file?: string): TokenDemand {
  const parsed = tokens.safeParse(raw);
  if (!parsed.success) throw new SilicoError(toIssues(parsed.error, tokens, raw, file));
  return parsed.data;
}
