// Which discounting convention a published DCF used: the printed flows, rates and present values of a company model put to
// the convention search. Answers: is the printed value reproducible, by which reading, and what is the ordinary one?
import { pow } from "../elementary.ts";
import type { CompanyModel, PrintedRow } from "../scenario/company-model.ts";
import { type ConventionSearch, searchConventions } from "./audit/dcf-convention.ts";
import type { Interval } from "./audit/interval.ts";

/** What a printed figure may have been before it was rounded. */
const rangeOf = (value: number, decimals: number): Interval => ({
  lo: value - 0.5 * pow(10, -decimals),
  hi: value + 0.5 * pow(10, -decimals),
});

/**
 * The search for a model whose published convention takes printed present values (`headline.published` sets `dcf.pv_flows`
 * and `dcf.pv_terminal` to printed rows) and whose flows are printed. Undefined where it prints no such values.
 */
export function printedConvention(model: CompanyModel, count = 3): ConventionSearch | undefined {
  const { dcf, headline } = model;
  if (dcf === undefined || headline === undefined) return undefined;
  const rows = new Map(model.printed.map((row) => [row.id, row]));
  const printedBy = (line: string): PrintedRow | undefined => {
    const text = headline.published.find((entry) => entry.line === line)?.is;
    return typeof text === "string" && text.startsWith("printed.")
      ? rows.get(text.slice("printed.".length))
      : undefined;
  };
  const scalar = (row: PrintedRow | undefined): Interval | undefined =>
    row?.value === undefined ? undefined : rangeOf(row.value, row.decimals);
  const flows = rows.get(dcf.flow);
  const pvFlows = scalar(printedBy("dcf.pv_flows"));
  const pvTerminal = scalar(printedBy("dcf.pv_terminal"));
  const wacc = scalar(rows.get(dcf.wacc));
  const growth = scalar(rows.get(dcf.growth));
  if (
    flows === undefined ||
    wacc === undefined ||
    growth === undefined ||
    (pvFlows === undefined && pvTerminal === undefined)
  )
    return undefined;
  return searchConventions(
    {
      flows: [...flows.byYear].map(([year, value]) => ({ year, value: rangeOf(value, flows.decimals) })),
      wacc,
      growth,
      pvFlows,
      pvTerminal,
      documentDate: headline.priceDate,
    },
    count,
  );
}
