// Every number that the collected accelerator facts state must stand in the catalogue: chosen, or beside it as a rival.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { chipIdOf, findChip } from "../src/catalog/chip.ts";
import type { FigureKey } from "../src/catalog/figure.ts";
import { describeShared, sharedPath } from "./shared.ts";

const fields: Readonly<Record<string, { readonly key: FigureKey; readonly scale: number }>> = {
  fp32_dense: { key: "peakFp32", scale: 1e12 },
  tf32_dense: { key: "peakTf32", scale: 1e12 },
  bf16_dense: { key: "peakBf16", scale: 1e12 },
  fp16_dense: { key: "peakFp16", scale: 1e12 },
  fp8_dense: { key: "peakFp8", scale: 1e12 },
  int8_dense: { key: "peakInt8", scale: 1e12 },
  fp6_dense: { key: "peakFp6", scale: 1e12 },
  fp4_dense: { key: "peakFp4", scale: 1e12 },
  mem_bw: { key: "memoryBandwidth", scale: 1e9 },
  tdp: { key: "boardPower", scale: 1 },
  scaleup_uni: { key: "scaleUp", scale: 1e9 },
  scaleup_bidir: { key: "scaleUp", scale: 0.5e9 },
  scaleup_total_bw: { key: "scaleUp", scale: 0.5e9 },
  scaleup_domain: { key: "scaleUpDomain", scale: 1 },
  pcie_gen: { key: "pcieGeneration", scale: 1 },
  dies: { key: "dies", scale: 1 },
  mem_bytes_nvidia_smi: { key: "memoryReported", scale: 1 },
  bf16_mamf_measured: { key: "achievedBf16", scale: 1e12 },
  fp8_mamf_measured: { key: "achievedFp8", scale: 1e12 },
};

/** A quoted CSV line into cells. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map((match) => match[1] ?? match[2] ?? "");
}

describeShared("accelerator facts", () => {
  const rows = readFileSync(sharedPath("facts", "accelerators.csv"), "utf8").trim().split("\n").slice(1).map(cells);

  it("names only chips that the catalogue finds", () => {
    const names = [...new Set(rows.map(([chip]) => chip!))].filter((name) => !name.startsWith("_"));
    expect(names.filter((name) => chipIdOf(name) === undefined)).toEqual([]);
  });

  it("states no figure that the catalogue lacks", () => {
    const lacking: string[] = [];
    for (const [name, field, value] of rows) {
      const base = field!.replace(/_(alt2?|seed|product|roadmap)$/u, "");
      const target = fields[field!] ?? fields[base];
      const number = Number(value);
      if (target === undefined || name!.startsWith("_") || !Number.isFinite(number)) continue;
      const figure = findChip(name!).figures[target.key];
      const claims = figure === undefined ? [] : [figure, ...figure.rivals];
      const wanted = number * target.scale;
      if (!claims.some((claim) => Math.abs((claim.value ?? 0) / wanted - 1) < 0.011))
        lacking.push(`${name} ${field} ${value}`);
    }
    expect(lacking).toEqual([]);
  });

  it("agrees with the systems of the measured kernels, in the chosen figure or a rival", () => {
    const [head, ...lines] = readFileSync(sharedPath("data", "kernels", "systems.csv"), "utf8")
      .trim()
      .split("\n");
    const columns = head!.split(",");
    const keys: Readonly<Record<string, FigureKey>> = {
      mem_bw_Bps: "memoryBandwidth",
      bf16_flops: "peakBf16",
      fp8_flops: "peakFp8",
      fp4_flops: "peakFp4",
      int8_flops: "peakInt8",
      power_W: "boardPower",
      intra_node_Bps: "scaleUp",
      gpus_per_node: "chipsPerServer",
    };
    const lacking: string[] = [];
    for (const line of lines) {
      const values = line.split(",");
      const chip = findChip(values[0]!);
      for (const [i, column] of columns.entries()) {
        const key = keys[column];
        const wanted = Number(values[i]);
        // aiconfigurator gives the Arc Pro B60 an FP8 rate equal to BF16: the chip has no FP8 matrix engine.
        if (key === undefined || values[i] === "" || (chip.id === "arc-pro-b60" && key === "peakFp8")) continue;
        const figure = chip.figures[key];
        const claims = figure === undefined ? [] : [figure, ...figure.rivals];
        if (!claims.some((claim) => Math.abs((claim.value ?? 0) / wanted - 1) < 0.011))
          lacking.push(`${chip.id} ${column} ${wanted}`);
      }
    }
    expect(lacking).toEqual([]);
  });
});
