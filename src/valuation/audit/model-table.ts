// A company model as a table for the auditor: the figures its sources print, and the statements its own formulas give.
// Both are run through the same tests; what a model's printed base already breaks shows beside what the model itself breaks.
import type { CompanyModel, LineSpec, PrintedRow } from "../../scenario/company-model.ts";
import { type Solution, type SolveOptions, seriesOf, solveModel } from "../model/solve.ts";
import { audit } from "./audit.ts";
import type { AuditResult, Finding } from "./finding.ts";
import type { Entry } from "./table.ts";

/** Sections that are statements; drivers and products are judged through them. */
const statements: Readonly<Record<string, string>> = {
  income: "Income statement",
  balance: "Balance sheet",
  cash: "Cash flow",
  cashflow: "Cash flow",
};

/** Sections that build a discounted cash flow. */
const isDcfSection = (id: string): boolean => ["flows", "capital", "valuation", "dcf"].includes(id);

/** "12,345.678": grouped, with the given decimals; what a statement would print. */
function printNumber(value: number, decimals: number, unit: string): string {
  const isFraction = unit === "fraction";
  const shown = isFraction ? value * 100 : value;
  const places = Math.max(0, isFraction ? decimals - 2 : decimals);
  const text = Math.abs(shown)
    .toFixed(places)
    .replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
  const sign = shown < 0 && Number(text.replace(/,/g, "")) !== 0 ? "-" : "";
  return `${sign}${text}${isFraction ? "%" : ""}`;
}

const unitText = (unit: string): string => (unit === "fraction" ? "%" : unit);

/** The figures a model takes from its sources, as printed. */
export function printedEntries(model: CompanyModel): Entry[] {
  const company = `${model.name.en} (${model.code})`;
  const entries: Entry[] = [];
  const push = (row: PrintedRow, period: string, value: number): void => {
    const source = model.sources[row.source];
    entries.push({
      company,
      statement: period === "" ? `${row.place} DCF` : row.place,
      lineItem: row.label.en,
      original: row.label.zh ?? row.label.en,
      period,
      kind: period === "" || Number(period) > model.lastActual ? "E" : "A",
      value: "",
      unit: unitText(row.unit),
      raw: printNumber(value, row.decimals, row.unit),
      source: source === undefined ? row.source : `${source.publisher}, ${source.date}`,
      figure: row.place,
      note: "",
      line: entries.length + 1,
    });
  };
  for (const row of model.printed) {
    for (const [year, value] of row.byYear) push(row, String(year), value);
    if (row.value !== undefined) push(row, "", row.value);
  }
  return entries;
}

/**
 * The statements a solved model gives, printed with the decimals of the figures it starts from: beyond those its numbers
 * carry the rounding of its inputs. Rates keep a hundredth of a per cent.
 */
export function solvedEntries(solution: Solution): Entry[] {
  const { model } = solution;
  const company = `${model.name.en} (${model.code})`;
  const entries: Entry[] = [];
  for (const line of model.lines) {
    const statement = statements[line.section] ?? (isDcfSection(line.section) ? "DCF of the model" : undefined);
    if (statement === undefined || !isShown(line)) continue;
    for (const { year, value } of seriesOf(solution, line.id)) {
      if (!Number.isFinite(value)) continue;
      entries.push({
        company,
        statement,
        lineItem: line.label.en,
        original: line.label.en,
        period: year === undefined ? "" : String(year),
        kind: year !== undefined && year <= model.lastActual ? "A" : "E",
        value: "",
        unit: unitText(line.unit),
        raw: printNumber(value, decimalsOf(line, model), line.unit),
        source: "model",
        figure: line.section,
        note: "",
        line: entries.length + 1,
      });
    }
  }
  return entries;
}

function decimalsOf(line: LineSpec, model: CompanyModel): number {
  if (line.unit === "fraction") return 4;
  const own = model.printed.find((row) => row.id === line.id);
  if (own !== undefined) return own.decimals;
  const alike = model.printed.filter((row) => row.unit === line.unit).map((row) => row.decimals);
  return alike.length === 0 ? 2 : Math.min(...alike);
}

/**
 * Printed inputs are rounded, and each forecast year carries their rounding on: a sum of the solved statements that is off
 * by no more than one unit and one for each forecast year is a note, not an error.
 */
function asCarriedRounding(finding: Finding, model: CompanyModel): Finding {
  const { published, recomputed } = finding;
  if (finding.severity === "note" || typeof published !== "number" || typeof recomputed !== "number") return finding;
  if (!/^(sum-|cash-|balance|gross-profit|profit-after-tax|net-profit)/.test(finding.test)) return finding;
  const allowed = 1 + Math.max(0, Number(finding.period) - model.lastActual);
  if (Math.abs(published - recomputed) > allowed) return finding;
  return {
    ...finding,
    severity: "note",
    message: `${finding.message} This is the rounding of the printed inputs carried forward.`,
  };
}

/** Rates, multiples and helper rows of the model are its own inputs; only money, shares and prices make up statements. */
const isShown = (line: LineSpec): boolean => line.unit !== "x" && !/chip|days|^k |count/i.test(line.unit);

/** The model's own checks, as findings where they fail. */
function checkFindings(solution: Solution): {
  readonly findings: Finding[];
  readonly checked: number;
  readonly passed: number;
} {
  const { model, checks } = solution;
  const failed = checks.filter((check) => !check.passed);
  return {
    checked: checks.length,
    passed: checks.length - failed.length,
    findings: failed.map((check) => ({
      severity: "error",
      company: `${model.name.en} (${model.code})`,
      statement: "Model checks",
      lineItem: check.label.en,
      period: check.year === undefined ? "" : String(check.year),
      figure: check.id,
      published: Number(check.difference.toPrecision(12)),
      recomputed: 0,
      test: "model-check",
      message: `${check.label.en}${check.year === undefined ? "" : ` ${check.year}`}: off by ${check.difference.toLocaleString("en-US", { maximumFractionDigits: 3 })} ${check.unit}, allowed ${check.tolerance}.`,
      source: "model",
      line: 0,
    })),
  };
}

/**
 * Audit a company model: its printed figures, the statements its formulas give, and its own checks.
 * @throws {SilicoError} where the model cannot be solved (a cycle without a breaker, WACC not above growth, negative shares).
 */
export function auditModel(model: CompanyModel, options: SolveOptions = {}): AuditResult {
  const solution = solveModel(model, options);
  const printed = audit({ entries: printedEntries(model) });
  const solved = audit({ entries: solvedEntries(solution) });
  const results = [printed, solved];
  const place = (finding: Finding): string => [finding.test, finding.lineItem, finding.period].join("\u0000");
  const already = new Set(printed.findings.map(place));
  const fresh = solved.findings.filter((finding) => !already.has(place(finding)));
  const own = checkFindings(solution);
  const tests: Record<string, { checked: number; passed: number }> = {};
  for (const result of results)
    for (const [test, n] of Object.entries(result.tests)) {
      const sum = tests[test] ?? { checked: 0, passed: 0 };
      tests[test] = { checked: sum.checked + n.checked, passed: sum.passed + n.passed };
    }
  if (own.checked > 0) tests["model-check"] = { checked: own.checked, passed: own.passed };
  return {
    findings: [...printed.findings, ...fresh.map((finding) => asCarriedRounding(finding, model)), ...own.findings],
    checked: results.reduce((n, result) => n + result.checked, own.checked),
    passed: results.reduce((n, result) => n + result.passed, own.passed),
    tests,
    notChecked: results.flatMap((result) => result.notChecked),
  };
}
