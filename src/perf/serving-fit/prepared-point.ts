// A measured run with everything that does not depend on the fitted coefficients already worked out.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import type { ModelSpec } from "../../catalog/models/model-spec.ts";
import { type Configuration, chipsOf, type EngineProfile, type Layout } from "../../scenario/layout.ts";
import type { ClosedLoopWork } from "../closed-loop.ts";
import { frameOf, type StepFrame } from "../compile.ts";
import { planModel } from "../operators-of.ts";
import { priceParts, type StepParts } from "../step-parts.ts";
import { engineClassOf } from "./engine-class.ts";
import { harnessSettings, layoutRun, lengthRange, unseenPrompts } from "./harness.ts";
import type { ServingPoint } from "./serving-points.ts";

export interface PreparedPoint {
  readonly point: ServingPoint;
  readonly chip: ChipSpec;
  readonly model: ModelSpec;
  readonly configuration: Configuration;
  readonly parts: StepParts;
  readonly frame: StepFrame;
  readonly layers: number;
  readonly receiveIntervalSteps: number;
  readonly work: ClosedLoopWork;
}

const memoryFraction = { vllm: 0.9, sglang: 0.85, trtllm: 0.9 } as const;

/** A run that was measured did fit: at least this share of the memory held KV, whatever the account says. */
const leastKvShare = 0.05;

function withRoom(frame: StepFrame, chip: ChipSpec, layout: Layout): StepFrame {
  if (!(frame.kvBytesPerToken > 0)) return frame;
  const least = (leastKvShare * chip.memoryBytes * chipsOf(layout)) / frame.kvBytesPerToken;
  return { ...frame, kvCapacityTokens: Math.max(frame.kvCapacityTokens, least) };
}

/** Priced tables by chip, model and configuration, so that rows of one group share them. */
export type PartsCache = Map<string, { parts: StepParts; frame: StepFrame; layers: number }>;

export function preparePoint(
  point: ServingPoint,
  chip: ChipSpec,
  model: ModelSpec,
  cache: PartsCache,
  stated: Layout = point.layout,
): PreparedPoint {
  const layout = layoutRun(point, chip.architecture, stated);
  const engineClass = engineClassOf(
    point.family,
    point.version,
    point.measuredDate,
    point.mode,
    chip.architecture,
  ).name;
  const settings = harnessSettings({
    family: point.family,
    engineClass,
    version: point.version,
    model: point.model,
    precision: point.precision,
    architecture: chip.architecture,
    chip: chip.id,
    inputTokens: point.inputTokens,
    concurrency: point.concurrency,
    isScripted: !point.isInternal,
  });
  const engine: EngineProfile = {
    family: point.family,
    ...(point.version === "" ? {} : { version: point.version }),
    maxBatchedTokens: Math.max(1024, settings.maxBatchedTokens),
    maxSequences: settings.maxSequences,
    kvBlockTokens: 16,
    memoryFraction: memoryFraction[point.family],
    kvCacheFormat: settings.kvCacheFormat,
    hasPrefixCache: false,
  };
  // Labels say fp8 for per-tensor and for block scales alike: the checkpoint decides.
  const precision =
    point.precision === "fp8" || point.precision === "fp8-block"
      ? model.nativePrecision === "fp8-block"
        ? "fp8-block"
        : "fp8"
      : point.precision;
  const configuration: Configuration = { layout, precision, engine };
  const key = JSON.stringify([chip.id, model.name, configuration]);
  let priced = cache.get(key);
  if (priced === undefined) {
    const plan = planModel(model, configuration);
    const parts = priceParts(plan, chip);
    priced = {
      parts,
      layers: plan.layers,
      frame: withRoom(frameOf(plan, chip, parts, { p10: 1, p90: 1 }), chip, layout),
    };
    cache.set(key, priced);
  }
  const unseen = point.isInternal
    ? unseenPrompts(engineClass, chip.id, { ...point, kvCapacityTokens: priced.frame.kvCapacityTokens })
    : undefined;
  return {
    point,
    chip,
    model,
    configuration,
    ...priced,
    receiveIntervalSteps: settings.receiveIntervalSteps,
    work: {
      inputTokens: point.inputTokens,
      outputTokens: point.outputTokens,
      concurrency: point.concurrency,
      ...lengthRange(!point.isInternal, engineClass),
      waves: 10,
      ...(unseen === undefined ? {} : { unseenPrompts: unseen }),
    },
  };
}
