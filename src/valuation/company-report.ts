// Everything a reader of one company's valuation is shown, worked out once: the terminal, the HTML page, the workbook and
// JSON all print this. Takes a checked model and options; pure.

import type { CompanyModel, Label } from "../scenario/company-model.ts";
import { audit } from "./audit/audit.ts";
import type { ConventionSearch } from "./audit/dcf-convention.ts";
import type { AuditResult } from "./audit/finding.ts";
import { printedEntries } from "./audit/model-table.ts";
import {
  type CheckResult,
  cellValue,
  compareWithPrinted,
  type PrintedComparison,
  type Solution,
  type SolveOptions,
  solveModel,
} from "./model/solve.ts";
import { type MonteCarlo, monteCarlo } from "./monte-carlo.ts";
import { type PeerStatistics, peerStatistics } from "./peers.ts";
import { printedConvention } from "./printed-convention.ts";
import {
  evenly,
  type Grid,
  type ReverseQuestion,
  type ReverseResult,
  reverseSolve,
  sensitivityGrid,
  type TornadoBar,
  tornado,
} from "./sensitivity.ts";
import {
  type ConventionValue,
  conventionValues,
  type FootballBar,
  footballField,
  headlineFigures,
  type PublishedAndRecomputed,
  publishedAndRecomputed,
  type ScenarioValue,
  scenarioValues,
} from "./valuation.ts";

export interface PeerRow {
  readonly table: string;
  readonly multiple: string;
  readonly all: PeerStatistics;
  /** Absent where the table holds one group only. */
  readonly domestic?: PeerStatistics;
  /** By Tukey's outlier rule. */
  readonly withoutOutliers: PeerStatistics;
}

export interface CompanyReport {
  readonly model: CompanyModel;
  readonly solution: Solution;
  readonly scenario?: string;
  readonly headline: {
    readonly valuePerShare: number;
    readonly price: number;
    readonly upside: number;
    readonly rating?: Label;
  };
  readonly both: PublishedAndRecomputed;
  readonly scenarios: readonly ScenarioValue[];
  readonly conventions: readonly ConventionValue[];
  /** Where present values are printed: the readings that come nearest to them, and the ordinary one. */
  readonly printedConvention?: ConventionSearch;
  readonly peers: readonly PeerRow[];
  readonly tornado: readonly TornadoBar[];
  readonly draws: MonteCarlo;
  readonly football: readonly FootballBar[];
  readonly grids: readonly Grid[];
  readonly reverse: readonly ReverseResult[];
  /** Printed forecasts that the engine does not meet within `rounding` units in the last digit printed. */
  readonly gaps: readonly PrintedComparison[];
  readonly checks: readonly CheckResult[];
  /** What does not tie in the printed tables the model is built on. */
  readonly printedAudit: AuditResult;
}

export interface ReportSettings {
  readonly draws: number;
  readonly seed: number;
  /** ISO date for the conventions that count from the day; absent, the day of the price. */
  readonly date?: string;
  readonly gridPoints: number;
}

/** Units in the last printed digit within which a sum of printed figures may differ from the printed sum. */
export const gapAllowance = 3.5;

export function companyReport(
  model: CompanyModel,
  settings: ReportSettings,
  options: SolveOptions = {},
): CompanyReport {
  const solution = solveModel(model, options);
  const headline = headlineFigures(solution);
  const perShare = model.headline!.valuePerShare;
  const dcfRoute = model.headline!.routes.find((route) => route.line.includes("dcf"))?.line;
  const outputs = [perShare, ...(dcfRoute === undefined || dcfRoute === perShare ? [] : [dcfRoute])];
  const scaled = model.uncertainty.filter((driver) => driver.kind === "scale").slice(0, 2);
  const grids: Grid[] = [];
  if (model.dcf !== undefined && dcfRoute !== undefined) {
    const wacc = cellValue(solution, model.dcf.wacc);
    const growth = cellValue(solution, model.dcf.growth);
    const axis = (line: string, values: number[]) => ({ line, kind: "set" as const, values });
    grids.push(
      sensitivityGrid(
        model,
        axis(model.dcf.wacc, evenly(wacc - 0.02, wacc + 0.02, settings.gridPoints)),
        axis(model.dcf.growth, evenly(growth - 0.01, growth + 0.01, settings.gridPoints)),
        dcfRoute,
        options,
      ),
    );
  }
  if (scaled.length === 2) {
    const [rows, columns] = scaled.map((driver) => ({
      line: driver.line,
      kind: "scale" as const,
      values: evenly(0.7, 1.3, settings.gridPoints),
    }));
    grids.push(sensitivityGrid(model, rows!, columns!, perShare, options));
  }
  const search = printedConvention(model);
  const questions = model.uncertainty.flatMap(({ line, kind }): ReverseQuestion[] => {
    if (dcfRoute === undefined || kind === "set" || /ps[._]/.test(line)) return [];
    return [{ line, kind, range: kind === "scale" ? [0.05, 12] : [-0.3, 0.6] }];
  });
  const reverse = questions.length === 0 ? [] : reverseSolve(model, questions, dcfRoute!, headline.price, options);
  return {
    model,
    solution,
    ...(options.scenario === undefined ? {} : { scenario: options.scenario }),
    headline,
    both: publishedAndRecomputed(model, options),
    scenarios: scenarioValues(model, options),
    conventions:
      dcfRoute === undefined
        ? []
        : conventionValues(model, settings.date ?? model.headline!.priceDate, dcfRoute, options),
    ...(search === undefined ? {} : { printedConvention: search }),
    peers: peerRows(model),
    tornado: tornado(model, perShare, options),
    draws: monteCarlo(
      model,
      outputs,
      { draws: settings.draws, seed: settings.seed, threshold: headline.price },
      options,
    ),
    football: footballField(model, settings, options),
    grids,
    reverse: reverse.filter((entry) => entry.turn !== undefined),
    gaps: compareWithPrinted(solution).filter(
      (entry) => entry.line !== perShare && Math.abs(entry.gap) > 2 * gapAllowance * entry.rounding,
    ),
    checks: solution.checks,
    printedAudit: audit({ entries: printedEntries(model) }),
  };
}

/** Every multiple of every peer table, by each averaging rule. */
export function peerRows(model: CompanyModel): PeerRow[] {
  return model.peerTables.flatMap((table) => {
    const names = [...new Set(table.peers.flatMap((peer) => Object.keys(peer.multiples)))];
    const domestic = table.peers.filter((peer) => peer.group === "domestic").map((peer) => peer.id);
    return names.map((multiple): PeerRow => {
      const peers = table.peers.map((peer) => ({ peer: peer.id, multiple: peer.multiples[multiple] }));
      return {
        table: table.id,
        multiple,
        all: peerStatistics(peers),
        ...(domestic.length === peers.length ? {} : { domestic: peerStatistics(peers, { kind: "none" }, domestic) }),
        withoutOutliers: peerStatistics(peers, { kind: "tukey" }),
      };
    });
  });
}
