// The plan as JSON (schema silico/plan/1) and as CSV. Documented field by field in docs/json.md.
import type { FxRate } from "../fx-rate.ts";
import { convert } from "../money.ts";
import type { Candidate } from "../planning/candidate.ts";
import type { ServiceTarget } from "../planning/capacity.ts";
import type { PlanResult } from "../planning/plan.ts";
import type { VerifiedCandidate } from "../planning/verify.ts";
import type { Scenario } from "../scenario/scenario.ts";

export const planSchema = "silico/plan/1";

/** Tokens that one unit of `currency` buys; undefined where the cost is not known or has no rate. */
export function tokensPer(candidate: Candidate, currency: string, rates: readonly FxRate[]): number | undefined {
  const cost = candidate.costPerMillionTokens;
  if (cost?.blended === undefined || !(cost.blended > 0)) return undefined;
  try {
    return 1e6 / convert({ amount: cost.blended, currency: cost.currency }, currency, rates).amount;
  } catch {
    return undefined;
  }
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

export function candidateJson(candidate: Candidate | VerifiedCandidate, rates: readonly FxRate[]) {
  const { costPerMillionTokens, cost, margin, joulesPerToken, ...rest } = candidate;
  return {
    id: rest.id,
    kind: rest.kind,
    hypothetical: rest.isHypothetical,
    fleet: rest.fleet,
    chips: rest.chips,
    vendors: rest.vendors,
    pairs: rest.pairs,
    service: rest.service,
    meetsTargets: rest.meetsTargets,
    costPerMillionTokens:
      costPerMillionTokens === undefined
        ? undefined
        : {
            input: costPerMillionTokens.input,
            cachedInput: costPerMillionTokens.cachedInput,
            output: costPerMillionTokens.output,
            blended: costPerMillionTokens.blended,
            currency: costPerMillionTokens.currency,
            outputToInput: costPerMillionTokens.outputToInput,
          },
    costPerHour: cost === undefined ? undefined : { amount: cost.perHour, currency: cost.currency, parts: cost.parts },
    tokensPerDollar: tokensPer(candidate, "USD", rates),
    tokensPerYuan: tokensPer(candidate, "CNY", rates),
    facilityWatts: cost?.watts,
    joulesPerToken,
    margin: finite(margin),
    verification: "verification" in candidate ? candidate.verification : undefined,
  };
}

export interface ChipExportClass {
  readonly chip: string;
  readonly class: string;
  /** Total processing performance; absent where no peak is known. */
  readonly tpp?: number;
  readonly tier2026: string;
  readonly remarks: readonly string[];
}

export interface PlanContext {
  readonly scenario: Scenario;
  readonly demand: number;
  /** The scenario's, or those of its tenants, each with the tenant's name. */
  readonly targets: readonly ServiceTarget[];
  readonly rates: readonly FxRate[];
  /** What the traffic is, in words. */
  readonly workload: string;
  /** Where each chip's price comes from. */
  readonly priceSources: readonly { readonly chip: string; readonly source: string }[];
  /** US export-control class of each chip of the catalogue; arithmetic on published figures, no legal advice. */
  readonly exportControl: readonly ChipExportClass[];
  /** What was assumed about chips, workload and prices, in words. */
  readonly assumptions: readonly string[];
}

export function planJson(result: PlanResult, context: PlanContext) {
  const { scenario } = context;
  const json = (candidate: Candidate | VerifiedCandidate) => candidateJson(candidate, context.rates);
  return {
    schema: planSchema,
    status: result.status,
    scenario: scenario.name,
    model: scenario.model.kind === "name" ? scenario.model.name : scenario.model.path,
    workload: context.workload,
    demand: { requestsPerSecond: context.demand },
    targets: context.targets,
    recommended: result.recommended === undefined ? null : json(result.recommended),
    candidates: result.candidates.map(json),
    frontier: result.frontier.map(json),
    nearTies: result.nearTies.map((candidate) => candidate.id),
    unpriced: result.unpriced.map(json),
    excluded: result.excluded,
    infeasible: result.infeasible,
    explanation: result.explanation,
    tokensPerHour: result.tokensPerHour,
    availability: result.availability,
    sizedForRequestsPerSecond: result.sizedFor,
    waysToPay: result.waysToPay.map(({ way, name, perHour, source, list }) => ({
      way,
      name,
      perHour,
      source,
      ...(list === undefined
        ? {}
        : {
            inputPerMillion: list.inputPerMillion,
            cachedInputPerMillion: list.cachedInputPerMillion,
            outputPerMillion: list.outputPerMillion,
            isOfThisModel: list.isOfThisModel,
          }),
    })),
    search: result.search,
    priceSources: context.priceSources,
    exportControl: context.exportControl,
    assumptions: context.assumptions,
  };
}

/** Quote as RFC 4180 asks, and keep spreadsheets from reading a text cell as a formula. */
function csvCell(value: unknown): string {
  if (value === undefined || value === null) return "";
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `a.b.c` → value, for every leaf. Lists of objects are numbered. */
function flatten(value: unknown, path: string, into: Map<string, unknown>): void {
  if (value !== null && typeof value === "object")
    for (const [key, child] of Object.entries(value)) flatten(child, path === "" ? key : `${path}.${key}`, into);
  else into.set(path, value);
}

/** One row per candidate (ranked, then without a price), one column per field of the JSON. */
export function planCsv(result: PlanResult, rates: readonly FxRate[]): string {
  const rows = [...result.candidates, ...result.unpriced].map((candidate, i) => {
    const row = new Map<string, unknown>([["rank", i < result.candidates.length ? i + 1 : undefined]]);
    flatten(candidateJson(candidate, rates), "", row);
    return row;
  });
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  return `${[columns, ...rows.map((row) => columns.map((column) => row.get(column)))]
    .map((row) => row.map(csvCell).join(","))
    .join("\r\n")}\r\n`;
}
