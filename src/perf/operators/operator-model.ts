// Operator times of one chip: fitted surfaces where it was measured, the prior of similar chips where it was not.
import type { ChipSpec, LinkSpec } from "../../catalog/chip-spec.ts";
import type { ServingPrecision } from "../../catalog/precision.ts";
import { exp, log2, pow } from "../../elementary.ts";
import { type ChipCalibration, devicePart, partOf } from "./chip-calibration.ts";
import { classPrior } from "./class-prior.ts";
import { wireShare } from "./families/collective.ts";
import { type AnyFamily, families, familyOf } from "./families/table.ts";
import type { Coefficients, FamilyName } from "./family.ts";
import { type Adjustment, type Lender, lend } from "./lending.ts";
import type {
  Bound,
  CollectiveCall,
  GatedDeltaCall,
  OperatorCall,
  OperatorTime,
  PointToPointCall,
} from "./operator-call.ts";
import { memoryFloorSeconds, operatorWork } from "./operator-work.ts";
import { fittedValues, type SliceValues, Surface } from "./surface.ts";

/** One variant of one family, ready to evaluate. */
interface Prepared {
  readonly family: AnyFamily;
  readonly surface: Surface;
  readonly launchSeconds: number;
  /** Of the isolated time, where the host bounds it. */
  readonly isolated: Surface | undefined;
  readonly source: string;
  readonly spread: { readonly p10: number; readonly p90: number };
}

/** How far a prior has been off: percentiles of true over predicted, by family; learned by leaving each measured chip out. */
export interface TransferSpread {
  readonly sameClass: Readonly<Partial<Record<FamilyName, readonly [number, number]>>>;
  readonly otherClass: Readonly<Partial<Record<FamilyName, readonly [number, number]>>>;
}

export interface Knowledge {
  /** Fits of this very chip, if any. */
  readonly own: ChipCalibration | undefined;
  /** Fits of other chips, for the prior. */
  readonly others: readonly Lender[];
  readonly transfer: TransferSpread;
  /** Measured shares of the data sheet for this chip alone (achievable matmul, stream), where someone published them. */
  readonly figures?: { readonly computeFraction?: number; readonly memoryFraction?: number };
  /**
   * Engine and version whose isolated calls are asked for, as in `FamilyFit.engine`. A borrowed `isolatedSeconds` holds that
   * engine's host time; absent, it is the device's alone.
   */
  readonly engine?: string;
}

const vllmCustomLimitBytes = 8 * 2 ** 20;

export class OperatorModel {
  readonly chip: ChipSpec;
  readonly #knowledge: Knowledge;
  readonly #prepared = new Map<FamilyName, Map<string, Prepared>>();
  readonly #bestProducts = new Map<ServingPrecision, number>();
  readonly #point = new Float64Array(8);

  constructor(chip: ChipSpec, knowledge: Knowledge) {
    this.chip = chip;
    this.#knowledge = knowledge;
  }

  /** Time of one call inside a replayed graph (no host cost); see OperatorTime. */
  time(call: OperatorCall): OperatorTime {
    const name = familyOf(call);
    if (name === undefined) return call.kind === "p2p" ? this.#message(call) : this.#glue(call);
    if (call.kind === "collective") return this.#collective(call);
    if (call.kind === "gated-delta" && call.part === undefined) return this.#wholeDelta(call);
    return this.#surface(name, call);
  }

  /**
   * Least seconds of a call inside an engine, whatever factor the engine is given: its FLOP and bytes at the data sheet's peaks,
   * weights and KV streamed from memory, and no matrix product faster than the chip's kernels are when large ones fill it.
   * 0 for messages, which have a floor of their own kind.
   */
  leastSeconds(call: OperatorCall): number {
    if (call.kind === "collective" || call.kind === "p2p") return 0;
    const { flops, bytes, peakFlopsPerSecond } = operatorWork(call, this.chip);
    const name = familyOf(call);
    const moving =
      name !== undefined && isStreamed[name]
        ? bytes / this.chip.memoryBytesPerSecond
        : memoryFloorSeconds(bytes, this.chip);
    const computing =
      call.kind === "gemm" ? flops * this.#bestSecondsPerFlop(call.precision) : flops / peakFlopsPerSecond;
    return Math.max(computing, moving);
  }

