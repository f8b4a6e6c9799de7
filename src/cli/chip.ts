// `silico chip <name>`: every figure of one chip with its source, what contradicts it, and what follows from it.
import type { Command } from "commander";
import { chipIdOf, findChip } from "../catalog/chip.ts";
import { systemNamed } from "../catalog/systems.ts";
import { chipJson } from "../report/chip-json.ts";
import { chipText } from "../report/chip-text.ts";
import { note, print, printJson } from "./output.ts";
import type { Verb } from "./verb.ts";

export const verb: Verb = {
  configure: (command: Command) => {
    command
      .argument("<name>", "id, English or Chinese name, or alias; also a system (its chip is shown)")
      .option("--json", "print JSON (schema silico/chip/1)")
      .addHelpText(
        "after",
        `
Examples:
  silico chip BR166            figures, estimates with their reasons, rivals, prices, export class, software
  silico chip "TG Gen 3"       a chip without published figures: bounds and reasoning
  silico chip 昇腾950DT        Chinese names work
  silico chip cloudmatrix384   a system shows the chip it is built of`,
      )
      .action((name: string, options: { json?: boolean }) => {
        const system = chipIdOf(name) === undefined ? systemNamed(name) : undefined;
        const chip = findChip(system?.chip ?? name, ["name"]);
        if (system !== undefined)
          note(`${system.name} is a ${system.kind} of ${String(system.chips.value)} ${chip.name}.`);
        if (options.json === true) printJson({ schema: "silico/chip/1", ...chipJson(chip) });
        else print(chipText(chip, Math.max(72, Math.min(process.stdout.columns ?? 110, 130))));
      });
  },
};
