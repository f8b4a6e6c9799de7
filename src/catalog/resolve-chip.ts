// From a chip with all its sources to the plain numbers the physics uses. What is missing is assumed only where an
// assumption is harmless enough to state in words (links, servers); a missing peak or memory figure is an error.
import { fail, type Path } from "../errors.ts";
import { formatSI } from "../units.ts";
import type { Chip, ChipFigure } from "./chip.ts";
import type { ChipSpec, Confidence, LinkSpec } from "./chip-spec.ts";
import { type FigureKey, figureTable } from "./figure.ts";
import { allLinks, findLink } from "./links.ts";
import type { NumberFormat } from "./precision.ts";

export const peakKeys = {
  fp32: "peakFp32",
  tf32: "peakTf32",
  bf16: "peakBf16",
  fp16: "peakFp16",
  fp8: "peakFp8",
  int8: "peakInt8",
  fp6: "peakFp6",
  fp4: "peakFp4",
  int4: "peakInt4",
} as const satisfies Record<NumberFormat, FigureKey>;

/** From surest to least sure. */
const confidenceOrder: readonly Confidence[] = ["measured", "datasheet", "press", "estimate"];
const lessSure = (a: Confidence, b: Confidence): boolean => confidenceOrder.indexOf(a) > confidenceOrder.indexOf(b);

/** Figures without which no step time can be computed, and that no source or estimate gives. */
export function missingFigures(chip: Chip): readonly FigureKey[] {
  const missing: FigureKey[] = [];
  if (chip.figures.peakBf16 === undefined && chip.figures.peakFp16 === undefined) missing.push("peakBf16");
  if (chip.figures.memory === undefined && chip.figures.memoryReported === undefined) missing.push("memory");
  if (chip.figures.memoryBandwidth === undefined) missing.push("memoryBandwidth");
  return missing;
}

/**
 * The chip as the physics sees it: base units, dense peaks, one-direction links, chosen figures.
 * @throws {SilicoError} code "unsupported" naming the figures no source gives and how to give them.
 */
export function chipSpec(chip: Chip, path: Path = []): ChipSpec {
  const missing = missingFigures(chip);
  if (missing.length > 0) {
    const names = missing.map((key) => figureTable[key].label).join(", ");
    fail(
      "unsupported",
      path,
      `no source gives the ${names} of ${chip.name}, and what is known does not allow an estimate`,
      `Give them in the scenario: {chip: ${chip.id}, ${missing.map((key) => `${key}: …`).join(", ")}}.`,
    );
  }
  const assumptions: string[] = [];
  const used: ChipFigure[] = [];
  const take = (key: FigureKey): number | undefined => {
    const figure = chip.figures[key];
    if (figure?.value === undefined) return undefined;
    used.push(figure);
    if (figure.estimate !== undefined) assumptions.push(describeEstimate(figure));
    return figure.value;
  };

  const peakFlopsPerSecond: Partial<Record<NumberFormat, number>> = {};
  for (const [format, key] of Object.entries(peakKeys) as [NumberFormat, FigureKey][]) {
    const value = take(key);
    if (value !== undefined) peakFlopsPerSecond[format] = value;
  }
  const nominalBytes = take("memory");
  const memoryBytes = (chip.figures.memoryReported?.value ?? nominalBytes) as number;
  const memoryBytesPerSecond = take("memoryBandwidth") as number;
  const scaleUp = scaleUpOf(chip, take, assumptions);
  const scaleOut = scaleOutOf(chip, assumptions);
  const hostLink = hostLinkOf(chip);
  const servers = chip.figures.chipsPerServer?.value;
  if (servers === undefined) assumptions.push("8 chips per server: no source states the server");
  const boardWatts = take("boardPower");
  const weakest = weakestOf(used);
  const l2Bytes = chip.figures.l2?.value;
  const coreCount = chip.figures.cores?.value;
  const dieAreaMm2 = chip.figures.dieArea?.value;
  return {
    id: chip.id,
    catalogId: chip.id,
    name: chip.name,
    vendor: chip.vendor,
    architecture: chip.architecture,
    peakFlopsPerSecond,
    memoryBytes,
    memoryBytesPerSecond,
    scaleUp,
    scaleOut,
    ...(hostLink === undefined ? {} : { hostLink }),
    chipsPerServer: servers ?? 8,
    ...(boardWatts === undefined ? {} : { boardWatts }),
    ...(l2Bytes === undefined ? {} : { l2Bytes }),
    ...(coreCount === undefined ? {} : { coreCount }),
    ...(dieAreaMm2 === undefined ? {} : { dieAreaMm2 }),
    weakest,
    assumptions,
    estimates: Object.fromEntries(
      used.flatMap(({ key, estimate }) =>
        estimate === undefined ? [] : [[key, { low: estimate.low, central: estimate.central, high: estimate.high }]],
      ),
    ),
  };
}

