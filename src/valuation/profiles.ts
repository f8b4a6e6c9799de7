// Companies, their listings and the markets they sell into, looked up and set side by side. Answers: who is who, what is
// printed of each for the same period, and what follows from it? Takes nothing; reads bundled facts.
import { distance } from "fastest-levenshtein";
import profiles from "../../data/companies/profiles.yaml";
import apiPrices from "../../data/economics/api-prices.yaml";
import markets from "../../data/markets/ai-compute.yaml";
import tokens from "../../data/markets/token-demand.yaml";
import { fail } from "../errors.ts";
import {
  type CompanyFact,
  type CompanyProfile,
  type MarketBook,
  type MarketSeries,
  type ProfileBook,
  parseCompanyProfiles,
  parseMarketModels,
  parseTokenDemand,
  type TokenDemand,
} from "../scenario/company-profiles.ts";
import { entryCost, priceReturn } from "./listing.ts";
import { compoundGrowth, growth, margin, mixGrowth } from "./ratios.ts";

export function companyBook(): ProfileBook {
  return parseCompanyProfiles(profiles, "profiles.yaml");
}

export function marketBook(): MarketBook {
  return parseMarketModels(markets, "ai-compute.yaml");
}

export function tokenDemand(): TokenDemand {
  return parseTokenDemand(tokens, "token-demand.yaml");
}

export interface ApiPrice {
  readonly provider: string;
  readonly model: string;
  /** US$ per million tokens. */
  readonly input: number;
  readonly output: number;
  readonly ratio: number;
}

/** List prices of frontier models with their output/input ratio worked out. */
export function apiPriceTable(): {
  readonly source: string;
  readonly date: string;
  readonly prices: readonly ApiPrice[];
} {
  const table = apiPrices as {
    source: string;
    date: string;
    prices: { provider: string; model: string; input: number; output: number }[];
  };
  return {
    source: table.source,
    date: table.date,
    prices: table.prices.map(({ provider, model, input, output }) => ({
      provider,
      model,
      input,
      output,
      ratio: output / input,
    })),
  };
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s._-]/g, "");

/** A company by id, name, alias or code. Undefined where there is none. */
export function findCompany(name: string, book: ProfileBook = companyBook()): CompanyProfile | undefined {
  const wanted = plain(name);
  return book.companies.find((company) =>
    [company.id, company.name.en, company.name.zh ?? "", company.code ?? "", ...company.aliases].some(
      (entry) => plain(entry) === wanted,
    ),
  );
}

/** @throws {SilicoError} code "unknown-name" with near names. */
export function requireCompany(name: string, book: ProfileBook = companyBook()): CompanyProfile {
  const found = findCompany(name, book);
  if (found !== undefined) return found;
  const near = book.companies.filter((company) => distance(company.id, name.toLowerCase()) <= 2);
  fail(
    "unknown-name",
    ["company"],
    `unknown company "${name}"`,
    near.length > 0
      ? `Did you mean ${near.map((company) => `"${company.id}"`).join(" or ")}?`
      : "See silico companies.",
  );
}

/** Figures printed for one thing at one time; the first is the one used, others are rivals of it. */
export function factsOf(company: CompanyProfile, what: string, when: string, unit?: string): CompanyFact[] {
  return company.facts.filter(
    (fact) => fact.what === what && fact.when === when && (unit === undefined || fact.unit === unit),
  );
}

export interface ListingFigures {
  readonly firstDayReturn?: number;
  readonly intradayReturn?: number;
  /** In the listing currency, millions. */
  readonly grossProceedsMillions?: number;
  readonly entryCost?: number;
  readonly offerSizeUsdMillions?: number;
}

