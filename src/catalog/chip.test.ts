import { describe, expect, it } from "vitest";
import sources from "../../data/sources.yaml";
import { formatIssue, SilicoError } from "../errors.ts";
import { nameKey } from "../near-names.ts";
import { allChips, checkChip, chipIdOf, findChip, namesOf } from "./chip.ts";
import { chipFiles } from "./chip-data.ts";
import { type Claim, figureTable } from "./figure.ts";

/** Every chip, board and product that the four seed documents name, as they write it. */
const seedNames =
  `BR100 BR104 BR106 106L 106M 106B 106C BR110 BR166 166L 166M 166C BR200 BR20X BR300 BR30X BR31X 壁砺106 壁砺166
  C500 C550 C588 C600 N100 N260 N300 X206 X301 X302 S5000 S4000 S3000 S80 S70 X300 910C 950PR 950DT B200 LPU
  TY1000 TY1100 TY1200 H100 H800 A800 H20 H200`.split(/\s+/u);
const seedPhrases = [
  "TG Gen 1",
  "TG Gen 2",
  "TG Gen 3",
  "ZK Gen 1",
  "ZK Gen 1X",
  "ZK Gen 3",
  "Rubin CPX",
  "Vera Rubin",
  "天垓 100",
  "天垓 150",
  "智铠 100",
  "彤央 TY1000",
  "曦云 C500",
  "曦思 N260",
  "曦索 X206",
  "MTT S5000",
  "MTT X300",
  "Ascend 910B",
  "950 PR",
  "BI-V150",
];
/** Ids that the measured data uses. */
const measuredIds: Readonly<Record<string, string>> = {
  h100_sxm: "h100-sxm",
  h200_sxm: "h200-sxm",
  b200_sxm: "b200-sxm",
  b300_sxm: "b300-sxm",
  gb200: "gb200",
  gb300: "gb300",
  a100_sxm: "a100-sxm",
  a100_pcie: "a100-pcie",
  h100_pcie: "h100-pcie",
  rtx_pro_6000_server: "rtx-pro-6000-server",
  h20: "h20",
  l40s: "l40s",
  b60: "arc-pro-b60",
  H100: "h100-sxm",
  "A100-80GB": "a100-sxm",
};

const problemOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof SilicoError) return error.issues.map(formatIssue).join("\n");
    throw error;
  }
  throw new Error("expected a SilicoError");
};

