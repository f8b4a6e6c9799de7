// A calibration as YAML text: one line a variant, so that a change of one fit is a change of one line.
import type { ChipCalibration } from "../operators/chip-calibration.ts";
import { familyNames } from "../operators/family.ts";

export function writeCalibration(calibration: ChipCalibration): string {
  const lines = [
    "# Written by `silico calibrate kernels`. See docs/perf-operators.md for what the numbers mean.",
    `version: ${calibration.version}`,
    `chip: ${calibration.chip}`,
    `architecture: ${calibration.architecture}`,
    `peaks: ${JSON.stringify(calibration.peaks).replace(/"(\w+)":/g, "$1: ")}`,
    `source: ${JSON.stringify(calibration.source)}`,
    "families:",
  ];
  for (const name of familyNames) {
    const fit = calibration.families[name];
    if (fit === undefined) continue;
    lines.push(`  ${name}:`, `    engine: ${JSON.stringify(fit.engine)}`, "    variants:");
    for (const [variant, data] of Object.entries(fit.variants))
      lines.push(`      ${JSON.stringify(variant)}: ${JSON.stringify(data).replace(/"(\w+)":/g, "$1: ")}`);
  }
  return `${lines.join("\n")}\n`;
}
