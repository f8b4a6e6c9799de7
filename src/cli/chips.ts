// `silico chips`: every accelerator of the catalogue in one table; filters, JSON and a CSV of every field.
import type { Command } from "commander";
import { allChips, type Chip } from "../catalog/chip.ts";
import { chipExport } from "../catalog/chip-export.ts";
import { chipRoles, chipStatuses } from "../catalog/chip-schema.ts";
import { type FigureKey, figureTable } from "../catalog/figure.ts";
import { missingFigures } from "../catalog/resolve-chip.ts";
import { allSystems } from "../catalog/systems.ts";
import { fail } from "../errors.ts";
import { nearestNames } from "../near-names.ts";
import { chipJson, chipsCsv, figuresOf } from "../report/chip-json.ts";
import { claimText, figureText } from "../report/chip-text.ts";
import { quantityText } from "../report/quantity-text.ts";
import { formatCount } from "../units.ts";
import { formatTable, note, print, printJson } from "./output.ts";
import type { Verb } from "./verb.ts";

interface Options {
  readonly vendor?: string;
  readonly role?: string;
  readonly status?: string;
  readonly usable?: boolean;
  readonly systems?: boolean;
  readonly rivals?: boolean;
  readonly json?: boolean;
  readonly csv?: boolean;
}

function checkOneOf(option: string, wanted: string | undefined, known: readonly string[]): void {
  if (wanted === undefined || known.some((name) => name.toLowerCase() === wanted.toLowerCase())) return;
  const near = nearestNames(wanted, known);
  fail(
    "unknown-name",
    [option],
    `unknown value ${JSON.stringify(wanted)}`,
    near.length > 0 ? `Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?` : `One of: ${known.join(", ")}.`,
  );
}

function choose(options: Options): readonly Chip[] {
  const chips = allChips();
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  checkOneOf("--vendor", options.vendor, [...new Set(chips.map((chip) => chip.vendor))]);
  checkOneOf("--role", options.role, chipRoles);
  checkOneOf("--status", options.status, chipStatuses);
  return chips.filter(
    (chip) =>
      (options.vendor === undefined || same(chip.vendor, options.vendor)) &&
      (options.role === undefined || chip.roles.some((role) => same(role, options.role ?? ""))) &&
      (options.status === undefined || same(chip.status, options.status)) &&
      (options.usable !== true || missingFigures(chip).length === 0),
  );
}

/** A figure in short; "~" marks an estimate. */
function cell(chip: Chip, key: FigureKey): string {
  const figure = chip.figures[key];
  if (figure?.value === undefined) return "—";
  // Memory as sold: 80 GiB and 80 GB are not one size, and the data sheet's word is the familiar one.
  const text = key === "memory" && figure.estimate === undefined ? figure.text : quantityText(figure.key, figure.value);
  return figure.confidence === "estimate" ? `~${text}` : text;
}

/** A peak in TFLOPS or TOPS without the unit, which the heading gives. */
function peakCell(chip: Chip, key: FigureKey): string {
  const figure = chip.figures[key];
  if (figure?.value === undefined) return "—";
  return `${figure.confidence === "estimate" ? "~" : ""}${formatCount(figure.value / 1e12)}`;
}

function chipRow(chip: Chip): string[] {
  const half = chip.figures.peakBf16 === undefined ? "peakFp16" : "peakBf16";
  const byte = chip.figures.peakFp8 === undefined ? "peakInt8" : "peakFp8";
  const control = chipExport(chip);
  return [
    chip.id,
    chip.nameZh ?? "",
    chip.vendor,
    chip.roles.join(", "),
    chip.status,
    peakCell(chip, half),
    `${peakCell(chip, byte)}${chip.figures[byte] === undefined ? "" : byte === "peakFp8" ? " fp8" : " int8"}`,
    cell(chip, "memory"),
    cell(chip, "memoryBandwidth"),
    cell(chip, "scaleUp"),
    cell(chip, "boardPower"),
    control.tpp === undefined ? "—" : `${control.class}${control.tppBounds === undefined ? "" : " ~"}`,
  ];
}