const units: Partial<Record<string, string>> = { flops: "FLOPS", bytes: "B", bandwidth: "B/s", power: "W" };

function describeEstimate(figure: ChipFigure): string {
  const { dimension, label } = figureTable[figure.key];
  const unit = figure.key === "peakInt8" || figure.key === "peakInt4" ? "OPS" : (units[dimension] ?? "");
  const { low, central, high, why } = figure.estimate!;
  return `${label} ${formatSI(central, unit)} is an estimate (${formatSI(low, unit)} to ${formatSI(high, unit)}): ${why}`;
}

/** INT8 and the rarer formats are left out: a guess there must not colour a chip that runs BF16 or FP8. */
const coreKeys: ReadonlySet<FigureKey> = new Set([
  "peakBf16",
  "peakFp16",
  "peakFp8",
  "peakFp4",
  "memory",
  "memoryBandwidth",
  "scaleUp",
] as const);

/** The least sure figure among those that set step times; the first in reading order where several are equal. */
function weakestOf(used: readonly ChipFigure[]): ChipSpec["weakest"] {
  const core = used.filter(({ key }) => coreKeys.has(key));
  let weakest = core[0]!;
  for (const figure of core) if (lessSure(figure.confidence, weakest.confidence)) weakest = figure;
  return { figure: weakest.key, confidence: weakest.confidence };
}

function scaleUpOf(chip: Chip, take: (key: FigureKey) => number | undefined, assumptions: string[]): LinkSpec {
  const generation = chip.figures.pcieGeneration?.value;
  const link = findLink(chip.links.scaleUp ?? `pcie-gen${Math.min(5, generation ?? 4)}-x16`, [
    chip.id,
    "links",
    "scaleUp",
  ]);
  if (chip.links.scaleUp === undefined && generation === undefined) {
    assumptions.push("chips talk over PCIe Gen4 x16: no source states a link");
  }
  const figure = chip.figures.scaleUp;
  if (figure?.direction === "unstated") {
    assumptions.push(`scale-up ${figure.text} counts both directions: the source does not say`);
  }
  const own = take("scaleUp");
  const bytesPerSecond = own ?? link.bytesPerSecond ?? findLink("pcie-gen4-x16").bytesPerSecond!;
  if (own === undefined && link.bytesPerSecond === undefined) {
    assumptions.push(`${link.name} carries what PCIe Gen4 x16 does: no source states its bandwidth`);
  }
  const domainChips = chip.figures.scaleUpDomain?.value;
  return {
    bytesPerSecond,
    latencySeconds: link.latencySeconds,
    ...(domainChips === undefined ? {} : { domainChips }),
    name: link.name,
  };
}

function hostLinkOf({ figures, links }: Chip): LinkSpec | undefined {
  const own = allLinks().get(links.scaleUp ?? "");
  const generation = allLinks().get(`pcie-gen${figures.pcieGeneration?.value}-x16`);
  const link = generation ?? (own?.kind === "pcie" ? own : undefined);
  const bytesPerSecond = figures.achievedHostToDevice?.value ?? link?.bytesPerSecond;
  if (bytesPerSecond === undefined) return undefined;
  const { latencySeconds, name } = link ?? findLink("pcie-gen4-x16", ["hostLink"]);
  return { bytesPerSecond, latencySeconds, name };
}

function scaleOutOf(chip: Chip, assumptions: string[]): LinkSpec {
  const link = findLink(chip.links.scaleOut ?? "rdma-200g", [chip.id, "links", "scaleOut"]);
  const own = chip.figures.scaleOut?.value;
  if (own === undefined && chip.links.scaleOut === undefined) {
    assumptions.push("one 200 Gbit/s RDMA NIC per chip: no source states the network");
  }
  return {
    bytesPerSecond: own ?? link.bytesPerSecond!,
    latencySeconds: link.latencySeconds,
    name: link.name,
  };
}
