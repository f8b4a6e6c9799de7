// Companies side by side: listings, figures of the same period, market values of the same day.
import { formatPercent } from "../../units.ts";
import { companyBook, compareCompanies, findCompany, requireCompany } from "../../valuation/profiles.ts";
import type { CompareKind } from "../compare.ts";
import { formatTable, print, printJson } from "../output.ts";

function show(value: number | string | undefined, unit: string): string {
  if (value === undefined) return "—";
  if (typeof value === "string") return value;
  if (unit === "fraction") return formatPercent(value);
  return value.toLocaleString("en-US", { maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0 });
}

export const kind: CompareKind = {
  knows: (name) => findCompany(name) !== undefined,
  compare: (names, options) => {
    const book = companyBook();
    const companies = names.map((name) => requireCompany(name, book));
    const rows = compareCompanies(companies, book);
    if (options.json === true) {
      printJson({
        schema: "silico/compare/1",
        kind: "companies",
        companies: companies.map(({ id, name, code }) => ({ id, name, code })),
        rows: rows.map((row) => ({ ...row, values: row.values.map((value) => value ?? null) })),
        sources: book.sources,
      });
      return;
    }
    print(
      formatTable(
        ["", "Unit", ...companies.map((company) => `${company.name.en} ${company.name.zh ?? ""}`.trim())],
        rows.map((row) => [
          row.label.en,
          ["text", "date", "year"].includes(row.unit) ? "" : row.unit === "fraction" ? "%" : row.unit,
          ...row.values.map((value) => show(value, row.unit)),
        ]),
        ["left", "left", ...companies.map(() => "right" as const)],
      ),
    );
    print();
    print(
      `Sources: ${[...new Set(rows.flatMap((row) => row.sources))].join("; ")}. An em dash: no source at hand prints it for that day or period.`,
    );
  },
};
