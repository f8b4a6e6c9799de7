// Where a measured run lies among runs of the same engine, chip and model, and how alike two such places behave.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import type { ModelSpec } from "../../catalog/models/model-spec.ts";
import type { ServingPrecision } from "../../catalog/precision.ts";
import { exp, log2 } from "../../elementary.ts";
import type { Configuration, Layout } from "../../scenario/layout.ts";
import { hashText } from "../../text-hash.ts";

/** A closed loop on one instance: what ran, and under which load. */
export interface ServingPlace extends Load {
  /** Engine class (engine-class.ts), chip id, shape of the model: residuals are shared within all three alone. */
  readonly cell: string;
  readonly precision: ServingPrecision;
  /** Of the instance; of a decode instance where pools are split. */
  readonly layout: Layout;
  /** Chips of all instances of split pools; absent where one instance does both. */
  readonly pools?: { readonly prefillChips: number; readonly decodeChips: number };
}

/** Mean prompt and output of traffic, tokens, at least one each. */
export interface MeanLengths {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface Load extends MeanLengths {
  /** Requests that run at once. */
  readonly concurrency: number;
}

/** A name for all models of one shape: what they are called and trained for makes no step longer. */
function shapeName({ architecture, hiddenSize, layers }: ModelSpec): string {
  const count = layers.reduce((sum, group) => sum + group.count, 0);
  const shape = hashText(JSON.stringify([hiddenSize, layers]))
    .toString(16)
    .padStart(8, "0");
  return `${architecture}/${count}x${hiddenSize}/${shape}`;
}

export const cellOf = (engineClass: string, chip: ChipSpec, model: ModelSpec): string =>
  `${engineClass} ${chip.id} ${shapeName(model)}`;

export const placeOf = (cell: string, { precision, layout }: Configuration, load: Load): ServingPlace => ({
  cell,
  precision,
  layout,
  concurrency: load.concurrency,
  inputTokens: load.inputTokens,
  outputTokens: load.outputTokens,
});

/**
 * Log residuals of TPOT as a Gaussian process: standard deviation that runs of one precision share, that runs of all
 * precisions share, and the distances, in doublings, over which they stay alike. From the greatest marginal likelihood over the
 * public runs; flat there: 0.6 or 1.6 times any one length moves the TPOT error of runs left out by 0.1 points at most.
 */
const sharedDeviation = 0.086;
const precisionDeviation = 0.072;
const doublings = {
  concurrency: 2.7,
  inputTokens: 2.7,
  outputTokens: 2.6,
  tp: 1.5,
  pp: 1.5,
  attentionDp: 2,
  ep: 2.7,
  chips: 1.5,
};

/** A shorter prompt counts as this long, tokens: the shortest measured, and little of any step. */
const shortestPrompt = 128;

/** Variance of a log residual of TPOT where nothing was measured. */
export const priorVariance = sharedDeviation * sharedDeviation + precisionDeviation * precisionDeviation;

/** Squared distance between two values above zero, in lengths of correlation. */
function apart(a: number, b: number, length: number): number {
  const distance = (log2(a) - log2(b)) / length;
  return distance * distance;
}

/** Covariance of the log residuals at two places of one cell, at most priorVariance; 0 across cells. */
export function covariance(a: ServingPlace, b: ServingPlace): number {
  if (a.cell !== b.cell) return 0;
  const pools =
    a.pools === undefined || b.pools === undefined
      ? 0
      : apart(a.pools.prefillChips, b.pools.prefillChips, doublings.chips) +
        apart(a.pools.decodeChips, b.pools.decodeChips, doublings.chips);
  const distance =
    pools +
    apart(a.concurrency, b.concurrency, doublings.concurrency) +
    apart(Math.max(shortestPrompt, a.inputTokens), Math.max(shortestPrompt, b.inputTokens), doublings.inputTokens) +
    apart(a.outputTokens, b.outputTokens, doublings.outputTokens) +
    apart(a.layout.tp, b.layout.tp, doublings.tp) +
    apart(a.layout.pp, b.layout.pp, doublings.pp) +
    apart(a.layout.attentionDp, b.layout.attentionDp, doublings.attentionDp) +
    apart(a.layout.ep, b.layout.ep, doublings.ep);
  const isSame = a.precision === b.precision;
  return (
    (sharedDeviation * sharedDeviation + (isSame ? precisionDeviation * precisionDeviation : 0)) * exp(-distance / 2)
  );
}