describe("catalogue of chips", () => {
  const chips = allChips();

  it("holds at least 60 chips, each with its own id and names", () => {
    expect(chips.length).toBeGreaterThanOrEqual(60);
    const owner = new Map<string, string>();
    for (const raw of Object.values(chipFiles).flat())
      for (const key of new Set(namesOf(raw).map(nameKey))) {
        expect(`${key}: ${owner.get(key) ?? raw.id}`).toBe(`${key}: ${raw.id}`);
        owner.set(key, raw.id);
      }
  });

  it("knows every product that the seed documents name", () => {
    for (const name of [...seedNames, ...seedPhrases])
      expect(`${name} -> ${chipIdOf(name)}`).not.toContain("undefined");
  });

  it.each(Object.entries(measuredIds))("finds %s as %s", (name, id) => {
    expect(findChip(name).id).toBe(id);
  });

  it("gives every figure a known source, a confidence and a reason where sources disagree", () => {
    const known = new Set(Object.keys(sources as object));
    const check = (where: string, claim: Claim): void => {
      for (const cited of claim.source.split("; ")) {
        const key = cited.split(", ")[0] ?? "";
        expect(known.has(key) ? "known" : `${where}: unknown source "${key}"`).toBe("known");
      }
      const isLink = ["scaleUp", "scaleUpPeer", "dieToDie"].includes(where.split(".")[1] ?? "");
      expect(isLink === (claim.direction !== undefined) ? "fine" : `${where}: direction`).toBe("fine");
    };
    for (const chip of chips)
      for (const [key, figure] of Object.entries(chip.figures)) {
        const where = `${chip.id}.${key}`;
        check(where, figure);
        for (const rival of figure.rivals) check(where, rival);
        expect(figure.rivals.length > 0 ? `${where}: ${typeof figure.why}` : where).toBe(
          figure.rivals.length > 0 ? `${where}: string` : where,
        );
      }
  });

  it("never keeps a sparse peak as the chosen one", () => {
    for (const chip of chips)
      for (const figure of Object.values(chip.figures)) {
        if (!figure.key.startsWith("peak")) continue;
        expect(`${chip.id}.${figure.key}: ${figure.note ?? ""}`).not.toMatch(/: (sparse|with sparsity)/u);
      }
    expect(findChip("H100").figures.peakFp8?.value).toBe(1979e12);
    expect(findChip("H100").figures.peakBf16?.value).toBe(989e12);
    expect(findChip("L40S").figures.peakFp8?.value).toBe(733e12);
    expect(findChip("H100").figures.peakFp8?.rivals.map((rival) => rival.note)).toContain("sparse");
  });

  it("keeps contradictions side by side", () => {
    const watts = findChip("166C").figures.boardPower;
    expect(watts?.value).toBe(450);
    expect(watts?.rivals.map((rival) => rival.value)).toEqual([300]);
    expect(findChip("H800").figures.scaleUp?.value).toBe(200e9);
    expect(findChip("H800").figures.scaleUp?.rivals[0]?.value).toBe(150e9);
    expect(
      chips.filter((chip) => Object.values(chip.figures).some((figure) => figure.rivals.length > 0)).length,
    ).toBeGreaterThan(20);
  });

  it("lets a board take over the figures of its chip and says so", () => {
    const board = findChip("106M");
    expect(board.variantOf).toBe("br106");
    expect(board.figures.peakBf16?.from).toBe("br106");
    expect(board.figures.formFactor?.from).toBeUndefined();
  });

  it("never shrinks a memory: GiB and GB stay apart", () => {
    for (const chip of chips) {
      const { memory, memoryReported } = chip.figures;
      if (memory?.value === undefined || memoryReported?.value === undefined) continue;
      expect(memoryReported.value / memory.value).toBeGreaterThan(0.95);
      expect(memoryReported.value / memory.value).toBeLessThan(1.08);
    }
  });

  it("peaks double or halve between formats, never more than 4 times, except where a source says so", () => {
    for (const chip of chips) {
      const bf16 = chip.figures.peakBf16?.value ?? chip.figures.peakFp16?.value;
      const int8 = chip.figures.peakInt8?.value;
      if (bf16 === undefined || int8 === undefined || ["b300-sxm", "gb300", "rubin"].includes(chip.id)) continue;
      expect(`${chip.id} ${int8 / bf16 > 0.9 && int8 / bf16 < 4.1}`).toBe(`${chip.id} true`);
    }
  });

  it("names the nearest chips for a slip of the pen", () => {
    expect(problemOf(() => findChip("c5000", ["fleet", 1, "chip"], "scenario.yaml"))).toMatch(
      /^scenario\.yaml: fleet\[1\]\.chip: unknown chip "c5000"\. Did you mean .*"c500"/u,
    );
    expect(problemOf(() => findChip("ascend-910d"))).toContain('Did you mean "ascend-910b" or "ascend-910c"');
    expect(problemOf(() => findChip("zzzzzzzzzz"))).toContain("silico chips");
    expect(problemOf(() => findChip(""))).toContain("unknown chip");
  });

  it("refuses a broken entry with its place in the file", () => {
    const entry = {
      id: "x1",
      name: "X1",
      vendor: "X",
      architecture: "gpgpu",
      roles: ["inference"],
      status: "shipping",
    };
    const withFigure = (figures: object): object => ({ ...entry, figures });
    expect(problemOf(() => checkChip(withFigure({ memory: { value: "80 GB" } }), "data/x.yaml"))).toContain(
      "data/x.yaml: x1.figures.memory.source",
    );
    expect(
      problemOf(() =>
        checkChip(withFigure({ memory: { value: "80 GB/s", source: "general", confidence: "press" } }), "f"),
      ),
    ).toContain('cannot read "80 GB/s" as a bytes quantity');
    expect(
      problemOf(() =>
        checkChip(withFigure({ memory: { value: "0 GB", source: "general", confidence: "press" } }), "f"),
      ),
    ).toContain("expected a positive bytes");
    expect(problemOf(() => checkChip({ ...entry, colour: "red" }, "f"))).toContain("colour");
    const estimates = { memory: { low: "64 GB", central: "32 GB", high: "96 GB", why: "upside down" } };
    expect(problemOf(() => checkChip({ ...entry, estimates }, "f"))).toContain("low <= central <= high");
  });

  it("has a label for every figure", () => {
    for (const { label } of Object.values(figureTable)) expect(label.length).toBeGreaterThan(1);
  });
});
