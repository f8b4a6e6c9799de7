// Which discounting convention gives the printed present values? A search over base date, timing, stub, horizon and
// terminal method, with each candidate's residuals, and the ordinary convention beside it.
import { pow } from "../../elementary.ts";
import { type Interval, meets, midpoint } from "./interval.ts";
import { daysInMonth } from "./period.ts";

export interface DcfQuestion {
  /** Printed free cash flows, one a fiscal year ending 31 December, in order. */
  readonly flows: readonly { readonly year: number; readonly value: Interval }[];
  /** Fractions: 0.112 printed as "11.2%" is [0.1115, 0.1125]. */
  readonly wacc: Interval;
  readonly growth: Interval;
  readonly pvFlows: Interval | undefined;
  readonly pvTerminal: Interval | undefined;
  /** Date of the report, ISO, where known. */
  readonly documentDate?: string | undefined;
}

export type Timing = "end" | "mid";
/** `gordon`: last flow x (1+g) / (WACC-g); `next-flow`: the flow after the explicit horizon / (WACC-g). */
export type TerminalMethod = "gordon" | "next-flow" | "no-growth-step";

export interface Convention {
  /** ISO date to which flows are discounted. */
  readonly base: string;
  readonly timing: Timing;
  /** What the first year counts when the base date lies inside it: all of it, or the part after the base date. */
  readonly stub: "whole" | "prorated";
  /** Flows that are discounted one by one; the rest are the terminal value's. */
  readonly explicitYears: number;
  readonly terminal: TerminalMethod;
  /** The terminal value is discounted from the end of the last explicit year, or from its middle like the flows. */
  readonly terminalTiming: Timing;
  readonly dayCount: 365 | 366 | 360;
}

export interface Candidate {
  readonly convention: Convention;
  readonly description: string;
  /** At the midpoints of the printed WACC and growth. */
  readonly pvFlows: number;
  readonly pvTerminal: number;
  /** Printed over recomputed, less one: how far the printed value lies off. `undefined` where none is printed. */
  readonly flowsResidual: number | undefined;
  readonly terminalResidual: number | undefined;
  /** One WACC and one growth rate inside their printed ranges give both printed values. */
  readonly reproduces: boolean;
  /** The WACC that gives the printed PV of flows exactly, where it lies inside the printed range. */
  readonly wacc: number | undefined;
  /** Departures from ordinary practice: 0 for end-year or mid-year from the last balance-sheet date or the report date. */
  readonly oddity: number;
}

export interface ConventionSearch {
  readonly candidates: readonly Candidate[];
  /** End-year flows from the last balance-sheet date, Gordon growth: the plain reading of the printed inputs. */
  readonly ordinary: Candidate;
}

/** Years from a date to the end of a year: whole years, and the days left in the date's own year over the day count. */
function yearsToEnd(from: string, year: number, dayCount: number): number {
  const fromYear = Number(from.slice(0, 4));
  return year - fromYear + (dayOfYear(`${fromYear}-12-31`) - dayOfYear(from)) / dayCount;
}

function dayOfYear(iso: string): number {
  const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
  let days = day;
  for (let m = 1; m < month; m++) days += daysInMonth(year, m);
  return days;
}

/**
 * Present values of the flows and of the terminal value under one convention.
 *
 * Units: those of the flows. `wacc` must exceed `growth`; flows are dated by the convention, t = 0 at its base date.
 * Source: standard discounting; Gordon and Shapiro 1956 for the terminal value.
 */
