// Gathers what a plan needs: scenario, model, chips with their prices and support, requests, solver, simulator.
import { findChip } from "../catalog/chip.ts";
import { chipExport } from "../catalog/chip-export.ts";
import type { ChipSpec } from "../catalog/chip-spec.ts";
import type { ServingPrecision } from "../catalog/precision.ts";
import { softwareSupport } from "../catalog/software-support.ts";
import { chipSpecFromUser } from "../catalog/user-chip.ts";
import { fail } from "../errors.ts";
import { shippedRuns } from "../perf/nearby/correct-steps.ts";
import type { PairVerdict } from "../planning/candidate.ts";
import { cataloguePrices, chipEconomics, ratesOf } from "../planning/chip-economics.ts";
import type { InstanceOption } from "../planning/instance-options.ts";
import { type PlanChip, planEngine, type ScenarioPlanInputs, type SupportVerdict } from "../planning/plan-scenario.ts";
import { arrivalVariation, burstFactor, idealPrefixHits } from "../planning/prefix-hits.ts";
import type { Solve } from "../planning/programme.ts";
import { type FleetSimulation, fleetSimulator } from "../planning/simulate-fleet.ts";
import type { PlanContext } from "../report/plan-json.ts";
import type { EngineFamily } from "../scenario/layout.ts";
import { resolveModel } from "../scenario/load-model.ts";
import { readChunks } from "../scenario/read-chunks.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { layersOf } from "../serving/pool-link.ts";
import { type RouterKind, routerKinds } from "../serving/router.ts";
import { requestBounds, tenantTargets } from "../serving/simulate-scenario.ts";
import { formatPercent } from "../units.ts";
import { loadWorkload } from "../workload/load-workload.ts";
import { meanRate } from "../workload/scale.ts";
import { pairSupport } from "./pair-support.ts";

/** Engines in the order in which a plan prefers them where several run the same thing. */
const families: readonly EngineFamily[] = ["vllm", "sglang", "trtllm"];

const verdicts = new Map<string, PairVerdict>();

/** The same answer for every pair of types on these chips and engines: looked up once, asked of every pair. */
function pairVerdict(prefill: InstanceOption, decode: InstanceOption): PairVerdict {
  const key = `${prefill.chip} ${prefill.engine.family} ${decode.chip} ${decode.engine.family}`;
  let verdict = verdicts.get(key);
  if (verdict === undefined) {
    verdict = pairSupport(
      { chip: prefill.spec.catalogId, family: prefill.engine.family },
      { chip: decode.spec.catalogId, family: decode.engine.family },
    );
    verdicts.set(key, verdict);
  }
  return verdict;
}

/** Is an engine on record to run it, and who says so. A changed chip runs what its original does. */
function supportBy(
  { catalogId: chip }: ChipSpec,
  model: string,
  precision: ServingPrecision,
  family: EngineFamily,
): SupportVerdict {
  if (chip === undefined)
    return { verdict: "unknown", text: "a chip of the scenario's own: no engine on record", family };
  const { status, text } = softwareSupport({ chip, engine: family, precision, model });
  return { verdict: status, text, family };
}

/** The first engine that is on record to run it; else the first word on why not. */
function supportOf(spec: ChipSpec, model: string, precision: ServingPrecision): SupportVerdict {
  const answers = families.map((family) => supportBy(spec, model, precision, family));
  return (
    answers.find(({ verdict }) => verdict === "supported") ??
    answers.find(({ verdict }) => verdict === "unknown") ??
    answers[0]!
  );
}

/** Vendors whose chips are under US export control wherever they are made. */
const usVendors = new Set([
  "NVIDIA",
  "AMD",
  "Intel",
  "Google",
  "Groq",
  "Cerebras",
  "SambaNova",
  "AWS",
  "Microsoft",
  "Meta",
  "Tenstorrent",
  "Qualcomm",
  "d-Matrix",
]);

/** Why a chip may not go to the scenario's destination; undefined where it may, or where only a licence is needed. */
function exportRefusal(scenario: Scenario, { id, catalogId, vendor }: ChipSpec): string | undefined {
  // Other figures are another class: nothing is said of a changed chip.
  if (scenario.plan.destination === undefined || !usVendors.has(vendor) || catalogId !== id) return undefined;
  const { class: eccn, tier2026 } = chipExport(findChip(id));
  return (eccn === "3A090.a" || eccn === "3A090.b") && tier2026 === "outside"
    ? `export control: ${eccn}, above the review tier of January 2026`
    : undefined;
}

function planChips(scenario: Scenario, model: string): PlanChip[] {
  if (scenario.chips.length === 0)
    fail(
      "schema",
      ["chips"],
      "no chip to choose from",
      "List chips that the plan may use, such as chips: [h20, 910c].",
      scenario.file,
    );
  const seen = new Set<string>();
  return scenario.chips.map((choice, i) => {
    const spec = chipSpecFromUser(choice.chip, ["chips", i], scenario.file);
    if (seen.has(spec.id))
      fail("domain", ["chips", i], `chip "${spec.id}" is listed twice`, "Name each chip once.", scenario.file);
    seen.add(spec.id);
    const refusal = exportRefusal(scenario, spec);
    return {
      spec,
      choice,
      engine: planEngine,
      support: (precision) => supportOf(spec, model, precision),
      supportBy: (precision, family) => supportBy(spec, model, precision, family),
      ...(refusal === undefined ? {} : { refusal }),
      ...cataloguePrices(spec),
    };
  });
}

export interface PreparedPlan {
  readonly inputs: ScenarioPlanInputs;
  readonly simulation: FleetSimulation;
  readonly context: PlanContext;
}

