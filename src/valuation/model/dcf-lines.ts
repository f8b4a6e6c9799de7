// The discounting of a company model, written as lines of the model itself, so that it is explained, flexed and exported
// like any other line. Takes the model's DCF convention; adds the section "dcf".
import { fail } from "../../errors.ts";
import type { CompanyModel, DcfSpec, LineSpec } from "../../scenario/company-model.ts";
import { discountSchedule } from "../discount.ts";

/** The model with its DCF lines (`dcf.pv`, `dcf.enterprise_value` and so on); unchanged where it has no DCF. */
export function withDcfLines(model: CompanyModel, changes: Partial<DcfSpec> = {}): CompanyModel {
  if (model.dcf === undefined) return model;
  const spec: DcfSpec = { ...model.dcf, ...changes };
  const flow = model.lines.find((line) => line.id === spec.flow);
  if (flow === undefined)
    fail("unknown-name", ["dcf", "flow"], `no line "${spec.flow}"`, "Name the line of free cash flow.");
  const { firstYear, lastYear, wacc, growth } = spec;
  const schedule = discountSchedule(firstYear, lastYear, spec, model.fiscalYearEnd);
  const byYear = (values: readonly number[]): ReadonlyMap<number, number> =>
    new Map(values.map((value, k) => [firstYear + k, value]));
  const convention = `${spec.timing === "mid" ? "mid-year" : "year-end"} flows, ${spec.firstPeriod === "stub" ? "first year from the valuation date" : "whole years"}, valued at ${spec.valuationDate}`;
  const series = (
    id: string,
    en: string,
    zh: string,
    unit: string,
    content: string | ReadonlyMap<number, number>,
    note?: string,
  ): LineSpec => ({
    id,
    label: { en, zh },
    section: "dcf",
    unit,
    isScalar: false,
    values: typeof content === "string" ? new Map() : content,
    formulas: typeof content === "string" ? [{ from: firstYear, to: lastYear, text: content }] : [],
    basis: "derived",
    ...(note === undefined ? {} : { note }),
  });
  const scalar = (id: string, en: string, zh: string, unit: string, content: string | number): LineSpec => ({
    id,
    label: { en, zh },
    section: "dcf",
    unit,
    isScalar: true,
    values: new Map(),
    formulas: typeof content === "string" ? [{ from: firstYear, to: lastYear, text: content }] : [],
    basis: "derived",
    ...(typeof content === "number" ? { value: content } : {}),
  });
  const last = `${spec.flow}[${lastYear}]`;
  const terminal =
    spec.terminal === "gordon"
      ? `${last} * (1 + ${growth}) / (${wacc} - ${growth})`
      : spec.terminal === "next-flow"
        ? `${spec.flow}[${lastYear + 1}] / (${wacc} - ${growth})`
        : `${last} * ${spec.multiple ?? fail("schema", ["dcf", "multiple"], "terminal multiple without its line", "Name the line with the exit multiple.")}`;
  return {
    ...model,
    dcf: spec,
    sections: model.sections.some((section) => section.id === "dcf")
      ? model.sections
      : [...model.sections, { id: "dcf", label: { en: "Discounting", zh: "折现" } }],
    lines: [
      ...model.lines,
      series("dcf.years", "Years to the flow", "折现年数", "years", byYear(schedule.years), convention),
      series("dcf.share", "Part of the year that counts", "计入比例", "fraction", byYear(schedule.shares), convention),
      series("dcf.flow", "Flow that counts", "计入现金流", flow.unit, `${spec.flow} * dcf.share`),
      series("dcf.factor", "Discount factor", "折现因子", "x", `1 / (1 + ${wacc})^dcf.years`),
      series("dcf.pv", "Present value", "现值", flow.unit, "dcf.flow * dcf.factor"),
      scalar(
        "dcf.pv_flows",
        "Present value of the explicit flows",
        "现金流现值",
        flow.unit,
        `sum(dcf.pv[${firstYear}:${lastYear}])`,
      ),
      scalar("dcf.terminal_years", "Years to the terminal value", "终值折现年数", "years", schedule.terminalYears),
      scalar("dcf.terminal_value", "Terminal value", "终值", flow.unit, terminal),
      scalar(
        "dcf.pv_terminal",
        "Present value of the terminal value",
        "终值现值",
        flow.unit,
        `dcf.terminal_value / (1 + ${wacc})^dcf.terminal_years`,
      ),
      scalar("dcf.enterprise_value", "Enterprise value", "企业价值", flow.unit, "dcf.pv_flows + dcf.pv_terminal"),
    ],
  };
}
