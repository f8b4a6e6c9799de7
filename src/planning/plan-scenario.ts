// Binds a scenario to the planner: model, chips, traffic, prices and targets become the plain inputs of makePlan.
import type { ChipSpec } from "../catalog/chip-spec.ts";
import { weightBytes, weightBytesByPart } from "../catalog/models/model-bytes.ts";
import type { ModelSpec } from "../catalog/models/model-spec.ts";
import type { ServingPrecision } from "../catalog/precision.ts";
import { fail, SilicoError } from "../errors.ts";
import { memoryAccount } from "../perf/memory-account.ts";
import { compileServing } from "../perf/nearby/correct-steps.ts";
import type { MeanLengths } from "../perf/nearby/place.ts";
import { arithmeticOf } from "../perf/operators/arithmetic.ts";
import { layerCount } from "../perf/shard.ts";
import { type CompiledStepModel, transferBytesPerToken } from "../perf/step-model.ts";
import type { Configuration, EngineFamily, EngineProfile } from "../scenario/layout.ts";
import type { ChipChoice, Scenario } from "../scenario/scenario.ts";
import { defaultReliability, type Reliability } from "./availability.ts";
import type { ChipEconomics, PairVerdict } from "./candidate.ts";
import { tokenFlow } from "./candidate.ts";
import type { CandidateRules } from "./candidates.ts";
import type { ServiceTarget } from "./capacity.ts";
import { chipEconomics, type PricedChip, ratesOf } from "./chip-economics.ts";
import type { Perturbation } from "./explain.ts";
import type { ChipOffer, CompileOutcome, InstanceOption, ModelShape } from "./instance-options.ts";
import { makePlan, type PlanInputs, type PlanResult } from "./plan.ts";
import type { Solve } from "./programme.ts";
import { profileTraffic, type TrafficColumns } from "./traffic-profile.ts";
import type { SimulateFleet } from "./verify.ts";
import { priceLists } from "./ways-to-pay.ts";

/** Does an engine run this model in this precision on this chip, and who says so. */
export interface SupportVerdict {
  readonly verdict: "supported" | "unknown" | "unsupported";
  readonly text: string;
  /** The engine it is about. */
  readonly family: EngineFamily;
}

/** A chip of the scenario with everything the catalogue knows that planning needs. */
export interface PlanChip extends PricedChip {
  readonly choice: ChipChoice;
  readonly engine: EngineProfile;
  readonly support: (precision: ServingPrecision) => SupportVerdict;
  /** The same of one engine, for choices that name engines; absent = none can be named. */
  readonly supportBy?: (precision: ServingPrecision, family: EngineFamily) => SupportVerdict;
  /** Why the chip may not be used at all. */
  readonly refusal?: string;
}

export interface ScenarioPlanInputs {
  readonly scenario: Scenario;
  readonly model: ModelSpec;
  readonly chips: readonly PlanChip[];
  readonly traffic: TrafficColumns & { readonly arrivalVariation: number; readonly burstFactor?: number };
  /** Requests/s to be carried in the busiest hour: the scenario's demand, or the trace's own rate. */
  readonly demand: number;
  /** Mean of the day over that hour: 1 where the demand is the same all day. */
  readonly dayShare: number;
  /** The scenario's, and those of its tenants, which every request must then meet. */
  readonly targets: readonly ServiceTarget[];
  readonly pairVerdict: (prefill: InstanceOption, decode: InstanceOption) => PairVerdict;
  readonly solve: Solve;
  readonly simulate?: SimulateFleet;
  readonly progress?: (text: string) => void;
}

/** The engine a plan takes for granted: vLLM with its usual settings; token budget and sequences are part of the search. */
export const planEngine: EngineProfile = {
  family: "vllm",
  maxBatchedTokens: 8192,
  maxSequences: 256,
  kvBlockTokens: 16,
  memoryFraction: 0.9,
  kvCacheFormat: "bf16",
  hasPrefixCache: true,
};

/** Instances larger than this are not looked at. */
const maxInstanceChips = 32;
const defaultVerifyCount = 4;

/** 4-bit weights and 8-bit integers change a model's answers: tried only where asked for, or where the checkpoint is stored so. */
const sameAnswers: readonly ServingPrecision[] = ["bf16", "fp16", "fp8", "fp8-block"];

