// `silico companies`: who makes AI chips, what is printed of them, which models ship, and the markets they sell into.
import type { Command } from "commander";
import { formatPercent } from "../units.ts";
import {
  apiPriceTable,
  checkMarkets,
  companyBook,
  listingFigures,
  marketBook,
  requireCompany,
  tokenDemand,
} from "../valuation/profiles.ts";
import { shippedModelIds } from "../valuation/shipped-companies.ts";
import { formatTable, print, printJson } from "./output.ts";
import type { Verb } from "./verb.ts";

interface Options {
  json?: boolean;
  markets?: boolean;
  tokens?: boolean;
}

const amount = (value: number | undefined): string =>
  value === undefined ? "—" : value.toLocaleString("en-US", { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 });

function showAll(json: boolean): void {
  const book = companyBook();
  if (json) {
    printJson({
      schema: "silico/companies/1",
      companies: book.companies.map((company) => ({ ...company, listingFigures: listingFigures(company) })),
      models: shippedModelIds,
      sources: book.sources,
    });
    return;
  }
  const latest = (id: string, what: string): string => {
    const facts = book.companies.find((company) => company.id === id)!.facts.filter((fact) => fact.what === what);
    const last = facts.toSorted((a, b) => (a.when < b.when ? -1 : 1)).at(-1);
    return last === undefined ? "—" : `${amount(last.value)} ${last.unit} (${last.when})`;
  };
  print(
    formatTable(
      ["Id", "Company", "公司", "Code", "Listed", "First day", "Market value", "Model"],
      book.companies.map((company) => [
        company.id,
        company.name.en,
        company.name.zh ?? "",
        company.code ?? "—",
        company.listing?.date ?? (company.status === "filed" ? "filed" : "—"),
        formatPercent(listingFigures(company)?.firstDayReturn),
        latest(company.id, "market_cap"),
        company.model === undefined ? "" : "yes",
      ]),
      ["left", "left", "left", "left", "left", "right", "right", "left"],
    ),
  );
  print();
  print(
    `Models: ${shippedModelIds.join(", ")}. silico companies <id> for one company, silico value <id> for its valuation.`,
  );
}

function showOne(name: string, json: boolean): void {
  const book = companyBook();
  const company = requireCompany(name, book);
  const figures = listingFigures(company);
  if (json) {
    printJson({ schema: "silico/companies/1", company, listingFigures: figures, sources: book.sources });
    return;
  }
  print(`${company.name.en} ${company.name.zh ?? ""} ${company.code ?? ""}`.trim());
  for (const [label, value] of [
    ["Founded", company.founded],
    ["Products", company.products],
    ["Software", company.software],
  ] as const) {
    if (value !== undefined) print(`  ${label}: ${value}`);
  }
  if (company.listing !== undefined) {
    const { listing } = company;
    print(
      `  Listed ${listing.date} on ${listing.exchange}${listing.offerPrice === undefined ? "" : ` at ${listing.currency} ${listing.offerPrice}`}`,
    );
    if (figures?.firstDayReturn !== undefined)
      print(
        `  First-day return ${formatPercent(figures.firstDayReturn)}${figures.intradayReturn === undefined ? "" : `, intraday high ${formatPercent(figures.intradayReturn, 2)}`}`,
      );
    if (figures?.grossProceedsMillions !== undefined)
      print(`  Gross proceeds ${listing.currency} ${amount(figures.grossProceedsMillions)} mn`);
    if (figures?.entryCost !== undefined)
      print(
        `  One lot of ${listing.lot} costs ${listing.currency} ${figures.entryCost.toLocaleString("en-US", { minimumFractionDigits: 2 })} with fees`,
      );
    if (figures?.offerSizeUsdMillions !== undefined)
      print(`  Offer size implied by the cornerstones USD ${amount(figures.offerSizeUsdMillions)} mn`);
  }
  if (company.facts.length > 0) {
    print();
    print(
      formatTable(
        ["Fact", "When", "Value", "Unit", "Source"],
        company.facts.map((fact) => [
          fact.what,
          fact.when,
          fact.unit === "fraction" ? formatPercent(fact.value) : amount(fact.value),
          fact.unit === "fraction" ? "" : fact.unit,
          `${book.sources[fact.source]!.publisher}, ${fact.place}`,
        ]),
        ["left", "left", "right", "left", "left"],
      ),
    );
  }
}

