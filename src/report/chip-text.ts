// A chip for a terminal: figures with their sources and doubts, then prices, export class, software and systems.
import pc from "picocolors";
import { type Chip, type ChipFigure, variantsOf } from "../catalog/chip.ts";
import { type ChipExport, chipExport } from "../catalog/chip-export.ts";
import { exportRules } from "../catalog/export-control.ts";
import { type Claim, figureTable } from "../catalog/figure.ts";
import { type ChipPriceQuote, pricesOf } from "../catalog/prices.ts";
import { missingFigures } from "../catalog/resolve-chip.ts";
import { type SupportEntry, supportOfChip, supportPrecisions } from "../catalog/software-support.ts";
import { citationsOf } from "../catalog/sources.ts";
import { systemsOf } from "../catalog/systems.ts";
import { formatCount } from "../units.ts";
import { figuresOf, specOrNull } from "./chip-json.ts";
import { wrap } from "./plan-text.ts";
import { quantityText, siText } from "./quantity-text.ts";
import { formatTable } from "./text-table.ts";

/** What a source printed, links turned to one direction; estimates with their bounds. */
export function figureText(figure: ChipFigure): string {
  const { estimate } = figure;
  if (estimate !== undefined) {
    const show = (value: number): string => quantityText(figure.key, value);
    return `~${show(estimate.central)} (${show(estimate.low)} to ${show(estimate.high)})`;
  }
  return claimText(figure);
}

/** What a source printed, links turned to one direction. */
export function claimText(claim: Claim): string {
  if (claim.value !== undefined && claim.direction !== undefined) {
    const oneWay = `${siText(claim.value, "B/s")} one way`;
    if (claim.direction === "both") return `${oneWay} (${claim.text} both)`;
    return claim.direction === "one" ? oneWay : `${oneWay} (${claim.text}, direction not stated)`;
  }
  return claim.text;
}

function title(chip: Chip): string[] {
  const boards = variantsOf(chip.id);
  const zh = chip.nameZh === undefined ? "" : ` ${chip.nameZh}`;
  const board = chip.variantOf === undefined ? "" : `; figures without one of its own are ${chip.variantOf}'s`;
  return [
    `${pc.bold(chip.name)}${zh}  ${pc.dim(chip.id)}`,
    `${chip.vendor}, ${chip.kind}, ${chip.architecture}; ${chip.roles.join(", ")}; ${chip.status}${board}`,
    ...(boards.length > 0 ? [pc.dim(`Boards: ${boards.join(", ")}`)] : []),
    ...(chip.aliases.length > 0 ? [pc.dim(`Also: ${chip.aliases.join(", ")}`)] : []),
  ];
}

/** Words rather than a number: listed below the table, where lines may break. */
const isFact = (figure: ChipFigure): boolean => figureTable[figure.key].dimension === "text";

/** `wrap` behind an indent of two; further lines four. */
const paragraph = (text: string, width: number): string => `  ${wrap(text, width - 2, "    ")}`;

function factLines(chip: Chip, width: number): string[] {
  const facts = figuresOf(chip).filter(isFact);
  if (facts.length === 0) return [];
  return [
    "",
    pc.bold("In words"),
    ...facts.flatMap((figure) => [
      paragraph(
        `${figureTable[figure.key].label}: ${figure.text} ${pc.dim(`(${figure.confidence}; ${figure.source}${figure.from === undefined ? "" : `; ${figure.from}`})`)}`,
        width,
      ),
      ...figure.rivals.map(
        (rival) => `  ${paragraph(pc.dim(`rival: ${rival.text} (${rival.confidence}; ${rival.source})`), width - 2)}`,
      ),
    ]),
  ];
}

function figureRows(chip: Chip): string[][] {
  const rows: string[][] = [];
  for (const figure of figuresOf(chip)) {
    if (isFact(figure)) continue;
    const isEstimate = figure.estimate !== undefined;
    const from = figure.from === undefined ? "" : ` (${figure.from})`;
    rows.push([
      figureTable[figure.key].label,
      figureText(figure),
      figure.confidence === "estimate" ? pc.yellow("estimate") : figure.confidence,
      `${isEstimate ? "Silico, reason below" : figure.source}${from}`,
    ]);
    for (const rival of figure.rivals)
      rows.push([
        pc.dim("  rival"),
        pc.dim(claimText(rival)),
        pc.dim(rival.confidence),
        pc.dim(`${rival.source}${rival.note === undefined ? "" : ` (${rival.note})`}`),
      ]);
  }
  return rows;
}

