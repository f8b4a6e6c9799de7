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
import { clearProgress } from "./reproduce-options.ts";

export const head = ["quantity", "unit", "published", "ours", "deviation", "tolerance", "verdict", "source"] as const;
export const alignments = ["left", "left", "right", "right", "right", "right", "left", "left"] as const;

const figure = (value: number | string | undefined): string => {
  if (typeof value !== "number") return value ?? "—";
  const size = Math.abs(value);
  if (size >= 10_000) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(size >= 100 ? 4 : 3)));
};

export function cells(row: ReproducedRow): readonly string[] {
  const { bar } = row;
  const published =
    bar.kind === "range" ? `${bar.low} to ${bar.high}` : bar.published === undefined ? "—" : figure(bar.published);
  const deviation = (ratioOf(row) ?? 1) - 1;
  return [
    row.quantity,
    row.unit,
    published,
    figure(row.reproduced),
    ratioOf(row) === undefined
      ? ""
      : `${deviation < 0 ? "-" : "+"}${(Math.abs(deviation) * 100).toFixed(Math.abs(deviation) < 0.01 ? 2 : 0)}%`,
    "tolerance" in bar ? `${(bar.tolerance * 100).toPrecision(2)}%` : "",
    verdictOf(row),
    row.source ?? "",
  ];
}

/** What is known of the reasons of misses; the same reason for several is said once. */
function reasonsOf({ rows }: Reproduction): readonly { readonly quantity: string; readonly remark: string }[] {
  const byRemark = new Map<string, string[]>();
  for (const row of rows) {
    if (row.remark === undefined || verdictOf(row) !== "miss") continue;
    byRemark.set(row.remark, [...(byRemark.get(row.remark) ?? []), row.quantity.trim()]);
  }
  return [...byRemark].map(([remark, quantities]) => ({ quantity: quantities.join("; "), remark }));
}

function markdown(reproduction: Reproduction): string {
  const line = (values: readonly string[]): string => `| ${values.join(" | ")} |`;
  const remarks = reasonsOf(reproduction).map(({ quantity, remark }) => `- ${quantity}: ${remark}`);
  return [
    `## ${reproduction.title}`,
    "",
    ...reproduction.sources.map((source) => `- ${source}`),
    "",
    line(head),
    line(alignments.map((side) => (side === "right" ? "---:" : "---"))),
    ...reproduction.rows.map((row) => line(cells(row).map((cell) => cell.replace(/^ +/, "– ")))),
    "",
    ...(remarks.length === 0 ? [] : ["Why missed:", "", ...remarks, ""]),
    "Assumed:",
    "",
    ...reproduction.assumptions.map((text) => `- ${text}`),
  ].join("\n");
}

export interface PrintOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** A reproduction with ratios and verdicts worked out. */
export const toJson = (reproduction: Reproduction) => ({
  ...reproduction,
  rows: reproduction.rows.map((row) => ({ ...row, ratio: ratioOf(row), verdict: verdictOf(row) })),
  isReproduced: isReproduced(reproduction),
});

export function printReproduction(reproduction: Reproduction, options: PrintOptions): void {
  clearProgress();
  if (options.json === true) printJson({ schema: `silico/reproduce-${reproduction.name}/1`, ...toJson(reproduction) });
  else if (options.markdown === true) print(markdown(reproduction));
  else {
    print(reproduction.title);
    for (const source of reproduction.sources) print(`  ${source}`);
    print();
    print(formatTable(head, reproduction.rows.map(cells), alignments));
    print();
    for (const { quantity, remark } of reasonsOf(reproduction)) print(`${quantity}:\n  ${remark}\n`);
    const verdicts = reproduction.rows.map(verdictOf);
    const count = (wanted: Verdict): number => verdicts.filter((verdict) => verdict === wanted).length;
    print(`${count("pass")} of ${count("pass") + count("miss")} published figures reproduced within their tolerance.`);
    print("Assumed:");
    for (const text of reproduction.assumptions) print(`- ${text}`);
  }
  if (!isReproduced(reproduction)) process.exitCode = exitCode.failed;
}
