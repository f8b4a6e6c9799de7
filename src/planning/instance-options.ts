// Chips x precision x layout x role x batch limits, pruned to the instance types worth counting. Every pruning has its reason.
import type { ChipSpec } from "../catalog/chip-spec.ts";
import type { ServingPrecision } from "../catalog/precision.ts";
import { slowed } from "../perf/scaled-steps.ts";
import type { CompiledStepModel } from "../perf/step-model.ts";
import { type Configuration, chipsOf, type EngineFamily, type EngineProfile, type Layout } from "../scenario/layout.ts";
import { formatSeconds } from "../units.ts";
import { type Binding, type Capacity, instanceCapacity, type ServiceTarget } from "./capacity.ts";
import { enumerateLayouts, layoutName } from "./enumerate-layouts.ts";
import type { InstanceRole, InstanceType } from "./fleet-programme.ts";
import { type InstanceModel, instanceModel } from "./instance-service.ts";
import type { TrafficProfile } from "./traffic-profile.ts";

/** What a chip costs, and what is known of the price. */
export interface ChipOffer {
  readonly spec: ChipSpec;
  /** Precisions to try, each already known to run (or not known not to); reasons for the others are in `refused`. */
  readonly precisions: readonly {
    readonly precision: ServingPrecision;
    readonly support: string;
    readonly family: EngineFamily;
  }[];
  readonly refused: readonly { readonly precision: ServingPrecision; readonly reason: string }[];
  readonly roles: readonly InstanceRole[];
  readonly layouts?: readonly Layout[];
  readonly engine: EngineProfile;
}

/** What the search must know of the model beside what `compile` knows. */
export interface ModelShape {
  readonly layers: number;
  readonly attentionHeads: number;
  readonly experts: number;
  readonly isLatentAttention: boolean;
  /** Bytes of the weights one token touches. */
  readonly activeWeightBytes: (precision: ServingPrecision) => number;
  /** FLOP of one token through the weights. */
  readonly flopsPerToken: number;
  readonly totalWeightBytes: (precision: ServingPrecision) => number;
}

export type CompileOutcome =
  | { readonly steps: CompiledStepModel }
  | { readonly reason: string; readonly kind: "memory" | "unsupported" };

export interface OptionInputs {
  readonly service: string;
  readonly offers: readonly ChipOffer[];
  readonly shape: ModelShape;
  readonly traffic: TrafficProfile;
  readonly targets: readonly ServiceTarget[];
  /** Peak requests/s the service must carry. */
  readonly demand: number;
  readonly compile: (chip: ChipSpec, configuration: Configuration) => CompileOutcome;
  readonly isRobust: boolean;
  readonly maxInstanceChips: number;
  /** Seconds a prompt's KV takes from this chip to a decode instance. */
  readonly transferSeconds: (chip: ChipSpec, steps: CompiledStepModel) => number;
}

export interface InstanceOption extends InstanceType {
  readonly spec: ChipSpec;
  readonly layout: Layout;
  readonly precision: ServingPrecision;
  readonly support: string;
  readonly engine: EngineProfile;
  readonly model: InstanceModel;
  readonly binding: Binding;
  readonly state: Capacity["state"];
  /** Instances needed if it carried the whole demand alone; its capacity is the one in a pool of this size. */
  readonly alone: number;
  readonly addedSeconds: number;
  /** Its steps over the predicted ones: above 1 in a robust plan, which is made for a machine slow by calibration error. */
  readonly slowdown: number;
}

export interface Exclusion {
  readonly what: string;
  readonly reason: string;
}

/** The closest a search came to an answer when it found none. */
export interface NearMiss {
  readonly what: string;
  readonly roles: readonly InstanceRole[];
  readonly limit: string;
  /** Seconds reached at best and seconds wanted; absent where memory is the limit. */
  readonly reached?: number;
  readonly wanted?: number;
}

export interface OptionResult {
  readonly options: readonly InstanceOption[];
  readonly excluded: readonly Exclusion[];
  readonly misses: readonly NearMiss[];
  readonly examined: number;
}

