// Prefill through a full pipeline: as many prompts in flight as there are stages, each stage reading one prompt at a time.
import type { ChipSpec } from "../catalog/chip-spec.ts";
import type { ModelSpec } from "../catalog/models/model-spec.ts";
import type { ServingPrecision } from "../catalog/precision.ts";
import { log } from "../elementary.ts";
import { operatorTime } from "./operators/operator-time.ts";
import { operatorWork } from "./operators/operator-work.ts";
import { planModel, stepCalls } from "./operators-of.ts";

export interface PublishedPrefill {
  readonly promptTokens: number;
  readonly ttftSeconds: number;
  readonly tokensPerSecond: number;
}

export interface ReproducedPrefill {
  readonly published: PublishedPrefill;
  readonly ttftSeconds: number;
  readonly tokensPerSecond: number;
}

export interface PrefillPlatform {
  readonly model: ModelSpec;
  readonly chip: ChipSpec;
  readonly precision: ServingPrecision;
  readonly tp: number;
  readonly pp: number;
}

/**
 * Seconds for one prompt to pass all layers on `tp` chips a stage: every operator at its roofline, its FLOP at `efficiency` of
 * the chip's peak, its bytes at the data sheet's bandwidth; messages as priced for the chip's links. With every stage full, a
 * prompt leaves each 1/pp of this time, so that TTFT x throughput = pp x tokens whatever the platform.
 */
export function passSeconds(platform: PrefillPlatform, promptTokens: number, efficiency: number): number {
  const { tp, pp, chip } = platform;
  const plan = planModel(platform.model, {
    layout: { tp, pp: 1, attentionDp: 1, ep: 1, moeTp: tp },
    precision: platform.precision,
    engine: {
      family: "vllm",
      maxBatchedTokens: 8192,
      maxSequences: pp,
      kvBlockTokens: 16,
      memoryFraction: 0.9,
      kvCacheFormat: "bf16",
      hasPrefixCache: false,
    },
  });
  const calls = stepCalls(plan, {
    prefillTokens: promptTokens,
    prefillSequences: 1,
    prefillPairs: (promptTokens * (promptTokens + 1)) / 2,
    prefillWindowPairs: (promptTokens * (promptTokens + 1)) / 2,
    decodeSequences: 0,
    decodeContextTokens: 0,
    decodeWindowTokens: 0,
  });
  let seconds = 0;
  for (const { call, count } of calls) {
    if (call.kind === "collective" || call.kind === "p2p") seconds += count * operatorTime(call, chip).seconds;
    else {
      const { flops, bytes, peakFlopsPerSecond } = operatorWork(call, chip);
      seconds += count * Math.max(flops / (peakFlopsPerSecond * efficiency), bytes / chip.memoryBytesPerSecond);
    }
  }
  return seconds;
}

/**
 * Published prefill figures of one platform beside ours, with ONE number fitted: the share of peak FLOP/s its kernels reach,
 * so that the errors of the lengths cancel in the geometric mean.
 */
export function reproducePrefill(
  platform: PrefillPlatform,
  published: readonly PublishedPrefill[],
): { readonly efficiency: number; readonly rows: readonly ReproducedPrefill[] } {
  const excess = (efficiency: number): number =>
    published.reduce(
      (sum, { promptTokens, ttftSeconds }) => sum + log(passSeconds(platform, promptTokens, efficiency) / ttftSeconds),
      0,
    );
  let low = 0.01;
  let high = 1;
  for (let i = 0; i < 50; i++) {
    const middle = Math.sqrt(low * high);
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  const efficiency = Math.sqrt(low * high);
  return {
    efficiency,
    rows: published.map((row) => {
      const ttftSeconds = passSeconds(platform, row.promptTokens, efficiency);
      return { published: row, ttftSeconds, tokensPerSecond: (platform.pp * row.promptTokens) / ttftSeconds };
    }),
  };
}