function shapeOf(model: ModelSpec): ModelShape {
  const { parameters } = model;
  const moe = model.layers.find((group) => group.feedForward.kind === "moe")?.feedForward;
  const attention = model.layers.map((group) => group.attention).find((block) => "heads" in block);
  const routedShare = moe?.kind === "moe" ? moe.topK / moe.experts : 0;
  return {
    layers: layerCount(model),
    attentionHeads: attention !== undefined && "heads" in attention ? attention.heads : 1,
    experts: moe?.kind === "moe" ? moe.experts : 0,
    isLatentAttention: model.layers.some((group) => group.attention.kind === "mla"),
    activeWeightBytes: (precision) => {
      const parts = weightBytesByPart(model, precision);
      // The input embedding is a look-up of one row; the head is read whole.
      const head =
        (parts.embeddings * parameters.head) / Math.max(1, parameters.head + parameters.embedding) || parts.embeddings;
      return (
        head +
        parts.attention +
        parts.denseFeedForward +
        parts.sharedExperts +
        parts.routedExperts * routedShare +
        parts.routerAndNorms
      );
    },
    flopsPerToken: 2 * parameters.active,
    totalWeightBytes: (precision) => weightBytes(model, precision),
  };
}

/**
 * Precisions tried where the scenario names none: the checkpoint's own, 16 bits, FP8 for 16-bit checkpoints; and INT8
 * (W8A8) for an FP8 checkpoint on a chip that has no FP8, which is how such chips serve it.
 */
function usualPrecisions(native: ServingPrecision, spec: ChipSpec): readonly ServingPrecision[] {
  const is16Bit = native === "bf16" || native === "fp16";
  const has = (format: "fp8" | "int8"): boolean => spec.peakFlopsPerSecond[format] !== undefined;
  const isFp8 = native === "fp8" || native === "fp8-block";
  const list: ServingPrecision[] = isFp8 && !has("fp8") && has("int8") ? ["int8"] : [native];
  if (!is16Bit) list.push("bf16");
  else if (has("fp8")) list.push("fp8");
  return list;
}

function offerOf(chip: PlanChip, model: ModelSpec): ChipOffer {
  const asked = chip.choice.precisions;
  const wanted: readonly ServingPrecision[] = asked ?? usualPrecisions(model.nativePrecision, chip.spec);
  const precisions: { precision: ServingPrecision; support: string; family: EngineFamily }[] = [];
  const refused: { precision: ServingPrecision; reason: string }[] = [];
  const { engines } = chip.choice;
  for (const precision of wanted) {
    if (chip.refusal !== undefined) {
      refused.push({ precision, reason: chip.refusal });
      continue;
    }
    try {
      const arithmetic = arithmeticOf(precision, chip.spec);
      if (arithmetic.isEmulated && asked === undefined && precision !== model.nativePrecision) {
        refused.push({ precision, reason: `the chip has no native ${precision} arithmetic` });
        continue;
      }
    } catch (error) {
      if (!(error instanceof SilicoError)) throw error;
      refused.push({ precision, reason: error.issues[0]?.problem ?? error.message });
      continue;
    }
    const verdicts =
      engines === undefined || chip.supportBy === undefined
        ? [chip.support(precision)]
        : engines.map((family) => chip.supportBy!(precision, family));
    for (const { verdict, text, family } of verdicts)
      if (verdict === "unsupported" && (asked === undefined || engines !== undefined))
        refused.push({ precision, reason: text });
      else precisions.push({ precision, support: text, family });
  }
  for (const precision of ["int8", "w4a16", "w4a8"] as const)
    if (asked === undefined && !wanted.includes(precision) && !sameAnswers.includes(precision))
      refused.push({ precision, reason: "not tried: it changes the model's answers; ask for it with precisions" });
  return {
    spec: chip.spec,
    precisions,
    refused,
    roles: chip.choice.roles ?? ["aggregated", "prefill", "decode"],
    ...(chip.choice.layouts === undefined ? {} : { layouts: chip.choice.layouts }),
    engine: chip.engine,
  };
}

