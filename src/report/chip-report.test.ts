import { describe, expect, it } from "vitest";
import { allChips, findChip } from "../catalog/chip.ts";
import { compareChips, comparisonJson, comparisonText } from "./chip-comparison.ts";
import { chipJson, chipsCsv } from "./chip-json.ts";
import { chipText } from "./chip-text.ts";
import { csvText } from "./csv.ts";
import { quantityText, siText } from "./quantity-text.ts";

describe("the sheet of a chip", () => {
  it("prints every chip of the catalogue, without NaN, undefined or a line of nothing but spaces", () => {
    for (const chip of allChips()) {
      const text = chipText(chip, 100);
      expect(text).toContain(chip.id);
      expect(`${chip.id}: ${/NaN|undefined|\[object/u.exec(text)?.[0]}`).toBe(`${chip.id}: undefined`);
      for (const heading of ["Prices", "Export control", "Software", "Sources", "What predictions use"])
        expect(text).toContain(heading);
    }
  });

  it("tells estimates, their bounds and reasons from figures that a source states", () => {
    const text = chipText(findChip("BR166"), 100);
    expect(text).toMatch(/peak BF16 +~680 TFLOPS \(512 TFLOPS to 1\.024 PFLOPS\) +estimate/u);
    expect(text).toContain("peak BF16: twice BR106");
    expect(text).toMatch(/rival +800 TFLOPS/u);
    expect(text).toMatch(/scale-up bandwidth +288 GB\/s one way \(576 GB\/s both\) +datasheet/u);
  });

  it("says of a chip without figures what is missing and what to do", () => {
    const text = chipText(findChip("BR20X"), 200);
    expect(text).toContain("no source gives the peak BF16, memory, memory bandwidth");
    expect(text).toContain("{chip: br20x, peakBf16: …");
  });

  it("gives JSON with citations behind every figure", () => {
    const json = chipJson(findChip("h20"));
    const bandwidth = json.figures.find((figure) => figure.key === "memoryBandwidth");
    expect(bandwidth).toMatchObject({ value: 4e12, unit: "B/s", confidence: "datasheet", isEstimate: false });
    expect(bandwidth?.rivals[0]).toMatchObject({ value: 4.096e12 });
    expect(bandwidth?.citations[0]?.title).toContain("llm-infer-cal");
    for (const chip of allChips())
      for (const figure of chipJson(chip).figures) {
        expect(figure.citations.length).toBeGreaterThan(0);
        expect(figure.citations.every((citation) => citation.title.length > 5)).toBe(true);
      }
    expect(chipJson(findChip("BR20X")).spec).toBeNull();
  });

  it("gives CSV with one claim a line and equal columns", () => {
    const lines = chipsCsv(allChips()).trimEnd().split("\r\n");
    expect(lines.length).toBeGreaterThan(1000);
    expect(lines[0]?.split(",")).toHaveLength(17);
    expect(lines.some((line) => line.startsWith("br166c,") && line.includes(",boardPower,rival,300,W,"))).toBe(true);
    expect(
      lines.some((line) => line.startsWith("tg-gen3,") && line.includes(",peakBf16,low,220000000000000,FLOP/s,")),
    ).toBe(true);
  });
});

describe("chips side by side", () => {
  const chips = [findChip("h20"), findChip("950pr")];
  const rows = compareChips(chips);
  const row = (key: string) => rows.find((entry) => entry.key === key);

  it("gives each figure as a ratio to the first chip", () => {
    expect(row("memoryBandwidth")?.ratios).toEqual([1, 0.4]);
    expect(row("peakFp8")?.ratios[1]).toBeCloseTo(1000 / 296);
    expect(row("bf16FlopPerByte")?.ratios[1]).toBeCloseTo(486 / 1.6 / (148 / 4));
    expect(row("peakBf16")?.cells.map((cell) => cell.isEstimate)).toEqual([false, true]);
  });

  it("has no ratio where a figure is unknown or two currencies meet", () => {
    expect(row("dieArea")?.ratios).toEqual([1, undefined]);
    const prices = compareChips([findChip("h20"), findChip("h100")]).filter((entry) => entry.key.startsWith("price"));
    expect(prices.map((entry) => entry.key)).toEqual(["priceCNY", "priceUSD"]);
    for (const entry of prices) expect(entry.ratios.filter((ratio) => ratio !== undefined && ratio !== 1)).toEqual([]);
  });

  it("is the inverse the other way round", () => {
    const back = compareChips([...chips].reverse());
    for (const entry of rows) {
      const ratio = entry.ratios[1];
      if (ratio === undefined) continue;
      expect(back.find((other) => other.key === entry.key)?.ratios[1]).toBeCloseTo(1 / ratio);
    }
  });

  it("prints and serialises", () => {
    expect(comparisonText(chips, rows)).toMatch(/memory bandwidth +4 TB\/s +1\.6 TB\/s +0\.40x/u);
    expect(comparisonJson(chips, rows)).toMatchObject({ schema: "silico/compare/1", names: ["h20", "ascend-950pr"] });
  });
});

it("prints quantities without trailing zeros, in the field's units", () => {
  expect(quantityText("peakBf16", 2250e12)).toBe("2.25 PFLOPS");
  expect(quantityText("peakInt8", 624e12)).toBe("624 TOPS");
  expect(quantityText("boardPower", 1000)).toBe("1 kW");
  expect(quantityText("dieArea", 814)).toBe("814 mm²");
  expect(siText(0.5e9, "B")).toBe("500 MB");
});

it("quotes CSV cells that need it and leaves unknown cells empty", () => {
  expect(
    csvText(
      ["a", "b"],
      [
        ["x,y", undefined],
        ['say "no"', 3],
      ],
    ),
  ).toBe('a,b\r\n"x,y",\r\n"say ""no""",3\r\n');
});