function reasons(chip: Chip, width: number): string[] {
  const lines: string[] = [];
  const list = (heading: string, figures: readonly ChipFigure[], text: (figure: ChipFigure) => string): void => {
    if (figures.length === 0) return;
    lines.push("", pc.bold(heading));
    for (const figure of figures) lines.push(paragraph(`${figureTable[figure.key].label}: ${text(figure)}`, width));
  };
  const all = figuresOf(chip);
  list(
    "Estimates, and why",
    all.filter((figure) => figure.estimate !== undefined),
    (figure) => figure.estimate?.why ?? "",
  );
  list(
    "Where sources disagree, and why this one",
    all.filter((figure) => figure.rivals.length > 0 && figure.estimate === undefined),
    (figure) => figure.why ?? "",
  );
  list(
    "Notes",
    all.filter((figure) => figure.note !== undefined),
    (figure) => figure.note ?? "",
  );
  return lines;
}

const amountText = (quote: ChipPriceQuote): string => {
  const show = (value: number): string =>
    value.toLocaleString("en-US", { maximumFractionDigits: quote.per === "chip" ? 0 : 2 });
  const range =
    quote.low === undefined ? show(quote.amount) : `${show(quote.low)} to ${show(quote.high ?? quote.amount)}`;
  return `${quote.currency} ${range}${quote.per === "chip" ? "" : " an hour"}`;
};

function priceLines(chip: Chip): string[] {
  const quotes = pricesOf(chip.id);
  const lines = ["", pc.bold("Prices")];
  if (quotes.length === 0) {
    lines.push("  none public; give one under prices.chips of a scenario");
    return lines;
  }
  lines.push(
    indent(
      formatTable(
        ["", "price", "kind", "covers", "date", "source"],
        quotes.map((quote) => [
          quote.chosen === undefined ? "" : "*",
          amountText(quote),
          quote.kind,
          quote.scope ?? "rent",
          quote.date,
          `${quote.sourceKey}${quote.note === undefined ? "" : ` (${quote.note})`}`,
        ]),
      ),
    ),
  );
  const chosen = quotes.filter((quote) => quote.chosen !== undefined);
  if (chosen.length > 0)
    lines.push(pc.dim(`  * used where a scenario gives none: ${chosen.map((quote) => quote.chosen).join("; ")}`));
  return lines;
}

/** Export-control class in one or two lines. */
export function exportText(result: ChipExport): string[] {
  if (result.tpp === undefined) return ["unknown: no peak is known"];
  const bounds =
    result.tppBounds === undefined
      ? ""
      : ` (${formatCount(result.tppBounds.low)} to ${formatCount(result.tppBounds.high)})`;
  const density =
    result.performanceDensity === undefined
      ? "die area unknown"
      : `performance density ${result.performanceDensity.toFixed(2)}`;
  const of2022 =
    result.restricted2022 === undefined ? "unknown" : result.restricted2022 ? "restricted" : "not restricted";
  return [
    `TPP ${formatCount(result.tpp)}${bounds} in ${result.tppFormat}, ${density}: ${result.class}`,
    `October 2022 rule: ${of2022}; January 2026 tier (TPP < 21,000 and DRAM < 6,500 GB/s): ${result.tier2026}`,
    ...result.remarks.filter((remark) => !remark.startsWith("die area")),
  ];
}

function softwareLines(entries: readonly SupportEntry[]): string[] {
  const lines = ["", pc.bold("Software")];
  if (entries.length === 0) return [...lines, "  no engine is on record"];
  lines.push(
    indent(
      formatTable(
        ["engine", ...supportPrecisions, "PD split", "evidence", "source"],
        entries.map((entry) => [
          entry.engine,
          ...supportPrecisions.map((precision) => entry.precisions[precision]?.status ?? "?"),
          entry.features.disaggregation?.status ?? "?",
          entry.evidence,
          entry.source.length > 60 ? `${entry.source.slice(0, 57)}...` : entry.source,
        ]),
      ),
    ),
  );
  return lines;
}

