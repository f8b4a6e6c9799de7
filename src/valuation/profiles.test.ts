import { expect, test } from "vitest";
import {
  apiPriceTable,
  checkMarkets,
  companyBook,
  compareCompanies,
  findCompany,
  listingFigures,
  marketBook,
  requireCompany,
  tokenDemand,
} from "./profiles.ts";

test("a company answers to its id, names and code", () => {
  for (const name of ["biren", "Biren Tech", "壁仞科技", "6082 HK", "6082.hk"])
    expect(findCompany(name)?.id).toBe("biren");
  expect(() => requireCompany("birn")).toThrow(/unknown company "birn"\. Did you mean "biren"\?/);
});

test("listings: first day, proceeds and the price of a lot follow from their facts", () => {
  const biren = listingFigures(requireCompany("biren"))!;
  expect(biren.firstDayReturn).toBeCloseTo(0.758, 3);
  expect(biren.grossProceedsMillions).toBeCloseTo(5582, 0);
  expect(biren.entryCost).toBe(3959.54);
  const axera = listingFigures(requireCompany("axera"))!;
  expect(axera.entryCost).toBe(2848.44);
  expect(axera.offerSizeUsdMillions).toBeCloseTo(379.4, 1);
});

test("four companies side by side: same figure, same period, same unit, or nothing", () => {
  const rows = compareCompanies(["biren", "iluvatar", "metax", "moore-threads"].map((name) => requireCompany(name)));
  const row = (label: string) => rows.find((entry) => entry.label.en === label)!;
  expect(row("Revenue 2025").values).toEqual([1034.614, 1034, 1640, 1510]);
  expect(row("Market value 8 Jan 2026").values).toEqual([72100, 35700, 257000, 316800]);
  expect(row("First-day return").values[1]).toBeUndefined();
  expect(row("P/S 2025 on 8 Jan 2026").values.map((value) => Math.round(value as number))).toEqual([70, 35, 157, 210]);
});

test("market models keep their houses apart and agree with themselves", () => {
  const book = marketBook();
  expect(new Set(book.series.map((series) => series.house))).toEqual(
    new Set(["CIC", "Frost & Sullivan", "Bloomberg consensus"]),
  );
  const checks = checkMarkets(book).filter((check) => check.recomputed !== undefined);
  expect(checks.length).toBeGreaterThanOrEqual(6);
  for (const check of checks)
    expect(Math.abs(check.recomputed! - check.printed), check.id).toBeLessThan(check.printed > 1 ? 0.005 : 0.0016);
  const mixed = { ...book, mixes: [{ ...book.mixes[0]!, total: "cic.china_gpgpu" }] };
  expect(() => checkMarkets(mixed)).toThrow(/mixes figures of CIC and Frost & Sullivan/);
});

test("token demand is ranked, and prices carry their ratio", () => {
  const demand = tokenDemand();
  const trillions = demand.ranking.map((entry) => entry.trillions);
  expect(trillions).toEqual(trillions.toSorted((a, b) => b - a));
  expect(trillions.reduce((so, value) => so + value, 0)).toBeLessThan(demand.demand[0]!.totalTrillions);
  const ratios = apiPriceTable().prices.map((price) => price.ratio);
  expect(Math.min(...ratios)).toBe(4);
  expect(Math.max(...ratios)).toBeCloseTo(8.33, 2);
});

test("every fact of every company names its source", () => {
  const book = companyBook();
  expect(book.companies.length).toBeGreaterThanOrEqual(12);
  for (const company of book.companies)
    for (const fact of company.facts) expect(book.sources[fact.source], `${company.id} ${fact.what}`).toBeDefined();
});
