// The auditor's input: published numbers in long form, one cell a line, as text. Reads CSV in the encodings people bring.
import { fail } from "../../errors.ts";
import { simplified } from "./chinese.ts";
import { parsePeriod } from "./period.ts";
import { normalise } from "./printed-number.ts";

/** One printed cell with its place. Everything is text as printed; nothing is converted yet. */
export interface Entry {
  readonly company: string;
  readonly statement: string;
  readonly lineItem: string;
  /** The label in the source's own words, where the line item was translated or disambiguated. */
  readonly original: string;
  readonly period: string;
  /** "A", "E" or "". */
  readonly kind: string;
  /** A transcriber's numeric value beside the printed one; "" where there is none. */
  readonly value: string;
  readonly unit: string;
  readonly raw: string;
  /** The document it was printed in. */
  readonly source: string;
  readonly figure: string;
  readonly note: string;
  /** Line in the file, from 1. */
  readonly line: number;
}

export interface AuditTable {
  readonly entries: readonly Entry[];
  readonly file?: string;
}

const headers: Readonly<Record<string, readonly string[]>> = {
  company: ["company", "issuer", "entity", "公司", "公司名称"],
  statement: ["statement", "table", "sheet", "报表", "报表名称", "表"],
  lineItem: ["line_item", "lineitem", "line item", "item", "account", "label", "科目", "项目", "项目名称"],
  original: ["line_item_original", "original", "原文"],
  period: ["period", "year", "fiscal_year", "date", "期间", "年度", "年份", "报告期"],
  kind: ["kind", "actual_or_estimate", "a_or_e", "类型"],
  value: ["value", "amount", "数值", "金额"],
  unit: ["unit", "units", "单位"],
  raw: ["raw", "printed", "as_printed", "原值"],
  source: ["seed_file", "source", "document", "report", "来源", "文件"],
  figure: ["figure", "page", "location", "图表", "页码"],
  note: ["note", "notes", "section", "comment", "备注"],
};

/** Bytes to text: UTF-8 (with or without mark), UTF-16, else GB18030, which holds GBK and GB2312. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** Records of a delimited text (comma, semicolon or tab; RFC 4180 quoting), each with the line it starts on. */
export function records(text: string): { readonly cells: readonly string[]; readonly line: number }[] {
  const body = text.replace(/^\ufeff/, "");
  const head = body.slice(0, Math.max(0, body.search(/\r|\n|$/)));
  const delimiter = [",", "\t", ";", "，"].reduce(
    (best, d) => (head.split(d).length > head.split(best).length ? d : best),
    ",",
  );
  const out: { cells: string[]; line: number }[] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let line = 1;
  let start = 1;
  const endRow = () => {
    cells.push(cell);
    if (cells.some((c) => c.trim() !== "")) out.push({ cells, line: start });
    cells = [];
    cell = "";
  };
  for (let i = 0; i < body.length; i++) {
    const c = body[i] ?? "";
    if (c === "\n") line++;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (body[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (c === '"' && cell.trim() === "") {
      quoted = true;
      cell = "";
    } else if (c === delimiter) {
      cells.push(cell);
      cell = "";
    } else if (c === "\n" || c === "\r") {
      if (c === "\r" && body[i + 1] === "\n") continue;
      endRow();
      start = c === "\n" ? line : line + 1;
    } else cell += c;
  }
  if (quoted) fail("schema", ["line", start], "a quoted field is never closed", "Check the quotes of the CSV.");
  if (cell !== "" || cells.length > 0) endRow();
  return out;
}

/**
 * Read published statements from CSV.
 *
 * Long form: columns line_item, period, and value or raw; company, statement, unit, kind, source, figure and note where
 * known (English or Chinese headers). Wide form: a label column and one column per period ("2024A", "2025E").
 * @throws {SilicoError} "schema" where the header names no line item or no period, or the file holds no rows.
 */
export function readAuditTable(input: Uint8Array | string, file?: string): AuditTable {
  const rows = records(typeof input === "string" ? input : decodeText(input));
  const header = rows[0]?.cells.map((cell) => simplified(normalise(cell)).toLowerCase().trim());
  const at = (path: (string | number)[], problem: string, hint: string): never =>
    fail("schema", path, problem, hint, file);
  if (header === undefined || rows.length < 2)
    return at([], "no rows to audit", "Give a CSV with a header line and at least one row of data.");
  const column: Record<string, number> = {};
  for (const [field, names] of Object.entries(headers)) {
    const index = header.findIndex((name) => names.includes(name) || names.includes(name.replace(/ /g, "_")));
    if (index >= 0) column[field] = index;
  }
  const used = new Set(Object.values(column));
  const isWide = column["period"] === undefined || (column["value"] === undefined && column["raw"] === undefined);
  const wide = header.flatMap((name, index) => {
    const period = parsePeriod(name.toUpperCase());
    return used.has(index) || period.kind === "other" || period.kind === "none" ? [] : [index];
  });
  if (column["lineItem"] === undefined && isWide && wide.length > 0 && header.length > wide.length)
    column["lineItem"] = header.findIndex((_, index) => !wide.includes(index) && !used.has(index));
  if (column["lineItem"] === undefined || column["lineItem"] < 0)
    return at(["header"], `no column for the line item among ${header.join(", ")}`, "Name one column line_item.");
  if (isWide && wide.length === 0)
    return at(
      ["header"],
      column["period"] === undefined ? "no period column and no columns named by period" : "no value or raw column",
      "Use columns line_item, period, value (or raw), unit; or one column per period, such as 2024A and 2025E.",
    );
  const entries: Entry[] = [];
  let title = "";
  for (const { cells, line } of rows.slice(1)) {
    const get = (field: string): string => (column[field] === undefined ? "" : (cells[column[field]] ?? "").trim());
    const common = {
      company: get("company"),
      statement: get("statement"),
      lineItem: get("lineItem"),
      original: get("original") === "" ? get("lineItem") : get("original"),
      kind: get("kind").toUpperCase().slice(0, 1),
      unit: get("unit"),
      source: get("source"),
      figure: get("figure"),
      note: get("note"),
      line,
    };
    if (common.lineItem === "") continue;
    // In a wide table, a label without numbers is the heading of the rows below it: "Profit and loss (US$ mn)".
    if (isWide && wide.every((index) => (cells[index] ?? "").trim() === "")) {
      title = common.lineItem;
      continue;
    }
    if (isWide && common.statement === "") common.statement = title;
    if (!isWide) {
      const raw = column["raw"] === undefined || get("raw") === "" ? get("value") : get("raw");
      entries.push({ ...common, period: get("period"), value: column["value"] === undefined ? "" : get("value"), raw });
    } else
      for (const index of wide) {
        const raw = (cells[index] ?? "").trim();
        if (raw !== "") entries.push({ ...common, period: (rows[0]?.cells[index] ?? "").trim(), value: "", raw });
      }
  }
  if (entries.length === 0) return at([], "no rows to audit", "Every row lacks a line item or a value.");
  return { entries, ...(file === undefined ? {} : { file }) };
}