/** What the facts of a listing imply. */
export function listingFigures(company: CompanyProfile): ListingFigures | undefined {
  const listing = company.listing;
  if (listing === undefined) return undefined;
  const {
    offerPrice,
    firstDayClose,
    intradayHigh,
    sharesOffered,
    lot,
    cornerstoneShare,
    cornerstoneUsdMillions,
    firstDayReturn,
  } = listing;
  const first =
    firstDayReturn ??
    (offerPrice === undefined || firstDayClose === undefined ? undefined : priceReturn(offerPrice, firstDayClose));
  return {
    ...(first === undefined ? {} : { firstDayReturn: first }),
    ...(offerPrice === undefined || intradayHigh === undefined
      ? {}
      : { intradayReturn: priceReturn(offerPrice, intradayHigh) }),
    ...(offerPrice === undefined || sharesOffered === undefined
      ? {}
      : { grossProceedsMillions: (offerPrice * sharesOffered) / 1e6 }),
    ...(offerPrice === undefined || lot === undefined || listing.exchange !== "HKEX"
      ? {}
      : { entryCost: entryCost(offerPrice, lot) }),
    ...(cornerstoneShare === undefined || cornerstoneUsdMillions === undefined
      ? {}
      : { offerSizeUsdMillions: cornerstoneUsdMillions / cornerstoneShare }),
  };
}

export interface ComparisonRow {
  readonly label: { readonly en: string; readonly zh: string };
  readonly unit: string;
  /** One entry a company, in the order asked; undefined where no source at hand prints it. */
  readonly values: readonly (number | string | undefined)[];
  readonly sources: readonly string[];
}

/** Companies side by side: the same figure, the same period, the same unit, or nothing. */
export function compareCompanies(
  companies: readonly CompanyProfile[],
  book: ProfileBook = companyBook(),
): ComparisonRow[] {
  const used = (facts: readonly (CompanyFact | undefined)[]): string[] => [
    ...new Set(
      facts.flatMap((fact) => (fact === undefined ? [] : [`${book.sources[fact.source]!.publisher}, ${fact.place}`])),
    ),
  ];
  const fact = (en: string, zh: string, what: string, when: string, unit: string): ComparisonRow => {
    const facts = companies.map((company) => factsOf(company, what, when, unit)[0]);
    return { label: { en, zh }, unit, values: facts.map((entry) => entry?.value), sources: used(facts) };
  };
  const derived = (
    en: string,
    zh: string,
    unit: string,
    value: (company: CompanyProfile) => number | string | undefined,
  ): ComparisonRow => ({ label: { en, zh }, unit, values: companies.map(value), sources: [] });
  const revenue = (company: CompanyProfile, year: string): number | undefined =>
    factsOf(company, "revenue", year, "CNY mn")[0]?.value;
  const ratio = (company: CompanyProfile, what: string): number | undefined => {
    const part = factsOf(company, what, "2025", "CNY mn")[0]?.value;
    const whole = revenue(company, "2025");
    return part === undefined || whole === undefined ? undefined : margin(part, whole);
  };
  const rows = [
    derived("Code", "代码", "text", (company) => company.code),
    derived("Founded", "成立", "year", (company) =>
      company.founded === undefined ? undefined : String(company.founded),
    ),
    derived("Listed", "上市日期", "date", (company) => company.listing?.date),
    derived("Exchange", "上市地", "text", (company) => company.listing?.exchange),
    derived("First-day return", "首日涨幅", "fraction", (company) => listingFigures(company)?.firstDayReturn),
    fact("Revenue 2023", "2023年收入", "revenue", "2023", "CNY mn"),
    fact("Revenue 2024", "2024年收入", "revenue", "2024", "CNY mn"),
    fact("Revenue 2025", "2025年收入", "revenue", "2025", "CNY mn"),
    derived("Revenue growth 2025", "2025年收入增长", "fraction", (company) => {
      const before = revenue(company, "2024");
      const now = revenue(company, "2025");
      return before === undefined || now === undefined ? undefined : growth(before, now);
    }),
    fact("Adjusted profit 2025", "2025年经调整利润", "adjusted_profit", "2025", "CNY mn"),
    fact("R&D 2025", "2025年研发开支", "rnd", "2025", "CNY mn"),
    derived("R&D to revenue 2025", "研发占收入", "fraction", (company) => ratio(company, "rnd")),
    fact("R&D staff 2025", "2025年研发人数", "rnd_headcount", "2025", "people"),
    derived("R&D a head 2025", "人均研发", "CNY k", (company) => {
      const spent = factsOf(company, "rnd", "2025", "CNY mn")[0]?.value;
      const people = factsOf(company, "rnd_headcount", "2025", "people")[0]?.value;
      return spent === undefined || people === undefined ? undefined : (spent * 1e3) / people;
    }),
    fact("Inventory 2025", "2025年存货", "inventory", "2025", "CNY mn"),
    derived("Inventory to revenue 2025", "存货占收入", "fraction", (company) => ratio(company, "inventory")),
    fact("Market value 8 Jan 2026", "2026年1月8日市值", "market_cap", "2026-01-08", "CNY mn"),
    fact("Market value 20 Apr 2026", "2026年4月20日市值", "market_cap", "2026-04-20", "CNY mn"),
    fact("Market value 20 Apr 2026", "2026年4月20日市值", "market_cap", "2026-04-20", "USD mn"),
    fact("Market value 2 Jun 2026", "2026年6月2日市值", "market_cap", "2026-06-02", "HKD mn"),
    derived("P/S 2025 on 8 Jan 2026", "市销率（2025）", "x", (company) => {
      const cap = factsOf(company, "market_cap", "2026-01-08", "CNY mn")[0]?.value;
      const sold = revenue(company, "2025");
      return cap === undefined || sold === undefined ? undefined : cap / sold;
    }),
    fact("P/S 2026E on 20 Apr 2026", "市销率2026E（4月20日）", "ps_2026", "2026-04-20", "x"),
    fact("P/S 2027E on 20 Apr 2026", "市销率2027E（4月20日）", "ps_2027", "2026-04-20", "x"),
    fact("P/S 2026E on 2 Jun 2026", "市销率2026E（6月2日）", "ps_2026", "2026-06-02", "x"),
    fact("P/S 2027E on 2 Jun 2026", "市销率2027E（6月2日）", "ps_2027", "2026-06-02", "x"),
  ];
  return rows.filter((row) => row.values.some((value) => value !== undefined));
}

