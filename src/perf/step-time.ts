// One engine step, explained: every operator with its time, bound and source, and what the engine adds around them.
import type { ChipSpec } from "../catalog/chip-spec.ts";
import type { ModelSpec } from "../catalog/models/model-spec.ts";
import type { Configuration } from "../scenario/layout.ts";
import { type CallClass, type Composition, callClasses, classOf } from "./composition.ts";
import { compositionFor } from "./engine-composition.ts";
import type { Bound } from "./operators/operator-call.ts";
import { operatorModel } from "./operators/operator-time.ts";
import { operatorWork } from "./operators/operator-work.ts";
import { groupShare, planModel, stepCalls } from "./operators-of.ts";
import type { StepWork } from "./step-model.ts";
import { idleExpertSeconds } from "./step-parts.ts";

export interface OperatorRow {
  readonly name: string;
  readonly kind: string;
  readonly class: CallClass;
  /** Runs per step on one chip. */
  readonly calls: number;
  /** All runs together, seconds, the engine's factor included. */
  readonly seconds: number;
  /** Share of the step, fraction. */
  readonly share: number;
  readonly bound: Bound;
  /** Useful FLOP and compulsory bytes of all runs on one chip. */
  readonly flops: number;
  readonly bytes: number;
  /** Share of peak FLOP/s and of peak memory (or link) bandwidth reached, fraction; undefined where it has none. */
  readonly mfu: number | undefined;
  readonly mbu: number | undefined;
  readonly source: string;
  readonly spread: { readonly p10: number; readonly p90: number };
}

export interface StepTime {
  readonly seconds: number;
  readonly rows: readonly OperatorRow[];
  readonly secondsByClass: Readonly<Record<CallClass, number>>;
  /** Host work and launch gaps that the device waits for. */
  readonly hostSeconds: number;
  readonly gapSeconds: number;
}

/**
 * Time of one step on one replica, seconds, with its operator table. The compiled model is this, tabulated.
 * @param work what the step processes, all attention groups together
 */
export function stepTime(
  model: ModelSpec,
  chip: ChipSpec,
  configuration: Configuration,
  work: StepWork,
  composition: Composition = compositionFor(configuration, chip),
): StepTime {
  const plan = planModel(model, configuration);
  const operators = operatorModel(chip);
  const rows: Omit<OperatorRow, "share">[] = [];
  const sums = Object.fromEntries(callClasses.map((name) => [name, 0])) as Record<CallClass, number>;
  for (const { name, call, count } of stepCalls(plan, work)) {
    const time = operators.time(call);
    const group = classOf(call);
    const seconds = count * Math.max(time.seconds * composition.factors[group], operators.leastSeconds(call));
    sums[group] += seconds;
    const { peakFlopsPerSecond } = operatorWork(call, chip);
    const each = count > 0 ? seconds / count : 0;
    const bandwidth =
      call.kind === "collective" || call.kind === "p2p" ? chip.scaleUp.bytesPerSecond : chip.memoryBytesPerSecond;
    rows.push({
      name,
      kind: call.kind,
      class: group,
      calls: count,
      seconds,
      bound: time.bound,
      flops: time.flops * count,
      bytes: time.bytes * count,
      mfu: time.flops > 0 && each > 0 ? time.flops / each / peakFlopsPerSecond : undefined,
      mbu: time.bytes > 0 && each > 0 ? time.bytes / each / bandwidth : undefined,
      source: time.source,
      spread: time.spread,
    });
    if (call.kind === "moe" && composition.factors.idleExperts > 0) {
      const idleSeconds = idleExpertSeconds(call, chip) * count * composition.factors.idleExperts;
      sums.idleExperts += idleSeconds;
      rows.push({
        name: "experts read though not chosen",
        kind: call.kind,
        class: "idleExperts",
        calls: count,
        seconds: idleSeconds,
        bound: "memory",
        flops: 0,
        bytes: 0,
        mfu: undefined,
        mbu: undefined,
        source: "fitted: composition",
        spread: time.spread,
      });
    }
  }
  const tokens = work.prefillTokens + work.decodeSequences;
  // Every data-parallel attention group has a scheduler of its own.
  const perScheduler = (sequences: number) =>
    sequences === 0 ? 0 : Math.max(1, sequences * groupShare(configuration));
  const hostSeconds =
    tokens > 0
      ? composition.hostSecondsPerStep +
        composition.hostSecondsPerSequence * perScheduler(work.decodeSequences) +
        composition.hostSecondsPerPrompt * perScheduler(work.prefillSequences)
      : 0;
  const gapSeconds = tokens > 0 ? composition.gapSecondsPerLayer * plan.layers : 0;
  const seconds = callClasses.reduce((sum, name) => sum + sums[name], 0) + hostSeconds + gapSeconds;
  return {
    seconds,
    rows: rows.map((row) => ({ ...row, share: seconds > 0 ? row.seconds / seconds : 0 })),
    secondsByClass: sums,
    hostSeconds,
    gapSeconds,
  };
}
