// What measured chips say about one that was not: each lender's surface, carried over to the new chip's own peaks.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import { exp, log, pow } from "../../elementary.ts";
import { type ChipCalibration, devicePart, type FittedPart, partOf, type VariantFit } from "./chip-calibration.ts";
import { classPrior } from "./class-prior.ts";
import type { AnyFamily } from "./families/table.ts";
import type { BaseForm, Coefficients } from "./family.ts";
import { makeMonotone } from "./grid.ts";
import { carryOver, isAlike, kinship } from "./similarity.ts";
import { forEachKnot, fullAxes } from "./surface.ts";

/** A measured chip and its fits. */
export interface Lender {
  readonly chip: ChipSpec;
  readonly calibration: ChipCalibration;
}

/** Measured shares of the data sheet of the very chip that borrows. */
export type AdjustCoefficients = (coefficients: Coefficients) => Coefficients;

export interface Loan {
  /** Log seconds at every knot of the family's axes, fitted and beyond: the device's time. */
  readonly device: Float64Array;
  /** The same for isolated calls, where tables of the asked engine were bounded by the host. */
  readonly isolated: Float64Array | undefined;
  readonly launchSeconds: number;
  readonly from: readonly string[];
  readonly hasAlike: boolean;
}

interface Offer {
  readonly lender: Lender;
  readonly fit: VariantFit;
  readonly engine: string;
  readonly variant: string;
  readonly distance: number;
  /** Of the offer in the mean, before it is divided by the sum. */
  readonly weight: number;
}

/** Rows from which a fit counts in full. */
const fullTrustRows = 300;

/**
 * Weighted geometric mean, knot by knot, of the times that other chips' fits of a variant (or of the least unlike one) give for
 * this chip. @param engine of the isolated calls asked for: host time is lent only between tables of one engine and version
 */
export function lend(
  family: AnyFamily,
  variant: string,
  chip: ChipSpec,
  lenders: readonly Lender[],
  adjust: AdjustCoefficients,
  engine: string | undefined,
): Loan | undefined {
  const offers = offersOf(family, variant, chip, lenders);
  if (offers.length === 0) return undefined;
  const base = family.prepare(variant, chip);
  const carried = offers.map((offer) => {
    const device = offer.fit.device === undefined ? measuredPart(family, offer) : devicePart(offer.fit.device);
    return { offer, ...carry(family, variant, chip, base, offer, device, adjust) };
  });
  const axes = fullAxes(family.axes);
  const isRising = family.axes.map((axis) => axis.isRising);
  const device = mean(carried.map(({ offer, values }) => ({ weight: offer.weight, values })));
  makeMonotone({ axes, values: device }, isRising);
  const launch = mean(
    carried.map(({ offer, launch: own }) => ({ weight: offer.weight, values: Float64Array.of(log(own)) })),
  );
  return {
    device,
    isolated: hostBound(
      offers.filter((offer) => offer.engine === engine),
      // A host's time is a launch coefficient many times the kernels' own: as such it carries over in seconds.
      (offer) => carry(family, variant, chip, base, offer, measuredPart(family, offer), adjust).values,
    ),
    launchSeconds: classPrior(chip.architecture).launchSeconds * exp(launch[0]!),
    from: offers.map(({ lender }) => lender.chip.id),
    hasAlike: offers.some(({ lender }) => isAlike(lender.chip, chip)),
  };
}