const budgets: Record<InstanceRole, readonly number[]> = { aggregated: [2048, 8192], prefill: [8192], decode: [8192] };
const sequences: Record<InstanceRole, number> = { aggregated: 256, prefill: 256, decode: 1024 };

/**
 * All instance types that carry some load at the targets, best first by capacity per chip, dominated ones dropped.
 * A type is dominated by one of the same chip and role that needs no more chips and carries no less per chip.
 */
export function instanceOptions(inputs: OptionInputs): OptionResult {
  const options: InstanceOption[] = [];
  const exclusions = new Map<string, string[]>();
  const misses: NearMiss[] = [];
  let examined = 0;
  const exclude = (what: string, where: string, reason: string): void => {
    const key = `${what}\u0000${reason}`;
    exclusions.set(key, [...(exclusions.get(key) ?? []), where]);
  };
  for (const offer of inputs.offers) {
    for (const { precision, reason } of offer.refused) exclude(`${offer.spec.id} ${precision}`, "", reason);
    const layouts =
      offer.layouts ??
      enumerateLayouts({
        ...inputs.shape,
        chipsPerServer: offer.spec.chipsPerServer,
        domainChips: Math.max(offer.spec.scaleUp.domainChips ?? offer.spec.chipsPerServer, 1),
        maxChips: inputs.maxInstanceChips,
      });
    const found: InstanceOption[] = [];
    for (const { precision, support, family } of offer.precisions) {
      const what = `${offer.spec.id} ${precision}`;
      for (const layout of layouts) {
        const where = layoutName(layout);
        const tooBig = memoryFloor(inputs.shape, offer, precision, layout);
        if (tooBig !== undefined) {
          examined += 1;
          exclude(what, where, "the weights alone exceed device memory");
          misses.push({ what: `${what} ${where}`, roles: offer.roles, limit: tooBig });
          continue;
        }
        const floors = rooflineMiss(inputs, offer.spec, precision, layout);
        const roles = offer.roles.filter((role) => !floors.some((floor) => floor.roles.includes(role)));
        for (const { metric, ...floor } of floors) {
          exclude(what, where, `below the roofline floor of the ${metric} target at any load`);
          misses.push({ what: `${what} ${where}`, limit: metric, ...floor });
        }
        const compiled = new Map<number, CompileOutcome>();
        for (const role of roles)
          for (const budget of budgets[role]) {
            examined += 1;
            const engine = { ...offer.engine, family, maxBatchedTokens: budget, maxSequences: sequences[role] };
            const outcome =
              compiled.get(budget * 4096 + engine.maxSequences) ??
              inputs.compile(offer.spec, { layout, precision, engine });
            compiled.set(budget * 4096 + engine.maxSequences, outcome);
            if ("reason" in outcome) {
              exclude(
                what,
                where,
                outcome.kind === "memory" ? "weights and buffers leave no room for KV" : outcome.reason,
              );
              misses.push({ what: `${what} ${where}`, roles: [role], limit: outcome.reason });
              continue;
            }
            const { longestContext } = inputs.traffic;
            const { contextLimit } = outcome.steps;
            if (contextLimit < longestContext) {
              exclude(what, where, "the longest request is longer than the model's context");
              misses.push({
                what: `${what} ${where}`,
                roles: [role],
                limit: `context: the model takes ${contextLimit} tokens, the longest request has ${longestContext}`,
              });
              continue;
            }
            if (outcome.steps.kvCapacityTokens < longestContext) {
              exclude(what, where, "the longest request's KV does not fit beside the weights");
              misses.push({
                what: `${what} ${where}`,
                roles: [role],
                limit: `KV memory: ${Math.floor(outcome.steps.kvCapacityTokens)} tokens fit, the longest request has ${longestContext}`,
              });
              continue;
            }
            const option = size(inputs, offer, { layout, precision, engine }, role, outcome.steps, support);
            if ("option" in option) found.push(option.option);
            else {
              exclude(what, `${where} ${role}`, option.reason);
              misses.push(option.miss);
            }
          }
      }
    }
    const families = [...new Set(found.map(({ engine }) => engine.family))];
    // Each engine for itself: prefill and decode must run the same one, so the best of another is no substitute.
    for (const role of offer.roles)
      for (const family of families) {
        const { kept, dropped } = undominated(
          found.filter((option) => option.role === role && option.engine.family === family),
        );
        options.push(...kept);
        for (const { option, by } of dropped)
          exclude(
            `${option.spec.id} ${role}`,
            `${option.precision} ${layoutName(option.layout)}`,
            `dominated by ${by}`,
          );
      }
  }
  return {
    options: options.sort((a, b) => b.capacity / b.chips - a.capacity / a.chips || (a.id < b.id ? -1 : 1)),
    excluded: [...exclusions].map(([key, places]) => {
      const [what, reason] = key.split("\u0000") as [string, string];
      const named = [...new Set(places.filter((place) => place !== ""))];
      const list = named.length > 6 ? `${named.slice(0, 6).join(", ")} and ${named.length - 6} more` : named.join(", ");
      return { what: list === "" ? what : `${what}: ${list}`, reason };
    }),
    misses,
    examined,
  };
}