/** Compiles one configuration for traffic of these mean lengths, or says why it cannot run. */
export function compileFor(
  model: ModelSpec,
  lengths: MeanLengths,
): (chip: ChipSpec, configuration: Configuration) => CompileOutcome {
  return (chip, configuration) => {
    try {
      const memory = memoryAccount(model, chip, configuration);
      if (!memory.fits)
        return { kind: "memory", reason: `memory: ${(memory.missingBytes / 1e9).toFixed(1)} GB short per chip` };
      return { steps: compileServing(model, chip, configuration, lengths) };
    } catch (error) {
      if (!(error instanceof SilicoError) || error.code === "invariant") throw error;
      return { kind: "unsupported", reason: error.issues[0]?.problem ?? error.message };
    }
  };
}

/** Seconds for one prompt's KV to cross, over the scenario's link or the prefill chips' own network. */
function transferSeconds(scenario: Scenario, promptTokens: number) {
  return (chip: ChipSpec, steps: CompiledStepModel): number => {
    const bytesPerSecond = scenario.kvTransfer.bytesPerSecond ?? chip.scaleOut.bytesPerSecond;
    const latency = scenario.kvTransfer.latencySeconds ?? chip.scaleOut.latencySeconds;
    return bytesPerSecond > 0 ? latency + (promptTokens * transferBytesPerToken(steps)) / bytesPerSecond : 1e9;
  };
}

function perturbationsOf(inputs: ScenarioPlanInputs, millionTokensPerHour: number): Perturbation[] {
  const { scenario, chips } = inputs;
  const priced = (change: (prices: Scenario["prices"]) => Scenario["prices"]): ReadonlyMap<string, ChipEconomics> =>
    new Map(chips.map((chip) => [chip.spec.id, chipEconomics(chip, change(scenario.prices))]));
  const base = priced((prices) => prices);
  const scaled = (id: string, factor: number): ReadonlyMap<string, ChipEconomics> =>
    new Map(
      [...base].map(([chip, economics]) =>
        chip !== id || economics.cost === undefined
          ? [chip, economics]
          : [chip, { ...economics, cost: scaleCost(economics.cost, factor) }],
      ),
    );
  const perturbations: Perturbation[] = [];
  for (const { spec } of chips)
    if (base.get(spec.id)?.cost !== undefined)
      perturbations.push({
        input: `hourly cost of ${spec.id}`,
        low: { label: "-20%", economics: scaled(spec.id, 0.8), millionTokensPerHour },
        high: { label: "+20%", economics: scaled(spec.id, 1.2), millionTokensPerHour },
      });
  const electricity = scenario.prices.electricityPerKwh ?? { amount: 0.1, currency: "USD" };
  const power = (factor: number) =>
    priced((prices) => ({ ...prices, electricityPerKwh: { ...electricity, amount: electricity.amount * factor } }));
  perturbations.push({
    input: "electricity",
    low: { label: "-50%", economics: power(0.5), millionTokensPerHour },
    high: { label: "+50%", economics: power(1.5), millionTokensPerHour },
  });
  const life = scenario.prices.depreciationYears ?? 5;
  const years = (factor: number) => priced((prices) => ({ ...prices, depreciationYears: life * factor }));
  perturbations.push({
    input: "life of the hardware",
    low: { label: `${(life * 1.2).toFixed(1)} years`, economics: years(1.2), millionTokensPerHour },
    high: { label: `${(life * 0.6).toFixed(1)} years`, economics: years(0.6), millionTokensPerHour },
  });
  perturbations.push({
    input: "utilisation",
    low: { label: "+20%", economics: base, millionTokensPerHour: millionTokensPerHour * 1.2 },
    high: { label: "-20%", economics: base, millionTokensPerHour: millionTokensPerHour * 0.8 },
  });
  return perturbations;
}

function scaleCost(cost: NonNullable<ChipEconomics["cost"]>, factor: number): NonNullable<ChipEconomics["cost"]> {
  const parts = Object.fromEntries(Object.entries(cost.parts).map(([part, value]) => [part, value * factor]));
  return { ...cost, parts: parts as typeof cost.parts, total: cost.total * factor };
}

