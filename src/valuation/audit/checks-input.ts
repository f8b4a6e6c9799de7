// The table as data: transcription, duplicates, gaps, units that contradict the print.
import { type Book, type Cell, inOrder } from "./book.ts";
import type { Findings } from "./finding.ts";
import { parsePrinted } from "./printed-number.ts";

export function checkInput(book: Book, findings: Findings): void {
  for (const [first, second] of book.duplicates)
    findings.fail(
      "duplicate-cell",
      "error",
      second,
      `${second.row.label} ${second.period.text} is given twice in one table: ${first.raw} (line ${first.line}) and ${second.raw} (line ${second.line}).`,
      first.printedValue,
    );
  for (const cell of book.cells) {
    checkTranscription(cell, findings);
    checkScale(cell, findings);
    checkReadable(cell, findings);
  }
  checkGaps(book, findings);
  checkUnits(book, findings);
}

/** A row without a unit in a statement whose other rows have one: it cannot be added to them. */
function checkUnits(book: Book, findings: Findings): void {
  for (const block of book.blocks) {
    if (!["income", "balance", "cash"].includes(block.kind)) continue;
    const money = block.rows.filter((row) => row.unit.kind === "money");
    if (money.length < 2) continue;
    for (const row of block.rows) {
      const cell = [...row.cells.values()].find((c) => c.isNumber);
      const isRate = cell?.printed.kind === "number" && (cell.printed.percent || /\dx$/i.test(cell.raw));
      if (row.unit.text !== "" || row.unit.kind !== "none" || cell === undefined || isRate) continue;
      findings.fail(
        "missing-unit",
        "warning",
        cell,
        `${row.label} has no unit, while ${money.length} rows of ${block.statement} are in ${money[0]?.unit.text}: it was left out of every sum.`,
        null,
      );
    }
  }
}

/** The transcriber's value column against the printed string. */
function checkTranscription(cell: Cell, findings: Findings): void {
  const { value, raw } = cell.entry;
  if (value === "" || value === raw || cell.printed.kind !== "number") return;
  const copy = parsePrinted(value);
  if (copy.kind !== "number") return;
  if (Math.abs(copy.value - cell.printed.value) <= 1e-9 * Math.max(1, Math.abs(copy.value)))
    findings.pass("transcription");
  else
    findings.fail(
      "transcription",
      "error",
      cell,
      `${cell.row.label} ${cell.period.text}: the value column says ${value}, the printed text ${raw}.`,
      copy.value,
    );
}

/** A scale or currency word in the print against the unit column. */
function checkScale(cell: Cell, findings: Findings): void {
  const { printed, row } = cell;
  if (printed.kind !== "number") return;
  if (
    printed.currency !== undefined &&
    row.unit.currency !== undefined &&
    printed.currency !== row.unit.currency &&
    !cell.raw.trim().startsWith("$")
  )
    findings.fail(
      "unit-print",
      "error",
      cell,
      `${row.label} is given in ${row.unit.text}, but printed as ${cell.raw}.`,
      printed.currency,
      { published: cell.raw },
    );
  if (printed.scale === undefined || row.unit.factor === 1) return;
  if (printed.scale === row.unit.factor) findings.pass("unit-print", [cell]);
  else
    findings.fail(
      "unit-print",
      "error",
      cell,
      `${row.label} is given in ${row.unit.text}, but printed as ${cell.raw}: the scale differs by ${Math.max(printed.scale / row.unit.factor, row.unit.factor / printed.scale).toLocaleString("en-US")} times.`,
      null,
      { published: cell.raw },
    );
}

/** A cell of a numeric row that is neither a number nor one of the ways to print "none". */
function checkReadable(cell: Cell, findings: Findings): void {
  if (cell.printed.kind !== "text" || cell.raw === "") return;
  if (!["money", "percent", "multiple", "per-share", "shares"].includes(cell.row.unit.kind)) return;
  const isBroken = /^[\d\s,.()%+-]+$/.test(cell.raw) && !/^[-\d.]+[/~-][\d.]+$/.test(cell.raw);
  if (isBroken)
    findings.fail(
      "unreadable-number",
      "error",
      cell,
      `${cell.row.label} ${cell.period.text}: "${cell.raw}" is not a number as numbers are printed; it was left out of every check.`,
      null,
      { published: cell.raw },
    );
  else
    findings.unchecked.push({
      company: cell.row.company,
      statement: cell.row.statement,
      lineItem: cell.row.label,
      reason: `"${cell.raw}" is not read as one number`,
    });
}

/** A line of a statement without the period that its neighbours have; a year missing from the statement altogether. */
function checkGaps(book: Book, findings: Findings): void {
  for (const block of book.blocks) {
    if (!["income", "balance", "cash"].includes(block.kind)) continue;
    const rows = block.rows.filter((row) => row.unit.kind === "money" || row.unit.kind === "none");
    if (rows.length < 4) continue;
    const counts = new Map<string, number>();
    for (const row of rows) for (const key of row.cells.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
    const common = [...counts].filter(([key, n]) => /^\d{4}/.test(key) && n >= 0.75 * rows.length).map(([key]) => key);
    for (const row of rows) {
      // A row with few periods is a memo item, not one with a gap.
      if (common.filter((key) => row.cells.has(key)).length * 2 < common.length) continue;
      // A row that starts with the forecast has no past to miss.
      const isForecastOnly = [...row.cells.values()].every((cell) => cell.isEstimate);
      const earliest = [...row.cells.keys()].sort()[0] ?? "";
      for (const key of common) {
        if (row.cells.has(key) || (isForecastOnly && key < earliest)) continue;
        const near = inOrder(row)[0];
        if (near !== undefined)
          findings.fail(
            "missing-period",
            "warning",
            near,
            `${row.label} has no value for ${key}, which ${counts.get(key)} of ${rows.length} rows of ${block.statement} have. Sums of ${key} that need it were not checked.`,
            null,
            { published: null },
          );
      }
    }
    for (const row of rows)
      for (const cell of row.cells.values())
        if (cell.period.kind === "none")
          findings.fail("missing-period", "error", cell, `${row.label} ${cell.raw} has no period.`, null);
    const years = common
      .filter((key) => /^\d{4}$/.test(key))
      .map(Number)
      .sort((a, b) => a - b);
    for (let i = 1; i < years.length; i++) {
      const [before, year] = [years[i - 1] ?? 0, years[i] ?? 0];
      const cell = rows[0]?.cells.get(String(year));
      if (year - before === 1) findings.pass("missing-period");
      else if (cell !== undefined)
        findings.fail(
          "missing-period",
          "warning",
          cell,
          `${block.statement} goes from ${before} to ${year}: the years between are missing, so growth and roll-forwards were not checked there.`,
          null,
          { published: null },
        );
    }
  }
}