/** Weights alone, spread perfectly: nothing can fit that exceeds this. */
function memoryFloor(
  shape: ModelShape,
  offer: ChipOffer,
  precision: ServingPrecision,
  layout: Layout,
): string | undefined {
  const perChip = shape.totalWeightBytes(precision) / chipsOf(layout);
  const room = offer.spec.memoryBytes * offer.engine.memoryFraction;
  return perChip > room
    ? `memory: ${(perChip / 1e9).toFixed(1)} GB of weights per chip, ${(room / 1e9).toFixed(1)} GB usable`
    : undefined;
}

interface RooflineMiss {
  readonly roles: readonly InstanceRole[];
  readonly metric: string;
  readonly reached: number;
  readonly wanted: number;
}

/** Bounds that no software can beat: weights read once per decode step, FLOP of the prompt at peak. */
function rooflineMiss(
  inputs: OptionInputs,
  spec: ChipSpec,
  precision: ServingPrecision,
  layout: Layout,
): readonly RooflineMiss[] {
  const width = chipsOf(layout) / layout.pp;
  const step = inputs.shape.activeWeightBytes(precision) / (width * spec.memoryBytesPerSecond);
  const peak = Math.max(...Object.values(spec.peakFlopsPerSecond));
  const { strata } = inputs.traffic;
  return inputs.targets.flatMap(({ metric, statistic, seconds }): RooflineMiss[] => {
    if (metric === "tpot" && step > seconds)
      return [{ roles: ["aggregated", "decode"], metric: "TPOT", reached: step, wanted: seconds }];
    if (metric !== "ttft" || typeof statistic !== "number") return [];
    const fresh = strata[Math.min(strata.length - 1, Math.floor(statistic * strata.length))]?.fresh ?? 0;
    const first = (fresh * inputs.shape.flopsPerToken) / (chipsOf(layout) * peak);
    return first > seconds
      ? [{ roles: ["aggregated", "prefill"], metric: "TTFT", reached: first, wanted: seconds }]
      : [];
  });
}