/** The nearest variant each lender has, kept where it is as near as the nearest of all. */
function offersOf(family: AnyFamily, variant: string, chip: ChipSpec, lenders: readonly Lender[]): Offer[] {
  const found: Omit<Offer, "weight">[] = [];
  for (const lender of lenders) {
    const fitted = lender.calibration.families[family.name];
    if (fitted === undefined) continue;
    let best: { variant: string; fit: VariantFit; distance: number } | undefined;
    for (const [other, fit] of Object.entries(fitted.variants)) {
      const distance = family.distance(variant, other);
      if (best === undefined || distance < best.distance) best = { variant: other, fit, distance };
    }
    if (best !== undefined) found.push({ lender, engine: fitted.engine, ...best });
  }
  const nearest = Math.min(...found.map(({ distance }) => distance));
  const chosen = found.filter(({ distance }) => distance <= nearest + 1e-9);
  const trust = ({ fit }: { fit: VariantFit }) => Math.min(1, fit.rows / fullTrustRows);
  return chosen.map((offer) => {
    // Chips of one class say much the same thing: together they count as one.
    const alike = chosen.filter(({ lender }) => lender.chip.architecture === offer.lender.chip.architecture);
    const crowd = Math.max(
      1,
      alike.reduce((sum, other) => sum + trust(other), 0),
    );
    return { ...offer, weight: (kinship(family.name, offer.lender.chip, chip) * trust(offer)) / crowd };
  });
}

function measuredPart(family: AnyFamily, { lender, fit }: Offer): FittedPart {
  return partOf(fit, lender.calibration.families[family.name]!.variants);
}

/**
 * A lender's surface on this chip. At every knot the correction becomes part of the coefficients that the lender spends its time
 * on there; those are carried over, and this chip's own roofs decide what binds. Where the lender waits for memory and this
 * chip for its cores, what was learned of memory says nothing.
 */
function carry(
  family: AnyFamily,
  variant: string,
  chip: ChipSpec,
  base: BaseForm,
  { lender }: Offer,
  { coefficients, correction }: FittedPart,
  adjust: AdjustCoefficients,
): { values: Float64Array; launch: number } {
  const [compute, memory, launch] = coefficients;
  const theirs = family.prepare(variant, lender.chip);
  const values: number[] = [];
  forEachKnot(family.axes, (point, fitted) => {
    const r = correction[fitted]!;
    const parts = partsOf(theirs, point, coefficients);
    const part = (j: number) => exp(r * Math.min(1, 2 * parts.shares[j]!));
    const local: Coefficients = [compute / part(1), memory / part(2), launch * part(0)];
    const peaks = parts.computing > 0 ? parts.computing / partsOf(base, point, coefficients).computing : 1;
    values.push(log(base(point, adjust(carryOver(family.name, local, lender.chip, chip, peaks)))));
  });
  return { values: Float64Array.from(values), launch };
}

interface Parts {
  /** Seconds on the cores. */
  readonly computing: number;
  /** Of launch, cores and memory in the whole; the two roofs blend where they are within about 1.5x. */
  readonly shares: readonly number[];
}

/** What the time of the physical form consists of at a point. */
function partsOf(base: BaseForm, point: Float64Array, [compute, memory, launch]: Coefficients): Parts {
  const far = 1e12;
  const launching = base(point, [far, far, launch]);
  const computing = base(point, [compute, far, launch]) - launching;
  const moving = base(point, [far, memory, launch]) - launching;
  const total = launching + Math.max(computing, moving);
  const work = 1 - launching / total;
  const cores = computing <= 0 ? 0 : 1 / (1 + pow(Math.max(0, moving) / computing, 4));
  return { computing, shares: [launching / total, work * cores, work * (1 - cores)] };
}

/** Isolated calls as tables of the same engine show them; undefined where most of them were not bounded by the host. */
function hostBound(offers: readonly Offer[], carried: (offer: Offer) => Float64Array): Float64Array | undefined {
  const sum = (list: readonly Offer[]) => list.reduce((total, { weight }) => total + weight, 0);
  const bounded = offers.filter(({ fit }) => fit.device !== undefined);
  if (bounded.length === 0 || sum(bounded) <= 0.5 * sum(offers)) return undefined;
  return mean(bounded.map((offer) => ({ weight: offer.weight, values: carried(offer) })));
}

function mean(list: readonly { readonly weight: number; readonly values: Float64Array }[]): Float64Array {
  const total = list.reduce((sum, { weight }) => sum + weight, 0);
  return list[0]!.values.map((_, i) => list.reduce((sum, { weight, values }) => sum + weight * values[i]!, 0) / total);
}
