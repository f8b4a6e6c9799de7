// A reproduction as a table, as Markdown or as JSON; exit code 1 where a stated tolerance fails.
import {
  isReproduced,
  type ReproducedRow,
  type Reproduction,
  ratioOf,
  type Verdict,
  verdictOf,
} from "../../serving/published/reproduction.ts";
import { formatTable, print, printJson } from "../output.ts";
import { exitCode } from "../verb.ts";

const head = ["quantity", "unit", "published", "reproduced", "ratio", "tolerance", "verdict"];
const alignments = ["left", "left", "right", "right", "right", "right", "left"] as const;

const figure = (value: number | string | undefined): string => {
  if (typeof value !== "number") return value ?? "—";
  const size = Math.abs(value);
  return size >= 10_000 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(3)));
};

function cells(row: ReproducedRow): readonly string[] {
  const { bar } = row;
  const published =
    bar.kind === "range" ? `${bar.low} to ${bar.high}` : bar.published === undefined ? "—" : figure(bar.published);
  const ratio = ratioOf(row);
  return [
    row.quantity,
    row.unit,
    published,
    figure(row.reproduced),
    ratio === undefined ? "" : ratio.toFixed(2),
    "tolerance" in bar ? `${(bar.tolerance * 100).toPrecision(2)}%` : "",
    verdictOf(row),
  ];
}

function markdown(reproduction: Reproduction): string {
  const line = (values: readonly string[]): string => `| ${values.join(" | ")} |`;
  const remarks = reproduction.rows.flatMap(({ quantity, remark }) =>
    remark === undefined ? [] : [`- ${quantity.trim()}: ${remark}`],
  );
  return [
    `## ${reproduction.title}`,
    "",
    ...reproduction.sources.map((source) => `- ${source}`),
    "",
    line(head),
    line(alignments.map((side) => (side === "right" ? "---:" : "---"))),
    ...reproduction.rows.map((row) => line(cells(row).map((cell) => cell.replace(/^ +/, "– ")))),
    "",
    ...(remarks.length === 0 ? [] : ["Remarks:", "", ...remarks, ""]),
    "Assumed:",
    "",
    ...reproduction.assumptions.map((text) => `- ${text}`),
  ].join("\n");
}

export interface PrintOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
}

export function printReproduction(reproduction: Reproduction, options: PrintOptions): void {
  if (options.json === true)
    printJson({
      schema: `silico/reproduce-${reproduction.name}/1`,
      ...reproduction,
      rows: reproduction.rows.map((row) => ({ ...row, ratio: ratioOf(row), verdict: verdictOf(row) })),
      isReproduced: isReproduced(reproduction),
    });
  else if (options.markdown === true) print(markdown(reproduction));
  else {
    print(reproduction.title);
    for (const source of reproduction.sources) print(`  ${source}`);
    print();
    print(formatTable(head, reproduction.rows.map(cells), alignments));
    print();
    for (const { quantity, remark } of reproduction.rows)
      if (remark !== undefined) print(`${quantity.trim()}: ${remark}`);
    const verdicts = reproduction.rows.map(verdictOf);
    const count = (wanted: Verdict): number => verdicts.filter((verdict) => verdict === wanted).length;
    print(`${count("pass")} of ${count("pass") + count("miss")} published figures reproduced within their tolerance.`);
    print("Assumed:");
    for (const text of reproduction.assumptions) print(`- ${text}`);
  }
  if (!isReproduced(reproduction)) process.exitCode = exitCode.failed;
}
