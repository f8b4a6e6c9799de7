// One measured disaggregated run, predicted.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import type { ModelSpec } from "../../catalog/models/model-spec.ts";
import { log2 } from "../../elementary.ts";
import { fail } from "../../errors.ts";
import { chipsOf } from "../../scenario/layout.ts";
import { composeStep } from "../compile.ts";
import { type DisaggregatedResult, disaggregatedLoop } from "../disaggregated-loop.ts";
import { cellOf, placeOf, type ServingPlace } from "../nearby/place.ts";
import { transferBytesPerToken } from "../step-model.ts";
import type { EngineCoefficients } from "./engine-coefficients.ts";
import { type PartsCache, type PreparedPoint, preparePoint } from "./prepared-point.ts";
import type { ServingPoint } from "./serving-points.ts";

/** Share of the link a KV transfer reaches and its start-up: NIXL and Mooncake transfers run at half to nine tenths of line rate. */
const transferShare = 0.6;
const transferStartSeconds = 0.01;

/** A disaggregated run with everything that does not depend on the fitted coefficients worked out. */
export interface PreparedPools {
  readonly point: ServingPoint;
  readonly chip: ChipSpec;
  readonly prefill: PreparedPoint;
  readonly decode: PreparedPoint;
}

/** @throws {SilicoError} where a pool's layout does not divide the model. */
export function preparePools(point: ServingPoint, chip: ChipSpec, model: ModelSpec, cache: PartsCache): PreparedPools {
  const { prefill, decode } = point;
  if (prefill === undefined || decode === undefined)
    fail("domain", ["prefill"], "a disaggregated run needs both pools", "Give layout and workers of each pool.");
  return {
    point,
    chip,
    prefill: preparePoint(point, chip, model, cache, prefill.layout),
    decode: preparePoint(point, chip, model, cache, decode.layout),
  };
}

/** Where the run lies among others of its engine class: by its decode instances and the chips of both pools. */
export function poolsPlace({ point, chip, decode }: PreparedPools, engineClass: string): ServingPlace {
  const chips = (pool: ServingPoint["prefill"]): number => pool!.workers * chipsOf(pool!.layout);
  return {
    ...placeOf(cellOf(engineClass, chip, decode.model), decode.configuration, point),
    pools: { prefillChips: chips(point.prefill), decodeChips: chips(point.decode) },
  };
}

/**
 * Sequences that one decode worker runs at most. TensorRT-LLM deployments without attention groups were built for a power of two:
 * the largest that their largest run fills; requests beyond it wait, and their first tokens with them (inferred from queues).
 */
function decodeBatchLimit(point: ServingPoint): number {
  const own = Math.max(1, Math.ceil(point.concurrency / point.decode!.workers));
  const { mostPerDecodeWorker: most } = point;
  if (point.family !== "trtllm" || point.decode!.layout.attentionDp > 1 || most === undefined) return own;
  return Math.min(own, 2 ** Math.floor(log2(Math.max(1, most))));
}

export function predictDisaggregated(pools: PreparedPools, engine: EngineCoefficients): DisaggregatedResult {
  const { point, chip } = pools;
  const compiled = (prepared: PreparedPoint) => composeStep(prepared.parts, engine, prepared.layers, prepared.frame);
  const prefill = point.prefill!;
  const decode = point.decode!;
  return disaggregatedLoop(
    {
      model: compiled(pools.prefill),
      workers: prefill.workers,
      attentionGroups: prefill.layout.attentionDp,
      maxBatchedTokens: pools.prefill.configuration.engine.maxBatchedTokens,
    },
    {
      model: compiled(pools.decode),
      workers: decode.workers,
      attentionGroups: decode.layout.attentionDp,
      maxSequences: decodeBatchLimit(point),
    },
    {
      inputTokens: point.inputTokens,
      outputTokens: point.outputTokens,
      concurrency: point.concurrency,
      shortestLengthFraction: 0.8,
      longestLengthFraction: 1,
      waves: 10,
      kvBytesPerToken: transferBytesPerToken(pools.prefill.frame),
      transferBytesPerSecond:
        transferShare * chip.scaleOut.bytesPerSecond * Math.min(chipsOf(prefill.layout), chipsOf(decode.layout)),
      transferStartSeconds,
      frontEndSeconds: engine.frontEndSeconds,
      frontEndSerialSeconds: engine.frontEndSerialSeconds,
    },
  );
}