function showMarkets(json: boolean): void {
  const book = marketBook();
  const checks = checkMarkets(book);
  if (json) {
    printJson({
      schema: "silico/companies/1",
      markets: book.series.map((series) => ({ ...series, points: Object.fromEntries(series.points) })),
      checks,
      sources: book.sources,
    });
    return;
  }
  for (const house of [...new Set(book.series.map((series) => series.house))]) {
    print(house);
    print(
      formatTable(
        ["Market", "Measure", "Figures", "Growth as printed"],
        book.series
          .filter((series) => series.house === house)
          .map((series) => [
            series.market,
            series.measure,
            [...series.points]
              .map(
                ([year, value]) =>
                  `${year}: ${series.unit === "fraction" ? formatPercent(value) : `${amount(value)} ${series.unit}`}`,
              )
              .join("  "),
            series.growth.map((rate) => `${rate.from}-${rate.to}: ${formatPercent(rate.printed)}`).join("  "),
          ]),
      ),
    );
    print();
  }
  print("Growth against the same house’s own figures");
  print(
    formatTable(
      ["Series", "Years", "Printed", "Recomputed"],
      checks
        .filter((check) => check.recomputed !== undefined)
        .map((check) => [
          check.id,
          `${check.from}-${check.to}`,
          formatPercent(check.printed),
          formatPercent(check.recomputed),
        ]),
      ["left", "left", "right", "right"],
    ),
  );
}

function showTokens(json: boolean): void {
  const demand = tokenDemand();
  const prices = apiPriceTable();
  if (json) {
    printJson({ schema: "silico/companies/1", tokenDemand: demand, apiPrices: prices });
    return;
  }
  const total = demand.demand[0]!;
  print(`Tokens called on OpenRouter, ${total.period}: ${total.totalTrillions} trillion in all`);
  print(
    formatTable(
      ["Rank", "Model", "Provider", "Trillions", "Share", "Change on month"],
      demand.ranking.map((entry) => [
        String(entry.rank),
        entry.model,
        entry.provider,
        entry.trillions.toFixed(2),
        formatPercent(entry.trillions / total.totalTrillions),
        formatPercent(entry.change, 0),
      ]),
      ["right", "left", "left", "right", "right", "right"],
    ),
  );
  print();
  print(`API prices, US$ per million tokens (${prices.source})`);
  print(
    formatTable(
      ["Provider", "Model", "Input", "Output", "Output/input"],
      prices.prices.map((price) => [
        price.provider,
        price.model,
        price.input.toFixed(2),
        price.output.toFixed(2),
        `${price.ratio.toFixed(2)}x`,
      ]),
      ["left", "left", "right", "right", "right"],
    ),
  );
}

export const verb: Verb = {
  configure: (command: Command) => {
    command
      .argument("[company]", "id, name or code, e.g. biren, 壁仞科技, 6082.HK")
      .option("--markets", "market size, growth and localisation, each research house by itself")
      .option("--tokens", "token demand by model and API prices")
      .option("--json", "machine-readable result")
      .addHelpText(
        "after",
        `
Examples:
  silico companies                 every company: listing, first day, market value
  silico companies axera           one company, every figure with its source
  silico companies --markets       CIC and Frost & Sullivan, kept apart
  silico companies --tokens        which models the world calls on, and at what price`,
      )
      .action((company: string | undefined, options: Options) => {
        const json = options.json === true;
        if (options.markets === true) showMarkets(json);
        else if (options.tokens === true) showTokens(json);
        else if (company === undefined) showAll(json);
        else showOne(company, json);
      });
  },
};