export interface MarketCheck {
  readonly id: string;
  readonly house: string;
  readonly from: number;
  readonly to: number;
  readonly printed: number;
  /** Worked out from the same house's own figures; undefined where it prints no such points. */
  readonly recomputed: number | undefined;
}

/** Printed growth rates against what the same house's figures give. */
export function checkMarkets(book: MarketBook = marketBook()): MarketCheck[] {
  const byId = new Map(book.series.map((series) => [series.id, series]));
  const rate = (id: string): number => byId.get(id)!.growth[0]!.printed;
  const checks = book.series.flatMap((series: MarketSeries) =>
    series.growth.map(({ from, to, printed }): MarketCheck => {
      const start = series.points.get(from);
      const end = series.points.get(to);
      return {
        id: series.id,
        house: series.house,
        from,
        to,
        printed,
        recomputed: start === undefined || end === undefined ? undefined : compoundGrowth(start, end, to - from),
      };
    }),
  );
  for (const mix of book.mixes) {
    const houses = new Set([mix.total, mix.first, mix.rest, mix.share].map((id) => byId.get(id)!.house));
    if (houses.size > 1)
      fail(
        "domain",
        ["mixes", mix.id],
        `mixes figures of ${[...houses].join(" and ")}`,
        "Keep each house's market model apart.",
      );
    const share = byId.get(mix.share)!.points;
    const mixed = mixGrowth(share.get(mix.from)!, rate(mix.first), rate(mix.rest), mix.to - mix.from);
    checks.push({
      id: `${mix.id} (growth)`,
      house: mix.house,
      from: mix.from,
      to: mix.to,
      printed: rate(mix.total),
      recomputed: mixed.growth,
    });
    checks.push({
      id: `${mix.id} (share ${mix.to})`,
      house: mix.house,
      from: mix.from,
      to: mix.to,
      printed: share.get(mix.to)!,
      recomputed: mixed.shareOfFirst,
    });
  }
  return checks;
}
