import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allChips, findChip } from "./chip.ts";
import { chipExport } from "./chip-export.ts";
import { assessExport, eccnClass, tierOf2026, totalProcessingPerformance } from "./export-control.ts";

/** TPP as the trade press and agencies print it (CSIS, SemiAnalysis, chip makers' filings), rounded to whole TOPS x bits. */
const publishedTpp: Readonly<Record<string, number>> = {
  "a100-sxm": 4992,
  a800: 4992,
  "h100-sxm": 15_832,
  h800: 15_832,
  "h200-sxm": 15_832,
  h20: 2368,
  l20: 1912,
  l4: 1936,
  l40s: 5864,
  mi250: 5792,
  mi300x: 20_920,
  "b200-sxm": 36_000,
  gb200: 40_000,
  gaudi2: 6920,
  "ascend-910b": 5008,
};

describe("total processing performance", () => {
  it.each(Object.entries(publishedTpp))("of %s is %d", (id, tpp) => {
    expect(chipExport(findChip(id)).tpp).toBeCloseTo(tpp, 0);
  });

  it("counts dense figures only: a sparse H100 would be twice as high", () => {
    expect(chipExport(findChip("H100")).tpp).toBeLessThan(16_000);
  });

  it("takes the largest format and leaves TF32 out", () => {
    expect(totalProcessingPerformance({ fp16: 100e12, int8: 400e12, tf32: 1e18 })).toEqual({
      tpp: 3200,
      format: "int8",
    });
    expect(totalProcessingPerformance({})).toBeUndefined();
    expect(totalProcessingPerformance({ fp16: 100e12, fp4: 1000e12 })?.tpp).toBe(4000);
  });
});

describe("ECCN 3A090", () => {
  it("catches A800 and H800, which the rule of 2022 let through", () => {
    for (const name of ["A800", "H800"]) {
      const result = chipExport(findChip(name));
      expect(result.class).toBe("3A090.a");
      expect(result.restricted2022).toBe(false);
    }
    expect(chipExport(findChip("A100")).restricted2022).toBe(true);
  });

  it("lets H20 and L20 through, which were built for it, and catches the small dense L4", () => {
    expect(chipExport(findChip("H20"))).toMatchObject({ class: "below 3A090", tier2026: "within" });
    expect(chipExport(findChip("H20")).performanceDensity).toBeCloseTo(2.91, 2);
    expect(chipExport(findChip("L20"))).toMatchObject({ class: "below 3A090" });
    expect(chipExport(findChip("L20")).performanceDensity).toBeCloseTo(3.14, 2);
    expect(chipExport(findChip("L4"))).toMatchObject({ class: "3A090.a" });
  });

  it("leaves chips of 1,600 to 4,800 open where the die area is unknown, and says so", () => {
    const result = chipExport(findChip("BI-V150"));
    expect(result.class).toBe("depends on die area");
    expect(result.remarks).toContain("die area unknown: no performance density");
    expect(result.tppBounds?.high).toBeLessThan(4800);
  });

  it.each([
    [4800, undefined, "3A090.a"],
    [4799.9, 5.92, "3A090.a"],
    [1600, 5.92, "3A090.a"],
    [1599.9, 100, "below 3A090"],
    [1600, 5.91, "3A090.b"],
    [1600, 3.2, "3A090.b"],
    [1600, 3.19, "below 3A090"],
    [2399, 3.19, "below 3A090"],
    [2400, 1.6, "3A090.b"],
    [2400, 1.59, "below 3A090"],
    [2400, undefined, "depends on die area"],
  ] as const)("TPP %d and density %s: %s", (tpp, density, expected) => {
    expect(eccnClass(tpp, density)).toBe(expected);
  });

  it("never relaxes when a chip gets faster or denser", () => {
    const rank = { "below 3A090": 0, "3A090.b": 1, "3A090.a": 2 } as Record<string, number>;
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 30_000, noNaN: true }),
        fc.double({ min: 0.1, max: 30, noNaN: true }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (tpp, density, factor) => {
          expect(rank[eccnClass(tpp * factor, density * factor)]).toBeGreaterThanOrEqual(
            rank[eccnClass(tpp, density)]!,
          );
        },
      ),
    );
  });
});

describe("review tier of January 2026", () => {
  it("admits H200 and MI300X, not MI325X's successor, B200 or TPU7x", () => {
    for (const name of ["H200", "MI300X", "MI325X", "H100", "910C"])
      expect(`${name} ${chipExport(findChip(name)).tier2026}`).toBe(`${name} within`);
    for (const name of ["B200", "B300", "GB300", "MI355X", "Rubin", "Gaudi3", "TPU v7"])
      expect(`${name} ${chipExport(findChip(name)).tier2026}`).toBe(`${name} outside`);
  });

  it("has both limits as strict inequalities", () => {
    expect(tierOf2026(20_999, 6499e9)).toBe("within");
    expect(tierOf2026(21_000, 1e9)).toBe("outside");
    expect(tierOf2026(100, 6500e9)).toBe("outside");
    expect(tierOf2026(100, undefined)).toBe("unknown");
    expect(tierOf2026(21_000, undefined)).toBe("outside");
  });

  it("counts no DRAM for SRAM chips", () => {
    expect(chipExport(findChip("LPU")).tier2026).toBe("within");
  });
});

it("is unknown where no peak is known, for every such chip", () => {
  expect(assessExport({ peakFlopsPerSecond: {} })).toEqual({ class: "unknown", tier2026: "unknown" });
  for (const chip of allChips()) {
    const result = chipExport(chip);
    expect(result.tpp === undefined).toBe(result.class === "unknown");
    if (result.tpp !== undefined) expect(Number.isFinite(result.tpp)).toBe(true);
  }
});
