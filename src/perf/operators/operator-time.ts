// The one question this room's lower half answers: how long does this operator take on that chip.
import type { ChipSpec, LinkSpec } from "../../catalog/chip-spec.ts";
import { classPrior } from "./class-prior.ts";
import type { Bound, CollectiveCall, OperatorCall, OperatorTime } from "./operator-call.ts";
import { operatorWork } from "./operator-work.ts";

/** Fitted efficiencies of one chip, made by `silico calibrate kernels`. */
export interface ChipCalibration {
  readonly chip: string;
}

/**
 * Time of one operator call on one chip.
 * @param call shapes on this chip, see operator-call.ts
 * @param calibration fitted efficiencies; absent = those shipped for this chip, else the prior of its architecture class
 */
export function operatorTime(call: OperatorCall, chip: ChipSpec, _calibration?: ChipCalibration): OperatorTime {
  const prior = classPrior(chip.architecture);
  const { flops, bytes, peakFlopsPerSecond } = operatorWork(call, chip);
  const source = `prior: ${chip.architecture}`;
  const spread = { p10: 0.7, p90: 1.5 };
  if (call.kind === "collective" || call.kind === "p2p") {
    const { seconds, bound } =
      call.kind === "p2p"
        ? messageSeconds(bytes, linkOf(call.link, chip), prior.linkFraction)
        : collectiveSeconds(call, chip, prior.linkFraction);
    return { seconds, bound, flops, bytes, source, spread };
  }
  const computeSeconds = flops / (peakFlopsPerSecond * prior.computeFraction);
  const memorySeconds = bytes / (chip.memoryBytesPerSecond * prior.memoryFraction);
  const launchSeconds = prior.launchSeconds * (call.kind === "elementwise" ? call.launches : launches[call.kind]);
  const busySeconds = Math.max(computeSeconds, memorySeconds);
  const bound: Bound = launchSeconds > busySeconds ? "launch" : computeSeconds >= memorySeconds ? "compute" : "memory";
  return { seconds: busySeconds + launchSeconds, bound, flops, bytes, source, spread };
}

/** Kernels behind one call. */
const launches = {
  gemm: 1,
  "batched-gemm": 1,
  "prefill-attention": 1,
  "decode-attention": 2,
  "mla-prefill": 1,
  "mla-decode": 2,
  "mla-block": 12,
  "gated-delta": 2,
  moe: 4,
  sampling: 6,
} as const;

function linkOf(link: "scale-up" | "scale-out" | LinkSpec, chip: ChipSpec): LinkSpec {
  return link === "scale-up" ? chip.scaleUp : link === "scale-out" ? chip.scaleOut : link;
}

function messageSeconds(bytes: number, link: LinkSpec, fraction: number): { seconds: number; bound: Bound } {
  const moving = bytes / (link.bytesPerSecond * fraction);
  return { seconds: link.latencySeconds + moving, bound: moving > link.latencySeconds ? "link" : "launch" };
}

/** Hierarchical: the part that stays inside a domain on its link, the rest over scale-out, one after the other. */
function collectiveSeconds(call: CollectiveCall, chip: ChipSpec, fraction: number): { seconds: number; bound: Bound } {
  if (call.ranks <= 1) return { seconds: 0, bound: "launch" };
  const domain = Math.min(call.ranks, call.ranksPerDomain ?? chip.scaleUp.domainChips ?? chip.chipsPerServer);
  const domains = Math.ceil(call.ranks / domain);
  const passes = call.op === "all-reduce" ? 2 : 1;
  const inside = domain > 1 ? (passes * call.bytes * (domain - 1)) / domain : 0;
  const perRank = call.op === "all-to-all" ? call.bytes : call.bytes / domain;
  const outside = domains > 1 ? (passes * perRank * (domains - 1)) / domains : 0;
  const moving =
    inside / (chip.scaleUp.bytesPerSecond * fraction) + outside / (chip.scaleOut.bytesPerSecond * fraction);
  const latency =
    passes *
    (chip.scaleUp.latencySeconds * Math.ceil(Math.log2(domain)) +
      (domains > 1 ? chip.scaleOut.latencySeconds * Math.ceil(Math.log2(domains)) : 0));
  return { seconds: moving + latency, bound: moving > latency ? "link" : "launch" };
}
