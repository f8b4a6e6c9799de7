import { expect, it } from "vitest";
import sources from "../../data/sources.yaml";
import { nameKey } from "../near-names.ts";
import { allChips, chipIds } from "./chip.ts";
import { allLinks, findLink } from "./links.ts";
import { allPrices, chosenPrice, pricesOf } from "./prices.ts";
import { allSystems, findSystem, systemsOf, systemWatts } from "./systems.ts";

const known = new Set(Object.keys(sources as object));
const cited = new Set<string>();
function expectCited(where: string, source: string): void {
  for (const part of source.split("; ")) {
    const key = part.split(", ")[0] ?? "";
    cited.add(key);
    expect(known.has(key) ? "known" : `${where}: unknown source "${key}"`).toBe("known");
  }
}

it("prices known chips, with source, date and at most one chosen purchase and rental", () => {
  const ids = new Set(chipIds());
  for (const [chip, quotes] of allPrices()) {
    expect(ids.has(chip) ? chip : `${chip}?`).toBe(chip);
    for (const quote of quotes) {
      expectCited(chip, quote.sourceKey);
      expect(quote.source.length).toBeGreaterThan(quote.sourceKey.split(", ")[0]!.length);
      expect(quote.date).toMatch(/^20\d\d(-\d\d){0,2}$/u);
      expect(quote.amount).toBeGreaterThan(quote.per === "chip" ? 1000 : 0.1);
      expect(quote.amount).toBeLessThan(quote.per === "chip" ? 1e6 : 100);
    }
    for (const per of ["chip", "chip-hour"] as const)
      expect(quotes.filter((quote) => quote.per === per && quote.chosen !== undefined).length).toBeLessThanOrEqual(1);
  }
});

it("chooses the H100's median rent and the board alone, and knows no price where none is public", () => {
  expect(chosenPrice("h100-sxm", "chip-hour")).toMatchObject({ amount: 2.95, currency: "USD" });
  expect(chosenPrice("h100-sxm", "chip")).toMatchObject({ amount: 27_500, scope: "chip" });
  expect(chosenPrice("h20", "chip")).toMatchObject({ amount: 100_000, currency: "CNY" });
  expect(chosenPrice("b200-sxm", "chip")?.amount).toBe(35_000);
  expect(chosenPrice("tg-gen3", "chip")).toBeUndefined();
  expect(pricesOf("tg-gen3")).toEqual([]);
  expect(chosenPrice("h20", "chip")?.source).toBe(
    "Reuters on prices of H20 and Ascend 910B in China (2024-05-24), sellers in China",
  );
  expect(chosenPrice("b200-sxm", "chip")?.source).toBe("Jensen Huang on CNBC (general knowledge, not checked)");
  expect(chosenPrice("ascend-950pr", "chip")).toBeUndefined();
  expect(pricesOf("ascend-950pr")).toHaveLength(1);
});

it("keeps shares consistent with the systems they come from", () => {
  const rack = findSystem("NVL72");
  const share = chosenPrice("gb200", "chip")!;
  expect(share.amount * Number(rack.chips.value)).toBeCloseTo((rack.price!.low! + rack.price!.high!) / 2, -3);
  const nanjing = findSystem("biren-nanjing");
  expect(chosenPrice("br106m", "chip")!.amount * Number(nanjing.chips.value)).toBeCloseTo(nanjing.price!.amount!, -4);
});

it("describes systems of known chips and links, under names of their own", () => {
  const ids = new Set(chipIds());
  const names = new Set<string>();
  for (const system of allSystems()) {
    expect(ids.has(system.chip) ? system.chip : `${system.id}: ${system.chip}?`).toBe(system.chip);
    expectCited(system.id, system.chips.source);
    for (const rival of system.chips.rivals) expectCited(system.id, rival.source);
    if (system.power !== undefined) expectCited(system.id, system.power.source);
    if (system.price !== undefined) expectCited(system.id, system.price.source);
    expect(system.chips.rivals.length > 0).toBe(system.chips.why !== undefined);
    for (const link of [system.scaleUpLink, system.scaleOutLink])
      if (link !== undefined) expect(findLink(link).id).toBe(link);
    for (const name of new Set([system.id, system.name, ...system.aliases].map(nameKey))) {
      expect(names.has(name) ? `${name} twice` : name).toBe(name);
      names.add(name);
    }
  }
  expect(allSystems().length).toBeGreaterThanOrEqual(25);
  expect(findSystem("光跃").id).toBe("biren-guangyue-128");
  expect(findSystem("CloudMatrix384").chip).toBe("ascend-910c");
  expect(systemsOf("kunlun-p800").length).toBe(2);
  expect(systemWatts(findSystem("dgx-b200"))).toBe(14_300);
  expect(() => findSystem("cloudmatrix-385")).toThrow(/cloudmatrix-384/u);
});

it("draws at least its boards' power in every system whose power is known", () => {
  const watts = new Map(allChips().map((chip) => [chip.id, chip.figures.boardPower?.value]));
  for (const system of allSystems()) {
    const total = systemWatts(system);
    const board = watts.get(system.chip);
    if (total === undefined || board === undefined) continue;
    const ratio = total / (board * Number(system.chips.value));
    expect(`${system.id} ${ratio > 1 && ratio < 2.6}`).toBe(`${system.id} true`);
  }
});

it("has links with a latency and a source, and a bandwidth wherever a link stands for itself", () => {
  for (const link of allLinks().values()) {
    expect(link.latencySeconds).toBeGreaterThan(0);
    if (link.kind === "pcie" || link.kind === "scale-out") expect(link.bytesPerSecond).toBeGreaterThan(0);
    if (link.bandwidthSource !== undefined) expectCited(link.id, link.bandwidthSource);
  }
  for (const chip of allChips())
    for (const link of [chip.links.scaleUp, chip.links.scaleOut])
      if (link !== undefined) expect(findLink(link).id).toBe(link);
  expect(() => findLink("nvlink-44")).toThrow(/nvlink-4/u);
});

it("lists no source that nothing cites", () => {
  for (const chip of allChips())
    for (const figure of Object.values(chip.figures))
      for (const claim of [figure, ...figure.rivals]) expectCited(chip.id, claim.source);
  expect([...known].filter((key) => !cited.has(key))).toEqual([]);
});
