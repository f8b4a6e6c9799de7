// `silico calibrate kernels report.json`: utilisation per operator of a ByteMLPerf or xpu-perf report, and a fit of what it covers.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chipIdOf, findChip } from "../../catalog/chip.ts";
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import { chipSpec } from "../../catalog/resolve-chip.ts";
import { fail } from "../../errors.ts";
import { fitChip } from "../../perf/calibration/fit-chip.ts";
import { writeCalibration } from "../../perf/calibration/write-calibration.ts";
import {
  readXpuPerfReport,
  reportTable,
  utilisation,
  type XpuPerfReport,
} from "../../perf/calibration/xpu-perf-report.ts";
import { operatorTime } from "../../perf/operators/operator-time.ts";
import { formatPercent, formatSeconds } from "../../units.ts";
import { formatTable, note, print, printJson, writeFileWhole } from "../output.ts";

export interface ReportOptions {
  readonly json?: boolean;
  readonly out?: string;
  readonly chip?: string;
}

function chipOf(file: string, report: XpuPerfReport, wanted: string | undefined): ChipSpec {
  if (wanted !== undefined) return chipSpec(findChip(wanted, ["--chip"]));
  const id = report.device === undefined ? undefined : chipIdOf(report.device);
  if (id !== undefined) return chipSpec(findChip(id));
  return fail(
    "unknown-name",
    [],
    report.device === undefined
      ? "the report does not name its device"
      : `device ${JSON.stringify(report.device)} is not in the catalogue`,
    "Name the chip with --chip; `silico chips` lists them.",
    file,
  );
}

export function runReport(file: string, options: ReportOptions): void {
  if (!existsSync(file)) fail("file", [], `no file ${file}`, "Give a report of byte_micro_perf or xpu-perf.");
  const report = readXpuPerfReport(file, readFileSync(file, "utf8"));
  const chip = chipOf(file, report, options.chip);
  const table = reportTable(file, report, chip);
  for (const remark of table.remarks) note(`${file}: ${remark}`);
  const rows = report.rows.map((row) => ({
    operator: row.operator,
    dtype: row.dtype,
    shape: row.shape,
    seconds: row.seconds,
    ...utilisation(row, chip),
    predictedSeconds: row.call === undefined ? undefined : operatorTime(row.call, chip).isolatedSeconds,
  }));
  for (const row of rows)
    if ((row.mfu ?? 0) > 1 || (row.mbu ?? 0) > 2)
      note(`${row.operator} ${row.dtype} ${row.shape}: beyond the data sheet of ${chip.id}; check chip and precision`);
  for (const [operator, count] of report.skipped) note(`${operator}: ${count} entries without a latency left out`);
  if (options.out !== undefined) {
    for (const [reason, count] of table.excluded) note(`${count} rows not fitted: ${reason}`);
    mkdirSync(options.out, { recursive: true });
    const path = join(options.out, `${chip.id}.yaml`);
    writeFileWhole(path, writeCalibration(fitChip(chip, [table], `xpu-perf report of ${report.device ?? chip.name}`)));
    note(`wrote ${path}`);
  }
  if (options.json) {
    printJson({ schema: "silico/calibrate/1", chip: chip.id, device: report.device ?? null, rows });
    return;
  }
  print(
    formatTable(
      ["operator", "dtype", "shape", "measured", "MFU", "MBU", "predicted"],
      rows.map((row) => [
        row.operator,
        row.dtype,
        row.shape,
        formatSeconds(row.seconds),
        formatPercent(row.mfu),
        formatPercent(row.mbu),
        formatSeconds(row.predictedSeconds),
      ]),
      ["left", "left", "left", "right", "right", "right", "right"],
    ),
  );
}
