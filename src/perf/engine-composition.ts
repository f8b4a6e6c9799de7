// Which coefficients hold for an engine: those shipped for its family and version class.
import data from "../../data/calibration/composition.yaml";
import type { ArchitectureClass, ChipSpec } from "../catalog/chip-spec.ts";
import { fail } from "../errors.ts";
import type { Configuration, EngineFamily, EngineProfile } from "../scenario/layout.ts";
import { type CallClass, type Composition, callClasses } from "./composition.ts";
import type { NearbyCorrection } from "./nearby/correction.ts";
import { spreadAt } from "./nearby/near-spread.ts";
import type { ServingPlace } from "./nearby/place.ts";
import { type ShippedNearby, shippedCorrections } from "./nearby/shipped-runs.ts";
import { engineClassOf } from "./serving-fit/engine-class.ts";
import type { EngineCoefficients } from "./serving-fit/engine-coefficients.ts";
import type { Spread } from "./spread.ts";

export interface FitError {
  readonly rows: number;
  readonly tpotMape: number | undefined;
  readonly tpotMedianApe: number | undefined;
  readonly ttftMape: number | undefined;
  readonly ttftMedianApe: number | undefined;
}

/** One entry of data/calibration/composition.yaml. */
export interface ShippedEngine {
  readonly name: string;
  readonly family: EngineFamily;
  readonly rows: number;
  /** Errors of the coefficients alone on the rows of the fit, and with runs near by on rows left out by groups, percent. */
  readonly fitError?: FitError;
  readonly crossValidated?: FitError;
  readonly coefficients: Readonly<Record<string, number>>;
  /** 10th and 90th percentile of measured over what the coefficients alone predict, from rows the fit had not seen. */
  readonly tpotSpread: Spread;
  readonly ttftSpread: Spread;
}

export interface ShippedComposition {
  readonly source: string;
  readonly engines: readonly ShippedEngine[];
  /** What these coefficients leave over at the runs they were fitted to. */
  readonly nearby: ShippedNearby;
}

// Rows of numbers read as arrays, not as tuples.
export const shippedComposition = data as unknown as ShippedComposition;

/** Spreads of TPOT and TTFT under an engine's coefficients, so near to a measured run (NearbyCorrection). */
export function spreadsAt(
  nearness: number,
  { tpotSpread, ttftSpread }: Pick<EngineModel, "tpotSpread" | "ttftSpread">,
): { readonly tpotSpread: Spread; readonly ttftSpread: Spread } {
  const { nearby } = shippedComposition;
  return {
    tpotSpread: spreadAt(nearness, tpotSpread, nearby.tpotSpread),
    ttftSpread: spreadAt(nearness, ttftSpread, nearby.ttftSpread),
  };
}

/** What the shipped runs say at a place, beside predictions by the shipped coefficients. */
export const nearbyRuns: (place: ServingPlace) => NearbyCorrection = shippedCorrections(shippedComposition.nearby);

export interface EngineModel extends EngineCoefficients {
  readonly name: string;
  readonly rows: number;
  readonly tpotSpread: Spread;
  readonly ttftSpread: Spread;
}

const models = new Map<string, EngineModel>();

function readEngine(entry: ShippedEngine): EngineModel {
  const value = (key: string): number => entry.coefficients[key] ?? 0;
  return {
    name: entry.name,
    rows: entry.rows,
    factors: Object.fromEntries(callClasses.map((name) => [name, value(name)])) as Record<CallClass, number>,
    hostSecondsPerStep: value("hostSecondsPerStep"),
    hostSecondsPerSequence: value("hostSecondsPerSequence"),
    gapSecondsPerLayer: value("gapSecondsPerLayer"),
    hostSecondsPerPrompt: value("hostSecondsPerPrompt"),
    frontEndSeconds: value("frontEndSeconds"),
    frontEndSerialSeconds: value("frontEndSerialSeconds"),
    spread: entry.tpotSpread,
    tpotSpread: entry.tpotSpread,
    ttftSpread: entry.ttftSpread,
  };
}

/** Coefficients of an engine; a version the data does not know takes the class it falls into, none the newest. */
export function engineModel(
  family: EngineFamily,
  version: string | undefined,
  measuredDate?: string,
  mode: "agg" | "disagg" = "agg",
  architecture?: ArchitectureClass,
): EngineModel {
  const { name } = engineClassOf(family, version, measuredDate, mode, architecture);
  let model = models.get(name);
  if (model === undefined) {
    model = readEngine(
      shippedComposition.engines.find((entry) => entry.name === name) ??
        fail("invariant", ["engine"], `no shipped coefficients for ${name}`, "Run silico calibrate serving."),
    );
    models.set(name, model);
  }
  return model;
}

/** The model of an engine that serves whole requests on a chip. */
export const engineFor = ({ family, version }: EngineProfile, { architecture }: ChipSpec): EngineModel =>
  engineModel(family, version, undefined, "agg", architecture);

/**
 * Coefficients for a configuration on a chip. They are fitted on NVIDIA chips and taken over to others as they are; the
 * kernels' own spread says how much less is known there.
 */
export const compositionFor = ({ engine }: Configuration, chip: ChipSpec): Composition => engineFor(engine, chip);
