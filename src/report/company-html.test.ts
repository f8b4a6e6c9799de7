import { expect, test } from "vitest";
import { companyReport } from "../valuation/company-report.ts";
import { shippedModel } from "../valuation/shipped-companies.ts";
import { companyHtml } from "./company-html.ts";

const settings = { draws: 100, seed: 1, gridPoints: 2 };
const model = shippedModel("biren");
const report = companyReport(model, settings);
const html = companyHtml(report);

test("the page carries the cover, both languages, charts, checks and sources, and runs no script", () => {
  for (const part of [
    "78.63",
    "87.25",
    "强烈推荐",
    "Football field",
    "估值区间",
    "Earnings summary",
    "Ping An Securities",
    "Balance sheet balances",
    "201,566,118",
  ])
    expect(html).toContain(part);
  expect(html.match(/<svg/g)).toHaveLength(3);
  expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
  expect(html).not.toContain("NaN");
  expect(html).not.toContain("undefined");
});

test("equal reports are equal bytes", () => {
  expect(companyHtml(companyReport(model, settings))).toBe(html);
});

test("text from a model file cannot become markup", () => {
  const hostile = {
    ...model,
    name: { en: '<img src=x onerror="alert(1)">' },
    notes: ["</main><script>alert(1)</script>"],
  };
  const page = companyHtml({ ...report, model: hostile });
  expect(page).toContain("&lt;img");
  expect(page).not.toContain("<img");
  expect(page).not.toContain("<script");
});