function printSystems(isJson: boolean): void {
  const systems = allSystems();
  if (isJson) {
    printJson({ schema: "silico/systems/1", systems });
    return;
  }
  print(
    formatTable(
      ["system", "name", "vendor", "kind", "chip", "chips", "link", "power"],
      systems.map((system) => [
        system.id,
        `${system.name}${system.nameZh === undefined ? "" : ` ${system.nameZh}`}`,
        system.vendor,
        system.kind,
        system.chip,
        formatCount(Number(system.chips.value)),
        system.scaleUpLink ?? "—",
        system.power === undefined ? "—" : String(system.power.value),
      ]),
      ["left", "left", "left", "left", "left", "right", "left", "right"],
    ),
  );
}

/** Where sources disagree: the chosen figure, the others, and why. */
function printRivals(chips: readonly Chip[]): void {
  let count = 0;
  const lines: string[] = [];
  for (const chip of chips)
    for (const figure of figuresOf(chip)) {
      if (figure.rivals.length === 0 || figure.from !== undefined) continue;
      count += 1;
      const said = figure.rivals.map(
        (rival) => `${claimText(rival)}${rival.note === undefined ? "" : ` (${rival.note})`} [${rival.source}]`,
      );
      lines.push(
        `${chip.id}, ${figureTable[figure.key].label}: ${figureText(figure)} [${figure.source}]`,
        `    not ${said.join("; ")}`,
        `    because ${figure.why ?? ""}`,
      );
    }
  print(lines.join("\n"));
  note(`${count} figures on which sources disagree.`);
}

export const verb: Verb = {
  configure: (command: Command) => {
    command
      .option("--vendor <name>", "only this vendor")
      .option("--role <role>", `only chips for ${chipRoles.join(", ")}`)
      .option("--status <status>", `only ${chipStatuses.join(", ")}`)
      .option("--usable", "only chips whose figures suffice for predictions")
      .option("--systems", "servers, racks, pods and clusters instead of chips")
      .option("--rivals", "where sources disagree: the chosen figure, the others, and why")
      .option("--json", "print JSON (schema silico/chips/1): every figure with source, rivals and confidence")
      .option("--csv", "print CSV: every field, one claim a line")
      .addHelpText(
        "after",
        `
Examples:
  silico chips                               every chip, board and module
  silico chips --vendor biren                one vendor's
  silico chips --role decode --usable        what can be planned with for decode
  silico chips --systems                     servers, racks, pods, clusters
  silico chips --vendor huawei --rivals      where sources disagree, and why this figure
  silico chips --csv > chips.csv             every field with its source, rivals included

"~" marks an estimate: silico chip <name> shows its bounds and reasons.`,
      )
      .action((options: Options) => {
        if (options.systems === true) {
          printSystems(options.json === true);
          return;
        }
        const chips = choose(options);
        if (options.json === true) {
          printJson({ schema: "silico/chips/1", chips: chips.map(chipJson) });
          return;
        }
        if (options.csv === true) {
          process.stdout.write(chipsCsv(chips));
          return;
        }
        if (options.rivals === true) {
          printRivals(chips);
          return;
        }
        print(
          formatTable(
            [
              "chip",
              "",
              "vendor",
              "roles",
              "status",
              "16-bit T",
              "8-bit T",
              "memory",
              "bandwidth",
              "scale-up",
              "power",
              "export",
            ],
            chips.map(chipRow),
            ["left", "left", "left", "left", "left", "right", "right", "right", "right", "right", "right", "left"],
          ),
        );
        const usable = chips.filter((chip) => missingFigures(chip).length === 0).length;
        note(
          `${chips.length} chips, ${usable} with figures enough for predictions. Peaks are dense TFLOPS or TOPS, scale-up counts one direction, "~" is an estimate, "—" unknown.`,
        );
      });
  },
};
