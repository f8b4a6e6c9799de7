// `silico compare <chip> <chip> ...`
import { chipIdOf, findChip } from "../../catalog/chip.ts";
import { fail } from "../../errors.ts";
import { compareChips, comparisonJson, comparisonText } from "../../report/chip-comparison.ts";
import type { CompareKind } from "../compare.ts";
import { note, print, printJson } from "../output.ts";

export const kind: CompareKind = {
  knows: (name) => chipIdOf(name) !== undefined,
  compare: (names, options) => {
    const chips = names.map((name, i) => findChip(name, ["names", i]));
    const twice = chips.find((chip, i) => chips.indexOf(chip) !== i);
    if (twice !== undefined) fail("domain", ["names"], `${twice.id} is named twice`, "Name each chip once.");
    const rows = compareChips(chips);
    if (options.json === true) {
      printJson(comparisonJson(chips, rows));
      return;
    }
    print(comparisonText(chips, rows));
    note(
      'Peaks are dense, links count one direction, "~" is an estimate. silico chip <name> shows sources and bounds.',
    );
  },
};