function size(
  inputs: OptionInputs,
  offer: ChipOffer,
  configuration: Configuration,
  role: InstanceRole,
  predicted: CompiledStepModel,
  support: string,
): { option: InstanceOption } | { reason: string; miss: NearMiss } {
  const { layout, precision, engine } = configuration;
  // Not the predicted times a margin: queues make more of a slow machine than its steps do.
  const slowdown = inputs.isRobust ? predicted.spread.p90 : 1;
  const steps = slowdown === 1 ? predicted : slowed(predicted, slowdown);
  const model = instanceModel(steps, engine, inputs.traffic);
  const addedSeconds = role === "prefill" ? inputs.transferSeconds(offer.spec, steps) : 0;
  const at = (instances: number) => instanceCapacity(model, { role, targets: inputs.targets, instances, addedSeconds });
  let alone = 1;
  let capacity = at(1);
  // A larger pool shares its queue and carries more per instance: two rounds settle the count.
  for (let round = 0; round < 3; round++) {
    const wanted =
      capacity.rate > 0
        ? Math.max(1, Math.ceil((inputs.demand * inputs.traffic.burstFactor) / capacity.rate - 1e-9))
        : 64;
    if (wanted === alone) break;
    const next = at(wanted);
    if (next.rate <= 0) break;
    alone = wanted;
    capacity = next;
  }
  if (!("state" in capacity) || capacity.rate <= 0) {
    const floor = "floorSeconds" in capacity ? capacity.floorSeconds : undefined;
    const target = inputs.targets.find(({ metric }) => metric === capacity.binding);
    return {
      reason: `misses the ${capacity.binding} target at any load`,
      miss: {
        what: `${offer.spec.id} ${precision} ${layoutName(layout)} ${role}`,
        roles: [role],
        limit: capacity.binding,
        ...(floor === undefined || target === undefined ? {} : { reached: floor, wanted: target.seconds }),
      },
    };
  }
  return {
    option: {
      id: `${offer.spec.id}/${precision}/${layoutName(layout).replaceAll(" ", "-")}/${role}/${engine.maxBatchedTokens}/${engine.family}`,
      service: inputs.service,
      chip: offer.spec.id,
      chips: chipsOf(layout),
      role,
      capacity: capacity.rate,
      spec: offer.spec,
      layout,
      precision,
      support,
      engine,
      model,
      binding: capacity.binding,
      state: capacity.state,
      alone: Math.max(1, Math.ceil((inputs.demand * inputs.traffic.burstFactor) / capacity.rate - 1e-9)),
      addedSeconds,
      slowdown,
    },
  };
}

/** At most so many types of one chip and role go into the integer programme. */
const mostPerRole = 4;

function undominated(options: readonly InstanceOption[]): {
  kept: readonly InstanceOption[];
  dropped: readonly { option: InstanceOption; by: string }[];
} {
  const perChip = (option: InstanceOption): number => option.capacity / option.chips;
  const order = [...options].sort((a, b) => perChip(b) - perChip(a) || a.chips - b.chips || (a.id < b.id ? -1 : 1));
  const kept: InstanceOption[] = [];
  const dropped: { option: InstanceOption; by: string }[] = [];
  for (const option of order) {
    // A better rate per chip in no more chips; the whole demand in fewer chips counts too, since counts are whole numbers.
    const better = kept.find(
      (other) => other.chips <= option.chips && other.alone * other.chips <= option.alone * option.chips,
    );
    if (better === undefined && kept.length < mostPerRole) kept.push(option);
    else {
      const by = better ?? kept[0]!;
      dropped.push({ option, by: `${by.precision} ${layoutName(by.layout)}` });
    }
  }
  return { kept, dropped };
}

/** The miss that came closest, of the given roles: the smallest ratio of reached over wanted; where only memory failed, the last one tried. */
export function nearestMiss(all: readonly NearMiss[], role?: InstanceRole): NearMiss | undefined {
  const misses = role === undefined ? all : all.filter(({ roles }) => roles.includes(role));
  const timed = misses.filter((miss) => miss.reached !== undefined && miss.wanted !== undefined);
  const ratio = (miss: NearMiss): number => miss.reached! / miss.wanted!;
  return timed.length > 0 ? timed.reduce((best, miss) => (ratio(miss) < ratio(best) ? miss : best)) : misses.at(-1);
}

export function describeMiss(miss: NearMiss): string {
  return miss.reached === undefined
    ? `${miss.what}: ${miss.limit}`
    : `${miss.what}: ${miss.limit} of ${formatSeconds(miss.reached)} at best against ${formatSeconds(miss.wanted)}`;
}