function reliabilityOf({ plan: { failures } }: Scenario): Reliability {
  const hour = 3600;
  return {
    chipMtbfHours: failures?.chipMtbf === undefined ? defaultReliability.chipMtbfHours : failures.chipMtbf / hour,
    repairHours: failures?.repair === undefined ? defaultReliability.repairHours : failures.repair / hour,
  };
}

/** Everything makePlan needs, from a scenario and what it refers to. */
export function planInputs(inputs: ScenarioPlanInputs): PlanInputs {
  const { scenario, model, chips } = inputs;
  if (chips.length === 0)
    fail("schema", ["chips"], "no chip to choose from", "List at least one under chips.", scenario.file);
  if (scenario.plan.rentsByHour && scenario.prices.basis !== "rent")
    fail(
      "domain",
      ["plan", "rentByHour"],
      "only rented chips can be given back for an hour",
      "Set prices.basis: rent, or leave rentByHour out.",
      scenario.file,
    );
  const traffic = profileTraffic(inputs.traffic, inputs.traffic.arrivalVariation, inputs.traffic.burstFactor);
  const utilisation = (scenario.prices.utilisation ?? 1) * inputs.dayShare;
  const stock = new Map(
    chips.flatMap(({ spec, choice }) => (choice.stock === undefined ? [] : [[spec.id, choice.stock] as const])),
  );
  const isAssumed = scenario.plan.assume.includes("kv-transferable");
  const rules: CandidateRules = {
    stock,
    wholeServers: scenario.plan.buysWholeServers,
    isElastic: scenario.plan.rentsByHour,
    limits: {
      ...(scenario.plan.maxPowerWatts === undefined ? {} : { watts: scenario.plan.maxPowerWatts }),
      ...(scenario.plan.maxChips === undefined ? {} : { chips: scenario.plan.maxChips }),
      ...(scenario.plan.maxServers === undefined ? {} : { servers: scenario.plan.maxServers }),
      ...(scenario.plan.minInstances === undefined ? {} : { minInstances: scenario.plan.minInstances }),
      ...(scenario.plan.hasSpareInstance ? { spareInstances: 1 } : {}),
    },
    mayPair: (prefill, decode) => {
      // KV is moved as it is stored: both sides must keep it in the same format.
      if (prefill.engine.kvCacheFormat !== decode.engine.kvCacheFormat) return false;
      const { status } = inputs.pairVerdict(prefill, decode);
      return status === "documented" || (status === "hypothetical" && isAssumed);
    },
  };
  const wholeServers = scenario.plan.buysWholeServers;
  const flow = tokenFlow(traffic, Math.max(inputs.demand, 1e-12), utilisation);
  const millionTokensPerHour = (flow.freshInputPerHour + flow.cachedInputPerHour + flow.outputPerHour) / 1e6;
  return {
    service: scenario.name,
    offers: chips.map((chip) => offerOf(chip, model)),
    shape: shapeOf(model),
    traffic,
    targets: inputs.targets,
    demand: inputs.demand,
    compile: compileFor(model, {
      inputTokens: Math.max(1, traffic.freshTokens + traffic.cachedTokens),
      outputTokens: Math.max(1, traffic.outputTokens),
    }),
    isRobust: scenario.plan.isRobust,
    maxInstanceChips,
    transferSeconds: transferSeconds(scenario, traffic.freshTokens + traffic.cachedTokens),
    economics: new Map(chips.map((chip) => [chip.spec.id, chipEconomics(chip, scenario.prices)])),
    utilisation,
    wholeServers,
    spareInstances: rules.limits.spareInstances ?? 0,
    pairVerdict: inputs.pairVerdict,
    rules,
    solve: inputs.solve,
    ...(inputs.simulate === undefined ? {} : { simulate: inputs.simulate }),
    verifyCount: scenario.plan.verify ?? defaultVerifyCount,
    perturbations: perturbationsOf(inputs, millionTokensPerHour),
    reliability: reliabilityOf(scenario),
    ...(scenario.demand.hourly === undefined ? {} : { hourly: scenario.demand.hourly }),
    priceLists: priceLists(chips, scenario.prices, ratesOf(scenario.prices)),
    ...(inputs.progress === undefined ? {} : { progress: inputs.progress }),
  };
}

export function planScenario(inputs: ScenarioPlanInputs): PlanResult {
  return makePlan(planInputs(inputs));
}
