// What measured chips say about one that was not: each lender's surface, carried over to the new chip's own peaks.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import { exp, log, pow } from "../../elementary.ts";
import { type ChipCalibration, devicePart, type FittedPart, partOf, type VariantFit } from "./chip-calibration.ts";
import { classPrior } from "./class-prior.ts";
import type { AnyFamily } from "./families/table.ts";
import type { Coefficients, Roofline } from "./family.ts";
import { carryOver, computeElsewhere, isAlike, kinship, memoryElsewhere } from "./similarity.ts";
import { type KnotWork, knotWork, makeSliceMonotone, type Slice, type SliceValues } from "./surface.ts";

/** A measured chip and its fits. */
export interface Lender {
  readonly chip: ChipSpec;
  readonly calibration: ChipCalibration;
}

/** What is known of the very chip that borrows: factors on shares of its roofs, and the most of the compute roof. */
export interface Adjustment {
  readonly compute: number;
  readonly mostCompute: number;
  readonly memory: number;
}

export interface Loan {
  /** Log seconds at every knot of the family's axes, fitted and beyond: the device's time. */
  readonly device: SliceValues;
  /** The same for isolated calls, where tables of the asked engine were bounded by the host. */
  readonly isolated: SliceValues | undefined;
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
  adjust: Adjustment,
  engine: string | undefined,
): Loan | undefined {
  const offers = offersOf(family, variant, chip, lenders);
  if (offers.length === 0) return undefined;
  const base = family.prepare(variant, chip);
  const averaged =
    (list: readonly Offer[], part: "device" | "measured"): SliceValues =>
    (slice) => {
      const work = knotWork(family.axes, base, slice);
      return mean(
        list.map((offer) => ({
          weight: offer.weight,
          values: carry(family, chip, base, work, offer, lentSurface(family, variant, offer, part, slice), adjust),
        })),
      );
    };
  const device = averaged(offers, "device");
  // A host's time is a launch coefficient many times the kernels' own: as such it carries over in seconds.
  const bounded = hostBound(offers.filter((offer) => offer.engine === engine));
  const launch = mean(
    offers.map(({ weight, fit }) => ({
      weight,
      values: Float64Array.of(log((fit.device ?? fit).coefficients[2])),
    })),
  );
  return {
    device: (slice) => {
      const values = device(slice);
      makeSliceMonotone(family.axes, slice, values);
      return values;
    },
    isolated: bounded && averaged(bounded, "measured"),
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

/** A lender's surface as the coefficients it spends its time on at every knot; nothing of it depends on who borrows. */
interface LentSurface {
  readonly coefficients: Coefficients;
  readonly compute: Float64Array;
  readonly memory: Float64Array;
  readonly launch: Float64Array;
  /** Seconds on the cores. */
  readonly computing: Float64Array;
}

interface LentFit {
  readonly form: Roofline;
  readonly fitted: FittedPart;
  readonly slices: Map<Slice, LentSurface>;
}

const lentFits = new WeakMap<Lender, Map<string, LentFit>>();

/** Worked out once a lender and kept: every chip that borrows starts from it. */
function lentSurface(
  family: AnyFamily,
  variant: string,
  { lender, fit, variant: other }: Offer,
  part: "device" | "measured",
  slice: Slice,
): LentSurface {
  let fits = lentFits.get(lender);
  if (fits === undefined) {
    fits = new Map();
    lentFits.set(lender, fits);
  }
  const key = `${family.name}|${variant}|${other}|${part}`;
  let lent = fits.get(key);
  if (lent === undefined) {
    lent = {
      form: family.prepare(variant, lender.chip),
      fitted:
        part === "device" && fit.device !== undefined
          ? devicePart(fit.device)
          : partOf(fit, lender.calibration.families[family.name]!.variants),
      slices: new Map(),
    };
    fits.set(key, lent);
  }
  let surface = lent.slices.get(slice);
  if (surface === undefined) {
    surface = localCoefficients(family, lent.form, lent.fitted, slice);
    lent.slices.set(slice, surface);
  }
  return surface;
}

/** At every knot the correction becomes part of the coefficients that the time is spent on there. */
function localCoefficients(
  family: AnyFamily,
  form: Roofline,
  { coefficients, correction }: FittedPart,
  slice: Slice,
): LentSurface {
  const [compute, memory, launch] = coefficients;
  const work = knotWork(family.axes, form, slice);
  const size = work.launch.length;
  const local: LentSurface = {
    coefficients,
    compute: new Float64Array(size),
    memory: new Float64Array(size),
    launch: new Float64Array(size),
    computing: new Float64Array(size),
  };
  // Roofs at the coefficients, and so far up that they do not bind.
  const computeRoof = form.flopsPerSecond * compute;
  const memoryRoof = form.bytesPerSecond * memory;
  const farCompute = form.flopsPerSecond * far;
  const farMemory = form.bytesPerSecond * far;
  for (let i = 0; i < size; i++) {
    const flops = work.flops[i]!;
    const bytes = work.bytes[i]!;
    const bare = work.launch[i]! * launch;
    const launching = bare + Math.max(flops / farCompute, bytes / farMemory);
    const computing = bare + Math.max(flops / computeRoof, bytes / farMemory) - launching;
    const moving = bare + Math.max(flops / farCompute, bytes / memoryRoof) - launching;
    const total = launching + Math.max(computing, moving);
    // Shares of launch, cores and memory; the two roofs blend where they are within about 1.5x.
    const working = 1 - launching / total;
    const cores = computing <= 0 ? 0 : 1 / (1 + pow(Math.max(0, moving) / computing, 4));
    const r = correction[work.fitted[i]!]!;
    local.compute[i] = compute / exp(r * Math.min(1, 2 * (working * cores)));
    local.memory[i] = memory / exp(r * Math.min(1, 2 * (working * (1 - cores))));
    local.launch[i] = launch * exp(r * Math.min(1, 2 * (launching / total)));
    local.computing[i] = computing;
  }
  return local;
}

/**
 * A lender's surface on this chip: its local coefficients are carried over, and this chip's own roofs decide what binds. Where
 * the lender waits for memory and this chip for its cores, what was learned of memory says nothing.
 */
function carry(
  { name }: AnyFamily,
  chip: ChipSpec,
  base: Roofline,
  ours: KnotWork,
  { lender }: Offer,
  lent: LentSurface,
  adjust: Adjustment,
): Float64Array {
  const [compute, , launch] = lent.coefficients;
  const over = carryOver(name, lender.chip, chip);
  const values = new Float64Array(ours.launch.length);
  const computeRoof = base.flopsPerSecond * compute;
  const farCompute = base.flopsPerSecond * far;
  const farMemory = base.bytesPerSecond * far;
  for (let i = 0; i < values.length; i++) {
    const flops = ours.flops[i]!;
    const bytes = ours.bytes[i]!;
    let peaks = 1;
    if (lent.computing[i]! > 0) {
      const bare = ours.launch[i]! * launch;
      const idle = bytes / farMemory;
      const launching = bare + Math.max(flops / farCompute, idle);
      peaks = lent.computing[i]! / (bare + Math.max(flops / computeRoof, idle) - launching);
    }
    const ourCompute = Math.min(computeElsewhere(over, lent.compute[i]!, peaks) * adjust.compute, adjust.mostCompute);
    const ourMemory = memoryElsewhere(over, lent.memory[i]!) * adjust.memory;
    values[i] = log(
      ours.launch[i]! * lent.launch[i]! +
        Math.max(flops / (base.flopsPerSecond * ourCompute), bytes / (base.bytesPerSecond * ourMemory)),
    );
  }
  return values;
}

/** A coefficient at which a roof does not bind. */
const far = 1e12;

/** The tables that show isolated calls bounded by the host; undefined where most of them were not. */
function hostBound(offers: readonly Offer[]): readonly Offer[] | undefined {
  const sum = (list: readonly Offer[]) => list.reduce((total, { weight }) => total + weight, 0);
  const bounded = offers.filter(({ fit }) => fit.device !== undefined);
  return bounded.length === 0 || sum(bounded) <= 0.5 * sum(offers) ? undefined : bounded;
}

function mean(list: readonly { readonly weight: number; readonly values: Float64Array }[]): Float64Array {
  const total = list.reduce((sum, { weight }) => sum + weight, 0);
  const sums = new Float64Array(list[0]!.values.length);
  for (const { weight, values } of list) for (let i = 0; i < sums.length; i++) sums[i]! += weight * values[i]!;
  for (let i = 0; i < sums.length; i++) sums[i]! /= total;
  return sums;
}