export function presentValues(
  flows: readonly { readonly year: number; readonly value: number }[],
  wacc: number,
  growth: number,
  convention: Convention,
): { readonly pvFlows: number; readonly pvTerminal: number } | undefined {
  const explicit = flows.slice(0, convention.explicitYears);
  const last = explicit[explicit.length - 1];
  const first = explicit[0];
  if (last === undefined || first === undefined || wacc <= growth || wacc <= -1) return undefined;
  const discount = (t: number): number => pow(1 + wacc, -t);
  const baseYear = Number(convention.base.slice(0, 4));
  const yearEnd = (year: number): number => yearsToEnd(convention.base, year, convention.dayCount);
  let pvFlows = 0;
  for (const { year, value } of explicit) {
    const end = yearEnd(year);
    if (end < 0) continue;
    const inside = year === baseYear;
    const part = inside ? Math.min(1, end) : 1;
    const amount = inside && convention.stub === "prorated" ? value * part : value;
    pvFlows += amount * discount(convention.timing === "end" ? end : end - part / 2);
  }
  const next = flows[convention.explicitYears];
  const flow =
    convention.terminal === "next-flow"
      ? next?.value
      : convention.terminal === "gordon"
        ? last.value * (1 + growth)
        : last.value;
  if (flow === undefined) return undefined;
  const at = yearEnd(last.year) - (convention.terminalTiming === "mid" ? 0.5 : 0);
  return { pvFlows, pvTerminal: (flow / (wacc - growth)) * discount(at) };
}

/** Every convention worth a try, ordinary ones first. */
function conventions(question: DcfQuestion): Convention[] {
  const first = question.flows[0]?.year ?? 0;
  const n = question.flows.length;
  const yearEnds = [1, 2, 3, 4, 0].map((back) => `${first - back}-12-31`);
  const dated =
    question.documentDate === undefined || question.documentDate.slice(0, 4) !== String(first)
      ? []
      : [question.documentDate];
  const out: Convention[] = [];
  for (const base of [yearEnds[0] as string, ...dated, `${first}-06-30`, ...yearEnds.slice(1)])
    for (const timing of ["end", "mid"] as const)
      for (const explicitYears of n > 2 ? [n, n - 1] : [n])
        for (const terminal of ["gordon", "next-flow", "no-growth-step"] as const) {
          if (terminal === "next-flow" && explicitYears === n) continue;
          if (terminal === "no-growth-step" && explicitYears < n) continue;
          for (const terminalTiming of timing === "mid" ? (["end", "mid"] as const) : (["end"] as const)) {
            // At the end of the first year its flow is either taken at its own value or left out.
            const inside = base.slice(0, 4) === String(first);
            for (const stub of inside ? (["prorated", "whole"] as const) : (["whole"] as const))
              for (const dayCount of inside && !base.endsWith("12-31") ? ([365, 360] as const) : ([365] as const))
                out.push({ base, timing, stub, explicitYears, terminal, terminalTiming, dayCount });
          }
        }
  return out;
}

function oddityOf(convention: Convention, question: DcfQuestion): number {
  const first = question.flows[0]?.year ?? 0;
  const isLastSheet = convention.base === `${first - 1}-12-31`;
  const isReport = convention.base === question.documentDate && convention.stub === "prorated";
  return (
    (isLastSheet || isReport ? 0 : convention.base < `${first - 1}-12-31` ? 3 : 1) +
    (convention.explicitYears < question.flows.length ? 2 : 0) +
    (convention.terminal === "gordon" ? 0 : 1) +
    (convention.terminalTiming === "mid" ? 1 : 0) +
    (convention.dayCount === 365 ? 0 : 1)
  );
}

export function describeConvention(convention: Convention, flows: readonly { readonly year: number }[]): string {
  const last = flows[convention.explicitYears - 1]?.year;
  const terminal = {
    gordon: `FCF ${last} x (1+g) / (WACC-g)`,
    "next-flow": `FCF ${(last ?? 0) + 1} / (WACC-g)`,
    "no-growth-step": `FCF ${last} / (WACC-g)`,
  }[convention.terminal];
  return `discounted to ${convention.base}, ${convention.timing}-year flows ${flows[0]?.year} to ${last}${convention.stub === "prorated" ? ", first year prorated" : ""}, terminal value ${terminal} at ${convention.terminalTiming === "mid" ? "mid" : "end"}-${last}${convention.dayCount === 365 ? "" : `, ${convention.dayCount}-day year`}`;
}

/**
 * Search for the convention behind printed present values.
 *
 * Candidates are ordered: those that reproduce the printed values inside the printed precision of WACC and growth, then by
 * the larger residual; among equals the more ordinary. At most `count` are returned.
 */
