import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SilicoError } from "../errors.ts";
import { allChips, findChip } from "./chip.ts";
import { chipSpec, missingFigures } from "./resolve-chip.ts";
import { chipSpecFromUser, userChipKeys } from "./user-chip.ts";

const specOf = (name: string) => chipSpec(findChip(name));
const problemOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof SilicoError) return error.message;
    throw error;
  }
  throw new Error("expected a SilicoError");
};

describe("chip for the physics", () => {
  it("is the data sheet of the H100 in base units, links in one direction", () => {
    const spec = specOf("h100_sxm");
    expect(spec.peakFlopsPerSecond).toMatchObject({ bf16: 989e12, fp8: 1979e12, int8: 1979e12 });
    expect(spec.peakFlopsPerSecond.fp4).toBeUndefined();
    expect(spec.memoryBytes).toBe(80 * 2 ** 30);
    expect(spec.memoryBytesPerSecond).toBe(3350e9);
    expect(spec.scaleUp).toMatchObject({ bytesPerSecond: 450e9, domainChips: 8, name: "NVLink 4" });
    expect(spec.scaleOut.bytesPerSecond).toBe(50e9);
    expect(spec.boardWatts).toBe(700);
    expect(spec.weakest.confidence).toBe("datasheet");
    expect(spec.assumptions).toEqual([]);
  });

  it("halves links that count both directions, and says so where the source does not tell", () => {
    expect(specOf("A800").scaleUp.bytesPerSecond).toBe(200e9);
    expect(specOf("BR166L").scaleUp.bytesPerSecond).toBe(288e9);
    const ascend = specOf("910C");
    expect(ascend.scaleUp.bytesPerSecond).toBe(392e9);
    expect(ascend.assumptions.join()).toContain("counts both directions");
  });

  it("uses what the device reports as its memory where that was measured", () => {
    expect(specOf("B300").memoryBytes).toBe(288400343040);
  });

  it("flags estimates with bounds and reasoning: BR166 is twice BR106, TG Gen 3 follows its generations", () => {
    const br106 = specOf("BR106");
    const br166 = specOf("BR166");
    expect(br166.peakFlopsPerSecond.bf16).toBe(2 * br106.peakFlopsPerSecond.bf16!);
    expect(br166.weakest).toEqual({ figure: "peakBf16", confidence: "estimate" });
    expect(br166.estimates?.["peakBf16"]).toEqual({ low: 512e12, central: 680e12, high: 1024e12 });
    expect(br166.assumptions.join("\n")).toContain(
      "peak BF16 680 TFLOPS is an estimate (512 TFLOPS to 1.02 PFLOPS): twice BR106",
    );
    for (const name of ["TG Gen 3", "BI-V150", "106M", "166C", "C550", "C600", "S5000", "950PR"])
      expect(`${name} ${specOf(name).weakest.confidence}`).toBe(`${name} estimate`);
  });

  it("keeps to the products' export bound: TianGai cards stay under TPP 4,800", () => {
    for (const name of ["TG Gen 1", "TG Gen 2"]) {
      const { bf16, int8 } = specOf(name).peakFlopsPerSecond;
      expect(Math.max((bf16! / 1e12) * 16, (int8! / 1e12) * 8)).toBeLessThan(4800);
    }
  });

  it("is sane for every chip that can be used, and clear for every chip that cannot", () => {
    let usable = 0;
    for (const chip of allChips()) {
      const missing = missingFigures(chip);
      if (missing.length > 0) {
        const message = problemOf(() => chipSpec(chip, ["fleet", 0, "chip"]));
        expect(message).toContain("fleet[0].chip: no source gives");
        expect(message).toContain(`chip: ${chip.id}`);
        continue;
      }
      usable += 1;
      const spec = chipSpec(chip);
      const peaks = Object.values(spec.peakFlopsPerSecond);
      for (const value of [...peaks, spec.memoryBytes, spec.memoryBytesPerSecond, spec.scaleUp.bytesPerSecond])
        expect(Number.isFinite(value) && value > 0).toBe(true);
      // FLOP per byte of any accelerator that was ever built; outside it a unit slipped.
      const ratio = Math.max(...peaks) / spec.memoryBytesPerSecond;
      expect(`${chip.id} ${ratio > 0.5 && ratio < 17000}`).toBe(`${chip.id} true`);
      expect(spec.scaleUp.latencySeconds).toBeGreaterThan(0);
      expect(spec.scaleUp.latencySeconds).toBeLessThan(1e-4);
      for (const bounds of Object.values(spec.estimates ?? {})) expect(bounds.low).toBeLessThanOrEqual(bounds.high);
    }
    expect(usable).toBeGreaterThanOrEqual(60);
  });
});

