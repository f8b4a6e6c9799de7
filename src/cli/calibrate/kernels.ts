// `silico calibrate kernels <dir>`: fits operator efficiencies to kernel tables and writes them as data.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { stringify } from "yaml";
import { fitChip } from "../../perf/calibration/fit-chip.ts";
import { fitTransferSpread } from "../../perf/calibration/transfer-fit.ts";
import { writeCalibration } from "../../perf/calibration/write-calibration.ts";
import type { ChipCalibration } from "../../perf/operators/chip-calibration.ts";
import { formatCount } from "../../units.ts";
import { readChipTables } from "../kernel-tables.ts";
import { formatTable, note, print, printJson, progress, writeFileWhole } from "../output.ts";
import type { Verb } from "../verb.ts";
import { runReport } from "./kernel-report.ts";

interface Options {
  readonly json?: boolean;
  readonly out?: string;
  readonly chip?: string;
  readonly source?: string;
}

const publishers: Readonly<Record<string, string>> = {
  aiconfigurator: "ai-dynamo/aiconfigurator measured operator tables",
  infersim: "alibaba/InferSim kernel benchmarks",
};

function summaryOf(calibration: ChipCalibration) {
  return Object.entries(calibration.families).map(([family, fit]) => {
    const variants = Object.values(fit.variants);
    const rows = variants.reduce((sum, variant) => sum + variant.rows, 0);
    const error = variants.reduce((sum, variant) => sum + variant.rows * variant.medianErrorPercent, 0) / rows;
    return {
      chip: calibration.chip,
      family,
      engine: fit.engine,
      variants: variants.length,
      rows,
      medianErrorPercent: error,
    };
  });
}

function run(path: string, options: Options): void {
  if (/\.jsonl?$/.test(path)) {
    runReport(path, options);
    return;
  }
  const measured = readChipTables(path, options.chip).map(({ system, chip, tables }) => {
    for (const table of tables) for (const remark of table.remarks) note(`${table.file}: ${remark}`);
    progress(`fitting ${chip.id}`);
    const source = options.source ?? publishers[/_infersim$/.test(system) ? "infersim" : "aiconfigurator"]!;
    return { chip, tables, calibration: fitChip(chip, tables, source) };
  });
  progress("");
  const transfer = measured.length > 1 ? fitTransferSpread(measured) : undefined;
  if (options.out !== undefined) {
    mkdirSync(options.out, { recursive: true });
    for (const { calibration } of measured) {
      const file = join(options.out, `${calibration.chip}.yaml`);
      writeFileWhole(file, writeCalibration(calibration));
      note(`wrote ${file}`);
    }
    if (transfer !== undefined) {
      const file = join(options.out, "transfer.yaml");
      const head =
        "# Written by `silico calibrate kernels`: 10th and 90th percentile of measured over predicted time when a chip's own\n# tables are left out, with a measured chip of its class (sameClass) and without one (otherClass).\n";
      writeFileWhole(file, `${head}${stringify(transfer)}`);
      note(`wrote ${file}`);
    }
  }
  const summary = measured.flatMap(({ calibration }) => summaryOf(calibration));
  if (options.json) {
    printJson({ schema: "silico/calibrate/1", kernels: summary, transfer: transfer ?? null });
    return;
  }
  print(
    formatTable(
      ["chip", "operator", "variants", "rows", "median error % (rows kept out)", "engine"],
      summary.map((row) => [
        row.chip,
        row.family,
        String(row.variants),
        formatCount(row.rows),
        row.medianErrorPercent.toFixed(1),
        row.engine,
      ]),
      ["left", "left", "right", "right", "right", "left"],
    ),
  );
}

export const verb: Verb = {
  configure: (command: Command) => {
    command
      .argument(
        "<path>",
        "folder of kernel tables, one folder per chip; or a ByteMLPerf/xpu-perf report (.json, .jsonl)",
      )
      .option("--out <folder>", "write <chip>.yaml per chip, and transfer.yaml for priors, there")
      .option("--chip <name>", "only this chip")
      .option("--source <text>", "where the measurements come from, kept with the fit")
      .option("--json", "one JSON document")
      .addHelpText(
        "after",
        `
Examples:
  silico calibrate kernels tables/                               fit, print the error of every operator
  silico calibrate kernels tables/ --out data/calibration        the same, and write the fits
  silico calibrate kernels tables/h100_sxm --chip h100-sxm       one chip
  silico calibrate kernels gemm.json --chip bi-v150              MFU and MBU per operator of an xpu-perf report

A table is refused, with file and line, where a row would need more than twice the data sheet's bandwidth or arithmetic.`,
      )
      .action(run);
  },
};
