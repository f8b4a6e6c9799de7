// The dated figures that ship with Silico: terms of ownership, exchange rates, published API prices.
import apiPricesFile from "../../data/economics/api-prices.yaml";
import ratesFile from "../../data/economics/exchange-rates.yaml";
import termsFile from "../../data/economics/terms.yaml";
import type { FxRate } from "../fx-rate.ts";
import { type Money, money } from "../money.ts";
import type { OwnershipTerms } from "./ownership.ts";

interface Figure {
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  readonly date: string;
  readonly confidence: string;
  readonly made_of?: string;
}

const figures = (termsFile as { readonly currency: string; readonly terms: Readonly<Record<string, Figure>> }).terms;
const inUsd = (name: string): Money => money(figures[name]!.value, "USD");
const plain = (name: string): number => figures[name]!.value;

/** Terms of ownership used where a scenario says nothing else. Sources: data/economics/terms.yaml. */
export const defaultTerms: OwnershipTerms = {
  serverPerChip: inUsd("serverPerChip"),
  networkPerChip: inUsd("networkPerChip"),
  storagePerChip: inUsd("storagePerChip"),
  lifeYears: plain("lifeYears"),
  resaleShare: plain("resaleShare"),
  capitalRate: plain("capitalRate"),
  loadShare: plain("loadShare"),
  idleShare: plain("idleShare"),
  utilisation: plain("utilisation"),
  hostWattsPerBoardWatt: plain("hostWattsPerBoardWatt"),
  pue: plain("pue"),
  electricityPerKwh: inUsd("electricityPerKwh"),
  spacePerKwMonth: inUsd("spacePerKwMonth"),
  staffPerChipYear: inUsd("staffPerChipYear"),
  maintenanceShare: plain("maintenanceShare"),
};

/** Where each default term comes from, for reports. */
export const termSources: Readonly<Record<keyof OwnershipTerms, Figure>> = figures as Record<
  keyof OwnershipTerms,
  Figure
>;

export const defaultRates: readonly FxRate[] = (ratesFile as { readonly rates: readonly FxRate[] }).rates;

export interface PublishedApiPrice {
  readonly provider: string;
  readonly model: string;
  /** USD per million tokens. */
  readonly input: number;
  readonly output: number;
  /** The ratio as the source prints it. */
  readonly printedRatio: number;
}

export const publishedApiPrices = apiPricesFile as {
  readonly source: string;
  readonly date: string;
  readonly currency: string;
  readonly prices: readonly PublishedApiPrice[];
};