export function searchConventions(question: DcfQuestion, count = 5): ConventionSearch {
  const ordinaryConvention: Convention = {
    base: `${(question.flows[0]?.year ?? 0) - 1}-12-31`,
    timing: "end",
    stub: "whole",
    explicitYears: question.flows.length,
    terminal: "gordon",
    terminalTiming: "end",
    dayCount: 365,
  };
  const candidates = conventions(question)
    .map((convention) => evaluate(question, convention))
    .filter((candidate) => candidate !== undefined);
  const worst = (c: Candidate): number => Math.max(Math.abs(c.flowsResidual ?? 0), Math.abs(c.terminalResidual ?? 0));
  const ordered = candidates.sort(
    (a, b) =>
      Number(b.reproduces) - Number(a.reproduces) ||
      (a.reproduces && b.reproduces ? a.oddity - b.oddity : 0) ||
      worst(a) - worst(b) ||
      a.oddity - b.oddity,
  );
  const ordinary = evaluate(question, ordinaryConvention);
  return { candidates: ordered.slice(0, count), ordinary: ordinary as Candidate };
}

function evaluate(question: DcfQuestion, convention: Convention): Candidate | undefined {
  const flows = question.flows.map(({ year, value }) => ({ year, value: midpoint(value) }));
  const [w, g] = [midpoint(question.wacc), midpoint(question.growth)];
  const values = presentValues(flows, w, g, convention);
  if (values === undefined) return undefined;
  const residual = (printed: Interval | undefined, computed: number): number | undefined =>
    printed === undefined || computed === 0 ? undefined : midpoint(printed) / computed - 1;
  const rates = question.pvFlows === undefined ? question.wacc : solveWacc(question, g, convention);
  return {
    convention,
    description: describeConvention(convention, question.flows),
    ...values,
    flowsResidual: residual(question.pvFlows, values.pvFlows),
    terminalResidual: residual(question.pvTerminal, values.pvTerminal),
    reproduces: rates !== undefined && terminalMeets(question, rates, convention),
    wacc: rates === undefined ? undefined : midpoint(rates),
    oddity: oddityOf(convention, question),
  };
}

type Flow = { readonly year: number; readonly value: number };
const side = (question: DcfQuestion, pick: (range: Interval) => number): Flow[] =>
  question.flows.map(({ year, value }) => ({ year, value: pick(value) }));

/**
 * The WACCs inside the printed range at which the printed flows, each anywhere in its own range, are worth what is printed;
 * `undefined` where there are none. Flows positive on balance are worth less as WACC rises.
 */
function solveWacc(question: DcfQuestion, growth: number, convention: Convention): Interval | undefined {
  const printed = question.pvFlows;
  if (printed === undefined) return undefined;
  const [low, high] = [side(question, (r) => r.lo), side(question, (r) => r.hi)];
  const value = (flows: readonly Flow[], wacc: number): number =>
    presentValues(flows, wacc, growth, convention)?.pvFlows ?? Number.NaN;
  const { lo, hi } = question.wacc;
  if (!(value(high, lo) >= printed.lo && value(low, hi) <= printed.hi)) return undefined;
  const solve = (flows: readonly Flow[], target: number): number => {
    let [a, b] = [lo, hi];
    for (let i = 0; i < 40; i++) {
      const middle = (a + b) / 2;
      if (value(flows, middle) > target) a = middle;
      else b = middle;
    }
    return (a + b) / 2;
  };
  return { lo: solve(low, printed.hi), hi: solve(high, printed.lo) };
}

/** Does any of those WACCs, with a growth rate inside its printed range, also give the printed terminal value? */
function terminalMeets(question: DcfQuestion, rates: Interval, convention: Convention): boolean {
  if (question.pvTerminal === undefined) return true;
  const { growth } = question;
  const values = [rates.lo, rates.hi].flatMap((wacc) =>
    [growth.lo, growth.hi].flatMap((g) =>
      [side(question, (r) => r.lo), side(question, (r) => r.hi)].map(
        (flows) => presentValues(flows, wacc, g, convention)?.pvTerminal,
      ),
    ),
  );
  if (values.some((v) => v === undefined)) return false;
  const list = values as number[];
  return meets(question.pvTerminal, { lo: Math.min(...list), hi: Math.max(...list) });
}