/** The scenario with its prices under the catalogue's ids, whatever name of a chip they were given under. */
function withChipIds(scenario: Scenario): Scenario {
  const own = new Set(scenario.chips.map(({ chip }, i) => chipSpecFromUser(chip, ["chips", i], scenario.file).id));
  const chips: Record<string, Scenario["prices"]["chips"][string]> = {};
  for (const [name, price] of Object.entries(scenario.prices.chips)) {
    const path = ["prices", "chips", name];
    const id = own.has(name) ? name : chipSpecFromUser(name, path, scenario.file).id;
    if (chips[id] !== undefined)
      fail("domain", path, `chip "${id}" has two prices`, "Give its prices under one name.", scenario.file);
    chips[id] = price;
  }
  return { ...scenario, prices: { ...scenario.prices, chips } };
}

/** Reads everything a scenario refers to. @throws {SilicoError} where any of it is missing or bad. */
export function preparePlan(
  given: Scenario,
  solve: Solve,
  options: { readonly simulates: boolean; readonly progress?: (text: string) => void },
): PreparedPlan {
  const scenario = withChipIds(given);
  const model = resolveModel(scenario.model, scenario.file);
  const chips = planChips(scenario, model.name);
  const known = new Set(chips.map((chip) => chip.spec.id));
  for (const id of Object.keys(scenario.prices.chips))
    if (!known.has(id))
      fail(
        "unknown-name",
        ["prices", "chips", id],
        `a price for "${id}", which is not among the chips to choose from`,
        `Chips are: ${[...known].join(", ")}.`,
        scenario.file,
      );
  const { hourly } = scenario.demand;
  const dayShare =
    hourly === undefined ? 1 : hourly.reduce((sum, weight) => sum + weight, 0) / hourly.length / Math.max(...hourly);
  const mean = scenario.demand.requestsPerSecond;
  const busiest = mean === undefined ? {} : { requestsPerSecond: mean / dayShare };
  const workload = loadWorkload(scenario.workload, busiest, {
    seed: scenario.seed,
    openChunks: readChunks,
    ...(scenario.file === undefined ? {} : { file: scenario.file }),
  });
  const { columns } = workload;
  if (columns.closedLoopConcurrency !== undefined)
    fail(
      "unsupported",
      ["workload", "generator", "arrivals"],
      "a closed loop sends as fast as it is served, so it is no demand to plan for",
      "Use poisson, gamma or mmpp arrivals and a demand in requests/s.",
      scenario.file,
    );
  const demand = busiest.requestsPerSecond ?? meanRate(columns.arrivalSeconds) ?? 0;
  const targets =
    scenario.workload.tenants?.flatMap((tenant) =>
      tenantTargets(scenario, tenant).map((target) => ({ ...target, tenant: tenant.name })),
    ) ?? scenario.targets;
  if (demand > 0 && columns.count === 0)
    fail("domain", ["workload"], "has no requests", "Give a trace or generator with at least one.", scenario.file);
  const router = scenario.router as RouterKind;
  if (!routerKinds.includes(router))
    fail(
      "unknown-name",
      ["router"],
      `unknown router "${scenario.router}"`,
      `Routers are: ${routerKinds.join(", ")}.`,
      scenario.file,
    );
  const cachedTokens = columns.prefix === undefined ? undefined : idealPrefixHits(columns.prefix, columns.promptTokens);
  const simulation: FleetSimulation = {
    requests: columns,
    router,
    link: scenario.kvTransfer,
    seed: scenario.seed,
    targets: requestBounds(scenario),
    conduct: scenario,
    modelLayers: layersOf(model),
  };
  const inputs: ScenarioPlanInputs = {
    scenario,
    model,
    chips,
    traffic: {
      promptTokens: columns.promptTokens,
      outputTokens: columns.outputTokens,
      arrivalVariation: arrivalVariation(columns.arrivalSeconds),
      burstFactor: burstFactor(columns.arrivalSeconds),
      ...(cachedTokens === undefined ? {} : { cachedTokens }),
    },
    demand,
    dayShare,
    targets,
    pairVerdict,
    solve,
    ...(options.simulates ? { simulate: fleetSimulator(simulation) } : {}),
    ...(options.progress === undefined ? {} : { progress: options.progress }),
  };
  const context: PlanContext = {
    scenario,
    demand,
    targets,
    rates: ratesOf(scenario.prices),
    workload: workload.description,
    priceSources: chips.map((chip) => ({
      chip: chip.spec.id,
      source: chipEconomics(chip, scenario.prices).priceSource,
    })),
    exportControl: chips.flatMap(({ spec }) => {
      if (spec.catalogId !== spec.id) return [];
      const { class: eccn, tpp, tier2026, remarks } = chipExport(findChip(spec.id));
      return [{ chip: spec.id, class: eccn, ...(tpp === undefined ? {} : { tpp }), tier2026, remarks }];
    }),
    assumptions: [
      ...workload.notes,
      ...(scenario.workload.tenants === undefined
        ? []
        : [
            "the analytic model holds the targets of every tenant for all requests; the simulation holds each for its tenant's",
          ]),
      ...(dayShare < 1
        ? [`sized for the busiest hour; the mean of the day is ${formatPercent(dayShare, 0)} of it`]
        : []),
      ...chips.flatMap(({ spec, engine }) => {
        const runs = shippedRuns(model, spec, engine);
        return runs === 0
          ? []
          : [`${spec.id}: predictions follow ${runs} measured runs of this model and engine, as near as they are`];
      }),
      ...chips.flatMap(({ spec }) => spec.assumptions.map((assumption) => `${spec.id}: ${assumption}`)),
    ],
  };
  return { inputs, context, simulation };
}
