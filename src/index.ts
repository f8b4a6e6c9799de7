// Silico as a library: explicit names only.
export { allChips, type Chip, type ChipFigure, chipIds, findChip } from "./catalog/chip.ts";
export { type ChipExport, chipExport } from "./catalog/chip-export.ts";
export type { ChipSpec, LinkSpec } from "./catalog/chip-spec.ts";
export { type LayerKind, layerCount, layerKinds } from "./catalog/models/describe-model.ts";
export { parseHfConfig } from "./catalog/models/hf-config.ts";
export {
  type KvFormat,
  kvBytesForContext,
  kvBytesPerToken,
  kvBytesPerTokenBeyondWindows,
  stateBytesPerSequence,
  type WeightBytes,
  weightBytes,
  weightBytesByPart,
} from "./catalog/models/model-bytes.ts";
export type { Attention, FeedForward, LayerGroup, ModelSpec, ParameterCount } from "./catalog/models/model-spec.ts";
export { findModel, modelNames, variantNames } from "./catalog/models/shipped-models.ts";
export { type ServingPrecision, servingPrecisions } from "./catalog/precision.ts";
export { type ChipPriceQuote, chosenPrice, pricesOf } from "./catalog/prices.ts";
export { chipSpec, missingFigures } from "./catalog/resolve-chip.ts";
export {
  kvTransferSupport,
  type SupportAnswer,
  softwareSupport,
  type TransferAnswer,
} from "./catalog/software-support.ts";
export { allSystems, findSystem, type System } from "./catalog/systems.ts";
export { chipSpecFromUser } from "./catalog/user-chip.ts";
export { loadSolver } from "./cli/highs-solver.ts";
export { type PreparedPlan, preparePlan } from "./cli/plan-inputs.ts";
export { defaultRates, defaultTerms } from "./economics/defaults.ts";
export { type FleetCost, fleetCost } from "./economics/fleet-cost.ts";
export { facilityWatts, ownershipCost, rentalCost } from "./economics/ownership.ts";
export { type TokenCost, tokenCost } from "./economics/token-cost.ts";
export { formatIssue, type Issue, SilicoError } from "./errors.ts";
export { type Currency, type FxRate, findRate, fxRate, readFxQuote } from "./fx-rate.ts";
export { convert, formatMoney, type Money, money } from "./money.ts";
export { compileStepModel } from "./perf/compile.ts";
export { type MemoryAccount, memoryAccount } from "./perf/memory-account.ts";
export { type CompiledStepModel, type StepWork, stepSeconds } from "./perf/step-model.ts";
export { type Period, parsePeriod } from "./period.ts";
export { makePlan, type PlanInputs, type PlanResult } from "./planning/plan.ts";
export { planInputs, planScenario, type ScenarioPlanInputs } from "./planning/plan-scenario.ts";
export type { Solve } from "./planning/programme.ts";
export { inUnits, type PrintedMoney, parseMoney, sumMoney } from "./printed-money.ts";
export { planJson } from "./report/plan-json.ts";
export type { CompanyModel } from "./scenario/company-model.ts";
export type { Configuration, EngineProfile, Layout } from "./scenario/layout.ts";
export { loadScenario, type Override, type ScenarioText } from "./scenario/load-scenario.ts";
export { parseCompanyModel } from "./scenario/parse-company-model.ts";
export type { Scenario } from "./scenario/scenario.ts";
export { parseValuationScenario, type ValuationScenario } from "./scenario/valuation-scenario.ts";
export { simulate } from "./serving/simulate.ts";
export { scenarioSimulation } from "./serving/simulate-scenario.ts";
export type { SimulationInput } from "./serving/simulation-input.ts";
export { audit } from "./valuation/audit/audit.ts";
export { type ConventionSearch, type DcfQuestion, searchConventions } from "./valuation/audit/dcf-convention.ts";
export type { AuditResult, Finding, Severity } from "./valuation/audit/finding.ts";
export { auditModel } from "./valuation/audit/model-table.ts";
export { type AuditTable, readAuditTable } from "./valuation/audit/table.ts";
export { type CompanyReport, companyReport } from "./valuation/company-report.ts";
export { type DiscountConvention, type PresentValue, presentValue, type TerminalMethod } from "./valuation/discount.ts";
export {
  cellValue,
  explainCell,
  type Solution,
  type SolveOptions,
  seriesOf,
  solveModel,
} from "./valuation/model/solve.ts";
export { type MonteCarlo, monteCarlo } from "./valuation/monte-carlo.ts";
export { type PeerStatistics, peerStatistics } from "./valuation/peers.ts";
export { type Grid, reverseSolve, sensitivityGrid, tornado } from "./valuation/sensitivity.ts";
export { shippedModel, shippedModelIds } from "./valuation/shipped-companies.ts";
export { footballField, publishedAndRecomputed, scenarioValues } from "./valuation/valuation.ts";
export { version } from "./version.ts";
export { type FittedWorkload, fitWorkload } from "./workload/fit.ts";
export { generateRequests } from "./workload/generate.ts";
export { type LoadedWorkload, loadWorkload } from "./workload/load-workload.ts";
export { type NamedGenerator, namedGenerators } from "./workload/named-generators.ts";
export { readTrace, type Trace } from "./workload/read-trace.ts";
export type { PrefixColumns, RequestColumns, SessionColumns, TenantColumns } from "./workload/request-columns.ts";
export { type WorkloadStatistics, workloadStatistics } from "./workload/statistics.ts";
