// A company valued: published and recomputed beside each other with the gap explained, scenarios, routes, ratings. Answers:
// what is a share worth, by whom, and why do the numbers differ? Takes a checked model; pure.
import { fail } from "../errors.ts";
import type { CompanyModel, DcfSpec, Label, OverrideSpec, RatingSpec } from "../scenario/company-model.ts";
import { cellValue, type Solution, type SolveOptions, solveModel } from "./model/solve.ts";
import { monteCarlo } from "./monte-carlo.ts";

export interface BridgeEntry {
  readonly id: string;
  readonly label: Label;
  readonly value: number;
  readonly change: number;
  readonly isJudgement: boolean;
  readonly note?: string;
}

export interface PublishedAndRecomputed {
  /** Somebody published a value of this model: there is a convention to rerun and a gap to explain. */
  readonly isPublished: boolean;
  /** The figure as printed, where one is. */
  readonly printed?: number;
  /** The printed figure's own convention, run by the engine. */
  readonly published: number;
  /** Same inputs, stated conventions. */
  readonly recomputed: number;
  /** From published to recomputed one change at a time, then what the inputs leave out (`isJudgement`), each from recomputed. */
  readonly bridge: readonly BridgeEntry[];
}

function headlineOf(model: CompanyModel): NonNullable<CompanyModel["headline"]> {
  if (model.headline === undefined)
    fail(
      "unsupported",
      ["headline"],
      `${model.id} has no valuation to show`,
      "Add a headline with the line of the value per share.",
    );
  return model.headline;
}

/** Value per share as published and as recomputed, and the way from one to the other. */
export function publishedAndRecomputed(model: CompanyModel, options: SolveOptions = {}): PublishedAndRecomputed {
  const headline = headlineOf(model);
  const value = (overrides: readonly OverrideSpec[]): number =>
    cellValue(
      solveModel(model, { ...options, overrides: [...overrides, ...(options.overrides ?? [])] }),
      headline.valuePerShare,
    );
  const published = value(headline.published);
  const recomputed = value([]);
  const bridge: BridgeEntry[] = [];
  let overrides = [...headline.published];
  let before = published;
  for (const step of headline.bridge) {
    const from = step.isJudgement ? recomputed : before;
    if (!step.isJudgement) overrides = [...overrides, ...step.overrides];
    const after = value(step.isJudgement ? step.overrides : overrides);
    bridge.push({
      id: step.id,
      label: step.label,
      value: after,
      change: after - from,
      isJudgement: step.isJudgement,
      ...(step.note === undefined ? {} : { note: step.note }),
    });
    if (!step.isJudgement) before = after;
  }
  return {
    isPublished: headline.printedTarget !== undefined || headline.published.length + headline.bridge.length > 0,
    ...(headline.printedTarget === undefined ? {} : { printed: headline.printedTarget }),
    published,
    recomputed,
    bridge,
  };
}

/** The grade a return earns by a house's published thresholds. */
export function ratingOf(rating: RatingSpec, expectedReturn: number): Label {
  const grade = rating.grades.find((entry) => entry.from === undefined || expectedReturn >= entry.from);
  return (grade ?? rating.grades.at(-1)!).label;
}

export interface ScenarioValue {
  readonly id: string;
  readonly label: Label;
  readonly note?: string;
  readonly valuePerShare: number;
  readonly upside: number;
  readonly rating?: Label;
}

export function scenarioValues(model: CompanyModel, options: SolveOptions = {}): ScenarioValue[] {
  const headline = headlineOf(model);
  return model.scenarios.map((scenario) => {
    const solution = solveModel(model, { ...options, scenario: scenario.id });
    const valuePerShare = cellValue(solution, headline.valuePerShare);
    const upside = valuePerShare / cellValue(solution, headline.price) - 1;
    return {
      id: scenario.id,
      label: scenario.label,
      ...(scenario.note === undefined ? {} : { note: scenario.note }),
      valuePerShare,
      upside,
      ...(model.rating === undefined ? {} : { rating: ratingOf(model.rating, upside) }),
    };
  });
}

export interface ConventionValue {
  readonly label: Label;
  readonly dcf: Partial<DcfSpec>;
  readonly pvFlows: number;
  readonly pvTerminal: number;
  readonly enterpriseValue: number;
  readonly valuePerShare?: number;
}

/** The DCF by each ordinary calendar: year-end or mid-year flows, from the last year end or from `date`. */
export function conventionValues(
  model: CompanyModel,
  date: string | undefined,
  perShareLine: string | undefined,
  options: SolveOptions = {},
): ConventionValue[] {
  if (model.dcf === undefined) return [];
  const base = model.dcf.valuationDate;
  const rows: { label: Label; dcf: Partial<DcfSpec> }[] = [
    {
      label: { en: `Year-end flows from ${base}`, zh: `年末流量，自${base}` },
      dcf: { timing: "end", firstPeriod: "whole", valuationDate: base },
    },
    {
      label: { en: `Mid-year flows from ${base}`, zh: `年中流量，自${base}` },
      dcf: { timing: "mid", firstPeriod: "whole", valuationDate: base },
    },
  ];
  if (date !== undefined) {
    rows.push(
      {
        label: { en: `Year-end flows, first year from ${date}`, zh: `年末流量，首年自${date}` },
        dcf: { timing: "end", firstPeriod: "stub", valuationDate: date },
      },
      {
        label: { en: `Mid-period flows, first year from ${date}`, zh: `期中流量，首年自${date}` },
        dcf: { timing: "mid", firstPeriod: "stub", valuationDate: date },
      },
    );
  }
  return rows.map(({ label, dcf }) => {
    const solution = solveModel(model, { ...options, dcf: { ...options.dcf, ...dcf } });
    return {
      label,
      dcf,
      pvFlows: cellValue(solution, "dcf.pv_flows"),
      pvTerminal: cellValue(solution, "dcf.pv_terminal"),
      enterpriseValue: cellValue(solution, "dcf.enterprise_value"),
      ...(perShareLine === undefined ? {} : { valuePerShare: cellValue(solution, perShareLine) }),
    };
  });
}

export interface FootballBar {
  readonly label: Label;
  readonly line: string;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  /** What the ends are. */
  readonly ends: string;
}

/** One bar a valuation route: 10th to 90th percentile of the same draws, the point estimate inside. */
export function footballField(
  model: CompanyModel,
  settings: { readonly draws: number; readonly seed: number },
  options: SolveOptions = {},
): FootballBar[] {
  const headline = headlineOf(model);
  if (headline.routes.length === 0) return [];
  const base = solveModel(model, options);
  const drawn = monteCarlo(
    model,
    headline.routes.map((route) => route.line),
    settings,
    options,
  );
  return headline.routes.map((route, i) => ({
    label: route.label,
    line: route.line,
    low: drawn.outputs[i]!.p10,
    middle: cellValue(base, route.line),
    high: drawn.outputs[i]!.p90,
    ends: `10th and 90th percentile of ${settings.draws.toLocaleString("en-US")} draws`,
  }));
}

/** Value, upside and rating of a solved model. */
export function headlineFigures(solution: Solution): {
  readonly valuePerShare: number;
  readonly price: number;
  readonly upside: number;
  readonly rating?: Label;
} {
  const headline = headlineOf(solution.model);
  const valuePerShare = cellValue(solution, headline.valuePerShare);
  const price = cellValue(solution, headline.price);
  const upside = valuePerShare / price - 1;
  return {
    valuePerShare,
    price,
    upside,
    ...(solution.model.rating === undefined ? {} : { rating: ratingOf(solution.model.rating, upside) }),
  };
}
