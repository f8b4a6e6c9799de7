// The measured places that ship with the coefficients, as data: one row a place, grouped by engine class, chip and shape of the model.
import type { ServingPrecision } from "../../catalog/precision.ts";
import type { Spread } from "../spread.ts";
import { correctionAt, type NearbyCorrection, noCorrection } from "./correction.ts";
import type { WeightedPlace } from "./fit-residuals.ts";
import type { ServingPlace } from "./place.ts";

/**
 * [precision, tp, pp, attention DP, EP, prefill chips, decode chips, requests in flight, prompt, output tokens, runs, TPOT weight,
 * TTFT weight]; no chips of pools where one instance does both.
 */
export type PlaceRow = readonly [ServingPrecision, ...number[]];

export interface ShippedNearby {
  /** 10th and 90th percentile of measured over corrected, of rows the fit had not seen with a measured place next to them. */
  readonly tpotSpread: Spread;
  readonly ttftSpread: Spread;
  readonly cells: Readonly<Record<string, readonly PlaceRow[]>>;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

export function toRows(measured: readonly WeightedPlace[]): ShippedNearby["cells"] {
  const cells: Record<string, PlaceRow[]> = {};
  for (const { place, runs, tpotWeight, ttftWeight } of measured) {
    const { precision, layout, pools, concurrency, inputTokens, outputTokens } = place;
    const rows = cells[place.cell] ?? [];
    cells[place.cell] = rows;
    rows.push([
      precision,
      layout.tp,
      layout.pp,
      layout.attentionDp,
      layout.ep,
      pools?.prefillChips ?? 0,
      pools?.decodeChips ?? 0,
      concurrency,
      inputTokens,
      outputTokens,
      runs,
      rounded(tpotWeight),
      rounded(ttftWeight),
    ]);
  }
  return cells;
}

/** Measured runs at a row's place. */
export const runsOf = (row: PlaceRow): number => row.at(-3) as number;

function readRow(cell: string, [precision, ...numbers]: PlaceRow): WeightedPlace {
  const [tp, pp, attentionDp, ep, prefillChips, decodeChips, concurrency, inputTokens, outputTokens, ...rest] =
    numbers as [number, number, number, number, number, number, number, number, number, number, number, number];
  const [runs, tpotWeight, ttftWeight] = rest;
  return {
    place: {
      cell,
      precision,
      layout: { tp, pp, attentionDp, ep, moeTp: (tp * attentionDp) / ep },
      ...(decodeChips > 0 ? { pools: { prefillChips, decodeChips } } : {}),
      concurrency,
      inputTokens,
      outputTokens,
    },
    runs,
    tpotWeight,
    ttftWeight,
  };
}

/** What shipped runs say at a place. Cells are read when first asked for. */
export function shippedCorrections(shipped: ShippedNearby): (place: ServingPlace) => NearbyCorrection {
  const read = new Map<string, readonly WeightedPlace[]>();
  return (place) => {
    const rows = shipped.cells[place.cell];
    if (rows === undefined) return noCorrection;
    let measured = read.get(place.cell);
    if (measured === undefined) {
      measured = rows.map((row) => readRow(place.cell, row));
      read.set(place.cell, measured);
    }
    return correctionAt(place, measured);
  };
}