  #bestSecondsPerFlop(precision: ServingPrecision): number {
    let best = this.#bestProducts.get(precision);
    if (best === undefined) {
      best = Math.min(
        ...[4096, 8192, 16_384].map((m) => {
          const { seconds, flops } = this.#surface("gemm", { kind: "gemm", m, n: 8192, k: 8192, precision });
          return seconds / flops;
        }),
      );
      this.#bestProducts.set(precision, best);
    }
    return best;
  }

  #surface(name: FamilyName, call: OperatorCall): OperatorTime {
    const prepared = this.#prepare(name, call);
    const point = this.#point;
    prepared.family.locate(call as never, point);
    for (let d = 0; d < prepared.family.axes.length; d++) point[d] = log2(point[d]!);
    const { flops, bytes, peakFlopsPerSecond } = operatorWork(call, this.chip);
    const computeFloor = flops / peakFlopsPerSecond;
    const memoryTime = bytes / this.chip.memoryBytesPerSecond;
    const fitted = exp(prepared.surface.value(point));
    const cachedFloor = Math.max(computeFloor, memoryFloorSeconds(bytes, this.chip));
    // In a model the caches hold the previous operator's data, not this one's weights or KV.
    const seconds = Math.max(fitted, isStreamed[name] ? Math.max(computeFloor, memoryTime) : cachedFloor);
    const isolatedSeconds =
      prepared.isolated === undefined
        ? Math.max(fitted, cachedFloor)
        : Math.max(fitted, cachedFloor, exp(prepared.isolated.value(point)));
    const { launchSeconds } = prepared;
    const bound: Bound =
      launchSeconds > 0.5 * seconds && launchSeconds > computeFloor && launchSeconds > memoryTime
        ? "launch"
        : computeFloor >= memoryTime
          ? "compute"
          : "memory";
    return { seconds, isolatedSeconds, bound, flops, bytes, source: prepared.source, spread: prepared.spread };
  }

  #prepare(name: FamilyName, call: OperatorCall): Prepared {
    let variants = this.#prepared.get(name);
    if (variants === undefined) {
      variants = new Map();
      this.#prepared.set(name, variants);
    }
    const variant = families[name].variantOf(call as never);
    let prepared = variants.get(variant);
    if (prepared === undefined) {
      prepared = this.#build(name, variant);
      variants.set(variant, prepared);
    }
    return prepared;
  }

  #build(name: FamilyName, variant: string): Prepared {
    const family = families[name];
    const { chip } = this;
    const { own, others, transfer } = this.#knowledge;
    const fit = own?.families[name]?.variants[variant];
    const launchUnit = classPrior(chip.architecture).launchSeconds;
    const surface = (values: SliceValues) => new Surface(family.axes, values);
    if (own !== undefined && fit !== undefined) {
      const measured = partOf(fit, own.families[name]!.variants);
      const device = fit.device === undefined ? measured : devicePart(fit.device);
      return {
        family,
        surface: surface(fittedValues(family, variant, chip, device.coefficients, device.correction)),
        launchSeconds: launchUnit * device.coefficients[2],
        isolated:
          fit.device && surface(fittedValues(family, variant, chip, measured.coefficients, measured.correction, false)),
        source: `fitted: ${own.families[name]!.engine} on ${chip.name}`,
        spread: { p10: fit.spread[0], p90: fit.spread[1] },
      };
    }
    const { figures, engine } = this.#knowledge;
    const prior = classPrior(chip.architecture);
    // No matrix product beats the best that was measured on the chip.
    const best = name === "gemm" ? figures?.computeFraction : undefined;
    const adjust: Adjustment = {
      compute: blend(prior.computeFraction, figures?.computeFraction),
      mostCompute: best ?? Number.POSITIVE_INFINITY,
      memory: name === "collective" ? 1 : blend(prior.memoryFraction, figures?.memoryFraction),
    };
    const borrow = (lenders: readonly Lender[]) => lend(family, variant, chip, lenders, adjust, engine);
    const lent = borrow(others) ?? borrow(own === undefined ? [] : [{ chip, calibration: own }]);
    const learned = (lent?.hasAlike === true ? transfer.sameClass : transfer.otherClass)[name] ?? [0.6, 1.7];
    // A class that was never measured is further away than any pair the spread was learned from.
    const widen = lent === undefined || !/^nvidia/.test(chip.architecture) ? 1.5 : 1;
    const spread = { p10: pow(learned[0], widen), p90: pow(learned[1], widen) };
    if (lent === undefined) {
      const coefficients: Coefficients = [
        Math.min(prior.computeFraction * adjust.compute, adjust.mostCompute),
        (name === "collective" ? prior.linkFraction : prior.memoryFraction) * adjust.memory,
        1,
      ];
      const source = `prior: ${chip.architecture}`;
      const values = fittedValues(family, variant, chip, coefficients, undefined);
      return { family, surface: surface(values), launchSeconds: launchUnit, isolated: undefined, source, spread };
    }
    return {
      family,
      surface: surface(lent.device),
      launchSeconds: lent.launchSeconds,
      isolated: lent.isolated && surface(lent.isolated),
      source: `prior: ${lent.from.join(", ")}`,
      spread,
    };
  }

  #wholeDelta(call: GatedDeltaCall): OperatorTime {
    const parts = [
      this.#surface("gated-delta", { ...call, part: "convolution" }),
      this.#surface("gated-delta", { ...call, part: "state" }),
    ] as const;
    const { flops, bytes, peakFlopsPerSecond } = operatorWork(call, this.chip);
    const floor = Math.max(flops / peakFlopsPerSecond, memoryFloorSeconds(bytes, this.chip));
    return {
      ...parts[1],
      seconds: Math.max(floor, parts[0].seconds + parts[1].seconds),
      isolatedSeconds: Math.max(floor, parts[0].isolatedSeconds + parts[1].isolatedSeconds),
      flops,
      bytes,
    };
  }

  /** Norms, rope, sampling and their kin: bytes at the class' share of bandwidth, one launch a kernel. */
  #glue(call: OperatorCall): OperatorTime {
    const prior = classPrior(this.chip.architecture);
    const { flops, bytes } = operatorWork(call, this.chip);
    const fraction = this.#knowledge.figures?.memoryFraction ?? prior.memoryFraction;
    const moving = bytes / (this.chip.memoryBytesPerSecond * fraction);
    const launches = call.kind === "elementwise" ? call.launches : samplingLaunches;
    const seconds = prior.launchSeconds * launches + moving;
    return {
      seconds,
      isolatedSeconds: seconds,
      bound: moving > prior.launchSeconds * launches ? "memory" : "launch",
      flops,
      bytes,
      source: `prior: ${this.chip.architecture}`,
      spread: glueSpread,
    };
  }

  #message(call: PointToPointCall): OperatorTime {
    const link =
      typeof call.link === "string" ? (call.link === "scale-up" ? this.chip.scaleUp : this.chip.scaleOut) : call.link;
    const moving = call.bytes / (link.bytesPerSecond * classPrior(this.chip.architecture).linkFraction);
    return this.#linkTime(link.latencySeconds + moving, moving > link.latencySeconds, call.bytes, "prior: link");
  }

  #linkTime(seconds: number, isMoving: boolean, bytes: number, source: string): OperatorTime {
    const bound = isMoving ? "link" : "launch";
    return { seconds, isolatedSeconds: seconds, bound, flops: 0, bytes, source, spread: glueSpread };
  }

  /** Inside the scale-up domain: the fitted surface; beyond it: the rest of the bytes over scale-out, one after the other. */
  #collective(call: CollectiveCall): OperatorTime {
    const { chip } = this;
    const { bytes } = operatorWork(call, chip);
    if (call.ranks <= 1) return this.#linkTime(0, false, 0, "one rank");
    const domain = Math.min(call.ranks, call.ranksPerDomain ?? chip.scaleUp.domainChips ?? chip.chipsPerServer);
    const domains = Math.ceil(call.ranks / domain);
    const inner = domain > 1 ? this.#insideDomain({ ...call, ranks: domain }) : undefined;
    if (domains === 1) return inner!;
    const prior = classPrior(chip.architecture);
    const link: LinkSpec = chip.scaleOut;
    // All-to-all sends its remote share whole; the others exchange only what the domain has reduced or will gather.
    const share = call.op === "all-to-all" ? call.bytes : call.bytes / domain;
    const moving = (share * wireShare(call.op, domains)) / (link.bytesPerSecond * prior.linkFraction);
    const steps = (call.op === "all-reduce" ? 2 : 1) * Math.ceil(log2(domains));
    const seconds = (inner?.seconds ?? 0) + moving + steps * link.latencySeconds;
    return this.#linkTime(seconds, moving > steps * link.latencySeconds, bytes, "prior: scale-out link");
  }

  #insideDomain(call: CollectiveCall): OperatorTime {
    const implementation = call.implementation ?? "best";
    if (implementation !== "best") return this.#linkSurface({ ...call, implementation });
    const nccl = this.#linkSurface({ ...call, implementation: "nccl" });
    if (call.op !== "all-reduce" || call.ranks > 8) return nccl;
    const isSmall = call.bytes <= vllmCustomLimitBytes;
    const custom = this.#linkSurface({
      ...call,
      bytes: Math.min(call.bytes, vllmCustomLimitBytes),
      implementation: "custom-graph",
    });
    if (isSmall) return custom.seconds <= nccl.seconds ? custom : nccl;
    return nccl.seconds >= custom.seconds
      ? nccl
      : { ...nccl, seconds: custom.seconds, isolatedSeconds: custom.seconds };
  }

  #linkSurface(call: CollectiveCall): OperatorTime {
    const prepared = this.#prepare("collective", call);
    const point = this.#point;
    point[0] = log2(Math.max(1, call.bytes));
    point[1] = log2(call.ranks);
    // In-switch reduction may halve what an all-reduce sends: the floor is the buffer once.
    const floor = (call.bytes * wireShare("all-gather", call.ranks)) / this.chip.scaleUp.bytesPerSecond;
    const seconds = Math.max(floor, exp(prepared.surface.value(point)));
    const { bytes } = operatorWork(call, this.chip);
    const bound: Bound = prepared.launchSeconds > 0.5 * seconds ? "launch" : "link";
    return {
      seconds,
      isolatedSeconds: seconds,
      bound,
      flops: 0,
      bytes,
      source: prepared.source,
      spread: prepared.spread,
    };
  }
}

/** Families whose bytes are weights or KV, which no cache keeps from one layer's call to the next. */
const isStreamed: Readonly<Partial<Record<FamilyName, true>>> = {
  gemm: true,
  "batched-gemm": true,
  "decode-attention": true,
  "mla-decode": true,
  "mla-block-prefill": true,
  "mla-block-decode": true,
  "dsa-block-prefill": true,
  "dsa-block-decode": true,
  moe: true,
};

/** Soft-max, top-k, top-p and draw. */
const samplingLaunches = 6;
const glueSpread = { p10: 0.7, p90: 1.5 } as const;

/**
 * Factor that moves a lent coefficient towards a measured figure of this very chip: log-normal with spread 25% for the loan and
 * 10% for the figure. The figure speaks of the best case, so it is compared with the class' best case, not with the loan.
 */
function blend(classBest: number, figure: number | undefined): number {
  if (figure === undefined) return 1;
  const trust = pow(0.25, 2) / (pow(0.25, 2) + pow(0.1, 2));
  return pow(figure / classBest, trust);
}