function systemLines(chip: Chip): string[] {
  const systems = systemsOf(chip.id);
  if (systems.length === 0) return [];
  return [
    "",
    pc.bold("Systems"),
    indent(
      formatTable(
        ["system", "kind", "chips", "link", "power", "source"],
        systems.map((system) => [
          `${system.name}${system.nameZh === undefined ? "" : ` ${system.nameZh}`}`,
          system.kind,
          formatCount(Number(system.chips.value)),
          system.scaleUpLink ?? "—",
          system.power === undefined ? "—" : String(system.power.value),
          system.chips.source,
        ]),
        ["left", "left", "right"],
      ),
    ),
  ];
}

function usedLines(chip: Chip, width: number): string[] {
  const missing = missingFigures(chip);
  const lines = ["", pc.bold("What predictions use")];
  const spec = specOrNull(chip);
  if (spec === null) {
    const names = missing.map((key) => figureTable[key].label).join(", ");
    lines.push(
      paragraph(
        `Nothing: no source gives the ${names}, and what is known allows no estimate. Give them in a scenario: {chip: ${chip.id}, ${missing.map((key) => `${key}: …`).join(", ")}}.`,
        width,
      ),
    );
    return lines;
  }
  const peaks = Object.entries(spec.peakFlopsPerSecond).map(
    ([format, value]) => `${format} ${siText(value, format.startsWith("int") ? "OPS" : "FLOPS", 4)}`,
  );
  lines.push(paragraph(`${peaks.join(", ")}`, width));
  lines.push(
    paragraph(
      `${siText(spec.memoryBytes, "B", 4)} at ${siText(spec.memoryBytesPerSecond, "B/s")}; ${spec.scaleUp.name} ${siText(spec.scaleUp.bytesPerSecond, "B/s")} one way${spec.scaleUp.domainChips === undefined ? "" : ` among ${spec.scaleUp.domainChips}`}; ${spec.scaleOut.name} ${siText(spec.scaleOut.bytesPerSecond, "B/s")}; ${spec.chipsPerServer} a server`,
      width,
    ),
  );
  lines.push(
    `  Weakest figure: ${figureTable[spec.weakest.figure as keyof typeof figureTable].label} (${spec.weakest.confidence})`,
  );
  const plain = spec.assumptions.filter((text) => !text.includes(" is an estimate ("));
  for (const text of plain) lines.push(paragraph(`Assumed: ${text}`, width));
  return lines;
}

function sourceLines(chip: Chip, width: number): string[] {
  const cited = new Map<string, string>();
  const add = (source: string): void => {
    for (const citation of citationsOf(source)) cited.set(citation.key, citation.title);
  };
  for (const figure of figuresOf(chip)) for (const claim of [figure, ...figure.rivals]) add(claim.source);
  for (const quote of pricesOf(chip.id)) add(quote.sourceKey);
  for (const system of systemsOf(chip.id)) add(system.chips.source);
  return [
    "",
    pc.bold("Sources"),
    ...[...cited].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, text]) => paragraph(`${key}: ${text}`, width)),
    paragraph(`export rules: ${exportRules.a.source}; ${exportRules.january2026.source}`, width),
  ];
}

const indent = (text: string): string => text.replace(/^(?=.)/gmu, "  ");

/** The whole sheet of one chip, `width` columns for running text. */
export function chipText(chip: Chip, width: number): string {
  return [
    ...title(chip),
    "",
    formatTable(["figure", "value", "confidence", "source"], figureRows(chip)),
    ...factLines(chip, width),
    ...reasons(chip, width),
    ...usedLines(chip, width),
    ...priceLines(chip),
    "",
    pc.bold("Export control (United States)"),
    ...exportText(chipExport(chip)).map((line) => `  ${line}`),
    ...softwareLines(supportOfChip(chip.id)),
    ...systemLines(chip),
    ...sourceLines(chip, width),
  ].join("\n");
}
