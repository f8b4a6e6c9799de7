// Finds kernel tables on disk: a folder of systems (`h100_sxm/gemm.csv`), or one system's folder.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { findChip } from "../catalog/chip.ts";
import type { ChipSpec } from "../catalog/chip-spec.ts";
import { chipSpec } from "../catalog/resolve-chip.ts";
import { fail } from "../errors.ts";
import { type KernelTable, readerOf, readKernelTable } from "../perf/calibration/kernel-table.ts";
import { progress } from "./output.ts";

export interface ChipTables {
  /** Folder name, e.g. `h100_sxm`. */
  readonly system: string;
  readonly chip: ChipSpec;
  readonly tables: readonly KernelTable[];
}

/**
 * Reads every kernel table under `folder`. A system's folder is named after its chip; a suffix `_infersim` says that its
 * tables are in microseconds.
 * @throws {SilicoError} naming the file where a folder holds no table, a chip is unknown, or a table is unreadable
 */
export function readChipTables(folder: string, onlyChip?: string): ChipTables[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    fail("file", [], `no folder ${folder}`, "Give the folder that holds one folder of CSV tables per chip.");
  const tablesIn = (path: string) =>
    readdirSync(path)
      .filter((file) => readerOf(basename(resolve(path)), file) !== undefined)
      .sort();
  const systems =
    tablesIn(folder).length > 0
      ? [resolve(folder)]
      : readdirSync(folder)
          .map((name) => join(folder, name))
          .filter((path) => statSync(path).isDirectory() && tablesIn(path).length > 0)
          .sort();
  const found: ChipTables[] = [];
  for (const path of systems) {
    const system = basename(path);
    const chip = chipSpec(findChip(system.replace(/_infersim$/, ""), [], path));
    if (onlyChip !== undefined && chip.id !== findChip(onlyChip, ["--chip"]).id) continue;
    const tables = tablesIn(path).map((file) => {
      progress(`reading ${system}/${file}`);
      const text = readFileSync(join(path, file), "utf8");
      return readKernelTable(join(path, file), text, readerOf(system, file)!, chip);
    });
    found.push({ system, chip, tables });
  }
  progress("");
  if (found.length === 0)
    fail(
      "file",
      [],
      `no kernel table in ${folder}`,
      "Tables are named gemm.csv, context_attention.csv, generation_attention.csv, moe.csv, nccl.csv and so on.",
    );
  return found;
}
