// Aligned tables for a terminal.
import Table from "cli-table3";
import pc from "picocolors";

export type Alignment = "left" | "right";

/** An aligned table without vertical rules; wide (Chinese) characters count as two columns. */
export function formatTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[] = [],
): string {
  const table = new Table({
    head: head.map((cell) => pc.bold(cell)),
    colAligns: head.map((_, i) => alignments[i] ?? "left"),
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
    chars: {
      top: "",
      "top-mid": "",
      "top-left": "",
      "top-right": "",
      bottom: "",
      "bottom-mid": "",
      "bottom-left": "",
      "bottom-right": "",
      left: "",
      "left-mid": "",
      mid: "",
      "mid-mid": "",
      right: "",
      "right-mid": "",
      middle: "",
    },
  });
  for (const row of rows) table.push([...row]);
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