describe("a chip of the user's own", () => {
  it("starts from a catalogue chip and says what was changed", () => {
    const spec = chipSpecFromUser({ chip: "h20", memoryBandwidth: "4.8 TB/s" });
    expect(spec.memoryBytesPerSecond).toBe(4.8e12);
    expect(spec.peakFlopsPerSecond.bf16).toBe(148e12);
    expect(spec.id).toBe("h20-custom");
    expect(spec.assumptions).toContain("memoryBandwidth is the scenario's own: 4.80 TB/s");
  });

  it("is the catalogue's chip where only a name is given", () => {
    expect(chipSpecFromUser("H20")).toEqual(specOf("h20"));
    expect(chipSpecFromUser({ chip: "H20" })).toEqual(specOf("h20"));
  });

  it("does not take the id, and with it the measurements, of a catalogue chip with other figures", () => {
    const refused = /^chips\[0\]\.id: "h100-sxm" is the catalogue's id of a chip with other figures\./;
    const problem = (input: unknown) => problemOf(() => chipSpecFromUser(input, ["chips", 0]));
    expect(problem({ chip: "h100-sxm", id: "h100-sxm", memoryBandwidth: "1 TB/s" })).toMatch(refused);
    expect(problem({ chip: "h20", id: "h100-sxm" })).toMatch(refused);
    expect(chipSpecFromUser({ chip: "h20", id: "h20" })).toEqual(specOf("h20"));
    expect(chipSpecFromUser({ chip: "h20", id: "mine", memoryBandwidth: "1 TB/s" }).id).toBe("mine");
  });

  it("makes a chip usable that no source describes", () => {
    const spec = chipSpecFromUser({ chip: "BR20X", peakBf16: "1 PFLOPS", memory: "192 GB", memoryBandwidth: "4 TB/s" });
    expect(spec.peakFlopsPerSecond.bf16).toBe(1e15);
    expect(spec.name).toContain("BR20X");
  });

  it("can be described whole", () => {
    const spec = chipSpecFromUser({
      name: "Future 1",
      peakBf16: "500 TFLOPS",
      peakFp8: "1 PFLOPS",
      memory: "144 GB",
      memoryBandwidth: "4 TB/s",
      scaleUp: "400 GB/s",
      scaleUpDomain: 64,
    });
    expect(spec).toMatchObject({
      name: "Future 1",
      memoryBytes: 144e9,
      scaleUp: { bytesPerSecond: 400e9, domainChips: 64 },
    });
    expect(spec.assumptions).toContain("every figure is the scenario's own");
  });

  it("drops the estimate that a figure of the user replaces", () => {
    const spec = chipSpecFromUser({ chip: "BR166", memory: "96 GB" });
    expect(spec.estimates?.["memory"]).toBeUndefined();
    expect(spec.assumptions.join("\n")).not.toContain("memory is an estimate");
    expect(spec.memoryBytes).toBe(96e9);
  });

  it("refuses bad input with path, value and next step", () => {
    const at = (input: unknown): string => problemOf(() => chipSpecFromUser(input, ["chips", 0], "s.yaml"));
    expect(at({ chip: "h20", memoryBandwith: "4 TB/s" })).toBe(
      's.yaml: chips[0].memoryBandwith: unknown key "memoryBandwith" of a chip. Did you mean "memoryBandwidth"?',
    );
    expect(at({ chip: "h2000" })).toContain("chips[0].chip: unknown chip");
    expect(at({ chip: "h20", memory: "96" })).toContain("no plausible memory");
    expect(at({ chip: "h20", memory: -5 })).toContain("no plausible memory");
    expect(at({ chip: "h20", memoryBandwidth: "4 TB" })).toContain("cannot read");
    expect(at({ chip: "h20", scaleUpDomain: 2.5 })).toContain("whole number");
    expect(at({ name: "x", peakBf16: "1 PFLOPS" })).toContain("needs memory, memoryBandwidth");
    expect(at({ chip: "h20", architecture: "quantum" })).toContain("chips[0].architecture");
    expect(at(7)).toContain("chips[0]");
    expect(at(null)).toContain("chips[0]");
  });

  it("answers any input with a sound chip or a SilicoError, never with anything else", () => {
    const value = fc.oneof(
      fc.constantFrom("h20", "4 TB/s", "96 GB", "1 PFLOPS", "gpgpu", "", "-3 W", "1e400 B", "0 GB", "NaN"),
      fc.double(),
      fc.integer(),
      fc.constant(null),
      fc.string(),
    );
    const object = fc.dictionary(fc.oneof(fc.constantFrom(...userChipKeys), fc.string()), value, { maxKeys: 8 });
    fc.assert(
      fc.property(fc.oneof(object, fc.anything()), (input) => {
        try {
          const spec = chipSpecFromUser(input, ["chips", 0]);
          const positive = [
            spec.memoryBytes,
            spec.memoryBytesPerSecond,
            spec.scaleUp.bytesPerSecond,
            spec.chipsPerServer,
          ];
          for (const number of [...positive, ...Object.values(spec.peakFlopsPerSecond)])
            expect(Number.isFinite(number) && number > 0).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(SilicoError);
          expect((error as SilicoError).code).not.toBe("invariant");
        }
      }),
      { numRuns: 500 },
    );
  });
});
